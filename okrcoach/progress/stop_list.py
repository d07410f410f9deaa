"""What to stop: an audit of meetings, reports and approvals, and the draft OKR that follows from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from okrcoach.model import Action, Heartbeat, KeyResult, Objective, OKRSet, Role, Statement
from okrcoach.model.activity import Activity


class Call(StrEnum):
    """What to do with an activity."""

    STOP = "stop"
    FIX = "fix"
    KEEP = "keep"
    #: Nobody has said what it is worth to a customer.
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do with one activity, and why."""

    activity: Activity
    call: Call
    why: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopList:
    """The audit."""

    #: What is asked first, then stop, fix, keep; the most hours first in each.
    advice: tuple[Advice, ...]
    #: Hours a month of everything.
    hours: float
    #: Hours a month that stopping frees.
    freed: float
    #: Hours a month in what is to be fixed: part of them may follow, nobody knows how many yet.
    in_fixes: float
    #: Money a month that stopping frees.
    cost_freed: float


#: A fifth of all hours in one activity is heavy: ours, no author gives a figure.
HEAVY = 0.2
_ORDER = (Call.ASK, Call.STOP, Call.FIX, Call.KEEP)


def stop_list(activities: Sequence[Activity], heavy: float = HEAVY) -> StopList:
    """Sort recurring activities by what a customer has from them and what they cost.

    Value 0 is stopped, or made as light as the law allows; 1 is fixed; 2 is fixed when it takes more
    than ``heavy`` of all hours, else kept; 3 is kept. Freed hours count stops only: ``sum(hours * people)``.
    After "Stopping the Stupid" (Doing CX Right: find waste, then stop it) and Birkinshaw and Cohen (find
    low-value tasks first).
    """
    hours = math.fsum(a.total_hours for a in activities)
    advice = [_advice(a, hours * heavy) for a in activities]
    advice.sort(key=lambda one: (_ORDER.index(one.call), -one.activity.total_hours))

    def of(call: Call) -> list[Activity]:
        return [one.activity for one in advice if one.call is call]

    return StopList(
        advice=tuple(advice),
        hours=hours,
        freed=math.fsum(a.total_hours for a in of(Call.STOP)),
        in_fixes=math.fsum(a.total_hours for a in of(Call.FIX)),
        cost_freed=math.fsum(a.cost for a in of(Call.STOP)),
    )


def _advice(activity: Activity, heavy: float) -> Advice:
    hours = f"{shown(activity.total_hours)} hours a month"
    if activity.value is None:
        call, why = Call.ASK, f"Nobody has said what a customer has from these {hours}."
        ask = "Which customer would miss it, and how soon?"
    elif activity.value == 0 and activity.required_by.strip():
        call, why = Call.FIX, f"No customer would notice, and {activity.required_by} asks for it: {hours}."
        ask = "What is the least that the rule really asks for?"
    elif activity.value == 0:
        call, why = Call.STOP, f"No customer would notice, and it takes {hours}."
        ask = "What is the worst that happens if you leave it out for a month?"
    elif activity.value == 1:
        call, why = Call.FIX, f"A customer would hardly notice, and it takes {hours}."
        ask = "Could it be shorter, rarer, or with fewer people?"
    elif activity.value == 2 and activity.total_hours > heavy:
        call, why = Call.FIX, f"Of some value, and one of the heaviest: {hours}."
        ask = "Which part of it do customers have something from?"
    else:
        worth = "They come for it" if activity.value == 3 else "Of some value, and not heavy"
        call, why = Call.KEEP, f"{worth}: {hours}."
        ask = "What would make it even better for them?"
    return Advice(activity=activity, call=call, why=why, ask=ask)


def draft_okr(found: StopList) -> OKRSet:
    """Return the OKR that follows, with visible blanks for what the audit cannot know.

    "Stop the report" alone is a task; what counts is what the freed time does for a customer, so
    stops and fixes are the actions. Without anything to stop or fix the set has no objective.
    """
    todo = [one for one in found.advice if one.call in (Call.STOP, Call.FIX)]
    if not todo:
        return OKRSet(title="Stop list")
    spent = found.freed + found.in_fixes
    actions = tuple(
        Action(
            statement=Statement(
                text=f"{'Stop' if one.call is Call.STOP else 'Slim down'}: {one.activity.name}",
                role=Role.TASK,
                id=f"1.1{_letters(n)}",
            )
        )
        for n, one in enumerate(todo)
    )
    waste = KeyResult(
        statement=Statement(
            text=f"Reduce hours a month spent on work customers do not notice from {shown(spent)} to <target>"
            " by <date>",
            role=Role.KEY_RESULT,
            id="1.1",
        ),
        baseline=shown(spent),
        actions=actions,
    )
    gain = KeyResult(
        statement=Statement(
            text="<what customers notice, for instance their wait for an answer> from <baseline> to"
            " <target> by <date>",
            role=Role.KEY_RESULT,
            id="1.2",
        )
    )
    aim = Statement(text="<our customers> get our time for what matters to them", role=Role.OBJECTIVE, id="1")
    guard = Statement(
        text="Requests to bring back something we stopped: at most <number> a month",
        role=Role.HEARTBEAT,
        id="h1",
    )
    return OKRSet(
        title="Stop list",
        objectives=(Objective(statement=aim, key_results=(waste, gain)),),
        heartbeats=(Heartbeat(statement=guard),),
    )


def shown(number: float) -> str:
    """Return hours or money with one decimal where there is one."""
    return f"{number:,.1f}".removesuffix(".0")


def _letters(n: int) -> str:
    """Return a, b ... z, aa, ab ..."""
    return (_letters(n // 26 - 1) if n >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[n % 26]
