"""What a class gets wrong, by rule and by exercise, without names.

An answer is quoted only when at least three people gave it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low

from okrcoach.classroom.lines import sameness
from okrcoach.classroom.marked import State
from okrcoach.classroom.records import Attempt
from okrcoach.judgement.rules import rule

#: Fewer people than that are never quoted.
QUOTED_FROM = 3
_QUOTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An answer that several people gave in the same words."""

    text: str
    #: How many people.
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMissed:
    """What the class makes of one rule. Every count is one of people, not of answers."""

    code: str
    title: str
    #: People whose last answer still misses it, and those who missed it only at first.
    missed: int
    found: int
    #: People who answered an exercise in which anybody missed it.
    met: int
    #: (pack, exercise), the one with most people first.
    exercises: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    #: The rule's coaching question.
    ask: str

    @property
    def says(self) -> str:
        """The finding in a sentence or two."""
        where = " and ".join(exercise for _, exercise in self.exercises[:2])
        if not self.missed:
            return f"All {self.found} found it after another look, in {where}. The hint does the work."
        later = f", {self.found} found it after another look" if self.found else ""
        return f"{self.missed} still miss it{later}, mostly in {where}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSeen:
    """What the class makes of one exercise. Counts are of people."""

    pack: str
    exercise: str
    tried: int
    right: int
    #: Of those who got there: the attempt in the middle, or None when nobody did.
    tries: int | None
    hinted: int

    @property
    def says(self) -> str:
        """The finding in a sentence."""
        tries = "" if self.tries is None else f", usually at attempt {self.tries}"
        hinted = f"; {self.hinted} took a hint" if self.hinted else ""
        return f"{self.right} of {self.tried} right{tries}{hinted}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """What a class gets wrong."""

    learners: int
    answers: int
    #: Missed by most people first.
    rules: tuple[RuleMissed, ...]
    #: Fewest right first.
    exercises: tuple[ExerciseSeen, ...]


_Done = tuple[str, str]


def cohort_of(attempts: Iterable[Attempt]) -> Cohort:
    """Add up the attempts of a class; the same attempt read twice counts once."""
    by_uid = {attempt.uid: attempt for attempt in attempts}
    runs: dict[_Done, dict[str, list[Attempt]]] = defaultdict(lambda: defaultdict(list))
    for attempt in sorted(by_uid.values(), key=lambda a: (a.when, a.uid)):
        runs[attempt.pack, attempt.exercise][attempt.learner].append(attempt)
    rules = [
        _rule(code, runs) for code in sorted({p.rule for a in by_uid.values() for p in a.points if p.rule})
    ]
    exercises = [_exercise(where, people) for where, people in runs.items()]
    return Cohort(
        learners=len({attempt.learner for attempt in by_uid.values()}),
        answers=len(by_uid),
        rules=tuple(sorted(rules, key=lambda r: (-(r.missed + r.found), -r.missed, r.code))),
        exercises=tuple(sorted(exercises, key=lambda e: (e.right / e.tried, e.pack, e.exercise))),
    )


def _rule(code: str, runs: dict[_Done, dict[str, list[Attempt]]]) -> RuleMissed:
    missed, found, met = set[str](), set[str](), set[str]()
    where: Counter[_Done] = Counter()
    gave: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for exercise, people in runs.items():
        wrong = {learner: [a for a in tries if _misses(a, code)] for learner, tries in people.items()}
        wrong = {learner: tries for learner, tries in wrong.items() if tries}
        if not wrong:
            continue
        met |= set(people)
        where[exercise] = len(wrong)
        for learner, tries in wrong.items():
            (missed if _misses(people[learner][-1], code) else found).add(learner)
            for text in (_words(attempt) for attempt in tries):
                if text:
                    gave[sameness(text)].add(learner)
                    texts[sameness(text)][text] += 1
    quotes = [
        Quote(text=texts[same].most_common(1)[0][0], count=len(people))
        for same, people in gave.items()
        if len(people) >= QUOTED_FROM
    ]
    title, ask = _known(code)
    return RuleMissed(
        code=code, title=title, missed=len(missed), found=len(found - missed), met=len(met),
        exercises=tuple(exercise for exercise, _ in where.most_common()),
        quotes=tuple(sorted(quotes, key=lambda q: (-q.count, q.text))[:_QUOTES]), ask=ask,
    )  # fmt: skip


def _exercise(where: _Done, people: dict[str, list[Attempt]]) -> ExerciseSeen:
    firsts = [
        next(n for n, attempt in enumerate(tries, 1) if attempt.state is State.RIGHT)
        for tries in people.values()
        if any(attempt.state is State.RIGHT for attempt in tries)
    ]
    return ExerciseSeen(
        pack=where[0],
        exercise=where[1],
        tried=len(people),
        right=len(firsts),
        tries=median_low(firsts) if firsts else None,
        hinted=sum(any(attempt.hints for attempt in tries) for tries in people.values()),
    )


def _misses(attempt: Attempt, code: str) -> bool:
    return any(point.rule == code and point.earned < point.worth for point in attempt.points)


def _words(attempt: Attempt) -> str:
    """Return the answer of a learner who wrote one; picked answers are the pack's words, not theirs."""
    return (
        attempt.answer.strip()
        if attempt.kind in ("repair", "write") and isinstance(attempt.answer, str)
        else ""
    )


def _known(code: str) -> tuple[str, str]:
    try:
        one = rule(code)
    except KeyError:  # of a newer version
        return code, ""
    return one.title, one.ask
