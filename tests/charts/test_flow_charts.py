"""The pictures of flow hold the numbers that were worked out by hand, say their finding, carry no harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import numpy as np
import pytest

from okrcoach.charts import draw
from okrcoach.charts.cumulative_flow import (
    cumulative_chart,
    cumulative_in_words,
    cumulative_rows,
    cumulative_title,
)
from okrcoach.charts.flow_panels import (
    efficiency_chart,
    efficiency_rows,
    efficiency_title,
    five_panels,
    load_title,
    velocity_chart,
    velocity_in_words,
    velocity_rows,
    velocity_title,
)
from okrcoach.charts.flow_time import MOST_DOTS, time_chart, time_rows, time_title
from okrcoach.charts.flow_types import OTHERS, distribution_chart, distribution_rows, distribution_title
from okrcoach.charts.periods import MOST
from okrcoach.data import shipped
from okrcoach.exchange.work_items import read_work_items
from okrcoach.model.work_items import Items
from okrcoach.progress.flow import Every, FlowPeriod, flow_periods
from okrcoach.progress.flow_cumulative import cumulative_flow

REAL = Path(str(shipped("datasets"))) / "work_items.csv"
HOSTILE = "<script>alert(1)</script>\x1b[31m =cmd() https://example.org"


def data(chart: Any, layer: int) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    return list(spec["datasets"][spec["layer"][layer]["data"]["name"]])


def items(days: list[tuple[str, str, float]], types: tuple[str, ...] = ("feature", "defect")) -> Items:
    """Items from (started, done, days waited); the types take turns."""
    size = len(days)
    return Items(
        ids=np.array([f"W-{n}" for n in range(size)], dtype=object),
        type_of=np.arange(size, dtype=np.intp) % len(types),
        types=types,
        started=np.array([start for start, _, _ in days], dtype="datetime64[s]"),
        done=np.array([done or "NaT" for _, done, _ in days], dtype="datetime64[s]"),
        dropped=np.full(size, "NaT", dtype="datetime64[s]"),
        waiting=np.array([waited for _, _, waited in days], dtype=np.float64),
    )


#: Two weeks from Monday 1 June 2026. Times 1, 3 and 10 days; 10.5 is under way at the end of both.
SMALL = [
    ("2026-06-01", "2026-06-02", 0.5),
    ("2026-06-01", "2026-06-04", 0.5),
    ("2026-06-02", "2026-06-12", 5.0),
    ("2026-06-03", "2026-06-15", np.nan),
]
LAST = date(2026, 6, 14)


def small() -> tuple[Items, tuple[FlowPeriod, ...]]:
    found = items(SMALL)
    return found, flow_periods(found, Every.WEEK, LAST)


def test_velocity_holds_what_was_finished() -> None:
    _, periods = small()
    bars = data(velocity_chart(periods), 0)
    assert [bar["amount"] for bar in bars] == [2, 1]
    assert bars[0]["says"] == "2026-06-01 to 2026-06-07: 2"
    assert bars[0]["to"] - bars[0]["at"] == 7 * 86_400_000
    assert velocity_title(periods) == "1.5 items are finished in a usual week"
    assert velocity_rows(periods) == [
        ["From", "To", "Finished", "feature", "defect"],
        ["2026-06-01", "2026-06-07", "2", "1", "1"],
        ["2026-06-08", "2026-06-14", "1", "1", "0"],
    ]


def test_time_holds_one_dot_for_each_item_finished_and_the_nearest_ranks() -> None:
    found, periods = small()
    days = (periods[0].first, periods[-1].last)
    chart = time_chart(found, days)
    assert [dot["amount"] for dot in data(chart, 0)] == [1.0, 3.0, 10.0]
    # Nearest ranks of 1, 3, 10: the 2nd of 3 for 50 of 100, the 3rd for 85 of 100.
    assert [data(chart, n)[0]["words"] for n in (2, 4)] == ["3.0 days: 50 of 100", "10.0 days: 85 of 100"]
    assert time_title(found, days) == "Half of the items took 3.0 days or less, 85 of 100 at most 10.0 days"
    assert time_rows(found, days)[1] == ["W-2", "feature", "2026-06-12", "10.0"]


def test_efficiency_is_the_share_not_spent_waiting_and_breaks_where_nobody_counted() -> None:
    _, periods = small()
    # Week 1: (1 + 3 - 1) of 4 days; week 2: 5 of 10.
    assert [mark["amount"] for mark in data(efficiency_chart(periods), 1)] == pytest.approx([0.75, 0.5])
    gap = [periods[0], replace(periods[1], efficiency=None, efficiency_count=0)]
    assert [mark["amount"] for mark in data(efficiency_chart(gap), 0)] == [0.75, None]
    assert len(data(efficiency_chart(gap), 1)) == 1
    assert efficiency_rows(gap)[2] == ["2026-06-08", "2026-06-14", "not known", "0"]
    assert efficiency_title(gap) == "75% of the time was work, the rest waiting"
    assert efficiency_title([gap[1]]).startswith("Nobody has counted the waiting")


def test_load_and_its_singular() -> None:
    _, periods = small()
    assert [p.load for p in periods] == [2, 1]
    assert load_title(periods) == "1 item is in progress; a usual week ends with 1.5"
    assert load_title(periods[:1]) == "2 items are in progress at the end of the one week there is"


def test_distribution_tells_types_apart_by_strip_and_name() -> None:
    _, periods = small()
    chart = distribution_chart(periods)
    heads, bars = data(chart, 0), data(chart, 1)
    assert [(head["name"], head["share"]) for head in heads] == [
        ("feature", "67% of all"),
        ("defect", "33% of all"),
    ]
    assert [(bar["type"], bar["share"], bar["y"]) for bar in bars] == [
        ("feature", 0.5, 1), ("feature", 1.0, 1), ("defect", 0.5, 2), ("defect", 0.0, 2),
    ]  # fmt: skip
    full, half = bars[1], bars[0]
    assert full["y"] - full["y2"] == pytest.approx(2 * (half["y"] - half["y2"]))
    assert distribution_title(periods) == "“feature” is 67% of what was finished, then “defect” with 33%"


def test_many_types_share_the_last_strip_and_the_table_has_them_all() -> None:
    many = items([("2026-06-01", "2026-06-02", 0.0)] * 9, tuple(f"type {n}" for n in range(9)))
    periods = flow_periods(many, Every.WEEK, LAST)
    heads = data(distribution_chart(periods), 0)
    assert len(heads) == 6
    assert (heads[-1]["name"], heads[-1]["share"]) == (OTHERS, "44% of all")
    assert len(distribution_rows(periods)[0]) == 3 + 9


def test_a_trend_is_only_said_when_there_is_one() -> None:
    _, (one, _) = small()
    rising = [replace(one, finished=n) for n in range(10, 22)]
    assert velocity_title(rising) == "15.5 items are finished in a usual week; it goes up"
    flat = [replace(one, finished=10 + n % 2) for n in range(12)]
    assert velocity_title(flat).endswith("; no clear trend")


def test_a_million_dots_become_a_fixed_sample_and_the_subtitle_says_so() -> None:
    size = 3 * MOST_DOTS + 1
    found = items([("2026-06-01", "2026-06-01", 0.0)] * size)
    rng = np.random.default_rng(7)
    done = found.started + rng.integers(0, 12 * 86_400, size).astype("timedelta64[s]")
    found = replace(found, done=done)
    days = (date(2026, 6, 1), LAST)
    chart = time_chart(found, days)
    dots = data(chart, 0)
    assert len(dots) == -(-size // 4) <= MOST_DOTS
    assert dots == data(time_chart(found, days), 0)
    assert f"one dot for every 4 items; the lines are those of all {size:,}" in str(chart.to_dict()["title"])
    took = np.sort((done - found.started).astype(np.int64))
    half = took[-(-50 * size // 100) - 1] / 86_400
    assert data(chart, 2)[0]["amount"] == pytest.approx(half)


def test_one_very_long_item_does_not_press_the_others_to_the_floor() -> None:
    found = items([*SMALL[:2] * 5, ("2026-01-01", "2026-06-05", 0.0)])
    subtitle = time_chart(found, (date(2026, 6, 1), LAST)).to_dict()["title"]["subtitle"]
    assert any("root scale" in line for line in subtitle)
    even = time_chart(items(SMALL), (date(2026, 6, 1), LAST)).to_dict()["title"]["subtitle"]
    assert not any("root scale" in line for line in even)


def test_only_the_last_periods_are_drawn_and_it_is_said() -> None:
    _, (one, _) = small()
    many = [replace(one, finished=n) for n in range(MOST + 5)]
    chart = velocity_chart(many)
    assert [bar["amount"] for bar in data(chart, 0)][:1] == [5]
    assert f"The last {MOST} of {MOST + 5} weeks." in chart.to_dict()["title"]["subtitle"]
    assert f"The last {MOST} of {MOST + 5} weeks." in velocity_in_words(many)


def test_the_five_of_the_real_items() -> None:
    found = read_work_items(REAL)
    periods = flow_periods(found, Every.MONTH)
    panels = five_panels(found, periods)
    for panel in panels:
        spec = panel.chart.to_dict()
        assert spec["title"]["text"] == panel.title
        assert spec["description"] == panel.words
        assert panel.words.startswith(panel.title)
    velocity, time, efficiency, load, distribution = panels
    assert [row[2] for row in velocity.rows[1:]] == [str(p.finished) for p in periods]
    assert len(time.rows) - 1 == sum(p.finished for p in periods) == len(data(time.chart, 0))
    assert efficiency.rows[-1][2] == "55%"  # May 2026: 0.546
    assert load.rows[-1][2] == "24"
    assert distribution.rows[-1][3:] == ["53%", "28%", "9%", "10%"]  # 65, 35, 11 and 12 of 123


def test_nothing_finished_is_a_sentence_and_not_an_empty_frame() -> None:
    for panel in five_panels(items([]), ()):
        assert "There is nothing to draw here yet." in draw(panel.chart, panel.words)
        assert len(panel.rows) == 1
    begun = items([("2026-06-01", "", np.nan)])
    titles = [panel.title for panel in five_panels(begun, flow_periods(begun, Every.WEEK, LAST))]
    assert titles == [
        "No items are finished in a usual week",
        "No item with a known start is finished yet",
        "Nobody has counted the waiting, so efficiency cannot be drawn",
        "1 item is in progress; a usual week ends with 1",
        "Nothing is finished yet",
    ]


def test_the_cumulative_bands_lie_on_one_another_up_to_all_that_came() -> None:
    flow = cumulative_flow(items(SMALL), date(2026, 6, 1), LAST)
    chart = cumulative_chart(flow)
    done, progress = data(chart, 0), data(chart, 2)
    assert [point["amount"] for point in done] == [0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3]
    assert [point["floor"] for point in progress] == [point["amount"] for point in done]
    assert [point["amount"] for point in progress] == list(flow.came) == [2, 3] + [4] * 12
    assert cumulative_title(flow) == "1 item is in progress at the end, 2 on 2026-06-01"
    assert cumulative_rows(flow)[-1] == ["2026-06-14", "4", "1", "3", "0"]


def test_the_cumulative_diagram_names_the_state_where_the_real_items_wait() -> None:
    flow = cumulative_flow(read_work_items(REAL), date(2025, 11, 1), date(2026, 2, 28))
    title = cumulative_title(flow)
    assert title == "36 items are in progress at the end, 15 on 2025-11-01; most in “Ready for test”: 24"
    names = data(cumulative_chart(flow), -1)
    assert names[0]["words"].startswith("done")
    assert "Ready for test (waiting)  24" in [name["words"] for name in names]
    gaps = np.diff([name["edge"] for name in names])
    assert (gaps > 0.04 * max(flow.came)).all(), "names must not lie on one another"
    assert cumulative_in_words(flow).startswith(title)


@pytest.mark.parametrize("theme", ["any", "page"])
def test_hostile_names_are_inert_and_nothing_reaches_for_a_network(theme: Any) -> None:
    found = items(SMALL, (HOSTILE, "b" * 400))
    found = replace(found, ids=np.array([HOSTILE, *found.ids[1:]], dtype=object))
    panels = five_panels(found, flow_periods(found, Every.WEEK, LAST), theme)
    flow = cumulative_flow(found)
    drawn = [(panel.chart, panel.words) for panel in panels]
    drawn.append((cumulative_chart(flow, theme), cumulative_in_words(flow)))
    for chart, words in drawn:
        svg = draw(chart, words)
        root = Xml.fromstring(svg)
        assert root.get("aria-label") == words
        assert not [e for e in root.iter() if e.tag.endswith(("script", "}a", "image", "foreignObject"))]
        assert not [k for e in root.iter() for k in e.attrib if "href" in k or k.startswith("on")]
        assert "<script" not in svg
        assert "\x1b" not in svg
        assert "http" not in svg.replace("http://www.w3.org", "").replace("https://example.org", "")
