"""What a team's log of a cycle remembers: check-ins, moved targets and grades."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

from okrcoach.model.check_in import CheckIn


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCheckIn:
    """A check-in with the key result it is about. Raises ``ValueError`` for a number out of bounds."""

    #: Id of the key result or heartbeat.
    about: str
    check_in: CheckIn
    blockers: str = ""
    #: Its words at that time: they lead back to it when lines have changed places.
    text: str = ""
    #: When it was written down (with its time zone); of two for one day the later counts.
    recorded: datetime | None = None

    def __post_init__(self) -> None:
        _finite("the value", self.check_in.value)
        _within("the confidence", self.check_in.confidence, 10)

    @property
    def day(self) -> date:
        """The day it is for."""
        return self.check_in.day


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMoved:
    """A target that was changed during the cycle."""

    about: str
    day: date
    before: float
    after: float
    why: str = ""
    who: str = ""
    text: str = ""
    recorded: datetime | None = None

    def __post_init__(self) -> None:
        _finite("the target before", self.before)
        _finite("the target after", self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade: what the numbers gave, and what the team gave itself; a later one erases none.

    Raises ``ValueError`` for a grade outside 0.0 to 1.0, or one of the team's own without a reason.
    """

    about: str
    day: date
    #: From the numbers; None where they gave none.
    computed: float | None
    #: None where the team agrees.
    given: float | None = None
    reason: str = ""
    who: str = ""
    text: str = ""
    recorded: datetime | None = None

    def __post_init__(self) -> None:
        _within("the computed grade", self.computed, 1)
        _within("the grade", self.given, 1)
        if self.given is not None and self.given != self.computed and not self.reason.strip():
            raise ValueError("a grade of one's own that differs from the computed one needs a reason")


#: A line of the log.
LogEntry = LoggedCheckIn | TargetMoved | Graded


def _finite(name: str, value: float | None) -> None:
    if value is not None and not math.isfinite(value):
        raise ValueError(f"{name} is not a number one can reckon with: {value}")


def _within(name: str, value: float | None, most: int) -> None:
    if value is not None and not 0 <= value <= most:
        raise ValueError(f"{name} lies between 0 and {most}, not at {value:g}")
