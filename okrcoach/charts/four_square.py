"""The four-square page of a week as one picture: priorities, the coming month, confidence, health metrics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from okrcoach.charts.board import DIAMOND, DISC, DOWN, HALF_DIAMOND, Board, day_said, short, value_said
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.model import Kind
from okrcoach.progress.four_square import FourSquare, Health, HealthMetric, Priority, Sureness

#: Layout in pixels: two columns of squares, and the rows in them.
_COLUMN, _GUTTER, _ROW, _HEAD = 392, 28, 40, 34
_WIDTH = 2 * _COLUMN + _GUTTER
#: Lines that fit a square; what is over is counted.
MOST = 8
_HEADS = ("Priorities this week", "OKR confidence", "The coming month", "Health metrics")


def four_square_title(page: FourSquare) -> str:
    """Return the finding: "One health metric is out of range; less sure of 1.2 and 1.3 than before"."""
    parts: list[str] = []
    for state in (Health.OUT_OF_RANGE, Health.NEAR_EDGE):
        n = sum(metric.health is state for metric in page.health)
        if n and not parts:
            parts.append(f"{'One health metric is' if n == 1 else f'{n} health metrics are'} {state}")
    fell = [plain(one.id) or "?" for one in page.confidence if _fell(one)]
    if fell:
        names = fell[0] if len(fell) == 1 else f"{', '.join(fell[:-1])} and {fell[-1]}"
        parts.append(f"less sure of {names if len(fell) <= 4 else f'{len(fell)} key results'} than before")
    if not parts and any(metric.health is Health.IN_RANGE for metric in page.health):
        parts.append("Every health metric that is known is in range")
    said = "; ".join(parts) or f"The four squares of {day_said(page.at)}"
    return said[:1].upper() + said[1:]


def four_square_in_words(page: FourSquare) -> str:
    """Return the text alternative: the title, then the four squares one after the other."""
    said = [f"{four_square_title(page)}."]
    squares = four_square_rows(page)[1:]
    for head in _HEADS:
        lines = [", ".join(cell for cell in row[1:] if cell) for row in squares if row[0] == head]
        said.append(f"{head}: {'; '.join(lines) or 'nothing yet'}.")
    return " ".join(said)


def four_square_rows(page: FourSquare) -> list[list[str]]:
    """Return the table behind the chart: square, id, words, and how it stands or who it is with."""
    rows = [["Square", "Id", "Words", "State"]]
    rows += [[_HEADS[0], plain(one.about or one.id), plain(one.text), _who(one)] for one in page.this_week]
    rows += [[_HEADS[1], plain(one.id), plain(one.text), _sure(one)] for one in page.confidence]
    rows += [[_HEADS[2], plain(one.about or one.id), plain(one.text), _who(one)] for one in page.coming]
    rows += [[_HEADS[3], plain(one.id), plain(one.text), _healthy(one)] for one in page.health]
    return rows


def four_square_chart(page: FourSquare, theme: Theme = "any") -> alt.LayerChart:
    """Return the four squares of a week as a chart.

    Confidence is a disc filled in tenths. Health metrics: a disc in range, a split diamond near the edge, a
    triangle out of range, which alone has the alarm colour. At most eight lines a square are drawn, the rest
    are counted. The author's words reach the chart as data only. ``theme`` as in
    :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look = LOOKS[theme]
    upper = _HEAD + max(_room(len(page.this_week)), _room(len(page.confidence)))
    lower = _HEAD + max(_room(len(page.coming)), _room(len(page.health)))
    board = Board(look, _WIDTH, upper + lower + 10)
    right, below = _COLUMN + _GUTTER, upper + 10
    board.rule((_COLUMN + _GUTTER / 2, 0), (_COLUMN + _GUTTER / 2, board.height), look.line)
    board.rule((0, upper), (_WIDTH, upper), look.line)
    for head, x, y in zip(_HEADS, (0, right, 0, right), (0, 0, below, below), strict=True):
        board.words((x, y + 12), head, look.ink, strong=True)
    _ahead(board, page.this_week, _HEAD)
    _confidence(board, page.confidence, right, _HEAD)
    _ahead(board, page.coming, below + _HEAD)
    _health(board, page.health, right, below + _HEAD)
    when = f"{day_said(page.at)} {page.at.year}"
    subtitle = [short(f"{plain(page.title)}, {when}" if page.title else when, _WIDTH)]
    if page.left_out:
        more = "One open action is" if page.left_out == 1 else f"{page.left_out} open actions are"
        subtitle.append(f"{more} in neither list: due later, or without a day.")
    return board.chart(title=four_square_title(page), subtitle=subtitle, words=four_square_in_words(page))


def _room(lines: int) -> int:
    return max(1, min(lines, MOST) + (lines > MOST)) * _ROW + 8


def _more(board: Board, lines: Sequence[object], x: float, y: float, nothing: str) -> None:
    if not lines:
        board.words((x, y + _ROW / 2), nothing, board.look.label)
    elif len(lines) > MOST:
        board.words((x, y + _ROW / 2), f"and {len(lines) - MOST} more", board.look.label)


