"""The page of a weekly stand-up: what works, what doesn't, what we change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okrcoach.model import Cycle, Look, OKRSet, Shape
from okrcoach.progress.actions import LIMITS, Lesson, LessonKind, Limits, lessons
from okrcoach.progress.four_square import health_says, with_unit
from okrcoach.progress.pace import Notice
from okrcoach.progress.scorecard import Scorecard, Scored
from okrcoach.progress.standing import Likely, Standing, likely, standing

#: A note older than this many days is not quoted.
FRESH = 10
#: Questions to settle for one key result, the most telling first.
MOST = 2

_AGAINST = (
    LessonKind.DONE_NOT_MOVED, LessonKind.EFFORT_NOWHERE, LessonKind.NONE_DONE, LessonKind.UNSERVED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that somebody of the team wrote."""

    text: str
    #: Of the action; "" for a note or a blocker.
    id: str = ""
    who: str = ""
    #: What it is: "note", "in the way" or "action".
    sort: str = "action"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandUpLine:
    """A key result or heartbeat on the stand-up page; ``id`` is "" for actions under no objective."""

    id: str
    text: str
    #: What is so, a sentence each; for what we change: the questions to settle.
    says: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandUp:
    """The page for a weekly stand-up: leave people free, and ask where results do not come (Ley)."""

    title: str
    cycle: Cycle
    at: date
    #: Share of the cycle that is over, None without its first and last day.
    gone: float | None
    works: tuple[StandUpLine, ...]
    does_not: tuple[StandUpLine, ...]
    change: tuple[StandUpLine, ...]
    #: What cannot be judged yet, each with the reason.
    early: tuple[StandUpLine, ...] = ()
    lessons: tuple[Lesson, ...] = ()


def stand_up(okr_set: OKRSet, card: Scorecard, limits: Limits = LIMITS, fresh: int = FRESH) -> StandUp:
    """Return the stand-up page of a day, from the scorecard, its notices and forecasts, and the actions.

    A key result stands under "works" or under "doesn't", never under both; what is too early to judge
    stands apart. Every sentence is that of a notice, a lesson, a forecast or the plan.
    """
    learned = lessons(okr_set, card, limits)
    by_id = {lesson.id: lesson for lesson in learned}
    works, does_not, change, early = [], [], [], []
    for row in (*card.key_results, *card.heartbeats):
        lesson = by_id.get(row.id)
        quotes = _own_words(row, card.at, fresh)
        good, bad, asks = _said(row, lesson)
        troubled = bool(bad or row.blockers)
        if lesson is not None and (not troubled or lesson.kind in _AGAINST):
            quotes += _quoted(lesson)
        too_early = row.deferred or (lesson.says if lesson and lesson.kind is LessonKind.TOO_EARLY else "")
        if troubled:
            does_not.append(StandUpLine(id=row.id, text=row.text, says=tuple(bad), quotes=quotes))
        elif too_early:
            early.append(StandUpLine(id=row.id, text=row.text, says=(too_early,), quotes=quotes))
        elif good:
            works.append(StandUpLine(id=row.id, text=row.text, says=tuple(good), quotes=quotes))
        if asks:
            change.append(StandUpLine(id=row.id, text=row.text, says=tuple(dict.fromkeys(asks))[:MOST]))
    homeless = by_id.get("")
    if homeless is not None:
        line = StandUpLine(id="", text="", says=(homeless.says,), quotes=_quoted(homeless))
        does_not.append(line)
        change.append(StandUpLine(id="", text="", says=(homeless.ask,), quotes=_quoted(homeless)))
    return StandUp(
        title=card.title,
        cycle=card.cycle,
        at=card.at,
        gone=card.gone,
        works=tuple(works),
        does_not=tuple(does_not),
        change=tuple(change),
        early=tuple(early),
        lessons=learned,
    )


