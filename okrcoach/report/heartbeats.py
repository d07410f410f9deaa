"""Heartbeats and the questionnaire as they are shown in a terminal, with or without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from okrcoach.report.inert import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrcoach.judgement.fit import Fit
    from okrcoach.judgement.heartbeats import Sorted, Sorting
    from okrcoach.judgement.stages import StageAdvice
    from okrcoach.judgement.two_schools import View
    from okrcoach.model import Source

_LISTS = {
    "okr": "To change in this cycle (OKR)",
    "heartbeat": "To hold (heartbeat)",
    "guardrail": "To hold so that the push does no harm (guardrail)",
}


def print_sorting(sorting: Sorting, console: Console) -> None:
    """Print the three lists, what could not be sorted, what is due to move, and the conflicts."""
    for name, title in _LISTS.items():
        measures = [m for m in sorting.measures if m.belongs == name]
        if measures:
            _head(title, console)
        for measure in measures:
            _measure(measure, console)
    if sorting.left_out:
        _head("Not measures yet", console)
    for one in sorting.left_out:
        _line(one.seen.statement.id, one.seen.statement.text, console)
        _say(one.reason, console, 4, "dim")
    _head("What pulls against each other", console)
    if not sorting.conflicts:
        _say("Nothing found.", console)
    for conflict in sorting.conflicts:
        _say(f"{conflict.pushed} >< {conflict.guarded}  {conflict.why}", console)
        if conflict.excluded:
            _say("Both cannot come true: which of the two gives way?", console, 4)
    if not sorting.measures and not sorting.left_out:
        _say("There are no key results or heartbeats here yet.", console)


def print_view(view: View, console: Console) -> None:
    """Print a set as one school would write it, with the argument and whom it follows."""
    _head(view.title, console)
    _say(view.argument, console)
    _say(f"What it costs: {view.price}", console)
    for goal in view.goals:
        console.print()
        if goal.text:
            _line(goal.id, goal.text, console, style="bold")
        for clause in goal.added:
            _say(f"\u2026 {clause}", console, 6)
        for row in goal.rows:
            _line(row.id, row.text, console, indent=4)
            for clause in row.added:
                _say(f"\u2026 {clause}", console, 8)
        if not goal.rows:
            _say("No result to change yet.", console, 4, "dim")
    if view.apart:
        console.print()
        _say(view.apart_title, console, 0, "bold")
    for row in view.apart:
        _line(row.id, row.text, console, indent=2)
        for words in row.added:
            _say(f"still fine: {words}", console, 6, "dim")
    _sources(view.sources, console)


def print_fit(fit: Fit, console: Console) -> None:
    """Print what suits a team, why, what to mind, and what was left open."""
    _head(fit.says, console)
    for title, sentences in (("Why", fit.reasons), ("Mind", fit.cautions), ("Left open", fit.open)):
        if sentences:
            _say(title, console, 0, "bold")
        for sentence in sentences:
            _say(f"- {sentence}", console)
    _sources(fit.sources, console)
    _say(f"Sees it differently: {fit.disagrees}", console, 0, "dim")


def print_stage(advice: StageAdvice, console: Console) -> None:
    """Print what to set for a product at a stage."""
    _head(f"{advice.stage.capitalize()}: {advice.goals}", console)
    _say(f"{advice.where} {advice.says}", console)
    if advice.pattern:
        _say(f"For instance: {advice.pattern}", console)
    _say(f"Ask: {advice.ask}", console)
    _sources(advice.sources, console)
    if advice.disagrees:
        _say(f"Sees it differently: {advice.disagrees}", console, 0, "dim")


def _measure(measure: Sorted, console: Console) -> None:
    _line(measure.id, measure.seen.statement.text, console)
    _say(measure.reason, console, 4, "dim")
    if measure.misfiled:
        _say("It is filed in the other list.", console, 4)
    if measure.ask:
        _say(f"Ask: {measure.ask}", console, 4)
    move = measure.move
    if move is not None:
        _say(f"{move.way.capitalize()}? {move.says}", console, 4, "bold")
        _say(f"Say instead: {move.rewrite}", console, 4)
        _say(f"Ask: {move.ask}", console, 4)
        if move.ours:
            _say(move.ours, console, 4, "dim")
        _sources(move.sources, console, 4)


def _head(title: str, console: Console) -> None:
    console.print()
    _say(title, console, 0, "bold")


def _line(name: str, text: str, console: Console, indent: int = 2, style: str = "") -> None:
    _say(f"{name}  {text.strip()}".strip(), console, indent, style)


def _sources(sources: Iterable[Source], console: Console, indent: int = 0) -> None:
    works = "; ".join(dict.fromkeys(source.work for source in sources))
    if works:
        _say(f"Follows {works}.", console, indent, "dim")


def _say(text: str, console: Console, indent: int = 2, style: str = "") -> None:
    """Print a paragraph in which nothing that others wrote steers the screen."""
    for row in Text(visible(text), style).wrap(console, console.width - indent, overflow="fold"):
        row.rstrip()
        console.print(Padding(row, (0, 0, 0, indent), expand=False))
