"""A workspace's own words: they count there, in every form, and nowhere else."""

from __future__ import annotations

import math

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.judgement import classify, classify_many, judge_line, review
from okrcoach.judgement.house import House
from okrcoach.language.lexicon import lexicon
from okrcoach.model import Kind, Statement

CARE = House(words=(("n:measure", "care score"),))
BASE = "Raise the care score"


@pytest.mark.parametrize(
    ("name", "word", "text", "kind"),
    [
        ("n:measure", "care score", "Raise the care score", Kind.OUTCOME_KR),
        ("n:measure", "Care  Scores", "Raise care scores", Kind.OUTCOME_KR),
        ("n:measure", "care score", "Raise the care-score", Kind.OUTCOME_KR),
        ("n:deliverable", "ward passport", "A first ward passport", Kind.TASK),
        ("n:routine_measure", "tide table", "Tide table", Kind.HEARTBEAT),
        ("v:deliver", "zonk", "Two wards zonked", Kind.TASK),
        ("v:deliver", "berth up", "Berthing up the ferries", Kind.TASK),
        ("v:maintain", "moor", "Moor ticket sales at 300", Kind.HEARTBEAT),
        ("v:aspire", "moor", "Moor the fleet", Kind.OBJECTIVE),
        ("v:down", "reef", "Reef complaints", Kind.OUTCOME_KR),
    ],
)
def test_a_word_of_the_house_counts_there_and_nowhere_else(
    name: str, word: str, text: str, kind: Kind
) -> None:
    house = House(words=((name, word),))
    plain, told = classify(text), classify(text, house)
    assert told.probabilities[kind] > plain.probabilities[kind] + 0.01
    margin = math.log(told.ranking[0][1] / told.ranking[1][1])
    assert math.isclose(math.fsum(e.weight for e in told.evidence), margin, abs_tol=1e-6)
    assert classify(text) == plain


def test_the_shipped_lists_stay_as_they_are() -> None:
    shipped = lexicon()
    before = (dict(shipped.single), {first: dict(rest) for first, rest in shipped.phrases.items()})
    house = House(words=(("n:measure", "waiting hope"), ("v:deliver", "cut"), ("n:deliverable", "churn")))
    assert house.lexicon is not shipped
    assert house.lexicon.single["cut"] != shipped.single["cut"]
    assert (shipped.single, shipped.phrases) == before
    assert lexicon() is shipped


def test_a_house_may_say_that_a_listed_word_is_something_else() -> None:
    # in a dairy
    churn = House(words=(("n:deliverable", "churn"),))
    assert "n:measure" in lexicon().word("churns").tags
    assert {"n:measure", "n:deliverable"} & churn.lexicon.word("churns").tags == {"n:deliverable"}
    plain, ours = classify("Improve the churn"), classify("Improve the churn", churn)
    assert ours.probabilities[Kind.TASK] > plain.probabilities[Kind.TASK]


def test_a_listed_phrase_may_be_something_else_too() -> None:
    phrase = "customer satisfaction"
    shipped = lexicon().phrases["customer"]["satisfaction"]
    assert any("n:measure" in tags for rest, tags in shipped if not rest)
    theirs = House(words=(("n:theme", phrase),)).lexicon.phrases["customer"]["satisfaction"]
    assert dict(theirs)[()] >= {"n:theme"}
    assert "n:measure" not in dict(theirs)[()]
    # longer phrases that start the same stay, and still come first
    assert [rest for rest, _ in theirs] == [rest for rest, _ in shipped]


def test_a_noun_keeps_its_verb() -> None:
    single = House(words=(("n:deliverable", "launches"),)).lexicon.single
    assert single["launches"] == {"n:deliverable"}
    assert single["launch"] == lexicon().single["launch"]


def test_measures_that_are_watched_are_measures() -> None:
    tags = House(words=(("n:routine_measure", "tide table"),)).lexicon.phrases["tide"]["table"]
    assert dict(tags)[()] == {"n:routine_measure", "n:measure"}


def test_a_house_without_words_or_with_words_nobody_used_changes_nothing() -> None:
    texts = [
        "Launch the portal",
        "Raise NPS from 20 to 35",
        "Keep churn below 3%",
        "",
        "Der Hund und die Katze",
    ]
    plain = list(classify_many(texts))
    assert list(classify_many(texts, House())) == plain
    assert list(classify_many(texts, CARE)) == plain


def test_lines_and_sets_are_judged_with_the_words_of_the_house() -> None:
    okr_set = parse_okrs(f"O1: Residents feel cared for\n- KR1: {BASE}\n- KR2: {BASE} to the best")
    plain, ours = review(okr_set), review(okr_set, CARE)
    assert plain == review(okr_set)
    assert [line.verdict for line in ours.lines] == [
        classify(line.statement.text, CARE) for line in ours.lines
    ]
    assert ours.lines[0] == plain.lines[0]
    assert ours.lines[1].verdict != plain.lines[1].verdict
    assert judge_line(Statement(text=BASE), house=CARE).verdict == classify(BASE, CARE)


def test_words_of_the_house_are_read_with_the_columns_beside_a_line() -> None:
    table = "Objective,Key result,Start,Target\nResidents feel cared for,Care score,61,80\n"
    okr_set = parse_okrs(table)
    ours, joined = review(okr_set, CARE).lines[1].verdict, classify("Care score from 61 to 80", CARE)
    assert ours.probabilities == joined.probabilities
    assert ours.probabilities != review(okr_set).lines[1].verdict.probabilities


def test_a_house_is_a_value() -> None:
    assert House(words=(("n:measure", "care score"),)) == CARE
    assert hash(House(words=(("n:measure", "care score"),))) == hash(CARE)
    with pytest.raises(AttributeError):
        CARE.words = ()  # type: ignore[misc]
