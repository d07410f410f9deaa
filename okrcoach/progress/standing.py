"""In one word: how a key result stands against its pace, and whether its forecast reaches the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from okrcoach.model import Cycle, LogEntry, OKRSet, Plan, Shape
from okrcoach.progress.pace import Notice
from okrcoach.progress.reckoning import share_due, start_value
from okrcoach.progress.scorecard import SETTINGS, Scorecard, Scored, Settings, score

#: Nearer than this to what is expected (share of the way) is called on pace.
NEAR = 0.05
#: Weeks that are looked back on at most: a year and a bit.
MOST_WEEKS = 54


class Standing(StrEnum):
    """How a key result or heartbeat stands, in words for people."""

    REACHED = "reached"
    AHEAD = "ahead"
    ON_PACE = "on pace"
    #: Less than expected, and not so little that a notice says off pace.
    A_LITTLE_BEHIND = "a little behind"
    OFF_PACE = "off pace"
    TOO_EARLY = "too early to judge"
    #: A level to hold.
    HELD = "held"
    NOT_HELD = "not held"
    #: Reached or found, or not: there is no way to be on.
    NOT_YET = "not reached yet"
    #: There is progress, but no first and last day to hold it against.
    NO_PACE = "no pace"
    NOT_SCORED = "not scored"


class Likely(StrEnum):
    """Where the forecast's interval (8 in 10) lies."""

    THERE = "likely to get there"
    WITHIN = "the target lies within the likely end"
    SHORT = "likely to end short"


def standing(one: Scored) -> Standing:
    """Return the word for how a key result stands; off pace and too early are as its notices say."""
    if one.undefined or one.progress is None:
        return Standing.NOT_SCORED
    if one.plan.shape is Shape.HOLD:
        return Standing.HELD if one.progress >= 1 else Standing.NOT_HELD
    told = {notice.notice for notice in one.notices}
    if Notice.TOO_EARLY in told:
        return Standing.TOO_EARLY
    if one.progress >= 1:
        return Standing.REACHED
    if one.plan.shape in (Shape.MILESTONE, Shape.BASELINE):
        return Standing.NOT_YET
    if told & {Notice.OFF_PACE, Notice.ZERO_AFTER_A_THIRD}:
        return Standing.OFF_PACE
    if one.expected is None:
        return Standing.NO_PACE
    # Rounded, so that 0.35 against 0.30 is not decided by the last bit.
    gap = round(one.progress - one.expected, 9)
    if abs(gap) <= NEAR:
        return Standing.ON_PACE
    return Standing.AHEAD if gap > 0 else Standing.A_LITTLE_BEHIND


def likely(one: Scored) -> Likely | None:
    """Return whether the target in force lies within the forecast's interval; None without a forecast."""
    ahead, start = one.forecast, start_value(one.plan)
    if ahead is None or ahead.low is None or ahead.high is None or one.target is None or start is None:
        return None
    if ahead.low <= one.target <= ahead.high:
        return Likely.WITHIN
    past = ahead.low > one.target if one.target > start else ahead.high < one.target
    return Likely.THERE if past else Likely.SHORT


def target_on(one: Scored, day: date) -> float | None:
    """Return the target that was in force at the end of a day."""
    for move in reversed(one.moves):
        if move.day <= day:
            return move.after
    return one.moves[0].before if one.moves else one.target


def due_on(one: Scored, cycle: Cycle, day: date) -> float | None:
    """Return the value expected at the end of a day of the cycle, towards the target of that day.

    ``start + share * (target - start)``, the share as :func:`okrcoach.progress.reckoning.share_due` gives it;
    before an effect can show it is the start. None for what does not move towards a target, and
    without the first and last day of the cycle. Raises ``Undefined`` for a cycle that ends before it starts.
    """
    start, target = start_value(one.plan), target_on(one, day)
    if one.plan.shape not in (Shape.FROM_TO, Shape.COUNT) or start is None or target is None:
        return None
    share = share_due(one.plan, cycle, day)
    return None if share is None else start + share * (target - start)


def score_weeks(
    okr_set: OKRSet,
    entries: Iterable[LogEntry],
    at: date,
    plans: Mapping[str, Plan],
    settings: Settings = SETTINGS,
) -> tuple[Scorecard, ...]:
    """Return how the cycle stood at the end of each of its weeks, oldest first; the last one is ``at``.

    Weeks are counted back from ``at`` to the first day of the cycle, at most :data:`MOST_WEEKS`. Only
    ``at`` where that day is not known or still to come.
    Raises ``Undefined`` as :func:`okrcoach.progress.scorecard.score` does.
    """
    log = tuple(entries)
    start, end = okr_set.cycle.start, okr_set.cycle.end
    last = min(at, end) if end is not None and start is not None and end >= start else at
    days = [at]
    if start is not None:
        step = timedelta(weeks=1)
        before = last if last < at else last - step
        while before >= start and len(days) < MOST_WEEKS:
            days.append(before)
            before -= step
    return tuple(score(okr_set, log, day, plans, settings) for day in reversed(days))
