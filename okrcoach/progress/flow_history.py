"""Flow against its own history: what a team gets done, what it has begun, and which way a metric goes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import median

from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.flow import FlowPeriod

#: Fewer periods than this are no history.
FEWEST_PERIODS = 8
#: The history looked at for capacity: about a quarter of weeks.
LOOK_BACK = 13
#: Two-sided 95%: one trend in twenty seen in mere chance is what we accept.
_SURE = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What is usually finished in a period, and how the work in progress compares."""

    #: Median of the items finished in a period, and the least and most of all periods looked at.
    finished: float
    least: int
    most: int
    #: Load at the end of the last period, and the median of the periods before.
    load: int
    usual_load: float
    #: Share of the periods before whose load was lower than it is now.
    lower_before: float
    #: Periods it takes to finish what is in progress, with nothing new; None when nothing gets finished.
    periods_of_work: float | None
    says: str


def capacity(periods: Sequence[FlowPeriod]) -> Capacity:
    """Return capacity and load from the last :data:`LOOK_BACK` periods, in the order of time.

    Capacity is what was finished, not what was planned: the median over the periods. Raises
    :class:`Undefined` for fewer than :data:`FEWEST_PERIODS`.
    """
    looked = periods[-LOOK_BACK:]
    if len(looked) < FEWEST_PERIODS:
        raise Undefined(
            f"{len(looked)} whole periods are too few for a history; {FEWEST_PERIODS} are needed."
        )
    finished = [period.finished for period in looked]
    usual, now = float(median(finished)), looked[-1].load
    before = [period.load for period in looked[:-1]]
    lower = sum(load < now for load in before) / len(before)
    work = now / usual if usual else None
    says = (
        f"{usual:g} items are finished in a usual period ({min(finished)} to {max(finished)} in the last "
        f"{len(looked)}); {now} are in progress, {median(before):g} before."
    )
    if work is not None:
        says += f" That is {work:.1f} periods of work before anything new."
    return Capacity(
        finished=usual, least=min(finished), most=max(finished), load=now, usual_load=float(median(before)),
        lower_before=lower, periods_of_work=work, says=says,
    )  # fmt: skip


class Way(StrEnum):
    """Which way a metric goes."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The slope of a metric and whether chance alone would make one like it."""

    #: Change in each period; None when there is too little to go by.
    slope: float | None
    way: Way
    says: str


def trend(values: Sequence[float | None]) -> Trend:
    """Return the trend of a metric over periods, in the order of time; None is a period without a value.

    The slope is the median of the slopes between all pairs of periods (Theil and Sen), so one odd week
    does not turn it. It counts as up or down when far more pairs rise than fall, or the other way round,
    than chance would make in 19 of 20 cases (Mann and Kendall, ties allowed for); else it is unclear.
    Periods that depend on one another make it look surer than it is.
    """
    points = [(n, value) for n, value in enumerate(values) if value is not None]
    size = len(points)
    if size < FEWEST_PERIODS:
        says = f"Too little to go by: {size} periods with a value, {FEWEST_PERIODS} are needed."
        return Trend(slope=None, way=Way.UNCLEAR, says=says)
    pairs = [(b - a, y - x) for (a, x), (b, y) in combinations(points, 2)]
    slope = median(rise / run for run, rise in pairs)
    more = sum((rise > 0) - (rise < 0) for _, rise in pairs)
    ties = sum(n * (n - 1) * (2 * n + 5) for n in Counter(value for _, value in points).values())
    variance = (size * (size - 1) * (2 * size + 5) - ties) / 18
    # One less, because the count moves in steps (continuity).
    sure = bool(variance) and (abs(more) - 1) / math.sqrt(variance) > _SURE
    way = (Way.UP if more > 0 else Way.DOWN) if sure else Way.UNCLEAR
    says = f"{slope:+.3g} in a period, the median over {size} periods"
    says += f": it goes {way}." if sure else ", which chance alone could make: no clear trend."
    return Trend(slope=slope, way=way, says=says)
