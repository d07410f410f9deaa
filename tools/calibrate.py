"""Learns the weights and writes them to okrcoach/data/weights.

One regularised logistic regression over named cues, words, pairs of words and pairs of their sorts.
It learns from datasets/statements.csv and from tools/drill.tsv.gz (the same statements recombined,
see ``tools/drill.py``); only statements written for this project are used. Weak signs are left out.
The scores are divided by one temperature, chosen so that the probabilities on datasets/held_out.csv,
which nothing was learned from, are right as often as they say. Deterministic: the same statements
give the same files.

    python -m tools.calibrate
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
from tools import drill

Matrix = np.ndarray[Any, Any]

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = ROOT / "datasets" / "statements.csv"
HELD_OUT = ROOT / "datasets" / "held_out.csv"
FOLDER = ROOT / "okrcoach" / "data" / "weights"
#: Inverse strength of the regularisation, and what a recombined statement counts beside a written one.
C, DRILLED_COUNTS = 1.0, 0.3
#: The corpus holds many near misses, written to be hard; plain rows are what people write most.
PLAIN_ROWS_COUNT, NEAR_MISSES_COUNT = 2.0, 0.5
#: A sign must have been seen in this many statements; rarer ones are memory, not knowledge.
RARELY, RARELY_WITH_DRILL = 2, 5
#: Signs that speak less than this for any kind, and shares of a recombined statement below this, are dropped.
WEAK, SLIGHT = 0.15, 0.04


@dataclass(frozen=True)
class Fit:
    """The signs' names, a weight for each kind, and where everything starts."""

    names: list[str]
    rows: Matrix
    start: Matrix

    def scores(self, found: Sequence[Sequence[str]]) -> Matrix:
        """Return the four scores of each statement."""
        where = {name: i for i, name in enumerate(self.names)}
        return np.array(
            [self.start + self.rows[[where[s] for s in signs if s in where]].sum(axis=0) for signs in found]
        )

    def strong(self, least: float) -> Fit:
        """Return it without the signs that hardly speak."""
        keep = np.abs(self.rows).max(axis=1) >= least
        names = [name for name, kept in zip(self.names, keep, strict=True) if kept]
        return Fit(names, self.rows[keep], self.start)


@dataclass(frozen=True)
class Corpus:
    """Statements with their signs and the share of each kind: one for a label, several for an opinion."""

    signs: list[list[str]]
    shares: Matrix
    #: How much each row counts.
    counts: Matrix
    sectors: list[str]

    def __len__(self) -> int:
        return len(self.signs)

    @property
    def labels(self) -> Matrix:
        """The likeliest kind of each, by its number."""
        return np.asarray(self.shares.argmax(axis=1))


def signs_of(text: str) -> list[str]:
    """Return the names of all signs in a statement; words are told from cues by a blank in front."""
    reading = read(text)
    return [*find_cues(reading), *(" " + name for name in find_grams(reading))]


