"""Something that can be counted or measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lens(StrEnum):
    """From which side a measure looks at the work (Kersten's business, flow and team metrics)."""

    BUSINESS = "business"
    FLOW = "flow"
    TEAM = "team"


class Better(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    #: Neither: it depends, or it should stay in a range.
    RANGE = "range"


class Timing(StrEnum):
    """Whether a measure moves early, so that one can steer by it, or late, so that it proves."""

    LEADING = "leading"
    LAGGING = "lagging"


class MeasureRole(StrEnum):
    """What a measure usually is when it stands in an OKR set without more words."""

    RESULT = "result"
    #: Of routine running, usually watched and held.
    HEARTBEAT = "heartbeat"
    #: Attention or volume that may rise with nothing of value happening.
    VANITY = "vanity"
    #: There to keep a push from doing harm.
    GUARDRAIL = "guardrail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An entry of the measure catalogue."""

    name: str
    #: Synonyms, abbreviations, other word orders.
    aliases: tuple[str, ...] = ()
    #: "%", "count", "currency", "day", "rating", ... in the singular.
    unit: str = ""
    better: Better = Better.UP
    lens: Lens = Lens.BUSINESS
    timing: Timing = Timing.LAGGING
    role: MeasureRole = MeasureRole.RESULT
    #: Whose behaviour, or what, it reflects.
    behaviour: str = ""
    #: A measure that keeps this one honest.
    counter: str = ""
    #: Words under which it is suggested.
    topics: tuple[str, ...] = ()
