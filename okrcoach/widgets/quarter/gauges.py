"""What the simulator shows of a measure: its readings, and after the last week what was true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from okrcoach.charts.board import value_said
from okrcoach.progress.arithmetic import inside
from okrcoach.progress.scenario import Gauge, Scenario
from okrcoach.progress.simulator import Reveal
from okrcoach.widgets.quarter.score_rows import Spark, drawn

#: Layout of the drawings, in pixels.
SIZE = (340.0, 110.0)


def gauge_shown(
    gauge: Gauge, scenario: Scenario, seen: Sequence[float], revealed: Reveal | None
) -> dict[str, Any]:
    """Return what is seen of a measure, and after the last week what was true."""
    aim = gauge.target is not None
    ends = (gauge.baseline, gauge.target, gauge.low, gauge.high)
    known = [*seen, *(v for v in ends if v is not None)]
    if revealed is not None:
        known += [truth.true for truth in revealed.weeks[gauge.id]]
    before = (seen[-2] if len(seen) > 1 else gauge.baseline) if seen else None
    shown: dict[str, Any] = {
        "id": gauge.id, "text": gauge.text, "kind": "outcome_kr" if aim else "heartbeat",
        "aim": _aim(gauge),
        "now": value_in_words(seen[-1]) if seen else value_in_words(gauge.baseline),
        "change": f"{seen[-1] - before:+.2g}" if before is not None else "",
        "out": bool(seen) and not aim and not inside(seen[-1], gauge.low, gauge.high),
        "seen": _drawn(gauge, scenario, seen, known), "true": None, "table": [],
    }  # fmt: skip
    if seen and revealed is None:
        shown["table"] = [["Week", "Read"], *([str(n), value_in_words(v)] for n, v in enumerate(seen, 1))]
    if revealed is not None:
        weeks = revealed.weeks[gauge.id]
        shown["true"] = _drawn(gauge, scenario, [truth.true for truth in weeks], known)
        shown["broken"] = revealed.broken.get(gauge.id, ())
        actions = list(weeks[-1].by_action)
        shown["table"] = [["Week", "Read", "True", "Noise", "By itself", *(f"From {one}" for one in actions)]]
        shown["table"] += [
            [
                str(t.week),
                value_in_words(t.seen),
                value_in_words(t.true),
                f"{t.noise:+.2g}",
                f"{t.drift:+.2g}",
            ]
            + [f"{t.by_action[one]:+.2g}" for one in actions]
            for t in weeks
        ]
    return shown


def _drawn(gauge: Gauge, scenario: Scenario, values: Sequence[float], known: Sequence[float]) -> Spark:
    """Draw values week by week on a scale that holds all of ``known``."""
    last = scenario.start + timedelta(weeks=scenario.weeks)
    days = [scenario.start + timedelta(weeks=week) for week in range(1, len(values) + 1)]
    due = [(scenario.start, gauge.baseline), (last, gauge.target)] if gauge.target is not None else []
    points = list(zip(days, values, strict=True))
    line = [(day, value) for day, value in due if value is not None]
    return drawn(points, line, known, (scenario.start, last), (gauge.low, gauge.high), SIZE)


def value_in_words(value: float) -> str:
    """Return a reading to three digits."""
    return value_said(value, "", 3)


def _aim(gauge: Gauge) -> str:
    if gauge.target is not None:
        return f"from {gauge.baseline:g} to {gauge.target:g}"
    if gauge.low is not None and gauge.high is not None:
        return f"hold between {gauge.low:g} and {gauge.high:g}"
    return f"hold at {gauge.low:g} or more" if gauge.low is not None else f"hold at {gauge.high:g} or less"
