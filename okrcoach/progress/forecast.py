"""Where a key result may end: a simple, explained forecast with an honest interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
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


def forecast(values: Sequence[tuple[date, float]], end: date) -> Forecast:
    """Return where the value may stand on the last day, from the weekly moves so far.

    Method, a random walk with drift: each move between two check-ins is divided by its weeks; the mean
    move goes on for the weeks left (h). The 80% interval is ``t * s * sqrt(h + h*h/n)``: s is the
    spread of the n moves, the first part of the root the noise to come, the second that the mean
    itself is only known so well; t is Student's. It knows nothing of plans, and says so.
    ``values`` may come in any order; of two on one day the later in the sequence counts.
    """
    points = sorted(dict(values).items())
    moves = [((b[1] - a[1]), (b[0] - a[0]).days / 7) for a, b in pairwise(points)]
    n = len(moves)
    if n < FEWEST_MOVES:
        have = f"{len(points)} check-in{'s' * (len(points) != 1)} with a value"
        return Forecast(at=end, says=f"Too little to go by: {have}, {FEWEST_MOVES + 1} are needed.")
    last_day, last = points[-1]
    left = max(0.0, (end - last_day).days / 7)
    weeks = math.fsum(w for _, w in moves)
    mean = math.fsum(m for m, _ in moves) / weeks
    # A move over w weeks has w times the variance of a weekly one.
    spread = math.sqrt(math.fsum((m - mean * w) ** 2 / w for m, w in moves) / (n - 1))
    t = _T80.get(n - 1, 1.2816 + 0.9 / (n - 1))
    half = t * spread * math.sqrt(left + left * left / weeks)
    value = last + mean * left
    says = (
        f"If the weeks to come are like the {n} moves so far ({mean:+.3g} a week on average), it ends near "
        f"{value:.4g}; in 8 of 10 such cases between {value - half:.4g} and {value + half:.4g}. It knows "
        "nothing of what you plan."
    )
    return Forecast(at=end, value=value, low=value - half, high=value + half, says=says)
