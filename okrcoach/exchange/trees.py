"""Rows that name their parent or level, as exports of issue trackers do: parents first, roles by depth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from okrcoach.exchange.columns import Field, role_of_type
from okrcoach.exchange.layout import Layout, Row
from okrcoach.model import Role

_ROLES = (Role.OBJECTIVE, Role.KEY_RESULT, Role.TASK)
_STATEMENTS = (Field.STATEMENT, Field.NAME, Field.OBJECTIVE, Field.KEY_RESULT)


@dataclass(slots=True)
class Tree:
    """Who stands below whom in a table; empty when the table does not say."""

    #: Number of a row -> number of its parent's row; None for a row that stands on top.
    parents: dict[int, int | None] = field(default_factory=dict)
    #: Number of a row -> role by its depth, where types do not tell.
    roles: dict[int, Role] = field(default_factory=dict)
    #: Types such as Epic and Story say the depth, not the role.
    types_are_levels: bool = False

    def path(self, number: int) -> list[int]:
        """Return the numbers of the rows above a row, nearest first."""
        found: list[int] = []
        above = self.parents.get(number)
        while above is not None and above not in found:
            found.append(above)
            above = self.parents.get(above)
        return found


def arrange(layout: Layout, rows: Sequence[Row]) -> tuple[Sequence[Row], Tree]:
    """Return the rows, each below its parent, and the tree; rows and order stay without parents or levels."""
    if not any(column.field in (Field.PARENT, Field.LEVEL) for column in layout.columns):
        return rows, Tree()
    parents = _by_links(layout, rows) or _by_levels(layout, rows)
    if not parents:
        return rows, Tree()
    tree = Tree(parents)
    types = [role_of_type(value)[0] for _, cells in rows for value in _cells(layout, cells, Field.TYPE)]
    tree.types_are_levels = bool(types) and not {Role.OBJECTIVE, Role.KEY_RESULT} & set(types)
    if not types or tree.types_are_levels:
        linked = {above for above in parents.values() if above is not None}
        for number in parents:
            depth = len(tree.path(number))
            if depth or number in linked:
                tree.roles[number] = _ROLES[min(depth, 2)]
    return _parents_first(rows, tree), tree


def _by_links(layout: Layout, rows: Sequence[Row]) -> dict[int, int | None]:
    """Find parents by the ids, or else the words, that the parent columns hold."""
    ids: dict[str, int] = {}
    names: dict[str, int | None] = {}
    for number, cells in rows:
        for value in _cells(layout, cells, Field.ID):
            ids.setdefault(value, number)
        for value in _cells(layout, cells, *_STATEMENTS):
            names[value] = None if value in names else number  # words that stand twice name nobody
    parents: dict[int, int | None] = {}
    for number, cells in rows:
        links = _cells(layout, cells, Field.PARENT)
        first = [link.split()[0].rstrip(":,") for link in links]  # "OKR-1 Guests check in"
        found = (ids.get(link) for link in (*links, *first))
        named = (names.get(link) for link in links)
        parents[number] = next((n for n in (*found, *named) if n is not None and n != number), None)
    return parents if any(above is not None for above in parents.values()) else {}


def _by_levels(layout: Layout, rows: Sequence[Row]) -> dict[int, int | None]:
    """Find parents by levels such as 1, 2, 2, 3, 1."""
    parents: dict[int, int | None] = {}
    path: list[tuple[int, int]] = []
    for number, cells in rows:
        value = next(iter(_cells(layout, cells, Field.LEVEL)), "")
        if not value.isdecimal():
            continue
        while path and path[-1][0] >= int(value):
            path.pop()
        parents[number] = path[-1][1] if path else None
        path.append((int(value), number))
    return parents if any(above is not None for above in parents.values()) else {}


def _cells(layout: Layout, cells: Sequence[str], *wanted: Field) -> list[str]:
    return [
        cells[i].strip()
        for i, column in enumerate(layout.columns)
        if column.field in wanted and column.of is None and i < len(cells) and cells[i].strip()
    ]


def _parents_first(rows: Sequence[Row], tree: Tree) -> list[Row]:
    """Order rows as a tree reads: each followed by what stands below it."""
    by_number = {row[0]: row for row in rows}
    below: dict[int | None, list[int]] = {}
    for number, _ in rows:
        below.setdefault(tree.parents.get(number), []).append(number)
    ordered: dict[int, None] = {}

    def visit(start: Iterable[int]) -> None:
        waiting = list(reversed(list(start)))
        while waiting:
            number = waiting.pop()
            if number not in ordered:
                ordered[number] = None
                waiting += reversed(below.get(number, []))

    visit(below.get(None, []))
    visit(by_number)  # rows that are each other's parents
    return [by_number[number] for number in ordered]
