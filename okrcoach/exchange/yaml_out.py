"""Write an OKR set as YAML that reads back to the letter."""

from __future__ import annotations

import os
from typing import Any, BinaryIO

from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.saving import save
from okrcoach.exchange.xlsx_file import SCHEMA
from okrcoach.model import Action, CheckIn, Heartbeat, KeyResult, Objective, OKRSet

_Mapping = dict[str, Any]
#: Statements stay on one line each, which keeps changes readable.
_WIDTH = 1_000_000


def write_yaml(okr_set: OKRSet, path: str | os.PathLike[str]) -> None:
    """Write the set to a YAML file in UTF-8; empty fields are left out.

    Ids are not written: reading gives them by position. Raises ``OSError`` when the file cannot
    be written, and leaves an older file as it was; ``UnusableFile`` for half a character, which
    no text file can hold.
    """
    cycle = okr_set.cycle
    document = _filled(
        {
            "schema": SCHEMA,
            "title": okr_set.title,
            "cycle": _filled({"name": cycle.name, "start": _day(cycle.start), "end": _day(cycle.end)}),
            "note": okr_set.note,
            "objectives": [_objective(objective) for objective in okr_set.objectives],
            "heartbeats": [_heartbeat(heartbeat) for heartbeat in okr_set.heartbeats],
            "actions": [_action(action) for action in okr_set.actions],
            "this_week": [_action(action) for action in okr_set.this_week],
            "coming": [_action(action) for action in okr_set.coming],
            "statements": [{"text": statement.text} for statement in okr_set.loose],
        }
    )
    try:
        data = _dump(document).encode("utf-8")
    except UnicodeEncodeError as error:
        name = os.path.basename(path)  # noqa: PTH119 - also of a plain string
        raise UnusableFile(
            f"half a character ({error.object[error.start]!r}) cannot be written", file=name
        ) from error

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    save(path, write)


def _dump(document: _Mapping) -> str:
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]  # either of two
        """Shows texts of several lines as such."""

    def represent(dumper: Any, text: str) -> Any:
        lines = text.split("\n")
        block = len(lines) > 1 and text.isprintable() is False and all(
            line == line.strip() and (line.isprintable() and line) for line in lines
        )  # fmt: skip
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if block else None)

    Dumper.add_representer(str, represent)
    dumped: str = yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return dumped


def _filled(mapping: _Mapping) -> _Mapping:
    """Leave out what is empty, except the text itself."""
    return {
        key: value
        for key, value in mapping.items()
        if key == "text" or value not in ("", None, [], {}, False)
    }


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _objective(objective: Objective) -> _Mapping:
    return _filled(
        {
            "text": objective.statement.text,
            "owner": objective.owner,
            "note": objective.note,
            "key_results": [_key_result(key_result) for key_result in objective.key_results],
            "actions": [_action(action) for action in objective.actions],
        }
    )


def _key_result(key_result: KeyResult) -> _Mapping:
    names = (
        "measure", "baseline", "target", "current", "unit", "deadline", "owner", "confidence", "score",
        "note",
    )  # fmt: skip
    return _filled(
        {
            "text": key_result.statement.text,
            **{name: getattr(key_result, name) for name in names},
            "actions": [_action(action) for action in key_result.actions],
            "check_ins": [_check_in(entry) for entry in key_result.check_ins],
        }
    )


def _action(action: Action) -> _Mapping:
    return _filled(
        {
            "text": action.statement.text,
            "owner": action.owner,
            "effort": action.effort,
            "due": action.due,
            "done": action.done,
            "done_on": _day(action.done_on),
            "note": action.note,
        }
    )


def _heartbeat(heartbeat: Heartbeat) -> _Mapping:
    return _filled(
        {
            "text": heartbeat.statement.text,
            "owner": heartbeat.owner,
            "accepted": heartbeat.accepted,
            "note": heartbeat.note,
        }
    )


def _check_in(entry: CheckIn) -> _Mapping:
    numbers = {"value": entry.value, "confidence": entry.confidence}
    mapping: _Mapping = {"day": entry.day.isoformat()}
    mapping |= {name: number for name, number in numbers.items() if number is not None}  # 0 is a value
    return mapping | _filled({"note": entry.note, "who": entry.who})
