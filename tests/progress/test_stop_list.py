"""The stop list, hand-worked, and the draft that follows from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.judgement import classify
from okrcoach.model import Kind
from okrcoach.model.activity import Activity
from okrcoach.progress.stop_list import Call, draft_okr, stop_list

# Hours of everybody: 24 + 10 + 6 + 60 + 8 + 2 = 110, a fifth of it is 22.
AUDIT = [
    Activity(name="Monday report", hours=4, people=6, value=0, cost=300),
    Activity(name="Audit form", hours=10, people=1, value=0, required_by="the regulator"),
    Activity(name="Second signature", hours=2, people=3, value=1, cost=50),
    Activity(name="Big review", hours=6, people=10, value=2),
    Activity(name="Call back", hours=8, people=1, value=3, cost=20),
    Activity(name="Round table", hours=1, people=2),
]


def test_stop_fix_keep_or_ask() -> None:
    found = stop_list(AUDIT)
    assert [(one.activity.name, one.call) for one in found.advice] == [
        ("Round table", Call.ASK),
        ("Monday report", Call.STOP),
        ("Big review", Call.FIX),
        ("Audit form", Call.FIX),
        ("Second signature", Call.FIX),
        ("Call back", Call.KEEP),
    ]
    assert (found.hours, found.freed, found.in_fixes, found.cost_freed) == (110, 24, 76, 300)


def test_what_is_heavy_can_be_set() -> None:
    calls = {one.activity.name: one.call for one in stop_list(AUDIT, heavy=0.6).advice}
    assert calls["Big review"] is Call.KEEP  # 60 of 110 hours are 55%


def test_every_reason_names_its_hours() -> None:
    for one in stop_list(AUDIT).advice:
        assert f"{one.activity.total_hours:g} hours a month" in one.why
        assert one.ask.endswith("?")


@pytest.mark.parametrize(
    "wrong", [{"hours": -1}, {"hours": float("nan")}, {"people": -1}, {"value": 4}, {"cost": -1}]
)
def test_an_activity_that_is_none(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Odd"):
        Activity(**({"name": "Odd", "hours": 1} | wrong))  # type: ignore[arg-type]


@given(
    st.lists(
        st.builds(
            Activity, name=st.just("x"), hours=st.integers(0, 50), people=st.integers(0, 9),
            value=st.sampled_from([None, 0, 1, 2, 3]),
        )
    )
)  # fmt: skip
def test_hours_add_up_and_nothing_is_lost(activities: list[Activity]) -> None:
    found = stop_list(activities)
    assert len(found.advice) == len(activities)
    assert 0 <= found.freed + found.in_fixes <= found.hours == sum(a.total_hours for a in activities)
    assert not any(one.call is Call.STOP for one in found.advice if one.activity.value)


def test_the_draft_has_the_hours_it_knows_and_blanks_for_the_rest() -> None:
    draft = draft_okr(stop_list(AUDIT))
    (objective,) = draft.objectives
    waste, gain = objective.key_results
    assert "from 100 to <target> by <date>" in waste.statement.text  # 24 to stop, 76 to fix
    assert "<baseline>" in gain.statement.text
    assert [a.statement.text for a in waste.actions] == [
        "Stop: Monday report", "Slim down: Big review", "Slim down: Audit form",
        "Slim down: Second signature",
    ]  # fmt: skip
    assert [a.statement.id for a in waste.actions] == ["1.1a", "1.1b", "1.1c", "1.1d"]
    assert "<number>" in draft.heartbeats[0].statement.text


def test_our_own_rules_read_the_draft_as_it_is_meant() -> None:
    draft = draft_okr(stop_list(AUDIT))
    aim = draft.objectives[0]
    assert classify(aim.statement.text).kind is Kind.OBJECTIVE
    assert classify(aim.key_results[0].statement.text).kind is Kind.OUTCOME_KR
    assert classify(aim.key_results[1].statement.text).kind is Kind.OUTCOME_KR
    assert classify(draft.heartbeats[0].statement.text).kind is Kind.HEARTBEAT


def test_nothing_to_stop_gives_no_objective() -> None:
    assert draft_okr(stop_list([Activity(name="Call back", hours=3, value=3)])).objectives == ()


def test_the_ids_of_many_actions_stay_apart() -> None:
    many = [Activity(name=f"Report {n}", hours=1, value=0) for n in range(60)]
    ids = [a.statement.id for a in draft_okr(stop_list(many)).objectives[0].key_results[0].actions]
    assert len(set(ids)) == 60
    assert ids[25:28] == ["1.1z", "1.1aa", "1.1ab"]
