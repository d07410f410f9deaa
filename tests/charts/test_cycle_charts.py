"""The pictures of a team's cycle: what they hold is worked by hand, and nothing hostile gets out of them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import altair as alt
import pytest

from okrcoach.charts import draw
from okrcoach.charts.confidence import (
    confidence_chart,
    confidence_in_words,
    confidence_rows,
    confidence_title,
)
from okrcoach.charts.heat_map import heat_map_chart, heat_map_in_words, heat_map_rows, heat_map_title
from okrcoach.charts.pace import pace_chart
from okrcoach.charts.pace_said import pace_in_words, pace_rows, pace_title
from okrcoach.data import shipped
from okrcoach.exchange import read_okrs
from okrcoach.exchange.check_in_log import log_beside, read_log
from okrcoach.judgement.plans import plans_of
from okrcoach.model import (
    CheckIn,
    Cycle,
    KeyResult,
    LogEntry,
    LoggedCheckIn,
    Objective,
    OKRSet,
    Plan,
    Shape,
    Statement,
    TargetMoved,
)
from okrcoach.progress.scorecard import Scorecard, Scored, score
from okrcoach.progress.standing import due_on, score_weeks

START, END = date(2027, 1, 4), date(2027, 4, 13)  # 100 days: a day is 0.01 of the cycle
HOSTILE = '</title><script>alert(1)</script> \x1b[31m =cmd() "x" datum.y {{7*7}} http://evil.example'
FROM_TO = Plan(shape=Shape.FROM_TO, baseline=100, target=200)


def kr_set(*texts: str, cycle: Cycle | None = None) -> OKRSet:
    results = tuple(KeyResult(statement=Statement(text=t, id=f"1.{n}")) for n, t in enumerate(texts, 1))
    objective = Objective(statement=Statement(text="Aim", id="1"), key_results=results)
    return OKRSet(title="Team", cycle=cycle or Cycle(start=START, end=END), objectives=(objective,))


def seen(day: int, value: float | None, sure: float | None = None, about: str = "1.1", note: str = "") -> Any:
    check_in = CheckIn(day=START + timedelta(days=day), value=value, confidence=sure, note=note)
    return LoggedCheckIn(about=about, check_in=check_in)


def one_card(
    *entries: LogEntry, plan: Plan = FROM_TO, at: int = 49, cycle: Cycle | None = None, text: str = "Words"
) -> tuple[Scored, Scorecard]:
    card = score(kr_set(text, cycle=cycle), entries, START + timedelta(days=at), {"1.1": plan})
    return card.key_results[0], card


def held(chart: alt.LayerChart, field: str) -> list[dict[str, Any]]:
    """Return the records of a chart that have a field."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows if field in row]


def words(chart: alt.LayerChart) -> list[str]:
    return [row["words"] for row in held(chart, "words")]


@cache
def desk(day: date) -> Scorecard:
    source = Path(str(shipped("datasets"))) / "quarters" / "parcel-service-desk.yaml"
    okr_set = read_okrs(source)
    entries, _ = read_log(log_beside(source))
    return score(okr_set, entries, day, plans_of(okr_set))


def test_discs_stand_at_the_values_of_the_check_ins_with_what_was_expected() -> None:
    # Day 9 is the tenth of 100: 0.10 of the way from 100 to 200 is 110. Day 49: half of it, 150.
    one, card = one_card(seen(9, 105, 5), seen(49, 120, 4))
    discs = held(pace_chart(one, card), "confidence")
    assert [(d["value"], d["expected"], d["confidence"]) for d in discs] == [(105, 110, 5), (120, 150, 4)]
    assert discs[0]["x"] < discs[1]["x"]
    assert discs[0]["y"] > discs[1]["y"], "a higher value stands higher"


