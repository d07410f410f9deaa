"""Real OKR sets, where a folder of them is at hand: each reads whole. They are not part of the project."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrcoach.exchange import read_okrs
from okrcoach.model import OKRSet

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / os.environ.get("REAL", "../shared/bench") / "sets"
FILES = sorted(path for path in FOLDER.glob("*.*") if path.suffix in (".md", ".csv"))
_MARKS = re.compile(r"^(?:#+ |\d+\. |- (?:\[.\] )?|\*\*O\d+\.\*\* )?(?:(?:Objective |KR)\d+: )?")

pytestmark = pytest.mark.skipif(not FILES, reason="no folder of real OKR sets beside the project")


def written(path: Path) -> Iterator[str]:
    """The texts that the file holds, by a reading as simple as can be."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield from (_MARKS.sub("", line) for line in text.splitlines() if line.strip())
        return
    rows = list(csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))
    types = rows[0].index("Type") if "Type" in rows[0] else None
    for row in rows[1:]:
        yield from (cell.strip() for i, cell in enumerate(row) if i != types and cell.strip())


def read(okr_set: OKRSet) -> set[str]:
    return {okr_set.title, *(statement.text for statement in okr_set.statements())}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_set_is_read_whole(path: Path) -> None:
    okr_set = read_okrs(path)
    assert all(objective.statement.text and objective.key_results for objective in okr_set.objectives)
    assert set(written(path)) <= read(okr_set)
    assert not okr_set.loose
    assert okr_set.note == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_counts_are_those_of_the_file(path: Path) -> None:
    okr_set = read_okrs(path)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        assert len(okr_set.objectives) == len(re.findall(r"^(?:## Objective|\*\*O\d)", text, re.MULTILINE))
        key_results = len(re.findall(r"^(?:- KR\d|\d+\. )", text, re.MULTILINE))
    else:
        assert len(okr_set.objectives) == sum(1 for line in text.splitlines()[1:] if line and line[0] != ",")
        key_results = (
            text.count(",KR\n") if "Type" in text else sum(1 for _ in written(path)) - len(okr_set.objectives)
        )
    assert sum(len(objective.key_results) for objective in okr_set.objectives) == key_results > 0
