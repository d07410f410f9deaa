"""A desk as an anywidget: the page goes to ``static/board.js``, actions come back."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from okrcoach.widgets.desk import STUMBLED, Desk, Event, Upload
from okrcoach.widgets.style import static, styles

_log = logging.getLogger(__name__)


class Board(anywidget.AnyWidget):
    """Shows what a desk draws and lets its reader act; only parts that changed travel.

    The page sends ``{"do": ..., "seq": n}`` and gets ``{"seq": n, "changed": {part: html}}``; a view that
    comes later (a reloaded page) says ``hello`` and gets everything. Large files come in pieces before
    their action. Readers' words are in no trait that a notebook would save.
    """

    _esm = static("board.js")
    _css = styles("board.css")
    parts = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._shown = desk.parts()
        self._untouched = True
        #: Large uploads as far as they have come in, one a file.
        self._pieces: list[bytearray] = []
        super().__init__(parts=self._shown)
        desk.on_progress = self._progress
        self.on_msg(self._heard)

    def _heard(self, _widget: object, message: dict[str, Any], buffers: Sequence[memoryview]) -> None:
        """Do what the page asks for, and let it have what changed."""
        do, seq = str(message.get("do", "")), message.get("seq")
        if "piece" in message:
            self._gather(message, buffers)
            return
        if do == "hello":
            if self._untouched:
                self.desk.wake()
                self._shown = self.desk.parts()
            self.send({"seq": seq, "changed": self._shown, "order": list(self._shown)})
            return
        self._untouched = False
        names = message.get("files", [])
        contents = self._pieces if message.get("pieces") else buffers or ()
        files = tuple(Upload(str(n), bytes(b)) for n, b in zip(names, contents, strict=False))
        self._pieces = []
        value, name, item = (str(message.get(key, "")) for key in ("value", "name", "item"))
        event = Event(value, name, item, files)
        self.desk.act(do, event)
        self.refresh(seq)
        for file in self.desk.take_downloads():
            self.send({"download": {"name": file.name, "mime": file.mime}}, buffers=[file.content])

    def _gather(self, message: dict[str, Any], buffers: Sequence[memoryview]) -> None:
        """Put a piece of a large upload to the ones before it, and say that it has landed."""
        number, at = int(message["piece"]), int(message["at"])
        if at == 0:
            self._pieces[number:] = [bytearray()]
        self._pieces[number] += buffers[0]
        busy = {"words": str(message.get("words", "")), "share": message.get("share")}
        self.send({"busy": busy, "landed": at})

    def refresh(self, seq: object = None) -> None:
        """Send what changed since the page was drawn last."""
        try:
            now = self.desk.parts()
        except Exception:  # the page must get an answer whatever went wrong
            _log.debug("a page could not be drawn", exc_info=True)
            said = {"say": " ".join(STUMBLED), "alarm": list(STUMBLED)}
            self.send({"seq": seq, "changed": {}, "order": list(self._shown), **said})
            return
        changed = {name: html for name, html in now.items() if self._shown.get(name) != html}
        self._shown = now
        self.send({"seq": seq, "changed": changed, "order": list(now), "say": self.desk.said})

    def _progress(self, words: str, share: float | None) -> None:
        self.send({"busy": {"words": words, "share": share}})
