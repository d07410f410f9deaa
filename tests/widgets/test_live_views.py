"""The views of the live box: they pass on what was done and draw the state, and nothing in it can run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import ipywidgets
import pytest

from okrcoach.widgets import live_box, set_editor
from okrcoach.widgets.editor.live import Editor, splice
from okrcoach.widgets.editor.plain import PlainBox, PlainLines, reading_html
from okrcoach.widgets.editor.presenter import LivePresenter
from okrcoach.widgets.editor.set_presenter import LinesPresenter
from okrcoach.widgets.style import static, styles

TASK = "Launch the new voice menu by June"


@pytest.fixture(scope="module")
def presenter() -> LivePresenter:
    return LivePresenter()


class _Page:
    """What a page that shows an editor knows: it sends messages, and puts together what it is told."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.heard: list[dict[str, Any]] = []
        self.shown = dict(editor.first)
        editor.send = lambda content, buffers=None: self.heard.append(json.loads(json.dumps(content)))
        self.sends(do="hello", seq=0)

    def sends(self, **message: Any) -> dict[str, Any]:
        self.editor._handle_custom_msg(message, [])
        answer = dict(self.heard[-1])
        answer.pop("seq")
        splice = answer.pop("splice", None)
        rows = list(answer.get("page", self.shown)["rows"])
        if splice:
            rows[splice["from"] : splice["from"] + splice["gone"]] = splice["rows"]
        self.shown |= answer.pop("page", {}) | answer | {"rows": rows}
        return self.heard[-1]


def test_the_box_answers_what_the_page_sends() -> None:
    page = _Page(live_box())
    assert page.sends(do="type", text=TASK, seq=11)["seq"] == 11
    assert page.shown["rows"][0]["verdict"]["kind"] == "task"
    page.sends(do="role", role="objective", text=TASK, seq=12)
    assert page.shown["role"] == "objective"
    assert page.shown == json.loads(json.dumps(page.editor.presenter.page()))


def test_a_field_of_the_page_changes_the_words() -> None:
    page = _Page(live_box())
    page.sends(do="part", row=0, name="baseline", words="30%", text="Cut late calls from 18% to 9%", seq=1)
    assert page.shown["text"] == "Cut late calls from 30% to 9%"


def test_of_a_set_only_the_rows_that_changed_travel() -> None:
    page = _Page(set_editor())
    text = "\n".join(
        [
            "O1: Guests love our winter",
            *(f"- KR{i}: Cut calls about bill {i} from {i}% to 2%" for i in range(3, 40)),
        ]
    )
    page.sends(do="type", text=text, seq=1)
    page.sends(do="set", text=text, seq=2)
    text = text.replace("bill 20", "bills of 20")
    answer = page.sends(do="type", text=text, seq=3)
    assert (answer["splice"]["from"], answer["splice"]["gone"], len(answer["splice"]["rows"])) == (18, 1, 1)
    answer = page.sends(do="type", text=f"# Winter\n\n{text}", seq=4)
    assert len(answer["splice"]["rows"]) <= 2, "rows that only moved do not travel again"
    assert page.shown == json.loads(json.dumps(page.editor.presenter.page()))


def test_a_page_that_comes_later_gets_everything_and_the_notebook_keeps_nothing() -> None:
    editor = set_editor("O1: Guests love our winter\n- KR1: Print it")
    assert "Guests" not in json.dumps(editor.get_state(["first"])["first"]["text"])
    assert editor.first["rows"] == [None]
    page = _Page(editor)
    assert page.shown["text"] == editor.presenter.text
    assert page.shown["about"] is not None


def test_a_message_it_does_not_know_changes_nothing() -> None:
    page = _Page(live_box(TASK))
    before = page.editor.presenter.page()
    for message in (
        {"do": "erase", "seq": 2},
        {"do": "type", "text": ["not"], "seq": 3},
        {"do": "part", "seq": 4},
    ):
        page.editor._handle_custom_msg(message, [])
    assert page.editor.presenter.page() == before


@pytest.mark.parametrize(
    ("before", "after"),
    [("abc", "abc"), ("abc", "axc"), ("", "ab"), ("abcd", "ad"), ("aa", "aaa"), ("ab", "")],
)
def test_a_splice_makes_one_list_of_the_other(before: str, after: str) -> None:
    found = splice(list(before), list(after))
    rows = list(before)
    if found:
        rows[found["from"] : found["from"] + found["gone"]] = found["rows"]
    assert "".join(rows) == after
    assert (found is None) == (before == after)


def test_the_page_script_makes_no_markup_of_text_and_fetches_nothing() -> None:
    script = static("drawing.js") + static("live.js")
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


def test_the_plain_box_has_fields_that_write_back_and_an_undo() -> None:
    box = PlainBox(LivePresenter())
    box.draft.value = "Cut late calls from 18% to 9%"
    fields = {field.description: field for field in box.parts.children}
    fields["Baseline"].value = "20%"
    assert box.draft.value == "Cut late calls from 20% to 9%"
    box.undo.click()
    assert box.draft.value == "Cut late calls from 18% to 9%"


def test_the_plain_editor_reads_a_set() -> None:
    editor = PlainLines(LinesPresenter())
    editor.draft.value = "O1: Guests love our winter\n- KR1: Launch the <b>portal</b>"
    assert "Line 2" in editor.reading.value
    assert "<b>portal" not in editor.reading.value
    assert "Task" in editor.reading.value
    assert "one task" in editor.reading.value or "1 task" in editor.reading.value


def test_without_anywidget_the_plain_editor_comes() -> None:
    code = (
        "import sys; sys.modules['anywidget'] = None\n"
        "from okrcoach.widgets import set_editor\n"
        "print(type(set_editor('O1: Guests love us')).__name__)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["PlainLines"]
