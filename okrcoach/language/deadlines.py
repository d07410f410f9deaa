"""Tells by when, and what stands in for a starting point."""

from __future__ import annotations

import re

from okrcoach.language.grammar import (
    AFTER_A_DATE,
    AFTER_A_DEADLINE,
    BEFORE_A_DATE,
    DATE_IS_PART_OF_A_NAME,
    OCCASIONS,
)
from okrcoach.language.tokens import Item
from okrcoach.model import Span

_LONG = frozenset(("week", "month", "quarter", "year", "fortnight", "sprint"))
_REFERENCE = re.compile(
    r"\b(?:(?:year|quarter|month|week)[ -](?:over|on)[ -](?:year|quarter|month|week)|yoy|qoq|mom|y/y|y-o-y"
    r"|(?:compared?|relative)\s(?:to|with)\s+(?:the\s)?\w+(?:\s\w+)?"
    r"|(?:than|versus|vs\.?|on|against|over|from|of)\s(?:the\s)?(?:last|previous|prior)\s\w+"
    r"|than\s(?:in\s(?:19|20)\d\d|before|today|now)|(?:on|over|against|from|of)\s(?:the\s"
    r"|our\s)?current\s\w+)",
    re.IGNORECASE,
)


def is_deadline_time(items: list[Item], i: int, k: int, before: str, bound: str) -> bool:
    """Tell "within 6 months" (by when) from "within 20 seconds" (a standard)."""
    seen = items[i].sighting
    assert seen is not None
    if before in ("every", "each"):
        return True
    if seen.unit not in _LONG and not (seen.unit == "day" and (seen.value or 0) >= 30):
        return False
    nxt = items[i + 1] if i + 1 < len(items) else None
    if nxt is not None and nxt.word is not None and nxt.lemma not in AFTER_A_DEADLINE:
        return False
    if nxt is not None and nxt.lemma in ("after",):
        return False
    if nxt is not None and nxt.text == ":" and k >= 0:
        # "Readmissions within 30 days: ..." names a measure.
        return False
    if bound == "<=" and items[i - 1].lemma == "within":
        return True
    return before in ("in", "over", "next") and not any(
        items[j].lemma in ("from", "to", "reduce") for j in range(max(0, k - 2), k)
    )


def deadline_of(items: list[Item], i: int, k: int) -> Span | None:
    """The date with its preposition, where it says by when; None where it names something else."""
    first = k if k >= 0 and items[k].lemma in BEFORE_A_DATE else None
    if (
        first is None
        and k >= 0
        and items[k].lemma == "the"
        and k > 0
        and items[k - 1].lemma in ("by", "in", "before", "until")
    ):
        first = k - 1
    if first is not None and items[first].lemma in ("for", "on", "at") and items[first].lemma != "at":
        return None
    nxt = items[i + 1] if i + 1 < len(items) else None
    if first is None:
        before = items[i - 1] if i else None
        if nxt is not None and nxt.word is not None and nxt.lemma not in AFTER_A_DATE:
            return None
        if before is not None and before.word is not None and before.lemma in DATE_IS_PART_OF_A_NAME:
            return None
        first = i
    end = items[i].end
    if nxt is not None and nxt.lemma == "end":
        end = nxt.end
    if nxt is not None and nxt.sort == "date":
        end = nxt.end
    elif (
        nxt is not None
        and nxt.text == ","
        and i + 2 < len(items)
        and items[i + 2].sighting is not None
        and items[i + 2].sort == "date"
    ):
        end = items[i + 2].end
    return Span(items[first].start, end)


def standing_deadline(items: list[Item]) -> Span | None:
    """Return a deadline with no date in it: "by launch", "before the season"."""
    for k in range(1, len(items) - 1):
        if items[k].lemma in ("by", "before") and items[k + 1].lemma in OCCASIONS:
            return Span(items[k].start, items[k + 1].end)
    return None


def reference_of(text: str) -> Span | None:
    """Return the words that stand in for a starting point: "year over year", "than last quarter"."""
    found = _REFERENCE.search(text)
    return Span(*found.span()) if found else None
