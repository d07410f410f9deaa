"""From words and columns to the numbers that progress is worked out from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.judgement.plans import plans_of
from okrcoach.model import KeyResult, Objective, OKRSet, Plan, Role, Shape, Statement


def plan(text: str, **columns: str) -> Plan:
    bare = KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id="1.1"))
    key_result = replace(bare, **columns)  # type: ignore[arg-type]  # texts only
    aim = Statement(text="Nobody waits for an answer", role=Role.OBJECTIVE, id="1")
    return plans_of(OKRSet(objectives=(Objective(statement=aim, key_results=(key_result,)),)))["1.1"]


@pytest.mark.parametrize(
    ("text", "baseline", "target", "unit"),
    [
        ("Cut median wait from 18 to 9 minutes", 18, 9, "min"),
        ("Raise the share of answered calls from 58% to 72%", 58, 72, "%"),
        ("Requests checked within 24 hours, from 47% to 80%", 47, 80, "%"),
        ("Move NPS from -5 to 20", -5, 20, "count"),
        ("Move NPS from \u22125 to \u22121.5", -5, -1.5, "count"),
    ],
)
def test_from_to_in_the_words(text: str, baseline: float, target: float, unit: str) -> None:
    found = plan(text)
    assert (found.shape, found.baseline, found.target) == (Shape.FROM_TO, baseline, target)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("columns", "baseline", "target"),
    [
        ({"baseline": "58%", "target": "72%"}, 58, 72),
        ({"baseline": "-5", "target": "20"}, -5, 20),
        ({"baseline": "$1.2M", "target": "$1.5M"}, 1_200_000, 1_500_000),
        ({"baseline": "14 a month", "target": "4 a month"}, 14, 4),
    ],
)
def test_from_to_in_the_columns(columns: dict[str, str], baseline: float, target: float) -> None:
    found = plan("Better service for members", **columns)
    assert (found.shape, found.baseline, found.target) == (Shape.FROM_TO, baseline, target)


def test_the_column_counts_where_the_words_differ_and_it_is_said() -> None:
    found = plan("Cut median wait from 18 to 9 minutes", target="12")
    assert (found.baseline, found.target) == (18, 12)
    assert found.said == ("The target column says 12, the words 9: the column counts.",)


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("At least 95% of calls answered within 20 seconds", 95, None),
        ("No more than 3 incidents a month", None, 3),
        ("Keep NPS between 40 and 50", 40, 50),
        ("Guardrail: error rate below 2%", None, 2),
    ],
)
def test_levels_to_hold_stand_apart(text: str, lowest: float | None, highest: float | None) -> None:
    found = plan(text)
    assert (found.shape, found.lowest, found.highest) == (Shape.HOLD, lowest, highest)
    assert found.guardrail


@pytest.mark.parametrize(
    ("text", "shape", "target"),
    [
        ("Sign 10 new customers", Shape.COUNT, 10),
        ("Publish 12 articles", Shape.COUNT, 12),
        ("Launch the archive", Shape.MILESTONE, None),
        ("Milestone: pilot live on all wards", Shape.MILESTONE, None),
        ("Find the baseline for customer effort", Shape.BASELINE, None),
        ("The baseline for time to first answer is known", Shape.BASELINE, None),
    ],
)
def test_other_shapes(text: str, shape: Shape, target: float | None) -> None:
    found = plan(text)
    assert (found.shape, found.target) == (shape, target)


def test_a_change_needs_its_start() -> None:
    assert "<baseline>" in plan("Cut complaints by 30%").undefined
    found = plan("Cut complaints by 30%", baseline="200")
    assert (found.shape, found.baseline, found.target) == (Shape.FROM_TO, 200, 140)
    assert plan("Double the number of repairs", baseline="40").target == 80
    assert "or points?" in plan("Cut the error rate by 30%", baseline="20%").undefined


@pytest.mark.parametrize(
    ("text", "columns", "says"),
    [
        ("Reach 400 weekly users", {}, "<baseline>"),
        ("Customers love us", {}, "<target>"),
        ("Reduce the wait from 2 days to 4 hours", {}, "both in one unit"),
        ("Better service for members", {"baseline": "12", "target": "many"}, "no single number"),
        ("Cut median wait from 18 to 9 minutes", {"baseline": "not known"}, "<baseline>"),
    ],
)
def test_nothing_is_guessed(text: str, columns: dict[str, str], says: str) -> None:
    found = plan(text, **columns)
    assert found.shape is None
    assert says in found.undefined


def test_lines_beside_a_key_result() -> None:
    found = plan(
        "Cut median wait from 18 to 9 minutes",
        note="Weight: 2.5\nlag: 6 weeks\nambition: Committed\ncurve: late",
        current="15",
    )
    assert (found.weight, found.lag, found.committed, found.late, found.current) == (2.5, 42, True, True, 15)
    assert found.said == ()
    assert len(plan("Cut wait from 18 to 9 minutes", note="weight: heavy\nlag: 3 moons").said) == 2


def test_heartbeats_have_plans_too() -> None:
    okr_set = parse_okrs("Objective: Readers love us\nKR: Launch it\nHeartbeat: Unsubscribe rate below 0.5%")
    found = plans_of(okr_set)["h1"]
    assert (found.shape, found.highest, found.guardrail) == (Shape.HOLD, 0.5, True)
