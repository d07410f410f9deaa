"""Measures sorted into two lists, their ranges, who should move, and the set in both schools."""

from __future__ import annotations

from datetime import date

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.judgement import House, review
from okrcoach.judgement.heartbeats import Belongs, Sorted, Sorting, sort_measures
from okrcoach.judgement.moves import Way
from okrcoach.judgement.sources import WORKS
from okrcoach.judgement.stages import STAGES, Goals, Stage, for_stage
from okrcoach.judgement.two_schools import clause, separate, unified
from okrcoach.model import CheckIn, Correction, Heartbeat, KeyResult, Kind, Objective, OKRSet, Role, Statement

AIM = "Newcomers feel at home in their first week"
PUSH = "Raise activation rate from 30% to 45%"


def kr(
    text: str = PUSH, id_: str = "1.1", checks: tuple[float | None, ...] = (), **columns: str
) -> KeyResult:
    seen = tuple(CheckIn(day=date(2026, 1, n), value=value) for n, value in enumerate(checks, 1))
    statement = Statement(text=text, role=Role.KEY_RESULT, id=id_)
    return KeyResult(statement=statement, check_ins=seen, **columns)  # type: ignore[arg-type]


def beat(text: str, accepted: str = "", note: str = "", id_: str = "h1") -> Heartbeat:
    statement = Statement(text=text, role=Role.HEARTBEAT, id=id_)
    return Heartbeat(statement=statement, accepted=accepted, note=note)


def sorting(*key_results: KeyResult, heartbeats: tuple[Heartbeat, ...] = (), aim: str = AIM) -> Sorting:
    top = Objective(statement=Statement(text=aim, role=Role.OBJECTIVE, id="1"), key_results=key_results)
    return sort_measures(review(OKRSet(objectives=(top,), heartbeats=heartbeats)))


def held(text: str, accepted: str = "", note: str = "") -> Sorted:
    (found,) = (m for m in sorting(kr(), heartbeats=(beat(text, accepted, note),)).measures if m.id == "h1")
    return found


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        (PUSH, Belongs.OKR),
        ("90% of newcomers finish the tour on the first try", Belongs.OKR),
        ("Keep first-response time under 2 hours", Belongs.HEARTBEAT),
        ("Overtime stays below 40 hours a month", Belongs.GUARDRAIL),
    ],
)
def test_key_results_are_sorted_by_what_they_ask_for(text: str, belongs: Belongs) -> None:
    (found,) = sorting(kr(text)).measures
    assert found.belongs is belongs
    assert found.misfiled is (belongs is not Belongs.OKR)
    assert found.reason.count(".") == 1 or "%" in found.reason
    assert found.reason.endswith(".")


def test_columns_make_a_bare_measure_something_to_change() -> None:
    (found,) = sorting(kr("Net promoter score", baseline="30", target="50")).measures
    assert found.belongs is Belongs.OKR
    assert "from 30 to 50" in found.reason


def test_a_heartbeat_that_asks_for_a_change_belongs_to_the_okrs() -> None:
    assert held("Raise the share of calls answered at once from 60% to 80%").belongs is Belongs.OKR
    assert held("Email deliverability at 95% or higher").belongs is Belongs.HEARTBEAT


def test_tasks_hold_no_measure_and_are_not_lost() -> None:
    found = sorting(kr(), kr("Launch the new welcome page", "1.2"))
    assert [m.id for m in found.measures] == ["1.1"]
    assert [one.seen.statement.id for one in found.left_out] == ["1.2"]


def test_only_objectives_that_hold_a_level_are_measures() -> None:
    assert [m.id for m in sorting(kr()).measures] == ["1.1"]
    assert [m.id for m in sorting(kr(), aim="Keep uptime above 99.5%").measures] == ["1", "1.1"]


def test_what_suffers_from_a_push_is_its_guardrail() -> None:
    push = kr("Raise newsletters sent per subscriber from 2 to 5")
    found = sorting(push, kr(id_="1.2"), heartbeats=(beat("Unsubscribe rate below 0.5%"),))
    (guard,) = found.of(Belongs.GUARDRAIL)
    assert guard.guards == ("1.1",)
    assert "1.1" in guard.reason
    (row,) = (r for r in unified(found).goals[0].rows if r.added)
    assert (row.id, row.added) == ("1.1", ("while keeping unsubscribe rate below 0.5%",))


