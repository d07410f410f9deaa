"""What a coach said about a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.model.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A statement, and the kind a coach says it is."""

    text: str
    kind: Kind
    #: The coach's reason, for people who read the list later; may be "".
    why: str = ""
    #: When it was noted, as written; may be "".
    date: str = ""
