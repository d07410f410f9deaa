"""Marks answers. Whatever comes in is read with good will; nothing raises, nothing is executed.

The shapes of answers, which is also what the attempts store keeps as JSON:

- classify: a list of kinds, one a statement; None for one left open (a single kind for a single statement)
- mark: a list of ``{"words": "18%", "as": "baseline"}`` or ``{"start": 4, "end": 7, "as": "baseline"}``
- sort: a list of piles, one a card, in the order of the pack; None for a card not placed yet
- repair: a text; write: a text with labels ("O: ...", "KR: ..."), or
  ``{"objective": "...", "key_results": ["...", "..."]}``
- score: a number, or a text such as "0.8"
- critique: a list of ``{"line": "KR1", "rule": "KR-TASK"}``
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from okrcoach.classroom.closed import check_classify, check_critique, check_sort
from okrcoach.classroom.exercise import Classify, Critique, Exercise, Mark, Repair, Score, Sort, Write
from okrcoach.classroom.free_text import check_repair, check_write
from okrcoach.classroom.grading import check_score
from okrcoach.classroom.marked import Marked, not_attempted
from okrcoach.classroom.marking import check_mark

_CHECKS: dict[type[Exercise], Callable[[Any, Any], Marked]] = {
    Classify: check_classify, Mark: check_mark, Sort: check_sort, Repair: check_repair, Write: check_write,
    Score: check_score, Critique: check_critique,
}  # fmt: skip


def check(exercise: Exercise, answer: object) -> Marked:
    """Mark an answer; one of another shape than the exercise takes counts as not attempted."""
    if answer is None or answer == "" or answer == [] or answer == {}:
        return not_attempted(exercise.id)
    return _CHECKS[type(exercise)](exercise, answer)
