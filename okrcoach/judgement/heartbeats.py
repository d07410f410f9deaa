"""Sorts the measures of a set into what is to change, what is only held, and what guards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from okrcoach.judgement.conflicts import Conflict, conflicts
from okrcoach.judgement.critic import see
from okrcoach.judgement.moves import Move, demote, promote
from okrcoach.judgement.ranges import Range, current_of, measure_of, range_of
from okrcoach.judgement.rule import Seen, SeenSet
from okrcoach.model import (
    Amount,
    Critique,
    Direction,
    Heartbeat,
    Kind,
    MeasureRole,
    Quantity,
    Role,
)

if TYPE_CHECKING:
    from okrcoach.judgement.house import House

_GUARD_LABEL = re.compile(r"\W*guardrails?\b", re.IGNORECASE)


class Belongs(StrEnum):
    """Where a measure belongs.

    - ``okr``: it is to change in this cycle.
    - ``heartbeat``: it is held where it is.
    - ``guardrail``: it is held so that the push on another measure does no harm.
    """

    OKR = "okr"
    HEARTBEAT = "heartbeat"
    GUARDRAIL = "guardrail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """One measure of a set and where it belongs."""

    seen: Seen
    belongs: Belongs
    #: Why, in one sentence.
    reason: str
    #: The question after its range, where something is measured and no range is said; else "".
    ask: str = ""
    #: What is still fine; None for what is to change, and where the author has not said.
    accepted: Range | None = None
    #: Where it stands now, where a column says so.
    current: Amount | None = None
    #: To move it to the other list, or None.
    move: Move | None = None
    #: Ids of the key results that a guardrail guards.
    guards: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """How people refer to the statement."""
        return self.seen.statement.id

    @property
    def misfiled(self) -> bool:
        """Whether its author filed it in the other list."""
        filed_okr = self.seen.role in (Role.KEY_RESULT, Role.OBJECTIVE)
        return filed_okr is not (self.belongs is Belongs.OKR) and self.seen.role is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A key result or heartbeat without a measure that could be sorted."""

    seen: Seen
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """The measures of a set, sorted, each list in reading order."""

    whole: SeenSet
    measures: tuple[Sorted, ...]
    left_out: tuple[LeftOut, ...] = ()
    #: Pairs of the two lists that pull against each other.
    conflicts: tuple[Conflict, ...] = field(default=())

    def of(self, *lists: Belongs) -> tuple[Sorted, ...]:
        """Return the measures of those lists."""
        return tuple(m for m in self.measures if m.belongs in lists)

    @property
    def moves(self) -> tuple[Sorted, ...]:
        """Return the measures that are due to change lists."""
        return tuple(m for m in self.measures if m.move is not None)


def sort_measures(judged: Critique | SeenSet, house: House | None = None) -> Sorting:
    """Sort every key result, heartbeat and loose line of a set, and every objective that holds a level.

    ``house`` is the workspace that a :class:`Critique` was made with; a ``SeenSet`` is read already.
    """
    whole = judged if isinstance(judged, SeenSet) else see(judged.okr_set, house)
    pairs = conflicts(whole)
    filed: dict[int, Heartbeat] = {
        id(seen): heartbeat
        for seen, heartbeat in zip(whole.heartbeats, whole.okr_set.heartbeats, strict=True)
    }
    measures: list[Sorted] = []
    left_out: list[LeftOut] = []
    for seen in _candidates(whole):
        reason = _no_measure(seen, filed.get(id(seen)))
        if reason:
            left_out.append(LeftOut(seen=seen, reason=reason))
        else:
            measures.append(_sorted(seen, filed.get(id(seen)), pairs))
    return Sorting(whole=whole, measures=tuple(measures), left_out=tuple(left_out), conflicts=pairs)


def _candidates(whole: SeenSet) -> Iterable[Seen]:
    """Yield what may be a measure: not the actions, and of the objectives those that hold a level."""
    tasks = {id(a.statement) for a in whole.okr_set.actions}
    for objective in whole.okr_set.objectives:
        tasks |= {id(a.statement) for a in objective.actions}
        tasks |= {id(a.statement) for kr in objective.key_results for a in kr.actions}
    aims = {id(group.aim) for group in whole.groups if group.aim is not None}
    loose = {id(statement) for statement in whole.okr_set.loose}
    for seen in whole.lines:
        if id(seen.statement) in tasks:
            continue
        if id(seen) in aims and not (seen.reading.amounts and seen.sure_of(Kind.HEARTBEAT, 0.75)):
            continue
        if id(seen.statement) in loose and seen.verdict.kind not in (Kind.OUTCOME_KR, Kind.HEARTBEAT):
            continue
        yield seen


