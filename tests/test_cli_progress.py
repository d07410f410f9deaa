"""The commands for running the quarter, on a command line of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_progress import checkin, score
from okrcoach.cli_stand_up import standup
from okrcoach.data import shipped
from okrcoach.exchange.check_in_log import log_beside, read_log
from okrcoach.model import Graded, LoggedCheckIn, TargetMoved

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
    made.command()(standup)
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
        (["1.1", "--target", "10"], "what moved it"),
        (["1.1", "--why", "Because", "--value", "1"], "what moved it"),
        (["1.1", "--target", "9", "--why", "Because"], "is 9 already"),
        (["1.1", "--target", "nan", "--why", "Because"], "reckon"),
        (["1.2", "--target", "10", "--why", "Because"], "<baseline>"),
        (["1.1", "--target", "10", "--why", "Because", "--value", "1"], "One thing at a time"),
        (["1.1", "--grade", "7", "--reason", "Because"], "between 0 and 1"),
        (["1.1", "--grade", "0.7"], "needs a reason"),
        (["1.1", "--value", "1", "--reason", "Because"], "goes with --grade"),
    ],
)
def test_what_cannot_be_kept_is_said(app: typer.Typer, team: Path, said: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["checkin", str(team), *said])
    assert done.exit_code == 2
    assert says in done.stderr
    assert not log_beside(team).exists()


def test_a_moved_target_keeps_the_one_before(app: typer.Typer, team: Path) -> None:
    run = CliRunner().invoke
    run(app, ["checkin", str(team), "1.1", "--value", "12", "--day", "2027-02-08"])
    first = ["--target", "8", "--why", "Two routes more", "--who", "Ana", "--day", "2027-02-09"]
    assert run(app, ["checkin", str(team), "1.1", *first]).exit_code == 0
    second = run(app, ["checkin", str(team), "1.1", "--target", "6", "--why", "Three", "--day", "2027-02-10"])
    assert "was 8 and is 6" in second.stdout
    _, moved, again = read_log(log_beside(team))[0]
    assert isinstance(moved, TargetMoved)
    assert isinstance(again, TargetMoved)
    assert (moved.before, moved.after, moved.why, moved.who) == (9, 8, "Two routes more", "Ana")
    assert (again.before, again.after) == (8, 6)
    shown = run(app, ["score", str(team), "--at", "2027-02-10"]).stdout
    assert "50% of the way" in shown  # 18 to 12 of 18 to 6
    assert "Against the first target: 67%." in shown  # of 18 to 9


def test_a_grade_of_their_own_stands_beside_the_computed_one(app: typer.Typer, team: Path) -> None:
    run = CliRunner().invoke
    run(app, ["checkin", str(team), "1.1", "--value", "12", "--day", "2027-04-04"])
    said = ["--grade", "0.5", "--reason", "The mild winter did it", "--day", "2027-04-04"]
    assert run(app, ["checkin", str(team), "1.1", *said]).exit_code == 0
    graded = read_log(log_beside(team))[0][-1]
    assert isinstance(graded, Graded)
    assert (graded.computed, graded.given, graded.reason) == (0.7, 0.5, "The mild winter did it")
    shown = run(app, ["score", str(team), "--at", "2027-04-04"]).stdout
    assert "The numbers give 0.7; the team says: The mild winter did it" in " ".join(shown.split())


def test_the_scorecard_as_a_file(app: typer.Typer, team: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    run(app, ["checkin", str(team), "1.1", "--value", "12", "--note", "x", "--day", "2027-02-08"])
    for name, shows in (
        ("a.html", "<svg"),
        ("a.md", "67% of the way"),
        ("a.json", '"progress"'),
        ("a.txt", "67% of the way"),
    ):
        done = run(app, ["score", str(team), "--at", "2027-02-08", "-o", str(tmp_path / name)])
        assert (done.exit_code, done.stderr) == (0, "")
        assert shows in (tmp_path / name).read_text(encoding="utf-8")
    html = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert html.count('role="img"') == 1  # no picture of what has no value


def test_the_pages_of_the_week(app: typer.Typer, team: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    run(app, ["checkin", str(team), "1.1", "--value", "12", "--confidence", "6", "--day", "2027-02-08"])
    at = ["standup", str(team), "--at", "2027-02-08"]
    text = run(app, at).stdout
    assert "Ahead: 67% of the way, 40% was expected." in text
    assert "6 of 10, said for the first time." in text
    assert run(app, [*at, "--format", "md"]).stdout.startswith("# Team\n")
    done = run(app, [*at, "-o", str(tmp_path / "week.html")])
    assert done.exit_code == 0
    assert "Four squares" in (tmp_path / "week.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["score", "standup"])
def test_the_teams_own_files_are_never_written_over(app: typer.Typer, team: Path, command: str) -> None:
    CliRunner().invoke(app, ["checkin", str(team), "1.1", "--value", "12", "--day", "2027-02-08"])
    for own in (team, log_beside(team)):
        before = own.read_bytes()
        done = CliRunner().invoke(app, [command, str(team), "--at", "2027-02-08", "-o", str(own)])
        assert (done.exit_code, own.read_bytes()) == (2, before)
        assert "own file" in done.stderr


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
