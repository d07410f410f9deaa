"""The editors where anywidget is not installed: the same presenters behind plain ipywidgets."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as w

from okrcoach.widgets.editor.presenter import LivePresenter
from okrcoach.widgets.editor.set_presenter import LinesPresenter

_WIDE = "100%"


class PlainBox(w.VBox):  # type: ignore[misc]
    """A text field, fields for the parts, the reading as HTML, and a button for each rewrite."""

    def __init__(self, presenter: LivePresenter) -> None:
        self.presenter = presenter
        state = presenter.state
        self.role = w.RadioButtons(
            options=[(role["words"], role["value"]) for role in state["roles"]],
            value=state["role"],
            description="Written as",
            layout=w.Layout(width="auto"),
        )
        self.draft = _draft("Write it as rough as it comes", state["text"])
        self.undo = w.Button(description="Undo")
        self.parts = w.VBox()
        self.reading = w.HTML()
        self.rewrites = w.VBox()
        self._drawing = False
        self.draft.observe(self._typed, names=["value"])
        self.role.observe(self._role_chosen, names=["value"])
        self.undo.on_click(self._take_back)
        super().__init__([self.role, self.draft, self.parts, self.undo, self.reading, self.rewrites])
        self._draw()

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._drawing:
            self.presenter.type(change["new"])
            self._draw()

    def _role_chosen(self, change: dict[str, Any]) -> None:
        if not self._drawing:
            self.presenter.choose_role(change["new"])
            self._draw()

    def _take_back(self, _button: object) -> None:
        self.presenter.undo()
        self._draw()

    def _use(self, i: int) -> None:
        self.presenter.use_rewrite(i)
        self._draw()

    def _written(self, name: str, words: str) -> None:
        self.presenter.edit_part(name, words)
        self._draw()

    def _draw(self) -> None:
        state = self.presenter.state
        self._drawing = True
        try:
            self.draft.value, self.role.value = state["text"], state["role"]
        finally:
            self._drawing = False
        self.parts.children = [self._field(part) for part in state.get("parts", []) if part["field"]]
        self.reading.value = reading_html(state)
        self.rewrites.children = [self._offer(i, words) for i, words in enumerate(state.get("rewrites", []))]

    def _field(self, part: dict[str, Any]) -> w.Text:
        field = w.Text(
            value=part["text"],
            description=part["label"],
            placeholder=part["invite"],
            continuous_update=False,
            layout=w.Layout(width=_WIDE),
        )
        field.observe(lambda change: self._written(part["name"], change["new"]), names=["value"])
        return field

    def _offer(self, i: int, words: dict[str, Any]) -> w.HBox:
        use = w.Button(description="Use this")
        use.on_click(lambda _: self._use(i))
        return w.HBox([use, w.HTML(escape(words["text"]))])


class PlainLines(w.VBox):  # type: ignore[misc]
    """A text field for a whole set, with the reading of each line and of the set below it."""

    def __init__(self, presenter: LinesPresenter) -> None:
        self.presenter = presenter
        self.draft = _draft("Paste a whole set, or write it line by line", presenter.text)
        self.draft.rows = 12
        self.reading = w.HTML()
        self.draft.observe(self._typed, names=["value"])
        super().__init__([self.draft, self.reading])
        self._draw()

    def _typed(self, change: dict[str, Any]) -> None:
        self.presenter.type(change["new"])
        self.presenter.look_at_set()
        self._draw()

    def _draw(self) -> None:
        self.reading.value = set_html(self.presenter.page())


def _draft(invitation: str, text: str) -> w.Textarea:
    return w.Textarea(
        value=text,
        placeholder=invitation,
        description="Your draft",
        continuous_update=True,
        layout=w.Layout(width=_WIDE),
    )


def set_html(page: dict[str, Any]) -> str:
    """Return what a set's presenter shows as HTML; every text in it is escaped."""
    html = []
    if page["trouble"]:
        html.append(reading_html({"trouble": page["trouble"]}))
    html.append(f"<p>{escape(', '.join(one['words'] for one in page['tally']))}</p>")
    about = page["about"] or {"good": None, "findings": []}
    if about["good"]:
        html.append(f"<p><b>{escape(about['good']['title'])}</b> {escape(about['good']['words'])}</p>")
    for finding in about["findings"]:
        html.append(f"<p><b>{escape(finding['words'])}: {escape(finding['title'])}</b><br>")
        said = (finding["what"], finding["ask"], finding["where"])
        html.append(f"{escape(' '.join(words for words in said if words))}</p>")
    number = 0
    for row, entry in zip(page["text"].split("\n"), page["rows"], strict=True):
        if entry and not entry.get("above"):
            number += 1
            html.append(f"<p><b>Line {number}</b>: {escape(row.strip())}</p>{reading_html(entry)}")
    return "".join(html)


def reading_html(state: dict[str, Any]) -> str:
    """Return a presenter's state as HTML; every text in it is escaped."""
    trouble = state.get("trouble")
    if trouble:
        return f"<p><b>{escape(trouble['safe'])}</b> {escape(trouble['what'])} {escape(trouble['do'])}</p>"
    if state.get("unsure"):
        return f"<p><b>{escape(state['unsure'])}</b> Nothing was judged; your words stay as they are.</p>"
    if "verdict" not in state:
        return ""
    verdict, second, question, also = state["verdict"], state["second"], state["question"], state["also"]
    kinds = verdict["words"] + (f" or {second['words']}" if second else "")
    html = [
        f"<p><b>{escape(kinds)}</b>, {escape(verdict['sure'])}, {escape(verdict['hundred'])}<br>",
        f"{escape(verdict['means'])}</p>",
        f"<p>Could also be read as: {escape(also['words'])}, {escape(also['hundred'])}</p>" if also else "",
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
