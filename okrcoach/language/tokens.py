"""Cuts a cleaned statement into items: words with their classes, numbers, punctuation.

The only module besides the pipeline component that imports spaCy, and only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from okrcoach.language.lexicon import FUNCTION, Lexicon, Word
from okrcoach.language.numbers import Sighting, sightings

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Item:
    """A word, a number or a mark, in reading order."""

    start: int
    end: int
    text: str
    lemma: str
    #: None for numbers and punctuation.
    word: Word | None
    sighting: Sighting | None
    #: Classes of the word itself and of the longest listed phrase it is part of.
    tags: frozenset[str]
    #: It stands inside brackets.
    aside: bool = False
    #: How many items the listed phrase starting here covers; 1 for none, 0 inside a phrase.
    phrase: int = 1

    @property
    def sort(self) -> str:
        """Sort of the number or date, "" for a word or a mark."""
        return self.sighting.sort if self.sighting is not None else ""

    @property
    def form(self) -> str:
        """How the word is inflected ("base", "s", "ed", "ing"), "" for a number or a mark."""
        return self.word.form if self.word is not None else ""

    @property
    def is_mark(self) -> bool:
        """Punctuation or a symbol."""
        return self.word is None and self.sighting is None


@lru_cache(maxsize=1)
def tokenizer() -> Callable[[str], Doc]:
    """Return spaCy's English tokeniser; no trained pipeline is needed."""
    import spacy

    made: Any = spacy.blank("en").tokenizer
    return made  # type: ignore[no-any-return]


def cut(text: str, lexicon: Lexicon) -> list[Item]:
    """Return the items of a cleaned text; blanks and hyphens inside words are left out."""
    seen = sightings(text)
    items: list[Item] = []
    look = lexicon.word
    depth = 0
    nxt = 0
    for token in tokenizer()(text):
        start = token.idx
        words = token.text
        end = start + len(words)
        while nxt < len(seen) and seen[nxt].start < end:
            found = seen[nxt]
            items.append(
                Item(found.start, found.end, found.text, f"<{found.sort}>", None, found, _NUMBER, depth > 0)
            )
            nxt += 1
        if nxt and seen[nxt - 1].end > start:
            if seen[nxt - 1].end >= end:
                continue
            start = seen[nxt - 1].end
            words = text[start:end]
        if words.isspace() or not words:
            continue
        if not any(c.isalnum() for c in words):
            if words in ("(", "["):
                depth += 1
            elif words in (")", "]"):
                depth = max(0, depth - 1)
            if words == "-" and start and not text[start - 1].isspace() and not text[end : end + 1].isspace():
                continue
            items.append(Item(start, end, words, words, None, None, _MARK, depth > 0))
            continue
        for piece_start, piece in _pieces(words, start):
            word = look(piece)
            items.append(
                Item(
                    piece_start, piece_start + len(piece), piece, word.lemma, word, None, word.tags, depth > 0
                )
            )
    _find_phrases(items, lexicon)
    return items


_NUMBER = frozenset({"number"})
_MARK: frozenset[str] = frozenset()


def _pieces(words: str, start: int) -> list[tuple[int, str]]:
    """Split what the tokeniser leaves whole ("co-hosts/mentors") at slashes and hyphens."""
    if "/" not in words and "-" not in words:
        return [(start, words)]
    pieces = []
    at = 0
    for part in words.replace("-", "/").split("/"):
        if part and any(c.isalnum() for c in part):
            pieces.append((start + at, part))
        at += len(part) + 1
    return pieces


def _find_phrases(items: list[Item], lexicon: Lexicon) -> None:
    """Mark the longest listed phrases and give their classes to every word in them."""
    phrases = lexicon.phrases
    i, n = 0, len(items)
    while i < n:
        item = items[i]
        options = phrases.get(item.lemma) if item.word else None
        if options:
            for rest, tags in options:
                end = i + 1 + len(rest)
                if end <= n and all(items[i + 1 + k].lemma == lemma for k, lemma in enumerate(rest)):
                    item.phrase = end - i
                    for k in range(i, end):
                        own = items[k].tags
                        # Inside a phrase the phrase decides: "pipeline" in "ci pipeline" is no sales measure.
                        items[k].tags = tags if items[k].lemma not in FUNCTION else tags | own
                        if k > i:
                            items[k].phrase = 0
                    i = end - 1
                    break
        i += 1
