"""A coach's whole path as a person walks it: upload, fix the mapping, decide, send, in JupyterLab offline."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import FilePayload, Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_troubles")]

NOTEBOOK = "07_critique_a_clients_okrs.ipynb"
ROWS = (
    ("Ziel", "Ergebnis", "Wer"),
    ("Callers reach the right person the first time", "Launch the new voice menu by June", "Marta Lindqvist"),
    ("", "Cut mis-routed calls from 18% to 9% by September", "Ben Okafor"),
    ("", "Improve the quality of our answers", ""),
    ("Answers hold", "Train all agents", "Marta Lindqvist"),
    ("", "Keep the median wait below 4 minutes", "Ben Okafor"),
)
READY = "#cl-bring"


def _file() -> FilePayload:
    book = Workbook()
    sheet = book["Sheet"]
    for row in ROWS:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "acme.xlsx", "mimeType": kind, "buffer": out.getvalue()}


def _board(page: Page) -> Locator:
    return page.locator(".okr-board")


def _answered(board: Locator) -> None:
    board.page.wait_for_function(
        "() => { const { asked, answered } = document.querySelector('.okr-board').dataset;"
        " return asked === answered; }"
    )


def test_from_monday_to_tuesday(
    lab: Any,
    open_notebook: Callable[..., Page],
    shoot: Callable[[Page, str], None],
    audit: Callable[..., None],
) -> None:
    page = open_notebook("JupyterLab Light", NOTEBOOK, READY, (1280, 1500))
    board = _board(page)
    shoot(page, "client-1-bring")
    audit(page, ".okr-board")
    board.get_by_label("The client’s file").set_input_files(_file())
    expect(board.get_by_role("alert")).to_contain_text("Say below what each column holds")
    shoot(page, "client-2-unread")
    for heading, held in (("Ziel", "Objective"), ("Ergebnis", "Key result"), ("Wer", "Owner")):
        board.get_by_label(f"Read {heading} as").select_option(held)
        _answered(board)
    expect(board.get_by_label("Line 1.1 is meant as")).to_have_value("key_result")
    shoot(page, "client-3-checked")
    audit(page, ".okr-board")

    board.get_by_role("button", name="Go through it line by line").click()
    expect(board.get_by_role("button", name="Next line")).to_be_focused()
    page.keyboard.press("j")
    expect(board.locator(".line")).to_have_text("Launch the new voice menu by June")
    shoot(page, "client-4-line")
    page.keyboard.press("e")
    question = board.get_by_label("Your question")
    expect(question).to_be_focused()
    question.fill("What will callers stop doing?")
    board.get_by_label("Your rewrite").fill("Callers who ring twice: from <baseline> to <target>")
    shoot(page, "client-5-edit")
    audit(page, ".okr-board")
    board.get_by_role("button", name="Use my words").click()
    expect(board.locator(".cl-points .ask").first).to_have_text("What will callers stop doing?")
    expect(board.get_by_role("button", name="Undo my words")).to_be_focused()

    for _ in range(2):
        page.keyboard.press("j")
    expect(board.locator(".line")).to_have_text("Improve the quality of our answers")
    dismissed = board.locator(".cl-points strong").first.text_content()
    page.keyboard.press("d")
    reason = board.get_by_label("Why should it not be told?")
    expect(reason).to_be_focused()
    reason.press_sequentially("We speak about it on Tuesday.")
    page.keyboard.press("Enter")
    expect(board.get_by_text("Your reason: We speak about it on Tuesday.")).to_be_visible()
    expect(board.get_by_role("button", name="Take it back in")).to_be_focused()
    shoot(page, "client-6-dismissed")
    audit(page, ".okr-board")
    for _ in range(2):
        page.keyboard.press("j")
    expect(board.locator(".line")).to_have_text("Train all agents")
    page.keyboard.press("a")
    expect(board.locator("[aria-pressed=true]")).to_be_focused()

    board.get_by_label("School").select_option("google")
    _answered(board)
    board.get_by_label("School").select_option("coach")
    _answered(board)
    expect(board.locator("[aria-pressed=true]")).to_have_count(1)
    board.get_by_role("button", name="On to the set").click()
    expect(board.get_by_role("heading", name="The set as a whole")).to_be_focused()
    shoot(page, "client-7-set")
    audit(page, ".okr-board")
    board.get_by_role("button", name="Prepare what goes back").click()
    with page.expect_download() as download:
        board.get_by_role("button", name="HTML", exact=True).click()
    assert download.value.suggested_filename == "acme-critique.html"
    html = Path(download.value.path()).read_text(encoding="utf-8")
    assert "What will callers stop doing?" in html
    assert "We speak about it on Tuesday." in html
    assert str(dismissed) in html
    board.get_by_label("Leave out names").check()
    expect(board.get_by_text("Marta Lindqvist -> Person 1")).to_be_visible()
    shoot(page, "client-8-send")
    audit(page, ".okr-board")
    with page.expect_download() as download:
        board.get_by_role("button", name="HTML", exact=True).click()
    expect(board.get_by_text("Keep that one: it brings the names back.")).to_be_visible()
    assert "Lindqvist" not in Path(download.value.path()).read_text(encoding="utf-8")

    # What is saved of the notebook knows nothing of the client.
    page.keyboard.press("Control+s")
    page.wait_for_timeout(800)
    kept = next(lab.folder.rglob(NOTEBOOK)).read_text(encoding="utf-8")
    assert json.loads(kept)["cells"]
    assert "Lindqvist" not in kept
    assert "acme" not in kept


def test_run_again_the_notebook_finds_the_work_and_can_delete_it(
    open_notebook: Callable[..., Page], shoot: Callable[[Page, str], None], audit: Callable[..., None]
) -> None:
    page = open_notebook("JupyterLab Dark", NOTEBOOK, READY, (900, 1500))
    board = _board(page)
    board.get_by_role("button", name="Show earlier work").click()
    expect(board.get_by_text("acme.xlsx")).to_be_visible()
    shoot(page, "client-dark-1-earlier")
    board.get_by_label("The client’s file").set_input_files(_file())
    expect(board.get_by_text("Your decisions of last time are here again")).to_be_visible()
    page.keyboard.press("j")
    expect(board.locator(".cl-points .ask").first).to_have_text("What will callers stop doing?")
    shoot(page, "client-dark-2-line")
    audit(page, ".okr-board")
    board.get_by_role("button", name="The set", exact=False).first.click()
    expect(board.get_by_role("heading", name="The set as a whole")).to_be_visible()
    shoot(page, "client-dark-3-set")
    board.get_by_role("button", name="Delete this work").click()
    board.get_by_role("button", name="Yes, delete them").click()
    expect(board.get_by_text("Nothing of this draft is left")).to_be_visible()
    expect(board.get_by_text("acme.xlsx")).to_have_count(0)