def _said(row: Scored, lesson: Lesson | None) -> tuple[list[str], list[str], list[str]]:
    """Return what works, what does not, and the questions to settle, for one key result."""
    word = standing(row)
    kind = lesson.kind if lesson is not None else None
    good, bad, asks = [], [], []
    if lesson is not None and kind in _AGAINST:
        asks.append(lesson.ask)
    if row.blockers:
        asks.append("Who can move what is in the way this week?")
    if word in (Standing.REACHED, Standing.AHEAD, Standing.ON_PACE, Standing.HELD, Standing.NO_PACE):
        good.append(_stands(row, word))
    elif word is Standing.NOT_HELD:
        bad.append(_stands(row, word))
        asks.append("What pushed it out, and what brings it back?")
    elif word is Standing.A_LITTLE_BEHIND:
        bad.append(_stands(row, word))
        asks.append("What would close the gap in the coming weeks?")
    elif word is Standing.NOT_YET and row.plan.milestones:
        behind = row.expected is not None and (row.progress or 0.0) < row.expected
        if behind or row.progress:
            (bad if behind else good).append(_stands(row, word))
        asks.append("What would close the gap in the coming weeks?" if behind else "")
    elif word is Standing.NOT_SCORED:
        asks.append(row.undefined)
    for told in row.notices:
        if told.notice in (Notice.OFF_PACE, Notice.ZERO_AFTER_A_THIRD, Notice.STALLED, Notice.DOUBT):
            bad.append(told.says)
            asks.append(told.ask)
        elif told.notice is Notice.VALUE_ALONE:
            asks.append(told.ask)
    if likely(row) is Likely.SHORT and row.forecast is not None and row.forecast.value is not None:
        ends = f"{row.forecast.value:.4g}, and the target is {with_unit(row.target, row.plan.unit)}"
        bad.append(f"If the weeks to come are like those so far, it ends near {ends}.")
        asks.append("What would have to be different for it to get there?")
    if lesson is not None and kind in _AGAINST:
        bad.append(lesson.says)
    elif lesson is not None and kind in (LessonKind.MOVED_UNASKED, LessonKind.DONE_AND_MOVING):
        good.append(lesson.says)
        asks.append(lesson.ask if kind is LessonKind.MOVED_UNASKED or not bad else "")
    return good, bad, [ask for ask in asks if ask]


def _stands(row: Scored, word: Standing) -> str:
    if row.plan.shape is Shape.HOLD and row.plan.look is Look.SHARE:
        return f"Within bounds at {row.progress:.0%} of the check-ins. Now {health_says(row)}"
    if row.plan.shape is Shape.HOLD:
        worst = " at every check-in" if word is Standing.HELD else " at its worst"
        looked = {Look.WORST: worst, Look.AVERAGE: " on average"}
        how = looked.get(row.plan.look or Look.LATEST, "")
        return f"{word.value.capitalize()}{how}{'. Now' if how else ':'} {health_says(row)}"
    if row.plan.milestones:
        due = f", {row.expected:.0%} was expected" if row.expected is not None else ""
        return f"{row.progress:.0%} of {len(row.plan.milestones)} milestones by weight{due}."
    if row.plan.shape in (Shape.MILESTONE, Shape.BASELINE):
        return "Reached." if row.plan.shape is Shape.MILESTONE else "The starting point is found."
    due = f", {row.expected:.0%} was expected" if row.expected is not None else ""
    return f"{word.value.capitalize()}: {row.progress:.0%} of the way{due}."


def _own_words(row: Scored, at: date, fresh: int) -> tuple[Quote, ...]:
    """Return what the team wrote down last, if it is not old, and what it says is in the way."""
    last = row.check_ins[-1] if row.check_ins else None
    quotes = []
    if last is not None and last.note.strip() and (at - last.day).days <= fresh:
        quotes.append(Quote(text=last.note, who=last.who, sort="note"))
    if row.blockers:
        quotes.append(Quote(text=row.blockers, sort="in the way"))
    return tuple(quotes)


def _quoted(lesson: Lesson) -> tuple[Quote, ...]:
    return tuple(Quote(text=one.text, id=one.id) for one in lesson.actions)
