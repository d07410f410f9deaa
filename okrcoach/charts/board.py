"""A board to draw on in pixels: rules, signs and words, each with its data, made into layers of one chart."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from textwrap import shorten, wrap
from typing import Any, Literal

import altair as alt

from okrcoach.charts.drawing import framed, records
from okrcoach.charts.look import Look, plain

#: Width of a letter at 13 pixels, about.
LETTER = 6.6
_LONG_UNITS = frozenset(("second", "minute", "hour", "day", "week", "month", "quarter", "year"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: Signs in the unit square that Vega draws shapes in.
DOWN, UP, DISC = "triangle-down", "triangle-up", "circle"
DIAMOND = "diamond"
HALF_DIAMOND = "M0,-1L1,0L0,1Z"
TWO_BARS = "M-0.9,-0.35H0.9V-0.15H-0.9ZM-0.9,0.15H0.9V0.35H-0.9Z"
BAR = "M-0.9,-0.14H0.9V0.14H-0.9Z"
TICK = "M-0.9,0.05L-0.3,0.7L0.9,-0.65"


def wedge(tenths: int) -> str:
    """Return the filled part of the disc of confidence, 0 to 10 tenths from the top."""
    if tenths >= 10:
        return DISC
    angle = 2 * math.pi * tenths / 10
    large = int(tenths > 5)
    return f"M0,0L0,-1A1,1,0,{large},1,{math.sin(angle):.4f},{-math.cos(angle):.4f}Z"


class Board:
    """A sheet of ``width`` x ``height`` pixels, (0, 0) at the top left; later signs lie above earlier ones.

    Words and ``says`` reach the chart as data only, on one line and without what breaks an SVG.
    """

    def __init__(self, look: Look, width: int, height: int) -> None:
        self.look, self.width, self.height = look, width, height
        self._rules: list[dict[str, Any]] = []
        self._signs: list[tuple[bool, dict[str, Any]]] = []
        self._words: dict[tuple[str, int, int, str], list[dict[str, Any]]] = defaultdict(list)
        self._areas: list[tuple[list[dict[str, Any]], str, float]] = []

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        width: float = 1,
        dash: tuple[int, int] = (1, 0),
        **data: Any,
    ) -> None:
        """Draw a straight line."""
        (x, y), (x2, y2) = start, end
        self._rules.append(
            {**data, "x": x, "y": y, "x2": x2, "y2": y2, "colour": colour, "width": width, "dash": list(dash)}
        )

    def link(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, *, width: float, gap: float
    ) -> None:
        """Draw a line that stops ``gap`` pixels before both ends, where open discs are."""
        length = math.dist(start, end)
        if length > 2 * gap:
            dx, dy = gap * (end[0] - start[0]) / length, gap * (end[1] - start[1]) / length
            self.rule((start[0] + dx, start[1] + dy), (end[0] - dx, end[1] - dy), colour, width=width)

    def area(self, points: Sequence[tuple[float, float, float]], colour: str, opacity: float) -> None:
        """Fill between two lines: (x, upper y, lower y)."""
        self._areas.append(([{"x": x, "y": y, "y2": y2} for x, y, y2 in points], colour, opacity))

    def sign(
        self,
        at: tuple[float, float],
        shape: str,
        colour: str,
        *,
        says: str = "",
        size: int = 90,
        filled: bool = True,
        opacity: float = 1.0,
        dash: tuple[int, int] = (1, 0),
        **data: Any,
    ) -> None:
        """Draw a sign; ``says`` is what a reader hears and what its tooltip shows."""
        self._signs.append(
            (
                filled,
                {
                    **data,
                    "x": at[0],
                    "y": at[1],
                    "shape": shape,
                    "colour": colour,
                    "says": plain(says),
                    "size": size,
                    "opacity": opacity,
                    "dash": list(dash),
                },
            )
        )

    def disc(
        self, at: tuple[float, float], confidence: float | None, *, says: str, size: int = 150, **data: Any
    ) -> None:
        """Draw how sure somebody was, 0 to 10, as a disc filled in tenths; None is a dashed ring."""
        ink = self.look.ink
        dash = (3, 3) if confidence is None else (1, 0)
        tenths = 0 if confidence is None else min(10, max(0, round(confidence)))
        self.sign(at, DISC, ink, says=says, size=size, filled=False, dash=dash, confidence=confidence, **data)
        if tenths:
            self.sign(at, wedge(tenths), ink, size=size)

    def words(
        self,
        at: tuple[float, float],
        words: str,
        colour: str,
        *,
        align: Literal["left", "right", "center"] = "left",
        size: int = 13,
        strong: bool = False,
        yours: bool = False,
        **data: Any,
    ) -> None:
        """Write one line; ``yours`` sets it in the font of the author's words."""
        font = self.look.yours if yours else ""
        key = (align, size, 600 if strong else 400, font)
        self._words[key].append({**data, "x": at[0], "y": at[1], "words": plain(words), "colour": colour})

    def lines(
        self,
        at: tuple[float, float],
        text: str,
        room: float,
        colour: str,
        *,
        most: int = 2,
        size: int = 13,
        yours: bool = True,
        **data: Any,
    ) -> None:
        """Write at most ``most`` lines around ``at``, ``room`` pixels wide; an ellipsis is for the rest."""
        letters = max(4, int(room / LETTER))
        found = wrap(plain(text), letters, max_lines=most, placeholder="\u2026")
        for i, words in enumerate(found):
            y = at[1] + (i - (len(found) - 1) / 2) * (size + 3)
            self.words((at[0], y), words, colour, size=size, yours=yours, **data)

    def chart(self, *, title: str, subtitle: Sequence[str], words: str) -> alt.LayerChart:
        """Return all that was drawn as one chart, the finding as its title; ``words``: its alternative."""
        x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, self.width], nice=False))
        y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, self.height], reverse=True, nice=False))
        colour = alt.Color("colour:N", scale=None, legend=None)
        dash = alt.StrokeDash("dash:N", scale=None, legend=None)
        layers: list[alt.Chart] = []
        for points, fill, opacity in self._areas:
            shade = alt.Chart(records(points)).mark_area(opacity=opacity, aria=False)
            layers.append(shade.encode(x=x, y=y, y2="y2:Q", color=alt.value(fill)))
        if self._rules:
            lines = alt.Chart(records(self._rules)).mark_rule(aria=False)
            width = alt.StrokeWidth("width:Q", scale=None, legend=None)
            layers.append(
                lines.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=colour, strokeWidth=width, strokeDash=dash)
            )
        for said in (True, False):  # what has nothing to say of its own is left out for readers
            for filled in (False, True):
                found = [s for f, s in self._signs if f is filled and bool(s["says"]) is said]
                if found:
                    layers.append(_signs(found, x, y, colour, dash, filled=filled, said=said))
        for (align, size, weight, font), found in self._words.items():
            look: dict[str, Any] = {"align": align, "fontWeight": weight}
            if font:
                look["font"] = font
            text = alt.Chart(records(found)).mark_text(baseline="middle", fontSize=size, aria=False, **look)
            layers.append(text.encode(x=x, y=y, text="words:N", color=colour))
        return framed(
            alt.layer(*layers),
            self.look,
            size=(self.width, self.height),
            title=title,
            subtitle=list(subtitle),
            words=words,
        )


