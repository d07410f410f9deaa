"""Flow metrics against hand-worked tables, a brute-force simulation and Little's law."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from benchmarks.flow import MOST_BYTES, MOST_SECONDS
from okrcoach.data import shipped
from okrcoach.exchange import UnusableFile
from okrcoach.exchange.work_items import MOST_TYPES, read_work_items
from okrcoach.model.work_items import Items
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.flow import Every, definitions, flow_between, flow_periods
from okrcoach.progress.flow_bottleneck import bottleneck, littles_law
from okrcoach.progress.flow_history import Way, capacity, trend
from tools.make_work_items import made

# Two weeks from Monday 5 January 2026; days in progress, week 1 | week 2:
#   A  5th to  9th   4 days (1 waiting)      4 | -     done in week 1
#   B  6th to 13th   7 days (5 waiting)      6 | 1     done in week 2
#   C  8th to 13th   5 days (unknown)        4 | 1     done in week 2
#   D 12th to ...    still in progress       - | 7
#   E 13th dropped on the 15th               - | 2
#   F    ? to 14th   no start known          - | -     done in week 2
TABLE = """id,type,started,done,dropped,waiting days
A,Story,2026-01-05,2026-01-09,,1
B,Bug,2026-01-06,2026-01-13,,5
C,Story,2026-01-08,2026-01-13,,
D,Spike,2026-01-12,,,
E,Story,2026-01-13,,2026-01-15,
F,Bug,,2026-01-14,,
"""


def read(tmp_path: Path, text: str, **how: object) -> Items:
    file = tmp_path / "items.csv"
    file.write_text(text, encoding="utf-8")
    return read_work_items(file, **how)  # type: ignore[arg-type]


def test_the_table_worked_by_hand(tmp_path: Path) -> None:
    items = read(tmp_path, TABLE)
    one, two = flow_periods(items, at=date(2026, 1, 18))
    assert (one.first, one.last, one.days) == (date(2026, 1, 5), date(2026, 1, 11), 7)
    assert (one.started, one.finished, one.dropped, one.load) == (3, 1, 0, 2)
    assert one.finished_by_type == {"feature": 1, "defect": 0, "Spike": 0}
    assert one.time
    assert one.time.mean == one.time.p50 == one.time.p95 == 4
    assert one.efficiency == 3 / 4
    assert one.average_load == pytest.approx((4 + 6 + 4) / 7)
    assert one.load_by_type == {"feature": 1, "defect": 1, "Spike": 0}

    assert (two.started, two.finished, two.dropped, two.load) == (2, 3, 1, 1)
    assert two.time
    assert (two.time.count, two.time.mean, two.time.p50, two.time.p85) == (2, 6, 5, 7)
    assert two.efficiency == pytest.approx(2 / 7)
    assert two.efficiency_count == 1
    assert two.average_load == pytest.approx((1 + 1 + 7 + 2) / 7)
    assert two.distribution == {"feature": 1 / 3, "defect": 2 / 3, "Spike": 0}
    assert items.notes == ("Done without a known start: 1; they count in velocity only.",)


def test_a_week_not_over_is_left_out(tmp_path: Path) -> None:
    items = read(tmp_path, TABLE)
    assert len(flow_periods(items)) == 1  # the items tell nothing after Thursday
    assert len(flow_periods(items, at=date(2026, 1, 17))) == 1
    assert flow_periods(items, Every.MONTH, at=date(2026, 1, 31))[0].finished == 4
    assert flow_periods(items, Every.MONTH, at=date(2026, 1, 30)) == ()


def test_the_start_of_the_clock_is_said(tmp_path: Path) -> None:
    items = read(tmp_path, "Key;Created;Resolved\nA;2026-01-05;2026-01-09\n")
    assert items.clock == "request (“Created”)"
    assert flow_between(items, date(2026, 1, 5), date(2026, 1, 11)).clock == items.clock
    assert items.clock in definitions(items.clock)["time"]
    assert set(definitions("x")) == {"velocity", "time", "efficiency", "load", "distribution"}


def brute_force(
    rows: list[tuple[str, datetime, datetime | None, float]], first: datetime, last: datetime
) -> tuple[Counter[str], float, float, float, float, int]:
    """Walk hour by hour through the window, as a clerk with a board would; all moments are whole hours."""
    load_hours, finished, took, waited = 0, Counter[str](), [], 0.0
    hour = first
    while hour < last:
        for kind, start, done, waiting in rows:
            if start <= hour and (done is None or hour < done):
                load_hours += 1
            if done == hour:
                finished[kind] += 1
                took.append((done - start).total_seconds() / 86_400)
                waited += waiting
        hour += timedelta(hours=1)
    took.sort()
    at_end = sum(start < last and (done is None or done >= last) for _, start, done, _ in rows)
    p85 = next(t for t in took if sum(u <= t for u in took) * 100 >= 85 * len(took))
    hours = (last - first).total_seconds() / 3600
    return finished, load_hours / hours, sum(took) / len(took), p85, 1 - waited / sum(took), at_end


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_a_walk_through_the_hours(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    begin = datetime(2026, 2, 2)
    rows: list[tuple[str, datetime, datetime | None, float]] = []
    for _ in range(150):
        start = begin + timedelta(hours=dice.randrange(24 * 28))
        hours = dice.choice([0, 24, dice.randrange(1, 300)])
        done = start + timedelta(hours=hours) if dice.random() < 0.85 else None
        rows.append((dice.choice(["feature", "defect"]), start, done, hours / 24 * dice.randrange(4) / 4))
    text = "id,type,started,done,waiting days\n" + "".join(
        f"{n},{kind},{start.isoformat()},{done.isoformat() if done else ''},{waiting if done else ''}\n"
        for n, (kind, start, done, waiting) in enumerate(rows)
    )
    periods = flow_periods(read(tmp_path, text), at=date(2026, 3, 1))
    assert len(periods) == 4
    for period in periods:
        first = datetime.combine(period.first, datetime.min.time())
        finished, load, mean, p85, share, at_end = brute_force(rows, first, first + timedelta(7))
        assert Counter({k: n for k, n in period.finished_by_type.items() if n}) == finished
        assert period.time
        assert period.time.p85 == pytest.approx(p85)
        assert (period.average_load, period.time.mean) == pytest.approx((load, mean))
        assert (period.efficiency, period.load) == pytest.approx((share, at_end))


def steady(days: int, rate: int, dice: np.random.Generator, growing: bool = False) -> Items:
    start = np.datetime64("2025-01-06", "s")
    count = days * rate
    started = start + (dice.random(count) * days * 86_400).astype("timedelta64[s]")
    took = dice.gamma(2, 4, count)
    if growing:
        took *= 1 + (started - start).astype(float) / 86_400 / 20
    done = started + (took * 86_400).astype("timedelta64[s]")
    done[done > start + np.timedelta64(days, "D")] = np.datetime64("NaT", "s")
    return Items(
        ids=np.arange(count).astype(object), type_of=np.zeros(count, dtype=np.intp), types=("item",),
        started=started, done=done, dropped=np.full(count, "NaT", dtype="datetime64[s]"),
        waiting=np.full(count, np.nan),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_littles_law_holds_on_steady_work(seed: int) -> None:
    check = littles_law(steady(365, 6, np.random.default_rng(seed)), date(2025, 3, 1), date(2025, 12, 31))
    assert abs(check.gap) < 0.05
    assert check.holds
    assert check.load == pytest.approx(6 * 8, rel=0.1)  # 6 a day, 8 days each


def test_littles_law_says_why_it_does_not_hold() -> None:
    items = steady(180, 6, np.random.default_rng(1), growing=True)
    check = littles_law(items, date(2025, 2, 1), date(2025, 6, 30))
    assert not check.holds
    assert check.gap < -0.05
    assert any(reason.startswith("more was started than finished") for reason in check.broken)
    assert any(reason.startswith("the age of the work") for reason in check.broken)
    with pytest.raises(Undefined, match="Little's law needs"):
        littles_law(items, date(2030, 1, 1), date(2030, 1, 2))


# One day in "Doing", two in "Ready for review", one in "Review" for A; B comes back from done for a day.
CHANGES = """id,type,state,entered
A,Bug,To do,2026-01-01
A,Bug,Doing,2026-01-05
A,Bug,Ready for review,2026-01-06
A,Bug,Review,2026-01-08
A,Bug,Done,2026-01-09
B,Story,Done,2026-01-08
B,Story,Doing,2026-01-05
B,Story,Doing,2026-01-09
B,Story,Closed,2026-01-10
C,Story,Doing,2026-01-06
C,Story,Ready for review,2026-01-07
D,Story,Doing,2026-01-06
D,Story,Cancelled,2026-01-08
E,Story,To do,2026-01-06
G,Story,Done,2026-01-07
"""


def test_changes_of_state_become_items(tmp_path: Path) -> None:
    items = read(tmp_path, CHANGES)
    assert list(items.ids) == list("ABCDEG")
    assert [str(day)[:10] for day in items.started] == ["2026-01-05"] * 2 + ["2026-01-06"] * 2 + ["NaT"] * 2
    assert [str(day)[:10] for day in items.done] == ["2026-01-09", "2026-01-10", *["NaT"] * 3, "2026-01-07"]
    assert [str(day)[:10] for day in items.dropped] == ["NaT"] * 3 + ["2026-01-08"] + ["NaT"] * 2
    assert list(items.waiting[:2]) == [2, 1]  # back from done is waiting, too
    assert items.clock == "start of work (mostly “Doing”)"
    assert items.notes[0] == "Taken for waiting: Ready for review."
    week = flow_between(items, date(2026, 1, 5), date(2026, 1, 11))
    assert (week.started, week.finished, week.dropped, week.load) == (4, 3, 1, 1)
    assert week.efficiency == pytest.approx((2 + 4) / (4 + 5))


def test_the_bottleneck_worked_by_hand(tmp_path: Path) -> None:
    found = bottleneck(read(tmp_path, CHANGES), date(2026, 1, 5), date(2026, 1, 11))
    days = {state.state: state.days for state in found.states}
    # C is still waiting: from the 7th to the end of the 11th.
    assert days == {"Doing": 1 + 3 + 1 + 1 + 2, "Ready for review": 2 + 5, "Review": 1, "Done": 1}
    assert (found.state, found.before, found.share) == ("Ready for review", "Review", 7 / 17)
    queue = next(state for state in found.states if state.state == found.state)
    assert (queue.entered, queue.left, queue.load) == (2, 1, 1)
    assert "2 in, 1 out" in found.says
    named = bottleneck(read(tmp_path, CHANGES, waiting=["doing"]), date(2026, 1, 5), date(2026, 1, 11))
    assert named.state == "Doing"
    with pytest.raises(Undefined, match="the states"):
        bottleneck(read(tmp_path, TABLE), date(2026, 1, 5), date(2026, 1, 11))
    with pytest.raises(Undefined, match="under way"):
        bottleneck(read(tmp_path, CHANGES), date(2020, 1, 5), date(2020, 1, 11))


def test_without_known_waiting_the_longest_state_is_named_as_such(tmp_path: Path) -> None:
    text = "id,state,entered\nA,Build,2026-01-05\nA,Test,2026-01-06\nA,Done,2026-01-10\n"
    items = read(tmp_path, text)
    assert np.isnan(items.waiting).all()
    found = bottleneck(items, date(2026, 1, 5), date(2026, 1, 11))
    assert found.state == "Test"
    assert "no state is known as a place of waiting" in found.says


def test_a_stay_of_no_time_before_the_start_is_no_work(tmp_path: Path) -> None:
    text = "id,state,entered\nA,To do,2026-01-05\nA,Build,2026-01-05\nA,Done,2026-01-06\n"
    found = bottleneck(read(tmp_path, text), date(2026, 1, 5), date(2026, 1, 11))
    assert [state.state for state in found.states] == ["Build"]


def test_capacity_looks_at_what_was_finished() -> None:
    weeks = flow_periods(steady(365, 6, np.random.default_rng(3)))
    usual = capacity(weeks[4:])
    assert usual.finished == pytest.approx(42, rel=0.1)
    assert usual.periods_of_work == pytest.approx(usual.load / usual.finished)
    assert usual.least <= usual.finished <= usual.most
    growing = flow_periods(steady(180, 6, np.random.default_rng(3), growing=True))
    assert capacity(growing).lower_before == 1
    with pytest.raises(Undefined, match="7 whole periods"):
        capacity(weeks[:7])


def test_trend() -> None:
    rising = trend([1, 2, 3, 4, 90, 6, 7, 8, None, 10])  # one odd week does not turn it
    assert (rising.slope, rising.way) == (1, Way.UP)
    assert trend([9, 8, 7, 6, 5, 4, 3, 2]).way is Way.DOWN
    assert trend([5, 1, 4, 2, 5, 1, 4, 2, 5]).way is Way.UNCLEAR
    assert trend([3.0] * 12).way is Way.UNCLEAR
    assert trend([1, 2, 3, None, None, None, None, None, None]).slope is None


def test_chance_rarely_makes_a_trend() -> None:
    dice = random.Random(4)
    seen = sum(trend([dice.gauss(0, 1) for _ in range(13)]).way is not Way.UNCLEAR for _ in range(600))
    assert 0.02 <= seen / 600 <= 0.07


def test_the_shipped_items_are_what_the_tool_makes_and_hold_a_bottleneck() -> None:
    file = shipped("datasets") / "work_items.csv"
    assert file.read_bytes() == made().encode()
    items = read_work_items(file)
    assert len(items) == 2000
    assert set(items.types) == {"feature", "defect", "risk", "debt"}
    found = bottleneck(items, date(2025, 1, 6), date(2026, 5, 31))
    assert (found.state, found.before) == ("Ready for test", "Test")
    waits = [state.days for state in found.states if state.waiting]
    assert waits[0] > 5 * waits[1]
    assert littles_law(items, date(2025, 2, 1), date(2026, 4, 30)).holds


@pytest.mark.parametrize(
    ("text", "row", "column", "words"),
    [
        ("", 1, None, "no headings"),
        ("id,started,done\n", None, None, "no work items"),
        ("name,started,done\nA,2026-01-01,\n", 1, None, "column of ids"),
        ("id,started\nA,2026-01-01\n", 1, None, "start and one with the end"),
        ("id,started,done\nA,2026-01-01,\n,2026-01-01,\n", 3, "id", "no id"),
        ("id,started,done\nA,2026-01-01,\n\nA,2026-01-01,\n", 4, "id", "already"),
        ("id,started,done\nA,2026-01-05,2026-01-04\n", 2, "done", "before"),
        ("id,started,done\nA,2026-01-05,soon\n", 2, "done", "“soon” is no date"),
        ("id,started,done\nA,2026-02-30,\n", 2, "started", "no date"),
        ("id,started,done\nA,0001-01-01,\n", 2, "started", "no date"),
        ("id,started,done\nA,03/04/2026,\n", 2, "started", "cannot be told apart"),
        ("id,started,done\nA,2026-01-01,,x\n", 2, None, "more cells"),
        ("id,started,done\nA,2026-01-01,\nB,2026-01-01,,x,y\n", 3, None, "more cells"),
        ('id,started,done\nA,2026-01-01,\n"B,2026-01-01,\n', 3, None, "quotation mark"),
        ("id,start,done,waiting days\nA,2026-01-01,2026-01-03,9\n", 2, "waiting days", "longer than it took"),
        ("id,start,done,waiting days\nA,2026-01-01,2026-01-03,-1\n", 2, "waiting days", "no length of time"),
        ("id,start,done,waiting days\nA,2026-01-01,2026-01-03,inf\n", 2, "waiting days", "no length of time"),
        ("id,state,entered\nA,Doing,\nA,Done,2026-01-03\n", 2, "entered", "no date"),
        ("id,state,entered\nA,Doing,2026-01-02\nA,,2026-01-03\n", 3, "state", "no state"),
        ("id,state,entered\nA,Doing,2026-01-02\n", None, None, "no state says that work is done"),
        ("id,state,entered\nA,To do,2026-01-02\nA,Done,2026-01-03\n", None, "state", "no item ever enters"),
    ],
)  # fmt: skip
def test_unusable_files_say_where(
    tmp_path: Path, text: str, row: int | None, column: str | None, words: str
) -> None:
    with pytest.raises(UnusableFile, match=words) as caught:
        read(tmp_path, text)
    assert (caught.value.file, caught.value.row, caught.value.column) == ("items.csv", row, column)


def test_a_column_of_titles_is_no_column_of_types(tmp_path: Path) -> None:
    rows = "".join(f"{n},title {n},2026-01-01,\n" for n in range(MOST_TYPES + 1))
    with pytest.raises(UnusableFile, match="51 different types"):
        read(tmp_path, "id,type,started,done\n" + rows)
    with pytest.raises(UnusableFile, match="there is no state “testing”"):
        read(tmp_path, CHANGES, waiting=["Testing"])


@pytest.mark.parametrize(
    ("text", "how", "started"),
    [
        ("Issue key;Start date;Resolved\nA;13/01/2026;\nB;02/01/2026;\n", {}, "2026-01-13T00:00:00"),
        ("sep=;\nID;Activated Date;Closed Date\nA;1/31/2026 2:05:00 PM;\n", {}, "2026-01-31T14:05:00"),
        ("id,started,done\nA,03/04/2026,\n", {"day_first": True}, "2026-04-03T00:00:00"),
        ("id,started,done\nA,03/04/2026,\n", {"day_first": False}, "2026-03-04T00:00:00"),
        ("id\tstarted\tdone\nA\t31.01.2026 08:00\t\n", {}, "2026-01-31T08:00:00"),
        ("id,started,done\nA,05/Jan/26 3:04 PM,\n", {}, "2026-01-05T15:04:00"),
        ("id,started,done\nA,2026-01-05T01:00:00+02:00,2026-01-05 10:00\n", {}, "2026-01-04T23:00:00"),
    ],
)  # fmt: skip
def test_dates_of_common_trackers(tmp_path: Path, text: str, how: dict[str, bool], started: str) -> None:
    assert str(read(tmp_path, text, **how).started[0]) == started


def test_types_can_be_left_out_and_hours_are_days(tmp_path: Path) -> None:
    text = "id,type,started,done,waiting hours\nE,Epic,2026-01-01,,\nS,Story,2026-01-01,2026-01-05,36\n"
    items = read(tmp_path, text, leave_out=["epic"])
    assert (list(items.ids), items.types, list(items.waiting)) == (["S"], ("feature",), [1.5])


def test_items_that_contradict_themselves_are_refused(tmp_path: Path) -> None:
    items = read(tmp_path, TABLE)
    fields = {name: getattr(items, name) for name in Items.__dataclass_fields__}
    with pytest.raises(ValueError, match="Item A was done before"):
        Items(**fields | {"done": items.started - np.timedelta64(1, "D")})
    with pytest.raises(ValueError, match="differ in length"):
        Items(**fields | {"ids": items.ids[1:]})
    with pytest.raises(ValueError, match="Item A waited less"):
        Items(**fields | {"waiting": items.waiting * -1})
    with pytest.raises(Undefined, match="before the first"):
        flow_between(items, date(2026, 1, 2), date(2026, 1, 1))


def test_a_tenth_of_the_million_fits_easily() -> None:
    # In a process of its own: the peak of this one is that of all tests before.
    code = "from benchmarks.flow import measured; f = measured(100_000); print(f.seconds, f.peak_bytes)"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    seconds, peak_bytes = map(float, done.stdout.split())
    assert seconds < MOST_SECONDS / 5
    assert peak_bytes < MOST_BYTES
