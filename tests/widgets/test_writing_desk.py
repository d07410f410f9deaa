"""The writing path without a browser: every action, what is saved, and that nothing typed is ever lost."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from okrcoach.exchange import read_okrs
from okrcoach.judgement import judge_line
from okrcoach.model import Line, Measure, Statement
from okrcoach.widgets import writing_path
from okrcoach.widgets.desk import STUMBLED, Event, Upload
from okrcoach.widgets.writing.desk import WritingDesk
from okrcoach.widgets.writing.measures import named, search, suggested, written
from okrcoach.widgets.writing.steps import quarter_ends
from okrcoach.widgets.writing.view import runs
from okrcoach.widgets.writing.words import LOANS, SETS, STEPS

HOSTILE = "<script>alert('x')</script> =1+1 \ud800 {{ 7 * 7 }} \x00 ]]>"


@pytest.fixture
def desk(tmp_path: Path) -> WritingDesk:
    return WritingDesk(tmp_path)


def act(desk: WritingDesk, do: str, value: str = "", name: str = "", item: str = "") -> str:
    """Do an action as a page does it, and return the whole page afterwards."""
    desk.act(do, Event(value, name, item))
    page = "".join(desk.parts().values())
    assert desk.trouble != STUMBLED
    assert not desk.unsaved
    return page


def kept(folder: Path, name: str = "my-okrs.yaml") -> str:
    return (folder / "my-drafts" / name).read_text(encoding="utf-8")


def write_all(desk: WritingDesk) -> None:
    act(desk, "aim", "Parents", "who")
    act(desk, "aim", "call before they drive", "will")
    act(desk, "say", "Parents know whom to call at night", item="o0")
    act(desk, "field", "the call abandonment rate", "measure", "o0.k0")
    act(desk, "field", "18%", "baseline", "o0.k0")
    act(desk, "field", "9%", "target", "o0.k0")
    act(desk, "field", "Ada", "owner", "o0.k0")
    act(desk, "say", "Cost per night call", item="h0")
    act(desk, "field", "9 EUR or less", "accepted", "h0")
    act(desk, "say", "Sit with two nurses", item="o0.k0.a0")
    act(desk, "field", "2 days", "effort", "o0.k0.a0")


def test_every_step_draws_itself_empty_and_full_with_one_main_button(desk: WritingDesk) -> None:
    for _ in range(2):
        for step in STEPS:
            page = act(desk, "go", step.key)
            assert step.question in page
            assert "Why we ask" in page
            assert page.count("btn main") <= 1
        write_all(desk)
    assert desk.step == "keep"


@pytest.mark.parametrize("step", [*LOANS, "review"])
def test_each_step_lends_lines_of_three_trades_and_undo_takes_a_loan_back(
    desk: WritingDesk, step: str
) -> None:
    if step == "actions":
        act(desk, "say", "Raise calls from 1 to 2", item="o0.k0")
    act(desk, "go", step)
    before = desk.okr_set
    loans = LOANS.get(step)
    assert len({loan.sector for loan in loans} if loans else SETS) == 3
    act(desk, "borrow", "2")
    assert desk.okr_set != before
    act(desk, "undo")
    assert desk.okr_set == before
    act(desk, "borrow", "7")
    assert desk.trouble
    assert desk.okr_set == before


def test_the_borrowed_key_results_are_results_with_blanks_to_fill(desk: WritingDesk) -> None:
    act(desk, "go", "results")
    for i in range(3):
        act(desk, "result", str(i))
        act(desk, "borrow", str(i))
        act(desk, "field", "3", "baseline", f"o0.k{i}")
        act(desk, "field", "35", "baseline", f"o0.k{i}")
        page = act(desk, "field", "12 May", "deadline", f"o0.k{i}")
        text = desk.okr_set.objectives[0].key_results[i].statement.text
        assert text.endswith("from 35 to <target> by 12 May")
        assert "Outcome key result" in page


def test_the_sentence_grows_from_the_fields(desk: WritingDesk) -> None:
    act(desk, "go", "results")
    act(desk, "field", "late parcels", "measure", "o0.k0")

    def text() -> str:
        return desk.okr_set.objectives[0].key_results[0].statement.text

    assert text().endswith("late parcels from <baseline> to <target> by <date>")
    act(desk, "field", "4%", "baseline", "o0.k0")
    act(desk, "field", "9%", "target", "o0.k0")
    assert text() == "Raise late parcels from 4% to 9% by <date>"
    act(desk, "field", "2%", "target", "o0.k0")
    act(desk, "field", "in Q3", "deadline", "o0.k0")
    assert text() == "Cut late parcels from 4% to 2% in Q3"
    for name in ("measure", "baseline", "target", "deadline"):
        act(desk, "field", "", name, "o0.k0")
    assert text() == ""


def test_the_fields_follow_a_sentence_in_own_words_and_no_half_number_stays_behind(desk: WritingDesk) -> None:
    act(desk, "go", "results")
    line = "Bring abandoned night calls down from 18% to 9% by June"
    for end in range(1, len(line) + 1):
        act(desk, "say", line[:end], item="o0.k0")
    key_result = desk.okr_set.objectives[0].key_results[0]
    assert (key_result.baseline, key_result.target, key_result.deadline) == ("18%", "9%", "June")
    for words in ("7", "7%"):
        act(desk, "field", words, "target", "o0.k0")
    key_result = desk.okr_set.objectives[0].key_results[0]
    assert key_result.statement.text == "Bring abandoned night calls down from 18% to 7% by June"
    act(desk, "field", "Ada", "owner", "o0.k0")
    for end in range(len(line), 0, -1):
        act(desk, "say", line[:end], item="o0.k0")
    key_result = desk.okr_set.objectives[0].key_results[0]
    assert (key_result.baseline, key_result.target, key_result.deadline) == ("", "", "")
    assert key_result.owner == "Ada", "what no sentence tells is kept"


def test_a_measure_is_picked_and_the_starting_point_asked_for_next(desk: WritingDesk) -> None:
    act(desk, "go", "results")
    page = act(desk, "field", "abandoned calls", "measure", "o0.k0")
    assert "Call abandonment rate" in page
    assert "moves" in page
    page = act(desk, "pick", "the call abandonment rate")
    assert (
        desk.okr_set.objectives[0].key_results[0].statement.text.startswith("Cut the call abandonment rate")
    )
    assert f'data-focus="{desk.moves}"' in page.split('id="wp-o0-k0-baseline"')[1].split(">")[0]
    assert "no measure of that name" in act(desk, "field", "zzyzx", "measure", "o0.k0")


def test_a_rewrite_takes_the_place_of_the_words_and_its_first_blank_is_selected(desk: WritingDesk) -> None:
    act(desk, "go", "results")
    page = act(desk, "say", "Launch the night app by May", item="o0.k0")
    assert "Task" in page
    assert "Question" in desk.said
    page = act(desk, "use", "0", item="o0.k0")
    text = desk.okr_set.objectives[0].key_results[0].statement.text
    assert "<baseline>" in text
    start, end = (int(n) for n in page.split('data-select="')[1].split('"')[0].split(","))
    assert text[start:end].startswith("<")
    act(desk, "use", "99", item="o0.k0")
    assert "other words" in desk.trouble[1]
    act(desk, "undo")
    assert desk.okr_set.objectives[0].key_results[0].statement.text == "Launch the night app by May"
    act(desk, "undo")
    assert desk.trouble[1] == "There is nothing to take back."


def test_guardrails_say_what_they_guard_and_what_cannot_both_come_true(desk: WritingDesk) -> None:
    act(desk, "say", "Raise the call abandonment rate from 4% to 9%", item="o0.k0")
    act(desk, "say", "The call abandonment rate stays below 5%", item="h0")
    page = act(desk, "go", "guards")
    assert "Cannot both come true" in page
    assert "1.1" in page
    act(desk, "say", "Cut the average handling time from 9 to 5 minutes", item="o0.k0")
    page = act(desk, "go", "guards")
    assert "keep an eye on" in page
    act(desk, "watch", "First-contact resolution")
    assert desk.okr_set.heartbeats[1].statement.text == "First-contact resolution"


def test_an_action_that_is_a_result_is_asked_about(desk: WritingDesk) -> None:
    write_all(desk)
    assert "something to reach" not in act(desk, "go", "actions")
    assert "something to reach" in act(desk, "say", "Cut missed calls from 9% to 4% by May", item="o0.k0.a1")


def test_a_line_emptied_in_the_review_stays_until_one_goes_on(desk: WritingDesk) -> None:
    write_all(desk)
    act(desk, "go", "review")
    for words in ("", "Parents sleep"):
        page = act(desk, "say", words, item="o0")
        assert 'id="wp-o0"' in page
    act(desk, "say", "", item="h0")
    act(desk, "field", "", "accepted", "h0")
    act(desk, "go", "keep")
    assert not desk.okr_set.heartbeats
    assert "The set as a whole" in act(desk, "go", "review")


def test_what_is_taken_out_comes_back_and_what_is_not_there_is_said(desk: WritingDesk) -> None:
    write_all(desk)
    before = desk.okr_set
    act(desk, "remove", item="o0")
    assert not desk.okr_set.objectives
    act(desk, "undo")
    assert desk.okr_set.objectives[0].key_results[0].owner == "Ada"
    for item in ("o7", "o0.k9.a0", "x", "", "o0.o0", "title"):
        act(desk, "say", "words", item=item)
        assert "no longer there" in desk.trouble[1], item
    act(desk, "field", "x", "statement", "o0.k0")
    assert "no such field" in desk.trouble[1]
    assert len(desk.okr_set.objectives) == len(before.objectives)


def test_two_objectives_are_kept_apart(desk: WritingDesk) -> None:
    write_all(desk)
    act(desk, "objective", "1")
    act(desk, "aim", "Night nurses", "who")
    act(desk, "aim", "hand over in five minutes", "will")
    act(desk, "go", "objective")
    act(desk, "from_aim")
    assert desk.okr_set.objectives[1].statement.text == "Night nurses hand over in five minutes"
    assert desk.okr_set.objectives[0].statement.text == "Parents know whom to call at night"
    act(desk, "objective", "5")
    assert desk.trouble


def test_everything_typed_is_back_with_a_new_kernel(tmp_path: Path) -> None:
    first = WritingDesk(tmp_path)
    act(first, "aim", "Parents", "who")
    again = WritingDesk(tmp_path)
    act(again, "go", "who")
    assert 'value="Parents"' in again.parts()["main"], "even before there is any statement"
    write_all(again)
    act(again, "describe", "Night line", "title")
    act(again, "describe", "Q3", "cycle")
    third = WritingDesk(tmp_path)
    assert third.notice == ""
    assert third.step == "review"
    assert kept(tmp_path) == kept(tmp_path)
    for words in ("call before they drive", "18%", "Ada", "9 EUR or less", "2 days", "Night line", "Q3"):
        assert words in kept(tmp_path)
    assert [p.name for p in (tmp_path / "my-drafts").iterdir()] == ["my-okrs.yaml"]
    act(third, "say", "Sit with three nurses", item="o0.k0.a0")
    assert "three nurses" in kept(tmp_path)
    assert third.okr_set.objectives[0].note == again.okr_set.objectives[0].note


def test_nothing_is_written_before_the_first_word_and_an_emptied_draft_can_be_opened(tmp_path: Path) -> None:
    desk = WritingDesk(tmp_path)
    act(desk, "go", "next")
    act(desk, "drafts")
    assert not (tmp_path / "my-drafts").exists()
    act(desk, "say", "Parents know", item="o0")
    act(desk, "say", "", item="o0")
    assert WritingDesk(tmp_path).notice == ""


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00 not ours", b"a: [1, 2", b"name: something else\n", b"\x80\x81"]
)
def test_a_file_that_cannot_be_read_is_kept_and_the_draft_begins_beside_it(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "my-drafts").mkdir()
    file = tmp_path / "my-drafts" / "my-okrs.yaml"
    file.write_bytes(content)
    desk = WritingDesk(tmp_path)
    assert "my-okrs.yaml" in desk.notice
    assert "kept as it is" in desk.notice
    assert "my-okrs-2.yaml" in desk.parts()["head"]
    act(desk, "say", "Parents know whom to call", item="o0")
    assert file.read_bytes() == content
    assert "Parents know" in kept(tmp_path, "my-okrs-2.yaml")


def test_a_file_with_remarks_by_hand_is_kept_and_its_words_go_on_beside_it(tmp_path: Path) -> None:
    desk = WritingDesk(tmp_path)
    write_all(desk)
    file = tmp_path / "my-drafts" / "my-okrs.yaml"
    by_hand = "# ask Ada\n" + file.read_text(encoding="utf-8")
    file.write_text(by_hand, encoding="utf-8")
    again = WritingDesk(tmp_path)
    assert "by hand" in again.notice
    act(again, "say", "Parents rest", item="o0")
    assert file.read_text(encoding="utf-8") == by_hand
    assert "Parents rest" in kept(tmp_path, "my-okrs-2.yaml")
    assert "18%" in kept(tmp_path, "my-okrs-2.yaml")


def test_a_draft_open_in_two_places_is_never_written_over(tmp_path: Path) -> None:
    one = WritingDesk(tmp_path)
    write_all(one)
    two = WritingDesk(tmp_path)
    act(two, "say", "Words of the second page", item="o0")
    act(one, "say", "Words of the first page", item="o0")
    assert "changed outside this page" in one.notice
    assert "second page" in kept(tmp_path)
    assert "first page" in kept(tmp_path, "my-okrs-2.yaml")


def test_drafts_are_listed_opened_and_begun(tmp_path: Path) -> None:
    desk = WritingDesk(tmp_path)
    assert "There is no draft yet" in act(desk, "drafts")
    act(desk, "say", "First draft of all", item="o0")
    act(desk, "fresh")
    assert not desk.okr_set.objectives
    act(desk, "say", "Second draft of all", item="o0")
    page = act(desk, "drafts")
    assert "my-okrs.yaml" in page
    assert "my-okrs-2.yaml" in page
    act(desk, "open", "my-okrs.yaml")
    assert desk.okr_set.objectives[0].statement.text == "First draft of all"
    assert "Second draft" in kept(tmp_path, "my-okrs-2.yaml")
    for name in ("../my-okrs.yaml", "gone.yaml", ""):
        act(desk, "open", name)
        assert "no longer there" in desk.trouble[1]


def test_a_file_from_elsewhere_becomes_a_draft_and_a_bad_one_is_named(tmp_path: Path) -> None:
    desk = WritingDesk(tmp_path)
    write_all(desk)
    text = b"O: Riders arrive dry\n- KR: Raise dry seats from 40% to 80% by May\n"
    desk.act("bring", Event(files=(Upload("../../team <b>.txt", text),)))
    assert desk.okr_set.objectives[0].statement.text == "Riders arrive dry"
    assert "Riders arrive dry" in kept(tmp_path, "my-okrs-2.yaml")
    assert "<b>" not in desk.parts()["head"]
    desk.act("bring", Event(files=(Upload("broken.xlsx", b"PK nothing"),)))
    assert "broken.xlsx" in desk.trouble[1]
    assert desk.okr_set.objectives[0].statement.text == "Riders arrive dry"
    act(desk, "bring")
    assert desk.trouble


def test_words_that_cannot_be_saved_are_said_and_saved_with_the_next_key(tmp_path: Path) -> None:
    desk = WritingDesk(tmp_path)
    (tmp_path / "my-drafts").write_text("a file where the folder should be", encoding="utf-8")
    desk.act("say", Event("Parents know", item="o0"))
    assert "could not be saved" in desk.parts()["head"]
    assert desk.okr_set.objectives[0].statement.text == "Parents know"
    os.unlink(tmp_path / "my-drafts")  # noqa: PTH108
    act(desk, "go", "next")
    assert "Parents know" in kept(tmp_path)


def test_words_of_readers_are_never_markup_and_come_back_from_the_file(tmp_path: Path) -> None:
    desk = WritingDesk(tmp_path)
    for name in ("who", "will"):
        act(desk, "aim", HOSTILE, name)
    for item in ("o0", "o0.k0", "o0.k0.a0", "h0"):
        act(desk, "say", HOSTILE, item=item)
    for name in ("measure", "owner"):
        act(desk, "field", HOSTILE, name, "o0.k1")
    act(desk, "describe", HOSTILE, "title")
    for step in STEPS:
        page = act(desk, "go", step.key)
        assert "<script" not in page
        assert "7 * 7" in page or "&lt;script" not in page
    again = WritingDesk(tmp_path)
    assert again.notice == ""
    assert again.okr_set.objectives[0].statement.text == desk.okr_set.objectives[0].statement.text
    act(again, "keep", "html")
    assert b"<script>alert" not in again.take_downloads()[0].content


def test_a_page_pasted_into_a_line_is_kept_and_not_read(desk: WritingDesk, tmp_path: Path) -> None:
    page = act(desk, "go", "objective")
    page = act(desk, "say", "word " * 300 + "\nand the end", item="o0")
    assert "longer than one statement" in page
    assert "and the end" in kept(tmp_path)
    act(desk, "say", "x" * 40_000, item="o0")
    assert "32,767" in desk.trouble[1]
    assert WritingDesk(tmp_path).notice == ""


@pytest.mark.parametrize(
    ("kind", "ending"), [("html", ".html"), ("xlsx", ".xlsx"), ("yaml", ".yaml"), ("tracking", ".xlsx")]
)
def test_the_files_to_take_along_hold_the_words(
    desk: WritingDesk, tmp_path: Path, kind: str, ending: str
) -> None:
    act(desk, "keep", kind)
    assert "nothing to take along" in desk.trouble[1]
    write_all(desk)
    act(desk, "keep", kind)
    (file,) = desk.take_downloads()
    assert file.name.endswith(ending)
    if kind == "html":
        assert b"Parents know whom to call at night" in file.content
        return
    copy = tmp_path / f"copy{ending}"
    copy.write_bytes(file.content)
    assert read_okrs(copy).objectives[0].statement.text == "Parents know whom to call at night"
    act(desk, "keep", "exe")
    assert desk.trouble


def test_only_the_changed_line_is_judged_again(desk: WritingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(desk)
    act(desk, "go", "actions")
    judged: list[str] = []

    def counting(line: Statement, *others: Any) -> Line:
        judged.append(line.text)
        return judge_line(line, *others)

    monkeypatch.setattr("okrcoach.widgets.writing.reading.judge_line", counting)
    act(desk, "say", "Sit with four nurses", item="o0.k0.a0")
    assert judged == ["Sit with four nurses"]


def test_measures_are_found_by_the_beginning_of_any_word_and_suggested_by_the_objective() -> None:
    assert "customer wait time" in [m.name for m in search("cust wai")]
    assert search("") == search("zzyzx") == ()
    assert all(isinstance(m, Measure) for m in suggested("Newcomers feel at home in our library"))
    assert any("library" in m.name for m in suggested("Newcomers feel at home in our library"))
    measure = named("the call abandonment rate")
    assert measure is not None
    assert written(measure) == "the call abandonment rate"
    assert named("zzyzx") is None


def test_runs_count_as_a_browser_does_and_show_blanks() -> None:
    made = runs("🙂 from <baseline> up", [{"start": 3, "end": 7, "mark": "look"}])
    assert "".join(run["text"] for run in made) == "🙂 from <baseline> up"
    assert {"text": "from", "mark": "look"} in made
    assert {"text": "<baseline>", "mark": "blank"} in made


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 11, 22), ["31 December 2026", "31 March 2027"]),
        (date(2026, 1, 1), ["31 March 2026", "30 June 2026"]),
        (date(2026, 9, 30), ["30 September 2026", "31 December 2026"]),
    ],
)
def test_quarters_end_where_the_calendar_says(day: date, ends: list[str]) -> None:
    assert quarter_ends(day) == ends


def test_the_board_takes_the_words_of_the_folder_and_says_when_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "okrcoach.toml").write_text("profile = [", encoding="utf-8")
    board = writing_path(tmp_path)
    assert "left out" in board.parts["head"]
    assert "okrcoach.toml" in board.parts["head"]
