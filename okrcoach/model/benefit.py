"""A benefit as a register keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from okrcoach.model.check_in import CheckIn
from okrcoach.model.measure import Timing
from okrcoach.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What somebody gains when a change works: who answers for it, how and when it is measured.

    The parts follow common benefits registers (WFM Labs, "OKRs and Benefit Realization"): owner and
    baseline up front, and a date for measuring, because a benefit lags behind what delivers it.
    Figures are kept as written ("17%"); so is what only people can read.
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
    #: Where the figure comes from and how it is taken.
    method: str = ""
    #: The least that still counts as the benefit, where the target is more.
    threshold: str = ""
    #: When the target is to be reached.
    due: date | None = None
    #: The partner who leads on it, where several organisations gain.
    partner: str = ""
    #: Ids or names of the outputs that make it possible.
    enabled_by: tuple[str, ...] = field(default_factory=tuple)
    #: What people are able to do with these outputs.
    capability: str = ""
    #: What they do differently then.
    outcome: str = ""
    #: Id or words of the objective it serves.
    objective: str = ""
    #: What gets worse, and for whom.
    disbenefit: str = ""
    #: What one unit of the measure is worth in a year, as written ("€78").
    worth: str = ""
    #: The status its author gave it: a claim, shown beside ours.
    status: str = ""
    #: What was measured, and when; the latest is what has been realised.
    measurements: tuple[CheckIn, ...] = field(default_factory=tuple)
    #: What else stood beside it, "Heading: value", one a line.
    note: str = ""
