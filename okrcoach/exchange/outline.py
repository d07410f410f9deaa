"""Lines of an outline, Markdown or plain, into statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from okrcoach.exchange.building import Builder, Draft, check_lines
from okrcoach.exchange.columns import Field, line_field
from okrcoach.exchange.headlines import read_name
from okrcoach.exchange.lookahead import Item, Lookahead
from okrcoach.exchange.marks import Section, is_cycle, looks_like_title, section_of, take_label
from okrcoach.exchange.table import read_table
from okrcoach.model import Role

#: What stands below a statement when nothing else is said.
_BELOW = {Role.OBJECTIVE: Role.KEY_RESULT, Role.KEY_RESULT: Role.TASK, Role.TASK: Role.TASK}
_REMARK: Final[Literal["remark"]] = "remark"
_Place = Role | None | Literal["remark"]
#: "Our goals for the quarter:" before a list says what the list is.
_INTRO = frozenset({"goals", "objectives", "okrs", "priorities"})
#: "This spring we want to:" says nothing of the kind.
_UNFINISHED = frozenset({"to", "are", "is", "will", "following", "these", "this", "we"})
#: Deeper than any heading.
_DEEP = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """A line that others may stand below."""

    key: int
    role: Role | None
    labelled: bool
    #: The statement, or None for "Key results:" on a line of its own.
    draft: Draft | None
    #: The objective or key result that what stands below is filed under; None for the latest.
    home: Draft | None
    below: _Place


@dataclass(slots=True)
class _Group:
    """A heading over objectives, such as the name of a team."""

    level: int
    text: str
    used: bool = False


def read_outline(
    items: Sequence[Item], builder: Builder, *, column: str | None = None, markdown: bool = False
) -> None:
    """File the statements of an outline in reading order.

    Labels decide; then announcements ("Key Results:"); then the place in the outline: what stands
    below an objective is a key result, below a key result an action. What nothing tells is loose.
    In ``markdown``, paragraphs beside lists are commentary.
    """
    check_lines(len(items), builder.file)
    reader = _Outline(items, builder, column, markdown)
    for i, item in enumerate(items):
        reader.read(i, item)
    reader.drop_groups(0)


class _Outline:
    def __init__(self, items: Sequence[Item], builder: Builder, column: str | None, markdown: bool) -> None:
        self.builder = builder
        self.column = column
        self.markdown = markdown
        self.ahead = Lookahead(items)
        self.stack: list[_Level] = []
        self.section: Section | None = None
        self.section_level = 0
        #: The statement of the nearest heading: lists stand below it.
        self.base: Draft | None = None
        #: "Objective 2" stood alone; its text is to come.
        self.pending: Role | None = None
        #: Levels of the headings that are the current objective and key result.
        self.levels: dict[Role, int] = {}
        #: Level of "## Key Results", where sections stand beside their objective.
        self.flat = 0
        #: Objectives listed together below "## Objectives".
        self.listed = 0
        self.groups: list[_Group] = []
        self.latest: Draft | None = None
        #: The current objective is one because a label or a heading says so.
        self.certain = False

    def read(self, i: int, item: Item) -> None:
        """File one item."""
        if item.kind == "heading":
            self._heading(i, item)
        elif item.kind == "table":
            self._table(item)
        elif item.kind == "prose" or (self.section and self.section.role is None):
            self._prose(item)
        else:
            self._entry(i, item)

    # -- headings -------------------------------------------------------------------------

    def _heading(self, i: int, item: Item) -> None:
        level = item.key
        self.stack.clear()
        self.pending = None
        inside = self.section if self.section and level > self.section_level else None
        above = self.levels.get(Role.OBJECTIVE)
        role, words = take_label(item.text)
        self.drop_groups(level)
        self.section = inside
        section = section_of(item.text)
        if section:
            self._announce(section, level)
            return
        if i == self.ahead.title:
            read_name(words, self.builder)
            return
        if role is None and inside:
            role = inside.role
        elif role is None and above is not None and level > above:
            role = Role.KEY_RESULT if self.ahead.stands_alone(i) else None
        elif role is None and self.ahead.reads_as_objective(i):
            role = Role.OBJECTIVE
        elif role is None:
            self._group(level, words)
            return
        if role is None:
            self._remark(words)
            self.base = self.builder.objective
            return
        self.base = self._add(role, words, item)
        self.certain = True
        if role in _BELOW and role is not Role.TASK:
            self.levels = {r: n for r, n in self.levels.items() if n < level} | {role: level}

    def _group(self, level: int, words: str) -> None:
        self.builder.objective = self.builder.key_result = self.base = None
        self.levels.clear()
        if self.ahead.only_cycle == words:
            self.builder.cycle = self.builder.cycle or words
        elif looks_like_title(words) and not is_cycle(words):
            read_name(words, self.builder)
        elif words:
            self.groups.append(_Group(level, words))

    def drop_groups(self, level: int) -> None:
        """End the groups of this level and deeper; what no objective took becomes a remark."""
        for group in self.groups:
            if group.level >= level and not group.used:
                self.builder.remark(group.text)
        self.groups = [group for group in self.groups if group.level < level]

    def _announce(self, section: Section, level: int) -> None:
        """Take note of what the following lines are: "## Key Results", "Initiatives:" (level 0)."""
        builder, above = self.builder, self.levels.get(Role.OBJECTIVE)
        self.section, self.section_level = section, level or _DEEP
        if section.single:
            self.section, self.pending = None, section.role
        if section.role is Role.OBJECTIVE:
            builder.objective = builder.key_result = self.base = None
            self.levels = {Role.OBJECTIVE: level} if section.single else {}
            self.listed = 0
        elif section.role is Role.KEY_RESULT:
            builder.key_result = None
            if self.listed > 1 and above is None:
                builder.objective = None  # they may belong to any of those
            self.listed = 0
            self.flat = level
        elif section.role is Role.TASK and level:
            if above is not None and level <= above and self.flat != level:
                builder.objective = None
            if level <= self.levels.get(Role.KEY_RESULT, _DEEP):
                builder.key_result = None

    # -- lists and lines ------------------------------------------------------------------

    def _entry(self, i: int, item: Item) -> None:
        popped = None
        while self.stack and self.stack[-1].key >= item.key:
            popped = self.stack.pop()
        sibling = popped if popped and popped.key == item.key else None
        parent = self.stack[-1] if self.stack else None
        role, words = take_label(item.text)
        if i == self.ahead.title:
            read_name(words, self.builder)
        elif self._announced(i, item, parent) or self._field_line(item, parent):
            pass
        elif role:
            self._file(role, words, item, parent, labelled=True)
        else:
            place = self._unlabelled(i, item, parent, sibling)
            if place == _REMARK:
                self._remark(words, parent.draft if parent else None)
            else:
                if place is Role.OBJECTIVE and item.kind == "line" and self.ahead.has_below(i):
                    words = words.removesuffix(":").rstrip() or words
                self._file(place, words, item, parent, labelled=self.pending is not None)

    def _file(
        self, role: Role | None, words: str, item: Item, parent: _Level | None, *, labelled: bool
    ) -> None:
        home = parent.home if parent else None
        if role is Role.TASK and parent is None and not labelled and not self.section:
            home = self.builder.objective
            if self.base and self.base.role is Role.KEY_RESULT:
                home = self.base
        draft = self._add(role, words, item, home)
        if role is Role.OBJECTIVE:
            self.base, self.certain = None, labelled
        home = home if role is Role.TASK else draft
        below = _BELOW.get(role, _REMARK) if role else _REMARK
        self.stack.append(_Level(item.key, role, labelled, draft, home, below))

    def _announced(self, i: int, item: Item, parent: _Level | None) -> bool:
        """Read "Key results:" on a line or bullet of its own."""
        section = self.ahead.sections[i]
        ends = self.ahead.has_below(i) or item.text.rstrip("*_ ").endswith(":")
        if not section or (item.kind == "bullet" and not ends):
            return False
        if parent and section.role is not Role.OBJECTIVE:
            draft, below = (None, section.role) if section.role else (parent.draft, _REMARK)
            self.stack.append(_Level(item.key, None, True, draft, parent.home, below))
            return True
        self._announce(section, 0)
        if section.role is Role.TASK and not self.ahead.interleaved(i):
            self.builder.key_result = None
        return True

    def _field_line(self, item: Item, parent: _Level | None) -> bool:
        """Read "Owner: Ana" beside or below a statement, "Team: ..." above all."""
        found = line_field(item.text)
        draft = parent.draft if parent and parent.draft else self.latest
        beside = parent is not None and draft is not None and draft.role is Role.KEY_RESULT
        if not found or (take_label(item.text)[0] and not beside):
            return False  # "KPI: ..." is a heartbeat, unless it stands below a key result
        heading, value = found
        if draft is None:
            if heading.field in (Field.TEAM, Field.CYCLE, Field.OWNER, Field.NOTE, Field.DEADLINE):
                read_name(item.text, self.builder)
                return True
            return False
        if heading.field is Field.MEASURE and draft.role is Role.OBJECTIVE:
            return False
        draft.put(heading.field, heading.text, value)
        return True

    def _unlabelled(self, i: int, item: Item, parent: _Level | None, sibling: _Level | None) -> _Place:
        ahead = self.ahead
        if self.pending:
            return self.pending
        announced = parent.below if parent else self.section.role if self.section else None
        prose = ahead.is_prose(i) or (self.markdown and ahead.structured(i))
        if announced and item.kind == "line" and prose:
            return _REMARK
        if item.checked is not None and (parent.draft if parent else not self.section):
            return Role.TASK
        if announced:
            return announced
        if item.kind == "line":
            return self._bare_line(i, item)
        if sibling:
            alone = sibling.role is Role.OBJECTIVE and sibling.labelled and not ahead.has_below(i)
            return Role.KEY_RESULT if alone else sibling.role
        if self.base:
            return _BELOW.get(self.base.role, _REMARK) if self.base.role else _REMARK
        return Role.OBJECTIVE if ahead.in_nested_list(i) else None

    def _bare_line(self, i: int, item: Item) -> _Place:
        """Place a line that is no list item, has no label and stands below nothing."""
        ahead, objective = self.ahead, self.builder.objective
        if ahead.grouped:
            return Role.OBJECTIVE if ahead.opens_group(i) else Role.KEY_RESULT
        if ahead.has_below(i) and not ahead.is_prose(i):
            words = [w.strip(":,").casefold() for w in item.text.split() if item.text[-1] == ":"]
            if _INTRO.intersection(words):
                self._announce(Section(Role.OBJECTIVE), 0)
            if _INTRO.intersection(words) or _UNFINISHED.intersection(words[-1:]):
                return _REMARK
            begun = bool(objective and objective.key_results and item.gap and not self.base)
            if objective is None or not self.certain or begun:
                return Role.OBJECTIVE
        if objective:
            return _REMARK if self.base or self.markdown or ahead.structured(i) else Role.KEY_RESULT
        return _REMARK if self.markdown or ahead.labelled else None

    # -- filing ---------------------------------------------------------------------------

    def _add(self, role: Role | None, words: str, item: Item, home: Draft | None = None) -> Draft:
        draft = self.builder.add(role, words, self.builder.place(item.row, self.column), under=home)
        if role is Role.TASK:
            draft.done = bool(item.checked)
        elif item.checked:
            draft.put(Field.STATUS, "Done", "yes")
        self.pending = None
        if role is Role.OBJECTIVE:
            if self.section and self.section.role is Role.OBJECTIVE:
                self.listed += 1
            else:
                self.section = None
            for group in self.groups:
                draft.put(Field.OTHER, "Section", group.text)
                group.used = True
        self.latest = draft
        return draft

    def _table(self, item: Item) -> None:
        self.stack.clear()
        role = self.section.role if self.section else None
        if not read_table(item.rows, self.builder, role=role):
            for _, cells in item.rows:
                self._remark(" | ".join(cell for cell in cells if cell.strip()))

    def _prose(self, item: Item) -> None:
        while self.stack and self.stack[-1].key >= item.key:
            self.stack.pop()
        self._remark(item.text, self.stack[-1].draft if self.stack else None)

    def _remark(self, text: str, draft: Draft | None = None) -> None:
        """Keep commentary with the statement it stands below, or with the set."""
        draft = draft or self.builder.objective
        if draft:
            draft.put(Field.NOTE, "", text)
        else:
            self.builder.remark(text)
