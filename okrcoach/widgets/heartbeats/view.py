"""The boards about heartbeats: the shared one with a little style of its own."""

from __future__ import annotations

from okrcoach.widgets.board import Board
from okrcoach.widgets.style import static, styles


class HeartbeatBoard(Board):
    """Draws a heartbeat desk, or the questionnaire."""

    _css = styles("board.css") + static("heartbeat.css")
