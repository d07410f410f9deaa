"""Excel workbooks: every sheet that reads as OKRs, as people see it; and our own, to the letter."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date
from math import isfinite
from typing import Any

from okrcoach.exchange.building import Builder, Draft
from okrcoach.exchange.columns import Field
from okrcoach.exchange.csv_file import read_headless
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.layout import Row, Unread
from okrcoach.exchange.sheet_text import shown
from okrcoach.exchange.table import heading_rows, read_table
from okrcoach.exchange.xlsx_archive import NotRead, check_parts
from okrcoach.model import CheckIn
from okrcoach.model.limits import in_force

SCHEMA = "okrcoach/1"
#: Sheets of our own workbooks.
STATEMENTS, ABOUT, CHECK_INS = "OKRs", "About", "Check-ins"
CHECK_IN_HEADINGS = ("Key result", "Day", "Value", "Confidence", "Note", "Who")
#: In a tracking workbook the check-ins are those of the log, each with the place where it
#: is kept; only those of the draft belong to the set.
TRACKING, DRAFT = "Tracking", "draft"
TRACKED_HEADINGS = (*CHECK_IN_HEADINGS, "Blockers", "Kept in", "Recorded", "Words then", "ID then")

_UNSAVED = (
    "this cell is a formula whose result is not in the file; please open the file in your spreadsheet"
    " program, save it, and try again"
)


def read_xlsx(data: bytes, builder: Builder) -> None:
    """File the statements of a workbook.

    Raises ``UnusableFile`` when it is protected, broken or too large, when a statement is a
    formula without a saved result, or when no sheet reads as OKRs.
    """
    _check_archive(data, builder.file)
    try:
        sheets = _read_sheets(data, builder.file)
    except UnusableFile:
        raise
    except Exception as error:  # the parts of a damaged archive fail in many ways
        raise _broken(builder.file) from error
    about = sheets.get(ABOUT, [])
    if about and list(about[0][1][:2]) == ["Schema", SCHEMA]:
        _read_own(sheets, builder)
        return
    readable = []
    for builder.sheet, rows in sheets.items():
        if heading_rows(rows, builder):
            readable.append(builder.sheet)
    if not readable and sheets:
        readable = list(sheets)[:1]
        builder.sheet = readable[0]
        read_headless(sheets[readable[0]], builder)
    else:
        for name in readable:
            _read_sheet(name, sheets[name], builder, several=len(readable) > 1)
    if left := [name for name in sheets if name not in readable]:
        builder.remark(f"Sheets not read: {', '.join(left)}")


def _read_sheet(name: str, rows: Sequence[Row], builder: Builder, *, several: bool) -> None:
    file, known = builder.file, len(builder.objectives)
    builder.objective = builder.key_result = None
    builder.sheet = name
    if several:
        builder.file = f"{file}, sheet {name}"
    read_table(rows, builder)
    builder.file = file
    if several:
        for draft in builder.objectives[known:]:
            draft.put(Field.OTHER, "Sheet", name)


def _check_archive(data: bytes, file: str | None) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            problem = "this workbook is protected with a password; please save a copy without one"
        else:
            problem = "this is a workbook in the old .xls format; please save it as .xlsx"
        raise UnusableFile(problem, file=file)
    if not data.startswith(b"PK"):
        raise UnusableFile("this is not an Excel workbook; if it is text, please name it .csv", file=file)
    try:
        check_parts(data)
    except NotRead as error:
        problem = f"this workbook {error}. Please copy the OKR sheet into a workbook of its own"
        raise UnusableFile(problem, file=file) from error
    except Exception as error:  # the directory and the parts of a damaged archive fail in many ways
        raise _broken(file) from error


def _broken(file: str | None) -> UnusableFile:
    return UnusableFile("this workbook is damaged; please open it and save it again as .xlsx", file=file)


def _read_sheets(data: bytes, file: str | None) -> dict[str, list[Row]]:
    """Return the filled rows of each sheet, cells as text; hidden rows and sheets are read as well."""
    formulas: dict[tuple[str, int, int], str] = {}
    for name, row, column, cell in _cells(data, file, data_only=False):
        if cell.data_type == "f":
            formula = getattr(cell.value, "text", cell.value)
            formulas[name, row, column] = str(formula)
    sheets: dict[str, dict[int, list[str]]] = {}
    for name, row, column, cell in _cells(data, file, data_only=True):
        text = shown(cell.value, cell.number_format)
        formula = formulas.get((name, row, column))
        if formula and cell.value is None and cell.data_type != "str":  # a saved empty text is "str"
            text = Unread.of(formula, _UNSAVED)
        elif cell.data_type == "e":
            text = Unread.of(text, f"this cell shows the error {text}")
        if text:
            cells = sheets.setdefault(name, {}).setdefault(row, [])
            cells.extend([""] * (column - 1 - len(cells)))
            cells.append(text)
    return {name: list(rows.items()) for name, rows in sheets.items()}


def _cells(data: bytes, file: str | None, *, data_only: bool) -> Iterator[tuple[str, int, int, Any]]:
    """Yield the filled cells of all sheets with sheet name, row and column number."""
    import openpyxl

    most = in_force()
    filled = places = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, of no use to a reader of text
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # programs that write them wrongly exist
                for number, row in enumerate(sheet.iter_rows(), 1):
                    # cells that are not in the file have no row
                    there = [(column, cell) for column, cell in enumerate(row, 1) if hasattr(cell, "row")]
                    filled += len(there)
                    places += len(row)
                    if filled > most.cells or places > most.workbook_places or number > most.workbook_rows:
                        raise UnusableFile(
                            f"this workbook has more than {most.cells:,} cells, or they stand too far apart;"
                            " please copy the OKR sheet into a workbook of its own",
                            file=file, row=number,
                        )  # fmt: skip
                    for column, cell in there:
                        yield sheet.title, number, column, cell
        finally:
            workbook.close()


def read_cells(data: bytes, file: str | None = None) -> Iterator[tuple[str, int, int, str]]:
    """Yield the filled cells of all sheets: name of the sheet, row, column number, text as people see it.

    Raises ``UnusableFile`` when the workbook is protected, broken or too large.
    """
    _check_archive(data, file)
    for name, row, column, cell in _cells(data, file, data_only=True):
        if text := shown(cell.value, cell.number_format):
            yield name, row, column, text


def _read_own(sheets: dict[str, list[Row]], builder: Builder) -> None:
    """Read a workbook that we wrote: every cell to the letter."""
    about = {cells[0]: (row, cells[1]) for row, cells in sheets[ABOUT] if len(cells) > 1}
    builder.title = about.get("Title", (0, ""))[1]
    builder.cycle = about.get("Cycle", (0, ""))[1]
    builder.start = _day(about.get("Cycle start"), builder.file)
    builder.end = _day(about.get("Cycle end"), builder.file)
    builder.remark(about.get("Note", (0, ""))[1])
    rows = sheets.get(STATEMENTS, [])
    if not rows:
        raise UnusableFile(f'the sheet "{STATEMENTS}" is missing or empty', file=builder.file)
    read_table(rows, builder, exact=True)
    key_results = {d.place.row: d for objective in builder.objectives for d in objective.key_results}
    column = list(rows[0][1]).index("ID") if "ID" in rows[0][1] else 0
    by_id = {row[column]: key_results[n] for n, row in rows if n in key_results and column < len(row)}
    kept = TRACKED_HEADINGS.index("Kept in")
    for number, cells in sheets.get(CHECK_INS, [])[1:]:
        if TRACKING in about and cells[kept : kept + 1] != [DRAFT]:
            continue
        _check_in(number, [*cells, *[""] * len(CHECK_IN_HEADINGS)], by_id, builder.file)


def _check_in(number: int, cells: Sequence[str], by_id: dict[str, Draft], file: str | None) -> None:
    known, day, value, confidence, note, who = cells[: len(CHECK_IN_HEADINGS)]
    where = f"{file}, sheet {CHECK_INS}"
    if known not in by_id:
        raise UnusableFile(
            f"no key result has the number {known!r}", file=where, row=number, column="Key result"
        )
    when = _day((number, day), where)
    if when is None:
        raise UnusableFile("the day is missing", file=where, row=number, column="Day")
    by_id[known].check_ins.append(
        CheckIn(
            day=when,
            value=read_number(value, where, number, "Value"),
            confidence=read_number(confidence, where, number, "Confidence"),
            note=note,
            who=who,
        )
    )


def _day(cell: tuple[int, str] | None, file: str | None) -> date | None:
    return read_day(cell[1], file, cell[0], None) if cell else None


def read_day(text: str, file: str | None, row: int | None, column: str | None) -> date | None:
    """Return a day written as 2026-07-01, None for nothing. Raises ``UnusableFile`` for anything else."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise UnusableFile(
            f"{text!r} is not a day such as 2026-07-01", file=file, row=row, column=column
        ) from None


def read_number(text: str, file: str | None, row: int | None, column: str | None) -> float | None:
    """Return a number, None for nothing. Raises ``UnusableFile`` for anything else."""
    if not text.strip():
        return None
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise UnusableFile(f"{text!r} is not a number", file=file, row=row, column=column)
    return number
