"""What is written about the project is what the project is."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import okrcoach
from tools.pages import MEASURES, PAGE, measures_page, rules_page

ROOT = Path(__file__).resolve().parent.parent


def test_the_rules_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run: python -m tools.pages"


def test_the_page_of_measures_is_fresh() -> None:
    assert MEASURES.read_text(encoding="utf-8") == measures_page(), "run: python -m tools.pages"


def test_the_readmes_python_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], check=True, cwd=ROOT, capture_output=True)


def test_the_python_page_runs_and_says_what_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs" / "python.md"
    failed, tried = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert failed == 0
    assert tried > 30


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page: str) -> None:
    here = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", here.read_text(encoding="utf-8")):
        if not target.startswith(("http", "mailto")):
            assert (here.parent / target).exists(), f"{page}: {target}"


def test_the_changelog_knows_the_version() -> None:
    assert f"## {okrcoach.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_commands_named_in_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make (\w+)`|^make (\w+)", text, re.MULTILINE)):
        name = next(t for t in target if t)
        assert re.search(rf"^{name}:", makefile, re.MULTILINE), name
