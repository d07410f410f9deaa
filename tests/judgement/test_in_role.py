"""The place of a line decides where the words alone leave two readings."""

from __future__ import annotations

import pytest

from okrcoach.data import HERE
from okrcoach.judgement import judge_line
from okrcoach.judgement.general import is_general
from okrcoach.language import read
from okrcoach.model import Kind, Role, Severity, Statement


def codes(text: str, role: Role) -> dict[str, Severity]:
    return {f.code: f.severity for f in judge_line(Statement(text=text, role=role)).findings}


def test_among_key_results_a_process_to_be_set_up_is_work_and_no_wish() -> None:
    text = "Implement an improved returns process for online orders"
    found = codes(text, Role.KEY_RESULT)
    assert "KR-TASK" in found
    assert not {"KR-NO-MEASURE", "KR-VAGUE"} & set(found)


def test_a_close_call_between_task_and_result_is_told_as_a_note() -> None:
    line = judge_line(Statement(text="3 invitations to interview for postdocs", role=Role.KEY_RESULT))
    assert (line.verdict.kind, line.verdict.second) == (Kind.TASK, Kind.OUTCOME_KR)
    assert {f.code: f.severity for f in line.findings}["KR-TASK"] is Severity.NOTE
    assert codes("Launch the new voice menu", Role.KEY_RESULT)["KR-TASK"] is Severity.FIX


@pytest.mark.parametrize(
    "state",
    [
        "Libraries everywhere can run their catalogue on free software",
        "We have a shared language for risk",
        "Make the valley a place for herons",
    ],
)
def test_an_objective_that_tells_a_state_is_no_task(state: str) -> None:
    assert not {"OBJ-TASK", "OBJ-DELIVERABLE"} & set(codes(state, Role.OBJECTIVE))


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("Improve Overall Performance", True),
        ("Make a difference for our customers", True),
        ("Improve ferry punctuality", False),
        ("Make booking feel effortless", False),
        ("Improve performance by 5%", False),
        ("Improve Quillbase performance", False),
        ("Night nurses go home on time", False),
        ("", False),
        ("...", False),
    ],
)
def test_one_word_of_its_own_makes_an_aim_particular(text: str, general: bool) -> None:
    assert is_general(read(text)) is general


def test_general_words_are_sorted_and_unique() -> None:
    lines = (HERE / "general.txt").read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert words == sorted(set(words))
    assert all(word == word.strip().lower() for word in words)
