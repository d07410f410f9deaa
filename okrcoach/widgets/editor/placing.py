"""Finds a judged statement among the rows of a text area, and lays its marks on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: What may stand between two rows of one statement besides blanks.
_BULLETS = "-*\u2022"


def units(text: str) -> int:
    """Return the length of a text as a browser's text field counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def places(raw: str, words: str) -> Sequence[int] | None:
    """Return for each offset in ``words`` (and its end) the offset in ``raw``, both in UTF-16 units.

    ``raw`` holds the words with a label or bullet before them, perhaps wrapped over several rows.
    None when they are not in it.
    """
    at = raw.find(words)
    if at >= 0:
        start = units(raw[:at])
        return range(start, start + units(words) + 1)
    first = words.split(maxsplit=1)[:1]
    at = raw.find(first[0]) if first else -1
    if at < 0:
        return None
    found: list[int] = []
    here = units(raw[:at])
    for letter in words:
        if letter.isspace():
            found.append(here)
            while at < len(raw) and (raw[at].isspace() or ("\n" in raw[at - 1 : at] and raw[at] in _BULLETS)):
                here, at = here + units(raw[at]), at + 1
        elif at < len(raw) and raw[at] == letter:
            found += range(here, here + units(letter))
            here, at = here + units(letter), at + 1
        else:
            return None
    return [*found, here]


def laid_out(shown: dict[str, Any], raw: str, words: str) -> list[dict[str, Any]]:
    """Return an entry for each row that a statement stands on; the first holds everything about it.

    Offsets of ``marks`` count from the start of their own row; those of ``mark_list`` and ``span`` (the
    statement without its label) from the start of the first. All are UTF-16 units.
    """
    at = places(raw, words)
    if at is None:
        return [{**shown, "marks": [], "mark_list": [], "span": None}]
    listed = [_moved(mark, at) for mark in shown.get("mark_list", [])]
    marks = [_moved(mark, at) for mark in shown.get("marks", [])]
    entries: list[dict[str, Any]] = []
    start = 0
    for row in raw.split("\n"):
        end = start + units(row)
        here = [
            {**mark, "start": max(mark["start"], start) - start, "end": min(mark["end"], end) - start}
            for mark in marks
            if mark["start"] < end and mark["end"] > start
        ]
        entries.append({"above": len(entries), "marks": here})
        start = end + 1
        if start > at[-1]:
            break
    entries[0] = {**shown, "marks": entries[0]["marks"], "mark_list": listed, "span": [at[0], at[-1]]}
    return entries


def _moved(mark: dict[str, Any], at: Sequence[int]) -> dict[str, Any]:
    last = len(at) - 1
    return {**mark, "start": at[min(mark["start"], last)], "end": at[min(mark["end"], last)]}
