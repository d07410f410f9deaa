"""OKR or heartbeat: what is to change and what is to hold, by whether it is where it should be."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import altair as alt

from okrcoach.charts.board import Board
from okrcoach.charts.look import LOOKS, SHAPES, Theme, plain
from okrcoach.judgement.heartbeats import Belongs, Sorted, Sorting
from okrcoach.judgement.ranges import Range, amount_in, reached
from okrcoach.model import Amount, Direction, Kind, Shape
from okrcoach.progress.scorecard import Scorecard, Scored

#: Layout in pixels: the words on the left, two columns, and the lines in a cell.
_WORDS, _COLUMN, _GUTTER, _ROW, _HEAD = 116, 292, 24, 38, 30
_WIDTH = _WORDS + 2 * _COLUMN + _GUTTER
#: Lines drawn in a cell; what is over is counted.
MOST = 8


class Place(StrEnum):
    """Whether a measure is where it should be."""

    NOT_THERE = "not where it should be"
    THERE = "where it should be"
    #: No range, no value, or the two cannot be compared.
    NOT_SAID = "nobody has said"


#: (is it to be held, where it is) -> what that teaches.
LESSONS: dict[tuple[bool, Place], str] = {
    (False, Place.NOT_THERE): "An OKR: this is the work to do",
    (True, Place.NOT_THERE): "Out of its range: it calls for an OKR",
    (False, Place.THERE): "Reached: why still push it?",
    (True, Place.THERE): "A heartbeat: watch it, leave it be",
    (False, Place.NOT_SAID): "Where does it stand now?",
    (True, Place.NOT_SAID): "What is still fine, and where is it now?",
}


def quadrant_title(sorting: Sorting, card: Scorecard | None = None) -> str:
    """Return the finding: "h1 has left its range and calls for an OKR"."""
    cells = _cells(sorting, card)
    total = len(sorting.measures)
    if not total:
        return "There is no measure to sort here yet"
    out, done = cells[True, Place.NOT_THERE], cells[False, Place.THERE]
    if out:
        verb = "has left its range and calls" if len(out) == 1 else "have left their range and call"
        return f"{_names(out)} {verb} for an OKR"
    if done:
        return f"{_names(done)} {'is' if len(done) == 1 else 'are'} reached: why still push?"
    unknown = len(cells[False, Place.NOT_SAID]) + len(cells[True, Place.NOT_SAID])
    if unknown:
        if unknown == total:
            return "Nobody has said yet where the measures stand"
        return f"Nobody has said where {unknown} of {total} measures {'stands' if unknown == 1 else 'stand'}"
    return "What is held is in its range, and what is to change is still under way"


def quadrant_in_words(sorting: Sorting, card: Scorecard | None = None) -> str:
    """Return the text alternative: the title, then each field with its lesson and its measures."""
    said = [f"{quadrant_title(sorting, card)}."]
    for key, found in _cells(sorting, card).items():
        if found:
            lines = "; ".join(f"{plain(one.id)} {plain(one.seen.statement.text)}".strip() for one in found)
            said.append(f"{_axes(*key)}. {LESSONS[key].rstrip('?')}: {lines}.")
    return " ".join(said)


def quadrant_rows(sorting: Sorting, card: Scorecard | None = None) -> list[list[str]]:
    """Return the table behind the chart: a head, then a row for each measure, all as words."""
    rows = [["Id", "Words", "Change or hold", "Is it where it should be", "What it teaches", "Why"]]
    for (hold, place), found in _cells(sorting, card).items():
        for one in found:
            lesson = LESSONS[hold, place]
            words = plain(one.seen.statement.text)
            rows.append(
                [plain(one.id), words, "hold" if hold else "change", str(place), lesson, plain(one.reason)]
            )
    return rows


def quadrant_chart(sorting: Sorting, card: Scorecard | None = None, theme: Theme = "any") -> alt.LayerChart:
    """Return a chart of the measures of a set: to change or to hold, and whether each is where it should be.

    ``card`` adds the values of a team's check-ins; without it only what stands in the set is known, and
    nothing is guessed: such measures have a row of their own. What its author filed in the other list is
    named in the subtitle. At most eight measures a field are drawn, the rest are counted. The author's
    words reach the chart as data only. ``theme`` as in :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look, cells = LOOKS[theme], _cells(sorting, card)
    rows = [
        place for place in Place if place is not Place.NOT_SAID or cells[False, place] or cells[True, place]
    ]
    tops, height = [], 30
    for place in rows:
        tops.append(height)
        height += _HEAD + max(_tall(cells[hold, place]) for hold in (False, True)) + 12
    board = Board(look, _WIDTH, height)
    middle = _WORDS + _COLUMN + _GUTTER / 2
    board.rule((middle, 0), (middle, height), look.line)
    for hold, head in ((False, "To change"), (True, "To hold")):
        board.words((_x(hold=hold), 10), head, look.label)
    for place, top in zip(rows, tops, strict=True):
        board.rule((0, top - 4), (_WIDTH, top - 4), look.line)
        board.lines(
            (0, top + (12 if place is Place.NOT_SAID else 20)),
            str(place).capitalize(),
            _WORDS - 12,
            look.label,
            yours=False,
        )
        for hold in (False, True):
            _cell(board, cells[hold, place], hold=hold, place=place, top=top)
    misfiled = [one for one in sorting.measures if one.misfiled]
    subtitle = [f"Filed in the other list: {_names(misfiled)}."] if misfiled else []
    return board.chart(
        title=quadrant_title(sorting, card), subtitle=subtitle, words=quadrant_in_words(sorting, card)
    )


