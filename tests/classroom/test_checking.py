"""Answers of every kind are marked: right ones, near misses, wrong ones and hostile ones."""

from __future__ import annotations

import math
import time
from typing import Any

import pytest

from okrcoach.classroom import Exercise, Marked, Pack, State, packs, parse_pack, read_pack
from okrcoach.classroom.exercise import Critique, Sort
from okrcoach.classroom.solutions import dealt, model_answer
from okrcoach.data import shipped

PACK: Pack = read_pack(shipped("datasets") / "packs" / "first-steps.yaml")


def marks(exercise: str, answer: object) -> Marked:
    return PACK.exercise(exercise).check(answer)


@pytest.mark.parametrize("exercise", PACK.exercises, ids=lambda e: e.id)
def test_the_model_answer_is_right_and_says_why(exercise: Exercise) -> None:
    for answer in model_answer(exercise):
        got = exercise.check(answer)
        assert got.state is State.RIGHT, got.missed
        assert got.credit == 1
        assert all(point.says for point in got.points)


NEAR = [
    # classify
    ("bus-announcements", ["outcome_kr"], 0, ["KR-TASK"]),
    ("bus-announcements", "task", 1, []),
    # mark: small words do not matter, a mark too far or too short is half, another name is none
    ("refuse-parts", [{"words": "from 18", "as": "baseline"}, {"words": "6", "as": "target"},
      {"words": "by 30 June", "as": "deadline"}, {"words": "Missed collections", "as": "measure"}], 1, []),
    ("refuse-parts", [{"words": "18", "as": "baseline"}, {"words": "6", "as": "target"},
      {"words": "30", "as": "deadline"}, {"words": "Missed collections", "as": "measure"}], 3.5 / 4,
     ["KR-NO-DEADLINE"]),
    ("refuse-parts", [{"words": "18", "as": "target"}, {"words": "6", "as": "baseline"}], 0,
     ["KR-NO-MEASURE", "KR-NO-BASELINE", "KR-NO-TARGET", "KR-NO-DEADLINE"]),
    ("refuse-parts", [{"words": "18", "as": "baseline"}, {"words": "6", "as": "target"},
      {"words": "30 June", "as": "deadline"}, {"words": "Missed collections", "as": "measure"},
      {"words": "fall", "as": "vague"}], 4 / 5, []),
    # sort
    ("library-cards", ["okr", "guardrail", None], 1 / 3, ["KR-HEARTBEAT", "SET-NO-GUARDRAIL"]),
    ("library-cards", ["okr", "heartbeat", "heartbeat"], 1, []),
    # repair
    ("reading-hour", "Pupils who borrow a book every week rise to 60% by 12 July", 4 / 5, ["KR-NO-BASELINE"]),
    ("reading-hour", "pupils borrowing books every week: from 40% to 60% by 12 July", 1, []),
    ("reading-hour", "Launch a reading app by 12 July", 2 / 5, ["KR-TASK", "KR-NO-BASELINE", "KR-NO-TARGET"]),
    ("reading-hour", "  run a READING hour, every friday. ", 0, []),
    ("reading-hour", "Visitors to the website rise from 40% to 60% by 12 July", 4 / 5, []),
    ("reading-hour", "Pupils who borrow a book rise from <baseline> to <target> by 12 July", 3 / 5,
     ["KR-NO-BASELINE", "KR-NO-TARGET"]),
    # score
    ("bakery-queue", "0,9", 1, []), ("bakery-queue", 0.875, 1, []), ("bakery-queue", "88%", 1, []),
    ("bakery-queue", "9/10", 1, []), ("bakery-queue", "0.8", 0.5, []), ("bakery-queue", "0.1", 0, []),
    ("bakery-queue", "0.6", 0, []), ("bakery-queue", "9", 0, []),
    # critique: another rule that names the fault, half for the line, a point for what is no fault
    ("canteen-set", [{"line": "KR2", "rule": "KR-TASK"}, {"line": "KR3", "rule": "KR-VAGUE"}], 1, []),
    ("canteen-set", [{"line": "KR2", "rule": "KR-VANITY"}], 0.5 / 2, ["KR-TASK", "KR-NO-TARGET"]),
    ("canteen-set", [{"line": "KR2", "rule": "KR-TASK"}, {"line": "KR3", "rule": "KR-NO-TARGET"},
      {"line": "KR1", "rule": "KR-HEARTBEAT"}], 2 / 3, ["KR-HEARTBEAT"]),
]  # fmt: skip


