"""How work flows: items from a tracker, the five metrics, what they say, and what OKRs do to them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from okrcoach.data import shipped
from okrcoach.judgement import House
from okrcoach.judgement.flow_asked import flow_asked
from okrcoach.judgement.flow_effects import SOURCES, Effect, flow_effects
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.flow import Every, FlowPeriod, definitions, flow_periods
from okrcoach.progress.flow_answers import FlowAnswer, Reading, flow_answers, shown
from okrcoach.progress.flow_bottleneck import StateTime, bottleneck
from okrcoach.progress.flow_choice import count_by_type, without
from okrcoach.report.flow import FlowReport
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.own_files import Kept, on_disk, the_file
from okrcoach.widgets.pictures import Picture, picture
from okrcoach.widgets.set_choice import OWN, SetChoice

if TYPE_CHECKING:
    from okrcoach.model.work_items import Items

SAMPLE = "work_items.csv"
#: Where pasted OKRs lie while they are typed.
KEPT = "okrs-and-flow.md"
_SAMPLE_SET = "Sample: policy changes"
#: The sample's draft says "April to June 2026" in words only.
_SAMPLE_START = date(2026, 4, 1)
_TITLES = {
    Effect.SPEEDS: "Speeds flow",
    Effect.ADDS: "Only adds work in progress",
    Effect.OPEN: "Neither, or the words do not tell",
}


class FlowDesk(Desk):
    """Work items in, pictures and sentences out; beside them a set of OKRs and its effect on flow."""

    templates: ClassVar = {
        "items": "flow_items.html.j2",
        "says": "flow_says.html.j2",
        "pictures": "flow_pictures.html.j2",
        "okrs": "flow_okrs.html.j2",
    }

    def __init__(self, house: House | None = None, folder: Path | None = None) -> None:
        super().__init__()
        self._house = house
        datasets = shipped("datasets")
        samples = {_SAMPLE_SET: datasets / "okrs-for-flow.md"} | sample_sets(datasets)
        self.okrs = SetChoice(Kept(KEPT, folder), samples, _SAMPLE_SET)
        self.name = ""
        self.every = Every.WEEK
        self.left_out: set[str] = set()
        #: First day of the cycle; None where neither the draft nor the reader has said.
        self.start: date | None = None
        self._all: Items | None = None
        self._items: Items | None = None
        self._periods: tuple[FlowPeriod, ...] = ()
        self._pictures: tuple[Picture, ...] = ()
        self._no_picture = ""
        self._sentences: tuple[tuple[str, str], ...] = ()
        self._states: tuple[StateTime, ...] = ()
        self._set_start()

    # -- items --------------------------------------------------------------------------------------

    @action
    def sample(self, event: Event) -> None:
        """Take the work items that come along."""
        self._read(shipped("datasets") / SAMPLE)

    @action
    def upload(self, event: Event) -> None:
        """Read a CSV of the reader's own; a file that cannot be used changes nothing."""
        with on_disk(the_file(event.files)) as path:
            self._read(path)

    def _read(self, path: Path) -> None:
        from okrcoach.exchange.work_items import read_work_items

        self.on_progress(f"Reading {path.name}, {path.stat().st_size / 1e6:.1f} MB", 0.1)
        found = read_work_items(path)
        before = (self._all, self.name, self.left_out)
        self._all, self.name, self.left_out = found, path.name, set()
        try:
            self._measure()
        except NotPossible:
            self._all, self.name, self.left_out = before
            raise
        self.said = f"{path.name}: {len(found):,} items read. {self._pictures[0].title}."

    @action
    def leave(self, event: Event) -> None:
        """Leave a type out, or count it again."""
        old = self.left_out
        self.left_out = old - {event.name} if event.value == "true" else old | {event.name}
        self._again(lambda: setattr(self, "left_out", old))

    @action
    def period(self, event: Event) -> None:
        """Count by week or by month."""
        old, self.every = self.every, Every(event.value)
        self._again(lambda: setattr(self, "every", old))

    def _again(self, undo: Any) -> None:
        try:
            self._measure()
        except NotPossible:
            undo()
            raise
        self.said = f"{len(self._items or ()):,} items, by {self.every}. {self._pictures[0].title}."

    def _measure(self) -> None:
        """Count and draw; raises ``NotPossible`` before anything is changed."""
        if self._all is None:
            raise NotPossible("There are no work items here yet. Take the sample, or choose a file.")
        types = self.left_out & set(self._all.types)
        if types == set(self._all.types):
            raise NotPossible("Nothing would be left. At least one type has to count.")
        items = without(self._all, types)
        periods = flow_periods(items, self.every)
        if not periods:
            raise NotPossible(f"No whole {self.every} is in these items, so there is nothing to count yet.")
        self._pictures = tuple(self._drawn(items, periods))
        self._items, self._periods = items, periods
        self._sentences = FlowReport(items=items, periods=periods).sentences
        self._states = ()
        with suppress(Undefined):
            self._states = bottleneck(items, periods[0].first, periods[-1].last).states

    def _drawn(self, items: Items, periods: tuple[FlowPeriod, ...]) -> list[Picture]:
        from okrcoach.charts import cumulative_chart, cumulative_in_words, cumulative_rows, five_panels
        from okrcoach.progress.flow_cumulative import cumulative_flow

        drawn = []
        names = ("velocity", "time", "efficiency", "load", "types")
        self.on_progress("Drawing", 0.5)
        for n, (name, panel) in enumerate(zip(names, five_panels(items, periods, "page"), strict=True)):
            self.on_progress(f"Drawing picture {n + 1} of 6", 0.5 + n / 12)
            drawn.append(picture(f"fl-{name}", panel.title, panel.chart, panel.words, panel.rows))
        self._no_picture = ""
        try:
            found = cumulative_flow(items, last=periods[-1].last)
        except Undefined as error:
            self._no_picture = f"No cumulative flow: {error}"
            return drawn
        self.on_progress("Drawing picture 6 of 6", 0.95)
        words = cumulative_in_words(found)
        title = "Cumulative flow"
        chart = cumulative_chart(found, "page")
        return [*drawn, picture("fl-cumulative", title, chart, words, cumulative_rows(found))]

    @action
    def table(self, event: Event) -> None:
        """Hand over the whole table behind a picture."""
        found = next((one for one in self._pictures if one.id == event.value), None)
        if found is None:
            raise NotPossible("That picture is not here any more.")
        self.download(f"{found.id.removeprefix('fl-')}.csv", "text/csv", found.csv())

    # -- OKRs ---------------------------------------------------------------------------------------

    @action
    def choose_set(self, event: Event) -> None:
        """Take a sample set, one's own words, or the file given before."""
        self.okrs.choose(event.value)
        self._set_start()

    @action
    def type_set(self, event: Event) -> None:
        """Read the pasted or typed OKRs."""
        self.okrs.type(event.value)

    @action
    def edit_set(self, event: Event) -> None:
        """Go on with the words of the sample."""
        self.okrs.edit_sample()

    @action
    def upload_set(self, event: Event) -> None:
        """Read OKRs from a file."""
        self.okrs.take(the_file(event.files))
        self._set_start()

    @action
    def first_day(self, event: Event) -> None:
        """Say when the cycle begins: the baseline is taken from before."""
        try:
            self.start = date.fromisoformat(event.value) if event.value else None
        except ValueError:
            raise NotPossible(f"{event.value} is no day such as 2026-04-01.") from None

    @action
    def copied(self, event: Event) -> None:
        """Say that a sentence was copied."""
        self.said = "Copied."

    def _set_start(self) -> None:
        found = self.okrs.okr_set
        if found is not None and found.cycle.start is not None:
            self.start = found.cycle.start
        elif self.okrs.source == _SAMPLE_SET:
            self.start = _SAMPLE_START

    # -- what is drawn ------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        okr_set = self.okrs.okr_set
        effects = flow_effects(okr_set, self._house) if okr_set is not None else None
        load_said = ""
        if self._items is not None:
            report = FlowReport(items=self._items, periods=self._periods, effects=effects)
            load_said = report.load_said
        return {
            "name": self.name,
            "sample": SAMPLE,
            "reading": self._reading(),
            "every": self.every.value,
            "defined": definitions(self._items.clock) if self._items is not None else {},
            "sentences": self._sentences,
            "states": self._states,
            "pictures": self._pictures,
            "no_picture": self._no_picture,
            "okrs": self.okrs,
            "own": OWN,
            "start": self.start.isoformat() if self.start else "",
            "effects": [(t, SOURCES.get(e), effects.of(e)) for e, t in _TITLES.items()] if effects else [],
            "new_items": effects.new_items if effects else (),
            "load_said": load_said,
            "answers": self._answers(),
        }

    def _reading(self) -> dict[str, Any] | None:
        """Return how the file was understood."""
        if self._all is None or self._items is None:
            return None
        visits = self._all.visits
        counts = count_by_type(self._all)
        waits = {one.state for one in self._states if one.waiting}
        return {
            "count": f"{len(self._all):,}",
            "types": [(name, f"{counts[name]:,}", name not in self.left_out) for name in self._all.types],
            # before the clock starts and after it stops nothing waits
            "states": [(name, name in waits) for name in (visits.states if visits is not None else ())],
            "clock": self._all.clock,
            "notes": self._all.notes,
            "first": self._periods[0].first,
            "last": self._periods[-1].last,
            "periods": f"{len(self._periods):,}",
        }

    def _answers(self) -> list[dict[str, Any]]:
        """Return what the items say about each key result that speaks of flow."""
        okr_set = self.okrs.okr_set
        if okr_set is None or self._items is None:
            return []
        asked = flow_asked(okr_set, self._items.types, self._house)
        cycle = replace(okr_set.cycle, start=self.start or okr_set.cycle.start)
        answers = flow_answers(asked, self._items, self.every, cycle)
        return [self._answer(answer) for answer in answers]

    @staticmethod
    def _answer(answer: FlowAnswer) -> dict[str, Any]:
        def said(reading: Reading | None) -> str:
            space = "" if answer.unit == "%" else " "
            return f"{shown(reading.value)}{space}{answer.unit}" if reading is not None else "not known"

        def when(reading: Reading | None) -> str:
            return (
                f"{reading.first} to {reading.last}, {reading.count:,} items" if reading is not None else ""
            )

        return {
            "asked": answer.asked,
            "figures": [(name, said(a), when(a), said(b), when(b)) for name, a, b in answer.figures],
            "said": answer.said,
            "sentence": answer.sentence,
            "blank": "" if answer.sentence else answer.asked.sentence,
            "definition": answer.definition,
        }


def sample_sets(datasets: Path) -> dict[str, Path]:
    """Return the sample sets of OKRs by a name to choose them by."""
    known = {
        "Contact centre, for practice": "sets/flawed-contact-centre.md",
        "Logistics, for practice": "sets/flawed-logistics.csv",
        "Hospital pharmacy, a good set": "sets/good-hospital-pharmacy.md",
    }
    return {name: datasets / file for name, file in known.items()}
