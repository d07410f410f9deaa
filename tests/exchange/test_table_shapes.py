"""Tables in the shapes people keep them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from okrcoach.exchange import UnusableFile
from okrcoach.model import OKRSet

File = Callable[[str, str], OKRSet]
Show = Callable[[OKRSet], list[str]]

TWO = ["O: Calm mornings", "  KR: 4 of 5 on time", "  KR: Queues below 6"]
SHAPES = {
    "objective on its first row only": (
        "Objective,Key Result\nCalm mornings,4 of 5 on time\n,Queues below 6\n",
        TWO,
    ),
    "objective repeated": (
        "Objective,Key Result\nCalm mornings,4 of 5 on time\nCalm mornings,Queues below 6\n",
        TWO,
    ),
    "objective repeated, others between": (
        "Goal,KR\nCalm mornings,4 of 5 on time\nWarm halls,19 degrees\nCalm mornings,Queues below 6\n",
        [*TWO, "O: Warm halls", "  KR: 19 degrees"],
    ),
    "columns in another order, other names": (
        "Owner;KRs;Company objective\nAna;4 of 5 on time;Calm mornings\nBo;Queues below 6;\n",
        TWO,
    ),
    "wide": (
        "name;key_result_1_title;key_result_2_title\nCalm mornings;4 of 5 on time;Queues below 6\n",
        TWO,
    ),
    "wide, empty cells": (
        "Objective, KR1, KR2, KR3\nCalm mornings,4 of 5 on time,,Queues below 6\n",
        TWO,
    ),
    "wide, same objective twice stays twice": (
        "name;KR1;KR2\nCalm mornings;One;Two\nCalm mornings;One;Two\n",
        ["O: Calm mornings", "  KR: One", "  KR: Two"] * 2,
    ),
    "a type column": (
        "Type,Title,Due\nObjective,Calm mornings,\nKR,4 of 5 on time,\nTask,Repaint the doors,May\n"
        "KR,Queues below 6,\nHealth metric,Heating bill,\n",
        [TWO[0], TWO[1], "    action: Repaint the doors", TWO[2], "heartbeat: Heating bill"],
    ),
    "a level column beside objective and key result": (
        "Objective,Key Result,Type\nCalm mornings,4 of 5 on time,KR\n,Repaint the doors,Initiative\n",
        [*TWO[:2], "    action: Repaint the doors"],
    ),
    "a level column that is about the company": (
        "Level,Objective,Key Result\nCompany,Calm mornings,4 of 5 on time\n,,Queues below 6\n",
        TWO,
    ),
    "numbers tell": (
        "No.,OKR,Owner\n1,Calm mornings,Ana\n1.1,4 of 5 on time,Bo\n1.2,Queues below 6,Cy\n",
        TWO,
    ),
    "values tell": (
        "OKR,Start,Target\nCalm mornings,,\n4 of 5 on time,60%,80%\nQueues below 6,11,6\n",
        TWO,
    ),
    "labels tell": (
        "OKRs,Owner\nO1: Calm mornings,Ana\nKR1: 4 of 5 on time,Bo\n[KR2] Queues below 6,Cy\n",
        TWO,
    ),
    "several key results in one cell": (
        'Objective,Key Results\nCalm mornings,"1. 4 of 5 on time\n2. Queues below 6"\n',
        TWO,
    ),
    "a key result repeated for each of its actions": (
        "Objective,KR,Initiative\nCalm mornings,4 of 5 on time,Repaint\n"
        "Calm mornings,4 of 5 on time,Reroute\n,,Restaff\n",
        [*TWO[:2], "    action: Repaint", "    action: Reroute", "    action: Restaff"],
    ),
    "a metric stands in for the key result": (
        "Objective,Metric,Target\nCalm mornings,4 of 5 on time,80%\n,Queues below 6,6\n",
        TWO,
    ),
    "blocks, one below the other": (
        "Objective 1,Calm mornings,\nKey results,Start,Target\n4 of 5 on time,60%,80%\n,,\n"
        "Objective 2:,Warm halls,\nKey results,Start,Target\nHalls at 19 degrees,15,19\n",
        [*TWO[:2], "O: Warm halls", "  KR: Halls at 19 degrees"],
    ),
    "numbers beside the texts": (
        "Objective #,Objective,KR #,Key Result\n1,Calm mornings,1.1,4 of 5 on time\n,,1.2,Queues below 6\n",
        TWO,
    ),
    "one column with heading": (
        "Key results\n4 of 5 on time\nQueues, all of them, below 6 minutes\n",
        ["O: ", "  KR: 4 of 5 on time", "  KR: Queues, all of them, below 6 minutes"],
    ),
    "one column without": (
        "Calm mornings, warm halls\nQueues, all of them, below 6 minutes\n",
        ["loose: Calm mornings, warm halls", "loose: Queues, all of them, below 6 minutes"],
    ),
    "two columns without headings": (
        "Calm mornings;4 of 5 on time\n;Queues below 6\n",
        TWO,
    ),
    "a type column without headings": (
        "Objective\tCalm mornings\nKR\t4 of 5 on time\nKR\tQueues below 6\n",
        TWO,
    ),
    "numbers without headings": (
        "1;Calm mornings\n1.1;4 of 5 on time\n1.2;Queues below 6\n",
        TWO,
    ),
    "measures on their own": ("KPI,Target\nHeating bill,below 900\n", ["heartbeat: Heating bill"]),
    "actions on their own": ("Action,Owner\nRepaint the doors,Ana\n", ["action: Repaint the doors"]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_read_as_their_authors_meant_them(shape: str, filed: File, tree: Show) -> None:
    text, expected = SHAPES[shape]
    assert tree(filed("drafts.csv", text)) == expected


def test_every_column_has_its_field(filed: File) -> None:
    key_result = (
        filed(
            "drafts.csv",
            "Objective,Key result,Metric,From,Now: current,To,Unit,By when,Lead,Confidence,Grade,Comment\n"
            "Calm mornings,Trains on time,Share on time,60,66,80,%,30 June,Ana,0.4,0.7,new timetable\n",
        )
        .objectives[0]
        .key_results[0]
    )
    assert key_result.measure == "Share on time"
    assert (key_result.baseline, key_result.current, key_result.target) == ("60", "66", "80")
    assert (key_result.unit, key_result.deadline, key_result.owner) == ("%", "30 June", "Ana")
    assert (key_result.confidence, key_result.score) == ("0.4", "0.7")
    assert key_result.note == "new timetable"


def test_ids_and_places_are_those_of_the_sheet(filed: File) -> None:
    okr_set = filed("drafts.csv", "Objective,KR,Task\nCalm,On time,Repaint\n\n,Queues,\nWarm,,Insulate\n")
    first, second = okr_set.objectives
    assert [s.id for s in okr_set.statements()] == ["1", "1.1", "1.1.a", "1.2", "2", "2.a"]
    assert str(first.key_results[1].statement.place) == "drafts.csv, row 4, column KR"
    assert second.actions[0].statement.place.column == "Task"


def test_values_beside_numbered_key_results_stay_with_them(filed: File) -> None:
    text = "name;key_result_1_title;key_result_1_target;key_result_2_title;key_result_2_target;owner;risk\n"
    objective = filed("drafts.csv", text + "Calm;On time;80%;Queues;6;Ana;strike\n").objectives[0]
    assert [k.target for k in objective.key_results] == ["80%", "6"]
    assert (objective.owner, objective.note) == ("Ana", "risk: strike")


def test_values_listed_in_a_cell_go_to_the_key_results_of_that_row(filed: File) -> None:
    text = 'Objective,Key Results,Target,Owner\nCalm,"- On time\n- Queues","80%\n6 min",Ana\n'
    objective = filed("drafts.csv", text).objectives[0]
    assert [k.target for k in objective.key_results] == ["80%", "6 min"]
    assert objective.owner == "Ana"


def test_what_has_no_column_of_ours_is_kept_in_notes(filed: File) -> None:
    okr_set = filed(
        "drafts.csv",
        "Objective,Key result,Status,Pillar,Initiative,Action due\n"
        "Calm,On time,green,Service,Repaint,May\n,Queues,,,,\n",
    )
    key_result = okr_set.objectives[0].key_results[0]
    assert key_result.note == "Status: green\nPillar: Service"
    assert (key_result.actions[0].due, key_result.actions[0].note) == ("May", "")


def test_goal_beside_objective_is_a_target_a_key_result_or_a_remark(filed: File) -> None:
    target = filed("a.csv", "Objective,Measure,Goal\nCalm,On time,80%\nWarm,Degrees,19\n")
    assert target.objectives[0].key_results[0].target == "80%"
    parent = filed("b.csv", "Goal,Objective,Key result\nBe the best line,Calm,On time\n")
    assert parent.objectives[0].note == "Goal: Be the best line"
    below = filed("c.csv", "Objective,Goal\nCalm,Trains on time more often\n")
    assert below.objectives[0].key_results[0].statement.text == "Trains on time more often"


def test_one_team_is_the_title_several_are_remarks(filed: File) -> None:
    one = filed("a.csv", "Team,Objective,KR,Quarter\nTrams,Calm,On time,Q3\nTrams,,Queues,Q3\n")
    assert (one.title, one.cycle.name, one.objectives[0].note) == ("Trams", "Q3", "")
    two = filed("b.csv", "Team,Objective,KR\nTrams,Calm,On time\nBuses,Calm,Queues\n")
    assert [o.note for o in two.objectives] == ["Team: Trams", "Team: Buses"]


def test_lines_above_the_headings_give_title_and_cycle(filed: File) -> None:
    okr_set = filed(
        "a.csv", "Tram team OKRs Q3 2026,,\nLast change,May 2\n,,\nObjective,KR,Owner\nCalm,On time,Ana\n"
    )
    assert (okr_set.title, okr_set.cycle.name) == ("Tram team OKRs Q3 2026", "Q3 2026")
    assert okr_set.note == "Last change: May 2"
    assert okr_set.objectives[0].statement.place.row == 5


def test_a_row_with_too_many_cells_is_reported(filed: File) -> None:
    with pytest.raises(UnusableFile, match=r"row 3: this row has 4 cells.*has 3") as caught:
        filed("drafts.csv", "Objective,KR,Owner\nCalm,On time,Ana\nWarm,Halls at 19, mostly,Bo\n")
    assert (caught.value.file, caught.value.row) == ("drafts.csv", 3)


def test_columns_without_headings_are_not_guessed(filed: File) -> None:
    with pytest.raises(UnusableFile, match="no headings"):
        filed("drafts.csv", "Calm;On time;80%\nWarm;Degrees;19\n")


def test_structural_marks_come_off_and_nothing_else(filed: File) -> None:
    text = 'Objective,Key result\n**Objective 1:** Calm  “mornings”,"KR1 - On time (0.7), line\nbreak kept"\n'
    okr_set = filed("drafts.csv", text)
    assert okr_set.objectives[0].statement.text == "Calm  “mornings”"
    assert okr_set.objectives[0].key_results[0].statement.text == "On time (0.7), line\nbreak kept"
