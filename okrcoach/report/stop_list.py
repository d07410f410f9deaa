"""The stop list: as a sheet to read, as JSON and as a table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from okrcoach.progress.stop_list import Call, draft_okr, shown
from okrcoach.report.sheet import Row, Section, Sheet

if TYPE_CHECKING:
    from okrcoach.progress.stop_list import StopList

#: Name and version of the JSON; a change that breaks readers raises the number.
SCHEMA = "okrcoach.stoplist/1"
_TITLES = {
    Call.ASK: "Ask first",
    Call.STOP: "Stop",
    Call.FIX: "Fix",
    Call.KEEP: "Keep",
}
_COLUMNS = ("activity", "call", "hours_a_month", "cost_a_month", "value", "required_by", "why", "ask")
#: A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def stop_sheet(found: StopList) -> Sheet:
    """Return the list as a sheet: what it frees, then the four groups, then the draft that follows."""
    sections = []
    for call, title in _TITLES.items():
        advice = [one for one in found.advice if one.call is call]
        if advice:
            rows = tuple(Row(text=a.activity.name, yours=True, under=(a.why,), ask=a.ask) for a in advice)
            sections.append(Section(title=title, rows=rows))
    draft = draft_okr(found)
    lines = tuple(
        Row(label=statement.id, text=statement.text, yours=True) for statement in draft.statements()
    )
    if lines:
        lead = "A draft with visible blanks; -o draft.yaml writes it to a file."
        sections.append(Section(title="The draft OKR that follows", lead=lead, rows=lines))
    return Sheet(title="Stop list", lead=freed_said(found), sections=tuple(sections))


def freed_said(found: StopList) -> str:
    """Return what stopping frees, in one or two sentences."""
    says = f"Of {shown(found.hours)} hours a month, stopping frees {shown(found.freed)}"
    says += f" and {shown(found.cost_freed)} a month in money." if found.cost_freed else "."
    if found.in_fixes:
        says += f" {shown(found.in_fixes)} more are in what is to be fixed; how many come free is open."
    return says


def stop_record(found: StopList) -> dict[str, Any]:
    """Return the list as JSON values; a value that nobody has said is null."""
    return {
        "schema": SCHEMA,
        "hours_a_month": _round(found.hours),
        "hours_freed": _round(found.freed),
        "hours_in_fixes": _round(found.in_fixes),
        "cost_freed": _round(found.cost_freed),
        "activities": [
            {
                "activity": one.activity.name,
                "call": one.call.value,
                "hours_a_month": _round(one.activity.total_hours),
                "cost_a_month": _round(one.activity.cost),
                "value": one.activity.value,
                "required_by": one.activity.required_by,
                "why": one.why,
                "ask": one.ask,
            }
            for one in found.advice
        ],
        "draft": [{"id": s.id, "text": s.text} for s in draft_okr(found).statements()],
    }


def stop_table(found: StopList) -> str:
    """Return the list as CSV; no cell can act as a formula in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for record in stop_record(found)["activities"]:
        writer.writerow(_cell(record[column]) for column in _COLUMNS)
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, float | int) else text


def _round(value: float) -> float:
    return round(value, 2)
