"""What the tables of a quarter show of a key result: its figures in words, its standing, a small drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from okrcoach.charts.board import share_said, value_said
from okrcoach.model import Cycle, Shape
from okrcoach.progress.four_square import bounds_of
from okrcoach.progress.pace import Notice
from okrcoach.progress.reckoning import start_value
from okrcoach.progress.scorecard import Scorecard, Scored
from okrcoach.progress.standing import Standing, due_on, standing

#: Standings in the one alarm colour.
ALARMS = (Standing.OFF_PACE, Standing.NOT_HELD)
#: Standing -> the sign before its word, shape before colour; a dashed ring where nothing can be said yet.
_SIGNS = {
    Standing.REACHED: "tick",
    Standing.AHEAD: "up",
    Standing.ON_PACE: "even",
    Standing.A_LITTLE_BEHIND: "lower",
    Standing.OFF_PACE: "down",
    Standing.HELD: "disc",
    Standing.NOT_HELD: "down",
}
#: Notices that the standing does not already say.
_BESIDE = {
    Notice.STALLED: ("flat", "stalled"), Notice.DOUBT: ("lower", "less sure"),
    Notice.TARGET_MOVED: ("even", "target moved"), Notice.VALUE_ALONE: ("gap", "no check-in"),
}  # fmt: skip
#: Layout of the small drawings, in pixels.
WIDE, HIGH, _EDGE = 184, 40, 8


@dataclass(frozen=True, slots=True)
class Spark:
    """A key result over its cycle, small: SVG paths within ``WIDE`` by ``HIGH``; "" for what there is not."""

    line: str = ""
    expected: str = ""
    #: Upper and lower edge of what is fine, for a level to hold; and those of them that are a bound.
    rails: tuple[float, float] | None = None
    bounds: tuple[float, ...] = ()
    #: Where the values are, oldest first.
    points: tuple[tuple[float, float], ...] = ()

    @property
    def end(self) -> tuple[float, float] | None:
        """Where the last value is."""
        return self.points[-1] if self.points else None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of key results."""

    one: Scored
    kind: str
    now: str
    expected: str
    word: str
    sign: str
    alarm: bool
    #: (sign, words) of notices beside the standing.
    beside: tuple[tuple[str, str], ...]
    #: Said confidence 0 to 10; None: nobody has said.
    sure: float | None
    spark: Spark


def row_of(one: Scored, card: Scorecard) -> Row:
    """Return what a table shows of a key result or heartbeat of ``card``."""
    word = standing(one)
    told = dict.fromkeys(notice.notice for notice in one.notices)
    said = [c.confidence for c in one.check_ins if c.confidence is not None]
    return Row(
        one=one,
        kind="heartbeat" if one.plan.guardrail or one.plan.shape is Shape.HOLD else "outcome_kr",
        now=_now(one, word),
        expected=_expected(one, card),
        word=str(word),
        sign=_SIGNS.get(word, "gap"),
        alarm=word in ALARMS,
        beside=tuple(_BESIDE[notice] for notice in told if notice in _BESIDE),
        sure=said[-1] if said else None,
        spark=spark_of(one, card.cycle, card.at),
    )


def figures(one: Scored, card: Scorecard) -> tuple[tuple[str, str], ...]:
    """Return (figure, what it is) of an opened key result, the most telling first."""
    found = []
    if one.value is not None:
        found.append((value_said(one.value, one.plan.unit), "now"))
    due = due_on(one, card.cycle, card.at)
    if due is not None:
        found.append((value_said(due, one.plan.unit, 3), "expected by this day"))
    if one.progress is not None and one.plan.shape not in (Shape.HOLD, Shape.BASELINE):
        wanted = f", {share_said(one.expected)} expected" if one.expected is not None else ""
        found.append((share_said(one.progress), f"of the way{wanted}"))
    if one.against_first is not None:
        found.append((share_said(one.against_first), "against the first target"))
    said = [c.confidence for c in one.check_ins if c.confidence is not None]
    if said:
        was = f", {said[-2]:g} the time before" if len(said) > 1 else ""
        found.append((f"{said[-1]:g}", f"of 10 confidence{was}"))
    return tuple(found)


def spark_of(one: Scored, cycle: Cycle, at: date) -> Spark:
    """Return the small drawing of a key result: its values, and the dashed line of what is expected."""
    values = [(c.day, c.value) for c in one.check_ins if c.value is not None]
    start = cycle.start or (values[0][0] if values else at)
    end = cycle.end or max([at, *(day for day, _ in values)])
    if end <= start or (end - start).days > 2000:
        return Spark()
    days = [start + timedelta(days=n) for n in range(0, (end - start).days, 7)] + [end]
    due = [(day, wanted) for day in days if (wanted := due_on(one, cycle, day)) is not None]
    low, high = bounds_of(one) if one.plan.shape is Shape.HOLD else (None, None)
    ends = (low, high, one.target, start_value(one.plan) if one.plan.shape is not Shape.HOLD else None)
    known = [v for _, v in (*values, *due)] + [v for v in ends if v is not None]
    return drawn(values, due, known, (start, end), (low, high))


def drawn(
    values: Sequence[tuple[date, float]],
    due: Sequence[tuple[date, float]],
    known: Iterable[float],
    span: tuple[date, date],
    bounds: tuple[float | None, float | None] = (None, None),
    size: tuple[float, float] = (WIDE, HIGH),
) -> Spark:
    """Return paths for values and expectations by day, on a scale that holds all of ``known``."""
    known = list(known) or [0.0]
    bottom, top = min(known), max(known)
    room = (top - bottom) or abs(top) or 1.0
    wide, high = size

    def place(day: date, value: float) -> tuple[float, float]:
        across = min(1.0, max(0.0, (day - span[0]).days / max(1, (span[1] - span[0]).days)))
        up = (value - bottom) / room if top > bottom else 0.5
        return round(_EDGE + across * (wide - 2 * _EDGE), 1), round(high - _EDGE - up * (high - 2 * _EDGE), 1)

    low, upper = bounds
    rails = None
    if low is not None or upper is not None:
        rails = (
            place(span[0], upper)[1] if upper is not None else 2.0,
            place(span[0], low)[1] if low is not None else high - 2.0,
        )
    points = [place(day, value) for day, value in values]
    return Spark(
        line=_path(points),
        expected=_path([place(day, value) for day, value in due]),
        rails=rails,
        bounds=tuple(
            edge for edge, bound in zip(rails or (), (upper, low), strict=False) if bound is not None
        ),
        points=tuple(points),
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in points) if points else ""


def _now(one: Scored, word: Standing) -> str:
    if word is Standing.NOT_SCORED and one.value is None:
        return "not scored"
    if one.plan.milestones and one.progress is not None:
        return f"{share_said(one.progress)} by weight"
    if one.plan.shape is Shape.MILESTONE:
        return "reached" if one.progress else "not yet"
    return value_said(one.value, one.plan.unit) if one.value is not None else "no value"


def _expected(one: Scored, card: Scorecard) -> str:
    if one.plan.shape is Shape.HOLD:
        low, high = bounds_of(one)
        if low is not None and high is not None:
            return f"{low:g} to {high:g}"
        return f"{low:g} or more" if low is not None else f"{high:g} or less"
    due = due_on(one, card.cycle, card.at)
    if due is not None:
        return value_said(due, one.plan.unit, 3)
    return share_said(one.expected) if one.expected is not None else ""
