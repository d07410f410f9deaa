"""A benefits register from CSV or YAML; what cannot be used is named by file, row and column."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from okrcoach.exchange.csv_file import split_rows
from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.xlsx_file import read_day, read_number
from okrcoach.exchange.yaml_file import Node, compose
from okrcoach.model import Benefit, CheckIn, Place, Statement, Timing
from okrcoach.model.limits import in_force

#: Part of a benefit -> headings and keys that people write for it.
_NAMES = {
    "id": "id, no, number, ref",
    "text": "benefit, text, name, title, description, statement",
    "owner": "owner, benefit owner, responsible, accountable",
    "measure": "measure, metric, kpi, indicator",
    "method": "method, how measured, data source, source",
    "baseline": "baseline, from, before, start value",
    "target": "target, to, target value",
    "threshold": "threshold, minimum, least",
    "delivered": "delivered, delivery, in use, in use from, go live, go live date",
    "measured": "measured, measured on, measure on, measurement date",
    "lag": "lag, lag days, lag in days, lag (days)",
    "due": "due, due date, deadline, by",
    "timing": "timing, leading or lagging",
    "leads": "leads, early sign, early signs, leading indicator, leading indicators",
    "follows_from": "follows from, key result, key results",
    "partner": "partner, leading partner, lead partner",
    "enabled_by": "enabled by, enabling output, enabling outputs, output, outputs",
    "capability": "capability",
    "outcome": "outcome",
    "objective": "objective",
    "disbenefit": "disbenefit, dis benefit",
    "worth": "worth, worth of one unit a year, value per unit",
    "status": "status",
    "measurements": "measurements, measurement, readings, realised, realised value",
}  # fmt: skip
_PARTS = {name.strip(): part for part, names in _NAMES.items() for name in names.split(",")}
_SEPARATORS = (",", ";", "\t", "|")
#: Beside the list of benefits, at the top of a YAML file.
_ABOVE = ("schema", "title", "programme", "note")
_LOOK = re.compile(r"(\S+?)\s*[:=]\s+?(\S+)(?:\s+(.*))?")
_UTF8_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    row: int
    column: str


@dataclass(slots=True)
class _Record:
    """One benefit as it stands in the file."""

    row: int
    parts: dict[str, _Cell] = field(default_factory=dict)
    #: "Heading: value" of what has no part of its own.
    notes: list[str] = field(default_factory=list)

    def put(self, heading: str, text: str, row: int, file: str) -> None:
        part = _part(heading)
        if part is None:
            self.notes += [f"{heading.strip()}: {text.strip()}"] if text.strip() else []
        elif part in self.parts:
            raise UnusableFile(
                f"{part.replace('_', ' ')} stands there twice, as {self.parts[part].column!r} too",
                file=file, row=row, column=heading,
            )  # fmt: skip
        else:
            self.parts[part] = _Cell(text.strip(), row, heading.strip())


def read_benefits(path: str | os.PathLike[str]) -> tuple[Benefit, ...]:
    """Read a register of benefits from a .csv, .tsv, .yaml or .yml file, in its order.

    Days are written as 2026-07-01, the lag in days, lists with semicolons, measurements as
    "2026-09-01: 1900; 2026-12-01: 1750". Benefits without an id are numbered B1, B2 and so on. Raises
    ``UnusableFile`` for a file that cannot be opened or read, a value of another shape, a benefit
    without words, and an id that stands there twice.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".tsv", ".yaml", ".yml"):
        raise UnusableFile("a benefits register is a .csv or a .yaml file", file=path.name)
    try:
        data = read_limited(path, in_force().file_bytes)
    except OSError as error:
        raise UnusableFile(f"the file cannot be opened ({error.strerror})", file=path.name) from error
    text = decode(data, file=path.name).removeprefix(_UTF8_MARK)
    if not text.strip():
        raise UnusableFile("the file is empty", file=path.name)
    records = list((_yaml_records if suffix in (".yaml", ".yml") else _csv_records)(text, path.name))
    if not records:
        raise UnusableFile("there are no benefits in it", file=path.name)
    return _built(records, path.name)


def _part(heading: str) -> str | None:
    return _PARTS.get(" ".join(re.sub(r"[_\-*]", " ", heading).split()).casefold().rstrip(":"))


# -- shapes -------------------------------------------------------------------------------------


def _csv_records(text: str, file: str) -> Iterator[_Record]:
    def known(separator: str) -> int:
        rows = split_rows(text.lstrip()[:10_000], separator)
        return sum(_part(cell) is not None for cell in rows[0][1]) if rows else 0

    rows = split_rows(text, max(_SEPARATORS, key=known), file)
    if not rows:
        raise UnusableFile("the file is empty", file=file)
    number, headings = rows[0]
    if not any(_part(heading) == "text" for heading in headings):
        raise UnusableFile(
            "no column holds the benefits; please give one the heading Benefit", file=file, row=number
        )
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


