"""Plain functions from labels to figures; no library, so that a reader can check them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from okrcoach.model import Kind

KINDS = tuple(Kind)


@dataclass(frozen=True)
class Figures:
    """How well a list of answers matches a list of labels."""

    n: int
    accuracy: float
    macro_f1: float
    kappa: float
    precision: dict[Kind, float]
    recall: dict[Kind, float]
    #: confusion[label][answer] in the order of Kind
    confusion: tuple[tuple[int, ...], ...]


def compare(labels: Sequence[Kind], answers: Sequence[Kind]) -> Figures:
    """Return the figures; macro-F1 is the mean over the kinds that occur among the labels."""
    table = tuple(
        tuple(sum(a is t and b is p for a, b in zip(labels, answers, strict=True)) for p in KINDS)
        for t in KINDS
    )
    n = max(1, len(labels))
    right = sum(table[i][i] for i in range(len(KINDS)))
    precision, recall, f1 = {}, {}, []
    for i, kind in enumerate(KINDS):
        told, there = sum(row[i] for row in table), sum(table[i])
        precision[kind] = table[i][i] / told if told else 0.0
        recall[kind] = table[i][i] / there if there else 0.0
        both = precision[kind] + recall[kind]
        if there:
            f1.append(2 * precision[kind] * recall[kind] / both if both else 0.0)
    chance = sum(sum(table[i]) * sum(row[i] for row in table) for i in range(len(KINDS))) / n**2
    kappa = (right / n - chance) / (1 - chance) if chance < 1 else 1.0
    return Figures(n, right / n, sum(f1) / max(1, len(f1)), kappa, precision, recall, table)


@dataclass(frozen=True)
class Calibration:
    """Whether stated confidence is kept."""

    #: Mean distance between confidence and share of right answers over ten bins, weighted.
    error: float
    #: Share of answers at 0.9 and above, and how many of those are right.
    sure_share: float
    sure_right: float


def calibration(confidences: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Return the expected calibration error (ten equal bins) and what "sure" is worth."""
    n = max(1, len(right))
    error = 0.0
    for b in range(10):
        rows = [i for i, c in enumerate(confidences) if min(int(c * 10), 9) == b]
        if rows:
            said = sum(confidences[i] for i in rows) / len(rows)
            was = sum(right[i] for i in rows) / len(rows)
            error += abs(said - was) * len(rows) / n
    sure = [r for c, r in zip(confidences, right, strict=True) if c >= 0.9]
    return Calibration(error, len(sure) / n, sum(sure) / max(1, len(sure)))
