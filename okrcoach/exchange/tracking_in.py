"""Read a tracking workbook back: the set as it was, and everything typed into its sheets since."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.reading import read_okrs
from okrcoach.exchange.sheet_text import unescape_cell
from okrcoach.exchange.tracking_layout import (
    DAY,
    HEADING_ROW,
    KEPT_IN,
    LOG,
    LOG_SHEETS,
    MOVES,
    SCHEMA,
    SCORES,
)
from okrcoach.exchange.xlsx_file import ABOUT, CHECK_INS, DRAFT, TRACKING
from okrcoach.model import CheckIn, Graded, LogEntry, LoggedCheckIn, OKRSet, TargetMoved
from okrcoach.model.limits import in_force

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedRow:
    """A check-in, moved target or grade of a tracking workbook."""

    entry: LogEntry
    sheet: str
    #: As the spreadsheet program counts.
    row: int
    #: "log" or "draft" where it is kept already, "" for a new row.
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """What a tracking workbook holds."""

    file: str
    okr_set: OKRSet
    rows: tuple[TrackedRow, ...]
    #: The day of its scores; None where a formula has no saved result.
    at: date | None
    #: Whether a spreadsheet program has worked its formulas out; nothing that was typed depends on it.
    recalculated: bool

    @property
    def entries(self) -> tuple[LogEntry, ...]:
        """The log as the workbook has it; the set has the check-ins of the draft itself."""
        return tuple(row.entry for row in self.rows if row.kept != DRAFT)


def read_tracking(path: str | os.PathLike[str], taken: datetime | None = None) -> Tracking:
    """Read a workbook that :func:`write_tracking` wrote and people may have added rows to.

    Numbers come back with the 15 digits that spreadsheets keep. New rows count as written down at
    ``taken`` (by default now), in their order. Raises ``UnusableFile``, which names file, sheet, row and
    column, for whatever its formulas could not reckon with either: a day or number that is text, an
    unknown key result, half a row; and as ``read_okrs`` does.
    """
    okr_set = read_okrs(path)
    book, formulas = _load(path, data_only=True), _load(path, data_only=False)
    name = Path(path).name
    marks = {row[0]: row[1] for row in _texts(book, ABOUT)}
    if marks.get(TRACKING) != SCHEMA or SCORES not in book.sheetnames:
        says = "this is no tracking workbook that this version knows; okrcoach track writes one"
        raise UnusableFile(says, file=name)
    taken = taken or datetime.now(UTC)
    lines = [kr.statement for objective in okr_set.objectives for kr in objective.key_results]
    lines += [heartbeat.statement for heartbeat in okr_set.heartbeats]
    words = {line.id: line.text for line in lines}
    rows: list[TrackedRow] = []
    for title in LOG_SHEETS:
        if title not in book.sheetnames:
            raise UnusableFile(f'the sheet "{title}" is missing', file=name)
        for cells in _rows(book[title], formulas[title], f"{name}, sheet {title}"):
            rows.append(_tracked(title, cells, words, taken + timedelta(microseconds=len(rows))))
    at = book[SCORES][DAY].value
    return Tracking(
        file=name,
        okr_set=okr_set,
        rows=tuple(rows),
        at=at.date() if isinstance(at, datetime) else None,
        recalculated=_recalculated(book[SCORES], formulas[SCORES]),
    )


def new_entries(tracking: Tracking, log: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Return what the workbook says and the log does not yet, in the order of its rows.

    Rows that are in the log already are left out, also when the same workbook is taken twice. Raises
    ``UnusableFile`` for a kept row that was changed: the log only grows, so a value is put right by
    another row.
    """
    there: dict[_Told, list[_Numbers]] = {}
    for entry in log:
        told, numbers = _same(entry)
        there.setdefault(told, []).append(numbers)
    found = []
    for row in tracking.rows:
        if row.kept == DRAFT:
            continue
        told, numbers = _same(row.entry)
        alike = next((known for known in there.get(told, ()) if _near(known, numbers)), None)
        if alike is not None:
            there[told].remove(alike)
        elif row.kept:
            raise UnusableFile(
                "this row is marked as kept, but the log has no such entry: it was changed here, or the log"
                " is another team's. What was said stays; to put it right, add a row for the same day",
                file=f"{tracking.file}, sheet {row.sheet}", row=row.row, column=KEPT_IN,
            )  # fmt: skip
        else:
            found.append(row.entry)
    return tuple(found)


