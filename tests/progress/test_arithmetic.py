"""Progress, hand-worked and by properties."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from okrcoach.model import Look
from okrcoach.progress.arithmetic import (
    Undefined,
    baseline_found,
    from_to,
    held,
    inside,
    milestones,
    reach,
    shown,
    zones,
)

NUMBERS = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))


@pytest.mark.parametrize(
    ("baseline", "target", "current", "worked"),
    [
        (18, 9, 12, 6 / 9),  # 18 -> 9 are 9 steps, 6 done
        (42, 35, 42, 0),
        (61, 75, 68, 0.5),  # 14 steps, 7 done
        (61, 75, 54, -0.5),  # 7 steps the wrong way
        (10, 20, 25, 1.5),
        (-5, 5, 0, 0.5),  # through zero
        (0.4, 0.1, 0.25, 0.5),
    ],
)
def test_from_to_in_both_directions(baseline: float, target: float, current: float, worked: float) -> None:
    assert from_to(baseline, target, current) == pytest.approx(worked)


def test_the_usual_mistake_is_not_made() -> None:
    # Current by target calls a decreasing goal more than done on its first day.
    assert from_to(18, 9, 18) == 0 != 18 / 9


@given(NUMBERS, NUMBERS, NUMBERS)
def test_swapping_the_ends_mirrors_progress(a: float, b: float, x: float) -> None:
    assume(abs(a - b) > 1e-3)
    assert from_to(a, b, x) == pytest.approx(1 - from_to(b, a, x), abs=1e-6)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_nearer_to_the_target_is_never_less(a: float, b: float, x: float, y: float) -> None:
    assume(abs(a - b) > 1e-3)
    further = (x <= y) if a < b else (x >= y)
    if further:
        assert from_to(a, b, x) <= from_to(a, b, y)


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(0.001, 1000))
def test_units_scale_away(a: float, b: float, x: float, unit: float) -> None:
    assume(abs(a - b) > 1e-3)
    assert from_to(a * unit, b * unit, x * unit) == pytest.approx(from_to(a, b, x), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: from_to(5, 5, 5), "equals the starting point"),
        (lambda: from_to(math.nan, 5, 5), "baseline is not a number"),
        (lambda: reach(0, 3), "needs a target above zero"),
        (lambda: inside(3, None, None), "needs a lowest or a highest"),
        (lambda: inside(3, 5, 4), "is above the highest"),
        (lambda: held([], 1, 2), "no check-in yet"),
        (lambda: milestones([]), "no milestones"),
        (lambda: milestones([True], [1, 2]), "1 milestones and 2 weights"),
        (lambda: milestones([True], [0]), "not all of them zero"),
        (lambda: zones(0, 5, 3, 10, 1), "in this order"),
    ],
)
def test_the_undefined_is_an_error_that_says_why(call: object, says: str) -> None:
    with pytest.raises(Undefined, match=says):
        call()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("look", "worked"), [(Look.LATEST, 1.0), (Look.WORST, 0.0), (Look.AVERAGE, 1.0), (Look.SHARE, 3 / 4)]
)
def test_a_level_to_hold(look: Look, worked: float) -> None:
    # 99.0 is below 99.5; the mean is 99.65.
    assert held([99.9, 99.0, 99.8, 99.9], 99.5, None, look) == worked


def test_bounds_are_included() -> None:
    assert inside(4, None, 4)
    assert inside(4, 4, 5)
    assert not inside(4.01, None, 4)


def test_counts_milestones_and_baselines() -> None:
    assert reach(10, 4) == 0.4
    assert milestones([True, False, True]) == pytest.approx(2 / 3)
    assert milestones([True, False, False], [3, 1, 1]) == pytest.approx(3 / 5)
    assert (baseline_found(None), baseline_found(0.0)) == (0.0, 1.0)
    assert (shown(-0.4), shown(1.7), shown(0.3)) == (0.0, 1.0, 0.3)


@pytest.mark.parametrize(
    ("current", "worked"),
    [
        (10, 0.0),
        (20, 0.3),  # commit
        (25, 0.5),  # half way from commit to target: 0.3 + 0.5 * 0.4
        (30, 0.7),  # target
        (35, 0.85),
        (40, 1.0),  # stretch
        (0, -0.3),  # the first slope goes on
        (50, 1.3),
    ],
)
def test_zones_up_and_down(current: float, worked: float) -> None:
    assert zones(10, 20, 30, 40, current) == pytest.approx(worked)
    assert zones(-10, -20, -30, -40, -current) == pytest.approx(worked)
