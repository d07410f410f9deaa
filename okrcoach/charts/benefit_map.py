"""From the work to what it is for: output, capability, outcome, benefit, objective, and what joins them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any
from unicodedata import east_asian_width

import altair as alt

from okrcoach.charts.drawing import framed, records
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.charts.scales import still_empty
from okrcoach.progress.benefit_map import Map, Node, Stop

#: Pixels: a column of words, the room for the joins, a line of words, and the room between two boxes.
_WORDS, _GAP, _LINE, _ROOM = 138, 44, 15, 14
_HEAD = 34
#: Letters in a line (fewer where they are wide) and lines in a box; tooltip and table have the whole words.
_LETTERS, _WIDE_LETTERS, _LINES = 20, 12, 4
#: Benefits beyond which the picture is a wall; then the first are drawn.
MOST_BENEFITS = 24
_STOPS = tuple(Stop)
_HEADS = {
    Stop.OUTPUT: "Output", Stop.CAPABILITY: "Capability", Stop.OUTCOME: "Outcome", Stop.BENEFIT: "Benefit",
    Stop.OBJECTIVE: "Objective",
}  # fmt: skip


def benefit_map_title(found: Map) -> str:
    """Return the finding: how many benefits can be followed from an output to an objective."""
    benefits = _of(found, Stop.BENEFIT)
    if not benefits:
        return "There is no benefit to follow yet"
    by_id = {node.id: node for node in found.nodes}
    whole = sum(
        {Stop.OUTPUT, Stop.OBJECTIVE} <= {by_id[i].stop for i in _reached(found, benefit.id)}
        for benefit in benefits
    )
    if len(benefits) == 1:
        return (
            f"The one benefit {'can' if whole else 'cannot yet'} be followed from an output to an objective"
        )
    number = "All" if whole == len(benefits) else str(whole or "None")
    return f"{number} of {len(benefits)} benefits can be followed from an output to an objective"


def benefit_map_in_words(found: Map) -> str:
    """Return the text alternative: the title, then each benefit with what leads to it and what it serves."""
    by_id = {node.id: node for node in found.nodes}
    said = [f"{benefit_map_title(found)}."]
    for benefit in _of(found, Stop.BENEFIT):
        reached = [by_id[i] for i in _reached(found, benefit.id) if i != benefit.id]
        parts = [
            f"{stop} {', '.join(plain(node.text) for node in reached if node.stop is stop)}"
            for stop in _STOPS
            if any(node.stop is stop for node in reached)
        ]
        said.append(f"{plain(benefit.text)}: {'; '.join(parts) or 'nothing is joined to it'}.")
    return " ".join(said)


def benefit_map_rows(found: Map) -> list[list[str]]:
    """Return the map as a table: one row for each join, and one for each box that nothing is joined to."""
    by_id = {node.id: node for node in found.nodes}
    joined = {i for edge in found.edges for i in edge}
    rows = [
        [_HEADS[by_id[a].stop], plain(by_id[a].text), _HEADS[by_id[b].stop], plain(by_id[b].text)]
        for a, b in found.edges
    ]
    rows += [[_HEADS[n.stop], plain(n.text), "", "nothing"] for n in found.nodes if n.id not in joined]
    return [["From", "Words", "To", "Words"], *rows]


def benefit_map_chart(found: Map, theme: Theme = "any") -> alt.LayerChart:
    """Return the map as five columns; a line from box to box is a join, and no line runs through words.

    Words are wrapped and shortened in the picture and whole in the tooltip. Of more than
    :data:`MOST_BENEFITS` benefits the first are drawn with what they are joined to, and the subtitle
    says so. ``theme`` as in :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look = LOOKS[theme]
    title, words = benefit_map_title(found), benefit_map_in_words(found)
    benefits = _of(found, Stop.BENEFIT)
    if not benefits:
        return still_empty(look, title, words)
    drawn = _cut(found, benefits[:MOST_BENEFITS]) if len(benefits) > MOST_BENEFITS else found
    columns, paths = _columns(drawn)
    places = _places(columns, paths)
    height = max(place.y + place.height / 2 for place in places.values()) + _ROOM
    width = len(_STOPS) * _WORDS + (len(_STOPS) - 1) * _GAP
    across = alt.Scale(domain=[0, width], nice=False)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    x, y = alt.X("x:Q", axis=None, scale=across), alt.Y("y:Q", axis=None, scale=down)
    boxes, joins = _boxes(drawn, places), _joins(paths, places)
    lines = (
        alt.Chart(records(joins))
        .mark_line(strokeWidth=1.5, opacity=0.6, color=look.ink, aria=False)
        .encode(x=x, y=y, detail="path:N", order="step:Q")
    )
    frames = (
        alt.Chart(records(boxes))
        .mark_rect(fillOpacity=0.05, strokeWidth=1, strokeOpacity=0.5, cornerRadius=3, fill=look.ink,
                   stroke=look.ink)
        .encode(x=alt.X("left:Q", axis=None, scale=across), x2="right:Q",
                y=alt.Y("top:Q", axis=None, scale=down), y2="floor:Q", description="says:N",
                tooltip=[alt.Tooltip("says:N", title="Box")])
    )  # fmt: skip
    texts = (
        alt.Chart(records(boxes))
        .mark_text(align="left", baseline="top", font=look.yours, fontSize=12, lineHeight=_LINE,
                   lineBreak="\n", aria=False, color=look.ink)
        .encode(x=x, y=y, text="words:N")
    )  # fmt: skip
    heads = [{"x": n * (_WORDS + _GAP), "y": 10, "words": _HEADS[stop]} for n, stop in enumerate(_STOPS)]
    headings = (
        alt.Chart(records(heads))
        .mark_text(align="left", fontSize=13, fontWeight=600, aria=False, color=look.label)
        .encode(x=x, y=y, text="words:N")
    )
    subtitle = ["A line joins what enables (left) with what it enables (right)."]
    if drawn is not found:
        subtitle.append(f"The first {MOST_BENEFITS} of {len(benefits)} benefits.")
    return framed(
        alt.layer(lines, frames, texts, headings),
        look,
        size=(width, round(height)),
        title=title,
        subtitle=subtitle,
        words=words,
    )