_Told = tuple[object, ...]
_Numbers = tuple[float | None, ...]


def _same(entry: LogEntry) -> tuple[_Told, _Numbers]:
    """Return what two records of one thing have in common, and their numbers.

    Spreadsheet programs keep neither every control character nor every line break as it was.
    """
    if isinstance(entry, LoggedCheckIn):
        seen = entry.check_in
        numbers, texts = (seen.value, seen.confidence), (seen.note, seen.who, entry.blockers)
    elif isinstance(entry, TargetMoved):
        numbers, texts = (entry.before, entry.after), (entry.why, entry.who, "")
    else:
        numbers, texts = (entry.computed, entry.given), (entry.reason, entry.who, "")
    plain = (" ".join(re.sub(r"[\x00-\x1f\ufffe\uffff\ud800-\udfff]", " ", text).split()) for text in texts)
    return (type(entry).__name__, entry.about, entry.day, *plain), numbers


def _near(one: _Numbers, other: _Numbers) -> bool:
    """Whether numbers are the same to the digits that spreadsheets keep."""
    return all(
        a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-13))
        for a, b in zip(one, other, strict=True)
    )


def _load(path: str | os.PathLike[str], *, data_only: bool) -> Workbook:
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about extensions of no use here
        try:
            book = openpyxl.load_workbook(path, data_only=data_only)
        except Exception as error:  # the parts of a damaged archive fail in many ways
            says = "this workbook is damaged; please open it and save it again as .xlsx"
            raise UnusableFile(says, file=Path(path).name) from error
    for sheet in book.worksheets:
        # here every place up to the last cell counts, also where no cell is
        if sheet.max_row * sheet.max_column > in_force().workbook_places:
            says = "the cells of this sheet stand too far apart; please take out the last rows or columns"
            raise UnusableFile(says, file=f"{Path(path).name}, sheet {sheet.title}")
    return book


def _texts(book: Workbook, title: str) -> Iterator[tuple[str, str]]:
    if title in book.sheetnames:
        for row in book[title].iter_rows(max_col=2, values_only=True):
            yield str(row[0] or ""), str((row[1] if len(row) > 1 else "") or "")


def _recalculated(scores: Worksheet, formulas: Worksheet) -> bool:
    """Whether any formula has a result; empty texts come back as nothing, so all are looked at."""
    return any(
        cell.data_type == "f" and scores[cell.coordinate].value is not None
        for row in formulas.iter_rows(min_row=HEADING_ROW + 1)
        for cell in row
    )


def _rows(sheet: Worksheet, formulas: Worksheet, file: str) -> Iterator[_Cells]:
    """Yield the filled rows below the headings."""
    headings = LOG_SHEETS[sheet.title]
    places: dict[str, int] = {}
    for column, cell in enumerate(sheet[1], 1):
        places.setdefault(str(cell.value or "").strip(), column)
    for heading in headings:
        if heading not in places:
            raise UnusableFile(f'the column "{heading}" is missing', file=file, row=1)
    for number, row in enumerate(sheet.iter_rows(min_row=2), 2):
        values = {heading: row[places[heading] - 1].value for heading in headings}
        typed = {heading: formulas.cell(number, places[heading]).value for heading in headings}
        for heading, value in values.items():
            if row[places[heading] - 1].data_type == "e":
                problem = f"this cell shows the error {value}"
                raise UnusableFile(problem, file=file, row=number, column=heading)
            if value is None and typed[heading] is not None:
                raise UnusableFile(
                    "this cell is a formula whose result is not in the file; please open the file in your"
                    " spreadsheet program, save it, and try again",
                    file=file, row=number, column=heading,
                )  # fmt: skip
        if any(value is not None and str(value).strip() for value in values.values()):
            yield _Cells(values, file, number)