def test_the_expected_line_runs_from_the_start_to_the_target_and_starts_after_the_lag() -> None:
    one, card = one_card(seen(9, 105), plan=Plan(shape=Shape.FROM_TO, baseline=100, target=200, lag=50))
    line = [(r["day"], r["expected"]) for r in held(pace_chart(one, card), "day") if "x2" in r]
    # Nothing before day 50; from then on 50 days, the first of which is 1/50 of the way.
    assert line[0] == (START.isoformat(), 100)
    assert (START + timedelta(days=50)).isoformat() in [day for day, _ in line]
    assert line[-1] == ((START + timedelta(days=50)).isoformat(), 102)
    assert due_on(one, card.cycle, END) == 200
    assert due_on(one, card.cycle, START + timedelta(days=74)) == 150


def test_a_late_curve_bends_at_half_time() -> None:
    one, card = one_card(plan=Plan(shape=Shape.FROM_TO, baseline=100, target=200, late=True), at=0)
    # Half the time: 0.2 of the way. Three quarters: half of the other 0.8, so 0.6.
    assert due_on(one, card.cycle, START + timedelta(days=49)) == pytest.approx(120)
    assert due_on(one, card.cycle, START + timedelta(days=74)) == pytest.approx(160)
    bends = [r for r in held(pace_chart(one, card), "expected") if "x2" in r]
    assert (START + timedelta(days=49)).isoformat() in [r["day"] for r in bends]


def test_a_moved_target_is_a_step_and_the_expected_line_follows_it() -> None:
    moved = TargetMoved(about="1.1", day=START + timedelta(days=50), before=200, after=150)
    one, card = one_card(seen(9, 105), moved, at=60)
    chart = pace_chart(one, card)
    steps = [r for r in held(chart, "target") if "x2" in r]
    assert [r["target"] for r in steps] == [200, 150]
    assert steps[0]["x2"] == steps[1]["x"]
    assert "200 until 23 Feb" in words(chart)
    assert "150 target" in words(chart)
    # The day before: 0.5 of 100 more. On the day: 0.51 of 50 more.
    assert due_on(one, card.cycle, START + timedelta(days=49)) == pytest.approx(150)
    assert due_on(one, card.cycle, START + timedelta(days=50)) == pytest.approx(125.5)


def test_what_is_due_is_what_the_scorecard_says_is_expected() -> None:
    for day in (date(2026, 7, 1), date(2026, 7, 29), date(2026, 8, 19), date(2026, 9, 30)):
        card = desk(day)
        for one in card.key_results:
            due = due_on(one, card.cycle, day)
            if one.expected is None or one.target is None:
                assert due is None
                continue
            start = one.plan.baseline or 0.0
            assert due == pytest.approx(start + one.expected * (one.target - start)), (one.id, day)


def test_the_band_ends_at_the_bounds_of_the_forecast() -> None:
    one = next(o for o in desk(date(2026, 8, 19)).key_results if o.id == "1.3")
    (end,) = held(pace_chart(one, desk(date(2026, 8, 19))), "low")
    assert one.forecast is not None
    assert (end["low"], end["high"]) == (one.forecast.low, one.forecast.high)
    said = {f"{float(f'{bound:.3g}'):g}%" for bound in (end["low"], end["high"])}
    assert said <= set(words(pace_chart(one, desk(date(2026, 8, 19)))))


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([(49, 120)], "Off pace: 20% of the way, 50% expected"),
        ([(49, 140)], "A little behind: 40% of the way, 50% expected"),
        ([(49, 147)], "On pace: 47% of the way, 50% expected"),
        ([(49, 170)], "Ahead: 70% of the way, 50% expected"),
        ([(49, 210)], "Reached: 110% of the way, 50% expected"),
        ([(49, 199.9)], "Ahead: 99% of the way, 50% expected"),
        ([], "Not scored yet. No check-in with a value yet"),
        # The same step every week, so the forecast is sure: 130 + 8 weeks * 5; 172 + 8 * 12.
        (
            [(7 * w + 6, 100 + 5 * w) for w in range(7)],
            "Off pace and likely to end short: 30% of the way, 50% expected",
        ),
        (
            [(7 * w + 6, 100 + 12 * w) for w in range(7)],
            "Ahead and likely to get there: 72% of the way, 50% expected",
        ),
    ],
)
def test_the_title_is_the_finding(values: list[tuple[int, float]], title: str) -> None:
    one, card = one_card(*(seen(day, value) for day, value in values))
    assert pace_title(one) == title
    assert pace_chart(one, card).to_dict()["title"]["text"] == title
    assert pace_in_words(one, card).startswith(f"{title}.")


