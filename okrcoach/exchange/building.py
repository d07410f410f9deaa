"""Collect statements while a file is read, then freeze them as one OKR set with ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from okrcoach.exchange.columns import Field
from okrcoach.exchange.errors import UnusableFile
from okrcoach.model import (
    Action,
    CheckIn,
    Cycle,
    Heartbeat,
    KeyResult,
    Objective,
    OKRSet,
    Place,
    Role,
    Statement,
)
from okrcoach.model.limits import in_force

if TYPE_CHECKING:  # they letter their columns with this module's help
    from okrcoach.exchange.layout import Row
    from okrcoach.exchange.mapping import Mapping

#: Characters that a spreadsheet cell holds.
LONGEST = 32_767

#: What each kind of statement has a place of its own for; the rest goes to its note.
_KEEPS: dict[Role | None, frozenset[Field]] = {
    Role.OBJECTIVE: frozenset({Field.OWNER}),
    Role.KEY_RESULT: frozenset(
        {
            Field.MEASURE, Field.BASELINE, Field.TARGET, Field.CURRENT, Field.UNIT, Field.DEADLINE,
            Field.OWNER, Field.CONFIDENCE, Field.SCORE,
        }
    ),
    Role.TASK: frozenset({Field.OWNER, Field.EFFORT, Field.DEADLINE}),
    Role.HEARTBEAT: frozenset({Field.OWNER, Field.ACCEPTED}),
    None: frozenset(),
}  # fmt: skip
_DONE = frozenset({"x", "yes", "y", "true", "1", "done", "✓", "✔", "☑", "complete", "completed", "finished"})
_NOT_DONE = frozenset({"no", "n", "false", "0", "open", "not done", "☐"})


@dataclass(slots=True, eq=False)
class Draft:
    """One statement in the making, with what stands beside and under it."""

    role: Role | None
    text: str
    place: Place
    values: dict[Field, str] = field(default_factory=dict)
    #: An ordered set: the same remark beside ten key results is one remark.
    notes: dict[str, None] = field(default_factory=dict)
    done: bool = False
    done_on: date | None = None
    key_results: list[Draft] = field(default_factory=list)
    actions: list[Draft] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)

    def put(self, name: Field, heading: str, value: str) -> None:
        """Keep a value from beside the statement: in its own field, or else in the note."""
        if not value:
            return
        if name is Field.TARGET and self.role is Role.HEARTBEAT:
            name = Field.ACCEPTED
        if name is Field.NOTE:
            self.notes[value] = None
        elif name is Field.DONE and self.role is Role.TASK and value.casefold() in _DONE | _NOT_DONE:
            self.done = value.casefold() in _DONE
        elif name in (Field.DONE, Field.DONE_ON) and self.role is Role.TASK and (day := _day(value)):
            self.done_on = day
        elif name in _KEEPS[self.role] and name not in self.values:
            self.values[name] = value
        elif self.values.get(name) != value:
            self.notes[f"{heading}: {value}"] = None
            if name is Field.STATUS and self.role is Role.TASK:
                self.done = self.done or value.casefold() in _DONE

    @property
    def note(self) -> str:
        """The remarks, one a line."""
        return "\n".join(self.notes)

    @property
    def empty(self) -> bool:
        """Whether there is nothing here that anybody wrote."""
        return not (self.text or self.values or self.notes or self.key_results or self.actions)


class Builder:
    """Takes statements in reading order and remembers where the next one belongs."""

    def __init__(self, file: str | None = None) -> None:
        self.file = file
        #: Name of the sheet that is read, if there are sheets.
        self.sheet = ""
        #: How people want tables with certain headings to be read.
        self.mappings: Sequence[Mapping] = ()
        #: Those of them that were used, and what was guessed for the other tables.
        self.used: list[Mapping] = []
        self.guessed: list[Mapping] = []
        #: Tables whose headings were not understood: sheet and rows.
        self.unread: list[tuple[str, Sequence[Row]]] = []
        #: How many were filed so far.
        self.statements = 0
        self.title = ""
        self.cycle = ""
        self.start: date | None = None
        self.end: date | None = None
        self.notes: dict[str, None] = {}
        self.objectives: list[Draft] = []
        self.heartbeats: list[Draft] = []
        self.actions: list[Draft] = []
        self.loose: list[Draft] = []
        #: The team's own lines of its weekly page.
        self.this_week: list[Draft] = []
        self.coming: list[Draft] = []
        #: Where a key result or an action goes that comes next.
        self.objective: Draft | None = None
        self.key_result: Draft | None = None

    def place(self, row: int | None, column: str | None = None) -> Place:
        """Return the place in this file of a row and a column."""
        return Place(file=self.file, row=row, column=column)

    def mapping_for(self, cells: Sequence[str]) -> Mapping | None:
        """Return the mapping that people gave for a row of headings on this sheet."""
        return next((m for m in self.mappings if m.sheet in ("", self.sheet) and m.fits(cells)), None)

    def add(self, role: Role | None, text: str, place: Place, *, under: Draft | None = None) -> Draft:
        """File a statement by its role, below ``under`` or below the latest objective or key result."""
        draft = Draft(role, text, place)
        self.statements += 1
        if self.statements > (most := in_force().statements):
            raise UnusableFile(
                f"there are more than {most:,} statements; please make a file of each part", file=self.file,
                row=place.row,
            )  # fmt: skip
        if under and under.role not in (Role.OBJECTIVE, Role.KEY_RESULT):
            under = None
        if role is Role.OBJECTIVE:
            self.objectives.append(draft)
            self.objective, self.key_result = draft, None
        elif role is Role.KEY_RESULT:
            above = under if under and under.role is Role.OBJECTIVE else self.objective
            home = above or self.add(Role.OBJECTIVE, "", place)
            home.key_results.append(draft)
            self.objective, self.key_result = home, draft
        elif role is Role.TASK:
            above = under or self.key_result or self.objective
            (above.actions if above else self.actions).append(draft)
        else:
            (self.heartbeats if role is Role.HEARTBEAT else self.loose).append(draft)
        return draft

    def remark(self, text: str) -> None:
        """Keep words that belong to no statement; the first of a kind is enough."""
        if text:
            self.notes[text] = None

    def build(self) -> OKRSet:
        """Freeze everything, with ids.

        Raises ``UnusableFile`` when there is no statement, or one that no cell could hold.
        """
        for draft in self.loose:
            row = f"Row {draft.place.row}, " if draft.place.row else ""
            for note in draft.notes:
                self.remark(f"{row}{note}")
        made = numbered(
            OKRSet(
                title=self.title,
                cycle=Cycle(name=self.cycle, start=self.start, end=self.end),
                objectives=tuple(_objective(draft) for draft in self.objectives if not draft.empty),
                heartbeats=tuple(_heartbeat(draft) for draft in self.heartbeats),
                actions=_actions(self.actions),
                loose=tuple(_statement(draft) for draft in self.loose),
                this_week=_actions(self.this_week),
                coming=_actions(self.coming),
                note="\n".join(self.notes),
            )
        )
        statements = list(made.statements())
        if not statements:
            raise UnusableFile("no statements found", file=self.file)
        statements += [action.statement for action in (*made.this_week, *made.coming)]
        for statement in statements:
            check_length(statement.text, self.file, statement.place.row, statement.place.column)
        return made


def check_length(text: str, file: str | None, row: int | None, column: str | None = None) -> None:
    """Raise ``UnusableFile`` for a line or cell that is longer than any statement."""
    if len(text) > (most := in_force().statement_letters):
        raise UnusableFile(
            f"{len(text):,} characters stand here in one line or cell; up to {most:,} can be read."
            " Is a line break or a quotation mark missing?",
            file=file,
            row=row,
            column=column,
        )


def check_lines(lines: int, file: str | None) -> None:
    """Raise ``UnusableFile`` for more lines with words than a draft has."""
    if lines > (most := in_force().lines):
        raise UnusableFile(f"there are more than {most:,} lines; please make a file of each part", file=file)


def numbered(okr_set: OKRSet) -> OKRSet:
    """Return the set with ids by position: 1, 1.2, 1.2.a, 1.a, and h1, a1, l1, w1, m1 outside objectives."""
    objectives = []
    for o, objective in enumerate(okr_set.objectives, 1):
        key_results = []
        for k, key_result in enumerate(objective.key_results, 1):
            actions = _lettered(key_result.actions, f"{o}.{k}.")
            key_results.append(
                replace(key_result, statement=replace(key_result.statement, id=f"{o}.{k}"), actions=actions)
            )
        statement = replace(objective.statement, id=str(o))
        objectives.append(
            replace(
                objective, statement=statement, key_results=tuple(key_results),
                actions=_lettered(objective.actions, f"{o}."),
            )
        )  # fmt: skip
    return replace(
        okr_set,
        objectives=tuple(objectives),
        heartbeats=tuple(
            replace(h, statement=replace(h.statement, id=f"h{n}"))
            for n, h in enumerate(okr_set.heartbeats, 1)
        ),
        actions=_counted(okr_set.actions, "a"),
        this_week=_counted(okr_set.this_week, "w"),
        coming=_counted(okr_set.coming, "m"),
        loose=tuple(replace(s, id=f"l{n}") for n, s in enumerate(okr_set.loose, 1)),
    )


def letters(number: int) -> str:
    """Return 1 as a, 26 as z, 27 as aa, as spreadsheets letter their columns."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _lettered(actions: Iterable[Action], start: str) -> tuple[Action, ...]:
    return tuple(
        replace(a, statement=replace(a.statement, id=start + letters(n))) for n, a in enumerate(actions, 1)
    )


