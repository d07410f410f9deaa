"""Numbers in a statement and the part each one plays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from okrcoach.model.span import Span


class AmountRole(StrEnum):
    """What a number does in its sentence."""

    BASELINE = "baseline"
    TARGET = "target"
    CHANGE = "change"
    #: A bound on a level: "at least 95%", "under 2 s", "no more than 3 a month".
    THRESHOLD = "threshold"
    #: How much of the team's own output: "publish 12 articles".
    OWN_COUNT = "own_count"
    #: A number that measures nothing here: a version, a standard, a size of the scope.
    OTHER = "other"


class Direction(StrEnum):
    """Which way a measure is to go."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"
    #: A level or count to get to, no movement stated.
    REACH = "reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit, as written and as a value."""

    #: As written, unit included: "$4M", "3 days", "22%".
    text: str
    span: Span
    #: In ``unit``; None for a placeholder such as "X%". The lower end of a range.
    value: float | None
    #: The upper end of a range, else None.
    high: float | None = None
    #: "%", "points", "x", "rating", "rank", "count", a currency such as "$" or "CHF",
    #: or a unit of time or size as written in singular ("day", "ms", "GB").
    unit: str = "count"
    role: AmountRole = AmountRole.OTHER
    #: ">=", "<=", ">", "<" or "" when the words state no bound.
    comparator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of the statement that name something, for instance the measure or the deadline."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What a statement says about its measure; every part may be missing."""

    measure: Part | None = None
    direction: Direction | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    change: Amount | None = None
    deadline: Part | None = None
    #: A named reference stands in for a starting point: "year over year", "than last quarter".
    reference: Part | None = None
