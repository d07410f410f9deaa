"""The stand-up page and the four squares, from hand-made cycles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okrcoach.model import (
    Action,
    CheckIn,
    Cycle,
    Heartbeat,
    KeyResult,
    LoggedCheckIn,
    Look,
    Objective,
    OKRSet,
    Plan,
    Role,
    Shape,
    Statement,
)
from okrcoach.progress.four_square import FourSquare, Health, four_square, health_of
from okrcoach.progress.scorecard import score
from okrcoach.progress.stand_up import StandUp, stand_up

AT = date(2026, 8, 15)
PLANS = {
    "1.1": Plan(shape=Shape.FROM_TO, baseline=100, target=0),
    "1.2": Plan(shape=Shape.FROM_TO, baseline=0, target=100, unit="%"),
    "1.3": Plan(shape=Shape.FROM_TO, baseline=0, target=10, lag=60),
    "1.4": Plan(shape=None, undefined="There is no starting point yet: <baseline>."),
    "h1": Plan(shape=Shape.HOLD, highest=3, unit="hour", guardrail=True),
}


def act(text: str, **values: object) -> Action:
    return Action(statement=Statement(text=text, role=Role.TASK, id=text), **values)  # type: ignore[arg-type]


def kr(number: str, *check_ins: CheckIn, actions: tuple[Action, ...] = ()) -> KeyResult:
    statement = Statement(text=f"Key result {number}", role=Role.KEY_RESULT, id=number)
    return KeyResult(statement=statement, check_ins=check_ins, actions=actions)


def seen(
    month: int, day: int, value: float | None, confidence: float | None = None, note: str = ""
) -> CheckIn:
    return CheckIn(day=date(2026, month, day), value=value, confidence=confidence, note=note, who="Ana")


OKRS = OKRSet(
    title="Team",
    cycle=Cycle(name="Q3", start=date(2026, 7, 1), end=date(2026, 9, 30)),
    objectives=(
        Objective(
            statement=Statement(text="Aim", role=Role.OBJECTIVE, id="1"),
            key_results=(
                kr(
                    "1.1", seen(7, 6, 98, 5), seen(8, 10, 95, 3, "Hardly a change"),
                    actions=(act("A", due="2026-08-20"),),
                ),
                kr(
                    "1.2", seen(7, 6, 5, 5), seen(8, 10, 60, 7),
                    actions=(act("B", done=True), act("C", due="by 2026-09-10")),
                ),
                kr("1.3", seen(8, 10, 1), actions=(act("D", due="2026-08-01"), act("E", due="soon"))),
                kr("1.4", actions=(act("F", due="2027-01-01"),)),
            ),
        ),
    ),
    heartbeats=(Heartbeat(statement=Statement(text="Overtime", role=Role.HEARTBEAT, id="h1")),),
    this_week=(act("Ours"), act("Over", done=True)),
    coming=(act("Fair", due="2026-09-02"),),
)  # fmt: skip


def pages(okr_set: OKRSet = OKRS, overtime: float | None = 2.8) -> tuple[StandUp, FourSquare]:
    entries = [
        LoggedCheckIn(about="h1", check_in=CheckIn(day=date(2026, 8, day), value=value))
        for day, value in ((3, 1.5), (10, overtime))
    ]
    entries.append(
        LoggedCheckIn(about="1.1", check_in=CheckIn(day=AT, confidence=3), blockers="No one has the key")
    )
    card = score(okr_set, entries, AT, PLANS)
    return stand_up(okr_set, card), four_square(okr_set, card)


def test_every_line_stands_where_it_belongs() -> None:
    up, _ = pages()
    assert [line.id for line in up.works] == ["1.2", "h1"]
    assert [line.id for line in up.does_not] == ["1.1"]
    assert [line.id for line in up.early] == ["1.3"]
    assert {"1.1", "1.2", "1.4"} <= {line.id for line in up.change}
    (trouble,) = up.does_not
    assert "5% of the way" in trouble.says[0]
    assert [(quote.sort, quote.text) for quote in trouble.quotes] == [
        ("in the way", "No one has the key"),
        ("action", "A"),
    ]
    change = {line.id: line.says for line in up.change}
    assert change["1.1"][0].startswith("What keeps the first of them")
    assert change["1.4"] == ("There is no starting point yet: <baseline>.",)


def test_a_fresh_note_is_quoted_and_an_old_one_is_not() -> None:
    objective = replace(
        OKRS.objectives[0], key_results=(kr("1.1", seen(7, 20, 98, note="Old"), seen(8, 14, 40, note="New")),)
    )
    okr_set = replace(OKRS, objectives=(objective,))
    card = score(okr_set, [], AT, PLANS)
    (line,) = (line for line in stand_up(okr_set, card).works if line.id == "1.1")
    assert [(quote.text, quote.who) for quote in line.quotes] == [("New", "Ana")]
    assert all(not one.quotes for one in stand_up(okr_set, card, fresh=0).works)


def test_priorities_are_the_teams_own_then_what_is_due() -> None:
    _, four = pages()
    assert [(one.text, one.about, one.late) for one in four.this_week] == [
        ("Ours", "", False),
        ("D", "1.3", True),
        ("A", "1.1", False),
    ]
    assert [one.text for one in four.coming] == ["Fair", "C"]
    assert (four.left_out, four.undated) == (2, 1)  # E has no day, F is due next year


def test_confidence_and_how_it_moved() -> None:
    _, four = pages()
    sure = {one.id: one for one in four.confidence}
    assert (sure["1.2"].now, sure["1.2"].before, sure["1.2"].said) == (7, 5, True)
    assert (sure["1.4"].now, sure["1.4"].said) == (5, False)
    assert sure["1.3"].deferred


@pytest.mark.parametrize(
    ("overtime", "health"),
    [(1.0, Health.IN_RANGE), (2.8, Health.NEAR_EDGE), (3.0, Health.NEAR_EDGE), (3.1, Health.OUT_OF_RANGE)],
)
def test_health(overtime: float, health: Health) -> None:
    (metric,) = pages(overtime=overtime)[1].health
    assert metric.health is health
    assert metric.values == (1.5, overtime)
    assert "3 hours or less is fine" in metric.says


def test_health_without_value_or_bounds_is_unknown() -> None:
    okr_set = replace(OKRS, objectives=())
    card = score(okr_set, [], AT, PLANS)
    assert four_square(okr_set, card).health[0].health is Health.UNKNOWN
    card = score(okr_set, [], AT, {})
    assert four_square(okr_set, card).health[0].health is Health.UNKNOWN


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "health"),
    [
        (61, 60, 90, "", Health.NEAR_EDGE),  # a tenth of 30 is 3
        (64, 60, 90, "", Health.IN_RANGE),
        (88, 60, 90, "", Health.NEAR_EDGE),
        (81, 80, None, "%", Health.NEAR_EDGE),  # a tenth of the 20 points up to 100 is 2
        (83, 80, None, "%", Health.IN_RANGE),
        (83, 80, None, "", Health.NEAR_EDGE),  # a tenth of 80 is 8
        (0, None, 0, "", Health.IN_RANGE),
        (1, None, 0, "", Health.OUT_OF_RANGE),
    ],
)
def test_near_the_edge(
    value: float, low: float | None, high: float | None, unit: str, health: Health
) -> None:
    assert health_of(value, low, high, unit, 0.1) is health


@pytest.mark.parametrize(
    ("look", "says"),
    [
        (Look.SHARE, "Within bounds at 50% of the check-ins. Now 1 hour; 3 hours or less is fine."),
        (Look.WORST, "Not held at its worst. Now 1 hour; 3 hours or less is fine."),
        (Look.AVERAGE, "Held on average. Now 1 hour; 3 hours or less is fine."),
        (None, "Held: 1 hour; 3 hours or less is fine."),
    ],
)
def test_a_level_is_told_as_it_was_looked_at(look: Look | None, says: str) -> None:
    okr_set = replace(OKRS, objectives=())
    values = [(3, 4.0), (10, 1.0)]
    entries = [
        LoggedCheckIn(about="h1", check_in=CheckIn(day=date(2026, 8, day), value=value))
        for day, value in values
    ]
    card = score(okr_set, entries, AT, {"h1": replace(PLANS["h1"], look=look)})
    up = stand_up(okr_set, card)
    assert [line.says[0] for line in (*up.works, *up.does_not)] == [says]
