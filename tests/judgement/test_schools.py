"""Schools, what a workspace sets aside, and baselines."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrcoach.exchange import UnusableFile, parse_okrs
from okrcoach.exchange.known import read_known, write_known
from okrcoach.exchange.settings import read_config
from okrcoach.judgement import RULES, House, known_of, profiles, review
from okrcoach.judgement.house import school
from okrcoach.judgement.sources import WORKS
from okrcoach.model import Severity, Suppression

CODES = {rule.code for rule in RULES}
DRAFT = """Objective 1: Callers feel heard
KR1.1: Launch the new voice menu by June
KR1.2: Maintain first-response time under 4 hours
KR1.3: Cut mis-routed calls from 18% to 9% by Q3
"""


def found(house: House | None = None, known: frozenset[tuple[str, str]] = frozenset()) -> set[str]:
    return {f.code for f in review(parse_okrs(DRAFT), house, known).findings()}


def test_the_schools_are_there_and_name_only_rules_and_works_that_exist() -> None:
    wanted = ["coach", "benefits", "cx", "flow", "google", "gothelf", "okra", "wodtke"]
    assert list(profiles()) == wanted
    for one in profiles().values():
        assert one.title
        assert one.says.endswith(".")
        assert one.off <= CODES
        assert {code for code, _ in one.severity} <= CODES
        assert all(work in WORKS for work in one.follows)


def test_a_school_that_allows_dated_launches_asks_less_of_them() -> None:
    def severity(name: str) -> Severity:
        critique = review(parse_okrs(DRAFT), House(profile=profiles()[name]))
        return next(f.severity for f in critique.findings() if f.code == "KR-TASK")

    assert severity("coach") is Severity.FIX
    assert severity("google").rank > severity("coach").rank


def test_the_limits_of_a_school_count() -> None:
    one_objective = "\n".join(
        f"Objective {n}: Neighbours of ward {n} feel at home\nKR{n}.1: Raise visits from 10 to 20 by May"
        for n in (1, 2)
    )
    codes = {
        f.code for f in review(parse_okrs(one_objective), House(profile=profiles()["wodtke"])).findings()
    }
    assert "SET-MANY-OBJECTIVES" in codes
    assert "SET-MANY-OBJECTIVES" not in {f.code for f in review(parse_okrs(one_objective)).findings()}


def test_a_source_that_the_school_follows_is_named_first() -> None:
    critique = review(parse_okrs(DRAFT), House(profile=profiles()["gothelf"]))
    task = next(f for f in critique.findings() if f.code == "KR-TASK")
    assert task.sources[0].id in profiles()["gothelf"].follows


def test_own_profiles_build_on_others_and_rules_can_be_switched() -> None:
    own = {"ours": {"based_on": "wodtke", "off": ["kr-task"], "limits": {"most_key_results": 4}}}
    ours = school("ours", own, {"on": ["KR-TASK"], "severity": {"KR-TASK": "note"}}, CODES)
    assert (ours.most_key_results, ours.most_objectives) == (4, profiles()["wodtke"].most_objectives)
    assert ours.counts("KR-TASK")
    assert ours.severity_of("KR-TASK", Severity.FIX) is Severity.NOTE


@pytest.mark.parametrize(
    ("name", "own", "changes", "says"),
    [
        ("wodke", {}, {}, "Did you mean wodtke"),
        ("a", {"a": {"based_on": "b"}, "b": {"based_on": "a"}}, {}, "circle"),
        ("a", {"a": {"of": ["KR-TASK"]}}, {}, "profiles.a: the key of is unknown. Did you mean off"),
        ("coach", {}, {"off": ["KR-TUSK"]}, "there is no rule KR-TUSK"),
        ("coach", {}, {"severity": {"KR-TASK": "loud"}}, "rules: severity.KR-TASK is to be one of"),
        (
            "coach",
            {},
            {"limits": {"most_objectives": True}},
            "limits.most_objectives is to be a whole number",
        ),
        ("coach", {}, {"limits": {"most_objectives": 0}}, "whole number from 1"),
    ],
)
def test_what_cannot_be_meant_is_named(name: str, own: dict, changes: dict, says: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match=says):
        school(name, own, changes, CODES)


def test_what_is_set_aside_is_kept_with_its_reason() -> None:
    reason = "Agreed with the regulator"
    house = House(
        suppressions=(
            Suppression(rule="KR-TASK", text="KR1.1: launch the new voice menu by june.", reason=reason),
        )
    )
    critique = review(parse_okrs(DRAFT), house)
    assert "KR-TASK" not in {f.code for f in critique.findings()}
    (aside,) = critique.set_aside
    assert (aside.finding.code, aside.finding.about, aside.reason) == ("KR-TASK", "1.1", reason)
    assert "KR-HEARTBEAT" in found(house)


def test_a_baseline_hides_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    before = review(parse_okrs(DRAFT))
    write_known(known_of(before), tmp_path / "known.json")
    known = read_known(tmp_path / "known.json")
    after = review(parse_okrs(DRAFT + "KR1.4: Write onboarding guides for all clinics\n"), None, known)
    told = {(f.code, f.about) for f in after.findings()}
    assert ("KR-TASK", "1.4") in told
    assert not told & {(f.code, f.about) for f in before.findings()}
    assert len(after.known) == len(before.findings())
    # Drawn again it keeps what it knew.
    assert known_of(after) > known


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"okrcoach baseline": 99}', '{"okrcoach baseline": 1, "known": [{"rule": 3}]}', "\xff"],
)
def test_a_broken_baseline_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UnusableFile, match=r"known\.json"):
        read_known(path)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("profile = 3", "profile is to be a name"),
        ("profiles = 3", "profiles is to be a table"),
        ("profiles.x = 3", "profiles.x is to be a table"),
        ("[suppress]\nrule='a'", "list of entries"),
        ("[[suppress]]\nrule='KR-TASK'\ntext='a'", "entry 1 needs a reason"),
        ("[[suppress]]\nrule='KR-TASK'\nwhy='a'", "the key why is unknown"),
        ("[[suppress]]\nrule=3\nreason='a'", "rule is to be a text"),
    ],
)
def test_a_config_that_cannot_be_used_says_where(tmp_path: Path, toml: str, says: str) -> None:
    path = tmp_path / "okrcoach.toml"
    path.write_text(toml)
    with pytest.raises(UnusableFile, match=says) as error:
        read_config(path)
    assert "okrcoach.toml" in str(error.value)
