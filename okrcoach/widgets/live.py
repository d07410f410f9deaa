"""The live box as an anywidget: two traits' worth of wire between the presenter and ``static/live.js``."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from okrcoach.widgets.presenter import LivePresenter
from okrcoach.widgets.style import static, styles


class LiveBox(anywidget.AnyWidget):
    """Type a line and see what it is; everything shown is the presenter's ``state``.

    The page sends ``{"do": ..., "seq": n}`` messages and drops every state whose ``seq`` is
    not the last it sent, so an answer to older words is never drawn over newer ones.
    """

    _esm = static("live.js")
    _css = styles("live.css")
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, presenter: LivePresenter) -> None:
        self.presenter = presenter
        super().__init__(state=presenter.state)
        self.on_msg(self._act)

    def _act(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        """Do what the page asks for, and let it have the new state."""
        match message:
            case {"do": "type", "text": str(text), "seq": int(seq)}:
                self.presenter.type(text, seq)
            case {"do": "role", "role": str(role), "seq": int(seq)}:
                self.presenter.choose_role(role, seq)
        self.state = self.presenter.state
