"""A key result as its author filed it."""

from __future__ import annotations

from dataclasses import dataclass, field

from okrcoach.model.action import Action
from okrcoach.model.check_in import CheckIn
from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """A key result: its words, and what stood in columns of their own beside them.

    The columns are kept as written ("from 18 %", "Q3"); reading numbers is not the model's work.
    """

    statement: Statement
    measure: str = ""
    baseline: str = ""
    target: str = ""
    current: str = ""
    unit: str = ""
    deadline: str = ""
    owner: str = ""
    confidence: str = ""
    score: str = ""
    note: str = ""
    actions: tuple[Action, ...] = field(default_factory=tuple)
    check_ins: tuple[CheckIn, ...] = field(default_factory=tuple)
