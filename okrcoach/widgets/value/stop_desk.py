"""The stop list: recurring activities to change in a table, what to do with each, the draft that follows."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.charts.stop_matrix import (
    stop_matrix_chart,
    stop_matrix_in_words,
    stop_matrix_rows,
    stop_matrix_title,
)
from okrcoach.data import shipped
from okrcoach.exchange import UnusableFile, write_yaml
from okrcoach.exchange.activities_file import read_activities
from okrcoach.exchange.xlsx_file import read_number
from okrcoach.model.activity import Activity
from okrcoach.progress.stop_list import Call, StopList, draft_okr, stop_list
from okrcoach.progress.stop_list import shown as number
from okrcoach.report.stop_list import freed_said, stop_table
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.own_files import Kept, on_disk, the_file
from okrcoach.widgets.pictures import as_typed, harmless, picture

SAMPLE = "activities-housing-office.csv"
KEPT = "my-stop-list.csv"
#: Where the list goes that another one takes the place of.
BEFORE = "my-stop-list-before.csv"
#: Field -> heading in the file, in its order.
FIELDS = {
    "name": "Activity",
    "hours": "Hours a month",
    "people": "People",
    "value": "Customer value",
    "cost": "Cost a month",
    "required": "Required by",
}
VALUES = (
    ("", "not said"),
    ("0", "0: not at all"),
    ("1", "1: hardly"),
    ("2", "2: somewhat"),
    ("3", "3: very much"),
)
CALLS = {Call.ASK: "Ask first", Call.STOP: "Stop", Call.FIX: "Fix", Call.KEEP: "Keep"}
#: More rows than a table to click in can hold.
MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One activity as it was typed."""

    id: str
    name: str = ""
    hours: str = ""
    people: str = "1"
    value: str = ""
    cost: str = ""
    required: str = ""

    def activity(self) -> Activity:
        """Return it in numbers; raises ``UnusableFile`` or ``ValueError`` that say what is wrong."""
        if not self.name.strip():
            raise ValueError("What is it called?")
        hours = _number(self.hours, "hours")
        if hours is None:
            raise ValueError("How many hours does it take one person in a month?")
        people = _number(self.people, "people")
        if people is not None and people != int(people):
            raise ValueError(f"“{self.people}” is not a number of people.")
        return Activity(
            name=self.name.strip(),
            hours=hours,
            people=1 if people is None else int(people),
            value=int(self.value) if self.value else None,
            cost=_number(self.cost, "cost") or 0.0,
            required_by=self.required.strip(),
        )


def _number(text: str, what: str) -> float | None:
    try:
        found = read_number(text.strip(), "", None, "")
    except UnusableFile:
        raise ValueError(f"“{text.strip()}” is no number of {what}: 12 or 2.5, please.") from None
    if found is not None and found < 0:
        raise ValueError(f"“{text.strip()}” is less than nothing.")
    return found


