"""Which key results of a portfolio speed the flow of work, and which only add work in progress."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from okrcoach.judgement.checks.key_result_nature import counts_own_doing
from okrcoach.judgement.critic import see
from okrcoach.judgement.gist import found_measure, quantity_of, shown, way
from okrcoach.judgement.in_role import result_is_task
from okrcoach.judgement.offers import ends_something
from okrcoach.judgement.rule import Hit, Seen
from okrcoach.judgement.sources import cite
from okrcoach.language import read
from okrcoach.language.catalogue import find_measures
from okrcoach.model import Better, Direction, Lens, Measure, MeasureRole, OKRSet, Source

if TYPE_CHECKING:
    from okrcoach.judgement.house import House


class Effect(StrEnum):
    """What a key result does to the flow of work."""

    SPEEDS = "speeds flow"
    ADDS = "adds work in progress"
    #: Neither, or the words do not tell.
    OPEN = "neither, or cannot be told"


#: Who says so.
SOURCES: dict[Effect, Source] = {
    Effect.SPEEDS: cite("kersten-2021", "Key results on flow time, load, velocity or efficiency speed flow."),
    Effect.ADDS: cite("kersten-2021", "OKRs that ignore capacity only raise work in progress."),
}
_UP_WORDS = {Direction.UP: "up", Direction.DOWN: "down"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEffect:
    """One key result and what it does to flow."""

    id: str
    text: str
    #: Of the key result, else of its objective; "" for nobody.
    owner: str
    effect: Effect
    #: One sentence that quotes the author.
    why: str
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEffects:
    """A portfolio seen from the flow of work."""

    key_results: tuple[FlowEffect, ...]
    #: Owner -> new items that the set puts on them: key results that only add work, and open actions.
    #: "" is work that nobody's name stands beside.
    new_items: tuple[tuple[str, int], ...]

    def of(self, effect: Effect) -> tuple[FlowEffect, ...]:
        """Return the key results with that effect, in their order."""
        return tuple(one for one in self.key_results if one.effect is effect)

    @property
    def total(self) -> int:
        """New items of the whole set."""
        return sum(count for _, count in self.new_items)


def flow_effects(okr_set: OKRSet, house: House | None = None) -> FlowEffects:
    """Return what each key result does to flow, and how much new work the set puts into the stream.

    A key result speeds flow when the catalogue has its measure under flow (time, load, velocity,
    efficiency, waiting, hand-offs ...) and it goes the better way. It adds work in progress when it is a
    task, or counts the team's own doing, with no result beside it. The rest is left open, with the
    reason. New items are counted, not weighed: an action may be an hour or a quarter.
    """
    whole = see(okr_set, house)
    rows = []
    for group in whole.groups:
        for seen in group.key_results:
            effect, why = _effect(seen)
            rows.append(
                FlowEffect(
                    id=seen.statement.id,
                    text=seen.statement.text,
                    effect=effect,
                    why=why,
                    owner=seen.column("owner") or group.objective.owner.strip(),
                    source=SOURCES.get(effect),
                )
            )
    return FlowEffects(key_results=tuple(rows), new_items=_new_items(okr_set, rows))


def _effect(seen: Seen) -> tuple[Effect, str]:
    if seen.verdict.unsure:
        return Effect.OPEN, f"It could not be judged: {seen.verdict.unsure}"
    own = isinstance(counts_own_doing(seen), Hit)
    if own or (result_is_task(seen) and not _from_to(seen)):
        what = "counts your own doing" if own else "is something to do"
        if ends_something(seen.reading):
            return Effect.OPEN, f"{shown(seen)} {what}, but ends something, so it may also take work away."
        return Effect.ADDS, f"{shown(seen)} {what}; no result for a customer or for the flow stands in it."
    named = named_measure(seen)
    if named is None:
        return Effect.OPEN, "Its measure is not in the catalogue, so nothing is said about flow."
    measure, quoted = named
    words = f"\u201c{quoted}\u201d"
    if not _is_flow(measure):
        return Effect.OPEN, f"{words} looks at {_SIDE[measure.lens]}, not at how work flows."
    if measure.role is MeasureRole.GUARDRAIL:
        return Effect.OPEN, f"{words} keeps a push from doing harm; by itself it speeds nothing."
    better, goes = _better(measure), way(seen)
    if better is None:
        return Effect.OPEN, f"For {words} more and less can both be wrong, so the way it goes does not tell."
    if goes is None:
        return Effect.OPEN, f"{words} is a flow measure, but the words do not say which way it goes."
    if goes is not better:
        return Effect.OPEN, f"{words} is a flow measure, and it goes {_UP_WORDS[goes]}: is that meant?"
    return Effect.SPEEDS, f"{words} is a flow measure ({measure.name}), and it goes {_UP_WORDS[goes]}."


def _from_to(seen: Seen) -> bool:
    """Whether two levels stand in it: then it moves something, whatever its verb is taken for."""
    quantity = quantity_of(seen)
    ends = (None, None) if quantity is None else (quantity.baseline, quantity.target)
    return all(end is not None and end.value is not None for end in ends)


def named_measure(seen: Seen) -> tuple[Measure, str] | None:
    """Return the catalogue's measure of a line and the author's words for it, the column's first."""
    column = seen.column("measure")
    if column and (in_column := find_measures(read(column))):
        return in_column[0].measure, in_column[0].span.of(column)
    found = found_measure(seen)
    return None if found is None else (found.measure, found.span.of(seen.statement.text))


_SIDE = {
    Lens.BUSINESS: "customers or money",
    Lens.TEAM: "the team",
    Lens.FLOW: "money that moves",
}


def _is_flow(measure: Measure) -> bool:
    """Sales call their money per day a velocity, too; that is no work."""
    return measure.lens is Lens.FLOW and measure.unit != "currency"


def _better(measure: Measure) -> Direction | None:
    if measure.better is Better.UP:
        return Direction.UP
    # Less work begun passes sooner (Little), whatever else a load has to be.
    if measure.better is Better.DOWN or measure.name == "flow load":
        return Direction.DOWN
    return None


def _new_items(okr_set: OKRSet, rows: list[FlowEffect]) -> tuple[tuple[str, int], ...]:
    """Count tasks among the key results and open actions by owner, the most first."""
    count = Counter(row.owner for row in rows if row.effect is Effect.ADDS)
    todo = [(action, "") for action in okr_set.actions]
    for objective in okr_set.objectives:
        todo += [(action, objective.owner) for action in objective.actions]
        todo += [(a, kr.owner or objective.owner) for kr in objective.key_results for a in kr.actions]
    count.update((action.owner or owner).strip() for action, owner in todo if not action.done)
    return tuple(count.most_common())
