"""Prints the figures and bars about numbers alone: ``python -m benchmarks.progress``, half a minute."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks import flow, forecasts, scoring, tables
from benchmarks.bars import Bar, progress_bars


@dataclass(frozen=True)
class Progress:
    """What is measured without reading a text."""

    forecasts: forecasts.Coverage
    scoring: scoring.Scoring
    flow: flow.Flow

    def bars(self) -> list[Bar]:
        """Hold the figures against what was promised."""
        return progress_bars(self.forecasts, self.scoring, self.flow)


def measured() -> Progress:
    """Measure everything and print it as it comes."""
    coverage = forecasts.measured()
    tables.console.print(forecasts.in_words(coverage))
    scored = scoring.measured()
    tables.console.print(scoring.in_words(scored))
    flowed = flow.measured()
    tables.console.print(flow.in_words(flowed))
    return Progress(coverage, scored, flowed)


def main() -> None:
    """Print the figures and their bars."""
    tables.show_bars(measured().bars())


if __name__ == "__main__":
    main()
