"""The trainer's notebook as a trainer uses it: a pack copied, broken, mended, tried; a class read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from okrcoach.data import shipped

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_troubles")]

NAME = "08_trainer_desk.ipynb"
SELECTED = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"


@pytest.fixture(scope="module")
def page(open_notebook: Callable[..., Page], shoot: Callable[[Page, str], None]) -> Page:
    page = open_notebook("JupyterLab Light", NAME, "#cl-h", (1280, 1500))
    shoot(page, "trainer-light-0-empty")
    return page


def _text(page: Page) -> str:
    return page.locator("#tr-text").input_value()


def test_a_pack_is_copied_broken_and_mended(
    page: Page, lab: Any, audit: Callable[..., None], shoot: Callable[[Page, str], None]
) -> None:
    audit(page, ".okr-board")
    page.locator("#tr-pick").select_option(label="First steps")
    page.get_by_role("button", name="Open it").click()
    field = page.locator("#tr-text")
    expect(field).to_be_focused()
    field.press("Control+End")
    page.keyboard.type("\n  - id: depot\n    kind: clasify\n", delay=5)
    expect(page.locator("#tr-verdict")).to_have_text("1 thing to put right before learners can use it.")
    file = lab.folder / "my-packs" / "my-first-steps.yaml"
    assert file.read_text(encoding="utf-8") == _text(page), "saved while typing"
    shoot(page, "trainer-light-1-wrong")
    page.get_by_role("button", name="Show line").click()
    expect(field).to_be_focused()
    assert field.evaluate(SELECTED) == "kind: clasify"
    number = page.locator(".tr-ed .g-fix")
    expect(number).to_be_in_viewport()
    audit(page, ".okr-board")
    words = _text(page)
    field.fill(words[: words.index("\n  - id: depot")] + "\n")
    expect(page.locator("#tr-verdict")).to_contain_text("7 exercises")


def test_a_kind_is_put_in_and_written_over(page: Page) -> None:
    page.get_by_role("button", name="repair", exact=True).click()
    expect(page.locator("#tr-text")).to_be_focused()
    assert page.locator("#tr-text").evaluate(SELECTED) == "new-repair"
    page.keyboard.type("reading-again", delay=5)
    expect(page.locator(".ex .head")).to_contain_text("Exercise 8 of 8")
    expect(page.locator("#tr-try-reading-again-t")).to_be_visible()


def test_it_is_tried_as_a_learner_would(page: Page, shoot: Callable[[Page, str], None]) -> None:
    page.locator("#tr-s7").click()
    answer = page.get_by_label("Your line")
    answer.fill("Pupils who borrow a book every week rise to 60% by 12 July")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".ex .status")).to_have_text("Partly right")
    expect(page.locator(".reply")).to_contain_text("The case tells you where the pupils start.")
    expect(page.locator(".tr-behind")).to_contain_text("rise from 40% to 60%")
    page.locator(".tr-behind").scroll_into_view_if_needed()
    shoot(page, "trainer-light-2-tried")


def test_the_learners_handout_holds_no_answer(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as coming:
        page.get_by_role("button", name="Learners' handout, page").click()
    coming.value.save_as(tmp_path / "sheet.html")
    assert coming.value.suggested_filename == "my-first-steps-learner.html"
    words = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "Run a reading hour every Friday" in words
    assert "rise from 40% to 60%" not in words


def test_a_class_is_read_from_its_records(
    page: Page, audit: Callable[..., None], shoot: Callable[[Page, str], None], tmp_path: Path
) -> None:
    files = sorted((shipped("datasets") / "classes").glob("*.jsonl"))
    page.locator("#cl-bring").set_input_files(files)
    expect(page.locator("#cl-t")).to_contain_text("24 learners")
    first = page.locator(".miss > li").first
    assert first.locator(".people i").count() == 24
    expect(first).to_contain_text("Ask the room")
    audit(page, ".okr-board")
    page.locator("#cl-t").scroll_into_view_if_needed()
    shoot(page, "trainer-light-3-class")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Page to print").click()
    coming.value.save_as(tmp_path / "class.html")
    paper = page.context.browser.new_page() if page.context.browser else None
    assert paper is not None
    paper.goto((tmp_path / "class.html").as_uri())
    audit(paper, "body")
    shoot(paper, "trainer-light-4-paper")
    paper.close()


def test_dark_and_narrow_the_words_are_back(
    page: Page,
    open_notebook: Callable[..., Page],
    audit: Callable[..., None],
    shoot: Callable[[Page, str], None],
) -> None:
    before = _text(page)
    dark = open_notebook("JupyterLab Dark", NAME, "#tr-text", (900, 1400))
    assert _text(dark) == before, "what was typed is on the desk of a new page"
    dark.locator("#cl-sample").click()
    expect(dark.locator("#cl-t")).to_be_focused()
    audit(dark, ".okr-board")
    shoot(dark, "trainer-dark-1-class")
    dark.locator("#tr-pick").scroll_into_view_if_needed()
    shoot(dark, "trainer-dark-2-pack")