@pytest.mark.parametrize(
    ("text", "accepted", "words"),
    [
        ("Email deliverability", "95% or higher", "at 95% or higher"),
        ("Email deliverability", "90-95%", "between 90 and 95%"),
        ("Stock on hand", "4 to 6 days", "between 4 and 6 days"),
        ("Errors", "not above 4%", "at 4% or lower"),
        ("Errors", "max. 3 a month", "at 3 or less"),
        ("Lights on", "100%", "at 100%"),
        ("Email deliverability at 95% or higher", "", "at 95% or higher"),
        ("Keep first-response time under 2 hours", "", "at 2 hours or less"),
        ("Maintain uptime between 99.5% and 99.9%", "", "between 99.5% and 99.9%"),
        ("No more than 3 damaged pallets a week", "", "at 3 or less"),
        ("Hold NPS at 45", "", "at 45 or more"),
    ],
)
def test_the_range_comes_from_the_column_or_the_words(text: str, accepted: str, words: str) -> None:
    found = held(text, accepted).accepted
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("Kitchen noise", "45"),  # which side is still fine?
        ("Kitchen noise", "95% +/- 2%"),
        ("Keep faults at or below 2 in 10,000 items", ""),
        ("No inquiry takes more than one day", ""),  # turned round from afar
        ("Kitchen noise", "n/a"),
        ("Customer satisfaction answered in 7 days", ""),  # a time is no rating
        ("Kitchen noise", "between 6 and 4 days"),
    ],
)
def test_no_range_is_guessed(text: str, accepted: str) -> None:
    assert held(text, accepted).accepted is None


def test_a_measure_without_a_range_is_asked_for_one() -> None:
    assert held("Kitchen noise").ask.endswith("?")
    assert held("Email deliverability", "95% or higher").ask == ""


@pytest.mark.parametrize(
    ("accepted", "now", "says"),
    [
        ("95% or higher", "Current: 93%", "below 95%"),
        ("between 2 and 4 hours", "Actual: 5 hours", "above 4 hours"),
        ("between 2 and 4 hours", "current: 1", "below 2"),
        ("95% or higher", "Owner: Ada\nLatest: 93", "below 95%"),
        ("95% or higher", "Current: 95%", None),
        ("95% or higher", "Current: 0.93", None),  # a share in another writing, not a collapse
        ("under 2 hours", "Current: 90 min", None),  # units that are not held against each other
        ("95% or higher", "Current: 93% or 97%", None),
        ("95% or higher", "", None),
    ],
)
def test_a_heartbeat_out_of_its_range_is_promoted(accepted: str, now: str, says: str | None) -> None:
    move = held("Email deliverability", accepted, now).move
    if says is None:
        assert move is None
        return
    assert move is not None
    assert move.way is Way.PROMOTE
    assert says in move.says
    assert move.rewrite.endswith("by <date>")
    assert move.sources


def test_a_misfiled_heartbeat_is_promoted_from_its_column_too() -> None:
    (found,) = sorting(kr("Keep first-response time under 2 hours", current="3 hours")).measures
    assert found.move is not None
    assert found.move.rewrite == "Bring first response time back from 3 hours to 2 hours or less by <date>"


@pytest.mark.parametrize(
    ("checks", "columns", "due"),
    [
        ((44, 45, 46, 46), {}, True),
        ((45, None, 46, 46), {}, True),
        ((45, 46), {}, False),
        ((46, 46, 44), {}, False),
        ((46, 46, 46), {"current": "41%"}, False),
        ((0.46, 0.46, 0.46), {}, False),
    ],
)
def test_a_goal_reached_and_steady_is_demoted(
    checks: tuple[float | None, ...], columns: dict[str, str], due: bool
) -> None:
    (found,) = sorting(kr(PUSH, "1.1", checks, **columns)).measures
    assert (found.move is not None) is due
    if found.move is not None:
        assert found.move.way is Way.DEMOTE
        assert found.move.rewrite == "Keep activation rate at 45% or higher"
        assert not found.move.sources
        assert found.move.ours, "nobody is cited for it, and it says so"