def _signs(
    found: list[dict[str, Any]],
    x: alt.X,
    y: alt.Y,
    colour: alt.Color,
    dash: alt.StrokeDash,
    *,
    filled: bool,
    said: bool,
) -> alt.Chart:
    told: dict[str, Any] = {}
    if said:
        told = {"description": "says:N", "tooltip": [alt.Tooltip("says:N", title="Here")]}
    marks = alt.Chart(records(found)).mark_point(
        filled=filled, aria=said, strokeWidth=1.5, strokeJoin="round", strokeCap="round"
    )
    signs: alt.Chart = marks.encode(
        x=x,
        y=y,
        shape=alt.Shape("shape:N", scale=None, legend=None),
        size=alt.Size("size:Q", scale=None, legend=None),
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        color=colour,
        strokeDash=dash if not filled else alt.Undefined,
        **told,
    )
    return signs


def apart(places: Sequence[float], gap: float) -> list[bool]:
    """Return which of rising places can have a sign without touching the next; the last one always has."""
    kept = [False] * len(places)
    right = math.inf
    for i in range(len(places) - 1, -1, -1):
        if right - places[i] >= gap:
            kept[i], right = True, places[i]
    return kept


def short(text: str, width: float) -> str:
    """Return ``text`` shortened to about so many pixels at 13 pixels, with a sign that there is more."""
    most = max(4, int(width / LETTER))
    text = plain(text)
    if len(text) <= most:
        return text
    cut = shorten(text, most, placeholder="\u2026")
    return cut if len(cut) > most // 2 else text[: most - 1].rstrip() + "\u2026"


def day_said(day: date) -> str:
    """Return a day as a label: "6 Jul", the same in every country."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def share_said(share: float) -> str:
    """Return a share of the way: "42%"; what is not all of it is never rounded up to all of it."""
    rounded = round(share, 2) + 0.0  # no "-0%"
    return "99%" if share < 1 <= rounded else f"{rounded:,.0%}"


def value_said(value: float, unit: str = "", digits: int = 12) -> str:
    """Return a value with its unit: "40%", "27 days", "1,200"; ``digits`` is how many count."""
    rounded = float(f"{value:.{digits}g}")
    number = f"{rounded:,.12g}" if abs(rounded) < 1e15 else f"{rounded:.3g}"
    unit = plain(unit)
    if unit in ("", "count"):
        return number
    if unit == "%":
        return f"{number}%"
    if len(unit) == 1 and unicodedata.category(unit) == "Sc":
        return f"{unit}{number}"
    return f"{number} {unit}s" if unit in _LONG_UNITS and rounded != 1 else f"{number} {unit}"


def spread(places: Sequence[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Return the places moved apart to at least ``gap``, in their order, within the bounds if they fit."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    floor = lowest
    for i in order:
        moved[i] = max(moved[i], floor)
        floor = moved[i] + gap
    ceiling = highest
    for i in reversed(order):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - gap
    return moved
