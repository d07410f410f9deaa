"""A longer statement takes longer in proportion, not more: from 1,000 to 100,000 characters."""

from __future__ import annotations

import time

import pytest

from benchmarks.growth import LENGTHS, measured, whole_set
from okrcoach.judgement import classify, review

#: Of linear growth; machines in use measure unevenly. Growth with the square gives ten.
MOST = 4.0


def test_time_grows_at_most_with_the_length() -> None:
    found = measured(rounds=2)
    assert found.factor() < MOST
    assert max(found.classify) < 2.0
    assert max(found.critique) < 2.0


@pytest.mark.parametrize(
    "unit",
    [
        "1.2.",
        "a",
        " ",
        "from 1 to ",
        "10% ",
        "(",
        "by June ",
        "\u200b",
        "A-",
        "KR1: ",
        "e.g. ",
        "1,000,",
        "\n- ",
    ],
)
def test_no_pattern_takes_longer_on_what_repeats(unit: str) -> None:
    text = unit * (LENGTHS[1] // len(unit))
    begin = time.process_time()
    classify(text)
    review(whole_set(text))
    assert time.process_time() - begin < 2.0
