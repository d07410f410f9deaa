"""The front door of the room: text in, :class:`Reading` out."""

from __future__ import annotations

from dataclasses import replace

from okrcoach.language.clauses import read_clause
from okrcoach.language.clean import Cleaned, clean
from okrcoach.language.lexicon import Lexicon, lexicon
from okrcoach.language.measures import amounts_of, quantity_of
from okrcoach.language.reading import Reading
from okrcoach.language.roles import find_roles
from okrcoach.language.tokens import cut
from okrcoach.model import Amount, Part, Quantity


def read(text: str, words: Lexicon | None = None) -> Reading:
    """Read one statement: clean it, cut it into items, find clause, numbers and measure.

    Works on any string; nothing in it is ever executed or looked up elsewhere. ``words`` are other
    lists than the shipped ones.
    """
    cleaned = clean(text)
    items = cut(cleaned.text, lexicon() if words is None else words)
    clause = read_clause(items)
    roles = find_roles(cleaned.text, items, clause)
    amounts = amounts_of(items, roles)
    quantity = quantity_of(cleaned.text, items, clause, roles, amounts)
    if cleaned.offsets:
        amounts = tuple(_home_amount(cleaned, text, a) for a in amounts)
        quantity = _home(cleaned, text, quantity)
    elif quantity is not None and cleaned.text != text:
        quantity = _home(cleaned, text, quantity)
        amounts = tuple(_home_amount(cleaned, text, a) for a in amounts)
    return Reading(
        raw=text, cleaned=cleaned, items=tuple(items), clause=clause, amounts=amounts, quantity=quantity
    )


def _home_amount(cleaned: Cleaned, raw: str, amount: Amount) -> Amount:
    span = cleaned.back(amount.span.start, amount.span.end)
    return replace(amount, span=span, text=span.of(raw))


def _home_part(cleaned: Cleaned, raw: str, part: Part | None) -> Part | None:
    if part is None:
        return None
    span = cleaned.back(part.span.start, part.span.end)
    return Part(text=span.of(raw), span=span)


def _home(cleaned: Cleaned, raw: str, quantity: Quantity | None) -> Quantity | None:
    """Express a quantity in the author's own characters."""
    if quantity is None:
        return None
    return replace(
        quantity,
        measure=_home_part(cleaned, raw, quantity.measure),
        deadline=_home_part(cleaned, raw, quantity.deadline),
        reference=_home_part(cleaned, raw, quantity.reference),
        baseline=_home_amount(cleaned, raw, quantity.baseline) if quantity.baseline else None,
        target=_home_amount(cleaned, raw, quantity.target) if quantity.target else None,
        change=_home_amount(cleaned, raw, quantity.change) if quantity.change else None,
    )
