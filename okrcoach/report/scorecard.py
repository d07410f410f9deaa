"""A scorecard in a terminal and as JSON, without judgement of its own."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from okrcoach.report.inert import visible

if TYPE_CHECKING:
    from okrcoach.model import Plan
    from okrcoach.progress.scorecard import Scorecard, Scored, ScoredObjective

#: Name and version of the JSON; a change that breaks readers raises the number.
SCHEMA = "okrcoach.scorecard/1"
_DIGITS = 6


def scorecard_record(card: Scorecard) -> dict[str, Any]:
    """Return the scorecard as JSON values; every name is that of the field, what is unknown is null."""
    return {
        "schema": SCHEMA,
        "title": card.title,
        "cycle": _plain(card.cycle),
        "at": card.at.isoformat(),
        "gone": _plain(card.gone),
        "objectives": [_plain(objective) for objective in card.objectives],
        "heartbeats": [_plain(one) for one in card.heartbeats],
        "undefined": [{"id": name, "reason": reason} for name, reason in card.undefined],
        "strays": [_plain(entry) for entry in card.strays],
    }


def _plain(value: Any) -> Any:
    """Take values apart down to what JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def print_scorecard(card: Scorecard, console: Console) -> None:
    """Print every objective with its key results, then the heartbeats and what could not be worked out."""
    _say(card.title or "Scorecard", console, 0, "bold")
    when = f"On {card.at}"
    if card.gone is None:
        when += ". The cycle has no first and last day, so nothing is said about pace."
    else:
        when += f": {card.gone:.0%} of the cycle is over. Grades are as if it ended on that day."
    _say(when, console, 0, "dim")
    for objective in card.objectives:
        _objective(objective, console, over=card.gone is not None and card.gone >= 1)
    if card.heartbeats:
        console.print()
        _say("Heartbeats", console, 0, "bold")
    for one in card.heartbeats:
        _row(one, console)
    if card.undefined:
        console.print()
        _say("Not scored", console, 0, "bold")
    for name, reason in card.undefined:
        _say(f"{name}  {reason}", console)
    if card.strays:
        console.print()
        names = ", ".join(dict.fromkeys(entry.about for entry in card.strays))
        _say(f"The log also speaks of {names}, which this file does not have.", console, 0)


def _objective(objective: ScoredObjective, console: Console, *, over: bool) -> None:
    console.print()
    _say(f"{objective.id}  {objective.text}".strip(), console, 0, "bold")
    if objective.grade is None or objective.band is None:
        _say("No grade yet: no key result has a progress that counts.", console)
    else:
        says = f"Grade {objective.grade:.1f}, {objective.band.words}."
        if objective.roll_up.weakest is not None:
            name, progress = objective.roll_up.weakest
            says += f" Furthest behind: {name} ({progress:.0%})."
        _say(says, console)
    if objective.roll_up.broken_guardrails:
        _say(f"Not held: {', '.join(objective.roll_up.broken_guardrails)}.", console)
    for sentence in objective.roll_up.said:
        _say(sentence, console, 2, "dim")
    for row in objective.key_results:
        _row(row, console, over=over)


def _row(row: Scored, console: Console, *, over: bool = False) -> None:
    _say(f"{row.id}  {row.text.strip()}".strip(), console)
    if row.undefined or row.progress is None:
        _say(f"Not scored. {row.undefined}", console, 6, "dim")
    elif row.plan.guardrail:
        _say(
            f"{'Held' if row.progress >= 1 else 'Not held'}: {_value(row)}, {_bounds(row.plan)}.", console, 6
        )
    else:
        due = f", {row.expected:.0%} was expected" if row.expected is not None else ""
        _say(f"{row.progress:.0%} of the way{due}. Now {_value(row)}{_ends(row)}.", console, 6)
    if row.grade is not None and row.band is not None and not row.plan.guardrail:
        says = f"Grade {row.grade.final:.1f}, {row.band.words}."
        if row.grade.given is not None and row.grade.given != row.grade.computed:
            says += f" The numbers give {row.grade.computed:.1f}; the team says: {row.grade.reason}"
        # What a grade means is a question for the end, not for week three.
        _say(f"{says} {row.meaning}" if over else says, console, 6)
    if row.against_first is not None:
        _say(f"Against the first target: {row.against_first:.0%}.", console, 6)
    if any(c.confidence is not None for c in row.check_ins):
        _say(f"Confidence {row.confidence:g} of 10.", console, 6)
    if row.blockers:
        _say(f"In the way: {row.blockers}", console, 6)
    for one in row.notices:
        _say(f"! {one.says} {one.ask}", console, 6)
    if row.forecast is not None and row.forecast.value is not None and not row.undefined:
        _say(row.forecast.says, console, 6, "dim")
    for sentence in row.plan.said:
        _say(sentence, console, 6, "dim")


def _value(row: Scored) -> str:
    return f"{row.value:g}" if row.value is not None else "no value"


def _ends(row: Scored) -> str:
    if row.plan.baseline is None or row.target is None:
        return ""
    return f", from {row.plan.baseline:g} to {row.target:g}"


def _bounds(plan: Plan) -> str:
    if plan.lowest is not None and plan.highest is not None:
        return f"between {plan.lowest:g} and {plan.highest:g} is fine"
    if plan.lowest is not None:
        return f"{plan.lowest:g} or more is fine"
    return f"{plan.highest:g} or less is fine"


def _say(text: str, console: Console, indent: int = 2, style: str = "") -> None:
    """Print a paragraph in which nothing that others wrote steers the screen."""
    for row in Text(visible(text), style).wrap(console, console.width - indent, overflow="fold"):
        row.rstrip()
        console.print(Padding(row, (0, 0, 0, indent), expand=False))
