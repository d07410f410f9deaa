"""The wheel works in an empty environment, far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source distribution as an installer would."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)], check=True, capture_output=True
    )
    assert len(list(out.glob("*.tar.gz"))) == 1
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of an environment that holds the wheel and what it needs."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    started = time.monotonic()
    subprocess.run([str(programs / "python"), "-m", "pip", "install", "-q", f"{wheel}[app,docx]"], check=True)
    took = time.monotonic() - started
    size = sum(f.stat().st_size for f in home.rglob("*") if f.is_file() and not f.is_symlink()) / 1e6
    own = wheel.stat().st_size / 1e6
    print(f"\ninstalled in {took:.0f} s, {size:.0f} MB with all it needs; the wheel {own:.1f} MB")
    return programs


def run(programs: Path, folder: Path, *command: str) -> str:
    env = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    done = subprocess.run(
        [str(programs / "okrcoach"), *command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_the_wheel_holds_notebooks_samples_and_pages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "okrcoach/_shipped/notebooks/00_start_here.ipynb",
        "okrcoach/_shipped/datasets/packs/foundations.yaml",
        "okrcoach/_shipped/datasets/work_items.csv",
        "okrcoach/data/jupyter/voila.json",
        "okrcoach/widgets/static/board.js",
        "okrcoach/report/templates/tokens.css",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "tools/"))]


def test_the_commands_work(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "--version").startswith("okrcoach 0.1")
    (tmp_path / "draft.md").write_text("Objective: Callers are helped\n- KR1: Launch the new menu\n", "utf-8")
    assert "A key result is not a to-do" in run(installed, tmp_path, "critique", "draft.md")
    run(installed, tmp_path, "critique", "draft.md", "-o", "critique.docx")
    run(installed, tmp_path, "demo", "-o", "demo.html")
    assert (tmp_path / "demo.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "critique.docx").stat().st_size > 5000


@pytest.mark.parametrize(("command", "path"), [("lab", "/lab"), ("app", "/")])
def test_the_notebooks_are_served(installed: Path, tmp_path: Path, command: str, path: str) -> None:
    port = 8931 if command == "lab" else 8932
    env = {"PATH": f"{installed}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    log = tmp_path / "served.log"
    with log.open("wb") as out:
        served = subprocess.Popen(
            [str(installed / "okrcoach"), command, "work", "--no-browser", "--port", str(port)],
            cwd=tmp_path, env=env, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_for(f"http://127.0.0.1:{port}{path}", served, log)
        finally:
            served.terminate()
            served.wait(30)
    assert (tmp_path / "work" / "00_start_here.ipynb").is_file()


def _wait_for(url: str, served: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            assert served.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.2)
    pytest.fail(f"nothing was served within a minute: {log.read_text(encoding='utf-8')}")
