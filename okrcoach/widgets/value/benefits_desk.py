"""A benefits register on one day: standing, what came of it, from the work to the benefit and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.charts.benefit_map import (
    benefit_map_chart,
    benefit_map_in_words,
    benefit_map_rows,
    benefit_map_title,
)
from okrcoach.charts.lead_lag import (
    lead_lag_chart,
    lead_lag_in_words,
    lead_lag_pairs,
    lead_lag_rows,
    lead_lag_title,
)
from okrcoach.data import shipped
from okrcoach.exchange.benefits_file import read_benefits
from okrcoach.judgement import House, review_benefits
from okrcoach.model import Benefit, OKRSet
from okrcoach.progress.benefit_map import benefit_map, serves, trace
from okrcoach.progress.benefits import Phase, missing, plain, realised, register_status
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.own_files import Kept, on_disk, the_file
from okrcoach.widgets.pictures import Picture, picture
from okrcoach.widgets.set_choice import OWN, SetChoice

SAMPLE = "benefits-contact-centre.yaml"
KEPT = "okrs-and-benefits.md"
_SAMPLE_SET = "Sample: contact centre"
#: The sample's figures are of 2026; from this day most of its states can be seen.
_SAMPLE_DAY = date(2026, 9, 30)
#: Early signs drawn; each picture takes a moment.
MOST_PAIRS = 12
_OUTPUT, _LINE = "output", "line"


class BenefitsDesk(Desk):
    """A register, the day to look from, and the OKRs it follows from."""

    templates: ClassVar = {
        "register": "benefits_register.html.j2",
        "status": "benefits_status.html.j2",
        "pictures": "benefits_pictures.html.j2",
        "chain": "benefits_chain.html.j2",
    }

    def __init__(self, house: House | None = None, folder: Path | None = None) -> None:
        super().__init__()
        self._house = house
        samples = {_SAMPLE_SET: shipped("datasets") / "okrs-contact-centre-benefits.md"}
        self.okrs = SetChoice(Kept(KEPT, folder), samples)
        self.name = ""
        self.at = date.today()
        self.register: tuple[Benefit, ...] = ()
        #: Place of the benefit whose chain is shown.
        self.benefit = 0
        #: The output, action or key result whose benefits are shown, "" for none.
        self.work = ""
        self._pictures: tuple[Picture, ...] = ()

    # -- actions ------------------------------------------------------------------------------------

    @action
    def sample(self, event: Event) -> None:
        """Take the register that comes along, with its OKRs."""
        if self.okrs.source != OWN:
            self.okrs.choose(_SAMPLE_SET)
        self._take(shipped("datasets") / SAMPLE, _SAMPLE_DAY)

    @action
    def upload(self, event: Event) -> None:
        """Read a register of the reader's own; a file that cannot be used changes nothing."""
        with on_disk(the_file(event.files)) as path:
            self._take(path, date.today())

    def _take(self, path: Path, at: date) -> None:
        self.register = read_benefits(path)
        self.name, self.at = path.name, at
        self.benefit, self.work = 0, ""
        self._draw()
        self.said = f"{path.name}: {len(self.register)} benefits, seen from {at}."

    @action
    def look_from(self, event: Event) -> None:
        """Look from another day."""
        try:
            self.at = date.fromisoformat(event.value)
        except ValueError:
            raise NotPossible("Choose a whole day, such as 2026-09-30.") from None
        self._draw()
        self.said = f"Seen from {self.at}."

    @action
    def choose_set(self, event: Event) -> None:
        """Take the sample OKRs, one's own words, or the file given before."""
        self.okrs.choose(event.value)
        self._draw()

    @action
    def type_set(self, event: Event) -> None:
        """Read the pasted or typed OKRs."""
        self.okrs.type(event.value)
        self._draw()

    @action
    def edit_set(self, event: Event) -> None:
        """Go on with the words of the sample."""
        self.okrs.edit_sample()

    @action
    def upload_set(self, event: Event) -> None:
        """Read OKRs from a file."""
        self.okrs.take(the_file(event.files))
        self._draw()

    @action
    def follow(self, event: Event) -> None:
        """Show the chain of a benefit."""
        place = int(event.value) if event.value.isdigit() else -1
        if not 0 <= place < len(self.register):
            raise NotPossible("That benefit is not in this register.")
        self.benefit = place

    @action
    def trace_back(self, event: Event) -> None:
        """Show which benefits a piece of work is there for."""
        self.work = event.value

    @action
    def table(self, event: Event) -> None:
        """Hand over the whole table behind a picture."""
        found = next((one for one in self._pictures if one.id == event.value), None)
        if found is None:
            raise NotPossible("That picture is not here any more.")
        self.download(f"{found.id.removeprefix('be-')}.csv", "text/csv", found.csv())

    def _draw(self) -> None:
        """Draw the map and the early signs anew."""
        if not self.register:
            return
        self.on_progress("Drawing the map", 0.3)
        found = benefit_map(self.register, self.okrs.okr_set)
        chart, words = benefit_map_chart(found, "page"), benefit_map_in_words(found)
        drawn = [picture("be-map", benefit_map_title(found), chart, words, benefit_map_rows(found))]
        pairs = lead_lag_pairs(register_status(self.register, self.at))[:MOST_PAIRS]
        for n, (early, late) in enumerate(pairs, 1):
            self.on_progress(f"Drawing early sign {n} of {len(pairs)}", 0.3 + 0.7 * n / len(pairs))
            drawn.append(
                picture(
                    f"be-pair-{n}",
                    lead_lag_title(early, late),
                    lead_lag_chart(early, late, self.at, "page"),
                    lead_lag_in_words(early, late, self.at),
                    lead_lag_rows(early, late, self.at),
                )
            )
        self._pictures = tuple(drawn)

    # -- what is drawn ------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        statuses = register_status(self.register, self.at)
        came = realised(self.register, self.at)
        return {
            "name": self.name,
            "sample": SAMPLE,
            "at": self.at.isoformat(),
            "okrs": self.okrs,
            "own": OWN,
            "count": len(self.register),
            "bare": [one for one in statuses if missing(one.benefit)],
            "others": [one for one in statuses if not missing(one.benefit)],
            "phases": [phase.value for phase in Phase],
            "texts": {one.statement.id: one.statement.text for one in self.register},
            "came": came,
            "worth": [(unit, plain(amount)) for unit, amount in came.worth],
            "findings": review_benefits(self.register, self._house),
            "map": self._pictures[0] if self._pictures else None,
            "pairs": self._pictures[1:],
            "no_pair": self._unknown_signs(),
            "benefits": [(n, one.statement.id, one.statement.text) for n, one in enumerate(self.register)],
            "chosen": self.benefit,
            "chain": self._chain() if self.register else [],
            "works": self._works(),
            "work": self.work,
            "there_for": self._there_for(),
        }

    def _unknown_signs(self) -> list[str]:
        """Say which early signs are no rows of the register, so that they are in no picture."""
        known = {one.statement.id for one in self.register}
        return [
            f"{one.statement.id} names {', '.join(unknown)} as an early sign; "
            "the register has no figures for it."
            for one in self.register
            if (unknown := [name for name in one.leads if name not in known])
        ]

    def _chain(self) -> list[dict[str, Any]]:
        """Return the steps from the work to the aim, each with what stands there, or why nothing does."""
        benefit = self.register[self.benefit]
        traced = trace(benefit, self.okrs.okr_set or OKRSet())
        work = [
            _said(a.statement.id, a.statement.text, "done" if a.done else "", a.owner) for a in traced.actions
        ]
        results = [_said(kr.statement.id, kr.statement.text, "", kr.owner) for _, kr in traced.key_results]
        aims = [_said(o.statement.id, o.statement.text, "", o.owner) for o, _ in traced.key_results]
        unknown = ", ".join(traced.unknown)
        no_result = f"These OKRs have no {unknown}." if unknown else "It follows from no key result."
        served = _some(benefit.objective) or list({x["text"]: x for x in aims}.values())
        steps = [
            ("Outputs", [_said("", text) for text in benefit.enabled_by], "The register names no output."),
            ("Actions", work, "No action stands under its key results."),
            ("Capability", _some(benefit.capability), "Nobody has said what people can do then."),
            ("Outcome", _some(benefit.outcome), "Nobody has said what people do differently then."),
            ("Key results", results, no_result),
            ("Benefit", [_said(benefit.statement.id, benefit.statement.text, "", benefit.owner)], ""),
            ("Objective", served, "It serves no objective yet."),
        ]  # fmt: skip
        return [{"stop": stop, "found": found, "none": none} for stop, found, none in steps]

    def _works(self) -> list[tuple[str, str]]:
        """Return value and words of the outputs, actions and key results there are."""
        outputs = dict.fromkeys(name for one in self.register for name in one.enabled_by)
        found = [(f"{_OUTPUT}:{name}", f"Output: {name}") for name in outputs]
        for objective in (self.okrs.okr_set or OKRSet()).objectives:
            for key_result in objective.key_results:
                lines = [key_result.statement, *(a.statement for a in key_result.actions)]
                found += [(f"{_LINE}:{line.id}", f"{line.id} {line.text}") for line in lines]
        return found

    def _there_for(self) -> list[Benefit] | None:
        """Return the benefits that the chosen work is there for; None where none is chosen."""
        kind, _, name = self.work.partition(":")
        if self.work not in (value for value, _ in self._works()):
            return None
        if kind == _LINE:
            return list(serves(name, self.register, self.okrs.okr_set or OKRSet()))
        return [one for one in self.register if name in one.enabled_by]


def _said(id_: str, text: str, state: str = "", owner: str = "") -> dict[str, str]:
    return {"id": id_, "text": text, "state": state, "owner": owner}


def _some(text: str) -> list[dict[str, str]]:
    return [_said("", text)] if text.strip() else []
