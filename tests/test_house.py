"""The rooms import one way only, heavy libraries stay where they belong, and the package starts light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import okrcoach

PACKAGE = Path(okrcoach.__file__).parent
EVERYTHING = {
    "model",
    "language",
    "judgement",
    "progress",
    "exchange",
    "report",
    "charts",
    "classroom",
    "widgets",
    "data",
}
MAY_IMPORT = {
    "model": set(),
    "data": set(),
    "language": {"model", "data"},
    "judgement": {"model", "language", "data"},
    "progress": {"model"},
    "exchange": {"model", "data"},
    "report": {"model", "judgement", "progress", "data"},
    "charts": {"model", "judgement", "progress", "data"},
    "classroom": {"model", "judgement", "data"},
    "widgets": EVERYTHING,
    "cli": EVERYTHING,
    "cli_house": EVERYTHING,
    "cli_heartbeat": EVERYTHING,
    "cli_app": EVERYTHING,
    "cli_benefits": EVERYTHING,
    "cli_class": EVERYTHING,
    "cli_lab": EVERYTHING,
    "cli_flow": EVERYTHING,
    "cli_progress": EVERYTHING,
    "cli_stand_up": EVERYTHING,
    "cli_reports": EVERYTHING,
    "cli_tracking": EVERYTHING,
    "cli_files": EVERYTHING,
    "cli_stop_list": EVERYTHING,
    "cli_simulate": EVERYTHING,
    "__init__": EVERYTHING,
}
ONLY_IN = {
    "spacy": ("language/",),
    "IPython": ("widgets/",),
    "ipywidgets": ("widgets/",),
    "anywidget": ("widgets/",),
    "pandas": ("exchange/", "classroom/", "charts/"),
    "altair": ("charts/", "widgets/"),
    "openpyxl": ("exchange/", "report/"),
    "bs4": ("exchange/",),
    "docx": ("report/",),
    "yaml": ("exchange/", "classroom/"),
    "sqlalchemy": ("classroom/",),
    "pydantic": ("classroom/",),
    "jinja2": ("report/", "widgets/"),
    "typer": (
        "cli.py",
        "cli_house.py",
        "cli_heartbeat.py",
        "cli_app.py",
        "cli_benefits.py",
        "cli_class.py",
        "cli_lab.py",
        "cli_flow.py",
        "cli_progress.py",
        "cli_stand_up.py",
        "cli_reports.py",
        "cli_tracking.py",
        "cli_files.py",
        "cli_stop_list.py",
        "cli_simulate.py",
    ),
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room they reach into"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "okrcoach")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    inside = path.relative_to(PACKAGE)
    room = inside.parts[0].removesuffix(".py")
    assert room in MAY_IMPORT, f"{room} is no room of the house"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "okrcoach" and len(parts) > 1:
            target = parts[1]
            if target in EVERYTHING and target != room:
                assert target in MAY_IMPORT[room], f"{inside} must not import okrcoach.{target}"
        elif parts[0] in ONLY_IN:
            assert str(inside).startswith(ONLY_IN[parts[0]]), f"{parts[0]} does not belong into {inside}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_say_what_they_are_for_and_are_read_in_a_sitting(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "the first line says what the module is for"
    assert source.count("\n") <= 400


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_import_is_light() -> None:
    heavy = "spacy pandas altair ipywidgets anywidget IPython jinja2 openpyxl yaml typer rich numpy".split()
    loaded = run(f"import sys, okrcoach; print(sorted(set({heavy!r}) & set(sys.modules)))")
    assert loaded == "[]"


def test_judging_needs_neither_pandas_nor_widgets() -> None:
    loaded = run(
        "import sys, okrcoach; okrcoach.classify('Launch the app');"
        "print(sorted({'pandas','altair','ipywidgets','openpyxl','IPython','sklearn'} & set(sys.modules)))"
    )
    assert loaded == "[]"


@pytest.mark.parametrize("name", okrcoach.__all__)
def test_public_names_stay_what_they_are(name: str) -> None:
    # Importing a submodule rebinds an attribute of the same name on its package.
    kinds = run(
        f"import okrcoach, pkgutil; a = okrcoach.{name};"
        "names = [m.name for m in pkgutil.walk_packages(okrcoach.__path__, 'okrcoach.')];"
        "[__import__(n) for n in names if '.widgets' not in n];"
        f"print(a is okrcoach.{name}, type(a).__name__ != 'module')"
    )
    assert kinds == "True True"


def test_no_public_function_shares_a_modules_name() -> None:
    names = {path.stem for path in modules()} | {p.name for p in PACKAGE.iterdir() if p.is_dir()}
    assert not names & set(okrcoach.__all__)
