"""Cumulative flow against counts worked out by hand, and against an item-by-item count of the real data."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from okrcoach.data import shipped
from okrcoach.exchange.work_items import read_work_items
from okrcoach.model.work_items import Items, Visits
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.flow_cumulative import IN_PROGRESS, UNKNOWN, Step, cumulative_flow


def moments(*texts: str) -> np.ndarray:
    return np.array([text or "NaT" for text in texts], dtype="datetime64[s]")


def items(visits: Visits | None = None) -> Items:
    """Five items in the first days of June 2026.

    =====  =======  ======  =======
    item   started  done    dropped
    =====  =======  ======  =======
    a      1        2
    b      1        4
    c      2                3
    d      3
    e               2               (no known start: in no count)
    =====  =======  ======  =======
    """
    return Items(
        ids=np.array(list("abcde"), dtype=object),
        type_of=np.zeros(5, dtype=np.intp),
        types=("item",),
        started=moments("2026-06-01", "2026-06-01T23:59:59", "2026-06-02", "2026-06-03", ""),
        done=moments("2026-06-02T12:00", "2026-06-04", "", "", "2026-06-02"),
        dropped=moments("", "", "2026-06-03", "", ""),
        waiting=np.full(5, np.nan),
        visits=visits,
    )


def visits(*rows: tuple[int, int, str, str]) -> Visits:
    item, state, entered, left = zip(*rows, strict=True)
    return Visits(
        item=np.array(item, dtype=np.intp),
        state=np.array(state, dtype=np.intp),
        entered=moments(*entered),
        left=moments(*left),
        states=("Build", "Ready for test", "Test", "Never used"),
        waiting=(False, True, False, False),
    )


def test_the_counts_are_those_of_the_table_at_the_end_of_each_day() -> None:
    flow = cumulative_flow(items())
    # End of day:        1  2  3  4
    assert flow.days == tuple(date(2026, 6, day) for day in (1, 2, 3, 4))
    assert flow.came == (2, 3, 4, 4)
    assert flow.done == (0, 1, 1, 2)
    assert flow.dropped == (0, 0, 1, 1)
    assert flow.load == (2, 2, 2, 1)
    assert [(state.name, state.load) for state in flow.states] == [(IN_PROGRESS, (2, 2, 2, 1))]
    assert flow.without_start == 1


def test_what_ended_before_the_first_day_is_left_out_and_what_is_under_way_comes_with_it() -> None:
    flow = cumulative_flow(items(), first=date(2026, 6, 3), last=date(2026, 6, 4))
    # On the evening of the 2nd b and c are under way; the 3rd adds d.
    assert flow.came == (3, 3)
    assert flow.done == (0, 1)
    assert flow.dropped == (1, 1)
    assert flow.load == (2, 1)


def test_weeks_are_counted_back_from_the_last_day() -> None:
    flow = cumulative_flow(items(), date(2026, 5, 20), date(2026, 6, 4), Step.WEEK)
    assert flow.days == (date(2026, 5, 21), date(2026, 5, 28), date(2026, 6, 4))
    assert flow.came == (0, 0, 4)


def test_states_are_counted_in_their_order_and_add_up() -> None:
    flow = cumulative_flow(
        items(
            visits(
                (0, 0, "2026-06-01", "2026-06-02T12:00"),
                (1, 0, "2026-06-01T23:59:59", "2026-06-02"),
                (1, 1, "2026-06-02", "2026-06-03T08:00"),
                (1, 2, "2026-06-03T08:00", "2026-06-04"),
                (2, 0, "2026-06-02", "2026-06-03"),
                (3, 0, "2026-06-03", "2026-06-03T09:00"),
                (3, 1, "2026-06-03T09:00", ""),
            )
        )
    )
    assert [(s.name, s.waiting, s.load) for s in flow.states] == [
        ("Build", False, (2, 1, 0, 0)),
        ("Ready for test", True, (0, 1, 1, 1)),
        ("Test", False, (0, 0, 1, 0)),
    ]
    assert [sum(loads) for loads in zip(*(s.load for s in flow.states), strict=True)] == list(flow.load)


def test_work_that_no_state_tells_of_has_a_band_of_its_own() -> None:
    flow = cumulative_flow(items(visits((0, 0, "2026-06-01", "2026-06-02T12:00"))))
    assert [(s.name, s.load) for s in flow.states] == [("Build", (1, 0, 0, 0)), (UNKNOWN, (1, 2, 2, 1))]


def test_an_item_in_two_states_at_a_time_is_refused() -> None:
    rows = [(n, state, "2026-06-01", "") for n in (1, 3) for state in (0, 2)]
    with pytest.raises(Undefined, match="two states at a time"):
        cumulative_flow(items(visits(*rows)))


def test_nothing_to_count_is_said() -> None:
    whole = items()
    none = Items(
        ids=whole.ids[4:], type_of=whole.type_of[4:], types=whole.types, started=whole.started[4:],
        done=whole.done[4:], dropped=whole.dropped[4:], waiting=whole.waiting[4:],
    )  # fmt: skip
    with pytest.raises(Undefined, match="No item has a known start"):
        cumulative_flow(none)
    with pytest.raises(Undefined, match="before the first"):
        cumulative_flow(whole, date(2026, 6, 4), date(2026, 6, 1))


def test_the_real_items_counted_one_by_one_give_the_same() -> None:
    real = read_work_items(Path(str(shipped("datasets"))) / "work_items.csv")
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    flow = cumulative_flow(real, first, last, Step.WEEK)
    assert real.visits is not None
    for n, day in enumerate(flow.days):
        end = np.datetime64(day + timedelta(1), "s")
        begin = np.datetime64(first, "s")
        load, done, dropped, here = 0, 0, 0, Counter[str]()
        for start, over, lost in zip(real.started, real.done, real.dropped, strict=True):
            if start < end:
                done += int(begin <= over < end)
                dropped += int(np.isnat(over) and begin <= lost < end)
                load += int(not (over < end) and not (lost < end))
        for state, entered, left in zip(
            real.visits.state, real.visits.entered, real.visits.left, strict=True
        ):
            if entered < end and not left < end:
                here[real.visits.states[state]] += 1
        assert (flow.load[n], flow.done[n], flow.dropped[n]) == (load, done, dropped)
        assert flow.came[n] == load + done + dropped
        assert {s.name: s.load[n] for s in flow.states if s.load[n]} == dict(here)
