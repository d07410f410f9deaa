"""Where work waits, and whether load, velocity and time agree (Little's law)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from okrcoach.model.work_items import Items
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.flow import DAY, as_seconds, flow_between, seconds, spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: A load that differs by more from velocity times time says that the figures are not those of steady work.
TOLERANCE = 0.05
#: Arrivals and departures, or ages, further apart than this are named as the likely reason.
DRIFT = 0.10


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTime:
    """What happened in one state during the days looked at."""

    state: str
    #: Nobody works on what is here.
    waiting: bool
    #: Item-days spent here.
    days: float
    #: Of the item-days in all states.
    share: float
    entered: int
    left: int
    #: Items here at the end.
    load: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """The state where most of the waiting is, and all states by the time spent there."""

    state: str
    #: The state that most items go to from there: what they wait for. None when none has left.
    before: str | None
    #: Of all item-days.
    share: float
    #: Most time first.
    states: tuple[StateTime, ...]
    says: str


def bottleneck(items: Items, first: date, last: date) -> Bottleneck:
    """Return the state in which items spent most waiting from ``first`` to ``last``, both included.

    Item-days in a state are the days of all stays there, cut to the days looked at; stays that go on
    count up to the end. Where no state is known as a place of waiting, it is the state with most
    item-days, and ``says`` says so. Improving elsewhere than here moves little (Kersten, after Kim).
    Raises :class:`Undefined` when the items bring no states or nothing was under way.
    """
    import numpy as np

    visits = items.visits
    if visits is None:
        raise Undefined("The bottleneck needs the states that the items went through.")
    since, until = seconds(first), seconds(last + timedelta(1))
    entered, left = as_seconds(visits.entered), as_seconds(visits.left)
    left = np.where(np.isnat(visits.left), np.iinfo(np.int64).max, left)
    stay = np.maximum(0, np.minimum(left, until) - np.maximum(entered, since))
    size = len(visits.states)
    days = np.bincount(visits.state, weights=stay, minlength=size) / DAY
    whole = float(days.sum())
    if not whole:
        raise Undefined(f"Nothing was under way from {first} to {last}.")

    def count(mask: NDArray[np.bool_]) -> list[int]:
        return np.bincount(visits.state[mask], minlength=size).tolist()  # type: ignore[no-any-return]

    came = count((entered >= since) & (entered < until))
    went = count((left >= since) & (left < until))
    here = count((entered < until) & (left >= until))
    states = sorted(
        (
            StateTime(
                state=name, waiting=visits.waiting[n], days=float(days[n]), share=float(days[n]) / whole,
                entered=came[n], left=went[n], load=here[n],
            )
            for n, name in enumerate(visits.states)
            if days[n] or came[n] or went[n] or here[n]
        ),
        key=lambda state: -state.days,
    )  # fmt: skip
    known = any(state.waiting and state.days for state in states)
    worst = next(state for state in states if state.waiting or not known)
    order = np.lexsort((entered, visits.item))
    item, state = visits.item[order], visits.state[order]
    follows = state[1:][(item[1:] == item[:-1]) & (state[:-1] == visits.states.index(worst.state))]
    before = visits.states[int(np.bincount(follows).argmax())] if len(follows) else None
    says = f"{worst.share:.0%} of all item-days were spent in “{worst.state}”"
    if known:
        says += ", more than in any other state of waiting"
    else:
        says += "; no state is known as a place of waiting, so this is where items stay longest"
    says += f". Most items go from there to “{before}”." if before else "."
    if worst.entered > worst.left:
        says += f" More came than left: {worst.entered} in, {worst.left} out."
    return Bottleneck(state=worst.state, before=before, share=worst.share, states=tuple(states), says=says)


@dataclass(frozen=True, slots=True, kw_only=True)
class LittleCheck:
    """Load as counted, beside load as velocity and time say it should be."""

    #: Average items in progress.
    load: float
    #: Items started and items finished a day.
    rate_in: float
    rate_out: float
    #: Average days of the items finished.
    time: float
    #: ``rate_out * time``.
    expected: float
    #: ``(expected - load) / load``, signed.
    gap: float
    #: The gap is within :data:`TOLERANCE`.
    holds: bool
    #: Assumptions the days looked at do not meet, in plain sentences.
    broken: tuple[str, ...]
    says: str


def littles_law(items: Items, first: date, last: date) -> LittleCheck:
    """Compare the average load from ``first`` to ``last`` with rate times time: ``L = lambda * W``.

    Little (2011): over the long run, average items in the system equal the arrival rate times the average
    time in it. It holds for averages, of one kind of unit, when as much leaves as arrives, nothing is
    lost on the way and the age of the work in progress neither grows nor shrinks; it says nothing about a
    single item. Counted here are items with a known start. Raises :class:`Undefined` when none
    was in progress or none was finished.
    """
    import numpy as np

    period = flow_between(items, first, last)
    if period.time is None or not period.average_load:
        raise Undefined(f"Little's law needs work in progress and work finished from {first} to {last}.")
    rate_in, rate_out = period.started / period.days, period.time.count / period.days
    expected = rate_out * period.time.mean
    gap = (expected - period.average_load) / period.average_load
    starts, ends, _ = spans(items)

    def age(moment: int) -> float | None:
        here = (starts < moment) & (ends >= moment)
        return float(np.mean(moment - starts[here])) / DAY if here.any() else None

    young, old = age(seconds(first)), age(seconds(last + timedelta(1)))
    broken = []
    if abs(rate_in - rate_out) > DRIFT * max(rate_in, rate_out):
        word = "more" if rate_in > rate_out else "less"
        broken.append(f"{word} was started than finished ({rate_in:.3g} and {rate_out:.3g} a day)")
    if period.dropped > DRIFT * period.time.count:
        broken.append(f"{period.dropped} items were dropped on the way")
    if young is None or old is None:
        broken.append("there was no work in progress at the start or at the end")
    elif abs(old - young) > DRIFT * max(old, young):
        broken.append(f"the age of the work in progress moved from {young:.3g} to {old:.3g} days")
    holds = abs(gap) <= TOLERANCE
    says = (
        f"{_short(rate_out)} items a day, {_short(period.time.mean)} days each from {items.clock}, make a "
        f"load of {_short(expected)}; counted were {_short(period.average_load)} ({gap:+.1%})."
    )
    if not holds:
        why = "; ".join(broken) or "the days may be too few"
        says += f" The figures are not those of steady work: {why}."
    return LittleCheck(
        load=period.average_load, rate_in=rate_in, rate_out=rate_out, time=period.time.mean,
        expected=expected, gap=gap, holds=holds, broken=tuple(broken), says=says,
    )  # fmt: skip


def _short(number: float) -> str:
    """Return three digits that count, without powers of ten: 24,100."""
    return f"{float(f'{number:.3g}'):,g}"
