"""Everything known about one statement, read once."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.language.clauses import Clause
from okrcoach.language.clean import Cleaned
from okrcoach.language.tokens import Item
from okrcoach.model import Amount, Quantity, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts about one statement; rules and cues only look at them.

    Positions in ``items`` and ``clause`` refer to the cleaned text, the spans in ``amounts`` and
    ``quantity`` and those that :meth:`span` returns refer to the author's own text.
    """

    raw: str
    cleaned: Cleaned
    items: tuple[Item, ...]
    clause: Clause
    #: Every number that is not a date, in reading order.
    amounts: tuple[Amount, ...]
    quantity: Quantity | None

    def span(self, begin: int, end: int) -> Span:
        """Return the span of items ``begin`` to ``end`` (exclusive) in the author's text."""
        return self.cleaned.back(self.items[begin].start, self.items[end - 1].end)

    @property
    def empty(self) -> bool:
        """Whether there is no word in it."""
        return not any(item.word is not None for item in self.items)

    def tags_in(self, begin: int, end: int) -> frozenset[str]:
        """Return all classes of the items from ``begin`` to ``end`` (exclusive)."""
        return frozenset(tag for item in self.items[begin:end] for tag in item.tags)
