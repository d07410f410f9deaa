"""The four squares of a week: priorities, what is coming, confidence in the OKR, health metrics."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from okrcoach.model import Action, Cycle, OKRSet, Shape
from okrcoach.progress.actions import done_by
from okrcoach.progress.scorecard import Scorecard, Scored

#: "Near the edge" is this outer share of the range that is still fine, on the side of a bound: ours.
EDGE = 0.1
#: Days ahead that are "this week", and "the coming month".
WEEK, MONTH = 7, 31
_PLURAL = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))


class Health(StrEnum):
    """How a health metric stands: green, yellow, red, or nobody knows."""

    IN_RANGE = "in range"
    NEAR_EDGE = "near the edge"
    OUT_OF_RANGE = "out of range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """A line of the two squares that look ahead."""

    text: str
    #: Of the action ("1.2.a"), or of the team's own line ("w1", "m1").
    id: str = ""
    #: Of the key result or objective it serves, "" for none.
    about: str = ""
    owner: str = ""
    #: As written, and the day in it where there is one.
    due: str = ""
    day: date | None = None
    #: The day is over.
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure a team is to reach a key result, 0 to 10."""

    id: str
    text: str
    now: float
    #: False: nobody has said yet, ``now`` is where it starts.
    said: bool
    #: What was said before, None where there is no such thing.
    before: float | None = None
    #: "Too early to judge until ...", "" otherwise.
    deferred: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthMetric:
    """A heartbeat or guardrail: what must not get worse while the key results are pushed."""

    id: str
    text: str
    health: Health
    value: float | None = None
    unit: str = ""
    #: What is still fine, both included; None is no bound.
    lowest: float | None = None
    highest: float | None = None
    #: Every value up to the day, oldest first.
    values: tuple[float, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FourSquare:
    """Wodtke's four squares: priorities, what is coming, confidence, health metrics."""

    title: str
    cycle: Cycle
    at: date
    this_week: tuple[Priority, ...]
    coming: tuple[Priority, ...]
    confidence: tuple[Sureness, ...]
    health: tuple[HealthMetric, ...]
    #: Open actions that are in neither list: due later, or without a day.
    left_out: int = 0
    #: Those of them without a day that can be read.
    undated: int = 0


def four_square(
    okr_set: OKRSet, card: Scorecard, edge: float = EDGE, week: int = WEEK, month: int = MONTH
) -> FourSquare:
    """Return the four squares of a day.

    What the team has put on the page itself comes first; open actions follow by the day they are due:
    overdue and within a week, then within a month. Actions without a day are counted, not guessed at.
    """
    this_week, coming = (card.at + timedelta(days=days) for days in (week, month))
    soon = [_priority(action, "", card.at) for action in okr_set.this_week if not done_by(action, card.at)]
    later = [_priority(action, "", card.at) for action in okr_set.coming if not done_by(action, card.at)]
    open_ones = [
        _priority(action, about, card.at)
        for about, action in _actions(okr_set)
        if not done_by(action, card.at)
    ]
    dated = sorted((one for one in open_ones if one.day is not None), key=lambda one: one.day or date.max)
    soon += [one for one in dated if one.day is not None and one.day <= this_week]
    later += [one for one in dated if one.day is not None and this_week < one.day <= coming]
    guardrails = [row for row in card.key_results if row.plan.guardrail]
    return FourSquare(
        title=card.title,
        cycle=card.cycle,
        at=card.at,
        this_week=tuple(soon),
        coming=tuple(sorted(later, key=lambda one: one.day or date.max)),
        confidence=tuple(_sureness(row) for row in card.key_results if not row.plan.guardrail),
        health=tuple(_metric(row, edge) for row in (*card.heartbeats, *guardrails)),
        left_out=len(open_ones) - sum(1 for one in dated if one.day is not None and one.day <= coming),
        undated=len(open_ones) - len(dated),
    )


def _actions(okr_set: OKRSet) -> Iterable[tuple[str, Action]]:
    """Yield every action with the id of what it serves."""
    for objective in okr_set.objectives:
        for key_result in objective.key_results:
            yield from ((key_result.statement.id, action) for action in key_result.actions)
        yield from ((objective.statement.id, action) for action in objective.actions)
    yield from (("", action) for action in okr_set.actions)


def _priority(action: Action, about: str, at: date) -> Priority:
    day = _day_in(action.due)
    return Priority(
        text=action.statement.text,
        id=action.statement.id,
        about=about,
        owner=action.owner,
        due=action.due,
        day=day,
        late=day is not None and day < at,
    )


def _day_in(text: str) -> date | None:
    """Return the one day written as 2026-08-14 in a text."""
    found = re.findall(r"\b\d{4}-\d{2}-\d{2}\b", text)
    try:
        return date.fromisoformat(found[0]) if len(found) == 1 else None
    except ValueError:
        return None


def _sureness(row: Scored) -> Sureness:
    said = [c.confidence for c in row.check_ins if c.confidence is not None]
    before = said[-2] if len(said) > 1 else None
    return Sureness(
        id=row.id, text=row.text, now=row.confidence, said=bool(said), before=before, deferred=row.deferred
    )


def bounds_of(row: Scored) -> tuple[float | None, float | None]:
    """Return what is still fine, lowest and highest; a moved target has moved the one bound there is."""
    low, high = row.plan.lowest, row.plan.highest
    if row.target is not None and (low is None) is not (high is None):
        return (row.target, None) if low is not None else (None, row.target)
    return low, high


def health_of(value: float, low: float | None, high: float | None, unit: str, edge: float) -> Health:
    """Return how a value stands within its bounds.

    Near the edge: within ``edge`` times the width of the range from a bound. With one bound the width is
    counted from 0 up to a highest value, from a lowest percentage up to 100, else as the size of the
    bound itself. Ours: no author gives a margin.
    """
    if (low is not None and value < low) or (high is not None and value > high):
        return Health.OUT_OF_RANGE
    if low is not None and high is not None:
        width = high - low
    elif low is not None:
        width = 100 - low if unit == "%" and 0 <= low <= 100 else abs(low)
    else:
        width = abs(high or 0.0)
    near = [abs(value - bound) < width * edge for bound in (low, high) if bound is not None]
    return Health.NEAR_EDGE if any(near) else Health.IN_RANGE


def _metric(row: Scored, edge: float) -> HealthMetric:
    low, high = bounds_of(row)
    known = row.value is not None and row.plan.shape is Shape.HOLD and (low is not None or high is not None)
    health = health_of(row.value or 0.0, low, high, row.plan.unit, edge) if known else Health.UNKNOWN
    return HealthMetric(
        id=row.id,
        text=row.text,
        health=health,
        value=row.value,
        unit=row.plan.unit,
        lowest=low,
        highest=high,
        values=tuple(c.value for c in row.check_ins if c.value is not None),
        says=health_says(row) if known else row.undefined,
    )


def health_says(row: Scored) -> str:
    """Say the value and what is fine: "71 s; between 60 and 90 is fine."."""
    low, high = bounds_of(row)
    value = with_unit(row.value, row.plan.unit)
    if low is not None and high is not None:
        return f"{value}; between {with_unit(low)} and {with_unit(high, row.plan.unit)} is fine."
    bound, way = (low, "more") if low is not None else (high, "less")
    return f"{value}; {with_unit(bound, row.plan.unit)} or {way} is fine."


def with_unit(value: float | None, unit: str = "") -> str:
    """Return a value for people: "83%", "27 days", "1.5 hours"."""
    if value is None:
        return "no value"
    if unit == "%":
        return f"{value:.6g}%"
    plural = "s" if unit in _PLURAL and value != 1 else ""
    return f"{value:.6g}" + ("" if unit in ("", "count") else f" {unit}{plural}")