class _Cells:
    """A row by its headings; what cannot be meant is said with its place."""

    def __init__(self, values: Mapping[str, Any], file: str, row: int) -> None:
        self.values, self.file, self.row = values, file, row

    def problem(self, says: str, heading: str) -> UnusableFile:
        """Return an error about a cell."""
        return UnusableFile(says, file=self.file, row=self.row, column=heading)

    def text(self, heading: str) -> str:
        """Return a text as it was typed; a number as it is shown."""
        value = self.values[heading]
        if value is None:
            return ""
        if isinstance(value, str):
            return unescape_cell(value)
        if isinstance(value, datetime):
            return value.date().isoformat()
        return f"{value:.15g}" if isinstance(value, float) else str(value)

    def number(self, heading: str) -> float | None:
        """Return a number, None for an empty cell."""
        value = self.values[heading]
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.problem(
                f"{self.text(heading)!r} is not a number; please type it without its unit", heading
            )
        return float(value)

    def day(self) -> date:
        """Return the day of the row."""
        value = self.values["Day"]
        if isinstance(value, datetime):
            return value.date()
        if value is None:
            raise self.problem("the day is missing", "Day")
        says = f"{self.text('Day')!r} is not a day to the spreadsheet; please type one such as 2026-07-01"
        raise self.problem(says, "Day")

    def recorded(self) -> datetime | None:
        """Return when the row was written down, None where nobody knows."""
        text = self.text("Recorded")
        try:
            return datetime.fromisoformat(text).astimezone(UTC) if text else None
        except ValueError:
            raise self.problem(f"{text!r} is no time; please leave this cell empty", "Recorded") from None


def _tracked(title: str, cells: _Cells, words: Mapping[str, str], taken: datetime) -> TrackedRow:
    kept = cells.text(KEPT_IN).strip()
    if kept not in ("", LOG, DRAFT):
        raise cells.problem(f"{kept!r} is no place where a row is kept; please leave it empty", KEPT_IN)
    about = cells.text("Key result").strip()
    if not kept and about not in words:
        raise cells.problem(f"no key result has the number {about!r}", "Key result")
    head: dict[str, Any] = {
        "about": cells.text("ID then") or about,
        "text": cells.text("Words then") if kept else words[about],
        "recorded": cells.recorded() if kept else taken,
    }
    entry: LogEntry
    if title == CHECK_INS:
        entry = _check_in(cells, head)
    elif title == MOVES:
        entry = _moved(cells, head)
    else:
        entry = _graded(cells, head)
    return TrackedRow(entry=entry, sheet=title, row=cells.row, kept=kept)


def _check_in(cells: _Cells, head: dict[str, Any]) -> LoggedCheckIn:
    seen = CheckIn(
        day=cells.day(), value=cells.number("Value"), confidence=cells.number("Confidence"),
        note=cells.text("Note"), who=cells.text("Who"),
    )  # fmt: skip
    try:
        return LoggedCheckIn(check_in=seen, blockers=cells.text("Blockers"), **head)
    except ValueError as error:
        raise cells.problem(str(error), "Confidence") from None


def _moved(cells: _Cells, head: dict[str, Any]) -> TargetMoved:
    before, after = cells.number("Before"), cells.number("After")
    if before is None or after is None:
        missing = "Before" if before is None else "After"
        raise cells.problem("a moved target needs the numbers before and after", missing)
    day, why, who = cells.day(), cells.text("Why"), cells.text("Who")
    return TargetMoved(day=day, before=before, after=after, why=why, who=who, **head)


def _graded(cells: _Cells, head: dict[str, Any]) -> Graded:
    computed, given = cells.number("By the numbers"), cells.number("Own grade")
    for heading, value in (("By the numbers", computed), ("Own grade", given)):
        if value is not None and not 0 <= value <= 1:
            raise cells.problem(f"a grade lies between 0 and 1, not at {value:g}", heading)
    reason, who = cells.text("Reason"), cells.text("Who")
    try:
        return Graded(day=cells.day(), computed=computed, given=given, reason=reason, who=who, **head)
    except ValueError as error:
        raise cells.problem(str(error), "Reason") from None
