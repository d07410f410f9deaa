"""Exports of issue trackers and OKR tools: rows that name their parents, or their level."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from okrcoach.exchange import UnusableFile
from okrcoach.model import OKRSet

File = Callable[[str, str], OKRSet]
Show = Callable[[OKRSet], list[str]]

HEAD = (
    "Issue key,Issue id,Issue Type,Summary,Status,Assignee,Parent,Parent key,Parent summary,Due date,"
    "Description\n"
)
JIRA = (
    HEAD + 'TRAM-5,15,Key Result,Complaints from 40 to 10,To Do,,12,TRAM-2,Warm halls,,"Why:\n'
    '- draughts, mostly"\n'
    + "TRAM-1,11,Objective,Calm mornings,In Progress,Ana,,,,2026-09-30,\n"
    + "TRAM-4,14,Epic,Reroute line 4,Done,Bo,13,TRAM-3,On time from 78% to 90%,,\n"
    + "TRAM-3,13,Key Result,On time from 78% to 90%,To Do,Bo,11,TRAM-1,Calm mornings,2026-09-30,\n"
    + "TRAM-6,16,Sub-task,Ask the depot,To Do,Cy,14,TRAM-4,Reroute line 4,,\n"
    + "TRAM-2,12,Objective,Warm halls,To Do,Cy,,,,,\n"
)
OUTLINE = [
    "O: Calm mornings",
    "  KR: On time from 78% to 90%",
    "    done: Reroute line 4",
    "    action: Ask the depot",
    "O: Warm halls",
    "  KR: Complaints from 40 to 10",
]


def test_a_jira_export_in_any_order(filed: File, tree: Show) -> None:
    okr_set = filed("jira.csv", JIRA)
    assert tree(okr_set) == OUTLINE
    calm, warm = okr_set.objectives
    assert (calm.owner, calm.key_results[0].owner, calm.key_results[0].deadline) == (
        "Ana",
        "Bo",
        "2026-09-30",
    )
    assert str(calm.key_results[0].statement.place) == "jira.csv, row 5, column Summary"
    assert "Issue key: TRAM-3" in calm.key_results[0].note
    assert "Description: Why:\n- draughts, mostly" in warm.key_results[0].note
    assert "Parent" not in calm.key_results[0].note


@pytest.mark.parametrize("kept", ["Parent", "Parent key", "Parent summary"])
def test_one_link_is_enough(kept: str, filed: File, tree: Show) -> None:
    others = {"Parent", "Parent key", "Parent summary"} - {kept}
    text = JIRA
    for i, name in enumerate(others):
        text = text.replace(f",{name},", f",Other {i},", 1)
    assert tree(filed("jira.csv", text)) == OUTLINE


def test_epics_and_stories_without_objectives_go_by_depth(filed: File, tree: Show) -> None:
    okr_set = filed(
        "jira.csv",
        "Issue key,Issue Type,Summary,Parent Link\nT-1,Epic,Calm mornings,\n"
        "T-2,Story,On time,T-1 Calm mornings\n"
        "T-3,Sub-task,Reroute line 4,T-2\n",
    )
    assert tree(okr_set) == ["O: Calm mornings", "  KR: On time", "    action: Reroute line 4"]
    assert "Issue Type: Epic" in okr_set.objectives[0].note


def test_a_parent_that_is_not_in_the_file_is_not_guessed(filed: File, tree: Show) -> None:
    text = JIRA.replace("TRAM-2,12,Objective,Warm halls,To Do,Cy,,,,,\n", "")
    okr_set = filed("jira.csv", text)
    assert tree(okr_set) == ["O: ", "  KR: Complaints from 40 to 10", *OUTLINE[:4]]
    lost = next(o for o in okr_set.objectives if not o.statement.text).key_results[0]
    assert "Parent key: TRAM-2" in lost.note


def test_rows_that_are_each_others_parents_are_read_once(filed: File, tree: Show) -> None:
    okr_set = filed(
        "a.csv",
        "ID,Type,Title,Parent\n1,Objective,Calm mornings,2\n2,Objective,Warm halls,1\n"
        "3,KR,On time,1\n4,KR,Queues,3\n",
    )
    texts = sorted(line.split(": ", 1)[1] for line in tree(okr_set))
    assert texts == ["Calm mornings", "On time", "Queues", "Warm halls"]


def test_objectives_below_objectives_keep_their_own_key_results(filed: File, tree: Show) -> None:
    okr_set = filed(
        "a.csv",
        "ID,Type,Title,Parent ID\n1,Objective,Calm mornings,\n2,Objective,Warm halls,1\n3,KR,19 degrees,2\n"
        "4,KR,On time,1\n",
    )
    assert tree(okr_set) == ["O: Calm mornings", "  KR: On time", "O: Warm halls", "  KR: 19 degrees"]


def test_a_tracker_export_with_values(filed: File, tree: Show) -> None:
    okr_set = filed(
        "tracker.csv",
        "ID,Level,Parent ID,Goal,Metric,Start value,Current value,Target value,Progress,Owner\n"
        "12,Objective,,Calm mornings,,,,,40%,Ana\n"
        "13,Key Result,12,Trains run on time,On time,78%,81%,90%,25%,Bo\n"
        "20,Objective,,Warm halls,,,,,0%,Cy\n21,Initiative,13,Reroute line 4,,,,,,Di\n",
    )
    assert tree(okr_set) == [
        "O: Calm mornings", "  KR: Trains run on time", "    action: Reroute line 4", "O: Warm halls",
    ]  # fmt: skip
    key_result = okr_set.objectives[0].key_results[0]
    assert (key_result.measure, key_result.baseline, key_result.current, key_result.target) == (
        "On time", "78%", "81%", "90%",
    )  # fmt: skip
    assert key_result.note == "Progress: 25%"


def test_a_tracker_export_without_levels(filed: File, tree: Show) -> None:
    okr_set = filed(
        "tracker.csv",
        "Goal,Metric,Start value,Current value,Target value,Owner\nCalm mornings,On time,78%,81%,90%,Bo\n"
        "Calm mornings,Queue,9,8,6,Cy\n",
    )
    assert tree(okr_set) == ["O: Calm mornings", "  KR: On time", "  KR: Queue"]


def test_levels_as_numbers(filed: File, tree: Show) -> None:
    okr_set = filed(
        "a.csv",
        "Level,Goal,Owner\n1,Calm mornings,Ana\n2,On time,Bo\n3,Reroute line 4,Bo\n"
        "2,Queues below 6,Bo\n1,Warm halls,Cy\n"
        "2,19 degrees,Cy\n",
    )
    assert tree(okr_set) == [
        "O: Calm mornings", "  KR: On time", "    action: Reroute line 4", "  KR: Queues below 6",
        "O: Warm halls", "  KR: 19 degrees",
    ]  # fmt: skip


def test_fields_of_ones_own(filed: File) -> None:
    okr_set = filed(
        "jira.csv",
        "Issue key,Issue Type,Summary,Parent,Custom field (Target value)\nT-1,Objective,Calm,,\n"
        "T-2,Key Result,On time,T-1,90%\n",
    )
    assert okr_set.objectives[0].key_results[0].target == "90%"


def test_a_row_too_wide_is_named(filed: File) -> None:
    with pytest.raises(UnusableFile) as caught:
        filed("jira.csv", "Issue key,Issue Type,Summary\nT-1,Objective,Calm, warm halls\n")
    assert (caught.value.file, caught.value.row) == ("jira.csv", 2)
