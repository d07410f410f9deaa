"""The writing path: from "who is it for" to a set of OKRs one can send on, saved while it is typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.exchange import parse_okrs
from okrcoach.exchange.building import LONGEST
from okrcoach.judgement import House
from okrcoach.model import KeyResult, Line, Objective
from okrcoach.widgets.desk import Event, NotPossible, action
from okrcoach.widgets.editor.parts import PARTS
from okrcoach.widgets.writing.draft_set import (
    aim_of,
    at,
    own_words,
    pruned,
    put,
    with_aim,
    with_field,
    with_sentence,
    with_text,
)
from okrcoach.widgets.writing.drafts import DraftsDesk
from okrcoach.widgets.writing.steps import StepValues
from okrcoach.widgets.writing.words import LOANS, SETS, STEPS

_KEYS = tuple(step.key for step in STEPS)


class WritingDesk(DraftsDesk):
    """A draft of OKRs in the making: where its author is on the path, and every line by its address.

    ``o0.k1`` is the second key result of the first objective, ``h0`` the first heartbeat. The place behind
    the last of a list can be written into as well: that is how lines are added.
    """

    templates: ClassVar[dict[str, str]] = {
        "head": "writing_head.html.j2",
        "main": "writing_main.html.j2",
        "foot": "writing_foot.html.j2",
    }

    def __init__(self, folder: Path | None = None, house: House | None = None, complaint: str = "") -> None:
        super().__init__(folder, house, complaint)
        #: Number of the objective and of its key result that are open.
        self.o = self.k = 0
        #: The field that is being typed into, and its key result as it was before.
        self._base: tuple[str, str, KeyResult, Line] | None = None
        self.step = self._first_open()
        self.readings.warm()

    def wake(self) -> None:
        """Lay out the draft as it is by now."""
        self.okr_set, notice = self.store.resume()
        self.notice = notice or self.notice
        self.taken()

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        return StepValues(self).all()

    def act(self, do: str, event: Event | None = None) -> None:
        """Do an action and save what it changed; see :meth:`Desk.act`."""
        super().act(do, event)
        if do != "field":
            self._base = None

    def taken(self) -> None:
        """Begin at the first step of a newly opened set at which nothing is written yet."""
        self.o, self.k = 0, 0
        self.step = self._first_open()

    # where one is

    @action
    def go(self, event: Event) -> None:
        """Go to the step ``value``, or to the one after or before (``next``, ``back``)."""
        here = _KEYS.index(self.step)
        moved = {"next": here + 1, "back": here - 1}.get(event.value)
        if moved is not None:
            self.step = _KEYS[min(max(moved, 0), len(_KEYS) - 1)]
        elif event.value in _KEYS:
            self.step = event.value
        self._tidy_up()
        self.panel = False
        self.focus_at = "step"
        self.move_focus()
        self.said = next(step.question for step in STEPS if step.key == self.step)

    @action
    def objective(self, event: Event) -> None:
        """Open the objective with number ``value``; one more than there are begins another."""
        self.o, self.k = self._number(event.value, len(self.okr_set.objectives)), 0

    @action
    def result(self, event: Event) -> None:
        """Open the key result with number ``value`` of the open objective, or begin another."""
        there = len(at(self.okr_set, f"o{self.o}").key_results)
        self.k = self._number(event.value, there)
        self.focus_at = f"o{self.o}.k{self.k}.measure"
        self.move_focus()

    # what is written

    @action
    def aim(self, event: Event) -> None:
        """Take ``value`` as ``who`` the open objective is for, or what they ``will`` do."""
        objective = at(self.okr_set, f"o{self.o}")
        who, will = aim_of(objective)
        words = self._words(event.value)
        who, will = (words, will) if event.name == "who" else (who, words)
        self.okr_set = put(self.okr_set, f"o{self.o}", with_aim(objective, who, will))

    @action
    def say(self, event: Event) -> None:
        """Take ``value`` as the words of the line at the address ``item``."""
        line = self._line(event.item)
        words = self._words(event.value)
        self._write(event.item, self._said(event.item, line, words))
        self.said = str((self.readings.shown(self._line(event.item)) or {}).get("announce", ""))
        self._refuse_too_long(event.value)

    @action
    def field(self, event: Event) -> None:
        """Take ``value`` as the field ``name`` (measure, owner, effort ...) of the line at ``item``."""
        line, words = self._line(event.item), self._words(event.value)
        if isinstance(line, KeyResult) and event.name in PARTS:
            line = self._with_part(event.item, event.name, words, line)
        elif event.name in ("owner", "effort", "accepted", "due") and hasattr(line, event.name):
            line, self._base = replace(line, **{event.name: words}), None
        else:
            raise NotPossible("That line has no such field.")
        self._write(event.item, line)

    @action
    def pick(self, event: Event) -> None:
        """Take ``value`` as the measure of the open key result, and go on to its starting point."""
        self._remember()
        address = f"o{self.o}.k{self.k}"
        self._base = None
        words = self._words(event.value)
        self._write(address, self._with_part(address, "measure", words, self._line(address)))
        self._replaced(f"{address}.baseline")

    @action
    def use(self, event: Event) -> None:
        """Put the rewrite number ``value`` in the place of the words at ``item``; select its first blank."""
        line = self._line(event.item)
        offered = (self.readings.shown(line) or {}).get("rewrites", [])
        if not event.value.isdecimal() or int(event.value) >= len(offered):
            raise NotPossible(
                "That rewrite belonged to other words. Choose one of those that stand here now."
            )
        chosen = offered[int(event.value)]
        self._remember()
        self._write(event.item, self._said(event.item, line, chosen["text"]))
        self._replaced(event.item, ",".join(map(str, chosen["select"])))

    @action
    def borrow(self, event: Event) -> None:
        """Put the borrowable words number ``value`` of this step where they belong."""
        loans: tuple[Any, ...] = LOANS.get(self.step, SETS)
        chosen = loans[self._number(event.value, len(loans) - 1)]
        self._remember()
        where = f"o{self.o}"
        match self.step:
            case "who":
                who, will = chosen.parts
                self.okr_set = put(self.okr_set, where, with_aim(at(self.okr_set, where), who, will))
            case "objective":
                self._write(where, with_text(self._line(where), chosen.parts[0]))
            case "results":
                self.k = self._empty_result()
                where = f"{where}.k{self.k}"
                self._write(where, self._said(where, self._line(where), chosen.parts[0]))
            case "guards":
                where = f"h{len(self.okr_set.heartbeats)}"
                self._write(
                    where, replace(with_text(self._line(where), chosen.parts[0]), accepted=chosen.parts[1])
                )
            case "actions":
                where = self._free_action()
                self._write(where, with_text(self._line(where), chosen.parts[0]))
            case _:
                borrowed = pruned(parse_okrs(chosen[1]))
                self.okr_set = replace(
                    self.okr_set, objectives=(*self.okr_set.objectives, *borrowed.objectives)
                )
        self._replaced("")

    @action
    def from_aim(self, event: Event) -> None:
        """Make a first objective out of the author's own words about who it is for."""
        where = f"o{self.o}"
        words = StepValues(self).own_objective()
        if not words:
            raise NotPossible("Say first who it is for and what they will do differently.")
        self._remember()
        self._write(where, with_text(self._line(where), words))
        self._replaced(where)

    @action
    def watch(self, event: Event) -> None:
        """Add a measure to keep an eye on."""
        self._remember()
        where = f"h{len(self.okr_set.heartbeats)}"
        self._write(where, with_text(self._line(where), self._words(event.value)))
        self._replaced(f"{where}.accepted")

    @action
    def remove(self, event: Event) -> None:
        """Take out the line at the address ``item``; Undo brings it back."""
        self._line(event.item)
        self._remember()
        self.okr_set = put(self.okr_set, event.item, None)
        self._tidy_up()
        self._replaced("step")
        self.said = "Taken out. Undo brings it back."

    @action
    def undo(self, event: Event) -> None:
        """Take back the last rewrite, loan, measure or removal."""
        if not self._before:
            raise NotPossible("There is nothing to take back.")
        self.okr_set = self._before.pop()
        self._tidy_up(prune=False)
        self._replaced("")
        self.said = "Taken back."

    # how it is done

    def _line(self, address: str) -> Any:
        try:
            return at(self.okr_set, address)
        except LookupError:
            raise NotPossible("That line is no longer there.") from None

    def _write(self, address: str, line: Any) -> None:
        self.okr_set = put(self.okr_set, address, line)

    def _said(self, address: str, line: Any, words: str) -> Any:
        """Return a line with other words; the fields of a key result follow them."""
        if not isinstance(line, KeyResult):
            return with_text(line, words)
        after = self.readings.line(with_text(line, words))
        return with_sentence(line, self.readings.line(line), after)

    def _with_part(self, address: str, name: str, words: str, line: KeyResult) -> KeyResult:
        """Write a part into the sentence as it was before this field was typed into: no half word stays."""
        if self._base is None or self._base[:2] != (address, name):
            if own_words(line):
                self._remember()
            self._base = (address, name, line, self.readings.line(line))
        return with_field(self._base[2], name, words, self._base[3])

    def _refuse_too_long(self, value: str) -> None:
        if len(value) > LONGEST:
            raise NotPossible(f"A line holds {LONGEST:,} characters; the rest was left out.")

    def _number(self, value: str, most: int) -> int:
        if not value.isdecimal() or int(value) > most:
            raise NotPossible("That is no longer there.")
        return int(value)

    def _empty_result(self) -> int:
        """Return the number of the open key result when nothing is written in it, else of a new one."""
        results = at(self.okr_set, f"o{self.o}").key_results
        open_one = results[self.k] if self.k < len(results) else None
        return self.k if open_one is None or not open_one.statement.text.strip() else len(results)

    def _free_action(self) -> str:
        results = [
            (f"o{o}.k{k}", key_result)
            for o, objective in enumerate(self.okr_set.objectives)
            for k, key_result in enumerate(objective.key_results)
        ]
        if not results:
            raise NotPossible("Actions stand under key results. Write a key result first.")
        where, key_result = next(((w, kr) for w, kr in results if not kr.actions), results[-1])
        return f"{where}.a{len(key_result.actions)}"

    def _tidy_up(self, *, prune: bool = True) -> None:
        """Leave out lines in which nothing is written, and stay within what there is."""
        if prune:
            self.okr_set = pruned(self.okr_set)
        self.o = min(self.o, max(0, len(self.okr_set.objectives) - 1))
        objective: Objective = at(self.okr_set, f"o{self.o}")
        self.k = min(self.k, max(0, len(objective.key_results) - 1))

    def _first_open(self) -> str:
        """Return the first step at which nothing is written yet, else the review."""
        states = StepValues(self).states()
        return next((key for key in _KEYS[:5] if states[key] == "empty"), "review")
