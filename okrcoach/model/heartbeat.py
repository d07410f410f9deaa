"""A measure that the author keeps apart as business as usual."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A health metric: what must not get worse while the key results are pushed."""

    statement: Statement
    owner: str = ""
    #: Acceptable range as written, for instance "95% or higher".
    accepted: str = ""
    #: What else stood beside it, "Heading: value", one a line.
    note: str = ""
