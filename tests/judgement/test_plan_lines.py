"""What lines beside a key result add to its plan, and the day a deadline names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.judgement.due_days import due_day
from okrcoach.judgement.plans import plans_of
from okrcoach.model import Cycle, KeyResult, Look, Milestone, Objective, OKRSet, Plan, Role, Shape, Statement

Q3 = Cycle(name="Q3 2026", start=date(2026, 7, 1), end=date(2026, 9, 30))  # 92 days
READERS = "Raise active readers from 10 to 20"
LEVEL = "Guardrail: error rate below 2%"


def plan(text: str, note: str = "", cycle: Cycle = Q3, **columns: str) -> Plan:
    statement = Statement(text=text, role=Role.KEY_RESULT, id="1.1")
    key_result = replace(KeyResult(statement=statement, note=note), **columns)  # type: ignore[arg-type]
    aim = Statement(text="Nobody waits for an answer", role=Role.OBJECTIVE, id="1")
    okr_set = OKRSet(cycle=cycle, objectives=(Objective(statement=aim, key_results=(key_result,)),))
    return plans_of(okr_set)["1.1"]


@pytest.mark.parametrize(
    ("text", "note", "commit", "stretch"),
    [
        (READERS, "commit: 15\nstretch: 30", 15, 30),
        ("Cut the wait from 18 to 9 minutes", "stretch: 6 minutes\ncommit: 12 minutes", 12, 6),
        ("Raise the share of answered calls from 58% to 72%", "Commit: 65\nStretch: 80%", 65, 80),
        ("Move NPS from -20 to 5", "commit: -5\nstretch: 15", -5, 15),
        ("Sign 10 new customers", "commit: 6\nstretch: 15", 6, 15),
    ],
)
def test_commit_and_stretch(text: str, note: str, commit: float, stretch: float) -> None:
    found = plan(text, note)
    assert (found.commit, found.stretch, found.said) == (commit, stretch, ())


@pytest.mark.parametrize(
    ("text", "note", "says"),
    [
        (READERS, "commit: 15", "without <stretch>"),
        (READERS, "stretch: 30", "without <commit>"),
        (READERS, "commit: some\nstretch: 30", "\u201ccommit: some\u201d is not understood"),
        (READERS, "commit: 12 to 15\nstretch: 30", "\u201ccommit: 12 to 15\u201d is not understood"),
        ("Raise gifts from $10 to $20", "commit: 15 days\nstretch: $30", "both in one unit"),
        (LEVEL, "commit: 1%\nstretch: 0.5%", "around a target"),
        (READERS, "look: worst", "for a level to hold"),
        (LEVEL, "look: closely", "\u201clook: closely\u201d is not understood"),
        (READERS, "milestones: one; two", "numbers of its own"),
        ("Launch it", "milestones: one (2), done 2026-13-01", "is not understood"),
        ("Launch it", "milestones: One (2)\nTwo", "\u201cTwo\u201d stands below the milestones"),
        (READERS, "lag: " + "9" * 400 + " weeks", "say days, weeks or months"),
        (READERS, "weight: " + "9" * 400, "is not understood"),
        (READERS, "curve: early", "\u201ccurve: early\u201d is not understood"),
        (READERS, "curve: 4 weeks 10", "does not rise"),
        (READERS, "curve: 8 weeks 40%, 4 weeks 60%", "does not rise"),
        (READERS, "curve: 4 weeks 60%, 8 weeks 40%", "does not rise"),
        (READERS, "curve: 20 weeks 40%", "does not rise"),
    ],
)
def test_what_is_not_understood_is_said_and_not_guessed(text: str, note: str, says: str) -> None:
    found, bare = plan(text, note), plan(text)
    assert [one for one in found.said if says in one]
    assert (found.commit, found.stretch, found.look, found.curve) == (None, None, None, ())
    assert (found.shape, found.target, found.lowest) == (bare.shape, bare.target, bare.lowest)


def curve(note: str, deadline: str = "") -> list[float]:
    return [number for point in plan(READERS, note, deadline=deadline).curve for number in point]


def test_a_curve_of_points() -> None:
    assert plan(READERS, "curve: 0 0, 50% 20%").curve == ((0, 0), (0.5, 0.2), (1, 1))
    assert plan(READERS, "curve: 0.5 0.2; 1 1").curve == ((0, 0), (0.5, 0.2), (1, 1))
    # 92 days: four weeks are 28 of them.
    assert curve("curve: 4 weeks 10%") == pytest.approx([0, 0, 28 / 92, 0.1, 1, 1])
    # With a lag of two weeks 78 days are left, of which the point is at the fourteenth, wherever it is said.
    assert curve("curve: 4 weeks 10%\nlag: 2 weeks") == pytest.approx([0, 0, 14 / 78, 0.1, 1, 1])
    assert "does not rise" in plan(READERS, "curve: 4 weeks 10%\nlag: 6 weeks").said[0]
    # Due on 31 August: 62 days.
    assert curve("curve: 31 days 40%", deadline="2026-08-31") == pytest.approx([0, 0, 0.5, 0.4, 1, 1])
    assert "first and last day" in plan(READERS, "curve: 4 weeks 10%", Cycle(name="Q3")).said[0]


def test_milestones_on_one_line_or_one_a_line() -> None:
    wanted = (
        Milestone(text="Rota agreed", done=True, done_on=date(2026, 7, 20)),
        Milestone(text="First clinic (Monday) live", weight=3.0, done=True),
        Milestone(text="All clinics live", weight=6.5),
    )
    lines = ("Rota agreed, done 2026-07-20", "First clinic (Monday) live (3) done", "All clinics live (6.5)")
    one = plan("Launch the schedule", "milestones: " + "; ".join(lines))
    many = plan("Launch the schedule", "milestones: " + "\n".join(lines) + "\nsource: the minutes")
    assert one.milestones == many.milestones == wanted
    assert (one.shape, one.said) == (Shape.MILESTONE, ())


def test_milestones_stand_in_for_missing_numbers() -> None:
    text = """schema: okrcoach/1
