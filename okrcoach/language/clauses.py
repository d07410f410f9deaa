"""Finds the main clause, its verb, who acts, and what the verb is done to.

No parser: word order, word classes and a few hundred function words carry English drafts
surprisingly far. Where they don't, the form is "other" and the words alone have to speak.
"""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.language.cuts import cut_points, skip_leads
from okrcoach.language.grammar import (
    BEFORE_A_NOUN,
    BREAKS,
    MODALS,
    PREPOSITIONS,
    QUOTES_AND_SIGNS,
    SEE_THROUGH,
)
from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item
from okrcoach.language.verbs import find_sentence, has_class, verb_like


@dataclass(frozen=True, slots=True)
class Clause:
    """How one statement is built; positions are indices into its items."""

    #: "imperative", "gerund", "past", "sentence", "number_first", "noun_phrase" or "other".
    form: str
    #: What stood before the main clause: "we", "ensure", "there", "have", "goal", "by_date", "who_to".
    leads: tuple[str, ...]
    begin: int
    #: Where the main clause ends: the start of a purpose, a means, or the end of the text.
    end: int
    verb: int | None
    #: Start and end of the subject, for sentences.
    subject: tuple[int, int] | None
    #: Start and end of what the verb is done to, or of the noun phrase itself.
    thing: tuple[int, int] | None
    #: The word in it that names its kind: the last before a preposition.
    head: int | None
    purpose: tuple[int, int] | None
    means: tuple[int, int] | None
    #: A second verb joined by "and": "design and launch".
    second_verb: int | None
    passive: bool


def _phrase_end(items: list[Item], i: int, stop: int) -> int:
    """Where the noun phrase that starts at ``i`` ends: before a preposition, a verb, a break."""
    k = i
    while k < stop:
        item = items[k]
        if item.is_mark and item.text not in QUOTES_AND_SIGNS:
            break
        if item.word is not None:
            low = item.word.lower
            if k > i and (
                low in PREPOSITIONS or low in BREAKS or low in MODALS or item.lemma in ("be", "have", "do")
            ):
                break
            if k > i and low in ("and", "or"):
                break
        k += 1
    return k


def _head_of(items: list[Item], begin: int, end: int) -> int | None:
    """The word that names the kind of a noun phrase: its last noun, through "number of"."""
    k = end - 1
    while k >= begin and (items[k].is_mark or items[k].sighting is not None or items[k].lemma in FUNCTION):
        k -= 1
    return k if k >= begin else None


def _thing(items: list[Item], begin: int, stop: int) -> tuple[tuple[int, int] | None, int | None]:
    """The noun phrase from ``begin`` and its head; goes through "% of", "number of", "set of"."""
    k = begin
    while k < stop and (
        items[k].lemma in BEFORE_A_NOUN or items[k].is_mark or (items[k].sighting is not None)
    ):
        k += 1
    if k >= stop:
        return ((begin, stop), None) if begin < stop else (None, None)
    end = _phrase_end(items, k, stop)
    head = _head_of(items, k, end)
    if head is not None and end < stop and items[end].lemma == "of" and items[head].lemma in SEE_THROUGH:
        further = _phrase_end(items, end + 1, stop)
        deeper = _head_of(items, end + 1, further)
        if deeper is not None:
            return (begin, further), deeper
    return (begin, end), head


def read_clause(items: list[Item]) -> Clause:
    """Read how the statement is built."""
    begin, leads = skip_leads(items)
    end, purpose, means = cut_points(items, begin)
    form, verb, subject, passive = "other", None, None, False
    n = len(items)
    if begin >= n:
        begin, end = 0, n
    first = items[begin] if begin < n else None
    if first is None:
        return Clause("other", leads, begin, end, None, None, None, None, purpose, means, None, False)
    if first.word is not None and first.lemma in ("not", "never", "don't", "no") and begin + 1 < n:
        leads = (*leads, "no")
        if first.lemma != "no" and verb_like(items, begin + 1, first=True):
            form, verb = "imperative", begin + 1
    elif (
        first.word is not None
        and first.lemma == "do"
        and begin + 1 < n
        and items[begin + 1].text.lower() in ("n't", "not")
    ):
        leads = (*leads, "no")
        form, verb = "imperative", min(begin + 2, n - 1)
    if verb is None and first.word is not None and verb_like(items, begin, first=True):
        shape = first.form
        if shape == "base" or first.lemma == first.word.lower:
            form, verb = "imperative", begin
        elif shape == "ing":
            form, verb = "gerund", begin
        elif shape == "ed":
            form, verb = "past", begin
        elif "we" in leads:
            form, verb = "imperative", begin
    if (
        verb is None
        and first.word is not None
        and first.lemma in ("be", "have", "do")
        and first.word.lower in ("be", "have", "do")
    ):
        form, verb = "imperative", begin
    if verb is None:
        form, verb, subject, passive = find_sentence(items, begin, end)
    if verb is not None and subject is None:
        thing, head = _thing(items, verb + max(1, items[verb].phrase), max(end, verb + 1))
    elif verb is not None:
        thing, head = _thing(items, verb + max(1, items[verb].phrase), max(end, verb + 1))
        if subject is not None and (passive or head is None):
            _, own = _thing(items, subject[0], subject[1])
            thing, head = subject, own
    else:
        thing, head = _thing(items, begin, end)
    second = None
    if verb is not None:
        k = verb + max(1, items[verb].phrase)
        if (
            k + 1 < end
            and items[k].text in ("and", "&", "/", ",")
            and has_class(items[k + 1], "v")
            and items[k + 1].word is not None
        ):
            second = k + 1
            if form in ("imperative", "gerund", "past"):
                thing, head = _thing(items, second + max(1, items[second].phrase), end)
        else:
            for j in range(k + 1, end - 1):
                if (
                    items[j].text in ("and", "&", ";", ".", ",")
                    and items[j + 1].word is not None
                    and items[j + 1].form in ("base", items[verb].form if items[verb].word else "base")
                    and has_class(items[j + 1], "v")
                    and verb_like(items, j + 1, first=True)
                ):
                    second = j + 1
                    break
    return Clause(form, leads, begin, end, verb, subject, thing, head, purpose, means, second, passive)
