"""YAML: our own clean format to the letter, and what people write by hand in that spirit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from okrcoach.exchange.building import Builder, Draft
from okrcoach.exchange.columns import Field, read_heading
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.marks import cycle_in, take_all
from okrcoach.exchange.xlsx_file import SCHEMA, read_day, read_number
from okrcoach.model import CheckIn, Role
from okrcoach.model.limits import in_force

#: A yaml.Node: the stubs do not know its ``id``.
Node = Any

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TEXTS = (
    Field.STATEMENT,
    Field.NAME,
    Field.OBJECTIVE,
    Field.KEY_RESULT,
    Field.ACTION,
    Field.HEARTBEAT,
    Field.MEASURE,
)
_ROLES = {
    Field.OBJECTIVE: Role.OBJECTIVE, Field.KEY_RESULT: Role.KEY_RESULT, Field.ACTION: Role.TASK,
    Field.HEARTBEAT: Role.HEARTBEAT,
}  # fmt: skip
#: Keys of lists on the weekly page.
_PAGES = {
    "this week": "this_week", "priorities this week": "this_week", "priorities": "this_week",
    "coming": "coming", "coming month": "coming", "the coming month": "coming", "next month": "coming",
}  # fmt: skip


def read_yaml(text: str, builder: Builder) -> None:
    """File the statements of a YAML document; values stay as written ("2026-07-01", "1e3", "yes").

    Raises ``UnusableFile`` for what is not YAML, repeats itself by aliases, or has another shape
    than lists of statements.
    """
    root = compose(text, builder.file)
    if root is None:
        raise UnusableFile("the file is empty", file=builder.file)
    _Yaml(builder, root).read(root)


def compose(text: str, file: str | None) -> Node:
    """Parse into nodes, which keeps words and lines as they are and builds no objects.

    Raises ``UnusableFile`` for what is not YAML, aliases, tags, and more or deeper than the limits.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = values = 0
    most = in_force()
    try:
        for event in yaml.parse(text, loader):
            row = _row(event)
            if isinstance(event, yaml.AliasEvent):
                raise UnusableFile(
                    f"*{event.anchor} repeats another part of the file; please write it out, or put the"
                    " text in quotation marks",
                    file=file, row=row,
                )  # fmt: skip
            tag = getattr(event, "tag", None)
            if tag is not None and not (tag == "!" and getattr(event, "style", None)):
                raise UnusableFile(
                    f"{tag} is a tag of YAML; please put the text in quotation marks if it is part of your"
                    " words",
                    file=file, row=row,
                )  # fmt: skip
            values += isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
            if values > most.yaml_values:
                raise UnusableFile(f"there are more than {most.yaml_values:,} values", file=file, row=row)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > most.yaml_depth:
                raise UnusableFile("lists are nested too deeply here", file=file, row=row)
        node: Node = yaml.compose(text, loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise UnusableFile(
            f"this is not valid YAML ({problem}); a text with a colon or quotation marks may need quotation"
            " marks around it",
            file=file, row=mark.line + 1 if mark else None,
        ) from error  # fmt: skip
    return node


class _Yaml:
    """Walks the nodes of one document."""

    def __init__(self, builder: Builder, root: Node) -> None:
        self.builder = builder
        #: Written by us: texts are to the letter, no labels to take off.
        self.exact = False
        for key, value in self._pairs(root):
            if key == "schema":
                self.exact = self._text(value) == SCHEMA
                if not self.exact and self._text(value).startswith("okrcoach/"):
                    raise UnusableFile(
                        f"this file has the format {self._text(value)}; this version reads {SCHEMA}",
                        file=builder.file, row=_row(value),
                    )  # fmt: skip

    def read(self, root: Node) -> None:
        """File everything below the top."""
        if root.id == "sequence":
            for node in root.value:
                self._statement(node, Role.OBJECTIVE if node.id == "mapping" else None)
            return
        if root.id != "mapping":
            raise UnusableFile("no list of objectives found", file=self.builder.file, row=_row(root))
        single = any(key == "objective" for key, _ in self._pairs(root))
        for key, value in self._pairs(root):
            field = read_heading(key).field
            if not single:
                self.builder.objective = self.builder.key_result = None
            if key == "schema":
                continue
            if value.id == "sequence" and (page := _PAGES.get(_spaced(key))):
                self._page(value, getattr(self.builder, page))
            elif field is Field.CYCLE:
                self._cycle(value)
            elif field in (Field.NAME, Field.TEAM) and value.id == "scalar" and not self.builder.title:
                self.builder.title = self._text(value)
            elif field is Field.NOTE:
                self.builder.remark(self._text(value))
            elif field in _ROLES:
                self._list(value, _ROLES[field])
            elif field is Field.STATEMENT:
                self._list(value, None)
            elif self._text(value):
                self.builder.remark(f"{key}: {self._text(value)}")
        if not self.exact and not self.builder.cycle:
            self.builder.cycle = cycle_in(self.builder.title)

    def _page(self, node: Node, page: list[Draft]) -> None:
        """File the lines that the team has put on its weekly page itself."""
        builder = self.builder
        home, builder.objective, builder.key_result = (builder.objective, builder.key_result), None, None
        before = len(builder.actions)
        self._list(node, Role.TASK)
        page += builder.actions[before:]
        del builder.actions[before:]
        builder.objective, builder.key_result = home

    def _list(self, node: Node, role: Role | None, home: Draft | None = None) -> None:
        """File a list of statements, a single one, or a mapping of statements to what is below them."""
        if node.id == "sequence":
            for entry in node.value:
                self._statement(entry, role, home)
        elif node.id == "mapping" and not any(self._field(key) in _TEXTS for key, _ in self._pairs(node)):
            for key, value in node.value:
                self._below(self._add(role, self._text(key), key, home), value)
        elif node.id == "mapping" or self._text(node):
            self._statement(node, role, home)

    def _statement(self, node: Node, role: Role | None, home: Draft | None = None) -> None:
        if node.id == "sequence":
            raise UnusableFile(
                "a statement was expected here, not a list", file=self.builder.file, row=_row(node)
            )
        if node.id == "scalar":
            if self._text(node) or self.exact:
                self._add(role, self._text(node), node, home)
            return
        pairs = list(self._pairs(node))
        found = self._text_key(node, role)
        if found is None and len(pairs) == 1 and node.value[0][1].id == "scalar":
            # "- KR1: Cut waiting" without quotation marks is a mapping to YAML
            key, value = node.value[0]
            self._add(role, f"{self._text(key)}: {self._text(value)}", key, home)
            return
        if found is None and len(pairs) == 1:
            key, value = node.value[0]
            self._below(self._add(role, self._text(key), key, home), value)
            return
        if found is None and role is None:
            role = Role.OBJECTIVE if any(self._field(k) is Field.KEY_RESULT for k, _ in pairs) else None
        text = self._text(found[1]) if found else ""
        draft = self._add(role, text, found[1] if found else node, home)
        for key, value in node.value:
            if not found or key is not found[0]:
                self._beside(draft, self._text(key), value)

    def _text_key(self, node: Node, role: Role | None) -> tuple[Node, Node] | None:
        """Return the pair of a statement's mapping that holds its text."""
        own = next((field for field, known in _ROLES.items() if known is role), Field.STATEMENT)
        for wanted in ("text", own, *_TEXTS):
            for key, value in node.value:
                name = self._text(key)
                if value.id == "scalar" and (name == wanted or self._field(name) is wanted):
                    return key, value
        return None

    def _beside(self, draft: Draft, key: str, value: Node) -> None:
        """Read one entry of a statement's mapping: a list below it, or a value beside it."""
        field = self._field(key)
        if key.replace("-", "_").casefold() in ("check_ins", "checkins") and value.id == "sequence":
            for entry in value.value:
                draft.check_ins.append(self._check_in(entry))
        elif field in _ROLES and (value.id != "scalar" or _ROLES[field] is not draft.role):
            self._list(value, _ROLES[field], draft)
        else:
            draft.put(field, key, self._text(value))

    def _below(self, draft: Draft, value: Node) -> None:
        """Read what stands below a statement that is a key itself."""
        below = Role.KEY_RESULT if draft.role is Role.OBJECTIVE else Role.TASK
        if value.id == "mapping" and any(
            self._field(key) is not Field.OTHER for key, _ in self._pairs(value)
        ):
            for key, entry in self._pairs(value):
                self._beside(draft, key, entry)
        else:
            self._list(value, below, draft)

    def _add(self, role: Role | None, text: str, node: Node, home: Draft | None) -> Draft:
        if not self.exact:
            label, words = take_all(text)
            text = words if role is None or label in (None, role) else text.strip()
            role = role or label
        return self.builder.add(role, text, self.builder.place(_row(node)), under=home)

    def _cycle(self, node: Node) -> None:
        if node.id == "scalar":
            self.builder.cycle = self._text(node)
            return
        for key, value in self._pairs(node):
            text = self._text(value)
            if key == "name":
                self.builder.cycle = text
            elif key in ("start", "end"):
                setattr(self.builder, key, read_day(text, self.builder.file, _row(value), key))
            else:
                self.builder.remark(f"cycle {key}: {text}")

    def _check_in(self, node: Node) -> CheckIn:
        values = {key: (self._text(value), _row(value)) for key, value in self._pairs(node)}
        file = self.builder.file
        day, row = values.get("day", ("", _row(node)))
        when = read_day(day, file, row, "day")
        if when is None:
            raise UnusableFile("a check-in needs a day such as 2026-07-01", file=file, row=row)
        numbers = {
            key: read_number(*values[key][:1], file, values[key][1], key)
            for key in ("value", "confidence")
            if key in values
        }
        return CheckIn(
            day=when, value=numbers.get("value"), confidence=numbers.get("confidence"),
            note=values.get("note", ("", 0))[0], who=values.get("who", ("", 0))[0],
        )  # fmt: skip

    def _pairs(self, node: Node) -> Iterator[tuple[str, Node]]:
        if node.id == "mapping":
            for key, value in node.value:
                yield self._text(key), value

    def _field(self, key: str) -> Field:
        heading = read_heading(key)
        return heading.field if heading.exact else Field.OTHER

    def _text(self, node: Node) -> str:
        """Return a scalar as written; anything else as YAML text, so that it can go into a note."""
        if node.id == "scalar":
            return "" if not node.style and node.value in _NULLS else str(node.value)
        if node.id == "sequence" and all(entry.id == "scalar" for entry in node.value):
            return "\n".join(self._text(entry) for entry in node.value)
        import yaml

        return str(yaml.serialize(node)).strip()


def _spaced(key: str) -> str:
    return " ".join(re.split(r"[\s_-]+", key.casefold()))


def _row(node: Node) -> int:
    return int(node.start_mark.line) + 1
