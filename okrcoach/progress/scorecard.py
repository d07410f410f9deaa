"""A team's cycle on one day: every key result with its progress, pace, forecast and grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from okrcoach.model import (
    CheckIn,
    Cycle,
    Graded,
    LogEntry,
    LoggedCheckIn,
    Look,
    OKRSet,
    Plan,
    Statement,
    TargetMoved,
)
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.forecast import Forecast, forecast
from okrcoach.progress.grades import SCALE, Ambition, Band, Grade, Scale, band, grade, meaning
from okrcoach.progress.merging import merged
from okrcoach.progress.pace import (
    Notice,
    TargetMove,
    Thresholds,
    Told,
    notices,
    time_gone,
)
from okrcoach.progress.reckoning import (
    MOVING,
    curve_of,
    period_of,
    progress_due,
    progress_of,
    share_due,
    start_value,
    way_of,
)
from okrcoach.progress.roll_up import Part, RollUp, roll_up

#: Where confidence starts before anybody has said: even chances.
START_CONFIDENCE = 5.0
NO_PLAN = Plan(shape=None, undefined="Nobody has said how it is measured.")
THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a team may set otherwise."""

    scale: Scale = SCALE
    thresholds: Thresholds = THRESHOLDS
    #: Which check-ins decide about a level to hold.
    look: Look = Look.LATEST


SETTINGS = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One key result or heartbeat on one day; every number that cannot be worked out is None."""

    id: str
    text: str
    plan: Plan
    #: Up to the day, oldest first, one a day.
    check_ins: tuple[CheckIn, ...] = ()
    value: float | None = None
    confidence: float = START_CONFIDENCE
    #: In force on the day.
    target: float | None = None
    #: Signed, unclamped: 0.0 the start, 1.0 the target in force; over commit, target and stretch the
    #: target is 0.7 and the stretch 1.0.
    progress: float | None = None
    #: The same against the first target, where it has been moved.
    against_first: float | None = None
    #: Progress due by now.
    expected: float | None = None
    notices: tuple[Told, ...] = ()
    forecast: Forecast | None = None
    #: As if the cycle ended on the day; with the team's own grade where it has given one.
    grade: Grade | None = None
    band: Band | None = None
    meaning: str = ""
    blockers: str = ""
    #: Why there is no progress, "" where there is.
    undefined: str = ""
    #: Why it does not count yet although there is progress, "" otherwise.
    deferred: str = ""
    #: Everything up to the day, oldest first: nothing is erased.
    moves: tuple[TargetMoved, ...] = ()
    graded: tuple[Graded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredObjective:
    """An objective with its key results; ``grade`` is that of the weighted mean."""

    id: str
    text: str
    key_results: tuple[Scored, ...]
    roll_up: RollUp
    grade: float | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A team's cycle on one day."""

    title: str
    cycle: Cycle
    at: date
    #: Share of the cycle that is over; None without its first and last day.
    gone: float | None
    objectives: tuple[ScoredObjective, ...]
    heartbeats: tuple[Scored, ...] = ()
    #: Entries about a key result that the set does not have.
    strays: tuple[LogEntry, ...] = ()

    @property
    def key_results(self) -> tuple[Scored, ...]:
        """All key results in reading order."""
        return tuple(one for objective in self.objectives for one in objective.key_results)

    @property
    def undefined(self) -> tuple[tuple[str, str], ...]:
        """Id and reason of every key result that has no progress."""
        return tuple((one.id, one.undefined) for one in self.key_results if one.undefined)


def score(
    okr_set: OKRSet,
    entries: Iterable[LogEntry],
    at: date,
    plans: Mapping[str, Plan],
    settings: Settings = SETTINGS,
) -> Scorecard:
    """Return how every key result stands at the end of a day; later entries are not looked at.

    ``plans`` gives the numbers by id. Check-ins in the set itself count like those of the log. An
    entry belongs to the line with its words, else to the line with its id. The order of ``entries``
    does not matter: of two for one day the one recorded later counts. Raises :class:`Undefined` only
    for a cycle that ends before it starts and for weights that cannot be meant.
    """
    logs, strays = _homes(okr_set, entries, at)
    cycle = okr_set.cycle
    gone = (
        time_gone(cycle.start, cycle.end, at) if cycle.start is not None and cycle.end is not None else None
    )

    def scored(statement: Statement, own: Sequence[CheckIn] = ()) -> Scored:
        filed = [LoggedCheckIn(about=statement.id, check_in=c) for c in own if c.day <= at]
        plan = plans.get(statement.id, NO_PLAN)
        return _scored(statement, plan, [*filed, *logs.get(statement.id, ())], at, cycle, settings)

    objectives = []
    for objective in okr_set.objectives:
        rows = tuple(scored(kr.statement, kr.check_ins) for kr in objective.key_results)
        rolled = roll_up([_part(row) for row in rows])
        objectives.append(
            ScoredObjective(
                id=objective.statement.id,
                text=objective.statement.text,
                key_results=rows,
                roll_up=rolled,
                grade=grade(rolled.mean) if rolled.mean is not None else None,
                band=band(rolled.mean, settings.scale) if rolled.mean is not None else None,
            )
        )
    return Scorecard(
        title=okr_set.title,
        cycle=cycle,
        at=at,
        gone=gone,
        objectives=tuple(objectives),
        heartbeats=tuple(scored(heartbeat.statement) for heartbeat in okr_set.heartbeats),
        strays=tuple(strays),
    )


