"""Where a learner is with a pack: the state of every exercise, the last answers, and where to go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okrcoach.classroom.marked import State
from okrcoach.classroom.pack_file import Pack
from okrcoach.classroom.records import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a learner is with one exercise of a pack."""

    exercise: str
    #: Right once is right for good.
    state: State = State.NOT_ATTEMPTED
    tries: int = 0
    hints: int = 0
    #: The last answer, in the shape that ``check`` takes; None before the first.
    answer: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a learner is with a pack."""

    #: One for each exercise, in the order of the pack.
    steps: tuple[Step, ...]
    #: Number of the exercise to go on with, from 0.
    at: int

    def count(self, state: State) -> int:
        """Return how many exercises are in a state."""
        return sum(step.state is state for step in self.steps)

    @property
    def says(self) -> str:
        """The progress in one line."""
        right, partly, rest = (self.count(s) for s in (State.RIGHT, State.PARTLY, State.NOT_ATTEMPTED))
        if right == len(self.steps):
            return "All of them right."
        counts = ((right, "right"), (partly, "partly"), (rest, "to go"))
        said = [f"{count} {words}" for count, words in counts if count]
        left = f" You left off at {self.at + 1}." if rest < len(self.steps) else ""
        return f"{', '.join(said)}.{left}"


def progress(pack: Pack, attempts: Iterable[Attempt]) -> Progress:
    """Add up the attempts of one learner, in the order in which they were made; other packs' are left out."""
    known = {exercise.id: Step(exercise=exercise.id) for exercise in pack.exercises}
    order = list(known)
    at = 0
    for attempt in attempts:
        if attempt.pack != pack.id or attempt.exercise not in known:
            continue
        before = known[attempt.exercise]
        right = State.RIGHT in (before.state, attempt.state)
        known[attempt.exercise] = Step(
            exercise=attempt.exercise,
            state=State.RIGHT if right else attempt.state,
            tries=before.tries + 1,
            hints=max(before.hints, attempt.hints),
            answer=attempt.answer,
        )
        at = order.index(attempt.exercise)
    if known[order[at]].state is State.RIGHT:
        later = [*range(at + 1, len(order)), *range(at)]
        at = next((n for n in later if known[order[n]].state is not State.RIGHT), at)
    return Progress(steps=tuple(known.values()), at=at)
