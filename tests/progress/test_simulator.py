"""The quarter to practise on: hand-worked, and by its properties."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrcoach.data import HERE
from okrcoach.progress.quarter_plan import UnusablePlan, read_plan
from okrcoach.progress.scenario import Scenario, UnusableScenario, read_scenario
from okrcoach.progress.simulator import NotNow, Quarter, Reveal

SHIPPED = sorted((HERE / "scenarios").glob("*.toml"))

SMALL = """
title = "Small"
story = "Two levers."
start = 2027-01-04
weeks = 4
effort = 5
[[key_results]]
id = "calls"
text = "Repeat calls"
baseline = 100
target = 80
drift = -1
noise = 2
[[heartbeats]]
id = "kind"
text = "Felt listened to"
baseline = 90
low = 85
recovery = 0.5
[[actions]]
id = "letters"
text = "Plain letters"
limit = 3
lag = 2
moves = { calls = -2.0 }
[[actions]]
id = "short"
text = "Short calls"
lag = 0
moves = { calls = -1.0, kind = -4.0 }
"""


def load(path: Path) -> Scenario:
    return read_scenario(path.read_text(encoding="utf-8"), path.stem)


def small() -> Scenario:
    return read_scenario(SMALL, "small")


def played(scenario: Scenario, seed: int, efforts: dict[str, float]) -> Reveal:
    quarter = Quarter.start(scenario, seed)
    while quarter.weeks_left:
        quarter.week(efforts)
    return quarter.reveal()


def test_worked_by_hand() -> None:
    quarter = Quarter.start(small(), 1)
    for efforts in ({"letters": 4.0, "short": 1.0}, {"short": 2.0}, {"letters": 1.0}, {}):
        quarter.week(efforts)
    found = quarter.reveal()
    # calls: drift -1 a week. Letters: 3 of 4 units count, show in week 3 (-6); the unit of week 3 is too
    # late. Short: -1 in week 1, -2 more in week 2.
    assert [t.true for t in found.weeks["calls"]] == pytest.approx([98, 95, 88, 87])
    # kind: -4; then half of it and -8; then half of -10; then half of -5.
    assert [t.true for t in found.weeks["kind"]] == pytest.approx([86, 80, 85, 87.5])
    assert found.broken == {"kind": (2,)}
    assert found.progress["calls"] == pytest.approx(13 / 20)
    assert found.wasted == {"letters": 1.0, "short": 0.0}
    assert found.still_to_come == {"letters": 1.0, "short": 0.0}
    assert "truly from 100 to 87, 65% of the way" in found.says[0]
    assert "-6 from letters; -3 from short; -4 would have come anyway" in found.says[0]
    assert found.says[1] == "Felt listened to: truly out of bounds in week 2."


def test_what_is_seen_is_the_truth_plus_the_noise_of_the_seed() -> None:
    quarter = Quarter.start(small(), 7)
    seen = [quarter.week({"short": 1.0}) for _ in range(4)]
    chance = random.Random(7)
    noise = [chance.gauss(0, 1) * 2 for _ in range(4)]
    for n, (check_ins, drawn) in enumerate(zip(seen, noise, strict=True), 1):
        assert check_ins["calls"].value == pytest.approx(100 - 2 * n + drawn)
    assert [c["kind"].value for c in seen] == pytest.approx([86, 84, 83, 82.5])
    assert [c["kind"].note for c in seen] == ["", "out of bounds", "out of bounds", "out of bounds"]
    assert [c["calls"].day for c in seen][:2] == [date(2027, 1, 10), date(2027, 1, 17)]


def test_a_reading_that_went_the_other_way_is_named() -> None:
    for seed in range(20):
        found = played(small(), seed, {"letters": 3.0})
        weeks = found.weeks["calls"]
        wrong = [b.week for a, b in pairwise(weeks) if b.seen > a.seen]
        assert ("other way" in found.says[0]) == bool(wrong)
        if wrong:
            return
    pytest.fail("no seed misled, so nothing was tested")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), choices=st.integers(0, 10**6))
def test_same_seed_same_quarter(path: Path, seed: int, choices: int) -> None:
    scenario = load(path)

    def run() -> tuple[list[object], Reveal]:
        chance, quarter, seen = random.Random(choices), Quarter.start(scenario, seed), []
        while quarter.weeks_left:
            share = scenario.effort / len(scenario.actions)
            seen.append(quarter.week({a.id: chance.random() * share for a in scenario.actions}))
        return [*seen], quarter.reveal()

    assert run() == run()


def test_another_seed_is_another_quarter_with_the_same_truth() -> None:
    one, other = (played(small(), seed, {"short": 1.0}) for seed in (1, 2))
    assert one.weeks["calls"][0].seen != other.weeks["calls"][0].seen
    assert [t.true for t in one.weeks["calls"]] == [t.true for t in other.weeks["calls"]]


def test_two_ways_through_a_quarter_differ_by_what_was_done_only() -> None:
    idle, busy = (played(small(), 5, efforts) for efforts in ({}, {"short": 2.0}))
    assert [t.noise for t in idle.weeks["calls"]] == [t.noise for t in busy.weeks["calls"]]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
@settings(max_examples=20, deadline=None)
@given(less=st.floats(0, 1), more=st.floats(0, 1), seed=st.integers(0, 99))
def test_more_effort_never_has_less_effect_and_none_beyond_the_limit(
    path: Path, less: float, more: float, seed: int
) -> None:
    scenario = load(path)
    less, more = sorted((less, more))
    for action in scenario.actions:
        top = min(action.limit, scenario.effort)
        ends = {share: played(scenario, seed, {action.id: top * share}).weeks for share in (less, more, 1.0)}
        for gauge, each in action.moves.items():
            moved = [abs(ends[s][gauge][-1].by_action[action.id]) for s in (less, more, 1.0)]
            assert moved == sorted(moved)
            if scenario.effort > action.limit:
                beyond = played(scenario, seed, {action.id: scenario.effort}).weeks[gauge][-1]
                assert abs(beyond.by_action[action.id]) == pytest.approx(moved[-1])
            assert each


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_what_is_seen_is_the_sum_of_what_is_told(path: Path) -> None:
    scenario = load(path)
    found = played(scenario, 3, {a.id: scenario.effort / len(scenario.actions) for a in scenario.actions})
    for gauge in scenario.gauges:
        for t in found.weeks[gauge.id]:
            parts = gauge.baseline + t.drift + sum(t.by_action.values()) + t.noise
            assert t.seen == pytest.approx(parts)


def test_the_scenarios_teach_what_they_say() -> None:
    harvest, noise, strain = (load(HERE / "scenarios" / f"{n}.toml") for n in
                              ("late-harvest", "loud-noise", "push-and-strain"))  # fmt: skip
    # Patience pays: the late action alone brings far more than the early one.
    late = played(harvest, 1, {"volunteers": 6.0}).progress["returns"]
    early = played(harvest, 1, {"calls": 4.0}).progress["returns"]
    assert late > 0.8 > 3 * early / 2
    # In week five the late action has shown nothing yet.
    assert played(harvest, 1, {"volunteers": 6.0}).weeks["returns"][4].true == 31
    # The posters do nothing, and the figure falls all the same.
    posters = played(noise, 1, {"posters": 8.0}).weeks["complaints"]
    assert posters[-1].true == pytest.approx(24 - 12 * 0.15)
    assert any(b.seen > a.seen for a, b in pairwise(posters))
    # The quick way breaks both heartbeats, the slow one none, and gets further.
    quick = played(strain, 1, {"short": 5.0, "overtime": 4.0})
    slow = played(strain, 1, {"causes": 6.0})
    assert all(quick.broken.values())
    assert not any(slow.broken.values())
    assert slow.progress["repeat"] > 0.9 > quick.progress["repeat"]


def test_there_are_three_of_twelve_weeks() -> None:
    assert [path.stem for path in SHIPPED] == ["late-harvest", "loud-noise", "push-and-strain"]
    assert {load(path).weeks for path in SHIPPED} == {12}


@pytest.mark.parametrize("efforts", [{"short": 5.1}, {"short": -1.0}, {"naps": 1.0}, {"short": float("nan")}])
def test_effort_that_is_not_there_plays_no_week(efforts: dict[str, float]) -> None:
    quarter = Quarter.start(small(), 1)
    with pytest.raises(NotNow):
        quarter.week(efforts)
    assert quarter.weeks_left == 4


def test_no_week_after_the_last_and_no_reveal_before_it() -> None:
    quarter = Quarter.start(small(), 1)
    for _ in range(4):
        with pytest.raises(NotNow, match="left"):
            quarter.reveal()
        quarter.week({})
    with pytest.raises(NotNow, match="over"):
        quarter.week({})
    assert quarter.reveal().progress["calls"] == pytest.approx(4 / 20)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("baseline = 100", "basline = 100", "key_results calls: baseline"),
        ("target = 80", "target = 100", "key_results calls: the target"),
        ("low = 85", "", "heartbeats kind"),
        ("lag = 2", "lag = 1.5", "actions letters: lag"),
        ("limit = 3", "limit = -3", "actions letters: limit"),
        ("limit = 3", "limit = inf", "actions letters: limit"),
        ("limit = 3", "limits = 3", "actions letters: limits"),
        ("recovery = 0.5", "recovery = 1.5", "recovery"),
        ("{ calls = -2.0 }", "{ cals = -2.0 }", "letters moves cals"),
        ('id = "short"', 'id = "letters"', "letters stands there twice"),
        ("start = 2027-01-04", 'start = "soon"', "start"),
        ("effort = 5", "effort = nan", "effort"),
        ("weeks = 4", "weeks = true", "weeks"),
        ("weeks = 4", "weeks = 1.5", "weeks"),
        ('title = "Small"', "title = ", "TOML"),
    ],
)
def test_a_scenario_that_cannot_be_played_says_where(old: str, new: str, names: str) -> None:
    assert old in SMALL
    with pytest.raises(UnusableScenario, match=names):
        read_scenario(SMALL.replace(old, new, 1), "small")


def test_changing_course_costs_its_share_in_the_first_week() -> None:
    quarter = Quarter.start(read_scenario("switching = 0.5\n" + SMALL, "small"), 1)
    for efforts in ({"short": 2.0}, {"short": 4.0}, {"short": 4.0, "letters": 1.0}, {"short": 1.0}):
        quarter.week(efforts)
    found = quarter.reveal()
    # calls: drift -1 a week; short: -2, then -(4 - half of 2 new ones), -4, -1. Letters show too late.
    assert [t.true for t in found.weeks["calls"]] == pytest.approx([97, 93, 88, 86])
    assert found.switched == {"letters": 0.5, "short": 1.0}
    assert found.changes == (2, 3, 4)
    assert any("You changed course in weeks 2, 3, 4. It cost 1.5 units" in says for says in found.says)
    assert any("Week 4: you took effort out of letters before 1 units" in says for says in found.says)


def test_who_keeps_course_pays_nothing() -> None:
    found = played(read_scenario("switching = 1\n" + SMALL, "small"), 1, {"short": 2.0})
    assert (found.changes, set(found.switched.values())) == ((), {0.0})
    assert any("kept your course" in says for says in found.says)


def test_a_plan_is_read_and_faults_are_named() -> None:
    assert read_plan("[weeks]\n1 = { a = 2 }\n3 = {}\n", "p") == {1: {"a": 2.0}, 3: {}}
    for text in (
        "x",
        "[other]",
        "[weeks]\nfirst = {}",
        "[weeks]\n1 = 3",
        '[weeks]\n1 = { a = "x" }',
        "[weeks]\n0 = {}",
    ):
        with pytest.raises(UnusablePlan, match=r"^p"):
            read_plan(text, "p")
