"""What marked words can be, and where cards go."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What marked words can be."""

    MEASURE = "measure"
    BASELINE = "baseline"
    TARGET = "target"
    CHANGE = "change"
    DEADLINE = "deadline"
    BOUND = "bound"
    PEOPLE = "people"
    VAGUE = "vague"
    OUTPUT = "output"
    ESCAPE = "escape"
    SOLUTION = "solution"

    @property
    def words(self) -> str:
        """The part as we say it to people."""
        return _PARTS[self]


_PARTS = {
    Part.MEASURE: "measure",
    Part.BASELINE: "starting point",
    Part.TARGET: "target",
    Part.CHANGE: "size of the change",
    Part.DEADLINE: "deadline",
    Part.BOUND: "bound of a level",
    Part.PEOPLE: "people whose behaviour it is about",
    Part.VAGUE: "vague word",
    Part.OUTPUT: "verb of doing or delivering",
    Part.ESCAPE: "way out",
    Part.SOLUTION: "solution",
}


class Pile(StrEnum):
    """Where a card goes."""

    OKR = "okr"
    HEARTBEAT = "heartbeat"
    GUARDRAIL = "guardrail"

    @property
    def words(self) -> str:
        """The pile as we say it to people."""
        return "OKR" if self is Pile.OKR else self.value
