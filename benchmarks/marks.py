"""How well findings match a coach's marks, and quantities what is written."""

from __future__ import annotations

import json
from collections import Counter
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


def quantities(rows: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Return for each part of a quantity: read exactly as marked (case and full stop aside), and how many."""
    right: Counter[str] = Counter()
    n: Counter[str] = Counter()
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
            right[part] += ours.lower().strip(" .") == theirs.lower().strip(" .")
    return {part: (right[part], n[part]) for part in PARTS}
