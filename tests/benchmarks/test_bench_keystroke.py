"""The stopwatch for key presses: percentiles, ratios and what is said of a missed bar."""

from __future__ import annotations

import pytest

from benchmarks.keystroke import Keystroke, Waits, forty_lines, in_words, record, summed_up
from okrcoach.exchange import parse_okrs


def _found(p95: float) -> Keystroke:
    waits = Waits(p50=40.0, p95=p95, keys=100)
    return Keystroke(echo=Waits(p50=40.0, p95=50.0, keys=100), editors={"one statement": waits})


def test_percentiles_are_those_of_the_keys() -> None:
    waits = summed_up([float(n) for n in range(100, -1, -1)])
    assert (waits.p50, waits.p95, waits.keys) == (50.0, 95.0, 101)
    with pytest.raises(ValueError, match="no key"):
        summed_up([])


@pytest.mark.parametrize(("p95", "said"), [(60.0, "goal met"), (75.0, "bar met"), (75.5, "BAR MISSED")])
def test_the_ratio_is_held_against_its_bar(p95: float, said: str) -> None:
    found = _found(p95)
    assert found.ratios == {"one statement": p95 / 50}
    assert said in in_words(found)
    kept = record(found)
    assert kept is not None
    assert kept["ratios"] == found.ratios


def test_without_a_browser_it_is_said_that_nothing_was_measured() -> None:
    assert "not measured" in in_words(None)
    assert record(None) is None


def test_the_set_has_forty_lines_that_are_all_read() -> None:
    assert len(list(parse_okrs(forty_lines()).statements())) == 40