def load(path: Path = STATEMENTS) -> Corpus:
    """Read the labelled statements and find their signs."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Corpus(
        signs=[signs_of(row["text"]) for row in rows],
        shares=np.eye(len(KINDS))[[KINDS.index(Kind(row["kind"])) for row in rows]],
        counts=np.array([counts_for(row) for row in rows]),
        sectors=[row["sector"] for row in rows],
    )


def load_drill() -> Corpus:
    """Read the recombined statements and find their signs."""
    texts, shares = drill.load()
    n = len(texts)
    return Corpus([signs_of(t) for t in texts], np.array(shares), np.full(n, DRILLED_COUNTS), ["drill"] * n)


def counts_for(row: dict[str, str]) -> float:
    """Return how much a labelled statement counts."""
    plain = PLAIN_ROWS_COUNT if row["difficulty"] == "easy" else 1.0
    return plain * (NEAR_MISSES_COUNT if row["pair"] else 1.0)


def fit(corpora: Sequence[Corpus], rarely: int, chosen: Any = None) -> Fit:
    """Fit on all corpora together, or on the chosen rows of the first.

    A row with several shares is a row for each kind, counted by its share; kinds are balanced.
    """
    signs = [s for corpus in corpora for s in corpus.signs]
    shares = np.vstack([corpus.shares for corpus in corpora])
    counts = np.concatenate([corpus.counts for corpus in corpora])
    at = np.arange(len(signs)) if chosen is None else chosen
    signs, shares, counts = [signs[i] for i in at], shares[at], counts[at]
    seen = Counter(name for names in signs for name in names)
    vectors = DictVectorizer(sort=True)
    matrix = vectors.fit_transform([{name: 1 for name in names if seen[name] >= rarely} for names in signs])
    where, kinds = np.nonzero(shares > SLIGHT)
    weights = counts[where] * shares[where, kinds]
    total = np.array([weights[kinds == k].sum() for k in range(len(KINDS))])
    model = LogisticRegression(C=C, max_iter=1000, tol=1e-4)
    model.fit(matrix[where], kinds, sample_weight=weights * (total.sum() / len(KINDS) / total)[kinds])
    rows = model.coef_.T - model.coef_.T.mean(axis=1, keepdims=True)
    return Fit(list(vectors.get_feature_names_out()), rows, model.intercept_ - model.intercept_.mean())


def softmax(scores: Matrix) -> Matrix:
    """Turn scores into probabilities, row by row."""
    raised = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def by_sector(corpus: Corpus) -> Matrix:
    """Return scores of every statement from weights that never saw its sector.

    The recombined statements are left out: the model behind them has seen all sectors.
    """
    scores = np.zeros((len(corpus), len(KINDS)))
    for train, test in GroupKFold(n_splits=8).split(scores, corpus.labels, corpus.sectors):
        scores[test] = fit([corpus], RARELY, train).scores([corpus.signs[i] for i in test])
    return scores


def temperature(scores: Matrix, labels: Any) -> float:
    """Return the divisor under which statements never learned from are least surprising."""

    def surprise(t: float) -> float:
        chosen = softmax(scores / t)[np.arange(len(labels)), labels]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    return min((round(0.5 + 0.02 * i, 2) for i in range(150)), key=surprise)


def write(path: Path, learned: Fit, words: bool, scale: float, head: str) -> int:
    """Write the cues or the words with their weights, in alphabetical order, and return how many."""
    lines = [f"# {line}" for line in head.splitlines()]
    lines.append("# sign\t" + "\t".join(KINDS))
    if not words:
        lines.append("\t".join([USUAL, *(f"{v / scale:.2f}" for v in learned.start)]))
    n = 0
    for name, row in zip(learned.names, learned.rows, strict=True):
        if (name[0] == " ") == words and "\t" not in name and "\n" not in name:
            lines.append("\t".join([name.strip() if words else name, *(f"{v / scale:.2f}" for v in row)]))
            n += 1
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return n


def main() -> int:
    """Fit, calibrate, write, and say what was done."""
    learned = fit([load(), load_drill()], RARELY_WITH_DRILL).strong(WEAK)
    fresh = load(HELD_OUT)
    scores = learned.scores(fresh.signs)
    scale = temperature(scores, fresh.labels)
    right = (scores.argmax(axis=1) == fresh.labels).mean()
    FOLDER.mkdir(parents=True, exist_ok=True)
    head = "Log-odds that a sign adds to each kind. Made by tools/calibrate.py from statements of our own."
    cues = write(FOLDER / "cues.tsv", learned, False, scale, head)
    head += (
        "\nWords, pairs of words, and pairs of their sorts (~; ?ing: no list knows it);"
        " numbers stand as their sort."
    )
    words = write(FOLDER / "words.tsv", learned, True, scale, head)
    print(f"{cues} cues, {words} words; temperature {scale}")
    print(f"{len(fresh)} held-out statements: accuracy {right:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
