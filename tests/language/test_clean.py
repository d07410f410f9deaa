"""Cleaning takes off what drafts carry and moves no character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.language.clean import clean
from okrcoach.model import Role


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("- Cut waste by 5%", "Cut waste by 5%"),
        ("  \u2022  Cut waste by 5%", "Cut waste by 5%"),
        ("KR1: Cut waste by 5%", "Cut waste by 5%"),
        ("**KR 2.1** \u2013 Cut waste by 5%", "Cut waste by 5%"),
        ("[x] Cut waste by 5%", "Cut waste by 5%"),
        ("- [ ] KR3 - Cut waste by 5%", "Cut waste by 5%"),
        ("3) Cut waste by 5%", "Cut waste by 5%"),
        ("Cut waste by 5% (owner: Ana Lima)", "Cut waste by 5%"),
        ("Cut waste by 5% - Owner: Ana Lima", "Cut waste by 5%"),
        ("Cut waste by 5% @ana", "Cut waste by 5%"),
        ("Cut waste by 5% (0.7)", "Cut waste by 5%"),
        ("Cut waste by 5% [0.65]", "Cut waste by 5%"),
        ("Cut waste by 5% score: 0.7", "Cut waste by 5%"),
        ("Cut waste by 5% \u2013 70% done", "Cut waste by 5%"),
        ("Cut waste by 5% (45% complete)", "Cut waste by 5%"),
        ("Cut waste by 5% - on track", "Cut waste by 5%"),
        ("Cut waste by 5% https://example.org/x?y=1", "Cut waste by 5%"),
        ("Cut [waste](https://example.org) by 5%", "Cut  waste                       by 5%"),
        ("Cut\u00a0waste by\u202f5%", "Cut waste by 5%"),
        ("\u201cCut waste\u201d by 5%", '"Cut waste" by 5%'),
        ("From 5 -> 7 people", "From 5  \u2192 7 people"),
    ],
)
def test_trimmings_come_off(raw: str, kept: str) -> None:
    assert clean(raw).text.strip() == kept


@pytest.mark.parametrize(
    "raw",
    [
        "Reach 70% completed applications",
        "Raise the share of forms that are 100% complete to 80%",
        "Goals per match up from 1.2 to 1.8",
        "Tasks done on the day: 90%",
        "Score 0.9 on the safety index",
        "Email ops@example within 2 hours",
        "Reach the top 3 (of 40) schools",
        "Sell 30% more via www",
    ],
)
def test_what_belongs_to_the_statement_stays(raw: str) -> None:
    assert clean(raw).text.split() == raw.split()


@pytest.mark.parametrize(
    ("raw", "role", "owner", "score", "done", "ticked"),
    [
        ("KR1: Cut waste (owner: Ana Lima) (0.7)", Role.KEY_RESULT, "Ana Lima", "0.7", "", None),
        ("- [x] Cut waste \u2013 70% done", None, "", "", "70", True),
        ("[ ] Objective 2: Be kind", Role.OBJECTIVE, "", "", "", False),
        ("KPI: Waste per shift", Role.HEARTBEAT, "", "", "", None),
    ],
)
def test_trimmings_are_kept_as_facts(
    raw: str, role: Role | None, owner: str, score: str, done: str, ticked: bool | None
) -> None:
    found = clean(raw)
    assert (found.role, found.owner, found.score, found.percent_done, found.ticked) == (
        role,
        owner,
        score,
        done,
        ticked,
    )


@given(st.text(max_size=200))
def test_every_span_leads_home(raw: str) -> None:
    found = clean(raw)
    if not found.offsets:
        assert len(found.text) == len(raw)
    plain = {c for c in found.text if c.isalnum()}
    for i, c in enumerate(found.text):
        if c.isalnum() and c.isascii():
            span = found.back(i, i + 1)
            assert 0 <= span.start < span.end <= len(raw)
            origin = raw[span.start]
            assert origin == c or not origin.isascii()
    assert not plain & {"\u200b", "\u202e"}


def test_invisible_characters_do_not_split_words() -> None:
    raw = "Cut wa\u200bste by 5%"
    found = clean(raw)
    assert found.text == "Cut waste by 5%"
    at = found.text.index("waste")
    assert found.back(at, at + 5).of(raw) == "wa\u200bste"
