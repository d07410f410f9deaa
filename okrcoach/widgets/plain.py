"""The live box where anywidget is not installed: the same presenter behind plain ipywidgets."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as w

from okrcoach.widgets.presenter import LivePresenter


class PlainBox(w.VBox):  # type: ignore[misc]
    """A text field, the reading as HTML, and a button for each rewrite."""

    def __init__(self, presenter: LivePresenter) -> None:
        self.presenter = presenter
        state = presenter.state
        self.role = w.RadioButtons(
            options=[(role["words"], role["value"]) for role in state["roles"]],
            value=state["role"],
            description="Written as",
            layout=w.Layout(width="auto"),
        )
        self.draft = w.Textarea(
            placeholder="Write it as rough as it comes",
            description="Your draft",
            continuous_update=True,
            layout=w.Layout(width="100%"),
        )
        self.reading = w.HTML()
        self.rewrites = w.VBox()
        self.draft.observe(self._typed, names=["value"])
        self.role.observe(self._role_chosen, names=["value"])
        super().__init__([self.role, self.draft, self.reading, self.rewrites])
        self._draw()

    def _typed(self, change: dict[str, Any]) -> None:
        self.presenter.type(change["new"])
        self._draw()

    def _role_chosen(self, change: dict[str, Any]) -> None:
        self.presenter.choose_role(change["new"])
        self._draw()

    def _use(self, i: int) -> None:
        self.presenter.use_rewrite(i)
        self.draft.value = self.presenter.state["text"]

    def _draw(self) -> None:
        state = self.presenter.state
        self.reading.value = reading_html(state)
        self.rewrites.children = [self._offer(i, words) for i, words in enumerate(state.get("rewrites", []))]

    def _offer(self, i: int, words: dict[str, Any]) -> w.HBox:
        use = w.Button(description="Use this")
        use.on_click(lambda _: self._use(i))
        return w.HBox([use, w.HTML(escape(words["text"]))])


def reading_html(state: dict[str, Any]) -> str:
    """Return a presenter's state as HTML; every text in it is escaped."""
    trouble = state.get("trouble")
    if trouble:
        return f"<p><b>{escape(trouble['safe'])}</b> {escape(trouble['what'])} {escape(trouble['do'])}</p>"
    if state.get("unsure"):
        return f"<p><b>{escape(state['unsure'])}</b> Nothing was judged; your words stay as they are.</p>"
    if "verdict" not in state:
        return ""
    verdict, second, question = state["verdict"], state["second"], state["question"]
    kinds = verdict["words"] + (f" or {second['words']}" if second else "")
    html = [
        f"<p><b>{escape(kinds)}</b>, {escape(verdict['sure'])}, {escape(verdict['hundred'])}<br>",
        f"{escape(verdict['means'])}</p>",
        _table((part["label"], part["text"] or part["invite"]) for part in state["parts"]),
    ]
    if question:
        html.append(f"<p>{escape(question['lead'])}: <b>{escape(question['text'])}</b></p>")
    for finding in state["findings"]:
        html.append(f"<p><b>{escape(finding['words'])}: {escape(finding['title'])}</b></p>")
        html.append(
            _table((name, finding[name.lower()]) for name in ("What", "Why", "Ask") if finding[name.lower()])
        )
    reasons = state["evidence"]
    html.append("<p>Why we read it so</p>")
    html.append(
        _table(
            (f"{sign['weight']} {sign['quote']}", sign["says"]) for sign in reasons["signs"] + reasons["more"]
        )
    )
    html.append(f"<p>{escape(reasons['adds_up'])}: {escape(reasons['total'])}</p>")
    return "".join(html)


def _table(rows: Any) -> str:
    cells = "".join(
        f"<tr><td style='padding-right:1em'>{escape(head)}</td><td>{escape(words)}</td></tr>"
        for head, words in rows
    )
    return f"<table>{cells}</table>" if cells else ""
