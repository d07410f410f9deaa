"""The editors as a person uses them: one line and a whole set, with real keys, in JupyterLab."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_troubles")]

CELLS = (
    "from okrcoach.widgets import live_box, set_editor\nbox = live_box()\nbox",
    "kept = []\neditor = set_editor(on_change=kept.append)\neditor",
)
TASK = "Launch the new voice menu by June"
RESULT = "Cut mis-routed calls from 18% to 9% by Q3"
SET = """# Food bank, winter

O1: Families leave with food they want to cook
- KR1: Visits where families pick their own items: from 35% to 80% by December
- KR2: Open the second pick-up point in Millfield
- KR3: Cut food thrown away from 14% to 8% of what comes in
- KR4: Keep every fridge between 1 and 4 °C

O2: Neighbours hear of us before the cupboard is empty
- KR1: First visits sent by a school or surgery: from 18% to 40% by December
- KR2: 5,000 followers by December"""
SELECTED = "(draft) => draft.value.slice(draft.selectionStart, draft.selectionEnd)"


@pytest.fixture(scope="module")
def page(lab: Any, open_notebook: Callable[..., Page], shoot: Callable[[Page, str], None]) -> Page:
    name = lab.write_notebook("editors.ipynb", *CELLS)
    page = open_notebook("JupyterLab Light", name, ".okr-set textarea", (1280, 1700))
    shoot(page, "editor-light-0-empty")
    return page


@pytest.fixture
def box(page: Page) -> Locator:
    return _emptied(page.locator(".okr-live:not(.okr-set)"))


@pytest.fixture
def many(page: Page) -> Locator:
    return _emptied(page.locator(".okr-set"))


def _emptied(editor: Locator) -> Locator:
    editor.locator("textarea").focus()
    editor.page.keyboard.press("Escape")
    editor.page.mouse.move(0, 0)
    editor.page.keyboard.press("Control+a")
    editor.page.keyboard.press("Delete")
    _answered(editor)
    expect(editor).to_have_attribute("data-empty", "true")
    return editor


def _answered(editor: Locator) -> None:
    """Wait until what is shown belongs to the last that was sent."""
    expect.set_options(timeout=10_000)
    for _ in range(100):
        asked, answered = (editor.get_attribute(f"data-{name}") for name in ("asked", "answered"))
        if asked == answered:
            return
        editor.page.wait_for_timeout(20)
    raise AssertionError(f"no answer: asked {asked}, answered {answered}")


def _put(editor: Locator, text: str) -> Locator:
    draft = editor.locator("textarea")
    draft.fill(text)
    _answered(editor)
    draft.focus()
    return draft


def _type(editor: Locator, text: str) -> Locator:
    draft = editor.locator("textarea")
    draft.click()
    draft.press_sequentially(text, delay=15)
    _answered(editor)
    return draft


def test_f8_opens_a_mark_with_what_why_and_ask_and_escape_goes_back_to_the_caret(
    box: Locator, page: Page, shoot: Callable[[Page, str], None]
) -> None:
    draft = _put(box, TASK)
    draft.evaluate("(draft) => draft.setSelectionRange(7, 7)")
    page.keyboard.press("F8")
    tip = box.get_by_role("dialog")
    expect(tip).to_have_accessible_name(re.compile("^Fix first: "))
    assert tip.locator("dt").all_text_contents() == ["What", "Why", "Ask"]
    expect(box.locator(".mirror .on")).not_to_have_count(0)
    shoot(page, "editor-light-1-mark")
    page.keyboard.press("Tab")
    expect(tip.get_by_role("button", name="Use the first rewrite")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    expect(draft).to_be_focused()
    assert draft.evaluate("(draft) => [draft.selectionStart, draft.selectionEnd]") == [7, 7]


def test_shift_f8_walks_back(box: Locator, page: Page) -> None:
    draft = _put(box, RESULT)
    seen = []
    for key in ("F8", "F8", "F8", "Shift+F8", "Shift+F8"):
        page.keyboard.press(key)
        seen.append(draft.evaluate(SELECTED))
    assert seen == ["mis-routed calls", "18%", "9%", "18%", "mis-routed calls"]


def test_a_mark_opens_by_pointing_and_closes_when_the_pointer_leaves(box: Locator, page: Page) -> None:
    _put(box, RESULT)
    spot = box.locator("mark", has_text="18%").bounding_box()
    assert spot is not None
    page.mouse.move(spot["x"] + 8, spot["y"] + 8)
    expect(box.get_by_role("dialog")).to_have_accessible_name("Baseline")
    page.mouse.move(spot["x"] + 300, spot["y"] - 100)
    expect(box.get_by_role("dialog")).to_have_count(0)


def test_alt_enter_applies_the_rewrite_and_one_undo_takes_it_back(box: Locator, page: Page) -> None:
    draft = _type(box, TASK)
    page.keyboard.press("F8")
    page.keyboard.press("Alt+Enter")
    _answered(box)
    expect(draft).to_have_value(re.compile("<baseline>"))
    assert draft.evaluate(SELECTED) == "<baseline>"
    page.keyboard.press("Control+z")
    expect(draft).to_have_value(TASK)


@pytest.mark.parametrize(
    ("before", "field", "words", "after"),
    [
        (RESULT, "Baseline", "21%", "Cut mis-routed calls from 21% to 9% by Q3"),
        ("Cut mis-routed calls to 9% by Q3", "Baseline", "21%", "Cut mis-routed calls from 21% to 9% by Q3"),
        (
            "Cut mis-routed calls from 18% to 9%",
            "Deadline",
            "May",
            "Cut mis-routed calls from 18% to 9% by May",
        ),
        (RESULT, "Measure", "late calls", "Cut late calls from 18% to 9% by Q3"),
    ],
)
def test_a_field_writes_back_into_the_sentence_and_can_be_undone(
    box: Locator, page: Page, before: str, field: str, words: str, after: str
) -> None:
    draft = _put(box, before)
    box.get_by_label(field).fill(words)
    page.keyboard.press("Enter")
    expect(draft).to_have_value(after)
    _answered(box)
    expect(box.get_by_label(field)).to_be_focused()
    expect(box.get_by_label(field)).to_have_value(words)
    box.get_by_role("button", name="Undo").click()
    expect(draft).to_have_value(before)


def test_tab_from_field_to_field_keeps_the_way(box: Locator, page: Page) -> None:
    draft = _put(box, RESULT)
    box.get_by_label("Baseline").fill("20%")
    page.keyboard.press("Tab")
    expect(draft).to_have_value("Cut mis-routed calls from 20% to 9% by Q3")
    _answered(box)
    expect(box.get_by_label("Target")).to_be_focused()
    page.keyboard.type("8%")
    page.keyboard.press("Escape")
    expect(draft).to_be_focused()
    expect(box.get_by_label("Target")).to_have_value("9%")


def test_a_label_says_what_a_line_is_meant_to_be(box: Locator) -> None:
    _put(box, "O1: Every new colleague feels at home in the first week")
    expect(box.get_by_label("Objective", exact=True)).to_be_checked()
    expect(box.locator(".chip").first).to_have_text("Objective")


def test_a_set_is_read_line_by_line_and_as_a_whole(
    many: Locator, page: Page, shoot: Callable[[Page, str], None]
) -> None:
    _put(many, SET)
    kinds = [row.get_attribute("data-kind") for row in many.locator(".mirror .row").all()]
    assert kinds == [
        "", "", "objective", "outcome_kr", "task", "outcome_kr", "heartbeat", "", "objective", "outcome_kr",
        "outcome_kr",
    ] or kinds[2:5] == ["objective", "outcome_kr", "task"]  # fmt: skip
    expect(many.locator(".mirror .row").nth(4).locator(".short")).to_have_text("Fix first")
    expect(many.locator(".set-side h3")).to_have_text("About the set")
    expect(many.locator(".tally")).to_contain_text("2 objectives")
    shoot(page, "editor-light-2-set")


def test_the_marks_of_a_set_lie_under_their_words(many: Locator) -> None:
    _put(many, SET)
    same = many.evaluate(
        """(box) => {
          const mirror = box.querySelector('.mirror'), draft = box.querySelector('textarea');
          const m = mirror.getBoundingClientRect(), d = draft.getBoundingClientRect();
          const row = mirror.querySelector('.row');
          const a = getComputedStyle(row), b = getComputedStyle(draft);
          const keys = ['fontFamily', 'fontSize', 'lineHeight', 'letterSpacing', 'paddingLeft',
                        'paddingRight', 'whiteSpace', 'wordSpacing', 'textIndent', 'overflowWrap'];
          return {styles: keys.filter((key) => a[key] !== b[key]), left: m.left - d.left, top: m.top - d.top,
                  width: m.width - d.width, hidden: draft.scrollHeight - draft.clientHeight};
        }"""
    )
    assert same == {"styles": [], "left": 0, "top": 0, "width": 0, "hidden": 0}


def test_alt_and_arrows_change_the_line_and_its_advice(
    many: Locator, page: Page, shoot: Callable[[Page, str], None]
) -> None:
    draft = _put(many, SET)
    draft.press("Control+Home")
    for _ in range(3):
        page.keyboard.press("Alt+ArrowDown")
    expect(many.locator(".which")).to_have_text("Line 3")
    expect(many.locator(".ed-verdict .chip").first).to_have_text("Task")
    expect(many.locator("[aria-live]")).to_have_text(re.compile("^Line 3: Task"))
    shoot(page, "editor-light-3-line")
    page.keyboard.press("Alt+ArrowUp")
    expect(many.locator(".which")).to_have_text("Line 2")
    expect(many.get_by_label("Baseline")).to_have_value("35%")


def test_only_the_row_that_changed_is_drawn_again(many: Locator, page: Page) -> None:
    draft = _put(many, SET)
    page.wait_for_timeout(700)
    _answered(many)
    many.evaluate(
        "(box) => box.querySelectorAll('.mirror .row').forEach((row, i) => { row.firstChild.was = i; })"
    )
    draft.press("Control+End")
    page.keyboard.type(" or so")
    _answered(many)
    old = many.evaluate(
        "(box) => [...box.querySelectorAll('.mirror .row')].map((row) => row.firstChild.was ?? -1)"
    )
    assert old[:-1] == list(range(len(old) - 1))
    assert old[-1] == -1


def test_a_line_of_a_set_takes_rewrites_and_fields(many: Locator, page: Page) -> None:
    draft = _put(many, SET)
    draft.press("Control+Home")
    for _ in range(2):
        page.keyboard.press("Alt+ArrowDown")
    many.get_by_label("Baseline").fill("36%")
    page.keyboard.press("Enter")
    expect(draft).to_have_value(SET.replace("35%", "36%"))
    _answered(many)
    many.get_by_role("button", name="Undo").click()
    expect(draft).to_have_value(SET)


def test_f8_walks_through_the_lines_of_a_set(many: Locator, page: Page) -> None:
    draft = _put(many, SET)
    page.wait_for_timeout(700)
    _answered(many)
    draft.press("Control+Home")
    seen = []
    for _ in range(12):
        page.keyboard.press("F8")
        seen.append(many.locator(".which").text_content())
    assert seen[0] != seen[-1]
    assert "Line 3" in seen
    page.keyboard.press("Escape")
    assert draft.evaluate("(draft) => draft.selectionStart") == 0


def test_enter_makes_a_new_line_and_nothing_leaks_to_the_notebook(many: Locator, page: Page) -> None:
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    draft = _type(many, "O1: Guests love our winter")
    for key in ("Enter", "Shift+Enter", "Escape"):
        draft.press(key)
        expect(draft).to_be_focused()
    page.keyboard.type("- KR1: Print it")
    _answered(many)
    expect(draft).to_have_value("O1: Guests love our winter\n\n- KR1: Print it")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_words_of_a_set_are_never_markup(many: Locator, page: Page) -> None:
    _put(many, "O1: <img src=x onerror=window.broken=1>\n- KR1: Cut <b>calls</b> from 3 to 2")
    assert many.locator(".mirror img, .mirror b").count() == 0
    assert page.evaluate("window.broken") is None


def test_everything_one_can_hit_is_large_enough(box: Locator, many: Locator) -> None:
    _put(box, TASK)
    _put(many, SET)
    small = box.page.evaluate(
        """() => [...document.querySelectorAll('.okr-live :is(button, summary, input[type=text], label)')]
          .map((node) => [node.textContent.slice(0, 30), node.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([name]) => name)"""
    )
    assert small == []


def test_in_the_dark(
    lab: Any, open_notebook: Callable[..., Page], shoot: Callable[[Page, str], None]
) -> None:
    dark = open_notebook("JupyterLab Dark", "editors.ipynb", ".okr-set textarea", (1280, 1700))
    one, many = dark.locator(".okr-live:not(.okr-set)"), dark.locator(".okr-set")
    _put(many, SET).press("Control+End")
    _put(one, TASK)
    dark.keyboard.press("F8")
    expect(one.get_by_role("dialog")).to_be_visible()
    shoot(dark, "editor-dark-1")


@pytest.mark.parametrize("width", [900, 640])
def test_narrow_cells_lose_nothing(
    box: Locator, many: Locator, page: Page, shoot: Callable[[Page, str], None], width: int
) -> None:
    _put(box, TASK)
    _put(many, SET).press("Control+End")
    page.set_viewport_size({"width": width, "height": 1700})
    page.wait_for_timeout(300)
    for editor in (box, many):
        over = editor.evaluate(
            """(box) => {
              const edge = box.querySelector('.sheet').getBoundingClientRect().right + 1;
              return [...box.querySelectorAll('.sheet *')].filter((node) => !node.closest('.sr'))
                .filter((node) => node.getBoundingClientRect().right > edge).map((node) => node.className);
            }"""
        )
        assert over == []
        draft = editor.locator("textarea")
        assert draft.evaluate("(draft) => draft.scrollHeight - draft.clientHeight") == 0
    shoot(page, f"editor-light-4-{width}")
    page.set_viewport_size({"width": 1280, "height": 1700})


def test_a_reloaded_page_has_the_words_again(many: Locator, page: Page) -> None:
    _put(many, SET)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1000)
    page.reload()
    draft = page.locator(".okr-set textarea")
    draft.wait_for(timeout=10_000)
    expect(draft).to_have_value(SET)
