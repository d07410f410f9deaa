"""Verdicts: right on plain statements, explained to the last decimal, the same every time."""

from __future__ import annotations

import csv
import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrcoach.data import shipped
from okrcoach.judgement import classify, classify_many
from okrcoach.judgement.sayings import say
from okrcoach.judgement.weights import weights
from okrcoach.model import Kind, Verdict

PLAIN = {
    Kind.OBJECTIVE: [
        "Become the bakery that people cross town for",
        "Every new nurse feels at home from the first shift",
        "Build a culture in which mistakes are told early",
        "Make renewing a passport painless",
        "Improve the experience of first-time guests",
        "Delight members at every visit",
    ],
    Kind.OUTCOME_KR: [
        "Cut mis-routed calls from 18% to 9% by Q3",
        "Reduce staff turnover",
        "Sign 10 new wholesale customers",
        "90% of new users finish the tour on the first try",
        "Invoice lag reduced from 42 to 35 days",
        "Raise on-time departures from 81% to 92%",
        "Halve the number of returned parcels",
        "Lower page load time to under 2 s",
        "120 parents use the new rota app every week",
    ],
    Kind.TASK: [
        "Launch the new voice menu by June",
        "Publish 12 recipes a month",
        "Hire two night-shift nurses",
        "Migrate all clinics to the new booking system",
        "Hold 15 interviews with branch managers",
        "Fire-safety plan agreed with the landlord",
        "Design and launch the members' area",
        "Complete 100% of the stock count",
        "Roll out a brilliant new rota app to every ward",
        "Raise sales calls from 40 to 120 a week",
    ],
    Kind.HEARTBEAT: [
        "Keep uptime above 99.9%",
        "Maintain food hygiene at five stars",
        "Number of open vacancies",
        "No visitor waits longer than ten minutes at the desk",
        "Answer 80% of calls within 20 seconds at all times",
        "Customer churn rate (%)",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PLAIN.items() for text in texts])
def test_plain_statements(kind: Kind, text: str) -> None:
    assert classify(text).kind is kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Launch reminders to cut missed visits by 20%", "Cut missed visits by 20% by launching reminders"),
        ("Publish 12 case studies", "12 hospitals adopt the case method"),
        ("Build a team people envy", "Build a new storage shed"),
        ("Keep churn below 3%", "Bring churn from 5% to below 3%"),
        ("Train 50 managers in feedback", "50 managers give feedback every month"),
    ],
)
def test_near_misses_part_ways(one: str, other: str) -> None:
    assert classify(one).kind is not classify(other).kind


def adds_up(verdict: Verdict) -> None:
    shares = [share for _, share in verdict.ranking]
    assert math.isclose(sum(shares), 1, abs_tol=1e-9)
    assert shares == sorted(shares, reverse=True)
    assert {kind for kind, _ in verdict.ranking} == set(Kind)
    if verdict.unsure:
        assert verdict.evidence == ()
        return
    margin = math.log(shares[0] / shares[1])
    assert math.isclose(math.fsum(e.weight for e in verdict.evidence), margin, rel_tol=1e-6, abs_tol=1e-6)
    for evidence in verdict.evidence:
        assert evidence.says.endswith((".", "\u201d."))
        if evidence.span is not None:
            assert evidence.span.of(verdict.text) == evidence.text


def test_the_evidence_is_the_decision() -> None:
    for texts in PLAIN.values():
        for text in texts:
            adds_up(classify(text))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120))
def test_any_text_gets_an_honest_answer(text: str) -> None:
    adds_up(classify(text))


def statements(name: str) -> list[dict[str, str]]:
    with (shipped("datasets") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_close_call_names_the_second_reading_and_asks() -> None:
    verdicts = [classify(row["text"]) for row in statements("statements.csv")[::7]]
    close = [v for v in verdicts if v.confidence < 0.7]
    assert close
    for verdict in close:
        if verdict.ranking[1][1] >= 0.1:
            assert verdict.second is verdict.ranking[1][0]
            assert verdict.settle.endswith("?")
    sure = [v for v in verdicts if v.confidence > 0.95]
    assert {(v.second, v.settle) for v in sure} == {(None, "")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "123",
        "---",
        "Die Zufriedenheit der Kunden auf 80% steigern und die Kosten senken",
        "Wir wollen die Zufriedenheit der Kunden in diesem Jahr deutlich verbessern",
        "Que cada alumno lea un libro que haya elegido",
        "Augmenter la satisfaction des clients de 20% avant la fin du trimestre",
        "\u58f2\u4e0a\u9ad8\u3092\u4e8c\u500d\u306b\u3059\u308b",
    ],
)
def test_says_when_it_cannot_judge(text: str) -> None:
    verdict = classify(text)
    assert verdict.unsure
    assert verdict.how_sure == "not judged"


def test_half_characters_are_no_reason_to_fall_over() -> None:
    assert classify("Launch the \ud83d app").kind is Kind.TASK


def test_quantity_is_told_for_results_and_not_for_ones_own_output() -> None:
    result = classify("Cut mis-routed calls from 18% to 9% by Q3").quantity
    assert result is not None
    assert result.baseline is not None
    assert result.target is not None
    assert (result.baseline.value, result.target.value) == (18, 9)
    assert classify("Publish 12 recipes a month").quantity is None


def test_same_text_same_verdict() -> None:
    text = "Bring returns down to 3% (today 7%)"
    assert classify(text) == classify(text)


def test_streams() -> None:
    def endless() -> object:
        while True:
            yield "Launch the app"

    verdicts = classify_many(endless())  # type: ignore[arg-type]
    assert [next(verdicts).kind for _ in range(3)] == [Kind.TASK] * 3


def test_time_grows_with_length_no_faster_than_the_text() -> None:
    def seconds(n: int) -> float:
        text = ("Raise sign-ups from 3% to 5% (today 2 of 40), and " * (n // 50))[:n]
        start = time.perf_counter()
        classify(text)
        return time.perf_counter() - start

    seconds(1_000)
    short = min(seconds(1_000) for _ in range(3))
    # Beyond a few thousand characters nothing more is read, so ten times the text is never much more.
    assert min(seconds(100_000) for _ in range(3)) < 40 * short


def test_our_own_statements_are_read_as_labelled() -> None:
    # The weights were learned from them, so this is no accuracy; it notices when data and weights part ways.
    rows = statements("statements.csv")[::10]
    right = sum(classify(row["text"]).kind == row["kind"] for row in rows)
    assert right / len(rows) > 0.9


def test_statements_nothing_was_learned_from_are_read_as_labelled() -> None:
    rows = statements("held_out.csv")
    right = sum(classify(row["text"]).kind == row["kind"] for row in rows)
    assert right / len(rows) > 0.92


def test_every_sign_has_a_sentence_of_its_own() -> None:
    said = {cue: say(cue, "the words", None) for cue in weights().all()}
    assert [cue for cue, words in said.items() if "counts a little" in words] == []
    assert [cue for cue, words in said.items() if not words.endswith((".", "\u201d."))] == []
