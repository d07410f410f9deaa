"""Numbers, units and dates as people write them."""

from __future__ import annotations

import pytest

from okrcoach.language.numbers import sightings


@pytest.mark.parametrize(
    ("text", "sort", "value", "unit"),
    [
        ("22%", "pct", 22, "%"),
        ("22 percent", "pct", 22, "%"),
        ("5 percentage points", "pct", 5, "points"),
        ("+3 pp", "pct", 3, "points"),
        ("$4M", "money", 4e6, "$"),
        ("\u20ac1.5 million", "money", 1.5e6, "\u20ac"),
        ("CHF 10k", "money", 10e3, "chf"),
        ("\u00a315,000", "money", 15000, "\u00a3"),
        ("1,200", "num", 1200, "count"),
        ("12 000", "num", 12000, "count"),
        ("75k", "num", 75e3, "count"),
        ("3 days", "time", 3, "day"),
        ("72h", "time", 72, "h"),
        ("1.5s", "time", 1.5, "s"),
        ("200 ms", "time", 200, "ms"),
        ("4.1/5", "rating", 4.1, "rating"),
        ("4.6 stars", "size", 4.6, "stars"),
        ("8 out of 10", "ratio", 8, "part"),
        ("2x", "mult", 2, "x"),
        ("Double", "mult", 2, "x"),
        ("halve", "mult", 0.5, "x"),
        ("a third", "frac", 1 / 3, "part"),
        ("twelve", "words", 12, "count"),
        ("two dozen", "words", 24, "count"),
        ("twenty-five", "words", 25, "count"),
        ("85th percentile", "pctile", 85, "percentile"),
        ("number one", "rank", 1, "rank"),
    ],
)
def test_value_and_unit(text: str, sort: str, value: float, unit: str) -> None:
    (found,) = sightings(text)
    assert (found.sort, found.unit) == (sort, unit)
    assert found.value == pytest.approx(value)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "ISO 27001",
        "ISO 9001:2015",
        "SOC 2",
        "v2.1",
        "24/7",
        "B2B",
        "p95",
        "5xx",
        "Tier 1",
        "Line 3",
        "COVID-19",
        "1:1",
    ],
)
def test_names_that_hold_digits_are_no_quantities(text: str) -> None:
    (found,) = sightings(f"Look at {text} now")
    assert (found.sort, found.value) == ("code", None)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Q3", "Q3 2026", "H1", "FY25", "June 30", "30 June 2026", "March 3rd 2026", "2026-05-31",
        "31/05/2026", "end of Q2", "end of the year", "EOY", "this quarter", "mid-May", "2027", "year-end",
    ],
)  # fmt: skip
def test_dates(text: str) -> None:
    (found,) = sightings(f"Cut waste by {text}")
    assert (found.sort, found.text) == ("date", text)


@pytest.mark.parametrize(
    "text",
    ["It may rain", "We march on", "Hear the second reading", "Be one team", "A shift in tone", "Feature X"],
)
def test_words_that_only_look_like_numbers_or_dates(text: str) -> None:
    assert sightings(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"), [("20-30%", 20, 30), ("5-10 days", 5, 10), ("2-3 experiments", 2, 3)]
)
def test_ranges(text: str, low: float, high: float) -> None:
    (found,) = sightings(text)
    assert (found.value, found.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    ["from X to Y", "from X% to Y%", "from <baseline> to <target>", "from ___ to ???", "from [X] to [Y]"],
)
def test_placeholders_have_no_value(text: str) -> None:
    found = sightings(text)
    assert [s.value for s in found] == [None, None]
