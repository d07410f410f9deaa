"""The benefits command on the sample register, beside a draft and in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_benefits import benefits
from okrcoach.data import shipped

DRAFT = """schema: okrcoach/1
objectives:
  - text: Callers are helped the first time
    key_results:
      - text: Raise calls settled at the first try from 61% to 75%
        actions:
          - {text: Put the case history on one screen, owner: Mina, done: true}
      - text: Cut callers who hang up from 12% to 6%
      - text: Cut sick leave from 9% to 6%
"""


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(benefits)
    return made


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "team.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def run(app: typer.Typer, *said: str) -> str:
    register = shipped("datasets") / "benefits-contact-centre.yaml"
    done = CliRunner().invoke(app, [str(register), "--at", "2026-09-30", "--no-config", *said])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_those_without_owner_or_baseline_come_first(app: typer.Typer) -> None:
    shown = run(app)
    first = shown.index("First of all: no owner or no baseline")
    assert (
        first < shown.index("Happier customers") < shown.index("What came of it") < shown.index("  B3  Exp")
    )
    assert "Worth a year, where it is stated: \u20ac 71,760" in shown  # 920 fewer calls at 78


def test_from_the_benefit_to_the_work_and_back(app: typer.Typer, draft: Path) -> None:
    shown = run(app, "--okrs", str(draft))
    assert "by Put the case history on one screen (done, Mina)" in shown
    assert "for B1 Callers do not have to ring twice" in shown
    assert "The draft has no 2.1, which the register names." in shown
    found = json.loads(run(app, "--okrs", str(draft), "--format", "json"))
    traces = {one["id"]: one["trace"] for one in found["benefits"]}
    assert traces["B4"]["key_results"] == [{"id": "1.2", "objective": "1"}]
    assert traces["B3"]["unknown"] == ["2.1"]
    assert [one["id"] for one in found["without_benefit"]] == ["1.3"]


@pytest.mark.parametrize(
    ("name", "begin"), [("b.html", "<!doctype html>"), ("b.md", "# Benefits"), ("b.json", "{")]
)
def test_a_file_in_the_format_of_its_name(app: typer.Typer, tmp_path: Path, name: str, begin: str) -> None:
    run(app, "-o", str(tmp_path / name))
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(begin)
    assert "Happier customers" in text
    assert ("<svg" in text) == name.endswith(".html")


def test_words_of_the_register_cannot_act(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("Benefit,Owner\n<script>x</script>\x1b[31m *a*,\n", encoding="utf-8")
    shown = {}
    for form in ("text", "md", "html"):
        done = CliRunner().invoke(app, [str(path), "--no-config", "--format", form])
        assert done.exit_code == 0
        shown[form] = done.stdout
    assert "\x1b" not in shown["text"] + shown["md"]
    assert "<script" not in shown["html"] + shown["md"]
    assert "*a*" not in shown["md"].replace("\\*a\\*", "")


def test_the_register_is_not_written_over(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("Benefit\nCalm\n", encoding="utf-8")
    done = CliRunner().invoke(app, [str(path), "--no-config", "-o", str(path)])
    assert done.exit_code == 2
    assert path.read_text(encoding="utf-8") == "Benefit\nCalm\n"
