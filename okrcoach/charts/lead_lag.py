"""A benefit and the early sign that should move before it, one above the other on one time axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from okrcoach.charts.drawing import records
from okrcoach.charts.look import LOOKS, Look, Theme, plain
from okrcoach.charts.periods import in_frame
from okrcoach.charts.scales import WIDTH, days_across, moment
from okrcoach.model import Benefit, CheckIn
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.benefits import Figure, Status, figure, shows_from
from okrcoach.progress.benefits import plain as number

#: Pixels of one panel: words on top, then the figures; the room between the two.
_PANEL, _HEAD, _GAP = 150, 46, 26
_HEIGHT = 2 * _PANEL + _GAP


def lead_lag_pairs(register: Sequence[Status]) -> tuple[tuple[Status, Status], ...]:
    """Return each leading indicator with the benefit that names it, in the order of the register."""
    known = {one.benefit.statement.id: one for one in register if one.benefit.statement.id}
    return tuple(
        (known[name], one)
        for one in register
        for name in one.benefit.leads
        if name in known and known[name] is not one
    )


def lead_lag_title(leading: Status, lagging: Status) -> str:
    """Return the finding: where the early sign stands, and where what it leads to stands."""
    return f"Early sign {_name(leading)}: {leading.words}. Benefit {_name(lagging)}: {lagging.words}"


def lead_lag_in_words(leading: Status, lagging: Status, at: date) -> str:
    """Return the text alternative: the title, then each of the two with its figures up to ``at``."""
    return " ".join([f"{lead_lag_title(leading, lagging)}.", *(_told(one, at) for one in (leading, lagging))])


def lead_lag_rows(leading: Status, lagging: Status, at: date) -> list[list[str]]:
    """Return the two as a table, one row for each figure measured up to ``at``, in the order of time."""
    rows = [
        [str(look.day), _name(one), word, number(_value(look)), _counts(one.benefit, look.day)]
        for one, word in ((leading, "early sign"), (lagging, "benefit"))
        for look in _looks(one.benefit, at)
    ]
    return [["Day", "Id", "Is", "Figure", "Counts"], *sorted(rows, key=lambda row: row[0])]


def lead_lag_chart(leading: Status, lagging: Status, at: date, theme: Theme = "any") -> alt.LayerChart:
    """Return the two as panels over one time axis, with what was measured up to ``at``.

    Each panel shows baseline (dotted) and target (dashed) as written, the delivery as an upright line, and
    as a shade the time in which it is too early to judge; a figure taken there is a hollow dot.
    ``leading`` and ``lagging`` are statuses on the day ``at``.
    """
    look = LOOKS[theme]
    first, last = _across(leading.benefit, lagging.benefit, at)
    panels = [
        _panel(one, word, top, at, last)
        for one, word, top in ((leading, "Early sign", 0), (lagging, "Benefit", _PANEL + _GAP))
    ]
    layers = list(_drawn(panels, look, days_across(look, first, last)))
    title, words = lead_lag_title(leading, lagging), lead_lag_in_words(leading, lagging, at)
    hollow = any(dot["early"] for panel in panels for dot in panel.dots)
    subtitle = [f"As of {at}. Shaded: too early to judge."
                + " A hollow dot was taken too early to count." * hollow]  # fmt: skip
    return in_frame(alt.layer(*layers), look, title, subtitle, words, _HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """What is drawn of one of the two; ``y`` in pixels from the top."""

    heads: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    shades: list[dict[str, Any]]
    delivery: list[dict[str, Any]]
    dots: list[dict[str, Any]]


def _panel(one: Status, word: str, top: int, at: date, last: date) -> _Panel:
    benefit, looks = one.benefit, _looks(one.benefit, at)
    marks = [(name, _figure(text), text) for name, text in
             (("baseline", benefit.baseline), ("target", benefit.target))]  # fmt: skip
    values = [_value(look) for look in looks] + [found.value for _, found, _ in marks if found]
    low, high = min(values, default=0.0), max(values, default=1.0)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(top + _PANEL - 10 - share * (_PANEL - _HEAD - 20), 2)

    floor, ceiling = top + _PANEL, top + _HEAD
    shows, delivered = shows_from(benefit), benefit.delivered
    shade = {"y": ceiling, "y2": floor}
    said = f"{word} {_name(one)}: {one.words}"
    heads = [
        {
            "y": top + 8,
            "dx": 0,
            "words": f"{word} {_name(one)}: {_short(benefit.measure or benefit.statement.text, 72)}",
        },
        {"y": top + 26, "dx": 0, "words": _below(one, at)},
    ]
    if not looks:
        middle = top + (_HEAD + _PANEL) / 2
        heads.append({"y": middle, "dx": 28, "words": f"Nothing was measured up to {at}."})
    rules = [
        {"y": y(found.value), "dash": name, "words": f"{name} {_short(text, 22)}"}
        for name, found, text in marks
        if found
    ]

    def above(place: float) -> float:
        """Return where the figure of a dot stands: above it, or below where a line or the edge is."""
        taken = [ceiling, *(float(str(rule["y"])) for rule in rules)]
        return place + 15 if any(place - 22 < line < place - 2 for line in taken) else place - 13

    return _Panel(
        heads=heads,
        rules=_named_apart(rules),
        shades=[{**shade, "at": moment(delivered), "to": moment(min(shows, last + timedelta(1)))}]
        if delivered and shows and shows > delivered
        else [],
        delivery=[{**shade, "at": moment(delivered)}] if delivered else [],
        dots=[
            {
                "at": moment(look.day), "y": y(_value(look)), "label": above(y(_value(look))), "panel": word,
                "value": _value(look), "figure": _short(number(_value(look)), 14),
                "early": _early(benefit, look.day),
                "says": f"{said}; {look.day}: {number(_value(look))}{_noted(look, benefit)}",
            }
            for look in looks
        ],
    )  # fmt: skip


def _named_apart(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return baseline and target with a ``label`` each that does not lie on the other's."""
    ordered = sorted(rules, key=lambda rule: float(rule["y"]))
    for n, rule in enumerate(ordered):
        rule["label"] = max(rule["y"], ordered[n - 1]["label"] + 14) if n else rule["y"]
    return ordered


