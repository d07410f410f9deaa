"""How a tracking workbook looks: what is typed in, what is worked out, and what prints."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.xlsx_out import put_cell

if TYPE_CHECKING:
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

#: Fills: what people type into, headings, objectives, and the three bands.
INPUT, HEAD, OBJECTIVE = "FFF7DB", "E4EAF1", "F2F5F8"
BANDS = {"delivered": "D5EBDD", "progress, not there": "FBEBC8", "no real progress": "F6D9D5"}
INK, FAINT, LINE = "1F2933", "6B7785", "C9D2DC"
#: Spreadsheets disagree about days before this one.
_FIRST_DAY = date(1900, 3, 1)
_WIDTHS = {"Day": 12, "Note": 50, "Why": 50, "Reason": 50, "Blockers": 40, "Who": 16, "Words then": 40}
_HINTS = {
    "Key result": "The number of a key result or heartbeat, as on the sheet Scores: pick it from the list.",
    "Day": "The day it is for. Of two rows for one day the lower one counts.",
    "Value": "Where it stands. A milestone that is reached is 1.",
    "Confidence": "That the target will be reached, from 0 to 10.",
    "Before": "The target until that day.",
    "After": "The target from that day on.",
    "Own grade": "From 0 to 1. Say why where it differs from the numbers.",
    "Kept in": "Leave it empty: the row is new. Rows with a word here are kept already; to put one right, "
    "add another row for the same day.",
}
_WRAPPED = ("Note", "Why", "Reason", "Blockers")
_NUMBERS = ("Value", "Confidence", "Before", "After", "By the numbers", "Own grade")
_LEFT = ("Note", "Why", "Reason", "Blockers", "Who", "Words then", "Recorded")


def put(
    sheet: Worksheet, row: int, column: int, value: str | float | date | None, heading: str, file: str
) -> None:
    """Write a value: texts stay texts, days are days.

    Raises ``UnusableFile`` for a text that is longer than a cell can hold, a number that is not finite
    and a day before March 1900.
    """
    where = f"{file}, sheet {sheet.title}"
    if isinstance(value, date):
        if value < _FIRST_DAY:
            raise UnusableFile(f"{value} is too early for a spreadsheet", file=where, row=row, column=heading)
        sheet.cell(row, column).value = value
    elif isinstance(value, float) and not math.isfinite(value):
        raise UnusableFile(f"{value} is no number that a sheet can hold", file=where, row=row, column=heading)
    elif value not in ("", None):
        put_cell(sheet, row, column, value, heading, where)


def ink(*, bold: bool = False, italic: bool = False, size: int = 11, color: str = INK) -> Font:
    """Return the one font in which everything is written."""
    from openpyxl.styles import Font

    return Font(name="Calibri", bold=bold, italic=italic, size=size, color=color)


def tall(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]], least: int = 1) -> None:
    """Make a row as high as its texts need: each comes with the width of its column, in characters.

    Not every program does so by itself when it opens a file.
    """
    lines = max(
        (sum(1 + int(len(part) * 1.08 / width) for part in text.splitlines()) for text, width in texts),
        default=1,
    )
    sheet.row_dimensions[row].height = 15 * min(12, max(least, lines))


def head(sheet: Worksheet, row: int, right: Sequence[bool]) -> None:
    """Make a row of headings look like one; ``right`` says of each column whether it holds numbers."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    for column, numbers in enumerate(right, 1):
        cell = sheet.cell(row, column)
        cell.font = ink(bold=True)
        cell.fill = PatternFill("solid", fgColor=HEAD)
        across = "right" if numbers else "left"
        after = int(not numbers and column > 1 and right[column - 2])  # keeps a distance to the left
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=across, indent=after)
        cell.border = Border(bottom=Side("thin", color=LINE))


def wide(sheet: Worksheet, *, landscape: bool = True, headings: int | None = None) -> None:
    """Print on A4, as wide as the page, with the headings on every page."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    footer = sheet.oddFooter
    if footer is not None and footer.right is not None:
        footer.right.text = "&A, page &P of &N"
    if headings is not None:
        sheet.print_title_rows = f"{headings}:{headings}"


def style_log_sheet(sheet: Worksheet, headings: Sequence[str], filled: int, last: int, lines: int) -> None:
    """Show where to type, down to row ``last``, and check it; there are ``lines`` ids to pick from."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, PatternFill, Side
    from openpyxl.utils import get_column_letter

    head(sheet, 1, [heading in _NUMBERS for heading in headings])
    kept = headings.index("Kept in") + 1
    thin = Side("thin", color=LINE)
    faint, yellow = ink(color=FAINT), PatternFill("solid", fgColor=INPUT)
    edges = Border(bottom=thin, right=thin)
    for column, heading in enumerate(headings, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(heading, 12)
        if heading in _HINTS:
            comment = Comment(_HINTS[heading], "okrcoach")
            comment.width, comment.height = 260, 90
            sheet.cell(1, column).comment = comment
        words, across = heading in _LEFT, "right" if heading in _NUMBERS else "left"
        alignment = Alignment(wrap_text=words, vertical="top", horizontal=across, indent=int(words))
        texts = words or heading in ("Key result", "ID then")
        number_format = "yyyy-mm-dd" if heading == "Day" else "@" if texts else "General"
        # what says where a row is kept is nobody's to type
        for row in range(2, (last if column < kept else filled) + 1):
            cell = sheet.cell(row, column)
            cell.alignment, cell.number_format = alignment, number_format
            if column >= kept:
                cell.font = faint
            elif row > filled:
                cell.fill, cell.border = yellow, edges
        if column > kept:
            sheet.column_dimensions[letter].outlineLevel = 1
        if check := _check(heading, lines):
            check.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(check)
    for row in range(2, filled + 1):
        told = ((sheet.cell(row, n).value, _WIDTHS[h]) for n, h in enumerate(headings, 1) if h in _WRAPPED)
        tall(sheet, row, ((str(text or ""), width) for text, width in told))
    sheet.freeze_panes = "C2"
    wide(sheet, headings=1)
    sheet.print_area = f"A1:{get_column_letter(kept)}{filled + 15}"


def _check(heading: str, lines: int) -> DataValidation | None:
    """What may be typed below a heading."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if heading == "Key result":
        check = DataValidation(type="list", formula1=f"Workings!$A$2:$A${max(2, lines + 1)}")
        check.error = "Please pick a number from the list, such as 1.2."
    elif heading == "Day":
        check = DataValidation(type="date", operator="greaterThan", formula1="DATE(2000,1,1)")
        check.error = "Please type a day, such as 2026-07-01."
    elif heading in ("Confidence", "Own grade", "By the numbers"):
        most = 10 if heading == "Confidence" else 1
        check = DataValidation(type="decimal", operator="between", formula1="0", formula2=str(most))
        check.error = f"Please type a number from 0 to {most}."
    elif heading in ("Value", "Before", "After"):
        check = DataValidation(type="decimal", operator="between", formula1="-1E+100", formula2="1E+100")
        check.error = "Please type a number, without its unit."
    else:
        return None
    check.errorTitle, check.showErrorMessage, check.allow_blank = heading, True, True
    return check
