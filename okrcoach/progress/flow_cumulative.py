"""Cumulative flow: how many items have come, are in each state and are done, by day or week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from okrcoach.model.work_items import Items
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.flow import DAY, as_seconds, seconds, spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Seconds = NDArray[np.int64]

_EPOCH = date(1970, 1, 1)
#: Days looked back on when nobody says otherwise: 13 weeks, about a quarter.
LOOK_BACK_DAYS = 91
#: What the one state is called where the items bring none.
IN_PROGRESS = "in progress"
#: What is in progress and, by the items' visits, in no state.
UNKNOWN = "no state known"


class Step(StrEnum):
    """How far apart two counts are."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state and the items in it at the end of each day counted."""

    name: str
    #: Nobody works on what is here.
    waiting: bool
    load: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeFlow:
    """Counts at the end of each day in ``days``; for each of them ``came = done + dropped + loads``."""

    #: The first day whose work is counted; what ended before it is left out.
    first: date
    days: tuple[date, ...]
    step: Step
    #: What the start of the clock is.
    clock: str
    #: In progress before the first day, plus what was started since.
    came: tuple[int, ...]
    #: Done since the first day.
    done: tuple[int, ...]
    #: Dropped since the first day.
    dropped: tuple[int, ...]
    #: In the order of the work.
    states: tuple[State, ...]
    #: Items without a known start; they are in no count.
    without_start: int

    @property
    def load(self) -> tuple[int, ...]:
        """Items in progress at the end of each day, over all states."""
        return tuple(c - d - x for c, d, x in zip(self.came, self.done, self.dropped, strict=True))


def cumulative_flow(
    items: Items, first: date | None = None, last: date | None = None, step: Step = Step.DAY
) -> CumulativeFlow:
    """Count at the end of ``last`` and of each day or week before it, down to ``first``.

    ``last`` is the day of the latest moment where it is not given, ``first`` is 13 weeks earlier or the day
    of the first start, whichever is later. Each count is a difference of two sorted searches, so the work
    grows with the items, not with items times days. Items without states are in one state, "in progress".
    Raises :class:`Undefined` when no start is known or the last day is before the first.
    """
    import numpy as np

    starts, _, _ = spans(items)
    if not len(starts):
        raise Undefined("No item has a known start, so there is nothing to add up.")
    known = ~np.isnat(items.started)
    done, dropped = items.done[known], items.dropped[known]
    dropped = dropped[np.isnat(done)]  # done counts first, as in all our flow metrics
    if last is None:
        ends = [as_seconds(moments[~np.isnat(moments)]) for moments in (done, dropped)]
        last = _day(max(int(column.max()) for column in (starts, *ends) if len(column)))
    if first is None:
        first = max(_day(int(starts.min())), last - timedelta(LOOK_BACK_DAYS - 1))
    if last < first:
        raise Undefined(f"The last day ({last}) is before the first ({first}).")
    gap = 7 if step is Step.WEEK else 1
    days = [last - timedelta(n) for n in range(0, (last - first).days + 1, gap)][::-1]
    edges = np.array([seconds(first), *(seconds(day) + DAY for day in days)], dtype=np.int64)

    came = _before(starts, edges)
    finished = _before(as_seconds(done[~np.isnat(done)]), edges)
    lost = _before(as_seconds(dropped[~np.isnat(dropped)]), edges)
    load = (came - finished - lost)[1:]
    return CumulativeFlow(
        first=first,
        days=tuple(days),
        step=step,
        clock=items.clock,
        came=_numbers((came - finished[0] - lost[0])[1:]),
        done=_numbers((finished - finished[0])[1:]),
        dropped=_numbers((lost - lost[0])[1:]),
        states=_states(items, known, edges[1:], load),
        without_start=len(items) - len(starts),
    )


def _states(items: Items, known: NDArray[np.bool_], edges: Seconds, load: Seconds) -> tuple[State, ...]:
    """Return the states that were ever in use, in their order, so that they add up to the load."""
    import numpy as np

    visits = items.visits
    if visits is None:
        return (State(name=IN_PROGRESS, waiting=False, load=_numbers(load)),)
    counted = known[visits.item]
    state = visits.state[counted]
    entered, left = as_seconds(visits.entered[counted]), visits.left[counted]
    ended = ~np.isnat(left)
    left_state, left_at = state[ended], as_seconds(left[ended])
    found, rest = [], load.copy()
    for number in np.unique(state).tolist():
        here = _before(entered[state == number], edges) - _before(left_at[left_state == number], edges)
        rest -= here
        found.append(State(name=visits.states[number], waiting=visits.waiting[number], load=_numbers(here)))
    if (rest < 0).any():
        raise Undefined("An item is in two states at a time, so the states do not add up.")
    if (rest > 0).any():
        found.append(State(name=UNKNOWN, waiting=False, load=_numbers(rest)))
    return tuple(found)


def _before(moments: Seconds, edges: Seconds) -> Seconds:
    """Count the moments before each edge."""
    import numpy as np

    return np.searchsorted(np.sort(moments), edges, side="left").astype(np.int64)


def _day(second: int) -> date:
    return _EPOCH + timedelta(second // DAY)


def _numbers(column: Seconds) -> tuple[int, ...]:
    return tuple(column.tolist())
