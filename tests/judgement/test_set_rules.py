"""What rules about sets and registers do beyond their examples: where they look, for whom, how far."""

from __future__ import annotations

from datetime import date

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.judgement import review, review_benefits
from okrcoach.judgement.house import House
from okrcoach.judgement.profiles import Profile
from okrcoach.model import Benefit, Finding, KeyResult, Objective, OKRSet, Role, Statement, Timing


def one(text: str, code: str) -> Finding | None:
    found = [f for f in review(parse_okrs(text)).set_findings if f.code == code]
    assert len(found) <= 1
    return found[0] if found else None


ROADMAP = """Objective: A modern contact centre
KR: Launch the new voice menu by June
KR: Migrate all queues to the new platform by August
KR: Roll out the new knowledge base by September
KR: Hire 18 agents before October"""


def test_a_school_that_allows_dated_launches_sees_no_roadmap() -> None:
    finding = one(ROADMAP, "SET-ROADMAP")
    assert finding is not None
    assert finding.lines == ("1.1", "1.2", "1.3", "1.4")
    school = House(profile=Profile(name="x", dated_launches=True))
    assert "SET-ROADMAP" not in {f.code for f in review(parse_okrs(ROADMAP), school).set_findings}


def test_the_limit_of_what_is_in_progress_is_the_schools() -> None:
    school = House(profile=Profile(name="x", most_in_progress=3))
    found = {f.code: f for f in review(parse_okrs(ROADMAP), school).set_findings}
    assert "4 key results" in found["SET-IN-PROGRESS"].what


def test_pay_is_also_found_in_the_columns_beside_a_key_result() -> None:
    def with_note(note: str) -> list[str]:
        statement = Statement(text="Raise repeat visits from 20% to 30%", role=Role.KEY_RESULT, id="1.1")
        objective = Statement(text="Guests come back", role=Role.OBJECTIVE, id="1")
        key_results = (KeyResult(statement=statement, note=note),)
        okr_set = OKRSet(objectives=(Objective(statement=objective, key_results=key_results),))
        return [i for f in review(okr_set).set_findings if f.code == "SET-PAY" for i in f.lines]

    assert with_note("Team: Kiel\nBonus: 15%") == ["1.1"]
    assert with_note("Team: Kiel\nSignup bonus: 15%") == []


def test_a_heartbeat_that_forbids_the_target_is_more_than_a_note() -> None:
    base = "Objective: Guests come back\nKR: Raise mails per guest from 1 to 6 a month\nHeartbeat: "
    plain = one(base + "Unsubscribes stay below 1%", "SET-CONFLICT")
    sharp = one(base + "Mails per guest below 3 a month", "SET-CONFLICT")
    assert plain is not None
    assert sharp is not None
    assert plain.severity.rank > sharp.severity.rank
    assert sharp.lines == ("1.1", "h1")


def test_every_copy_is_pointed_at_once() -> None:
    group = "Objective: Teachers stay\nKR: Teachers in their third year rise from 60% to 75%\n"
    finding = one(group * 3, "SET-NEAR-DUPLICATE")
    assert finding is not None
    assert sorted(finding.lines) == ["1", "1.1", "2", "2.1", "3", "3.1"]
    assert "twice" in finding.what


@pytest.mark.parametrize("lag", [10**9, -5])
def test_an_impossible_lag_is_survived(lag: int) -> None:
    benefit = Benefit(
        statement=Statement(text="Fewer repeat calls", id="B1"),
        delivered=date(2026, 3, 1),
        measured=date(2026, 3, 2),
        lag=lag,
    )
    codes = {f.code for f in review_benefits([benefit])}
    assert ("BEN-TOO-EARLY" in codes) is (lag > 0)


def test_an_early_sign_of_the_same_register_counts_when_it_is_early() -> None:
    def register(timing: Timing) -> list[str]:
        late = Benefit(
            statement=Statement(text="Fewer readmissions", id="B1"), timing=Timing.LAGGING, leads=("B2",)
        )
        sign = Benefit(statement=Statement(text="Patients know their medicines", id="B2"), timing=timing)
        return [f.about for f in review_benefits([late, sign]) if f.code == "BEN-NO-LEADING"]

    assert register(Timing.LEADING) == []
    assert register(Timing.LAGGING) == ["B1", "B2"]
