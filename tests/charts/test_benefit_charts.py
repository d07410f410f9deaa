"""Lead and lag, benefit map and stop matrix: the numbers, the findings, the empty cases, hostile words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from okrcoach.charts import draw
from okrcoach.charts.benefit_map import (
    MOST_BENEFITS,
    benefit_map_chart,
    benefit_map_in_words,
    benefit_map_rows,
    benefit_map_title,
)
from okrcoach.charts.lead_lag import (
    lead_lag_chart,
    lead_lag_in_words,
    lead_lag_pairs,
    lead_lag_rows,
    lead_lag_title,
)
from okrcoach.charts.scales import moment
from okrcoach.charts.stop_matrix import (
    MOST,
    stop_matrix_chart,
    stop_matrix_in_words,
    stop_matrix_rows,
    stop_matrix_title,
)
from okrcoach.data import shipped
from okrcoach.exchange.benefits_file import read_benefits
from okrcoach.model import Benefit, CheckIn, Statement
from okrcoach.model.activity import Activity
from okrcoach.progress.benefit_map import Map, Node, Stop, benefit_map
from okrcoach.progress.benefits import Status, register_status, status
from okrcoach.progress.stop_list import Call, stop_list

REGISTER = read_benefits(Path(str(shipped("datasets"))) / "benefits-contact-centre.yaml")
HOSTILE = '<script>alert("1")</script>\x1b[31m =cmd() https://example.org'
APRIL, DECEMBER = date(2026, 4, 30), date(2026, 12, 31)


def data(chart: Any, layer: int) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    return list(spec["datasets"][spec["layer"][layer]["data"]["name"]])


def harmless(chart: Any, words: str) -> None:
    svg = draw(chart, words)
    root = Xml.fromstring(svg)
    assert root.get("aria-label") == words
    assert chart.to_dict()["description"] == words
    assert not [e for e in root.iter() if e.tag.endswith(("script", "}a", "image", "foreignObject"))]
    assert not [k for e in root.iter() for k in e.attrib if "href" in k or k.startswith("on")]
    assert "<script" not in svg
    assert "\x1b" not in svg
    assert "http" not in svg.replace("http://www.w3.org", "").replace("https://example.org", "")


def pair(at: date) -> tuple[Status, Status]:
    return lead_lag_pairs(register_status(REGISTER, at))[0]


# -- lead and lag


def test_the_pairs_are_those_the_register_names() -> None:
    pairs = lead_lag_pairs(register_status(REGISTER, APRIL))
    # B4 and B5 name ids of key results, which are no benefits of the register.
    assert [(a.benefit.statement.id, b.benefit.statement.id) for a, b in pairs] == [
        ("B2", "B1"),
        ("B2", "B3"),
    ]


def test_the_finding_is_where_both_stand() -> None:
    a, b = pair(APRIL)
    title = "Early sign B2: on the way. Benefit B1: too early to judge until 2026-05-30"
    assert lead_lag_title(a, b) == title
    assert lead_lag_chart(a, b, APRIL).to_dict()["title"]["text"] == title
    words = lead_lag_in_words(a, b, APRIL)
    assert words.startswith(title)
    assert "2026-04-10 2,350 (too early to count), too soon to say" in words


def test_the_shade_runs_from_delivery_to_the_end_of_the_lag_of_each() -> None:
    shades = data(lead_lag_chart(*pair(APRIL), APRIL), 0)
    # 1 March and 14 days; 1 March and 90 days.
    assert [(s["at"], s["to"]) for s in shades] == [
        (moment(date(2026, 3, 1)), moment(date(2026, 3, 15))),
        (moment(date(2026, 3, 1)), moment(date(2026, 5, 30))),
    ]
    assert shades[0]["y2"] < shades[1]["y"], "one panel below the other"


def test_dots_stand_where_their_figures_belong_and_hollow_before_the_lag_is_over() -> None:
    chart = lead_lag_chart(*pair(DECEMBER), DECEMBER)
    hollow, full = data(chart, 5), data(chart, 6)
    assert [dot["value"] for dot in hollow] == [2350.0]
    assert [dot["value"] for dot in full] == [41.0, 83.0, 85.0, 2010.0, 1480.0, 1530.0]
    rules = {rule["words"]: rule["y"] for rule in data(chart, 1)}
    benefit = [dot for dot in full if dot["panel"] == "Benefit"]
    # 2,010 lies (2400 - 2010) / (2400 - 1500) of the way from the baseline's line to the target's.
    start, goal = rules["baseline 2,400 calls"], rules["target 1,500 calls"]
    assert benefit[0]["y"] == pytest.approx(start + (goal - start) * 390 / 900, abs=0.02)
    assert benefit[1]["y"] > goal, "1,480 is past the target of 1,500"


def test_what_is_measured_later_than_the_day_looked_at_is_not_drawn() -> None:
    chart = lead_lag_chart(*pair(APRIL), APRIL)
    assert [dot["value"] for dot in data(chart, 5) + data(chart, 6)] == [2350.0, 41.0]
    assert lead_lag_rows(*pair(APRIL), APRIL)[1:] == [
        ["2026-04-10", "B2", "early sign", "41", "yes"],
        ["2026-04-10", "B1", "benefit", "2,350", "too early"],
    ]


def test_a_benefit_without_figures_or_dates_still_makes_a_picture() -> None:
    bare = status(Benefit(statement=Statement(text="Happier customers", id="X")), APRIL)
    chart = lead_lag_chart(bare, bare, APRIL)
    words = lead_lag_in_words(bare, bare, APRIL)
    harmless(chart, words)
    heads = [head["words"] for head in data(chart, -1)]
    assert heads.count("Nothing was measured up to 2026-04-30.") == 2
    assert "(no figures)" in words
    assert lead_lag_rows(bare, bare, APRIL) == [["Day", "Id", "Is", "Figure", "Counts"]]


def test_a_slip_in_a_year_or_a_lag_beyond_the_calendar_leaves_the_rest_readable() -> None:
    late = replace(REGISTER[0], due=date(9999, 12, 31), lag=10**9, delivered=date(2026, 3, 1))
    one = status(late, APRIL)
    chart = lead_lag_chart(one, one, APRIL)
    harmless(chart, lead_lag_in_words(one, one, APRIL))
    shade = data(chart, 0)[0]
    assert shade["to"] - shade["at"] < timedelta(days=800).total_seconds() * 1000


# -- benefit map


def test_each_join_is_one_line_from_the_side_of_a_box_to_the_next() -> None:
    found = benefit_map(REGISTER)
    chart = benefit_map_chart(found)
    boxes = {box["id"]: box for box in data(chart, 1)}
    assert set(boxes) == {node.id for node in found.nodes}
    paths: dict[str, list[dict[str, Any]]] = {}
    for point in data(chart, 0):
        paths.setdefault(point["path"], []).append(point)
    assert set(paths) == {f"{a} {b}" for a, b in found.edges}
    for (a, b), points in ((edge, paths[f"{edge[0]} {edge[1]}"]) for edge in found.edges):
        assert points[0]["x"] == boxes[a]["right"]
        assert points[-1]["x"] == boxes[b]["left"]
        assert boxes[b]["top"] < points[-1]["y"] < boxes[b]["floor"]


def test_no_box_lies_on_another_and_no_line_runs_through_words() -> None:
    chart = benefit_map_chart(benefit_map(REGISTER))
    boxes, points = data(chart, 1), data(chart, 0)
    for one in boxes:
        for other in boxes:
            if one is not other and one["left"] == other["left"]:
                assert one["floor"] < other["top"] or other["floor"] < one["top"]
        for before, after in pairwise(points):
            across = before["path"] == after["path"] and before["x"] == one["left"]
            if across and after["x"] == one["right"]:
                assert not one["top"] < before["y"] < one["floor"]


def test_the_title_counts_what_can_be_followed_all_the_way() -> None:
    found = benefit_map(REGISTER)
    # B1, B3, B4 and B5 have outputs and an objective; B2 and B9 serve none, B6 to B8 have neither.
    assert benefit_map_title(found) == "4 of 9 benefits can be followed from an output to an objective"
    assert benefit_map_chart(found).to_dict()["title"]["text"] == benefit_map_title(found)
    words = benefit_map_in_words(found)
    assert "Happier customers: nothing is joined to it." in words
    assert (
        "Experienced agents stay: output Shift swaps by phone; capability Agents plan their own weeks;"
        in words
    )


@pytest.mark.parametrize(
    ("edges", "title"),
    [
        ((("o", "b"), ("b", "z")), "The one benefit can be followed from an output to an objective"),
        ((("o", "b"),), "The one benefit cannot yet be followed from an output to an objective"),
        ((("o", "z"),), "The one benefit cannot yet be followed from an output to an objective"),
    ],
)
def test_the_title_for_one_benefit(edges: tuple[tuple[str, str], ...], title: str) -> None:
    nodes = (("o", Stop.OUTPUT), ("b", Stop.BENEFIT), ("z", Stop.OBJECTIVE))
    found = Map(nodes=tuple(Node(id=i, stop=stop, text=i) for i, stop in nodes), edges=edges)
    assert benefit_map_title(found) == title


def test_every_join_and_every_box_alone_is_a_row() -> None:
    found = benefit_map(REGISTER)
    rows = benefit_map_rows(found)
    assert len(rows) - 1 == len(found.edges) + 3
    assert ["Benefit", "Experienced agents stay", "Objective", "People like to work here"] in rows
    assert rows[-1] == ["Benefit", "Shorter calls", "", "nothing"]


def test_long_words_are_cut_in_the_box_and_whole_in_its_description() -> None:
    long = (
        "Every caller hears from the person who settled the matter, on the day on which it was settled " * 3
    )
    found = Map(nodes=(Node(id="b", stop=Stop.BENEFIT, text=long),), edges=())
    (box,) = data(benefit_map_chart(found), 1)
    assert box["words"].count("\n") == 3
    assert box["words"].endswith("…")
    assert long.strip() in box["says"]


def test_wide_letters_get_shorter_lines() -> None:
    found = Map(nodes=(Node(id="b", stop=Stop.BENEFIT, text="CALLERS ARE HELPED THE FIRST TIME"),), edges=())
    (box,) = data(benefit_map_chart(found), 1)
    assert max(map(len, box["words"].split("\n"))) <= 12


def test_of_a_great_register_the_first_are_drawn_and_it_is_said() -> None:
    many = [
        replace(REGISTER[2], statement=Statement(text=f"Benefit {n}", id=f"M{n}"), outcome=f"outcome {n}")
        for n in range(MOST_BENEFITS + 6)
    ]
    chart = benefit_map_chart(benefit_map(many))
    drawn = [box for box in data(chart, 1) if box["id"].startswith("benefit")]
    assert len(drawn) == MOST_BENEFITS
    subtitle = chart.to_dict()["title"]["subtitle"]
    assert f"The first {MOST_BENEFITS} of {MOST_BENEFITS + 6} benefits." in subtitle


# -- stop matrix

AUDIT = stop_list(
    [
        Activity(name="Status report", hours=6, people=8, value=0),  # 48 of 116 hours: stop
        Activity(name="Stand-up", hours=5, people=8, value=2),  # 40, more than a fifth: fix
        Activity(name="Case conference", hours=4, people=3, value=3),  # 12: keep
        Activity(name="Approvals", hours=8, people=2, cost=300),  # 16: ask
    ]
)


def test_hours_run_to_the_right_and_what_customers_value_is_up() -> None:
    marks = {mark["words"].split(":")[0]: mark for mark in data(stop_matrix_chart(AUDIT), 2)}
    assert {call: mark["hours"] for call, mark in marks.items()} == {
        "stop": 48.0, "fix": 40.0, "keep": 12.0, "ask": 16.0,
    }  # fmt: skip
    assert marks["ask"]["y"] < marks["keep"]["y"] < marks["fix"]["y"] < marks["stop"]["y"]
    left = marks["stop"]["from"]
    assert marks["keep"]["x"] - left == pytest.approx((marks["stop"]["x"] - left) * 12 / 48)
    ends = {head["words"]: head["x"] for head in data(stop_matrix_chart(AUDIT), 4)}
    assert (ends["0 hours"], ends["48 hours a month"]) == (left, marks["stop"]["x"])
    assert marks["ask"]["words"] == "ask: Approvals, 16 h and 300 in money"


def test_the_call_has_a_shape_and_a_word() -> None:
    spec = stop_matrix_chart(AUDIT).to_dict()
    shape = spec["layer"][2]["encoding"]["shape"]["scale"]
    assert set(shape["domain"]) == {str(call) for call in Call}
    assert len(set(shape["range"])) == 4


def test_the_finding_of_the_audit() -> None:
    title = "Stopping 1 of 4 activities frees 48 of 116 hours a month"
    assert stop_matrix_title(AUDIT) == title
    assert stop_matrix_chart(AUDIT).to_dict()["title"]["text"] == title
    assert stop_matrix_in_words(AUDIT) == (
        f"{title}. Stop: Status report (48 hours). Fix: Stand-up (40 hours)."
        " Keep: Case conference (12 hours). Ask: Approvals (16 hours)."
    )
    assert stop_matrix_rows(AUDIT)[1][:5] == ["Approvals", "Nobody has said", "16", "300", "ask"]
    kept = stop_list([Activity(name="Case conference", hours=4, value=3)])
    assert stop_matrix_title(kept) == "Nothing here is to be stopped; everything takes 4 hours a month"


def test_of_a_long_audit_the_heaviest_are_drawn_and_it_is_said() -> None:
    long = stop_list([Activity(name=f"A{n}", hours=n, value=n % 4) for n in range(MOST + 10)])
    chart = stop_matrix_chart(long)
    marks = data(chart, 2)
    assert min(mark["hours"] for mark in marks) == 10
    assert f"The {MOST} heaviest of {MOST + 10} activities." in chart.to_dict()["title"]["subtitle"]
    assert len({mark["y"] for mark in marks}) == MOST, "names must not lie on one another"
    assert len(stop_matrix_rows(long)) == MOST + 11


def test_activities_without_hours_do_not_divide_by_nothing() -> None:
    free = stop_list([Activity(name="Lunch", hours=0, value=3)])
    (mark,) = data(stop_matrix_chart(free), 2)
    assert mark["x"] == mark["from"]


# -- all of them


def test_nothing_yet_is_a_sentence_and_not_an_empty_frame() -> None:
    for chart, words in (
        (benefit_map_chart(Map(nodes=(), edges=())), benefit_map_in_words(Map(nodes=(), edges=()))),
        (stop_matrix_chart(stop_list([])), stop_matrix_in_words(stop_list([]))),
    ):
        assert "There is nothing to draw here yet." in draw(chart, words)
    assert stop_matrix_title(stop_list([])) == "No recurring activity is listed yet"
    assert benefit_map_title(Map(nodes=(), edges=())) == "There is no benefit to follow yet"


@pytest.mark.parametrize("theme", ["any", "page"])
def test_hostile_words_are_inert_and_nothing_reaches_for_a_network(theme: Any) -> None:
    worst = replace(
        REGISTER[0],
        statement=Statement(text=HOSTILE, id=HOSTILE),
        measure=HOSTILE,
        baseline=f"2,400 {HOSTILE}"[:30],
        capability=HOSTILE,
        outcome="x" * 500,
        enabled_by=(HOSTILE, "\ud800 half"),
        measurements=(CheckIn(day=date(2026, 4, 10), value=-1e300, note=HOSTILE),),
    )
    one = status(worst, APRIL)
    chart = lead_lag_chart(one, one, APRIL, theme)
    harmless(chart, lead_lag_in_words(one, one, APRIL))
    assert max(len(dot["figure"]) for dot in data(chart, 5)) < 20, "-1e300 has 301 digits"
    found = benefit_map([worst])
    harmless(benefit_map_chart(found, theme), benefit_map_in_words(found))
    audit = stop_list([Activity(name=HOSTILE, hours=3, value=0, required_by=HOSTILE)])
    harmless(stop_matrix_chart(audit, theme), stop_matrix_in_words(audit))
    cells = [*lead_lag_rows(one, one, APRIL), *benefit_map_rows(found), *stop_matrix_rows(audit)]
    assert not [cell for row in cells for cell in row if "\x1b" in cell or "\n" in cell]