def _homes(
    okr_set: OKRSet, entries: Iterable[LogEntry], at: date
) -> tuple[dict[str, list[LogEntry]], list[LogEntry]]:
    """Sort entries to the lines they are about: lines may have changed places since."""
    lines = [kr.statement for objective in okr_set.objectives for kr in objective.key_results]
    lines += [heartbeat.statement for heartbeat in okr_set.heartbeats]
    by_text: dict[str, str] = {}
    twins = set()
    for line in lines:
        if line.text in by_text:
            twins.add(line.text)
        by_text[line.text] = line.id
    for text in twins:
        del by_text[text]
    logs: dict[str, list[LogEntry]] = {line.id: [] for line in lines}
    strays = []
    for entry in entries:
        if entry.day > at:
            # A later move still tells what the target was before.
            if not isinstance(entry, TargetMoved):
                continue
        home = by_text.get(entry.text, entry.about) if entry.text else entry.about
        if home in logs:
            logs[home].append(entry)
        elif entry.day <= at:
            strays.append(entry)
    return logs, strays


def _part(row: Scored) -> Part:
    return Part(
        id=row.id,
        progress=row.progress,
        weight=row.plan.weight,
        guardrail=row.plan.guardrail,
        deferred=row.undefined or row.deferred,
    )


_Entry = TypeVar("_Entry", LoggedCheckIn, TargetMoved, Graded)


def _in_time(entries: Iterable[_Entry]) -> list[_Entry]:
    """Sort by day, then by when it was written down; of ties the contents decide, never the order given."""
    found = sorted(entries, key=_when)
    if any(_when(a) == _when(b) for a, b in pairwise(found)):
        found.sort(key=lambda entry: (*_when(entry), repr(entry)))
    return found


def _when(entry: LogEntry) -> tuple[date, float]:
    return entry.day, entry.recorded.timestamp() if entry.recorded is not None else 0.0


def _scored(
    statement: Statement,
    plan: Plan,
    log: Sequence[LogEntry],
    at: date,
    cycle: Cycle,
    settings: Settings,
) -> Scored:
    logged = _in_time(e for e in log if isinstance(e, LoggedCheckIn))
    seen = merged(logged)
    all_moves = _in_time(e for e in log if isinstance(e, TargetMoved))
    moves = [move for move in all_moves if move.day <= at]
    grades = _in_time(e for e in log if isinstance(e, Graded))
    values = [c.value for c in seen if c.value is not None]
    value = values[-1] if values else plan.current
    target = moves[-1].after if moves else all_moves[0].before if all_moves else plan.target
    counting = values or ([] if value is None else [value])
    progress, undefined = progress_of(plan, counting, target, at, settings.look)
    against_first = None
    if moves and progress is not None and plan.shape in MOVING:
        against_first, _ = progress_of(plan, counting, moves[0].before, at)
    told, due, ahead = _told(plan, seen, target, moves, at, cycle, settings)
    final = _grade(progress, grades)
    early = next((one.says for one in told if one.notice is Notice.TOO_EARLY), "")
    ambition = None
    if plan.committed is not None:
        ambition = Ambition.COMMITTED if plan.committed else Ambition.ASPIRATIONAL
    return Scored(
        id=statement.id,
        text=statement.text,
        plan=plan,
        check_ins=seen,
        value=value,
        confidence=next((c.confidence for c in reversed(seen) if c.confidence is not None), START_CONFIDENCE),
        target=target,
        progress=progress,
        against_first=against_first,
        expected=due,
        notices=told,
        forecast=ahead,
        grade=final,
        band=band(final.final, settings.scale) if final is not None else None,
        meaning=meaning(final.final, ambition, settings.scale) if final is not None else "",
        blockers=next(
            (e.blockers for e in reversed(logged) if e.blockers or e.check_in.value is not None), ""
        ),
        undefined=undefined,
        deferred=early if not undefined else "",
        moves=tuple(moves),
        graded=tuple(grades),
    )


def _told(
    plan: Plan,
    seen: Sequence[CheckIn],
    target: float | None,
    moves: Sequence[TargetMoved],
    at: date,
    cycle: Cycle,
    settings: Settings,
) -> tuple[tuple[Told, ...], float | None, Forecast | None]:
    """Return the notices, the progress due, and the forecast, for what moves towards a target."""
    baseline, period = start_value(plan), period_of(plan, cycle)
    events = [TargetMove(day=m.day, before=m.before, after=m.after, why=m.why) for m in moves]
    if plan.shape not in MOVING or baseline is None or target is None or period is None:
        return tuple(_plain_move(event) for event in events), None, None
    start, end = period
    points = [(c.day, c.value) for c in seen if c.value is not None]
    known = plan.current is None or plan.current == baseline or plan.current in (v for _, v in points)
    try:
        told = notices(
            seen,
            baseline=baseline,
            target=target,
            start=start,
            end=end,
            at=at,
            curve=curve_of(plan),
            lag=timedelta(days=plan.lag),
            current=None if known else plan.current,
            moves=events,
            thresholds=settings.thresholds,
        )
    except Undefined:  # the target equals the baseline: said where progress is
        told = tuple(_plain_move(event) for event in events)
    share = share_due(plan, cycle, at)
    return (
        told,
        progress_due(plan, share, target) if share is not None else None,
        forecast(points, end, way_of(plan, cycle)) if points and at < end else None,
    )


def _plain_move(move: TargetMove) -> Told:
    says = f"The target moved from {move.before:g} to {move.after:g} on {move.day}."
    return Told(notice=Notice.TARGET_MOVED, says=says, ask=move.why or "What did you learn that moved it?")


def _grade(progress: float | None, graded: Sequence[Graded]) -> Grade | None:
    """Return today's computed grade with the last one the team has given itself."""
    own = next((g for g in reversed(graded) if g.given is not None), None)
    if progress is None:
        return None
    computed = grade(progress)
    if own is None or own.given == computed:
        return Grade(computed=computed, given=own.given if own else None)
    return Grade(computed=computed, given=own.given, reason=own.reason or f"As graded on {own.day}.")
