"""The views of the live box: they pass on what was done and draw the state, and nothing in it can run."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import ipywidgets
import pytest

from okrcoach.widgets import live_box
from okrcoach.widgets.live import LiveBox
from okrcoach.widgets.plain import PlainBox, reading_html
from okrcoach.widgets.presenter import LivePresenter
from okrcoach.widgets.style import static, styles

TASK = "Launch the new voice menu by June"


@pytest.fixture(scope="module")
def presenter() -> LivePresenter:
    return LivePresenter()


def _send(box: LiveBox, **message: Any) -> dict[str, Any]:
    """Do what happens when the page's message arrives."""
    box._handle_custom_msg(message, [])
    return dict(box.state)


def test_the_box_answers_what_the_page_sends(presenter: LivePresenter) -> None:
    box = live_box()
    assert isinstance(box, LiveBox)
    state = _send(box, do="type", text=TASK, seq=11)
    assert (state["seq"], state["text"], state["verdict"]["kind"]) == (11, TASK, "task")
    state = _send(box, do="role", role="objective", seq=12)
    assert (state["seq"], state["role"], state["text"]) == (12, "objective", TASK)


def test_a_message_it_does_not_know_changes_nothing(presenter: LivePresenter) -> None:
    box = LiveBox(presenter)
    before = _send(box, do="type", text=TASK, seq=1)
    assert _send(box, do="erase", seq=2) == before
    assert _send(box, do="type", text=["not", "text"], seq=3) == before


def test_the_page_script_makes_no_markup_of_text_and_fetches_nothing() -> None:
    script = static("live.js")
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|import\b"
    )
    assert not re.findall(forbidden, script)
    assert set(re.findall(r"https?://[^\"'\s]+", script)) == {"http://www.w3.org/2000/svg"}
    assert "url(" not in styles("live.css")
    assert "@import" not in styles("live.css")


@pytest.mark.parametrize("name", ["live.css", "sets.css"])
def test_no_rule_reaches_outside_our_own_boxes(name: str) -> None:
    css = re.sub(r"/\*.*?\*/", "", styles(name), flags=re.DOTALL)
    assert "--okr-fix: light-dark" in css
    selectors = [found.strip() for found in re.findall(r"([^{}]+)\{[^{}@]*[:][^{}]*\}", css)]
    assert len(selectors) > 10
    for selector in selectors:
        for part in re.split(r",(?![^(]*\))", selector):
            assert ".okr" in part, selector


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize(
    "text",
    [
        "Launch <img src=x onerror=alert(1)> by June",
        "Cut <script>alert(1)</script> from 18% to 9% by \"Q3'",
        "Cut <b onclick=x>calls</b> & costs from 18% to 9%",
    ],
)
def test_the_plain_reading_escapes_the_words(presenter: LivePresenter, text: str) -> None:
    presenter.choose_role("key_result")
    presenter.type(text)
    seen = _Tags()
    seen.feed(reading_html(presenter.state))
    assert seen.tags <= {"p", "b", "br", "table", "tr", "td"}
    assert seen.attributes <= {"style"}


def test_the_plain_box_does_the_same_with_plain_widgets() -> None:
    box = PlainBox(LivePresenter())
    box.draft.value = TASK
    assert "<b>Task</b>" in box.reading.value
    use = box.rewrites.children[0].children[0]
    assert isinstance(use, ipywidgets.Button)
    use.click()
    assert "<baseline>" in box.draft.value
    assert "Outcome key result" in box.reading.value
    box.role.value = "objective"
    assert box.presenter.state["role"] == "objective"


def test_the_plain_box_tells_of_trouble() -> None:
    box = PlainBox(LivePresenter())
    box.draft.value = "Launch it. " * 200
    assert "Your words are safe." in box.reading.value
    box.draft.value = "Die Zufriedenheit der Kunden mit unserem Dienst wird für alle besser"
    assert "English" in box.reading.value


def test_without_anywidget_the_plain_box_comes() -> None:
    code = (
        "import sys; sys.modules['anywidget'] = None\n"
        "from okrcoach.widgets import live_box\n"
        "box = live_box(); box.draft.value = 'Launch the portal'\n"
        "print(type(box).__name__, 'Task' in box.reading.value)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["PlainBox", "True"]
