"""What to stop, fix and keep: recurring activities by what customers have from them and what they cost."""

from __future__ import annotations

from typing import Any

import altair as alt

from okrcoach.charts.drawing import framed, records
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.charts.scales import still_empty
from okrcoach.model.activity import Activity
from okrcoach.progress.stop_list import Advice, Call, StopList, shown

#: How a value is called in the picture; what nobody has said stands on top, because it is asked first.
_VALUES: dict[int | None, str] = {
    None: "Nobody has said", 3: "They come for it", 2: "Somewhat", 1: "Hardly", 0: "Not at all",
}  # fmt: skip
#: The call has a shape and a word; the shape alone tells them apart.
_SHAPES = {Call.STOP: "square", Call.FIX: "triangle-up", Call.KEEP: "circle", Call.ASK: "diamond"}
#: Pixels: the words on the left, the field of hours, the room for names right of it, a row.
_WORDS, _FIELD, _NAMES, _ROW = 128, 300, 330, 24
#: Letters of a name in the picture; activities beyond which only the heaviest are drawn.
_LETTERS, MOST = 38, 40


def stop_matrix_title(found: StopList) -> str:
    """Return the finding: what stopping frees."""
    stops = [one for one in found.advice if one.call is Call.STOP]
    if not found.advice:
        return "No recurring activity is listed yet"
    if not stops:
        return f"Nothing here is to be stopped; everything takes {shown(found.hours)} hours a month"
    number = f"{len(stops)} of {len(found.advice)} activities"
    return f"Stopping {number} frees {shown(found.freed)} of {shown(found.hours)} hours a month"


def stop_matrix_in_words(found: StopList) -> str:
    """Return the text alternative: the title, then each call with its activities and their hours."""
    said = [f"{stop_matrix_title(found)}."]
    for call in _SHAPES:
        named = [
            f"{plain(one.activity.name)} ({shown(one.activity.total_hours)} hours)"
            for one in found.advice
            if one.call is call
        ]
        if named:
            said.append(f"{call.capitalize()}: {', '.join(named)}.")
    return " ".join(said)


def stop_matrix_rows(found: StopList) -> list[list[str]]:
    """Return the matrix as a table: one row for each activity, in the order of the audit."""
    return [["Activity", "For a customer", "Hours a month", "Money a month", "Call", "Why"]] + [
        [plain(one.activity.name), _VALUES[one.activity.value], shown(one.activity.total_hours),
         _money(one.activity), str(one.call), plain(one.why)]
        for one in found.advice
    ]  # fmt: skip


def stop_matrix_chart(found: StopList, theme: Theme = "any") -> alt.LayerChart:
    """Return the matrix: what customers have from it upwards, hours a month to the right.

    Each activity has a row of its own inside its value, the heaviest on top, with its call as shape and
    word; a customer's value runs from "not at all" at the bottom. Of more than :data:`MOST` activities
    the heaviest are drawn. ``theme`` as in :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look = LOOKS[theme]
    title, words = stop_matrix_title(found), stop_matrix_in_words(found)
    if not found.advice:
        return still_empty(look, title, words)
    heavy = sorted(found.advice, key=lambda one: -one.activity.total_hours)[:MOST]
    most = max(one.activity.total_hours for one in heavy) or 1.0
    marks, heads, floors, rows = _laid_out(heavy, most)
    width = _WORDS + _FIELD + _NAMES
    x = alt.X("x:Q", axis=None, scale=_scale(width))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1, rows + 0.4], reverse=True, nice=False))
    calls = [str(call) for call in _SHAPES]
    lines = alt.Chart(records(floors)).mark_rule(strokeWidth=1, opacity=0.25, color=look.ink, aria=False)
    stems = alt.Chart(records(marks)).mark_rule(strokeWidth=1, opacity=0.5, color=look.ink, aria=False)
    signs = (
        alt.Chart(records(marks))
        .mark_point(size=110, strokeWidth=2, opacity=1, color=look.ink)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "call:N", legend=None, scale=alt.Scale(domain=calls, range=[_SHAPES[Call(c)] for c in calls])
            ),
            fill=alt.condition("datum.call == 'stop'", alt.value(look.ink), alt.value("transparent")),
            description="says:N",
            tooltip=[alt.Tooltip("says:N", title="Activity")],
        )
    )
    texts = alt.Chart(records(marks)).mark_text(align="left", dx=12, fontSize=13, aria=False, color=look.ink)
    sides = alt.Chart(records(heads)).mark_text(align="left", fontSize=13, aria=False, color=look.label)
    subtitle = ["Up: what customers have from it. To the right: hours a month. The word is the call."]
    if len(found.advice) > MOST:
        subtitle.append(f"The {MOST} heaviest of {len(found.advice)} activities.")
    return framed(
        alt.layer(
            lines.encode(x=x, x2="x2:Q", y=y),
            stems.encode(x=alt.X("from:Q", axis=None, scale=_scale(width)), x2="x:Q", y=y),
            signs,
            texts.encode(x=x, y=y, text="words:N"),
            sides.encode(x=x, y=y, text="words:N"),
        ),
        look,
        size=(width, round((rows + 1.4) * _ROW)),
        title=title,
        subtitle=subtitle,
        words=words,
    )


def _laid_out(
    heavy: list[Advice], most: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return the marks, the words, the lines between values, and how many rows there are."""
    marks: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = [
        {"x": 0, "y": -0.6, "words": "For a customer"},
        {"x": _WORDS, "y": -0.6, "words": "0 hours"},
        {"x": _WORDS + _FIELD, "y": -0.6, "words": f"{shown(most)} hours a month"},
    ]
    floors: list[dict[str, Any]] = []
    row = 0
    for value, words in _VALUES.items():
        here = [one for one in heavy if one.activity.value == value]
        if value is None and not here:
            continue
        floors.append({"x": 0, "x2": _WORDS + _FIELD + _NAMES, "y": row - 0.1})
        heads.append({"x": 0, "y": row + 0.4, "words": words})
        if not here:
            heads.append({"x": _WORDS, "y": row + 0.4, "words": "no activity"})
        marks += [_mark(one, row + n + 0.4, most) for n, one in enumerate(here)]
        row += max(len(here), 1)
    return marks, heads, floors, row


def _mark(one: Advice, y: float, most: float) -> dict[str, Any]:
    activity = one.activity
    name, hours = plain(activity.name) or "?", activity.total_hours
    short = name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"
    money = f" and {_money(activity)} in money" if activity.cost else ""
    return {
        "x": _WORDS + hours / most * _FIELD,
        "from": _WORDS,
        "y": y,
        "hours": hours,
        "value": activity.value,
        "call": str(one.call),
        "words": f"{one.call}: {short}, {shown(hours)} h{money}",
        "says": f"{name}: {one.call}; {shown(hours)} hours{money} a month. {plain(one.why)}",
    }


def _scale(width: int) -> alt.Scale:
    return alt.Scale(domain=[0, width], nice=False)


def _money(activity: Activity) -> str:
    return f"{shown(activity.cost)}"
