"""Recurring activities from CSV and YAML, and what is said of a file that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrcoach.data import shipped
from okrcoach.exchange import UnusableFile
from okrcoach.exchange.activities_file import read_activities
from okrcoach.model.activity import Activity


def read(tmp_path: Path, text: str, name: str = "list.csv") -> tuple[Activity, ...]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_activities(path)


def test_hours_are_read_or_worked_out(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "MEETING;Hours per month;Minutes each_time;How often;Attendees;Value;Note\n"
        "Report;4;;;;;x\n"
        "Round;;30;weekly;6;0;\n"
        "Gate;;90;2;3;hardly;\n"
        "Board;;60;quarterly;9;?;\n",
    )
    assert [a.name for a in found] == ["Report", "Round", "Gate", "Board"]
    # 30 minutes 52 times in 12 months; 90 minutes twice; an hour once in three months.
    assert [a.hours for a in found] == pytest.approx([4, 26 / 12, 3, 1 / 3])
    assert [a.people for a in found] == [1, 6, 3, 9]
    assert [a.value for a in found] == [None, 0, 1, None]


def test_yaml_says_the_same(tmp_path: Path) -> None:
    text = """
activities:
  - {name: Audit form, hours: 10, value: 0, required by: the regulator, cost: 12.5}
  - {name: Call back, minutes: 30, times a month: 4, people: 2, value: 3}
"""
    found = read(tmp_path, text, "list.yaml")
    assert found == (
        Activity(name="Audit form", hours=10, value=0, cost=12.5, required_by="the regulator"),
        Activity(name="Call back", hours=2, people=2, value=3),
    )


@pytest.mark.parametrize(
    ("text", "name", "row", "column"),
    [
        ("", "list.csv", None, None),
        ("Hours\n3\n", "list.csv", 1, None),
        ("Activity,People\nRound,3\n", "list.csv", 1, None),
        ("Activity,Hours\nRound,many\n", "list.csv", 2, "Hours"),
        ("Activity,Hours\nRound,-1\n", "list.csv", 2, "Hours"),
        ("Activity,Hours\n\n,3\n", "list.csv", 3, "Activity"),
        ("Activity,Hours,People\nRound,3,2.5\n", "list.csv", 2, "People"),
        ("Activity,Hours,Customer value\nRound,3,7\n", "list.csv", 2, "Customer value"),
        ("Activity,Minutes,Times\nRound,3,\n", "list.csv", 2, None),
        ("Activity,Hours\nRound,3,4\n", "list.csv", 2, None),
        ("Activity,Hours,h\nRound,3,4\n", "list.csv", 2, "h"),
        ("Activity,Hours\n", "list.csv", None, None),
        ("- {name: Round, hours: [1]}\n", "list.yaml", 1, "hours"),
        ("- Round\n", "list.yaml", 1, None),
        ("- {name: Round}\n", "list.yaml", 1, None),
        ("title: x\n", "list.yaml", None, None),
        ("Activity,Hours\nRound,3\n", "list.txt", None, None),
    ],
)
def test_file_row_and_column_are_named(
    tmp_path: Path, text: str, name: str, row: int | None, column: str | None
) -> None:
    with pytest.raises(UnusableFile) as problem:
        read(tmp_path, text, name)
    assert (problem.value.file, problem.value.row, problem.value.column) == (name, row, column)


def test_the_sample_list() -> None:
    found = read_activities(shipped("datasets") / "activities-housing-office.csv")
    assert len(found) == 25
    assert {a.value for a in found} == {None, 0, 1, 2, 3}
