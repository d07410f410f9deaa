"""What a statement is, and what its author called it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What one statement is when it is read on its own.

    - ``objective``: a qualitative direction or desired state, worth wanting.
    - ``outcome_kr``: a measurable change in results or in what people do.
    - ``task``: an output, activity, deliverable, decision or milestone.
    - ``heartbeat``: business as usual, a level to hold or a measure merely watched.
    """

    OBJECTIVE = "objective"
    OUTCOME_KR = "outcome_kr"
    TASK = "task"
    HEARTBEAT = "heartbeat"

    @property
    def words(self) -> str:
        """The kind as we say it to people."""
        return _WORDS[self]


_WORDS = {
    Kind.OBJECTIVE: "objective",
    Kind.OUTCOME_KR: "outcome key result",
    Kind.TASK: "task",
    Kind.HEARTBEAT: "heartbeat",
}


class Role(StrEnum):
    """The place that the author gave a statement: a claim, which the verdict may contradict."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    TASK = "task"
    HEARTBEAT = "heartbeat"
