"""What the first two pages of the client desk show: how a draft comes in, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from okrcoach.exchange.columns import Field
from okrcoach.exchange.mapping import Sure
from okrcoach.model import Role
from okrcoach.report import words
from okrcoach.report.inert import visible
from okrcoach.widgets.client.decisions import State
from okrcoach.widgets.client.draft import PASTED
from okrcoach.widgets.client.samples import samples

if TYPE_CHECKING:
    from okrcoach.widgets.client.intake import Intake

#: Lines that stand in the list at once.
_LINES_A_PAGE = 25
#: A role and how we say it; "" where none is known.
FILED = (
    (Role.OBJECTIVE.value, "Objective"), (Role.KEY_RESULT.value, "Key result"), (Role.TASK.value, "Action"),
    (Role.HEARTBEAT.value, "Heartbeat"), ("", "Not known"),
)  # fmt: skip
_HOLDS = tuple(
    (
        field.value,
        "Kept as a remark" if field is Field.OTHER else words.sentence(field.value.replace("_", " ")),
    )
    for field in Field
)


def bring(desk: Intake) -> dict[str, Any]:
    """What the first step shows; no client's word before it is asked for."""
    work = []
    if desk.looking_back:
        for file, review, when in desk.reviews.all():
            own = [one for one in review.decisions.values() if one.state is not State.OPEN]
            work.append(
                {
                    "file": file.name,
                    "name": "Pasted words" if review.name == PASTED else visible(review.name),
                    "when": when,
                    "says": f"{words.count(len(own), 'decision')}, {len(review.looked)} of"
                    f" {len(review.lines)} lines looked at",
                    "pasted": bool(review.words),
                }
            )
    return {
        "words": desk.words,
        "set_words": desk.set_words,
        "samples": tuple(samples()),
        "picked": desk.picked,
        "looking_back": desk.looking_back,
        "work": work,
    }


def check(desk: Intake) -> dict[str, Any]:
    """How columns and lines were read."""
    draft = desk.draft
    if draft is None:
        return {
            "tables": [],
            "rows": [],
            "pages": 0,
            "page": 0,
            "filed": FILED,
            "holds": _HOLDS,
            "unread": "",
        }
    tables = [
        {
            "title": f"Sheet {visible(table.sheet)}, headings in row {table.heading_row}"
            if table.sheet
            else f"Headings in row {table.heading_row}",
            "columns": [
                {
                    "id": f"{n}.{c}",
                    "heading": visible(column.heading) or "(no heading)",
                    "field": column.field.value,
                    "says": words.sentence(
                        column.why if column.sure is Sure.SAID else f"{column.sure.value}: {column.why}"
                    ),
                }
                for c, column in enumerate(table.columns)
            ],
        }
        for n, table in enumerate(draft.tables)
    ]
    statements = list(draft.okr_set.statements()) if draft.okr_set else []
    pages = -(-len(statements) // _LINES_A_PAGE)
    page = min(desk.page, max(0, pages - 1))
    keys = draft.keys
    first = page * _LINES_A_PAGE
    rows = [
        {
            "place": n,
            "id": visible(statement.id),
            "text": visible(statement.text),
            "where": visible(f"Row {statement.place.row}" if statement.place.row else ""),
            "role": statement.role.value if statement.role else "",
            "said": keys[n] in draft.roles,
        }
        for n, statement in enumerate(statements[first : first + _LINES_A_PAGE], first)
    ]
    return {
        "tables": tables, "rows": rows, "pages": pages, "page": page, "filed": FILED, "holds": _HOLDS,
        "unread": visible(draft.trouble),
    }  # fmt: skip
