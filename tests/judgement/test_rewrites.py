"""Rewrites and questions: exact words for known cases, and what must hold for all of them."""

from __future__ import annotations

import re

import pytest

from okrcoach.judgement import RULES, judge_line
from okrcoach.model import Finding, Role, Statement

KR, OBJ = Role.KEY_RESULT, Role.OBJECTIVE
FT = "from <baseline> to <target> by <date>"


def finding(text: str, code: str, role: Role = KR) -> Finding:
    line = judge_line(Statement(text=text, role=role))
    return next(f for f in line.findings if f.code == code)


CASES = [
    # The author's own purpose comes first, else the topic gives results from several angles.
    (KR, "KR-TASK", "Introduce text reminders to cut missed appointments by 20%",
     "Cut missed appointments by 20% by <date>"),
    (KR, "KR-TASK", "Roll out the route app so that drivers feel respected on every shift",
     f"Raise the share of drivers who feel respected on every shift {FT}"),
    (KR, "KR-TASK", "Draft a plan for growing the attendance of our open evenings",
     f"Raise the attendance of our open evenings {FT}"),
    (KR, "KR-TASK", "Launch the new voice menu by June",
     "Raise the share of callers who reach the right team at the first try "
     "from <baseline> to <target> by June"),
    # A starting point goes into the author's sentence; their own figures stay.
    (KR, "KR-NO-BASELINE", "Increase repeat visits by 40%",
     "Increase repeat visits by 40%, from <baseline> to <target>"),
    (KR, "KR-NO-BASELINE", "Raise parent-evening attendance to 75% of all families",
     "Raise parent-evening attendance from <baseline> to 75% of all families"),
    (KR, "KR-NO-BASELINE", "85% of lodgers say they would book with us again.",
     "85% of lodgers say they would book with us again (today: <baseline>)"),
    (KR, "KR-NO-TARGET", "Reduce staff turnover", f"Cut staff turnover {FT}"),
    # A heartbeat keeps the bound its author gave it.
    (KR, "KR-HEARTBEAT", "Keep the till difference below 0.1% at all times",
     "Heartbeat, watched weekly: till difference below 0.1% at all times"),
    (KR, "KR-HEARTBEAT", "Number of open vacancies",
     "Heartbeat, watched weekly: number of open vacancies, acceptable between <lowest> and <highest>"),
    (KR, "KR-VANITY", "Get to 5,000 followers",
     f"Raise the share of followers who <take the next step> {FT}"),
    (KR, "KR-COMPOUND", "Churn falls below 3% while expansion revenue exceeds 110%", "Churn falls below 3%"),
    (OBJ, "OBJ-COMPOUND", "Win back former members and modernise the clubhouse", "Win back former members"),
    (OBJ, "OBJ-MEASURE", "Increase net revenue retention to 110%",
     "Objective: Customers stay and spend more. "
     "Key result: Increase net revenue retention from <baseline> to 110%"),
    (OBJ, "OBJ-TASK", "Introduce shift swapping so that nurses plan their weeks with ease",
     "Nurses plan their weeks with ease"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "code", "text", "first"), CASES, ids=[c[2][:40] for c in CASES])
def test_the_first_rewrite(role: Role, code: str, text: str, first: str) -> None:
    assert finding(text, code, role).rewrites[0] == first


QUESTIONS = [
    ("Launch the voice menu for tenants", "What will tenants do differently once the voice menu is live?"),
    ("Create video tutorials for beginners",
     "What will beginners do differently once the video tutorials are there?"),
    ("Introduce a new invoice format for all new clients",
     "What will new clients do differently once the new invoice format is in place?"),
    ("Hire 3 welders", "What will go better once the welders are on board, and for whom?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ask"), QUESTIONS)
def test_the_question_is_in_the_authors_words(text: str, ask: str) -> None:
    assert finding(text, "KR-TASK").ask == ask


@pytest.mark.parametrize(
    "text",
    [
        "Finish the gardening book",
        "Ratify the \u201cold barn\u201d and new hedge",
        "Verify the exchange flow",
    ],
)
def test_without_a_good_rewrite_there_is_only_the_question(text: str) -> None:
    found = finding(text, "KR-TASK")
    assert found.rewrites == ()
    assert found.ask.endswith("?")


def test_alternatives_look_from_different_angles() -> None:
    rewrites = finding("Launch a new customer portal", "KR-TASK").rewrites
    assert 2 <= len(rewrites) <= 3
    assert len({r.split()[0] for r in rewrites}) == 2, "something to raise and something to cut"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Buy 300 new books for the ward", "book"),  # not the topic "new booking"
        ("Paint the waiting room", "appointment"),
        ("Cut features from the plan until it fits", "feature"),  # upside down
        ("Audit the blog process every month", "audit"),  # what is audited is the topic
    ],
)
def test_a_word_with_another_meaning_is_no_topic(text: str, wrong: str) -> None:
    line = judge_line(Statement(text=text, role=KR))
    assert not any(wrong in r for f in line.findings for r in f.rewrites)


def test_a_late_result_is_not_due_with_the_work() -> None:
    by_day = finding("Hire 18 welders before October", "KR-TASK").rewrites
    late = [r for r in by_day if "first year" in r]
    assert late
    assert all(r.endswith("by <date>") for r in late)
    assert any(r.endswith("before October") for r in by_day)


@pytest.mark.parametrize("year", ["Publish the annual report for 2031", "Send a newsletter every 6 weeks"])
def test_what_a_thing_is_for_is_no_deadline(year: str) -> None:
    assert all(r.endswith("by <date>") for r in finding(year, "KR-TASK").rewrites)


@pytest.mark.parametrize(
    "text",
    [
        "Reduce page load from 2.1s to 0.9s",
        "Reduce page load 2.1s \u2192 0.9s",
        "At least 40% of hosts are new and at least 60% of hosts come back",
        "Eliminate 100% of double bookings",
    ],
)
def test_no_second_starting_point(text: str) -> None:
    line = judge_line(Statement(text=text, role=KR))
    assert not any("<baseline>" in r for f in line.findings if f.code == "KR-NO-BASELINE" for r in f.rewrites)


_DOUBLED = re.compile(
    r"\b(the|a|an|of|from|to|by|for|in|at|on|who) \1\b|\b(the|a|an) (the|a|an|our|your)\b|  | ,|\(\)|,,", re.I
)
_TEXTS = sorted(
    {(e.text, e.role) for r in RULES for e in (*r.fires_on, *r.silent_on) if r.line is not None}
    | {(c[2], c[0]) for c in CASES}
    | {(q[0], KR) for q in QUESTIONS},
    key=str,
)


@pytest.mark.parametrize(("text", "role"), _TEXTS, ids=[t[0][:40] for t in _TEXTS])
def test_every_rewrite_is_clean(text: str, role: Role | None) -> None:
    for found in judge_line(Statement(text=text, role=role)).findings:
        for words in (*found.rewrites, found.ask):
            own = re.sub(r"<[^<>]*>", "", words)
            digits = re.findall(r"\d+", own)
            assert all(d in text for d in digits), "numbers are never invented"
            assert not _DOUBLED.search(words) or _DOUBLED.search(text), words
            assert words.count("<") - text.count("<") == words.count(">") - text.count(">"), words
            assert own.count("(") == own.count(")"), words
            assert words == words.strip()
        assert found.ask.endswith("?")
        assert len(set(found.rewrites)) == len(found.rewrites) <= 3
        assert all(r[0].isupper() or not r[0].isalpha() or text.startswith(r[0]) for r in found.rewrites)
