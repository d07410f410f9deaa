"""The board of the exercises: the shared one with a little style of its own."""

from __future__ import annotations

from okrcoach.widgets.board import Board
from okrcoach.widgets.style import static, styles


class Exercises(Board):
    """Draws an exercise desk."""

    _css = styles("board.css") + static("exercise.css")
