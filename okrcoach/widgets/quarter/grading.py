"""Grades of a quarter: what the numbers give, the team's own beside it, and nothing erased."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import Any

from okrcoach.exchange.check_in_log import append
from okrcoach.model import Graded
from okrcoach.progress.grades import Ambition, band, meaning
from okrcoach.progress.scorecard import Scorecard, Scored
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.quarter.shelf import Drafts, Shelf, TeamQuarter


class Grading(Desk):
    """The part of the score desk that gives grades: one form open at a time, kept while it is typed."""

    shelf: Shelf
    drafts: Drafts
    quarter: TeamQuarter | None
    card: Scorecard | None
    at: date
    #: Id of the key result whose form is open.
    grading: str

    @abstractmethod
    def look_on(self, day: date) -> None:
        """Score the quarter anew on a day."""

    def here(self) -> TeamQuarter:
        """Return the quarter that is open. Raises ``NotPossible`` when none is."""
        if self.quarter is None:
            raise NotPossible("Choose a quarter first.")
        return self.quarter

    def the_card(self) -> Scorecard:
        """Return its scorecard. Raises ``NotPossible`` when there is none."""
        if self.card is None:
            raise NotPossible("Choose a quarter first.")
        return self.card

    @action
    def grade(self, event: Event) -> None:
        """Open the form to grade one key result; again closes it, and what was typed stays."""
        self.grading = "" if self.grading == event.value else event.value
        self.move_focus()

    @action
    def type_grade(self, event: Event) -> None:
        """Keep a field of the open form while it is typed."""
        if event.name in ("given", "reason", "who"):
            self.drafts.keep(self._form_key(event.item), event.name, event.value)

    @action
    def keep_grade(self, event: Event) -> None:
        """Write the team's own grade into the log; a sample is copied first, so that it stays whole."""
        one = next((one for one in self.the_card().key_results if one.id == event.value), None)
        if one is None or one.grade is None:
            raise NotPossible("There is nothing to grade here.")
        form, computed, key = self._form(one), one.grade.computed, self._form_key(one.id)
        given = float(form["given"])
        if given != computed and not form["reason"].strip():
            raise NotPossible(
                f"The numbers give {computed:.1f} and you say {given:.1f}. "
                "What do you know that they don\u2019t?"
            )
        quarter = self.here()
        if not quarter.own:
            quarter = self.shelf.copy(quarter)
        entry = Graded(
            about=one.id, day=self.at, computed=computed, given=given, reason=form["reason"].strip(),
            who=form["who"].strip(), text=one.text,
        )  # fmt: skip
        try:
            append(quarter.log, entry)
        except OSError as error:
            raise NotPossible(f"{quarter.log} cannot be written: {error.strerror or error}.") from error
        self.drafts.drop(key)
        copied = not self.here().own
        self.grading = ""
        self.quarter = quarter
        self.look_on(self.at)
        where = f" You work on a copy from now on: {quarter.path}." if copied else ""
        self.said = f"Kept: {given:.1f} beside {computed:.1f} from the numbers.{where}"

    def graded(self, one: Scored) -> dict[str, Any]:
        """Return what is shown of one key result's grade: computed beside given, and every grade before."""
        form = self._form(one)
        ambition = None
        if one.plan.committed is not None:
            ambition = Ambition.COMMITTED if one.plan.committed else Ambition.ASPIRATIONAL
        found: dict[str, Any] = {
            "one": one, "form": form, "ambition": ambition, "differs": False, "means": one.meaning,
            "band": one.band.words if one.band is not None else "",
        }  # fmt: skip
        if one.grade is not None and form["given"]:
            given = float(form["given"])
            found["differs"] = given != one.grade.computed
            scale = self.here().settings.scale
            found |= {"means": meaning(given, ambition, scale), "band": band(given, scale).words}
        return found

    def _form(self, one: Scored) -> dict[str, str]:
        start = "" if one.grade is None else f"{one.grade.final:.1f}"
        return {"given": start, "reason": "", "who": ""} | self.drafts.of(self._form_key(one.id))

    def _form_key(self, about: str) -> str:
        return f"{self.here().path.name} {about}"