def test_only_off_pace_has_the_alarm_colour() -> None:
    for value, alarms in ((120, 3), (140, 0), (170, 0)):
        one, card = one_card(seen(49, value, 5))
        rows = held(pace_chart(one, card, "page"), "colour")
        assert len([r for r in rows if r["colour"] == "var(--okr-fix)"]) == alarms, value


def test_a_level_to_hold_shows_its_bound_and_marks_what_is_outside_by_shape() -> None:
    one, card = one_card(seen(9, 12), seen(16, 17), plan=Plan(shape=Shape.HOLD, highest=15))
    chart = pace_chart(one, card)
    assert pace_title(one) == "Not held: 17; 15 or less is fine"
    assert [r["bound"] for r in held(chart, "bound")] == [15]
    assert [(r["value"], r["shape"]) for r in held(chart, "value")] == [
        (12, "circle"),
        (17, "triangle-down"),
    ]


def test_without_a_cycle_only_the_values_are_drawn() -> None:
    one, card = one_card(seen(9, 105), seen(16, 120), cycle=Cycle(name="some time"))
    chart = pace_chart(one, card)
    assert pace_title(one) == "20% of the way; without the first and last day nothing is said about pace"
    assert [r["value"] for r in held(chart, "value")] == [105, 120]
    assert [r for r in held(chart, "expected") if "x2" in r] == []


@pytest.mark.parametrize(
    "plan",
    [
        Plan(shape=None, undefined="There is no starting point yet: <baseline>."),
        Plan(shape=Shape.MILESTONE),
        Plan(shape=Shape.BASELINE),
        Plan(shape=Shape.FROM_TO),
        Plan(shape=Shape.FROM_TO, baseline=3, target=3),
        FROM_TO,
    ],
)
@pytest.mark.parametrize("cycle", [None, Cycle(), Cycle(start=START, end=START)])
def test_nothing_to_draw_says_why(plan: Plan, cycle: Cycle | None) -> None:
    one, card = one_card(plan=plan, cycle=cycle)
    chart = pace_chart(one, card)
    assert any(words(chart))
    assert Xml.fromstring(draw(chart, pace_in_words(one, card))).get("role") == "img"
    assert pace_rows(one, card) == [["Day", "Value", "Expected", "Target", "Confidence", "Note"]]


def test_many_check_ins_do_not_touch_and_all_keep_their_figures() -> None:
    one, card = one_card(*(seen(day, 100 + day, 5) for day in range(50)))
    rows = [r for r in held(pace_chart(one, card), "confidence") if "value" in r]
    assert len(rows) == 50
    discs = sorted(r["x"] for r in rows if r["size"] > 100)
    assert 5 < len(discs) < 50
    assert min(b - a for a, b in pairwise(discs)) >= 14


def test_extreme_numbers_are_drawn() -> None:
    for values in ((1e300, -1e300), (1e-300, 2e-300), (0.0, 0.0)):
        one, card = one_card(*(seen(7 * n, v) for n, v in enumerate(values)))
        Xml.fromstring(draw(pace_chart(one, card), pace_in_words(one, card)))


def test_the_table_of_a_key_result_has_a_row_for_each_check_in() -> None:
    one, card = one_card(seen(9, 105, 5, note="slow\nstart"), seen(49, None, 4))
    assert pace_rows(one, card)[1:] == [
        ["2027-01-13", "105", "110", "200", "5", "slow start"],
        ["2027-02-22", "", "150", "200", "4", ""],
    ]


