"""The flow command on the sample items, and on files that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_flow import flow
from okrcoach.data import shipped
from okrcoach.exchange.check_in_log import log_beside, read_log
from okrcoach.model import LoggedCheckIn


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(flow)
    return made


@pytest.mark.parametrize("options", [[], ["--monthly"]])
def test_the_sample_items_show_where_they_wait(app: typer.Typer, options: list[str]) -> None:
    done = CliRunner().invoke(app, [str(shipped("datasets") / "work_items.csv"), *options])
    assert done.exit_code == 0, done.stdout
    waits = next(line for line in done.stdout.splitlines() if "Where it waits" in line)
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


DRAFT = """schema: okrcoach/1
title: Delivery
cycle: {name: Q4, start: 2025-10-01, end: 2025-12-31}
objectives:
  - text: Customers get what they asked for soon
    key_results:
      - text: Raise throughput from <baseline> to 25 items per week
      - text: Reduce cycle time to 5 days
      - {text: Launch the new portal by November, owner: Bo}
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "team.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def flow_of(app: typer.Typer, draft: Path, *said: str) -> str:
    items = shipped("datasets") / "work_items.csv"
    done = CliRunner().invoke(app, [str(items), "--okrs", str(draft), "--no-config", *said])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_draft_is_joined_with_the_items(app: typer.Typer, draft: Path) -> None:
    shown = flow_of(app, draft)
    adds = shown.index("Key results that only add work in progress")
    assert shown.index("Key results that speed flow") < shown.index("1.1  Raise") < adds
    assert adds < shown.index("1.3  Launch")
    assert "Bo: 1 new item" in shown
    assert "With its starting point: Raise throughput from 21 to 25 items per week" in shown
    assert "? Mean, median (P50) or 85th percentile" in shown


def test_only_what_is_clear_is_checked_in_and_the_draft_stays(app: typer.Typer, draft: Path) -> None:
    before = draft.read_bytes()
    shown = flow_of(app, draft, "--write")
    (kept,), problems = read_log(log_beside(draft))
    assert isinstance(kept, LoggedCheckIn)
    assert (kept.about, kept.check_in.value, str(kept.day)) == ("1.1", 30.0, "2025-12-28")
    assert "work_items.csv" in kept.check_in.note
    assert "Not checked in: 1.2, something is still open." in shown
    assert (problems, draft.read_bytes()) == ((), before)


def test_the_json_is_pure_while_check_ins_are_written(app: typer.Typer, draft: Path) -> None:
    found = json.loads(flow_of(app, draft, "--write", "--format", "json"))
    effects = [one["effect"] for one in found["okrs"]["key_results"]]
    assert effects == ["speeds", "speeds", "adds"]
    assert found["okrs"]["numbers"][0]["figures"][0]["before"]["value"] == 21.0
    assert len(found["periods"]) == 75


def test_the_page_has_its_charts_and_no_script(app: typer.Typer, draft: Path, tmp_path: Path) -> None:
    flow_of(app, draft, "-o", str(tmp_path / "flow.html"))
    page = (tmp_path / "flow.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 6
    assert "<script" not in page
    assert "&lt;baseline&gt;" in page


def test_write_needs_a_draft_and_sources_are_not_written_over(app: typer.Typer, draft: Path) -> None:
    items = str(shipped("datasets") / "work_items.csv")
    assert CliRunner().invoke(app, [items, "--write"]).exit_code == 2
    done = CliRunner().invoke(app, [items, "--okrs", str(draft), "--no-config", "-o", str(draft)])
    assert (done.exit_code, draft.read_text(encoding="utf-8")) == (2, DRAFT)
