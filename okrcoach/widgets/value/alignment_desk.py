"""A company's OKRs and a value stream's side by side: what serves which, what is a copy, what contributes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.charts import lens_chart
from okrcoach.charts.balance import SIDES, in_words
from okrcoach.data import shipped
from okrcoach.judgement import House, review
from okrcoach.judgement.alignment import Alignment, Tie, Tied, alignment
from okrcoach.judgement.balance import balance, lenses_said
from okrcoach.model import Lens, OKRSet
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.own_files import Kept, the_file
from okrcoach.widgets.pictures import Picture, as_typed, harmless, picture
from okrcoach.widgets.set_choice import OWN, SetChoice
from okrcoach.widgets.value.flow_desk import sample_sets

ABOVE, BELOW = "company", "stream"
#: The answers lie here, the words of both lines side by side.
KEPT = "alignment-answers.csv"
_SAMPLES = {
    ABOVE: ("Sample: Northbank Insurance, the company", "okrs-company.md"),
    BELOW: ("Sample: Northbank Insurance, policy changes", "okrs-value-stream.md"),
}
#: The answer of an author who says that a line serves nothing above.
NOTHING = "nothing"
_TITLES = {
    Tie.COPY: "Copied word for word",
    Tie.NEAR: "Nearly a copy",
    Tie.SHARES: "Contributes in words of its own",
    Tie.OWN: "Shares no word: ask its authors",
}
_LENSES = {
    Lens.FLOW: "flow: an early sign that this stream can move itself",
    Lens.BUSINESS: "business: what customers or money say, later",
    Lens.TEAM: "team: good for solving problems fast, seldom a key result",
}
_SIGNS = {Tie.COPY: "off", Tie.NEAR: "half", Tie.SHARES: "right", Tie.OWN: "open"}


class AlignmentDesk(Desk):
    """Two sets, how the lines of one stand to the other's, and what their authors say about it."""

    templates: ClassVar = {"sets": "alignment_sets.html.j2", "ties": "alignment_ties.html.j2"}

    def __init__(self, house: House | None = None, folder: Path | None = None) -> None:
        super().__init__()
        self._house = house
        datasets = shipped("datasets")
        self.sets: dict[str, SetChoice] = {}
        for side, (name, file) in _SAMPLES.items():
            samples = {name: datasets / file} | sample_sets(datasets)
            self.sets[side] = SetChoice(Kept(f"alignment-{side}.md", folder), samples, name)
        self.kept = Kept(KEPT, folder)
        #: Words of a line below -> words of the line above it serves, or ``NOTHING``.
        self.answers: dict[str, str] = dict(_pairs(self.kept.load()))
        self._found = Alignment(lines=(), untouched=(), findings=())
        self._pictures: tuple[Picture, ...] = ()
        self._compare()

    @action
    def choose_set(self, event: Event) -> None:
        """Take another set on the side ``event.item``."""
        self._side(event.item).choose(event.value)
        self._compare()

    @action
    def type_set(self, event: Event) -> None:
        """Read what is typed on the side ``event.item``."""
        self._side(event.item).type(event.value)
        self._compare()

    @action
    def edit_set(self, event: Event) -> None:
        """Go on with the words of a sample, on the side ``event.value``."""
        self._side(event.value).edit_sample()
        self._compare()

    @action
    def upload_set(self, event: Event) -> None:
        """Read a file on the side ``event.item``."""
        self._side(event.item).take(the_file(event.files))
        self._compare()

    @action
    def serves(self, event: Event) -> None:
        """Say which line above a line serves; "" takes the answer back."""
        line = next((one for one in self._found.lines if one.id == event.item), None)
        if line is None:
            raise NotPossible("That line is not here any more.")
        tops = dict(self._tops())
        if event.value in tops:
            self.answers[line.text] = tops[event.value]
        elif event.value == NOTHING:
            self.answers[line.text] = NOTHING
        else:
            self.answers.pop(line.text, None)
        self.kept.keep(_table(self.answers))

    def _side(self, side: str) -> SetChoice:
        if side not in self.sets:
            raise ValueError(f"no such side: {side!r}")
        return self.sets[side]

    def _set(self, side: str) -> OKRSet:
        return self.sets[side].okr_set or OKRSet()

    def _compare(self) -> None:
        above, below = self._set(ABOVE), self._set(BELOW)
        self._found = alignment(above, below, self._house)
        drawn = (self._lenses(ABOVE, "The company"), self._lenses(BELOW, "The value stream"))
        self._pictures = tuple(one for one in drawn if one is not None)

    def _lenses(self, side: str, who: str) -> Picture | None:
        judged = review(self._set(side), self._house)
        found = balance(judged)
        if not found.results or not lenses_said(found):
            return None
        finding = lenses_said(found)
        said = f"{who}: {finding[:1].lower()}{finding[1:]}"
        rows = [["Side", "Lines"]]
        rows += [[SIDES[one.side], ", ".join(x.statement.id for x in one.lines)] for one in found.lenses]
        words = in_words(said, found.lenses)
        drawn = picture(f"al-lens-{side}", said, lens_chart(judged, "page"), words, rows)
        return replace(drawn, caption=said)

    def _tops(self) -> list[tuple[str, str]]:
        """Return id and words of the lines above, as the comparison names them."""
        objectives = self._set(ABOVE).objectives
        lines = [s for o in objectives for s in (o.statement, *(kr.statement for kr in o.key_results))]
        return [(f"C{line.id}", line.text) for line in lines if line.text]

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        tops = self._tops()
        rows = [(line, self._answer(line, tops)) for line in self._found.lines]
        touched = {answer or line.above for line, answer in rows}
        return {
            "sets": self.sets,
            "sides": [(ABOVE, "The company"), (BELOW, "The value stream")],
            "own": OWN,
            "groups": [
                (title, _SIGNS[tie], [row for row in rows if row[0].tie is tie])
                for tie, title in _TITLES.items()
            ],
            "lenses": _LENSES,
            "tops": tops,
            "nothing": NOTHING,
            "untouched": [(name, text) for name, text in tops if name not in touched],
            "findings": self._found.findings,
            "pictures": self._pictures,
            "kept": self.kept,
            "both": bool(tops and self._found.lines),
        }

    def _answer(self, line: Tied, tops: list[tuple[str, str]]) -> str:
        """Return the id above that its authors name, ``NOTHING``, or "" where they have not said."""
        said = self.answers.get(line.text, "")
        return said if said == NOTHING else next((name for name, text in tops if text == said), "")


def _pairs(text: str) -> list[tuple[str, str]]:
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return [(as_typed(row[0]), as_typed(row[1])) for row in rows if len(row) == 2]


def _table(answers: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["Value stream", "Serves"])
    writer.writerows([harmless(line), harmless(served)] for line, served in answers.items())
    return out.getvalue()
