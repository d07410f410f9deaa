"""Words and corrections of a workspace on the command line, as a process in a folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

OKRCOACH = [sys.executable, "-m", "okrcoach.cli"]
PLAIN = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
TEXT = "Raise the care score"
LIST = "okrcoach-corrections.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "okrcoach.toml").write_text('[words]\nmeasures = ["care score"]\n', encoding="utf-8")
    return tmp_path


def run(folder: Path, *args: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [*OKRCOACH, *args]
    return subprocess.run(
        command,
        input=text,
        capture_output=True,
        encoding="utf-8",
        env=PLAIN,
        cwd=folder,
        timeout=120,
        check=False,
    )


def judged(folder: Path, text: str, *args: str) -> dict[str, Any]:
    done = run(folder, "classify", "--format", "jsonl", *args, text=text)
    assert done.returncode == 0, done.stderr
    record: dict[str, Any] = json.loads(done.stdout)
    return record


def test_words_count_in_the_folder_and_below_it_unless_told_not_to(folder: Path) -> None:
    below = folder / "q3"
    below.mkdir()
    ours, plain = judged(below, TEXT), judged(below, TEXT, "--no-config")
    assert ours["probabilities"]["outcome_kr"] > plain["probabilities"]["outcome_kr"]
    other = below / "other.toml"
    other.write_text("[words]\n", encoding="utf-8")
    assert judged(folder, TEXT, "--config", str(other)) == plain


def test_a_correction_holds_until_it_is_taken_back(folder: Path) -> None:
    before = run(folder, "classify", "--format", "jsonl", text=TEXT).stdout
    done = run(folder, "correct", TEXT, "--kind", "heartbeat", "--why", "=we just watch it")
    assert (done.returncode, done.stderr) == (0, "")
    assert "counts as heartbeat" in done.stdout
    assert "correct --undo 1" in done.stdout
    assert judged(folder, TEXT)["kind"] == "heartbeat"
    line = json.dumps({"id": 1, "role": "key_result", "text": TEXT})
    assert json.loads(run(folder, "critique", "--lines", text=line).stdout)["kind"] == "heartbeat"
    (folder / "draft.md").write_text(
        f"## Objective 1: Residents feel at home\n- KR1: {TEXT}\n", encoding="utf-8"
    )
    report = json.loads(run(folder, "critique", "draft.md", "--format", "json").stdout)
    assert report["lines"][1]["kind"] == "heartbeat"
    assert f"Because you corrected \u201c{TEXT}\u201d to heartbeat." in json.dumps(report, ensure_ascii=False)
    listed = run(folder, "corrections").stdout
    assert f"1  \u201c{TEXT}\u201d is: heartbeat. (=we just watch it; 20" in listed
    done = run(folder, "correct", "--undo", TEXT.upper())
    assert (done.returncode, done.stderr) == (0, "")
    assert run(folder, "classify", "--format", "jsonl", text=TEXT).stdout == before
    assert "There are no corrections" in run(folder, "corrections").stdout


def test_of_two_corrections_the_list_says_which_one_counts(folder: Path) -> None:
    for kind in ("heartbeat", "task"):
        assert run(folder, "correct", TEXT, "--kind", kind).returncode == 0
    first, second = run(folder, "corrections").stdout.splitlines()
    assert first.endswith("A later one counts.")
    assert not second.endswith("A later one counts.")
    assert run(folder, "correct", "--undo", "2").returncode == 0
    assert judged(folder, TEXT)["kind"] == "heartbeat"


def test_verbose_says_what_is_used_on_standard_error_only(folder: Path) -> None:
    quiet = run(folder, "classify", text=TEXT)
    loud = run(folder, "classify", "--verbose", text=TEXT)
    assert quiet.stdout == loud.stdout
    assert quiet.stderr == ""
    assert str(folder / "okrcoach.toml") in loud.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["correct"], "Say what is what"),
        (["correct", "Create a blog"], "Say what is what"),
        (["correct", "Create a blog", "--kind", "task", "--undo", "1"], "Say what is what"),
        (["correct", "--undo", "1"], "There is no correction '1'"),
        (["correct", "Die Katze und das Haus sind nicht ein Hund", "--kind", "task"], "cannot be corrected"),
        (["correct", "   ", "--kind", "task"], "cannot be corrected"),
        (["classify", "--config", "none.toml"], "none.toml: No such file"),
        (["corrections", "--config", "bad.toml"], "bad.toml: the key wrods is unknown. Did you mean words"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_nothing_is_kept(
    folder: Path, args: list[str], message: str
) -> None:
    (folder / "bad.toml").write_text("[wrods]\n", encoding="utf-8")
    done = run(folder, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / LIST).exists()


def test_corrections_that_cannot_be_read_stop_the_judging(folder: Path) -> None:
    (folder / LIST).write_text("text,kind\nCreate a blog,taks\n", encoding="utf-8")
    (folder / "draft.md").write_text(f"- KR1: {TEXT}\n", encoding="utf-8")
    for args in (["classify"], ["critique", "draft.md"], ["critique", "--lines"], ["corrections"]):
        done = run(folder, *args, text=TEXT)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{LIST}, row 2, column kind" in done.stderr
    assert run(folder, "classify", "--no-config", text=TEXT).returncode == 0


def test_what_steers_a_terminal_is_shown_and_not_obeyed(folder: Path) -> None:
    done = run(folder, "correct", "Create \x1b[31ma\u202e blog", "--kind", "task", "--why", "\x1b]0;x\x07")
    assert done.returncode == 0
    shown = run(folder, "corrections").stdout
    assert "blog" in shown
    assert not set(shown + done.stdout) & set("\x1b\x07\u202e")


DRAFT = "Objective 1: Callers feel heard\nKR1.1: Launch the new voice menu by June\n"


def codes(folder: Path, *args: str) -> set[str]:
    done = run(folder, "critique", "draft.md", "--format", "json", *args)
    assert done.returncode in (0, 1), done.stderr
    record = json.loads(done.stdout)
    return {f["code"] for line in record["lines"] for f in line["findings"]}


def test_a_baseline_leaves_only_what_is_new(folder: Path) -> None:
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    done = run(folder, "critique", "draft.md", "--draw-baseline", "known.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert codes(folder) >= {"KR-TASK"}
    assert codes(folder, "--baseline", "known.json") == set()
    assert run(folder, "critique", "draft.md", "--baseline", "known.json").returncode == 0
    done = run(folder, "critique", "draft.md", "--baseline", "draft.md")
    assert done.returncode == 2
    assert "draft.md: this is no baseline" in done.stderr


def test_the_school_comes_from_the_file_or_the_option(folder: Path) -> None:
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    (folder / "okrcoach.toml").write_text('[profiles.ours]\noff = ["KR-TASK"]\n', encoding="utf-8")
    assert "KR-TASK" in codes(folder)
    assert "KR-TASK" not in codes(folder, "--profile", "ours")
    (folder / "okrcoach.toml").write_text(
        'profile = "google"\n[rules]\noff = ["KR-TASK"]\n', encoding="utf-8"
    )
    assert "KR-TASK" not in codes(folder)
    assert "KR-TASK" in codes(folder, "--no-config")
    done = run(folder, "critique", "draft.md", "--profile", "goggle")
    assert done.returncode == 2
    assert "Did you mean google?" in done.stderr


def test_what_is_set_aside_needs_a_rule_that_exists(folder: Path) -> None:
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    entry = '[[suppress]]\nrule = "{}"\ntext = "Launch the new voice menu by June"\nreason = "Agreed"\n'
    (folder / "okrcoach.toml").write_text(entry.format("KR-TASK"), encoding="utf-8")
    assert "KR-TASK" not in codes(folder)
    (folder / "okrcoach.toml").write_text(entry.format("KR-TUSK"), encoding="utf-8")
    done = run(folder, "critique", "draft.md")
    assert done.returncode == 2
    assert "there is no rule KR-TUSK" in done.stderr
