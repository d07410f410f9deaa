"""From key results to an objective: weighted mean, weakest link, guardrails apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from okrcoach.progress.arithmetic import Undefined


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One key result in a roll-up."""

    id: str
    #: Signed and unclamped; None when it cannot be judged yet.
    progress: float | None
    weight: float = 1.0
    #: A guardrail is held or broken; it is never averaged.
    guardrail: bool = False
    #: Why it cannot be judged yet ("too early to judge until 2027-03-01"), "" otherwise.
    deferred: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """An objective's progress and what to know about it."""

    #: Weighted mean of the parts that count, each within 0..1; None when none counts.
    mean: float | None
    #: Id and progress of the part that is furthest behind; None when none counts.
    weakest: tuple[str, float] | None
    broken_guardrails: tuple[str, ...] = ()
    #: Id and reason of parts that are too early to judge; they count neither way.
    deferred: tuple[tuple[str, str], ...] = ()
    #: What was done to the numbers, one sentence each.
    said: tuple[str, ...] = field(default_factory=tuple)


def roll_up(parts: Sequence[Part]) -> RollUp:
    """Return ``sum(weight * progress) / sum(weight)`` over what counts, and everything that does not.

    Progress below zero counts as 0 and above one as 1, and it is said: one runaway success must not
    hide a failure. A guardrail counts as broken below 1.0. An objective's grade is the rough, sometimes
    weighted average of its key results (Google re:Work); others take the weakest (Perdoo), so both are
    given. Raises :class:`Undefined` for a weight that is negative or no number, or when all are zero.
    """
    counted: list[tuple[Part, float]] = []
    broken, deferred, said = [], [], []
    for part in parts:
        if not math.isfinite(part.weight) or part.weight < 0:
            raise Undefined(f"{part.id}: a weight is zero or more, not {part.weight:g}.")
        if part.progress is None or part.deferred:
            deferred.append((part.id, part.deferred or "no value yet"))
        elif part.guardrail:
            if part.progress < 1.0:
                broken.append(part.id)
        else:
            within = min(1.0, max(0.0, part.progress))
            if part.progress < 0:
                said.append(f"{part.id} is worse than at the start ({part.progress:.2f}) and counts as 0.")
            elif part.progress > 1:
                said.append(f"{part.id} is beyond its target ({part.progress:.2f}) and counts as 1.")
            counted.append((part, within))
    total = math.fsum(part.weight for part, _ in counted)
    if counted and total == 0:
        raise Undefined("The weights of all key results are zero.")
    mean = math.fsum(part.weight * p for part, p in counted) / total if counted else None
    weakest = min(((part.id, p) for part, p in counted), key=lambda w: w[1]) if counted else None
    return RollUp(
        # Rounding must not carry a mean beyond its parts.
        mean=mean if mean is None or weakest is None else min(1.0, max(weakest[1], mean)),
        weakest=weakest,
        broken_guardrails=tuple(broken),
        deferred=tuple(deferred),
        said=tuple(said),
    )
