"""Comments on the cells of a client's own workbook that its statements came from."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as Xml
from xml.parsers import expat

from okrcoach.exchange import xlsx_comments as parts
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.xlsx_file import read_cells
from okrcoach.model import Statement


@dataclass
class _Sheet:
    """The filled cells of a sheet, and where comments stand already."""

    part: str
    taken: set[tuple[int, int]]
    #: Row -> (column, text).
    cells: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    #: Column and text -> the first row in which they stand: what may be its heading.
    first: dict[tuple[int, str], int] = field(default_factory=dict)

    def add(self, row: int, column: int, text: str) -> None:
        self.cells.setdefault(row, []).append((column, text))
        self.first.setdefault((column, _flat(text)), row)


def commented(data: bytes, notes: Iterable[tuple[Statement, str]], file: str | None = None) -> bytes:
    """Return a workbook with each note as a comment on the cell its statement came from.

    ``data`` is an .xlsx file, ``notes`` pairs of a statement of it and a text; several for one cell are
    put together. Values, formulas, styles and the client's comments stay, byte for byte: where a comment
    stands already, ours goes to the next free cell on the right and says so. A statement whose cell
    cannot be found again gets none. Raises ``UnusableFile`` when the workbook is damaged, and when
    not one of the statements was found in it.
    """
    try:
        sheets = _sheets(data, file)
        placed, lost = _placed(sheets, notes)
        written = parts.with_comments(data, {sheets[name].part: cells for name, cells in placed.items()})
    except UnusableFile:
        raise
    except (
        zipfile.BadZipFile,
        KeyError,
        StopIteration,
        Xml.ParseError,
        expat.ExpatError,
        ValueError,
    ) as error:
        raise UnusableFile(
            "comments cannot be added to this workbook; please open it and save it again as .xlsx", file=file
        ) from error
    if lost and not placed:
        raise UnusableFile("none of the statements was found in this workbook again", file=file)
    return written


def _sheets(data: bytes, file: str | None) -> dict[str, _Sheet]:
    """Return the sheets by name, in their order, with the texts of their cells."""
    cells = list(read_cells(data, file))
    sheets = {name: _Sheet(part, set(taken)) for name, part, taken in parts.sheets(data)}
    for name, row, column, text in cells:
        if name in sheets:
            sheets[name].add(row, column, text)
    return sheets


def _placed(
    sheets: Mapping[str, _Sheet], notes: Iterable[tuple[Statement, str]]
) -> tuple[dict[str, dict[tuple[int, int], str]], int]:
    """Return sheet -> (row, column) -> text, and how many notes found no cell."""
    found: dict[tuple[str, int, int], list[str]] = {}
    unplaced = 0
    for statement, text in notes:
        place = _cell_of(statement, sheets)
        if place is None:
            unplaced += 1
        elif text not in found.setdefault(place, []):
            found[place].append(text)
    placed: dict[str, dict[tuple[int, int], str]] = {}
    for (name, row, column), texts in sorted(found.items(), key=lambda item: item[0]):
        sheet, free, text = sheets[name], column, "\n\n".join(texts)
        while (row, free) in sheet.taken or (free != column and (name, row, free) in found):
            free += 1
        if free != column:
            text = f"About cell {parts.cell_name(row, column)}: {text}"
        sheet.taken.add((row, free))
        placed.setdefault(name, {})[row, free] = text
    return placed, unplaced


def _cell_of(statement: Statement, sheets: Mapping[str, _Sheet]) -> tuple[str, int, int] | None:
    """Return sheet, row and column of the cell that holds a statement.

    The row is known; in it the cell with these words counts, in the named column if several have them.
    """
    row, heading, words = statement.place.row, statement.place.column, _flat(statement.text)
    if row is None or not words:
        return None
    _, _, named = (statement.place.file or "").rpartition(", sheet ")
    for name, sheet in sheets.items():
        if named in sheets and name != named:
            continue
        holding = [(column, text) for column, text in sheet.cells.get(row, ()) if words in _flat(text)]
        if len(holding) > 1:
            holding.sort(key=lambda cell: (not _headed(sheet, row, cell[0], heading), len(cell[1]), cell[0]))
        if holding:
            return name, row, holding[0][0]
    return None


def _headed(sheet: _Sheet, row: int, column: int, heading: str | None) -> bool:
    """Whether a column is the one that the reader named, by its heading or by its letter."""
    if not heading:
        return False
    return heading == parts.letters(column) or sheet.first.get((column, _flat(heading)), row) < row


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