def _no_measure(seen: Seen, heartbeat: Heartbeat | None) -> str:
    """Return why there is nothing to sort, or ""."""
    if heartbeat is not None and heartbeat.accepted:
        return ""
    if seen.verdict.unsure:
        return seen.verdict.unsure
    if _moves(seen):
        return ""
    if seen.verdict.kind is Kind.TASK and (seen.role is not Role.HEARTBEAT or seen.sure_of(Kind.TASK, 0.75)):
        return "It names work to be done, not something that can be measured."
    if seen.role is Role.HEARTBEAT:
        return ""
    if seen.verdict.kind is Kind.OBJECTIVE:
        return "It says where to go, not how to tell that one is there."
    if not (seen.sure_of(Kind.HEARTBEAT) or seen.reading.amounts or measure_of(seen)):
        return "It is not plain what is measured here."
    return ""


def _moves(seen: Seen) -> bool:
    """Whether a change of a result is asked for, in the words or in the columns."""
    if seen.sure_of(Kind.TASK, 0.75):
        return False
    quantity = seen.verdict.quantity
    both = quantity is not None and quantity.baseline is not None and quantity.target is not None
    columns = bool(seen.column("baseline") and seen.column("target"))
    return both or columns or seen.verdict.kind is Kind.OUTCOME_KR


def _sorted(seen: Seen, heartbeat: Heartbeat | None, pairs: tuple[Conflict, ...]) -> Sorted:
    now = current_of(seen, heartbeat)
    if _moves(seen) and not (seen.role is Role.HEARTBEAT and not _movement(seen)):
        return Sorted(
            seen=seen, belongs=Belongs.OKR, reason=_why_okr(seen), current=now, move=demote(seen, now)
        )
    accepted = range_of(seen, heartbeat)
    guard, guards = _guard(seen, pairs)
    return Sorted(
        seen=seen,
        belongs=Belongs.GUARDRAIL if guard else Belongs.HEARTBEAT,
        reason=guard or _why_heartbeat(seen, accepted),
        ask="" if accepted is not None else _ask(seen),
        accepted=accepted,
        current=now,
        move=promote(seen, accepted, now),
        guards=guards,
    )


def _movement(seen: Seen) -> str:
    """Return the change that is asked for as the author wrote it, or ""."""
    quantity = seen.verdict.quantity
    start, end = seen.column("baseline"), seen.column("target")
    if start and end:
        return f"from {start} to {end}"
    if quantity is None or quantity.direction is Direction.HOLD:
        return ""
    return _change(quantity)


def _change(quantity: Quantity) -> str:
    if quantity.baseline is not None and quantity.target is not None:
        start, end = quantity.baseline, quantity.target
        # "Readmissions within 30 days from 31 to 20": a number of something else may have been taken.
        if start.unit != end.unit and (start.unit != "count" or start.span.start > end.span.start):
            return "from where it stands to a target"
        return f"from {quantity.baseline.text} to {quantity.target.text}"
    if quantity.change is not None:
        return f"by {quantity.change.text}"
    if quantity.direction in (Direction.UP, Direction.DOWN):
        return "upwards" if quantity.direction is Direction.UP else "downwards"
    return ""


def _why_okr(seen: Seen) -> str:
    change = _movement(seen)
    if change:
        asked = f"It asks for a change ({change})"
        if seen.role is Role.HEARTBEAT:
            return f"{asked}, though it is filed as a heartbeat; a heartbeat is only held."
        return f"{asked}: something is to be different at the end of the cycle."
    quantity = seen.verdict.quantity
    if quantity is not None and quantity.target is not None:
        return f"It has a mark to reach ({quantity.target.text}), not a level to hold."
    return "It asks for a result that is not there yet."


def _why_heartbeat(seen: Seen, accepted: Range | None) -> str:
    held = "held" if accepted is None else f"held {accepted.words}"
    if seen.role is Role.KEY_RESULT:
        return f"It is {held}: when all goes well, nothing is different at the end of the cycle."
    if seen.role is Role.OBJECTIVE:
        return f"It is {held}; an objective says what is to be different."
    if accepted is None and not seen.reading.amounts:
        return "It is watched, and no change is asked for."
    return f"It is {held}, not moved."


def _ask(seen: Seen) -> str:
    """Ask for the range of what is plainly a number: a noun phrase, or a measure of the catalogue."""
    if seen.reading.amounts or not (seen.reading.clause.form == "noun_phrase" or measure_of(seen)):
        return ""
    return "How low may it go, and how high, before you would act?"


def _guard(seen: Seen, pairs: tuple[Conflict, ...]) -> tuple[str, tuple[str, ...]]:
    """Return why a held measure is a guardrail, and the lines it guards against; "" when it is none."""
    name = seen.statement.id
    # Where both cannot come true, nothing is guarded: one of the two lines has to give way.
    pulling = [pair for pair in pairs if name and pair.guarded == name and not pair.excluded]
    ids = tuple(dict.fromkeys(pair.pushed for pair in pulling))
    if pulling:
        return f"It may suffer when {_listed(ids)} is pushed.", ids
    if _GUARD_LABEL.match(seen.statement.text):
        return "Its author calls it a guardrail.", ids
    measure = measure_of(seen)
    if measure is not None and measure.role is MeasureRole.GUARDRAIL:
        return f"{measure.name[:1].upper()}{measure.name[1:]} usually keeps a push from doing harm.", ids
    return "", ids


def _listed(ids: tuple[str, ...]) -> str:
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} or {ids[-1]}"
