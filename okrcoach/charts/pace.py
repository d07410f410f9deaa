"""One key result over the cycle: its check-ins, where it should be by now, and where it may end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import altair as alt

from okrcoach.charts.board import DISC, DOWN, LETTER, Board, apart, day_said, short, spread
from okrcoach.charts.look import LOOKS, Theme
from okrcoach.charts.pace_said import named, pace_in_words, pace_title, value_of
from okrcoach.model import Cycle, Kind, Shape
from okrcoach.progress.four_square import bounds_of
from okrcoach.progress.reckoning import curve_of, period_of, start_value
from okrcoach.progress.scorecard import Scorecard, Scored
from okrcoach.progress.standing import Standing, due_on, standing

#: Layout in pixels: the plot between words on its left and right, and the days below it.
_LEFT, _RIGHT, _WIDTH, _TOP, _BOTTOM, _HEIGHT = 90, 560, 690, 16, 240, 276
_RADIUS = 8
#: A forecast reaches so much of what else is drawn beyond it, and is cut off there: its figures stay.
_BEYOND = 0.6


def pace_chart(one: Scored, card: Scorecard, theme: Theme = "any") -> alt.LayerChart:
    """Return a chart of one key result of ``card`` over its cycle.

    Every disc is a check-in, filled as far as the team was confident; the dashed line is what is expected,
    the band where it may end in 8 of 10 such cases. Without a first and last day only the values are drawn;
    without values the board says why. The author's words reach the chart as data only. ``theme`` as in
    :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    span = _span(one, card)
    subtitle = [short(named(one), _WIDTH)]
    if span is None or not _drawable(one):
        board = Board(LOOKS[theme], _WIDTH, 48)
        _nothing(board, one)
    else:
        board = Board(LOOKS[theme], _WIDTH, _HEIGHT)
        at = _scale(one, card, span)
        _axes(board, one, card, at)
        _range(board, one, at)
        _expected(board, one, card, at)
        _forecast(board, one, at)
        _check_ins(board, one, card, at)
        _gap(board, one, card, at)
        if any(c.confidence is not None for c in one.check_ins):
            subtitle.append("Each disc is a check-in, filled as far as the team was confident.")
        if due_on(one, card.cycle, card.at) is not None:
            subtitle[1:] = [" ".join([*subtitle[1:], "Dashed: what is expected."])]
    return board.chart(title=pace_title(one), subtitle=subtitle, words=pace_in_words(one, card))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days and values to pixels."""

    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return _LEFT + share * (_RIGHT - _LEFT)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return _BOTTOM - min(1.0, max(0.0, share)) * (_BOTTOM - _TOP)


def _span(one: Scored, card: Scorecard) -> tuple[date, date] | None:
    start, end = card.cycle.start, card.cycle.end
    if start is not None and end is not None:
        return start, end
    days = [c.day for c in one.check_ins if c.value is not None]
    return (min(days), max(*days, card.at)) if days else None


def _drawable(one: Scored) -> bool:
    moving = one.plan.shape in (Shape.FROM_TO, Shape.COUNT, Shape.HOLD)
    return moving and bool(_known(one))


def _known(one: Scored) -> list[float]:
    """Every value that has to be seen."""
    plan = one.plan
    ends = [
        start_value(plan) if plan.shape is not Shape.HOLD else None,
        one.target,
        plan.lowest,
        plan.highest,
    ]
    ends += [target for move in one.moves for target in (move.before, move.after)]
    ends += [c.value for c in one.check_ins]
    return [value for value in ends if value is not None]


def _scale(one: Scored, card: Scorecard, span: tuple[date, date]) -> _Scale:
    known = _known(one)
    low, high = min(known), max(known)
    room = (high - low) or abs(high) or 1.0
    if one.forecast is not None and one.forecast.low is not None and one.forecast.high is not None:
        low = max(min(low, one.forecast.low), low - _BEYOND * room)
        high = min(max(high, one.forecast.high), high + _BEYOND * room)
    return _Scale(span[0], span[1], low - 0.06 * room, high + 0.06 * room)


def _axes(board: Board, one: Scored, card: Scorecard, at: _Scale) -> None:
    look = board.look
    start = start_value(one.plan) if one.plan.shape is not Shape.HOLD else None
    if start is not None:
        words = f"start {value_of(one, start)}"
        board.words((_LEFT - 10, at.y(start)), words, look.ink, align="right", size=12, axis=True)
    for tick in _ticks(at.low, at.high):
        if start is not None and abs(at.y(tick) - at.y(start)) < 15:
            continue
        board.rule((_LEFT, at.y(tick)), (_RIGHT, at.y(tick)), look.line)
        board.words(
            (_LEFT - 10, at.y(tick)), value_of(one, tick), look.label, align="right", size=12, axis=True
        )
    board.rule((_LEFT, _BOTTOM + 8), (_RIGHT, _BOTTOM + 8), look.label)
    today = min(max(card.at, at.first), at.last)
    for day, strong in ((at.first, False), (today, True), (at.last, False)):
        x = at.x(day)
        if not strong and abs(x - at.x(today)) < 56:  # the day of the card goes first
            continue
        board.rule((x, _BOTTOM + 8), (x, _BOTTOM + 13), look.label)
        words = day_said(day)
        board.words((x, _BOTTOM + 25), words, look.ink, align="center", size=12, strong=strong, axis=True)


def _ticks(low: float, high: float) -> list[float]:
    """Return three to seven round values between two."""
    raw = (high - low) / 6
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw)
    first = math.ceil(low / step)
    return [round(i * step, 12) for i in range(first, first + 7) if i * step <= high]


def _range(board: Board, one: Scored, at: _Scale) -> None:
    """Draw what is fine, for a level to hold: the rails of a heartbeat."""
    if one.plan.shape is not Shape.HOLD:
        return
    low, high = bounds_of(one)
    colour = board.look.kinds[Kind.HEARTBEAT]
    top = at.y(high) if high is not None else _TOP
    bottom = at.y(low) if low is not None else _BOTTOM
    board.area([(_LEFT, top, bottom), (_RIGHT, top, bottom)], colour, 0.12)
    for bound in (low, high):
        if bound is not None:
            board.rule((_LEFT, at.y(bound)), (_RIGHT, at.y(bound)), colour, width=1.5, bound=bound)
    board.words((_RIGHT + 12, (top + bottom) / 2), "fine", board.look.label)


def _expected(board: Board, one: Scored, card: Scorecard, at: _Scale) -> None:
    points = [(day, due_on(one, card.cycle, day)) for day in _bends(one, card.cycle)]
    drawn = [(day, due) for day, due in points if due is not None]
    ink = board.look.label
    for (day, due), (later, after) in pairwise(drawn):
        board.rule(
            (at.x(day), at.y(due)),
            (at.x(later), at.y(after)),
            ink,
            width=1.5,
            dash=(5, 4),
            day=day.isoformat(),
            expected=due,
        )
    if one.plan.shape is Shape.HOLD:
        return
    _targets(board, one, at)


def _bends(one: Scored, cycle: Cycle) -> list[date]:
    """The days on which the expected line bends or jumps."""
    period = period_of(one.plan, cycle)
    if period is None or period[1] < period[0]:
        return []
    first, due = period
    begins = first + timedelta(days=one.plan.lag)
    days = {first, begins - timedelta(days=1), begins, due, cycle.end or due}
    whole = (due - begins).days + 1  # both days belong to the time
    days |= {begins + timedelta(days=round(share * whole) - 1) for share, _ in curve_of(one.plan)}
    for move in one.moves:
        days |= {move.day - timedelta(days=1), move.day}
    return sorted(day for day in days if first <= day <= (cycle.end or due))


def _targets(board: Board, one: Scored, at: _Scale) -> None:
    """Draw the targets as steps, each from the day it was set."""
    if one.target is None:
        return
    look = board.look
    steps = [(at.first, one.moves[0].before if one.moves else one.target)]
    steps += [(min(max(m.day, at.first), at.last), m.after) for m in one.moves]
    before = steps[0][1]
    for (day, target), (until, after) in pairwise([*steps, (at.last, one.target)]):
        x, end, y = at.x(day), at.x(until), at.y(target)
        board.rule((x, y), (end, y), look.ink, target=target)
        if after != target:
            board.rule((end, y), (end, at.y(after)), look.ink)
            words = f"{value_of(one, target)} until {day_said(until)}"
            # On the side where the steps to its neighbours are not.
            below = min(at.y(before), at.y(after)) < y or y < _TOP + 14
            fits = end - 6 - _LEFT > LETTER * len(words)
            board.words(
                (end - 6 if fits else x + 4, y + (11 if below else -10)),
                words,
                look.label,
                align="right" if fits else "left",
                size=12,
            )
        before = target


def _forecast(board: Board, one: Scored, at: _Scale) -> None:
    look, ahead = board.look, one.forecast
    labels: list[tuple[float, str, bool]] = []
    if one.target is not None and one.plan.shape is not Shape.HOLD:
        labels.append((at.y(one.target), f"{value_of(one, one.target)} target", True))
    valued = [c for c in one.check_ins if c.value is not None]
    if ahead is not None and ahead.low is not None and ahead.high is not None and valued:
        last = valued[-1]
        if last.value is None:  # for the type checker: they all have one
            return
        start, end = at.x(last.day), at.x(ahead.at)
        high, low = at.y(ahead.high), at.y(ahead.low)
        board.area([(start, at.y(last.value), at.y(last.value)), (end, high, low)], look.label, 0.16)
        board.rule((end, high), (end, low), look.label, width=3, low=ahead.low, high=ahead.high)
        labels += [
            (high, value_of(one, ahead.high, 3), False),
            ((high + low) / 2, "likely end, 8 in 10", False),
        ]
        if value_of(one, ahead.low, 3) != value_of(one, ahead.high, 3):
            labels.append((low, value_of(one, ahead.low, 3), False))
    for y, (_, words, strong) in zip(
        spread([y for y, _, _ in labels], 16, _TOP, _BOTTOM + 4), labels, strict=True
    ):
        colour = look.ink if strong else look.label
        board.words((_RIGHT + 12, y), words, colour, strong=strong, size=12)


def _check_ins(board: Board, one: Scored, card: Scorecard, at: _Scale) -> None:
    look = board.look
    low, high = bounds_of(one) if one.plan.shape is Shape.HOLD else (None, None)
    points = [(c, at.x(c.day), at.y(c.value)) for c in one.check_ins if c.value is not None]
    discs = apart([x for _, x, _ in points], 2 * _RADIUS - 1)
    for (_, x, y), (_, x2, y2) in pairwise(points):
        board.link((x, y), (x2, y2), look.ink, width=2, gap=_RADIUS if all(discs) else 0)
    for (seen, x, y), roomy in zip(points, discs, strict=True):
        if seen.value is None:
            continue
        due = due_on(one, card.cycle, seen.day)
        says = f"{day_said(seen.day)}: {value_of(one, seen.value)}"
        says += f", {value_of(one, due, 3)} expected" if due is not None else ""
        says += f", confidence {seen.confidence:g} of 10" if seen.confidence is not None else ""
        says += f". {seen.note}" if seen.note else ""
        data: dict[str, Any] = {"day": seen.day.isoformat(), "value": seen.value, "expected": due}
        out = (low is not None and seen.value < low) or (high is not None and seen.value > high)
        if one.plan.shape is Shape.HOLD and (out or seen.confidence is None):
            shape, colour = (DOWN, look.fix) if out else (DISC, look.ink)
            board.sign((x, y), shape, colour, says=says, confidence=None, **data)
        elif not roomy:  # no room for a disc: its figures are in the tooltip
            board.sign((x, y), DISC, look.ink, says=says, size=16, confidence=seen.confidence, **data)
        else:
            board.disc((x, y), seen.confidence, says=says, size=170, **data)


def _gap(board: Board, one: Scored, card: Scorecard, at: _Scale) -> None:
    """Mark how far the value is from what is expected today."""
    due = due_on(one, card.cycle, card.at)
    word = standing(one)
    if due is None or one.value is None or not at.first <= card.at <= at.last or one.progress is None:
        return
    if word not in (Standing.OFF_PACE, Standing.A_LITTLE_BEHIND, Standing.AHEAD) or one.expected is None:
        return
    behind = one.progress < one.expected
    colour = board.look.fix if word is Standing.OFF_PACE else board.look.label
    x, y, y2 = at.x(card.at), at.y(one.value), at.y(due)
    if abs(y2 - y) < 2 * _RADIUS:
        return
    missing = abs(one.value - due)
    last = max((at.x(c.day) for c in one.check_ins if c.value is not None), default=x)
    board.link((last, y), (x, y), colour, width=1, gap=_RADIUS)
    inwards = math.copysign(_RADIUS + 1, y2 - y)
    board.rule((x, y + inwards), (x, y2), colour, width=2, gap=missing)
    board.rule((x - 5, y2), (x + 5, y2), colour, width=2)
    by = f"{missing:.2g} points" if one.plan.unit == "%" else value_of(one, missing, 2)
    words = f"{by} {'behind' if behind else 'ahead'}"
    board.words(
        (x - 10, y2 + math.copysign(12, y2 - y)),
        words,
        colour,
        align="right",
        strong=word is Standing.OFF_PACE,
    )


def _nothing(board: Board, one: Scored) -> None:
    """Say why there is no line."""
    if one.plan.shape in (Shape.MILESTONE, Shape.BASELINE):
        words = "It is there or it is not: no line leads to it."
    else:
        words = one.undefined or "There is nothing to draw yet."
    board.rule((0, 4), (_WIDTH, 4), board.look.line)
    board.words((0, 28), words, board.look.label)
