"""Pairs that pull against each other are found, and others are left alone."""

from __future__ import annotations

import pytest

from okrcoach.data import HERE
from okrcoach.exchange import parse_okrs
from okrcoach.judgement.conflicts import Conflict, conflicts
from okrcoach.judgement.critic import see
from okrcoach.judgement.rule import SeenSet


def seen(*lines: str) -> SeenSet:
    return see(parse_okrs("\n".join(lines)), None)


def found(key_result: str, heartbeat: str) -> tuple[Conflict, ...]:
    return conflicts(seen("Objective: Guests feel at home", f"KR: {key_result}", f"Heartbeat: {heartbeat}"))


@pytest.mark.parametrize(
    ("key_result", "heartbeat", "audience"),
    [
        ("Raise newsletters a month from 2 to 6", "Unsubscribes stay below 0.5%", "the people you write to"),
        ("Send 4 mails a week to every member", "Opt-outs under 20 a month", "the people you write to"),
        ("Cut average handling time from 9 to 6 minutes", "Keep repeat calls below 12%", "people who call"),
        (
            "Cut cost per order from 4.10 to 3.60",
            "Hold complaints under 30 a month",
            "customers and colleagues",
        ),
        ("Inventory down from 90k to 60k", "Stock-outs stay under 2%", "customers who order"),
        ("Close 30 new customers", "Churn stays below 3%", "new customers"),
        ("Get 500 sign-ups by June", "Support tickets stay below 200 a week", "newcomers"),
    ],
)
def test_a_push_and_what_pays_for_it(key_result: str, heartbeat: str, audience: str) -> None:
    (conflict,) = found(key_result, heartbeat)
    assert (conflict.pushed, conflict.guarded) == ("1.1", "h1")
    assert conflict.audience == audience
    assert conflict.why.endswith(".")
    assert not conflict.excluded


@pytest.mark.parametrize(
    ("key_result", "heartbeat"),
    [
        # the other way round nothing pulls
        ("Cut newsletters a month from 6 to 2", "Unsubscribes stay below 0.5%"),
        ("Raise average handling time from 6 to 9 minutes", "Keep repeat calls below 12%"),
        # a share of visitors is no crowd
        (
            "Raise the share of visitors under forty from 15% to 30%",
            "Keep the wait at the door under 35 minutes",
        ),
        # the mail is only a means
        ("Raise guests who book again from 5% to 9% through better mails", "Unsubscribes stay below 0.5%"),
        # nothing is pushed
        ("Keep newsletters at 2 a month", "Unsubscribes stay below 0.5%"),
        ("Answer every mail within 2 hours", "Unsubscribes stay below 0.5%"),
        # they have nothing to do with each other
        ("Raise newsletters a month from 2 to 6", "Hall rent for three months stays in the bank"),
    ],
)
def test_what_does_not_pull(key_result: str, heartbeat: str) -> None:
    assert found(key_result, heartbeat) == ()


def test_a_range_that_ends_before_the_target() -> None:
    (conflict,) = found("Raise night shifts per nurse from 3 to 6", "Night shifts per nurse below 4")
    assert conflict.excluded
    assert "6" in conflict.why
    assert "4" in conflict.why
    assert found("Raise night shifts per nurse from 1 to 3", "Night shifts per nurse below 4") == ()
    assert found("Raise guest rating from 4.1 to 4.6", "Keep guest rating above 4.0") == ()


def test_the_catalogue_names_the_counter_measure() -> None:
    (conflict,) = found("Raise email revenue share from 10% to 20%", "Unsubscribe rate below 1%")
    assert "email revenue share" in conflict.why
    assert found("Cut email revenue share from 20% to 10%", "Unsubscribe rate below 1%") == ()


def test_a_heartbeat_among_the_key_results_counts() -> None:
    whole = seen(
        "Objective: Guests feel at home",
        "KR: Raise newsletters a month from 2 to 6",
        "KR: Keep unsubscribes below 0.5% every month",
    )
    assert [(c.pushed, c.guarded) for c in conflicts(whole)] == [("1.1", "1.2")]


def test_a_pair_is_told_once_and_a_line_not_without_end() -> None:
    many = [f"Heartbeat: Unsubscribes in region {k} stay below 0.5%" for k in range(30)]
    pairs = conflicts(seen("Objective: Guests", "KR: Raise newsletters a month from 2 to 6", *many))
    assert len(pairs) == 10
    assert len({(c.pushed, c.guarded) for c in pairs}) == 10


def test_no_heartbeats_no_conflicts() -> None:
    assert (
        conflicts(seen("Objective: Guests feel at home", "KR: Raise newsletters a month from 2 to 6")) == ()
    )


def test_the_table_is_sound() -> None:
    lines = (HERE / "conflicts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    assert len(rows) >= 25
    for pushed, way, of, guarded, audience, why in rows:
        assert way in ("up", "down")
        assert of in ("any", "count")
        assert why.endswith(".")
        assert audience
        assert not set(pushed.split(",")) & set(guarded.split(",")), "nothing pulls against itself"
        assert not any(ch.isdigit() for ch in why), "numbers are never invented"
