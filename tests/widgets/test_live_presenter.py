"""The live box without a screen: type, choose, use a rewrite, and look at the state."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrcoach.judgement import judge_line
from okrcoach.model import Finding, Line, Role, Severity, Span, Statement
from okrcoach.widgets.editor.presenter import EXAMPLES, LivePresenter
from okrcoach.widgets.editor.showing import rewrite, show

TASK = "Launch the new voice menu by June"
RESULT = "Cut mis-routed calls from 18% to 9% by Q3"


@pytest.fixture(scope="module")
def warm() -> LivePresenter:
    return LivePresenter()


def _state(presenter: LivePresenter, text: str, role: str = "key_result") -> dict[str, Any]:
    presenter.choose_role(role)
    presenter.type(text)
    return presenter.state


def _covered(text: str, mark: dict[str, Any]) -> str:
    """The words a browser would mark: offsets count UTF-16 units."""
    return text.encode("utf-16-le")[2 * mark["start"] : 2 * mark["end"]].decode("utf-16-le")


def test_the_box_starts_empty_with_three_lines_to_borrow(warm: LivePresenter) -> None:
    state = LivePresenter().state
    assert state["text"] == ""
    assert "verdict" not in state
    assert [example["text"] for example in state["examples"]] == list(EXAMPLES)
    assert len(EXAMPLES) == 3


def test_the_lines_to_borrow_show_three_kinds(warm: LivePresenter) -> None:
    kinds = {_state(warm, text, "unsure")["verdict"]["kind"] for text in EXAMPLES}
    assert kinds == {"task", "outcome_kr", "objective"}


def test_a_task_gets_its_word_a_mark_a_question_and_a_rewrite_with_gaps(warm: LivePresenter) -> None:
    state = _state(warm, TASK)
    assert state["verdict"]["kind"] == "task"
    assert state["verdict"]["words"] == "Task"
    assert state["verdict"]["hundred"].endswith(" in 100")
    assert not state["verdict"]["clear"]
    assert [_covered(TASK, mark) for mark in state["marks"] if mark["mark"] == "fix"]
    assert state["question"]["text"].endswith("?")
    assert any(piece["blank"] for piece in state["rewrites"][0]["pieces"])
    assert {"what", "why", "severity", "title"} <= set(state["findings"][0])


def test_a_result_has_its_parts_picked_out(warm: LivePresenter) -> None:
    state = _state(warm, RESULT)
    assert state["verdict"]["words"] == "Outcome key result"
    parts = {part["name"]: part["text"] for part in state["parts"]}
    assert parts["measure"] == "mis-routed calls"
    assert (parts["baseline"], parts["target"]) == ("18%", "9%")
    assert parts["deadline"].endswith("Q3")
    assert {_covered(RESULT, mark): mark["gloss"] for mark in state["marks"]}["18%"] == "baseline"
    assert state["verdict"]["clear"]


def test_what_a_key_result_lacks_is_an_invitation_but_not_for_other_kinds(warm: LivePresenter) -> None:
    gaps = {part["name"] for part in _state(warm, "Cut no-shows from 9% to 6%")["parts"] if not part["text"]}
    assert gaps == {"deadline"}
    others = [("Every new colleague feels at home", "objective"), ("Keep uptime above 99.9%", "key_result")]
    for text, role in others:
        assert not [part for part in _state(warm, text, role)["parts"] if not part["text"]]


def test_a_date_that_was_not_read_is_not_called_missing(warm: LivePresenter) -> None:
    assert "deadline" not in {part["name"] for part in _state(warm, "Publish it")["parts"]}


def test_a_close_call_shows_both_readings_and_what_would_settle_it() -> None:
    for text in (
        "40 cafés with the new cup by May",
        "Increase user adoption",
        "All staff trained",
        "Zero accidents",
    ):
        line = judge_line(Statement(text=text, role=Role.KEY_RESULT))
        if line.verdict.second is not None:
            break
    else:
        pytest.fail("none of these is a close call any more: choose others")
    state = show(line)
    assert state["second"]["kind"] == line.verdict.second.value
    assert state["question"] == {"lead": "This would settle it", "text": line.verdict.settle}
    assert f" or {line.verdict.second.words}" in state["announce"]
    assert not state["verdict"]["clear"]


def test_another_language_gets_a_reason_and_no_verdict(warm: LivePresenter) -> None:
    state = _state(warm, "Die Zufriedenheit der Kunden mit unserem Dienst wird für alle besser")
    assert "English" in state["unsure"]
    assert "verdict" not in state


def test_a_role_changes_what_is_said(warm: LivePresenter) -> None:
    as_result = _state(warm, TASK, "key_result")["findings"]
    as_objective = _state(warm, TASK, "objective")["findings"]
    assert [f["code"] for f in as_result] != [f["code"] for f in as_objective]
    warm.choose_role("key_result")
    assert warm.state["text"] == TASK, "the words stay"
    with pytest.raises(ValueError, match="no such role"):
        warm.choose_role("boss")


def test_a_rewrite_becomes_the_draft(warm: LivePresenter) -> None:
    offered = _state(warm, TASK)["rewrites"][0]["text"]
    warm.use_rewrite(0, seq=41)
    assert (warm.state["text"], warm.state["seq"]) == (offered, 41)
    assert warm.state["verdict"]["kind"] == "outcome_kr"
    warm.use_rewrite(99)
    assert warm.state["text"] == offered


def test_the_first_gap_is_where_the_author_goes_on() -> None:
    words = rewrite("Raise 😀 fans from <baseline> to <target>")
    start, end = words["select"]
    assert _covered(words["text"], {"start": start, "end": end}) == "<baseline>"
    assert rewrite("No gap")["select"] == [6, 6]
    assert "".join(piece["text"] for piece in words["pieces"]) == words["text"]


def test_the_answer_carries_the_number_of_the_question(warm: LivePresenter) -> None:
    warm.type(TASK, seq=7)
    assert (warm.state["seq"], warm.state["text"]) == (7, TASK)


@pytest.mark.parametrize("text", [TASK, RESULT, *EXAMPLES, "Keep uptime at 99.9%", "x", "Hire 4 people"])
def test_the_reasons_add_up_as_shown(warm: LivePresenter, text: str) -> None:
    reasons = _state(warm, text)["evidence"]
    shown = [sign["weight"] for sign in reasons["signs"] + reasons["more"]]
    tenths = [round(float(weight.replace("−", "-")) * 10) for weight in shown]
    assert sum(tenths) == round(float(reasons["total"].replace("−", "-")) * 10)
    verdict = judge_line(Statement(text=text, role=Role.KEY_RESULT)).verdict
    margin = sum(piece.weight for piece in verdict.evidence)
    assert abs(sum(tenths) / 10 - margin) <= 0.0501


def test_offsets_are_those_of_a_browser(warm: LivePresenter) -> None:
    text = "🚀🚀 Cut mis-routed calls from 18% to 9% by Q3"
    marks = _state(warm, text)["marks"]
    assert "18%" in [_covered(text, mark) for mark in marks]


def _line(text: str, *findings: tuple[Severity, int, int]) -> Line:
    verdict = judge_line(Statement(text=text)).verdict
    return Line(
        statement=Statement(text=text, role=Role.KEY_RESULT),
        verdict=verdict,
        findings=tuple(
            Finding(
                code=f"T-{i}", severity=severity, title="T", about="", span=Span(a, b), quote="", what="w",
                why="", ask="",
            )
            for i, (severity, a, b) in enumerate(findings)
        ),
    )  # fmt: skip


def test_where_marks_overlap_the_most_urgent_is_drawn_and_the_gloss_stays() -> None:
    state = show(_line(RESULT, (Severity.NOTE, 0, 41), (Severity.FIX, 24, 31)))
    drawn = [(mark["mark"], _covered(RESULT, mark)) for mark in state["marks"]]
    assert ("fix", "18%") in drawn
    assert [mark["gloss"] for mark in state["marks"] if _covered(RESULT, mark) == "18%"] == ["baseline"]
    assert {mark for mark, _ in drawn} == {"fix", "note"}
    ends = [(mark["start"], mark["end"]) for mark in state["marks"]]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


def test_the_same_question_is_not_put_twice(warm: LivePresenter) -> None:
    state = _state(warm, TASK)
    assert state["question"]["text"] not in [finding["ask"] for finding in state["findings"]]


def test_a_failure_is_told_and_the_words_are_kept() -> None:
    def broken(statement: Statement) -> Line:
        raise RuntimeError("secret detail")

    presenter = LivePresenter(broken)
    presenter.type(TASK, seq=3)
    assert presenter.state["text"] == TASK
    assert presenter.state["seq"] == 3
    assert presenter.state["trouble"]["safe"] == "Your words are safe."
    assert "secret detail" not in json.dumps(presenter.state)
    assert "Your words are safe." in presenter.state["announce"]


def test_a_whole_page_is_not_read_as_one_line(warm: LivePresenter) -> None:
    state = _state(warm, "Launch it. " * 200)
    assert "longer than one statement" in state["trouble"]["what"]
    assert "verdict" not in state


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.characters(), max_size=80), role=st.sampled_from(["key_result", "objective", "unsure"])
)
def test_any_text_gets_a_state_that_can_be_sent(warm: LivePresenter, text: str, role: str) -> None:
    state = _state(warm, text, role)
    assert "trouble" not in state
    json.dumps(state, ensure_ascii=False).encode("utf-8")
    # A text field of a page knows one kind of line end.
    assert len(state["text"]) == len(text.replace("\r\n", "\n"))
    units = len(state["text"].encode("utf-16-le")) // 2
    for mark in [*state.get("marks", []), *state.get("mark_list", [])]:
        assert 0 <= mark["start"] <= mark["end"] <= units


def test_half_a_surrogate_pair_is_replaced_by_a_sign_as_long(warm: LivePresenter) -> None:
    text = "Cut \ud83d calls from 18% to 9%"
    state = _state(warm, text)
    assert state["text"] == text.replace("\ud83d", "\ufffd")
    assert "18%" in [_covered(state["text"], mark) for mark in state["marks"]]
