"""The desk of the quarter simulator: twelve weeks to steer, and afterwards what was signal."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from okrcoach.charts.board import day_said
from okrcoach.data import HERE
from okrcoach.exchange.saving import save
from okrcoach.progress.scenario import Gauge, Scenario, read_scenario
from okrcoach.progress.simulator import NotNow, Quarter, Reveal
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.quarter.gauges import SIZE, gauge_shown, value_in_words
from okrcoach.widgets.quarter.shelf import HOME

#: Where the game is kept, in the folder of the quarters: closing the page loses nothing.
KEPT = "simulator.json"
#: Seeds are short enough to be told to a neighbour.
_SEEDS = 10_000
#: So many quarters that were left can be taken up again.
_REMEMBERED = 5


class QuarterDesk(Desk):
    """A scenario, a seed, the weeks played so far, and the effort for the week to come."""

    templates = {"game": "quarter.html.j2"}  # noqa: RUF012

    def __init__(self, folder: Path | None = None, seed: int | None = None) -> None:
        super().__init__()
        self.path = (folder or Path.cwd()) / HOME / KEPT
        self.scenarios = _shipped()
        self.chosen = next(iter(self.scenarios), "")
        self.seed = str(secrets.randbelow(_SEEDS) if seed is None else seed)
        self.quarter: Quarter | None = None
        self.revealed: Reveal | None = None
        #: Effort for the coming week as typed, by action; notes of the weeks played, and the one being typed.
        self.efforts: dict[str, str] = {}
        self.notes: list[str] = []
        self.note = ""
        #: What was read each week, by measure.
        self._readings: list[dict[str, float]] = []
        #: Quarters that were left, as they are kept.
        self.before: list[dict[str, Any]] = []
        #: Raised when a field is filled that may have the focus.
        self.sets = 0
        self._resume()

    @action
    def choose(self, event: Event) -> None:
        """Choose a scenario to play."""
        if event.value in self.scenarios:
            self.chosen = event.value

    @action
    def pick_seed(self, event: Event) -> None:
        """Choose the seed: the same seed is the same quarter."""
        self.seed = event.value

    @action
    def start(self, event: Event) -> None:
        """Begin the quarter that is chosen."""
        if not self.seed.strip().isdecimal() or len(self.seed.strip()) > 9:
            raise NotPossible("The seed is a whole number, such as 7.")
        if self.chosen not in self.scenarios:
            raise NotPossible("Choose a scenario first.")
        self._begin(self.chosen, int(self.seed))
        self._save()
        self.said = f"Week 1 of {self._here().scenario.weeks}."
        self.move_focus()

    @action
    def effort(self, event: Event) -> None:
        """Put effort for the coming week into an action."""
        if event.item in {lever.id for lever in self._here().scenario.actions}:
            self.efforts[event.item] = event.value
            self.sets += event.name == "slider"
            self._save()

    @action
    def remember(self, event: Event) -> None:
        """Keep the note for the coming week while it is typed."""
        self.note = event.value
        self._save()

    @action
    def play(self, event: Event) -> None:
        """Play a week with the effort as it is; after the last one it is shown what was signal."""
        quarter = self._here()
        efforts = {name: _units(words) for name, words in self.efforts.items()}
        try:
            self._week(efforts)
        except NotNow as error:
            raise NotPossible(str(error)) from error
        self.notes.append(self.note.strip())
        self.note = ""
        self.sets += 1
        self._save()
        week = len(quarter.efforts)
        told = [f"{gauge.id} {value_in_words(self._seen(gauge)[-1])}" for gauge in quarter.scenario.gauges]
        self.said = f"Week {week}: {', '.join(told)}."
        if self.revealed is not None:
            self.said += " The quarter is over."
            self.move_focus()

    @action
    def again(self, event: Event) -> None:
        """Play the same quarter again, from its first week: only what you do will differ."""
        quarter = self._here()
        self._put_by()
        self._begin(quarter.scenario.name, quarter.seed)
        self._save()
        self.move_focus()

    @action
    def leave(self, event: Event) -> None:
        """Go back to the choice, with a new seed."""
        self._put_by()
        self.quarter = self.revealed = None
        self.seed = str(secrets.randbelow(_SEEDS))
        self._save()
        self.move_focus()

    @action
    def back(self, event: Event) -> None:
        """Go on with a quarter that was left."""
        if not event.value.isdecimal() or int(event.value) >= len(self.before):
            raise NotPossible("That quarter is no longer kept.")
        self._take_up(self.before.pop(int(event.value)))
        self._save()
        self.move_focus()

    def values(self) -> dict[str, Any]:
        """Return what the template is drawn with."""
        common = {
            "scenarios": self.scenarios,
            "chosen": self.chosen,
            "seed": self.seed,
            "sets": self.sets,
            "kept": self.path,
            "quarter": self.quarter,
            "reveal": self.revealed,
            "before": [
                (n, self.scenarios[game["scenario"]].title, game["seed"], len(game["weeks"]))
                for n, game in enumerate(self.before)
            ],
        }
        if self.quarter is None:
            return common
        scenario = self.quarter.scenario
        used, wrong = 0.0, False
        for words in self.efforts.values():
            try:
                used += _units(words)
            except NotPossible:
                wrong = True
        week = len(self.quarter.efforts)
        return common | {
            "scenario": scenario,
            "week": week,
            "day": day_said(scenario.start + timedelta(weeks=week, days=-1)),
            "gauges": [
                gauge_shown(gauge, scenario, self._seen(gauge), self.revealed) for gauge in scenario.gauges
            ],
            "efforts": self.efforts,
            "used": used,
            "open": not wrong and used <= scenario.effort + 1e-9,
            "note": self.note,
            "past": list(enumerate(zip(self.quarter.efforts, self.notes, strict=True), 1)),
            "size": SIZE,
        }

    def _seen(self, gauge: Gauge) -> list[float]:
        return [found[gauge.id] for found in self._readings]

    def _week(self, efforts: Mapping[str, float]) -> None:
        quarter = self._here()
        found = quarter.week(efforts)
        self._readings.append({name: check_in.value or 0.0 for name, check_in in found.items()})
        self.revealed = None if quarter.weeks_left else quarter.reveal()

    def _begin(self, name: str, seed: int) -> None:
        self.quarter = Quarter.start(self.scenarios[name], seed)
        self.chosen, self.seed, self.revealed = name, str(seed), None
        self.efforts = {lever.id: "0" for lever in self.quarter.scenario.actions}
        self.notes, self.note, self._readings = [], "", []
        self.sets += 1

    def _here(self) -> Quarter:
        if self.quarter is None:
            raise NotPossible("Start a quarter first.")
        return self.quarter

    def _game(self) -> dict[str, Any]:
        """Return the quarter that is played as plain values: the same seed and efforts give the rest."""
        quarter = self._here()
        return {
            "scenario": quarter.scenario.name,
            "seed": quarter.seed,
            "weeks": [dict(week) for week in quarter.efforts],
            "notes": self.notes,
            "next": self.efforts,
            "note": self.note,
        }

    def _take_up(self, game: Mapping[str, Any]) -> None:
        """Go on with a quarter that was kept; raises as a file that is none of ours makes it."""
        self._begin(str(game["scenario"]), int(game["seed"]))
        for week in game["weeks"]:
            self._week({str(name): float(effort) for name, effort in week.items()})
        played = len(game["weeks"])
        self.notes = ([str(note) for note in game["notes"]] + [""] * played)[:played]
        self.efforts |= {name: str(words) for name, words in game["next"].items() if name in self.efforts}
        self.note = str(game["note"])

    def _put_by(self) -> None:
        """Keep the quarter that is being left, when a week of it was played."""
        if self.quarter is not None and self.quarter.efforts:
            self.before = [*self.before, self._game()][-_REMEMBERED:]

    def _save(self) -> None:
        kept = {"game": self._game() if self.quarter is not None else None, "before": self.before}
        text = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            save(self.path, lambda stream: stream.write(text))
        except OSError as error:
            raise NotPossible(f"The game cannot be saved in {self.path}: {error.strerror}.") from error

    def _resume(self) -> None:
        """Go on where the last page was left; what does not fit is passed over."""
        try:
            kept = json.loads(self.path.read_bytes())
            self.before = [game for game in kept["before"] if game["scenario"] in self.scenarios]
            if kept["game"]:
                self._take_up(kept["game"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):  # nothing kept, or none of ours
            self.quarter = self.revealed = None


def _shipped() -> dict[str, Scenario]:
    found = {}
    for path in sorted((HERE / "scenarios").glob("*.toml")):
        found[path.stem] = read_scenario(path.read_text(encoding="utf-8"), path.stem)
    return found


def _units(words: str) -> float:
    """Return the effort that was typed; nothing typed is none."""
    try:
        return float(words.strip().replace(",", ".") or 0)
    except ValueError as error:
        raise NotPossible(f"{words.strip()} is no number of units.") from error
