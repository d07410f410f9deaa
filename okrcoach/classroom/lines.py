"""Reads the lines of an answer once, as what they are meant to be, and compares words by their plain form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from okrcoach.judgement.critic import judge_line, review, see
from okrcoach.judgement.rule import Seen
from okrcoach.model import Amount, Finding, Heartbeat, KeyResult, Line, Objective, OKRSet, Role, Statement

#: Longer texts are no statement; they are cut before anything reads them.
LONGEST = 600
#: Shorter words are the beginning of too many others ("read", "ready").
_ROOT, _ENDING = 5, 3
_SAME = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heard:
    """One line of an answer: what it says, and what the rule book finds in it."""

    text: str
    seen: Seen
    line: Line

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The plain forms of its words, in reading order."""
        return tuple(item.lemma.lower() for item in self.seen.reading.items)


def hear(text: str, role: Role) -> Heard:
    """Read one line in the role it is meant for."""
    statement = Statement(text=text[:LONGEST], role=role, id="1")
    if role is Role.HEARTBEAT:
        whole = OKRSet(heartbeats=(Heartbeat(statement=statement),))
    else:
        whole = OKRSet(loose=(statement,))
    return Heard(text=statement.text, seen=see(whole).lines[0], line=judge_line(statement))


def hear_set(
    objective: str, key_results: Sequence[str]
) -> tuple[Heard | None, list[Heard], tuple[Finding, ...]]:
    """Read an objective ("" for none) with its key results; also return the findings about the set."""
    made = OKRSet(
        objectives=(
            Objective(
                statement=Statement(text=objective[:LONGEST], role=Role.OBJECTIVE, id="1"),
                key_results=tuple(
                    KeyResult(statement=Statement(text=text[:LONGEST], role=Role.KEY_RESULT, id=f"1.{n}"))
                    for n, text in enumerate(key_results, 1)
                ),
            ),
        )
    )
    critique, seen = review(made), see(made).lines
    heard = [Heard(line.statement.text, s, line) for line, s in zip(critique.lines, seen, strict=True)]
    aim = heard.pop(0) if objective else None
    return aim, heard, critique.set_findings


def sameness(text: str) -> str:
    """Return a text without case, punctuation and blanks: two answers that differ in nothing else are one."""
    return _SAME.sub(" ", text.casefold()).strip()


def find_words(heard: Heard, wanted: Sequence[str]) -> str:
    """Return the first of the wanted words as the line has it, in any inflection, or ""."""
    have = heard.lemmas
    for words in wanted:
        plain = _plain(words)
        for at in range(len(have) - len(plain) + 1):
            if plain and all(map(_alike, have[at : at + len(plain)], plain)):
                return heard.seen.reading.span(at, at + len(plain)).of(heard.text)
    return ""


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Return the numbers of a text that are no dates."""
    return see(OKRSet(loose=(Statement(text=text),))).lines[0].reading.amounts


def same_amount(wanted: Amount, found: Amount) -> bool:
    """Whether two numbers are the same; "9" in "from 9 to 4 minutes" may leave its unit to the other."""
    units = {wanted.unit, found.unit}
    return wanted.value is not None and wanted.value == found.value and (len(units) == 1 or "count" in units)


def _alike(have: str, wanted: str) -> bool:
    """Whether a word is the wanted one, or made from it: "borrower" for "borrow"."""
    made = len(wanted) >= _ROOT and have.startswith(wanted) and len(have) - len(wanted) <= _ENDING
    return have == wanted or made


@lru_cache(maxsize=4096)
def _plain(words: str) -> tuple[str, ...]:
    return hear(words, Role.KEY_RESULT).lemmas
