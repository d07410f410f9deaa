"""Typed results in, ``alt.Chart`` out: nothing is judged and nothing is displayed here."""

from okrcoach.charts.balance import lens_chart, set_pictures, timing_chart
from okrcoach.charts.benefit_map import benefit_map_chart, benefit_map_in_words, benefit_map_rows
from okrcoach.charts.confidence import confidence_chart, confidence_in_words, confidence_rows
from okrcoach.charts.cumulative_flow import cumulative_chart, cumulative_in_words, cumulative_rows
from okrcoach.charts.drawing import draw
from okrcoach.charts.flow_panels import (
    Panel,
    efficiency_chart,
    efficiency_in_words,
    efficiency_rows,
    five_panels,
    load_chart,
    load_in_words,
    load_rows,
    velocity_chart,
    velocity_in_words,
    velocity_rows,
)
from okrcoach.charts.flow_time import time_chart, time_in_words, time_rows
from okrcoach.charts.flow_types import distribution_chart, distribution_in_words, distribution_rows
from okrcoach.charts.four_square import four_square_chart, four_square_in_words, four_square_rows
from okrcoach.charts.heat_map import heat_map_chart, heat_map_in_words, heat_map_rows
from okrcoach.charts.kinds import kinds_chart, kinds_in_words, kinds_title
from okrcoach.charts.lead_lag import lead_lag_chart, lead_lag_in_words, lead_lag_pairs, lead_lag_rows
from okrcoach.charts.pace import pace_chart
from okrcoach.charts.pace_said import pace_in_words, pace_rows
from okrcoach.charts.quadrant import quadrant_chart, quadrant_in_words, quadrant_rows
from okrcoach.charts.stop_matrix import stop_matrix_chart, stop_matrix_in_words, stop_matrix_rows

__all__ = [
    "Panel", "benefit_map_chart", "benefit_map_in_words", "benefit_map_rows", "confidence_chart",
    "confidence_in_words", "confidence_rows", "cumulative_chart", "cumulative_in_words",
    "cumulative_rows", "distribution_chart", "distribution_in_words", "distribution_rows", "draw",
    "efficiency_chart", "efficiency_in_words", "efficiency_rows", "five_panels", "four_square_chart",
    "four_square_in_words", "four_square_rows", "heat_map_chart", "heat_map_in_words", "heat_map_rows",
    "kinds_chart", "kinds_in_words", "kinds_title", "lead_lag_chart", "lead_lag_in_words",
    "lead_lag_pairs", "lead_lag_rows", "lens_chart", "load_chart", "load_in_words", "load_rows",
    "pace_chart", "pace_in_words", "pace_rows", "quadrant_chart", "quadrant_in_words", "quadrant_rows",
    "set_pictures", "stop_matrix_chart", "stop_matrix_in_words", "stop_matrix_rows", "time_chart",
    "time_in_words", "time_rows", "timing_chart", "velocity_chart", "velocity_in_words", "velocity_rows",
]  # fmt: skip
