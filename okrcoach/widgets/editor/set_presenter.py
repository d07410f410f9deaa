"""What the editor of a whole set knows and can do: every row read, only changed ones judged again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from okrcoach.exchange import UnusableFile, parse_okrs
from okrcoach.judgement import House, review
from okrcoach.model import Critique, Finding, KeyResult, Kind, OKRSet, Place, Role, Severity, Statement
from okrcoach.report.words import count, listed, sentence
from okrcoach.widgets.editor.drafting import NOT_SAVED, STUMBLED, Drafting, OnChange
from okrcoach.widgets.editor.parts import with_part
from okrcoach.widgets.editor.placing import laid_out, places
from okrcoach.widgets.editor.presenter import _unread_house
from okrcoach.widgets.editor.showing import rewrite, show

_log = logging.getLogger(__name__)

EXAMPLE = (
    "O1: Every new colleague feels at home in the first week\n"
    "- KR1: Raise newcomers who would come again from 61% to 80% by June\n"
    "- KR2: Publish the welcome handbook\n"
)
#: Letters that are read while somebody types; a file is the way for more.
_LONGEST = 60_000
#: So many line numbers are read at a glance.
_FEW = 6
_TALLY = {
    Kind.OBJECTIVE: "objective",
    Kind.OUTCOME_KR: "result",
    Kind.TASK: "task",
    Kind.HEARTBEAT: "heartbeat",
}
_MARKS = {Severity.FIX: "fix", Severity.WARNING: "look", Severity.NOTE: "note"}

#: A statement, and the columns beside it.
Filed = tuple[Statement, KeyResult | None]
Key = tuple[str, Statement, KeyResult | None]


class LinesPresenter(Drafting):
    """A whole set as its author writes it: a text of many rows, each judged where it stands.

    A row is judged when it changes; ``look_at_set`` judges the set as a whole, which takes longer, so a
    view asks for it when the typing rests. ``page()`` is what a view draws.
    """

    def __init__(
        self,
        text: str = "",
        *,
        house: House | None = None,
        on_change: OnChange | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(None, house, on_change)
        self._complaint = complaint
        #: The set as it was read, or None where there is none to read.
        self.okr_set: OKRSet | None = None
        #: The last look at the whole, or None.
        self.critique: Critique | None = None
        #: An entry for each row of the text: what a view shows of it, or None.
        self.rows: list[dict[str, Any] | None] = [None]
        self._known: dict[Key, list[dict[str, Any]]] = {}
        self._filed: list[tuple[int, Filed]] = []
        self._about: dict[str, Any] | None = None
        self._trouble: dict[str, str] | None = None
        self._shown(Statement(text="Publish the handbook", role=Role.KEY_RESULT))  # loads the word lists
        self.type(text)
        if text.strip():
            self.look_at_set()

    def type(self, text: str, seq: int = 0) -> None:
        """Take ``text`` as the set and read it; rows that stay the same are not judged again."""
        self._take(text, seq)
        self._read()

    def look_at_set(self, seq: int = 0) -> None:
        """Judge the set as a whole: what its objectives and their key results say together."""
        self.seq = seq
        if self.okr_set is None:
            self.critique, self._about = None, None
            return
        try:
            self.critique = review(self.okr_set, self._house)
        except Exception:  # the rows stay read; only the margin has nothing to say
            _log.debug("a set could not be read", exc_info=True)
            self.critique, self._about, self._trouble = None, None, STUMBLED
            return
        # In its place in the set a line may read otherwise than alone: what was read there counts.
        for (row, filed), line in zip(self._filed, self.critique.lines, strict=True):
            key = self._key(row, filed)
            self._known[key] = laid_out(show(line), key[0], filed[0].text)
        self._lay()
        self._about = _about(self.critique, self._numbers())

    def use_rewrite(self, row: int, i: int, seq: int = 0) -> None:
        """Put the ``i``-th rewrite of a row in the place of its statement; else nothing changes."""
        offered = (self._entry(row) or {}).get("rewrites", [])
        if 0 <= i < len(offered):
            self._replace(row, offered[i]["text"], seq)

    def edit_part(self, row: int, name: str, words: str, seq: int = 0) -> None:
        """Write ``words`` into the statement of a row as its measure, baseline, target or deadline.

        Raises ``ValueError`` for another part. In a row that was not read nothing changes.
        """
        filed = next((filed for at, filed in self._filed if at == row), None)
        if filed is None or "verdict" not in (self._entry(row) or {}):
            self.seq = seq
            return
        line = self._judge(filed[0], filed[1], self._house)
        self._replace(row, with_part(line, name, words), seq)

    def undo(self, seq: int = 0) -> None:
        """Bring back the text from before the last rewrite or field that was written in; else nothing."""
        self.type(self._before.pop() if self._before else self.text, seq)

    def page(self) -> dict[str, Any]:
        """Return everything a view draws, as values that JSON can hold."""
        trouble = NOT_SAVED if self._unsaved else self._trouble
        if not self.text.strip() and self._complaint:
            trouble = _unread_house(self._complaint)
        return {
            "mode": "set",
            "text": self.text,
            "examples": [rewrite(EXAMPLE)],
            "rows": self.rows,
            "tally": _tally(self.rows),
            "about": self._about,
            "trouble": trouble,
            "announce": "",
        }

    def _entry(self, row: int) -> dict[str, Any] | None:
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def _replace(self, row: int, words: str, seq: int) -> None:
        """Put words in the place of the statement that begins in a row."""
        filed = next((filed for at, filed in self._filed if at == row), None)
        rows = self.text.split("\n")
        at = None if filed is None else places("\n".join(rows[row:]), filed[0].text)
        if at is None:
            self.seq = seq
            return
        start = sum(len(line.encode("utf-16-le")) // 2 + 1 for line in rows[:row])
        whole = self.text.encode("utf-16-le")
        before, after = whole[: 2 * (start + at[0])], whole[2 * (start + at[-1]) :]
        self._remember()
        self.type(before.decode("utf-16-le") + words + after.decode("utf-16-le"), seq)

    def _read(self) -> None:
        self._trouble, self.okr_set, self._filed = None, None, []
        if self.text.strip():
            try:
                self.okr_set = self._parsed()
            except UnusableFile as error:
                what = f"{str(error).rstrip('.')}."
                self._trouble = {"safe": "Your words are safe.", "what": what, "do": ""}
        if self.okr_set is not None:
            last = self.text.count("\n")
            found = ((filed[0].place.row or 1, filed) for filed in _filed(self.okr_set))
            self._filed = [(min(row - 1, last), filed) for row, filed in found]
        else:
            self._about = self.critique = None
        self._lay()

    def _parsed(self) -> OKRSet:
        if len(self.text) > _LONGEST:
            raise UnusableFile("This is too long to be read while you type. Save it as a file and open that")
        return parse_okrs(self.text)

    def _lay(self) -> None:
        """Give every row its entry; what is known of a statement is kept as long as it stands there."""
        rows: list[dict[str, Any] | None] = [None] * (self.text.count("\n") + 1)
        known: dict[Key, list[dict[str, Any]]] = {}
        for row, filed in self._filed:
            key = self._key(row, filed)
            entries = self._known.get(key) or known.get(key)
            if entries is None:
                entries = laid_out(self._shown(filed[0], filed[1]), key[0], filed[0].text)
            known[key] = entries
            for i, entry in enumerate(entries):
                if row + i < len(rows) and (i == 0 or rows[row + i] is None):
                    rows[row + i] = entry
        self._known, self.rows = known, rows

    def _key(self, row: int, filed: Filed) -> Key:
        """Return what a row's reading hangs on: its raw words, and what they were filed as."""
        statement, key_result = filed
        bare = replace(statement, id="", place=Place())
        if key_result is not None:
            key_result = replace(key_result, statement=bare, actions=(), check_ins=())
        return self._raw(row), bare, key_result

    def _raw(self, row: int) -> str:
        """Return the rows from one statement up to the next."""
        if self._raws[0] != self.text:
            starts = sorted({at for at, _ in self._filed})
            lines = self.text.split("\n")
            ends = [*starts[1:], len(lines)]
            found = {a: "\n".join(lines[a:b]).rstrip() for a, b in zip(starts, ends, strict=False)}
            self._raws = (self.text, found)
        return self._raws[1][row]

    _raws: tuple[str | None, dict[int, str]] = (None, {})

    def _numbers(self) -> dict[str, int]:
        """Return the number that each statement bears in the margin, by its id."""
        rows = sorted({at for at, _ in self._filed})
        order = {row: number for number, row in enumerate(rows, 1)}
        return {filed[0].id: order[row] for row, filed in self._filed}


