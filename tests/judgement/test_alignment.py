"""Two sets side by side: what is a copy, what contributes, and what the words cannot tell."""

from __future__ import annotations

from okrcoach.exchange import parse_okrs
from okrcoach.judgement.alignment import Tie, alignment
from okrcoach.model import Lens, OKRSet

ABOVE = parse_okrs(
    "Objective: Callers are helped at once\n"
    "KR: Cut repeat calls about the same bill from 30% to 20%\n"
    "KR: Raise renewals from 70% to 80%"
)


def _one(line: str) -> tuple[Tie, str, str]:
    (_, found) = alignment(ABOVE, parse_okrs(f"Objective: Xylophones sound\nKR: {line}")).lines
    return found.tie, found.above, found.why


def test_word_for_word_is_a_copy_whatever_its_case_and_stop() -> None:
    assert _one("cut repeat calls  about the same bill from 30% to 20%.")[:2] == (Tie.COPY, "C1.1")


def test_another_number_is_nearly_the_same() -> None:
    assert _one("Cut repeat calls about the same bill to 15%")[:2] == (Tie.NEAR, "C1.1")


def test_a_part_of_its_own_shares_words_and_names_them() -> None:
    tie, above, why = _one("Bills that need an explanation fall from 12% to 5%")
    assert (tie, above) == (Tie.SHARES, "C1.1")
    assert "“bill" in why


def test_common_words_alone_say_nothing() -> None:
    assert _one("Customers who like our company rise from 3% to 5% a month")[0] is Tie.OWN


def test_flow_measures_are_named_as_such() -> None:
    found = alignment(ABOVE, parse_okrs("Objective: Swift\nKR: Cut flow time (P85) from 9 to 5 days"))
    assert found.lines[1].lens is Lens.FLOW
    assert found.lines[1].tie is Tie.OWN


def test_what_no_line_speaks_of_and_what_the_rules_say() -> None:
    below = parse_okrs("Objective: Cut repeat calls about the same bill\nKR: Cut flow time from 9 to 5 days")
    found = alignment(ABOVE, below)
    assert ("C1.2", "Raise renewals from 70% to 80%") in found.untouched
    assert "C1.1" not in dict(found.untouched)
    assert [finding.code for finding in found.findings] == ["SET-CASCADE-COPY"]


def test_a_rule_that_fires_within_one_set_is_not_about_alignment() -> None:
    twice = parse_okrs(
        "Objective: A\nKR: Cut churn to 3%\nKR: Cut churn to 3%\nObjective: B\nKR: Cut waste to 2%"
    )
    assert alignment(ABOVE, twice).findings == ()


def test_an_empty_side_gives_nothing_to_compare() -> None:
    assert alignment(OKRSet(), ABOVE).untouched == ()
    assert {line.tie for line in alignment(OKRSet(), ABOVE).lines} == {Tie.OWN}
    assert alignment(ABOVE, OKRSet()).lines == ()
