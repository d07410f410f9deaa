"""The heartbeat commands on a command line of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_heartbeat import fit, heartbeats

DRAFT = """
Objective: Readers love our letters
KR1: Raise newsletters sent per subscriber from 2 to 5
KR2: Launch the archive [bold]
Heartbeat: Unsubscribe rate below 0.5%
Heartbeat: Kitchen \x1b[31mnoise
"""


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(heartbeats)
    made.command()(fit)
    return made


def test_a_draft_is_sorted_and_shown_in_both_schools(app: typer.Typer, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    done = CliRunner().invoke(app, ["heartbeats", str(draft)])
    assert done.exit_code == 0
    for words in ("To change in this cycle", "guardrail", "1.1 >< h1", "Apart:", "Together:", "[bold]"):
        assert words in done.stdout
    assert "\u2026 while keeping unsubscribe rate below 0.5%" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_two_lists_are_drawn(app: typer.Typer, tmp_path: Path) -> None:
    draft, out = tmp_path / "draft.txt", tmp_path / "lists.svg"
    draft.write_text(DRAFT, encoding="utf-8")
    assert CliRunner().invoke(app, ["heartbeats", str(draft), "--drawing", str(out)]).exit_code == 0
    svg = out.read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "nsubscribe rate" in svg
    assert "http://" not in svg.replace("http://www.w3.org/", "")
    assert CliRunner().invoke(app, ["heartbeats", str(draft), "--drawing", "lists.png"]).exit_code == 2


def test_a_missing_draft_ends_with_2(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["heartbeats", str(tmp_path / "none.md")])
    assert done.exit_code == 2


def test_fit_takes_answers_and_a_stage(app: typer.Typer) -> None:
    done = CliRunner().invoke(app, ["fit", "--answer", "predictable=3", "--answer", "pace=1"])
    assert done.exit_code == 0
    assert "OKRs suit this team" in done.stdout
    assert "Go slowly" in done.stdout
    assert "Left open" in done.stdout
    assert "status metrics only" in CliRunner().invoke(app, ["fit", "--stage", "exploit"]).stdout


@pytest.mark.parametrize("option", ["pace", "pace=x", "pace=9", "mood=1"])
def test_an_answer_that_is_none_is_named(app: typer.Typer, option: str) -> None:
    done = CliRunner().invoke(app, ["fit", "--answer", option])
    assert done.exit_code == 2
    assert option.split("=")[0] in done.stderr


def test_fit_asks_again_for_a_number_and_leaves_questions_open(app: typer.Typer) -> None:
    done = CliRunner().invoke(app, ["fit"], input="7\n1\n1\n\n\n\n\n")
    assert done.exit_code == 0
    assert "A number from 1 to 3" in done.stdout
    assert "KPIs suit this team" in done.stdout
    assert CliRunner().invoke(app, ["fit"], input="").exit_code == 2
