"""Something the team will do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """The A of OKR-A: work under a key result or an objective.

    Raises ``ValueError`` for a day on which it was done when it is not done.
    """

    statement: Statement
    owner: str = ""
    #: As written: "3 days", "M", "half a sprint".
    effort: str = ""
    #: As written: "2026-08-14", "before the holidays".
    due: str = ""
    done: bool = False
    #: The day on which it was done, where somebody has said.
    done_on: date | None = None
    #: What else stood beside it, "Heading: value", one a line.
    note: str = ""

    def __post_init__(self) -> None:
        if self.done_on is not None and not self.done:
            raise ValueError("an action with a day on which it was done is done")
