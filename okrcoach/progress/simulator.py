"""A quarter to practise on: the learner sees check-ins, moves effort, and afterwards what was signal."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from okrcoach.model import CheckIn
from okrcoach.progress.arithmetic import from_to, inside
from okrcoach.progress.scenario import Gauge, Lever, Scenario


class NotNow(ValueError):  # noqa: N818 a move of the game that is not open
    """A week after the last, a reveal before it, or effort that the team does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One gauge in one week: what was seen, and what it was made of. ``seen`` is the sum of all parts."""

    week: int
    seen: float
    #: Value without noise: ``baseline + drift + sum(by_action)``.
    true: float
    noise: float
    #: What it has moved by so far with nobody doing anything.
    drift: float
    #: Action -> what it has moved the gauge by so far.
    by_action: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """What a quarter was, when it is over."""

    #: Gauge -> its weeks.
    weeks: Mapping[str, tuple[Truth, ...]]
    #: Key result -> true progress at the end, signed and unclamped.
    progress: Mapping[str, float]
    #: Heartbeat -> weeks in which its true value was out of bounds.
    broken: Mapping[str, tuple[int, ...]]
    #: Action -> effort beyond its limit, which brought nothing.
    wasted: Mapping[str, float]
    #: Action -> effort whose effect shows only after the last week.
    still_to_come: Mapping[str, float]
    #: Weeks in which effort was moved between actions.
    changes: tuple[int, ...]
    #: Action -> effort that changing course cost: people find their feet in the first week.
    switched: Mapping[str, float]
    #: The same in sentences, key results first.
    says: tuple[str, ...]


class Quarter:
    """Twelve weeks of a scenario, one after the other.

    The model, all of it: effort up to an action's limit moves its gauges by ``effort * moves``, ``lag``
    weeks later; a key result keeps what it gained, a heartbeat recovers its share a week; drift comes
    on top; a reading is the truth plus normal noise. The noise is drawn once from the seed, so the same seed
    is the same quarter, and two ways through it differ by what was done and nothing else.
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        #: Effort of each week so far.
        self.efforts: list[Mapping[str, float]] = []
        chance = random.Random(seed)
        self._noise = {
            gauge.id: [chance.gauss(0.0, 1.0) * gauge.noise for _ in range(scenario.weeks)]
            for gauge in scenario.gauges
        }

    @classmethod
    def start(cls, scenario: Scenario, seed: int) -> Quarter:
        """Return a new quarter before its first week."""
        return cls(scenario, seed)

    @property
    def weeks_left(self) -> int:
        """Weeks still to be played."""
        return self.scenario.weeks - len(self.efforts)

    def week(self, efforts: Mapping[str, float]) -> dict[str, CheckIn]:
        """Play one week and return the check-in of every gauge, by id; the note tells a broken bound.

        ``efforts``: action -> units of effort, an action left out gets none. Raises :class:`NotNow` when
        the quarter is over, and for effort that is negative, in an unknown action, or more than there is;
        the week is not played then.
        """
        if not self.weeks_left:
            raise NotNow(f"The quarter is over after {self.scenario.weeks} weeks.")
        actions = {action.id for action in self.scenario.actions}
        for action, effort in efforts.items():
            if action not in actions:
                raise NotNow(f"There is no action {action}; there are {', '.join(sorted(actions))}.")
            if not (math.isfinite(effort) and effort >= 0):
                raise NotNow(f"Effort for {action} is zero or more, not {effort:g}.")
        total = math.fsum(efforts.values())
        if total > self.scenario.effort + 1e-9:
            raise NotNow(f"{total:g} units of effort, and the team has {self.scenario.effort:g} a week.")
        self.efforts.append(dict(efforts))
        week = len(self.efforts)
        day = self.scenario.start + timedelta(weeks=week, days=-1)
        found = {}
        for gauge in self.scenario.gauges:
            seen = self._truth(gauge, week).seen
            out = gauge.target is None and not inside(seen, gauge.low, gauge.high)
            found[gauge.id] = CheckIn(day=day, value=seen, note="out of bounds" if out else "")
        return found

    def reveal(self) -> Reveal:
        """Return what was signal and what was noise. Raises :class:`NotNow` before the last week is over."""
        if self.weeks_left:
            raise NotNow(f"{self.weeks_left} weeks are left; afterwards you see what was signal.")
        last = self.scenario.weeks
        weeks = {
            g.id: tuple(self._truth(g, week) for week in range(1, last + 1)) for g in self.scenario.gauges
        }
        progress = {
            g.id: from_to(g.baseline, g.target, weeks[g.id][-1].true)
            for g in self.scenario.key_results
            if g.target is not None
        }
        broken = {
            g.id: tuple(t.week for t in weeks[g.id] if not inside(t.true, g.low, g.high))
            for g in self.scenario.heartbeats
        }
        wasted, late = {}, {}
        for action in self.scenario.actions:
            spent = [week.get(action.id, 0.0) for week in self.efforts]
            wasted[action.id] = math.fsum(max(0.0, effort - action.limit) for effort in spent)
            # Effort of week w shows in week w + lag.
            late[action.id] = math.fsum(
                min(effort, action.limit) for w, effort in enumerate(spent, 1) if w + action.lag > last
            )
        says = [_told(g, weeks[g.id], progress[g.id]) for g in self.scenario.key_results]
        says += [
            f"{g.text}: truly out of bounds in {_weeks(broken[g.id])}."
            if broken[g.id]
            else f"{g.text}: held in every week."
            for g in self.scenario.heartbeats
        ]
        says += [_spent(action, wasted[action.id], late[action.id]) for action in self.scenario.actions]
        changes = tuple(w for w in range(2, last + 1) if self._moved(w))
        switched = {
            action.id: math.fsum(self._lost(action, w) for w in range(1, last + 1))
            for action in self.scenario.actions
        }
        says += self._course(changes, math.fsum(switched.values()), weeks)
        return Reveal(
            weeks=weeks,
            progress=progress,
            broken=broken,
            wasted=wasted,
            still_to_come=late,
            changes=changes,
            switched=switched,
            says=tuple(sentence for sentence in says if sentence),
        )

    def _useful(self, action: Lever, week: int) -> float:
        """Return the effort of a week up to the action's limit."""
        return min(self.efforts[week - 1].get(action.id, 0.0), action.limit)

    def _lost(self, action: Lever, week: int) -> float:
        """Return what changing course took of it; the first week is no change."""
        if week == 1:
            return 0.0
        new = self._useful(action, week) - self._useful(action, week - 1)
        return max(0.0, new) * self.scenario.switching

    def _moved(self, week: int) -> bool:
        """Whether effort went to another action than the week before."""
        return any(
            self.efforts[week - 1].get(action.id, 0.0) != self.efforts[week - 2].get(action.id, 0.0)
            for action in self.scenario.actions
        )

    def _course(
        self, changes: tuple[int, ...], cost: float, weeks: Mapping[str, Sequence[Truth]]
    ) -> list[str]:
        """Say of each change of course what was known then: misleading readings, effects still to come."""
        if not changes:
            return ["You kept your course all the way."]
        price = f" It cost {cost:.3g} units of effort." if cost else ""
        says = [f"You changed course in {_weeks(changes)}.{price}"]
        for week in changes:
            for gauge in self.scenario.key_results:
                seen = weeks[gauge.id]
                if week < 3:
                    continue
                a, b = seen[week - 3], seen[week - 2]
                if (b.seen - a.seen) * _way(gauge, a, b) < 0:
                    says.append(
                        f"Week {week}: the last reading of {gauge.id} went the other way than the truth."
                    )
            for action in self.scenario.actions:
                left = self._useful(action, week - 1) - self._useful(action, week)
                # Effort of week w shows in week w + lag; the reading before this move is of week - 1.
                pending = math.fsum(self._useful(action, w) for w in range(max(1, week - action.lag), week))
                if left > 0 and pending and action.moves:
                    out = f"you took effort out of {action.id}"
                    says.append(f"Week {week}: {out} before {pending:.3g} units of it had shown.")
        return says

    def _truth(self, gauge: Gauge, week: int) -> Truth:
        """Return a gauge at the end of a week, worked out from the efforts up to it."""
        by_action = {}
        for action in self.scenario.actions:
            each = action.moves.get(gauge.id, 0.0)
            if not each:
                continue
            by_action[action.id] = math.fsum(
                (self._useful(action, w) - self._lost(action, w))
                * each
                * (1 - gauge.recovery) ** (week - w - action.lag)
                for w in range(1, week - action.lag + 1)
            )
        drift, noise = gauge.drift * week, self._noise[gauge.id][week - 1]
        true = math.fsum((gauge.baseline, drift, *by_action.values()))
        return Truth(week=week, seen=true + noise, true=true, noise=noise, drift=drift, by_action=by_action)


