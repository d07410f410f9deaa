"""The writing path as a person goes it: typed with real keys, saved, reopened; the network cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_troubles")]

READY = ".okr-board #wp-question"
NAME = "03_write_your_okrs.ipynb"
SIZE = (900, 1500)


@pytest.fixture(scope="module")
def page(open_notebook: Callable[..., Page]) -> Iterator[Page]:
    return open_notebook("JupyterLab Light", NAME, READY, SIZE)  # type: ignore[return-value]


def _answered(page: Page) -> None:
    page.wait_for_function(
        "() => { const { asked, answered } = document.querySelector('.okr-board').dataset;"
        " return asked === undefined || asked === answered; }"
    )


def _board(page: Page) -> Locator:
    return page.locator(".okr-board")


def _step(page: Page, name: str) -> None:
    _board(page).get_by_role("navigation").get_by_role("button", name=re.compile(f"^{name}")).click()
    _answered(page)


def _type(page: Page, label: str, words: str) -> Locator:
    field = _board(page).get_by_label(label, exact=True)
    field.click()
    field.press_sequentially(words, delay=8)
    _answered(page)
    return field


def test_the_whole_path(page: Page, shoot: Callable[[Page, str], None], lab: Any) -> None:
    board = _board(page)
    shoot(page, "writing-light-0-empty")
    _type(page, "Who is it for?", "Parents of newborns")
    _type(page, "What should they do differently?", "know whom to call at night")
    shoot(page, "writing-light-1-who")
    board.get_by_role("button", name="Next: objective").click()
    _answered(page)
    expect(board.locator("#wp-question")).to_be_focused()
    shoot(page, "writing-light-2-objective-empty")
    board.get_by_role("button", name="Parents of newborns know whom to call at night", exact=True).click()
    _answered(page)
    expect(board.get_by_label("Your objective", exact=True)).to_have_value(
        "Parents of newborns know whom to call at night"
    )
    expect(board.locator(".chip").first).to_have_text("Objective")
    shoot(page, "writing-light-2-objective")
    board.get_by_role("button", name="Next: key results").click()
    _answered(page)
    shoot(page, "writing-light-3-results-empty")
    _type(page, "Measure", "call abandon")
    shoot(page, "writing-light-3-results-search")
    board.get_by_role("button", name="Call abandonment rate").click()
    _answered(page)
    expect(board.get_by_label("Baseline", exact=True)).to_be_focused()
    page.keyboard.type("18%", delay=8)
    _answered(page)
    _type(page, "Target", "9%")
    board.get_by_role("button", name=re.compile("31|30")).first.click()
    _answered(page)
    sentence = board.get_by_label("Key result as a sentence", exact=True)
    expect(sentence).to_have_value(re.compile(r"^Cut the .* from 18% to 9% by 3"))
    _type(page, "Owner", "Ada")
    shoot(page, "writing-light-3-results")
    board.get_by_role("button", name="Another key result").click()
    _answered(page)
    board.get_by_label("Key result as a sentence", exact=True).click()
    page.keyboard.type("Launch the night app by May", delay=8)
    _answered(page)
    expect(board.locator(".chip").first).to_have_text("Task")
    shoot(page, "writing-light-3-results-task")
    page.keyboard.press("Alt+Enter")
    _answered(page)
    expect(board.get_by_label("Key result as a sentence", exact=True)).to_have_value(
        re.compile("<baseline> to <target>")
    )
    picked = "(d) => d.value.slice(d.selectionStart, d.selectionEnd)"
    assert re.match(r"<.*>", board.get_by_label("Key result as a sentence", exact=True).evaluate(picked))
    board.get_by_role("button", name="Next: guardrails").click()
    _answered(page)
    board.get_by_role("button", name="Calls answered within two minutes").click()
    _answered(page)
    _type(page, "Something else to watch", "Night call cost per caller")
    shoot(page, "writing-light-4-guards")
    board.get_by_role("button", name="Next: actions").click()
    _answered(page)
    board.get_by_label("First action").first.click()
    page.keyboard.type("Sit with two night nurses", delay=8)
    _answered(page)
    shoot(page, "writing-light-5-actions")
    board.get_by_role("button", name="Next: review").click()
    _answered(page)
    expect(board.get_by_role("heading", name="The set as a whole")).to_be_visible()
    shoot(page, "writing-light-6-review")
    board.get_by_role("button", name="Next: keep").click()
    _answered(page)
    shoot(page, "writing-light-7-keep")
    for button, ending in (
        ("page", ".html"),
        ("sheet", ".xlsx"),
        ("text file", ".yaml"),
        ("workbook", ".xlsx"),
    ):
        with page.expect_download() as waiting:
            board.get_by_role("button", name=f"Get the {button}").click()
        assert waiting.value.suggested_filename.endswith(ending)
        assert Path(waiting.value.path()).stat().st_size > 300
    kept = next(Path(lab.folder).rglob("my-okrs.yaml")).read_text(encoding="utf-8")
    for words in (
        "Parents of newborns",
        "18%",
        "Ada",
        "Night call cost per caller",
        "Sit with two night nurses",
    ):
        assert words in kept


def test_a_new_kernel_has_everything_back_and_dark_is_legible(
    page: Page,
    open_notebook: Callable[..., Page],
    shoot: Callable[[Page, str], None],
    audit: Callable[..., Any],
) -> None:
    dark = open_notebook("JupyterLab Dark", NAME, READY, SIZE)
    board = _board(dark)
    for name in ("Who", "Objective", "Key results", "Guardrails", "Actions", "Review", "Keep"):
        _step(dark, name)
        shoot(dark, f"writing-dark-{name.lower().replace(' ', '-')}")
        audit(dark)
    _step(dark, "Who")
    expect(board.get_by_label("Who is it for?")).to_have_value("Parents of newborns")
    board.get_by_role("button", name="My drafts").click()
    _answered(dark)
    shoot(dark, "writing-dark-drafts")
    audit(dark)
    board.get_by_role("button", name="Start a new draft").click()
    _answered(dark)
    expect(board.get_by_label("Who is it for?")).to_have_value("")


def test_nothing_was_asked_of_the_network(lab: Any, page: Page) -> None:
    assert lab.outside == []
