"""The cycle that is timed is scored in full."""

from __future__ import annotations

from benchmarks import forecasts
from benchmarks.bars import progress_bars
from benchmarks.flow import Flow
from benchmarks.scoring import Scoring, in_words, measured


def test_a_small_portfolio_is_scored() -> None:
    found = measured(10)
    assert (found.key_results, found.check_ins) == (10, 130)
    assert in_words(found).startswith("10 key results, 130 check-ins scored: ")


def test_the_interval_holds_what_it_says_and_needs_the_curve_of_a_late_starter() -> None:
    found = forecasts.measured(200)
    assert 0.72 <= found.walk <= 0.88
    assert found.late > found.late_unsaid + 0.2
    assert found == forecasts.measured(200)
    assert forecasts.in_words(found).startswith("80% interval after week 7 of 13, 200 simulated quarters")


def test_the_bars_about_numbers() -> None:
    coverage = forecasts.Coverage(500, walk=0.86, line=0.9, late=0.8, late_unsaid=0.3)
    bars = progress_bars(coverage, Scoring(10_000, 130_000, 1.5), Flow(1_000_000, 12.0, 1_400_000_000))
    assert [bar.met for bar in bars] == [True, False, True, False, True]
    assert [bar.met for bar in progress_bars(None, None, None)] == [None] * 5
    assert len({bar.name for bar in bars}) == 5
