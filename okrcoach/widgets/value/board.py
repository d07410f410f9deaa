"""The boards of figures: flow, alignment, benefits, the stop list."""

from __future__ import annotations

from typing import Protocol

from okrcoach.judgement import House
from okrcoach.widgets.board import Board
from okrcoach.widgets.desk import Desk
from okrcoach.widgets.style import static, styles
from okrcoach.widgets.workspace_house import house_here


class NumbersBoard(Board):
    """A board with pictures, tables and sets side by side."""

    _css = styles("board.css") + static("numbers.css")


class _Judging(Protocol):
    """Makes a desk that judges words as a workspace does."""

    def __call__(self, house: House | None) -> Desk: ...


def shown(make: _Judging) -> NumbersBoard:
    """Return the board of a desk that follows the working folder's words and school.

    Where these cannot be used it says so, and everything is judged as shipped.
    """
    house, complaint = house_here()
    desk = make(house)
    if complaint:
        desk.trouble = ("Your words are safe.", complaint)
    return NumbersBoard(desk)
