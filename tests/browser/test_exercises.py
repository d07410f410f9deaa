"""The exercises and heartbeats as a person uses them in JupyterLab: every kind once, on after a restart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_troubles")]

Shoot = Callable[[Page, str], None]
Audit = Callable[..., None]
TALL = (1280, 1500)
CELLS = (
    "from okrcoach.widgets import exercises\nexercises('first-steps')",
    "from okrcoach.widgets import heartbeat_board, fit_board\nheartbeat_board()",
    "fit_board()",
)


@pytest.fixture(scope="module")
def page(lab: Any, open_notebook: Callable[..., Page]) -> Page:
    expect.set_options(timeout=10_000)
    name = lab.write_notebook("practice.ipynb", *CELLS)
    return open_notebook("JupyterLab Light", name, ".okr-board .place", TALL)


@pytest.fixture
def board(page: Page) -> Locator:
    return page.locator(".okr-board").nth(0)


def _rests(page: Page) -> None:
    """Wait until every board shows the answer to what was last asked of it."""
    page.wait_for_function(
        """() => [...document.querySelectorAll('.okr-board')]
            .every((board) => board.dataset.asked === board.dataset.answered)""",
        timeout=30_000,
    )


def _click(board: Locator, name: str) -> None:
    board.get_by_role("button", name=name, exact=True).click()
    _rests(board.page)


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        _rests(page)


def _points(board: Locator) -> str:
    return board.locator(".reply .top .num").inner_text()


def test_classify_with_the_keyboard_alone(board: Locator, page: Page, shoot: Shoot, audit: Audit) -> None:
    shoot(page, "exercises-0-start")
    board.locator("h2").focus()
    _press(page, "2", "Enter")
    expect(board.locator(".status")).to_have_text("Not right yet")
    expect(board.get_by_role("status")).to_contain_text("Not right yet, 0 of 1 points.")
    shoot(page, "exercises-1-partly")
    audit(page, ".okr-board")
    _press(page, "3", "Enter")
    expect(board.locator(".status")).to_have_text("Right")
    board.get_by_role("button", name="Next exercise").focus()
    _press(page, "Enter")
    expect(board.locator("h2")).to_be_focused()
    expect(board.locator("h2")).to_have_text("Mark the starting point, the target and the date.")


def test_mark_words(board: Locator, page: Page, shoot: Shoot, audit: Audit) -> None:
    for words, part in (
        (("Missed", "collections"), "Measure"),
        (("18",), "Starting point"),
        (("6",), "Target"),
        (("30", "June"), "Deadline"),
    ):
        for word in words:
            _click(board, word)
        if part == "Target":
            shoot(page, "exercises-2-mark")
            audit(page, ".okr-board")
        _click(board, part)
    _click(board, "Check")
    assert _points(board) == "4 of 4 points"
    _click(board, "Next exercise")


def test_sort_with_the_keyboard_alone_and_one_card_by_mouse(
    board: Locator, page: Page, shoot: Shoot, audit: Audit
) -> None:
    hand = board.locator(".hand .card")
    okr = board.get_by_role("group", name="OKR")
    hand.filter(has_text="Members who borrow").drag_to(okr)
    _rests(page)
    expect(okr.locator(".card")).to_have_count(1)
    for text, steps in (("opening hours", 2), ("Complaints", 3)):
        hand.filter(has_text=text).focus()
        _press(page, "Space", *["ArrowRight"] * steps, "Space")
    expect(hand).to_have_count(0)
    expect(board.locator(".card", has_text="Complaints")).to_be_focused()
    shoot(page, "exercises-3-sorted")
    audit(page, ".okr-board")
    _click(board, "Check")
    assert _points(board) == "3 of 3 points"
    _click(board, "Next exercise")


def test_repair_by_way_of_the_hints(board: Locator, page: Page, shoot: Shoot, audit: Audit) -> None:
    line = board.get_by_label("Your line")
    line.press_sequentially("Pupils who borrow a book every week rise to 60% by 12 July", delay=5)
    _rests(page)
    expect(board.locator(".reply")).to_have_count(0)
    _click(board, "Check")
    assert _points(board) == "4 of 5 points"
    _click(board, "A hint")
    expect(board.locator(".ladder .open")).to_have_text(["1What is the figure today?"])
    shoot(page, "exercises-4-ladder")
    audit(page, ".okr-board")
    line.fill("Pupils who borrow a book every week rise from 40% to 55% by 12 July")
    _rests(page)
    _click(board, "Check again")
    expect(board.locator(".status")).to_have_text("Right")
    expect(board.locator(".reply")).to_contain_text("Another good way")
    _click(board, "Next exercise")


def test_write_score_and_critique(board: Locator, page: Page, shoot: Shoot, audit: Audit) -> None:
    board.get_by_role("textbox", name="Objective").fill("Patients feel safe to ring for help at night")
    _rests(page)
    for n, words in enumerate(
        ("bell is answered falls from 9 to 4 minutes", "not dare fall from 22% to 8%"), 1
    ):
        board.get_by_label(f"Key result {n}").fill(f"Patients: {words} by 31 March")
        _rests(page)
    _click(board, "Check")
    expect(board.locator(".reply")).to_contain_text("KR2")
    shoot(page, "exercises-5-write")
    _click(board, "6, not attempted")
    board.get_by_label("Your grade").fill("0,9")
    _rests(page)
    _press(page, "Enter")
    expect(board.locator(".status")).to_have_text("Right")
    _click(board, "7, not attempted")
    for line, code in (("KR2", "KR-TASK"), ("KR3", "KR-NO-TARGET")):
        board.get_by_label(f"{line}: what is wrong").select_option(code)
        _rests(page)
    shoot(page, "exercises-6-critique")
    audit(page, ".okr-board")
    _click(board, "Check")
    assert _points(board) == "2 of 2 points"


def test_the_record_can_be_saved(board: Locator, page: Page) -> None:
    board.get_by_text("Your record").click()
    with page.expect_download() as told:
        board.get_by_role("button", name="Save my record").click()
    assert told.value.suggested_filename.startswith("record-")
    assert told.value.path().read_text().count('"okrcoach/attempts/1"') >= 7


def test_heartbeats_are_sorted_given_a_range_and_seen_from_both_schools(
    page: Page, shoot: Shoot, audit: Audit
) -> None:
    board = page.locator(".okr-board").nth(1)
    card = board.locator(".card", has_text="Food cost")
    card.get_by_label("Still fine").press_sequentially("below 4.50", delay=5)
    card.get_by_label("Now").fill("5.10")
    _rests(page)
    expect(card).to_contain_text("Out of range: above 4.50")
    uptime = board.locator(".card", has_text="Keep the app up")
    uptime.focus()
    _press(page, "Space", "ArrowRight", "Space")
    expect(
        board.get_by_role("group", name="Guardrails").locator(".card", has_text="Keep the app")
    ).to_be_focused()
    shoot(page, "heartbeats-0-lists")
    audit(page, ".okr-board")
    for view, words in (
        ("What pulls apart", "Speed is easily bought"),
        ("Where they stand", "The same as a table"),
        ("Two schools", "while rider overtime stays under 40 hours a month"),
    ):
        board.get_by_label(view).check(force=True)
        _rests(page)
        expect(board).to_contain_text(words)
        shoot(page, f"heartbeats-{view.split()[0]}")
        audit(page, ".okr-board")
    fit = page.locator(".okr-board").nth(2)
    fit.get_by_text("Little of it").first.click()
    expect(fit).to_contain_text("OKRs suit this team")


def test_after_a_restart_everything_is_back(board: Locator, page: Page) -> None:
    _click(board, "5, right")
    board.get_by_label("Key result 1").fill("Half a thought, not checked")
    _rests(page)
    board.evaluate("(old) => old.setAttribute('data-old', '')")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells", exact=False).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(page.locator("[data-old]")).to_have_count(0, timeout=30_000)
    expect(board.get_by_label("Key result 1")).to_have_value("Half a thought, not checked", timeout=30_000)
    expect(board.get_by_role("textbox", name="Objective")).to_have_value(
        "Patients feel safe to ring for help at night"
    )
    expect(board.locator(".prog")).to_contain_text("All of them right.")
    lists = page.locator(".okr-board").nth(1)
    expect(lists.locator(".card", has_text="Food cost").get_by_label("Now")).to_have_value(
        "5.10", timeout=30_000
    )
    expect(lists.get_by_role("group", name="Guardrails")).to_contain_text("Keep the app up")
