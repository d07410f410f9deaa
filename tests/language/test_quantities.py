"""Measure, direction, baseline, target, change and deadline of a statement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.language import read
from okrcoach.model import AmountRole, Quantity

# text, measure, direction, baseline, target, change, deadline
CASES = [
    ("Cut mis-routed calls from 18% to 9% by Q3", "mis-routed calls", "down", "18%", "9%", None, "by Q3"),
    ("Raise repeat bookings to 40%", "repeat bookings", "up", None, "40%", None, None),
    (
        "Increase herd health score by 12 points by May",
        "herd health score",
        "up",
        None,
        None,
        "12 points",
        "by May",
    ),
    (
        "Queue time cut from 9 to 4 minutes by 1 June",
        "Queue time",
        "down",
        "9",
        "4 minutes",
        None,
        "by 1 June",
    ),
    ("Bring returns down to 3% (today 7%)", None, "down", "7%", "3%", None, None),
    ("NPS of 60 from new clients", "NPS", "reach", None, "60", None, None),
    ("90% of new users finish the tour", "new users finish the tour", "reach", None, "90%", None, None),
    ("Double monthly donations", "monthly donations", "up", None, None, "Double", None),
    ("Halve the time to refund", "time to refund", "down", None, None, "Halve", None),
    ("Cut waste by a third", "waste", "down", None, None, "a third", None),
    ("Complaints 14 \u2192 6", "Complaints", "down", "14", "6", None, None),
    ("Keep uptime above 99.9%", "uptime", "hold", None, "99.9%", None, None),
    ("Grow members from 400 to 650 within 6 months", "members", "up", "400", "650", None, "within 6 months"),
    ("To 12 days from 20 days: invoice approval", None, None, "20 days", "12 days", None, None),
    ("Sign 10 new wholesale customers", "new wholesale customers", "reach", None, "10", None, None),
    ("Reduce p95 latency from 800 ms to 300 ms", "p95 latency", "down", "800 ms", "300 ms", None, None),
    ("Raise \u20ac2.5M in new grants in 2027", "new grants", "up", None, "\u20ac2.5M", None, "in 2027"),
    (
        "Keep the walk-in wait between 10 and 20 minutes",
        "walk-in wait",
        "hold",
        None,
        "10 and 20 minutes",
        None,
        None,
    ),
    (
        "Phone calls from the wards drop from 120 to 60 a day",
        "Phone calls from the wards",
        "down",
        "120",
        "60",
        None,
        None,
    ),
    ("Answer 80% of calls within 20 seconds", None, None, None, "80%", None, None),
]


def parts(quantity: Quantity | None) -> dict[str, str | None]:
    assert quantity is not None
    found = {
        name: getattr(quantity, name) for name in ("measure", "baseline", "target", "change", "deadline")
    }
    return {name: part.text if part else None for name, part in found.items()} | {
        "direction": quantity.direction.value if quantity.direction else None
    }


@pytest.mark.parametrize(("text", "measure", "direction", "baseline", "target", "change", "deadline"), CASES)
def test_parts(
    text: str,
    measure: str | None,
    direction: str | None,
    baseline: str | None,
    target: str | None,
    change: str | None,
    deadline: str | None,
) -> None:
    found = parts(read(text).quantity)
    if measure is not None:
        assert found["measure"] == measure
    if direction is not None:
        assert found["direction"] == direction
    assert (found["baseline"], found["target"], found["change"], found["deadline"]) == (
        baseline,
        target,
        change,
        deadline,
    )


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Publish 12 recipes", AmountRole.OWN_COUNT),
        ("Visit 30 farms", AmountRole.OWN_COUNT),
        ("At least 95% of parcels arrive whole", AmountRole.THRESHOLD),
        ("Get ISO 27001 certified", AmountRole.OTHER),
        ("Reach the top 5 in our league", AmountRole.OTHER),
    ],
)
def test_role_of_the_first_number(text: str, role: AmountRole) -> None:
    assert read(text).amounts[0].role is role


def test_spans_are_those_of_the_authors_own_text() -> None:
    raw = "- **KR2:** Cut mis\u2011routed\u00a0calls from \u201c18 %\u201d to 9\u202f% by Q3 (owner: Ana)"
    quantity = read(raw).quantity
    assert quantity is not None
    for part in (quantity.measure, quantity.baseline, quantity.target, quantity.deadline):
        assert part is not None
        assert part.span.of(raw) == part.text
    assert quantity.baseline is not None
    assert quantity.baseline.text == "18 %"


@given(st.text(alphabet=st.sampled_from("ab X%0149.,-\u2192$/()to by from Q2<>\u200b\u00a0"), max_size=60))
def test_any_text_is_read_and_every_part_is_quoted(raw: str) -> None:
    reading = read(raw)
    assert all(a.span.of(raw) == a.text for a in reading.amounts)
    if reading.quantity is not None and reading.quantity.measure is not None:
        assert reading.quantity.measure.span.of(raw) == reading.quantity.measure.text
