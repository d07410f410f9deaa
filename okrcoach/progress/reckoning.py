"""From a plan and its values to progress and what is due: one way for each shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from okrcoach.model import Cycle, Look, Plan, Shape
from okrcoach.progress import arithmetic
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.pace import LATE, LINEAR, Curve, expected, time_gone

NO_VALUE = "No check-in with a value yet."
NO_SHARE = "A check-in about milestones says the share reached, 0 to 1"
#: What moves from a start towards a target.
MOVING = (Shape.FROM_TO, Shape.COUNT)


def start_value(plan: Plan) -> float | None:
    """Return the value that progress counts from: a count starts at nothing."""
    return 0.0 if plan.shape is Shape.COUNT else plan.baseline


def curve_of(plan: Plan) -> Curve:
    """Return the curve of a plan: its own points, little at first, or linear."""
    return plan.curve or (LATE if plan.late else LINEAR)


def period_of(plan: Plan, cycle: Cycle) -> tuple[date, date] | None:
    """Return the first day of the cycle and the day it is due; None without the cycle's days."""
    if cycle.start is None or cycle.end is None:
        return None
    return cycle.start, plan.due or cycle.end


def share_due(plan: Plan, cycle: Cycle, day: date) -> float | None:
    """Return the share of the way that is expected at the end of a day, 0.0 to 1.0.

    Nothing before the lag is over, all of it from the day it is due on; in between what the curve says.
    None without the days of the cycle. Raises :class:`Undefined` as
    :func:`okrcoach.progress.pace.time_gone` does.
    """
    period = period_of(plan, cycle)
    if period is None:
        return None
    first = period[0] + timedelta(days=plan.lag)
    if day < first:
        return 0.0
    return expected(curve_of(plan), time_gone(first, period[1], day) if first <= period[1] else 1.0)


def way_of(plan: Plan, cycle: Cycle) -> Callable[[date], float] | None:
    """Return the share of the way expected by day, for a plan that does not go straight from the first day.

    None for one that does, and without the days of the cycle.
    """
    straight = not (plan.lag or plan.late or plan.curve)
    if straight or period_of(plan, cycle) is None:
        return None
    return lambda day: share_due(plan, cycle, day) or 0.0


def progress_of(
    plan: Plan, values: Sequence[float], target: float | None, at: date, look: Look = Look.LATEST
) -> tuple[float | None, str]:
    """Return progress at the end of a day, or None and why there is none.

    ``values`` up to the day, in the order of time; ``target`` is the one in force; ``look`` counts where
    the plan leaves it open. Several milestones: the last value is the share reached, 0 to 1; without
    a value, their marks count.
    """
    if plan.shape is None:
        return None, plan.undefined
    if plan.shape is Shape.BASELINE:
        return arithmetic.baseline_found(values[-1] if values else None), ""
    try:
        if plan.milestones and not values:
            done = [one.reached(at) for one in plan.milestones]
            return arithmetic.milestones(done, [one.weight for one in plan.milestones]), ""
        if not values:
            return None, NO_VALUE
        if plan.milestones:
            within = 0 <= values[-1] <= 1
            return (values[-1], "") if within else (None, f"{NO_SHARE}, not {values[-1]:g}.")
        if plan.shape is Shape.HOLD:
            low, high = plan.lowest, plan.highest
            if target is not None and (low is None) is not (high is None):  # the one bound has been moved
                low, high = (target, None) if low is not None else (None, target)
            return arithmetic.held(values, low, high, plan.look or look), ""
        if plan.shape is Shape.MILESTONE:
            return arithmetic.milestones([values[-1] >= 1]), ""
        return moved(plan, values[-1], target), ""
    except Undefined as error:
        return None, str(error)


def moved(plan: Plan, value: float, target: float | None) -> float:
    """Return the progress at a value towards a target, over commit and stretch where there are any.

    Raises :class:`Undefined` where start or target is missing or they contradict each other.
    """
    if target is None:
        raise Undefined("There is no target yet: <target>.")
    start = start_value(plan)
    if start is None:
        raise Undefined("There is no starting point yet: <baseline>.")
    if plan.commit is not None and plan.stretch is not None:
        return arithmetic.zones(start, plan.commit, target, plan.stretch, value)
    if plan.shape is Shape.COUNT:
        return arithmetic.reach(target, value)
    return arithmetic.from_to(start, target, value)


def progress_due(plan: Plan, share: float, target: float | None) -> float | None:
    """Return the progress that a share of the way to the target comes to; None where it has none.

    Over commit, target and stretch the whole way to the target is 0.7, else 1.0.
    """
    start = start_value(plan)
    if plan.commit is None or start is None or target is None:
        return share
    try:
        return moved(plan, start + share * (target - start), target)
    except Undefined:
        return None
