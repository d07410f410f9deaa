"""Flow, alignment, benefits and the stop list as a person uses them in JupyterLab, the network cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_troubles")]

TALL = (1280, 2400)


def _rests(page: Page) -> None:
    """Wait until every board shows the answer to what was last asked of it."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('.okr-board')].every("
        "(board) => board.dataset.asked === board.dataset.answered)",
        timeout=30_000,
    )


@pytest.fixture(scope="module")
def flow(open_notebook: Callable[..., Page]) -> Page:
    page = open_notebook("JupyterLab Light", "05_flow_and_value_streams.ipynb", "#fl-sample", TALL)
    expect(page.locator("#al-company-which")).to_be_visible(timeout=30_000)
    return page


@pytest.fixture(scope="module")
def benefits(open_notebook: Callable[..., Page]) -> Page:
    page = open_notebook("JupyterLab Dark", "06_benefits_and_outcomes.ipynb", "#be-sample", TALL)
    expect(page.locator("#st-sample")).to_be_visible(timeout=30_000)
    return page


def _board(page: Page, place: int) -> Locator:
    return page.locator(".okr-board").nth(place)


def test_the_sample_items_are_read_measured_and_drawn(
    flow: Page, shoot: Callable[[Page, str], None], audit: Callable[..., None]
) -> None:
    shoot(flow, "flow-0-empty")
    flow.get_by_role("button", name="Take the sample").click()
    board = _board(flow, 0)
    expect(board.locator("figure svg")).to_have_count(6, timeout=30_000)
    _rests(flow)
    expect(board).to_contain_text("How your file was read")
    expect(board).to_contain_text("Where it waits")
    expect(board.locator("figure svg").first).to_have_attribute("aria-label", re.compile("finished"))
    debt = board.get_by_role("checkbox", name=re.compile("^debt"))
    debt.uncheck()
    _rests(flow)
    expect(debt).not_to_be_checked()
    board.get_by_role("radio", name="Month").check(force=True)
    _rests(flow)
    expect(board).to_contain_text("whole months")
    shoot(flow, "flow-1-sample")
    for part in ("items", "says", "okrs"):  # the pictures hold a dot for each item
        audit(flow, f'.okr-board [data-part="{part}"]')


def test_a_key_result_takes_its_starting_point_from_the_items(flow: Page) -> None:
    board = _board(flow, 0)
    expect(board).to_contain_text("Only adds work in progress")
    board.get_by_label("Which OKRs?").select_option(label="My own words")
    _rests(flow)
    words = board.locator("#fl-set-words")
    words.click()
    words.press_sequentially("Objective: In time\nKR: Cut P85 flow time to 3 days", delay=5)
    _rests(flow)
    expect(words).to_be_focused()
    expect(words).to_have_value("Objective: In time\nKR: Cut P85 flow time to 3 days")
    expect(board).to_contain_text(re.compile(r"Cut P85 flow time from \d+(\.\d)? to 3 days"))


def test_a_wrong_file_says_where(flow: Page) -> None:
    file: Any = {"name": "x.csv", "mimeType": "text/csv", "buffer": b"id,started,done\n1,2026-01-01,banana\n"}
    flow.locator("#fl-file").set_input_files(file)
    _rests(flow)
    expect(_board(flow, 0).get_by_role("alert")).to_contain_text("x.csv, row 2, column done")
    expect(_board(flow, 0).locator("figure svg")).to_have_count(6)


def test_a_large_file_comes_in_pieces_and_tells_how_far(flow: Page, tmp_path: Path) -> None:
    rows = "".join(
        f"W-{n},Story,2026-0{1 + n % 5}-{1 + n % 20:02},2026-0{1 + n % 5}-{3 + n % 20:02},{'x' * 90}\n"
        for n in range(110_000)
    )
    large = tmp_path / "large.csv"
    large.write_text("id,type,started,done,note\n" + rows, encoding="utf-8")
    assert large.stat().st_size > 12_000_000, "more than a server takes in one message"
    flow.evaluate(
        "() => { window.told = []; const busy = document.querySelector('.okr-board .busy');"
        " new MutationObserver(() => window.told.push(busy.textContent)).observe(busy, {childList: true}); }"
    )
    flow.locator("#fl-file").set_input_files(large)
    expect(_board(flow, 0)).to_contain_text("110,000 items", timeout=30_000)
    _rests(flow)
    told = flow.evaluate("() => window.told")
    assert any(re.match(r"Taking in \d+ of 13 MB|Taking in \d+ of 14 MB", words) for words in told), told
    assert any(words.startswith("Drawing picture") for words in told), told


def test_what_a_line_serves_is_answered_beside_it(flow: Page, audit: Callable[..., None]) -> None:
    board = _board(flow, 1)
    expect(board).to_contain_text("Copied word for word")
    expect(board).to_contain_text("Nothing here speaks of these yet")
    board.locator('[id="al-serves-V2.2"]').select_option("C1.3")
    _rests(flow)
    expect(board).not_to_contain_text("Nothing here speaks of these yet")


def test_the_register_is_seen_from_another_day(
    benefits: Page, shoot: Callable[[Page, str], None], audit: Callable[..., None]
) -> None:
    board = _board(benefits, 0)
    board.get_by_role("button", name="Take the sample").click()
    expect(board.locator("figure svg")).to_have_count(3, timeout=30_000)
    _rests(benefits)
    expect(board).to_contain_text("too early to judge until 2026-11-26")
    shoot(benefits, "benefits-1-dark")
    board.get_by_label("Looking from").fill("2026-12-31")
    _rests(benefits)
    expect(board).not_to_contain_text("too early to judge until 2026-11-26")
    board.get_by_label("What is this work there for?").select_option(
        label="Output: Case history on one screen"
    )
    _rests(benefits)
    expect(board).to_contain_text("Because Agents settle the matter in one call")


def test_a_customers_line_is_read_while_it_is_typed(benefits: Page) -> None:
    box = benefits.locator(".okr-live")
    box.locator("textarea").fill("Roll out the new portal")
    expect(box.locator(".chip").first).to_contain_text("Task")


def test_the_stop_list_is_changed_by_keyboard(
    benefits: Page, shoot: Callable[[Page, str], None], audit: Callable[..., None]
) -> None:
    board = _board(benefits, 1)
    board.get_by_role("button", name="Start my own list").press("Enter")
    _rests(benefits)
    expect(board.get_by_label("Activity 1")).to_be_focused()
    for words in ("Slide report", "10", "3"):
        benefits.keyboard.type(words)
        _rests(benefits)
        benefits.keyboard.press("Tab")
        if words == "10":
            benefits.keyboard.press("Control+a")
    benefits.keyboard.type("0")
    _rests(benefits)
    expect(board).to_contain_text("Of 30 hours a month, stopping frees 30")
    with benefits.expect_download() as taken:
        board.get_by_role("button", name="Save the draft as YAML").click()
    assert "<target>" in Path(taken.value.path()).read_text(encoding="utf-8")
    shoot(benefits, "stop-1-dark")
    audit(benefits, ".okr-board")


def test_typed_work_is_back_in_a_new_kernel(benefits: Page) -> None:
    benefits.get_by_role("menuitem", name="Kernel", exact=True).click()
    benefits.get_by_role("menuitem", name="Restart Kernel and Run All Cells…").click()
    benefits.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(benefits.locator("#st-1-name")).to_have_value("Slide report", timeout=30_000)
    expect(benefits.locator(".okr-live textarea")).to_have_value("Roll out the new portal", timeout=30_000)


def test_nothing_was_asked_of_the_network(lab: Any) -> None:
    assert lab.outside == []
