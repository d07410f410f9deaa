"""The picture of two lists: every conflict one line, told by shape and words, and nothing hostile in it."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from okrcoach.charts import draw
from okrcoach.charts.conflicts import conflicts_chart, conflicts_in_words, conflicts_title
from okrcoach.exchange import parse_okrs
from okrcoach.judgement import review
from okrcoach.judgement.heartbeats import Sorting, sort_measures
from okrcoach.model import Kind

PLAIN = """
Objective: Readers love our letters
KR1: Raise newsletters sent per subscriber from 2 to 5
KR2: Raise activation rate from 30% to 45%
Heartbeat: Unsubscribe rate below 0.5%
Heartbeat: Kitchen noise under 60 dB
"""
HOSTILE = PLAIN + "Heartbeat: <script>alert(1)</script> \x1b[31m =cmd() \u202e stays under 3\n"


def sorting(text: str = PLAIN) -> Sorting:
    return sort_measures(review(parse_okrs(text)))


def data(chart: Any, layer: int) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    return list(spec["datasets"][spec["layer"][layer]["data"]["name"]])


def test_every_conflict_is_one_line_between_the_lists() -> None:
    found = sorting()
    assert [(c.pushed, c.guarded) for c in found.conflicts] == [("1.1", "h1")]
    chart = conflicts_chart(found)
    (line,) = data(chart, 0)
    marks = {mark["words"].split()[0]: mark for mark in data(chart, 2)}
    assert set(marks) == {"1.1", "1.2", "h1", "h2"}
    assert (line["y"], line["y2"]) == (marks["1.1"]["y"], marks["h1"]["y"])
    assert marks["1.1"]["x"] < line["x"] < line["x2"] < marks["h1"]["x"]


def test_shape_and_side_tell_the_lists_apart_without_colour() -> None:
    marks = data(conflicts_chart(sorting()), 2)
    assert {(m["side"], m["kind"]) for m in marks} == {
        ("left", str(Kind.OUTCOME_KR)),
        ("right", str(Kind.HEARTBEAT)),
    }


def test_what_cannot_both_come_true_is_dashed_and_said() -> None:
    text = PLAIN + "Heartbeat: Newsletters sent per subscriber below 4\n"
    found = sorting(text)
    assert [c.excluded for c in found.conflicts].count(True) == 1
    spec = conflicts_chart(found).to_dict()
    assert "both cannot come true" in spec["title"]["subtitle"][0]
    assert conflicts_chart(sorting()).to_dict()["title"]["subtitle"] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Objective: Readers love our letters", "Nothing found that pulls against each other"),
        (PLAIN, "One pair pulls against each other"),
        (PLAIN + "Heartbeat: Newsletters sent per subscriber below 4\n", "Two pairs pull against each other"),
    ],
)
def test_the_title_is_the_finding(text: str, title: str) -> None:
    found = sorting(text)
    assert conflicts_title(found) == title
    assert conflicts_chart(found).to_dict()["title"]["text"] == title


def test_the_text_alternative_tells_each_pair() -> None:
    words = conflicts_in_words(sorting())
    assert words.startswith("One pair pulls against each other. 1.1 against h1: ")
    assert words.endswith(".")


def test_long_lines_are_shortened_in_the_drawing_and_whole_in_the_tooltip() -> None:
    long = "Deliverability of the many letters that we send to our readers in the north stays above 95%"
    marks = data(conflicts_chart(sorting(f"{PLAIN}Heartbeat: {long}\n")), 2)
    mark = next(m for m in marks if m["words"].startswith("h3"))
    assert len(mark["words"]) <= 42
    assert mark["words"].endswith("…")
    assert long in mark["says"]


def test_long_lists_show_only_what_is_in_a_conflict() -> None:
    many = PLAIN + "".join(f"Heartbeat: Noise in kitchen {n} under 60 dB\n" for n in range(20))
    chart = conflicts_chart(sorting(many))
    assert {m["words"].split()[0] for m in data(chart, 2)} == {"1.1", "h1"}
    assert "Only the lines in a conflict are drawn." in chart.to_dict()["title"]["subtitle"]


@pytest.mark.parametrize("text", ["Objective: Readers love our letters", PLAIN, HOSTILE])
def test_it_draws_as_an_svg_without_a_network(text: str) -> None:
    found = sorting(text)
    svg = draw(conflicts_chart(found, "page"), conflicts_in_words(found))
    root = Xml.fromstring(svg)
    assert root.get("aria-label") == conflicts_in_words(found)
    assert "<script" not in svg
    assert "\x1b" not in svg
    assert "http" not in svg.replace("http://www.w3.org", "")
