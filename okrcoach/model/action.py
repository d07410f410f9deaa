"""Something the team will do."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """The A of OKR-A: work under a key result or an objective."""

    statement: Statement
    owner: str = ""
    done: bool = False
    #: What else stood beside it, "Heading: value", one a line.
    note: str = ""
