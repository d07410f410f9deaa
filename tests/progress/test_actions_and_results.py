"""What actions and results tell together, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from okrcoach.model import Action, CheckIn, Cycle, KeyResult, Objective, OKRSet, Plan, Role, Shape, Statement
from okrcoach.progress.actions import LIMITS, Lesson, LessonKind, Limits, effort_of, lessons
from okrcoach.progress.scorecard import score

START, END = date(2026, 7, 1), date(2026, 9, 30)
WAIT = Plan(shape=Shape.FROM_TO, baseline=18, target=9, unit="minute")
AT = date(2026, 8, 19)


def action(text: str, *, done: bool = False, on: date | None = None, effort: str = "") -> Action:
    return Action(
        statement=Statement(text=text, role=Role.TASK, id=text), done=done, done_on=on, effort=effort
    )


def learned(
    values: Sequence[tuple[date, float]],
    own: Sequence[Action] = (),
    shared: Sequence[Action] = (),
    *,
    plan: Plan = WAIT,
    at: date = AT,
    limits: Limits = LIMITS,
    loose: Sequence[Action] = (),
) -> tuple[Lesson, ...]:
    key_result = KeyResult(
        statement=Statement(text="Cut the wait from 18 to 9 minutes", role=Role.KEY_RESULT, id="1.1"),
        check_ins=tuple(CheckIn(day=day, value=value) for day, value in values),
        actions=tuple(own),
    )
    objective = Objective(
        statement=Statement(text="Nobody waits", role=Role.OBJECTIVE, id="1"),
        key_results=(key_result,),
        actions=tuple(shared),
    )
    okr_set = OKRSet(cycle=Cycle(start=START, end=END), objectives=(objective,), actions=tuple(loose))
    return lessons(okr_set, score(okr_set, (), at, {"1.1": plan}), limits)


def kinds(found: Sequence[Lesson]) -> list[LessonKind]:
    return [lesson.kind for lesson in found]


JULY, AUGUST = date(2026, 7, 10), date(2026, 8, 17)
STILL = [(JULY, 18.0), (AUGUST, 17.5)]  # 0.5 of 9 minutes: 6% of the way
MOVED = [(JULY, 18.0), (AUGUST, 13.5)]  # 4.5 of 9: half of the way


@pytest.mark.parametrize(
    ("values", "own", "kind"),
    [
        (STILL, [action("a", done=True), action("b", done=True)], LessonKind.DONE_NOT_MOVED),
        (STILL, [action("a"), action("b")], LessonKind.NONE_DONE),
        (STILL, [], LessonKind.UNSERVED),
        (STILL, [action("a", done=True, effort="3 days"), action("b")], LessonKind.EFFORT_NOWHERE),
        (MOVED, [action("a", done=True), action("b")], LessonKind.DONE_AND_MOVING),
        (MOVED, [action("a")], LessonKind.MOVED_UNASKED),
        (MOVED, [], LessonKind.MOVED_UNASKED),
    ],
)
def test_each_lesson(values: list[tuple[date, float]], own: list[Action], kind: LessonKind) -> None:
    (lesson,) = learned(values, own)
    assert lesson.kind is kind
    assert (lesson.id, lesson.text) == ("1.1", "Cut the wait from 18 to 9 minutes")
    assert lesson.ask.endswith("?")


def test_some_done_without_a_written_effort_is_no_lesson_yet() -> None:
    assert learned(STILL, [action("a", done=True), action("b")]) == ()


def test_the_actions_are_quoted_and_the_effort_is_theirs() -> None:
    (lesson,) = learned(STILL, [action("Call ten customers", done=True, effort="2 days")])
    assert [one.text for one in lesson.actions] == ["Call ten customers"]
    assert str(lesson.effort) == "2 days"
    assert "2 days" in lesson.says
    assert lesson.progress == pytest.approx(0.5 / 9)


def test_actions_of_the_objective_serve_a_key_result_that_has_none() -> None:
    done = [action("a", done=True)]
    assert kinds(learned(STILL, shared=done)) == [LessonKind.DONE_NOT_MOVED]
    # its own open action did not move it, one of the objective may have
    assert learned(MOVED, [action("b")], done) == ()


def test_before_the_effect_can_show_it_says_so() -> None:
    slow = Plan(shape=Shape.FROM_TO, baseline=18, target=9, lag=60)
    (lesson,) = learned(STILL, [action("a", done=True)], plan=slow)
    assert lesson.kind is LessonKind.TOO_EARLY
    assert "2026-08-30" in lesson.says  # 60 days after 1 July
    # and again from the day of the last action: 15 August and a week
    (lesson,) = learned(STILL, [action("a", done=True, on=date(2026, 8, 15))])
    assert lesson.kind is LessonKind.TOO_EARLY
    assert "2026-08-22" in lesson.says
    # the week is over, and nobody has looked since
    (lesson,) = learned(STILL, [action("a", done=True, on=AUGUST)], at=date(2026, 9, 1))
    assert lesson.kind is LessonKind.TOO_EARLY
    assert "nobody has looked" in lesson.says
    (lesson,) = learned(
        [*STILL, (date(2026, 8, 31), 17.5)], [action("a", done=True, on=AUGUST)], at=date(2026, 9, 1)
    )
    assert lesson.kind is LessonKind.DONE_NOT_MOVED


def test_an_action_counts_from_the_day_it_was_done() -> None:
    later = [action("a", done=True, on=date(2026, 8, 25))]
    assert kinds(learned(STILL, later)) == [LessonKind.NONE_DONE]


def test_a_result_that_had_moved_before_was_moved_by_something_else() -> None:
    early = [(JULY, 18.0), (date(2026, 7, 20), 13.5), (AUGUST, 13.5)]
    (lesson,) = learned(early, [action("a", done=True, on=date(2026, 7, 25))])
    assert lesson.kind is LessonKind.MOVED_UNASKED
    assert "50% of the way before" in lesson.says
    # without the day nothing is claimed
    assert kinds(learned(early, [action("a", done=True)])) == [LessonKind.DONE_AND_MOVING]


def test_the_limits_are_yours() -> None:
    assert kinds(learned(STILL, [action("a", done=True)], limits=Limits(moved=0.05))) == [
        LessonKind.DONE_AND_MOVING
    ]
    assert learned(STILL[:1], [action("a")], at=date(2026, 7, 10)) == ()  # a tenth of the cycle is over
    assert kinds(learned(STILL[:1], [action("a")], at=date(2026, 7, 10), limits=Limits(grace=0.05))) == [
        LessonKind.NONE_DONE
    ]


def test_levels_to_hold_have_no_such_lessons_and_loose_actions_have_one() -> None:
    hold = Plan(shape=Shape.HOLD, highest=20)
    (lesson,) = learned(STILL, [action("a", done=True)], plan=hold, loose=[action("Tidy", effort="1 week")])
    assert (lesson.kind, lesson.id) == (LessonKind.EFFORT_NOWHERE, "")
    assert "1 week of effort" in lesson.says.lower()


@pytest.mark.parametrize(
    ("written", "amount", "unit", "unread"),
    [
        (["3 days", "2d"], 5, "days", ()),
        (["2h", "1.5 hours"], 3.5, "hours", ()),
        (["1 week", "1 day", "4 h"], 6.5, "days", ()),  # 5 + 1 + 0.5
        (["half a day", "an hour"], 0.625, "days", ()),
        (["about 3 days"], 3, "days", ()),
        (["1,5 days"], 1.5, "days", ()),
        (["M", "5 points", "2-3 days"], None, "", ("M", "5 points", "2-3 days")),
        (["3 days", "L"], 3, "days", ("L",)),
        ([""], None, "", ()),
    ],
)
def test_effort_is_put_together_as_written(
    written: list[str], amount: float | None, unit: str, unread: tuple[str, ...]
) -> None:
    found = effort_of([action("a", effort=text) for text in written])
    assert (found.amount, found.unit, found.unread) == (amount, unit, unread)
