"""A scorecard in a terminal and as JSON, without judgement of its own."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from okrcoach.model import Look, Plan, Shape
from okrcoach.report.inert import visible
from okrcoach.report.terminal import terminal

if TYPE_CHECKING:
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
    _say(when_said(card), console, 0, "dim")
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
        _say(strays_said(card), console, 0)


def scorecard_text(card: Scorecard, width: int = 96) -> str:
    """Return what :func:`print_scorecard` prints, without colour, at most ``width`` columns wide."""
    stream = StringIO()
    print_scorecard(card, terminal(stream, width=width))
    return stream.getvalue()


def _objective(objective: ScoredObjective, console: Console, *, over: bool) -> None:
    console.print()
    _say(f"{objective.id}  {objective.text}".strip(), console, 0, "bold")
    for said in objective_sentences(objective):
        _say(said.text, console, 2, "dim" if said.aside else "")
    for row in objective.key_results:
        _row(row, console, over=over)


def _row(row: Scored, console: Console, *, over: bool = False) -> None:
    _say(f"{row.id}  {row.text.strip()}".strip(), console)
    for said in sentences(row, over=over):
        if said.ask:
            _say(f"! {said.text} {said.ask}", console, 6)
        else:
            _say(said.text, console, 6, "dim" if said.aside else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence about a key result or an objective."""

    text: str
    #: The question of a notice; "" for any other sentence.
    ask: str = ""
    #: Good to know, and not the point.
    aside: bool = False


def when_said(card: Scorecard) -> str:
    """Say for which day the card is, and how much of the cycle is over."""
    if card.gone is None:
        return f"On {card.at}. The cycle has no first and last day, so nothing is said about pace."
    return f"On {card.at}: {card.gone:.0%} of the cycle is over. Grades are as if it ended on that day."


def strays_said(card: Scorecard) -> str:
    """Say which lines the log speaks of that the file does not have, "" when there are none."""
    names = ", ".join(dict.fromkeys(entry.about for entry in card.strays))
    return f"The log also speaks of {names}, which this file does not have." if names else ""


def objective_sentences(objective: ScoredObjective) -> tuple[Said, ...]:
    """Return what there is to say about an objective as a whole."""
    says = "No grade yet: no key result has a progress that counts."
    if objective.grade is not None and objective.band is not None:
        says = f"Grade {objective.grade:.1f}, {objective.band.words}."
        if objective.roll_up.weakest is not None:
            name, progress = objective.roll_up.weakest
            says += f" Furthest behind: {name} ({progress:.0%})."
    found = [Said(text=says)]
    if objective.roll_up.broken_guardrails:
        found.append(Said(text=f"Not held: {', '.join(objective.roll_up.broken_guardrails)}."))
    return (*found, *(Said(text=sentence, aside=True) for sentence in objective.roll_up.said))


def sentences(row: Scored, *, over: bool = False) -> tuple[Said, ...]:
    """Return what there is to say about a key result or heartbeat; ``over``: the cycle is at its end."""
    found = []
    if row.undefined or row.progress is None:
        found.append(Said(text=f"Not scored. {row.undefined}", aside=True))
    elif row.plan.shape is Shape.HOLD:
        found.append(Said(text=_level(row, row.progress)))
    else:
        found.append(Said(text=_progress(row, row.progress)))
    if row.grade is not None and row.band is not None and not row.plan.guardrail:
        says = f"Grade {row.grade.final:.1f}, {row.band.words}."
        if row.grade.given is not None and row.grade.given != row.grade.computed:
            says += f" The numbers give {row.grade.computed:.1f}; the team says: {row.grade.reason}"
        # What a grade means is a question for the end, not for week three.
        found.append(Said(text=f"{says} {row.meaning}" if over else says))
    if row.against_first is not None:
        found.append(Said(text=f"Against the first target: {row.against_first:.0%}."))
    if any(c.confidence is not None for c in row.check_ins):
        found.append(Said(text=f"Confidence {row.confidence:g} of 10."))
    if row.blockers:
        found.append(Said(text=f"In the way: {row.blockers}"))
    found += [Said(text=one.says, ask=one.ask) for one in row.notices]
    if row.forecast is not None and row.forecast.value is not None and not row.undefined:
        found.append(Said(text=row.forecast.says, aside=True))
    return (*found, *(Said(text=sentence, aside=True) for sentence in row.plan.said))


#: How a level was looked at, where it was not the latest check-in alone.
_LOOKED = {Look.WORST: ", at every check-in", Look.AVERAGE: ", on average"}


def _level(row: Scored, progress: float) -> str:
    if row.plan.look is Look.SHARE:
        return f"Within bounds at {progress:.0%} of the check-ins: {_bounds(row.plan)}. Now {_value(row)}."
    looked = _LOOKED.get(row.plan.look or Look.LATEST, "")
    return f"{'Held' if progress >= 1 else 'Not held'}: {_value(row)}, {_bounds(row.plan)}{looked}."


def _progress(row: Scored, progress: float) -> str:
    plan = row.plan
    due = f", {row.expected:.0%} was expected" if row.expected is not None else ""
    if plan.due is not None:
        due += f" (due {plan.due})"
    if plan.milestones:
        return f"{progress:.0%} of {len(plan.milestones)} milestones by weight{due}."
    if plan.commit is None or plan.stretch is None or row.target is None:
        return f"{progress:.0%} of the way{due}. Now {_value(row)}{_ends(row)}."
    levels = f"Commit {plan.commit:g} is 30%, target {row.target:g} 70%, stretch {plan.stretch:g} 100%."
    return f"{progress:.0%}{due}. Now {_value(row)}{_ends(row)}. {levels}"


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