class StopDesk(Desk):
    """An audit of meetings, reports and approvals; it is kept while it is typed."""

    templates: ClassVar = {
        "head": "stop_head.html.j2",
        "table": "stop_table.html.j2",
        "found": "stop_found.html.j2",
    }

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.kept, self._older = Kept(KEPT, folder), Kept(BEFORE, folder)
        self._count = 0
        self.rows: tuple[Row, ...] = self._from_csv(self.kept.load())
        #: The list before the last step that took something away.
        self._before: tuple[Row, ...] | None = None
        self._new = ""

    # -- whole lists --------------------------------------------------------------------------------

    @action
    def sample(self, event: Event) -> None:
        """Take the list that comes along."""
        self._take(shipped("datasets") / SAMPLE)

    @action
    def upload(self, event: Event) -> None:
        """Read a list of the reader's own; a file that cannot be used changes nothing."""
        with on_disk(the_file(event.files)) as path:
            self._take(path)

    def _take(self, path: Path) -> None:
        found = read_activities(path)
        if len(found) > MOST:
            raise NotPossible(
                f"{path.name} holds {len(found):,} activities, and a table for the hand ends at {MOST}. "
                f"In a terminal, okrcoach stoplist {path.name} reads all of them."
            )
        if self.rows:
            self._older.keep(_as_csv(self.rows))
        self._change(tuple(self._row(activity) for activity in found), undo=True)
        self.said = f"{len(found)} activities. {freed_said(self._found()[0])}"

    @action
    def back(self, event: Event) -> None:
        """Bring back the list as it was before the last row or list was taken away."""
        if self._before is None:
            raise NotPossible("There is nothing to bring back.")
        self._change(self._before, undo=True)

    # -- rows ---------------------------------------------------------------------------------------

    @action
    def add(self, event: Event) -> None:
        """Put an empty row at the end and go there."""
        if len(self.rows) >= MOST:
            raise NotPossible(f"{MOST} rows are the most that fit here.")
        row = Row(id=self._next_id())
        self._new = row.id
        self._change((*self.rows, row))
        self.move_focus()

    @action
    def remove(self, event: Event) -> None:
        """Take a row away; ``back`` brings it back."""
        row = self._find(event.value)
        self._change(tuple(one for one in self.rows if one.id != row.id), undo=True)
        self.said = f"{row.name or 'The empty row'} is gone. Bring it back undoes this."

    @action
    def edit(self, event: Event) -> None:
        """Take what was typed or chosen in a cell."""
        row = self._find(event.item)
        if event.name not in FIELDS or (event.name == "value" and event.value not in dict(VALUES)):
            raise ValueError(f"no such cell: {event.name!r}")
        changed = replace(row, **{event.name: event.value})
        self._change(tuple(changed if one.id == row.id else one for one in self.rows))

    def _find(self, id_: str) -> Row:
        row = next((one for one in self.rows if one.id == id_), None)
        if row is None:
            raise NotPossible("That row is not here any more.")
        return row

    def _change(self, rows: tuple[Row, ...], *, undo: bool = False) -> None:
        if undo:
            self._before = self.rows
        self.rows = rows
        self.kept.keep(_as_csv(rows))

    # -- files --------------------------------------------------------------------------------------

    @action
    def save_list(self, event: Event) -> None:
        """Hand over the activities as typed, to open and read again later."""
        self.download("activities.csv", "text/csv", _as_csv(self.rows).encode("utf-8-sig"))

    @action
    def save_calls(self, event: Event) -> None:
        """Hand over what to do with each."""
        self.download("stop-list.csv", "text/csv", stop_table(self._found()[0]).encode("utf-8-sig"))

    @action
    def save_draft(self, event: Event) -> None:
        """Hand over the draft OKR that follows."""
        draft = draft_okr(self._found()[0])
        if not draft.objectives:
            raise NotPossible("Nothing is to be stopped or fixed, so no draft follows.")
        with tempfile.TemporaryDirectory(prefix="okrcoach-") as folder:
            path = Path(folder) / "draft.yaml"
            write_yaml(draft, path)
            self.download("stop-list-okr.yaml", "application/yaml", path.read_bytes())

    # -- what is drawn ------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        found, calls, open_ = self._found()
        drawn = None
        if found.advice:
            words, title = stop_matrix_in_words(found), stop_matrix_title(found)
            drawn = picture(
                "st-matrix", title, stop_matrix_chart(found, "page"), words, stop_matrix_rows(found)
            )
        return {
            "rows": [(row, *calls.get(row.id, ("", "")), open_.get(row.id, "")) for row in self.rows],
            "fields": FIELDS,
            "choices": VALUES,
            "new": self._new,
            "kept": self.kept,
            "older": self._older.name if self._older.path.exists() else "",
            "can_undo": bool(self._before),
            "freed": freed_said(found) if found.advice else "",
            "left_out": len(open_),
            "groups": [(words, [a for a in found.advice if a.call is call]) for call, words in CALLS.items()],
            "draft": [(line.id, line.text) for line in draft_okr(found).statements()],
            "picture": drawn,
        }

    def _found(self) -> tuple[StopList, dict[str, tuple[str, str]], dict[str, str]]:
        """Return the audit, id -> (call, its words), and id -> what is still open in a row."""
        known: dict[str, Activity] = {}
        open_: dict[str, str] = {}
        for row in self.rows:
            try:
                known[row.id] = row.activity()
            except ValueError as error:
                open_[row.id] = str(error)
        found = stop_list(tuple(known.values()))
        of = {id(one.activity): one.call for one in found.advice}
        calls = {name: (of[id(a)].value, CALLS[of[id(a)]]) for name, a in known.items()}
        return found, calls, open_

    def _next_id(self) -> str:
        self._count += 1
        return str(self._count)

    def _row(self, activity: Activity) -> Row:
        return Row(
            id=self._next_id(),
            name=activity.name,
            hours=f"{round(activity.hours, 3):g}",
            people=str(activity.people),
            value="" if activity.value is None else str(activity.value),
            cost=number(activity.cost) if activity.cost else "",
            required=activity.required_by,
        )

    def _from_csv(self, text: str) -> tuple[Row, ...]:
        """Return the rows of the kept file, also those that are not finished."""
        rows = []
        for cells in list(csv.DictReader(io.StringIO(text)))[:MOST]:
            typed = {field: as_typed(cells.get(heading) or "") for field, heading in FIELDS.items()}
            typed["value"] = typed["value"] if typed["value"] in dict(VALUES) else ""
            rows.append(Row(id=self._next_id(), **typed))
        return tuple(rows)


def _as_csv(rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS.values())
    writer.writerows([harmless(getattr(row, field)) for field in FIELDS] for row in rows)
    return out.getvalue()
