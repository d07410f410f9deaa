"""The hint ladder: a question, what it is about, an example, and the solution last."""

from __future__ import annotations

from okrcoach.classroom.exercise import Classify, Critique, Exercise, Mark, Score, Sort, Write
from okrcoach.classroom.marked import Marked, Point
from okrcoach.classroom.solutions import solution
from okrcoach.judgement.rules import rule

_OPENING: dict[type[Exercise], tuple[str, ...]] = {
    Classify: (
        "Could the team finish it, and nothing change for anybody else?",
        "What one finishes is a task. What others do or get, with a number, is an outcome key result."
        " A level to hold is a heartbeat. A direction worth wanting, without a number, is an objective.",
    ),
    Mark: (
        "Read it aloud. Where would you pause, and what does each piece tell?",
        "Look for what is counted, where it stands, where it should be, and by when; then for what two"
        " readers would read in two ways.",
    ),
    Sort: (
        "Which of these should be different at the end of the cycle?",
        "What should move is for the OKRs. What runs and is watched is a heartbeat. What keeps the push"
        " elsewhere from doing harm is a guardrail.",
    ),
    Write: (
        "Who in the case should do or get what, and where would you see it?",
        "A key result says what is counted, from where to where, and by when. An objective says what will be"
        " better, and for whom. What the team does to get there stays out of both.",
    ),
    Critique: (
        "Take each line by itself: could it be reached, and nobody be better off?",
        "Read them once more as a stranger: what is counted, from where to where, by when, for whom?",
    ),
}  # fmt: skip


def ladder(exercise: Exercise, marked: Marked | None = None) -> tuple[str, ...]:
    """Return all hints, softest first; the last is the solution.

    Those of the pack come first where it has any; else they are about the first point that was missed.
    """
    return (*(exercise.hints or _built(exercise, marked)), solution(exercise))


def _built(exercise: Exercise, marked: Marked | None) -> tuple[str, ...]:
    missed = marked.missed if marked is not None else ()
    point = next((point for point in missed if point.rule), None)
    if isinstance(exercise, Score):
        return _score(exercise)
    if point is not None:
        return _about(point)
    if missed:
        return (missed[0].says,)
    if type(exercise) in _OPENING:
        return _OPENING[type(exercise)]
    text = getattr(exercise, "statement", "")
    first = _first_asked(exercise, text)
    return _about(first) if first is not None else ("Read the case once more. Who is to do or get what?",)


def _about(point: Point) -> tuple[str, ...]:
    """Climb down a rule: its question, what it is about, its own example."""
    one = rule(point.rule)
    quote = f"\u201c{point.quote}\u201d" if point.quote else "The line"
    what = "" if "{more}" in one.what else one.what.replace("{quote}", quote) + " "
    return (
        one.ask,
        f"{one.title}. {what}{one.why}",
        f"An example from elsewhere. Before: {one.before} After: {one.after}",
    )


def _first_asked(exercise: Exercise, text: str) -> Point | None:
    """Return the first point that the flawed line itself misses; None where there is no such line."""
    asked = getattr(exercise, "requirements", ())
    if not text or not asked:
        return None
    from okrcoach.classroom.lines import hear
    from okrcoach.classroom.requirements import check_requirement

    heard = hear(text, getattr(exercise, "role"))  # noqa: B009 - only repairs have a line and requirements
    points = [check_requirement(one, heard) for one in asked]
    return next((point for point in points if point.rule and not point.right), None)


def _score(exercise: Score) -> tuple[str, ...]:
    numbers = exercise.numbers
    if numbers.lowest is not None or numbers.highest is not None:
        return (
            "Is this something to move, or a level to hold?",
            "A level that was held is 1.0; one that was not is 0.0.",
        )
    if numbers.target is None:
        return ("Is there anything between reached and not reached here?", "A milestone is 1.0 or 0.0.")
    if numbers.baseline is None:
        return (
            "How many were promised, and how many are there?",
            "What is there, divided by what was promised.",
        )
    return (
        "How long is the whole way from the start to the target?",
        "The part of the way that was done, divided by the whole way; then round to one decimal.",
    )