def _counted(actions: Iterable[Action], start: str) -> tuple[Action, ...]:
    return tuple(
        replace(a, statement=replace(a.statement, id=f"{start}{n}")) for n, a in enumerate(actions, 1)
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _statement(draft: Draft) -> Statement:
    return Statement(text=draft.text, role=draft.role, place=draft.place)


def _actions(drafts: Iterable[Draft]) -> tuple[Action, ...]:
    return tuple(
        Action(
            statement=_statement(d),
            owner=d.values.get(Field.OWNER, ""),
            effort=d.values.get(Field.EFFORT, ""),
            due=d.values.get(Field.DEADLINE, ""),
            done=d.done or d.done_on is not None,
            done_on=d.done_on,
            note=d.note,
        )
        for d in drafts
    )


def _heartbeat(draft: Draft) -> Heartbeat:
    return Heartbeat(
        statement=_statement(draft),
        owner=draft.values.get(Field.OWNER, ""),
        accepted=draft.values.get(Field.ACCEPTED, ""),
        note=draft.note,
    )


def _key_result(draft: Draft) -> KeyResult:
    return KeyResult(
        statement=_statement(draft),
        note=draft.note,
        actions=_actions(draft.actions),
        check_ins=tuple(draft.check_ins),
        **{name.value: value for name, value in draft.values.items()},
    )


def _objective(draft: Draft) -> Objective:
    return Objective(
        statement=_statement(draft),
        key_results=tuple(_key_result(d) for d in draft.key_results),
        actions=_actions(draft.actions),
        owner=draft.values.get(Field.OWNER, ""),
        note=draft.note,
    )
