"""What a key result promises, as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Shape(StrEnum):
    """How progress is to be worked out."""

    #: From a starting point to a target, up or down.
    FROM_TO = "from to"
    #: A count that starts at nothing.
    COUNT = "count"
    #: A level to hold: at least, at most or between.
    HOLD = "hold"
    #: Reached or not; several of them by their weights.
    MILESTONE = "milestone"
    #: The starting point itself is to be found.
    BASELINE = "find the baseline"


class Look(StrEnum):
    """Which of several check-ins decides about a level to hold (Oboard: latest, average or worst period)."""

    LATEST = "latest"
    WORST = "worst"
    AVERAGE = "average"
    #: Share of the check-ins inside the bounds.
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One of several milestones of a key result: reached or not, never half."""

    text: str
    weight: float = 1.0
    done: bool = False
    #: The day on which it was reached, where somebody has said.
    done_on: date | None = None

    def reached(self, at: date) -> bool:
        """Whether it was reached at the end of a day; a mark without its day counts on every day."""
        return self.done and (self.done_on is None or self.done_on <= at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The numbers of one key result or heartbeat, and how they were understood."""

    #: None where the numbers do not say; then ``undefined`` has the reason.
    shape: Shape | None
    undefined: str = ""
    baseline: float | None = None
    target: float | None = None
    #: Around the target: what is promised, and what would be a triumph; only ever both of them.
    commit: float | None = None
    stretch: float | None = None
    #: Bounds of a level to hold, both included; None is no bound.
    lowest: float | None = None
    highest: float | None = None
    #: Which check-ins decide about the level; None leaves it to the settings.
    look: Look | None = None
    milestones: tuple[Milestone, ...] = ()
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
    #: Points (share of the time, share of the way expected) from (0, 0) to (1, 1), over the time from the
    #: start of the cycle and the lag to the day it is due. Empty: linear, or little at first where ``late``.
    curve: tuple[tuple[float, float], ...] = ()
    #: Its own last day, within the cycle; None where it is that of the cycle.
    due: date | None = None
    #: True: a promise; False: an aspiration; None: nobody has said.
    committed: bool | None = None
    #: What to know about how the numbers were read, one sentence each.
    said: tuple[str, ...] = ()
