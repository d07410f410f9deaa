"""Times a key press to its updated marks, beside a bare echo: ``python -m benchmarks.keystroke``.

The echo is the floor: a text area whose text goes to the kernel and comes back, with nothing done to it.
Both are timed in the same page, in turns, from the key to the frame in which its answer was drawn.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Page

from tools.lab_server import chromium_path, open_notebook, running_chromium, running_lab

#: A key every so many milliseconds, as somebody types who types fast.
PACE = 110
ROUNDS = 4
#: What may be promised of the p95 against the echo's, and what is hoped for.
BARS = {"one statement": (1.5, 1.2), "a set of 40 lines": (2.5, 1.5)}
WORDS = "Cut mis-routed calls from 18% to 9% by Q3"
MORE = " and late calls from 8% to 4%"

_ECHO = '''
import anywidget, traitlets
class Echo(anywidget.AnyWidget):
    _esm = """
    function render({ model, el }) {
      const draft = document.createElement("textarea"), shown = document.createElement("p");
      let asked = 0;
      el.className = "echo";
      el.append(draft, shown);
      for (const name of ["keydown", "keyup", "keypress"]) {
        el.addEventListener(name, (event) => event.stopPropagation());
      }
      draft.addEventListener("input", () => {
        asked += 1;
        el.dataset.asked = asked;
        model.send({ seq: asked, text: draft.value });
      });
      model.on("msg:custom", ({ seq, text }) => {
        shown.textContent = text;
        el.dataset.answered = seq;
      });
    }
    export default { render };
    """
echo = Echo()
echo.on_msg(lambda _widget, message, _buffers: echo.send(message))
echo
'''
_EDITORS = "from okrcoach.widgets import live_box, set_editor\n{}"

#: Notes the time from a key to the frame after its answer was drawn.
_STOPWATCH = """(selector) => {
  const root = document.querySelector(selector);
  const pressed = {};
  let key = 0;
  root.waits = [];
  root.addEventListener('keydown', () => { key = performance.now(); }, true);
  new MutationObserver((changes) => {
    for (const { attributeName } of changes) {
      const { asked, answered } = root.dataset;
      if (attributeName === 'data-asked') {
        if (key) pressed[asked] = key;
        key = 0;
      } else if (pressed[answered]) {
        const from = pressed[answered];
        delete pressed[answered];
        requestAnimationFrame(() => setTimeout(() => root.waits.push(performance.now() - from)));
      }
    }
  }).observe(root, { attributes: true, attributeFilter: ['data-asked', 'data-answered'] });
}"""


_TO_THE_MIDDLE = """(draft) => {
  const at = draft.value.indexOf('\\n- KR3', draft.value.length / 2);
  draft.setSelectionRange(at, at);
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Milliseconds from a key to the picture of its answer."""

    p50: float
    p95: float
    keys: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Keystroke:
    """The echo's waits, the editors' by name, and how many times the echo's p95 theirs is."""

    echo: Waits
    editors: dict[str, Waits]

    @property
    def ratios(self) -> dict[str, float]:
        """Return p95 against the echo's p95, by editor."""
        return {name: waits.p95 / self.echo.p95 for name, waits in self.editors.items()}


def summed_up(waits: Sequence[float]) -> Waits:
    """Return the percentiles of waits in milliseconds; raises ``ValueError`` when there are none."""
    if not waits:
        raise ValueError("no key was answered")
    ordered = sorted(waits)
    last = len(ordered) - 1
    return Waits(p50=ordered[last // 2], p95=ordered[round(last * 0.95)], keys=len(ordered))


def forty_lines() -> str:
    """Return a set of 40 lines: eight objectives with four key results each."""
    lines = []
    for o in range(1, 9):
        lines.append(f"O{o}: Families in district {o} leave with food they want to cook")
        for k in range(1, 5):
            lines.append(
                f"- KR{k}: Cut food thrown away in kitchen {o}{k} from {10 + o}% to {k}% by December"
            )
    return "\n".join(lines)


def measured() -> Keystroke | None:
    """Time echo, live box and set editor in JupyterLab; None where there is no Chromium. Takes a minute."""
    if chromium_path() is None:
        return None
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as home,
        running_lab(Path(folder), Path(home)) as lab,
        running_chromium() as chromium,
    ):
        cells = (_ECHO, _EDITORS.format("live_box()"), _EDITORS.format("set_editor()"))
        name = lab.write_notebook("keys.ipynb", *cells)
        page = open_notebook(lab, chromium, name, ".okr-set textarea", (1280, 2600))
        return _timed(page)


def _timed(page: Page) -> Keystroke:
    places = {"echo": ".echo", "one statement": ".okr-live:not(.okr-set)", "a set of 40 lines": ".okr-set"}
    for place in places.values():
        page.evaluate(_STOPWATCH, place)
    page.locator(".okr-set textarea").fill(forty_lines())
    page.wait_for_timeout(1500)
    for turn in range(ROUNDS + 1):
        for name, place in places.items():
            draft = page.locator(f"{place} textarea")
            draft.focus()
            if name == "a set of 40 lines":
                draft.evaluate(_TO_THE_MIDDLE)
                page.keyboard.type(MORE, delay=PACE)
            else:
                draft.fill("")
                page.keyboard.type(WORDS, delay=PACE)
            page.wait_for_timeout(600)
        if turn == 0:  # the first is for warming up
            for place in places.values():
                page.evaluate("(selector) => { document.querySelector(selector).waits = []; }", place)
            page.locator(".okr-set textarea").fill(forty_lines())
            page.wait_for_timeout(1500)
    found = {
        name: summed_up(page.evaluate("(selector) => document.querySelector(selector).waits", place))
        for name, place in places.items()
    }
    return Keystroke(echo=found.pop("echo"), editors=found)


def in_words(found: Keystroke | None) -> str:
    """Return the figures as lines to print."""
    if found is None:
        return "Key to marks: not measured, there is no Chromium here."
    lines = ["Key to marks in JupyterLab, milliseconds from the key to the picture:"]
    lines.append(
        f"  {'bare echo':<18} p50 {found.echo.p50:5.0f}  p95 {found.echo.p95:5.0f}  {found.echo.keys} keys"
    )
    for name, waits in found.editors.items():
        most, goal = BARS[name]
        ratio = found.ratios[name]
        met = "goal met" if ratio <= goal else "bar met" if ratio <= most else "BAR MISSED"
        lines.append(
            f"  {name:<18} p50 {waits.p50:5.0f}  p95 {waits.p95:5.0f}  {waits.keys} keys: "
            f"{ratio:.2f} of the echo (bar {most}, goal {goal}): {met}"
        )
    return "\n".join(lines)


def record(found: Keystroke | None) -> dict[str, object] | None:
    """Return the figures for a JSON file."""
    return None if found is None else asdict(found) | {"ratios": found.ratios}


if __name__ == "__main__":
    result = measured()
    print(in_words(result))
    print(json.dumps(record(result)))
