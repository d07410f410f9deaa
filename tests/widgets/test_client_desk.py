"""A coach's desk: a client's draft in, every point decided, the pack out; nothing lost, nothing leaked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from okrcoach.exchange import load_key, restore_text
from okrcoach.model import Role
from okrcoach.widgets import client_board
from okrcoach.widgets.client.desk import ClientDesk
from okrcoach.widgets.client.intake import LINES_A_PAGE
from okrcoach.widgets.desk import STUMBLED, Event, Upload

DRAFT = """O1: Callers reach the right person the first time
- KR1: Launch the new voice menu by June
- KR2: Cut mis-routed calls from 18% to 9% by September
- KR3: Improve the quality of our answers

O2: Answers hold
- KR1: Train all agents
- KR2: Keep the median wait below 4 minutes
"""
ROWS = (
    ("Ziel", "Ergebnis", "Wer"),
    ("Callers reach the right person", "Launch the new voice menu by June", "Marta Lindqvist"),
    ("", "Cut mis-routed calls from 18% to 9% by September", "Ben Okafor"),
)


def workbook(*sheets: tuple[str, tuple[tuple[Any, ...], ...]]) -> bytes:
    book = Workbook()
    book.remove(book["Sheet"])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def act(desk: ClientDesk, do: str, value: str = "", *, name: str = "", item: str = "") -> None:
    desk.act(do, Event(value, name, item))
    desk.parts()


def upload(desk: ClientDesk, name: str, content: bytes | str) -> None:
    data = content.encode() if isinstance(content, str) else content
    desk.act("upload", Event(files=(Upload(name, data),)))
    desk.parts()


def page(desk: ClientDesk) -> str:
    return "".join(desk.parts().values())


def text(desk: ClientDesk, n: int) -> str:
    assert desk.critique is not None
    return desk.critique.lines[n].statement.text


def token(desk: ClientDesk, code: str, start: str = "") -> str:
    """Return the name of the finding of a rule about the line that begins so, or of the set."""
    return next(k.token for k in desk.keys.values() if k.code == code and k.line.startswith(start.casefold()))


def saved(desk: ClientDesk, form: str) -> list[tuple[str, bytes]]:
    act(desk, "send", form)
    assert not desk.trouble, desk.trouble
    return [(file.name, file.content) for file in desk.take_downloads()]


@pytest.fixture
def desk(tmp_path: Path) -> ClientDesk:
    return ClientDesk(tmp_path)


@pytest.fixture
def at_work(desk: ClientDesk) -> ClientDesk:
    upload(desk, "acme.md", DRAFT)
    act(desk, "go", "lines")
    return desk


# Bring


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", DRAFT),
        ("a.txt", DRAFT),
        ("a.csv", "Objective,Key result\nCallers reach us,Cut calls from 18% to 9%\n"),
        (
            "a.yaml",
            "objectives:\n- text: Callers reach us\n  key_results:\n  - text: Cut calls from 18% to 9%\n",
        ),
        ("a.html", "<ul><li>O1: Callers reach us<ul><li>KR1: Cut calls from 18% to 9%</li></ul></li></ul>"),
        ("a.xlsx", workbook(("A", (("Objective", "Key result"), ("Callers reach us", "Cut calls to 9%"))))),
    ],
)
def test_every_kind_of_file_is_read_and_goes_on_to_the_check(
    desk: ClientDesk, name: str, content: bytes | str
) -> None:
    upload(desk, name, content)
    assert (desk.trouble, desk.step) == ((), "check")
    assert "Callers reach" in page(desk)


def test_several_sheets_are_all_read_each_with_its_headings(desk: ClientDesk) -> None:
    head = ("Objective", "Key result")
    first, second = (
        (head, ("Calls end well", "Cut calls to 9%")),
        (head, ("Homes stay dry", "Inspect 600 homes")),
    )
    upload(desk, "two.xlsx", workbook(("North", first), ("South", second)))
    assert desk.draft is not None
    assert [table.sheet for table in desk.draft.tables] == ["North", "South"]
    assert "Sheet South, headings in row 1" in page(desk)
    assert "Homes stay dry" in page(desk)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.xlsx", b"PK\x03\x04 broken", "x.xlsx: this workbook is damaged"),
        ("x.docx", b"PK\x03\x04", "x.docx: .docx files cannot be read; please save it as .txt"),
        ("x.md", b"", "x.md: the file is empty"),
        ("../../x.csv", b"\0\0\0", "x.csv"),
    ],
)
def test_what_the_reader_says_is_said_and_the_desk_stays_as_it_was(
    at_work: ClientDesk, name: str, content: bytes, says: str
) -> None:
    upload(at_work, name, content)
    assert at_work.trouble[0] == "Your words are safe."
    assert says in at_work.trouble[1]
    assert at_work.draft is not None
    assert (at_work.draft.name, at_work.step) == ("acme.md", "lines")


def test_an_error_in_a_file_names_row_and_column(desk: ClientDesk) -> None:
    upload(desk, "sums.xlsx", workbook(("A", (("Objective", "Key result"), ("=B2", "Cut calls to 9%")))))
    assert "sums.xlsx, row 2, column Objective" in desk.trouble[1]
    assert desk.step == "bring", "no other reading of the columns would help"


def test_pasted_words_are_kept_while_typed_and_read_on_demand(desk: ClientDesk, tmp_path: Path) -> None:
    act(desk, "paste")
    assert "Paste the draft" in desk.trouble[1]
    act(desk, "type", DRAFT)
    again = ClientDesk(tmp_path)
    act(again, "look_back")
    assert again.words == DRAFT
    act(again, "paste")
    assert again.step == "check"
    assert not (tmp_path / "reviews" / "being-pasted.txt").exists()
    act(desk, "type", "")
    assert not (tmp_path / "reviews" / "being-pasted.txt").exists()


def test_a_sample_is_opened_once_it_was_taken(desk: ClientDesk) -> None:
    act(desk, "sample")
    assert "Choose one" in desk.trouble[1]
    act(desk, "pick", "Flawed school (xlsx)")
    assert desk.draft is None
    act(desk, "sample")
    assert desk.draft is not None
    assert desk.draft.name == "flawed-school.xlsx"


# Check


def test_a_column_in_another_language_is_said_once_and_remembered(desk: ClientDesk, tmp_path: Path) -> None:
    upload(desk, "q3.xlsx", workbook(("OKR", ROWS)))
    assert desk.step == "check"
    assert "Say below what each column holds" in desk.trouble[1]
    act(desk, "column", "objective", item="0.0")
    act(desk, "column", "key_result", item="0.1")
    act(desk, "column", "owner", item="0.2")
    assert not desk.trouble
    assert desk.critique is not None
    goal = desk.critique.okr_set.objectives[0]
    assert [kr.owner for kr in goal.key_results] == ["Marta Lindqvist", "Ben Okafor"]
    act(desk, "remember")
    assert "okrcoach-mappings.json" in desk.done
    fresh = ClientDesk(tmp_path)
    upload(
        fresh, "other.xlsx", workbook(("OKR", (*ROWS[:1], ("Homes stay dry", "Inspect 600 homes", "Ben"))))
    )
    assert not fresh.trouble
    assert fresh.critique is not None
    assert fresh.critique.okr_set.objectives[0].key_results[0].owner == "Ben"


def test_a_mapping_that_leaves_no_statements_says_so_and_can_be_put_right(desk: ClientDesk) -> None:
    upload(desk, "a.csv", "Objective,Owner\nCallers reach us,Ana\n")
    act(desk, "column", "owner", item="0.0")
    assert desk.trouble
    assert desk.critique is None
    act(desk, "go", "lines")
    assert desk.step == "check"
    act(desk, "column", "objective", item="0.0")
    assert not desk.trouble
    assert text(desk, 0) == "Callers reach us"


def test_a_line_filed_elsewhere_moves_and_takes_everything_with_it(desk: ClientDesk) -> None:
    upload(
        desk,
        "a.csv",
        "Objective,Key result,Baseline,Target,Owner\n"
        "Callers reach us,Cut calls,18%,9%,Ana\n,Launch the menu,0,1,Ben\n,Wait,5 min,4 min,Cem\n",
    )
    act(desk, "role", "task", item="2")
    act(desk, "role", "heartbeat", item="3")
    assert desk.critique is not None
    okr_set = desk.critique.okr_set
    (result,) = okr_set.objectives[0].key_results
    (moved,), (held,) = result.actions, okr_set.heartbeats
    assert (moved.statement.text, moved.statement.role, moved.owner) == ("Launch the menu", Role.TASK, "Ben")
    assert moved.note == "Baseline: 0\nTarget: 1"
    assert (held.statement.text, held.accepted, held.note) == ("Wait", "4 min", "Baseline: 5 min")
    assert [s.id for s in okr_set.statements()] == ["1", "1.1", "1.1.a", "h1"]


def test_a_loose_line_goes_where_it_stands_in_the_file(desk: ClientDesk) -> None:
    upload(
        desk,
        "a.csv",
        "Type,Statement\nObjective,Callers reach us\nOther,Cut calls from 18% to 9%\n"
        "Objective,Homes stay dry\n",
    )
    assert desk.critique is not None
    place = next(n for n, line in enumerate(desk.critique.lines) if line.statement.text.startswith("Cut"))
    act(desk, "role", "key_result", item=str(place))
    assert [len(o.key_results) for o in desk.critique.okr_set.objectives] == [1, 0]


def test_a_key_result_can_become_an_objective_and_be_unknown_again(at_work: ClientDesk) -> None:
    act(at_work, "role", "objective", item="2")
    assert at_work.critique is not None
    assert [len(o.key_results) for o in at_work.critique.okr_set.objectives] == [1, 1, 2]
    words = sorted(s.text for s in at_work.critique.okr_set.statements())
    act(at_work, "role", "", item="2")
    assert len(at_work.critique.okr_set.loose) == 1
    assert sorted(s.text for s in at_work.critique.okr_set.statements()) == words


# Decide


def test_accepting_is_taken_back_by_the_same_button(at_work: ClientDesk) -> None:
    name = token(at_work, "KR-TASK", "launch")
    act(at_work, "accept", item=name)
    assert at_work.values()["progress"]["open"] == len(at_work.keys) - 1
    act(at_work, "accept", item=name)
    assert at_work.review.decisions == {}


def test_a_reason_is_needed_and_stands_in_the_appendix(at_work: ClientDesk) -> None:
    name = token(at_work, "KR-TASK", "launch")
    act(at_work, "write", "dismiss", item=name)
    act(at_work, "dismiss", item=name)
    assert "Say in a few words why" in at_work.trouble[1]
    act(at_work, "typed", "The board asked for it.", name="reason", item=name)
    act(at_work, "dismiss", item=name)
    line = at_work.judged.lines[1]
    assert "KR-TASK" not in [finding.code for finding in line.findings]
    assert [(one.finding.code, one.reason) for one in at_work.judged.set_aside] == [
        ("KR-TASK", "The board asked for it.")
    ]
    act(at_work, "reopen", item=name)
    assert at_work.judged.set_aside == ()


def test_own_words_replace_question_and_rewrite(at_work: ClientDesk) -> None:
    name = token(at_work, "KR-TASK", "launch")
    act(at_work, "line", "1")
    act(at_work, "write", "edit", item=name)
    assert 'name="ask"' in page(at_work)
    act(at_work, "typed", "Who will hang up less?", name="ask", item=name)
    act(at_work, "typed", "Calls given up: from <baseline> to <target>", name="rewrite", item=name)
    assert at_work.judged.lines[1].findings[0].ask != "Who will hang up less?", "not before they are put in"
    act(at_work, "put_in", item=name)
    (finding,) = (f for f in at_work.judged.lines[1].findings if f.code == "KR-TASK")
    assert (finding.ask, finding.rewrites) == (
        "Who will hang up less?",
        ("Calls given up: from <baseline> to <target>",),
    )
    act(at_work, "typed", "", name="ask", item=name)
    act(at_work, "put_in", item=name)
    assert "The question is empty" in at_work.trouble[1]


def test_the_same_rule_on_another_line_is_another_point(at_work: ClientDesk) -> None:
    act(at_work, "typed", "No.", name="reason", item=token(at_work, "KR-TASK", "launch"))
    act(at_work, "dismiss", item=token(at_work, "KR-TASK", "launch"))
    left = [f.about for f in at_work.judged.findings() if f.code == "KR-TASK"]
    assert left == ["2.1"]


def test_two_lines_of_the_same_words_are_decided_apart(desk: ClientDesk) -> None:
    upload(
        desk,
        "a.md",
        "O1: Callers reach us\n- KR1: Launch the menu\n\nO2: Homes stay dry\n- KR1: Launch the menu\n",
    )
    first, second = (k for k in desk.keys.values() if k.code == "KR-TASK")
    assert first.token != second.token
    act(desk, "accept", item=second.token)
    assert list(desk.review.decisions) == [second]


def test_walking_counts_the_lines_that_were_looked_at(at_work: ClientDesk) -> None:
    act(at_work, "next")
    act(at_work, "next")
    assert at_work.at == 2
    assert at_work.values()["progress"]["looked"] == 2
    assert "Line 1.2: Cut mis-routed calls" in at_work.said
    act(at_work, "back")
    assert at_work.at == 1
    act(at_work, "line", "0")
    act(at_work, "back")
    assert at_work.said == "This is the first line."
    act(at_work, "line", "99")
    assert at_work.trouble == STUMBLED


def test_filters_list_lines_and_walk_inside_them(at_work: ClientDesk) -> None:
    act(at_work, "show", "fix")
    listed = at_work.listed()
    assert listed
    assert at_work.critique is not None
    assert all(at_work.critique.lines[n].severity == "fix" for n in listed)
    assert at_work.at == listed[0]
    act(at_work, "next")
    assert at_work.at == listed[1]
    act(at_work, "show", "open")
    for key in list(at_work.keys.values()):
        act(at_work, "accept", item=key.token)
    assert at_work.listed() == []
    assert "No line has that" in page(at_work)


def test_another_school_judges_anew_and_loses_no_decision(at_work: ClientDesk) -> None:
    name = token(at_work, "KR-TASK", "launch")
    act(at_work, "typed", "No.", name="reason", item=name)
    act(at_work, "dismiss", item=name)
    before = dict(at_work.review.decisions)
    for school in ("google", "wodtke", "okra"):
        act(at_work, "school", school)
        assert at_work.judged.profile == school
        assert at_work.review.decisions == before
    act(at_work, "school", "coach")
    assert [one.finding.code for one in at_work.judged.set_aside] == ["KR-TASK"]
    act(at_work, "school", "nobody")
    assert "no such school" in at_work.trouble[1]


def test_the_set_is_shown_with_its_points_and_lists(at_work: ClientDesk) -> None:
    act(at_work, "go", "set")
    shown = page(at_work)
    assert at_work.critique is not None
    for finding in at_work.critique.set_findings:
        assert finding.title in shown
    assert "To hold: heartbeats" in shown
    assert "to fix first" in shown
    own = at_work.keys[id(at_work.critique.set_findings[0])]
    act(at_work, "accept", item=own.token)
    assert list(at_work.review.decisions) == [own]


def test_steps_that_need_a_draft_say_so(desk: ClientDesk) -> None:
    for step in ("check", "lines", "set", "send"):
        act(desk, "go", step)
        assert "no draft here yet" in desk.trouble[1]
        assert desk.step == "bring"
    for do in ("next", "remember", "accept", "write", "typed", "send"):
        act(desk, do, "x", item="x")
        assert desk.trouble


# Keep


def test_the_same_draft_brings_everything_back(at_work: ClientDesk, tmp_path: Path) -> None:
    name = token(at_work, "KR-TASK", "launch")
    act(at_work, "role", "task", item="6")
    act(at_work, "typed", "half a rea", name="reason", item=name)
    act(at_work, "accept", item=token(at_work, "KR-TASK", "train"))
    act(at_work, "school", "google")
    act(at_work, "next")
    again = ClientDesk(tmp_path)
    upload(again, "acme.md", DRAFT)
    assert again.step == "lines"
    assert "here again" in again.done
    assert again.review == at_work.review
    assert again.judged == at_work.judged


def test_settled_columns_come_back_with_their_draft_and_with_no_other(
    desk: ClientDesk, tmp_path: Path
) -> None:
    upload(desk, "q3.xlsx", workbook(("OKR", ROWS)))
    for n, field in enumerate(("objective", "key_result", "owner")):
        act(desk, "column", field, item=f"0.{n}")
    act(desk, "accept", item=token(desk, "KR-TASK", "launch"))
    again = ClientDesk(tmp_path)
    upload(again, "q3.xlsx", workbook(("OKR", ROWS)))
    assert (again.trouble, again.step) == ((), "lines")
    assert again.review == desk.review
    upload(again, "q3.xlsx", workbook(("OKR", (ROWS[0], ("Homes stay dry", "Inspect 600 homes", "Ana")))))
    assert again.step == "check"
    assert again.draft is not None
    assert again.draft.columns == {}


def test_a_changed_draft_keeps_what_was_decided_about_lines_that_stayed(
    at_work: ClientDesk, tmp_path: Path
) -> None:
    for start in ("launch", "train"):
        act(at_work, "accept", item=token(at_work, "KR-TASK", start))
    again = ClientDesk(tmp_path)
    upload(
        again, "acme v2.md", DRAFT.replace("Train all agents", "Coach all agents") + "- KR3: Close 40 cases\n"
    )
    states = {key.line: again.decision(f).state for key, f in _findings(again) if key.code == "KR-TASK"}
    assert states["launch the new voice menu by june"] == "accepted"
    assert states["coach all agents"] == "open"
    third = ClientDesk(tmp_path)
    upload(third, "acme.md", DRAFT)
    states = {key.line: third.decision(f).state for key, f in _findings(third) if key.code == "KR-TASK"}
    assert states["train all agents"] == "accepted", "what was decided before is not forgotten"


def _findings(desk: ClientDesk) -> list[tuple[Any, Any]]:
    assert desk.critique is not None
    return [(desk.keys[id(finding)], finding) for finding in desk.critique.findings()]


def test_another_client_with_the_same_file_name_has_a_file_of_their_own(
    at_work: ClientDesk, tmp_path: Path
) -> None:
    act(at_work, "accept", item=token(at_work, "KR-TASK", "launch"))
    upload(at_work, "acme.md", "O1: Homes stay dry\n- KR1: Inspect 600 homes\n")
    assert at_work.review.decisions == {}
    names = sorted(path.name for path in (tmp_path / "reviews").glob("*.json"))
    assert names == ["acme-2.review.json", "acme.review.json"]


def test_a_file_that_is_none_of_ours_is_left_alone(desk: ClientDesk, tmp_path: Path) -> None:
    theirs = tmp_path / "reviews" / "acme.review.json"
    theirs.parent.mkdir()
    for content in ("{", "[]", '{"schema": "okrcoach-review/1", "name": 3}', "[" * 100_000):
        theirs.write_text(content)
        upload(desk, "acme.md", DRAFT)
        assert not desk.trouble
        assert theirs.read_text() == content


def test_pasted_work_can_be_gone_on_with_and_a_file_is_asked_for(at_work: ClientDesk, tmp_path: Path) -> None:
    other = ClientDesk(tmp_path)
    act(other, "type", "O1: Homes stay dry\n- KR1: Inspect 600 homes")
    act(other, "paste")
    act(other, "accept", item=token(other, "KR-TASK"))
    again = ClientDesk(tmp_path)
    act(again, "look_back")
    assert "acme.md" in page(again)
    act(again, "go_on", item="acme.review.json")
    assert "Choose acme.md above once more" in again.trouble[1]
    act(again, "go_on", item="pasted words.review.json")
    assert again.judged == other.judged
    assert list(again.review.decisions) == list(other.review.decisions)


def test_deleting_asks_once_and_leaves_nothing(at_work: ClientDesk, tmp_path: Path) -> None:
    act(at_work, "forget", item="now")
    assert "Yes, delete them" in page(at_work)
    act(at_work, "keep_it")
    assert (tmp_path / "reviews" / "acme.review.json").exists()
    act(at_work, "forget", item="now")
    act(at_work, "forget", item="now")
    assert list((tmp_path / "reviews").glob("*.json")) == []
    assert at_work.step == "bring"
    assert "voice menu" not in page(at_work)
    outside = tmp_path / "keep.json"
    outside.write_text("{}")
    for _ in range(2):
        act(at_work, "forget", item="../keep.json")
    assert outside.exists()


def test_saved_work_is_for_its_owner_only_and_kept_out_of_git(at_work: ClientDesk, tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    assert (folder / "acme.review.json").stat().st_mode & 0o077 == 0
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_folder_that_cannot_be_written_is_said_and_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "reviews").write_text("a file where a folder belongs")
    desk = ClientDesk(tmp_path)
    act(desk, "type", DRAFT)
    assert "being-pasted.txt cannot be written" in page(desk)
    upload(desk, "acme.md", DRAFT)
    act(desk, "accept", item=token(desk, "KR-TASK", "launch"))
    assert "reviews/acme.review.json cannot be written" in page(desk)
    assert len(desk.review.decisions) == 1


def test_a_notebook_keeps_none_of_the_clients_words(tmp_path: Path, at_work: ClientDesk) -> None:
    client_board(str(tmp_path))
    board = client_board(str(tmp_path))  # a cell is run more than once
    board.desk.act("upload", Event(files=(Upload("acme.md", DRAFT.encode()),)))
    board.refresh()
    kept = json.dumps(board.get_state(), default=str) + repr(board)
    assert "Callers" not in kept
    assert "acme" not in kept


# Send


@pytest.fixture
def ready(desk: ClientDesk) -> Callable[[str, bytes | str], ClientDesk]:
    """Return a desk with one point dismissed and one edited."""

    def make(name: str, content: bytes | str) -> ClientDesk:
        upload(desk, name, content)
        if desk.trouble:
            for n, field in enumerate(("objective", "key_result", "owner")):
                act(desk, "column", field, item=f"0.{n}")
        first = token(desk, "KR-TASK", "launch")
        act(desk, "write", "edit", item=first)
        act(desk, "typed", "What would Marta Lindqvist hear less?", name="ask", item=first)
        act(desk, "put_in", item=first)
        assert desk.critique is not None
        whole = desk.keys[id(desk.critique.set_findings[0])].token
        act(desk, "typed", "Ben Okafor said <b>no</b>.", name="reason", item=whole)
        act(desk, "dismiss", item=whole)
        act(desk, "go", "send")
        return desk

    return make


def test_every_format_respects_the_decisions(ready: Callable[..., ClientDesk]) -> None:
    desk = ready("acme.md", DRAFT)
    assert desk.critique is not None
    gone = desk.critique.set_findings[0]
    ((name, data),) = saved(desk, "zip")
    assert name == "acme-critique-pack.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {Path(name).suffix: archive.read(name) for name in archive.namelist()}
    html, markdown = files[".html"].decode(), files[".md"].decode()
    word = "\n".join(p.text for p in Document(io.BytesIO(files[".docx"])).paragraphs)
    cells = [
        str(cell.value)
        for sheet in load_workbook(io.BytesIO(files[".xlsx"])).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    ]
    record = json.loads(files[".json"])
    for shown in (html, markdown, "\n".join(cells), json.dumps(record)):
        assert "What would Marta Lindqvist hear less?" in shown
        assert "Ben Okafor said" in shown
    assert "What would Marta Lindqvist hear less?" in word
    assert "<b>no</b>" not in html
    assert gone.code not in [f["code"] for f in record["set_findings"]]
    assert record["set_aside"][0]["reason"] == "Ben Okafor said <b>no</b>."
    assert [form for form in files if form != ".zip"] == [".html", ".docx", ".md", ".xlsx", ".json"]


def test_the_clients_own_workbook_comes_back_with_comments(ready: Callable[..., ClientDesk]) -> None:
    desk = ready("q3.xlsx", workbook(("OKR", ROWS)))
    ((name, data),) = saved(desk, "xlsx")
    assert name == "q3-critique.xlsx"
    sheet = load_workbook(io.BytesIO(data))["OKR"]
    assert next(tuple(cell.value for cell in row) for row in sheet.iter_rows()) == ROWS[0]
    comment = sheet["B2"].comment
    assert comment is not None
    assert "What would Marta Lindqvist hear less?" in comment.text


def test_a_workbook_that_takes_no_comments_does_not_cost_the_pack(ready: Callable[..., ClientDesk]) -> None:
    desk = ready("q3.xlsx", workbook(("OKR", ROWS)))
    assert desk.draft is not None
    desk.draft.content = workbook(("Other", (("Nothing", "of it"),)))
    act(desk, "send", "xlsx")
    assert "none of the statements was found" in desk.trouble[1]
    ((_, data),) = saved(desk, "zip")
    assert "none of the statements was found" in desk.done
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = load_workbook(io.BytesIO(archive.read("q3-critique.xlsx")))
    assert "Lines" in own.sheetnames


def test_without_names_nothing_tells_and_the_key_brings_all_back(
    ready: Callable[..., ClientDesk], tmp_path: Path
) -> None:
    desk = ready("acme-homes.xlsx", workbook(("OKR", ROWS)))
    plain = saved(desk, "json")[0][1]
    act(desk, "hide", "true")
    act(desk, "hide_also", "voice menu", name="also")
    assert "Marta Lindqvist -&gt; Person 1" in page(desk)
    (pack, data), (key_name, key_data) = saved(desk, "zip")
    assert (pack, key_name) == ("critique-pack.zip", "critique-names-key.json")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert key_name not in archive.namelist()
        files = {name: archive.read(name) for name in archive.namelist()}
    inside = b"".join(
        part.read(name)
        for name in ("critique.xlsx", "critique.docx")
        for part in [zipfile.ZipFile(io.BytesIO(files[name]))]
        for name in part.namelist()
    )
    for told in (b"Lindqvist", b"Okafor", b"voice menu", b"acme-homes"):
        assert all(told not in content for content in (*files.values(), inside)), told
    (tmp_path / "key.json").write_bytes(key_data)
    back = json.loads(restore_text(files["critique.json"].decode(), load_key(tmp_path / "key.json")))
    before = json.loads(plain)
    assert back["set_aside"][0]["reason"] == before["set_aside"][0]["reason"]
    asks = [[f["ask"] for f in line["findings"]] for line in before["lines"]]
    assert [[f["ask"] for f in line["findings"]] for line in back["lines"]] == asks
    assert len(saved(desk, "html")) == 1, "the same key is handed over once"


def test_a_factor_that_is_no_number_is_said_and_nothing_is_sent(ready: Callable[..., ClientDesk]) -> None:
    desk = ready("acme.md", DRAFT)
    act(desk, "hide", "true")
    act(desk, "hide_also", "a lot", name="factor")
    assert "a number above 0" in page(desk)
    act(desk, "send", "html")
    assert desk.take_downloads() == ()
    assert "a number above 0" in desk.trouble[1]
    act(desk, "hide_also", "1,5", name="factor")
    assert [name for name, _ in saved(desk, "md")] == ["critique.md", "critique-names-key.json"]


# Hostile and long


def test_a_hostile_workbook_is_words_everywhere(desk: ClientDesk, tmp_path: Path) -> None:
    evil = '<img src=x onerror="alert(1)"></textarea><script>alert(2)</script>'
    rows = (
        ("Objective", f"Key result {evil}", "Key result"),
        (f"Callers {evil}", "@SUM(A1)", f"Launch {evil} \u202e by June"),
        ("{{ 7 * 7 }}", "", "-1+cmd|' /C calc'!A0"),
    )
    book = workbook((f"{evil[:8]}&amp;", rows))
    upload(desk, f"{evil}\n.xlsx", book)
    assert not desk.trouble
    for step in ("check", "lines", "set", "send"):
        act(desk, "go", step)
        for n in range(len(desk.keys)) if step == "lines" else ():
            act(desk, "next")
            assert "<img" not in page(desk), n
        shown = page(desk)
        assert "<img" not in shown
        assert "<script" not in shown
        assert "\u202e" not in shown
    first = next(iter(desk.keys.values())).token
    act(desk, "typed", evil, name="reason", item=first)
    act(desk, "dismiss", item=first)
    html = saved(desk, "html")[0][1].decode()
    assert "<img" not in html
    assert "<script" not in html
    assert all(path.parent == tmp_path / "reviews" for path in tmp_path.rglob("*.json"))


def test_five_hundred_lines_tell_their_progress_and_are_listed_in_pages(desk: ClientDesk) -> None:
    told: list[tuple[str, float | None]] = []
    desk.on_progress = lambda words, share: told.append((words, share))
    upload(
        desk,
        "long.md",
        "".join(
            f"O{n % 90 + 1}: Callers of town {n} are heard\n- KR1: Launch menu {n}\n" for n in range(250)
        ),
    )
    assert told[0] == ("Reading line 20 of 500", 0.04)
    act(desk, "go", "lines")
    assert page(desk).count('data-do="line"') == LINES_A_PAGE
    act(desk, "turn", "3")
    assert "Page 4 of 42" in page(desk)
    act(desk, "line", "499")
    assert "Page 42 of 42" in page(desk)
    assert len(page(desk)) < 40_000
