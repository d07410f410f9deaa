"""From verdicts to learning: exercise packs, marking, attempts and what a class gets wrong."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from okrcoach.classroom.attempts import Attempts, UnusableStore
    from okrcoach.classroom.cohort import Cohort, cohort_of
    from okrcoach.classroom.editions import handout
    from okrcoach.classroom.exercise import Exercise
    from okrcoach.classroom.marked import Marked, Point, State
    from okrcoach.classroom.pack_file import Pack, packs, parse_pack, read_pack
    from okrcoach.classroom.pack_yaml import UnusablePack
    from okrcoach.classroom.records import Attempt

_HOME = {
    "Attempt": "records", "Attempts": "attempts", "UnusableStore": "attempts", "Cohort": "cohort",
    "cohort_of": "cohort", "handout": "editions", "Exercise": "exercise", "Marked": "marked",
    "Point": "marked", "State": "marked", "Pack": "pack_file", "packs": "pack_file",
    "parse_pack": "pack_file", "read_pack": "pack_file", "UnusablePack": "pack_yaml",
}  # fmt: skip
__all__ = [
    "Attempt", "Attempts", "Cohort", "Exercise", "Marked", "Pack", "Point", "State", "UnusablePack",
    "UnusableStore", "cohort_of", "handout", "packs", "parse_pack", "read_pack",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"okrcoach.classroom.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
