"""The flow command on the sample items, and on files that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_flow import flow
from okrcoach.data import shipped


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(flow)
    return made


@pytest.mark.parametrize("options", [[], ["--monthly"]])
def test_the_sample_items_show_where_they_wait(app: typer.Typer, options: list[str]) -> None:
    done = CliRunner().invoke(app, [str(shipped("datasets") / "work_items.csv"), *options])
    assert done.exit_code == 0, done.stdout
    waits = next(line for line in done.stdout.splitlines() if line.startswith("Where it waits"))
    assert "\u201cReady for test\u201d" in waits
    assert "What is counted" in done.stdout
    assert done.stdout.count("finished (") == 6


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "id,started,done\n1,soon,later\n"])
def test_a_file_that_cannot_be_used_ends_with_2(app: typer.Typer, tmp_path: Path, content: str) -> None:
    path = tmp_path / "items.csv"
    path.write_text(content, encoding="utf-8")
    done = CliRunner().invoke(app, [str(path)])
    assert done.exit_code == 2
    assert "items.csv" in done.stderr


def test_names_in_the_file_cannot_act_on_the_terminal(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    rows = "".join(f"{n},\x1b[31mbug,2026-01-{n:02},2026-01-{n + 2:02}\n" for n in range(1, 26))
    path.write_text("id,type,started,done\n" + rows, encoding="utf-8")
    done = CliRunner().invoke(app, [str(path)])
    assert "\x1b" not in done.stdout
