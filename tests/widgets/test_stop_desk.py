"""The desk of the stop list: rows typed and kept, files, the draft that follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrcoach.exchange import read_okrs
from okrcoach.exchange.activities_file import read_activities
from okrcoach.widgets.desk import Event, Upload
from okrcoach.widgets.value.stop_desk import BEFORE, KEPT, MOST, StopDesk


@pytest.fixture
def desk(tmp_path: Path) -> StopDesk:
    return StopDesk(tmp_path)


@pytest.fixture
def sampled(desk: StopDesk) -> StopDesk:
    desk.act("sample")
    return desk


def _page(desk: StopDesk) -> str:
    return "".join(desk.parts().values())


def _type(desk: StopDesk, **cells: str) -> None:
    row = desk.rows[-1].id
    for name, value in cells.items():
        desk.act("edit", Event(name=name, item=row, value=value))
        assert desk.trouble == ()


def test_an_empty_list_invites(desk: StopDesk) -> None:
    assert "who would miss it?" in _page(desk)


def test_the_sample_says_what_to_stop_and_what_that_frees(sampled: StopDesk) -> None:
    page = _page(sampled)
    assert sampled.trouble == ()
    assert "Of 669.3 hours a month, stopping frees 137.2" in page
    assert "<svg" in page
    assert "Stop: Monday status meeting" in page
    assert "&lt;target&gt;" in page


def test_changing_the_value_changes_the_call_and_the_hours(sampled: StopDesk) -> None:
    row = next(one for one in sampled.rows if one.name == "Monday status meeting")
    sampled.act("edit", Event(name="value", item=row.id, value="3"))
    page = _page(sampled)
    assert "stopping frees 76.5" in page
    assert "Stop: Monday status meeting" not in page
    sampled.act("edit", Event(name="value", item=row.id, value=""))
    assert "Nobody has said what a customer has from these 60.7 hours" in _page(sampled)


def test_a_row_of_ones_own_counts_once_it_is_whole(desk: StopDesk) -> None:
    desk.act("add")
    page = _page(desk)
    assert "What is it called?" in page
    assert 'data-focus="1"' in page
    _type(desk, name="Slide report")
    assert "How many hours" in _page(desk)
    _type(desk, hours="many")
    assert "“many” is no number of hours" in _page(desk)
    _type(desk, hours="10", people="3", value="0", cost="50", required="")
    page = _page(desk)
    assert "Of 30 hours a month, stopping frees 30 and 50 a month in money" in page
    _type(desk, required="the audit law")
    assert "the audit law asks for it" in _page(desk)
    _type(desk, people="2.5")
    assert "“2.5” is not a number of people" in _page(desk)
    _type(desk, people="-2")
    assert "less than nothing" in _page(desk)


def test_what_is_typed_is_kept_as_typed(desk: StopDesk, tmp_path: Path) -> None:
    desk.act("add")
    _type(desk, name="=2+2", hours="not yet", value="1", required="-law")
    assert (tmp_path / KEPT).is_file()
    assert "\n=" not in (tmp_path / KEPT).read_text(encoding="utf-8")
    again = StopDesk(tmp_path)
    assert (again.rows[0].name, again.rows[0].hours, again.rows[0].required) == ("=2+2", "not yet", "-law")
    assert KEPT in _page(again)


def test_a_row_goes_and_comes_back(sampled: StopDesk) -> None:
    rows = sampled.rows
    sampled.act("remove", Event(value=rows[3].id))
    assert rows[3] not in sampled.rows
    assert "Bring it back" in _page(sampled)
    sampled.act("back")
    assert sampled.rows == rows
    sampled.act("remove", Event(value="nonsense"))
    assert "not here any more" in sampled.trouble[1]


def test_a_new_list_never_throws_the_old_one_away(desk: StopDesk, tmp_path: Path) -> None:
    desk.act("back")
    assert desk.trouble
    desk.act("add")
    _type(desk, name="Mine", hours="4")
    desk.act("sample")
    assert len(desk.rows) == 25
    assert "Mine" in (tmp_path / BEFORE).read_text(encoding="utf-8")
    assert BEFORE in _page(desk)
    desk.act("back")
    assert [row.name for row in desk.rows] == ["Mine"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "Activity,Hours\nReport,x\n", "row 2, column Hours"),
        ("a.csv", "Activity,Hours,Value\nReport,2,9\n", "column Value"),
        ("a.csv", "Hours\n2\n", "no column holds the activities"),
        ("a.doc", "x", "a .csv or a .yaml file"),
        ("a.csv", "Activity,Hours\n" + "x,1\n" * (MOST + 1), "okrcoach stoplist a.csv"),
    ],
)
def test_a_wrong_file_is_named_and_changes_nothing(
    sampled: StopDesk, name: str, text: str, says: str
) -> None:
    rows = sampled.rows
    sampled.act("upload", Event(files=(Upload(name, text.encode()),)))
    assert says in " ".join(sampled.trouble)
    assert sampled.rows == rows


def test_files_to_keep_read_back(sampled: StopDesk, tmp_path: Path) -> None:
    for do in ("save_list", "save_calls", "save_draft"):
        sampled.act(do)
    activities, calls, draft = sampled.take_downloads()
    (tmp_path / "list.csv").write_bytes(activities.content)
    assert sum(a.total_hours for a in read_activities(tmp_path / "list.csv")) == pytest.approx(669.3, abs=0.1)
    assert calls.content.decode("utf-8-sig").startswith("activity,call")
    (tmp_path / "okr.yaml").write_bytes(draft.content)
    okr_set = read_okrs(tmp_path / "okr.yaml")
    assert "<target>" in okr_set.objectives[0].key_results[0].statement.text


def test_without_anything_to_stop_there_is_no_draft(desk: StopDesk) -> None:
    desk.act("add")
    _type(desk, name="Open hour", hours="8", value="3")
    desk.act("save_draft")
    assert "no draft follows" in desk.trouble[1]
    assert "The draft OKR that follows" not in _page(desk)


def test_no_words_of_others_run(desk: StopDesk) -> None:
    desk.act("add")
    _type(desk, name='"><script>alert(1)</script>', hours="8", value="0", required="<b>law</b>")
    page = _page(desk)
    assert "<script" not in page
    assert "<b>law" not in page


@pytest.mark.parametrize("event", [Event(name="id", value="9"), Event(name="value", value="7")])
def test_only_the_cells_can_be_edited(sampled: StopDesk, event: Event) -> None:
    rows = sampled.rows
    sampled.act("edit", Event(name=event.name, value=event.value, item=rows[0].id))
    assert sampled.rows == rows
    assert sampled.trouble
