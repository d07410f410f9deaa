"""What examples cannot show of rules about lines: time, columns, owners, and the objective above."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okrcoach.judgement import House, judge_line, review
from okrcoach.judgement.profiles import COACH
from okrcoach.model import Cycle, Finding, KeyResult, Objective, OKRSet, Role, Severity, Statement

AIM = Objective(statement=Statement(text="Members feel at home online", role=Role.OBJECTIVE, id="1"))
CALLS = "Cut calls about lost cards from 300 to 90 a month"
RENEWALS = "Raise members who renew online from 48% to 70%"


def key_result(text: str, number: int = 1, **columns: str) -> KeyResult:
    return KeyResult(
        statement=Statement(text=text, role=Role.KEY_RESULT, id=f"1.{number}"),
        **columns,  # type: ignore[arg-type]
    )


def told(okr_set: OKRSet, code: str, house: House | None = None) -> list[Finding]:
    critique = review(okr_set, house)
    return [f for f in critique.findings() if f.code == code]


def a_set(*key_results: KeyResult, aim: Objective = AIM, cycle: Cycle | None = None) -> OKRSet:
    return OKRSet(objectives=(replace(aim, key_results=key_results),), cycle=cycle or Cycle())


def test_a_missing_date_is_told_once_for_the_whole_set() -> None:
    (found,) = told(a_set(key_result(CALLS), key_result(RENEWALS, 2)), "KR-NO-DEADLINE")
    assert found.severity is Severity.NOTE
    assert found.lines == ("1.1", "1.2")


@pytest.mark.parametrize("cycle", [Cycle(name="Q3"), Cycle(end=date(2027, 3, 31))])
def test_a_cycle_is_a_date_for_every_line(cycle: Cycle) -> None:
    assert told(a_set(key_result(CALLS), cycle=cycle), "KR-NO-DEADLINE") == []


def test_a_date_in_a_column_or_in_the_objective_counts() -> None:
    lines = (key_result(CALLS, deadline="30 June"), key_result(RENEWALS, 2))
    (found,) = told(a_set(*lines), "KR-NO-DEADLINE")
    assert found.lines == ("1.2",)
    aim = replace(AIM, statement=replace(AIM.statement, text="By June members feel at home online"))
    assert told(a_set(*lines, aim=aim), "KR-NO-DEADLINE") == []


def test_a_line_on_its_own_has_no_set_to_lack_a_date() -> None:
    line = judge_line(Statement(text=CALLS, role=Role.KEY_RESULT))
    assert line.findings == ()


def test_owners_are_asked_for_by_the_school_or_by_the_authors_own_habit() -> None:
    nobody = a_set(key_result(CALLS), key_result(RENEWALS, 2))
    assert told(nobody, "KR-NO-OWNER") == []
    strict = House(profile=replace(COACH, needs_owner=True))
    (found,) = told(nobody, "KR-NO-OWNER", strict)
    assert found.lines == ("1.1", "1.2")
    habit = a_set(
        key_result(CALLS, owner="Jo"),
        key_result(RENEWALS, 2, owner="Ada"),
        key_result("Raise the rating of the members\u2019 area from 3.1 to 4.2", 3),
    )
    (found,) = told(habit, "KR-NO-OWNER")
    assert found.lines == ("1.3",)
    assert "4.2" in found.what


def test_whoever_owns_the_objective_looks_after_its_key_results() -> None:
    strict = House(profile=replace(COACH, needs_owner=True))
    assert told(a_set(key_result(CALLS), aim=replace(AIM, owner="Jo")), "KR-NO-OWNER", strict) == []


def test_units_are_compared_in_columns_too() -> None:
    wrong = key_result("Waiting time for a card", baseline="12 days", target="40%")
    (found,) = told(a_set(wrong), "KR-UNITS")
    assert "12 days and 40%" in found.what
    assert found.span is None
    right = key_result("Waiting time for a card", baseline="12 days", target="20 hours")
    assert told(a_set(right), "KR-UNITS") == []


def test_a_copy_with_a_number_of_its_own_is_the_milder_case() -> None:
    (bare,) = told(a_set(key_result("Members feel at home online")), "KR-COPY")
    (with_number,) = told(a_set(key_result("80% of members feel at home online")), "KR-COPY")
    assert (bare.severity, with_number.severity) == (Severity.WARNING, Severity.NOTE)
    assert bare.lines == ("1.1",)


@pytest.mark.parametrize(
    "text",
    [
        "Cut waiting time to 3 days for cards requested within 24 hours",
        "Raise the share of cards sent within 2 days from 47% to 80%",
        "Raise the share of cards sent within 2 days to 80%",
        "Speed up card requests from 9 days to 3",
        "Raise guests with a card from 1 in 5 to 1 in 3",
        "Raise rooms ready by 15:00 from 74% to 95%",
    ],
)
def test_numbers_that_are_no_ends_are_left_alone(text: str) -> None:
    codes = {f.code for f in judge_line(Statement(text=text, role=Role.KEY_RESULT)).findings}
    assert not codes & {"KR-UNITS", "KR-ARROW", "KR-DIRECTION", "KR-TINY", "KR-HUGE", "KR-ABSOLUTE"}


def test_an_objective_that_is_a_task_gets_no_advice_on_its_words() -> None:
    line = judge_line(Statement(text="Launch the members\u2019 area by adding a search", role=Role.OBJECTIVE))
    codes = {f.code for f in line.findings}
    assert "OBJ-TASK" in codes
    assert not codes & {"OBJ-NOBODY", "OBJ-MEANS", "OBJ-NUMBER-ONE", "OBJ-CONTINUE", "OBJ-ACTIVITY"}
