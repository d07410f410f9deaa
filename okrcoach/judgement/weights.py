"""Loads the learned weights: how much each cue and each word speaks for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from okrcoach.data import HERE
from okrcoach.model import Kind

KINDS: tuple[Kind, ...] = tuple(Kind)
Row = tuple[float, ...]

#: Where everything starts before a word is read.
USUAL = "(usual)"


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds a sign adds to each kind, in the order of :class:`okrcoach.model.Kind`."""

    cues: dict[str, Row]
    grams: dict[str, Row]
    usual: Row


def _load(name: str) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for line in (HERE / "weights" / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            sign, *numbers = line.split("\t")
            rows[sign] = tuple(map(float, numbers))
    return rows


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Read ``data/weights`` once; the files are made by ``tools/calibrate.py`` and meant to be read."""
    cues = _load("cues.tsv")
    return Weights(cues=cues, grams=_load("words.tsv"), usual=cues.pop(USUAL))
