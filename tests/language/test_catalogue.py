"""The measure catalogue: complete, consistent, and found however its words are put."""

from __future__ import annotations

from collections import Counter

import pytest

from okrcoach.language import read
from okrcoach.language.catalogue import find_measures, measures
from okrcoach.model import Better, Lens, MeasureRole, Timing


def test_there_are_many_measures_of_every_sort() -> None:
    found = measures()
    assert len(found) >= 400
    assert {m.lens for m in found} == set(Lens)
    assert {m.timing for m in found} == set(Timing)
    assert {m.role for m in found} == set(MeasureRole)
    assert {m.better for m in found} == set(Better)
    assert all(m.name and m.unit and m.behaviour and m.counter and m.topics for m in found)


def test_every_name_means_one_measure() -> None:
    names = Counter(name.replace("-", " ") for m in measures() for name in (m.name, *m.aliases))
    assert [name for name, n in names.items() if n > 1] == []


def test_counter_measures_are_in_the_catalogue() -> None:
    names = {name for m in measures() for name in (m.name, *m.aliases)}
    unknown = [(m.name, m.counter) for m in measures() if m.counter not in names]
    assert unknown == []


def names_in(text: str) -> list[str]:
    return [found.measure.name for found in find_measures(read(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Raise first-contact resolution from 61% to 70%", "first-contact resolution"),
        ("Resolution at first contact up from 61% to 70%", "first-contact resolution"),
        ("FCR from 61% to 70%", "first-contact resolution"),
        ("Cut the churn rate of customers to 3%", "customer churn rate"),
        ("Bring flow efficiency from 12% to 20%", "flow efficiency"),
    ],
)
def test_inflection_and_word_order_are_free(text: str, name: str) -> None:
    assert name in names_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hire 3 full-time nurses", "time to hire"),
        ("On-time delivery from 90% to 95%", "order-to-delivery time"),
    ],
)
def test_words_that_happen_to_stand_together_are_no_measure(text: str, name: str) -> None:
    assert name not in names_in(text)


def test_spans_are_the_authors_words() -> None:
    text = "KR2: Bring the **flow efficiency** from 12% to 20%"
    (found, *_) = find_measures(read(text))
    assert found.span.of(text) == "flow efficiency"
