"""Corrections: the same statement follows for certain, like ones within a bound, unlike ones not at all."""

from __future__ import annotations

import csv
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrcoach.data import shipped
from okrcoach.exchange import parse_okrs
from okrcoach.judgement import classify, judge_line, review
from okrcoach.judgement.corrections import ALIKE, DECIDES, FULL, MOST, in_force, likeness, traits, undone
from okrcoach.judgement.house import House
from okrcoach.language import read
from okrcoach.model import Correction, Evidence, Kind, Role, Statement, Verdict

KINDS = tuple(Kind)


def house(*pairs: tuple[str, Kind]) -> House:
    return House(corrections=tuple(Correction(text=text, kind=kind) for text, kind in pairs))


def alike(one: str, other: str) -> float:
    return likeness(traits(read(one)), traits(read(other)))


def reason(verdict: Verdict) -> Evidence | None:
    found = [e for e in verdict.evidence if e.cue.startswith("corrected:")]
    assert len(found) <= 1
    return found[0] if found else None


def adds_up(verdict: Verdict) -> None:
    shares = [share for _, share in verdict.ranking]
    assert math.isclose(sum(shares), 1, abs_tol=1e-9)
    assert shares == sorted(shares, reverse=True)
    margin = math.log(shares[0] / shares[1])
    assert math.isclose(math.fsum(e.weight for e in verdict.evidence), margin, rel_tol=1e-6, abs_tol=1e-6)
    for evidence in verdict.evidence:
        assert evidence.says.endswith((".", "\u201d."))
        if evidence.span is not None:
            assert evidence.span.of(verdict.text) == evidence.text


def statements(step: int, start: int = 0) -> list[str]:
    with (shipped("datasets") / "statements.csv").open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)][start::step]


# -- the same statement


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        "Launch the new voice menu by June",
        "Cut mis-routed calls from 18% to 9% by Q3",
        "Keep uptime above 99.9%",
        "Become the bakery that people cross town for",
    ],
)
def test_the_very_same_statement_is_what_the_coach_said(text: str, kind: Kind) -> None:
    verdict = classify(text, house((text, kind)))
    assert verdict.kind is kind
    assert verdict.how_sure == "sure"
    adds_up(verdict)
    told = reason(verdict)
    assert told is not None
    assert told.cue == "corrected:same"
    assert told.says == f"Because you corrected \u201c{text}\u201d to {kind.words}."
    assert math.log(verdict.ranking[0][1] / verdict.ranking[1][1]) >= DECIDES - 1e-6


@pytest.mark.parametrize(
    "again",
    [
        "KR1: Create company blog",
        "- [ ] create  company blog.",
        "\u201cCreate company blog",
        "Create company\u00a0blog",
    ],
)
def test_labels_case_and_full_stops_make_no_other_statement(again: str) -> None:
    verdict = classify(again, house(("Create company blog", Kind.HEARTBEAT)))
    told = reason(verdict)
    assert told is not None
    assert (verdict.kind, told.cue) == (Kind.HEARTBEAT, "corrected:same")


def test_of_two_corrections_of_a_statement_the_last_one_counts() -> None:
    both = house(("Create a blog", Kind.OBJECTIVE), ("create a blog.", Kind.HEARTBEAT))
    assert classify("Create a blog", both).kind is Kind.HEARTBEAT
    assert [c.kind for c in in_force(both.corrections)] == [Kind.HEARTBEAT]


# -- like statements


LIKE = [
    ("Every ward has a named lead", "Every clinic has a named lead"),
    ("Raise the care score", "Raise the comfort score"),
    ("Raise the care score", "Raise the care score by June"),
    ("Better rota for the night shift", "Better rota for the day shift"),
    ("Create company blog", "Create a company podcast"),
    ("A first ward passport", "A second ward passport"),
]


@pytest.mark.parametrize(("corrected", "like"), LIKE)
def test_like_statements_are_pulled_within_the_bound(corrected: str, like: str) -> None:
    plain = classify(like)
    kind = plain.ranking[1][0]
    verdict = classify(like, house((corrected, kind)))
    adds_up(verdict)
    told = reason(verdict)
    assert told is not None
    assert (told.cue, told.text) == ("corrected:like", like)
    assert told.says == f"Because you corrected \u201c{corrected}\u201d to {kind.words}."
    assert 0 < abs(told.weight) <= MOST
    # It decides exactly when it outweighs the margin there was before.
    margin = math.log(plain.ranking[0][1] / plain.ranking[1][1])
    assert (verdict.kind is kind) == (abs(told.weight) > margin)
    assert (verdict.kind is kind) == (told.weight > 0)


def test_most_like_statements_follow() -> None:
    follow = 0
    for corrected, like in LIKE:
        kind = classify(like).ranking[1][0]
        follow += classify(like, house((corrected, kind))).kind is kind
    assert follow >= len(LIKE) // 2


def test_numbers_and_dates_make_no_statement_unlike() -> None:
    assert alike("Publish 12 recipes by 3 May", "Publish 40 recipes by 9 June") == pytest.approx(1)


def test_a_like_statement_is_not_overruled_when_it_says_plainly_what_it_is() -> None:
    text = "Launch the new booking app by May"
    verdict = classify(text, house(("Launch the new voice menu by June", Kind.HEARTBEAT)))
    assert verdict.kind is Kind.TASK
    assert verdict.confidence < classify(text).confidence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Launch reminders to cut missed visits by 20%", "Cut missed visits by 20% by launching reminders"),
        ("Publish 12 case studies", "12 hospitals adopt the case method"),
        ("Keep churn below 3%", "Bring churn from 5% to below 3%"),
        ("Train 50 managers in feedback", "50 managers give feedback every month"),
        ("Hours of sleep", "Code coverage"),
    ],
)
def test_near_misses_are_not_alike(one: str, other: str) -> None:
    ours = house((one, KINDS[(KINDS.index(classify(one).kind) + 1) % 4]))
    assert classify(other, ours) == classify(other)