def _ahead(board: Board, lines: Sequence[Priority], y: float) -> None:
    look = board.look
    for one in lines[:MOST]:
        when = day_said(one.day) if one.day is not None else plain(one.about)
        board.words((0, y + _ROW / 2), when, look.ink if one.late else look.label, strong=one.late)
        owner = short(one.owner, 92)
        room = _COLUMN - 60 - max(len(owner) * 7, 30 * one.late)
        board.lines((52, y + _ROW / 2), one.text, room, look.ink, id=plain(one.id))
        if one.late:
            board.words((_COLUMN, y + _ROW / 2 - 8), "late", look.ink, align="right", strong=True)
        board.words((_COLUMN, y + _ROW / 2 + 8 * one.late), owner, look.label, align="right")
        y += _ROW
    _more(board, lines, 0, y, "Nothing is written down for this yet.")


def _confidence(board: Board, lines: Sequence[Sureness], x: float, y: float) -> None:
    look = board.look
    for one in lines[:MOST]:
        middle = y + _ROW / 2
        board.words((x, middle), plain(one.id), look.label)
        board.lines((x + 34, middle), one.text, 200, look.ink)
        says = f"{plain(one.id)}: {_sure(one)}"
        board.disc((x + 250, middle), one.now if one.said else None, says=says, size=150, id=plain(one.id))
        if one.said:
            board.words((x + 264, middle), f"{one.now:g}", look.ink, strong=True)
        board.words((x + 288, middle), _was(one), look.label)
        y += _ROW
    _more(board, lines, x, y, "There is no key result to be sure of yet.")


def _health(board: Board, lines: Sequence[HealthMetric], x: float, y: float) -> None:
    look = board.look
    for one in lines[:MOST]:
        middle = y + _ROW / 2
        board.lines((x, middle), one.text, 156, look.ink)
        _strip(board, one, (x + 164, middle), 60)
        value = value_said(one.value, one.unit) if one.value is not None else ""
        board.words((x + 290, middle), short(value, 64), look.ink, align="right")
        red = one.health is Health.OUT_OF_RANGE
        _sign(board, one, (x + 302, middle))
        words = "not known" if one.health is Health.UNKNOWN else str(one.health)
        board.words((x + 312, middle), words, look.fix if red else look.label, strong=red)
        y += _ROW
    _more(board, lines, x, y, "No health metric has been named yet.")


def _sign(board: Board, one: HealthMetric, at: tuple[float, float]) -> None:
    look = board.look
    says = f"{plain(one.id)}: {_healthy(one)}"
    data: dict[str, Any] = {"id": plain(one.id), "state": str(one.health)}
    if one.health is Health.IN_RANGE:
        board.sign(at, DISC, look.ink, size=80, says=says, **data)
    elif one.health is Health.OUT_OF_RANGE:
        board.sign(at, DOWN, look.fix, size=90, says=says, **data)
    elif one.health is Health.NEAR_EDGE:
        board.sign(at, DIAMOND, look.ink, size=120, filled=False, says=says, **data)
        board.sign(at, HALF_DIAMOND, look.ink, size=120)
    else:
        board.sign(at, DISC, look.label, size=80, filled=False, dash=(3, 3), says=says, **data)


def _strip(board: Board, one: HealthMetric, at: tuple[float, float], width: float) -> None:
    """Draw what is fine as two rails, the values before as dots, and the value now as a stroke."""
    if one.value is None or (one.lowest is None and one.highest is None):
        return
    look, (x, y) = board.look, at
    bounds = [bound for bound in (one.lowest, one.highest) if bound is not None]
    known = [*one.values[-8:], one.value, *bounds]
    low, high = min(known), max(known)
    room = (high - low) or abs(high) or 1.0
    low, high = low - 0.2 * room, high + 0.2 * room

    def place(value: float) -> float:
        return x + width * (value - low) / (high - low)

    start = place(one.lowest) if one.lowest is not None else x
    end = place(one.highest) if one.highest is not None else x + width
    colour = look.kinds[Kind.HEARTBEAT]
    board.area([(start, y - 6, y + 6), (end, y - 6, y + 6)], colour, 0.12)
    for rail in (y - 6, y + 6):
        board.rule((start, rail), (end, rail), colour)
    for value in one.values[-8:-1]:
        board.sign((place(value), y), DISC, look.label, size=12)
    board.rule((place(one.value), y - 9), (place(one.value), y + 9), look.ink, width=2, value=one.value)


def _fell(one: Sureness) -> bool:
    return one.before is not None and one.now < one.before


def _was(one: Sureness) -> str:
    if not one.said:
        return "not said yet"
    if one.before is None or one.deferred:
        return "too early" if one.deferred else ""
    if one.before == one.now:
        return "as before"
    return f"{'down' if _fell(one) else 'up'} from {one.before:g}"


def _sure(one: Sureness) -> str:
    if not one.said:
        return "not said yet"
    was = _was(one)
    return f"{one.now:g} of 10, {was}" if was else f"{one.now:g} of 10"


def _who(one: Priority) -> str:
    parts = [plain(one.owner), plain(one.due) or (one.day.isoformat() if one.day is not None else "")]
    return ", ".join([part for part in parts if part] + (["late"] if one.late else []))


def _healthy(one: HealthMetric) -> str:
    state = "not known" if one.health is Health.UNKNOWN else str(one.health)
    return f"{value_said(one.value, one.unit)}, {state}" if one.value is not None else state
