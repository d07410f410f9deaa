"""How reading and critique grow with the length of one statement: ``python -m benchmarks.growth``."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from rich.table import Table

from benchmarks import tables
from benchmarks.bars import Bar
from okrcoach.judgement import classify, review
from okrcoach.model import KeyResult, Objective, OKRSet, Role, Statement

LENGTHS = (1_000, 10_000, 100_000)
_WORDS = (
    "Cut the median wait at the counter from 9 to 4 minutes for 80% of parcels by June, and keep it there; "
)


@dataclass(frozen=True)
class Growth:
    """Seconds of work for each length, best of some rounds."""

    classify: tuple[float, ...]
    critique: tuple[float, ...]

    def factor(self) -> float:
        """Return how much worse than linear the worst step is; 1 is linear growth, less is better.

        A step from one length to ten times that length may take ten times as long.
        """
        worst = 0.0
        for seconds in (self.classify, self.critique):
            for n, (short, long) in enumerate(pairwise(seconds)):
                worst = max(worst, long / short / (LENGTHS[n + 1] / LENGTHS[n]))
        return worst


def statement(length: int, words: str = _WORDS) -> str:
    """Return a statement of that many characters."""
    return (words * (length // len(words) + 1))[:length]


def whole_set(text: str) -> OKRSet:
    """Return a set whose objective and key result are that text."""
    key_result = KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id="1.1"))
    objective = Objective(
        statement=Statement(text=text, role=Role.OBJECTIVE, id="1"), key_results=(key_result,)
    )
    return OKRSet(title="Growth", objectives=(objective,))


def measured(rounds: int = 3) -> Growth:
    """Measure every length in some rounds, each with another text so that nothing is remembered."""
    classify("warm")
    review(whole_set("warm"))
    return Growth(
        classify=tuple(_best(rounds, length, classify) for length in LENGTHS),
        critique=tuple(_best(rounds, length, lambda text: review(whole_set(text))) for length in LENGTHS),
    )


def _best(rounds: int, length: int, work: Callable[[str], object]) -> float:
    best = float("inf")
    for number in range(rounds):
        text = statement(length, f"{number} {_WORDS}")
        begin = time.process_time()
        work(text)
        best = min(best, time.process_time() - begin)
    return best


def bars(found: Growth | None) -> list[Bar]:
    """Return the bar: time grows at most as the length does."""
    return [
        Bar(
            "time by length of a statement, times linear growth", 1.0, found.factor() if found else None, True
        )
    ]


def in_words(growth: Growth) -> Table:
    """Return the figures as a table."""
    table = Table(title="Seconds for one statement, by its length")
    for heading in ("characters", "classify", "critique"):
        table.add_column(heading, justify="right")
    for row in zip(LENGTHS, growth.classify, growth.critique, strict=True):
        table.add_row(f"{row[0]:,}", f"{row[1]:.4f}", f"{row[2]:.4f}")
    return table


def main() -> None:
    """Print the figures."""
    found = measured()
    tables.console.print(in_words(found))
    tables.console.print(f"The worst step is {found.factor():.2f} times linear growth.")


if __name__ == "__main__":
    main()
