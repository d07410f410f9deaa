"""The five flow metrics as panels: velocity, efficiency and load are drawn here, time and types next door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import altair as alt

from okrcoach.charts.drawing import records
from okrcoach.charts.flow_time import time_chart, time_in_words, time_rows, time_title
from okrcoach.charts.flow_types import (
    distribution_chart,
    distribution_in_words,
    distribution_rows,
    distribution_title,
)
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.charts.periods import (
    NOTHING,
    counted,
    cut,
    days_of,
    in_frame,
    in_words,
    line_chart,
    marks,
    percent,
    period_word,
    shown,
    usual_line,
    way,
    whole,
)
from okrcoach.charts.scales import amounts_up, days_across, still_empty
from okrcoach.model.work_items import Items
from okrcoach.progress.flow import FlowPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One picture in its three forms."""

    title: str
    chart: alt.LayerChart
    #: The text alternative.
    words: str
    #: Headings, then one row for each period or item drawn; every cell is text.
    rows: list[list[str]]


def five_panels(items: Items, periods: Sequence[FlowPeriod], theme: Theme = "any") -> tuple[Panel, ...]:
    """Return velocity, time, efficiency, load and distribution, in this order.

    ``periods`` are those of ``items``, from :func:`okrcoach.progress.flow.flow_periods`; the dots of the time
    panel are the items finished in the periods drawn.
    """
    found = shown(periods)
    days = (found[0].first, found[-1].last) if found else None
    return (
        Panel(
            title=velocity_title(periods),
            chart=velocity_chart(periods, theme),
            words=velocity_in_words(periods),
            rows=velocity_rows(periods),
        ),
        Panel(
            title=time_title(items, days),
            chart=time_chart(items, days, theme),
            words=time_in_words(items, days),
            rows=time_rows(items, days),
        ),
        Panel(
            title=efficiency_title(periods),
            chart=efficiency_chart(periods, theme),
            words=efficiency_in_words(periods),
            rows=efficiency_rows(periods),
        ),
        Panel(
            title=load_title(periods),
            chart=load_chart(periods, theme),
            words=load_in_words(periods),
            rows=load_rows(periods),
        ),
        Panel(
            title=distribution_title(periods),
            chart=distribution_chart(periods, theme),
            words=distribution_in_words(periods),
            rows=distribution_rows(periods),
        ),
    )


def velocity_title(periods: Sequence[FlowPeriod]) -> str:
    """Return the finding: what is finished in a usual period, and which way that goes."""
    found = shown(periods)
    if not found:
        return NOTHING
    if len(found) == 1:
        return f"{counted(found[0].finished)} finished in the one {period_word(found)} there is"
    usual, goes = median(p.finished for p in found), way([float(p.finished) for p in found])
    return f"{counted(usual)} finished in a usual {period_word(found)}{goes}"


def velocity_in_words(periods: Sequence[FlowPeriod]) -> str:
    """Return the text alternative of the velocity panel."""
    return in_words(velocity_title(periods), periods, "velocity", _finished, whole)


def velocity_rows(periods: Sequence[FlowPeriod]) -> list[list[str]]:
    """Return the velocity panel as a table: all items finished, and those of each type."""
    found = shown(periods)
    types = list(dict.fromkeys(kind for p in found for kind in p.finished_by_type))
    return [["From", "To", "Finished", *map(plain, types)]] + [
        [*days_of(p), str(p.finished), *(str(p.finished_by_type.get(kind, 0)) for kind in types)]
        for p in found
    ]


def velocity_chart(periods: Sequence[FlowPeriod], theme: Theme = "any") -> alt.LayerChart:
    """Return flow velocity: one bar for each period, the usual one as a line across.

    ``theme`` as in :func:`okrcoach.charts.kinds.kinds_chart`. Of more than 120 periods the last are drawn,
    and the subtitle says so; both go for all panels.
    """
    look, found = LOOKS[theme], shown(periods)
    title, words = velocity_title(periods), velocity_in_words(periods)
    if not found:
        return still_empty(look, title, words)
    y = amounts_up(look, max(p.finished for p in found))
    bars = (
        alt.Chart(records(marks(found, _finished, whole)))
        .mark_bar(x2Offset=-1, fillOpacity=0.55, color=look.ink)
        .encode(
            x=days_across(look, found[0].first, found[-1].last),
            x2="to:T",
            y=y,
            y2=alt.datum(0),
            description="says:N",
            tooltip=[alt.Tooltip("says:N", title="Finished")],
        )
    )
    usual = usual_line(median(p.finished for p in found), look, y, whole)
    return in_frame(alt.layer(bars, *usual), look, title, _below("Items finished in each", periods), words)


