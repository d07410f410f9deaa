"""What each column of a table is read as: guessed, shown, changed by a person, applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from okrcoach.exchange.columns import STATEMENTS, Field, Heading, read_heading
from okrcoach.exchange.layout import Layout, Row, settle_wide, shared_values


class Sure(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    #: Nothing was understood: the column is kept as a remark.
    UNKNOWN = "unknown"
    #: A person said so.
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column and what it is read as."""

    heading: str
    field: Field
    sure: Sure
    #: One short phrase for people.
    why: str
    #: Whose value it is, and of which of several key results in one row: "KR2 target".
    of: Field | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The columns of one table, from left to right."""

    columns: tuple[Column, ...]
    #: Name of the sheet; "" in files without sheets, or for any sheet with these headings.
    sheet: str = ""
    #: Where the headings stand, as the program counts that shows the file.
    heading_row: int = 0

    def headings(self) -> tuple[str, ...]:
        """Return the headings in the form in which they are compared: case and spaces do not matter."""
        return plain_headings([column.heading for column in self.columns])

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row holds exactly these headings."""
        return plain_headings(cells) == self.headings()

    def changed(self, heading: str, field: Field | str) -> Mapping:
        """Return a mapping that reads the column with this heading as ``field``, such as "objective".

        Raises ``ValueError`` when there is no such column or field.
        """
        wanted = " ".join(heading.split()).casefold()
        known = [" ".join(column.heading.split()).casefold() for column in self.columns]
        if wanted not in known:
            raise ValueError(f"no column is called {heading!r}. {_hint(wanted, known)}")
        fields = [f.value for f in Field]
        name = str(field).strip().casefold().replace(" ", "_")
        if name not in fields:
            raise ValueError(f"a column cannot be read as {str(field)!r}. {_hint(name, fields)}")
        columns = tuple(
            Column(heading=column.heading, field=Field(name), sure=Sure.SAID, why="you said so")
            if n == wanted
            else column
            for column, n in zip(self.columns, known, strict=True)
        )
        return replace(self, columns=columns)

    def problem(self) -> str:
        """Return in words for people what keeps a table from being read so; "" if nothing does."""
        if any(column.field in STATEMENTS | {Field.MEASURE} for column in self.columns):
            return ""
        return (
            "no column of the mapping holds statements; please say which one is the objective, the key_result"
            " or the statement"
        )

    def layout(self, rows: Sequence[Row]) -> Layout:
        """Return how to read the rows below the headings."""
        columns = [
            Heading(text=column.heading, field=column.field, of=column.of, index=column.index, exact=True)
            for column in self.columns
        ]
        width = max([len(columns), *(len(cells) for _, cells in rows)])
        columns += [Heading(text="", field=Field.OTHER) for _ in range(width - len(columns))]
        wide = sum(column.field is Field.KEY_RESULT for column in columns) > 1
        if wide:
            settle_wide(columns)
        return Layout(tuple(columns), wide, shared_values(columns, rows))


def mapping_of(layout: Layout, headings: Sequence[str], *, sheet: str = "", heading_row: int = 0) -> Mapping:
    """Return the mapping that a layout amounts to, with how sure each column is and why."""
    cells = [*headings, *[""] * (len(layout.columns) - len(headings))]
    columns = [_column(column, cell) for column, cell in zip(layout.columns, cells, strict=False)]
    while columns and not columns[-1].heading:
        columns.pop()
    return Mapping(columns=tuple(columns), sheet=sheet, heading_row=heading_row)


def plain_headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Return cells in lower case with single spaces, empty ones at the end left out."""
    plain = [" ".join(cell.split()).casefold() for cell in cells]
    while plain and not plain[-1]:
        plain.pop()
    return tuple(plain)


def _column(column: Heading, cell: str) -> Column:
    said = read_heading(cell)
    if column.field is Field.OTHER:
        sure, why = Sure.UNKNOWN, "kept as a remark beside the statement"
    elif said.field is not column.field:
        sure, why = Sure.LIKELY, "told by the cells below and the other columns"
    elif said.exact:
        sure, why = Sure.SURE, "the heading says so"
    else:
        sure, why = Sure.LIKELY, "part of the heading says so"
    heading = " ".join(cell.split())
    return Column(heading=heading, field=column.field, sure=sure, why=why, of=column.of, index=column.index)


def _hint(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=2, cutoff=0.5)
    return f"Did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(n for n in known if n)}."