@dataclass(slots=True, kw_only=True)
class _Place:
    """Where a box stands, or where a join passes a column without one (height of a hair's breadth)."""

    column: int
    y: float
    height: float


def _of(found: Map, stop: Stop) -> list[Node]:
    return [node for node in found.nodes if node.stop is stop]


def _reached(found: Map, start: str) -> list[str]:
    """Return the box, all that leads to it and all that it leads to, in the order of the map."""
    seen = {start}
    for forward in (True, False):
        nexts: dict[str, list[str]] = defaultdict(list)
        for a, b in found.edges:
            nexts[a if forward else b].append(b if forward else a)
        todo, been = [start], {start}
        while todo:
            fresh = [i for i in dict.fromkeys(nexts[todo.pop()]) if i not in been]
            been.update(fresh)
            todo += fresh
        seen |= been
    return [node.id for node in found.nodes if node.id in seen]


def _cut(found: Map, benefits: Iterable[Node]) -> Map:
    """Return the map of some benefits: they, and what they are joined to."""
    keep = {i for benefit in benefits for i in _reached(found, benefit.id)}
    other = {node.id for node in found.nodes if node.stop is Stop.BENEFIT} - {b.id for b in benefits}
    keep -= other
    return Map(
        nodes=tuple(node for node in found.nodes if node.id in keep),
        edges=tuple(edge for edge in found.edges if keep.issuperset(edge)),
    )


def _columns(found: Map) -> tuple[list[list[tuple[str, int]]], list[list[str]]]:
    """Return each column's boxes with their lines of words, and each join as a path of one stop a column.

    A join that passes a column without a box there gets a place of its own in it (0 lines of words).
    """
    stop_of = {node.id: _STOPS.index(node.stop) for node in found.nodes}
    columns: list[list[tuple[str, int]]] = [[] for _ in _STOPS]
    for node in found.nodes:
        columns[stop_of[node.id]].append((node.id, len(_wrapped(node.text))))
    paths = []
    for number, (a, b) in enumerate(found.edges):
        path = [a]
        for column in range(stop_of[a] + 1, stop_of[b]):
            path.append(f"{number}@{column}")
            columns[column].append((path[-1], 0))
        paths.append([*path, b])
    return columns, paths


def _places(columns: list[list[tuple[str, int]]], paths: list[list[str]]) -> dict[str, _Place]:
    """Return where everything stands: near what leads to it, in an order that crosses few joins."""
    before: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for a, b in pairwise(path):
            before[b].append(a)
    places: dict[str, _Place] = {}
    for number, column in enumerate(columns):
        wanted = {}
        for row, (name, _) in enumerate(column):
            above = [places[i].y for i in before[name]]
            # What nothing leads to goes below the rest of its column, in the order of the register.
            wanted[name] = sum(above) / len(above) if above else 1e6 + row
        edge = float(_HEAD)
        for name, lines in sorted(column, key=lambda pair: wanted[pair[0]]):
            height = lines * _LINE + 10.0 if lines else 4.0
            free = edge + height / 2
            y = max(free, wanted[name]) if wanted[name] < 1e6 else free
            places[name] = _Place(column=number, y=y, height=height)
            edge = y + height / 2 + _ROOM
    return places


def _boxes(found: Map, places: dict[str, _Place]) -> list[dict[str, Any]]:
    boxes = []
    for node in found.nodes:
        place = places[node.id]
        left, top = place.column * (_WORDS + _GAP), place.y - place.height / 2
        boxes.append({
            "id": node.id, "left": left, "right": left + _WORDS, "top": top, "floor": top + place.height,
            "x": left + 7, "y": top + 5, "words": "\n".join(_wrapped(node.text)),
            "says": f"{_HEADS[node.stop]}: {plain(node.text)}",
        })  # fmt: skip
    return boxes


def _joins(paths: list[list[str]], places: dict[str, _Place]) -> list[dict[str, Any]]:
    """Return the points of each join: from the right side of a box to the left side of the next."""
    points = []
    for path in paths:
        ends = []
        for n, name in enumerate(path):
            place = places[name]
            left = place.column * (_WORDS + _GAP)
            ends += [(left, place.y)] * (n > 0) + [(left + _WORDS, place.y)] * (n < len(path) - 1)
        points += [
            {"path": f"{path[0]} {path[-1]}", "step": step, "x": x, "y": y}
            for step, (x, y) in enumerate(ends)
        ]
    return points


def _wrapped(text: str) -> list[str]:
    # No limit in pixels: outside a page nobody can measure the page's serif, so letters are counted.
    words = plain(text)
    wide = sum(letter.isupper() or east_asian_width(letter) in "WF" for letter in words)
    letters = _WIDE_LETTERS if 3 * wide > len(words) else _LETTERS
    lines = wrap(words, letters, max_lines=_LINES, placeholder="…")
    return lines or ["?"]
