"""Reads numbers that mean something only beside each other: pairs, standards with shares, today's level."""

from __future__ import annotations

from dataclasses import dataclass, replace

from okrcoach.language.clauses import Clause
from okrcoach.language.grammar import (
    BASELINE_BEFORE,
    CLOCK_WORDS,
    HOLD_WORDS,
    PERIODS,
    RANGE_BEFORE,
    RANGE_WORDS,
    SPANS_BEFORE,
    STANDS_AT,
    TODAY,
)
from okrcoach.language.tokens import Item
from okrcoach.model import AmountRole

_AIMS = (AmountRole.TARGET, AmountRole.THRESHOLD, AmountRole.OWN_COUNT, AmountRole.CHANGE)
_LEVELS = ("num", "words", "pct", "money", "rating", "time", "size")
_BEFORE_A_PAIR = frozenset((":", "-", "\u2013", "\u2014", "|", "=", "("))
_MEASURES = frozenset(("n:measure", "n:routine_measure", "n:vanity_measure", "n:problem"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A number item and its part in the sentence."""

    index: int
    role: AmountRole
    comparator: str
    #: Index of the first item that belongs to its marking: "to", "at least", "from".
    opens: int


def tells_today(items: list[Item], i: int, k: int, placed: list[Placed]) -> bool:
    """Whether the number at ``i`` says where things stand: "(today: 25%)", "now at 12", "(20% today)".

    ``k`` is the place before it, fillers stepped over. Outside brackets another number has to say the aim.
    """
    if (
        i > 1
        and items[i - 1].text == ":"
        and items[i - 2].end == items[i].start - 1
        and items[i - 2].sighting
    ):
        # The minutes of "1:50".
        return False
    told = items[i].aside or any(p.role in _AIMS for p in placed)
    return (told and _today_before(items, k)) or (
        (told or any(item.sort in _LEVELS for item in items[i + 1 :])) and _today_after(items, i + 1)
    )


def _today_before(items: list[Item], k: int) -> bool:
    words = BASELINE_BEFORE if k >= 0 and items[k].text in (":", "=") else TODAY
    while k >= 0 and (items[k].text in (":", "=", "is") or items[k].lemma in STANDS_AT):
        k -= 1
    if k < 0:
        return False
    if items[k].text.lower() in ("was", "were"):
        return not items[k - 1].text.isalnum()
    if items[k].lemma in PERIODS:
        return k > 1 and items[k - 1].lemma in ("last", "previous") and items[k - 2].is_mark
    return items[k].lemma in words or (items[k].lemma == "present" and items[k - 1].lemma == "at")


def _today_after(items: list[Item], k: int) -> bool:
    """Whether a word for today follows, "12 a week now", and nothing comes after it."""
    while k < len(items) and items[k].lemma in ("a", "per", *PERIODS):
        k += 1
    words = [item.lemma for item in items[k : k + 3]]
    if words[:1] and words[0] in TODAY:
        k += 1
    elif words[:2] in (["at", "present"], ["right", "now"]):
        k += 2
    elif words == ["at", "the", "moment"]:
        k += 3
    else:
        return False
    return k >= len(items) or items[k].is_mark


def is_range(items: list[Item], clause: Clause, first: int) -> bool:
    """Whether the pair that begins at ``first`` is a range: "aged 16 to 24", "keep it at 40% to 60%"."""
    if first and items[first - 1].lemma in SPANS_BEFORE:
        return True
    return clause.verb is not None and items[clause.verb].lemma in HOLD_WORDS


def settle(items: list[Item], clause: Clause, placed: list[Placed]) -> list[Placed]:
    """Return the numbers with their parts after a second look at neighbours."""
    for n in range(len(placed)):
        _aim_before_today(items, placed, n)
        _bare_pair(items, clause, placed, n)
        _standard(items, placed, n)
    return placed


def _aim_before_today(items: list[Item], placed: list[Placed], n: int) -> None:
    """A rhythm with a level to leave behind it is the aim: "10 times a month, down from 34"."""
    if n and placed[n].role is AmountRole.BASELINE and not any(p.role in _AIMS for p in placed):
        if items[placed[n - 1].index].sort == "per" and placed[n - 1].role is AmountRole.OTHER:
            placed[n - 1] = replace(placed[n - 1], role=AmountRole.TARGET)


def _bare_pair(items: list[Item], clause: Clause, placed: list[Placed], n: int) -> None:
    """Read "Late parcels: 41 to 20" as a way to go, and "5 to 10 working days" not."""
    if n == 0:
        return
    first, second = placed[n - 1].index, placed[n].index
    if second != first + 2 or items[first + 1].lemma != "to" or placed[n - 1].comparator:
        return
    if placed[n - 1].role is not AmountRole.BASELINE and _goes(items, clause, first, second):
        placed[n - 1] = Placed(first, AmountRole.BASELINE, "", first)
        placed[n] = replace(placed[n], role=AmountRole.TARGET, opens=first + 1)


def _goes(items: list[Item], clause: Clause, first: int, second: int) -> bool:
    low, high = items[first].sighting, items[second].sighting
    assert low is not None
    assert high is not None
    if low.sort not in _LEVELS or high.sort not in _LEVELS or low.value is None or high.value is None:
        return False
    if low.unit not in (high.unit, "count"):
        return False
    named = items[:first]
    lemmas = {item.lemma for item in named}
    marked = first > 0 and items[first - 1].text in _BEFORE_A_PAIR
    if first == 0 or lemmas & RANGE_WORDS or items[first - 1].lemma in RANGE_BEFORE:
        return False
    rest = [item for item in items[second + 1 :] if item.lemma not in ("a", "per", *PERIODS)]
    ends = not rest or (rest[0].is_mark and rest[0].text != ":")
    dated = any(item.sort == "date" for item in rest[:5]) and rest[0].lemma in ("by", "in", "until", "before")
    if not (ends or dated):
        return False
    if not marked and clause.verb is not None:
        return False
    if high.value < low.value:
        clock = low.value <= 12 and high.value <= 7 and high.unit == "count"
        return not clock or (marked and not lemmas & CLOCK_WORDS)
    # Ranges rise: a rising pair has to be one of a measure, or to say by when.
    measure = any(item.tags & _MEASURES for item in named)
    return marked and high.sort in ("pct", "num", "money", "rating") and (measure or dated)


def _standard(items: list[Item], placed: list[Placed], n: int) -> None:
    """A time inside which something happens belongs to what is measured where a level follows.

    "Readmissions within 30 days fall from 31 to 20", "Answer within two days for 95% of letters".
    """
    one = placed[n]
    if one.comparator != "<=" or items[one.index].sort != "time" or items[one.index - 1].lemma != "within":
        return
    later = [p for p in placed[n + 1 :] if items[p.index].sort != "time"]
    left = any(p.role is AmountRole.BASELINE for p in later)
    aimed = [p for p in later if p.role is AmountRole.TARGET]
    if aimed and (left or _percent_to_reach(items, aimed[0])):
        placed[n] = replace(one, role=AmountRole.OTHER)
    elif n + 1 < len(placed) and _is_share(items, placed[n + 1].index):
        share = placed[n + 1]
        placed[n] = replace(one, role=AmountRole.OTHER)
        placed[n + 1] = replace(share, role=AmountRole.THRESHOLD if share.comparator else AmountRole.TARGET)


def _percent_to_reach(items: list[Item], aim: Placed) -> bool:
    marking = {item.lemma for item in items[aim.opens : aim.index]}
    return items[aim.index].sort == "pct" and "to" in marking


def _is_share(items: list[Item], i: int) -> bool:
    return items[i].sort in ("pct", "frac", "ratio") and i + 1 < len(items) and items[i + 1].lemma == "of"
