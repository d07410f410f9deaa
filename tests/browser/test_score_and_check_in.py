"""The fourth notebook as a person uses it: look, check in, grade, and steer a quarter of one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tools.lab_server import Lab

pytestmark = pytest.mark.usefixtures("no_troubles")

Audit = Callable[..., None]
OpenNotebook = Callable[..., Page]
NAME = "04_score_and_check_in.ipynb"


@pytest.fixture(scope="module")
def notebook(open_notebook: OpenNotebook) -> Page:
    page = open_notebook("JupyterLab Light", NAME, "#qu-start", size=(1400, 1500))
    page.set_default_timeout(10_000)
    return page


def test_the_quarter_can_be_looked_at_on_any_day(
    notebook: Page, audit: Audit, shoot: Callable[[Page, str], None]
) -> None:
    page = notebook
    page.locator("#sc-choose").select_option(label="Parcel service desk")
    expect(page.locator("#sc-h")).to_have_text("Service desk, Harrow & Finch Parcels")
    expect(page.locator(".opened figure svg")).to_be_visible()
    page.get_by_role("button", name="1.2 Raise the share of missed parcels").click()
    expect(page.locator("#sc-open-h")).to_be_focused()
    expect(page.locator(".opened")).to_contain_text("against the first target")
    page.locator("#sc-week").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#sc-day")).to_have_value("2026-08-18")
    shoot(page, "score-krs")
    audit(page, ".okr-board")
    page.locator(".okr-board .seg").get_by_text("Four squares", exact=True).click()
    expect(page.get_by_role("heading", name="Health metrics")).to_be_visible()
    shoot(page, "score-four")
    audit(page, ".okr-board")


def test_a_check_in_shows_on_the_board_above(
    notebook: Page, lab: Lab, audit: Audit, shoot: Callable[[Page, str], None]
) -> None:
    page = notebook
    page.locator("#ci-choose").scroll_into_view_if_needed()
    page.locator("#ci-choose").select_option(label="Parcel service desk")
    page.get_by_role("button", name="Start my copy").click()
    field = page.locator("#ci-value-1\\.1")
    expect(field).to_be_focused()
    page.keyboard.type("325")
    page.locator("#ci-note-1\\.1").fill("The message says when, not only that")
    page.locator("#ci-note-1\\.1").press("Enter")
    expect(page.locator("#ci-changed")).to_be_focused()
    expect(page.locator("#ci-changed")).to_contain_text("Value: 340 → 325.")
    expect(field).to_have_value("")
    log = lab.folder / "okrs" / "quarters" / "parcel-service-desk.checkins.jsonl"
    if not log.exists():
        log = lab.folder / "quarters" / "parcel-service-desk.checkins.jsonl"
    before = log.read_text(encoding="utf-8")
    assert "The message says when" in before
    shoot(page, "check-in")
    audit(page, ".okr-board")
    expect(page.locator("#sc-choose")).to_have_value("own/parcel-service-desk.yaml")
    expect(page.locator("#sc-day")).to_have_value("2026-08-31")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#ci-changed")).to_contain_text("both stay in the log")
    assert log.read_text(encoding="utf-8").startswith(before), "nothing was erased"


def test_a_finished_quarter_is_graded_with_a_reason(notebook: Page, audit: Audit) -> None:
    page = notebook
    page.locator("#sc-choose").select_option(value="own/parcel-service-desk.yaml")
    page.locator(".okr-board .seg").get_by_text("Grades", exact=True).click()
    page.get_by_role("button", name="Go to the last day").click()
    page.locator("#sc-grade-1\\.2").click()
    form = page.locator("#sc-given-1\\.2")
    expect(form).to_be_focused()
    form.select_option("0.3")
    expect(page.get_by_text("A reason is needed.")).to_be_visible()
    page.locator("#sc-keep-1\\.2").click()
    expect(page.get_by_text("What do you know that they don’t?")).to_be_visible()
    page.locator("#sc-reason-1\\.2").fill("They rebook, and ring to be sure")
    page.locator("#sc-keep-1\\.2").click()
    expect(page.locator("#sc-row-1\\.2 .past")).to_contain_text("They rebook, and ring to be sure")
    audit(page, ".okr-board")


def test_twelve_weeks_can_be_steered_by_keyboard(
    notebook: Page, audit: Audit, shoot: Callable[[Page, str], None]
) -> None:
    page = notebook
    page.locator("#qu-push-and-strain").scroll_into_view_if_needed()
    page.locator("#qu-push-and-strain").check()
    page.locator("#qu-seed").fill("7")
    page.locator("#qu-seed").press("Enter")
    expect(page.locator("#qu-h")).to_be_focused()
    for units in range(1, 5):
        page.locator("#qu-slide-short").press("ArrowRight")
        expect(page.locator("#qu-units-short")).to_have_value(str(units))
    page.locator("#qu-units-causes").fill("9")
    expect(page.locator("#qu-left")).to_contain_text("more than the team has")
    page.locator("#qu-units-causes").fill("6")
    expect(page.locator("#qu-left")).not_to_contain_text("more than the team has")
    play = page.locator("#qu-play")
    for week in range(1, 13):
        expect(play).to_have_text(f"Play week {week}")
        play.press("Enter")
        if week == 6:
            expect(play).to_have_text("Play week 7")
            shoot(page, "simulator-week-6")
            audit(page, ".okr-board")
    expect(page.locator("#qu-h")).to_be_focused()
    expect(page.locator("#qu-h")).to_contain_text("what was signal")
    shoot(page, "simulator-reveal")
    audit(page, ".okr-board")
    page.get_by_role("button", name="Try again with the same seed").click()
    expect(page.locator("#qu-play")).to_have_text("Play week 1")


def test_dark_and_narrow(
    open_notebook: OpenNotebook, notebook: Page, audit: Audit, shoot: Callable[[Page, str], None]
) -> None:
    page = open_notebook("JupyterLab Dark", NAME, "#qu-play, #qu-start", size=(900, 1300))
    expect(page.locator("#sc-choose")).to_be_visible()
    shoot(page, "score-dark-900")
    audit(page, ".okr-board")
    page.locator("#ci-choose").scroll_into_view_if_needed()
    shoot(page, "check-in-dark-900")
    wide = page.evaluate(
        "[...document.querySelectorAll('.okr-board')].filter((b) => b.scrollWidth > b.clientWidth + 1).length"
    )
    assert wide == 0, "nothing is cut off at the side"
