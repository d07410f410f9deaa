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


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An entry of the measure catalogue."""

    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    better: Better = Better.UP
    #: Usually watched and held rather than moved.
    heartbeat: bool = False
    #: May rise with nothing of value happening.
    vanity: bool = False
    lens: Lens | None = None
