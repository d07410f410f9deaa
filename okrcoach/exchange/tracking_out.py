"""Write a team's cycle as a workbook to track it in; its formulas give the scores of the package."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from okrcoach.exchange.building import numbered
from okrcoach.exchange.saving import save
from okrcoach.exchange.tracking_layout import (
    FREE_ROWS,
    GRADES,
    HOW,
    LOG,
    LOG_SHEETS,
    MILESTONES,
    MOVES,
    NAMED_COLUMNS,
    SCHEMA,
    SCORES,
    WORKINGS,
)
from okrcoach.exchange.tracking_scores import fill_how, fill_scores, fill_workings
from okrcoach.exchange.tracking_style import put, style_log_sheet, wide
from okrcoach.exchange.xlsx_file import ABOUT, CHECK_INS, DRAFT, STATEMENTS, TRACKING
from okrcoach.exchange.xlsx_out import add_set
from okrcoach.model import LogEntry, LoggedCheckIn, OKRSet, Plan, TargetMoved

if TYPE_CHECKING:
    from openpyxl import Workbook

_Value = str | float | date | None


def write_tracking(
    okr_set: OKRSet,
    entries: Iterable[LogEntry],
    plans: Mapping[str, Plan],
    at: date,
    path: str | os.PathLike[str],
) -> None:
    """Write the set, its plans (by id) and its log as a workbook that scores itself, at first for ``at``.

    Its formulas give what ``okrcoach.progress.scorecard.score`` gives with its default settings; their
    results are in the file once a spreadsheet program has saved it. Raises ``UnusableFile`` for a text
    longer than a cell can hold, a number that is not finite or a day before March 1900, and ``OSError``
    when the file cannot be written.
    """
    from openpyxl import Workbook

    okr_set = numbered(okr_set)
    name = os.path.basename(path)  # noqa: PTH119 - also of a plain string
    workbook = Workbook()
    if workbook.active is not None:
        workbook.remove(workbook.active)
    for title in (SCORES, *LOG_SHEETS, HOW, WORKINGS, MILESTONES):
        workbook.create_sheet(title)
    lines = [kr.statement for objective in okr_set.objectives for kr in objective.key_results]
    lines += [heartbeat.statement for heartbeat in okr_set.heartbeats]
    if not any(plan.milestones for plan in plans.values()):
        workbook.remove(workbook[MILESTONES])
    fill_workings(workbook, [(line.id, plans.get(line.id)) for line in lines], name)
    fill_scores(workbook, okr_set, at, name)
    fill_how(workbook)
    rows: dict[str, list[tuple[_Value, ...]]] = {title: [] for title in LOG_SHEETS}
    for title, row in _rows(okr_set, entries):
        rows[title].append(row)
    for title, own in rows.items():
        _fill_log_sheet(workbook, title, own, len(lines), name)
    add_set(workbook, okr_set, name, ((TRACKING, SCHEMA),))
    for title in (STATEMENTS, ABOUT):
        wide(workbook[title], headings=1)
    workbook.calculation.fullCalcOnLoad = True
    save(path, workbook.save)


def _rows(okr_set: OKRSet, entries: Iterable[LogEntry]) -> Iterator[tuple[str, tuple[_Value, ...]]]:
    """Yield sheet and cells of every check-in, moved target and grade, in the order in which they count."""
    drafted = [
        LoggedCheckIn(about=kr.statement.id, check_in=check_in)
        for objective in okr_set.objectives
        for kr in objective.key_results
        for check_in in kr.check_ins
    ]
    filed = [*((entry, DRAFT) for entry in drafted), *((entry, LOG) for entry in entries)]
    homes = _homes(okr_set)
    for entry, kept in sorted(filed, key=lambda pair: _when(pair[0])):
        home = homes.get(entry.text, entry.about) if entry.text else entry.about
        recorded = entry.recorded.isoformat() if entry.recorded is not None else ""
        tail = (kept, recorded, entry.text, entry.about if home != entry.about else "")
        if isinstance(entry, LoggedCheckIn):
            seen = entry.check_in
            own: tuple[_Value, ...] = (seen.value, seen.confidence, seen.note, seen.who, entry.blockers)
            yield CHECK_INS, (home, entry.day, *own, *tail)
        elif isinstance(entry, TargetMoved):
            yield MOVES, (home, entry.day, entry.before, entry.after, entry.why, entry.who, *tail)
        else:
            own = (entry.computed, entry.given, entry.reason, entry.who)
            yield GRADES, (home, entry.day, *own, *tail)


def _when(entry: LogEntry) -> tuple[date, float, str]:
    """Of two for one day the one recorded later counts; of ties the contents decide, as in the scorecard."""
    return entry.day, entry.recorded.timestamp() if entry.recorded is not None else 0.0, repr(entry)


def _homes(okr_set: OKRSet) -> dict[str, str]:
    """Return the ids of the lines by their words, where no other line has the same."""
    lines = [kr.statement for objective in okr_set.objectives for kr in objective.key_results]
    lines += [heartbeat.statement for heartbeat in okr_set.heartbeats]
    texts = [line.text for line in lines]
    return {line.text: line.id for line in lines if texts.count(line.text) == 1}


def _fill_log_sheet(
    workbook: Workbook, title: str, rows: list[tuple[_Value, ...]], lines: int, file: str
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    sheet, headings = workbook[title], LOG_SHEETS[title]
    for number, row in enumerate([headings, *rows], 1):
        for column, value in enumerate(row, 1):
            put(sheet, number, column, value, headings[column - 1], file)
    last = len(rows) + 1 + FREE_ROWS
    style_log_sheet(sheet, headings, len(rows) + 1, last, lines)
    for name, where, heading in NAMED_COLUMNS:
        if where == title:
            letter = get_column_letter(headings.index(heading) + 1)
            ref = f"'{title}'!${letter}$2:${letter}${last}"
            workbook.defined_names[name] = DefinedName(name, attr_text=ref)