@pytest.mark.parametrize(("exercise", "answer", "credit", "missed"), NEAR)
def test_near_misses_earn_what_is_right_in_them(
    exercise: str, answer: Any, credit: float, missed: list[str]
) -> None:
    got = marks(exercise, answer)
    assert got.credit == pytest.approx(credit), got.points
    assert [point.rule for point in got.missed if point.rule] == missed
    assert got.state is (State.RIGHT if credit == 1 else State.PARTLY)
    assert got.says.endswith((".", ":"))
    assert "!" not in got.says


def test_slips_of_arithmetic_are_recognised() -> None:
    assert "still missing" in marks("bakery-queue", "0.1").points[0].says
    assert "against the start" in marks("bakery-queue", "0.6").points[0].says
    assert "lies between" in marks("bakery-queue", "9").points[0].says


def test_a_missing_second_line_is_said_once_and_costs_all_its_points() -> None:
    objective = "O: Patients feel safe to ring for help at night"
    line = "KR: Average time until the bell is answered falls from 9 to 4 minutes by 31 March"
    got = marks("night-shift", f"{objective}\n{line}")
    assert [point.name for point in got.missed] == ["KR2", "Together"]
    assert got.missed[0].worth == 4
    twice = marks("night-shift", f"{objective}\n{line}\n{line}")
    assert [point.name for point in twice.missed] == ["KR2", "Together"], (
        "the same line again is no second key result"
    )
    mapped = marks("night-shift", {"objective": objective[3:], "key_results": [line[4:]]})
    assert mapped.credit == got.credit


def test_no_answer_and_unreadable_answers_are_not_attempted() -> None:
    circle: list[object] = []
    circle.append(circle)
    odd: list[object] = [
        None, "", "   ", [], {}, 0j, object(), circle, [None], [[]], {"a": 1}, b"task", math.nan, math.inf,
        True, [{"line": 3, "rule": []}], [{"start": -1, "end": 10**9, "as": "target"}], "\ud800", 10**400,
        [{"words": "nowhere", "as": "target"}], [{"words": "18", "as": ["target"]}],
    ]  # fmt: skip
    for exercise in PACK.exercises:
        for answer in odd:
            got = exercise.check(answer)
            assert got.earned == 0, (exercise.id, answer)
            if answer is None or not isinstance(answer, str):
                assert got.state is State.NOT_ATTEMPTED, (exercise.id, answer)


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "a b " * 20_000, "\u202e<script>\x00\x1b[31m", "日本語の文", "=1+1|cmd"]
)
def test_hostile_free_text_is_marked_fast_and_earns_nothing(text: str) -> None:
    PACK.exercise("reading-hour").check("warm")
    started = time.perf_counter()
    got = marks("reading-hour", text)
    assert time.perf_counter() - started < 0.5
    assert got.credit == 0


def test_another_language_is_no_verdict() -> None:
    got = marks("reading-hour", "Leseförderung für alle Kinder der Schule am Freitag")
    assert got.credit == 0
    assert "English" in got.points[0].says


def test_hints_start_at_the_rule_missed_and_end_with_the_solution() -> None:
    exercise = PACK.exercise("reading-hour")
    got = exercise.check("Pupils who borrow a book every week rise to 60% by 12 July")
    rungs = exercise.hints_for(got)
    assert rungs[0] == "What is the figure today?"
    assert rungs[-1] == exercise.solution()
    assert exercise.hint(1, got) == rungs[0]
    assert exercise.hint(0) is None
    assert exercise.hint(99) is None
    assert not any("from 40%" in rung for rung in rungs[:-1])


@pytest.mark.parametrize("exercise", PACK.exercises, ids=lambda e: e.id)
def test_no_hint_before_the_last_gives_the_answer_away(exercise: Exercise) -> None:
    *soft, last = exercise.hints_for()
    assert len(soft) >= 2
    assert last == exercise.solution()
    assert not any(line in rung for rung in soft for line in last.splitlines())


def test_the_cards_are_dealt_in_another_order_than_they_were_written() -> None:
    cards = next(e for e in PACK.exercises if isinstance(e, Sort))
    order = [n for n, _ in dealt(cards)]
    assert sorted(order) == [0, 1, 2]
    assert order == [n for n, _ in dealt(cards)], "the same way every time"


def test_without_choices_the_planted_rules_hide_among_others() -> None:
    exercise = next(e for e in PACK.exercises if isinstance(e, Critique))
    bare = exercise.model_copy(update={"choices": ()})
    assert {fault.rule for fault in exercise.faults} < set(bare.offered())
    assert len(bare.offered()) >= 4


