"""The two lists of a set side by side, with a line between what pulls against each other."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import altair as alt

from okrcoach.charts.drawing import framed, records
from okrcoach.charts.look import LOOKS, SHAPES, Theme, plain
from okrcoach.judgement.conflicts import Conflict
from okrcoach.judgement.heartbeats import Belongs, Sorting
from okrcoach.judgement.rule import Seen
from okrcoach.model import Kind

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
#: Layout in pixels: words, the mark at their end, the room for the lines, and the same mirrored.
_WORDS, _GAP, _ROW = 250, 170, 34
_LEFT, _RIGHT = _WORDS + 18, _WORDS + 18 + _GAP
_WIDTH = _RIGHT + 18 + _WORDS
#: Longer lists show only what is in a conflict; so many letters of a line are drawn.
_MOST, _LETTERS = 12, 36


def conflicts_title(sorting: Sorting) -> str:
    """Return the finding, as a sentence: "Two pairs pull against each other"."""
    n = len(sorting.conflicts)
    if n == 0:
        return "Nothing found that pulls against each other"
    number = _NUMBERS[n] if n < len(_NUMBERS) else str(n)
    return f"{number} pair pulls against each other" if n == 1 else f"{number} pairs pull against each other"


def conflicts_in_words(sorting: Sorting) -> str:
    """Return the text alternative: the title, then each pair with the reason."""
    pairs = [f"{plain(c.pushed)} against {plain(c.guarded)}: {plain(c.why)}" for c in sorting.conflicts]
    return " ".join([f"{conflicts_title(sorting)}.", *pairs])


def conflicts_chart(sorting: Sorting, theme: Theme = "any") -> alt.LayerChart:
    """Return a chart of what is to change (left) and what is held (right), conflicting pairs joined.

    A dashed line with a cross means that both cannot come true. The author's words reach the chart as
    data only. In lists of more than 12 lines only those in a conflict are drawn, and the subtitle says
    so. ``theme`` as in :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look = LOOKS[theme]
    left, right, some = _lists(sorting)
    rows = max(len(left), len(right), 1)
    marks = [_mark(seen, row, "left", sorting) for row, seen in enumerate(left)]
    marks += [_mark(seen, row, "right", sorting) for row, seen in enumerate(right)]
    lines = _lines(sorting.conflicts, left, right)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.2, rows - 0.5], reverse=True, nice=False))
    joins = (
        alt.Chart(records(lines))
        .mark_rule(strokeWidth=2, aria=False)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            color=alt.value(look.ink),
            strokeDash=alt.condition("datum.excluded", alt.value([5, 4]), alt.value([1, 0])),
        )
    )
    crosses = (
        alt.Chart(records([{**line, "x": _mid(line, "x"), "y": _mid(line, "y")} for line in lines]))
        .mark_point(size=120, strokeWidth=2, opacity=1, filled=False)
        .encode(
            x=x,
            y=y,
            shape=alt.condition("datum.excluded", alt.value("cross"), alt.value("circle")),
            color=alt.value(look.ink),
            description="says:N",
            tooltip=[alt.Tooltip("says:N", title="Conflict")],
        )
    )
    kinds = [str(Kind.OUTCOME_KR), str(Kind.TASK), str(Kind.HEARTBEAT)]
    signs = (
        alt.Chart(records(marks))
        .mark_point(size=260, strokeWidth=2, opacity=1, filled=False, strokeJoin="round", strokeCap="round")
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "kind:N", legend=None, scale=alt.Scale(domain=kinds, range=[SHAPES[k] for k in kinds])
            ),
            color=alt.Color(
                "kind:N", legend=None, scale=alt.Scale(domain=kinds, range=[look.kinds[k] for k in kinds])
            ),
            description="says:N",
            tooltip=[alt.Tooltip("says:N", title="Line")],
        )
    )
    texts = [
        _words([m for m in marks if m["side"] == side], side, x, y, look.ink) for side in ("left", "right")
    ]
    heads = [
        _words([{"x": at, "y": -0.9, "words": words}], side, x, y, look.label)
        for at, words, side in ((_LEFT, "To change", "left"), (_RIGHT, "To hold", "right"))
    ]
    subtitle = (
        ["A dashed line with a cross: both cannot come true."]
        if any(c.excluded for c in sorting.conflicts)
        else []
    )
    subtitle += ["Only the lines in a conflict are drawn."] if some else []
    return framed(
        alt.layer(joins, crosses, signs, *texts, *heads),
        look,
        size=(_WIDTH, (rows + 1) * _ROW),
        title=conflicts_title(sorting),
        subtitle=subtitle,
        words=conflicts_in_words(sorting),
    )


