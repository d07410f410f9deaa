"""Cuts off what stands before the main clause and what follows it: openings, purpose, means."""

from __future__ import annotations

from okrcoach.language.grammar import (
    AFTER_PURPOSE,
    AFTER_SO,
    DETERMINERS,
    GOAL_WORDS,
    LEADING_ADVERBS,
    MEASURE_TAILS,
    MODALS,
    RESULT_OPENERS,
    TAKES_INFINITIVE,
    WANTING,
)
from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item
from okrcoach.language.verbs import has_class


def skip_leads(items: list[Item]) -> tuple[int, tuple[str, ...]]:
    """Step over "We will", "Our goal is to", "Ensure that", "By June,", "There are at least"."""
    i, n = 0, len(items)
    leads: list[str] = []
    while i < n:
        word = items[i].word
        low = word.lower if word is not None else ""
        follow = items[i + 1].lemma if i + 1 < n else ""
        if items[i].is_mark:
            i += 1
        elif low in ("by", "in", "within", "until", "before") and i + 1 < n and _comma_after_date(items, i):
            leads.append("by_date")
            i = _comma_after_date(items, i)
        elif low in ("we", "i") and not leads.count("we"):
            leads.append("we")
            i += 1
            while i < n and items[i].word and (items[i].lemma in MODALS or items[i].lemma in WANTING):
                i += 1
            if i + 1 < n and items[i].lemma == "have" and items[i + 1].word and items[i + 1].form == "ed":
                leads.append("have")
                i += 1
        elif low in ("our", "the", "my") and follow in GOAL_WORDS and _find(items, i + 2, i + 8, ("to",)):
            leads.append("goal")
            i = _find(items, i + 2, i + 8, ("to",)) + 1
        elif low in ("ensure", "ensuring", "guarantee") or (low == "make" and follow in ("sure", "certain")):
            leads.append("ensure")
            i += 2 if low == "make" else 1
            if i < n and items[i].lemma == "that":
                i += 1
        elif low == "there" and follow == "be":
            leads.append("there")
            i += 2
        elif low == "to" and i == 0:
            i += 1
        elif (
            low in ("have", "having")
            and i + 1 < n
            and (items[i + 1].sighting or items[i + 1].lemma in DETERMINERS)
        ):
            leads.append("have")
            i += 1
        elif low in LEADING_ADVERBS:
            i += 1
        else:
            break
    return i, tuple(leads)


def _find(items: list[Item], i: int, end: int, lemmas: tuple[str, ...]) -> int:
    return next((k for k in range(i, min(end, len(items))) if items[k].lemma in lemmas), 0)


def _comma_after_date(items: list[Item], i: int) -> int:
    """Index after "By 30 June," at ``i``, or 0."""
    for k in range(i + 1, min(i + 6, len(items))):
        if items[k].text == ",":
            return k + 1 if any(items[j].sighting for j in range(i, k)) else 0
        if (
            k > i + 1
            and items[k].word
            and has_class(items[k], "v")
            and items[k - 1].sighting
            and items[k - 1].sort == "date"
        ):
            return k
    return 0


def cut_points(items: list[Item], begin: int) -> tuple[int, tuple[int, int] | None, tuple[int, int] | None]:
    """Return the end of the main clause and the ranges of purpose and means."""
    n = len(items)
    purpose: int | None = None
    means: int | None = None
    seen_verb_or_thing = False
    for i in range(begin, n):
        item = items[i]
        if i > begin and seen_verb_or_thing and item.word is not None and not item.aside:
            low = item.word.lower
            nxt = items[i + 1] if i + 1 < n else None
            if (
                purpose is None
                and nxt is not None
                and (
                    (low == "to" and nxt.word is not None and nxt.form == "base" and _infinitive(items, i))
                    or (low == "in" and nxt.lemma == "order")
                    or (low == "so" and (nxt.lemma in AFTER_SO or _somebody(nxt)))
                    or (low in RESULT_OPENERS)
                    or (low == "which" and nxt.lemma in ("will", "lead", "help", "allow", "result"))
                    or (low == "for" and nxt.word is not None and nxt.form == "ing" and has_class(nxt, "v"))
                )
            ):
                purpose = i
            elif (
                means is None
                and nxt is not None
                and nxt.word is not None
                and (
                    (low == "by" and nxt.form == "ing" and (has_class(nxt, "v") or nxt.phrase == 1))
                    or (low in ("through", "via") and i > begin + 1)
                    or (low == "using" and i > begin + 1)
                    or (low == "thanks" and nxt.lemma == "to")
                )
            ):
                means = i
        if not item.is_mark and item.lemma not in FUNCTION:
            seen_verb_or_thing = True
    stops = [k for k in (purpose, means) if k is not None]
    end = min(stops, default=n)
    ranges = {}
    for name, start in (("purpose", purpose), ("means", means)):
        later = [k for k in stops if start is not None and k > start]
        ranges[name] = (start, min(later, default=n)) if start is not None else None
    return end, ranges["purpose"], ranges["means"]


def _somebody(item: Item) -> bool:
    """Tell the purpose without "that": "so drivers feel ...", "so the wards get ..."."""
    return bool(item.tags & {"n:outsider", "n:insider", "s:person"}) or item.lemma in DETERMINERS


def _infinitive(items: list[Item], i: int) -> bool:
    """Whether "to" at ``i`` opens a purpose ("to cut churn") and not an object ("able to", "want to")."""
    nxt = items[i + 1]
    before = items[i - 1]
    if not has_class(nxt, "v") or nxt.word is None:
        return False
    if before.sighting is not None and before.sort != "date" and has_class(nxt, "n"):
        return False
    if before.lemma in TAKES_INFINITIVE:
        return False
    if any(
        t in nxt.tags for t in ("n:measure", "n:outsider", "n:quality", "n:deliverable", "n:insider")
    ) and not any(t[2:] in AFTER_PURPOSE for t in nxt.tags if t[0] == "v"):
        return False
    after = items[i + 2] if i + 2 < len(items) else None
    if (
        has_class(nxt, "n")
        and after is not None
        and (after.lemma in MEASURE_TAILS or after.lemma in ("and", "by", "in"))
    ):
        return False
    return True