def test_down_is_reached_from_above() -> None:
    text = "Cut complaints from 40 to 20 a month"
    assert sorting(kr(text, "1.1", (19, 18, 20))).measures[0].move is not None
    assert sorting(kr(text, "1.1", (40, 38, 35))).measures[0].move is None
    money = "Cut the cost of returns from $4M to $2M"
    assert sorting(kr(money, "1.1", (3.9, 3.8, 3.7))).measures[0].move is None, "millions, not dollars"


@pytest.mark.parametrize(
    ("text", "accepted", "words"),
    [
        ("Email deliverability", "95% or higher", "while keeping email deliverability at 95% or higher"),
        ("Email deliverability 95% or higher", "", "while keeping email deliverability at 95% or higher"),
        ("First-response time", "", "while keeping first-response time between <lowest> and <highest>"),
        ("NPS no lower than 40 in the north", "", "while keeping NPS no lower than 40 in the north"),
        ("Keep the wait under 35 minutes.", "", "while keeping the wait under 35 minutes"),
        ("Churn stays low", "", "while churn stays low (between <lowest> and <highest>)"),
        ("The till balances at every count", "", "while this holds: “The till balances at every count”"),
        (
            "The register balances at every weekly count",
            "",
            "while the register balances at every weekly count",
        ),
        ("Kitchen noise", "", "while keeping Kitchen noise between <lowest> and <highest>"),
        ("Newsletters read per user below 4", "", "while this holds: “Newsletters read per user below 4”"),
    ],
)
def test_a_heartbeat_is_folded_in_with_its_own_words(text: str, accepted: str, words: str) -> None:
    assert clause(held(text, accepted)) == words


def test_both_schools_show_the_same_set() -> None:
    beats = (beat("Email deliverability", "95% or higher"), beat("Churn stays low", id_="h2"))
    found = sorting(kr(), kr("Launch the new welcome page", "1.2"), heartbeats=beats)
    apart, together = separate(found), unified(found)
    assert [row.id for row in apart.apart] == ["h1", "h2"]
    assert apart.apart[0].added == ("at 95% or higher",)
    assert apart.apart[1].added == ("<lowest> to <highest>",)
    assert together.apart == ()
    assert len(together.goals[0].added) == 2
    assert [r.id for r in apart.goals[0].rows] == [r.id for r in together.goals[0].rows] == ["1.1"]
    for view in (apart, together):
        assert view.argument
        assert view.price
        assert {source.id for source in view.sources} <= set(WORKS)
    assert {s.id for s in apart.sources}.isdisjoint(s.id for s in together.sources)


def test_with_several_goals_a_heartbeat_joins_the_one_it_is_about_or_none() -> None:
    found = sort_measures(
        review(
            parse_okrs(
                "Objective: Employers find the right people\nKR: Raise filled vacancies from 120 to 200\n"
                "Objective: Readers love our essays\nKR: Raise essays finished from 20% to 40%\n"
                "Heartbeat: Complaints about vacancies below 20 a month\nHeartbeat: Kitchen noise"
            )
        )
    )
    together = unified(found)
    assert together.goals[0].added == ("while keeping complaints about vacancies below 20 a month",)
    assert [row.text for row in together.apart] == ["Kitchen noise"]


def test_an_empty_set_has_two_empty_views() -> None:
    found = sort_measures(review(OKRSet()))
    assert (*found.measures, *found.left_out, *found.conflicts, *found.moves) == ()
    assert separate(found).goals + unified(found).goals == ()


def test_the_corrections_of_a_workspace_count() -> None:
    okr_set = OKRSet(objectives=(Objective(statement=Statement(text=AIM, id="1"), key_results=(kr(),)),))
    house = House(corrections=(Correction(text=PUSH, kind=Kind.TASK),))
    assert not sort_measures(review(okr_set, house), house).measures


def test_each_stage_suggests_its_goals() -> None:
    assert [for_stage(stage).goals for stage in Stage] == list(Goals)
    assert for_stage(" Exit ").pattern == ""
    for advice in STAGES:
        assert "wodtke-4e" in [source.id for source in advice.sources]
        assert not any(ch.isdigit() for ch in advice.pattern)
    with pytest.raises(ValueError, match="Known: explore, expand, exploit, exit"):
        for_stage("explode")
