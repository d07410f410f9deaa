"""Where a key result may end: a simple, explained forecast with an honest interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

#: Fewer weekly moves than this say too little about the spread.
FEWEST_MOVES = 4
#: Student's t, two-sided 80%, by degrees of freedom; 1.2816 for many.
_T80 = {
    3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372, 11: 1.363, 12: 1.356,
    13: 1.350, 14: 1.345, 15: 1.341, 16: 1.337, 17: 1.333, 18: 1.330, 19: 1.328, 20: 1.325,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The value at the end, with the bounds between which it lies in 80 of 100 such cases."""

    at: date
    value: float | None = None
    low: float | None = None
    high: float | None = None
    #: How it came about, or why there is none; one or two sentences.
    says: str = ""


def forecast(
    values: Sequence[tuple[date, float]], end: date, way: Callable[[date], float] | None = None
) -> Forecast:
    """Return where the value may stand on the last day, from the weekly moves so far.

    Method, a random walk with drift: each move between two check-ins is divided by its weeks; the mean
    move goes on for the weeks left (h). The 80% interval is ``t * s * sqrt(h + h*h/n)``: s is the
    spread of the n moves, the first part of the root the noise to come, the second that the mean
    itself is only known so well; t is Student's. It knows nothing of plans, and says so.

    ``way`` gives the share of the way expected at a day, for what has a curve or a lag of its own. The
    drift then follows it: a move over ``d`` of the way counts with ``d*d/w`` (w its weeks), and what is
    left of the way takes the place of the weeks left. On a straight way that is the same.
    ``values`` may come in any order; of two on one day the later in the sequence counts.
    """
    points = sorted(dict(values).items())
    pairs = list(pairwise(points))
    n = len(pairs)
    if n < FEWEST_MOVES:
        have = f"{len(points)} check-in{'s' * (len(points) != 1)} with a value"
        return Forecast(at=end, says=f"Too little to go by: {have}, {FEWEST_MOVES + 1} are needed.")
    last_day, last = points[-1]
    left = max(0.0, (end - last_day).days / 7)
    moves = [(b[1] - a[1], (b[0] - a[0]).days / 7) for a, b in pairs]
    steps = [w for _, w in moves] if way is None else [way(b[0]) - way(a[0]) for a, b in pairs]
    ahead = left if way is None else max(0.0, way(end) - way(last_day))
    seen = math.fsum(d * d / w for d, (_, w) in zip(steps, moves, strict=True))
    if seen == 0:
        return Forecast(at=end, says="Too little to go by: nothing was expected to show so far.")
    # How far one step of the way has moved the value.
    rate = math.fsum(m * d / w for d, (m, w) in zip(steps, moves, strict=True)) / seen
    # A move over w weeks has w times the variance of a weekly one.
    off = math.fsum((m - rate * d) ** 2 / w for d, (m, w) in zip(steps, moves, strict=True))
    spread = math.sqrt(off / (n - 1))
    t = _T80.get(n - 1, 1.2816 + 0.9 / (n - 1))
    half = t * spread * math.sqrt(left + ahead * ahead / seen)
    value = last + rate * ahead
    weekly = f" ({rate:+.3g} a week on average)" if way is None else ", along the curve that was expected"
    says = (
        f"If the weeks to come are like the {n} moves so far{weekly}, it ends near "
        f"{value:.4g}; in 8 of 10 such cases between {value - half:.4g} and {value + half:.4g}. It knows "
        "nothing of what you plan."
    )
    return Forecast(at=end, value=value, low=value - half, high=value + half, says=says)
