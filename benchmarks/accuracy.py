"""How often the verdicts are right, on our own statements and on real ones."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Calibration, Figures, calibration, compare
from okrcoach.data import shipped
from okrcoach.judgement import classify
from okrcoach.judgement.weights import KINDS
from okrcoach.model import Kind


def own_statements() -> tuple[Figures, Calibration]:
    """Cross-validate on datasets/statements.csv: eight folds, no sector on both sides."""
    import numpy as np

    from tools.calibrate import by_sector, load, softmax, temperature

    corpus = load()
    scores = by_sector(corpus)
    shares = softmax(scores / temperature(scores, corpus.labels))
    answers = shares.argmax(axis=1)
    right = [bool(a == t) for a, t in zip(answers, corpus.labels, strict=True)]
    return (
        compare([KINDS[int(t)] for t in corpus.labels], [KINDS[int(a)] for a in answers]),
        calibration([float(x) for x in np.max(shares, axis=1)], right),
    )


def load_own() -> list[dict[str, str]]:
    """Read our own labelled statements."""
    with (shipped("datasets") / "statements.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def load_real(path: Path) -> list[dict[str, Any]]:
    """Read labelled real statements, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def real_statements(rows: Sequence[dict[str, Any]]) -> dict[str, tuple[Figures, Calibration]]:
    """Judge real statements; figures for the agreed rows, for all, and against what authors say."""
    verdicts = [classify(row["text"]) for row in rows]
    views = {
        "agreed": [(v, Kind(r["label"])) for v, r in zip(verdicts, rows, strict=True) if r["agreed"]],
        "all": [(v, Kind(r["label"])) for v, r in zip(verdicts, rows, strict=True)],
        "author says": [
            (v, Kind(r["author_says"])) for v, r in zip(verdicts, rows, strict=True) if r["author_says"]
        ],
    }
    return {
        name: (
            compare([t for _, t in pairs], [v.kind for v, _ in pairs]),
            calibration([v.confidence for v, _ in pairs], [v.kind is t for v, t in pairs]),
        )
        for name, pairs in views.items()
    }
