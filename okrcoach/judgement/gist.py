"""What lines of a set are compared by: the words that matter, the measure, the way it is pushed."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.judgement.rule import Seen
from okrcoach.language import Reading
from okrcoach.language.catalogue import Found, find_measures
from okrcoach.language.lexicon import FUNCTION
from okrcoach.model import Amount, AmountRole, Direction, Kind, Measure, Quantity

_MOVES = frozenset(("v:up", "v:down", "v:reach", "v:maintain", "v:soft"))
#: Words that hold a measure's name together and do not tell two measures apart.
_LIGHT = frozenset("share rate percentage percent proportion average mean number total overall level".split())
#: Little words that turn a meaning round: "visitors who do not buy".
_TURNS = frozenset("no not never without n't".split())
#: Several rules ask for the measures of the same readings; each entry holds on to its reading.
_FOUND: dict[int, tuple[Reading, tuple[Found, ...]]] = {}
_MOST_FOUND = 1000
_BELOW, _ABOVE = ("<", "<="), (">", ">=")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a line is about, without how far and by when; two equal ones are about the same."""

    words: frozenset[str]
    #: Numbers that are part of the thing itself: "within 30 seconds", "ward 6".
    numbers: frozenset[str]


def quantity_of(seen: Seen) -> Quantity | None:
    """Return what a line says about its measure, the columns beside it included."""
    return seen.verdict.quantity or seen.reading.quantity


def gist(seen: Seen) -> Gist:
    """Return what a line is about."""
    quantity = seen.reading.quantity
    deadline = quantity.deadline.span if quantity is not None and quantity.deadline is not None else None
    words = set()
    for k, item in enumerate(seen.reading.items):
        if item.word is None or item.aside or item.lemma in _LIGHT:
            continue
        if item.lemma in FUNCTION and item.lemma not in _TURNS:
            continue
        if item.tags & _MOVES and (k == seen.reading.clause.verb or not any(t[0] == "n" for t in item.tags)):
            continue
        at = seen.reading.span(k, k + 1)
        if deadline is None or not (at.start < deadline.end and at.end > deadline.start):
            words.add(item.lemma)
    goals = () if quantity is None else (quantity.baseline, quantity.target, quantity.change)
    fixed = frozenset(amount.text for amount in seen.reading.amounts if amount not in goals)
    return Gist(frozenset(words), fixed)


def measures_in(reading: Reading) -> tuple[Found, ...]:
    """Return what :func:`find_measures` finds, looked for once a reading."""
    known = _FOUND.get(id(reading))
    if known is None or known[0] is not reading:
        if len(_FOUND) >= _MOST_FOUND:
            _FOUND.clear()
        known = _FOUND[id(reading)] = (reading, find_measures(reading))
    return known[1]


def found_measure(seen: Seen) -> Found | None:
    """Return the catalogue's measure that a line is to move, None when it is not known for sure."""
    quantity = seen.reading.quantity
    part = quantity.measure.span if quantity is not None and quantity.measure is not None else None
    for found in measures_in(seen.reading):
        if part is not None and not (found.span.start < part.end and found.span.end > part.start):
            continue
        text = found.span.of(seen.statement.text)
        moves = [item for item in seen.reading.items if item.text == text and item.tags & _MOVES]
        if not moves:  # "fall from 9 to 3" names no fall
            return found
    return None


def measured(seen: Seen) -> Measure | None:
    """Return the measure of :func:`found_measure`."""
    found = found_measure(seen)
    return found.measure if found is not None else None


def outcomes(lines: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Return the lines that are results to reach."""
    return tuple(seen for seen in lines if seen.verdict.kind is Kind.OUTCOME_KR and not seen.verdict.unsure)


def goal(seen: Seen) -> Amount | None:
    """Return the level to reach, else the change, where it is a number."""
    quantity = quantity_of(seen)
    amount = None if quantity is None else quantity.target or quantity.change
    return amount if amount is not None and amount.value is not None else None


def way(seen: Seen) -> Direction | None:
    """Return ``UP`` or ``DOWN`` where a line pushes its measure, None where it holds one or does not say."""
    if seen.verdict.kind is Kind.HEARTBEAT:
        return None
    quantity = quantity_of(seen)
    lemmas = [item.lemma for item in seen.reading.items]
    if quantity is None:
        return Direction.UP if "more" in lemmas and "than" not in lemmas else None
    first, last = quantity.baseline, quantity.target
    if first is not None and last is not None and first.value is not None and last.value is not None:
        if first.unit == last.unit and first.value != last.value:
            return Direction.UP if first.value < last.value else Direction.DOWN
    if quantity.direction in (Direction.UP, Direction.DOWN):
        return quantity.direction
    counted = last is not None and last.unit == "count" and last.comparator not in _BELOW
    return Direction.UP if quantity.direction is Direction.REACH and counted else None


def bound(seen: Seen) -> tuple[str, Amount] | None:
    """Return the side on which a line holds its measure, ``"below"`` or ``"above"``, and the limit."""
    for amount in seen.reading.amounts:
        if amount.role is AmountRole.THRESHOLD and amount.value is not None:
            if amount.comparator in _BELOW:
                return "below", amount
            if amount.comparator in _ABOVE:
                return "above", amount
    return None


def shown(seen: Seen, most: int = 90) -> str:
    """Return a line's words in quotation marks, short enough to stand in a sentence."""
    flat = " ".join(seen.statement.text.split())
    return f"\u201c{flat if len(flat) <= most else flat[: most - 1].rstrip() + chr(0x2026)}\u201d"
