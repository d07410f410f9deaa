"""What people type into a tracking workbook is read to the cell, or refused with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from okrcoach.exchange import UnusableFile, write_xlsx
from okrcoach.exchange.tracking_in import new_entries, read_tracking
from okrcoach.exchange.tracking_out import write_tracking
from okrcoach.model import (
    CheckIn,
    Cycle,
    Heartbeat,
    KeyResult,
    LoggedCheckIn,
    Objective,
    OKRSet,
    Plan,
    Shape,
    Statement,
    TargetMoved,
)

DAY = date(2026, 8, 3)
WHEN = datetime(2026, 8, 3, 9, tzinfo=UTC)
KEPT = LoggedCheckIn(about="1.1", check_in=CheckIn(day=DAY, value=12.0), text="Wait", recorded=WHEN)


def team(heartbeats: int = 1) -> OKRSet:
    rows = tuple(KeyResult(statement=Statement(text=text, id="")) for text in ("Wait", "Calls"))
    return OKRSet(
        title="Team",
        cycle=Cycle(name="Q3", start=date(2026, 7, 1), end=date(2026, 9, 30)),
        objectives=(Objective(statement=Statement(text="Nobody waits"), key_results=rows),),
        heartbeats=(Heartbeat(statement=Statement(text="Accidents")),) * heartbeats,
    )


PLANS = {"1.1": Plan(shape=Shape.FROM_TO, baseline=18.0, target=9.0)}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    write_tracking(team(), [KEPT], PLANS, DAY, path)
    return path


@pytest.fixture
def put(book: Path) -> Callable[[str, str, object], None]:
    """Type into one cell of a sheet."""

    def typed(sheet: str, place: str, value: object) -> None:
        workbook = openpyxl.load_workbook(book)
        workbook[sheet][place].value = value
        workbook.save(book)

    return typed


@pytest.mark.parametrize(
    ("sheet", "cells", "row", "column", "says"),
    [
        ("Check-ins", {"A3": "1.9", "B3": DAY, "C3": 4}, 3, "Key result", "has the number '1.9'"),
        ("Check-ins", {"A3": "1", "B3": DAY, "C3": 4}, 3, "Key result", "no key result has the number '1'"),
        ("Check-ins", {"A3": "1.1", "C3": 4}, 3, "Day", "the day is missing"),
        ("Check-ins", {"A3": "1.1", "B3": "last Monday", "C3": 4}, 3, "Day", "'last Monday' is not a day"),
        ("Check-ins", {"A3": "1.1", "B3": DAY, "C3": "12 min"}, 3, "Value", "'12 min' is not a number"),
        ("Check-ins", {"A3": "1.1", "B3": DAY, "C3": True}, 3, "Value", "is not a number"),
        ("Check-ins", {"A3": "1.1", "B3": DAY, "D3": 11}, 3, "Confidence", "lies between 0 and 10"),
        ("Check-ins", {"A3": "1.1", "B3": DAY, "C3": "=6+6"}, 3, "Value", "formula whose result is not in"),
        ("Check-ins", {"A3": "1.1", "B3": DAY, "C3": "#DIV/0!"}, 3, "Value", "shows the error #DIV/0!"),
        ("Check-ins", {"A3": "1.1", "B3": DAY, "H3": "attic"}, 3, "Kept in", "'attic' is no place"),
        ("Check-ins", {"I2": "yesterday"}, 2, "Recorded", "'yesterday' is no time"),
        ("Check-ins", {"C1": "Worth"}, 1, None, 'the column "Value" is missing'),
        ("Moved targets", {"A2": "1.1", "B2": DAY, "D2": 8}, 2, "Before", "the numbers before and after"),
        ("Grades", {"A2": "1.1", "B2": DAY, "D2": 1.2}, 2, "Own grade", "between 0 and 1, not at 1.2"),
        ("Grades", {"A2": "1.1", "B2": DAY, "D2": 0.3}, 2, "Reason", "needs a reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_its_place(
    book: Path, put: Callable[[str, str, object], None], sheet: str, cells: dict[str, object], row: int,
    column: str | None, says: str,
) -> None:  # fmt: skip
    for place, value in cells.items():
        put(sheet, place, value)
    with pytest.raises(UnusableFile) as caught:
        read_tracking(book)
    assert says in str(caught.value)
    assert (caught.value.file, caught.value.row, caught.value.column) == (
        f"team.xlsx, sheet {sheet}",
        row,
        column,
    )


def test_new_rows_follow_in_their_order(book: Path, put: Callable[[str, str, object], None]) -> None:
    # a number where the sheet says text: the program of somebody took 1.1 for one
    for place, value in {"A3": 1.1, "B3": DAY, "C3": 11, "A5": "h1", "B5": DAY, "D5": 4}.items():
        put("Check-ins", place, value)
    tracking = read_tracking(book, taken=WHEN)
    first, second = new_entries(tracking, [KEPT])
    assert isinstance(first, LoggedCheckIn)
    assert (first.about, first.check_in.value, first.text) == ("1.1", 11.0, "Wait")
    assert first.recorded is not None
    assert second.recorded is not None
    assert WHEN < first.recorded < second.recorded
    assert (second.about, second.text) == ("h1", "Accidents")
    assert not tracking.recalculated


def test_a_kept_row_that_was_changed_is_not_taken(
    book: Path, put: Callable[[str, str, object], None]
) -> None:
    put("Check-ins", "C2", 13)
    with pytest.raises(UnusableFile, match=r"sheet Check-ins, row 2, column Kept in: .*add a row"):
        new_entries(read_tracking(book), [KEPT])


def test_lines_that_changed_places_keep_their_entries(tmp_path: Path) -> None:
    moved = TargetMoved(about="1.2", day=DAY, before=9.0, after=10.0, text="Wait", recorded=WHEN)
    write_tracking(team(), [moved], PLANS, DAY, tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["Moved targets"]["A2"].value == "1.1"
    assert read_tracking(tmp_path / "b.xlsx").entries == (moved,)


def test_another_workbook_is_no_tracking_workbook(tmp_path: Path) -> None:
    write_xlsx(team(), tmp_path / "set.xlsx")
    with pytest.raises(UnusableFile, match=r"set\.xlsx: this is no tracking workbook"):
        read_tracking(tmp_path / "set.xlsx")
    (tmp_path / "torn.xlsx").write_bytes((tmp_path / "set.xlsx").read_bytes()[:900])
    with pytest.raises(UnusableFile, match="damaged"):
        read_tracking(tmp_path / "torn.xlsx")


def test_a_number_no_sheet_can_hold_is_refused(tmp_path: Path) -> None:
    plans = {"1.1": Plan(shape=Shape.COUNT, target=float("inf"))}
    with pytest.raises(UnusableFile, match=r"sheet Workings, row 2, column Target: inf"):
        write_tracking(team(), [], plans, DAY, tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_cells_to_type_into_are_checked_and_the_others_locked(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    checks = {str(v.sqref): v for v in workbook["Check-ins"].data_validations.dataValidation}
    last = 2 + 200
    ids, sure = checks[f"A2:A{last}"], checks[f"D2:D{last}"]
    listed = [
        cell.value for (cell,) in workbook["Workings"][str(ids.formula1).split("!")[1].replace("$", "")]
    ]
    assert listed == ["1.1", "1.2", "h1"]
    assert (sure.type, sure.formula1, sure.formula2) == ("decimal", "0", "10")
    assert workbook["Scores"].protection.sheet
    assert not workbook["Scores"]["C3"].protection.locked
    assert workbook["Check-ins"]["A3"].fill.fgColor.rgb != workbook["Check-ins"]["A2"].fill.fgColor.rgb
    assert workbook["Check-ins"].freeze_panes == "C2"
