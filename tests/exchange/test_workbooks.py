"""Excel workbooks as people have them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from time import perf_counter
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from okrcoach.exchange import UnusableFile, read_okrs
from okrcoach.exchange.sheet_text import escape_cell, shown, unescape_cell
from okrcoach.model import OKRSet
from okrcoach.model.limits import in_force

Show = Callable[[OKRSet], list[str]]
Rows = list[list[Any]]


def book(path: Path, sheets: dict[str, Rows], change: Callable[[Worksheet], None] | None = None) -> Path:
    """Write a workbook with these sheets; ``change`` is applied to the first."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(workbook.worksheets[0])
    workbook.save(path)
    return path


def with_saved_results(path: Path, results: dict[str, str]) -> Path:
    """Put results beside formulas, as a spreadsheet program does when it saves."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    xml = parts[name].decode()
    for cell, result in results.items():
        before, after = xml.split(f'<c r="{cell}"', 1)
        value = re.sub(r"<v ?/>|<v></v>", f"<v>{result}</v>", after, count=1)
        xml = f'{before}<c r="{cell}" t="str"{value}'
    parts[name] = xml.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def test_merged_cells_hidden_rows_and_headings_further_down(tmp_path: Path, tree: Show) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A4:A5")
        sheet.row_dimensions[5].hidden = True

    rows: Rows = [
        ["Tram team OKRs Q3 2026"],
        [],
        ["Objective", "Key Result", "Owner"],
        ["Calm mornings", "On time", "Ana"],
        [None, "Queues below 6", "Bo"],
        ["Warm halls", "19 degrees", "Cy"],
    ]
    okr_set = read_okrs(book(tmp_path / "trams.xlsx", {"Sheet1": rows}, merge))
    assert tree(okr_set) == [
        "O: Calm mornings", "  KR: On time", "  KR: Queues below 6", "O: Warm halls", "  KR: 19 degrees",
    ]  # fmt: skip
    assert (okr_set.title, okr_set.cycle.name) == ("Tram team OKRs Q3 2026", "Q3 2026")
    assert str(okr_set.objectives[0].key_results[1].statement.place) == "trams.xlsx, row 5, column Key Result"


def test_values_are_kept_as_people_see_them(tmp_path: Path) -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["C2"].number_format = "0%"
        sheet["D2"].number_format = '"$"#,##0'

    rows: Rows = [
        ["Objective", "Key result", "Baseline", "Target", "Current", "Due", "Score"],
        ["Calm", "On time", 0.184, 1250000, 3.0, date(2026, 9, 30), 0.7],
    ]
    key_result = read_okrs(book(tmp_path / "a.xlsx", {"S": rows}, formats)).objectives[0].key_results[0]
    assert (key_result.baseline, key_result.target, key_result.current) == ("18%", "$1,250,000", "3")
    assert (key_result.deadline, key_result.score) == ("2026-09-30", "0.7")


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.185, "0.0%", "18.5%"),
        (0.185, "0%", "19%"),
        (1e300, "0%", "1" + "0" * 302 + "%"),
        (-0.05, "0%", "-5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, '0.0,,"M"', "1.2M"),
        (4.5, "[$€-407] #,##0.00", "€ 4.50"),
        (12, '0" days"', "12 days"),
        (-0.0001, "0.0", "0.0"),
        (0.5, "0.0##", "0.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "1e+20"),
        (7, "0", "7"),
        (1234, "0.00E+00", "1234"),
        (True, "General", "TRUE"),
        (datetime(2026, 7, 1), "yyyy-mm-dd", "2026-07-01"),
        (datetime(2026, 7, 1, 9, 30), "General", "2026-07-01 09:30"),
        (time(9, 30), "General", "09:30"),
        (None, "General", ""),
    ],
)
def test_numbers_and_days(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_saved_formula_is_read_by_its_result(tmp_path: Path) -> None:
    rows: Rows = [["Objective", "Key result", "Owner"], ["Calm", '="On "&"time"', '=""']]
    path = with_saved_results(book(tmp_path / "a.xlsx", {"S": rows}), {"B2": "On time", "C2": ""})
    key_result = read_okrs(path).objectives[0].key_results[0]
    assert (key_result.statement.text, key_result.owner, key_result.note) == ("On time", "", "")


def test_an_unsaved_formula_is_an_error_as_statement_and_a_note_elsewhere(tmp_path: Path) -> None:
    rows: Rows = [["Objective", "Key result", "Target"], ["Calm", "On time", "=B1*2"], [None, '="Queues"', 5]]
    with pytest.raises(UnusableFile, match="formula") as caught:
        read_okrs(book(tmp_path / "a.xlsx", {"S": rows}))
    assert (caught.value.file, caught.value.row, caught.value.column) == ("a.xlsx", 3, "Key result")
    key_result = read_okrs(book(tmp_path / "b.xlsx", {"S": rows[:2]})).objectives[0].key_results[0]
    assert (key_result.target, key_result.note) == ("", "Target: =B1*2")


def test_sheets_that_read_as_okrs_are_put_together(tmp_path: Path, tree: Show) -> None:
    sheets: dict[str, Rows] = {
        "Read me": [["How to use this workbook"], ["Fill in the blanks"]],
        "Trams": [["Objective", "KR"], ["Calm", "On time"]],
        "Buses": [["Key result", "Objective"], ["Queues", "Calm"]],
        "Empty": [],
    }
    okr_set = read_okrs(book(tmp_path / "a.xlsx", sheets))
    assert tree(okr_set) == ["O: Calm", "  KR: On time", "O: Calm", "  KR: Queues"]
    assert [o.note for o in okr_set.objectives] == ["Sheet: Trams", "Sheet: Buses"]
    assert str(okr_set.objectives[1].statement.place) == "a.xlsx, sheet Buses, row 2, column Objective"
    assert okr_set.note == "Sheets not read: Read me"


def test_a_sheet_without_headings_is_a_list(tmp_path: Path, tree: Show) -> None:
    rows: Rows = [["O1: Calm mornings"], ["KR1: On time"], ["KR2: Queues"]]
    okr_set = read_okrs(book(tmp_path / "a.xlsx", {"S": rows}))
    assert tree(okr_set) == ["O: Calm mornings", "  KR: On time", "  KR: Queues"]


def test_a_column_beyond_the_headings_is_kept(tmp_path: Path) -> None:
    rows: Rows = [["Objective", "KR"], ["Calm", "On time", None, "ask Bo"]]
    okr_set = read_okrs(book(tmp_path / "a.xlsx", {"S": rows}))
    assert okr_set.objectives[0].key_results[0].note == "Column D: ask Bo"


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(in_force().workbook_bytes // 1_000_000 + 1):
            part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(UnusableFile, match="unpacks to 201 MB"):
        read_okrs(path)


def test_a_workbook_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    rows: Rows = [["Objective", "KR"], *[["Calm", *[None] * 16_380, "x"] for _ in range(70)]]
    with pytest.raises(UnusableFile, match="cells"):
        read_okrs(book(tmp_path / "a.xlsx", {"S": rows}))


def test_a_stray_cell_far_out_does_not_matter(tmp_path: Path) -> None:
    rows: Rows = [
        ["Objective", "KR", *[None] * 16_380, "x"],
        *[["Calm", f"On time {n}"] for n in range(3000)],
    ]
    started = perf_counter()
    okr_set = read_okrs(book(tmp_path / "a.xlsx", {"S": rows}))
    assert len(okr_set.objectives[0].key_results) == 3000
    assert perf_counter() - started < 20


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"S": [["Objective", "KR"], ["Calm", "On time"]]})
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><w>&e11;</w>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, bomb if name.endswith("sheet1.xml") else data)
    with pytest.raises(UnusableFile, match="defines entities"):
        read_okrs(path)


def test_line_breaks_that_spreadsheets_escape_are_read(tmp_path: Path) -> None:
    rows: Rows = [["Objective", "KR"], ["Calm", "On time_x000D_\nand warm"]]
    okr_set = read_okrs(book(tmp_path / "a.xlsx", {"S": rows}))
    assert okr_set.objectives[0].key_results[0].statement.text == "On time\r\nand warm"


@pytest.mark.parametrize(
    "text", ["a\x00b", "_x0041_", "_x005F_", "_x005F\x01", "_x_x0001_", "\r", "\x1f_x", "plain"]
)
def test_characters_a_workbook_cannot_hold_are_escaped_and_come_back(text: str) -> None:
    escaped = escape_cell(text)
    assert not any(character < " " for character in escaped)
    assert unescape_cell(escaped) == text
