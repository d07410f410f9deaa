"""What browser tests share: JupyterLab on a prepared folder, Chromium, and an eye on their consoles.

A test opens any notebook with ``open_notebook(theme, name, ready)``; ``lab.write_notebook`` makes one for a
test of its own. A module that asks for ``no_troubles`` fails when a page of its said an error or shows a
traceback.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from okrcoach.exchange.workspace import prepare
from tools.lab_server import Lab, NoLab, running_chromium, running_lab, tracebacks
from tools.lab_server import open_notebook as opened

#: axe-core as it comes in the wheel: nothing is loaded from anywhere.
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"


class OpenNotebook(Protocol):
    """Opens a notebook in a theme ("JupyterLab Light", "JupyterLab Dark") and runs all of it."""

    def __call__(
        self,
        theme: str,
        name: str = "00_start_here.ipynb",
        ready: str = ".okr-sets svg",
        size: tuple[int, int] = (1280, 1600),
    ) -> Page:
        """Return the page as soon as something that matches the selector ``ready`` can be seen."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    start = prepare(tmp_path_factory.mktemp("work") / "okrs")
    try:
        with running_lab(start.parent, tmp_path_factory.mktemp("home")) as running:
            yield running
    except NoLab as error:
        pytest.fail(str(error))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    try:
        with running_chromium() as browser:
            yield browser
    except NoLab as error:
        pytest.fail(str(error))


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """Return the pages that ``open_notebook`` opened so far, in their order."""
    return []


@pytest.fixture(scope="module")
def open_notebook(lab: Lab, chromium: Browser, pages: list[Page]) -> Iterator[OpenNotebook]:
    """Open a notebook as a person would: Run, Run All Cells, and wait for what it should show."""

    def open_in(
        theme: str,
        name: str = "00_start_here.ipynb",
        ready: str = ".okr-sets svg",
        size: tuple[int, int] = (1280, 1600),
    ) -> Page:
        lab.use_theme(theme)
        page = opened(lab, chromium, name, ready, size)
        pages.append(page)
        return page

    yield open_in
    for page in pages:
        page.close()


@pytest.fixture
def no_troubles(lab: Lab, pages: list[Page]) -> Iterator[None]:
    """Fail a test after which a page has said an error on its console, or shows a traceback.

    For a whole module: ``pytestmark = pytest.mark.usefixtures("no_troubles")``.
    """
    lab.troubles.clear()
    yield
    shown = [text for page in pages for text in tracebacks(page)]
    assert [*lab.troubles, *shown] == []


@pytest.fixture(scope="module")
def shoot() -> Callable[[Page, str], None]:
    """Save a picture of the page where ``OKRCOACH_SHOTS`` says, if it says."""

    def save(page: Page, name: str) -> None:
        folder = os.environ.get("OKRCOACH_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png")

    return save


class Audit(Protocol):
    """Looks for what keeps people out: WCAG 2.0 to 2.2, levels A and AA, as axe-core checks them."""

    def __call__(self, page: Page, selector: str = ".okr") -> None:
        """Fail with every violation inside the elements that match ``selector``; there must be some."""


@pytest.fixture(scope="session")
def audit() -> Audit:
    """Run axe-core on parts of a page: ``audit(page)`` for all of ours, or ``audit(page, ".okr-board")``."""
    return _audit


def _audit(page: Page, selector: str = ".okr") -> None:
    assert page.locator(selector).count(), f"nothing matches {selector!r}"
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (asked) => (await axe.run({include: [[asked.selector]]}, {resultTypes: ['violations'],"
        " runOnly: {type: 'tag', values: asked.tags}})).violations",
        {"selector": selector, "tags": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    )
    told = [
        f"{one['id']} ({one['impact']}): {node['html'][:300]}\n    {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]
    assert not told, "\n".join(told)
