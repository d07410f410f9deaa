"""Pace, notices and the forecast."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from okrcoach.model import CheckIn
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.forecast import forecast
from okrcoach.progress.pace import LATE, LINEAR, Notice, TargetMove, Told, expected, notices, time_gone

START, END = date(2027, 1, 4), date(2027, 4, 4)  # 91 days, 13 weeks


def week(n: int) -> date:
    return START + timedelta(weeks=n)


def told(
    values: list[float | None], confidence: list[float | None] | None = None, **more: object
) -> list[Told]:
    sure = confidence or [5.0] * len(values)
    check_ins = [
        CheckIn(day=week(n), value=v, confidence=c)
        for n, (v, c) in enumerate(zip(values, sure, strict=True), 1)
    ]
    random.Random(3).shuffle(check_ins)  # order must not matter
    settings = {"baseline": 0.0, "target": 10.0, "start": START, "end": END, "at": week(len(values))} | more
    return list(notices(check_ins, **settings))  # type: ignore[arg-type]


def names(found: list[Told]) -> list[Notice]:
    return [one.notice for one in found]


def test_a_third_after_month_one_of_three() -> None:
    assert time_gone(START, END, date(2027, 2, 2)) == pytest.approx(30 / 91)
    assert expected(LINEAR, 1 / 3) == pytest.approx(1 / 3)
    assert expected(LATE, 0.25) == pytest.approx(0.1)
    assert expected(LATE, 0.75) == pytest.approx(0.6)  # 0.2 + half of 0.8
    assert time_gone(START, END, START - timedelta(1)) == 0.0
    assert time_gone(START, END, END + timedelta(5)) == 1.0


@pytest.mark.parametrize(
    "curve", [((0.0, 0.0),), ((0.0, 0.1), (1.0, 1.0)), ((0.0, 0.0), (0.5, 0.6), (1.0, 0.5))]
)
def test_a_curve_that_is_none(curve: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(Undefined):
        expected(curve, 0.5)


def test_on_pace_says_nothing() -> None:
    assert told([1, 2, 3, 4]) == []


def test_off_pace_and_still_at_the_start() -> None:
    # Week 4 ends on day 29 of 91: 32% gone, 15% done, 70% of 32% is 22%.
    assert names(told([0.5, 0.8, 1.2, 1.5])) == [Notice.OFF_PACE]
    assert names(told([0, 0, 0, 0, 0])) == [Notice.ZERO_AFTER_A_THIRD, Notice.STALLED]


def test_stalled_needs_weeks_and_an_unreached_target() -> None:
    assert names(told([3, 5, 5, 5, 5])) == [Notice.STALLED]
    assert names(told([3, 4, 5, 5])) == []
    assert names(told([3, 10, 10, 10, 10])) == []


def test_confidence_that_falls_while_the_value_rises() -> None:
    assert names(told([2, 4], [7, 4])) == [Notice.DOUBT]
    assert names(told([4, 2, 2.1], [7, 4, 3])) == []


def test_too_early_silences_the_rest() -> None:
    assert names(told([0, 0, 0], lag=timedelta(weeks=6))) == [Notice.TOO_EARLY]


def test_a_moved_target_shows_both_scores() -> None:
    found = told([2, 4], moves=[TargetMove(day=week(2), before=10, after=20)])
    assert found[0].notice is Notice.TARGET_MOVED
    assert "40%" in found[0].says
    assert "20%" in found[0].says


def test_a_value_without_a_check_in() -> None:
    assert names(told([2, 3], current=6.0)) == [Notice.VALUE_ALONE]
    assert names(told([2, 3], current=3.0)) == []


def test_too_little_for_a_forecast_is_said() -> None:
    found = forecast([(week(n), float(n)) for n in range(4)], END)
    assert found.value is None
    assert "4 check-ins" in found.says


def test_a_straight_line_goes_on() -> None:
    found = forecast([(week(n), 2.0 * n) for n in range(6)], week(13))
    assert found.value == pytest.approx(26)
    assert found.low == found.high == pytest.approx(26)


def test_the_interval_is_wider_with_noise_and_with_time() -> None:
    noisy = [(week(n), float(v)) for n, v in enumerate([0, 3, 2, 5, 4, 7])]
    near, far = forecast(noisy, week(7)), forecast(noisy, week(13))
    width = [f.high - f.low for f in (near, far) if f.high is not None and f.low is not None]
    assert 0 < width[0] < width[1]


def test_eighty_percent_means_eighty_percent() -> None:
    # A walk with drift, as the method assumes: 500 quarters, looked at after week seven.
    dice = random.Random(11)
    inside = 0
    for _ in range(500):
        drift, noise = dice.uniform(-1, 3), dice.uniform(0.2, 3)
        values = [0.0]
        for _ in range(13):
            values.append(values[-1] + dice.gauss(drift, noise))
        found = forecast([(week(n), values[n]) for n in range(8)], week(13))
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= values[13] <= found.high
    assert 0.75 <= inside / 500 <= 0.85


def test_a_late_starter_is_forecast_along_its_curve() -> None:
    def way(day: date) -> float:
        return expected(LATE, (day - START).days / 7 / 13)

    # 40 in all, a fifth of them by half time (8 after 6.5 weeks): 8/6.5 a week at first.
    values = [(week(n), 40 * way(week(n))) for n in range(6)]
    along, straight = forecast(values, week(13), way), forecast(values, week(13))
    assert along.value == pytest.approx(40)
    assert straight.value == pytest.approx(8 / 6.5 * 13)
    assert "along the curve" in along.says
    early = forecast(values, week(13), lambda day: 0.0 if day < week(6) else 1.0)
    assert early.value is None
    assert "nothing was expected to show" in early.says


def test_on_a_straight_way_the_curve_changes_nothing() -> None:
    noisy = [(week(n), float(v)) for n, v in enumerate([0, 3, 2, 5, 4, 7])]
    bare, along = forecast(noisy, week(13)), forecast(noisy, week(13), lambda day: (day - START).days / 91)
    assert (along.value, along.low, along.high) == pytest.approx((bare.value, bare.low, bare.high))


def test_uneven_weeks_are_allowed() -> None:
    days = [START + timedelta(days=d) for d in (0, 3, 14, 16, 30, 49)]
    assert all(b > a for a, b in pairwise(days))
    found = forecast([(d, (d - START).days / 7) for d in days], week(13))
    assert found.value == pytest.approx(13)