def _yaml_records(text: str, file: str) -> Iterator[_Record]:
    root = compose(text, file)
    benefits = root
    if root is not None and root.id == "mapping":
        benefits = None
        for key, value in root.value:
            if key.value == "benefits":
                benefits = value
            elif key.value not in _ABOVE:
                raise UnusableFile("this is not known here", file=file, row=_row(key), column=str(key.value))
    if benefits is None or benefits.id != "sequence":
        raise UnusableFile('there is no list called "benefits:"', file=file)
    for node in benefits.value:
        if node.id != "mapping":
            raise UnusableFile("a benefit was expected here, with text, owner ...", file=file, row=_row(node))
        record = _Record(_row(node))
        for key, value in node.value:
            heading = str(key.value)
            record.put(heading, "; ".join(_texts(value, heading, file)), _row(value), file)
        yield record


def _texts(node: Node, column: str, file: str) -> Iterator[str]:
    """Yield the words of a value: one, those of a list, or a measurement written as a mapping."""
    if node.id == "scalar":
        if node.style or node.value not in ("", "~", "null"):  # the fast loader writes "" for no quotes
            yield str(node.value)
    elif node.id == "sequence":
        for entry in node.value:
            yield from _texts(entry, column, file)
    else:
        pairs = {str(key.value): value for key, value in node.value}
        if _part(column) != "measurements" or any(value.id != "scalar" for value in pairs.values()):
            raise UnusableFile("words were expected here", file=file, row=_row(node), column=column)
        if len(pairs) == 1:  # "- 2026-09-01: 1900"
            yield from (f"{key}: {value.value}" for key, value in pairs.items())
            return
        if strange := set(pairs) - {"day", "value", "note"}:
            raise UnusableFile(
                f"a measurement has day, value and note, not {min(strange)}",
                file=file, row=_row(node), column=column,
            )  # fmt: skip
        day, value, note = (str(pairs[k].value) if k in pairs else "" for k in ("day", "value", "note"))
        yield f"{day}: {value} {note.replace(';', ',')}"


def _row(node: Node) -> int:
    return int(node.start_mark.line) + 1


# -- values -------------------------------------------------------------------------------------


def _built(records: Sequence[_Record], file: str) -> tuple[Benefit, ...]:
    rows: dict[str, int] = {}
    for record in records:
        cell = record.parts.get("id")
        if cell and cell.text:
            if cell.text in rows:
                raise UnusableFile(
                    f"the id {cell.text!r} stands in row {rows[cell.text]} too",
                    file=file, row=cell.row, column=cell.column,
                )  # fmt: skip
            rows[cell.text] = cell.row
    free = (name for n in range(1, len(records) * 2 + 1) if (name := f"B{n}") not in rows)
    return tuple(_benefit(record, file, free) for record in records)


def _benefit(record: _Record, file: str, free: Iterator[str]) -> Benefit:
    def text(part: str) -> str:
        return record.parts[part].text if part in record.parts else ""

    def where(part: str) -> tuple[str, int, str]:
        cell = record.parts.get(part, _Cell("", record.row, part))
        return file, cell.row, cell.column

    def listed(part: str, between: str) -> tuple[str, ...]:
        return tuple(one.strip() for one in re.split(between, text(part)) if one.strip())

    if not text("text"):
        raise UnusableFile("this benefit has no words", file=file, row=record.row, column=where("text")[2])
    _, row, column = where("text")
    place = Place(file=file, row=row, column=column)
    timing = text("timing").casefold()
    if timing and timing not in set(Timing):
        _, row, column = where("timing")
        raise UnusableFile(f"{timing!r} is neither leading nor lagging", file=file, row=row, column=column)
    return Benefit(
        statement=Statement(
            text=text("text"), id=text("id") or next(free), place=place
        ),
        owner=text("owner"),
        measure=text("measure"),
        baseline=text("baseline"),
        target=text("target"),
        delivered=read_day(text("delivered"), *where("delivered")),
        measured=read_day(text("measured"), *where("measured")),
        lag=_days(text("lag"), *where("lag")),
        timing=Timing(timing) if timing else None,
        leads=listed("leads", r"[;,\n]"),
        follows_from=listed("follows_from", r"[;,\n]"),
        method=text("method"),
        threshold=text("threshold"),
        due=read_day(text("due"), *where("due")),
        partner=text("partner"),
        enabled_by=listed("enabled_by", r"[;\n]"),
        capability=text("capability"),
        outcome=text("outcome"),
        objective=text("objective"),
        disbenefit=text("disbenefit"),
        worth=text("worth"),
        status=text("status"),
        measurements=tuple(
            _look(one, *where("measurements")) for one in listed("measurements", r"[;\n]")
        ),
        note="\n".join(record.notes),
    )  # fmt: skip


def _days(text: str, file: str, row: int, column: str) -> int | None:
    number = read_number(re.sub(r"\s*days?$", "", text), file, row, column)
    if number is not None and (number < 0 or number != int(number)):
        raise UnusableFile(f"{text!r} is not a number of days", file=file, row=row, column=column)
    return None if number is None else int(number)


def _look(text: str, file: str, row: int, column: str) -> CheckIn:
    """Read "2026-09-01: 1900 after the holidays"."""
    found = _LOOK.fullmatch(text)
    day = read_day(found[1], file, row, column) if found else None
    if found is None or day is None:
        raise UnusableFile(
            f"{text!r} is not a measurement such as 2026-09-01: 1900", file=file, row=row, column=column
        )
    return CheckIn(day=day, value=read_number(found[2], file, row, column), note=(found[3] or "").strip())
