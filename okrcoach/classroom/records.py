"""Attempts as files: what a learner exports and a trainer reads; no names unless they are asked for."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Annotated, Any, NoReturn

from pydantic import Field, TypeAdapter, ValidationError

from okrcoach.classroom.marked import Marked, State
from okrcoach.model.limits import in_force

FORMAT = "okrcoach/attempts/1"
#: Spreadsheets take a cell that starts so for a formula.
_FORMULA_STARTS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")

Short = Annotated[str, Field(max_length=200)]
Points = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointKept:
    """What is kept of a point: enough to see what a class gets wrong."""

    name: Short
    earned: Points
    worth: Points
    #: Code of the rule that was missed, "" when nothing was missed or no rule is about it.
    rule: Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One answer, as it was given and marked at that time."""

    uid: Short
    #: A code, not a name.
    learner: Short
    #: UTC, ISO 8601.
    when: Short
    pack: Short
    exercise: Short
    kind: Short
    state: State
    earned: Points
    worth: Points
    #: Rungs of the hint ladder that were open by then.
    hints: Annotated[int, Field(ge=0, le=100)] = 0
    #: In the shape that ``check`` takes.
    answer: Any = None
    points: tuple[PointKept, ...] = ()


class UnusableRecords(ValueError):  # noqa: N818 - it is the file that is in trouble, not the program
    """Records that cannot be read; the message names file, line and field."""


_ADAPTER = TypeAdapter(Attempt)
_COLUMNS = tuple(field.name for field in fields(Attempt))


def kept_points(marked: Marked) -> tuple[PointKept, ...]:
    """Return the points of an answer as they are kept."""
    return tuple(
        PointKept(name=p.name[:200], earned=p.earned, worth=p.worth, rule=p.rule) for p in marked.points
    )


def to_jsonl(attempts: Iterable[Attempt], names: Mapping[str, str] | None = None) -> str:
    """Return attempts as JSON Lines; ``names`` (code to name) adds names, for whoever wants that."""
    made = []
    for attempt in attempts:
        record: dict[str, Any] = {"format": FORMAT, **asdict(attempt)}
        if names is not None:
            record["name"] = names.get(attempt.learner, "")
        made.append(json.dumps(record) + "\n")
    return "".join(made)


def to_csv(attempts: Iterable[Attempt], names: Mapping[str, str] | None = None) -> str:
    """Return attempts as a table; answers and points are JSON in their cells, nothing is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *(["name"] if names is not None else [])])
    for attempt in attempts:
        record = asdict(attempt)
        record |= {"answer": json.dumps(attempt.answer), "points": json.dumps(record["points"])}
        cells = [record[name] for name in _COLUMNS]
        if names is not None:
            cells.append(names.get(attempt.learner, ""))
        writer.writerow([_safe(str(cell)) for cell in cells])
    return out.getvalue()


def read_records(path: str | os.PathLike[str]) -> tuple[Attempt, ...]:
    """Read exported attempts, JSON Lines or CSV; names in them are not taken in.

    Raises :class:`UnusableRecords`, and ``OSError`` when the file cannot be opened.
    """
    file = Path(path)
    if file.stat().st_size > in_force().export_bytes:
        raise UnusableRecords(f"{file.name}: the file is too large to be an export of attempts.")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableRecords(
            f"{file.name}: these bytes are no UTF-8 text, so this is no export of attempts."
        ) from error
    if text.lstrip()[:1] in ("{", ""):
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        return tuple(_attempt(_json(line, file.name, n), file.name, n) for n, line in lines)
    return _read_csv(text, file.name)


def _read_csv(text: str, file: str) -> tuple[Attempt, ...]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    found = []
    try:
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or [])]
        if missing:
            _fail(file, 1, f"this is no export of attempts: there is no column {missing[0]}")
        for row in reader:
            line = reader.line_num
            cells = {name: _unsafe(row[name] or "") for name in _COLUMNS}
            record: dict[str, Any] = dict(cells)
            for name in ("answer", "points"):
                record[name] = _json(cells[name], file, line, name)
            found.append(_attempt({"format": FORMAT, **record}, file, line))
    except csv.Error as error:
        _fail(file, reader.line_num, f"this is no table that can be read ({error})")
    return tuple(found)


def _json(text: str, file: str, line: int, field: str = "") -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _fail(file, line, f"{field + ': ' if field else ''}this is not what an export holds")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _attempt(record: Any, file: str, line: int) -> Attempt:
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        known = record.get("format") if isinstance(record, dict) else None
        newer = isinstance(known, str) and known.startswith("okrcoach/attempts/")
        _fail(
            file, line, f"this was written by a newer okrcoach ({known})" if newer else "this is no attempt"
        )
    try:
        return _ADAPTER.validate_python({name: record[name] for name in _COLUMNS if name in record})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        _fail(file, line, f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}")


def _fail(file: str, line: int, what: str) -> NoReturn:
    raise UnusableRecords(f"{file}, line {line}: {what}.")


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith((*_FORMULA_STARTS, "'")) else cell


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
