"""Items without some of their types: everything else stays as it is."""

from __future__ import annotations

from datetime import date

import numpy as np

from okrcoach.data import shipped
from okrcoach.exchange.work_items import read_work_items
from okrcoach.progress.flow import flow_periods
from okrcoach.progress.flow_bottleneck import bottleneck
from okrcoach.progress.flow_choice import count_by_type, without

ITEMS = read_work_items(shipped("datasets") / "work_items.csv")


def test_the_same_as_reading_the_file_without_the_type() -> None:
    read = read_work_items(shipped("datasets") / "work_items.csv", leave_out=["Tech debt"])
    left = without(ITEMS, {"debt"})
    assert count_by_type(left) == {k: n for k, n in count_by_type(ITEMS).items() if k != "debt"}
    assert set(left.ids) == {
        i for i, t in zip(ITEMS.ids, ITEMS.type_of, strict=True) if ITEMS.types[t] != "debt"
    }
    assert [p.finished for p in flow_periods(left)] == [p.finished for p in flow_periods(read)]
    first, last = date(2026, 1, 1), date(2026, 5, 31)
    assert bottleneck(left, first, last).says == bottleneck(read, first, last).says


def test_visits_follow_their_items() -> None:
    left = without(ITEMS, {"feature", "debt"})
    assert left.visits is not None
    assert ITEMS.visits is not None
    name = left.ids[5]
    old = int(np.flatnonzero(ITEMS.ids == name)[0])
    before = ITEMS.visits.entered[ITEMS.visits.item == old]
    assert (left.visits.entered[left.visits.item == 5] == before).all()
    assert left.types == ("defect", "risk")


def test_nothing_to_leave_out_is_the_same_value() -> None:
    assert without(ITEMS, {"no such type"}) is ITEMS
    assert without(ITEMS, ()) is ITEMS