def _filed(okr_set: OKRSet) -> Iterator[Filed]:
    """Yield every statement in the order of ``okr_set.statements()``, with what counts beside it."""
    results = {
        id(key_result.statement): key_result
        for objective in okr_set.objectives
        for key_result in objective.key_results
        if key_result.statement.role is Role.KEY_RESULT
    }
    for statement in okr_set.statements():
        yield statement, results.get(id(statement))


def _tally(rows: list[dict[str, Any] | None]) -> list[dict[str, str]]:
    """Return how many statements of each kind there are, where there are any."""
    kinds = [entry["verdict"]["kind"] for entry in rows if entry and entry.get("verdict")]
    return [
        {"kind": kind.value, "words": f"{n} {word if n == 1 else word + 's'}"}
        for kind, word in _TALLY.items()
        if (n := kinds.count(kind.value))
    ]


def _about(critique: Critique, numbers: dict[str, int]) -> dict[str, Any]:
    """Return what there is to say about the set as a whole: what is good, then what to look at."""
    good = [numbers[line.statement.id] for line in critique.lines if line.praise]
    praise = None
    if good:
        title = "One line can stand as it is." if len(good) == 1 else f"{count(len(good), 'line')} can stand."
        words = sentence(f"{_lines(good)}.") if len(good) <= _FEW else ""
        praise = {"title": sentence(title), "words": words}
    return {"good": praise, "findings": [_whole(finding, numbers) for finding in critique.set_findings]}


def _whole(finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    ids = finding.lines or ((finding.about,) if finding.about else ())
    at = sorted({numbers[one] for one in ids if one in numbers})
    return {
        "mark": _MARKS[finding.severity],
        "words": finding.severity.words,
        "code": finding.code,
        "title": finding.title,
        "what": finding.what,
        "why": finding.why,
        "ask": finding.ask,
        "where": sentence(_lines(at)) if at else "",
        "lines": at,
    }


def _lines(numbers: list[int]) -> str:
    return f"line{'' if len(numbers) == 1 else 's'} {listed([str(number) for number in sorted(numbers)])}"
