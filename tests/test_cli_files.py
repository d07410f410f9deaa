"""Mappings, anonymising and restoring on the command line, as a process in a folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from okrcoach.exchange import read_okrs

OKRCOACH = [sys.executable, "-m", "okrcoach.cli"]
PLAIN = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
CLIENT = """title: Quarter of Hollis Bank
objectives:
  - objective: Callers of Hollis Bank feel heard
    owner: Ingrid Sommerfeld
    key_results:
      - key_result: Cut mis-routed calls from 18% to 9% by June
        owner: ingrid.sommerfeld@hollis.example
      - key_result: Raise net interest of the desk from $4.2M to $5.0M
        owner: Ingrid Sommerfeld
"""


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*OKRCOACH, *args],
        capture_output=True,
        encoding="utf-8",
        env=PLAIN,
        cwd=folder,
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "client.yaml").write_text(CLIENT, encoding="utf-8")
    return tmp_path


def texts(path: Path) -> list[str]:
    return [s.text for s in read_okrs(path).statements()]


def test_a_set_goes_out_without_names_and_comes_back(folder: Path) -> None:
    args = [
        "client.yaml",
        "-o",
        "share.yaml",
        "--key",
        "key.json",
        "--amounts",
        "0.5",
        "--also",
        "Hollis Bank",
    ]
    done = run(folder, "anonymise", *args)
    assert done.returncode == 0, done.stderr
    shared = (folder / "share.yaml").read_text(encoding="utf-8")
    for secret in ("Ingrid", "Sommerfeld", "Hollis", "4.2"):
        assert secret not in shared
        assert secret in done.stdout, "what was replaced is listed for checking"
    assert oct((folder / "key.json").stat().st_mode & 0o777) == "0o600"
    done = run(folder, "restore", "share.yaml", "-o", "back.yaml", "--key", "key.json")
    assert done.returncode == 0, done.stderr
    before, after = read_okrs(folder / "client.yaml"), read_okrs(folder / "back.yaml")
    assert [s.text for s in before.statements()] == [s.text for s in after.statements()]
    assert before.objectives[0].owner == after.objectives[0].owner == "Ingrid Sommerfeld"


def test_a_report_without_names_gets_them_back(folder: Path) -> None:
    run(folder, "anonymise", "client.yaml", "-o", "share.yaml", "--key", "key.json", "--also", "Hollis Bank")
    run(folder, "critique", "share.yaml", "-o", "share.md")
    assert "Hollis" not in (folder / "share.md").read_text(encoding="utf-8")
    done = run(folder, "restore", "share.md", "-o", "report.md", "--key", "key.json")
    assert done.returncode == 0, done.stderr
    assert "Hollis Bank" in (folder / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["anonymise", "client.yaml", "-o", "x.docx", "--key", "k.json"], "x.docx is to end in"),
        (["anonymise", "client.yaml", "-o", "client.yaml", "--key", "k.json"], "is the file itself"),
        (["anonymise", "client.yaml", "-o", "x.yaml", "--key", "client.yaml"], "never overwritten"),
        (["anonymise", "client.yaml", "-o", "x.yaml", "--key", "k.json", "--amounts", "-1"], "above 0"),
        (["restore", "client.yaml", "-o", "x.yaml", "--key", "client.yaml"], "client.yaml"),
        (["restore", "client.yaml", "-o", "x.yaml", "--key", "none.json"], "none.json"),
        (["mapping", "none.csv"], "none.csv"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(folder: Path, args: list[str], says: str) -> None:
    done = run(folder, *args)
    assert done.returncode == 2
    assert says in done.stderr.replace("\n", " ")
    assert sorted(p.name for p in folder.iterdir()) == ["client.yaml"]
    assert (folder / "client.yaml").read_text(encoding="utf-8") == CLIENT


def test_a_mapping_is_shown_changed_and_remembered(folder: Path) -> None:
    (folder / "t.csv").write_text(
        "Ziel,Ergebnis,Wer\nCallers feel heard,Cut mis-routed calls from 18% to 9%,Ada\n", encoding="utf-8"
    )
    done = run(folder, "mapping", "t.csv")
    assert done.returncode == 0, done.stderr
    assert "unknown" in done.stdout
    settled = ["--set", "Ziel=objective", "--set", "Ergebnis=key_result", "--set", "Wer=owner", "--remember"]
    done = run(folder, "mapping", "t.csv", *settled)
    assert done.returncode == 0, done.stderr
    done = run(folder, "critique", "t.csv", "--format", "json")
    record = json.loads(done.stdout)
    assert [(line["role"], line["text"]) for line in record["lines"]] == [
        ("objective", "Callers feel heard"),
        ("key_result", "Cut mis-routed calls from 18% to 9%"),
    ]
    done = run(folder, "mapping", "t.csv", "--set", "Ziel=objektiv")
    assert done.returncode == 2
    assert "cannot be read as" in done.stderr
