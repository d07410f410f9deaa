"""Cuts a cleaned statement into items: words with their classes, numbers, punctuation.

The only module besides the pipeline component that imports spaCy, and only when it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from okrcoach.language.lexicon import FUNCTION, Lexicon, Word
from okrcoach.language.numbers import Sighting, sightings


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
def pipeline() -> Any:
    """Return spaCy's blank English pipeline; no trained model is needed."""
    import spacy

    return spacy.blank("en")


#: What each stretch between blanks falls into: bounded, and faster than asking spaCy again.
_PIECES: dict[str, tuple[tuple[int, str], ...]] = {}
_MOST_PIECES = 10_000
_BETWEEN_BLANKS = re.compile(r"\S+")
#: Longer stretches are no words; they are cut so that no list ever holds them.
_LONGEST = 100


def _pieces(chunk: str) -> tuple[tuple[int, str], ...]:
    """Return the tokens of a stretch without blanks, as (offset, text)."""
    known = _PIECES.get(chunk)
    if known is None:
        if len(_PIECES) >= _MOST_PIECES:
            _PIECES.clear()
        nlp = pipeline()
        # Whatever spaCy notes down about new words is forgotten again: a stream may be endless.
        with nlp.memory_zone():
            tokens = [(token.idx, token.text) for token in nlp.tokenizer(chunk[:_LONGEST])]
        known = tuple(part for at, text in tokens for part in _split(text, at))
        _PIECES[chunk] = known
    return known


def _split(text: str, start: int) -> list[tuple[int, str]]:
    """Split what the tokeniser leaves whole ("co-hosts/mentors") at slashes and hyphens."""
    if ("/" not in text and "-" not in text) or not any(c.isalnum() for c in text):
        return [(start, text)]
    parts = []
    at = 0
    for part in text.replace("-", "/").split("/"):
        if part and any(c.isalnum() for c in part):
            parts.append((start + at, part))
        at += len(part) + 1
    return parts


def cut(text: str, lexicon: Lexicon) -> list[Item]:
    """Return the items of a cleaned text; blanks and hyphens inside words are left out."""
    seen = sightings(text)
    items: list[Item] = []
    depth = 0
    at = 0
    for found in seen:
        depth = _cut_words(text, at, found.start, depth, lexicon, items)
        items.append(
            Item(found.start, found.end, found.text, f"<{found.sort}>", None, found, _NUMBER, depth > 0)
        )
        at = found.end
    _cut_words(text, at, len(text), depth, lexicon, items)
    _find_phrases(items, lexicon)
    return items


def _cut_words(text: str, begin: int, end: int, depth: int, lexicon: Lexicon, items: list[Item]) -> int:
    """Append the words and marks between two numbers; return how deep in brackets the text is then."""
    look = lexicon.word
    for found in _BETWEEN_BLANKS.finditer(text, begin, end):
        offset = found.start()
        for at, piece in _pieces(found.group()):
            start = offset + at
            if piece[0].isalnum() or any(c.isalnum() for c in piece):
                word = look(piece)
                items.append(
                    Item(start, start + len(piece), piece, word.lemma, word, None, word.tags, depth > 0)
                )
                continue
            if piece in ("(", "["):
                depth += 1
            elif piece in (")", "]"):
                depth = max(0, depth - 1)
            stop = start + len(piece)
            if piece == "-" and start > 0 and stop < len(text):
                if not text[start - 1].isspace() and not text[stop].isspace():
                    continue
            items.append(Item(start, stop, piece, piece, None, None, _MARK, depth > 0))
    return depth


_NUMBER = frozenset({"number"})
_MARK: frozenset[str] = frozenset()


def _find_phrases(items: list[Item], lexicon: Lexicon) -> None:
    """Mark the longest listed phrases and give their classes to every word in them."""
    phrases = lexicon.phrases
    i, last = 0, len(items) - 1
    while i < last:
        seconds = phrases.get(items[i].lemma)
        options = seconds.get(items[i + 1].lemma) if seconds is not None else None
        i += _mark_phrase(items, i, options) if options is not None else 1


def _mark_phrase(
    items: list[Item], i: int, options: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
) -> int:
    """Mark the longest of the phrases that starts at ``i``; return how many items to step on."""
    for rest, tags in options:
        end = i + 2 + len(rest)
        if end <= len(items) and all(items[i + 2 + k].lemma == lemma for k, lemma in enumerate(rest)):
            items[i].phrase = end - i
            for k in range(i, end):
                # Inside a phrase the phrase decides: "pipeline" in "ci pipeline" is no sales measure.
                items[k].tags = tags if items[k].lemma not in FUNCTION else tags | items[k].tags
                if k > i:
                    items[k].phrase = 0
            return end - i
    return 1
