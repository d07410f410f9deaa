"""The command for the tracking workbook: out, typed into, back into the log."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from okrcoach.cli import app
from okrcoach.exchange.check_in_log import log_beside, read_log
from okrcoach.model import LoggedCheckIn

TEAM = """schema: okrcoach/1
title: Team
cycle: {name: Q1, start: 2027-01-04, end: 2027-04-04}
objectives:
  - text: Nobody waits for an answer
    key_results:
      - text: Cut median wait from 18 to 9 minutes
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "team.yaml"
    path.write_text(TEAM, encoding="utf-8")
    return path


def run(*args: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["track", *map(str, args)])
    return done.exit_code, done.output


def type_in(book: Path, row: int, *values: object) -> None:
    workbook = openpyxl.load_workbook(book)
    for column, value in enumerate(values, 1):
        workbook["Check-ins"].cell(row, column).value = value  # type: ignore[assignment]
    workbook.save(book)


def test_out_and_in(source: Path) -> None:
    book = source.with_suffix(".tracking.xlsx")
    assert run(source, "--at", "2027-02-08", "--no-config")[0] == 0
    type_in(book, 2, "1.1", date(2027, 2, 8), 12, 6, "Two new colleagues", "Ana")
    code, said = run(source, "--no-config")
    assert (code, "new rows (1) that are not in the log yet" in said) == (2, True)
    code, said = run(source, "--take", book)
    assert code == 0
    assert "Kept: 1.1, 2027-02-08  Cut median wait" in said
    assert "not worked out yet" in said
    (kept,), _ = read_log(log_beside(source))
    assert isinstance(kept, LoggedCheckIn)
    assert (kept.check_in.value, kept.check_in.confidence, kept.check_in.who) == (12.0, 6.0, "Ana")
    # a second time nothing is taken, and the workbook may be written again
    assert "nothing that is not in" in run(source, "--take", book)[1]
    assert len(read_log(log_beside(source))[0]) == 1
    assert run(source, "--no-config")[0] == 0
    assert openpyxl.load_workbook(book)["Check-ins"]["H2"].value == "log"


def test_a_wrong_row_takes_none(source: Path) -> None:
    book = source.with_suffix(".tracking.xlsx")
    run(source, "--no-config")
    type_in(book, 2, "1.1", date(2027, 2, 8), 12)
    type_in(book, 3, "1.1", date(2027, 2, 9), "about 11")
    code, said = run(source, "--take", book)
    assert code == 2
    assert "sheet Check-ins, row 3, column Value: 'about 11' is not a number" in said
    assert not log_beside(source).exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--at", "soon"), "soon is no day"),
        (("-o", "team.ods"), "A workbook is named .xlsx"),
        (("--take", "b.xlsx", "-o", "c.xlsx"), "--take reads a workbook"),
        (("--take", "missing.xlsx"), "no such file"),
    ],
)
def test_what_cannot_be_done_is_said(source: Path, args: tuple[str, ...], says: str) -> None:
    code, said = run(source, *args)
    assert (code, says in said) == (2, True), said


def test_another_file_is_not_written_over(source: Path, tmp_path: Path) -> None:
    other = tmp_path / "budget.xlsx"
    openpyxl.Workbook().save(other)
    before = other.read_bytes()
    assert run(source, "-o", other)[0] == 2
    assert other.read_bytes() == before
