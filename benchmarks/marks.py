"""How well findings match a coach's marks, and quantities what is written."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okrcoach.judgement import judge_line
from okrcoach.model import Quantity, Role, Statement

PARTS = ("measure", "direction", "baseline", "target", "change", "deadline")


def load_marks(path: Path) -> list[dict[str, Any]]:
    """Read statements with their marks, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def flags(rows: list[dict[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """Return for each flag: rightly put, put in vain, missed. What only one reader put counts for nothing."""
    hit: Counter[str] = Counter()
    vain: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for row in rows:
        line = judge_line(Statement(text=row["text"], role=Role(row["role"])))
        ours = {f.flag for f in line.findings if f.flag}
        theirs, maybe = set(row["flags"]), set(row["maybe"])
        hit.update(ours & theirs)
        vain.update(ours - theirs - maybe)
        missed.update(theirs - ours)
    return {f: (hit[f], vain[f], missed[f]) for f in sorted({*hit, *vain, *missed})}


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


def quantities(rows: list[dict[str, Any]]) -> dict[str, PartFigures]:
    """Count for each part of a quantity where it is read exactly as marked (case and full stop aside)."""
    right: Counter[str] = Counter()
    n: Counter[str] = Counter()
    right_of_marked: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for row in rows:
        wanted = row["quantity"]
        if not wanted or wanted == "?":
            continue
        line = judge_line(Statement(text=row["text"], role=Role(row["role"])))
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
