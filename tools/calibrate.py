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
import math
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

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = ROOT / "datasets" / "statements.csv"
FOLDER = ROOT / "okrcoach" / "data" / "weights"
#: Inverse strengths of the regularisation, chosen by cross-validation on our own statements.
CUES_C, WORDS_C = 0.3, 3.0
#: A word or pair must have been seen in this many statements; rarer ones are memory, not knowledge.
RARELY = 2


@dataclass(frozen=True)
class Part:
    """A fitted half of the model: the signs' names, a weight for each kind, and the start."""

    names: list[str]
    rows: np.ndarray[Any, Any]
    start: np.ndarray[Any, Any]

    def scores(self, signs: Sequence[str]) -> np.ndarray[Any, Any]:
        """Return the four scores of one statement."""
        where = {name: i for i, name in enumerate(self.names)}
        picked = [self.rows[where[s]] for s in signs if s in where]
        return self.start + (np.sum(picked, axis=0) if picked else 0)


def load(path: Path = STATEMENTS) -> list[dict[str, str]]:
    """Return the rows of the labelled statements."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def signs(text: str) -> tuple[list[str], list[str]]:
    """Return the names of a statement's cues and of its words."""
    reading = read(text)
    return [c.name for c in find_cues(reading)], [c.name for c in find_grams(reading)]


def fit(found: Sequence[Sequence[str]], labels: Sequence[int], c: float, rarely: int) -> Part:
    """Fit one half."""
    counts = Counter(name for names in found for name in names)
    kept = [{name: 1 for name in names if counts[name] >= rarely} for names in found]
    vectors = DictVectorizer(sort=True)
    matrix = vectors.fit_transform(kept)
    model = LogisticRegression(C=c, max_iter=5000, class_weight="balanced", tol=1e-6)
    model.fit(matrix, labels)
    rows = model.coef_.T - model.coef_.T.mean(axis=1, keepdims=True)
    return Part(list(vectors.get_feature_names_out()), rows, model.intercept_ - model.intercept_.mean())


def softmax(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Turn scores into probabilities, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def held_out(
    found: list[tuple[list[str], list[str]]], labels: list[int], groups: list[str]
) -> np.ndarray[Any, Any]:
    """Return scores of every statement from models that never saw its sector."""
    scores = np.zeros((len(labels), len(KINDS)))
    for train, test in GroupKFold(n_splits=8).split(np.zeros(len(labels)), labels, groups):
        own = [labels[i] for i in train]
        cues = fit([found[i][0] for i in train], own, CUES_C, 1)
        words = fit([found[i][1] for i in train], own, WORDS_C, RARELY)
        for i in test:
            scores[i] = cues.scores(found[i][0]) + words.scores(found[i][1])
    return scores


def temperature(scores: np.ndarray[Any, Any], labels: list[int]) -> float:
    """Return the divisor under which held-out statements are least surprising."""

    def surprise(t: float) -> float:
        chosen = softmax(scores / t)[np.arange(len(labels)), labels]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    return min((round(0.5 + 0.02 * i, 2) for i in range(150)), key=surprise)


def write(
    path: Path, part: Part, scale: float, head: str, usual: np.ndarray[Any, Any] | None, least: float
) -> int:
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
    rows = load()
    labels = [list(KINDS).index(row["kind"]) for row in rows]  # type: ignore[arg-type]
    found = [signs(row["text"]) for row in rows]
    scores = held_out(found, labels, [row["sector"] for row in rows])
    t = temperature(scores, labels)
    right = (scores.argmax(axis=1) == np.array(labels)).mean()
    cues = fit([f[0] for f in found], labels, CUES_C, 1)
    words = fit([f[1] for f in found], labels, WORDS_C, RARELY)
    FOLDER.mkdir(parents=True, exist_ok=True)
    head = "Log-odds that a sign adds to each kind. Made by tools/calibrate.py from datasets/statements.csv."
    n_cues = write(FOLDER / "cues.tsv", cues, t, head, cues.start + words.start, 0.005)
    n_words = write(
        FOLDER / "words.tsv",
        words,
        t,
        head + "\nWords and pairs of words; numbers stand as their sort.",
        None,
        0.02,
    )
    print(
        f"{len(rows)} statements; held-out accuracy {right:.3f}; temperature {t}; "
        f"{n_cues} cues, {n_words} words"
    )
    return 0 if math.isfinite(t) else 1


if __name__ == "__main__":
    sys.exit(main())
