"""Loads the learned weights: how much each cue and each word speaks for each kind."""

from __future__ import annotations

from functools import lru_cache

from okrcoach.data import HERE
from okrcoach.model import Kind

KINDS: tuple[Kind, ...] = tuple(Kind)
Row = tuple[float, ...]

#: Where everything starts before a word is read.
USUAL = "(usual)"


class Weights:
    """Log-odds a sign adds to each kind, in the order of :class:`okrcoach.model.Kind`.

    A statement needs some forty of the many thousand rows, so a row is parsed when it is first asked for.
    """

    __slots__ = ("_cues", "_grams", "usual")

    def __init__(self, cues: dict[str, Row | str], grams: dict[str, Row | str]) -> None:
        self._cues = cues
        self._grams = grams
        self.usual: Row = _row(cues, USUAL) or ()

    def cue(self, name: str) -> Row | None:
        """Return what a named cue adds, None for one that says nothing."""
        return _row(self._cues, name)

    def gram(self, name: str) -> Row | None:
        """Return what a word or a pair adds, None for one that says nothing."""
        return _row(self._grams, name)

    def all(self) -> dict[str, Row]:
        """Return every sign with its row, to be read or listed; words begin with ``word:``."""
        found = {name: self.cue(name) for name in self._cues if name != USUAL}
        found |= {f"word:{name}": self.gram(name) for name in self._grams}
        return {name: row for name, row in found.items() if row}


def _row(rows: dict[str, Row | str], name: str) -> Row | None:
    found = rows.get(name)
    if type(found) is str:
        found = rows[name] = tuple(map(float, found.split("\t")))
    return found  # type: ignore[return-value]  # a text has just become a row


def _load(name: str) -> dict[str, Row | str]:
    text = (HERE / "weights" / name).read_text(encoding="utf-8")
    pairs = (line.partition("\t") for line in text.splitlines() if line[0] != "#")
    return {name: row for name, _, row in pairs}


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Read ``data/weights`` once; the files are made by ``tools/calibrate.py`` and meant to be read."""
    return Weights(_load("cues.tsv"), _load("words.tsv"))