def efficiency_title(periods: Sequence[FlowPeriod]) -> str:
    """Return the finding: how much of the time is work, and which way that goes."""
    found = shown(periods)
    shares = [p.efficiency for p in found if p.efficiency is not None]
    if not found:
        return NOTHING
    if not shares:
        return "Nobody has counted the waiting, so efficiency cannot be drawn"
    if len(shares) == 1:
        return f"{shares[0]:.0%} of the time was work, the rest waiting"
    goes = way([p.efficiency for p in found])
    return f"In a usual {period_word(found)} {median(shares):.0%} of the time is work{goes}"


def efficiency_in_words(periods: Sequence[FlowPeriod]) -> str:
    """Return the text alternative of the efficiency panel."""
    return in_words(efficiency_title(periods), periods, "efficiency", _efficiency, percent)


def efficiency_rows(periods: Sequence[FlowPeriod]) -> list[list[str]]:
    """Return the efficiency panel as a table; a period without a known waiting says so."""
    return [["From", "To", "Efficiency", "Items it speaks of"]] + [
        [*days_of(p), "not known" if p.efficiency is None else percent(p.efficiency), str(p.efficiency_count)]
        for p in shown(periods)
    ]


def efficiency_chart(periods: Sequence[FlowPeriod], theme: Theme = "any") -> alt.LayerChart:
    """Return flow efficiency from 0% to 100%; the line breaks where no waiting is known."""
    look, found = LOOKS[theme], shown(periods)
    title, words = efficiency_title(periods), efficiency_in_words(periods)
    shares = [p.efficiency for p in found if p.efficiency is not None]
    if not shares:
        return still_empty(look, title, words)
    y = amounts_up(look, 1.0, form=".0%")
    usual = usual_line(median(shares), look, y, percent)
    return line_chart(
        periods,
        look,
        y,
        _efficiency,
        percent,
        title=title,
        subtitle=_below("Share of the time that was work, in each", periods),
        words=words,
        more=usual,
    )


def load_title(periods: Sequence[FlowPeriod]) -> str:
    """Return the finding: what is in progress at the end, and what usually is."""
    found = shown(periods)
    if not found:
        return NOTHING
    said = f"{counted(found[-1].load)} in progress"
    if len(found) == 1:
        return f"{said} at the end of the one {period_word(found)} there is"
    usual, goes = median(p.load for p in found), way([float(p.load) for p in found], "the load")
    return f"{said}; a usual {period_word(found)} ends with {usual:,g}{goes}"


def load_in_words(periods: Sequence[FlowPeriod]) -> str:
    """Return the text alternative of the load panel."""
    return in_words(load_title(periods), periods, "load", _load, whole)


def load_rows(periods: Sequence[FlowPeriod]) -> list[list[str]]:
    """Return the load panel as a table: at the end of each period, and on average over it."""
    return [["From", "To", "In progress at the end", "On average"]] + [
        [*days_of(p), str(p.load), f"{p.average_load:.1f}"] for p in shown(periods)
    ]


def load_chart(periods: Sequence[FlowPeriod], theme: Theme = "any") -> alt.LayerChart:
    """Return flow load at the end of each period, the usual one as a line across."""
    look, found = LOOKS[theme], shown(periods)
    title, words = load_title(periods), load_in_words(periods)
    if not found:
        return still_empty(look, title, words)
    y = amounts_up(look, max(p.load for p in found))
    usual = usual_line(median(p.load for p in found), look, y, whole)
    return line_chart(
        periods,
        look,
        y,
        _load,
        whole,
        title=title,
        subtitle=_below("Items in progress at the end of each", periods),
        words=words,
        more=usual,
    )


def _below(what: str, periods: Sequence[FlowPeriod]) -> list[str]:
    """Return the subtitle: what is counted, and which periods are left out."""
    return [f"{what} {period_word(shown(periods))}.", *cut(periods)]


def _finished(period: FlowPeriod) -> float:
    return period.finished


def _efficiency(period: FlowPeriod) -> float | None:
    return period.efficiency


def _load(period: FlowPeriod) -> float:
    return period.load
