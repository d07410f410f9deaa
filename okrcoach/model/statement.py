"""One line as somebody wrote it, and where it was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from okrcoach.model.kind import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a statement stands in a file; every part may be unknown."""

    file: str | None = None
    #: 1-based line of a text file, or row of a sheet as its program numbers it.
    row: int | None = None
    #: Heading of the column, or its letter.
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file or ""]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A draft statement, kept to the letter."""

    text: str
    #: The role its author gave it, where one is known.
    role: Role | None = None
    #: How people refer to it: "1" for an objective, "1.2" for its second key result.
    id: str = ""
    place: Place = field(default_factory=Place)
