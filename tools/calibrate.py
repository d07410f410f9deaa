"""Learns the weights from datasets/statements.csv and writes them to okrcoach/data/weights.

Two additive parts, each a regularised logistic regression: named cues, and masked words and
pairs of words. Their scores are added and divided by one temperature, chosen so that the
probabilities on statements from sectors that were held out are right as often as they say.
Deterministic: the same statements give the same files. Only statements written for this
project are used.

    python tools/calibrate.py
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from okrcoach.judgement.cues import find_cues
from okrcoach.judgement.grams import find_grams
from okrcoach.judgement.weights import KINDS, USUAL
from okrcoach.language import read
from okrcoach.model import Kind

Matrix = np.ndarray[Any, Any]

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = ROOT / "datasets" / "statements.csv"
FOLDER = ROOT / "okrcoach" / "data" / "weights"
#: Inverse strengths of the regularisation, chosen by cross-validation on our own statements.
CUES_C, WORDS_C = 0.3, 2.0
#: The corpus holds many near misses, written to be hard; plain rows are what people write most.
PLAIN_ROWS_COUNT, NEAR_MISSES_COUNT = 2.0, 0.5
#: A word or pair must have been seen in this many statements; rarer ones are memory, not knowledge.
RARELY = 2


@dataclass(frozen=True)
class Part:
    """A fitted half of the model: the signs' names, a weight for each kind, and the start."""

    names: list[str]
    rows: Matrix
    start: Matrix

    def scores(self, found: Sequence[Sequence[str]]) -> Matrix:
        """Return the four scores of each statement."""
        where = {name: i for i, name in enumerate(self.names)}
        return np.array(
            [self.start + self.rows[[where[s] for s in signs if s in where]].sum(axis=0) for signs in found]
        )


@dataclass(frozen=True)
class Corpus:
    """The labelled statements with their signs."""

    labels: Any
    cues: list[list[str]]
    words: list[list[str]]
    #: How much each row counts.
    counts: Any
    sectors: list[str]

    def __len__(self) -> int:
        return len(self.sectors)


def load(path: Path = STATEMENTS) -> Corpus:
    """Read the labelled statements and find their signs."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    readings = [read(row["text"]) for row in rows]
    return Corpus(
        labels=np.array([KINDS.index(Kind(row["kind"])) for row in rows]),
        cues=[[c.name for c in find_cues(reading)] for reading in readings],
        words=[[c.name for c in find_grams(reading)] for reading in readings],
        counts=np.array([_counts_for(row) for row in rows]),
        sectors=[row["sector"] for row in rows],
    )


def _counts_for(row: dict[str, str]) -> float:
    plain = PLAIN_ROWS_COUNT if row["difficulty"] == "easy" else 1.0
    return plain * (NEAR_MISSES_COUNT if row["pair"] else 1.0)


def fit_half(found: Sequence[Sequence[str]], labels: Any, counts: Any, c: float, rarely: int) -> Part:
    """Fit one half."""
    seen = Counter(name for names in found for name in names)
    vectors = DictVectorizer(sort=True)
    matrix = vectors.fit_transform([{name: 1 for name in names if seen[name] >= rarely} for names in found])
    model = LogisticRegression(C=c, max_iter=5000, class_weight="balanced", tol=1e-6)
    model.fit(matrix, labels, sample_weight=counts)
    rows = model.coef_.T - model.coef_.T.mean(axis=1, keepdims=True)
    return Part(list(vectors.get_feature_names_out()), rows, model.intercept_ - model.intercept_.mean())


def fit(corpus: Corpus, chosen: Any = None) -> tuple[Part, Part]:
    """Fit both halves on the chosen rows, or on all."""
    at = np.arange(len(corpus)) if chosen is None else chosen
    labels, counts = corpus.labels[at], corpus.counts[at]
    return (
        fit_half([corpus.cues[i] for i in at], labels, counts, CUES_C, 1),
        fit_half([corpus.words[i] for i in at], labels, counts, WORDS_C, RARELY),
    )


def softmax(scores: Matrix) -> Matrix:
    """Turn scores into probabilities, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def held_out(corpus: Corpus) -> Matrix:
    """Return scores of every statement from models that never saw its sector."""
    scores = np.zeros((len(corpus), len(KINDS)))
    for train, test in GroupKFold(n_splits=8).split(scores, corpus.labels, corpus.sectors):
        cues, words = fit(corpus, train)
        scores[test] = cues.scores([corpus.cues[i] for i in test]) + words.scores(
            [corpus.words[i] for i in test]
        )
    return scores


def temperature(scores: Matrix, labels: Any) -> float:
    """Return the divisor under which held-out statements are least surprising."""

    def surprise(t: float) -> float:
        chosen = softmax(scores / t)[np.arange(len(labels)), labels]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    return min((round(0.5 + 0.02 * i, 2) for i in range(150)), key=surprise)


def write(path: Path, part: Part, scale: float, head: str, usual: Matrix | None, least: float) -> int:
    """Write one file of weights, signs in alphabetical order, and return how many."""
    lines = [f"# {line}" for line in head.splitlines()]
    lines.append("# sign\t" + "\t".join(KINDS))
    if usual is not None:
        lines.append("\t".join([USUAL, *(f"{v / scale:.3f}" for v in usual)]))
    n = 0
    for name, row in zip(part.names, part.rows, strict=True):
        if max(abs(row)) / scale >= least and "\t" not in name and "\n" not in name:
            lines.append("\t".join([name, *(f"{v / scale:.3f}" for v in row)]))
            n += 1
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return n


def main() -> int:
    """Fit, calibrate, write, and say what was done."""
    corpus = load()
    scores = held_out(corpus)
    t = temperature(scores, corpus.labels)
    right = (scores.argmax(axis=1) == corpus.labels).mean()
    cues, words = fit(corpus)
    FOLDER.mkdir(parents=True, exist_ok=True)
    head = "Log-odds that a sign adds to each kind. Made by tools/calibrate.py from datasets/statements.csv."
    n_cues = write(FOLDER / "cues.tsv", cues, t, head, cues.start + words.start, 0.005)
    head += "\nWords and pairs of words; numbers stand as their sort."
    n_words = write(FOLDER / "words.tsv", words, t, head, None, 0.02)
    print(
        f"{len(corpus)} statements; held-out accuracy {right:.3f}; temperature {t}; "
        f"{n_cues} cues, {n_words} words"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
