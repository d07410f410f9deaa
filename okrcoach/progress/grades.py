"""Grades at the end of a cycle: computed, given by the team, and what they mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from okrcoach.progress.arithmetic import Undefined


class Ambition(StrEnum):
    """What was promised: a committed goal is expected to be met, an aspirational one to be tried."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class Band(StrEnum):
    """Google's three colours, with words, because colour is never the only signal."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"

    @property
    def words(self) -> str:
        """The band as we say it to people."""
        return {
            "red": "no real progress",
            "yellow": "progress, not there",
            "green": "delivered",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where the bands begin, after rounding to one decimal. Google's: 0.4 yellow, 0.7 green."""

    yellow: float = 0.4
    green: float = 0.7
    #: An aspirational grade from here on is good (re:Work: the sweet spot is 0.6 to 0.7).
    good: float = 0.6

    def __post_init__(self) -> None:
        if not 0 < self.yellow < self.green <= 1 or not 0 < self.good <= 1:
            raise ValueError("a scale needs 0 < yellow < green <= 1 and 0 < good <= 1")


SCALE = Scale()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A final grade; giving another one later adds a grade and erases none."""

    #: From the numbers, 0.0 to 1.0 in steps of a tenth.
    computed: float
    #: What the team gives itself; None where it agrees.
    given: float | None = None
    #: Why they differ; needed where they do.
    reason: str = ""

    def __post_init__(self) -> None:
        for value in (self.computed, self.given):
            if value is not None and not 0 <= value <= 1:
                raise ValueError(f"a grade lies between 0.0 and 1.0, not {value:g}")
        if self.given is not None and self.given != self.computed and not self.reason.strip():
            raise ValueError("a grade of one's own that differs from the computed one needs a reason")

    @property
    def final(self) -> float:
        """The team's own grade where it gave one; the computed one stays beside it."""
        return self.computed if self.given is None else self.given


def grade(progress: float) -> float:
    """Return progress within 0..1, rounded half up to one decimal.

    Half up on the decimal digits people see: 0.65 is 0.7, as they would round by hand.
    """
    if not math.isfinite(progress):
        raise Undefined(f"{progress} is no progress.")
    within = Decimal(repr(min(1.0, max(0.0, round(progress, 9)))))
    return float(within.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def band(graded: float, scale: Scale = SCALE) -> Band:
    """Return the band of a grade, rounded first: Google's bands leave gaps (0.3 to 0.4) otherwise."""
    rounded = grade(graded)
    return Band.GREEN if rounded >= scale.green else Band.YELLOW if rounded >= scale.yellow else Band.RED


def meaning(graded: float, ambition: Ambition | None, scale: Scale = SCALE) -> str:
    """Return what a grade says, for the ambition it was set with.

    Committed: 1.0 is expected and a miss asks for a post-mortem (Google's playbook). Aspirational: 0.6 to
    0.7 is good (re:Work). An ambition that nobody named is Google's first trap, so it is asked for.
    """
    rounded = grade(graded)
    if ambition is None:
        return "Nobody has said whether this was committed or aspirational. Which was it?"
    if ambition is Ambition.COMMITTED:
        return (
            "Kept, as promised."
            if rounded >= 1.0
            else "A promise missed: what did we learn, and what would we plan otherwise?"
        )
    if rounded >= 1.0:
        return "Fully reached. Was it hard enough?"
    return (
        "Good for an aspiration."
        if rounded >= scale.good
        else "Short of the aspiration: what was in the way?"
    )


def sandbagging(grades: Sequence[float], ambition: Ambition | None, cycles: int = 3) -> bool:
    """Whether an aspirational goal was fully reached in each of the last ``cycles`` cycles.

    Always fully met is not ambitious (re:Work). No author gives the number of cycles: three is ours.
    """
    last = [grade(g) for g in grades[-cycles:]]
    return ambition is Ambition.ASPIRATIONAL and len(last) == cycles and all(g >= 1.0 for g in last)
