"""Which flow metric a key result speaks of, and what its words leave open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FlowMetric(StrEnum):
    """A figure that can be taken from work items."""

    VELOCITY = "velocity"
    TIME = "time"
    EFFICIENCY = "efficiency"
    #: The rest of efficiency: the share of the time that is waiting.
    WAITING = "share of waiting"
    LOAD = "load"


class Middle(StrEnum):
    """Which figure of many times is meant."""

    MEAN = "mean"
    P50 = "P50"
    P85 = "P85"
    P95 = "P95"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowAsked:
    """A key result (or heartbeat) whose measure can be taken from work items."""

    #: Id and words of the key result.
    about: str
    text: str
    #: The author's words for the measure.
    words: str
    metric: FlowMetric
    #: Of times only; None where the words do not say.
    middle: Middle | None = None
    #: Of times: "minute", "hour", "day" or "week"; of velocity: "week" or "month". "" where nobody says.
    unit: str = ""
    #: The type of item the words speak of; "" for all.
    type: str = ""
    #: The level to reach as written, and whether less is better there; None where that is not known.
    target: float | None = None
    down: bool | None = None
    #: What has to be answered before a number can stand there, one question each.
    asks: tuple[str, ...] = ()
    #: What the figure takes for granted, one sentence each.
    said: tuple[str, ...] = ()
    #: The sentence with visible blanks, ``<baseline>`` among them; "" where it has its starting point.
    sentence: str = ""
