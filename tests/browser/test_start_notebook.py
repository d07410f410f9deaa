"""What a learner sees: the start notebook in JupyterLab, typed into with real keys, the network cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("no_troubles")]

TASK = "Launch the new voice menu by June"
RESULT = "Cut mis-routed calls from 18% to 9% by Q3"


@pytest.fixture(scope="module")
def page(open_notebook: Callable[[str], Page], shoot: Callable[[Page, str], None]) -> Iterator[Page]:
    page = open_notebook("JupyterLab Light")
    shoot(page, "light-0-start")
    yield page
    shoot(page, "light-9-end")


@pytest.fixture
def box(page: Page) -> Locator:
    """The live box, emptied, for a key result."""
    box = page.locator(".okr-live:not(.okr-set)")
    if box.get_attribute("data-empty") == "false":
        box.get_by_label("Key result").check(force=True)
    box.locator("textarea").focus()
    page.keyboard.press("Escape")  # closes a mark that an earlier test left open
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    _answered(box)
    expect(box).to_have_attribute("data-empty", "true")
    return box


def _put(box: Locator, text: str) -> Locator:
    """Fill the draft at once, where it does not matter how the words come in."""
    draft = box.locator("textarea")
    draft.fill(text)
    _answered(box)
    draft.focus()
    return draft


def _type(box: Locator, text: str, delay: float = 15) -> Locator:
    """Type with real keys, ``delay`` milliseconds apart."""
    draft = box.locator("textarea")
    draft.click()
    draft.press_sequentially(text, delay=delay)
    _answered(box)
    return draft


def _answered(box: Locator) -> None:
    """Wait until what is shown belongs to the last key."""
    box.page.wait_for_function(
        """() => {
          const { asked, answered } = document.querySelector('.okr-live').dataset;
          return asked === undefined || asked === answered;
        }"""
    )


def test_the_code_is_folded_away(page: Page) -> None:
    assert page.locator(".jp-CodeCell .cm-content:visible").count() == 0


def test_a_task_is_named_and_a_rewrite_offered(
    box: Locator, page: Page, shoot: Callable[[Page, str], None]
) -> None:
    _type(box, TASK)
    expect(box.locator(".chip")).to_have_text("Task")
    expect(box.locator(".sure")).to_contain_text("in 100")
    expect(box.locator(".mirror mark[data-mark=fix]").first).to_be_visible()
    expect(box.locator(".ask .q")).to_contain_text("?")
    rewrite = box.locator(".try li .yours").first
    expect(rewrite).to_be_visible()
    expect(rewrite.locator(".blank", has_text="<baseline>")).to_be_visible()
    shoot(page, "light-1-task")


def test_a_result_has_baseline_and_target_picked_out(
    box: Locator, page: Page, shoot: Callable[[Page, str], None]
) -> None:
    _type(box, RESULT)
    expect(box.locator(".chip")).to_have_text("Outcome key result")
    expect(box.get_by_label("Baseline")).to_have_value("18%")
    expect(box.get_by_label("Target")).to_have_value("9%")
    expect(box.get_by_label("Measure")).to_have_value("mis-routed calls")
    expect(box.locator("mark[data-mark=part]", has_text="18%")).to_contain_text("baseline")
    shoot(page, "light-2-result")


def test_the_marks_lie_under_the_words_they_mark(box: Locator) -> None:
    """The mirror and the field must set the same text in the same place, or the marks lie."""
    _put(box, f"{RESULT} in all five regions, the islands included, and for both languages")
    same = box.evaluate(
        """(box) => {
          const mirror = box.querySelector('.mirror'), draft = box.querySelector('textarea');
          const a = getComputedStyle(mirror), b = getComputedStyle(draft);
          const keys = ['fontFamily', 'fontSize', 'lineHeight', 'letterSpacing', 'paddingLeft', 'paddingTop',
                        'borderLeftWidth', 'borderTopWidth', 'whiteSpace', 'wordSpacing', 'textIndent'];
          const m = mirror.getBoundingClientRect(), d = draft.getBoundingClientRect();
          return {styles: keys.filter((key) => a[key] !== b[key]), left: m.left - d.left, top: m.top - d.top,
                  width: m.width - d.width, hidden: draft.scrollHeight - draft.clientHeight};
        }"""
    )
    assert same == {"styles": [], "left": 0, "top": 0, "width": 0, "hidden": 0}


def test_use_this_selects_the_first_gap_and_one_undo_brings_the_words_back(box: Locator, page: Page) -> None:
    draft = _type(box, TASK)
    gap = box.locator(".try li").first.locator(".blank").first.text_content()
    selected = "(d) => d.value.slice(d.selectionStart, d.selectionEnd)"
    box.get_by_role("button", name="Use this").first.click()
    _answered(box)
    expect(draft).to_be_focused()
    assert draft.evaluate(selected) == gap
    page.keyboard.press("Control+z")
    expect(draft).to_have_value(TASK)
    _answered(box)
    page.keyboard.press("Alt+Enter")
    assert draft.evaluate(selected) == gap
    page.keyboard.type("callers helped at once")
    expect(draft).to_have_value(re.compile("callers helped at once.*<target>"))
    box.get_by_role("button", name="Undo").click()
    expect(draft).not_to_have_value(re.compile("callers helped at once"))


def test_a_borrowed_line_is_read(box: Locator) -> None:
    box.locator(".starts button").first.click()
    _answered(box)
    expect(box.locator(".chip")).to_have_text("Task")


def test_the_role_can_be_changed_with_the_arrow_keys(box: Locator, page: Page) -> None:
    _put(box, TASK)
    expect(box.locator(".finds .code").first).to_have_text(re.compile("^KR-"))
    box.get_by_label("Key result").focus()
    page.keyboard.press("ArrowRight")
    _answered(box)
    expect(box.get_by_label("Objective", exact=True)).to_be_checked()
    expect(box.locator(".finds .code").first).to_have_text(re.compile("^OBJ-"))


def test_keys_do_not_leak_to_the_notebook(box: Locator, page: Page) -> None:
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    draft = _put(box, TASK)
    for key in ("Escape", "Shift+Enter", "Control+Enter", "Enter"):
        draft.press(key)
        expect(draft).to_be_focused()
    expect(draft).to_have_value(TASK)
    button = box.get_by_role("button", name="Use this").first
    for key in ("d", "d", "a", "b", "x", "ArrowDown", "m"):
        button.press(key)
        expect(button).to_be_focused()
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert page.locator(".okr-live:not(.okr-set)").count() == 1


def test_the_notebook_can_still_be_saved_from_the_box(box: Locator, page: Page) -> None:
    draft = _put(box, TASK)
    with page.expect_request(lambda request: request.method == "PUT" and "/api/contents/" in request.url):
        draft.press("Control+s")
    expect(draft).to_have_value(TASK)


def test_words_are_never_markup(box: Locator, page: Page) -> None:
    text = "Launch <img src=x onerror=window.broken=1> by June"
    _put(box, text)
    expect(box.locator(".mirror")).to_contain_text("<img src=x onerror=window.broken=1>")
    assert box.locator("img").count() == 0
    assert page.evaluate("window.broken") is None


def test_one_live_region_speaks_when_the_typing_rests(box: Locator) -> None:
    assert box.locator("[aria-live]").count() == 1
    box.evaluate("(box) => { box.querySelector('[aria-live]').textContent = ''; }")
    _type(box, TASK)
    expect(box.locator("[aria-live]")).to_have_text("")
    expect(box.locator("[aria-live]")).to_have_text(re.compile(r"^Task, .*\. .* marks?\. Question: .*\?$"))


def test_f8_walks_the_marks(box: Locator, page: Page) -> None:
    draft = _put(box, RESULT)
    seen = []
    for _ in range(3):
        page.keyboard.press("F8")
        seen.append(draft.evaluate("(d) => d.value.slice(d.selectionStart, d.selectionEnd)"))
    assert seen == ["mis-routed calls", "18%", "9%"]
    expect(box.locator("[aria-live]")).to_have_text("9%: target")


def test_the_chart_is_drawn_and_follows_the_choice(page: Page, shoot: Callable[[Page, str], None]) -> None:
    chart = page.locator(".okr-sets svg")
    chart.scroll_into_view_if_needed()
    size = chart.bounding_box()
    assert size is not None
    assert size["width"] > 200
    assert size["height"] > 80
    labels = chart.locator("text").all_text_contents()
    assert {"1.1", "2.1", "Outcome key result", "Task"} <= set(labels)
    before = chart.get_attribute("aria-label")
    shoot(page, "light-3-set")
    page.get_by_label("Sample set").select_option(label="Repair cafe, a good set (yaml)")
    expect(chart).not_to_have_attribute("aria-label", before or "")
    expect(chart).to_have_attribute("aria-label", re.compile("key results are results"))
    expect(page.locator(".okr-report")).to_contain_text("repair", ignore_case=True)


#: Records the time from a key to the frame after its answer was drawn.
_STOPWATCH = """() => {
  const root = document.querySelector('.okr-live');
  const pressed = {};
  let key = 0;
  window.waits = [];
  root.addEventListener('keydown', () => { key = performance.now(); }, true);
  new MutationObserver((changes) => {
    for (const { attributeName } of changes) {
      const asked = root.dataset.asked, answered = root.dataset.answered;
      if (attributeName === 'data-asked') pressed[asked] = key;
      else if (pressed[answered]) {
        const from = pressed[answered];
        requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - from)));
      }
    }
  }).observe(root, { attributes: true, attributeFilter: ['data-asked', 'data-answered'] });
}"""


def test_the_answer_comes_within_a_tenth_of_a_second(box: Locator, page: Page) -> None:
    """The middle key of the best of three rounds counts: the other tests that run beside are not our delay.

    ``make bench`` measures the slow keys, against an echo that suffers the same neighbours.
    """
    page.evaluate(_STOPWATCH)
    rounds: list[tuple[float, float, int]] = []
    for _ in range(3):
        page.evaluate("() => { window.waits = []; }")
        draft = _type(box, RESULT, delay=110)
        page.wait_for_timeout(100)
        waits = sorted(page.evaluate("() => window.waits"))
        assert len(waits) > 20
        rounds.append((waits[int(len(waits) * 0.95)], waits[len(waits) // 2], len(waits)))
        print(f"key to picture: p50 {rounds[-1][1]:.0f} ms, p95 {rounds[-1][0]:.0f} ms, {rounds[-1][2]} keys")
        if rounds[-1][1] <= 100:
            break
        draft.fill("")
    assert min(p50 for _, p50, _ in rounds) <= 100, rounds


_CONTRAST = """(selector) => {
  const channels = (colour) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [x, y, z] = [r, g, b].map((c) => linear(c / 255));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const over = (top, below) =>
    top.map((c, i) => (i < 3 ? (c * top[3] + below[i] * (255 - top[3])) / 255 : 255));
  const node = document.querySelector(selector);
  let ground = [255, 255, 255, 255];
  const line = [];
  for (let n = node; n; n = n.parentElement) line.unshift(n);
  for (const n of line) ground = over(channels(getComputedStyle(n).backgroundColor), ground);
  const style = getComputedStyle(node);
  const ink = over(channels(node.namespaceURI.endsWith('svg') ? style.fill : style.color), ground);
  const [low, high] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""


def _contrasts(page: Page) -> dict[str, Any]:
    names = (
        ".mirror",
        ".chip",
        ".sure span",
        ".means",
        ".ed-why h3",
        ".ev p",
        ".ask .q",
        ".blank",
        ".sev",
        ".code",
    )
    found = {name: page.evaluate(_CONTRAST, f".okr-live {name}") for name in names}
    return found | {"chart": page.evaluate(_CONTRAST, ".okr-sets svg text")}


def test_every_word_is_legible_in_light(box: Locator, page: Page) -> None:
    _put(box, TASK)
    assert {name: ratio for name, ratio in _contrasts(page).items() if ratio < 4.5} == {}


def test_every_word_is_legible_in_dark(
    page: Page, open_notebook: Callable[[str], Page], shoot: Callable[[Page, str], None]
) -> None:
    dark = open_notebook("JupyterLab Dark")
    assert dark.locator("body").get_attribute("data-jp-theme-light") == "false"
    _put(dark.locator(".okr-live:not(.okr-set)"), TASK)
    shoot(dark, "dark-1-task")
    assert {name: ratio for name, ratio in _contrasts(dark).items() if ratio < 4.5} == {}
    dark.locator(".okr-sets svg").scroll_into_view_if_needed()
    shoot(dark, "dark-3-set")


def test_nothing_was_asked_of_the_network(lab: Any, page: Page) -> None:
    assert lab.outside == []
