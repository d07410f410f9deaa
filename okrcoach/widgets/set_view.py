"""The set browser as ipywidgets: a choice, a chart, a report."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as w

from okrcoach.widgets.sets import SetPresenter
from okrcoach.widgets.style import styles


class SetBrowser(w.VBox):  # type: ignore[misc]
    """Choose a sample set and read its critique; everything shown is the presenter's ``state``."""

    def __init__(self, presenter: SetPresenter) -> None:
        self.presenter = presenter
        self.choice = w.Dropdown(
            options=[(option["words"], option["value"]) for option in presenter.state["options"]],
            value=presenter.state["chosen"] or None,
            description="Sample set",
            layout=w.Layout(width="min(100%, 480px)"),
        )
        self.chart = w.HTML()
        self.report = w.HTML()
        self.choice.observe(self._chosen, names=["value"])
        style = w.HTML(f"<style>{styles('sets.css')}</style>", layout=w.Layout(display="none"))
        super().__init__([style, self.choice, self.chart, self.report])
        self._draw()

    def _chosen(self, change: dict[str, Any]) -> None:
        self.presenter.choose(change["new"])
        self._draw()

    def _draw(self) -> None:
        state = self.presenter.state
        trouble = (
            f'<p class="okr-trouble" role="status">{escape(state["trouble"])}</p>' if state["trouble"] else ""
        )
        self.chart.value = f'<div class="okr okr-sets">{trouble}{state["chart"]}</div>'
        self.report.value = state["html"]
