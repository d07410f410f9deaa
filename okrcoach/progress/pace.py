"""Where a key result should be by now, and what its check-ins tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from okrcoach.model import CheckIn
from okrcoach.progress.arithmetic import Undefined, from_to

#: (share of the time gone, share of the way expected), rising in both, from (0, 0) to (1, 1).
Curve = tuple[tuple[float, float], ...]
LINEAR: Curve = ((0.0, 0.0), (1.0, 1.0))
#: Little shows at first: for what needs to be built before it can move.
LATE: Curve = ((0.0, 0.0), (0.5, 0.2), (1.0, 1.0))


class Notice(StrEnum):
    """What is worth talking about at a check-in."""

    OFF_PACE = "off pace"
    STALLED = "stalled"
    DOUBT = "confidence falls while the value rises"
    VALUE_ALONE = "value without a check-in"
    TARGET_MOVED = "target moved"
    TOO_EARLY = "too early to judge"
    ZERO_AFTER_A_THIRD = "still at the start after a third of the time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Our settings; authors and tools disagree, so all of them are yours to change."""

    #: Off pace below this share of what is expected (tools: 0.40 to 0.75; Oboard calls below 0.7 behind).
    off_pace: float = 0.7
    #: Weeks without movement.
    stalled_weeks: int = 3
    #: Points of confidence lost while the value rose.
    doubt: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMove:
    """A target that was changed during the cycle; kept as an event, so both scores can be shown."""

    day: date
    before: float
    after: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notice with the sentence that explains it and the question to ask."""

    notice: Notice
    says: str
    ask: str


def time_gone(start: date, end: date, at: date) -> float:
    """Return the share of the cycle that is over at the end of a day, 0.0 to 1.0; both days belong to it.

    Raises :class:`Undefined` when the cycle ends before it starts.
    """
    if end < start:
        raise Undefined(f"The cycle ends ({end}) before it starts ({start}).")
    days = (end - start).days + 1
    return min(1.0, max(0.0, ((at - start).days + 1) / days))


def expected(curve: Curve, gone: float) -> float:
    """Return the share of the way expected after a share of the time, between the curve's points.

    Linear: 0.33 after month one of three (Ley). A linear expectation can mislead, so a key result may
    state another curve. Raises :class:`Undefined` for a curve that does not rise from (0, 0) to (1, 1).
    """
    if len(curve) < 2 or curve[0] != (0.0, 0.0) or curve[-1] != (1.0, 1.0):
        raise Undefined("A curve goes from (0, 0) to (1, 1).")
    if any(b[0] <= a[0] or b[1] < a[1] for a, b in pairwise(curve)):
        raise Undefined("A curve rises: later points come later and are never lower.")
    gone = min(1.0, max(0.0, gone))
    for (t0, p0), (t1, p1) in pairwise(curve):
        if gone <= t1:
            return p0 + (gone - t0) / (t1 - t0) * (p1 - p0)
    return 1.0


def notices(
    check_ins: Sequence[CheckIn],
    *,
    baseline: float,
    target: float,
    start: date,
    end: date,
    at: date,
    curve: Curve = LINEAR,
    lag: timedelta = timedelta(0),
    current: float | None = None,
    moves: Sequence[TargetMove] = (),
    thresholds: Thresholds = Thresholds(),
) -> tuple[Told, ...]:
    """Return what the check-ins up to ``at`` are worth talking about, in a fixed order.

    ``lag`` is how long after the start an effect can show at the earliest; before that nothing is
    called slow. ``current`` is a value that stands in the draft with no check-in. The order of
    ``check_ins`` does not matter. Raises :class:`Undefined` as :func:`from_to` does.
    """
    seen = sorted((c for c in check_ins if c.day <= at), key=lambda c: c.day)
    valued = [(c.day, c.value) for c in seen if c.value is not None]
    told = [_moved(move, baseline, valued) for move in moves if move.day <= at]
    if current is not None and (not valued or valued[-1][1] != current):
        told.append(
            Told(
                notice=Notice.VALUE_ALONE,
                says=f"The value {current:g} stands there without a check-in.",
                ask="When was it measured, and how sure are you of the target now?",
            )
        )
    if at < start + lag:
        told.append(
            Told(
                notice=Notice.TOO_EARLY,
                says=f"Too early to judge until {start + lag}: the effect cannot show before.",
                ask="Which early sign could you look at until then?",
            )
        )
        return tuple(told)
    if not valued:
        return tuple(told)
    progress = from_to(baseline, target, valued[-1][1])
    gone = time_gone(start + lag, end, at) if start + lag <= end else 1.0
    due = expected(curve, gone)
    if due > 0 and progress < due * thresholds.off_pace:
        third = progress <= 0 and gone >= 1 / 3
        told.append(
            Told(
                notice=Notice.ZERO_AFTER_A_THIRD if third else Notice.OFF_PACE,
                says=f"{progress:.0%} of the way after {gone:.0%} of the time; {due:.0%} was expected.",
                ask=(
                    "Which action will you change this week?"
                    if gone < 1
                    else "Its time is over: what have you learned, and what becomes of it?"
                ),
            )
        )
    told += _stalled(valued, min(at, end), baseline, target, thresholds)
    told += _doubt(seen, baseline, target, thresholds)
    return tuple(told)


def _moved(move: TargetMove, baseline: float, valued: Sequence[tuple[date, float]]) -> Told:
    says = f"The target moved from {move.before:g} to {move.after:g} on {move.day}."
    if valued and baseline not in (move.before, move.after):
        old, new = (from_to(baseline, t, valued[-1][1]) for t in (move.before, move.after))
        says += f" Against the old one: {old:.0%}; against the new one: {new:.0%}."
    return Told(notice=Notice.TARGET_MOVED, says=says, ask=move.why or "What did you learn that moved it?")


def _stalled(
    valued: Sequence[tuple[date, float]], at: date, baseline: float, target: float, thresholds: Thresholds
) -> list[Told]:
    last = valued[-1][1]
    since = next((day for day, value in reversed(valued) if value != last), None)
    first_same = next(day for day, value in valued if since is None or day > since)
    weeks = (at - first_same).days // 7
    if from_to(baseline, target, last) >= 1 or weeks < thresholds.stalled_weeks:
        return []
    says = f"No movement for {weeks} weeks: {last:g} since {first_same}."
    return [Told(notice=Notice.STALLED, says=says, ask="What is in the way, and who could move it?")]


def _doubt(seen: Sequence[CheckIn], baseline: float, target: float, thresholds: Thresholds) -> list[Told]:
    both = [(c.value, c.confidence) for c in seen if c.value is not None and c.confidence is not None]
    if len(both) < 2:
        return []
    (v0, c0), (v1, c1) = both[-2], both[-1]
    if from_to(baseline, target, v1) > from_to(baseline, target, v0) and c0 - c1 >= thresholds.doubt:
        says = f"The value rose towards the target, confidence fell from {c0:g} to {c1:g}."
        return [Told(notice=Notice.DOUBT, says=says, ask="What do you know that the number does not show?")]
    return []
