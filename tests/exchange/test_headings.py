"""Column headings are understood as people write them."""

from __future__ import annotations

import pytest

from okrcoach.exchange.columns import Field, line_field, read_heading, role_of_type
from okrcoach.model import Role

HEADINGS = {
    Field.OBJECTIVE: (
        "Objective",
        "OBJECTIVES",
        "Goal",
        "O",
        "Our Q3 objective",
        "Team objective",
        "objective_title",
    ),
    Field.KEY_RESULT: (
        "KR",
        "Key result",
        "Key Results:",
        "keyResult",
        "KR title",
        "key_result_1_title",
        "KR #3",
    ),
    Field.STATEMENT: ("Statement", "OKR", "Objective / Key Result", "Objectives & Key Results"),
    Field.ACTION: ("Initiative", "Task(s)", "Action items", "To-do"),
    Field.HEARTBEAT: ("Health metric", "Heartbeats", "Guardrail"),
    Field.MEASURE: ("Measure", "Metric", "KPI", "indicator"),
    Field.BASELINE: ("Baseline", "Start", "From", "Starting value", "Current baseline"),
    Field.CURRENT: ("Current", "Actual", "Progress", "Progress %", "% complete"),
    Field.TARGET: ("Target", "Goal value", "To", "Target (end of Q3)", "Q3 target"),
    Field.UNIT: ("Unit", "Unit of measure"),
    Field.DEADLINE: ("Due", "Deadline", "By when?", "End date", "Target date"),
    Field.OWNER: ("Owner", "Lead", "Responsible", "DRI", "KR owner", "Owner of the key result"),
    Field.CONFIDENCE: ("Confidence", "Confidence level (1–10)"),
    Field.SCORE: ("Score", "Final grade"),
    Field.TYPE: ("Type", "Kind", "Level"),
    Field.TEAM: ("Team", "Department"),
    Field.NOTE: ("Notes", "Comment", "Progress notes"),
    Field.CYCLE: ("Cycle", "Quarter", "Period"),
    Field.OTHER: ("Strategic pillar", "Start date", "", "Reviewed by", "x" * 200),
}


@pytest.mark.parametrize(("field", "text"), [(f, text) for f, texts in HEADINGS.items() for text in texts])
def test_a_heading_says_what_its_column_holds(field: Field, text: str) -> None:
    assert read_heading(text).field is field


def test_a_heading_says_whose_value_it_is_and_which_key_results() -> None:
    heading = read_heading("Key result 2 target")
    assert (heading.field, heading.of, heading.index) == (Field.TARGET, Field.KEY_RESULT, 2)
    assert read_heading("Objective owner").of is Field.OBJECTIVE


@pytest.mark.parametrize(
    "text", ["Increase target accounts", "Owner satisfaction up", "name;key_result_1_title"]
)
def test_a_sentence_is_not_a_heading(text: str) -> None:
    assert not read_heading(text).exact


def test_a_line_of_its_own_can_give_a_value() -> None:
    found = line_field("**Owner:** Ana Ruiz")
    assert found
    assert (found[0].field, found[1]) == (Field.OWNER, "Ana Ruiz")
    assert line_field("Increase the target: 40 rooms") is None
    assert line_field("Owner:") is None


@pytest.mark.parametrize(
    ("cell", "role", "plain"),
    [
        ("KR", Role.KEY_RESULT, True),
        ("O2", Role.OBJECTIVE, True),
        ("To-do", Role.TASK, True),
        ("Project", Role.TASK, True),
        ("KPI", Role.HEARTBEAT, True),
        ("Stretch key result", Role.KEY_RESULT, False),
        ("KR (committed)", Role.KEY_RESULT, False),
        ("Company", None, False),
        ("", None, False),
    ],
)
def test_a_type_cell_names_a_role(cell: str, role: Role | None, plain: bool) -> None:
    assert role_of_type(cell) == (role, plain)
