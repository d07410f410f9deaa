"""Progress and what is due, for each shape; and the properties that hold whatever the numbers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.model import (
    CheckIn,
    Cycle,
    KeyResult,
    LogEntry,
    LoggedCheckIn,
    Look,
    Milestone,
    Objective,
    OKRSet,
    Plan,
    Shape,
    Statement,
    TargetMoved,
)
from okrcoach.progress.arithmetic import ZONES, milestones, zones
from okrcoach.progress.pace import Notice
from okrcoach.progress.reckoning import progress_due, progress_of, share_due
from okrcoach.progress.scorecard import Scored, score

START, END = date(2027, 1, 4), date(2027, 4, 4)  # 91 days, 13 weeks
CYCLE = Cycle(start=START, end=END)
ZONED = Plan(shape=Shape.FROM_TO, baseline=10, commit=20, target=30, stretch=40)
LISTED = Plan(
    shape=Shape.MILESTONE,
    milestones=(
        Milestone(text="Agreed", weight=1, done=True, done_on=START + timedelta(days=10)),
        Milestone(text="One town", weight=3, done=True),
        Milestone(text="All towns", weight=6),
    ),
)


def week(n: int) -> date:
    return START + timedelta(weeks=n)


def scored(plan: Plan, values: list[float], after: int, *more: LogEntry) -> Scored:
    statement = Statement(text="Words", id="1.1")
    aim = Objective(statement=Statement(text="Aim", id="1"), key_results=(KeyResult(statement=statement),))
    log = [
        LoggedCheckIn(about="1.1", check_in=CheckIn(day=week(n), value=value))
        for n, value in enumerate(values)
    ]
    return score(
        OKRSet(cycle=CYCLE, objectives=(aim,)), [*log, *more], week(after), {"1.1": plan}
    ).key_results[0]


def test_commit_target_and_stretch_worked_by_hand() -> None:
    # 25 is half way between commit (0.3) and target (0.7).
    found = scored(ZONED, [10, 25], 5)
    assert found.progress == pytest.approx(0.5)
    assert found.grade is not None
    assert found.grade.final == 0.5
    # Day 36 of 91: 10 + 20 * 36/91 = 17.91 is due, which is 79% of the way to commit: 0.3 * 0.791.
    assert found.expected == pytest.approx(0.3 * (20 * 36 / 91) / 10)
    assert scored(ZONED, [30], 12).progress == pytest.approx(0.7)
    assert progress_due(ZONED, 1.0, 30) == pytest.approx(0.7)
    down = Plan(shape=Shape.FROM_TO, baseline=16, commit=12, target=8, stretch=5)
    assert progress_of(down, [10], 8, START)[0] == pytest.approx(0.3 + 0.5 * 0.4)
    count = Plan(shape=Shape.COUNT, baseline=0, commit=6, target=10, stretch=15)
    assert progress_of(count, [3], 10, START)[0] == pytest.approx(0.15)


def test_a_target_that_moves_past_the_stretch_is_undefined_and_says_why() -> None:
    found = scored(ZONED, [10, 25], 5, TargetMoved(about="1.1", day=week(2), before=30, after=50))
    assert found.progress is None
    assert "in this order, not 10, 20, 50, 40" in found.undefined
    assert found.expected is None


def test_milestones_by_their_marks_and_by_check_ins() -> None:
    # Before day 10 only the undated mark counts: 3 of 10; then 4 of 10.
    assert scored(LISTED, [], 1).progress == pytest.approx(0.3)
    assert scored(LISTED, [], 2).progress == pytest.approx(0.4)
    assert scored(LISTED, [0.7], 2).progress == 0.7  # the log counts where it has a value
    assert "0 to 1, not 3" in scored(LISTED, [3], 2).undefined
    assert scored(Plan(shape=Shape.MILESTONE), [1], 2).progress == 1


def test_a_key_result_is_paced_and_forecast_to_the_day_it_is_due() -> None:
    plan = Plan(shape=Shape.FROM_TO, baseline=0, target=10, due=week(6) - timedelta(days=1))  # 42 days
    found = scored(plan, [0, 1, 2, 3, 4], 4)
    assert found.expected == pytest.approx(29 / 42)
    assert found.forecast is not None
    assert found.forecast.at == plan.due
    # One a week, and 13 days from the last check-in to the day it is due.
    assert found.forecast.value == pytest.approx(4 + 13 / 7)
    assert [one.notice for one in found.notices] == [Notice.OFF_PACE]  # 40% of 69% is less than 0.7 of it
    after = scored(plan, [0, 1, 2, 3, 4], 8)
    assert (after.expected, after.forecast) == (1.0, None)
    assert "100% was expected" in after.notices[0].says
    assert "over" in after.notices[0].ask


def test_a_curve_of_its_own_decides_what_is_due() -> None:
    plan = Plan(shape=Shape.FROM_TO, baseline=0, target=10, curve=((0, 0), (28 / 91, 0.1), (1, 1)))
    day = START + timedelta(days=27)
    assert share_due(plan, CYCLE, day) == pytest.approx(0.1)
    assert scored(plan, [0, 0.2, 0.5, 0.8], 3).notices == ()
    assert share_due(Plan(shape=None, lag=14), CYCLE, START) == 0.0
    assert share_due(Plan(shape=None, lag=200), CYCLE, END) == 0.0
    assert share_due(plan, Cycle(), day) is None


@pytest.mark.parametrize(
    ("look", "worked"),
    [(None, 1.0), (Look.LATEST, 1.0), (Look.WORST, 0.0), (Look.AVERAGE, 0.0), (Look.SHARE, 2 / 3)],
)
def test_each_level_may_be_looked_at_its_own_way(look: Look | None, worked: float) -> None:
    # 60 is beyond 40; the mean of 30, 60 and 36 is 42.
    plan = Plan(shape=Shape.HOLD, highest=40, look=look)
    assert scored(plan, [30, 60, 36], 3).progress == pytest.approx(worked)


LEVELS = st.lists(st.integers(-1000, 1000), min_size=4, max_size=4, unique=True).map(sorted)
POINT = st.floats(-2000, 2000).map(lambda x: round(x, 3))


@given(LEVELS, POINT)
def test_turning_the_direction_round_mirrors_zones(levels: list[int], x: float) -> None:
    a, b, c, d = levels
    assert zones(-a, -b, -c, -d, -x) == pytest.approx(zones(a, b, c, d, x), abs=1e-9)


@given(LEVELS, POINT, POINT)
def test_nearer_to_the_stretch_is_never_less(levels: list[int], x: float, y: float) -> None:
    a, b, c, d = levels
    low, high = sorted((x, y))
    assert zones(a, b, c, d, low) <= zones(a, b, c, d, high) + 1e-9


@given(LEVELS, POINT, st.floats(0.001, 1000))
def test_units_scale_away_from_zones(levels: list[int], x: float, unit: float) -> None:
    a, b, c, d = levels
    scaled = zones(a * unit, b * unit, c * unit, d * unit, x * unit)
    assert scaled == pytest.approx(zones(a, b, c, d, x), rel=1e-6, abs=1e-6)


@given(LEVELS)
def test_each_level_is_worth_what_is_said(levels: list[int]) -> None:
    a, b, c, d = levels
    assert [zones(a, b, c, d, x) for x in levels] == pytest.approx(list(ZONES))


MARKS = st.lists(st.tuples(st.booleans(), st.floats(0.1, 10)), min_size=1, max_size=8)


@given(MARKS, st.randoms(use_true_random=False), st.floats(0.01, 100))
def test_milestones_in_any_order_and_any_unit_of_weight(
    marks: list[tuple[bool, float]], dice: object, unit: float
) -> None:
    found = milestones([d for d, _ in marks], [w for _, w in marks])
    assert 0 <= found <= 1 + 1e-9
    mixed = list(marks)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert milestones([d for d, _ in mixed], [w * unit for _, w in mixed]) == pytest.approx(found)


@given(MARKS)
def test_one_more_milestone_is_never_less(marks: list[tuple[bool, float]]) -> None:
    weights = [w for _, w in marks]
    steps = [[n < reached for n in range(len(marks))] for reached in range(len(marks) + 1)]
    shares = [milestones(done, weights) for done in steps]
    assert all(a <= b for a, b in pairwise(shares))
    assert [shares[0], shares[-1]] == pytest.approx([0.0, 1.0])


@given(st.permutations(range(6)))
def test_the_order_of_check_ins_is_irrelevant_for_zones_and_levels(order: list[int]) -> None:
    values = [10.0, 14.0, 13.0, 21.0, 26.0, 33.0]
    statement = Statement(text="Words", id="1.1")
    aim = Objective(statement=Statement(text="Aim", id="1"), key_results=(KeyResult(statement=statement),))
    log = [LoggedCheckIn(about="1.1", check_in=CheckIn(day=week(n), value=values[n])) for n in order]
    for plan in (ZONED, Plan(shape=Shape.HOLD, highest=30, look=Look.SHARE)):
        found = score(OKRSet(cycle=CYCLE, objectives=(aim,)), log, week(6), {"1.1": plan}).key_results[0]
        assert found == scored(plan, values, 6)
