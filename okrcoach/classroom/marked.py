"""What an answer earned, point by point: what is right, what is missing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a learner is with an exercise."""

    NOT_ATTEMPTED = "not attempted"
    PARTLY = "partly"
    RIGHT = "right"

    @property
    def words(self) -> str:
        """The state as we say it to people."""
        return {"not attempted": "Not attempted", "partly": "Partly right", "right": "Right"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that was asked for."""

    #: Short heading: "Baseline", "Line 2", "KR1".
    name: str
    #: What it earned, 0 to ``worth``; a half is given for what is nearly there.
    earned: float
    #: One or two sentences: what is right, or what is missing and why.
    says: str
    worth: int = 1
    #: Code of the rule that an answer without this point misses, "" when no rule is about it.
    rule: str = ""
    #: The learner's words it is about, "" for what is missing.
    quote: str = ""

    @property
    def right(self) -> bool:
        """Whether nothing is missing here."""
        return self.earned >= self.worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An answer with its marks."""

    exercise: str
    state: State
    #: In the order in which they were asked for.
    points: tuple[Point, ...]
    #: The headline: one sentence.
    says: str

    @property
    def earned(self) -> float:
        """Points earned, in steps of a half."""
        return sum(point.earned for point in self.points)

    @property
    def worth(self) -> int:
        """Points that could be earned."""
        return sum(point.worth for point in self.points)

    @property
    def words(self) -> str:
        """How it stands, as we say it to people: an answer without a point is not called partly right."""
        return "Not right yet" if self.state is State.PARTLY and self.earned == 0 else self.state.words

    @property
    def credit(self) -> float:
        """Share of the points, 0 to 1."""
        return self.earned / self.worth if self.worth else 0.0

    @property
    def missed(self) -> tuple[Point, ...]:
        """What is not fully there yet, in order: the hints start at the first of them."""
        return tuple(point for point in self.points if not point.right)


def not_attempted(exercise: str, says: str = "There is no answer yet.") -> Marked:
    """Return the marks of no answer, or of one that cannot be read as an answer."""
    return Marked(exercise=exercise, state=State.NOT_ATTEMPTED, points=(), says=says)


def marked(exercise: str, points: list[Point], praise: str = "") -> Marked:
    """Add points up to marks; ``praise`` is said when all of them are right."""
    made = Marked(exercise=exercise, state=State.PARTLY, points=tuple(points), says="")
    missed = made.missed
    if points and not missed:
        says, state = praise or "That is all there was to find.", State.RIGHT
    else:
        state = State.PARTLY
        if made.earned == 0:
            says = "Not there yet. The reasons below say where to look."
        elif len(missed) == 1:
            says = f"Most of it is there. One thing to look at: {_inside(missed[0].name)}."
        else:
            says = f"Part of it is there. {len(missed)} things to look at; first: {_inside(missed[0].name)}."
    return Marked(exercise=exercise, state=state, points=made.points, says=says)


def _inside(name: str) -> str:
    """Put a heading into a sentence: "Baseline" becomes "baseline", "KR1" stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
