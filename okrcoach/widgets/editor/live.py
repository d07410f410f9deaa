"""The editors as an anywidget: messages between a presenter and ``static/live.js``, changed rows only."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from okrcoach.widgets.editor.presenter import LivePresenter
from okrcoach.widgets.editor.set_presenter import LinesPresenter
from okrcoach.widgets.style import static, styles


class Editor(anywidget.AnyWidget):
    """Type and see what it is; everything shown is the presenter's ``page()``.

    The page sends ``{"do": ..., "seq": n}`` and gets ``{"seq": n, ...}`` with what changed. An answer to
    older words is never drawn over newer ones. A view that comes later (a reloaded page) says ``hello``
    and gets everything. The author's words are in no trait that a notebook would save.
    """

    _esm = static("drawing.js") + static("live.js")
    _css = styles("live.css")
    #: What an empty editor shows, so that it can be drawn before the first answer.
    first = traitlets.Dict().tag(sync=True)

    def __init__(self, presenter: LivePresenter | LinesPresenter) -> None:
        self.presenter = presenter
        self._page = presenter.page()
        empty = {"text": "", "rows": [None], "tally": [], "about": None, "announce": ""}
        first = self._page | {key: value for key, value in empty.items() if key in self._page}
        super().__init__(first=first)
        self.on_msg(self._act)

    def _act(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        """Do what the page asks for, and let it have what changed."""
        match message:
            case {"do": "hello", "seq": int(seq)}:
                self.send({"seq": seq, "page": self._page})
                return
            case {"do": str(do), "text": str(text), "seq": int(seq)}:
                if text != self.presenter.text or do == "type":
                    self.presenter.type(text, seq)
                self._do(do, message, seq)
                self.presenter.seq = seq
            case _:
                return
        self._answer(seq)

    def _do(self, do: str, message: dict[str, Any], seq: int) -> None:
        presenter = self.presenter
        match message, presenter:
            case {"do": "role", "role": str(role)}, LivePresenter():
                presenter.choose_role(role, seq)
            case {"do": "part", "name": str(name), "words": str(words)}, LivePresenter():
                presenter.edit_part(name, words, seq)
            case {"do": "part", "row": int(row), "name": str(name), "words": str(words)}, LinesPresenter():
                presenter.edit_part(row, name, words, seq)
            case {"do": "set"}, LinesPresenter():
                presenter.look_at_set(seq)

    def _answer(self, seq: int) -> None:
        before, self._page = self._page, self.presenter.page()
        changed = {
            key: value for key, value in self._page.items() if key != "rows" and value != before.get(key)
        }
        rows = splice(before["rows"], self._page["rows"])
        self.send({"seq": seq, **changed, **({"splice": rows} if rows else {})})


def splice(before: list[Any], after: list[Any]) -> dict[str, Any] | None:
    """Return how to make ``after`` of ``before``: where, how many rows go, which come; None when nothing."""
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and (before[head] is after[head] or before[head] == after[head]):
        head += 1
    tail = 0
    while tail < shorter - head and (
        before[-1 - tail] is after[-1 - tail] or before[-1 - tail] == after[-1 - tail]
    ):
        tail += 1
    if head == len(before) == len(after):
        return None
    return {"from": head, "gone": len(before) - head - tail, "rows": after[head : len(after) - tail]}
