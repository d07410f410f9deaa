"""Numbers that mean something only beside each other: today's level, bare pairs, standards, turned bounds."""

from __future__ import annotations

import pytest

from okrcoach.language import read
from okrcoach.model import AmountRole

TODAY = [
    ("40% of members cook together 3x a week by 31 October (today: 25%)", "25%", "40%", "up"),
    ("Deals won: 30% by May (today is 22%)", "22%", "30%", "up"),
    ("At most 8% of calls land at the wrong desk by 31 March (20% today)", "20%", "8%", "down"),
    ("Serve 50 guests an evening by June (38 a week now)", "38", "50", "up"),
    ("60% of riders renew by 30 June (currently 41)", "41", "60%", "up"),
    ("Raise attendance to 80% by June, now at 55%", "55%", "80%", "up"),
    ("Letters answered in 10 days, today it is 24 and people complain", "24", "10 days", "down"),
    ("Faults found by customers below 5 a month, at present it is 12", "12", "5", "down"),
    ("Queue under 6 minutes (last year: 11)", "11", "6 minutes", "down"),
    ("Guest score of 9.1 (was 8.6)", "8.6", "9.1", "up"),
    ("Builds that pass: 82% today, 97% by the freeze", "82%", "97%", "up"),
]
DOWN_FROM = [
    ("Patients complain about cold food 10 times a month, down from 34", "34", "10 times a month", "down"),
    ("Complaints are 10 a month by June, down from 34", "34", "10", "down"),
    ("8 calls per adviser (up from 3)", "3", "8", "up"),
    ("Sign-ups a week, up from 120 to 150 by June", "120", "150", "up"),
]
BARE_PAIRS = [
    ("Days a clinic waits for a change: 41 to 20 by 30 June", "41", "20", "down"),
    ("Late parcels: 45% to 20%", "45%", "20%", "down"),
    ("Late parcels - 45 to 20", "45", "20", "down"),
    ("Time to refund: 9 to 4 days by Q2", "9", "4 days", "down"),
    ("App store rating: 3.9 to 4.6", "3.9", "4.6", "up"),
    ("Days from order to first visit 31 to 12", "31", "12", "down"),
]


@pytest.mark.parametrize(("text", "baseline", "target", "direction"), TODAY + DOWN_FROM + BARE_PAIRS)
def test_where_things_stand_and_where_they_shall(
    text: str, baseline: str, target: str, direction: str
) -> None:
    quantity = read(text).quantity
    assert quantity is not None
    assert quantity.baseline is not None
    assert quantity.target is not None
    found = (quantity.baseline.text, quantity.target.text, str(quantity.direction))
    assert found == (baseline, target, direction)


@pytest.mark.parametrize(
    "text",
    [
        "Reply within 5 to 10 working days",
        "Answer time: 5 to 10 working days",
        "Clubs for young people aged 16 to 24",
        "Raise visits by people aged 16 to 24",
        "Keep humidity at 40% to 60%",
        "Price band 20 to 40 dollars",
        "Opening hours: 9 to 5",
        "Staff the desk Monday to Friday 9 to 5",
        "Team size: 5 to 9 people",
        "Pupil to teacher ratio: 30 to 1",
        "Training for 10 to 20 managers",
        "Open 3 kitchens today",
        "Publish 4 recipes now and 2 in May",
        "Reading time 2:30 (1:50 today)",
        "Walk down from the 3 towers",
    ],
)
def test_ranges_hours_and_plain_counts_are_no_starting_point(text: str) -> None:
    assert all(amount.role is not AmountRole.BASELINE for amount in read(text).amounts)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Error rate not above 5%", "<="),
        ("Waiting time not over 20 minutes", "<="),
        ("Queue never rises above 9 people", "<="),
        ("Cover must not exceed 80%", "<="),
        ("No more than 3 complaints a month", "<="),
        ("Data is never more than 24 hours old", "<="),
        ("Stock accuracy not under 98%", ">="),
        ("Temperature is not below 18 degrees", ">="),
        ("Reserves do not fall below 6 months of costs", ">="),
        ("Not less than 40 meals a day", ">="),
        ("Error rate above 5%", ">"),
        ("Stock accuracy under 98%", "<"),
    ],
)
def test_a_denied_bound_is_the_other_one(text: str, comparator: str) -> None:
    assert read(text).amounts[0].comparator == comparator


@pytest.mark.parametrize(
    ("text", "measure", "baseline", "target"),
    [
        ("Cut readmissions within 30 days from 31 to 20", "readmissions within 30 days", "31", "20"),
        (
            "Readmissions within 30 days of discharge fall from 31 to 20",
            "Readmissions within 30 days of discharge",
            "31",
            "20",
        ),
        ("Readmissions within 30 days: from 31 to 20", "Readmissions within 30 days", "31", "20"),
        (
            "Repeat purchase rate within 90 days rises to 34%",
            "Repeat purchase rate within 90 days",
            None,
            "34%",
        ),
        ("Answer within two days for at least 95% of letters", "letters", None, "95%"),
        ("Reply within 4 hours to 90% of messages", "messages", None, "90%"),
        ("Turn tables within 95 minutes, down from 130", "tables", "130", "95 minutes"),
    ],
)
def test_a_time_inside_which_belongs_to_the_measure_where_a_level_follows(
    text: str, measure: str, baseline: str | None, target: str
) -> None:
    quantity = read(text).quantity
    assert quantity is not None
    assert quantity.measure is not None
    assert quantity.target is not None
    assert (quantity.measure.text, quantity.target.text) == (measure, target)
    assert (quantity.baseline.text if quantity.baseline else None) == baseline


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Grow members from 400 to 650 within 6 months", "within 6 months"),
        ("Within 30 days: cut the queue from 40 to 20", "Within 30 days"),
    ],
)
def test_a_time_to_be_done_in_stays_the_deadline(text: str, deadline: str) -> None:
    quantity = read(text).quantity
    assert quantity is not None
    assert quantity.deadline is not None
    assert quantity.deadline.text == deadline


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Fewer than 2 in 10,000 parcels are lost", "2 in 10,000"),
        ("3 out of 1,000 orders go wrong", "3 out of 1,000"),
        ("2,950 of 3,000 bins found correct", "2,950 of 3,000"),
        ("1 in 5 pupils cycle to school", "1 in 5"),
    ],
)
def test_a_ratio_is_read_whole(text: str, amount: str) -> None:
    assert [one.text for one in read(text).amounts] == [amount]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Bring the run down from 9 hours to 90 minutes", "down"),
        ("Page loads under 800 ms, today 2.1 s", "down"),
        ("Uptime of the line from 90 minutes to 3 hours", "up"),
        ("Half of all demos come by word of mouth, versus 10 now", "reach"),
    ],
)
def test_the_way_is_told_across_units_or_not_at_all(text: str, direction: str) -> None:
    quantity = read(text).quantity
    assert quantity is not None
    assert str(quantity.direction) == direction


def test_blanks_stand_for_numbers_that_are_not_known_yet() -> None:
    quantity = read("Repeat calls from <baseline> to <target>").quantity
    assert quantity is not None
    assert quantity.baseline is not None
    assert quantity.target is not None
    assert (quantity.baseline.value, quantity.target.value) == (None, None)
