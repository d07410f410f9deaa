"""Flow metrics: velocity, time, efficiency, load and distribution of work items, by week or month.

Definitions after Tasktop's flow metrics; where practice differs the choice is said in :func:`definitions`
and shown beside the figures. Everything works on columns, a million items at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from okrcoach.model.work_items import Items
from okrcoach.progress.arithmetic import Undefined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Seconds = NDArray[np.int64]

DAY = 86_400
_EPOCH = date(1970, 1, 1)


class Every(StrEnum):
    """The length of a period."""

    #: Monday to Sunday.
    WEEK = "week"
    #: A calendar month.
    MONTH = "month"


def definitions(clock: str) -> dict[str, str]:
    """Return what each metric means, in one sentence; ``clock`` is that of the items."""
    return {
        "velocity": "Items done in the period, of each type.",
        "time": f"Days from {clock} to done, waiting and nights included, of the items done in the period. "
        "P85: 85 of 100 took at most this long (nearest rank).",
        "efficiency": "Days not spent waiting as a share of all days of flow time, over the items done in "
        "the period whose waiting is known; long items weigh more.",
        "load": f"Items past {clock} and neither done nor dropped at the end of the period, active "
        "or waiting.",
        "distribution": "Share of each type among the items done in the period.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Flow times in days."""

    #: Items done in the period whose start is known.
    count: int
    mean: float
    p50: float
    p85: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPeriod:
    """The five flow metrics of one period."""

    first: date
    #: The last day of the period, included.
    last: date
    #: What the start of the clock is; print it beside times and load.
    clock: str
    started: int
    #: Flow velocity.
    finished: int
    finished_by_type: dict[str, int]
    dropped: int
    #: Flow time; None when nothing with a known start was finished.
    time: Times | None
    #: Flow efficiency, 0.0 to 1.0; None when no waiting is known or all took no time.
    efficiency: float | None
    #: How many items the efficiency speaks of.
    efficiency_count: int
    #: Flow load at the end of the period.
    load: int
    load_by_type: dict[str, int]
    #: Flow load over the whole period, each second counted alike.
    average_load: float

    @property
    def days(self) -> int:
        """Calendar days in the period."""
        return (self.last - self.first).days + 1

    @property
    def distribution(self) -> dict[str, float]:
        """Share of each type among the finished; empty when nothing was."""
        return {kind: n / self.finished for kind, n in self.finished_by_type.items()} if self.finished else {}


def flow_periods(items: Items, every: Every = Every.WEEK, at: date | None = None) -> tuple[FlowPeriod, ...]:
    """Return the metrics of each whole period, from the first known moment on, in order of time.

    ``at`` is the last day that the items tell about, else the day before the latest moment in them. A
    period that is not over by then is left out: a half week looks like a slow one.
    """
    import numpy as np

    known = [column[~np.isnat(column)] for column in (items.started, items.done, items.dropped)]
    moments = [(column.min(), column.max()) for column in known if len(column)]
    if not moments:
        return ()
    first = _day(min(low for low, _ in moments))
    over = at + timedelta(1) if at else _day(max(high for _, high in moments))
    edges = [_begin(first, every)]
    while (following := _next(edges[-1], every)) <= over:
        edges.append(following)
    return _measure(items, edges)


def flow_between(items: Items, first: date, last: date) -> FlowPeriod:
    """Return the metrics of the days from ``first`` to ``last``, both included, as one period.

    Two of these give a flow key result its baseline and its current value. Raises :class:`Undefined`
    when the last day is before the first.
    """
    if last < first:
        raise Undefined(f"The last day ({last}) is before the first ({first}).")
    return _measure(items, [first, last + timedelta(1)])[0]


def period_before(day: date, every: Every = Every.WEEK) -> tuple[date, date]:
    """Return first and last day of the last whole period that was over when ``day`` began."""
    begin = _begin(day, every)
    last = begin - timedelta(1)
    return _begin(last, every), last


def _day(moment: np.datetime64) -> date:
    return _EPOCH + timedelta(int(moment.astype("datetime64[D]").astype(int)))


def _begin(day: date, every: Every) -> date:
    return day.replace(day=1) if every is Every.MONTH else day - timedelta(day.weekday())


def _next(day: date, every: Every) -> date:
    return _begin(day + timedelta(31), every) if every is Every.MONTH else day + timedelta(7)


def seconds(day: date) -> int:
    """Seconds from 1970 to the begin of a day, as ``datetime64[s]`` counts."""
    return (day - _EPOCH).days * DAY


def as_seconds(moments: NDArray[np.datetime64]) -> Seconds:
    """Return moments as whole seconds since 1970; NaT is the smallest number there is."""
    import numpy as np

    return moments.astype("datetime64[s]").astype(np.int64)


