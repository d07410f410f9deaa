"""Baseline and current value of a flow key result, worked by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from okrcoach.model import Cycle
from okrcoach.model.flow_asked import FlowAsked, FlowMetric, Middle
from okrcoach.model.work_items import Items
from okrcoach.progress.flow import Every, period_before
from okrcoach.progress.flow_answers import FlowAnswer, flow_answers, of_type

# The week from Monday 2025-12-29 to Sunday 2026-01-04 holds 2, 4 and 9 days (the 9 a defect). The cycle
# begins on Monday 2026-01-05; the week from 2026-01-12 holds 1 and 3 days. One item goes on.
ROWS = [
    ("2025-12-29", "2025-12-31", "feature", 1.0),
    ("2025-12-28", "2026-01-01", "feature", 1.0),
    ("2025-12-25", "2026-01-03", "defect", 4.0),
    ("2026-01-12", "2026-01-13", "feature", 0.0),
    ("2026-01-12", "2026-01-15", "feature", 2.0),
    ("2026-01-14", "NaT", "feature", np.nan),
]
CYCLE = Cycle(start=date(2026, 1, 5), end=date(2026, 3, 31))
AT = date(2026, 1, 18)


def items() -> Items:
    def column(n: int) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
        return np.array([row[n] for row in ROWS], dtype="datetime64[s]")

    return Items(
        ids=np.array([str(n) for n in range(len(ROWS))], dtype=object),
        type_of=np.array([("feature", "defect").index(str(row[2])) for row in ROWS]),
        types=("feature", "defect"),
        started=column(0),
        done=column(1),
        dropped=np.full(len(ROWS), "NaT", dtype="datetime64[s]"),
        waiting=np.array([row[3] for row in ROWS], dtype=np.float64),
    )


def one(asked: FlowAsked, cycle: Cycle = CYCLE) -> FlowAnswer:
    (answer,) = flow_answers([asked], items(), cycle=cycle, at=AT)
    return answer


def wanted(metric: FlowMetric, **more: object) -> FlowAsked:
    known = {"about": "1.1", "text": "x", "words": "x", "metric": metric, **more}
    return FlowAsked(**known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "before", "now"),
    [
        (wanted(FlowMetric.TIME, middle=Middle.P50, unit="day"), 4, 1),
        (wanted(FlowMetric.TIME, middle=Middle.MEAN, unit="day"), 5, 2),
        (wanted(FlowMetric.TIME, middle=Middle.MEAN, unit="hour"), 120, 48),
        (wanted(FlowMetric.VELOCITY, unit="week"), 3, 2),
        (wanted(FlowMetric.LOAD), 0, 1),
        # 15 days, 6 of them waiting; then 4 days, 2 of them waiting.
        (wanted(FlowMetric.EFFICIENCY), 60, 50),
        (wanted(FlowMetric.WAITING), 40, 50),
        (wanted(FlowMetric.TIME, middle=Middle.MEAN, unit="day", type="feature"), 3, 2),
    ],
)
def test_worked_by_hand(asked: FlowAsked, before: float, now: float) -> None:
    answer = one(asked)
    ((_, base, current),) = answer.figures
    assert base is not None
    assert current is not None
    assert [base.value, current.value] == pytest.approx([before, now])
    assert (base.first, base.last) == (date(2025, 12, 29), date(2026, 1, 4))
    assert (current.first, current.last) == (date(2026, 1, 12), date(2026, 1, 18))
    assert answer.current == current


def test_what_is_open_gets_no_number() -> None:
    blank = "Cut cycle time from <baseline> to 2 days"
    answer = one(wanted(FlowMetric.TIME, asks=("Mean or P85?",), sentence=blank))
    assert [name for name, _, _ in answer.figures] == ["mean", "P50", "P85"]
    assert (answer.current, answer.sentence) == (None, "")


def test_the_blank_is_filled_and_a_target_reached_before_is_said() -> None:
    blank = "Cut median cycle time from <baseline> to 6 days"
    answer = one(
        wanted(FlowMetric.TIME, middle=Middle.P50, unit="day", sentence=blank, target=6.0, down=True)
    )
    assert answer.sentence == "Cut median cycle time from 4 to 6 days"
    assert any("already no worse than the target of 6" in said for said in answer.said)
    further = one(wanted(FlowMetric.TIME, middle=Middle.P50, unit="day", target=3.0, down=True))
    assert not any("already" in said for said in further.said)


def test_no_cycle_no_baseline_and_nothing_after_its_end() -> None:
    answer = one(wanted(FlowMetric.LOAD), Cycle())
    assert answer.figures[0][1] is None
    assert any("no first day" in said for said in answer.said)
    early = one(wanted(FlowMetric.LOAD), Cycle(start=date(2025, 11, 3), end=date(2026, 1, 4)))
    assert early.figures[0][1] is None  # the items tell nothing about October
    assert early.current is not None
    assert early.current.last == date(2026, 1, 4)


def test_the_period_before_is_whole() -> None:
    # 2026-07-01 is a Wednesday.
    assert period_before(date(2026, 7, 1)) == (date(2026, 6, 22), date(2026, 6, 28))
    assert period_before(date(2026, 7, 1), Every.MONTH) == (date(2026, 6, 1), date(2026, 6, 30))
    assert period_before(date(2026, 7, 15), Every.MONTH) == (date(2026, 6, 1), date(2026, 6, 30))


def test_only_items_of_one_type() -> None:
    assert list(of_type(items(), "defect").ids) == ["2"]
