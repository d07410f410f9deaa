"""What the live box knows and can do; views bind to it, tests drive it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from okrcoach.judgement import judge_line
from okrcoach.model import Line, Role, Statement
from okrcoach.widgets.showing import rewrite, show

_log = logging.getLogger(__name__)

#: What an author can say that a line is meant to be; the last leaves it to us.
ROLES = (("key_result", "Key result"), ("objective", "Objective"), ("unsure", "Not sure"))
EXAMPLES = (
    "Publish the parents' handbook by October",
    "Raise winter guests who come back from 12% to 20%",
    "Every new colleague feels at home in the first week",
)
#: Longer than any statement: somebody pasted a page.
_LONGEST = 600
_LONE = re.compile("[\ud800-\udfff]")

Judge = Callable[[Statement], Line]


class LivePresenter:
    """One draft line, the role its author gives it, and the reading of both.

    ``state`` is a plain dict for a view to draw, replaced as a whole by every action. Its
    ``seq`` is the number that came with the text it answers, so that a view can tell an
    answer to older words from the one it waits for.
    """

    def __init__(self, judge: Judge = judge_line) -> None:
        self._judge = judge
        self._text = ""
        self._role = "key_result"
        self._seq = 0
        # The first reading loads word lists; let that happen before the first key.
        self._reading(Statement(text=EXAMPLES[0], role=Role.KEY_RESULT))
        self.state: dict[str, Any] = self._state()

    def type(self, text: str, seq: int = 0) -> None:
        """Take ``text`` as the draft and read it; ``seq`` comes back in the state."""
        # Half a surrogate pair can be pasted but not sent back; the sign for "unknown" is as long.
        self._text, self._seq = _LONE.sub("\ufffd", text), seq
        self.state = self._state()

    def choose_role(self, role: str, seq: int = 0) -> None:
        """Take ``role`` (``key_result``, ``objective`` or ``unsure``) as what the line is meant to be.

        Raises ``ValueError`` for any other.
        """
        if role not in dict(ROLES):
            raise ValueError(f"no such role: {role!r}")
        self._role, self._seq = role, seq
        self.state = self._state()

    def use_rewrite(self, i: int, seq: int = 0) -> None:
        """Make the ``i``-th offered rewrite the draft; a number that is not on offer changes nothing."""
        offered = self.state.get("rewrites", [])
        if 0 <= i < len(offered):
            self.type(offered[i]["text"], seq)

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {
            "seq": self._seq,
            "text": self._text,
            "role": self._role,
            "roles": [{"value": value, "words": words} for value, words in ROLES],
            "examples": [rewrite(words) for words in EXAMPLES],
            "announce": "",
        }
        if not self._text.strip():
            return state
        if len(self._text) > _LONGEST:
            return state | {"trouble": _TOO_LONG, "announce": " ".join(_TOO_LONG.values())}
        role = None if self._role == "unsure" else Role(self._role)
        return state | self._reading(Statement(text=self._text, role=role))

    def _reading(self, statement: Statement) -> dict[str, Any]:
        try:
            return show(self._judge(statement))
        except Exception:  # the author must get an answer whatever went wrong
            _log.debug("a line could not be read", exc_info=True)
            return {"trouble": _STUMBLED, "announce": " ".join(_STUMBLED.values())}


#: What is safe, what happened, what to do: in this order.
_STUMBLED = {
    "safe": "Your words are safe.",
    "what": "The coach stumbled over this line and has no reading of it.",
    "do": "Change a word or two and it will try again.",
}
_TOO_LONG = {
    "safe": "Your words are safe.",
    "what": "This is longer than one statement, so it was not read.",
    "do": "Keep one line here; whole sets are read further down.",
}
