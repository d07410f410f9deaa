"""A team's cycle week by week: a row for each key result, a stronger bar where more is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from okrcoach.charts.board import BAR, DISC, DOWN, TICK, Board, day_said, share_said
from okrcoach.charts.look import LOOKS, Look, Theme, plain
from okrcoach.progress.scorecard import Scorecard, Scored
from okrcoach.progress.standing import Standing, standing

#: Layout in pixels: the words, then a cell for each week.
_WORDS, _CELL, _ROW, _HEAD = 196, 46, 42, 26
#: Weeks and rows beyond which the picture is cut, and says so.
MOST_WEEKS, MOST = 14, 40
#: Size of the bar of a cell.
_BAR = 1700
#: Behind by this share of the way or more is the strongest shade.
_STRONGEST = 0.4
_ALARMS = (Standing.OFF_PACE, Standing.NOT_HELD)


def heat_map_title(cards: Sequence[Scorecard]) -> str:
    """Return the finding about the last week: "1.3 is off pace, for three weeks now"."""
    if not cards:
        return "There is no week to show yet"
    rows = _rows(cards[-1])
    if not rows:
        return "There is no key result to show yet"
    alarmed = [one for one in rows if standing(one) in _ALARMS]
    if len(alarmed) == 1:
        weeks = _weeks_so(cards, alarmed[0].id, standing(alarmed[0]))
        since = f", for {weeks} weeks now" if weeks > 1 else ""
        return f"{plain(alarmed[0].id) or '?'} is {standing(alarmed[0])}{since}"
    if alarmed:
        return f"{len(alarmed)} of {len(rows)} key results are off pace or not held"
    if all(standing(one) is Standing.NOT_SCORED for one in rows):
        return "Nothing could be scored yet"
    return "No key result is off pace"


def heat_map_in_words(cards: Sequence[Scorecard]) -> str:
    """Return the text alternative: the title, then how each key result stood in the last week."""
    said = [f"{heat_map_title(cards)}."]
    if cards:
        said += [f"{plain(one.id)} {plain(one.text)}: {_state(one)}." for one in _rows(cards[-1])]
    return " ".join(said)


def heat_map_rows(cards: Sequence[Scorecard]) -> list[list[str]]:
    """Return the table behind the chart: a head with the days, then a row for each key result."""
    table = [["Key result", "Words", *(card.at.isoformat() for card in cards)]]
    if cards:
        columns = [{one.id: one for one in _rows(card)} for card in cards]
        for one in _rows(cards[-1]):
            states = [_state(column[one.id]) if one.id in column else "" for column in columns]
            table.append([plain(one.id), plain(one.text), *states])
    return table


def heat_map_chart(cards: Sequence[Scorecard], theme: Theme = "any") -> alt.LayerChart:
    """Return a chart of scorecards of one cycle, oldest first, such as ``score_weeks`` gives.

    Each cell has the progress in words; the bar below it is the stronger the more of the expected way is
    missing; a triangle says off pace or not held, in the alarm colour only in the last week. At most 14 weeks
    and 40 key results are drawn, and the subtitle says so. ``theme`` as in
    :func:`okrcoach.charts.kinds.kinds_chart`.
    """
    look = LOOKS[theme]
    shown = list(cards[-MOST_WEEKS:])
    rows = _rows(cards[-1])[:MOST] if cards else []
    subtitle = _subtitle(cards, shown, rows)
    board = Board(look, _WORDS + max(8, len(shown)) * _CELL, _HEAD + max(1, len(rows)) * _ROW)
    if not rows:
        board.words((0, _HEAD), "Week by week, each key result will have its row here.", look.label)
    for column, card in enumerate(shown if rows else []):
        x = _WORDS + column * _CELL + _CELL / 2
        last = column == len(shown) - 1
        colour = look.ink if last else look.label
        board.words((x, 10), day_said(card.at), colour, align="center", size=12, strong=last)
        by_id = {one.id: one for one in _rows(card)}
        for row, one in enumerate(rows):
            if one.id in by_id:
                _cell(board, by_id[one.id], card, (x, _HEAD + row * _ROW + _ROW / 2), last=last)
    for row, one in enumerate(rows):
        y = _HEAD + row * _ROW + _ROW / 2 - 2
        board.words((0, y), plain(one.id), look.label)
        board.lines((34, y), one.text, _WORDS - 44, look.ink)
    return board.chart(title=heat_map_title(cards), subtitle=subtitle, words=heat_map_in_words(cards))


def _subtitle(cards: Sequence[Scorecard], shown: Sequence[Scorecard], rows: Sequence[Scored]) -> list[str]:
    if not rows:
        return []
    said = ["Share of the way; the bar is stronger where more of what is expected is missing."]
    cut = []
    if len(shown) < len(cards):
        cut.append(f"the last {len(shown)} of {len(cards)} weeks")
    if len(rows) < len(_rows(cards[-1])):
        cut.append(f"the first {len(rows)} of {len(_rows(cards[-1]))} key results")
    return [*said, f"Drawn: {' and '.join(cut)}."] if cut else said


def _cell(board: Board, one: Scored, card: Scorecard, at: tuple[float, float], *, last: bool) -> None:
    look, word, (x, y) = board.look, standing(one), at
    missing = _missing(one)
    says = f"{plain(one.id)} on {day_said(card.at)}: {_state(one)}"
    data: dict[str, Any] = {"id": plain(one.id), "day": card.at.isoformat()}
    data |= {"progress": one.progress, "expected": one.expected}
    colour = look.ink if last else look.label
    if word is Standing.HELD:
        board.sign((x, y - 5), TICK, colour, size=80, filled=False, says=says, **data)
    elif word is Standing.TOO_EARLY:
        board.sign((x, y - 5), DISC, look.label, size=90, filled=False, dash=(3, 3), says=says, **data)
    elif word is Standing.NOT_SCORED or one.progress is None:
        board.words((x, y - 5), "\u2013", look.label, align="center")
    elif word is Standing.NOT_HELD:
        board.sign((x, y - 5), DOWN, _alarm(look, last=last), size=80, says=says, **data)
    else:
        text = _share(one.progress)
        off = word is Standing.OFF_PACE
        board.words((x + (5 if off else 0), y - 5), text, colour, align="center", strong=last, **data)
        if off:
            board.sign((x - 3.6 * len(text) - 5, y - 5), DOWN, _alarm(look, last=last), size=46)
        # Without an expectation nothing can be missing: only a trace of a bar.
        shade = 0.03 if one.expected is None else round(0.08 + 0.82 * missing, 3)
        board.sign((x, y + 9), BAR, look.ink, size=_BAR, opacity=shade, says=says, missing=missing, **data)


def _alarm(look: Look, *, last: bool) -> str:
    return look.fix if last else look.label


def _missing(one: Scored) -> float:
    """How strong: 0 where nothing that is expected is missing, 1 where 0.4 of the way or more is."""
    if one.progress is None or one.expected is None:
        return 0.0
    return min(1.0, max(0.0, one.expected - one.progress) / _STRONGEST)


def _share(progress: float) -> str:
    """Return a share that fits a cell; the true one is in the tooltip and the table."""
    if progress > 9.99:
        return ">999%"
    return share_said(progress) if progress > -1 else "<-99%"


def _state(one: Scored) -> str:
    word = standing(one)
    if one.progress is None or word in (Standing.NOT_SCORED, Standing.HELD, Standing.NOT_HELD):
        return str(word)
    due = f" of the way, {share_said(one.expected)} expected" if one.expected is not None else " of the way"
    said = f"{share_said(one.progress)}{due}"
    return said if word is Standing.NO_PACE else f"{said}, {word}"


def _weeks_so(cards: Sequence[Scorecard], name: str, word: Standing) -> int:
    weeks = 0
    for card in reversed(cards):
        found = next((one for one in _rows(card) if one.id == name), None)
        if found is None or standing(found) is not word:
            break
        weeks += 1
    return weeks


def _rows(card: Scorecard) -> tuple[Scored, ...]:
    return card.key_results
