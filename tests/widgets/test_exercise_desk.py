"""The exercise desk: every action, what it earns, where one left off, and nothing lost when a file fails."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from okrcoach.classroom import State, packs, parse_pack
from okrcoach.classroom.records import read_records
from okrcoach.classroom.solutions import model_answer
from okrcoach.widgets.desk import Event
from okrcoach.widgets.practice.desk import ExerciseDesk
from okrcoach.widgets.practice.forms import fitted, is_open, runs, words_of
from okrcoach.widgets.practice.opened import ClosedDesk, desk_for
from okrcoach.widgets.practice.record import DRAFTS, STORE, Record

PACK = next(pack for pack in packs() if pack.id == "first-steps")
CLASSIFY, MARK, SORT, REPAIR, WRITE, SCORE, CRITIQUE = range(7)


@pytest.fixture
def desk(tmp_path: Path) -> ExerciseDesk:
    return ExerciseDesk(PACK, Record(tmp_path))


def _at(desk: ExerciseDesk, n: int) -> ExerciseDesk:
    desk.act("go", Event(str(n)))
    return desk


def _again(desk: ExerciseDesk) -> ExerciseDesk:
    """Open the same folder as after a restart of the kernel."""
    return ExerciseDesk(PACK, Record(desk.record.folder))


def _card(desk: ExerciseDesk) -> str:
    return re.sub(r"\s+", " ", desk.parts()["card"])


def test_an_answer_is_answered_kept_and_shown(desk: ExerciseDesk) -> None:
    assert "Exercise 1 of 7, a bus company" in _card(desk)
    assert "Not attempted" in _card(desk)
    desk.act("choose", Event("outcome_kr", item="0"))
    assert "Not attempted" in _card(desk), "nothing is given away before the check"
    desk.act("check")
    assert desk.said.startswith("Not right yet, 0 of 1 points.")
    assert "You read it as outcome key result" in _card(desk)
    assert "Check again" in _card(desk)
    desk.act("choose", Event("task", item="0"))
    assert "you have changed it since" in _card(desk)
    desk.act("check")
    assert "Right. " in _card(desk)
    assert "Next exercise" in _card(desk)
    assert "1 right, 6 to go." in desk.parts()["strip"]
    kept = desk.record.progress(PACK).steps[0]
    assert (kept.state, kept.tries, kept.answer) == (State.RIGHT, 2, ["task"])


@pytest.mark.parametrize("n", range(7))
def test_every_kind_can_be_answered_right_through_its_actions(desk: ExerciseDesk, n: int) -> None:
    exercise = _at(desk, n).exercise
    answer: Any = model_answer(exercise)[0]
    if n == CLASSIFY:
        desk.act("choose", Event(answer[0], item="0"))
    elif n == MARK:
        for pick in answer:
            for at, (start, end) in enumerate(words_of(exercise.statement)):  # type: ignore[attr-defined]
                if start < pick["end"] and pick["start"] < end:
                    desk.act("word", Event(item=str(at)))
            desk.act("name", Event(pick["as"]))
    elif n == SORT:
        for at, pile in enumerate(answer):
            desk.act("put", Event(pile, item=str(at)))
    elif n == WRITE:
        aim, *lines = (line.split(": ", 1)[1] for line in str(answer).splitlines())
        desk.act("write", Event(aim, item="objective"))
        for at, line in enumerate(lines):
            desk.act("write", Event(line, item=str(at)))
    elif n == CRITIQUE:
        for pick in answer:
            desk.act("blame", Event(pick["rule"], item=f"{pick['line']}:0"))
    else:
        desk.act("write", Event(str(answer)))
    assert not desk.trouble
    desk.act("check")
    assert desk.work.marked is not None
    assert desk.work.marked.state is State.RIGHT
    assert "status right" in _card(desk)


@pytest.mark.parametrize("n", range(7))
def test_an_empty_answer_is_no_attempt(desk: ExerciseDesk, n: int) -> None:
    _at(desk, n).act("check")
    assert "then check" in desk.trouble[1] or "nothing to check" in desk.trouble[1]
    assert desk.record.progress(PACK).count(State.NOT_ATTEMPTED) == 7


@pytest.mark.parametrize("n", range(7))
def test_no_form_gives_its_answer_away(desk: ExerciseDesk, n: int) -> None:
    exercise = _at(desk, n).exercise
    shown = desk.parts()["card"]
    why = [
        part.why
        for name in ("statements", "cards", "marks", "faults")
        for part in getattr(exercise, name, ())
    ]
    hidden = [*why, exercise.note, exercise.praise, *exercise.good, getattr(exercise, "working", "")]
    for text in filter(None, hidden):
        assert text not in shown


def test_words_are_chosen_named_renamed_and_let_go(desk: ExerciseDesk) -> None:
    _at(desk, MARK)
    for item in "01":
        desk.act("word", Event(item=item))
    desk.act("name", Event("measure"))
    assert desk.work.answer == [{"start": 0, "end": 18, "as": "measure"}]
    assert "Missed collections</q> measure" in _card(desk)
    desk.act("word", Event(item="1"))
    desk.act("name", Event("target"))
    assert desk.work.answer == [{"start": 7, "end": 18, "as": "target"}], (
        "a mark on marked words takes their place"
    )
    desk.act("word", Event(item="4"))
    desk.act("word", Event(item="4"))
    desk.act("name", Event("target"))
    assert "Choose one word" in desk.trouble[1]
    desk.act("unmark", Event(item="0"))
    assert desk.work.answer == []


def test_several_faults_can_lie_on_one_line_and_be_taken_back(desk: ExerciseDesk) -> None:
    _at(desk, CRITIQUE)
    desk.act("blame", Event("KR-NO-TARGET", item="KR3:0"))
    desk.act("blame", Event("KR-VANITY", item="KR3:1"))
    assert [pick["rule"] for pick in desk.work.answer] == ["KR-NO-TARGET", "KR-VANITY"]
    desk.act("blame", Event("", item="KR3:0"))
    assert desk.work.answer == [{"line": "KR3", "rule": "KR-VANITY"}]
    desk.act("blame", Event("KR-DATE", item="KR3:1"))
    assert len(desk.work.answer) == 1, "a rule that is not offered is not taken"


def test_cards_lie_in_an_order_that_tells_nothing_and_can_go_back(desk: ExerciseDesk) -> None:
    _at(desk, SORT)
    texts = [card.text for card in PACK.exercises[SORT].cards]  # type: ignore[attr-defined]
    places = [_card(desk).index(text.split("%")[0][:30]) for text in texts]
    assert places != sorted(places)
    desk.act("put", Event("okr", item="1"))
    desk.act("put", Event("", item="1"))
    assert is_open(desk.work.answer)


def test_the_ladder_opens_rung_by_rung_and_the_answer_last(desk: ExerciseDesk) -> None:
    _at(desk, REPAIR).act("write", Event("Pupils who borrow a book every week rise to 60% by 12 July"))
    desk.act("check")
    desk.act("hint")
    assert "What is the figure today?" in _card(desk)
    assert "One good answer, after the third hint" in _card(desk)
    solution = "from 40% to 60% by 12 July"
    for _ in range(2):
        desk.act("hint")
        assert solution not in _card(desk)
    desk.act("hint")
    assert solution in _card(desk)
    desk.act("hint")
    assert not desk.trouble
    desk.act("write", Event("Pupils who borrow a book each week rise from 40% to 55% by 12 July"))
    desk.act("check")
    assert [a.hints for a in desk.record._attempts()] == [0, 4]


def test_rungs_of_another_ladder_are_not_open_already(desk: ExerciseDesk) -> None:
    _at(desk, REPAIR).act("write", Event("Pupils who borrow a book every week rise to 60% by 12 July"))
    desk.act("check")
    desk.act("hint")
    desk.act("write", Event("Launch a reading hour"))
    desk.act("check")
    assert "Hints" not in _card(desk)
    desk.act("hint")
    assert desk.work.open == 1


def test_a_hint_comes_before_any_answer_and_is_counted(desk: ExerciseDesk) -> None:
    desk.act("hint")
    assert "Could the team finish it" in desk.said
    assert _again(desk).work.hints == 1


def test_one_goes_on_where_one_left_off(desk: ExerciseDesk) -> None:
    desk.act("choose", Event("task", item="0"))
    desk.act("check")
    assert _again(desk).at == 1, "right, so on to the next"
    _at(desk, WRITE).act("write", Event("Patients <b>dare</b> to ring", item="objective"))
    later = _again(desk)
    assert later.at == WRITE, "there lies the newest draft"
    assert later.work.answer["objective"] == "Patients <b>dare</b> to ring"
    assert "Patients &lt;b&gt;dare&lt;/b&gt; to ring" in later.parts()["card"]
    _at(later, SCORE).act("write", Event("0.5"))
    later.act("check")
    assert _again(later).at == SCORE, "an answer that is not right yet is where one left off"
    drafts = [file.name for file in (later.record.folder / DRAFTS).rglob("*.json")]
    assert drafts == ["first-steps.night-shift.json"], "a draft goes when it has become an attempt"


def test_next_leaves_out_what_is_right_and_comes_round(desk: ExerciseDesk) -> None:
    _at(desk, MARK).record.keep(
        PACK,
        desk.exercise,
        model_answer(desk.exercise)[0],
        desk.exercise.check(model_answer(desk.exercise)[0]),
        0,
    )
    desk = _again(desk)
    _at(desk, CLASSIFY).act("next")
    assert desk.at == SORT
    _at(desk, CRITIQUE).act("next")
    assert desk.at == CLASSIFY
    before = desk.moves
    desk.act("next")
    assert desk.moves == before + 1, "the focus goes along"


def test_everybody_has_a_record_of_their_own(desk: ExerciseDesk) -> None:
    desk.act("choose", Event("task", item="0"))
    desk.act("check")
    first = desk.record.code
    desk.act("who", Event(' Ada "><script> '))
    desk.act("call")
    assert desk.record.code != first
    assert desk.record.progress(PACK).count(State.RIGHT) == 0
    assert "<script>" not in desk.parts()["record"]
    assert _again(desk).record.name == 'Ada "><script>'
    desk.act("who", Event(""))
    desk.act("call")
    assert desk.record.code == first
    assert "1 right" in desk.parts()["strip"]


def test_two_boards_of_a_notebook_know_who_sits_there(desk: ExerciseDesk) -> None:
    other = ExerciseDesk(PACK, desk.record)
    desk.act("who", Event("Ada"))
    desk.act("call")
    other.act("choose", Event("task", item="0"))
    other.act("check")
    assert {a.learner for a in desk.record._attempts()} == {desk.record.code}
    assert other.uid != desk.uid, "fields of two boards must not be taken for one"


def test_the_saved_record_can_be_read_and_holds_no_name(desk: ExerciseDesk, tmp_path: Path) -> None:
    desk.act("save")
    assert "nothing in your record" in desk.trouble[1]
    desk.act("who", Event("Ada Lovelace"))
    desk.act("call")
    desk.act("choose", Event("objective", item="0"))
    desk.act("check")
    desk.act("save")
    (file,) = desk.take_downloads()
    assert file.name == f"record-{desk.record.code}.jsonl"
    assert b"Ada" not in file.content
    (tmp_path / "x.jsonl").write_bytes(file.content)
    (attempt,) = read_records(tmp_path / "x.jsonl")
    assert (attempt.exercise, attempt.answer) == ("bus-announcements", ["objective"])


def test_a_file_that_cannot_be_used_is_left_and_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / STORE).write_bytes(b"these are somebody's photographs")
    desk = ExerciseDesk(PACK, Record(tmp_path))
    assert "is no file of attempts" in desk.parts()["record"]
    desk.act("choose", Event("task", item="0"))
    desk.act("check")
    assert "Right. " in _card(desk)
    assert "1 right" in desk.parts()["strip"]
    desk.act("save")
    assert b'"right"' in desk.take_downloads()[0].content
    assert (tmp_path / STORE).read_bytes() == b"these are somebody's photographs"


def test_a_record_that_vanishes_while_one_works_loses_no_answer(desk: ExerciseDesk) -> None:
    (desk.record.folder / STORE).unlink()
    desk.act("choose", Event("task", item="0"))
    desk.act("check")
    assert "Right. " in _card(desk)
    assert "Your answers" in desk.record.trouble or "your answers" in desk.record.trouble
    assert "1 right" in desk.parts()["strip"]


def test_a_folder_that_takes_no_drafts_is_said(tmp_path: Path) -> None:
    (tmp_path / DRAFTS).write_text("a file where a folder should be")
    desk = ExerciseDesk(PACK, Record(tmp_path))
    _at(desk, REPAIR).act("write", Event("My words"))
    assert "stays on this page" in desk.parts()["record"]
    assert desk.work.answer == "My words"


@pytest.mark.parametrize(
    "kept",
    ["[]", "{", '{"answer": {"objective": 5, "key_results": "x"}}', '{"answer": [[[]]], "hints": "many"}'],
)
def test_a_draft_that_somebody_wrote_into_harms_nothing(desk: ExerciseDesk, kept: str) -> None:
    folder = desk.record.folder / DRAFTS / desk.record.code
    folder.mkdir(parents=True)
    for exercise in PACK.exercises:
        (folder / f"{PACK.id}.{exercise.id}.json").write_text(kept)
    again = _again(desk)
    for n in range(7):
        assert _at(again, n).parts()["card"]
        assert not again.trouble


@pytest.mark.parametrize("answer", [None, 7, "x", [1], {"a": 1}, [{"start": -1, "end": 900, "as": "target"}]])
def test_answers_of_any_shape_are_made_to_fit(answer: object) -> None:
    for exercise in PACK.exercises:
        made = fitted(exercise, answer)
        assert fitted(exercise, made) == made
        json.dumps(made)


def test_actions_of_another_kind_of_exercise_change_nothing(desk: ExerciseDesk) -> None:
    for do in ("put", "word", "name", "blame", "unmark", "borrow", "write"):
        desk.act(do, Event("okr", item="0"))
        assert is_open(desk.work.answer)
    desk.act("choose", Event("task", item="9"))
    assert "another exercise" in desk.trouble[1]
    desk.act("go", Event("99"))
    assert desk.at == 0


def test_a_repair_may_begin_with_the_flawed_words(desk: ExerciseDesk) -> None:
    _at(desk, REPAIR).act("borrow")
    assert desk.work.answer == "Run a reading hour every Friday"
    assert 'data-set="1"' in _card(desk)


def test_half_of_a_pair_of_surrogates_does_not_stop_the_page(desk: ExerciseDesk) -> None:
    _at(desk, REPAIR).act("write", Event("Visits \ud83d rise"))
    desk.parts()["card"].encode()
    assert _again(desk).work.answer == "Visits \ufffd rise"


def test_hostile_words_of_a_pack_are_shown_as_words(tmp_path: Path) -> None:
    bad = "<img src=x onerror=alert(1)>"
    text = f"""
