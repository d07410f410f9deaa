"""A chart for a page: its drawing, the same as a table, and the table as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrcoach.exchange.sheet_text import is_formula_like

if TYPE_CHECKING:
    import altair as alt

#: Rows of a table that a page shows; the file has all of them.
MOST_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One chart in the forms a page needs."""

    id: str
    title: str
    svg: str
    head: tuple[str, ...]
    #: All rows, the latest last.
    rows: tuple[tuple[str, ...], ...]
    #: The finding, where the drawing carries no title of its own.
    caption: str = ""

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The rows that stand on the page."""
        return self.rows[-MOST_ROWS:]

    def csv(self) -> bytes:
        """Return the whole table for a spreadsheet, in which no cell acts as a formula."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerows([harmless(cell) for cell in row] for row in (self.head, *self.rows))
        return out.getvalue().encode("utf-8-sig")


def picture(id: str, title: str, chart: alt.LayerChart, words: str, rows: Sequence[Sequence[str]]) -> Picture:  # noqa: A002
    """Draw ``chart`` with its text alternative; the first of ``rows`` are the headings."""
    from okrcoach.charts.drawing import draw

    head, *rest = (tuple(row) for row in rows)
    return Picture(id=id, title=title, svg=draw(chart, words), head=head, rows=tuple(rest))


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet shows and does not calculate; plain numbers stay numbers."""
    return f"'{cell}" if is_formula_like(cell) and not _is_number(cell) else cell


def as_typed(cell: str) -> str:
    """Undo :func:`harmless`."""
    return cell[1:] if cell.startswith("'") and is_formula_like(cell[1:]) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
