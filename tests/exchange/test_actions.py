"""Actions with owner, effort, due day and done day, from every format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from okrcoach.model import Action, OKRSet, Statement

File = Callable[[str, str], OKRSet]


def test_a_table_gives_them(filed: File) -> None:
    okr_set = filed(
        "drafts.csv",
        "Type,Statement,Owner,Effort,Due,Done,Done on\n"
        "Objective,Calm mornings,,,,,\n"
        "Key result,Trains on time from 78% to 90%,Bo,,2026-09-30,,\n"
        "Action,Repaint the doors,Cy,3 days,2026-08-14,yes,2026-08-12\n"
        "Action,Reroute line 4,Di,half a sprint,,2026-08-20,\n"
        "Action,Ask the depot,,,,no,soon\n",
    )
    key_result = okr_set.objectives[0].key_results[0]
    assert key_result.deadline == "2026-09-30"
    painted, rerouted, asked = key_result.actions
    assert (painted.owner, painted.effort, painted.due) == ("Cy", "3 days", "2026-08-14")
    assert (painted.done, painted.done_on) == (True, date(2026, 8, 12))
    assert (rerouted.effort, rerouted.done, rerouted.done_on) == ("half a sprint", True, date(2026, 8, 20))
    assert (asked.done, asked.done_on, asked.note) == (False, None, "Done on: soon")


def test_lines_below_an_action_give_them(filed: File) -> None:
    okr_set = filed(
        "plan.md",
        "# Objective: Calm mornings\n\n- KR1: Trains on time from 78% to 90%\n"
        "  - [x] Repaint the doors\n    - Effort: 3 days\n    - Done on: 2026-08-12\n"
        "  - [ ] Reroute line 4\n    - Due: 2026-08-20\n    - Owner: Di\n",
    )
    painted, rerouted = okr_set.objectives[0].key_results[0].actions
    assert (painted.effort, painted.done_on) == ("3 days", date(2026, 8, 12))
    assert (rerouted.due, rerouted.owner, rerouted.done) == ("2026-08-20", "Di", False)


def test_the_weekly_page_has_lines_of_its_own(filed: File) -> None:
    okr_set = filed(
        "team.yaml",
        "objectives:\n- text: Calm mornings\n  key_results: [Trains on time from 78% to 90%]\n"
        "this_week:\n- Ride line 4 once\n- {text: Call the depot, owner: Ana, due: Friday}\n"
        "coming month:\n- {text: New timetable, due: 2026-09-01}\nactions: [Paint]\n",
    )
    assert [(a.statement.id, a.statement.text, a.owner) for a in okr_set.this_week] == [
        ("w1", "Ride line 4 once", ""),
        ("w2", "Call the depot", "Ana"),
    ]
    assert [(a.statement.id, a.due) for a in okr_set.coming] == [("m1", "2026-09-01")]
    assert [a.statement.text for a in okr_set.actions] == ["Paint"]
    assert not {"Ride line 4 once", "New timetable"} & {s.text for s in okr_set.statements()}
    assert okr_set.note == ""


def test_what_is_not_done_has_no_day_on_which_it_was() -> None:
    with pytest.raises(ValueError, match="is done"):
        Action(statement=Statement(text="Paint"), done_on=date(2026, 8, 12))
