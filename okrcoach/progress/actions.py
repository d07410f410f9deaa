"""What a team can learn from its actions and its results together: the A of OKR-A.

An action is an idea of what would move a key result. Progress of the result tests the idea (Perdoo);
finished work is no result in itself (Ley).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from okrcoach.model import Action, OKRSet, Shape, Statement
from okrcoach.progress.scorecard import Scorecard, Scored


class LessonKind(StrEnum):
    """What actions and a result tell together."""

    DONE_NOT_MOVED = "all actions done, result not moved"
    MOVED_UNASKED = "result moved, no action did it"
    DONE_AND_MOVING = "actions done and result moving"
    NONE_DONE = "no action done, result not moving"
    UNSERVED = "no action serves this key result"
    EFFORT_NOWHERE = "effort that goes nowhere"
    TOO_EARLY = "too early to tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Our settings: no author gives figures for these, so all of them are yours to change."""

    #: From this share of the way to the target on, a result has moved.
    moved: float = 0.1
    #: Days after an action is done, besides the lag of the key result, until its effect can be read.
    wait: int = 7
    #: Before this share of the cycle is over, an action that is not done is no news.
    grace: float = 0.15
    #: How efforts in different units are put together.
    hours_a_day: float = 8.0
    days_a_week: float = 5.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Efforts put together, as far as they are written in hours, days or weeks; nothing is guessed."""

    #: In ``unit``; None when none could be read.
    amount: float | None = None
    #: "hours", "days" or "weeks": the one that all are written in, else days.
    unit: str = ""
    #: How many were put together, and the words of those that could not be.
    read: int = 0
    unread: tuple[str, ...] = ()
    #: How many actions say nothing of effort.
    unsaid: int = 0
    #: What was done to put units together, "" when all are in one.
    said: str = ""

    def __str__(self) -> str:
        if self.amount is None:
            return ""
        return f"{self.amount:g} {self.unit if self.amount != 1 else self.unit.removesuffix('s')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson, with the words it is about."""

    kind: LessonKind
    #: Of the key result; "" where actions stand under none.
    id: str
    text: str
    #: What is so, in a sentence or two.
    says: str
    ask: str
    #: The actions it is about, in their authors' words.
    actions: tuple[Statement, ...] = ()
    #: Of the actions that are done; for actions under no objective, of all.
    effort: Effort = Effort()
    #: Share of the way to the target, None where there is none.
    progress: float | None = None


_SIZE = re.compile(
    r"(?:about|around|approx\.?|ca\.?|~)?\s*(\d+(?:[.,]\d+)?|half an?|an?|one|two|three|four|five)"
    r"\s*(?:person[- ]?|work(?:ing)?[- ]?)?(h|hrs?|hours?|d|days?|w|wks?|weeks?)",
    re.IGNORECASE,
)
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "half a": 0.5,
    "half an": 0.5,
}
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def effort_of(actions: Iterable[Action], limits: Limits = LIMITS) -> Effort:
    """Return the efforts of actions put together: "3 days", "half a day", "2h", "1.5 weeks".

    Sizes such as "M" or "5 points", and ranges, are no time: they are given back as ``unread``.
    """
    sizes: list[tuple[float, str]] = []
    unread, unsaid = [], 0
    for action in actions:
        words = " ".join(action.effort.split())
        found = _SIZE.fullmatch(words)
        if not words:
            unsaid += 1
        elif found is None:
            unread.append(words)
        else:
            number = found[1].lower()
            amount = float(_WORDS[number]) if number in _WORDS else float(number.replace(",", "."))
            sizes.append((amount, _UNITS[found[2][0].lower()]))
    units = {unit for _, unit in sizes}
    if not sizes:
        return Effort(unread=tuple(unread), unsaid=unsaid)
    if len(units) == 1:
        total, unit, said = math.fsum(amount for amount, _ in sizes), units.pop(), ""
    else:
        days = {"hours": 1 / limits.hours_a_day, "days": 1.0, "weeks": limits.days_a_week}
        total, unit = math.fsum(amount * days[name] for amount, name in sizes), "days"
        said = f"A week counts as {limits.days_a_week:g} days, a day as {limits.hours_a_day:g} hours."
    return Effort(
        amount=round(total, 6), unit=unit, read=len(sizes), unread=tuple(unread), unsaid=unsaid, said=said
    )


def done_by(action: Action, day: date) -> bool:
    """Whether an action was done at the end of a day; without a day of its own it counts as done."""
    return action.done and (action.done_on is None or action.done_on <= day)


def lessons(okr_set: OKRSet, card: Scorecard, limits: Limits = LIMITS) -> tuple[Lesson, ...]:
    """Return what actions and results tell together on the day of the scorecard, in reading order.

    A key result without actions of its own is served by those of its objective. Of levels to hold
    nothing is said, of milestones only that no action serves them: there is no way along which to
    move. Before an effect can show (the lag of the key result, counted from the start of the cycle
    and again from the day an action was done) the lesson says so instead.
    """
    rows = {row.id: row for row in card.key_results}
    found: list[Lesson] = []
    for objective in okr_set.objectives:
        for key_result in objective.key_results:
            row = rows.get(key_result.statement.id)
            if row is None or row.plan.guardrail or row.plan.shape is Shape.HOLD:
                continue
            shared = not key_result.actions
            serving = objective.actions if shared else key_result.actions
            elsewhere = () if shared else objective.actions
            lesson = _lesson(row, serving, elsewhere, shared, card, limits)
            if lesson is not None:
                found.append(lesson)
    if okr_set.actions:
        found.append(_homeless(okr_set.actions, limits))
    return tuple(found)


