"""The main commands give the same answers where no connection can be made, as what they are: offline."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from okrcoach.data import shipped

#: Refuses every connection and look-up, as the first thing of a process. Libraries may still bind a socket to
#: see whether this machine knows IPv6; that sends nothing.
REFUSED = """
import socket
def refuse(*args, **kwargs):
    raise SystemExit(f"a connection was tried: {args}")
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refuse)
"""
#: Runs commands one after the other as the installed program does, each behind a line with its name.
RUN = """
import sys
from okrcoach.cli import main
for line in open("commands.txt"):
    args = line.split()
    print("==", *args, flush=True)
    sys.argv = ["okrcoach", *args]
    try:
        main()
    except SystemExit as end:
        print("\\n== ended with", end.code, flush=True)
"""
FORMATS = ("text", "json", "html", "md", "sarif", "checkstyle")
COMMANDS = (
    "classify statements.txt",
    *(f"critique draft.yaml --format {form}" for form in FORMATS),
    "critique draft.yaml -o critique.docx",
    "critique draft.yaml -o critique.xlsx",
    *(f"score team.yaml --at 2026-05-15 --format {form}" for form in ("text", "html")),
    *(f"standup team.yaml --at 2026-05-15 --format {form}" for form in ("text", "html")),
    *(f"flow items.csv --format {form}" for form in ("text", "html")),
    *(f"benefits benefits.yaml --at 2026-05-15 --format {form}" for form in ("text", "html")),
    *(f"stoplist activities.csv --format {form}" for form in ("text", "html")),
    "simulate late-harvest --seed 7 --plan plan.toml",
    "track team.yaml --at 2026-05-15",
    "pack check pack.yaml",
    "anonymise draft.yaml -o without.yaml --key key.json",
    "restore without.yaml -o again.yaml --key key.json",
)


def prepared(folder: Path) -> Path:
    """A folder with a file for every command."""
    data = shipped("datasets")
    folder.mkdir()
    for source, name in (
        ("quarters/parcel-service-desk.yaml", "team.yaml"),
        ("quarters/parcel-service-desk.checkins.jsonl", "team.checkins.jsonl"),
        ("quarters/parcel-service-desk.yaml", "draft.yaml"),
        ("work_items.csv", "items.csv"),
        ("benefits-contact-centre.yaml", "benefits.yaml"),
        ("activities-housing-office.csv", "activities.csv"),
        ("packs/first-steps.yaml", "pack.yaml"),
    ):
        shutil.copy(data / source, folder / name)
    (folder / "statements.txt").write_text("Launch the app\nCut waiting from 9 to 4 minutes\n")
    (folder / "plan.toml").write_text("[weeks]\n1 = {}\n")
    (folder / "commands.txt").write_text("\n".join(COMMANDS) + "\n")
    return folder


def answers(folder: Path, first: str = "", before: tuple[str, ...] = ()) -> str:
    """What the commands print in a fresh process."""
    done = subprocess.run(
        [*before, sys.executable, "-c", first + RUN],
        cwd=prepared(folder), capture_output=True, text=True, timeout=240, check=True,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    assert "a connection was tried" not in done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("offline")


@pytest.fixture(scope="module")
def usual(home: Path) -> str:
    return answers(home / "usual")


def test_the_same_answers_without_a_network(home: Path, usual: str) -> None:
    said = usual.split("\n")
    assert sum(line.startswith("== ended with") for line in said) == len(COMMANDS)
    assert {line for line in said if line.startswith("== ended")} <= {"== ended with 0", "== ended with 1"}
    made = ("critique.docx", "critique.xlsx", "team.tracking.xlsx", "without.yaml", "again.yaml")
    for name in made:
        assert (home / "usual" / name).stat().st_size
    assert answers(home / "refused", REFUSED) == usual
    for name in made:
        assert (home / "refused" / name).stat().st_size


def test_the_same_answers_in_a_namespace_of_its_own(home: Path, usual: str) -> None:
    alone = ("unshare", "--map-root-user", "--net")
    try:
        subprocess.run([*alone, "true"], check=True, capture_output=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        pytest.skip("this machine allows no network namespaces; the other test holds everywhere")
    assert answers(home / "alone", before=alone) == usual