def test_confidence_has_a_row_for_each_key_result_and_says_what_fell() -> None:
    entries = [seen(7, 1, 5), seen(14, 1, 7), seen(7, 1, 6, "1.2"), seen(14, 1, 3, "1.2")]
    card = score(kr_set("A", "B", "C"), entries, START + timedelta(days=20), {})
    assert confidence_title(card) == "Confidence fell at the last check-in for 1.2"
    chart = confidence_chart(card)
    assert chart.to_dict()["title"]["text"] == confidence_title(card)
    assert {"7, up from 5", "3, down from 6", "nobody has said yet"} <= set(words(chart))
    points = {(r["id"], r["confidence"]) for r in held(chart, "confidence")}
    assert points == {("1.1", 5), ("1.1", 7), ("1.2", 6), ("1.2", 3)}
    assert confidence_rows(card)[1:] == [["1.1", "A", "5", "7"], ["1.2", "B", "6", "3"], ["1.3", "C", "", ""]]


def test_surer_stands_higher_and_the_disc_is_fuller() -> None:
    card = score(kr_set("A"), [seen(7, 1, 3), seen(14, 1, 10)], START + timedelta(days=20), {})
    low, high = sorted(held(confidence_chart(card), "confidence"), key=lambda r: r["confidence"])
    assert low["y"] > high["y"]
    shapes = [r["shape"] for r in held(confidence_chart(card), "shape") if not r["says"]]
    assert any(shape.startswith("M0,0L0,-1A1,1,0,0,1,0.9511,0.3090Z") for shape in shapes)  # 108 degrees


@pytest.mark.parametrize(
    ("entries", "title"),
    [
        ((), "Nobody has said yet how sure they are"),
        ((seen(7, 1, 5),), "How sure the team is has been said once so far"),
        ((seen(7, 1, 5), seen(14, 1, 5)), "Confidence held or rose everywhere at the last check-in"),
    ],
)
@pytest.mark.parametrize("cycle", [None, Cycle()])
def test_confidence_that_did_not_fall_or_was_not_said(
    entries: tuple[LogEntry, ...], title: str, cycle: Cycle | None
) -> None:
    card = score(kr_set("A", cycle=cycle), entries, START + timedelta(days=20), {})
    assert confidence_title(card) == title
    Xml.fromstring(draw(confidence_chart(card), confidence_in_words(card)))


def test_long_lists_are_cut_and_say_so() -> None:
    entries = [seen(d, 1, c, f"1.{n}") for n in (3, 30) for d, c in ((7, 5), (14, 4))]
    card = score(kr_set(*"x" * 50), entries, START + timedelta(days=20), {})
    chart = confidence_chart(card)
    assert "2 of 50 key results are drawn: where it fell." in chart.to_dict()["title"]["subtitle"]
    cards = score_weeks(kr_set(*"x" * 50), entries, END, {})
    assert len(cards) == 15
    subtitle = heat_map_chart(cards).to_dict()["title"]["subtitle"]
    assert "Drawn: the last 14 of 15 weeks and the first 40 of 50 key results." in subtitle


def weeks(*entries: LogEntry, plan: Plan = FROM_TO, at: int = 27) -> tuple[Scorecard, ...]:
    return score_weeks(kr_set("Words"), entries, START + timedelta(days=at), {"1.1": plan})


def test_the_weeks_are_counted_back_to_the_first_day() -> None:
    assert [(c.at - START).days for c in weeks(at=27)] == [6, 13, 20, 27]
    assert [(c.at - START).days for c in weeks(at=-3)] == [-3]
    assert [(c.at - START).days for c in weeks(at=120)][-2:] == [99, 120]
    assert len(score_weeks(kr_set("A", cycle=Cycle()), [], END, {})) == 1
    ages = Cycle(start=date(1, 1, 1), end=date(9999, 12, 31))
    assert len(score_weeks(kr_set("A", cycle=ages), [], END, {})) == 54


