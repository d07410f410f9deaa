"""A recurring activity: a meeting, a report, an approval."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that comes round again and again.

    Raises ``ValueError`` for hours, people or cost below zero, and for a value that is none of the four.
    """

    name: str
    #: Of one person, in a month.
    hours: float
    people: int = 1
    #: 0 no customer would notice, 1 hardly, 2 somewhat, 3 they come for it; None when nobody has said.
    value: int | None = None
    #: Money a month beside the hours, in one currency for the whole audit.
    cost: float = 0.0
    #: The law or contract that asks for it; "" for none.
    required_by: str = ""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.hours) and self.hours >= 0 and self.people >= 0):
            raise ValueError(f"{self.name}: hours and people are zero or more.")
        if not (math.isfinite(self.cost) and self.cost >= 0):
            raise ValueError(f"{self.name}: a cost is zero or more.")
        if self.value not in (None, 0, 1, 2, 3):
            raise ValueError(f"{self.name}: the value to a customer is 0, 1, 2 or 3, not {self.value}.")

    @property
    def total_hours(self) -> float:
        """Hours of everybody in a month: ``hours * people``."""
        return self.hours * self.people