def spans(items: Items) -> tuple[Seconds, Seconds, NDArray[np.intp]]:
    """Return start and end in seconds of the items with a known start, and their types.

    Work without an end yet ends at the largest number there is.
    """
    import numpy as np

    with_start = ~np.isnat(items.started)
    end = np.where(np.isnat(items.done), items.dropped, items.done)[with_start]
    ends = np.where(np.isnat(end), np.iinfo(np.int64).max, as_seconds(end))
    return as_seconds(items.started[with_start]), ends, items.type_of[with_start]


def _measure(items: Items, days: list[date]) -> tuple[FlowPeriod, ...]:
    """Return one period between each two neighbouring days; the later day begins the next period."""
    import numpy as np

    edges = np.array([seconds(day) for day in days], dtype=np.int64)
    count, kinds = len(days) - 1, len(items.types)
    if count < 1:
        return ()
    done = as_seconds(items.done)
    period = np.searchsorted(edges, done, side="right") - 1
    inside = (period >= 0) & (period < count)  # NaT lies before every edge
    cell = period[inside] * kinds + items.type_of[inside]
    finished = np.bincount(cell, minlength=count * kinds).reshape(count, kinds)
    timed = inside & ~np.isnat(items.started)
    took = done[timed] - as_seconds(items.started[timed])
    times = _times(took, period[timed], count)
    efficiency, counted = _efficiency(took, items.waiting[timed], period[timed], count)
    starts, ends, type_of = spans(items)
    came, came_area = _before(starts, type_of, edges, kinds)
    went, went_area = _before(ends, type_of, edges, kinds)
    load = (came - went)[1:]
    average = np.diff(came_area - went_area) / np.diff(edges)
    started = np.diff(came.sum(axis=1))
    lost = np.searchsorted(edges, as_seconds(items.dropped[np.isnat(items.done)]), side="right")
    dropped = np.bincount(lost, minlength=count + 1)[1:]
    return tuple(
        FlowPeriod(
            first=days[n],
            last=days[n + 1] - timedelta(1),
            clock=items.clock,
            started=int(started[n]),
            finished=int(finished[n].sum()),
            finished_by_type=dict(zip(items.types, finished[n].tolist(), strict=True)),
            dropped=int(dropped[n]),
            time=times[n],
            efficiency=efficiency[n],
            efficiency_count=int(counted[n]),
            load=int(load[n].sum()),
            load_by_type=dict(zip(items.types, load[n].tolist(), strict=True)),
            average_load=float(average[n]),
        )
        for n in range(count)
    )


def _before(
    moments: Seconds, type_of: NDArray[np.intp], edges: Seconds, kinds: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Count for each edge and type the moments before it, and sum for each edge the time since them.

    The difference of two such sums, for starts and for ends, is the area under the load: exact, without
    looking at each day.
    """
    import numpy as np

    at = np.searchsorted(edges, moments, side="right")  # before edge n: at <= n
    reached = at < len(edges)
    cells = at[reached] * kinds + type_of[reached]
    counts = np.bincount(cells, minlength=len(edges) * kinds).reshape(-1, kinds).cumsum(axis=0)
    since = moments[reached] - edges[0]  # small numbers keep the sums exact
    sums = np.bincount(at[reached], weights=since, minlength=len(edges)).cumsum()
    return counts, counts.sum(axis=1) * (edges - edges[0]) - sums


def _times(took: Seconds, period: NDArray[np.intp], count: int) -> list[Times | None]:
    import numpy as np

    ordered = took[np.lexsort((took, period))]
    sizes = np.bincount(period, minlength=count)
    ends = sizes.cumsum()
    means = np.bincount(period, weights=took, minlength=count)

    def rank(n: int, percent: int) -> float:
        size = int(sizes[n])
        return float(ordered[ends[n] - size - (-percent * size // 100) - 1]) / DAY

    return [
        Times(
            count=int(size),
            mean=float(means[n]) / int(size) / DAY,
            p50=rank(n, 50),
            p85=rank(n, 85),
            p95=rank(n, 95),
        )
        if size
        else None
        for n, size in enumerate(sizes)
    ]


def _efficiency(
    took: Seconds, waiting: NDArray[np.float64], period: NDArray[np.intp], count: int
) -> tuple[list[float | None], NDArray[np.intp]]:
    import numpy as np

    known = ~np.isnan(waiting)
    took, period = took[known], period[known]
    # Waiting counted in whole days can exceed a time taken from dates.
    active = took - np.minimum(waiting[known] * DAY, took)
    whole = np.bincount(period, weights=took, minlength=count)
    part = np.bincount(period, weights=active, minlength=count)
    shares = [float(a / w) if w else None for a, w in zip(part, whole, strict=True)]
    return shares, np.bincount(period, minlength=count)
