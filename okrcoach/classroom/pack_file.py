"""Reads exercise packs: YAML that a trainer writes by hand, with every error told at once, by line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from okrcoach.classroom.exercise import KINDS, Exercise, Frozen, Id, Text
from okrcoach.classroom.pack_yaml import Place, Problem, UnusablePack, parse
from okrcoach.classroom.sense import contradictions
from okrcoach.data import shipped
from okrcoach.model.limits import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack of exercises."""

    id: str
    title: str
    about: str
    exercises: tuple[Exercise, ...]
    #: Line of each exercise in its file, by its id.
    lines: dict[str, int]

    def exercise(self, id_: str) -> Exercise:
        """Return one exercise; raises ``KeyError`` when there is none of that id."""
        for exercise in self.exercises:
            if exercise.id == id_:
                return exercise
        raise KeyError(id_)


class _Head(Frozen):
    pack: Id
    title: Text
    about: Text
    exercises: tuple[Any, ...] = Field(min_length=1, max_length=200)


_PLAIN = {
    "missing": "is missing", "string_type": "should be a text", "string_too_short": "should not be empty",
    "int_parsing": "should be a whole number", "int_type": "should be a whole number",
    "float_parsing": "should be a number", "float_type": "should be a number",
    "tuple_type": "should be a list, each entry on a line of its own after a dash",
    "list_type": "should be a list, each entry on a line of its own after a dash",
    "model_type": "should hold fields such as \u201cname: value\u201d",
    "model_attributes_type": "should hold fields such as \u201cname: value\u201d",
    "finite_number": "should be a number",
}  # fmt: skip


