"""Finds the verb of a statement: by its classes, its form and its neighbours."""

from __future__ import annotations

from okrcoach.language.grammar import (
    AFTER_A_VERB,
    BEFORE_A_NUMBER,
    BETWEEN_BE_AND_VERB,
    DETERMINERS,
    MEASURE_TAILS,
    MODALS,
    PREPOSITIONS,
    SAME_IN_THE_PAST,
    SUBORDINATE,
)
from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item


def has_class(item: Item, letter: str) -> bool:
    """Whether some list of that letter ("v", "n", "w") holds the item."""
    return any(tag[0] == letter for tag in item.tags)


def verb_like(items: list[Item], i: int, *, first: bool = False) -> bool:
    """Whether the item can be the verb here, by its classes, its form and its neighbours."""
    item = items[i]
    if item.word is None or item.word.lower in FUNCTION:
        return False
    nxt = next_word(items, i + item.phrase if item.phrase > 1 else i + 1)
    if (
        nxt
        and nxt.lemma in MEASURE_TAILS
        and item.phrase <= 1
        and not (has_class(item, "v") and item.form == "base" and not has_class(item, "n"))
    ):
        return False
    verbal = has_class(item, "v")
    if not verbal:
        return False
    if first and has_class(item, "n") and item.phrase <= 1:
        # "Report the numbers" / "Report on time": a determiner, a number or a particle makes it a verb.
        if nxt is None:
            return False
        if nxt.sighting is not None or nxt.lemma in DETERMINERS:
            return True
        if nxt.lemma in PREPOSITIONS or nxt.lemma in ("and", "be", "have") or nxt.lemma in MODALS:
            return nxt.lemma in ("out", "up", "with", "to", "from") and item.text[:1].isupper()
        return not any(t in item.tags for t in ("n:measure", "n:routine_measure", "n:deliverable"))
    return True


def next_word(items: list[Item], i: int) -> Item | None:
    """Return the next word or number at or after ``i`` within the phrase, else None."""
    while i < len(items):
        if not items[i].is_mark:
            return items[i]
        if items[i].text not in ('"', "'", "*", "`"):
            return None
        i += 1
    return None


def find_sentence(
    items: list[Item], begin: int, end: int
) -> tuple[str, int | None, tuple[int, int] | None, bool]:
    """Look for subject and finite verb; else a noun phrase or a bare number first."""
    first = items[begin]
    start_form = (
        "number_first"
        if first.sighting is not None or (first.is_mark and first.text in ("\u2265", ">", "<", "\u2264", "+"))
        else "noun_phrase"
    )
    if (
        first.word is not None
        and first.lemma in BEFORE_A_NUMBER
        and any(items[k].sighting for k in range(begin, min(begin + 4, end)))
    ):
        start_form = "number_first"
    moving = next((k for k in range(begin + 1, end - 2) if _moves_a_number(items, k)), None)
    if moving is not None and first.word is not None:
        return ("sentence", moving, (begin, moving), items[moving].form == "ed")
    for k in range(begin + 1, end):
        item = items[k]
        if item.word is None or item.aside:
            continue
        low = item.word.lower
        if low in SUBORDINATE and k > begin + 1:
            break
        prev = items[k - 1]
        if item.lemma == "be" and low != "being":
            doing = _after(items, k + 1, end)
            if doing is not None and items[doing].form == "ed" and has_class(items[doing], "v"):
                return ("sentence", doing, (begin, k), True)
            return ("sentence", k, (begin, k), False)
        if low in MODALS or (
            low == "to"
            and k == begin + 1
            and items[k + 1 : k + 2]
            and has_class(items[k + 1], "v")
            and ({"n:insider", "n:outsider"} & prev.tags or prev.text[:1].isupper())
        ):
            doing = _after(items, k + 1, end)
            return ("sentence", doing if doing is not None else k, (begin, k), False)
        if low in FUNCTION and item.lemma not in ("have",):
            continue
        if low in ("has", "have", "had"):
            return ("sentence", k, (begin, k), False)
        if not has_class(item, "v") or item.phrase == 0:
            continue
        if (
            item.form == "ed"
            and prev.word is not None
            and prev.word.lower not in PREPOSITIONS
            and prev.lemma not in DETERMINERS
        ):
            nxt = items[k + 1] if k + 1 < end else None
            if (
                nxt is None
                or nxt.lemma in PREPOSITIONS
                or nxt.sighting is not None
                or nxt.is_mark
                or nxt.lemma in ("and", "each", "every", "monthly", "weekly", "daily")
            ):
                return ("sentence", k, (begin, k), True)
            if has_class(prev, "n") and nxt.lemma in DETERMINERS:
                return ("sentence", k, (begin, k), False)
        if (
            item.lemma in SAME_IN_THE_PAST
            and k + 1 < end
            and items[k + 1].lemma in ("from", "by", "to", "in")
            and has_class(prev, "n")
        ):
            return ("sentence", k, (begin, k), True)
        if (
            item.form == "s"
            and item.text[:1].islower()
            and prev.word is not None
            and prev.lemma not in DETERMINERS
            and prev.word.lower not in PREPOSITIONS
        ):
            if not has_class(item, "n") or _follows_like_object(items, k, end):
                return ("sentence", k, (begin, k), False)
        if (
            item.form == "base"
            and item.text[:1].islower()
            and prev.word is not None
            and prev.form == "s"
            and (not has_class(item, "n") or _follows_like_object(items, k, end))
        ):
            if has_class(prev, "n") or prev.tags & {"s:person"}:
                return ("sentence", k, (begin, k), False)
    return (start_form, None, None, False)


def _moves_a_number(items: list[Item], k: int) -> bool:
    """Find the verb of "... drop from 120" or "... rises to 45%", whatever stands before it."""
    item = items[k]
    return (
        bool(item.tags & {"v:up", "v:down"})
        and item.phrase != 0
        and item.word is not None
        and items[k + 1].lemma in ("from", "by", "to", "below", "above", "under")
        and any(i.sighting is not None and i.sort != "date" for i in items[k + 2 : k + 4])
    )


def _after(items: list[Item], k: int, end: int) -> int | None:
    while k < end:
        if items[k].word is not None and items[k].lemma not in BETWEEN_BE_AND_VERB:
            return k
        k += 1
    return None


def _follows_like_object(items: list[Item], k: int, end: int) -> bool:
    """A determiner, a number, a pronoun or a preposition of movement after it makes it a verb."""
    if k + 1 >= end:
        return False
    nxt = items[k + 1]
    return nxt.sighting is not None or nxt.lemma in DETERMINERS or nxt.lemma in AFTER_A_VERB
