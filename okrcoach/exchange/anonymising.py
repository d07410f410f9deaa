"""Take names, addresses and, if wished, amounts out of a set before it is shared; and put them back."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any, TypeVar

from okrcoach.exchange.amounts import in_money, is_money, scaled
from okrcoach.exchange.building import letters
from okrcoach.exchange.key_file import Key, Replaced
from okrcoach.exchange.name_list import NameList
from okrcoach.model import CheckIn, KeyResult, OKRSet, Place, Statement

_T = TypeVar("_T")
#: Placeholders by kind; {n} is the number of the person or thing, and a letter for each further spelling.
_SHAPES = {
    "person": "Person {n}", "organisation": "Organisation {n}", "name": "Name {n}", "word": "Word {n}",
    "mail": "mail-{n}@example.org", "phone": "Phone {n}", "url": "https://example.org/{n}",
    "file": "File {n}",
}  # fmt: skip
_LARGEST_FACTOR = 1e9


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a text stands in a set."""

    holder: type
    field: str
    #: The columns around it hold amounts of money.
    money: bool

    @property
    def owner(self) -> bool:
        return self.field == "owner" or (self.holder is CheckIn and self.field == "who")

    @property
    def file(self) -> bool:
        return self.holder is Place and self.field == "file"

    @property
    def bare(self) -> bool:
        return self.money and self.field in ("baseline", "target", "current")


def anonymise(
    okr_set: OKRSet, *, amounts: float | None = None, also: Iterable[str] = (), known: Iterable[str] = ()
) -> tuple[OKRSet, Key]:
    """Return the set with placeholders for names, addresses, phone numbers and file names, and the key.

    ``amounts``: multiply amounts of money by this factor. ``also``: words and phrases to replace too.
    ``known``: words that are no names, for instance those of a house. Names are found by rules of thumb:
    please read ``key.listing()`` and the result before you share it.
    Raises ``ValueError`` when the factor is not a number above 0.
    """
    factor = _factor(amounts)
    spots = _spots(okr_set)
    texts = [value for _, value in spots if isinstance(value, str)]
    owners = [value for spot, value in spots if spot.owner and isinstance(value, str)]
    names = NameList(
        texts=[value for spot, value in spots if isinstance(value, str) and not spot.file],
        owners=owners, also=also, known=known,
    )  # fmt: skip
    placeholders = _Placeholders(texts)
    sums = _Sums(factor)

    def change(spot: _Spot, value: str | float) -> str | float:
        if not isinstance(value, str):
            return value * float(factor) if factor and spot.money else value
        if spot.file:
            return placeholders.of("file", value, value, "", PurePath(value.partition(",")[0]).suffix)
        parts = []
        at = 0
        for found in (names.in_owners if spot.owner else names.in_texts).finditer(value):
            parts += [sums.hide(value[at : found.start()], bare=spot.bare)]
            kind, group, why = names.sort_of(found.group())
            parts += [placeholders.of(kind, group, found.group(), why)]
            at = found.end()
        return "".join([*parts, sums.hide(value[at:], bare=spot.bare)])

    hidden = _rewrite(okr_set, change)
    key = Key(replaced=tuple(placeholders.made.values()), amounts=tuple(sums.known.items()))
    return hidden, replace(key, kept=_kept(spots, hidden, key))


def restore(okr_set: OKRSet, key: Key) -> OKRSet:
    """Return the set with everything that the key knows put back; what was edited in between stays edited."""
    kept = {number: (now, before) for number, now, before in key.kept}
    back = _Back(key)
    numbers = iter(range(1 << 62))

    def change(spot: _Spot, value: str | float) -> str | float:
        now, before = kept.get(next(numbers), (None, ""))
        if type(now) is type(value) and now == value:
            return before
        return back.text(value, bare=spot.bare) if isinstance(value, str) else value

    return _rewrite(okr_set, change)


def restore_text(text: str, key: Key, *, html: bool = False) -> str:
    """Return a report or other text with the originals put back; ``html`` escapes them for HTML."""
    return _Back(key, markup.escape if html else str).text(text)


def _factor(amounts: float | None) -> Decimal | None:
    if amounts is None:
        return None
    if not 0 < amounts <= _LARGEST_FACTOR:  # also for what is not a number
        raise ValueError(f"the factor for amounts is to be above 0 and at most {_LARGEST_FACTOR:,.0f}")
    return Decimal(str(amounts))


