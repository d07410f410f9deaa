"""How sure the team was of each key result, check-in by check-in: one small line for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import altair as alt

from okrcoach.charts.board import DISC, DOWN, UP, Board, apart, day_said
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.model import CheckIn
from okrcoach.progress.scorecard import Scorecard, Scored

#: Layout in pixels: the words, the lines, and how sure now; a row for each key result.
_WORDS, _LEFT, _RIGHT, _WIDTH, _ROW, _TALL = 216, 232, 556, 700, 48, 32
_GAP = 13
#: Of longer lists only what fell is drawn.
MOST = 24


def confidence_title(card: Scorecard) -> str:
    """Return the finding: "Confidence fell at the last check-in for 1.1 and 2.3"."""
    said = [one for one in card.key_results if _said(one)]
    if not said:
        return "Nobody has said yet how sure they are"
    fell = [plain(one.id) or "?" for one in said if _fell(one)]
    if not fell:
        if all(len(_said(one)) < 2 for one in said):
            return "How sure the team is has been said once so far"
        return "Confidence held or rose everywhere at the last check-in"
    if len(fell) > 4:
        return f"Confidence fell at the last check-in for {len(fell)} of {len(said)} key results"
    names = fell[0] if len(fell) == 1 else f"{', '.join(fell[:-1])} and {fell[-1]}"
    return f"Confidence fell at the last check-in for {names}"


def confidence_in_words(card: Scorecard) -> str:
    """Return the text alternative: the title, then how sure the team is of each key result."""
    lines = [f"{plain(one.id)} {plain(one.text)}: {_now(one)}." for one in card.key_results]
    return " ".join([f"{confidence_title(card)}.", *lines])


def confidence_rows(card: Scorecard) -> list[list[str]]:
    """Return the table behind the chart: a head with the days, then a row for each key result."""
    days = sorted({c.day for one in card.key_results for c in _said(one)})
    rows = [["Key result", "Words", *(day.isoformat() for day in days)]]
    for one in card.key_results:
        by_day = {c.day: f"{c.confidence:g}" for c in _said(one)}
        rows.append([plain(one.id), plain(one.text), *(by_day.get(day, "") for day in days)])
    return rows


def confidence_chart(card: Scorecard, theme: Theme = "any") -> alt.LayerChart:
    """Return a chart with a line for each key result of ``card``: how sure the team was, 0 to 10.

    Discs are filled in tenths, so they need no colour. Of more than 24 key results only those whose
    confidence fell are drawn, and the subtitle says so. ``theme`` as in
    :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look = LOOKS[theme]
    drawn = card.key_results
    subtitle = ["From 0 to 10; the hairline is even chances."] if any(map(_said, drawn)) else []
    if len(drawn) > MOST:
        drawn = tuple(one for one in drawn if _fell(one))[:MOST]
        subtitle.append(f"{len(drawn)} of {len(card.key_results)} key results are drawn: where it fell.")
    board = Board(look, _WIDTH, max(1, len(drawn)) * _ROW + 28)
    if not drawn:
        words = "There is no key result to draw." if not card.key_results else "None of them fell."
        board.words((0, _ROW / 2), words, look.label)
    span = _span(card)
    for row, one in enumerate(drawn):
        _row(board, one, row * _ROW + _ROW / 2, span)
    if span is not None and drawn:
        for day, align in ((span[0], "left"), (span[1], "right")):
            x, y = _x(day, span), len(drawn) * _ROW + 12
            if align == "left":
                board.words((x, y), day_said(day), look.label, size=12)
            else:
                board.words((x, y), day_said(day), look.label, size=12, align="right")
    return board.chart(title=confidence_title(card), subtitle=subtitle, words=confidence_in_words(card))


def _row(board: Board, one: Scored, middle: float, span: tuple[date, date] | None) -> None:
    look = board.look
    name = plain(one.id)
    board.words((0, middle), name, look.label)
    board.lines((34, middle), one.text, _WORDS - 40, look.ink)
    said = _said(one)
    y = {c.day: middle + _TALL * (0.5 - (c.confidence or 0) / 10) for c in said}
    if span is not None and said:
        board.rule((_LEFT, middle), (_RIGHT, middle), look.line)
        _line(board, one, said, y, span)
    if _fell(one):
        board.sign((_RIGHT + 24, middle), DOWN, look.ink, size=60)
    elif _rose(one):
        board.sign((_RIGHT + 24, middle), UP, look.label, size=60)
    board.words((_RIGHT + 38, middle), _now(one), look.ink if _fell(one) else look.label)


def _line(
    board: Board, one: Scored, said: Sequence[CheckIn], y: dict[date, float], span: tuple[date, date]
) -> None:
    look = board.look
    discs = apart([_x(c.day, span) for c in said], _GAP)
    for seen, after in pairwise(said):
        start, end = (_x(seen.day, span), y[seen.day]), (_x(after.day, span), y[after.day])
        board.link(start, end, look.label, width=1.5, gap=_GAP / 2 if all(discs) else 0)
    for seen, roomy in zip(said, discs, strict=True):
        at = (_x(seen.day, span), y[seen.day])
        says = f"{plain(one.id)} on {day_said(seen.day)}: {seen.confidence:g} of 10"
        says += f". {seen.note}" if seen.note else ""
        data: dict[str, Any] = {"id": plain(one.id), "day": seen.day.isoformat()}
        if roomy:
            board.disc(at, seen.confidence, says=says, size=110, **data)
        else:
            board.sign(at, DISC, look.ink, says=says, size=14, confidence=seen.confidence, **data)


def _x(day: date, span: tuple[date, date]) -> float:
    first, last = span
    share = (day - first).days / max(1, (last - first).days)
    return _LEFT + 6 + min(1.0, max(0.0, share)) * (_RIGHT - _LEFT - 12)


def _span(card: Scorecard) -> tuple[date, date] | None:
    if card.cycle.start is not None and card.cycle.end is not None:
        return card.cycle.start, card.cycle.end
    days = [c.day for one in card.key_results for c in _said(one)]
    return (min(days), max(*days, card.at)) if days else None


def _said(one: Scored) -> list[CheckIn]:
    return [c for c in one.check_ins if c.confidence is not None]


def _change(one: Scored) -> float:
    said = [c.confidence for c in _said(one) if c.confidence is not None]
    return said[-1] - said[-2] if len(said) > 1 else 0.0


def _fell(one: Scored) -> bool:
    return _change(one) < 0


def _rose(one: Scored) -> bool:
    return _change(one) > 0


def _now(one: Scored) -> str:
    said = [c.confidence for c in _said(one)]
    if not said:
        return "nobody has said yet"
    if len(said) == 1:
        return f"{said[-1]:g}"
    way = "down from" if _fell(one) else "up from" if _rose(one) else ""
    return f"{said[-1]:g}, {way} {said[-2]:g}" if way else f"{said[-1]:g}, as before"
