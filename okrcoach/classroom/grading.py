"""Marks grades: the number to one decimal, and what a wrong one was probably worked out from."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from okrcoach.classroom.exercise import Score
from okrcoach.classroom.marked import Marked, Point, marked, not_attempted

_LEFT = "That is the part still missing. The grade is the part that was done."
_FROM_NOTHING = "That sets the end against the target alone. The start counts, too: it was not nothing."
_AGAINST_START = "That is the change against the start. The grade is the share of the way to the target."
_NUMBER = re.compile(r"\s*(-?)\s*(\d{0,6}(?:[.,]\d{1,9})?)\s*(%|/\s*10(?:\.0)?)?\s*")


def check_score(exercise: Score, answer: object) -> Marked:
    """One point for the grade; a tenth off earns a half."""
    value = number_of(answer)
    if value is None:
        return not_attempted(exercise.id, "A grade is a number between 0.0 and 1.0.")
    says, earned = "", 0.0
    if one_decimal(value) == exercise.grade:
        says, earned = exercise.working, 1
    elif not 0 <= value <= 1:
        says = "A grade lies between 0.0, nothing moved, and 1.0, fully reached."
    elif abs(one_decimal(value) - exercise.grade) < 0.1001:
        says, earned = "Very near. Work it out once more and round at the very end.", 0.5
    else:
        says = (
            _slip(exercise, one_decimal(value))
            or "How far is it from the start to the target, and how much of that was done?"
        )
    shown = f"{value:g}"
    return marked(
        exercise.id, [Point(name="The grade", earned=earned, says=says, quote=shown)], exercise.praise
    )


def number_of(answer: object) -> float | None:
    """Read "0.8", "0,8", ".8", "80%" and "8/10" as 0.8; None for what is no number."""
    if isinstance(answer, bool):
        return None
    if isinstance(answer, int | float):
        return float(answer) if abs(answer) < 1e6 and math.isfinite(answer) else None
    if not isinstance(answer, str):
        return None
    found = _NUMBER.fullmatch(answer[:40])
    if not found or not found[2]:
        return None
    value = float(found[2].replace(",", "."))
    if found[3]:
        value /= 100 if found[3] == "%" else 10
    return -value if found[1] else value


def one_decimal(value: float) -> float:
    """Round half up, as one does by hand: 0.75 is 0.8."""
    if not math.isfinite(value):
        raise ValueError("no number")
    return float(Decimal(repr(round(value, 9))).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def _slip(exercise: Score, value: float) -> str:
    """Say what a wrong grade was probably worked out from, "" when there is no telling."""
    numbers = exercise.numbers
    start, target, final = numbers.baseline, numbers.target, numbers.final
    if target is None:
        return "A level to hold is kept or not: 1.0 or 0.0."
    if start is None or start == target:
        return ""
    slips = [((target - final) / (target - start), _LEFT)]
    if target and start and final:
        slips += [(final / target, _FROM_NOTHING), (target / final, _FROM_NOTHING)]
        slips += [((final - start) / start, _AGAINST_START), ((start - final) / start, _AGAINST_START)]
    for worth, says in slips:
        if one_decimal(worth) == value:
            return says
    return ""
