"""Write an OKR set as a workbook that reads back to the letter."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrcoach.exchange.building import LONGEST, numbered
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.saving import save
from okrcoach.exchange.sheet_text import escape_cell, is_formula_like
from okrcoach.exchange.table import COMING, LOOSE, LOOSE_ACTION, THIS_WEEK
from okrcoach.exchange.xlsx_file import ABOUT, CHECK_IN_HEADINGS, CHECK_INS, SCHEMA, STATEMENTS
from okrcoach.model import Action, OKRSet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: Heading and width in characters.
_COLUMNS = {
    "ID": 7, "Type": 12, "Statement": 70, "Measure": 24, "Baseline": 12, "Target": 12, "Current": 12,
    "Unit": 10, "Deadline": 12, "Owner": 16, "Confidence": 11, "Score": 8, "Accepted range": 16,
    "Effort": 10, "Done": 6, "Done on": 11, "Note": 40,
}  # fmt: skip
_Record = dict[str, str]


def write_xlsx(okr_set: OKRSet, path: str | os.PathLike[str]) -> None:
    """Write the set to an Excel workbook: a row for each statement, in reading order.

    Texts stay texts, also those that look like formulas. Raises ``UnusableFile`` when a text is
    longer than a cell can hold, and ``OSError`` when the file cannot be written.
    """
    from openpyxl import Workbook

    okr_set = numbered(okr_set)
    name = os.path.basename(path)  # noqa: PTH119 - also of a plain string
    workbook = Workbook()
    sheet = workbook.active
    workbook.remove(sheet) if sheet is not None else None
    add_set(workbook, okr_set, name)
    if check_ins := list(_check_ins(okr_set)):
        _sheet(workbook, CHECK_INS, CHECK_IN_HEADINGS, (10, 12, 12, 11, 50, 16), check_ins, name)
    save(path, workbook.save)


def add_set(workbook: Workbook, okr_set: OKRSet, file: str, more: tuple[tuple[str, str], ...] = ()) -> None:
    """Add the sheets of a numbered set, without its check-ins; ``more`` is said about it as well.

    Raises ``UnusableFile`` when a text is longer than a cell can hold.
    """
    records = [tuple(record.get(heading, "") for heading in _COLUMNS) for record in _records(okr_set)]
    _sheet(workbook, STATEMENTS, tuple(_COLUMNS), tuple(_COLUMNS.values()), records, file)
    cycle = okr_set.cycle
    about = [
        ("Title", okr_set.title),
        ("Cycle", cycle.name),
        ("Cycle start", cycle.start.isoformat() if cycle.start else ""),
        ("Cycle end", cycle.end.isoformat() if cycle.end else ""),
        ("Note", okr_set.note),
        *more,
    ]
    _sheet(workbook, ABOUT, ("Schema", SCHEMA), (14, 70), about, file)


def _records(okr_set: OKRSet) -> Iterator[_Record]:
    for objective in okr_set.objectives:
        statement = objective.statement
        yield _row(statement.id, "Objective", statement.text, Owner=objective.owner, Note=objective.note)
        # actions of the objective come before its key results: below them they would be a key result's
        yield from map(_action, objective.actions)
        for key_result in objective.key_results:
            statement = key_result.statement
            yield _row(
                statement.id, "Key result", statement.text, Measure=key_result.measure,
                Baseline=key_result.baseline, Target=key_result.target, Current=key_result.current,
                Unit=key_result.unit, Deadline=key_result.deadline, Owner=key_result.owner,
                Confidence=key_result.confidence, Score=key_result.score, Note=key_result.note,
            )  # fmt: skip
            yield from map(_action, key_result.actions)
    for heartbeat in okr_set.heartbeats:
        row = _row(heartbeat.statement.id, "Heartbeat", heartbeat.statement.text, Owner=heartbeat.owner)
        yield row | {"Accepted range": heartbeat.accepted, "Note": heartbeat.note}
    for action in okr_set.actions:
        yield _action(action) | {"Type": LOOSE_ACTION}
    for kind, page in ((THIS_WEEK, okr_set.this_week), (COMING, okr_set.coming)):
        for action in page:
            yield _action(action) | {"Type": kind}
    for loose in okr_set.loose:
        yield _row(loose.id, LOOSE, loose.text)


def _row(number: str, kind: str, text: str, **values: str) -> _Record:
    return {"ID": number, "Type": kind, "Statement": text, **values}


def _action(action: Action) -> _Record:
    values = {"Done": "yes" if action.done else "", "Done on": str(action.done_on or "")}
    return _row(
        action.statement.id, "Action", action.statement.text, Deadline=action.due, Owner=action.owner,
        Effort=action.effort, Note=action.note, **values,
    )  # fmt: skip


def _check_ins(okr_set: OKRSet) -> Iterator[tuple[str | float | None, ...]]:
    for objective in okr_set.objectives:
        for key_result in objective.key_results:
            for entry in key_result.check_ins:
                yield (
                    key_result.statement.id, entry.day.isoformat(), _exact(entry.value),
                    _exact(entry.confidence), entry.note, entry.who,
                )  # fmt: skip


def _exact(value: float | None) -> str | float | None:
    """Return the number, or its digits as text where a sheet, which shows 15, would lose some."""
    return value if value is None or float(f"{value:.15g}") == value else repr(value)


def _sheet(
    workbook: Workbook, title: str, headings: tuple[str, ...], widths: tuple[int, ...],
    records: list[tuple[str, ...]] | list[tuple[str | float | None, ...]] | list[tuple[str, str]], file: str,
) -> None:  # fmt: skip
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(title)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, record in enumerate([headings, *records], 1):
        for column, value in enumerate(record, 1):
            if value in ("", None):
                continue
            put_cell(sheet, number, column, value, headings[column - 1], file)
            sheet.cell(number, column).alignment = wrapped
            if number == 1:
                sheet.cell(number, column).font = Font(bold=True)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def put_cell(
    sheet: Worksheet, row: int, column: int, value: str | float | None, heading: str, file: str
) -> None:
    """Write a value; a text stays a text, also one that looks like a formula.

    Raises ``UnusableFile`` for a text that is longer than a cell can hold.
    """
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        return
    text = escape_cell(value)
    if len(text) > LONGEST:
        raise UnusableFile(
            f"a text of {len(text):,} characters does not fit into a cell; a .yaml file can hold it",
            file=file, row=row, column=heading,
        )  # fmt: skip
    cell.value = text
    # "=..." and "#N/A" are texts here: said to the file, and to the person who edits the cell
    cell.data_type = "s"
    cell.quotePrefix = is_formula_like(value)
