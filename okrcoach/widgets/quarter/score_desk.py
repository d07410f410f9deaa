"""The desk of the score board: a team's quarter on any day, week by week, and its grades at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import altair as alt

from okrcoach.charts import (
    confidence_chart,
    confidence_in_words,
    confidence_rows,
    draw,
    heat_map_chart,
    heat_map_in_words,
    heat_map_rows,
    pace_chart,
    pace_in_words,
    pace_rows,
)
from okrcoach.charts.board import day_said
from okrcoach.progress.actions import lessons
from okrcoach.progress.four_square import four_square
from okrcoach.progress.scorecard import Scorecard, Scored
from okrcoach.progress.stand_up import stand_up
from okrcoach.progress.standing import standing
from okrcoach.report.score_page import scorecard_html
from okrcoach.report.scorecard import Said, objective_sentences, sentences, strays_said, when_said
from okrcoach.report.stand_up import colour_said, due_said, left_out_said, quoted, was_said, week_html
from okrcoach.widgets.desk import Event, NotPossible, action
from okrcoach.widgets.quarter.grading import Grading
from okrcoach.widgets.quarter.score_rows import ALARMS, Row, figures, row_of
from okrcoach.widgets.quarter.shelf import Drafts, Shelf, TeamQuarter, weekly_days

#: What can be looked at, in the order of the choice.
VIEWS = {
    "krs": "Key results",
    "weeks": "Week by week",
    "stand_up": "Stand-up",
    "four": "Four squares",
    "lessons": "Actions and lessons",
    "grades": "Grades",
}


class ScoreDesk(Grading):
    """One quarter, one day, one view of it; grades go to the log of the reader's own copy."""

    templates = {"head": "score_head.html.j2", "main": "score.html.j2"}  # noqa: RUF012

    def __init__(self, shelf: Shelf | None = None, today: date | None = None) -> None:
        super().__init__()
        self.shelf = shelf or Shelf()
        self.today = today or date.today()
        self.quarter: TeamQuarter | None = None
        self.card: Scorecard | None = None
        self.at = self.today
        self.view = "krs"
        #: Id of the key result that is opened, and of the one that is being graded.
        self.opened = self.grading = ""
        self.drafts = Drafts(self.shelf.home / "grades.draft.json")
        #: (name, day) -> SVG, and the quarter they are of.
        self._pictures: dict[tuple[str, date], str] = {}
        self._drawn: TeamQuarter | None = None
        offered = self.shelf.offered()
        if offered:
            self.act("choose", Event(value=next((c.key for c in offered if not c.own), offered[0].key)))

    @action
    def choose(self, event: Event) -> None:
        """Open the quarter with the key ``event.value``."""
        self.on_progress("Reading the quarter", None)
        self._show(self.shelf.open(event.value))

    @action
    def upload(self, event: Event) -> None:
        """Keep the reader's own files in the working folder and open them."""
        self.on_progress("Reading your quarter", None)
        self._show(self.shelf.take_in(event.files))
        self.said = f"Opened. It is kept in {self.here().path}."

    @action
    def look(self, event: Event) -> None:
        """Look on the day ``event.value``; half a date, as while typing one, changes nothing."""
        try:
            day = date.fromisoformat(event.value)
        except ValueError:
            return
        self.look_on(day)

    @action
    def week(self, event: Event) -> None:
        """Look on the day of the week with the number ``event.value``, from 0."""
        days = weekly_days(self.here())
        if event.value.isdecimal() and int(event.value) < len(days):
            self.look_on(days[int(event.value)])

    @action
    def finish(self, event: Event) -> None:
        """Look on the last day of the cycle, where grades are given."""
        days = weekly_days(self.here())
        if not days:
            raise NotPossible("This quarter has no last day yet: add cycle, start and end to its file.")
        self.view = "grades"
        self.look_on(days[-1])

    @action
    def see(self, event: Event) -> None:
        """Change the view."""
        if event.value in VIEWS:
            self.view = event.value
            self.look_on(self.at)
            self.said = VIEWS[self.view]

    @action
    def open(self, event: Event) -> None:
        """Open a key result or heartbeat; its chart and questions are drawn."""
        if event.value in {one.id for one in self._lines()}:
            self.opened = event.value
            self.look_on(self.at)
            self.said = next(
                pace_in_words(one, self.the_card()) for one in self._lines() if one.id == self.opened
            )
            self.move_focus()

    @action
    def follow(self, event: Event) -> None:
        """Show the quarter ``event.value`` on the day ``event.item``, where somebody has just checked in."""
        self.quarter = self.shelf.open(event.value)
        self.look_on(date.fromisoformat(event.item))

    @action
    def again(self, event: Event) -> None:
        """Read the files again: somebody may have checked in."""
        self.look_on(self.at)

    @action
    def save_page(self, event: Event) -> None:
        """Hand over a page to print or send: the scorecard, or stand-up and four squares."""
        quarter, card = self.here(), self.the_card()
        week = event.value == "week"
        page = (
            week_html(stand_up(quarter.okr_set, card), four_square(quarter.okr_set, card))
            if week
            else scorecard_html(card)
        )
        name = f"{quarter.path.stem}-{'week' if week else 'scorecard'}-{self.at}.html"
        self.download(name, "text/html", page.encode("utf-8", "replace"))
        self.said = f"{name} is saved where your browser keeps its downloads."

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        days = weekly_days(self.quarter) if self.quarter is not None else ()
        common: dict[str, Any] = {
            "choices": self.shelf.offered(),
            "quarter": self.quarter,
            "home": self.shelf.home,
            "at": self.at,
            "days": days,
            "week": sum(day < self.at for day in days),
            "views": VIEWS,
            "view": self.view,
            "card": self.card,
            "over": self.card is not None and self.card.gone is not None and self.card.gone >= 1,
            "form_open": bool(self.grading),
            "day_said": day_said,
        }
        if self.card is None or self.quarter is None:
            return common
        return common | {"when": when_said(self.card), "strays": strays_said(self.card)} | self._of_view()

    def _of_view(self) -> dict[str, Any]:
        quarter, card = self.here(), self.the_card()
        if self.view == "krs":
            groups = [
                (o.id, o.text, objective_sentences(o), [row_of(one, card) for one in o.key_results])
                for o in card.objectives
            ]
            hearts = [row_of(one, card) for one in card.heartbeats]
            return {"groups": groups, "hearts": hearts, "detail": self._detail()}
        if self.view == "weeks":
            weeks = quarter.weeks(self.at)
            return {
                "heat": self._pictures.get(("heat", self.at), ""),
                "heat_rows": heat_map_rows(weeks),
                "sure": self._pictures.get(("sure", self.at), ""),
                "sure_rows": confidence_rows(card),
            }
        if self.view == "stand_up":
            return {"up": stand_up(quarter.okr_set, card), "quoted": quoted}
        if self.view == "four":
            four = four_square(quarter.okr_set, card)
            said = {"due": due_said, "was": was_said, "colour": colour_said, "left_out": left_out_said(four)}
            return {"four": four, **said}
        if self.view == "lessons":
            return {"learned": lessons(quarter.okr_set, card)}
        rows = [
            (o, [self.graded(one) for one in o.key_results if not one.plan.guardrail])
            for o in card.objectives
        ]
        return {"graded": rows, "grading": self.grading, "tenths": [f"{n / 10:.1f}" for n in range(11)]}

    def _detail(self) -> dict[str, Any] | None:
        one = next((one for one in self._lines() if one.id == self.opened), None)
        if one is None:
            return None
        card = self.the_card()
        row: Row = row_of(one, card)
        return {
            "row": row,
            "figures": figures(one, card),
            "picture": self._pictures.get((f"pace {one.id}", self.at), ""),
            "table": pace_rows(one, card),
            "asides": [said.text for said in sentences(one) if _aside(said)],
            "last": one.check_ins[-1] if one.check_ins else None,
        }

    def _show(self, quarter: TeamQuarter) -> None:
        if self.quarter is None or quarter.key != self.quarter.key:
            self.opened = self.grading = ""
        self.quarter = quarter
        self.look_on(quarter.opening_day(self.today))

    def look_on(self, day: date) -> None:
        """Score the quarter on a day and draw what the view needs; files that changed are read anew."""
        quarter = self.shelf.open(self.here().key)
        if quarter is not self._drawn:
            self._pictures.clear()
            self._drawn = quarter
        card = quarter.card(day)
        self.quarter, self.card, self.at = quarter, card, day
        lines = self._lines()
        if self.opened not in {one.id for one in lines}:
            alarmed = [one.id for one in card.key_results if standing(one) in ALARMS]
            self.opened = (alarmed or [one.id for one in lines] or [""])[0]
        one = next((one for one in lines if one.id == self.opened), None)
        if self.view == "krs" and one is not None:
            self._draw(
                f"pace {one.id}", lambda: pace_chart(one, card, "page"), lambda: pace_in_words(one, card)
            )
        if self.view == "weeks":
            weeks = quarter.weeks(day)
            self._draw("heat", lambda: heat_map_chart(weeks, "page"), lambda: heat_map_in_words(weeks))
            self._draw("sure", lambda: confidence_chart(card, "page"), lambda: confidence_in_words(card))
        off = sum(standing(one) in ALARMS for one in card.key_results)
        self.said = f"{day_said(day)}: {off} of {len(card.key_results)} key results off pace or not held."

    def _draw(self, name: str, chart: Callable[[], alt.LayerChart], words: Callable[[], str]) -> None:
        if (name, self.at) not in self._pictures:
            self.on_progress("Drawing", None)
            self._pictures[name, self.at] = draw(chart(), words())

    def _lines(self) -> tuple[Scored, ...]:
        return (*self.the_card().key_results, *self.the_card().heartbeats)


def _aside(said: Said) -> bool:
    return said.aside and not said.ask
