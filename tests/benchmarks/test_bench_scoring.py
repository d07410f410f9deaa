"""The cycle that is timed is scored in full."""

from __future__ import annotations

from benchmarks.scoring import in_words, measured


def test_a_small_portfolio_is_scored() -> None:
    found = measured(10)
    assert (found.key_results, found.check_ins) == (10, 130)
    assert in_words(found).startswith("10 key results, 130 check-ins scored: ")
