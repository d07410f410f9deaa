"""Typed results in, ``alt.Chart`` out: nothing is judged and nothing is displayed here."""

from okrcoach.charts.balance import lens_chart, set_pictures, timing_chart
from okrcoach.charts.drawing import draw
from okrcoach.charts.kinds import kinds_chart, kinds_in_words, kinds_title

__all__ = [
    "draw", "kinds_chart", "kinds_in_words", "kinds_title", "lens_chart", "set_pictures", "timing_chart",
]  # fmt: skip
