"""Mappings that people settled, remembered by the headings of the table: ``okrcoach-mappings.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from okrcoach.exchange.columns import Field
from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.mapping import Column, Mapping, Sure
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.saving import save
from okrcoach.model.limits import in_force

MAPPINGS = "okrcoach-mappings.json"
SCHEMA = "okrcoach-mappings/1"
#: Nobody settles more by hand; what is larger is some other file.
_MOST_COLUMNS = 300


def read_mappings(path: Path) -> tuple[Mapping, ...]:
    """Return the mappings in a file, none when there is no such file.

    Raises ``UnusableFile`` naming file and key for what it cannot use, and ``OSError``.
    """
    try:
        data = read_limited(path, in_force().settings_bytes, file=str(path))
    except FileNotFoundError:
        return ()
    text = decode(data, file=str(path))
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnusableFile(f"this is no valid JSON: {error}", file=str(path)) from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise UnusableFile(f'the key schema is to be "{SCHEMA}"', file=str(path))
    entries = _list(values.get("mappings"), "mappings", path)
    return tuple(_mapping(entry, f"mappings[{n}]", path) for n, entry in enumerate(entries))


def write_mappings(mappings: Iterable[Mapping], path: Path) -> None:
    """Write mappings to a file, whole or not at all. Raises ``OSError`` when it cannot be written."""
    entries = [{"columns": [_record(column) for column in mapping.columns]} for mapping in mappings]
    data = json.dumps({"schema": SCHEMA, "mappings": entries}, indent=1).encode("ascii") + b"\n"
    save(path, lambda stream: stream.write(data))


def remember(mapping: Mapping, path: Path) -> None:
    """Add a mapping to a file, in the place of the one for the same headings if there is one.

    Raises ``UnusableFile`` when the file holds something else, and ``OSError``.
    """
    others = [known for known in read_mappings(path) if known.headings() != mapping.headings()]
    write_mappings([*others, mapping], path)


def _record(column: Column) -> dict[str, Any]:
    record: dict[str, Any] = {"heading": column.heading, "holds": column.field.value}
    if column.of:
        record["of"] = column.of.value
    if column.index is not None:
        record["number"] = column.index
    return record


def _mapping(value: object, key: str, path: Path) -> Mapping:
    columns = _list(value.get("columns") if isinstance(value, dict) else None, f"{key}.columns", path)
    if not 0 < len(columns) <= _MOST_COLUMNS:
        _refuse(f"{key}.columns is to have 1 to {_MOST_COLUMNS} entries", path)
    mapping = Mapping(columns=tuple(_column(c, f"{key}.columns[{n}]", path) for n, c in enumerate(columns)))
    if problem := mapping.problem():
        _refuse(f"{key}: {problem}", path)
    return mapping


def _column(value: object, key: str, path: Path) -> Column:
    if not isinstance(value, dict):
        _refuse(f'{key} is to be a mapping such as {{"heading": "Goal", "holds": "objective"}}', path)
    heading, number = value.get("heading"), value.get("number")
    if not isinstance(heading, str):
        _refuse(f"{key}.heading is to be a text", path)
    if number is not None and (type(number) is not int or not 0 <= number < 1000):
        _refuse(f"{key}.number is to be a number from 0 to 999", path)
    for name in value:
        if name not in ("heading", "holds", "of", "number"):
            _refuse(f"the key {key}.{name} is unknown. Known: heading, holds, of, number.", path)
    of = _field(value["of"], f"{key}.of", path) if "of" in value else None
    holds = _field(value.get("holds"), f"{key}.holds", path)
    return Column(heading=heading, field=holds, sure=Sure.SAID, why="remembered", of=of, index=number)


def _field(value: object, key: str, path: Path) -> Field:
    if value not in [field.value for field in Field]:
        _refuse(f"{key} is to be one of {', '.join(field.value for field in Field)}", path)
    return Field(str(value))


def _list(value: object, key: str, path: Path) -> list[Any]:
    if not isinstance(value, list):
        _refuse(f"{key} is to be a list", path)
    return value


def _refuse(problem: str, path: Path) -> NoReturn:
    raise UnusableFile(problem, file=str(path))
