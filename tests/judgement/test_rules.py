"""Every rule fires on its examples and is silent on its near misses."""

from __future__ import annotations

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.judgement import RULES, Example, Rule, judge_line, review, review_benefits, rule
from okrcoach.judgement.sources import WORKS
from okrcoach.model import Finding, Kind, Role, Severity, Statement


def findings(of: Rule, example: Example) -> list[Finding]:
    if of.line is not None:
        found = judge_line(Statement(text=example.text, role=example.role)).findings
    elif of.benefit is not None:
        found = review_benefits(example.register)
    else:
        found = review(parse_okrs(example.text)).set_findings
    return [f for f in found if f.code == of.code]


@pytest.mark.parametrize(
    ("of", "example"),
    [(r, e) for r in RULES for e in r.fires_on],
    ids=lambda v: v.code if isinstance(v, Rule) else v.text[:40],
)
def test_fires_on(of: Rule, example: Example) -> None:
    fired = findings(of, example)
    assert fired
    found = fired[0]
    assert found.flag == of.flag
    if found.span is not None:
        assert found.span.of(example.text) == found.quote
        assert found.quote.split()[0] in found.what
    assert "{" not in found.what
    assert found.ask.endswith("?")
    assert not any(ch.isdigit() and ch not in example.text for r in found.rewrites for ch in r), (
        "numbers are never invented"
    )


@pytest.mark.parametrize(
    ("of", "example"),
    [(r, e) for r in RULES for e in r.silent_on],
    ids=lambda v: v.code if isinstance(v, Rule) else v.text[:40],
)
def test_silent_on(of: Rule, example: Example) -> None:
    assert findings(of, example) == []


@pytest.mark.parametrize("of", RULES, ids=lambda r: r.code)
def test_a_rule_is_complete(of: Rule) -> None:
    assert of.fires_on
    assert of.silent_on
    assert of.sources
    assert all(s.id in WORKS for s in of.sources)
    assert all(work in WORKS for work in of.dissent)
    assert not any(work in of.disagrees for work in WORKS), "ids are for the register, not for readers"
    assert sum(check is not None for check in (of.line, of.group, of.whole, of.benefit)) == 1
    for words in (of.title, of.what, of.why, of.ask, of.before, of.after):
        assert words
        assert "!" not in words
    assert of.ask.endswith("?")
    assert rule(of.code.lower()) is of


def test_codes_are_unique_and_families_match() -> None:
    codes = [r.code for r in RULES]
    assert len(set(codes)) == len(codes)
    prefixes = {"objective": "OBJ-", "key_result": "KR-", "set": "SET-", "benefit": "BEN-"}
    assert all(r.code.startswith(prefixes[r.family]) for r in RULES)


def test_the_flags_of_a_coach_are_all_covered() -> None:
    assert {r.flag for r in RULES if r.flag} == {
        "task", "heartbeat", "metric_in_objective", "solution_in_objective", "no_measure", "no_target",
        "no_baseline", "compound", "vague", "vanity", "hidden_outcome",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Publish 12 recipes", Role.KEY_RESULT),
        ("Keep uptime above 99.9%", Role.KEY_RESULT),
        ("Number of open vacancies", Role.KEY_RESULT),
    ],
)
def test_one_fault_is_told_once(text: str, role: Role) -> None:
    # What is a task or a heartbeat is not also blamed for lacking measure, target or baseline.
    codes = {f.code for f in judge_line(Statement(text=text, role=role)).findings}
    assert codes & {"KR-TASK", "KR-HEARTBEAT"}
    assert not codes & {"KR-NO-MEASURE", "KR-NO-TARGET", "KR-NO-BASELINE", "KR-VANITY"}


def test_a_good_key_result_is_praised_and_left_alone() -> None:
    line = judge_line(Statement(text="Cut mis-routed calls from 18% to 9% by Q3", role=Role.KEY_RESULT))
    assert line.findings == ()
    assert line.praise


def test_columns_beside_a_key_result_count() -> None:
    table = "Objective\tKey result\tStart\tTarget\nCalls reach the right team\tMis-routed calls\t18%\t9%\n"
    (_, line) = review(parse_okrs(table)).lines
    assert line.verdict.kind is Kind.OUTCOME_KR
    assert line.findings == ()
    assert all(e.span is None or e.span.of(line.statement.text) == e.text for e in line.verdict.evidence)


def test_the_task_rule_offers_the_authors_own_purpose_first() -> None:
    line = judge_line(
        Statement(text="Introduce text reminders to cut missed appointments by 20%", role=Role.KEY_RESULT)
    )
    (task,) = [f for f in line.findings if f.code == "KR-TASK"]
    assert task.severity is Severity.FIX
    assert task.rewrites[0].startswith("Cut missed appointments by 20%")
