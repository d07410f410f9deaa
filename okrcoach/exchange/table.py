"""Rows of a table, from whatever format, into statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from okrcoach.exchange.building import Builder, Draft
from okrcoach.exchange.columns import STATEMENTS, Field, read_heading, role_of_type
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.headlines import read_above, read_name
from okrcoach.exchange.layout import NUMBERING, Layout, Row, Unread, find_headings, lay_out
from okrcoach.exchange.mapping import mapping_of
from okrcoach.exchange.marks import section_of, take_all, take_label, take_marks
from okrcoach.exchange.trees import Tree, arrange
from okrcoach.model import Role

_VALUES = (Field.BASELINE, Field.TARGET, Field.CURRENT, Field.MEASURE)
#: In the Type column of our own workbooks.
LOOSE_ACTION = "Action (no objective)"
LOOSE = "Statement"
#: Types of the lines that the team has put on its weekly page.
THIS_WEEK = "This week"
COMING = "Coming"


def read_table(
    rows: Sequence[Row],
    builder: Builder,
    *,
    exact: bool = False,
    strict: bool = False,
    role: Role | None = None,
) -> bool:
    """File the statements of a table; False, and nothing filed, when no row reads as headings.

    ``exact``: the cells are as we wrote them, no marks to take off. ``strict``: a cell beyond the
    last heading is an error. ``role``: of statements that neither a column nor a label tells.
    Raises ``UnusableFile`` for cells that cannot be read where a statement should stand.
    """
    starts = [0] if exact else heading_rows(rows, builder)
    if not starts:
        builder.unread.append((builder.sheet, rows))
        return False
    for row in rows[: starts[0]]:
        read_above(row, builder)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        number, headings = rows[start]
        below = rows[start + 1 : end]
        if strict:
            _check_widths(len(headings), number, below, builder.file)
        layout = (
            Layout(tuple(map(read_heading, headings)))
            if exact
            else _lay_out(number, headings, below, builder)
        )
        below, tree = (below, Tree()) if exact else arrange(layout, below)
        reader = _Rows(builder, layout, below, tree, exact=exact, role=role)
        for i, row in enumerate(below):
            reader.read(row, below[i + 1][1] if i + 1 < len(below) else ())
    return True


def heading_rows(rows: Sequence[Row], builder: Builder) -> list[int]:
    """Return the indices of the rows of headings: those that people mapped, else those that read as such."""
    mapped = (
        [i for i, (_, cells) in enumerate(rows) if builder.mapping_for(cells)] if builder.mappings else []
    )
    return mapped or find_headings(rows)


def _lay_out(number: int, headings: Sequence[str], below: Sequence[Row], builder: Builder) -> Layout:
    mapping = builder.mapping_for(headings)
    if mapping is None:
        layout = lay_out(headings, below)
        builder.guessed.append(mapping_of(layout, headings, sheet=builder.sheet, heading_row=number))
        return layout
    if problem := mapping.problem():
        raise UnusableFile(problem, file=builder.file, row=number)
    builder.used.append(replace(mapping, sheet=builder.sheet, heading_row=number))
    return mapping.layout(below)


def _check_widths(width: int, heading_row: int, rows: Sequence[Row], file: str | None) -> None:
    for number, cells in rows:
        if any(cell.strip() for cell in cells[width:]):
            raise UnusableFile(
                f"this row has {len(cells)} cells, the heading row (row {heading_row}) has {width}."
                " A text that contains the separator needs quotation marks around it",
                file=file, row=number,
            )  # fmt: skip


class _Rows:
    """Reads the rows below one heading row. Each cell is taken once; what is left over becomes notes."""

    def __init__(
        self, builder: Builder, layout: Layout, rows: Sequence[Row], tree: Tree, *, exact: bool,
        role: Role | None,
    ) -> None:  # fmt: skip
        self.builder = builder
        self.layout = layout
        self.tree = tree
        #: Number of a row -> its statement, where rows name their parents.
        self.filed: dict[int, Draft] = {}
        #: Positions of the columns of each field.
        self.places: dict[Field, list[int]] = {}
        for i, column in enumerate(layout.columns):
            if column.of is None:
                self.places.setdefault(column.field, []).append(i)
        self.exact = exact
        self.role = role
        self.known: dict[tuple[str, str], Draft] = {}
        #: The statement of the row before.
        self.latest: list[Draft] = []
        self.team = ""
        self.number = 0
        self.cells: Sequence[str] = ()
        self.following: Sequence[str] = ()
        self.taken: set[int] = set()
        for i, value in layout.shared:
            read_name(f"{layout.columns[i].field.value}: {value}", builder)
        typed = not self.at(Field.KEY_RESULT) and bool(self.at(Field.STATEMENT))
        self.read_row = self._wide if layout.wide else self._typed if typed else self._long
        #: Values may tell key results from objectives.
        self.valued = typed and not self.at(Field.TYPE) and any(self.at(f) for f in _VALUES)
        #: The numbers in the first column are 1, 1.1, 1.2, 2 ...
        self.nested = any("." in self._peek(Field.ID, cells).strip(".") for _, cells in rows)
        #: The objectives stand in rows of their own.
        self.headed = not typed and not self.at(Field.OBJECTIVE)

    def read(self, row: Row, following: Sequence[str]) -> None:
        """File one row; ``following`` are the cells of the next one."""
        self.number, self.cells = row
        self.following = following
        self.taken = {i for i, _ in self.layout.shared}
        if any(cell.strip() for cell in self.cells) and not (self.headed and self._objective_row()):
            if self.number in self.tree.parents:
                self._stand_below(self.tree.path(self.number))
                self.latest = []
            self.read_row()
            if self.latest:
                self.filed[self.number] = self.latest[0]

    # -- shapes ---------------------------------------------------------------------------

    def _long(self) -> None:
        """One row a key result; the objective repeated, or only on its first row."""
        role = self._type()
        above, above_column = self._take(Field.OBJECTIVE)
        text, column = self._take(Field.KEY_RESULT)
        if role is Role.OBJECTIVE and text and not above:
            above, above_column, text = text, column, ""
        more = bool(text or self._peek(Field.ACTION))
        objective = self._objective(above, above_column, merge=more) if above else None
        current = self.builder.objective
        bare = current and not current.key_results and role is not Role.OBJECTIVE
        if bare and not text and not self._peek(Field.ACTION) and self.at(Field.KEY_RESULT):
            text, column = self._take(Field.MEASURE)
        if text and self._goes_on(text):
            text = ""
        kind = self.role or Role.KEY_RESULT if role in (None, Role.OBJECTIVE) else role
        items = self._items(text, column, kind)
        actions = self._all(Field.ACTION, Role.TASK)
        heartbeats = self._all(Field.HEARTBEAT, Role.HEARTBEAT)
        mine = objective or self.builder.objective
        main = items or actions or heartbeats or ([objective] if objective else self.latest)
        self._rest(main, {Field.OBJECTIVE: [mine] if mine else [], Field.ACTION: actions})
        self.latest = main

    def _wide(self) -> None:
        """One row an objective, its key results in columns."""
        above, above_column = self._take(Field.OBJECTIVE)
        if above:
            self._objective(above, above_column, merge=False)
        numbered: dict[int | None, list[Draft]] = {}
        for i in self.at(Field.KEY_RESULT):
            column = self.layout.columns[i]
            numbered[column.index] = self._items(self._cell(i), column.text, Role.KEY_RESULT)
            self.taken.add(i)
        for i in self.at(Field.ACTION):
            column = self.layout.columns[i]
            self.builder.key_result = next(iter(numbered.get(column.index, [])), None)
            self._items(self._cell(i), column.text, Role.TASK)
            self.taken.add(i)
        self._all(Field.HEARTBEAT, Role.HEARTBEAT)
        for i, column in enumerate(self.layout.columns):
            if column.of is Field.KEY_RESULT and numbered.get(column.index):
                self._put(numbered[column.index], i)
        self._rest([self.builder.objective] if self.builder.objective else [], {})

    def _typed(self) -> None:
        """One row a statement; a Type column, a label or its number says which."""
        kind = self._peek(Field.TYPE)
        role = self._type()
        text, column = self._take(Field.STATEMENT)
        words = self._words(text, column)
        if not self.exact:
            label, rest = take_all(words)
            words = rest if role is None or label in (None, role) else words
            role = role or label or self.tree.roles.get(self.number)
            role = role or self._role_by_values() or self._role_by_id() or self.role
        elif kind in (LOOSE, LOOSE_ACTION, THIS_WEEK, COMING):
            self.builder.objective = self.builder.key_result = None
            role = None if kind == LOOSE else Role.TASK
            self.taken.update(self.at(Field.TYPE))
        if words or role is Role.OBJECTIVE or (self.exact and kind):
            self.latest = [self.builder.add(role, words, self.builder.place(self.number, column or None))]
            self.latest[0].done = not self.exact and role is Role.TASK and bool(take_marks(text).checked)
            if self.exact and kind in (THIS_WEEK, COMING):
                page = self.builder.this_week if kind == THIS_WEEK else self.builder.coming
                page.append(self.builder.actions.pop())
        self._rest(self.latest, {})

    # -- parts of a row -------------------------------------------------------------------

    def at(self, field: Field) -> list[int]:
        """Return the positions of the columns that hold a field."""
        return self.places.get(field, [])

    def _stand_below(self, above: list[int]) -> None:
        """Make the nearest objective and key result among the rows above the current ones."""
        drafts = [self.filed[number] for number in above if number in self.filed]
        at = next((i for i, draft in enumerate(drafts) if draft.role is Role.OBJECTIVE), len(drafts))
        self.builder.objective = drafts[at] if at < len(drafts) else None
        self.builder.key_result = next((d for d in drafts[:at] if d.role is Role.KEY_RESULT), None)
        if above:  # the parent is where the row stands now, no remark
            self.taken.update(self.at(Field.PARENT))

    def _objective_row(self) -> bool:
        """Read "Objective 2 | Win back trust" between rows of a table without objective column."""
        shown = [i for i, cell in enumerate(self.cells) if cell.strip()]
        first = self.cells[shown[0]]
        section = section_of(first)
        role, words = take_all(first)
        if section and section.role is Role.OBJECTIVE and len(shown) > 1:
            words = self.cells[shown[1]].strip()
            shown = shown[1:]
        elif role is not Role.OBJECTIVE or not words:
            return False
        self.latest = [self.builder.add(Role.OBJECTIVE, words, self.builder.place(self.number))]
        for i in shown[1:]:
            self.latest[0].put(Field.OTHER, self.layout.columns[i].text, self.cells[i].strip())
        return True

    def _objective(self, text: str, column: str, *, merge: bool) -> Draft:
        words = self._words(text, column, Role.OBJECTIVE)
        self.team = self._peek(Field.TEAM) or self.team
        known = self.known.get((self.team, words))
        if known and merge:
            if known is not self.builder.objective:
                self.builder.objective, self.builder.key_result = known, None
            return known
        draft = self.builder.add(Role.OBJECTIVE, words, self.builder.place(self.number, column))
        self.known[self.team, words] = draft
        return draft

    def _goes_on(self, text: str) -> bool:
        """Whether a key result is only repeated to give it one more action."""
        current = self.builder.key_result
        return bool(current and self._peek(Field.ACTION) and take_all(text)[1] == current.text)

    def _all(self, field: Field, kind: Role) -> list[Draft]:
        drafts = []
        for i in self.at(field):
            drafts += self._items(self._cell(i), self.layout.columns[i].text, kind)
            self.taken.add(i)
        return drafts

    def _items(self, text: str, column: str, kind: Role) -> list[Draft]:
        """File the statements of one cell: usually one, several when its lines are a list."""
        if not text:
            return []
        lines = [line for line in re.split(r"\r\n|[\r\n]", text) if line.strip()]
        several = len(lines) > 1 and all(take_marks(line).listed or take_label(line)[0] for line in lines)
        drafts = []
        for part in lines if several else [text]:
            if words := self._words(part, column, kind):
                drafts.append(self.builder.add(kind, words, self.builder.place(self.number, column)))
                drafts[-1].done = kind is Role.TASK and bool(take_marks(part).checked)
        return drafts

    def _words(self, text: str, column: str, role: Role | None = None) -> str:
        """Return the author's words of a cell, structural marks taken off when its role is known."""
        if isinstance(text, Unread):
            raise UnusableFile(text.problem, file=self.builder.file, row=self.number, column=column)
        if self.exact or role is None:
            return text
        label, words = take_all(text)
        return words if label in (None, role) else take_marks(text).text

    def _rest(self, main: list[Draft], by_owner: dict[Field, list[Draft]]) -> None:
        """Put what was not taken beside the statements it belongs to; nothing of a row gets lost."""
        for i in range(len(self.cells)):
            of = self.layout.columns[i].of
            self._put(by_owner.get(of) or main if of else main, i)

    def _put(self, drafts: list[Draft], i: int) -> None:
        column, value = self.layout.columns[i], self._cell(i)
        if i in self.taken or not value:
            return
        self.taken.add(i)
        field = Field.OTHER if isinstance(value, Unread) or column.field in STATEMENTS else column.field
        if field is Field.ID and (self.exact or NUMBERING.fullmatch(value)):
            return
        objective = self.builder.objective
        if objective and field in (Field.TEAM, Field.CYCLE):
            drafts = [objective]
        if not drafts:
            self.builder.remark(f"Row {self.number}, {column.text}: {value}")
            return
        lines = [line for line in value.splitlines() if line.strip()]
        if len(drafts) > 1 and len(lines) == len(drafts):
            for draft, line in zip(drafts, lines, strict=True):
                draft.put(field, column.text, take_marks(line).text)
        else:
            # one value for several key results is nobody's in particular
            (objective if len(drafts) > 1 and objective else drafts[0]).put(field, column.text, value)

    def _cell(self, i: int) -> str:
        value = self.cells[i] if i < len(self.cells) else ""
        return value if self.exact or isinstance(value, Unread) else value.strip()

    def _take(self, field: Field) -> tuple[str, str]:
        """Return the first filled cell of a field in this row, and its heading."""
        for i in self.at(field):
            if i not in self.taken and (value := self._cell(i)):
                self.taken.add(i)
                return value, self.layout.columns[i].text
        return "", ""

    def _peek(self, field: Field, cells: Sequence[str] | None = None) -> str:
        cells = self.cells if cells is None else cells
        return next((cells[i].strip() for i in self.at(field) if i < len(cells) and cells[i].strip()), "")

    def _type(self) -> Role | None:
        """Return what the Type column says; a type that says more than that stays for the note."""
        role, plain = role_of_type(self._peek(Field.TYPE))
        if self.tree.types_are_levels:
            return None
        if plain:
            self._take(Field.TYPE)
        return role

    def _role_by_values(self) -> Role | None:
        """Tell objectives from key results by which rows have values beside them."""
        if not self.valued:
            return None
        if any(self._peek(field) for field in _VALUES):
            return Role.KEY_RESULT
        following = any(self._peek(field, self.following) for field in _VALUES)
        return Role.OBJECTIVE if following else None

    def _role_by_id(self) -> Role | None:
        value = self._peek(Field.ID).strip(" .")
        if not self.nested or not value.replace(".", "").isdigit():
            return role_of_type(value)[0]
        return (Role.OBJECTIVE, Role.KEY_RESULT, Role.TASK)[min(value.count("."), 2)]
