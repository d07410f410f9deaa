"""Axes that the charts over time share: days across, amounts up, and no colour needed to read them."""

from __future__ import annotations

from datetime import date

import altair as alt

from okrcoach.charts.drawing import framed
from okrcoach.charts.look import Look

#: Width of a chart over time, in pixels; room beside it is for labels.
WIDTH = 560
_EPOCH = date(1970, 1, 1)
_DAY_MS = 86_400_000


def moment(day: date) -> int:
    """Return the first moment of a day in milliseconds since 1970, as Vega counts in UTC."""
    return (day - _EPOCH).days * _DAY_MS


def end_of(day: date) -> int:
    """Return the first moment after a day, like :func:`moment`."""
    return moment(day) + _DAY_MS


def days_across(look: Look, first: date, last: date, field: str = "at") -> alt.X:
    """Return a time axis from the begin of ``first`` to the end of ``last``; ``field`` holds moments.

    It counts in UTC, so that a day is the same day wherever the chart is looked at.
    """
    return alt.X(
        f"{field}:T",
        scale=alt.Scale(type="utc", domain=[moment(first), end_of(last)], nice=False),
        axis=alt.Axis(title=None, grid=False, domainColor=look.ink, tickColor=look.ink, tickCount=8,
                      labelColor=look.label, labelFontSize=12, labelOverlap=True, labelFlush=True),
    )  # fmt: skip


def amounts_up(
    look: Look, most: float, *, field: str = "amount", form: str = "", power: float = 1.0
) -> alt.Y:
    """Return an axis from 0 to a little over ``most``; ``form`` is a d3 format, ``power`` 0.5 a root scale.

    What is counted stands in the subtitle, where it can be read from left to right.
    """
    top = most * 1.08 if most > 0 else 1.0
    whole = float(most).is_integer() and not form
    return alt.Y(
        f"{field}:Q",
        scale=alt.Scale(domain=[0, top], nice=False, type="linear" if power == 1 else "pow", exponent=power),
        axis=alt.Axis(title=None, domain=False, ticks=False, gridColor=look.ink, gridOpacity=0.15,
                      labelColor=look.label, labelFontSize=12, tickCount=4,
                      tickMinStep=1 if whole else alt.Undefined, format=form or alt.Undefined),
    )  # fmt: skip


def still_empty(look: Look, title: str, words: str) -> alt.LayerChart:
    """Return the chart that has nothing to show: its title says why, one sentence says what is missing."""
    text = (
        alt.Chart({"values": [{"words": "There is nothing to draw here yet."}]})
        .mark_text(align="left", fontSize=13, aria=False, color=look.label)
        .encode(x=alt.value(0), y=alt.value(2), text="words:N")
    )
    return framed(alt.layer(text), look, size=(WIDTH, 16), title=title, subtitle=[], words=words)
