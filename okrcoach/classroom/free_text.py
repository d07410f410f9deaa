"""Marks what learners write: each line against what was asked of it, then all lines together."""

from __future__ import annotations

from dataclasses import replace

from okrcoach.classroom.exercise import Repair, Requirement, Write
from okrcoach.classroom.lines import LONGEST, Heard, hear, hear_set, sameness
from okrcoach.classroom.marked import Marked, Point, marked, not_attempted
from okrcoach.classroom.requirements import any_line, check_requirement, silent
from okrcoach.model import Role, split_label

#: Words without numbers; fewer are no statement ("Happy guests" is one, if a short one).
_FEWEST = 2


def check_repair(exercise: Repair, answer: object) -> Marked:
    """One point a requirement; the flawed line itself earns none."""
    if not isinstance(answer, str) or not answer.strip():
        return not_attempted(exercise.id)
    lines = [line for line in answer.splitlines() if line.strip()]
    text = lines[0].strip()
    worth = len(exercise.requirements)
    if sameness(text) == sameness(exercise.statement):
        says = "These are still the words we began with. Which of them would you take out first?"
        return marked(exercise.id, [Point(name="A new line", earned=0, worth=worth, says=says)])
    points = _points(exercise.requirements, hear(text, exercise.role), worth, too_long=len(text) > LONGEST)
    return marked(exercise.id, points, exercise.praise)


def check_write(exercise: Write, answer: object) -> Marked:
    """Points for the objective, for each key result that was asked for, and for the whole."""
    objective, key_results = parts_of(
        answer, key_results=exercise.key_results is not None, objective=exercise.objective is not None
    )
    if not objective and not key_results:
        return not_attempted(exercise.id)
    count = exercise.key_results.count if exercise.key_results else 0
    asked_objective = objective if exercise.objective else ""
    lines = [
        text
        for n, text in enumerate(key_results)
        if sameness(text) not in {sameness(k) for k in key_results[:n]}
    ]
    aim, heard, findings = hear_set(asked_objective, lines[:count])
    points: list[Point] = []
    if exercise.objective:
        points += _line("Objective", exercise.objective.requirements, aim, many=count > 0)
    if exercise.key_results:
        for n in range(count):
            name = f"KR{n + 1}" if count > 1 or exercise.objective else "Key result"
            line = heard[n] if n < len(heard) else None
            points += _line(
                name, exercise.key_results.requirements, line, many=count > 1 or bool(exercise.objective)
            )
    everything = ([aim] if aim else []) + heard
    whole = len(everything) == count + bool(exercise.objective)
    whole = whole and not any(line.line.verdict.unsure for line in everything)
    for asked in exercise.together:
        if asked.silent and not whole:
            points.append(Point(name="Together", earned=0, says="This shows once all the lines are there."))
        elif everything:
            points.append(silent(asked, findings) if asked.silent else any_line(asked, everything))
    return marked(exercise.id, points, exercise.praise)


def parts_of(answer: object, *, objective: bool, key_results: bool) -> tuple[str, list[str]]:
    """Return the objective ("" for none) and the key results of an answer, a text or a mapping.

    In a text a label says what a line is; without one the first is the objective where both are asked for.
    """
    if isinstance(answer, dict):
        aim, rest = answer.get("objective"), answer.get("key_results")
        lines = rest if isinstance(rest, list) else [rest]
        found = aim.strip() if isinstance(aim, str) else ""
        return found, [line.strip() for line in lines[:20] if isinstance(line, str) and line.strip()]
    if not isinstance(answer, str):
        return "", []
    aim, made = "", list[str]()
    for line in answer.splitlines()[:40]:
        role, at = split_label(line)
        text = line[at:].strip().lstrip("-*\u2022 ").strip()
        if not text:
            continue
        if (
            not aim
            and objective
            and (role is Role.OBJECTIVE or (role is None and (not key_results or not made)))
        ):
            aim = text
        else:
            made.append(text)
    return aim, made


def _line(name: str, asked: tuple[Requirement, ...], heard: Heard | None, *, many: bool) -> list[Point]:
    if heard is None:
        what = "The objective" if name == "Objective" else "A key result" if name == "Key result" else name
        return [Point(name=name, earned=0, worth=len(asked), says=f"{what} is not there yet.")]
    points = _points(asked, heard, len(asked), too_long=len(heard.text) >= LONGEST)
    return (
        [replace(point, name=f"{name}: {point.name[:1].lower() + point.name[1:]}") for point in points]
        if many
        else points
    )


def _points(asked: tuple[Requirement, ...], heard: Heard, worth: int, *, too_long: bool) -> list[Point]:
    if heard.line.verdict.unsure:
        return [Point(name="A line to read", earned=0, worth=worth, says=heard.line.verdict.unsure)]
    if sum(item.word is not None for item in heard.seen.reading.items) < _FEWEST:
        says = "A word alone can mean anything. Who is to do or get what?"
        return [Point(name="A whole line", earned=0, worth=worth, says=says)]
    if too_long:
        says = "One line is asked for, short enough to be remembered. What is the heart of it?"
        return [Point(name="One line", earned=0, worth=worth, says=says, rule="OBJ-LONG")]
    return [check_requirement(one, heard) for one in asked]
