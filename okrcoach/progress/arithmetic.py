"""How far a key result is: pure functions on plain numbers.

Progress is signed and unclamped: 0.0 is the start, 1.0 the target, below 0 is worse than at the start,
above 1 is beyond the target. Clamp only to draw (:func:`shown`). What cannot be worked out is an
error, never a guess.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from okrcoach.model import Look


class Undefined(ValueError):  # noqa: N818 what it says is not an accident
    """Progress cannot be worked out; the message says what is missing or contradicts itself."""


def _finite(**values: float) -> None:
    for name, value in values.items():
        if not math.isfinite(value):
            raise Undefined(f"{name} is not a number one can reckon with: {value}")


def from_to(baseline: float, target: float, current: float) -> float:
    """Return ``(current - baseline) / (target - baseline)``: signed, for both directions.

    "From 18 to 9, now 12" is 6 of 9 steps: 0.67. Dividing current by target would call that 1.33.
    Raises :class:`Undefined` when target and baseline are equal. After Lamorte's metric key result,
    "move A from X to Y".
    """
    _finite(baseline=baseline, target=target, current=current)
    if baseline == target:
        raise Undefined(f"The target equals the starting point ({target:g}): there is nothing to move.")
    return (current - baseline) / (target - baseline)


def reach(target: float, current: float) -> float:
    """Return ``current / target`` for a count that starts at zero, such as "sign 10 new customers".

    Raises :class:`Undefined` for a target of zero or below: a count that is to fall has a baseline.
    """
    _finite(target=target, current=current)
    if target <= 0:
        raise Undefined(f"A count that starts at zero needs a target above zero, not {target:g}.")
    return current / target


def inside(value: float, low: float | None, high: float | None) -> bool:
    """Whether a value lies between the bounds, both included; None is no bound.

    Raises :class:`Undefined` without any bound or when they contradict each other.
    """
    if low is None and high is None:
        raise Undefined("A level to hold needs a lowest or a highest acceptable value.")
    if low is not None and high is not None and low > high:
        raise Undefined(f"The lowest acceptable value ({low:g}) is above the highest ({high:g}).")
    _finite(value=value)
    return (low is None or value >= low) and (high is None or value <= high)


def held(values: Sequence[float], low: float | None, high: float | None, look: Look = Look.LATEST) -> float:
    """Return 1.0 or 0.0 for a level to hold, or the share of check-ins inside it.

    ``values`` are in the order of time. ``worst`` asks of every value, ``average`` of their mean.
    Raises :class:`Undefined` without values or bounds.
    """
    if not values:
        raise Undefined("There is no check-in yet.")
    within = [inside(value, low, high) for value in values]
    if look is Look.SHARE:
        return sum(within) / len(within)
    if look is Look.WORST:
        return float(all(within))
    if look is Look.AVERAGE:
        return float(inside(math.fsum(values) / len(values), low, high))
    return float(within[-1])


def milestones(done: Sequence[bool], weights: Sequence[float] | None = None) -> float:
    """Return the weighted share of milestones reached; each is reached or not, never half.

    Milestones are binary (Lamorte) and notorious for output, so a rule asks about them; their arithmetic
    is still this. Raises :class:`Undefined` without milestones, or for weights that are negative, all
    zero or of another number.
    """
    if not done:
        raise Undefined("There are no milestones.")
    shares = [1.0] * len(done) if weights is None else list(weights)
    if len(shares) != len(done):
        raise Undefined(f"{len(done)} milestones and {len(shares)} weights.")
    _finite(**{f"weight {n}": w for n, w in enumerate(shares, 1)})
    if min(shares) < 0 or not any(shares):
        raise Undefined("Weights are zero or more, and not all of them zero.")
    return math.fsum(w for w, reached in zip(shares, done, strict=True) if reached) / math.fsum(shares)


#: What each zone is worth at its end: the target is a good score for a stretch goal (Google: 0.7).
ZONES = (0.0, 0.3, 0.7, 1.0)


def zones(baseline: float, commit: float, target: float, stretch: float, current: float) -> float:
    """Return progress over commit, target and stretch, piecewise linear between :data:`ZONES`.

    The four levels must rise or fall strictly in this order. Below the baseline the first slope goes
    on (negative), above the stretch the last one. Raises :class:`Undefined` otherwise.
    """
    levels = (baseline, commit, target, stretch)
    _finite(baseline=baseline, commit=commit, target=target, stretch=stretch, current=current)
    steps = [b - a for a, b in pairwise(levels)]
    if not (all(s > 0 for s in steps) or all(s < 0 for s in steps)):
        given = ", ".join(f"{level:g}" for level in levels)
        raise Undefined(f"Baseline, commit, target and stretch must rise or fall in this order, not {given}.")
    up = steps[0] > 0
    n = 0
    while n < 2 and (current > levels[n + 1] if up else current < levels[n + 1]):
        n += 1
    share = from_to(levels[n], levels[n + 1], current)
    return ZONES[n] + share * (ZONES[n + 1] - ZONES[n])


def baseline_found(value: float | None) -> float:
    """Return the score of a key result "find the baseline": 1.0 once there is a value, else 0.0.

    Right only where the measure will be a later key result's start (Lamorte).
    """
    return 0.0 if value is None else 1.0


def shown(progress: float) -> float:
    """Return progress clamped to 0..1, for drawing only; no score is made from it."""
    return min(1.0, max(0.0, progress))
