"""What can only be told about a line of an outline by looking at the lines around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from okrcoach.exchange.columns import Field, line_field
from okrcoach.exchange.layout import Row, find_headings, lay_out
from okrcoach.exchange.marks import Section, is_cycle, looks_like_title, section_of, take_label
from okrcoach.model import Role

#: Longer lines are taken for prose, and so are lines of several sentences.
_PROSE = 250
#: Headings below a heading that are looked at.
_NEAR = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an outline, its bullet or heading mark taken off, its label still on."""

    kind: Literal["heading", "bullet", "line", "prose", "table"]
    #: Level of a heading; else how far in, the larger the deeper. A bullet is deeper than a line above it.
    key: int
    text: str
    row: int
    #: A blank line stands before it.
    gap: bool = False
    #: State of the checkbox, if there is one.
    checked: bool | None = None
    #: Rows of a table.
    rows: Sequence[Row] = ()


class Lookahead:
    """Facts about each item of an outline, each found in one pass over the items."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.sections = [None if item.kind == "table" else section_of(item.text) for item in items]
        #: Announcements have no label; they are one.
        self.labels = [
            None if section else take_label(item.text)[0]
            for item, section in zip(items, self.sections, strict=True)
        ]
        self.headings = [i for i, item in enumerate(items) if item.kind == "heading"]
        #: Something says outright that it is an objective.
        self.labelled = any(map(self._says_objective, range(len(items))))
        self._find_runs()
        self._find_blocks()
        self._find_groups()
        self._objectives = self._find_objectives()
        self.title = self._find_title()
        cycles = [items[i].text for i in self.headings if i != self.title and is_cycle(items[i].text)]
        #: The one heading that is nothing but a cycle.
        self.only_cycle = cycles[0] if len(cycles) == 1 else None

    def has_below(self, i: int) -> bool:
        """Whether the next line is deeper."""
        following = self.items[i + 1] if i + 1 < len(self.items) else None
        return bool(following and following.kind in ("bullet", "line") and following.key > self.items[i].key)

    def is_prose(self, i: int) -> bool:
        """Whether a line reads as commentary: long, or of several sentences."""
        text = self.items[i].text
        return len(text) > _PROSE or len(re.findall(r"[a-z)][.?!] +[A-Z]", text[: _PROSE + 1])) > 0

    def in_nested_list(self, i: int) -> bool:
        """Whether the list that a bullet stands in has bullets below bullets."""
        return self._nested[i]

    def reads_as_objective(self, i: int) -> bool:
        """Whether an unlabelled heading has key results below it, or stands among such headings."""
        return i in self._objectives

    def stands_alone(self, i: int) -> bool:
        """Whether a heading below an objective is a key result: nothing below it, or only its values."""
        own = [item for item in self._own(i) if item.kind != "prose"]
        found = [line_field(item.text) for item in own]
        values = {f[0].field for f in found if f} & {
            Field.BASELINE,
            Field.TARGET,
            Field.CURRENT,
            Field.MEASURE,
        }
        return not own or bool(values)

    def structured(self, i: int) -> bool:
        """Whether the objective around a line has bullets or labelled key results."""
        return self._structured[self._block[i]]

    def interleaved(self, i: int) -> bool:
        """Whether key results follow after actions in the objective around a line."""
        return self._interleaved[self._block[i]]

    def opens_group(self, i: int) -> bool:
        """Whether a bare line is the first of its group between blank lines."""
        return i in self._openers

    def _own(self, i: int) -> Sequence[Item]:
        following = bisect_right(self.headings, i)
        end = self.headings[following] if following < len(self.headings) else len(self.items)
        return self.items[i + 1 : end]

    def _find_runs(self) -> None:
        self._nested = [False] * len(self.items)
        start = 0
        for end in range(len(self.items) + 1):
            if end < len(self.items) and self.items[end].kind == "bullet":
                continue
            nested = len({item.key for item in self.items[start:end]}) > 1
            self._nested[start:end] = [nested] * (end - start)
            start = end + 1

    def _find_blocks(self) -> None:
        """Number the stretches that belong to one labelled objective or heading."""
        self._block: list[int] = []
        self._structured: list[bool] = [False]
        self._interleaved: list[bool] = [False]
        tasks = False
        for item, label, section in zip(self.items, self.labels, self.sections, strict=True):
            if item.kind == "heading" or label is Role.OBJECTIVE or _announces(section, Role.OBJECTIVE):
                self._structured.append(False)
                self._interleaved.append(False)
                tasks = False
            elif item.kind == "bullet" or label is Role.KEY_RESULT:
                self._structured[-1] = True
            if section and section.role is Role.TASK:
                tasks = True
            elif label is Role.KEY_RESULT and tasks:
                self._interleaved[-1] = True
            self._block.append(len(self._structured) - 1)

    def _find_groups(self) -> None:
        """Find groups of bare lines between blank lines, where the text has nothing else."""
        self._openers: set[int] = set()
        items = self.items
        start = 1 if items and looks_like_title(items[0].text) else 0
        rest = range(start, len(items))
        bare = bool(rest) and all(
            items[i].kind == "line" and not items[i].key and not self.labels[i] for i in rest
        )
        openers = [i for i in rest if items[i].gap or i == start]
        sizes = [b - a for a, b in zip(openers, [*openers[1:], len(items)], strict=bool(openers))]
        #: At least two groups of at least two lines: each an objective with its key results.
        self.grouped = bare and len(sizes) > 1 and min(sizes) > 1
        if self.grouped:
            self._openers = set(openers)

    def _find_objectives(self) -> set[int]:
        reading = {i for i in self.headings if self.labels[i] is None and self._has_key_results(i)}
        known = reading | set(filter(self._says_objective, self.headings))
        parents: dict[int, int] = {}
        path: list[int] = []
        for i in self.headings:
            while path and self.items[path[-1]].key >= self.items[i].key:
                path.pop()
            parents[i] = path[-1] if path else -1
            path.append(i)
        siblings = {(parents[i], self.items[i].key) for i in known}
        with_children = {parents[i] for i in self.headings}
        return reading | {
            i
            for i in self.headings
            if self.labels[i] is None and not self.sections[i] and (parents[i], self.items[i].key) in siblings
            and i not in with_children and all(item.kind in ("prose", "line") for item in self._own(i))
        }  # fmt: skip

    def _has_key_results(self, i: int) -> bool:
        if self.sections[i]:
            return False
        own = range(i + 1, i + 1 + len(self._own(i)))
        if any(map(self._says_objective, own)):
            return False
        bullets = [n for n in own if self.items[n].kind == "bullet"]
        if bullets and self._nested_are_key_results(bullets):
            return False
        if any(
            self.labels[n] is Role.KEY_RESULT or _announces(self.sections[n], Role.KEY_RESULT) for n in own
        ):
            return True
        for n in own:
            if self.items[n].kind == "table":
                fields = _fields(self.items[n].rows)
                return Field.KEY_RESULT in fields and Field.OBJECTIVE not in fields
        if any(self.labels[n] is not Role.HEARTBEAT for n in bullets):
            return True
        start = bisect_right(self.headings, i)
        below = self.headings[start : start + _NEAR]
        for count, n in enumerate(below):
            if self.items[n].key <= self.items[i].key:
                break
            if self.labels[n] is Role.KEY_RESULT or _announces(self.sections[n], Role.KEY_RESULT):
                return not any(map(self._says_objective, below[:count]))
        return False

    def _says_objective(self, i: int) -> bool:
        return self.labels[i] is Role.OBJECTIVE or _announces(self.sections[i], Role.OBJECTIVE)

    def _nested_are_key_results(self, bullets: Sequence[int]) -> bool:
        """Whether the top bullets of a list are objectives: by labels, else by where the numbers are."""
        top = min(self.items[n].key for n in bullets)
        tops = [n for n in bullets if self.items[n].key == top]
        keys = sorted({self.items[n].key for n in bullets})
        nested = [
            n for n in bullets if len(keys) > 1 and self.items[n].key == keys[1] and not self.sections[n]
        ]
        if any(_announces(self.sections[n], Role.KEY_RESULT) for n in bullets):
            return True
        if not nested or any(self.labels[n] is Role.KEY_RESULT for n in tops):
            return False
        if any(self.labels[n] is Role.KEY_RESULT for n in nested):
            return True
        if any(
            self.items[n].checked is not None or self.labels[n] or line_field(self.items[n].text)
            for n in nested
        ):
            return False
        return self._numbers(nested) > self._numbers(tops)

    def _numbers(self, picked: Sequence[int]) -> float:
        return sum(any(c.isdigit() for c in self.items[n].text) for n in picked) / len(picked)

    def _find_title(self) -> int | None:
        items = self.items
        if items and items[0].kind == "line" and looks_like_title(items[0].text) and not self.has_below(0):
            return 0
        if not self.headings:
            return 0 if items and items[0].kind == "line" and looks_like_title(items[0].text) else None
        first = self.headings[0]
        text = take_label(items[first].text)[1]
        if self.labels[first] or self.sections[first]:
            return None
        if looks_like_title(text):
            return first
        others = self.headings[1:]
        unique = all(items[i].key > items[first].key for i in others)
        more = any(i in self._objectives or self._says_objective(i) for i in others)
        return first if unique and (more or first not in self._objectives) else None


def _announces(section: Section | None, role: Role) -> bool:
    return section is not None and section.role is role


def _fields(rows: Sequence[Row]) -> frozenset[Field]:
    found = find_headings(rows)
    if not found:
        return frozenset()
    return frozenset(column.field for column in lay_out(rows[found[0]][1], rows[found[0] + 1 :]).columns)
