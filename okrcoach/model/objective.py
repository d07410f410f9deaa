"""An objective and its key results."""

from __future__ import annotations

from dataclasses import dataclass, field

from okrcoach.model.action import Action
from okrcoach.model.key_result import KeyResult
from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective, its key results, and actions filed under the objective itself."""

    statement: Statement
    key_results: tuple[KeyResult, ...] = field(default_factory=tuple)
    actions: tuple[Action, ...] = field(default_factory=tuple)
    owner: str = ""
    note: str = ""
