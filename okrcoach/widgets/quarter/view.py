"""The boards for running a quarter: one look for the score, the check-in and the simulator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from okrcoach.widgets.board import Board
from okrcoach.widgets.desk import Event
from okrcoach.widgets.style import static, styles


class QuarterBoard(Board):
    """A board with the small drawings, tables and forms of a quarter."""

    _css = styles("board.css") + static("quarter.css")


def following(scores: Board) -> Callable[[str, date], None]:
    """Return what lets a score board show a quarter, by its key, on the day somebody has checked in."""

    def follow(key: str, day: date) -> None:
        scores.desk.act("follow", Event(value=key, item=day.isoformat()))
        scores.refresh()

    return follow
