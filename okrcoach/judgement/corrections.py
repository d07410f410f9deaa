"""How a coach's corrections reach other statements: by what they share, bounded, and told as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from okrcoach.judgement.cues import find_cues
from okrcoach.judgement.grams import find_grams
from okrcoach.judgement.weights import KINDS, Row
from okrcoach.language import Reading
from okrcoach.language.clean import clean
from okrcoach.model import Correction, Evidence

#: Statements that share less than this are not alike, and a correction leaves them alone.
ALIKE = 0.45
#: Log-odds that a correction adds to a statement that shares ``FULL`` or more but is not the same;
#: below it is less in proportion.
MOST, FULL = 2.5, 0.7
#: By so many log-odds the corrected kind leads when the very same statement comes back.
DECIDES = 4.0
#: A shared word says more about likeness than a shared sign or pair of words.
_WORD, _SIGN = 2, 1


class Traits(NamedTuple):
    """What a statement is compared by; numbers and dates stand for their sort."""

    words: frozenset[str]
    #: Named cues, neighbouring words, and sorts of numbers.
    signs: frozenset[str]


class Known(NamedTuple):
    """A correction, read."""

    correction: Correction
    same: str
    traits: Traits


class Pull(NamedTuple):
    """What a correction adds to one statement: a weight for one kind."""

    correction: Correction
    #: "corrected:same" or "corrected:like".
    cue: str
    weight: float

    @property
    def row(self) -> Row:
        """The weight as log-odds for each kind."""
        return tuple(self.weight if kind is self.correction.kind else 0.0 for kind in KINDS)


def sameness(text: str) -> str:
    """Return what two texts share that are the same statement: no label, case, quotation marks, full stop."""
    return _same(clean(text).text)


def _same(cleaned: str) -> str:
    return " ".join(cleaned.casefold().split()).strip(" .\"'")


def in_force(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that count: of several for the same statement, the last one."""
    last: dict[str, Correction] = {}
    for correction in corrections:
        key = sameness(correction.text)
        last.pop(key, None)
        last[key] = correction
    return tuple(correction for key, correction in last.items() if key)


def undone(corrections: Sequence[Correction], which: str) -> tuple[tuple[Correction, ...], Correction]:
    """Take one correction back, by its number from 1 or by its text (the last one of that text).

    Returns those that are left and the one taken back. Raises ``LookupError`` when there is none such.
    """
    key = sameness(which)
    places = range(len(corrections))
    found = [at for at in places if sameness(corrections[at].text) == key]
    found = found or [at for at in places if str(at + 1) == which.strip()]
    if not found:
        raise LookupError(f"There is no correction {which!r}. See the list: okrcoach corrections")
    at = found[-1]
    return (*corrections[:at], *corrections[at + 1 :]), corrections[at]


def traits(reading: Reading) -> Traits:
    """Sort what was found in a statement into words and other signs."""
    names = list(find_grams(reading))
    words = frozenset(name for name in names if name.isalnum())
    signs = {name for name in names if name not in words} | set(find_cues(reading))
    return Traits(words, frozenset(signs))


def likeness(one: Traits, other: Traits) -> float:
    """Return the share of their words and signs that both have, 0 to 1; 0 when they share no word."""
    words = len(one.words & other.words)
    if not words:
        return 0.0
    signs = len(one.signs & other.signs)
    every_word = len(one.words) + len(other.words) - words
    every_sign = len(one.signs) + len(other.signs) - signs
    return (_WORD * words + _SIGN * signs) / (_WORD * every_word + _SIGN * every_sign)


def pull_of(known: Sequence[Known], reading: Reading, scores: Sequence[float]) -> Pull | None:
    """Return what the corrections say about a statement that has these scores without them, or None.

    The very same statement gets as much weight as the corrected kind needs to lead by ``DECIDES``.
    Otherwise only the likest correction speaks (the later one of two equals), and only from ``ALIKE`` on.
    """
    same, found = _same(reading.cleaned.text), traits(reading)
    likest, best = None, 0.0
    for one in known:
        if one.same == same:
            at = KINDS.index(one.correction.kind)
            lead = scores[at] - max(score for k, score in enumerate(scores) if k != at)
            return Pull(one.correction, "corrected:same", max(MOST, DECIDES - lead))
        share = likeness(found, one.traits)
        if share >= max(best, ALIKE):
            likest, best = one, share
    return (
        Pull(likest.correction, "corrected:like", MOST * min(1.0, best / FULL))
        if likest is not None
        else None
    )


def with_pull(
    evidence: tuple[Evidence, ...], pull: Pull, reading: Reading, first: int, second: int
) -> tuple[Evidence, ...]:
    """Place a correction among the evidence; one for neither of the two leading kinds decided nothing."""
    weight = pull.row[first] - pull.row[second]
    if not weight:
        return evidence
    span = reading.span(0, len(reading.items))
    quote = " ".join(pull.correction.text.split())
    quote = quote if len(quote) <= 120 else quote[:119].rstrip() + "\u2026"
    says = f"Because you corrected \u201c{quote}\u201d to {pull.correction.kind.words}."
    ours = Evidence(cue=pull.cue, span=span, text=span.of(reading.raw), weight=weight, says=says)
    at = next(
        (k for k, e in enumerate(evidence) if e.cue == "rest" or abs(e.weight) < abs(weight)), len(evidence)
    )
    return (*evidence[:at], ours, *evidence[at:])
