"""The quarter to practise on, played by plan and by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_simulate import simulate

PLAN = """[weeks]
1 = { calls = 4, volunteers = 6 }
5 = { calls = 4, volunteers = 2, van = 4 }
"""


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(simulate)
    return made


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def test_without_a_name_the_scenarios_are_listed(app: typer.Typer) -> None:
    shown = CliRunner().invoke(app, []).stdout
    assert all(f"{name}: " in shown for name in ("late-harvest", "loud-noise", "push-and-strain"))


def test_the_same_seed_is_the_same_quarter(app: typer.Typer, plan: str) -> None:
    said = ["late-harvest", "--plan", plan, "--seed"]
    once, again, other = (CliRunner().invoke(app, [*said, seed]).stdout for seed in ("7", "7", "8"))
    assert once == again != other
    assert once.count("check-ins of") == 12
    assert "You changed course in week 5." in once
    assert "Week 5: you took effort out of volunteers before 24 units of it had shown." in once


def test_by_hand_it_is_the_same_quarter_as_by_plan(app: typer.Typer, plan: str) -> None:
    moves = ["calls=4 volunteers=6", "", "", "", "volunteers=2, van=4", *[""] * 7]
    by_hand = CliRunner().invoke(app, ["late-harvest", "--seed", "7"], input="\n".join(moves) + "\n").stdout
    by_plan = CliRunner().invoke(app, ["late-harvest", "--seed", "7", "--plan", plan]).stdout
    reveal = by_plan[by_plan.index("What was signal") :]
    assert by_hand.endswith(reveal)


def test_a_move_that_is_not_open_is_explained_and_asked_again(app: typer.Typer) -> None:
    typed = "calls=99\nblah\ncalls=x\nnobody=1\n?\ncalls=4\nq\n"
    done = CliRunner().invoke(app, ["late-harvest", "--seed", "7"], input=typed)
    assert done.exit_code == 0
    for words in ("99 units of effort", "not understood: blah", "x is no number", "no action nobody"):
        assert words in done.stdout
    assert done.stdout.count("check-ins of") == 1
    assert "You left before week 2." in done.stdout
    assert "What was signal" not in done.stdout


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["nowhere"], "There are: late-harvest"),
        (["missing.toml"], "missing.toml"),
        (["late-harvest", "--plan", "missing"], "missing"),
        (["--seed", "3"], "Say which scenario"),
    ],
)
def test_what_cannot_be_played_ends_with_2(app: typer.Typer, said: list[str], words: str) -> None:
    done = CliRunner().invoke(app, said)
    assert (done.exit_code, words in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "text", ["[weeks]\n13 = {}\n", "[weeks]\n1 = { calls = 11 }\n", "[weeks]\n1 = { fly = 1 }\n", "weeks"]
)
def test_a_plan_that_cannot_be_played_is_named(app: typer.Typer, tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["late-harvest", "--seed", "1", "--plan", str(path)])
    assert (done.exit_code, "plan.toml" in done.stderr) == (2, True)
