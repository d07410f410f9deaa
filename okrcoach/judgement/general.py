"""When an aim is so general that almost any team could have written it."""

from __future__ import annotations

from functools import lru_cache

from okrcoach.data import HERE
from okrcoach.language import Reading
from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item

#: Verbs that promise a direction and no state; to these come the soft ones of the word lists.
_DIRECTIONS = frozenset(
    """
    accelerate achieve be become boost build create cultivate delight deliver develop drive empower enable
    ensure excel expand foster grow have increase inspire lead maintain make move optimise optimize provide
    raise reach sustain transform
    """.split()
)
#: Superlatives of advertising: whatever else the line says about means, nothing settles them.
_BOASTS = (
    "industry-leading market-leading world-class world-leading sector-leading class-leading best-in-class "
    "best-of-breed first-class top-notch top-tier next-level leading-edge cutting-edge unrivalled unmatched "
    "unparalleled"
).split()
#: What may follow "make" and name no state: "make progress", "make an impact".
_LIGHT_OBJECTS = frozenset(["progress", "impact", "difference", "sure", "good", "great", "better"])
_GENERAL_TAGS = frozenset(["n:theme", "n:quality", "w:vague", "w:praise", "w:standing"])
#: An aim in more words than this says something, however general the words.
_LONGEST = 14


@lru_cache(maxsize=1)
def _general_words() -> frozenset[str]:
    lines = (HERE / "general.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _is_general(item: Item) -> bool:
    if item.word is None:
        return item.sighting is None
    low = item.word.lower
    known = _general_words()
    return bool(
        low in FUNCTION or item.lemma in known or low.removesuffix("s") in known or item.tags & _GENERAL_TAGS
    )


def _boasts(reading: Reading, end: int) -> bool:
    """Whether the words before ``end`` claim to be ahead of all others without saying in what."""
    words = reading.span(reading.clause.begin, end).of(reading.raw).lower().replace(" ", "-")
    return any(boast in words for boast in _BOASTS)


def is_general(reading: Reading) -> bool:
    """Whether nothing in the statement says whom or what it is about: a stock verb and general words.

    A name, a number, a trade's own word or a group of people in particular makes it one team's aim. A
    boast ("industry-leading") stays general whatever means are named beside it.
    """
    items, clause = reading.items, reading.clause
    if reading.amounts or not items or sum(item.word is not None for item in items) > _LONGEST:
        return False
    begin, end = clause.begin, len(items)
    if begin >= end or items[begin].word is None:
        return False
    first = items[begin]
    means = next((k for k in range(begin + 1, end) if "w:means" in items[k].tags), end)
    if _boasts(reading, means):
        end = means
    if clause.verb == begin and clause.form in ("imperative", "gerund"):
        if first.lemma not in _DIRECTIONS and "v:soft" not in first.tags:
            return False
        rest = items[begin + 1 : end]
        if first.lemma == "make" and not any(item.lemma in _LIGHT_OBJECTS for item in rest):
            return False
    elif clause.form == "noun_phrase" and "w:vague" in first.tags:
        rest = items[begin:end]
    else:
        return False
    words = [item for item in rest if item.word is not None and item.word.lower not in FUNCTION]
    return bool(words) and all(
        _is_general(item) or (item.form == "base" and item.tags & {"v:soft", "v:up", "v:down"})
        for item in words
    )
