"""What is to change and what is to hold: a set in three piles, its ranges, and what pulls apart."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.charts.conflicts import conflicts_chart, conflicts_in_words
from okrcoach.charts.drawing import draw
from okrcoach.charts.quadrant import quadrant_chart, quadrant_in_words, quadrant_rows
from okrcoach.data import shipped
from okrcoach.judgement.heartbeats import Belongs, Sorted
from okrcoach.judgement.two_schools import View, separate, unified
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.editor.showing import rewrite
from okrcoach.widgets.heartbeats.piles import (
    Choices,
    LaidOut,
    choices_in,
    lay_out,
    now_words,
    range_words,
)
from okrcoach.widgets.own_files import Kept, the_file
from okrcoach.widgets.set_choice import OWN, SetChoice

#: Own words, and the reader's choices about any set, in the working folder.
WORDS, CHOICES = "my-heartbeats.md", "my-heartbeats.json"
_SAMPLES = {
    "Meals delivered": "heartbeats-meal-delivery.yaml",
    "A kidney clinic": "quarters/renal-outpatients.yaml",
    "Libraries on the coast": "quarters/coast-libraries.yaml",
    "Logistics, for practice": "sets/flawed-logistics.csv",
}
_VIEWS = {
    "lists": "The lists",
    "pulls": "What pulls apart",
    "where": "Where they stand",
    "schools": "Two schools",
}
_PILES = {
    Belongs.OKR: ("OKRs", "outcome_kr", "What is to change in this cycle"),
    Belongs.HEARTBEAT: ("Heartbeats", "heartbeat", "What runs and is watched"),
    Belongs.GUARDRAIL: ("Guardrails", "guardrail", "What keeps the push from doing harm"),
}
_numbers = itertools.count(1)
#: Longer fields are no range and no value.
_LONGEST = 200


class HeartbeatDesk(Desk):
    """A sample, own words or a file, sorted by the coach and laid out anew by the reader.

    Words and choices are kept in ``folder`` while they are made, and come back from there.
    """

    templates: ClassVar = {"choice": "heartbeat_choice.html.j2", "main": "heartbeat.html.j2"}

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.uid = f"hb{next(_numbers)}"
        self._kept = Kept(CHOICES, folder)
        kept = self._kept.load()
        try:
            self.choices, source = choices_in(kept)
        except (ValueError, RecursionError):
            # Somebody else's file: it stays, and ours goes beside it.
            self._kept = Kept(CHOICES.replace(".json", "-2.json"), folder)
            self.choices, source = Choices(), ""
        datasets = shipped("datasets")
        samples = {name: datasets / file for name, file in _SAMPLES.items()}
        self.choice = SetChoice(Kept(WORDS, folder), samples, next(iter(samples)))
        if source in samples:
            self.choice.choose(source)
        self.view = "lists"
        self._drawn: dict[str, tuple[Any, str]] = {}
        self._lay_out()

    # What is seen

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        laid = self.laid
        return {
            "uid": self.uid,
            "options": self.choice.options,
            "source": self.choice.source,
            "own": self.choice.source == OWN,
            "words": self.choice.words,
            "put": self.choice.set_words,
            "files": {"words": self.choice.kept.name, "choices": self._kept.name},
            "file_trouble": " ".join(filter(None, (self.choice.kept.trouble, self._kept.trouble))),
            "set_trouble": self.choice.trouble,
            "views": _VIEWS,
            "view": self.view,
            "piles": self._piles() if laid is not None else [],
            "left_out": [(one.seen.statement, one.reason) for one in laid.coach.left_out] if laid else [],
            "pulls": self._pulls() if laid is not None else [],
            "mine": laid is not None and any(a.belongs is not b.belongs for a, b in laid.pairs()),
            "picture": self._picture(),
            "rows": quadrant_rows(laid.mine) if laid is not None and self.view == "where" else [],
            "schools": self._schools() if laid is not None and self.view == "schools" else [],
        }

    def _piles(self) -> list[dict[str, Any]]:
        assert self.laid is not None
        pairs = list(enumerate(self.laid.pairs()))
        return [
            {
                "value": pile.value,
                "words": words,
                "sign": sign,
                "means": means,
                "cards": [self._card(n, *pair) for n, pair in pairs if pair[1].belongs is pile],
            }
            for pile, (words, sign, means) in _PILES.items()
        ]

    def _card(self, n: int, coach: Sorted, mine: Sorted) -> dict[str, Any]:
        held = mine.belongs is not Belongs.OKR
        moved = coach.belongs is not mine.belongs
        lead = f"The coach would put it to the {_PILES[coach.belongs][0].lower()}. " if moved else ""
        filed = "" if moved or not coach.misfiled else " Its author filed it in the other list."
        words = range_words(coach if coach.accepted else mine, self.choices)
        unread = held and bool(words.strip()) and mine.accepted is None
        outside = mine.accepted.left_by(mine.current) if held and mine.accepted and mine.current else ""
        return {
            "n": n,
            "id": coach.id,
            "text": coach.seen.statement.text,
            "pile": mine.belongs.value,
            "why": f"{lead}{coach.reason}{filed}",
            "held": held,
            "range": words,
            "now": now_words(coach, self.choices),
            "unread": unread,
            "ask": coach.ask if held and not words.strip() else "",
            "outside": f"Out of range: {outside}" if outside else "",
            "inside": bool(held and mine.accepted and mine.current and not outside),
            "advice": rewrite(mine.move.rewrite)["pieces"] if mine.move is not None and held else [],
            "asks": mine.move.ask if mine.move is not None and held else "",
        }

    def _pulls(self) -> list[dict[str, Any]]:
        assert self.laid is not None
        texts = {s.id: s.text for s in self.laid.okr_set.statements()}
        return [
            {
                "pushed": (c.pushed, texts.get(c.pushed, "")),
                "guarded": (c.guarded, texts.get(c.guarded, "")),
                "why": c.why,
                "excluded": c.excluded,
            }
            for c in self.laid.mine.conflicts
        ]

    def _picture(self) -> str:
        """Return the chart of the view as SVG; drawn anew only when the lists have changed."""
        if self.laid is None or self.view not in ("pulls", "where") or not self.laid.mine.measures:
            return ""
        sorting = self.laid.mine
        key = self.laid.okr_set, tuple(one.belongs for one in sorting.measures)
        if self._drawn.get(self.view, (None, ""))[0] != key:
            if self.view == "pulls":
                svg = draw(conflicts_chart(sorting, "page"), conflicts_in_words(sorting))
            else:
                svg = draw(quadrant_chart(sorting, None, "page"), quadrant_in_words(sorting))
            self._drawn[self.view] = key, svg
        return self._drawn[self.view][1]

    def _schools(self) -> list[dict[str, Any]]:
        assert self.laid is not None
        return [_school(separate(self.laid.mine)), _school(unified(self.laid.mine))]

    # Which set

    @action
    def source(self, event: Event) -> None:
        """Take a sample, own words, or the file that was given."""
        self.choice.choose(event.value)
        self._lay_out()
        self._keep()

    @action
    def type(self, event: Event) -> None:
        """Take what is typed or pasted."""
        self.choice.type(event.value)
        self._lay_out()

    @action
    def edit(self, event: Event) -> None:
        """Take the words of the sample as one's own."""
        path = self.choice.samples.get(self.choice.source)
        if path is None:
            raise NotPossible("These words are yours already.")
        self.choice.edit_sample()
        self._lay_out()

    @action
    def upload(self, event: Event) -> None:
        """Read a file that the reader gives."""
        self.choice.take(the_file(event.files))
        self._lay_out()

    # Laying out

    @action
    def put(self, event: Event) -> None:
        """Put a line to a pile: ``item`` is its number, ``value`` the pile."""
        coach, _ = self._line(event)
        if event.value not in [pile.value for pile in Belongs]:
            raise NotPossible("There is no such pile.")
        text = coach.seen.statement.text
        if event.value == coach.belongs.value:
            self.choices.piles.pop(text, None)
        else:
            self.choices.piles[text] = event.value
        self._lay_out()
        self._keep()
        self.said = f"Put to the {_PILES[Belongs(event.value)][0]}. {self._pulls_said()}"

    @action
    def range(self, event: Event) -> None:
        """Take what is still fine for a line, in words such as "2 to 4 hours" or "at least 95%"."""
        coach, _ = self._line(event)
        self.choices.ranges[coach.seen.statement.text] = event.value[:_LONGEST]
        self._lay_out()
        self._keep()

    @action
    def now(self, event: Event) -> None:
        """Take where a line stands now."""
        coach, _ = self._line(event)
        self.choices.now[coach.seen.statement.text] = event.value[:_LONGEST]
        self._lay_out()
        self._keep()

    @action
    def show(self, event: Event) -> None:
        """Show the lists, what pulls apart, where the measures stand, or both schools."""
        if event.value not in _VIEWS:
            raise NotPossible("There is no such view.")
        self.view = event.value
        self.said = _VIEWS[event.value] if event.value != "pulls" else self._pulls_said()

    @action
    def again(self, event: Event) -> None:
        """Put every line back to where the coach would have it; ranges and values stay."""
        for coach, _ in self.laid.pairs() if self.laid is not None else []:
            self.choices.piles.pop(coach.seen.statement.text, None)
        self._lay_out()
        self._keep()

    @action
    def save(self, event: Event) -> None:
        """Hand over the set as it is laid out, as YAML."""
        if self.laid is None:
            raise NotPossible("There is no set to save yet.")
        from okrcoach.exchange import write_yaml
        from okrcoach.widgets.writing.store import as_bytes

        self.download(
            "my-two-lists.yaml", "application/yaml", as_bytes(self.laid.okr_set, ".yaml", write_yaml)
        )

    def _line(self, event: Event) -> tuple[Sorted, Sorted]:
        pairs = self.laid.pairs() if self.laid is not None else []
        if not event.item.isdecimal() or int(event.item) >= len(pairs):
            raise NotPossible("That line is in another set.")
        return pairs[int(event.item)]

    def _pulls_said(self) -> str:
        count = len(self.laid.mine.conflicts) if self.laid is not None else 0
        if count == 1:
            return "One pair pulls against each other."
        return f"{count or 'No'} pairs pull against each other."

    def _lay_out(self) -> None:
        found = self.choice.okr_set
        self.laid: LaidOut | None = lay_out(found, self.choices) if found is not None else None

    def _keep(self) -> None:
        self._kept.keep(self.choices.as_json(self.choice.source))


def _school(view: View) -> dict[str, Any]:
    works = "; ".join(dict.fromkeys(source.work for source in view.sources))
    return {"view": view, "sources": works}
