"""What columns are read as is guessed, shown, changed and remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from okrcoach.exchange import (
    UnusableFile,
    guess_mapping,
    guess_mappings,
    read_mappings,
    read_okrs,
    remember,
)
from okrcoach.exchange.mapping import Mapping
from okrcoach.model import OKRSet

Show = Callable[[OKRSet], list[str]]
GERMAN = "Ziel;Ergebnis;Wer;Stand\nRuhige Morgen;Von 78% auf 90%;Ana;81%\n;Unter 6 Minuten;Bo;8\n"


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "ziele.csv"
    path.write_text(GERMAN, encoding="utf-8")
    return path


def settled(path: Path) -> Mapping:
    mapping = guess_mapping(path).changed("Ziel", "objective").changed("ergebnis", "key result")
    return mapping.changed("Wer", "owner").changed("Stand", "current")


def test_the_guess_says_how_sure_it_is_and_why(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tram OKRs,,,\nObjective,Success metric for riders,Colour,Goal\nCalm,On time,red,90%\n")
    mapping = guess_mapping(path)
    assert (mapping.heading_row, mapping.sheet) == (2, "")
    told = [(c.heading, c.field.value, c.sure.value) for c in mapping.columns]
    assert told == [
        ("Objective", "objective", "sure"), ("Success metric for riders", "key_result", "likely"),
        ("Colour", "other", "unknown"), ("Goal", "target", "likely"),
    ]  # fmt: skip
    assert all(c.why for c in mapping.columns)


def test_headings_nobody_knows_are_mapped_by_hand(german: Path, tree: Show) -> None:
    with pytest.raises(UnusableFile, match="no headings"):
        read_okrs(german)
    guess = guess_mapping(german)
    assert {c.sure.value for c in guess.columns} == {"unknown"}
    okr_set = read_okrs(german, settled(german))
    assert tree(okr_set) == ["O: Ruhige Morgen", "  KR: Von 78% auf 90%", "  KR: Unter 6 Minuten"]
    key_result = okr_set.objectives[0].key_results[1]
    assert (key_result.owner, key_result.current) == ("Bo", "8")
    assert str(key_result.statement.place) == "ziele.csv, row 3, column Ergebnis"


def test_the_guess_read_back_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(
        "Team,Objective,Objective owner,KR1,KR1 target,KR2,KR2 target\nTrams,Calm,Ana,On time,90%,Queue,6\n"
    )
    assert read_okrs(path, guess_mapping(path)) == read_okrs(path)


def test_a_mapping_is_remembered_by_its_headings(german: Path, tmp_path: Path) -> None:
    home = tmp_path / "okrcoach-mappings.json"
    assert read_mappings(home) == ()
    remember(guess_mapping(german).changed("Ziel", "statement"), home)
    remember(settled(german), home)
    assert len(read_mappings(home)) == 1
    german.write_text(" ZIEL ;ergebnis;Wer;Stand;\nWarme Hallen;19 Grad;Cy;17;\n")
    okr_set = read_okrs(german, remembered=read_mappings(home))
    assert okr_set.objectives[0].key_results[0].statement.text == "19 Grad"
    assert guess_mapping(german, remembered=read_mappings(home)).columns[0].sure.value == "said"
    other = tmp_path / "other.csv"
    other.write_text("Objective,KR\nCalm,On time\n")
    assert read_okrs(other, remembered=read_mappings(home)) == read_okrs(other)


def test_a_mapping_that_fits_nothing_is_said(german: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Objective,KR\nCalm,On time\n")
    with pytest.raises(UnusableFile, match=r"other\.csv: no table has the headings of the mapping: Ziel"):
        read_okrs(other, settled(german))
    with pytest.raises(UnusableFile, match="holds statements") as caught:
        read_okrs(german, guess_mapping(german))
    assert (caught.value.file, caught.value.row) == ("ziele.csv", 1)


@pytest.mark.parametrize(
    ("heading", "field", "problem"),
    [("Zeil", "objective", "Did you mean ziel"), ("Ziel", "objectiv", "Did you mean objective")],
)
def test_slips_of_the_pen_are_named(heading: str, field: str, problem: str, german: Path) -> None:
    with pytest.raises(ValueError, match=problem):
        guess_mapping(german).changed(heading, field)


def test_sheets_have_mappings_of_their_own(tmp_path: Path, tree: Show) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in {
        "Read me": [["How to use this"]],
        "Trams": [["Objective", "KR"], ["Calm", "On time"]],
        "Busse": [["Ziel", "Ergebnis"], ["Warm", "19 Grad"]],
    }.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    assert [(m.sheet, m.heading_row) for m in guess_mappings(path)] == [("Trams", 1)]
    assert read_okrs(path).note == "Sheets not read: Read me, Busse"
    text = json.dumps(
        {
            "schema": "okrcoach-mappings/1",
            "mappings": [
                {
                    "columns": [
                        {"heading": "Ziel", "holds": "objective"},
                        {"heading": "Ergebnis", "holds": "key_result"},
                    ]
                }
            ],
        }
    )
    home = tmp_path / "okrcoach-mappings.json"
    home.write_text(text)
    okr_set = read_okrs(path, read_mappings(home)[0])
    assert tree(okr_set) == ["O: Calm", "  KR: On time", "O: Warm", "  KR: 19 Grad"]
    assert [o.note for o in okr_set.objectives] == ["Sheet: Trams", "Sheet: Busse"]
    assert okr_set.note == "Sheets not read: Read me"


GOOD = {"heading": "Ziel", "holds": "objective"}


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{", "no valid JSON"),
        ({"schema": "x"}, "the key schema"),
        ({"mappings": 3}, "mappings is to be a list"),
        ({"mappings": [{}]}, r"mappings\[0\]\.columns is to be a list"),
        ({"mappings": [{"columns": []}]}, r"mappings\[0\]\.columns is to have"),
        (
            {"mappings": [{"columns": [GOOD, {"heading": "x", "holds": "goal"}]}]},
            r"columns\[1\]\.holds is to be one of",
        ),
        ({"mappings": [{"columns": [{"heading": 3}]}]}, r"columns\[0\]\.heading is to be a text"),
        ({"mappings": [{"columns": [GOOD | {"number": True}]}]}, r"columns\[0\]\.number"),
        (
            {"mappings": [{"columns": [GOOD | {"hold": 1}]}]},
            r"the key mappings\[0\]\.columns\[0\]\.hold is unknown",
        ),
        ({"mappings": [{"columns": [{"heading": "x", "holds": "owner"}]}]}, r"mappings\[0\]: no column"),
    ],
)
def test_errors_name_file_and_key(entry: object, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "okrcoach-mappings.json"
    values = {"schema": "okrcoach-mappings/1", "mappings": []} | entry if isinstance(entry, dict) else entry
    path.write_text(values if isinstance(values, str) else json.dumps(values))
    with pytest.raises(UnusableFile, match=problem) as caught:
        read_mappings(path)
    assert caught.value.file == str(path)
