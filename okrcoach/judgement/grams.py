"""Words and pairs of words as signs: what no list of classes can know, collocations do."""

from __future__ import annotations

from okrcoach.judgement.cues import Cue
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


def masked(item: Item) -> str:
    """Return the lemma of a word, or the sort of a number."""
    if item.sighting is not None:
        return f"<{_MASK.get(item.sighting.sort, item.sighting.sort)}>"
    return item.lemma


def find_grams(reading: Reading) -> list[Cue]:
    """Return single masked lemmas, neighbouring pairs, the first word and the pairs of classes."""
    found: dict[str, Cue] = {}
    items = reading.items
    spots = [
        k
        for k, item in enumerate(items)
        if not item.is_mark
        or item.text in ("(", "\u2192", "%", "+", ">", "<", "\u2265", "\u2264", "#", "&", "/")
    ]
    before, at = "^", 0
    for k in spots:
        lemma = masked(items[k])
        if len(lemma) > 30:
            lemma = "<long>"
        if lemma not in FUNCTION and lemma not in found:
            found[lemma] = Cue(lemma, k, k + 1)
        pair = f"{before} {lemma}"
        if pair not in found:
            found[pair] = Cue(pair, at, k + 1)
        before, at = lemma, k
    if spots:
        name = before + " $"
        found.setdefault(name, Cue(name, at, at + 1))
    return list(found.values())
