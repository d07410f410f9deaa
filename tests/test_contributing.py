"""Whoever follows CONTRIBUTING to the letter ends with a measure, a rule and an exercise that work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def block(head: str) -> str:
    found = re.search(rf"^```{re.escape(head)}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"CONTRIBUTING has no block {head!r}"
    return found[1]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with everything added that the page says."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "okrcoach", root / "okrcoach", ignore=shutil.ignore_patterns("__pycache__"))
    measures = root / "okrcoach/data/measures/b.tsv"
    measures.write_text(
        measures.read_text("utf-8") + block("tsv okrcoach/data/measures/b.tsv"), encoding="utf-8"
    )
    rules = root / "okrcoach/judgement/rules/objective.py"
    text = rules.read_text(encoding="utf-8")
    assert text.endswith("\n)\n"), "the tuple is the last thing in the file"
    new = block("python okrcoach/judgement/rules/objective.py")
    rules.write_text(text.removesuffix(")\n") + new + ")\n", encoding="utf-8")
    (root / "lighthouse.yaml").write_text(block("yaml lighthouse.yaml"), encoding="utf-8")
    return root


def run(checkout: Path, *command: str) -> str:
    env = os.environ | {"PYTHONPATH": str(checkout)}
    done = subprocess.run(
        [sys.executable, *command], cwd=checkout, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_measure_is_found(checkout: Path) -> None:
    run(checkout, "-c", block("python"))


def test_the_rule_is_printed_and_its_examples_hold(checkout: Path) -> None:
    assert "A lighthouse in every objective" in run(checkout, "-m", "okrcoach.cli", "rules", "OBJ-LIGHTHOUSE")
    run(
        checkout,
        "-c",
        "from okrcoach.judgement import judge_line, rule\n"
        "from okrcoach.model import Statement\n"
        "one = rule('OBJ-LIGHTHOUSE')\n"
        "for wanted, examples in ((True, one.fires_on), (False, one.silent_on)):\n"
        "    for e in examples:\n"
        "        line = judge_line(Statement(text=e.text, role=e.role))\n"
        "        assert (one.code in [f.code for f in line.findings]) is wanted, e\n",
    )


def test_the_exercise_passes_its_check(checkout: Path) -> None:
    run(checkout, "-m", "okrcoach.cli", "pack", "check", "lighthouse.yaml")
