"""How well findings match a coach's marks, and quantities what is written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okrcoach.judgement import judge_line
from okrcoach.model import Line, Quantity, Role, Severity, Statement

PARTS = ("measure", "direction", "baseline", "target", "change", "deadline")


def load_marks(path: Path) -> list[dict[str, Any]]:
    """Read statements with their marks, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@dataclass(frozen=True)
class FlagFigures:
    """How findings match the marks of two readers; what only one of them put counts for nothing."""

    #: For each flag: rightly put, put in vain, missed.
    flags: dict[str, tuple[int, int, int]]
    #: Statements on which neither reader put any mark.
    unmarked: int
    #: Of these, the ones on which we find something to change (a note is no alarm).
    alarms: int

    @property
    def micro_f1(self) -> float | None:
        """F1 over all marks together; None when there are none."""
        hit, vain, missed = (sum(counts[i] for counts in self.flags.values()) for i in range(3))
        return 2 * hit / (2 * hit + vain + missed) if self.flags else None

    @property
    def alarm_share(self) -> float | None:
        """Share of the statements without a mark on which we find something to change."""
        return self.alarms / self.unmarked if self.unmarked else None


def precision(counts: tuple[int, int, int]) -> float:
    """Return the share of what was put that was put rightly; 0 when nothing was put."""
    hit, vain, _ = counts
    return hit / max(1, hit + vain)


def recall(counts: tuple[int, int, int]) -> float:
    """Return the share of the readers' marks that was found; 0 when there is none."""
    hit, _, missed = counts
    return hit / max(1, hit + missed)


def judged(rows: Sequence[dict[str, Any]]) -> list[Line]:
    """Judge the statement of each row once, in the role its author gave it."""
    return [judge_line(Statement(text=row["text"], role=Role(row["role"]))) for row in rows]


def flags(rows: Sequence[dict[str, Any]], lines: Sequence[Line]) -> FlagFigures:
    """Hold the findings on each row against its marks; ``lines`` are the rows, judged."""
    hit: Counter[str] = Counter()
    vain: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    unmarked = alarms = 0
    for row, line in zip(rows, lines, strict=True):
        ours = {f.flag for f in line.findings if f.flag}
        theirs, maybe = set(row["flags"]), set(row["maybe"])
        hit.update(ours & theirs)
        vain.update(ours - theirs - maybe)
        missed.update(theirs - ours)
        if not theirs and not maybe:
            unmarked += 1
            alarms += any(f.severity is not Severity.NOTE for f in line.findings)
    counts = {f: (hit[f], vain[f], missed[f]) for f in sorted({*hit, *vain, *missed})}
    return FlagFigures(counts, unmarked, alarms)


def part_text(quantity: Quantity | None, part: str) -> str | None:
    """Return one part of a quantity as written."""
    value = getattr(quantity, part, None) if quantity is not None else None
    if value is None:
        return None
    return str(value.value) if part == "direction" else str(value.text)


@dataclass(frozen=True)
class PartFigures:
    """How often one part of a quantity is read exactly."""

    #: Over all rows: a part that is not marked is right when nothing is read.
    right: int
    n: int
    #: Over the rows in which it is marked.
    right_of_marked: int
    marked: int


def quantities(rows: Sequence[dict[str, Any]], lines: Sequence[Line]) -> dict[str, PartFigures]:
    """Count for each part of a quantity where it is read exactly as marked (case and full stop aside)."""
    right: Counter[str] = Counter()
    n: Counter[str] = Counter()
    right_of_marked: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for row, line in zip(rows, lines, strict=True):
        wanted = row["quantity"]
        if not wanted or wanted == "?":
            continue
        for part in PARTS:
            if wanted.get(part) == "?":
                continue
            n[part] += 1
            ours, theirs = part_text(line.verdict.quantity, part) or "", wanted.get(part) or ""
            same = ours.lower().strip(" .") == theirs.lower().strip(" .")
            right[part] += same
            marked[part] += bool(theirs)
            right_of_marked[part] += same and bool(theirs)
    return {p: PartFigures(right[p], n[p], right_of_marked[p], marked[p]) for p in PARTS}
