"""A line filed elsewhere: the set as it is when a coach says what a line was meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from okrcoach.exchange.building import numbered
from okrcoach.judgement.corrections import sameness
from okrcoach.model import Action, CheckIn, Heartbeat, KeyResult, Objective, OKRSet, Role, Statement

#: A line wherever it stands: its words as they are compared, and which of several with the same words.
LineKey = tuple[str, int]
_Holder = Objective | KeyResult | Action | Heartbeat | Statement
#: Field of one holder -> the field of another that means the same.
_MEANS = {
    (Action, "deadline"): "due", (KeyResult, "due"): "deadline",
    (Heartbeat, "target"): "accepted", (KeyResult, "accepted"): "target",
}  # fmt: skip
_TYPES: dict[Role, type] = {
    Role.OBJECTIVE: Objective, Role.KEY_RESULT: KeyResult, Role.TASK: Action, Role.HEARTBEAT: Heartbeat,
}  # fmt: skip


@dataclass
class _Item:
    """A line on its way to its place."""

    holder: _Holder
    role: Role | None
    #: "objective" for an action that stands below the objective itself.
    level: str = ""


@dataclass
class _Group:
    """An objective with what stands below it."""

    holder: Objective
    key_results: list[KeyResult] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)


def line_keys(statements: Iterable[Statement]) -> tuple[LineKey, ...]:
    """Return the key of each statement; the second of two with the same words has the number 1."""
    seen: dict[str, int] = {}
    keys = []
    for statement in statements:
        same = sameness(statement.text)
        keys.append((same, seen.get(same, 0)))
        seen[same] = seen.get(same, 0) + 1
    return tuple(keys)


def refiled(okr_set: OKRSet, roles: Mapping[LineKey, Role | None]) -> OKRSet:
    """Return the set with some lines filed elsewhere, and new ids; all others stay where they are.

    A key result or an action goes below the line before it. What a line has beside it stays with it, as a
    note where it has no other place. Keys that are in ``roles`` and not in the set change nothing.
    """
    keys = line_keys(okr_set.statements())
    wanted = {key: roles[key] for key in keys if key in roles}
    main, late = _items(okr_set)
    by_words = iter(keys)
    changed = False
    notes = [okr_set.note] if okr_set.note else []
    for item in (*main, *late):
        if not _statement(item.holder).text and item.role is Role.OBJECTIVE:
            continue
        key = next(by_words)
        if key in wanted and wanted[key] is not item.role:
            item.holder, item.role, item.level = _as(wanted[key], item.holder, notes), wanted[key], "said"
            changed = True
    if not changed:
        return okr_set
    stay = []
    for item in late:
        if item.level == "said" and item.role not in (None, Role.HEARTBEAT):
            main.insert(_after(main, _statement(item.holder)), item)
        else:
            stay.append(item)
    return _built(replace(okr_set, note="\n".join(notes)), main, stay)


def _items(okr_set: OKRSet) -> tuple[list[_Item], list[_Item]]:
    """Return what stands below objectives, and the rest, in the order of ``OKRSet.statements``."""
    main: list[_Item] = []
    for objective in okr_set.objectives:
        main.append(_Item(replace(objective, key_results=(), actions=()), Role.OBJECTIVE))
        for key_result in objective.key_results:
            main.append(_Item(replace(key_result, actions=()), Role.KEY_RESULT))
            main += [_Item(action, Role.TASK) for action in key_result.actions]
        main += [_Item(action, Role.TASK, "objective") for action in objective.actions]
    late: list[_Item] = [_Item(heartbeat, Role.HEARTBEAT) for heartbeat in okr_set.heartbeats]
    late += [_Item(action, Role.TASK) for action in okr_set.actions]
    late += [_Item(statement, None) for statement in okr_set.loose]
    return main, late


def _statement(holder: _Holder) -> Statement:
    return holder if isinstance(holder, Statement) else holder.statement


def _after(main: list[_Item], statement: Statement) -> int:
    """Return the place behind what stands above a statement in its file; the end where that is unknown."""
    row, file = statement.place.row, statement.place.file
    places = [_statement(item.holder).place for item in main]
    above = [n for n, place in enumerate(places) if row and place.file == file and (place.row or row) < row]
    return above[-1] + 1 if above else len(main)


def _as(role: Role | None, holder: _Holder, notes: list[str]) -> _Holder:
    """Return a line as another kind of holder; what that has no field for goes into its note."""
    old = _statement(holder)
    statement = replace(old, role=role)
    values = (
        {} if isinstance(holder, Statement) else {f.name: getattr(holder, f.name) for f in fields(holder)}
    )
    rest = [values.pop("note")] if values.get("note") else []
    for name in ("statement", "note", "key_results", "actions"):
        values.pop(name, None)
    kind = _TYPES[role] if role is not None else None
    has = {f.name for f in fields(kind)} if kind is not None else set()
    made: dict[str, Any] = {}
    for name, value in values.items():
        if not value:
            continue
        own = _MEANS.get((kind, name), name) if kind is not None else name
        if own in has and own not in made:
            made[own] = value
        else:
            rest += _told(name, value)
    if kind is None:
        where = f"Row {old.place.row}, " if old.place.row else ""
        notes += [f"{where}{note}" for note in rest]
        return statement
    made_holder: _Holder = kind(statement=statement, note="\n".join(rest), **made)
    return made_holder


def _told(name: str, value: object) -> list[str]:
    if name == "check_ins" and isinstance(value, tuple):
        return [f"Check-in: {_check_in(one)}" for one in value]
    return [f"{name.replace('_', ' ').capitalize()}: {value}"]


def _check_in(one: CheckIn) -> str:
    return ", ".join(str(value) for f in fields(one) if (value := getattr(one, f.name)))


def _built(okr_set: OKRSet, main: list[_Item], late: list[_Item]) -> OKRSet:
    """Put the items together again, each below the one it follows."""
    groups: list[_Group] = []
    heartbeats: list[Heartbeat] = []
    actions: list[Action] = []
    loose: list[Statement] = []
    for item in main:
        match item.holder:
            case Objective():
                groups.append(_Group(item.holder))
            case KeyResult():
                if not groups:
                    groups.append(_Group(Objective(statement=Statement(text="", role=Role.OBJECTIVE))))
                groups[-1].key_results.append(item.holder)
            case Action():
                _file(item, groups, actions)
            case Heartbeat():
                heartbeats.append(item.holder)
            case Statement():
                loose.append(item.holder)
    for item in late:
        match item.holder:
            case Heartbeat():
                heartbeats.append(item.holder)
            case Action():
                actions.append(item.holder)
            case Statement():
                loose.append(item.holder)
    objectives = tuple(
        replace(g.holder, key_results=tuple(g.key_results), actions=tuple(g.actions))
        for g in groups
        if g.holder.statement.text or g.key_results or g.actions or g.holder.note
    )
    return numbered(
        replace(
            okr_set,
            objectives=objectives,
            heartbeats=tuple(heartbeats),
            actions=tuple(actions),
            loose=tuple(loose),
        )
    )


def _file(item: _Item, groups: list[_Group], actions: list[Action]) -> None:
    """File an action below the latest key result or objective."""
    if not isinstance(item.holder, Action):
        return
    if not groups:
        actions.append(item.holder)
    elif groups[-1].key_results and item.level != "objective":
        above = groups[-1].key_results[-1]
        groups[-1].key_results[-1] = replace(above, actions=(*above.actions, item.holder))
    else:
        groups[-1].actions.append(item.holder)
