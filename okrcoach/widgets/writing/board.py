"""The writing path as a board."""

from __future__ import annotations

from okrcoach.widgets.board import Board
from okrcoach.widgets.style import static, styles


class WritingBoard(Board):
    """Shows a :class:`okrcoach.widgets.writing.desk.WritingDesk`."""

    _css = styles("board.css") + static("writing.css")
