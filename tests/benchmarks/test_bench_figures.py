"""Figures, calibration and bars: by hand on a few rows."""

from __future__ import annotations

import pytest

from benchmarks.bars import Bar, flag_bars, quantity_bars, speed_bars, verdict_bars
from benchmarks.figures import calibration, compare
from benchmarks.marks import FlagFigures, PartFigures, flags, judged, precision, recall
from benchmarks.speed import BARE, OURS, Memory, StartUp
from okrcoach.model import Kind

O, K, T, H = Kind  # noqa: E741


def test_figures_of_four_rows_by_hand() -> None:
    f = compare([O, K, T, T], [O, K, T, O])
    assert f.accuracy == 0.75
    assert f.precision == {O: 0.5, K: 1.0, T: 1.0, H: 0.0}
    assert f.recall == {O: 1.0, K: 1.0, T: 0.5, H: 0.0}
    # 2/3 for objective and for task, 1 for outcome; heartbeat does not occur and does not count
    assert f.macro_f1 == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)
    # agreement by chance: (1*2 + 1*1 + 2*1) / 16
    assert f.kappa == pytest.approx((0.75 - 5 / 16) / (1 - 5 / 16))
    assert f.confusion == ((1, 0, 0, 0), (0, 1, 0, 0), (1, 0, 1, 0), (0, 0, 0, 0))


def test_always_the_same_answer_is_worth_no_kappa() -> None:
    assert compare([O, K, T, H], [T, T, T, T]).kappa == 0


def test_labels_and_answers_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare([O, K], [O])


def test_no_rows_give_figures_and_no_crash() -> None:
    assert compare([], []).accuracy == 0
    assert calibration([], []).sure_right == 0


def test_confidence_that_is_kept_has_no_error_and_boasting_has() -> None:
    assert calibration([0.75] * 4, [True, True, True, False]).error == pytest.approx(0)
    boast = calibration([0.95] * 4, [True, False, False, False])
    assert boast.error == pytest.approx(0.7)
    assert (boast.sure_share, boast.sure_right) == (1.0, 0.25)


def test_sure_begins_at_nine_tenths_and_one_is_in_the_last_bin() -> None:
    c = calibration([0.9, 1.0, 0.89, 0.2], [True, True, False, False])
    assert (c.sure_share, c.sure_right) == (0.5, 1.0)
    assert c.error == pytest.approx((0.89 + 0.2 + 2 * 0.05) / 4)


@pytest.mark.parametrize(
    ("measured", "at_most", "met"),
    [
        (0.8, False, True),
        (0.7999, False, False),
        (0.8, True, True),
        (0.8001, True, False),
        (None, False, None),
    ],
)
def test_a_bar_is_judged_by_the_unrounded_figure(
    measured: float | None, at_most: bool, met: bool | None
) -> None:
    assert Bar("any", 0.8, measured, at_most).met is met


def test_without_a_measurement_no_bar_is_met_or_missed() -> None:
    bars = [*verdict_bars({}), *flag_bars(None), *quantity_bars({}), *speed_bars({}, None, None, "peer")]
    assert {bar.met for bar in bars} == {None}
    assert len({bar.name for bar in bars}) == len(bars)


def test_speed_bars_compare_with_the_right_ones() -> None:
    start = StartUp(import_alone=0.05, first_verdict=1, one_line=0.6, one_line_jsonl=0.5, blank_pipeline=0.5)
    memory = (Memory(10, 100, 1), Memory(1000, 125, 1))
    bars = speed_bars({OURS: 300, BARE: 1500, "peer": 10}, start, memory, "peer")
    assert [bar.measured for bar in bars] == pytest.approx([0.2, 30, 50, 1.2, 1.25])
    assert [bar.met for bar in bars] == [True, True, True, True, False]


def test_verdict_and_quantity_bars_take_their_own_rows() -> None:
    poor = (compare([O, K], [K, O]), calibration([0.95, 0.95], [False, False]))
    good = (compare([O, K], [O, K]), calibration([0.95, 0.95], [True, True]))
    by_name = {bar.name: bar for bar in verdict_bars({"unread, agreed": good, "unread, author says": poor})}
    assert by_name["macro-F1 (unread, agreed)"].met
    assert by_name["recall of outcome_kr (unread, agreed)"].met
    assert by_name["kappa with what authors say (unread)"].met is False
    read = quantity_bars({"target": PartFigures(9, 10, 4, 5), "baseline": PartFigures(8, 10, 0, 2)})
    assert {bar.name.split()[0]: bar.met for bar in read} == {
        "baseline": False,
        "target": True,
        "change": None,
        "deadline": None,
    }


def test_marks_count_what_both_readers_put_and_alarms_only_where_nobody_put_any() -> None:
    def row(text: str, flags: tuple[str, ...] = (), maybe: tuple[str, ...] = ()) -> dict[str, object]:
        return {"text": text, "role": "key_result", "flags": list(flags), "maybe": list(maybe)}

    rows = [
        row("Launch the new voice menu", ("task",)),
        row("Launch the new voice menu", (), ("task",)),
        row("Launch the new voice menu"),
        row("Raise on-time departures from 81% to 92%", ("vague",)),
        row("Raise on-time departures from 81% to 92%"),
        # Nothing but a note: no alarm, yet a mark put in vain.
        row("Raise parent-evening attendance to 75%"),
    ]
    found = flags(rows, judged(rows))
    assert found.flags == {"task": (1, 1, 0), "vague": (0, 0, 1), "no_baseline": (0, 1, 0)}
    assert found.micro_f1 == pytest.approx(2 / (2 + 2 + 1))
    assert (found.alarms, found.unmarked) == (1, 3)
    assert FlagFigures({}, 0, 0).micro_f1 is None
    assert FlagFigures({}, 0, 0).alarm_share is None


def test_single_marks_have_a_bar_from_ten_cases_on() -> None:
    bars = {
        bar.name: bar
        for bar in flag_bars(FlagFigures({"task": (9, 1, 3), "vague": (9, 0, 0)}, unmarked=20, alarms=1))
    }
    assert precision((9, 1, 3)) == 0.9
    assert recall((9, 1, 3)) == 0.75
    assert bars["precision of task (looked at)"].met
    assert bars["recall of task (looked at)"].met
    assert bars["false alarms on unmarked statements (looked at)"].met
    assert not any("vague" in name for name in bars)