def test_exercises_are_values() -> None:
    with pytest.raises(ValueError, match="frozen"):
        PACK.exercises[0].title = "another"
    assert PACK.exercise("bakery-queue") is PACK.exercise("bakery-queue")
    with pytest.raises(KeyError):
        PACK.exercise("nowhere")


def test_all_shipped_packs_can_be_read() -> None:
    assert PACK.id in {pack.id for pack in packs()}


#: What people write in answer to the reading hour, and the points a person would give: result, baseline,
#: target, deadline, subject.
WRITTEN = [
    ("60% of pupils borrow a book every week by 12 July (today 40%)", "11111"),
    ("Increase the share of pupils borrowing a book weekly from 40 % to 60 % by end of term", "11111"),
    ("Weekly borrowers: 40% -> 60% by 12/07", "11111"),
    ("By 12 July, 6 in 10 pupils borrow a book each week, up from 4 in 10", "11111"),
    ("Pupils who borrow a book each week: 40% to 60% before the summer holidays", "11111"),
    ("Get pupils to borrow more books, from four in ten to six in ten, by 12 July.", "11111"),
    ("Pupils who borrow a book weekly rise from 40% to 60%", "11101"),
    ("More children read books at home", "10001"),
    ("Hold 30 reading hours by 12 July", "00011"),
    ("Run a reading hour every Friday so that 60% of pupils borrow a book by 12 July", "00h11"),
    ("Double the number of pupils who borrow a book by 12 July", "10h11"),
    ("Maintain 40% of pupils borrowing a book", "00101"),
    ("Buy 200 new books by Easter", "00010"),
    ("I don't know", "00000"),
    ("40%", "00000"),
]


@pytest.mark.parametrize(("text", "points"), WRITTEN)
def test_free_text_is_marked_as_a_person_would(text: str, points: str) -> None:
    got = [point.earned for point in marks("reading-hour", text).points]
    want = [{"0": 0, "1": 1, "h": 0.5}[mark] for mark in points]
    assert (got if len(got) > 1 else got * 5) == want


WRITE = """
pack: more
title: More
about: More.
exercises:
  - id: aim
    kind: repair
    title: Say what will be better, and for whom.
    sector: retail
    who: a shop
    level: 1
    statement: Relaunch the loyalty card
    role: objective
    requirements:
      - is: objective
      - avoids: [better, improve, card]
      - keeps: [regular, customer, guest]
      - words: 9
    solution: Regulars feel known in every shop
  - id: one-line
    kind: write
    title: Write one key result.
    sector: retail
    who: a shop
    level: 2
    case: 22% of parcels came late last month.
    key_results:
      requirements:
        - measures: [late, time]
        - number: 22%
          as: baseline
        - has: number
        - silent: fix
    solution: Late parcels fall from 22% to 10% by 30 June
  - id: level
    kind: score
    title: Which grade?
    sector: retail
    who: a shop
    level: 1
    statement: Returns stay below 3% all quarter
    numbers: {highest: 3, final: 4}
    grade: 0.0
    working: 4 is above 3, so the level was not held.
"""
MORE = parse_pack(WRITE, "more.yaml")


@pytest.mark.parametrize(
    ("exercise", "answer", "earned"),
    [
        ("aim", "Regulars feel known in every shop", [1, 1, 1, 1]),
        (
            "aim",
            "Improve the card experience for our regulars and for everybody who shops with us",
            [1, 0, 1, 0],
        ),
        ("aim", "Print 500 new cards by May", [0, 0, 0, 1]),
        ("one-line", "Late parcels fall from 22% to 10% by 30 June", [1, 1, 1, 1]),
        ("one-line", "KR: Late parcels fall from 30% to 22% by 30 June", [1, 0.5, 1, 1]),
        ("one-line", "Parcels are hardly ever late", [0.5, 0, 0, 1]),
        ("one-line", {"key_results": "Complaints fall from 22% to 10% by 30 June"}, [0, 1, 1, 1]),
        ("level", "0", [1]),
        ("level", "0.75", [0]),
    ],
)
def test_every_requirement_can_be_met_missed_and_half_met(
    exercise: str, answer: Any, earned: list[float]
) -> None:
    got = MORE.exercise(exercise).check(answer)
    assert [point.earned for point in got.points] == earned, got.points


def test_an_answer_without_a_point_is_not_called_partly_right() -> None:
    exercise = next(p for p in packs() if p.id == "first-steps").exercises[0]
    assert exercise.check(["outcome_kr"]).words == "Not right yet"
    assert exercise.check(["task"]).words == "Right"
    assert exercise.check([None]).words == "Not attempted"
