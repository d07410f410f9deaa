"""What each key result promises, in numbers: from its columns first, then from its words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from okrcoach.judgement.checks.key_result import starts_at_zero
from okrcoach.judgement.checks.key_result_numbers import ends_of
from okrcoach.judgement.critic import see
from okrcoach.judgement.due_days import due_day
from okrcoach.judgement.heartbeats import Belongs, sort_measures
from okrcoach.judgement.plan_lines import REACHED_OR_NOT, with_lines
from okrcoach.judgement.ranges import amount_in, range_of
from okrcoach.judgement.rule import Seen
from okrcoach.language import read
from okrcoach.model import Amount, AmountRole, Cycle, Direction, Heartbeat, Kind, OKRSet, Plan, Shape

if TYPE_CHECKING:
    from okrcoach.judgement.house import House

NO_TARGET = "There is no target yet: <target>."
NO_BASELINE = "There is no starting point yet: <baseline>."
_FIND = re.compile(
    r"\b(?:find|establish|determine|set|get|define|know|learn)(?:s|ed)?\b.{0,40}"
    r"\b(?:base\s?line|starting point)\b"
    r"|\b(?:base\s?line|starting point)\b.{0,60}\b(?:known|established|found|determined|set)\b",
    re.IGNORECASE | re.DOTALL,
)
_MILESTONE = re.compile(r"\W*milestone\b", re.IGNORECASE)
#: Only these say "until when"; "in Q3" and "every month" do not.
_BY = re.compile(r"(?:by|before|until|till|end)\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(])[-\u2212]$")
#: "From -5 to 20": the reader of words takes a minus for a dash.
_SIGNED = re.compile(
    r"\bfrom\s+([-\u2212]?\d+(?:\.\d+)?)(?:\s*(?:%|points?|pts))?\s+to\s+([-\u2212]?\d+(?:\.\d+)?)(?![\d.,]*\d)",
    re.IGNORECASE,
)


def plans_of(okr_set: OKRSet, house: House | None = None) -> dict[str, Plan]:
    """Return the plan of every key result and heartbeat by id.

    Columns win over words, and it is said where they differ. Nothing is guessed: what cannot be
    known is a plan without a shape, with the reason. What lines beside a key result may add, such as
    ``weight: 2``, is told at :func:`okrcoach.judgement.plan_lines.with_lines`.
    """
    whole = see(okr_set, house)
    held = {id(m.seen) for m in sort_measures(whole, house).of(Belongs.GUARDRAIL, Belongs.HEARTBEAT)}
    found: dict[str, Plan] = {}
    for seen in whole.key_results:
        plan = _plan(seen)
        if plan.shape is Shape.HOLD and id(seen) in held:
            plan = replace(plan, guardrail=True)
        current = _single(seen.column("current"), seen.column("unit"))
        if current is not None and current[0] is not None:
            plan = replace(plan, current=current[0])
        plan = _due(plan, seen, okr_set.cycle)
        found[seen.statement.id] = with_lines(
            plan, seen.key_result.note if seen.key_result else "", okr_set.cycle
        )
    for seen, heartbeat in zip(whole.heartbeats, okr_set.heartbeats, strict=True):
        level = replace(_level(seen, heartbeat), guardrail=True)
        found[seen.statement.id] = with_lines(level, heartbeat.note, okr_set.cycle)
    return found


def _plan(seen: Seen) -> Plan:
    reading, quantity = seen.reading, seen.reading.quantity
    start_cell, end_cell = seen.column("baseline"), seen.column("target")
    if _FIND.search(seen.statement.text) and not end_cell and not reading.amounts:
        return Plan(shape=Shape.BASELINE)
    start, end, said = _ends(seen)
    holds = quantity is not None and quantity.direction is Direction.HOLD
    bounded = bool(quantity and quantity.target and quantity.target.comparator)
    if end_cell and any(a.comparator or a.high is not None for a in read(end_cell).amounts):
        bounded = True
    if (holds or (bounded and start is None)) and not (start_cell and end and not holds):
        level = _level(seen, _as_heartbeat(seen, end_cell) if end_cell else None)
        if level.shape is not None or end is None:
            return replace(level, said=said)
    if end is None and quantity is not None and quantity.change is not None:
        end, why = _changed(start, quantity.change, quantity.direction)
        if why:
            return Plan(shape=None, undefined=why, said=said)
    if end is not None and start is not None:
        if start[1] != end[1] and "count" not in (start[1], end[1]):
            why = f"The starting point is in {start[1]}, the target in {end[1]}: say both in one unit."
            return Plan(shape=None, undefined=why, said=said)
        unit = end[1] if end[1] != "count" else start[1]
        return Plan(shape=Shape.FROM_TO, baseline=start[0], target=end[0], unit=unit, said=said)
    if end is not None:
        if end[0] > 0 and (starts_at_zero(seen) or _own_count(seen)):
            return Plan(shape=Shape.COUNT, baseline=0.0, target=end[0], unit=end[1], said=said)
        return Plan(shape=None, target=end[0], unit=end[1], undefined=NO_BASELINE, said=said)
    if end_cell:
        why = f"The target \u201c{end_cell}\u201d is no single number."
        return Plan(shape=None, undefined=why, said=said)
    if not reading.amounts and (_MILESTONE.match(seen.statement.text) or seen.sure_of(Kind.TASK)):
        return Plan(shape=Shape.MILESTONE, said=(REACHED_OR_NOT,))
    return Plan(shape=None, undefined=NO_TARGET, said=said)


_End = tuple[float, str]


def _ends(seen: Seen) -> tuple[_End | None, _End | None, tuple[str, ...]]:
    """Return start and target as (number, unit), and a remark where column and words differ."""
    unit, quantity = seen.column("unit"), seen.reading.quantity
    text = seen.statement.text
    inside = ends_of(seen)
    if inside is not None and inside[2]:
        words: tuple[Amount | None, Amount | None] = inside[:2]
    else:
        words = (quantity.baseline, quantity.target) if quantity is not None else (None, None)
        if words[1] is None:
            own = [a for a in seen.reading.amounts if a.role is AmountRole.OWN_COUNT]
            words = (words[0], own[0] if len(own) == 1 else None)
    written_ends = [_signed(text, a) if a is not None and a.high is None else None for a in words]
    below_zero = _SIGNED.search(text)
    if below_zero and {"-", "\u2212"} & set(below_zero[0]):
        numbers = [float(below_zero[n].replace("\u2212", "-")) for n in (1, 2)]
        name = next((end[1] for end in written_ends if end is not None), "count")
        written_ends = [(number, name) for number in numbers]
    ends: list[_End | None] = []
    said = []
    for name, written in zip(("baseline", "target"), written_ends, strict=True):
        cell = _single(seen.column(name), unit)
        if cell is not None and written is not None and cell[0] != written[0]:
            said.append(f"The {name} column says {cell[0]:g}, the words {written[0]:g}: the column counts.")
        # A column that cannot be read is no reason to take another number in its place.
        ends.append(cell if seen.column(name) else written)
    return ends[0], ends[1], tuple(said)


def _single(cell: str, unit: str) -> _End | None:
    """Return the one number of a cell with its sign, None when there is none or more than one."""
    amount = amount_in(cell, unit)
    return _signed(cell, amount) if amount is not None else None


def _signed(text: str, amount: Amount) -> _End | None:
    """Return value and unit, with the minus before it."""
    if amount.value is None:
        return None
    minus = amount.value > 0 and _MINUS.search(text[: amount.span.start])
    return (-amount.value if minus else amount.value), amount.unit


def _changed(start: _End | None, change: Amount, direction: Direction | None) -> tuple[_End | None, str]:
    """Return the target that a change leads to, or why it cannot be known."""
    if change.value is None or direction not in (Direction.UP, Direction.DOWN):
        return None, NO_TARGET
    if start is None:
        return None, NO_BASELINE
    up = direction is Direction.UP
    if change.unit == "%" and start[1] == "%":
        return None, f"{change.text} of the percentage, or points? Say the target itself: <target>."
    if change.unit == "%":
        return (start[0] + (start[0] if up else -start[0]) * change.value / 100, start[1]), ""
    if change.unit == "x":
        if not up:
            return None, "How far down is that? Say the target itself: <target>."
        return (start[0] * change.value, start[1]), ""
    if change.unit not in ("count", "points", start[1]) and start[1] != "count":
        return (
            None,
            f"The starting point is in {start[1]}, the change in {change.unit}: say both in one unit.",
        )
    return (start[0] + (change.value if up else -change.value), start[1]), ""


def _level(seen: Seen, heartbeat: Heartbeat | None) -> Plan:
    found = range_of(seen, heartbeat)
    if found is None or (found.lowest is None and found.highest is None):
        return Plan(
            shape=None, undefined="Nobody has said what is still fine: between <lowest> and <highest>."
        )
    ends = [a.value if a is not None else None for a in (found.lowest, found.highest)]
    unit = next((a.unit for a in (found.lowest, found.highest) if a is not None), "")
    return Plan(shape=Shape.HOLD, lowest=ends[0], highest=ends[1], unit=unit)


def _due(plan: Plan, seen: Seen, cycle: Cycle) -> Plan:
    """Take over a last day of its own, from the column or else from the words."""
    quantity = seen.reading.quantity
    words = quantity.deadline.text if quantity is not None and quantity.deadline is not None else ""
    if not _BY.match(words):
        words = ""
    written = seen.column("deadline") or words
    if not written or plan.shape is Shape.HOLD or cycle.start is None or cycle.end is None:
        return plan
    day = due_day(written, cycle)
    if day is not None and cycle.start <= day <= cycle.end:
        return replace(plan, due=day) if day < cycle.end else plan
    why = f"\u201c{written}\u201d names no single day"
    if day is not None:
        why = f"The day it is due ({day}) is not within the cycle"
    return replace(plan, said=(*plan.said, f"{why}: the end of the cycle counts for pace."))


def _as_heartbeat(seen: Seen, accepted: str) -> Heartbeat:
    return Heartbeat(statement=seen.statement, accepted=accepted)


def _own_count(seen: Seen) -> bool:
    return any(a.role is AmountRole.OWN_COUNT for a in seen.reading.amounts)
