"""How often the forecast's 80% interval holds the outcome, on simulated quarters.

    python -m benchmarks.forecasts

500 quarters of each kind, looked at after week seven of thirteen. The bar is about the first: it is what the
method assumes. The others say how far the interval can be trusted where it does not hold.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from okrcoach.progress.forecast import forecast
from okrcoach.progress.pace import LATE, expected

QUARTERS, WEEKS, LOOKED = 500, 13, 7
_START = date(2027, 1, 4)
#: Thirteen weekly values after the one at the start.
_Quarter = Callable[[random.Random], list[float]]


@dataclass(frozen=True)
class Coverage:
    """Share of quarters whose outcome lay within the interval."""

    quarters: int
    #: A random walk with drift: each week moves by its own amount.
    walk: float
    #: A straight line that is measured with noise, so that a high week is followed by a lower one.
    line: float
    #: Slow at first, then steep, a fifth of the way by half time, as the plan had said: ``curve: late``.
    late: float
    #: The same where nobody had said so.
    late_unsaid: float


def _walk(dice: random.Random) -> list[float]:
    drift, noise = dice.uniform(-1, 3), dice.uniform(0.2, 3)
    values = [0.0]
    for _ in range(WEEKS):
        values.append(values[-1] + dice.gauss(drift, noise))
    return values


def _line(dice: random.Random) -> list[float]:
    drift, noise = dice.uniform(-1, 3), dice.uniform(0.2, 3)
    return [drift * week + dice.gauss(0, noise) for week in range(WEEKS + 1)]


def _late(dice: random.Random) -> list[float]:
    far, noise = dice.uniform(5, 40), dice.uniform(0.2, 3)
    values = [0.0]
    for week in range(WEEKS):
        step = expected(LATE, (week + 1) / WEEKS) - expected(LATE, week / WEEKS)
        values.append(values[-1] + dice.gauss(far * step, noise))
    return values


def _way(day: date) -> float:
    return expected(LATE, (day - _START).days / 7 / WEEKS)


def _covered(
    quarter: _Quarter, quarters: int, seed: int, way: Callable[[date], float] | None = None
) -> float:
    dice = random.Random(seed)
    days = [_START + timedelta(weeks=week) for week in range(WEEKS + 1)]
    inside = 0
    for _ in range(quarters):
        values = quarter(dice)
        found = forecast(list(zip(days, values, strict=True))[: LOOKED + 1], days[-1], way)
        if found.low is None or found.high is None:
            raise ValueError(f"no forecast: {found.says}")
        inside += found.low <= values[-1] <= found.high
    return inside / quarters


def measured(quarters: int = QUARTERS, seed: int = 7) -> Coverage:
    """Return the coverage, the same for each seed."""
    return Coverage(
        quarters,
        walk=_covered(_walk, quarters, seed),
        line=_covered(_line, quarters, seed),
        late=_covered(_late, quarters, seed, _way),
        late_unsaid=_covered(_late, quarters, seed),
    )


def in_words(found: Coverage) -> str:
    """Return the figures in a sentence."""
    return (
        f"80% interval after week {LOOKED} of {WEEKS}, {found.quarters} simulated quarters of each kind: the "
        f"outcome lies within for {found.walk:.1%} of random walks with drift, {found.late:.1%} of late "
        f"starters with curve: late, {found.late_unsaid:.1%} of those without, and {found.line:.1%} of "
        "straight lines measured with noise"
    )


def main() -> None:
    """Print the figures."""
    sys.stdout.write(in_words(measured()) + "\n")


if __name__ == "__main__":
    main()
