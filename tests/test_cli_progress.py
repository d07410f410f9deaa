"""The commands for running the quarter, on a command line of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_progress import checkin, score
from okrcoach.data import shipped
from okrcoach.exchange.check_in_log import log_beside, read_log
from okrcoach.model import LoggedCheckIn

TEAM = """schema: okrcoach/1
title: Team
cycle: {name: Q1, start: 2027-01-04, end: 2027-04-04}
objectives:
  - text: Nobody waits for an answer
    key_results:
      - text: Cut median wait from 18 to 9 minutes
      - text: Cut complaints by a third
"""


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(score)
    made.command()(checkin)
    return made


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.yaml"
    path.write_text(TEAM, encoding="utf-8")
    return path


def test_a_check_in_is_kept_and_scored(app: typer.Typer, team: Path) -> None:
    before = team.read_bytes()
    said = ["--value", "12", "--confidence", "6", "--note", "\x1b[31m=1+1", "--day", "2027-02-08"]
    done = CliRunner().invoke(app, ["checkin", str(team), "1.1", *said])
    assert done.exit_code == 0
    (kept,), problems = read_log(log_beside(team))
    assert isinstance(kept, LoggedCheckIn)
    assert (kept.about, kept.check_in.value, kept.check_in.note) == ("1.1", 12.0, "\x1b[31m=1+1")
    assert kept.text == "Cut median wait from 18 to 9 minutes"
    assert not problems
    assert team.read_bytes() == before
    shown = CliRunner().invoke(app, ["score", str(team), "--at", "2027-02-08", "--no-config"]).stdout
    assert "67% of the way, 40% was expected. Now 12, from 18 to 9." in shown  # day 36 of 91
    assert "1.2  There is no starting point yet: <baseline>." in shown
    assert "\x1b" not in shown


def test_the_json_says_the_same(app: typer.Typer, team: Path) -> None:
    CliRunner().invoke(app, ["checkin", str(team), "1.1", "--value", "12", "--day", "2027-02-08"])
    done = CliRunner().invoke(app, ["score", str(team), "--at", "2027-02-08", "--format", "json"])
    card = json.loads(done.stdout)
    row = card["objectives"][0]["key_results"][0]
    assert (row["progress"], row["grade"]["computed"], row["band"]) == (pytest.approx(2 / 3), 0.7, "green")
    assert card["undefined"] == [{"id": "1.2", "reason": "There is no starting point yet: <baseline>."}]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (["1.1"], "at least one thing"),
        (["9.9", "--value", "1"], "It has: 1.1, 1.2."),
        (["1.1", "--confidence", "11"], "between 0 and 10"),
        (["1.1", "--value", "nan"], "reckon"),
        (["1.1", "--value", "1", "--day", "soon"], "no day"),
    ],
)
def test_what_cannot_be_kept_is_said(app: typer.Typer, team: Path, said: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["checkin", str(team), *said])
    assert done.exit_code == 2
    assert says in done.stderr
    assert not log_beside(team).exists()


def test_a_damaged_log_is_said_and_the_rest_counts(app: typer.Typer, team: Path) -> None:
    CliRunner().invoke(app, ["checkin", str(team), "1.1", "--value", "12", "--day", "2027-02-08"])
    with log_beside(team).open("ab") as stream:
        stream.write(b'{"day": "2027-')
    done = CliRunner().invoke(app, ["score", str(team), "--at", "2027-02-08"])
    assert done.exit_code == 0
    assert "line 2: it ends in the middle" in done.stderr
    assert "67% of the way" in done.stdout


def test_the_sample_quarter_reads_and_scores(app: typer.Typer, tmp_path: Path) -> None:
    for path in (shipped("datasets") / "quarters").iterdir():
        shutil.copy(path, tmp_path)
    source = tmp_path / "parcel-service-desk.yaml"
    done = CliRunner().invoke(app, ["score", str(source), "--at", "2026-09-30", "--format", "json"])
    assert (done.exit_code, done.stderr) == (0, "")
    card = json.loads(done.stdout)
    rows = {row["id"]: row for part in card["objectives"] for row in part["key_results"]}
    assert rows["1.1"]["progress"] == pytest.approx((420 - 296) / 160)
    assert rows["1.2"]["against_first"] == pytest.approx((54 - 22) / (45 - 22), abs=1e-6)
    assert (rows["1.3"]["grade"]["computed"], rows["1.3"]["grade"]["given"]) == (0.4, 0.3)
    assert card["objectives"][0]["roll_up"]["broken_guardrails"] == []
    assert [one["id"] for one in card["undefined"]] == ["2.4"]
    assert card["strays"] == []
    # Every computed grade in the log is the one the numbers gave on that day.
    for name in ("1.1", "1.3", "2.2"):
        assert rows[name]["graded"][-1]["computed"] == rows[name]["grade"]["computed"]
