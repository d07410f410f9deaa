"""Which key results can take their numbers from work items, and what has to be asked first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrcoach.judgement.critic import see
from okrcoach.judgement.flow_effects import named_measure
from okrcoach.judgement.gist import quantity_of, way
from okrcoach.judgement.rewrites import with_baseline, with_target
from okrcoach.judgement.wording import BASELINE
from okrcoach.model import AmountRole, Direction, OKRSet
from okrcoach.model.flow_asked import FlowAsked, FlowMetric, Middle

if TYPE_CHECKING:
    from okrcoach.judgement.house import House
    from okrcoach.judgement.rule import Seen

#: Measures of the catalogue that work items give as they are. "Build time" or "time to hire" are times,
#: too, but nobody has said that the items are builds or hires.
_METRICS = {
    "flow time": FlowMetric.TIME,
    "cycle time": FlowMetric.TIME,
    "lead time": FlowMetric.TIME,
    "flow load": FlowMetric.LOAD,
    "work in progress": FlowMetric.LOAD,
    "flow velocity": FlowMetric.VELOCITY,
    "throughput": FlowMetric.VELOCITY,
    "flow efficiency": FlowMetric.EFFICIENCY,
    "share of waiting time": FlowMetric.WAITING,
}
_MIDDLES = (
    (Middle.P50, re.compile(r"\bmedian\b|\bp\s?50\b|\b50th percentile\b", re.I)),
    (Middle.P85, re.compile(r"\bp\s?85\b|\b85th percentile\b|\b85\s?% of\b", re.I)),
    (Middle.P95, re.compile(r"\bp\s?95\b|\b95th percentile\b|\b95\s?% of\b", re.I)),
    (Middle.MEAN, re.compile(r"\b(?:mean|average|avg)\b", re.I)),
)
_WORKING = re.compile(r"\b(?:working|business|work)[ -](?:days?|hours?)\b", re.I)
_TIMES = re.compile(r"\b(minute|hour|day|week)s?\b", re.I)
#: As the reader of numbers calls them, and as we do.
_UNITS = {"min": "minute", "h": "hour", "day": "day", "week": "week"}
_PER = re.compile(r"\b(?:per|a|each|every|/)\s*(week|month)\b|\b(week|month)ly\b", re.I)
#: What people call the types of work items.
_CALLED = {
    "defect": "defects?|bugs?",
    "feature": "features?",
    "risk": "risks?",
    "debt": "(?:tech(?:nical)? )?debt",
}
_EACH = re.compile(
    r"\b(?:per|for each|each|every)\s+(?:person|head|developer|agent|team member|colleague)\b", re.I
)


def flow_asked(okr_set: OKRSet, types: Sequence[str], house: House | None = None) -> tuple[FlowAsked, ...]:
    """Return the key results whose measure is a metric of work items, in their order.

    ``types`` are the types of the items. What the words leave open is asked, never guessed: mean or
    85th percentile, days or working days, the load of a person or of the team.
    """
    whole = see(okr_set, house)
    found = (_asked(seen, types) for seen in whole.key_results if not seen.verdict.unsure)
    return tuple(one for one in found if one is not None)


def _asked(seen: Seen, types: Sequence[str]) -> FlowAsked | None:
    named = named_measure(seen)
    metric = _METRICS.get(named[0].name) if named is not None else None
    if named is None or metric is None:
        return None
    measure, words = named
    text = f"{seen.statement.text} {seen.column('measure')} {seen.column('unit')}"
    asks, said = [], []
    middle, unit = None, ""
    if metric is FlowMetric.TIME:
        middle = next((one for one, pattern in _MIDDLES if pattern.search(text)), None)
        if middle is None:
            asks.append("Mean, median (P50) or 85th percentile (P85)? The words do not say.")
        unit = _unit(seen)
        if _WORKING.search(text):
            asks.append("Working days or calendar days? The items know calendar days only.")
        elif not unit:
            asks.append("Minutes, hours, days or weeks? The words do not say.")
        if measure.name == "lead time":
            said.append(
                "A lead time usually begins with the request: see when the clock of the items starts."
            )
    elif metric is FlowMetric.VELOCITY:
        per = _PER.search(text)
        unit = (per[1] or per[2]).lower() if per else ""
        if not unit:
            asks.append("Per week or per month? The words do not say.")
    elif metric is FlowMetric.LOAD:
        said.append("The load is counted at the end of the last day.")
        if _EACH.search(text):
            asks.append("Of how many people? The items do not know who works on them.")
    goes = way(seen)
    return FlowAsked(
        target=_target(seen, metric),
        down=None if goes is None else goes is Direction.DOWN,
        about=seen.statement.id, text=seen.statement.text, words=words, metric=metric, middle=middle,
        unit=unit, type=_type(text, types), asks=tuple(asks), said=tuple(said), sentence=_sentence(seen),
    )  # fmt: skip


def _unit(seen: Seen) -> str:
    """Return the unit of the times: that of a number, else the one that the columns name."""
    ends = [a for a in seen.reading.amounts if a.unit in _UNITS and a.role is not AmountRole.OTHER]
    if ends:
        return _UNITS[ends[-1].unit]
    column = _TIMES.search(f"{seen.column('unit')} {seen.column('baseline')} {seen.column('target')}")
    return column[1].lower() if column else ""


def _target(seen: Seen, metric: FlowMetric) -> float | None:
    """Return the level to reach where it is in a unit of the metric: "85th percentile" is none."""
    levels = [a for a in seen.reading.amounts if a.role in (AmountRole.TARGET, AmountRole.THRESHOLD)]
    if metric is FlowMetric.TIME:
        fitting = [a for a in levels if a.unit in _UNITS]
    elif metric in (FlowMetric.EFFICIENCY, FlowMetric.WAITING):
        fitting = [a for a in levels if a.unit == "%"]
    else:
        fitting = [a for a in levels if a.unit not in _UNITS and a.unit != "%"]
    return fitting[-1].value if fitting else None


def _type(text: str, types: Sequence[str]) -> str:
    """Return the one type that the words speak of; "" for none, and where it is more than one."""
    named = [
        kind
        for kind in types
        if re.search(rf"\b(?:{_CALLED.get(kind, re.escape(kind) + 's?')})\b", text, re.I)
    ]
    return named[0] if len(named) == 1 else ""


def _sentence(seen: Seen) -> str:
    """Return the sentence with a blank for its starting point; "" where it has one or none would fit."""
    if BASELINE in seen.statement.text:
        return " ".join(seen.statement.text.split())
    quantity = quantity_of(seen)
    if seen.column("baseline") or (quantity is not None and quantity.baseline is not None):
        return ""
    has_goal = quantity is not None and (quantity.target is not None or quantity.change is not None)
    offers = (with_baseline if has_goal else with_target)(seen.reading)
    return next((offer for offer in offers if BASELINE in offer), "")
