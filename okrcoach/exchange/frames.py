"""An OKR set as a table for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrcoach.model import Action, OKRSet, Statement

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    "id", "role", "text", "objective", "key_result", "measure", "baseline", "target", "current", "unit",
    "deadline", "owner", "confidence", "score", "accepted", "effort", "done", "done_on", "note",
    "file", "row", "column",
)  # fmt: skip
_BESIDE = (
    "measure",
    "baseline",
    "target",
    "current",
    "unit",
    "deadline",
    "owner",
    "confidence",
    "score",
    "note",
)


def to_frame(okr_set: OKRSet) -> pd.DataFrame:
    """Return one row a statement in reading order.

    ``objective`` and ``key_result`` are the ids it stands below, ``effort``, ``done`` and ``done_on``
    are only filled for actions (their ``deadline`` is when they are due), ``row`` is a nullable
    integer; everything else is text, "" where there is none.
    """
    import pandas as pd

    records: list[dict[str, object]] = []

    def add(statement: Statement, **values: object) -> None:
        place = statement.place
        role = statement.role.value if statement.role else ""
        known = {"id": statement.id, "role": role, "text": statement.text, "done": None, **values}
        where = {"file": place.file or "", "row": place.row, "column": place.column or ""}
        records.append(dict.fromkeys(_COLUMNS, "") | known | where)

    def add_action(action: Action, **above: object) -> None:
        known = {"deadline": action.due, "effort": action.effort, "done_on": str(action.done_on or "")}
        add(action.statement, owner=action.owner, done=action.done, note=action.note, **known, **above)

    for objective in okr_set.objectives:
        above = {"objective": objective.statement.id}
        if objective.statement.text:
            add(objective.statement, owner=objective.owner, note=objective.note)
        for key_result in objective.key_results:
            add(key_result.statement, **above, **{name: getattr(key_result, name) for name in _BESIDE})
            for action in key_result.actions:
                add_action(action, **above, key_result=key_result.statement.id)
        for action in objective.actions:
            add_action(action, **above)
    for heartbeat in okr_set.heartbeats:
        add(heartbeat.statement, owner=heartbeat.owner, accepted=heartbeat.accepted, note=heartbeat.note)
    for action in okr_set.actions:
        add_action(action)
    for statement in okr_set.loose:
        add(statement)
    frame = pd.DataFrame(records, columns=list(_COLUMNS))
    types = dict.fromkeys(_COLUMNS, "string") | {"done": "boolean", "row": "Int64"}
    return frame.astype(types)