def test_a_cell_holds_progress_against_expected_and_off_pace_has_a_sign() -> None:
    cards = weeks(seen(5, 107), seen(12, 105), seen(19, 105), seen(26, 128))
    cells = sorted(held(heat_map_chart(cards), "missing"), key=lambda r: r["day"])
    # Expected at the end of days 6, 13, 20, 27: 0.07, 0.14, 0.21, 0.28; missing: 0, 0.09, 0.16, 0 of 0.4.
    assert [r["missing"] for r in cells] == pytest.approx([0, 0.225, 0.4, 0])
    assert [r["opacity"] for r in cells] == pytest.approx([0.08, 0.265, 0.408, 0.08], abs=1e-3)
    signs = [r for r in held(heat_map_chart(cards), "shape") if r["shape"] == "triangle-down"]
    assert len(signs) == 2
    assert {"7%", "5%", "28%"} <= set(words(heat_map_chart(cards)))
    assert heat_map_title(cards) == "No key result is off pace"
    assert heat_map_title(cards[:3]) == "1.1 is off pace, for 2 weeks now"


def test_only_the_last_week_has_the_alarm_colour() -> None:
    cards = weeks(seen(5, 100), seen(19, 100))
    rows = [r for r in held(heat_map_chart(cards, "page"), "shape") if r["shape"] == "triangle-down"]
    assert [r["colour"] for r in rows].count("var(--okr-fix)") == 1
    assert len(rows) == 4


def test_the_table_of_the_weeks_tells_the_state_in_words() -> None:
    cards = weeks(seen(5, 100), seen(26, 128))
    assert heat_map_rows(cards)[0][2:] == ["2027-01-10", "2027-01-17", "2027-01-24", "2027-01-31"]
    assert heat_map_rows(cards)[1][2] == "0% of the way, 7% expected, off pace"
    assert heat_map_rows(cards)[1][-1] == "28% of the way, 28% expected, on pace"


@pytest.mark.parametrize("cards", [(), (score(OKRSet(), [], START, {}),), weeks()])
def test_an_empty_heat_map_is_designed(cards: tuple[Scorecard, ...]) -> None:
    chart = heat_map_chart(cards)
    assert any(words(chart))
    svg = draw(chart, heat_map_in_words(cards))
    assert heat_map_title(cards) in "".join(Xml.fromstring(svg).itertext())


@pytest.mark.parametrize("theme", ["any", "page"])
def test_hostile_words_stay_words(theme: Any) -> None:
    text, note = HOSTILE, HOSTILE
    entries = [seen(9, 105, 5, note=note), seen(16, 104, 3, note=note)]
    one, card = one_card(*entries, text=text, plan=Plan(shape=Shape.COUNT, target=9, unit=HOSTILE))
    cards = (card,)
    for chart, said in (
        (pace_chart(one, card, theme), pace_in_words(one, card)),
        (confidence_chart(card, theme), confidence_in_words(card)),
        (heat_map_chart(cards, theme), heat_map_in_words(cards)),
    ):
        svg = draw(chart, said)
        root = Xml.fromstring(svg)
        assert root.get("aria-label") == said
        assert {mark.tag.rpartition("}")[2] for mark in root.iter()} <= {
            "svg", "g", "path", "text", "tspan", "line", "title", "rect",
        }  # fmt: skip
        assert not any(key.endswith("href") for mark in root.iter() for key in mark.attrib)
        assert "\x1b" not in svg
        assert "<script" not in svg


def test_the_quarter_of_the_parcel_desk() -> None:
    card = desk(date(2026, 8, 19))
    by_id = {one.id: one for one in card.key_results}
    assert pace_title(by_id["1.3"]) == "Off pace and likely to end short: 11% of the way, 34% expected"
    assert pace_title(by_id["1.4"]) == "Held: 11; 15 or less is fine"
    assert pace_title(by_id["2.3"]) == "The starting point is found: 5.8"
    assert confidence_title(card) == "Confidence fell at the last check-in for 1.2, 1.3 and 2.2"
    svg = draw(pace_chart(by_id["1.3"], card, "page"), pace_in_words(by_id["1.3"], card))
    assert "http" not in svg.replace("http://www.w3.org", "")
