"""Makes ``datasets/work_items.csv``: 2,000 synthetic work items, one row for each change of state.

    python -m tools.make_work_items [FILE]

A small firm's line of work: analysis, build, test, release, each with a few people, a queue before each. Test
has hardly the people for what arrives, so work waits in "Ready for test". The same seed makes the same file.
"""

from __future__ import annotations

import csv
import heapq
import io
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

ITEMS, SEED = 2000, 11
BEGIN = datetime(2025, 1, 6, 8)
#: Days between arrivals, on average: about 27 items a week.
GAP = 0.26
#: Queue, state, people, days of work on an item on average. Test is busy 97% of the time.
STAGES = (
    ("To do", "Analysis", 3, 0.50),
    ("Ready for build", "Build", 8, 1.55),
    ("Ready for test", "Test", 3, 0.757),
    ("Ready for release", "Release", 1, 0.15),
)
TYPES = {"Story": 55, "Bug": 25, "Security": 7, "Tech debt": 13}
#: One item in this many is dropped instead of built.
DROPPED = 40


def made(items: int = ITEMS, seed: int = SEED) -> str:
    """Return the CSV text."""
    dice = random.Random(seed)
    free = [[0.0] * people for _, _, people, _ in STAGES]
    rows: list[tuple[float, int, str]] = []
    # Each stage serves in the order of arrival; events are handled in the order of time.
    events: list[tuple[float, int, int]] = []
    now = 0.0
    for number in range(items):
        now += dice.expovariate(1 / GAP)
        heapq.heappush(events, (now, number, 0))
    kinds = dice.choices(list(TYPES), weights=list(TYPES.values()), k=items)
    while events:
        at, number, stage = heapq.heappop(events)
        if stage == len(STAGES):
            rows.append((at, number, "Done"))
            continue
        queue, state, _, days = STAGES[stage]
        if stage == 1 and dice.randrange(DROPPED) == 0:
            rows.append((at, number, "Cancelled"))
            continue
        rows.append((at, number, queue))
        begin = max(at, heapq.heappop(free[stage]))
        # Between half and one and a half times the average: nobody takes no time.
        end = begin + days * dice.uniform(0.5, 1.5)
        heapq.heappush(free[stage], end)
        rows.append((begin, number, state))
        heapq.heappush(events, (end, number, stage + 1))
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(["id", "type", "state", "entered"])
    # sorted() keeps a queue before the work that begins in the same minute
    for at, number, state in sorted(rows, key=lambda row: (row[1], row[0])):
        when = BEGIN + timedelta(days=at)
        sheet.writerow([f"W-{number + 1}", kinds[number], state, when.strftime("%Y-%m-%d %H:%M")])
    return out.getvalue()


def main() -> None:
    """Write the file."""
    shipped = Path(__file__).parents[1] / "datasets" / "work_items.csv"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped
    target.write_text(made(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
