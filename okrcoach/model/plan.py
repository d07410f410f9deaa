"""What a key result promises, as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How progress is to be worked out."""

    #: From a starting point to a target, up or down.
    FROM_TO = "from to"
    #: A count that starts at nothing.
    COUNT = "count"
    #: A level to hold: at least, at most or between.
    HOLD = "hold"
    #: Reached or not.
    MILESTONE = "milestone"
    #: The starting point itself is to be found.
    BASELINE = "find the baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The numbers of one key result or heartbeat, and how they were understood."""

    #: None where the numbers do not say; then ``undefined`` has the reason.
    shape: Shape | None
    undefined: str = ""
    baseline: float | None = None
    target: float | None = None
    #: Bounds of a level to hold, both included; None is no bound.
    lowest: float | None = None
    highest: float | None = None
    unit: str = ""
    #: A value that stands in the draft with no check-in.
    current: float | None = None
    #: Held so that the push elsewhere does no harm: never averaged.
    guardrail: bool = False
    weight: float = 1.0
    #: Days from the start of the cycle until an effect can show at the earliest.
    lag: int = 0
    #: Little is expected at first.
    late: bool = False
    #: True: a promise; False: an aspiration; None: nobody has said.
    committed: bool | None = None
    #: What to know about how the numbers were read, one sentence each.
    said: tuple[str, ...] = ()
