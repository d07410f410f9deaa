"""The desk of the flow board: every action, what cannot be used, hostile words, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from okrcoach.widgets.desk import Desk, Event, Upload
from okrcoach.widgets.own_files import safe_name
from okrcoach.widgets.pictures import MOST_ROWS, as_typed, harmless
from okrcoach.widgets.set_choice import OWN
from okrcoach.widgets.value.flow_desk import KEPT, FlowDesk

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def desk(tmp_path: Path) -> FlowDesk:
    return FlowDesk(folder=tmp_path)


@pytest.fixture
def sampled(desk: FlowDesk) -> FlowDesk:
    desk.act("sample")
    return desk


@pytest.fixture
def small(desk: FlowDesk) -> FlowDesk:
    """Twelve weeks of few items: drawn in a moment."""
    desk.act("upload", _items(CSV))
    return desk


def _page(desk: Desk) -> str:
    return "".join(desk.parts().values())


def _items(text: str, name: str = "mine.csv") -> Event:
    return Event(files=(Upload(name, text.encode()),))


#: Twelve weeks, one item a week and type.
ROWS = "".join(
    f"{kind}{week},{kind},2026-0{month}-{day:02},2026-0{month}-{day + 2:02}\n"
    for week in range(12)
    for month, day in [(1 + week // 4, 1 + week % 4 * 7)]
    for kind in ("Story", "Epic")
)
CSV = "id,type,started,done\n" + ROWS


def test_an_empty_board_invites(desk: FlowDesk) -> None:
    page = _page(desk)
    assert "Which work shall we watch?" in page
    assert "<svg" not in page


def test_the_sample_shows_how_it_was_read_and_six_pictures(sampled: FlowDesk) -> None:
    page = _page(sampled)
    assert page.count('class="pic"') == 6
    assert "2,000" in page
    assert "Ready for test</q> (waiting)" in page
    assert "start of work" in page
    for said in ("Where it waits", "Capacity", "trend", "Little"):
        assert said in page
    assert "(nearest rank)" in page


def test_progress_is_told_while_it_draws(desk: FlowDesk) -> None:
    told: list[tuple[str, float | None]] = []
    desk.on_progress = lambda words, share: told.append((words, share))
    desk.act("upload", _items(CSV))
    assert "mine.csv" in next(words for words, _ in told)
    shares = [share for _, share in told if share is not None]
    assert shares == sorted(shares)
    assert len(told) > 5


def test_a_type_is_left_out_and_counted_again(desk: FlowDesk) -> None:
    desk.act("upload", _items(CSV))
    desk.act("leave", Event(name="Epic", value="false"))
    assert "12 items" in desk.said
    desk.act("leave", Event(name="feature", value="false"))
    assert "At least one type" in desk.trouble[1]
    assert desk.left_out == {"Epic"}, "a step that cannot be done changes nothing"
    desk.act("leave", Event(name="Epic", value="true"))
    assert "24 items" in desk.said


def test_by_month(sampled: FlowDesk) -> None:
    before = sampled.parts()["pictures"]
    sampled.act("period", Event(value="month"))
    assert "by month" in sampled.said
    assert sampled.parts()["pictures"] != before
    assert "whole months" in _page(sampled)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,started,done\n1,2026-01-01,banana\n", "row 2, column done"),
        ("name,started\nx,2026-01-01\n", "no column of ids"),
        ("", "headings"),
        ("id,started,done\n1,2026-01-02,2026-01-01\n", "row 2"),
        ("id,started,done\n1,2026-01-05,2026-01-06\n", "No whole week"),
    ],
)
def test_a_wrong_file_is_named_and_changes_nothing(small: FlowDesk, text: str, says: str) -> None:
    before = small.parts()["pictures"]
    small.act("upload", _items(text))
    assert says in " ".join(small.trouble)
    assert small.name == "mine.csv"
    assert small.parts()["pictures"] == before


def test_no_file_and_a_tables_file(sampled: FlowDesk) -> None:
    sampled.act("upload", Event())
    assert "No file" in sampled.trouble[1]
    sampled.act("table", Event(value="fl-time"))
    (file,) = sampled.take_downloads()
    assert file.name == "time.csv"
    rows = file.content.decode("utf-8-sig").splitlines()
    assert len(rows) > 1000
    assert sampled.parts()["pictures"].count("<tr>") < 7 * (MOST_ROWS + 2)
    sampled.act("table", Event(value="fl-none"))
    assert sampled.trouble


def test_key_results_are_sorted_with_the_authors_words(small: FlowDesk) -> None:
    small.act(
        "type_set",
        Event(
            value="Objective: Answers come in time\nKR: Cut flow time (P85) to 3 days\nKR: Launch the form"
        ),
    )
    page = small.parts()["okrs"]
    speeds, adds = page.split("Only adds work in progress")
    assert "Cut flow time (P85) to 3 days" in speeds
    assert "“Launch the form” is something to do" in adds
    assert "Mik Kersten" in page
    assert "adds 1 task" in page


def test_a_flow_key_result_gets_its_numbers_from_the_items(sampled: FlowDesk) -> None:
    sampled.act("type_set", Event(value="Objective: In time\nKR: Cut P85 flow time of features to 3 days"))
    sampled.act("first_day", Event(value="2026-04-01"))
    page = sampled.parts()["okrs"]
    assert "Cut P85 flow time of features from 4.2 to 3 days" in page
    assert "2026-03-23 to 2026-03-29" in page
    sampled.act("first_day", Event(value=""))
    page = sampled.parts()["okrs"]
    assert "&lt;baseline&gt;" in page, "a number that nobody knows stays a blank"
    assert "no first day" in page
    sampled.act("first_day", Event(value="soon"))
    assert "no day" in sampled.trouble[1]


def test_what_the_words_leave_open_is_asked(small: FlowDesk) -> None:
    small.act("type_set", Event(value="Objective: In time\nKR: Cut flow time from 6 to 3 days"))
    assert "Mean, median (P50) or 85th percentile (P85)?" in small.parts()["okrs"]


def test_typed_okrs_are_kept_and_come_back(desk: FlowDesk, tmp_path: Path) -> None:
    words = "Objective: One\nKR: Half a line"
    desk.act("type_set", Event(value=words))
    assert (tmp_path / KEPT).read_text(encoding="utf-8") == words
    again = FlowDesk(folder=tmp_path)
    assert again.okrs.words == words
    assert again.okrs.source == OWN
    assert KEPT in _page(again)
    again.act("choose_set", Event(value=next(iter(again.okrs.samples))))
    again.act("edit_set")
    assert "words of your own" in again.trouble[1], "a sample never takes the place of typed words"
    assert (tmp_path / KEPT).read_text(encoding="utf-8") == words


def test_the_samples_words_can_be_changed(desk: FlowDesk, tmp_path: Path) -> None:
    desk.act("edit_set")
    assert desk.okrs.source == OWN
    assert "flow efficiency" in desk.okrs.words
    assert (tmp_path / KEPT).exists()


def test_a_file_of_okrs(desk: FlowDesk) -> None:
    desk.act("upload_set", Event(files=(Upload("../x/draft.md", b"## Objective: One\n- KR1: Launch it\n"),)))
    assert desk.okrs.file == "draft.md"
    assert "Launch it" in _page(desk)
    desk.act("upload_set", Event(files=(Upload("draft.md", b""),)))
    assert "draft.md" in desk.trouble[1]
    assert "Launch it" in _page(desk)


def test_words_that_cannot_be_kept_are_still_here(desk: FlowDesk, tmp_path: Path) -> None:
    (tmp_path / KEPT).mkdir()
    desk.okrs.kept._folder = tmp_path / "gone"
    desk.act("type_set", Event(value="Objective: One\nKR: Two"))
    page = _page(desk)
    assert "cannot be written" in page
    assert "KR: Two" in page


def test_a_kept_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / KEPT).write_bytes(b"\xff\xfe\x00")
    desk = FlowDesk(folder=tmp_path)
    assert "could not be read" in desk.okrs.kept.trouble
    desk.act("type_set", Event(value="Objective: One"))
    assert (tmp_path / KEPT).read_bytes() == b"\xff\xfe\x00"
    assert (tmp_path / "okrs-and-flow-2.md").read_text(encoding="utf-8") == "Objective: One"


def test_no_words_of_others_run(desk: FlowDesk) -> None:
    desk.act("upload", _items(CSV.replace("Epic", EVIL), name=f"{EVIL}.csv"))
    desk.act(
        "type_set",
        Event(value=f"Objective: {EVIL}\nKR: Launch {EVIL}\nKR: Cut flow time of {EVIL} to 3 days"),
    )
    page = _page(desk)
    assert desk.trouble == ()
    assert "<img" not in page
    assert "&lt;img" in page


def test_every_action_answers_whatever_comes(small: FlowDesk) -> None:
    for do in ("leave", "period", "table", "choose_set", "upload_set", "edit_set", "copied"):
        small.act(do, Event(value="nonsense", name="nonsense", item="nonsense"))
        assert _page(small)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\a.csv", "a.csv"),
        ("..", "upload"),
        ("a\x1b[1m.csv", "a[1m.csv"),
    ],
)
def test_an_uploads_name_is_a_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("cell", ["=1+1", "+a", "-x", "@x", "plain", "", "-3.5", "12"])
def test_no_cell_is_a_formula_and_all_come_back(cell: str) -> None:
    assert as_typed(harmless(cell)) == cell
    assert not harmless(cell).startswith(("=", "@"))
    if cell == "-3.5":
        assert harmless(cell) == cell


def test_a_board_takes_a_large_file_in_pieces(monkeypatch: pytest.MonkeyPatch, desk: FlowDesk) -> None:
    from okrcoach.widgets.value.board import NumbersBoard

    board = NumbersBoard(desk)
    sent: list[dict[str, object]] = []
    send: Callable[..., None] = lambda content, buffers=(): sent.append(content)  # noqa: E731
    monkeypatch.setattr(board, "send", send)
    data = CSV.encode()
    for at in range(0, len(data), 100):
        piece = memoryview(data[at : at + 100])
        board._heard(board, {"piece": 0, "at": at, "words": "Taking in", "share": 0.5}, [piece])
        assert sent[-1] == {"busy": {"words": "Taking in", "share": 0.5}, "landed": at}
    board._heard(board, {"do": "upload", "files": ["big.csv"], "pieces": True, "seq": 1}, [])
    assert desk.trouble == ()
    assert desk.name == "big.csv"
    assert "24 items" in desk.said