def _told(gauge: Gauge, weeks: tuple[Truth, ...], progress: float) -> str:
    """Return a key result's quarter in sentences: where from, and how often the readings misled."""
    last = weeks[-1]
    parts = [f"{moved:+.3g} from {action}" for action, moved in last.by_action.items() if moved]
    parts += [f"{last.drift:+.3g} would have come anyway"] if last.drift else []
    made = "; ".join(parts) or "nothing moved it"
    wrong = [b.week for a, b in pairwise(weeks) if (b.seen - a.seen) * _way(gauge, a, b) < 0]
    misled = f" The reading went the other way than the truth in {_weeks(wrong)}." if wrong else ""
    return (
        f"{gauge.text}: truly from {gauge.baseline:.4g} to {last.true:.4g}, {progress:.0%} of the way "
        f"({made}).{misled}"
    )


def _way(gauge: Gauge, a: Truth, b: Truth) -> float:
    """Return the true move between two weeks; 0 when there was none, so that no reading is called wrong."""
    moved = b.true - a.true
    return moved if abs(moved) > 1e-9 * max(1.0, abs(gauge.baseline)) else 0.0


def _spent(action: Lever, wasted: float, late: float) -> str:
    parts = [f"{wasted:g} units of effort were beyond its limit and brought nothing"] if wasted else []
    parts += [f"the effect of {late:g} units shows only after the quarter"] if late else []
    return f"{action.text}: {'; '.join(parts)}." if parts else ""


def _weeks(numbers: tuple[int, ...] | list[int]) -> str:
    return f"week{'s' * (len(numbers) != 1)} {', '.join(map(str, numbers))}"
