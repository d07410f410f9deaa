"""Words, pairs of words and pairs of their sorts as signs: what no list can know, collocations do."""

from __future__ import annotations

from okrcoach.judgement.cues import Signs
from okrcoach.language import Reading
from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item

#: Numbers and dates stand for their sort, so that "to 40%" and "to 55%" are one pair.
_MASK = {
    "words": "num",
    "money": "money",
    "pct": "pct",
    "size": "num",
    "blank": "blank",
    "xy": "blank",
    "mult": "mult",
}


#: Marks that carry meaning; commas and full stops don't.
_MARKS = frozenset(["(", "\u2192", "%", "+", ">", "<", "\u2265", "\u2264", "#", "&", "/"])


def masked(item: Item) -> str:
    """Return the lemma of a word, or the sort of a number."""
    if item.sighting is not None:
        return f"<{_MASK.get(item.sighting.sort, item.sighting.sort)}>"
    return item.lemma


#: Of several classes the most telling one names the sort of a noun.
_NOUNS = (
    "own_activity", "vanity_measure", "routine_measure", "time_measure", "measure", "problem", "deliverable",
    "quality", "outsider", "insider", "theme",
)  # fmt: skip
_RANK = {"n:" + name: rank for rank, name in enumerate(_NOUNS)}
_SORTS: dict[frozenset[str], str] = {}
#: Words up to this length stand for themselves when no list knows them: mostly the small words.
_SHORT = 4


def sort_of(item: Item) -> str:
    """Return what sort of word it is: its class, itself where it is short, else how it is inflected."""
    tags = item.tags
    found = _SORTS.get(tags)
    if found is None:
        found = _SORTS[tags] = _most_telling(tags)
    if found:
        return found
    return item.lemma if len(item.lemma) <= _SHORT else "?" + item.form


def _most_telling(tags: frozenset[str]) -> str:
    nouns = sorted((t for t in tags if t in _RANK), key=_RANK.__getitem__)
    others = sorted(t for t in tags if t[0] in "vw")
    shapes = sorted(t for t in tags if t[0] in "hs")
    return next(iter(nouns + others + shapes), "")


def find_grams(reading: Reading) -> Signs:
    """Return single masked lemmas, neighbouring pairs, and pairs of sorts (marked with ``~``)."""
    found: Signs = {}
    before, sort_before, at = "^", "^", 0
    for k, item in enumerate(reading.items):
        if item.word is None and item.sighting is None and item.text not in _MARKS:
            continue
        lemma = masked(item)
        if item.word is None:
            sort = lemma
        else:
            sort = sort_of(item)
            if len(lemma) > 30:
                lemma = "<long>"
            if lemma not in FUNCTION and lemma not in found:
                found[lemma] = (k, k + 1)
        pair = f"{before} {lemma}"
        if pair not in found:
            found[pair] = (at, k + 1)
        if item.word is not None or item.sighting is not None:
            pair = f"~ {sort_before} {sort}"
            if pair not in found:
                found[pair] = (at, k + 1)
            sort_before = sort
        before, at = lemma, k
    if before != "^":
        for name in (before + " $", f"~ {sort_before} $"):
            found.setdefault(name, (at, at + 1))
    return found
