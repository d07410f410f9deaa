"""A benefits register on one day: as a sheet to read, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from okrcoach.progress.benefit_map import serves, trace
from okrcoach.progress.benefits import missing, plain, realised, register_status
from okrcoach.report.sheet import Row, Section, Sheet

if TYPE_CHECKING:
    from okrcoach.model import Action, Benefit, Finding, OKRSet
    from okrcoach.progress.benefits import Realised, Status

#: Name and version of the JSON; a change that breaks readers raises the number.
SCHEMA = "okrcoach.benefits/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitsReport:
    """A register, the day to look from, what to ask of it, and the set of OKRs it goes with."""

    register: tuple[Benefit, ...]
    at: date
    findings: tuple[Finding, ...] = ()
    #: None without a set.
    okr_set: OKRSet | None = None

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Every benefit, those without owner or baseline first."""
        return register_status(self.register, self.at)

    @property
    def realised(self) -> Realised:
        """What came of it."""
        return realised(self.register, self.at)

    @property
    def unserved(self) -> tuple[tuple[str, str], ...]:
        """Id and words of the key results that no benefit of the register follows from."""
        if self.okr_set is None:
            return ()
        lines = [kr.statement for o in self.okr_set.objectives for kr in o.key_results]
        return tuple(
            (line.id, line.text) for line in lines if not serves(line.id, self.register, self.okr_set)
        )


def benefits_sheet(report: BenefitsReport) -> Sheet:
    """Return the report as a sheet: what lacks owner or baseline, what was realised, the rest."""
    bare = [status for status in report.statuses if missing(status.benefit)]
    others = [status for status in report.statuses if not missing(status.benefit)]
    sections = [
        Section(title=title, rows=tuple(_status(status, report.okr_set) for status in found))
        for title, found in (("First of all: no owner or no baseline", bare), ("Benefit by benefit", others))
        if found
    ]
    sections.insert(bool(bare), Section(title="What came of it", rows=_realised(report)))
    if report.okr_set is not None:
        sections.append(_backwards(report))
    asked = tuple(
        Row(label=f.about, text=f"{f.severity.words}: {f.title} ({f.code})", under=(f.what,), ask=f.ask)
        for f in report.findings
    )
    lead = "" if asked else "The register itself leaves nothing to ask."
    sections.append(Section(title="What to ask of the register", lead=lead, rows=asked))
    return Sheet(title="Benefits", when=f"on {report.at}", sections=tuple(sections))


def _status(status: Status, okr_set: OKRSet | None) -> Row:
    benefit = status.benefit
    under = [f"{status.phase}: {status.words}. {status.says}"]
    if benefit.status:
        under.append(f"The register calls it \u201c{benefit.status}\u201d.")
    if okr_set is not None:
        under += _forwards(benefit, okr_set)
    return Row(
        label=benefit.statement.id,
        text=benefit.statement.text,
        yours=True,
        under=tuple(under),
        ask=status.ask,
    )


def _forwards(benefit: Benefit, okr_set: OKRSet) -> list[str]:
    """Say which work a benefit follows from."""
    traced = trace(benefit, okr_set)
    said = []
    for objective, key_result in traced.key_results:
        line = key_result.statement
        said.append(f"Follows from {line.id} {line.text}")
        said.append(f"under {objective.statement.id} {objective.statement.text}")
    said += [_by(action) for action in traced.actions]
    if traced.unknown:
        said.append(f"The draft has no {', '.join(traced.unknown)}, which the register names.")
    if not benefit.follows_from:
        said.append("The register names no key result it follows from.")
    return said


def _by(action: Action) -> str:
    who = f", {action.owner}" if action.owner else ""
    return f"by {action.statement.text} ({'done' if action.done else 'not done yet'}{who})"


def _backwards(report: BenefitsReport) -> Section:
    """From every key result to the benefits it is there for."""
    assert report.okr_set is not None
    rows = []
    for objective in report.okr_set.objectives:
        for key_result in objective.key_results:
            line = key_result.statement
            found = serves(line.id, report.register, report.okr_set)
            under = tuple(f"for {b.statement.id} {b.statement.text}" for b in found)
            none = ("No benefit of the register follows from it.",)
            rows.append(Row(label=line.id, text=line.text, yours=True, under=under or none))
    return Section(title="From the work to the benefits", rows=tuple(rows))


def _realised(report: BenefitsReport) -> tuple[Row, ...]:
    found = report.realised
    texts = {benefit.statement.id: benefit.statement.text for benefit in report.register}
    rows = [
        Row(label=name, text=texts.get(name, name), yours=True, under=(sentence,))
        for name, sentence in found.gains
    ]
    if not found.gains:
        rows.append(Row(text="Nothing can be judged yet."))
    rows += [
        Row(text=f"Worth a year, where it is stated: {unit} {plain(amount)}") for unit, amount in found.worth
    ]
    rows += [Row(text=sentence) for sentence in found.said]
    rows += [Row(label=name, text=f"counts neither way, {why}") for name, why in found.waiting]
    rows += [Row(label=name, text=f"gets worse for somebody: {words}") for name, words in found.disbenefits]
    return tuple(rows)


def benefits_record(report: BenefitsReport) -> dict[str, Any]:
    """Return the report as JSON values; what is unknown is null."""
    found = report.realised
    return {
        "schema": SCHEMA,
        "at": report.at.isoformat(),
        "benefits": [_record(status, report.okr_set) for status in report.statuses],
        "realised": {
            "gains": [{"id": name, "says": says} for name, says in found.gains],
            "worth": [{"unit": unit, "a_year": round(amount, 6)} for unit, amount in found.worth],
            "waiting": [{"id": name, "why": why} for name, why in found.waiting],
            "disbenefits": [{"id": name, "words": words} for name, words in found.disbenefits],
            "said": list(found.said),
        },
        "without_benefit": None
        if report.okr_set is None
        else [{"id": name, "text": text} for name, text in report.unserved],
        "findings": [
            {"code": f.code, "severity": f.severity.value, "about": f.about, "what": f.what, "ask": f.ask}
            for f in report.findings
        ],
    }


def _record(status: Status, okr_set: OKRSet | None) -> dict[str, Any]:
    benefit = status.benefit
    traced = trace(benefit, okr_set) if okr_set is not None else None
    return {
        "id": benefit.statement.id,
        "text": benefit.statement.text,
        "owner": benefit.owner,
        "phase": status.phase.value,
        "standing": status.standing.value,
        "says": status.says,
        "ask": status.ask,
        "until": status.until.isoformat() if status.until else None,
        "share": None if status.share is None else round(status.share, 6),
        "gained": None if status.gained is None else round(status.gained, 6),
        "trace": None
        if traced is None
        else {
            "key_results": [
                {"id": kr.statement.id, "objective": o.statement.id} for o, kr in traced.key_results
            ],
            "actions": [
                {"id": a.statement.id, "text": a.statement.text, "done": a.done} for a in traced.actions
            ],
            "unknown": list(traced.unknown),
        },
    }