objectives:
- text: Nobody waits
  key_results:
  - text: Customers love us in all four towns
    milestones:
    - First town (1), done
    - All towns (3)
"""
    found = plans_of(parse_okrs(text))["1.1"]
    assert (found.shape, found.undefined, found.target) == (Shape.MILESTONE, "", None)
    assert [(one.text, one.weight, one.done) for one in found.milestones] == [
        ("First town", 1, True),
        ("All towns", 3, False),
    ]


def test_a_level_and_a_heartbeat_say_how_they_are_looked_at() -> None:
    assert plan(LEVEL, "look: Worst").look is Look.WORST
    okr_set = parse_okrs(
        "schema: okrcoach/1\nheartbeats:\n- {text: Unsubscribe rate, accepted: below 1%, look: share}"
    )
    assert plans_of(okr_set)["h1"].look is Look.SHARE


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-08-31", date(2026, 8, 31)),
        ("by 31 August", date(2026, 8, 31)),
        ("by August 31st, 2026", date(2026, 8, 31)),
        ("31. Aug 2026", None),  # a dot after the number: not a form we know
        ("the 3rd of Sept", date(2026, 9, 3)),
        ("by the end of August", date(2026, 8, 31)),
        ("end of February 2028", date(2028, 2, 29)),
        ("31.08.2026", date(2026, 8, 31)),
        ("31/08/2026", date(2026, 8, 31)),
        ("08/31/2026", date(2026, 8, 31)),
        ("05/06/2026", None),  # May or June?
        ("15 January", date(2027, 1, 15)),  # the next one
        ("by end of Q3", date(2026, 9, 30)),
        ("end of the quarter", date(2026, 9, 30)),
        ("by Q4", None),
        ("by August", None),
        ("31 June", None),
        ("2026-08-00", None),
        ("between 1 August and 3 August", None),
        ("by launch", None),
        ("", None),
    ],
)
def test_the_day_a_deadline_names(written: str, day: date | None) -> None:
    assert due_day(written, Q3) == day


def test_a_day_without_year_needs_the_cycle() -> None:
    assert due_day("31 August", Cycle()) is None
    assert due_day("31 August 2026", Cycle()) == date(2026, 8, 31)


def test_a_key_result_is_due_on_its_own_day() -> None:
    assert plan(READERS, deadline="2026-08-31").due == date(2026, 8, 31)
    assert plan(READERS + " by 31 August").due == date(2026, 8, 31)
    both = plan(READERS + " by 31 August", deadline="2026-08-15")
    assert both.due == date(2026, 8, 15)
    for end in ("2026-09-30", "Q3"):
        assert (plan(READERS, deadline=end).due, plan(READERS, deadline=end).said) == (None, ())


@pytest.mark.parametrize(
    ("written", "says"),
    [("soon", "\u201csoon\u201d names no single day"), ("2026-10-15", "2026-10-15) is not within the cycle")],
)
def test_a_day_that_cannot_be_used_is_said(written: str, says: str) -> None:
    found = plan(READERS, deadline=written)
    assert found.due is None
    assert says in found.said[0]
