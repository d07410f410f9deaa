"""A cycle on one day, worked by hand."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from okrcoach.model import (
    CheckIn,
    Cycle,
    Graded,
    Heartbeat,
    KeyResult,
    LogEntry,
    LoggedCheckIn,
    Look,
    Objective,
    OKRSet,
    Plan,
    Shape,
    Statement,
    TargetMoved,
)
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.grades import Band
from okrcoach.progress.pace import Notice
from okrcoach.progress.scorecard import Scorecard, Settings, score

START, END = date(2027, 1, 4), date(2027, 4, 4)  # 91 days, 13 weeks
PLANS = {
    "1.1": Plan(shape=Shape.FROM_TO, baseline=18, target=9, weight=2, committed=True),
    "1.2": Plan(shape=Shape.COUNT, baseline=0, target=10),
    "1.3": Plan(shape=Shape.HOLD, lowest=95, guardrail=True),
    "2.1": Plan(shape=Shape.MILESTONE),
    "2.2": Plan(shape=Shape.BASELINE),
    "2.3": Plan(shape=None, undefined="There is no starting point yet: <baseline>."),
    "2.4": Plan(shape=Shape.FROM_TO, baseline=5, target=5),
    "h1": Plan(shape=Shape.HOLD, highest=15, guardrail=True),
}


def week(n: int) -> date:
    return START + timedelta(weeks=n)


def okr_set(*, check_ins: tuple[CheckIn, ...] = (), cycle: Cycle | None = None) -> OKRSet:
    def kr(name: str, own: tuple[CheckIn, ...] = ()) -> KeyResult:
        return KeyResult(statement=Statement(text=f"Words of {name}", id=name), check_ins=own)

    return OKRSet(
        cycle=cycle or Cycle(start=START, end=END),
        objectives=(
            Objective(
                statement=Statement(text="First", id="1"),
                key_results=(kr("1.1", check_ins), kr("1.2"), kr("1.3")),
            ),
            Objective(
                statement=Statement(text="Second", id="2"),
                key_results=tuple(kr(name) for name in ("2.1", "2.2", "2.3", "2.4")),
            ),
        ),
        heartbeats=(Heartbeat(statement=Statement(text="Beat", id="h1")),),
    )


def entry(
    about: str, n: int, value: float | None, confidence: float | None = None, hour: int = 9, **more: str
) -> LoggedCheckIn:
    at = datetime(2027, 1, 4, hour, tzinfo=UTC) + timedelta(weeks=n)
    seen = CheckIn(day=week(n), value=value, confidence=confidence)
    return LoggedCheckIn(about=about, check_in=seen, recorded=at, **more)


LOG: tuple[LogEntry, ...] = (
    *(entry("1.1", n, v, 5) for n, v in enumerate((18, 17, 16, 15, 14, 12))),
    entry("1.2", 2, 3.0, 6),
    entry("1.2", 4, 14.0, 3),
    entry("1.3", 4, 96.0),
    entry("1.3", 5, 94.0),
    entry("2.1", 5, 1.0),
    entry("2.2", 5, 6.2),
    entry("2.4", 5, 6.0),
    entry("h1", 5, 15.0),
    entry("1.1", 9, 9.0),  # after the day that is looked at
)


def card(log: tuple[LogEntry, ...] | list[LogEntry] = LOG, after: int = 5) -> Scorecard:
    return score(okr_set(), log, week(after), PLANS)


def test_a_cycle_worked_by_hand() -> None:
    found = card()
    first, second, guard = found.objectives[0].key_results
    # 18 to 9 are 9 steps, 12 is 6 of them; day 36 of 91.
    assert first.progress == pytest.approx(6 / 9)
    assert first.expected == pytest.approx(36 / 91)
    assert first.grade is not None
    assert (first.value, first.grade.final, first.band) == (12, 0.7, Band.GREEN)
    assert "promise missed" in first.meaning
    assert first.notices == ()
    assert first.forecast is not None
    # Five weekly moves of -1.2 on average, 7 weeks and 6 days left from the last check-in.
    assert first.forecast.value == pytest.approx(12 - 1.2 * 55 / 7)
    assert second.progress == pytest.approx(1.4)
    assert [t.notice for t in second.notices] == [Notice.DOUBT]
    assert guard.progress == 0.0
    rolled = found.objectives[0].roll_up
    # (2 * 6/9 + 1 * 1) / 3: 1.4 counts as 1, the guardrail stands apart.
    assert rolled.mean == pytest.approx((2 * 6 / 9 + 1) / 3)
    assert rolled.broken_guardrails == ("1.3",)
    assert found.objectives[0].grade == 0.8
    assert found.gone == pytest.approx(36 / 91)
    assert found.heartbeats[0].progress == 1.0


def test_what_is_undefined_is_listed_with_the_reason() -> None:
    found = card()
    assert [(name, "starting point" in reason) for name, reason in found.undefined] == [
        ("2.3", True),
        ("2.4", True),
    ]
    assert found.objectives[1].roll_up.mean == 1.0  # the milestone and the baseline found
    nothing = card([])
    assert dict(nothing.undefined)["1.1"] == "No check-in with a value yet."
    assert "2.2" not in dict(nothing.undefined)  # not found yet is 0
    assert nothing.objectives[0].grade is None
    assert nothing.objectives[0].key_results[0].confidence == 5.0


def test_a_key_result_without_a_plan_is_not_guessed() -> None:
    found = score(okr_set(), LOG, week(5), {})
    assert len(found.undefined) == 7
    assert "how it is measured" in found.undefined[0][1]


def test_the_order_of_check_ins_does_not_matter() -> None:
    log = [
        *LOG,
        entry("1.1", 5, 11.0, hour=17),  # put right the same day
        TargetMoved(about="1.2", day=week(3), before=8, after=10),
        Graded(about="1.1", day=week(4), computed=0.4),
    ]
    whole = card(log)
    assert whole.objectives[0].key_results[0].value == 11.0
    for seed in range(20):
        random.Random(seed).shuffle(log)
        assert card(log) == whole


def test_a_later_entry_of_the_day_keeps_what_it_leaves_open() -> None:
    found = card([entry("1.1", 1, 15.0, 7), entry("1.1", 1, None, 4, hour=12)]).key_results[0]
    assert (found.value, found.confidence, len(found.check_ins)) == (15.0, 4, 1)


def test_both_scores_of_a_moved_target_at_every_date() -> None:
    # The file says 20 by now; the log knows what it was before.
    plans = {"1.2": Plan(shape=Shape.COUNT, baseline=0, target=20)}
    log: list[LogEntry] = [
        entry("1.2", 1, 5.0),
        TargetMoved(about="1.2", day=week(3), before=10, after=20, why="Half of them came from one fair"),
        entry("1.2", 4, 12.0),
    ]
    before, after = (score(okr_set(), log, week(n), plans).key_results[1] for n in (2, 4))
    assert (before.target, before.progress, before.against_first, before.moves) == (10, 0.5, None, ())
    assert (after.target, after.progress, after.against_first) == (20, 0.6, 1.2)
    assert after.notices[0].notice is Notice.TARGET_MOVED


def test_a_moved_bound_of_a_level() -> None:
    log: list[LogEntry] = [entry("1.3", 1, 94.0), TargetMoved(about="1.3", day=week(1), before=95, after=93)]
    found = card(log, 2).key_results[2]
    assert found.progress == 1.0
    assert [t.notice for t in found.notices] == [Notice.TARGET_MOVED]


def test_grades_are_added_and_none_is_erased() -> None:
    own = [
        Graded(about="1.1", day=week(4), computed=0.4, given=0.5, reason="Early"),
        Graded(about="1.1", day=week(5), computed=0.7, given=0.6, reason="One ward was empty"),
    ]
    found = card([*LOG, *own]).key_results[0]
    assert found.graded == tuple(own)
    assert found.grade is not None
    assert (found.grade.computed, found.grade.final, found.grade.reason) == (0.7, 0.6, "One ward was empty")
    assert found.band is Band.YELLOW


def test_too_early_counts_neither_way() -> None:
    plans = PLANS | {"1.1": Plan(shape=Shape.FROM_TO, baseline=18, target=9, lag=70)}
    found = score(okr_set(), LOG, week(5), plans).objectives[0]
    assert found.key_results[0].deferred.startswith("Too early to judge until 2027-03-15")
    assert found.roll_up.mean == 1.0
    assert found.roll_up.deferred[0][0] == "1.1"


def test_a_value_of_the_draft_is_used_and_questioned() -> None:
    plans = {"1.1": Plan(shape=Shape.FROM_TO, baseline=18, target=9, current=15)}
    found = score(okr_set(), [], week(3), plans).key_results[0]
    assert found.progress == pytest.approx(3 / 9)
    assert found.notices[0].notice is Notice.VALUE_ALONE
    later = score(okr_set(), LOG, week(5), plans).key_results[0]
    assert (later.value, later.notices) == (12, ())


def test_check_ins_of_the_file_count_too() -> None:
    own = (CheckIn(day=week(1), value=16.0, confidence=8), CheckIn(day=week(8), value=1.0))
    found = score(okr_set(check_ins=own), [], week(2), PLANS).key_results[0]
    assert (found.value, found.confidence) == (16.0, 8)


def test_entries_follow_their_words_when_lines_change_places() -> None:
    moved = entry("1.1", 1, 4.0, text="Words of 1.2")
    reworded = entry("1.1", 1, 12.0, text="Older words")
    stray = entry("7.1", 1, 4.0)
    found = card([moved, reworded, stray])
    assert [row.value for row in found.key_results[:2]] == [12.0, 4.0]
    assert found.strays == (stray,)


def test_without_days_nothing_is_said_about_pace() -> None:
    found = score(okr_set(cycle=Cycle(name="Some time")), LOG, week(5), PLANS)
    first = found.key_results[0]
    assert (found.gone, first.expected, first.forecast, first.notices) == (None, None, None, ())
    assert first.progress == pytest.approx(6 / 9)
    with pytest.raises(Undefined, match="before it starts"):
        score(okr_set(cycle=Cycle(start=END, end=START)), LOG, week(5), PLANS)


def test_how_a_level_is_looked_at_is_a_setting() -> None:
    found = score(okr_set(), LOG, week(5), PLANS, Settings(look=Look.AVERAGE)).key_results[2]
    assert found.progress == 1.0  # (96 + 94) / 2 = 95
