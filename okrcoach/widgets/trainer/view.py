"""The boards of the trainer: the shared one with a little style of their own."""

from __future__ import annotations

from okrcoach.widgets.board import Board
from okrcoach.widgets.style import static, styles


class TrainerBoard(Board):
    """Draws a trainer's desk, with the exercise on trial as learners see it."""

    _css = styles("board.css") + static("exercise.css") + static("trainer.css")


class ClassBoard(Board):
    """Draws what a class gets wrong."""

    _css = styles("board.css") + static("class.css")