def _drawn(panels: Sequence[_Panel], look: Look, x: alt.X) -> Iterator[alt.Chart]:
    def up(field: str = "y") -> alt.Y:
        scale = alt.Scale(domain=[0, _HEIGHT], reverse=True, nice=False)
        return alt.Y(f"{field}:Q", axis=None, scale=scale)

    def data(part: str) -> alt.Chart:
        return alt.Chart(records([record for panel in panels for record in getattr(panel, part)]))

    shades = data("shades").mark_rect(fillOpacity=0.12, color=look.ink, aria=False)
    yield shades.encode(x=x, x2="to:T", y=up(), y2="y2:Q")
    rules = data("rules")
    dash = alt.condition("datum.dash == 'target'", alt.value([6, 4]), alt.value([1, 3]))
    yield rules.mark_rule(strokeWidth=1.5, color=look.ink, aria=False).encode(y=up(), strokeDash=dash)
    named = rules.mark_text(align="left", dx=8, fontSize=12, aria=False, color=look.label)
    yield named.encode(x=alt.value(WIDTH), y=up("label"), text="words:N")
    yield data("delivery").mark_rule(strokeWidth=2, color=look.ink, aria=False).encode(x=x, y=up(), y2="y2:Q")
    dots = data("dots")
    joined = dots.mark_line(strokeWidth=2, color=look.ink, aria=False)
    yield joined.encode(x=x, y=up(), detail="panel:N")
    for early in (True, False):
        marks = [dot for panel in panels for dot in panel.dots if dot["early"] is early]
        signs = alt.Chart(records(marks)).mark_point(
            size=70, filled=not early, opacity=1, strokeWidth=2, color=look.ink
        )
        yield signs.encode(
            x=x, y=up(), description="says:N", tooltip=[alt.Tooltip("says:N", title="Measured")]
        )
    figures = dots.mark_text(fontSize=12, aria=False, color=look.ink)
    yield figures.encode(x=x, y=up("label"), text="figure:N")
    heads = data("heads").mark_text(
        align="left", fontSize=13, aria=False, color=look.label, dx=alt.ExprRef("datum.dx")
    )
    yield heads.encode(x=alt.value(0), y=up(), text="words:N")


def _across(leading: Benefit, lagging: Benefit, at: date) -> tuple[date, date]:
    """Return the days on the axis: everything measured, the deliveries and lags, and today, with a margin."""
    days = [at]
    for benefit in (leading, lagging):
        days += [look.day for look in _looks(benefit, at)]
        days += [day for day in (benefit.delivered, benefit.due, shows_from(benefit)) if day]
    first, last = min(days), max(days)
    # A slip of the pen, such as the year 2206, must not press everything else into a corner.
    last = min(last, at + timedelta(2 * max((at - first).days, 183))) if last > at else last
    margin = timedelta(max((last - first).days // 40, 3))
    return max(first, date.min + margin) - margin, min(last, date.max - 2 * margin) + margin


def _below(one: Status, at: date) -> str:
    benefit, shows = one.benefit, shows_from(one.benefit)
    if not benefit.delivered:
        return "Nobody has said when what brings it about is in use."
    said = f"Upright line: in use from {benefit.delivered}."
    if shows and shows > benefit.delivered:
        said += f" Too early to judge until {shows}{'' if shows > at else ', which is over'}."
    return said


def _told(one: Status, at: date) -> str:
    looks = ", ".join(
        f"{look.day} {number(_value(look))}{_noted(look, one.benefit)}" for look in _looks(one.benefit, at)
    )
    benefit = one.benefit
    texts = (("baseline", benefit.baseline), ("target", benefit.target))
    written = ", ".join(f"{name} {plain(text)}" for name, text in texts if text.strip())
    said = [f"{_name(one)}, {plain(benefit.statement.text)}", f"({written})." if written else "(no figures)."]
    return " ".join([*said, _below(one, at), f"Measured: {looks or 'nothing yet'}.", plain(one.says)])


def _noted(look: CheckIn, benefit: Benefit) -> str:
    early = " (too early to count)" if _early(benefit, look.day) else ""
    return early + (f", {plain(look.note)}" if look.note.strip() else "")


def _counts(benefit: Benefit, day: date) -> str:
    return "too early" if _early(benefit, day) else "yes"


def _early(benefit: Benefit, day: date) -> bool:
    shows = shows_from(benefit)
    return shows is None or day < shows


def _looks(benefit: Benefit, at: date) -> list[CheckIn]:
    known = [look for look in benefit.measurements if look.value is not None and look.day <= at]
    return sorted(known, key=lambda look: look.day)


def _value(look: CheckIn) -> float:
    return look.value or 0.0


def _figure(text: str) -> Figure | None:
    try:
        return figure(text)
    except Undefined:
        return None


def _name(one: Status) -> str:
    return _short(one.benefit.statement.id or one.benefit.statement.text, 24) or "?"


def _short(text: str, letters: int) -> str:
    found = plain(text)
    return found if len(found) <= letters else found[: letters - 1].rstrip() + "…"