pack: hostile
title: "{bad}"
about: x
exercises:
  - id: a
    kind: mark
    title: "{bad}"
    sector: x
    who: "{bad}"
    level: 1
    case: "{bad}"
    statement: "Fall from 3 to 1 {bad}"
    marks: [{{words: "3", as: baseline, why: "{bad}"}}]
"""
    desk = ExerciseDesk(parse_pack(text), Record(tmp_path))
    desk.act("word", Event(item="2"))
    desk.act("name", Event("baseline"))
    desk.act("check")
    assert "<img" not in "".join(desk.parts().values())


def test_only_names_ids_kinds_and_levels(tmp_path: Path) -> None:
    def kinds(*only: str | int) -> list[str]:
        found = desk_for("first-steps", tmp_path, only)
        assert isinstance(found, ExerciseDesk)
        return [exercise.kind for exercise in found.pack.exercises]

    assert kinds("classify", "mark") == ["classify", "mark"]
    assert kinds("repair", "classify", 1) == ["classify"]
    assert kinds("night-shift", "score") == ["write", "score"]
    assert "of 1," in ExerciseDesk.parts(desk_for("first-steps", tmp_path, ["mark"]))["card"]


@pytest.mark.parametrize(
    ("pack", "says"),
    [("nowhere", "There is no pack"), ("missing.yaml", "No such file"), ("bad.yaml", "kind")],
)
def test_a_pack_that_cannot_be_used_says_why(tmp_path: Path, pack: str, says: str) -> None:
    (tmp_path / "bad.yaml").write_text(
        "pack: bad\ntitle: x\nabout: y\nexercises:\n  - id: <b>\n    kind: quiz\n"
    )
    name = str(tmp_path / pack) if pack.endswith("yaml") else pack
    found = desk_for(name, tmp_path)
    assert isinstance(found, ClosedDesk)
    assert says in found.parts()["card"]
    assert "<b>" not in found.parts()["card"]


def test_nothing_fits(tmp_path: Path) -> None:
    assert "no such exercises" in desk_for("first-steps", tmp_path, ["zzz"]).parts()["card"]


def test_words_are_told_apart_without_their_punctuation() -> None:
    text = "Cut \u201clate\u201d trains (all), from 4.5%\u21922%."
    assert [text[a:b] for a, b in words_of(text)] == ["Cut", "late", "trains", "all", "from", "4.5%", "2%"]
    assert runs({5, 1, 2, 0, 7}) == [(0, 2), (5, 5), (7, 7)]
