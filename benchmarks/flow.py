"""Puts a million work items through the flow metrics, in a process of its own.

    python -m benchmarks.flow

The items are made up from steady work over three years, with five stays in states each; making them is
not part of the time, but their memory counts.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date

import numpy as np

from okrcoach.model.work_items import Items, Visits
from okrcoach.progress.flow import Every, flow_periods
from okrcoach.progress.flow_bottleneck import bottleneck, littles_law
from okrcoach.progress.flow_history import capacity, trend

ITEMS, STAYS = 1_000_000, 5
#: The bars of the project.
MOST_SECONDS, MOST_BYTES = 10.0, 1_500_000_000
_DAY, _DAYS = 86_400, 3 * 365
_STATES = ("Analysis", "Ready for build", "Build", "Ready for test", "Test")


@dataclass(frozen=True)
class Flow:
    """Seconds for all metrics and the most memory the process held."""

    items: int
    seconds: float
    peak_bytes: int


def made_up(count: int, seed: int = 5) -> Items:
    """Return that many items, the same for each seed."""
    dice = np.random.default_rng(seed)
    begin = np.datetime64("2023-01-02", "s").astype(np.int64)
    started = begin + dice.integers(0, _DAYS * _DAY, count)
    stays = dice.gamma(2.0, 1.5 * _DAY, (count, STAYS)).astype(np.int64)
    ends = started[:, None] + stays.cumsum(axis=1)
    over = begin + _DAYS * _DAY
    done = np.where(ends[:, -1] < over, ends[:, -1], np.iinfo(np.int64).min)
    entered = np.column_stack((started, ends[:, :-1])).ravel()
    left = np.where(ends < over, ends, np.iinfo(np.int64).min).ravel()
    seen = entered < over
    visits = Visits(
        item=np.repeat(np.arange(count), STAYS)[seen],
        state=np.tile(np.arange(STAYS), count)[seen],
        entered=entered[seen].astype("datetime64[s]"),
        left=left[seen].astype("datetime64[s]"),
        states=_STATES,
        waiting=tuple(name.startswith("Ready") for name in _STATES),
    )
    return Items(
        ids=np.array([f"W-{n}" for n in range(count)], dtype=object),
        type_of=dice.integers(0, 4, count),
        types=("feature", "defect", "risk", "debt"),
        started=started.astype("datetime64[s]"),
        done=done.astype("datetime64[s]"),
        dropped=np.full(count, "NaT", dtype="datetime64[s]"),
        waiting=stays[:, 1::2].sum(axis=1) / _DAY,
        visits=visits,
    )


def work(count: int) -> Flow:
    """Measure in this process."""
    items = made_up(count)
    start = time.perf_counter()
    weeks = flow_periods(items)
    flow_periods(items, Every.MONTH)
    first, last = date(2023, 3, 1), date(2025, 11, 30)
    bottleneck(items, first, last)
    littles_law(items, first, last)
    capacity(weeks)
    trend([week.time.p85 if week.time else None for week in weeks])
    seconds = time.perf_counter() - start
    return Flow(count, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def measured(count: int = ITEMS) -> Flow:
    """Measure in a fresh process, so that nothing else counts. Raises when it fails."""
    command = [sys.executable, "-m", "benchmarks.flow", "--work", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Flow(**json.loads(done.stdout))


def in_words(found: Flow) -> str:
    """Return the figures in a sentence."""
    return (
        f"{found.items:,} work items with {STAYS} states each, by week and by month, bottleneck, Little's "
        f"law, trend: {found.seconds:.1f} s, peak {found.peak_bytes / 2**20:.0f} MiB"
    )


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == ["--work"]:
        sys.stdout.write(json.dumps(vars(work(int(sys.argv[2])))))
        return
    sys.stdout.write(in_words(measured()) + "\n")


if __name__ == "__main__":
    main()
