"""Tries a pack before a class does: its own solutions must pass, its flawed lines must not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrcoach.classroom.closed import rule_book_on
from okrcoach.classroom.exercise import Classify, Critique, Exercise, Repair
from okrcoach.classroom.lines import hear
from okrcoach.classroom.pack_file import Pack
from okrcoach.classroom.requirements import check_requirement
from okrcoach.classroom.solutions import model_answer
from okrcoach.judgement import classify


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a pack that its author should look at."""

    line: int
    exercise: str
    #: True: learners would be wronged by it; False: worth knowing.
    wrong: bool
    says: str


def prove(pack: Pack) -> tuple[Remark, ...]:
    """Return what came of trying every exercise, in the order of the pack."""
    return tuple(
        Remark(pack.lines[exercise.id], exercise.id, wrong, says)
        for exercise in pack.exercises
        for wrong, says in _tried(exercise)
    )


def _tried(exercise: Exercise) -> Iterator[tuple[bool, str]]:
    for hint in exercise.hints:
        if any(line.strip() in hint for text in exercise.good for line in text.splitlines() if line.strip()):
            yield True, f"the hint \u201c{hint}\u201d holds the solution, which comes last by itself"
    for answer in model_answer(exercise):
        for point in exercise.check(answer).missed:
            shown = f"the solution \u201c{answer}\u201d" if isinstance(answer, str) else "the answer"
            yield True, f"{shown} misses \u201c{point.name}\u201d: {point.says}"
    match exercise:
        case Repair():
            yield from _flawed(exercise)
        case Classify():
            for statement in exercise.statements:
                verdict = classify(statement.text)
                if verdict.kind is not statement.is_ and verdict.kind not in statement.accept:
                    read_as = f"{verdict.kind.words} ({verdict.how_sure})"
                    says = f"the coach reads \u201c{statement.text}\u201d as {read_as}"
                    yield (
                        False,
                        f"{says}; let the why say what speaks for {statement.is_.words}, or accept both",
                    )
        case Critique():
            found = rule_book_on(exercise)
            for fault in exercise.faults:
                codes = (fault.rule, *fault.accept)
                if not any((fault.line, code) in found for code in codes):
                    yield False, f"the coach does not find {fault.rule} on {fault.line} itself"
            planted = {
                (fault.line, code) for fault in exercise.faults for code in (fault.rule, *fault.accept)
            }
            offered = set(exercise.offered())
            for line, code in sorted(found - planted):
                if code in offered and not any(line == fault.line for fault in exercise.faults):
                    yield False, f"the coach also finds {code} on {line}; a learner who says so loses nothing"


def _flawed(exercise: Repair) -> Iterator[tuple[bool, str]]:
    """The flawed line must miss something, else the requirements ask for too little."""
    points = [
        check_requirement(one, hear(exercise.statement, exercise.role)) for one in exercise.requirements
    ]
    if all(point.right for point in points):
        yield True, "the flawed line meets every requirement; ask for what is wrong with it"
