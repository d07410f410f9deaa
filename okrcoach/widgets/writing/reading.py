"""Readings of the lines of a draft: each judged once, as long as its words and columns stay the same."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from okrcoach.judgement import House, judge_line, review
from okrcoach.model import Critique, KeyResult, Line, OKRSet, Statement
from okrcoach.widgets.editor.drafting import STUMBLED
from okrcoach.widgets.editor.showing import show
from okrcoach.widgets.writing.draft_set import statement_of

_log = logging.getLogger(__name__)
#: Longer than any statement: somebody pasted a page.
_LONGEST = 600
#: Readings that are kept.
_KEPT = 500
_TOO_LONG = (
    "Your words are safe.",
    "This is longer than one statement, so it was not read.",
    "Put each line into a place of its own.",
)


class Readings:
    """Judges lines and sets with the words of a house, and remembers what it has judged."""

    def __init__(self, house: House | None) -> None:
        self.house = house
        self._lines: dict[tuple[Statement, KeyResult | None], Line] = {}
        self._set: tuple[OKRSet, Critique] | None = None

    def warm(self) -> None:
        """Load the word lists before the first key."""
        self.line(KeyResult(statement=Statement(text="Publish the handbook")))

    def line(self, line: Any) -> Line:
        """Return the judgement of a line of a set."""
        statement = statement_of(line)
        bare = Statement(text=statement.text, role=statement.role)
        columns = None
        if isinstance(line, KeyResult):
            columns = replace(line, statement=bare, actions=(), check_ins=())
        key = (bare, columns)
        if key not in self._lines:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            self._lines[key] = judge_line(bare, columns, self.house)
        return self._lines[key]

    def shown(self, line: Any) -> dict[str, Any] | None:
        """Return what a view shows of a line, or None for one without words."""
        text = statement_of(line).text
        if not text.strip():
            return None
        if len(text) > _LONGEST:
            return {"trouble": _TOO_LONG, "announce": " ".join(_TOO_LONG)}
        try:
            return show(self.line(line))
        except Exception:  # the author must get an answer whatever went wrong
            _log.debug("a line could not be read", exc_info=True)
            return {"trouble": tuple(STUMBLED.values()), "announce": " ".join(STUMBLED.values())}

    def whole(self, okr_set: OKRSet) -> Critique:
        """Return the critique of a set with its ids."""
        if self._set is None or self._set[0] != okr_set:
            self._set = (okr_set, review(okr_set, self.house))
        return self._set[1]
