"""When a measure should change lists: a heartbeat out of its range, a goal reached and steady."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from okrcoach.judgement.ranges import Range, amount_in, measure_of, reached
from okrcoach.judgement.rule import Seen
from okrcoach.judgement.sources import cite
from okrcoach.model import Amount, Better, Direction, Source

#: So many check-ins in a row at the target or past it are called steady.
STEADY = 3


class Way(StrEnum):
    """From the heartbeats to the key results, or back."""

    PROMOTE = "promote"
    DEMOTE = "demote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Advice to take a measure from one list to the other."""

    way: Way
    #: What the numbers say.
    says: str
    #: How it could read over there, with visible blanks.
    rewrite: str
    #: What to ask before moving it.
    ask: str
    sources: tuple[Source, ...] = ()
    #: Where the advice comes from when nobody was found to have given it.
    ours: str = ""


_PROMOTE = (
    cite("productculture-health", "A health metric has an acceptable range; when it plummets, make an OKR."),
    cite("lamorte-kpi", "A KPI becomes a key result when it is the focus of near-term improvement."),
    cite("perdoo-kpi", "A slipping KPI is the cue for an objective."),
    cite("wheeler-xmr", "React to what leaves the natural limits, not to noise."),
)
_OURS = "No author was found who says this; it mirrors the advice to promote."


def promote(seen: Seen, accepted: Range | None, now: Amount | None) -> Move | None:
    """Return advice to make a key result of a held measure whose value has left its range, else None."""
    if accepted is None or now is None:
        return None
    outside = accepted.left_by(now)
    if not outside:
        return None
    measure = measure_of(seen)
    name = measure.name if measure is not None else "this"
    return Move(
        way=Way.PROMOTE,
        says=f"It stands at {now.text}, {outside}. For a cycle it may be worth a key result.",
        rewrite=f"Bring {name} back from {now.text} to {accepted.words.removeprefix('at ')} by <date>",
        ask="Is this more than the usual ups and downs, and what would you set aside for it?",
        sources=_PROMOTE,
    )


def demote(seen: Seen, now: Amount | None) -> Move | None:
    """Return advice to make a heartbeat of a key result that is reached and steady, else None.

    Steady means that the last three check-ins with a value are at the target or past it, and the current
    value, where one is filed and can be compared, too.
    """
    target, up = _target(seen), _up(seen)
    if target is None or up is None or seen.key_result is None:
        return None
    values = [c.value for c in sorted(seen.key_result.check_ins, key=lambda c: c.day) if c.value is not None]
    last = [amount_in(f"{value:.12g}") for value in values[-STEADY:]]
    if len(last) < STEADY or not all(v is not None and reached(v, target, up=up) for v in last):
        return None
    if now is not None and reached(now, target, up=up) is False:
        return None
    measure = measure_of(seen)
    name = measure.name if measure is not None else "this"
    bound = f"at {target.text} or {'higher' if up else 'lower'}"
    return Move(
        way=Way.DEMOTE,
        says=f"The goal ({target.text}) is reached, and the last {STEADY} check-ins held it.",
        rewrite=f"Keep {name} {bound}",
        ask="Who will watch it from now on, and what deserves its place?",
        ours=_OURS,
    )


def _target(seen: Seen) -> Amount | None:
    cell = seen.column("target")
    if cell:
        return amount_in(cell, seen.column("unit"))
    quantity = seen.verdict.quantity
    target = quantity.target if quantity is not None else None
    return target if target is not None and target.high is None and target.value is not None else None


def _up(seen: Seen) -> bool | None:
    """Whether more is better here; None when nothing says so."""
    quantity = seen.verdict.quantity
    target = _target(seen)
    start = (
        amount_in(seen.column("baseline"), seen.column("unit")) or (quantity and quantity.baseline) or None
    )
    if start is not None and target is not None and None not in (start.value, target.value):
        if start.unit == target.unit and start.value != target.value:
            return (start.value or 0) < (target.value or 0)
    if quantity is not None and quantity.direction in (Direction.UP, Direction.DOWN):
        return quantity.direction is Direction.UP
    measure = measure_of(seen)
    if measure is None or measure.better is Better.RANGE:
        return None
    return measure.better is Better.UP
