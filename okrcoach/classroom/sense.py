"""What a single field cannot know: whether the fields of an exercise agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from okrcoach.classroom.exercise import (
    Classify,
    Critique,
    Exercise,
    Mark,
    Repair,
    Requirement,
    Score,
    Sort,
    Write,
)
from okrcoach.classroom.grading import one_decimal
from okrcoach.classroom.lines import amounts_in
from okrcoach.classroom.marking import find
from okrcoach.judgement.rules import rule

#: Where it is, and what is wrong there.
Contradiction = tuple[tuple[str | int, ...], str]


def contradictions(exercise: Exercise) -> Iterator[Contradiction]:
    """Yield everything that contradicts itself, with the steps to the field."""
    match exercise:
        case Classify():
            texts = [statement.text for statement in exercise.statements]
            yield from _twice(texts, "statements", "text")
        case Sort():
            yield from _twice([card.text for card in exercise.cards], "cards", "text")
        case Mark():
            yield from _mark(exercise)
        case Repair():
            yield from _requirements(exercise.requirements, ("requirements",))
        case Write():
            yield from _write(exercise)
        case Score():
            yield from _score(exercise)
        case Critique():
            yield from _critique(exercise)


def _twice(texts: list[str], *path: str) -> Iterator[Contradiction]:
    for n, text in enumerate(texts):
        if text in texts[:n]:
            yield (path[0], n, path[1]), "stands here twice"


def _mark(exercise: Mark) -> Iterator[Contradiction]:
    taken: dict[int, int] = {}
    for n, mark in enumerate(exercise.marks):
        span = find(exercise.statement, mark)
        if span is None:
            often = f" {mark.nth} times" if mark.nth > 1 else ""
            yield (
                ("marks", n, "words"),
                f"\u201c{mark.words}\u201d does not stand in the statement{often}, letter by letter",
            )
            continue
        clash = next((m for at, m in taken.items() if span.start <= at < span.end), None)
        if clash is not None:
            yield (
                ("marks", n, "words"),
                f"covers words that mark {clash + 1} covers, too (nth: 2 takes the second place)",
            )
        taken |= dict.fromkeys(range(span.start, span.end), n)


def _requirements(
    asked: tuple[Requirement, ...], path: tuple[str | int, ...], *, together: bool = False
) -> Iterator[Contradiction]:
    for n, one in enumerate(asked):
        at = (*path, n)
        if len(one.tests) != 1:
            what = (
                "names no test" if not one.tests else f"names {len(one.tests)} tests ({', '.join(one.tests)})"
            )
            yield (
                at,
                f"{what}; it takes one of is, has, measures, keeps, mentions, avoids, number, silent, words",
            )
        elif one.as_ and not one.number:
            yield (*at, "as"), "goes with \u201cnumber:\u201d only"
        elif one.number and not any(amount.value is not None for amount in amounts_in(one.number)):
            yield (*at, "number"), f"\u201c{one.number}\u201d holds no number that can be read"
        elif one.silent and one.silent != "fix":
            for code in one.silent:
                of_set = rule(code).line is None
                if of_set and not together:
                    yield (
                        (*at, "silent"),
                        f"{code} looks at a whole set; ask for it under \u201cset:\u201d of a write exercise",
                    )
                elif not of_set and together:
                    yield (*at, "silent"), f"{code} looks at one line; ask for it there"


def _write(exercise: Write) -> Iterator[Contradiction]:
    if exercise.objective is None and exercise.key_results is None:
        yield (), "asks for nothing; give \u201cobjective:\u201d, \u201ckey_results:\u201d or both"
    if exercise.objective is not None:
        yield from _requirements(exercise.objective.requirements, ("objective", "requirements"))
    if exercise.key_results is not None:
        yield from _requirements(exercise.key_results.requirements, ("key_results", "requirements"))
    yield from _requirements(exercise.together, ("set",), together=True)


def _score(exercise: Score) -> Iterator[Contradiction]:
    n = exercise.numbers
    values = (n.baseline, n.target, n.lowest, n.highest, n.final)
    if not all(isfinite(value) for value in values if value is not None):
        yield ("numbers",), "should be numbers one can reckon with"
        return
    if one_decimal(exercise.grade) != exercise.grade:
        yield ("grade",), "should have one decimal, such as 0.8"
    level = n.lowest is not None or n.highest is not None
    if level and (n.baseline is not None or n.target is not None):
        yield ("numbers",), "mix a level to hold (lowest, highest) with a way to go (baseline, target)"
    elif level and exercise.grade not in (0, 1):
        yield ("grade",), "should be 1.0 or 0.0: a level is held or not"
    elif n.baseline is not None and n.target is None:
        yield ("numbers",), "have a baseline and no target"
    elif n.baseline is not None and n.baseline == n.target:
        yield ("numbers",), "have a target that equals the baseline: there is nothing to move"
    elif not level and n.target is None and n.final not in (0, 1):
        yield ("numbers", "final"), "should be 1 (reached) or 0 (not reached), or a target is missing"
    elif n.target is not None and n.baseline is None and n.target <= 0:
        yield ("numbers", "target"), "should be above zero for a count that starts at nothing"


def _critique(exercise: Critique) -> Iterator[Contradiction]:
    lines = exercise.set.lines()
    seen: set[tuple[str, str]] = set()
    for n, fault in enumerate(exercise.faults):
        if fault.line != "set" and fault.line not in lines:
            yield ("faults", n, "line"), f"should be one of {', '.join([*lines, 'set'])}"
        if (fault.line, fault.rule) in seen:
            yield ("faults", n), "is planted twice"
        seen.add((fault.line, fault.rule))
        if exercise.choices and fault.rule not in exercise.choices:
            yield ("choices",), f"leave out {fault.rule}, which is planted"
