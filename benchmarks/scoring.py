"""Scores a portfolio of key results with their check-ins.

    python -m benchmarks.scoring

Plans and check-ins are made first; what is timed is the scorecard: progress, pace, notices, forecast,
grades and roll-ups of 10,000 key results with 13 weekly check-ins each.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta

from okrcoach.model import (
    CheckIn,
    Cycle,
    KeyResult,
    LogEntry,
    LoggedCheckIn,
    Objective,
    OKRSet,
    Plan,
    Shape,
    Statement,
)
from okrcoach.progress.scorecard import score

KEY_RESULTS, CHECK_INS, EACH = 10_000, 13, 4
#: The bar of the project.
MOST_SCORING = 2.0
START = date(2027, 1, 4)
END = START + timedelta(weeks=CHECK_INS, days=-1)


@dataclass(frozen=True)
class Scoring:
    """Seconds for one scorecard."""

    key_results: int
    check_ins: int
    seconds: float


def portfolio(key_results: int) -> tuple[OKRSet, list[LogEntry], dict[str, Plan]]:
    """Return a set, its log in no order, and its plans; the same each time."""
    dice = random.Random(13)
    plans: dict[str, Plan] = {}
    log: list[LogEntry] = []
    objectives = []
    for first in range(0, key_results, EACH):
        name = str(first // EACH + 1)
        rows = []
        for n in range(1, min(EACH, key_results - first) + 1):
            about = f"{name}.{n}"
            text = f"Key result {about}"
            rows.append(KeyResult(statement=Statement(text=text, id=about)))
            plans[about] = Plan(shape=Shape.FROM_TO, baseline=20.0, target=80.0)
            if n == EACH:
                plans[about] = Plan(shape=Shape.HOLD, lowest=20.0, guardrail=True)
            value = 20.0
            for week in range(CHECK_INS):
                value += dice.gauss(4, 3)
                seen = CheckIn(day=START + timedelta(weeks=week), value=value, confidence=dice.randrange(11))
                log.append(LoggedCheckIn(about=about, check_in=seen, text=text))
        objectives.append(Objective(statement=Statement(text="Aim", id=name), key_results=tuple(rows)))
    dice.shuffle(log)
    return OKRSet(cycle=Cycle(start=START, end=END), objectives=tuple(objectives)), log, plans


def measured(key_results: int = KEY_RESULTS) -> Scoring:
    """Return the best of three: whatever else the machine does only makes it slower."""
    okr_set, log, plans = portfolio(key_results)
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        card = score(okr_set, log, END, plans)
        best = min(best, time.perf_counter() - start)
    if card.undefined or len(card.key_results) != key_results:
        raise ValueError("the portfolio was not scored in full")
    return Scoring(key_results, len(log), best)


def in_words(found: Scoring) -> str:
    """Return the figures in a sentence."""
    return f"{found.key_results:,} key results, {found.check_ins:,} check-ins scored: {found.seconds:.2f} s"


def main() -> None:
    """Print the figures."""
    sys.stdout.write(in_words(measured()) + "\n")


if __name__ == "__main__":
    main()
