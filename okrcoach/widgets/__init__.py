"""Widgets for notebooks: presenters hold state and actions, views only draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrcoach.widgets.live import LiveBox
    from okrcoach.widgets.plain import PlainBox
    from okrcoach.widgets.set_view import SetBrowser

__all__ = ["live_box", "set_browser"]


def live_box() -> LiveBox | PlainBox:
    """Return a box to type one line into and see, key by key, what it is and what would help it.

    Where anywidget is not installed it is made of plain ipywidgets, with the same advice.
    """
    from okrcoach.widgets.presenter import LivePresenter

    try:
        from okrcoach.widgets.live import LiveBox
    except ModuleNotFoundError as missing:
        if missing.name != "anywidget":
            raise
        from okrcoach.widgets.plain import PlainBox

        return PlainBox(LivePresenter())
    return LiveBox(LivePresenter())


def set_browser() -> SetBrowser:
    """Return a choice of the sample sets with a chart and the full critique of the chosen one."""
    from okrcoach.widgets.set_view import SetBrowser
    from okrcoach.widgets.sets import SetPresenter

    return SetBrowser(SetPresenter())
