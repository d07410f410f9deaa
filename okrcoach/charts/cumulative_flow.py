"""The cumulative flow diagram: a band for each state, as wide as what is in it, over what is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from okrcoach.charts.drawing import records
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.charts.periods import counted, in_frame
from okrcoach.charts.scales import WIDTH, amounts_up, days_across, end_of
from okrcoach.progress.flow_cumulative import CumulativeFlow

#: Counts beyond which only every so-manieth is drawn, the last one always.
MOST_POINTS = 400
_HEIGHT, _LABEL = 320, 16
#: How dark a band is: nobody works on what waits.
_DONE, _WORK, _WAITS = 0.06, 0.2, 0.5


def cumulative_title(flow: CumulativeFlow) -> str:
    """Return the finding: what is in progress at the end, since when, and where most of it is."""
    load = flow.load
    said = f"{counted(load[-1])} in progress at the end"
    if len(load) > 1:
        said += f", {load[0]:,} on {flow.days[0]}"
    fullest = max(flow.states, key=lambda state: state.load[-1])
    if len(flow.states) > 1 and fullest.load[-1]:
        said += f"; most in “{_short(fullest.name)}”: {fullest.load[-1]:,}"
    return said


def cumulative_in_words(flow: CumulativeFlow) -> str:
    """Return the text alternative: the title, what came and went, and what is in each state."""
    states = [f"{_named(state.name, state.waiting)} {state.load[-1]:,}" for state in flow.states]
    said = [
        f"{cumulative_title(flow)}.",
        f"From {flow.first} to {flow.days[-1]}, {flow.came[-1]:,} were in progress or started,"
        f" {flow.done[-1]:,} done, {flow.dropped[-1]:,} dropped.",
        f"At the end: {', '.join(states)}.",
        _left_out(flow),
    ]
    return " ".join(filter(None, said))


def cumulative_rows(flow: CumulativeFlow) -> list[list[str]]:
    """Return the diagram as a table: one row for each day counted."""
    head = ["End of", "Came", *(_named(s.name, s.waiting) for s in flow.states), "Done", "Dropped"]
    return [head] + [
        [str(day), str(flow.came[n]), *(str(s.load[n]) for s in flow.states), str(flow.done[n]),
         str(flow.dropped[n])]
        for n, day in enumerate(flow.days)
    ]  # fmt: skip


def cumulative_chart(flow: CumulativeFlow, theme: Theme = "any") -> alt.LayerChart:
    """Return the cumulative flow diagram, done at the bottom, the first state of the work on top.

    A band's height on a day is what is in the state; the top edge is what came, the distance across from
    it to the top of "done" roughly the time an item takes. Bands are named at their end, the strong
    ones are places of waiting. ``theme`` as in :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look = LOOKS[theme]
    every = -(-len(flow.days) // MOST_POINTS)
    shown = range((len(flow.days) - 1) % every, len(flow.days), every)
    bands = [("done", _DONE, flow.done)]
    if any(flow.dropped):
        bands.append(("dropped", _DONE, flow.dropped))
    bands += [
        (_named(s.name, s.waiting), _WAITS if s.waiting else _WORK, s.load) for s in reversed(flow.states)
    ]
    most = max(flow.came)
    y = amounts_up(look, most)
    x = days_across(look, flow.days[shown[0]], flow.days[-1])
    layers: list[alt.Chart] = []
    heads: list[dict[str, Any]] = []
    floor = [0] * len(flow.days)
    for name, dark, load in bands:
        top = [low + more for low, more in zip(floor, load, strict=True)]
        points = [{"at": end_of(flow.days[n]), "floor": floor[n], "amount": top[n]} for n in shown]
        base = alt.Chart(records(points))
        layers.append(
            base.mark_area(fillOpacity=dark, color=look.ink, aria=False).encode(x=x, y=y, y2="floor:Q")
        )
        edge = base.mark_line(strokeWidth=0.75, opacity=0.6, color=look.ink, aria=False)
        layers.append(edge.encode(x=x, y=y))
        heads.append({"amount": (floor[-1] + top[-1]) / 2, "words": f"{name}  {load[-1]:,}"})
        floor = top
    ends = alt.Chart(records(_apart(heads, most)))
    lines = ends.mark_rule(strokeWidth=1, opacity=0.5, color=look.ink, aria=False)
    names = ends.mark_text(align="left", fontSize=12, limit=220, aria=False, color=look.label)
    layers.append(lines.encode(x=alt.value(WIDTH), x2=alt.value(WIDTH + 22), y=y, y2="edge:Q"))
    layers.append(
        names.encode(x=alt.value(WIDTH + 26), y=amounts_up(look, most, field="edge"), text="words:N")
    )
    subtitle = ["Items that have come, by where they are; the strong bands are places of waiting."]
    if not any(state.waiting for state in flow.states):
        subtitle = ["Items that have come, by where they are."]
    if every > 1:
        subtitle.append(f"Every {every}th {flow.step} is drawn.")
    subtitle += filter(None, [_left_out(flow)])
    words = cumulative_in_words(flow)
    return in_frame(alt.layer(*layers), look, cumulative_title(flow), subtitle, words, _HEIGHT)


def _apart(heads: Sequence[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Return the names, lowest first, each with an ``edge`` that keeps it off its neighbours."""
    step = _LABEL * max(most, 1) / _HEIGHT
    edges: list[float] = []
    for head in heads:
        edges.append(max(head["amount"], edges[-1] + step) if edges else head["amount"])
    too_high = max(0.0, edges[-1] - most)  # what would stand above the diagram pushes the others down
    for n in range(len(edges) - 1, -1, -1):
        ceiling = edges[-1] - too_high if n == len(edges) - 1 else edges[n + 1] - step
        edges[n] = min(edges[n], ceiling)
    return [{**head, "edge": edge} for head, edge in zip(heads, edges, strict=True)]


def _named(name: str, waiting: bool) -> str:
    return f"{_short(name)} (waiting)" if waiting else _short(name)


def _short(name: str) -> str:
    found = plain(name) or "?"
    return found if len(found) <= 24 else found[:23].rstrip() + "…"


def _left_out(flow: CumulativeFlow) -> str:
    n = flow.without_start
    return f"Without a known start, and in no count: {n:,}." if n else ""
