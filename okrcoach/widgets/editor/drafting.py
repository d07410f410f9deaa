"""What every editor shares: the words, their history, saving while typing, and answers in case of trouble."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from okrcoach.judgement import judge_line
from okrcoach.model import KeyResult, Line, Statement
from okrcoach.widgets.editor.showing import show

_log = logging.getLogger(__name__)

Judge = Callable[..., Line]
#: Called with the whole text whenever it has changed.
OnChange = Callable[[str], object]
_LONE = re.compile("[\ud800-\udfff]")
#: So many steps can be taken back.
_REMEMBERED = 100

#: What is safe, what happened, what to do: in this order.
STUMBLED = {
    "safe": "Your words are safe.",
    "what": "The coach stumbled over this line and has no reading of it.",
    "do": "Change a word or two and it will try again.",
}
NOT_SAVED = {
    "safe": "Your words are still on this page.",
    "what": "They could not be saved just now.",
    "do": "Copy them to be sure, then go on typing: every key tries again.",
}


class Drafting:
    """A text that somebody writes, with the numbers of the keys that came in."""

    def __init__(self, judge: Judge | None, house: Any, on_change: OnChange | None) -> None:
        self._judge = judge or judge_line
        self._house = house
        self._on_change = on_change
        self._before: list[str] = []
        #: The words as they stand.
        self.text = ""
        self.seq = 0
        self._unsaved = False

    def _take(self, text: str, seq: int) -> None:
        """Take new words, and let whoever wants to know have them."""
        # Half a surrogate pair can be pasted but not sent back; the sign for "unknown" is as long.
        text = _LONE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
        self.seq = seq
        if text == self.text:
            return
        self.text = text
        if self._on_change is not None:
            try:
                self._on_change(text)
                self._unsaved = False
            except Exception:  # whatever it was: the author must learn that nothing was kept
                _log.debug("the words could not be saved", exc_info=True)
                self._unsaved = True

    def _remember(self) -> None:
        self._before = [*self._before, self.text][-_REMEMBERED:]

    def _shown(self, statement: Statement, key_result: KeyResult | None = None) -> dict[str, Any]:
        """Judge a line and return what a view shows of it, or what to say when that went wrong."""
        try:
            return show(self._judge(statement, key_result, self._house))
        except Exception:  # the author must get an answer whatever went wrong
            _log.debug("a line could not be read", exc_info=True)
            return {"trouble": STUMBLED, "announce": " ".join(STUMBLED.values())}
