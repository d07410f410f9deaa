"""A benefit as a register keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from okrcoach.model.measure import Timing
from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What somebody gains when a change works: who answers for it, how and when it is measured.

    The parts follow common benefits registers (WFM Labs, "OKRs and Benefit Realization"): owner and
    baseline up front, and a date for measuring, because a benefit lags behind what delivers it.
    """

    statement: Statement
    owner: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""
    #: When what is to bring it about is in use.
    delivered: date | None = None
    #: When it is to be measured.
    measured: date | None = None
    #: How long after delivery it can show, in days; None where nobody has said.
    lag: int | None = None
    timing: Timing | None = None
    #: Ids of the leading indicators that should move first.
    leads: tuple[str, ...] = field(default_factory=tuple)
    #: Ids of the key results it follows from.
    follows_from: tuple[str, ...] = field(default_factory=tuple)
