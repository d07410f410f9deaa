"""Benefits: phases, the lag, what was realised, and the way from the work to the gain and back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.model import Action, Benefit, CheckIn, KeyResult, Objective, OKRSet, Statement
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.benefit_map import Stop, benefit_map, serves, trace
from okrcoach.progress.benefits import (
    Phase,
    Standing,
    figure,
    realised,
    register_status,
    shows_from,
    status,
)

IN_USE = date(2026, 3, 1)
SHOWS = date(2026, 5, 30)  # 90 days later: 31 March, 30 April leave 29 in May after 1 March
DUE = date(2026, 9, 15)


def look(day: date, value: float) -> CheckIn:
    return CheckIn(day=day, value=value)


def made(name: str = "B1", **changes: Any) -> Benefit:
    values: dict[str, Any] = {
        "owner": "Ana",
        "baseline": "2,400 calls",
        "target": "1,500 calls",
        "threshold": "1,900 calls",
        "delivered": IN_USE,
        "lag": 90,
        "due": DUE,
    }
    return Benefit(statement=Statement(text=f"Fewer repeat calls {name}", id=name), **(values | changes))


@pytest.mark.parametrize(
    ("text", "value"),
    [("17%", 17), ("£1,200 a month", 1200), ("4,2 days", 4.2), ("-3 points", -3), ("1,234,567.5", 1234567.5),
     ("0.125", 0.125), ("0,125", 0.125), ("12'400 CHF", 12400), ("about 30", 30)],
)  # fmt: skip
def test_the_one_number_of_a_text(text: str, value: float) -> None:
    assert figure(text).value == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "better", "2 of 9 teams", "1.200", "1.234.567"])
def test_what_two_people_would_read_differently_is_undefined(text: str) -> None:
    with pytest.raises(Undefined):
        figure(text)


def test_a_value_is_shown_in_the_words_of_the_baseline() -> None:
    assert figure("£1,200").show(-1234567.5) == "-£1,234,567.5"
    assert figure("17%").show(6) == "6%"
    assert figure("4.2 days").show(3) == "3 days"


REACHED = (look(DUE, 1480),)


@pytest.mark.parametrize(
    ("changes", "at", "phase", "standing"),
    [
        ({"owner": " "}, DUE, Phase.IDENTIFY, Standing.ASPIRATION),
        ({"baseline": "", "measurements": REACHED}, DUE, Phase.IDENTIFY, Standing.ASPIRATION),
        ({"delivered": None}, DUE, Phase.PLAN, Standing.PLANNED),
        ({}, IN_USE - timedelta(1), Phase.PLAN, Standing.PLANNED),
        ({}, IN_USE, Phase.REALISE, Standing.TOO_EARLY),
        ({}, SHOWS - timedelta(1), Phase.REALISE, Standing.TOO_EARLY),
        ({}, SHOWS, Phase.REALISE, Standing.NOT_MEASURED),
        # A look before the lag is over does not count, however good.
        ({"measurements": (look(date(2026, 4, 1), 1000),)}, SHOWS, Phase.REALISE, Standing.NOT_MEASURED),
        # 2,010 is 390 of 900 steps.
        ({"measurements": (look(SHOWS, 2010),)}, SHOWS, Phase.REALISE, Standing.ON_THE_WAY),
        ({"measurements": (look(SHOWS, 2500),)}, SHOWS, Phase.REALISE, Standing.WORSE),
        ({"measurements": (look(SHOWS, 2010),)}, DUE, Phase.REALISE, Standing.NOT_MEASURED),
        ({"measurements": (look(DUE, 2010),)}, DUE, Phase.REALISE, Standing.SHORT),
        ({"measurements": (look(DUE, 1900),)}, DUE, Phase.REALISE, Standing.PARTLY),
        ({"measurements": REACHED}, DUE, Phase.SUSTAIN, Standing.REALISED),
        # Reached once, a little worse now, still above the least that counts.
        (
            {"measurements": (look(date(2026, 12, 1), 1800), *REACHED)},
            date(2026, 12, 31),
            Phase.SUSTAIN,
            Standing.REALISED,
        ),
        (
            {"measurements": (*REACHED, look(date(2026, 12, 1), 2000))},
            date(2026, 12, 31),
            Phase.SUSTAIN,
            Standing.LOST,
        ),
        # What happens later is not known on the day one looks from.
        (
            {"measurements": (*REACHED, look(date(2026, 12, 1), 2000))},
            DUE,
            Phase.SUSTAIN,
            Standing.REALISED,
        ),
        ({"target": "fewer", "measurements": REACHED}, DUE, Phase.REALISE, Standing.UNCLEAR),
        ({"target": "12%", "measurements": REACHED}, DUE, Phase.REALISE, Standing.UNCLEAR),
        ({"target": "2,400 calls", "measurements": REACHED}, DUE, Phase.REALISE, Standing.UNCLEAR),
    ],
)
def test_phase_and_standing(changes: dict[str, Any], at: date, phase: Phase, standing: Standing) -> None:
    found = status(made(**changes), at)
    assert (found.phase, found.standing) == (phase, standing)


def test_too_early_says_until_when() -> None:
    assert status(made(), IN_USE).words == "too early to judge until 2026-05-30"


def test_without_a_lag_the_day_of_measuring_decides() -> None:
    assert shows_from(made(lag=None, measured=DUE)) == DUE
    assert shows_from(made(lag=None, measured=date(2026, 1, 1))) == IN_USE
    assert shows_from(made(lag=None)) == IN_USE
    assert shows_from(made(lag=10**9)) == date.max
    assert shows_from(made(delivered=None)) is None


@given(st.integers(0, 400), st.integers(0, 400), st.integers(-2000, 5000))
def test_before_the_lag_is_over_no_figure_is_judged(lag: int, days: int, value: int) -> None:
    at = IN_USE + timedelta(days=days)
    found = status(made(lag=lag, measurements=(look(at, value),)), at)
    assert (found.share is None) == (days < lag)


@given(st.permutations([look(SHOWS + timedelta(weeks=n), 2400 - 150 * n) for n in range(8)]))
def test_the_order_of_measurements_does_not_matter(looks: list[CheckIn]) -> None:
    found = status(made(measurements=tuple(looks)), date(2026, 12, 31))
    assert found.gained == 150 * 7


def test_without_owner_or_baseline_comes_first_and_else_the_order_stays() -> None:
    register = [
        made("B1"), made("B2", owner=""), made("B3"), made("B4", owner="", baseline=""),
        made("B5", baseline=""),
    ]  # fmt: skip
    found = [s.benefit.statement.id for s in register_status(register, DUE)]
    assert found == ["B4", "B2", "B5", "B1", "B3"]


def test_realised_in_the_language_of_value() -> None:
    register = [
        made("B1", worth="€78", measurements=(look(DUE, 1900),)),  # 500 fewer: 39,000
        made("B2", baseline="10%", target="20%", threshold="", worth="€1,000",
             measurements=(look(DUE, 8),)),  # two points worse: -2,000
        made("B3", worth="$2", measurements=(look(DUE, 2390),)),  # 10 fewer: 20 of another currency
        made("B4", measurements=(look(DUE, 1500),)),
        made("B5", worth="a lot", measurements=(look(DUE, 1500),)),
        made("B6", lag=900, worth="€78", disbenefit="Agents feel watched",
             measurements=(look(DUE, 1),)),
    ]  # fmt: skip
    found = realised(register, DUE)
    assert dict(found.worth) == {"€": pytest.approx(37_000), "$": pytest.approx(20)}
    assert [name for name, _ in found.gains] == ["B1", "B2", "B3", "B4", "B5"]
    assert found.gains[0][1] == (
        "From 2,400 calls to 1,900 calls on 2026-09-15: 56% of the way to 1,500 calls."
    )
    assert [name for name, _ in found.waiting] == ["B6"]
    assert "until 2028-08-17" in found.waiting[0][1]
    assert found.disbenefits == (("B6", "Agents feel watched"),)
    assert [sentence[:2] for sentence in found.said] == ["B4", "B5"]


def sample() -> OKRSet:
    def key_result(name: str, *actions: str) -> KeyResult:
        return KeyResult(
            statement=Statement(text=f"Key result {name}", id=name),
            actions=tuple(Action(statement=Statement(text=f"Action {a}", id=a)) for a in actions),
        )

    return OKRSet(
        objectives=(
            Objective(
                statement=Statement(text="Helped the first time", id="1"),
                key_results=(key_result("1.1", "1.1a", "1.1b"), key_result("1.2", "1.2a")),
            ),
            Objective(statement=Statement(text="People stay", id="2"), key_results=(key_result("2.1"),)),
        )
    )


def test_a_benefit_is_traced_to_the_work_and_back() -> None:
    first, second = made("B1", follows_from=("1.1", "9.9")), made("B2", follows_from=("1.1", "2.1"))
    found = trace(first, sample())
    assert [kr.statement.id for _, kr in found.key_results] == ["1.1"]
    assert [action.statement.id for action in found.actions] == ["1.1a", "1.1b"]
    assert found.unknown == ("9.9",)
    for work, served in (
        ("1.1b", ["B1", "B2"]), ("2.1", ["B2"]), ("1", ["B1", "B2"]), ("1.2a", []),
    ):  # fmt: skip
        assert [b.statement.id for b in serves(work, [first, second], sample())] == served


def test_the_map_runs_from_output_to_objective() -> None:
    full = made(
        "B1", enabled_by=("1.1a", "Plain letters"), capability="Agents see the case", outcome="One call",
        objective="1",
    )  # fmt: skip
    short = made("B2", enabled_by=("plain  LETTERS",), follows_from=("2.1",))
    found = benefit_map([full, short], sample())
    text = {node.id: node.text for node in found.nodes}
    assert {(text[a], text[b]) for a, b in found.edges} == {
        ("Action 1.1a", "Agents see the case"),
        ("Plain letters", "Agents see the case"),
        ("Agents see the case", "One call"),
        ("One call", "Fewer repeat calls B1"),
        ("Fewer repeat calls B1", "Helped the first time"),
        ("Plain letters", "Key result 2.1"),  # no capability is named, none is made up
        ("Key result 2.1", "Fewer repeat calls B2"),
        ("Fewer repeat calls B2", "People stay"),
    }
    order = list(Stop)
    stops = {node.id: order.index(node.stop) for node in found.nodes}
    assert all(stops[a] < stops[b] for a, b in found.edges)
    assert len(stops) == len(found.nodes)


def test_two_benefits_in_the_same_words_stay_two() -> None:
    found = benefit_map([made("B1"), made("B1")])
    assert [node.stop for node in found.nodes] == [Stop.BENEFIT, Stop.BENEFIT]
    assert found.edges == ()
