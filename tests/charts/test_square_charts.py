"""The four squares and the quadrant: every line in its field, and nothing hostile gets out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

import altair as alt
import pytest

from okrcoach.charts import draw
from okrcoach.charts.four_square import (
    four_square_chart,
    four_square_in_words,
    four_square_rows,
    four_square_title,
)
from okrcoach.charts.quadrant import (
    LESSONS,
    Place,
    quadrant_chart,
    quadrant_in_words,
    quadrant_rows,
    quadrant_title,
)
from okrcoach.exchange import parse_okrs
from okrcoach.judgement import review
from okrcoach.judgement.heartbeats import Sorting, sort_measures
from okrcoach.judgement.plans import plans_of
from okrcoach.model import CheckIn, Cycle, LoggedCheckIn, OKRSet
from okrcoach.progress.four_square import FourSquare, Health, HealthMetric, Priority, Sureness
from okrcoach.progress.scorecard import Scorecard, score

DAY = date(2027, 2, 8)
HOSTILE = '</text><script>alert(1)</script> \x1b[31m =cmd() \ud800 "x" http://evil.example'
EMPTY = FourSquare(title="", cycle=Cycle(), at=DAY, this_week=(), coming=(), confidence=(), health=())
PAGE = FourSquare(
    title="Elm Road Clinic",
    cycle=Cycle(),
    at=DAY,
    this_week=(
        Priority(text="Call back six people", about="1.1", owner="Ana"),
        Priority(text="Follow ten referrals", day=date(2027, 2, 1), due="2027-02-01", late=True),
    ),
    coming=(Priority(text="Second room opens", day=date(2027, 3, 1)),),
    confidence=(
        Sureness(id="1.1", text="Wait", now=4, said=True, before=5),
        Sureness(id="1.2", text="Missed visits", now=8, said=True, before=8),
        Sureness(id="1.3", text="Back at work", now=5, said=False),
    ),
    health=(
        HealthMetric(
            id="h1", text="Phones", health=Health.IN_RANGE, value=71, unit="s", lowest=60, highest=90
        ),
        HealthMetric(id="h2", text="Overtime", health=Health.NEAR_EDGE, value=2.8, unit="hour", highest=3),
        HealthMetric(
            id="h3", text="Complaints", health=Health.OUT_OF_RANGE, value=6, highest=4, values=(2, 3, 6)
        ),
        HealthMetric(id="h4", text="Sick days", health=Health.UNKNOWN),
    ),
)
ALL_WELL = "What is held is in its range, and what is to change is still under way"
SET = """
Objective: Readers love our letters
KR1: Raise newsletters sent per subscriber from 2 to 5
KR2: Raise activation rate from 30% to 45%
Heartbeat: Unsubscribe rate below 0.5%
Heartbeat: Email deliverability stays above 80%
"""


def held(chart: alt.LayerChart, field: str) -> list[dict[str, Any]]:
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows if field in row]


def words(chart: alt.LayerChart) -> dict[str, dict[str, Any]]:
    return {row["words"]: row for row in held(chart, "words")}


def test_each_line_stands_in_its_square() -> None:
    found = words(four_square_chart(PAGE))
    week, month = found["Priorities this week"], found["The coming month"]
    sure, health = found["OKR confidence"], found["Health metrics"]
    middle = sure["x"]
    assert week["x"] == month["x"] < sure["x"] == health["x"]
    assert week["y"] < found["Call back six people"]["y"] < month["y"] < found["Second room opens"]["y"]
    assert sure["y"] < found["Missed visits"]["y"] < health["y"] < found["Complaints"]["y"]
    assert found["Call back six people"]["x"] < middle <= found["Complaints"]["x"]


def test_health_is_told_by_shape_and_word_and_only_out_of_range_is_red() -> None:
    chart = four_square_chart(PAGE, "page")
    signs = {row["state"]: row for row in held(chart, "state")}
    assert {state: row["shape"] for state, row in signs.items()} == {
        "in range": "circle",
        "near the edge": "diamond",
        "out of range": "triangle-down",
        "unknown": "circle",
    }
    assert signs["unknown"]["dash"] != signs["in range"]["dash"]
    red = [row for row in held(chart, "colour") if row["colour"] == "var(--okr-fix)"]
    assert sorted(row.get("words") or row["state"] for row in red) == ["out of range", "out of range"]
    assert {"in range", "near the edge", "out of range", "not known", "71 s", "2.8 hours"} <= set(
        words(chart)
    )


def test_a_starting_confidence_is_not_shown_as_said() -> None:
    discs = {row["id"]: row["confidence"] for row in held(four_square_chart(PAGE), "confidence")}
    assert discs == {"1.1": 4, "1.2": 8, "1.3": None}
    assert {"down from 5", "as before", "not said yet"} <= set(words(four_square_chart(PAGE)))


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (PAGE, "One health metric is out of range; less sure of 1.1 than before"),
        (
            replace(PAGE, health=PAGE.health[:2]),
            "One health metric is near the edge; less sure of 1.1 than before",
        ),
        (replace(PAGE, health=PAGE.health[2:3] * 2, confidence=()), "2 health metrics are out of range"),
        (
            replace(PAGE, health=PAGE.health[:1], confidence=()),
            "Every health metric that is known is in range",
        ),
        (replace(PAGE, health=()), "Less sure of 1.1 than before"),
        (EMPTY, "The four squares of 8 Feb"),
    ],
)
def test_the_title_is_the_finding(page: FourSquare, title: str) -> None:
    assert four_square_title(page) == title
    assert four_square_chart(page).to_dict()["title"]["text"] == title
    assert four_square_in_words(page).startswith(f"{title}. Priorities this week: ")


def test_an_empty_page_invites() -> None:
    found = words(four_square_chart(EMPTY))
    assert "No health metric has been named yet." in found
    assert "There is no key result to be sure of yet." in found
    assert four_square_rows(EMPTY) == [["Square", "Id", "Words", "State"]]


def test_long_squares_are_counted_not_cut_in_silence() -> None:
    page = replace(PAGE, this_week=PAGE.this_week[:1] * 11, health=PAGE.health[:1] * 9, left_out=3)
    chart = four_square_chart(page)
    assert {"and 3 more", "and 1 more"} <= set(words(chart))
    assert any("3 open actions" in line for line in chart.to_dict()["title"]["subtitle"])
    assert len(four_square_rows(page)) == 1 + 11 + 3 + 1 + 9


def test_the_table_of_the_page() -> None:
    rows = four_square_rows(PAGE)
    assert ["Priorities this week", "", "Follow ten referrals", "2027-02-01, late"] in rows
    assert ["OKR confidence", "1.1", "Wait", "4 of 10, down from 5"] in rows
    assert ["Health metrics", "h3", "Complaints", "6, out of range"] in rows


def sorting(text: str = SET) -> tuple[OKRSet, Sorting]:
    okr_set = parse_okrs(text)
    return okr_set, sort_measures(review(okr_set))


def card(values: dict[str, float], text: str = SET) -> Scorecard:
    okr_set = parse_okrs(text)
    log = [LoggedCheckIn(about=k, check_in=CheckIn(day=DAY, value=v)) for k, v in values.items()]
    return score(okr_set, log, DAY, plans_of(okr_set))


def places(chart: alt.LayerChart) -> dict[str, tuple[bool, str]]:
    return {row["id"]: (row["hold"], row["place"]) for row in held(chart, "place")}


def test_without_values_nothing_is_guessed() -> None:
    _, found = sorting()
    assert set(places(quadrant_chart(found)).values()) == {
        (False, "nobody has said"),
        (True, "nobody has said"),
    }
    assert quadrant_title(found) == "Nobody has said yet where the measures stand"


def test_check_ins_tell_the_four_fields_apart() -> None:
    _, found = sorting()
    scored = card({"1.1": 3, "1.2": 45, "h1": 0.7, "h2": 85})
    chart = quadrant_chart(found, scored)
    assert places(chart) == {
        "1.1": (False, "not where it should be"),
        "1.2": (False, "where it should be"),
        "h1": (True, "not where it should be"),
        "h2": (True, "where it should be"),
    }
    assert quadrant_title(found, scored) == "h1 has left its range and calls for an OKR"
    at = {row["id"]: (row["x"], row["y"]) for row in held(chart, "place")}
    assert at["1.1"][0] == at["1.2"][0] < at["h1"][0] == at["h2"][0]
    assert at["1.1"][1] == at["h1"][1] < at["1.2"][1] == at["h2"][1]


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"1.1": 3, "1.2": 31, "h1": 0.4, "h2": 85}, ALL_WELL),
        ({"1.1": 5, "1.2": 46, "h1": 0.4, "h2": 85}, "1.1 and 1.2 are reached: why still push?"),
        ({"1.1": 3, "1.2": 31, "h1": 0.4}, "Nobody has said where 1 of 4 measures stands"),
        ({"1.1": 5, "h1": 0.9, "h2": 10}, "h1 and h2 have left their range and call for an OKR"),
    ],
)  # fmt: skip
def test_the_title_of_the_quadrant_is_the_finding(values: dict[str, float], title: str) -> None:
    _, found = sorting()
    scored = card(values)
    assert quadrant_title(found, scored) == title
    assert quadrant_chart(found, scored).to_dict()["title"]["text"] == title
    assert quadrant_in_words(found, scored).startswith(f"{title}.")


def test_values_of_another_text_under_the_same_id_are_not_used() -> None:
    _, found = sorting()
    other = card({"h1": 0.9}, SET.replace("Unsubscribe rate below 0.5%", "Kitchen noise below 0.5%"))
    assert places(quadrant_chart(found, other))["h1"] == (True, "nobody has said")


def test_only_a_measure_out_of_its_range_is_red() -> None:
    _, found = sorting()
    for values, red in (({"h1": 0.9}, ["Out of its range: it calls for an OKR"]), ({"h1": 0.1}, [])):
        chart = quadrant_chart(found, card(values), "page")
        assert [r["words"] for r in held(chart, "words") if r["colour"] == "var(--okr-fix)"] == red


def test_the_table_has_every_measure_with_its_lesson() -> None:
    _, found = sorting()
    rows = quadrant_rows(found, card({"h1": 0.9}))
    assert len(rows) == 5
    assert [r[:5] for r in rows if r[0] == "h1"] == [
        [
            "h1",
            "Unsubscribe rate below 0.5%",
            "hold",
            "not where it should be",
            LESSONS[True, Place.NOT_THERE],
        ]
    ]


def test_no_measure_at_all_is_said() -> None:
    _, found = sorting("Objective: Readers love our letters")
    assert quadrant_title(found) == "There is no measure to sort here yet"
    assert quadrant_rows(found)[1:] == []
    Xml.fromstring(draw(quadrant_chart(found), quadrant_in_words(found)))


@pytest.mark.parametrize("theme", ["any", "page"])
def test_hostile_words_stay_words(theme: Any) -> None:
    lines = (Priority(text=HOSTILE, id=HOSTILE, about=HOSTILE, owner=HOSTILE, due=HOSTILE),)
    page = replace(
        PAGE,
        title=HOSTILE,
        this_week=lines,
        coming=lines,
        confidence=(Sureness(id=HOSTILE, text=HOSTILE, now=4, said=True, before=5, deferred=HOSTILE),),
        health=(replace(PAGE.health[1], id=HOSTILE, text=HOSTILE, unit=HOSTILE),),
    )
    _, found = sorting(SET + "Heartbeat: <script>alert(1)</script> \x1b[31m =cmd() stays under 3\n")
    for chart, said in (
        (four_square_chart(page, theme), four_square_in_words(page)),
        (quadrant_chart(found, None, theme), quadrant_in_words(found)),
    ):
        svg = draw(chart, said)
        root = Xml.fromstring(svg)
        assert root.get("aria-label") == said
        assert {mark.tag.rpartition("}")[2] for mark in root.iter()} <= {
            "svg", "g", "path", "text", "tspan", "line", "title", "rect",
        }  # fmt: skip
        assert not any(key.endswith("href") for mark in root.iter() for key in mark.attrib)
        assert "\x1b" not in svg
