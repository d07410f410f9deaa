"""From which sides the results of a set look at the work: one mark for each, the finding as the title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from okrcoach.charts.drawing import draw
from okrcoach.charts.look import LOOKS, SHAPES, Theme, plain
from okrcoach.judgement.balance import UNLISTED, Share, balance, lenses_said, timings_said
from okrcoach.model import Critique, Kind, Lens, Line, Timing

#: How a side is called in the picture.
SIDES: dict[str, str] = {
    Lens.BUSINESS: "Business: what it is worth",
    Lens.FLOW: "Flow: how work moves",
    Lens.TEAM: "Team: how we work",
    Timing.LEADING: "Early: to steer by",
    Timing.LAGGING: "Late: to prove it",
    UNLISTED: "Not in our list",
}
#: Layout in pixels: the words on the left, then so many marks in a row.
_WORDS, _STEP, _ROW, _PER_ROW = 168, 54, 36, 4
#: Results beyond which a mark for each is no picture any more.
MOST = 100


def lens_chart(critique: Critique, theme: Theme = "any") -> alt.LayerChart:
    """Return a chart with one mark for each result of ``critique``, sorted by business, flow and team.

    The words of the author reach the chart as data only. ``theme``: see ``okrcoach.charts.look``.
    """
    found = balance(critique)
    return _chart(lenses_said(found) or _NOT_ENOUGH, found.lenses, theme)


def timing_chart(critique: Critique, theme: Theme = "any") -> alt.LayerChart:
    """Return a chart with one mark for each result of ``critique``, sorted by early and late signs."""
    found = balance(critique)
    return _chart(timings_said(found) or _NOT_ENOUGH, found.timings, theme)


def set_pictures(critique: Critique) -> tuple[str, ...]:
    """Return the pictures that a page shows of a whole set, as ``<svg>`` elements in the page's colours.

    None where there is nothing to see: too few measures that the catalogue knows, or too many lines.
    """
    found = balance(critique)
    if len(found.results) > MOST:
        return ()
    pairs = ((lenses_said(found), found.lenses), (timings_said(found), found.timings))
    return tuple(draw(_chart(said, shares, "page"), in_words(said, shares)) for said, shares in pairs if said)


def in_words(said: str, shares: Sequence[Share]) -> str:
    """Return the text alternative: the finding, then each side with the ids of its lines."""
    sides = [
        f"{SIDES[share.side]}: {', '.join(map(_label, share.lines)) or 'no line yet'}." for share in shares
    ]
    return " ".join([f"{said}.", *sides])


_NOT_ENOUGH = "Too few of the measures are in our list to say"


def _chart(said: str, shares: Sequence[Share], theme: Theme) -> alt.LayerChart:
    look = LOOKS[theme]
    marks: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    empty: list[dict[str, Any]] = []
    row = 0
    for share in shares:
        heads.append({"y": row, "words": SIDES[share.side]})
        if not share.lines:
            empty.append({"x": _WORDS + 4, "y": row, "words": "no line yet"})
        for i, line in enumerate(share.lines):
            at = {"x": _WORDS + i % _PER_ROW * _STEP + 12, "y": row + i // _PER_ROW}
            marks.append({**at, "id": _label(line), "says": _says(line, share.side)})
        row += 1 + max(0, len(share.lines) - 1) // _PER_ROW
    width = _WORDS + _PER_ROW * _STEP
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.5, row - 0.5], reverse=True, nice=False))
    data: Any = {"values": marks}
    signs = (
        alt.Chart(data)
        .mark_point(size=260, strokeWidth=2, opacity=1, filled=False, shape=SHAPES[Kind.OUTCOME_KR])
        .encode(
            x=x,
            y=y,
            color=alt.value(look.kinds[Kind.OUTCOME_KR]),
            description="says:N",
            tooltip=[alt.Tooltip("says:N", title="Line")],
        )
    )
    ids = signs.mark_text(align="left", dx=14, fontSize=13, limit=_STEP - 16, aria=False).encode(
        x=x, y=y, text="id:N", color=alt.value(look.ink), description=alt.Undefined
    )
    layers = [_texts(heads, y, look.label, alt.value(0)), signs, ids]
    if empty:
        layers.append(_texts(empty, y, look.label, x))
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width=width,
            height=row * _ROW,
            background="transparent",
            description=in_words(said, shares),
        )
        .configure_view(stroke=None)
    )
    if theme == "page":  # there the title is the caption
        return chart
    title = alt.TitleParams(said, anchor="start", offset=10, fontSize=15, fontWeight=600, color=look.ink)
    titled: alt.LayerChart = chart.properties(title=title)
    return titled


def _texts(values: list[dict[str, Any]], y: alt.Y, colour: str, x: Any) -> alt.Chart:
    data: Any = {"values": values}
    texts: alt.Chart = (
        alt.Chart(data)
        .mark_text(align="left", fontSize=13, aria=False)
        .encode(x=x, y=y, text="words:N", color=alt.value(colour))
    )
    return texts


def _says(line: Line, side: str) -> str:
    return f"{_label(line)} {plain(line.statement.text)} ({SIDES[side]})"


def _label(line: Line) -> str:
    return plain(line.statement.id) or "?"
