"""The stop list command on the sample list, in every format, and the draft that follows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_stop_list import stoplist
from okrcoach.data import shipped
from okrcoach.exchange import read_okrs


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(stoplist)
    return made


@pytest.fixture
def sample() -> str:
    return str(shipped("datasets") / "activities-housing-office.csv")


def test_the_sample_says_what_to_stop_and_what_that_frees(app: typer.Typer, sample: str) -> None:
    shown = CliRunner().invoke(app, [sample]).stdout
    found = json.loads(CliRunner().invoke(app, [sample, "--format", "json"]).stdout)
    stops = [one for one in found["activities"] if one["call"] == "stop"]
    assert {one["activity"] for one in stops} >= {"Monday status meeting", "Newsletter to all staff"}
    assert found["hours_freed"] == pytest.approx(sum(one["hours_a_month"] for one in stops), abs=0.05)
    assert f"stopping frees {found['hours_freed']:.1f} and 180 a month in money" in shown
    law = next(one for one in found["activities"] if one["activity"] == "Monthly compliance return")
    assert law["call"] == "fix"
    assert (
        shown.index("Ask first") < shown.index("\nStop\n") < shown.index("\nFix\n") < shown.index("\nKeep\n")
    )


def test_the_draft_reads_back(app: typer.Typer, sample: str, tmp_path: Path) -> None:
    out = tmp_path / "draft.yaml"
    assert CliRunner().invoke(app, [sample, "-o", str(out)]).exit_code == 0
    draft = read_okrs(out)
    first = draft.objectives[0].key_results[0]
    assert "from 260.4 to <target>" in first.statement.text
    assert first.actions[0].statement.text == "Stop: Monday status meeting"


def test_no_cell_of_the_table_is_a_formula(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Activity,Hours,Value\n"=HYPERLINK(""x"")",3,0\n', encoding="utf-8")
    done = CliRunner().invoke(app, [str(path), "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert rows[0]["activity"] == '\'=HYPERLINK("x")'
    assert (rows[0]["call"], rows[0]["hours_a_month"]) == ("stop", "3.0")


def test_the_page_holds_the_picture_and_no_markup_of_others(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Activity,Hours,Value\n<script>x</script>,3,0\n", encoding="utf-8")
    page = CliRunner().invoke(app, [str(path), "--format", "html"]).stdout
    assert "<svg" in page
    assert "<script" not in page


def test_nothing_to_stop_gives_no_draft(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Activity,Hours,Value\nCall back,3,3\n", encoding="utf-8")
    done = CliRunner().invoke(app, [str(path), "-o", str(tmp_path / "d.yaml")])
    assert (done.exit_code, (tmp_path / "d.yaml").exists()) == (2, False)
    broken = CliRunner().invoke(app, [str(tmp_path / "missing.csv")])
    assert (broken.exit_code, "missing.csv" in broken.stderr) == (2, True)
