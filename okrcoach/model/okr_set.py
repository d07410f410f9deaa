"""Everything one draft file holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from okrcoach.model.action import Action
from okrcoach.model.cycle import Cycle
from okrcoach.model.heartbeat import Heartbeat
from okrcoach.model.objective import Objective
from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class OKRSet:
    """The objectives, key results, heartbeats and actions of one team for one cycle."""

    title: str = ""
    cycle: Cycle = field(default_factory=Cycle)
    objectives: tuple[Objective, ...] = field(default_factory=tuple)
    heartbeats: tuple[Heartbeat, ...] = field(default_factory=tuple)
    #: Actions filed under no objective.
    actions: tuple[Action, ...] = field(default_factory=tuple)
    #: Lines whose place among the above is unknown.
    loose: tuple[Statement, ...] = field(default_factory=tuple)
    #: What the team has put on its weekly page itself: priorities of this week, and what is coming.
    this_week: tuple[Action, ...] = field(default_factory=tuple)
    coming: tuple[Action, ...] = field(default_factory=tuple)
    #: Words of the file that belong to no statement, one remark a line.
    note: str = ""

    def statements(self) -> Iterator[Statement]:
        """Yield every statement once, in reading order; the weekly page's own lines are none to judge."""
        for objective in self.objectives:
            if objective.statement.text:
                yield objective.statement
            for key_result in objective.key_results:
                yield key_result.statement
                yield from (action.statement for action in key_result.actions)
            yield from (action.statement for action in objective.actions)
        yield from (heartbeat.statement for heartbeat in self.heartbeats)
        yield from (action.statement for action in self.actions)
        yield from self.loose