def _words(values: list[dict[str, Any]], side: str, x: alt.X, y: alt.Y, ink: str) -> alt.Chart:
    """Return the words beside one column of marks, running away from the lines."""
    away = -14 if side == "left" else 14
    text = alt.Chart(records(values)).mark_text(
        align="right" if side == "left" else "left", dx=away, fontSize=13, limit=_WORDS, aria=False
    )
    words: alt.Chart = text.encode(x=x, y=y, text="words:N", color=alt.value(ink))
    return words


def _lists(sorting: Sorting) -> tuple[list[Seen], list[Seen], bool]:
    """Return what is pushed, what is held, and whether only conflicting lines are among them."""
    pushed = {c.pushed for c in sorting.conflicts}
    guarded = {c.guarded for c in sorting.conflicts} - pushed
    okrs = {id(m.seen) for m in sorting.of(Belongs.OKR)}
    held = {id(m.seen) for m in sorting.of(Belongs.HEARTBEAT, Belongs.GUARDRAIL)}
    left, right = [], []
    for seen in sorting.whole.lines:
        name = seen.statement.id
        if name in guarded or (id(seen) in held and name not in pushed):
            right.append(seen)
        elif name in pushed or id(seen) in okrs:
            left.append(seen)
    if max(len(left), len(right)) <= _MOST:
        return left, right, False
    return (
        [s for s in left if s.statement.id in pushed],
        [s for s in right if s.statement.id in guarded],
        True,
    )


def _mark(seen: Seen, row: int, side: str, sorting: Sorting) -> dict[str, Any]:
    name, text = plain(seen.statement.id) or "?", plain(seen.statement.text)
    measured = next((m for m in sorting.measures if m.seen is seen), None)
    kind = Kind.TASK if measured is None else Kind.OUTCOME_KR
    short = shorten(text, _LETTERS, placeholder="\u2026")
    return {
        "x": _LEFT if side == "left" else _RIGHT,
        "y": row,
        "side": side,
        "kind": str(kind if side == "left" else Kind.HEARTBEAT),
        "words": f"{name}  {short}",
        "says": f"{name} {text} ({'to change' if side == 'left' else 'to hold'})",
    }


def _lines(conflicts: tuple[Conflict, ...], left: list[Seen], right: list[Seen]) -> list[dict[str, Any]]:
    at: dict[str, tuple[int, int]] = {}
    for x, column in ((_RIGHT, right), (_LEFT, left)):
        at.update({seen.statement.id: (x, row) for row, seen in enumerate(column)})
    drawn = []
    for conflict in conflicts:
        if conflict.pushed in at and conflict.guarded in at:
            (x, y), (x2, y2) = at[conflict.pushed], at[conflict.guarded]
            inwards = 12
            drawn.append(
                {
                    "x": x + inwards, "y": y, "x2": x2 - inwards if x2 > x else x2 + inwards, "y2": y2,
                    "excluded": conflict.excluded,
                    "says": plain(f"{conflict.pushed} against {conflict.guarded}: {conflict.why}"),
                }
            )  # fmt: skip
    return drawn


def _mid(line: dict[str, Any], axis: str) -> float:
    return float(line[axis] + line[f"{axis}2"]) / 2