def _cell(board: Board, found: Sequence[Sorted], *, hold: bool, place: Place, top: float) -> None:
    look, x = board.look, _x(hold=hold)
    alarm = bool(found) and hold and place is Place.NOT_THERE
    colour = look.fix if alarm else look.ink if found else look.label
    board.words((x, top + 12), LESSONS[hold, place], colour, strong=bool(found))
    y = top + _HEAD + _ROW / 2 - 6
    kind = Kind.HEARTBEAT if hold else Kind.OUTCOME_KR
    for one in found[:MOST]:
        name, text = plain(one.id) or "?", plain(one.seen.statement.text)
        board.sign(
            (x + 9, y),
            SHAPES[kind],
            look.kinds[kind],
            size=190,
            filled=False,
            says=f"{name} {text} ({'to hold' if hold else 'to change'}, {place}). {one.reason}",
            id=name,
            hold=hold,
            place=str(place),
        )
        board.words((x + 26, y), name, look.label)
        board.lines((x + 58, y), text, _COLUMN - 64, look.ink)
        y += _ROW
    if len(found) > MOST:
        board.words((x + 26, y), f"and {len(found) - MOST} more", look.label)


def _x(*, hold: bool) -> float:
    return _WORDS + (_COLUMN + _GUTTER if hold else 0)


def _tall(found: Sequence[Sorted]) -> int:
    return max(1, min(len(found), MOST) + (len(found) > MOST)) * _ROW


def _axes(hold: bool, place: Place) -> str:
    return f"{'To hold' if hold else 'To change'}, {place}"


def _names(found: Sequence[Sorted]) -> str:
    names = [plain(one.id) or "?" for one in found]
    if len(names) > 4:
        return f"{len(names)} measures"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _cells(sorting: Sorting, card: Scorecard | None) -> dict[tuple[bool, Place], list[Sorted]]:
    """Sort the measures into the fields, in the order of :data:`LESSONS`."""
    scored: dict[str, Scored] = {}
    if card is not None:
        scored = {one.id: one for one in (*card.key_results, *card.heartbeats)}
    cells: dict[tuple[bool, Place], list[Sorted]] = {key: [] for key in LESSONS}
    for one in sorting.measures:
        hold = one.belongs is not Belongs.OKR
        cells[hold, _place(one, scored.get(one.id), hold=hold)].append(one)
    return cells


def _place(one: Sorted, scored: Scored | None, *, hold: bool) -> Place:
    """Return where a measure is: by its check-ins where there are some, else by what stands in the set."""
    if scored is not None and scored.progress is not None and scored.text == one.seen.statement.text:
        held = scored.plan.shape is Shape.HOLD
        if held is hold and scored.value is not None:
            return Place.THERE if scored.progress >= 1 else Place.NOT_THERE
    if hold:
        return _in_range(one.accepted, one.current)
    if one.move is not None:  # reached and steady
        return Place.THERE
    return _at_target(one)


def _in_range(accepted: Range | None, now: Amount | None) -> Place:
    if accepted is None or now is None:
        return Place.NOT_SAID
    if accepted.left_by(now):
        return Place.NOT_THERE
    ends = [end for end in (accepted.lowest, accepted.highest) if end is not None]
    # "Not left" is also said of what cannot be compared.
    comparable = ends and all(reached(now, end, up=True) is not None for end in ends)
    return Place.THERE if comparable else Place.NOT_SAID


def _at_target(one: Sorted) -> Place:
    quantity = one.seen.verdict.quantity
    target = amount_in(one.seen.column("target"), one.seen.column("unit"))
    target = target or (quantity.target if quantity is not None else None)
    up = quantity is not None and quantity.direction is Direction.UP
    down = quantity is not None and quantity.direction is Direction.DOWN
    if one.current is None or target is None or not (up or down):
        return Place.NOT_SAID
    there = reached(one.current, target, up=up)
    return Place.NOT_SAID if there is None else Place.THERE if there else Place.NOT_THERE