def packs() -> tuple[Pack, ...]:
    """Return the packs that come with okrcoach, in the order of their files' names.

    Raises :class:`UnusablePack` when one of them was damaged.
    """
    folder = shipped("datasets") / "packs"
    return tuple(_cached(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.yaml")))


@lru_cache(maxsize=64)
def _cached(path: Path, _changed: int) -> Pack:
    return read_pack(path)


def read_pack(path: str | os.PathLike[str]) -> Pack:
    """Read a pack from its file.

    Raises :class:`UnusablePack`, whose ``problems`` name line and field of everything that is wrong, and
    ``OSError`` when the file cannot be opened.
    """
    file = Path(path)
    most = in_force().pack_bytes
    if file.exists() and not (file.is_file() or file.is_dir()):
        raise UnusablePack(file.name, [Problem(1, "", "this is not a regular file")])
    with file.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise UnusablePack(file.name, [Problem(1, "", "the file is too large for a pack of exercises")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = Problem(line, "", "these bytes are no UTF-8 text; save the file as UTF-8 and try again")
        raise UnusablePack(file.name, [problem]) from error
    return parse_pack(text, file.name)


def parse_pack(text: str, file: str = "the pack") -> Pack:
    """Read a pack from its text; ``file`` is what errors call it. Raises :class:`UnusablePack`."""
    tree, place = parse(text, file)
    problems: list[Problem] = list(place.repeated)
    if not isinstance(tree, dict):
        raise UnusablePack(
            file,
            [
                Problem(
                    1,
                    "",
                    "a pack begins with \u201cpack:\u201d, \u201ctitle:\u201d and \u201cexercises:\u201d",
                )
            ],
        )
    try:
        _Head.model_validate(tree)
    except ValidationError as error:
        problems += _told(error, place, (), _Head)
    entries = tree.get("exercises")
    found: list[tuple[int, Exercise]] = []
    for n, entry in enumerate(entries if isinstance(entries, list) else []):
        found += [(n, exercise) for exercise in _exercise(entry, n, place, problems)]
    problems += _twice(found, place)
    if problems:
        raise UnusablePack(file, sorted(problems, key=lambda p: p.line))
    return Pack(
        id=tree["pack"],
        title=tree["title"],
        about=tree["about"],
        exercises=tuple(exercise for _, exercise in found),
        lines={exercise.id: place.line(("exercises", n)) for n, exercise in found},
    )


def _exercise(entry: Any, n: int, place: Place, problems: list[Problem]) -> Iterator[Exercise]:
    at = ("exercises", n)
    if not isinstance(entry, dict):
        problems.append(
            Problem(place.line(at), "", "an exercise should hold fields such as \u201cid: ...\u201d")
        )
        return
    kind = entry.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        what = "is missing" if kind is None else f"should be one of {', '.join(KINDS)}"
        problems.append(Problem(place.line((*at, "kind")), _name(entry, "kind"), what))
        return
    try:
        exercise = model.model_validate(entry)
    except ValidationError as error:
        problems += _told(error, place, at, model, entry)
        return
    wrong = [
        Problem(place.line((*at, *loc)), _name(entry, *loc), what) for loc, what in contradictions(exercise)
    ]
    problems += wrong
    if not wrong:
        yield exercise


def _told(
    error: ValidationError, place: Place, at: tuple[str | int, ...], model: type[Frozen], entry: Any = None
) -> Iterator[Problem]:
    """Say each error of pydantic in plain words, at its line."""
    said: set[tuple[int, str]] = set()
    every = error.errors(include_url=False)
    for details in every:
        deeper = any(d["loc"][: len(details["loc"])] == details["loc"] != d["loc"] for d in every)
        if details["type"] == "too_short" and deeper:
            continue  # it only seems short to pydantic, because its entries are wrong
        where = place.known((*at, *details["loc"]))
        loc = where[len(at) :]
        if details["type"] == "missing":
            loc = (*loc, details["loc"][-1])
        problem = Problem(place.line(where), _name(entry, *loc), _words(details, model))
        # One field that could be two things (a list of codes, or "fix") is told once.
        if (problem.line, problem.field) not in said:
            said.add((problem.line, problem.field))
            yield problem


def _words(details: ErrorDetails, model: type[Frozen]) -> str:
    kind, more = details["type"], details.get("ctx", {})
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "extra_forbidden":
        known = (
            [f.alias or name for name, f in model.model_fields.items()] if len(details["loc"]) == 1 else []
        )
        near = get_close_matches(str(details["loc"][-1]), known, n=1)
        return "is no field that belongs here" + (f"; did you mean \u201c{near[0]}\u201d?" if near else "")
    if kind in ("enum", "literal_error"):
        return f"should be one of {str(more['expected']).replace(chr(39), '').replace(' or ', ', ')}"
    if kind == "value_error":
        return str(more["error"])
    if kind == "string_pattern_mismatch":
        return "should be made of small letters, digits and hyphens"
    if kind in ("greater_than_equal", "less_than_equal"):
        least = kind == "greater_than_equal"
        return f"should be at {'least' if least else 'most'} {more['ge' if least else 'le']:g}"
    if kind == "too_short":
        return f"needs at least {more['min_length']} {'entry' if more['min_length'] == 1 else 'entries'}"
    if kind in ("too_long", "string_too_long"):
        return f"is too long (at most {more['max_length']})"
    return details["msg"]


def _name(entry: Any, *loc: str | int) -> str:
    """Name a field as its author knows it: "bus-announcements, statements 2, why"."""
    own = entry.get("id") if isinstance(entry, dict) else None
    parts = [own] if isinstance(own, str) and own else []
    for step in loc:
        if isinstance(step, int) and parts:
            parts[-1] = f"{parts[-1]} {step + 1}"
        else:
            parts.append(str(step))
    return ", ".join(parts)


def _twice(found: list[tuple[int, Exercise]], place: Place) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for n, exercise in found:
        line = place.line(("exercises", n, "id"))
        if exercise.id in seen:
            yield Problem(
                line, f"{exercise.id}, id", f"is the id of the exercise in line {seen[exercise.id]}, too"
            )
        seen.setdefault(exercise.id, line)
