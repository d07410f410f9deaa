"""The client desk as a widget."""

from __future__ import annotations

from okrcoach.widgets.board import Board
from okrcoach.widgets.style import static, styles


class ClientBoard(Board):
    """A board with the styles of the client desk."""

    _css = styles("board.css") + static("client.css")