def _lesson(
    row: Scored,
    serving: Sequence[Action],
    elsewhere: Sequence[Action],
    shared: bool,
    card: Scorecard,
    limits: Limits,
) -> Lesson | None:
    done = [action for action in serving if done_by(action, card.at)]
    effort = effort_of(done, limits)
    where = " under its objective" if shared else ""

    def learned(kind: LessonKind, says: str, ask: str, about: Iterable[Action]) -> Lesson:
        words = tuple(action.statement for action in about)
        return Lesson(
            kind=kind,
            id=row.id,
            text=row.text,
            says=says,
            ask=ask,
            actions=words,
            effort=effort,
            progress=row.progress,
        )

    if not serving and (row.progress is None or row.progress < limits.moved):
        says = "No action stands under it or its objective."
        return learned(LessonKind.UNSERVED, says, "What will you try first, and who does it?", ())
    if row.progress is None or row.plan.shape not in (Shape.FROM_TO, Shape.COUNT):
        return None
    if row.deferred:
        return learned(
            LessonKind.TOO_EARLY, row.deferred, "Which early sign could you look at until then?", done
        )
    if row.progress >= limits.moved:
        credit = [*done, *(action for action in elsewhere if done_by(action, card.at))]
        before = _moved_before(row, credit, card, limits)
        if not credit or before:
            says = before or f"It has moved. {_none(serving, where)}."
            ask = "What moved it, and can you do more of that?"
            return learned(LessonKind.MOVED_UNASKED, says, ask, credit or serving)
        if not done:
            return None  # the objective's actions may have moved it
        says = f"Done: {len(done)} of {_count(serving)}{where}. It does not prove that they moved it."
        ask = "Which of them did most, and what more of it can you do?"
        return learned(LessonKind.DONE_AND_MOVING, says, ask, done)
    if done:
        early = _too_soon(row, done, card, limits)
        if early:
            return learned(
                LessonKind.TOO_EARLY, early, "When will you look, and what should you see then?", done
            )
        if len(done) == len(serving):
            spent = f" {str(effort).capitalize()} went into that." if effort.amount is not None else ""
            says = f"{_all(done, where)}, and the result has hardly moved.{spent} Then the idea behind it was"
            says += " wrong, or too small."
            ask = "What did you believe would happen, and what does the result say instead?"
            return learned(LessonKind.DONE_NOT_MOVED, says, ask, done)
        if effort.amount is not None:
            says = f"{str(effort).capitalize()} went into {_count(done)}{where}; the result has hardly moved."
            ask = "Will the rest move it, or is it time for another idea?"
            return learned(LessonKind.EFFORT_NOWHERE, says, ask, done)
        return None
    if card.gone is not None and card.gone < limits.grace:
        return None
    says = f"{_none(serving, where)}, and the result has hardly moved."
    ask = "What keeps the first of them from being done this week?"
    return learned(LessonKind.NONE_DONE, says, ask, serving)


def _moved_before(row: Scored, credit: Sequence[Action], card: Scorecard, limits: Limits) -> str:
    """Say that the result had moved before any action could show, "" where that is not known."""
    days = [action.done_on for action in credit if action.done_on is not None]
    if not days or len(days) < len(credit) or row.progress is None:
        return ""
    first = min(days)
    shows = first + timedelta(days=row.plan.lag)
    values = [check_in.value for check_in in row.check_ins if check_in.day <= shows]
    known = [value for value in values if value is not None]
    baseline = 0.0 if row.plan.shape is Shape.COUNT else row.plan.baseline
    if not known or baseline is None or row.target is None or row.target == baseline:
        return ""
    then = (known[-1] - baseline) / (row.target - baseline)
    if then < limits.moved or row.progress - then >= limits.moved:
        return ""
    return (
        f"{then:.0%} of the way before the first action, done on {first}, could show; {row.progress:.0%} now."
    )


def _too_soon(row: Scored, done: Sequence[Action], card: Scorecard, limits: Limits) -> str:
    """Say until when the effect of the last action cannot be read, "" when it can."""
    days = [action.done_on for action in done if action.done_on is not None]
    if not days:
        early = card.gone is not None and card.gone < limits.grace
        return "The cycle has only begun: no effect can be read yet." if early else ""
    shows = max(days) + timedelta(days=max(row.plan.lag, limits.wait))
    if card.at < shows:
        return f"The last action was done on {max(days)}: its effect cannot be read before {shows}."
    if not any(c.value is not None and c.day >= shows for c in row.check_ins):
        return f"The last action was done on {max(days)}; nobody has looked at the value since {shows}."
    return ""


def _homeless(actions: Sequence[Action], limits: Limits) -> Lesson:
    effort = effort_of(actions, limits)
    takes = f" {str(effort).capitalize()} of effort." if effort.amount is not None else ""
    one = len(actions) == 1
    return Lesson(
        kind=LessonKind.EFFORT_NOWHERE,
        id="",
        text="",
        says=f"{_count(actions)} {'stands' if one else 'stand'} under no objective.{takes}",
        ask=f"Which key result should move because of {'it' if one else 'them'}, or can "
        f"{'it' if one else 'they'} wait?",
        actions=tuple(action.statement for action in actions),
        effort=effort,
    )


def _all(actions: Sequence[Action], where: str) -> str:
    if len(actions) == 1:
        return f"The one action{where or ' under it'} is done"
    return f"All {_count(actions)}{where or ' under it'} are done"


def _none(actions: Sequence[Action], where: str) -> str:
    if len(actions) < 2:
        return (
            f"{'The one' if actions else 'No'} action{where or ' under it'} is {'not ' * bool(actions)}done"
        )
    return f"None of the {_count(actions)}{where or ' under it'} is done"


def _count(actions: Sequence[Action]) -> str:
    return f"{len(actions)} action{'s' * (len(actions) != 1)}"
