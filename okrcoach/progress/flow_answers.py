"""Baseline and current value of flow key results, taken from the work items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from okrcoach.model import Cycle
from okrcoach.model.flow_asked import FlowAsked, FlowMetric, Middle
from okrcoach.progress.flow import Every, FlowPeriod, definitions, flow_between, flow_periods, period_before

if TYPE_CHECKING:
    from okrcoach.model.work_items import Items

#: Minutes, hours and weeks in a day.
_A_DAY = {"minute": 1440.0, "hour": 24.0, "day": 1.0, "week": 1 / 7}
_DEFINED = {FlowMetric.WAITING: "efficiency"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure of one period."""

    first: date
    #: Included.
    last: date
    value: float
    #: Items it was taken from.
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowAnswer:
    """What the items say about one key result."""

    asked: FlowAsked
    #: Name of the figure ("P85", "load") -> before the cycle, and latest; None where nothing is known.
    #: More than one name where the words do not say which is meant.
    figures: tuple[tuple[str, Reading | None, Reading | None], ...]
    #: The unit of the figures: "days", "items", "%", "items a week".
    unit: str
    definition: str
    #: The sentence with the starting point filled in; "" while something is open.
    sentence: str
    #: The one current value that can be checked in; None while something is open.
    current: Reading | None
    #: What is missing, one sentence each.
    said: tuple[str, ...]


def flow_answers(
    asked: Sequence[FlowAsked],
    items: Items,
    every: Every = Every.WEEK,
    cycle: Cycle | None = None,
    at: date | None = None,
) -> tuple[FlowAnswer, ...]:
    """Return for each key result the metric in the period before the cycle and in the latest whole one.

    The baseline is that of the last whole week or month before the first day of ``cycle``; the current
    value is that of the latest one in the cycle. A velocity is counted over the period its words name,
    whatever ``every`` says. ``at`` as for :func:`flow_periods`.
    """
    return tuple(_answer(one, items, every, cycle or Cycle(), at) for one in asked)


def _answer(asked: FlowAsked, items: Items, every: Every, cycle: Cycle, at: date | None) -> FlowAnswer:
    if asked.metric is FlowMetric.VELOCITY and asked.unit:
        every = Every(asked.unit)
    counted = of_type(items, asked.type) if asked.type else items
    # Which period is the latest is a matter of all items, not only of those of one type.
    periods = flow_periods(items, every, at)
    start, end = cycle.start, cycle.end
    known = [p for p in periods if (start is None or p.first >= start) and (end is None or p.last <= end)]
    latest = flow_between(counted, known[-1].first, known[-1].last) if known else None
    before = _before(counted, periods, every, start)
    said = list(asked.said)
    if start is None:
        said.append("The cycle has no first day, so there is no period before it.")
    elif before is None:
        said.append(f"The items tell nothing about the whole {every} before {start}.")
    if latest is None:
        within = " of the cycle" if start or end else ""
        said.append(f"The items tell about no whole {every}{within} yet, so there is no current value.")
    names = _names(asked)
    figures = tuple((name, _reading(asked, name, before), _reading(asked, name, latest)) for name in names)
    open_ = bool(asked.asks)
    base, current = figures[0][1:] if len(figures) == 1 and not open_ else (None, None)
    for reading, period, when in (
        (figures[0][1], before, "before the cycle"),
        (figures[0][2], latest, "latest"),
    ):
        if period is not None and reading is None:
            said.append(f"In the {every} {when} ({period.first} to {period.last}) nothing gives this figure.")
    if base is not None and _reached(base.value, asked):
        said.append(
            f"Before the cycle it was already no worse than the target of {asked.target:g}: is that the aim?"
        )
    sentence = asked.sentence.replace("<baseline>", _blank(base, asked), 1) if base and asked.sentence else ""
    name = _DEFINED.get(asked.metric, str(asked.metric))
    definition = definitions(items.clock)[name]
    if asked.metric is FlowMetric.WAITING:
        definition = f"The rest of efficiency. {definition}"
    if asked.type:
        definition += f" Only items of the type {asked.type}."
    return FlowAnswer(
        asked=asked, figures=figures, unit=_unit(asked, every), definition=definition, sentence=sentence,
        current=current, said=tuple(said),
    )  # fmt: skip


def _before(
    items: Items, periods: Sequence[FlowPeriod], every: Every, start: date | None
) -> FlowPeriod | None:
    if start is None or not periods:
        return None
    first, last = period_before(start, every)
    known = periods[0].first <= first and last <= periods[-1].last
    return flow_between(items, first, last) if known else None


def of_type(items: Items, kind: str) -> Items:
    """Return only the items of one type, without the states they went through."""
    keep = items.type_of == items.types.index(kind)
    return replace(
        items, ids=items.ids[keep], type_of=items.type_of[keep], started=items.started[keep],
        done=items.done[keep], dropped=items.dropped[keep], waiting=items.waiting[keep], visits=None,
    )  # fmt: skip


def _reached(value: float, asked: FlowAsked) -> bool:
    if asked.target is None or asked.down is None:
        return False
    return value <= asked.target if asked.down else value >= asked.target


def _names(asked: FlowAsked) -> tuple[str, ...]:
    if asked.metric is not FlowMetric.TIME:
        return (str(asked.metric),)
    return (asked.middle,) if asked.middle else (Middle.MEAN, Middle.P50, Middle.P85)


def _reading(asked: FlowAsked, name: str, period: FlowPeriod | None) -> Reading | None:
    if period is None:
        return None
    value: float | None
    count = period.finished
    if asked.metric is FlowMetric.VELOCITY:
        value = float(period.finished)
    elif asked.metric is FlowMetric.LOAD:
        value, count = float(period.load), period.load
    elif asked.metric is FlowMetric.TIME:
        value = (
            None if period.time is None else getattr(period.time, name.lower()) * _A_DAY[asked.unit or "day"]
        )
        count = 0 if period.time is None else period.time.count
    else:
        share, count = period.efficiency, period.efficiency_count
        waits = asked.metric is FlowMetric.WAITING
        value = None if share is None else 100 * (1 - share if waits else share)
    return None if value is None else Reading(first=period.first, last=period.last, value=value, count=count)


def _unit(asked: FlowAsked, every: Every) -> str:
    if asked.metric is FlowMetric.TIME:
        return f"{asked.unit or 'day'}s"
    if asked.metric is FlowMetric.VELOCITY:
        return f"items a {every}"
    return "items" if asked.metric is FlowMetric.LOAD else "%"


def shown(value: float) -> str:
    """Return a figure with one decimal where it has one: 4.2, 38."""
    return f"{value:,.1f}".removesuffix(".0")


def _blank(reading: Reading, asked: FlowAsked) -> str:
    percent = asked.metric in (FlowMetric.EFFICIENCY, FlowMetric.WAITING)
    return f"{shown(reading.value)}{'%' * percent}"