def _kept(spots: list[tuple[_Spot, str | float]], hidden: OKRSet, key: Key) -> tuple[Any, ...]:
    """Compare what comes back with what was there, and note each field where it is not the same."""
    now = [value for _, value in _spots(hidden)]
    back = [value for _, value in _spots(restore(hidden, key))]
    return tuple((n, now[n], before) for n, (_, before) in enumerate(spots) if back[n] != before)


def _spots(okr_set: OKRSet) -> list[tuple[_Spot, str | float]]:
    """Return each text of a set, and each value checked in, with its place."""
    found: list[tuple[_Spot, str | float]] = []

    def look(spot: _Spot, value: str | float) -> str | float:
        found.append((spot, value))
        return value

    _rewrite(okr_set, look)
    return found


def _rewrite(value: _T, change: Callable[[_Spot, str | float], str | float], money: bool = False) -> _T:
    """Return the value with ``change`` applied to each text, and each value checked in, in reading order."""
    if isinstance(value, tuple):
        return tuple(_rewrite(one, change, money) for one in value)  # type: ignore[return-value]
    if not is_dataclass(value):
        return value
    if isinstance(value, KeyResult):
        money = any(map(is_money, (value.unit, value.baseline, value.target, value.current)))
    changed: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if isinstance(old, Enum) or (isinstance(value, Statement) and field.name == "id"):
            continue
        if isinstance(old, str) or (isinstance(value, CheckIn) and field.name == "value" and old is not None):
            changed[field.name] = change(_Spot(type(value), field.name, money), old)
        elif isinstance(old, tuple) or is_dataclass(old):
            changed[field.name] = _rewrite(old, change, money)
    return replace(value, **changed)  # type: ignore[type-var]


class _Placeholders:
    """Gives each person or thing a number, and each spelling of it a placeholder that no text has yet."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.taken = "\n".join(texts).casefold()
        self.made: dict[tuple[str, str], Replaced] = {}
        self.numbers: dict[tuple[str, str], tuple[int, int]] = {}
        self.latest: dict[str, int] = {}

    def of(self, kind: str, group: str, original: str, why: str, ending: str = "") -> str:
        """Return the placeholder of one spelling; all spellings of a ``group`` share a number."""
        known = self.made.get((kind, original))
        if known is None:
            known = Replaced(
                kind=kind, original=original, placeholder=self._new(kind, group) + ending, why=why
            )
            self.made[kind, original] = known
        return known.placeholder

    def _new(self, kind: str, group: str) -> str:
        number, spelling = self.numbers.get((kind, group), (0, 0))
        while True:
            if not number:
                number = self.latest[kind] = self.latest.get(kind, 0) + 1
            text = _SHAPES[kind].format(n=f"{number}{letters(spelling)}")
            spelling += 1
            self.numbers[kind, group] = number, spelling
            if text.casefold() not in self.taken:
                return text


class _Sums:
    """Multiplies amounts of money, each spelling to one that no other amount has."""

    def __init__(self, factor: Decimal | None) -> None:
        self.factor = factor
        self.known: dict[str, str] = {}
        self.taken: set[str] = set()

    def hide(self, text: str, *, bare: bool) -> str:
        """Return the text with its amounts of money scaled."""
        return in_money(text, self._scaled, bare=bare) if self.factor else text

    def _scaled(self, digits: str) -> str:
        if digits not in self.known and self.factor:
            new = next(text for text in scaled(digits, self.factor) if text not in self.taken)
            self.known[digits] = new
            self.taken.add(new)
        return self.known[digits]


class _Back:
    """Puts originals where placeholders stand."""

    def __init__(self, key: Key, escape: Callable[[str], str] = str) -> None:
        self.originals = {one.placeholder: escape(one.original) for one in key.replaced}
        self.amounts = {now: before for before, now in key.amounts}
        longest = sorted(self.originals, key=len, reverse=True)
        self.pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None
        )

    def text(self, text: str, *, bare: bool = False) -> str:
        """Return the text with originals."""
        return "".join(self._parts(text, bare))

    def _parts(self, text: str, bare: bool) -> Iterator[str]:
        at = 0
        for found in self.pattern.finditer(text) if self.pattern else ():
            yield self._sums(text[at : found.start()], bare)
            yield self.originals[found.group()]
            at = found.end()
        yield self._sums(text[at:], bare)

    def _sums(self, text: str, bare: bool) -> str:
        return in_money(text, lambda n: self.amounts.get(n, n), bare=bare) if self.amounts else text
