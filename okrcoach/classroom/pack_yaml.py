"""YAML without surprises: words as they were written, a line for every field, no aliases, no tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from okrcoach.model.limits import in_force

#: A yaml.Node: the stubs do not know its ``id``.
Node = Any
#: Steps from the top to a value: names of fields and numbers of entries.
Path = tuple[str | int, ...]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a pack."""

    #: Counted from 1.
    line: int
    #: "bus-announcements, statements 2, why", or "".
    field: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field + ' ' if self.field else ''}{self.what}"


class UnusablePack(ValueError):  # noqa: N818 - it is the pack that is in trouble, not the program
    """A pack that cannot be used: the message names the file and all ``problems``, one a line."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{file}, {problem}" for problem in problems))


class Place:
    """Knows the line of every value."""

    def __init__(self) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self.repeated: list[Problem] = []

    def note(self, path: Path, line: int) -> None:
        """Remember where a value stands."""
        self._lines[path] = line

    def known(self, path: Path) -> Path:
        """Return ``path`` without the steps that are not in the file: pydantic's own, and what is missing."""
        found: Path = ()
        for step in path:
            if (*found, step) in self._lines:
                found = (*found, step)
        return found

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing around it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def __contains__(self, path: Path) -> bool:
        return path in self._lines


def parse(text: str, file: str) -> tuple[Any, Place]:
    """Return mappings, lists and texts of a YAML document, and where they stand.

    Every value is a text as written ("12%", "yes", "1e3"); fields left empty are left out. Raises
    :class:`UnusablePack`.
    """
    if len(text) > in_force().pack_bytes:
        raise UnusablePack(file, [Problem(1, "", "the file is too large for a pack of exercises")])
    place = Place()
    node = _compose(text, file)
    if node is None:
        raise UnusablePack(file, [Problem(1, "", "the file is empty")])
    return _value(node, (), place), place


def _compose(text: str, file: str) -> Node:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = values = 0
    most = in_force()
    try:
        for event in yaml.parse(text, loader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                what = (
                    f"*{event.anchor} repeats another part; write it out, or put the text in quotation marks"
                )
                raise UnusablePack(file, [Problem(line, "", what)])
            tag = getattr(event, "tag", None)
            if tag is not None and not (tag == "!" and getattr(event, "style", None)):
                what = f"{tag} is a tag of YAML; put the text in quotation marks if it is part of your words"
                raise UnusablePack(file, [Problem(line, "", what)])
            values += isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
            if values > most.yaml_values:
                what = f"there are more than {most.yaml_values:,} values"
                raise UnusablePack(file, [Problem(line, "", what)])
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > most.yaml_depth:
                raise UnusablePack(file, [Problem(line, "", "lists are nested too deeply here")])
        return yaml.compose(text, loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        what = (
            f"this is not valid YAML ({problem}); a text with a colon or quotation marks may need quotation"
            " marks around it, and entries of a list start in the same column"
        )
        raise UnusablePack(file, [Problem(mark.line + 1 if mark else 1, "", what)]) from error


def _value(node: Node, path: Path, place: Place) -> Any:
    place.note(path, node.start_mark.line + 1)
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_value(entry, (*path, n), place) for n, entry in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value) if key.id == "scalar" else "?"
        line = key.start_mark.line + 1
        if name in found:
            place.repeated.append(Problem(line, name, "stands here twice; keep one of them"))
        if value.id == "scalar" and not value.style and value.value in _NULLS:
            continue
        found[name] = _value(value, (*path, name), place)
        place.note((*path, name), line)
    return found