def test_the_likest_correction_speaks() -> None:
    text, likest, less = "Create company blog", "Create company podcast", "Create a blog for the company"
    assert alike(text, likest) > alike(text, less) >= ALIKE
    for pairs in ([likest, less], [less, likest]):
        told = reason(classify(text, house(*((one, Kind.TASK) for one in pairs))))
        assert told is not None
        assert likest in told.says
        assert told.weight == pytest.approx(MOST * min(1, alike(text, likest) / FULL))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_likeness_is_a_share(data: st.DataObject) -> None:
    texts = st.sampled_from(statements(50)) | st.text(max_size=60)
    one, other = data.draw(texts), data.draw(texts)
    share = alike(one, other)
    assert 0 <= share <= 1
    assert share == alike(other, one)
    if traits(read(one)).words:
        assert alike(one, one) == 1


@settings(deadline=None, max_examples=100)
@given(
    st.text(max_size=80),
    st.lists(
        st.tuples(st.text(max_size=80) | st.sampled_from(statements(100)), st.sampled_from(KINDS)), max_size=4
    ),
)
def test_any_text_and_any_corrections_add_up(text: str, pairs: list[tuple[str, Kind]]) -> None:
    verdict = classify(text, house(*pairs, (text, Kind.OBJECTIVE)))
    if verdict.unsure:
        assert verdict == classify(text)
        return
    assert verdict.kind is Kind.OBJECTIVE
    adds_up(verdict)


# -- unlike statements


def test_forty_wrong_corrections_leave_nearly_everything_as_it_was() -> None:
    wrong = [(text, KINDS[(KINDS.index(classify(text).kind) + 1) % 4]) for text in statements(160)]
    assert len(wrong) >= 40
    ours = house(*wrong)
    corrected = {text for text, _ in wrong}
    others = [text for text in statements(9, 4) if text not in corrected]
    before = {text: classify(text) for text in others}
    after = {text: classify(text, ours) for text in others}
    touched = [text for text in others if after[text] != before[text]]
    # What was touched says so and is alike; everything else is the same to the last digit.
    for text in touched:
        assert max(alike(text, one) for one in corrected) >= ALIKE
    assert len(touched) <= 0.02 * len(others)
    moved = [text for text in others if after[text].kind is not before[text].kind]
    assert len(moved) <= 0.005 * len(others)


# -- undo


def test_undo_restores_exactly_the_earlier_verdicts() -> None:
    texts = [
        "Create company blog",
        "Create company podcast",
        "Every ward has a named lead",
        "Raise NPS to 40",
    ]
    first = Correction(text="Every ward has a named lead", kind=Kind.OBJECTIVE)
    second = Correction(text="Create company blog", kind=Kind.OBJECTIVE)
    third = Correction(text="create company blog.", kind=Kind.HEARTBEAT)
    stages: list[tuple[Correction, ...]] = [(), (first,), (first, second), (first, second, third)]
    seen = [[classify(text, House(corrections=stage)) for text in texts] for stage in stages]
    assert seen[0] == [classify(text) for text in texts]
    assert all(seen[k] != seen[k + 1] for k in range(3))
    left, taken = undone(stages[3], "Create company blog")  # by text: the last one of it
    assert (left, taken) == (stages[2], third)
    assert [classify(text, House(corrections=left)) for text in texts] == seen[2]
    left, taken = undone(left, "2")
    assert (left, taken) == (stages[1], second)
    assert [classify(text, House(corrections=left)) for text in texts] == seen[1]
    left, _ = undone(left, " 1 ")
    assert [classify(text, House(corrections=left)) for text in texts] == seen[0]


@pytest.mark.parametrize("which", ["0", "2", "-1", "Launch the app", "", "\u00b2", "9" * 5_000])
def test_what_was_not_corrected_cannot_be_taken_back(which: str) -> None:
    with pytest.raises(LookupError, match="no correction"):
        undone((Correction(text="Create a blog", kind=Kind.TASK),), which)


# -- lines and sets


def test_a_corrected_line_keeps_its_kind_whatever_stands_in_the_columns_beside_it() -> None:
    okr_set = parse_okrs("Objective,Key result,Start,Target\nGuests come back,Net promoter score,30,50\n")
    assert review(okr_set).lines[1].verdict.kind is Kind.OUTCOME_KR
    ours = house(("Net promoter score", Kind.HEARTBEAT))
    assert review(okr_set, ours).lines[1].verdict.kind is Kind.HEARTBEAT


def test_findings_follow_the_correction() -> None:
    line = Statement(text="Every ward has a named lead", role=Role.KEY_RESULT, id="1.1")
    codes = {f.code for f in judge_line(line, house=house((line.text, Kind.TASK))).findings}
    assert "KR-TASK" in codes
    codes = {f.code for f in judge_line(line, house=house((line.text, Kind.OUTCOME_KR))).findings}
    assert "KR-TASK" not in codes


@pytest.mark.parametrize("kind", KINDS)
def test_rules_hold_whatever_a_statement_was_corrected_to(kind: Kind) -> None:
    for text in statements(300, 7):
        for role in (None, *Role):
            line = judge_line(Statement(text=text, role=role), house=house((text, kind)))
            for found in line.findings:
                assert found.span is None or found.span.of(text) == found.quote


def test_long_corrections_are_quoted_short() -> None:
    text = "Launch the new voice menu " + "and the next one " * 30
    told = reason(classify(text, house((text, Kind.OBJECTIVE))))
    assert told is not None
    assert len(told.says) < 180
    assert "\u2026" in told.says
