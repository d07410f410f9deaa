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
from okrcoach.model import Kind, Verdict


def own_statements() -> tuple[Figures, Calibration]:
    """Cross-validate on datasets/statements.csv: eight folds, no sector on both sides.

    Without the recombined statements, whose opinions come from a model that has seen all sectors; so
    this is a floor for the weights that ship.
    """
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


def held_out_statements() -> tuple[Figures, Calibration]:
    """Judge datasets/held_out.csv with the weights that ship; only the temperature was set on it."""
    rows = load_own("held_out.csv")
    return _judged([(classify(row["text"]), Kind(row["kind"])) for row in rows])


def load_own(name: str = "statements.csv") -> list[dict[str, str]]:
    """Read our own labelled statements."""
    with (shipped("datasets") / name).open(encoding="utf-8", newline="") as lines:
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
    return {name: _judged(pairs) for name, pairs in views.items()}


def _judged(pairs: Sequence[tuple[Verdict, Kind]]) -> tuple[Figures, Calibration]:
    return (
        compare([truth for _, truth in pairs], [verdict.kind for verdict, _ in pairs]),
        calibration(
            [verdict.confidence for verdict, _ in pairs], [verdict.kind is truth for verdict, truth in pairs]
        ),
    )
