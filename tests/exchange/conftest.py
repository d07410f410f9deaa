"""Helpers for the exchange tests: a compact view of an OKR set, and files made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from okrcoach.exchange import parse_okrs, read_okrs
from okrcoach.model import Action, OKRSet

Tree = list[str]


def outline(okr_set: OKRSet) -> Tree:
    """One line a statement, "role: text", indented as filed; actions done are marked."""

    def act(action: Action) -> str:
        return f"{'done' if action.done else 'action'}: {action.statement.text}"

    lines: Tree = []
    for objective in okr_set.objectives:
        lines.append(f"O: {objective.statement.text}")
        for key_result in objective.key_results:
            lines.append(f"  KR: {key_result.statement.text}")
            lines += [f"    {act(action)}" for action in key_result.actions]
        lines += [f"  {act(action)}" for action in objective.actions]
    lines += [f"heartbeat: {heartbeat.statement.text}" for heartbeat in okr_set.heartbeats]
    lines += [act(action) for action in okr_set.actions]
    lines += [f"loose: {statement.text}" for statement in okr_set.loose]
    return lines


@pytest.fixture
def tree() -> Callable[[OKRSet], Tree]:
    return outline


@pytest.fixture
def pasted() -> Callable[[str], Tree]:
    return lambda text: outline(parse_okrs(text))


@pytest.fixture
def filed(tmp_path: Path) -> Callable[[str, str], OKRSet]:
    """Write text to a file of that name and read it."""

    def write_and_read(name: str, text: str) -> OKRSet:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return read_okrs(path)

    return write_and_read
