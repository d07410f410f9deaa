"""Recurring activities (meetings, reports, approvals) from CSV or YAML, for the stop list."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from okrcoach.exchange.csv_file import split_rows
from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.xlsx_file import read_number
from okrcoach.exchange.yaml_file import compose
from okrcoach.model.activity import Activity
from okrcoach.model.limits import in_force

#: Part of an activity -> headings and keys that people write for it.
_NAMES = {
    "name": "activity, name, title, what, meeting, report, meeting or report, recurring activity",
    "hours": "hours, hours a month, hours per month, hours/month, monthly hours, h, h/month",
    "minutes": "minutes, minutes each time, minutes each, duration, duration (min), length, min",
    "times": "times a month, times per month, how often, how often a month, times, frequency",
    "people": "people, attendees, participants, number of people, how many people, heads, persons",
    "value": "value, customer value, value to a customer, value to customers, value for the customer",
    "cost": "cost, cost a month, cost per month, monthly cost, money a month, other cost",
    "required_by": "required by, required, demanded by, law, obligation, mandated by",
}
_PARTS = {name.strip(): part for part, names in _NAMES.items() for name in names.split(",")}
_SEPARATORS = (",", ";", "\t", "|")
_VALUES = {
    "none": 0,
    "no": 0,
    "hardly": 1,
    "little": 1,
    "low": 1,
    "somewhat": 2,
    "some": 2,
    "medium": 2,
    "high": 3,
}
_UNKNOWN = ("", "?", "unknown", "n/a", "-")
#: How often a month, for the words people write.
_OFTEN = {
    "daily": 21.0, "weekly": 52 / 12, "every two weeks": 26 / 12, "fortnightly": 26 / 12, "biweekly": 26 / 12,
    "monthly": 1.0, "quarterly": 1 / 3, "yearly": 1 / 12,
}  # fmt: skip
_UTF8_MARK = "\ufeff"


@dataclass(slots=True)
class _Record:
    """One activity as it stands in the file: part -> (words, row, heading)."""

    row: int
    cells: dict[str, tuple[str, int, str]] = field(default_factory=dict)

    def put(self, heading: str, text: str, row: int, file: str) -> None:
        part = _PARTS.get(_plain(heading))
        if part is None:
            return
        if part in self.cells:
            raise UnusableFile(
                f"this is the same as {self.cells[part][2]!r}, which stands there too",
                file=file, row=row, column=heading,
            )  # fmt: skip
        self.cells[part] = (text.strip(), row, heading.strip())


def read_activities(path: str | os.PathLike[str]) -> tuple[Activity, ...]:
    """Read recurring activities from a .csv, .tsv, .yaml or .yml file, in its order.

    Of each: its name; hours of one person in a month, or minutes each time and how often a month (a
    number, or weekly, monthly ...); how many people; the value to a customer from 0 to 3, empty or "?"
    where nobody has said; money a month beside the hours; the law or contract that asks for it. Other
    columns are passed over. Raises ``UnusableFile``, which names file, row and column.
    """
    path = Path(path)
    suffix, file = path.suffix.lower(), path.name
    if suffix not in (".csv", ".tsv", ".yaml", ".yml"):
        raise UnusableFile("a list of activities is a .csv or a .yaml file", file=file)
    try:
        data = read_limited(path, in_force().file_bytes)
    except OSError as error:
        raise UnusableFile(f"the file cannot be opened ({error.strerror})", file=file) from error
    text = decode(data, file=file).removeprefix(_UTF8_MARK)
    if not text.strip():
        raise UnusableFile("the file is empty", file=file)
    records = list((_yaml_records if suffix in (".yaml", ".yml") else _csv_records)(text, file))
    if not records:
        raise UnusableFile("there are no activities in it", file=file)
    return tuple(_activity(record, file) for record in records)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[_\-*]", " ", heading).split()).casefold().rstrip(":")


def _csv_records(text: str, file: str) -> Iterator[_Record]:
    def known(separator: str) -> int:
        rows = split_rows(text.lstrip()[:10_000], separator)
        return sum(_plain(cell) in _PARTS for cell in rows[0][1]) if rows else 0

    rows = split_rows(text, max(_SEPARATORS, key=known), file)
    if not rows:
        raise UnusableFile("the file is empty", file=file)
    number, headings = rows[0]
    parts = {_PARTS.get(_plain(heading)) for heading in headings}
    if "name" not in parts:
        raise UnusableFile(
            "no column holds the activities; please give one the heading Activity", file=file, row=number
        )
    _need_time(parts, file, number)
    for row, cells in rows[1:]:
        if any(cell.strip() for cell in cells[len(headings) :]):
            raise UnusableFile(
                f"this row has {len(cells)} cells, the headings have {len(headings)}. A text that contains"
                " the separator needs quotation marks around it",
                file=file, row=row,
            )  # fmt: skip
        record = _Record(row)
        for heading, cell in zip(headings, cells, strict=False):
            record.put(heading, cell, row, file)
        yield record


def _need_time(parts: set[str | None], file: str, row: int) -> None:
    if "hours" not in parts and not {"minutes", "times"} <= parts:
        raise UnusableFile(
            "nothing says how long it takes; please give Hours a month, or Minutes each time and How often",
            file=file, row=row,
        )  # fmt: skip


def _yaml_records(text: str, file: str) -> Iterator[_Record]:
    root = compose(text, file)
    listed = root
    if root is not None and root.id == "mapping":
        listed = next((value for key, value in root.value if key.value == "activities"), None)
    if listed is None or listed.id != "sequence":
        raise UnusableFile('there is no list called "activities:"', file=file)
    for node in listed.value:
        row = int(node.start_mark.line) + 1
        if node.id != "mapping":
            raise UnusableFile("an activity was expected here, with name, hours ...", file=file, row=row)
        record = _Record(row)
        for key, value in node.value:
            at = int(value.start_mark.line) + 1
            if value.id != "scalar":
                raise UnusableFile("words were expected here", file=file, row=at, column=str(key.value))
            empty = not value.style and value.value in ("~", "null")
            record.put(str(key.value), "" if empty else str(value.value), at, file)
        _need_time(set(record.cells), file, row)
        yield record


def _activity(record: _Record, file: str) -> Activity:
    def cell(part: str) -> tuple[str, int, str]:
        return record.cells.get(part, ("", record.row, part))

    def number(part: str) -> float | None:
        text, row, column = cell(part)
        found = read_number(text, file, row, column)
        if found is not None and found < 0:
            raise UnusableFile(f"{text!r} is less than nothing", file=file, row=row, column=column)
        return found

    name, row, column = cell("name")
    if not name:
        raise UnusableFile("this activity has no name", file=file, row=row, column=column)
    people = number("people")
    if people is not None and people != int(people):
        text, row, column = cell("people")
        raise UnusableFile(f"{text!r} is not a number of people", file=file, row=row, column=column)
    return Activity(
        name=name,
        hours=_hours(number("hours"), number("minutes"), _times(*cell("times"), file), record.row, file),
        people=1 if people is None else int(people),
        value=_value(*cell("value"), file),
        cost=number("cost") or 0.0,
        required_by=cell("required_by")[0],
    )


def _hours(hours: float | None, minutes: float | None, times: float | None, row: int, file: str) -> float:
    if hours is not None:
        return hours
    if minutes is None or times is None:
        raise UnusableFile("nothing says how long this takes in a month", file=file, row=row)
    return minutes * times / 60


def _times(text: str, row: int, column: str, file: str) -> float | None:
    plain = " ".join(text.casefold().replace("-", " ").split())
    if plain in _OFTEN:
        return _OFTEN[plain]
    found = read_number(text, file, row, column)
    if found is not None and found < 0:
        raise UnusableFile(f"{text!r} is less than nothing", file=file, row=row, column=column)
    return found


def _value(text: str, row: int, column: str, file: str) -> int | None:
    plain = text.casefold().strip()
    if plain in _UNKNOWN:
        return None
    if plain in _VALUES:
        return _VALUES[plain]
    if plain not in ("0", "1", "2", "3"):
        raise UnusableFile(
            f"the value to a customer is 0 (nobody would notice), 1, 2 or 3 (they come for it), not {text!r};"
            " leave it empty where nobody has said",
            file=file, row=row, column=column,
        )  # fmt: skip
    return int(plain)
