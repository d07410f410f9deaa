"""The questionnaire: OKR, KPI or both, with the answers as reasons."""

from __future__ import annotations

import pytest

from okrcoach.judgement.fit import QUESTIONS, Suits, recommend
from okrcoach.judgement.sources import WORKS

NEW = {"predictable": 3, "repetitive": 3, "feedback": 3, "align": 3, "strategy": 3, "pace": 3}
STEADY = {"predictable": 1, "repetitive": 1, "feedback": 2, "align": 1, "strategy": 3, "pace": 3}


@pytest.mark.parametrize(
    ("answers", "suits"),
    [
        (NEW, Suits.OKR),
        (STEADY, Suits.KPI),
        ({**NEW, "repetitive": 1}, Suits.BOTH),
        (dict.fromkeys(NEW, 2), Suits.BOTH),
        ({"repetitive": 1}, Suits.KPI),
        ({}, None),
        ({"align": 3, "strategy": 3}, None),
    ],
)
def test_the_work_itself_decides(answers: dict[str, int], suits: Suits | None) -> None:
    assert recommend(answers).suits is suits


def test_reasons_quote_the_answers() -> None:
    reasons = recommend(STEADY).reasons
    chosen = {q.name: q.answers[STEADY[q.name] - 1] for q in QUESTIONS}
    for name in ("predictable", "repetitive", "feedback", "align"):
        assert any(f"“{chosen[name].text}”" in reason for reason in reasons)


def test_open_questions_are_said() -> None:
    fit = recommend({"predictable": 3, "repetitive": 3})
    assert len(fit.open) == len(QUESTIONS) - 2
    assert recommend(NEW).open == ()


def test_pace_and_strategy_bring_cautions_but_decide_nothing() -> None:
    calm, hurried = recommend(NEW), recommend({**NEW, "pace": 1, "strategy": 1})
    assert calm.suits is hurried.suits
    assert calm.cautions == ()
    assert any("strategy" in caution for caution in hurried.cautions)
    assert any("slowly" in caution for caution in hurried.cautions)
    assert "lamorte-qa" in [s.id for s in hurried.sources]
    assert "lamorte-qa" not in [s.id for s in calm.sources]


@pytest.mark.parametrize("number", [0, 4, -1, True, 1.0, "2"])
def test_an_answer_out_of_range_names_its_question(number: int) -> None:
    with pytest.raises(ValueError, match=r"^align: .* 1 to 3"):
        recommend({"align": number})


def test_an_unknown_question_is_named() -> None:
    with pytest.raises(ValueError, match=r"'mood'.*predictable"):
        recommend({"mood": 1})


def test_it_says_whom_it_follows_and_who_disagrees() -> None:
    fit = recommend(NEW)
    assert fit.sources[0].id == "ley-2022"
    assert all(source.id in WORKS for source in fit.sources)
    assert "Gothelf" in fit.disagrees
