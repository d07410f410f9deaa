"""The flow of work, alone or beside a set of OKRs: as a sheet to read, and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from okrcoach.judgement.flow_effects import Effect
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.flow import definitions
from okrcoach.progress.flow_answers import shown
from okrcoach.progress.flow_bottleneck import bottleneck, littles_law
from okrcoach.progress.flow_history import capacity, trend
from okrcoach.report.sheet import Row, Section, Sheet

if TYPE_CHECKING:
    from okrcoach.judgement.flow_effects import FlowEffect, FlowEffects
    from okrcoach.model.work_items import Items
    from okrcoach.progress.flow import FlowPeriod
    from okrcoach.progress.flow_answers import FlowAnswer, Reading

#: Name and version of the JSON; a change that breaks readers raises the number.
SCHEMA = "okrcoach.flow/1"
#: Periods that are shown; all of them count for the trend.
SHOWN = 6
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowReport:
    """What the views show: computed before, nothing is worked out here."""

    items: Items
    #: At least one, in the order of time.
    periods: tuple[FlowPeriod, ...]
    #: None without a set of OKRs.
    effects: FlowEffects | None = None
    answers: tuple[FlowAnswer, ...] = ()

    @property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Bottleneck, capacity, trend and Little's law; what cannot be said is said, too."""
        first, last = self.periods[0].first, self.periods[-1].last
        works: tuple[tuple[str, Callable[[], str]], ...] = (
            ("Where it waits", lambda: bottleneck(self.items, first, last).says),
            ("Capacity", lambda: capacity(self.periods).says),
            ("Finished, trend", lambda: trend([float(p.finished) for p in self.periods]).says),
            ("Little\u2019s law", lambda: littles_law(self.items, first, last).says),
        )
        found = []
        for title, work in works:
            try:
                found.append((title, work()))
            except Undefined as error:
                found.append((title, str(error)))
        return tuple(found)

    @property
    def load_said(self) -> str:
        """What the set adds to the work in progress, against what is usually finished; "" without a set."""
        if self.effects is None:
            return ""
        new, now = self.effects.total, self.periods[-1].load
        if not new:
            return f"This set adds no tasks or open actions to the {now} items in progress."
        words = _count(new, "task or open action", "tasks and open actions")
        says = f"This set adds {words} to the {now} in progress."
        try:
            usual = capacity(self.periods).finished
        except Undefined as error:
            return f"{says} How that compares with capacity cannot be said: {error}"
        if not usual:
            return f"{says} Nothing is finished in a usual period."
        return (
            f"{says} {usual:g} are finished in a usual period, so the new ones alone are {new / usual:.1f}"
            " periods of work if each becomes one item of usual size; larger ones take more."
        )


def flow_sheet(report: FlowReport) -> Sheet:
    """Return the report as a sheet: the OKRs first where there are any, then the flow itself."""
    first, last = report.periods[0].first, report.periods[-1].last
    sections = []
    if report.effects is not None:
        sections += _effects(report)
        sections.append(_answers(report.answers))
    sections.append(Section(title="How work flows", rows=tuple(_period(p) for p in report.periods[-SHOWN:])))
    sections.append(
        Section(
            title="What that says",
            rows=tuple(Row(text=f"{title}: {says}") for title, says in report.sentences),
        )
    )
    counted = [f"{name}: {words}" for name, words in definitions(report.items.clock).items()]
    sections.append(
        Section(title="What is counted", rows=tuple(Row(text=one) for one in (*counted, *report.items.notes)))
    )
    return Sheet(title="How work flows", when=f"{first} to {last}", sections=tuple(sections))


def _effects(report: FlowReport) -> list[Section]:
    effects = report.effects
    assert effects is not None
    titles = {
        Effect.SPEEDS: "Key results that speed flow",
        Effect.ADDS: "Key results that only add work in progress",
        Effect.OPEN: "Neither, or the words do not tell",
    }
    sections = []
    for effect, title in titles.items():
        found = effects.of(effect)
        source = next((one.source for one in found if one.source is not None), None)
        lead = f"{source.claim} ({source.work})" if source is not None else ""
        none = (Row(text="None."),) if effect is not Effect.OPEN else ()
        rows = tuple(Row(label=one.id, text=one.text, yours=True, under=(one.why,)) for one in found)
        if rows or none:
            sections.append(Section(title=title, lead=lead, rows=rows or none))
    owners = tuple(
        Row(text=f"{owner or 'nobody by name'}: {_count(count, 'new item', 'new items')}")
        for owner, count in effects.new_items
    )
    sections.append(Section(title="What the set adds to the load", lead=report.load_said, rows=owners))
    return sections


def _answers(answers: tuple[FlowAnswer, ...]) -> Section:
    if not answers:
        lead = "No key result has a measure that these items give: flow time, load, velocity or efficiency."
        return Section(title="Numbers from the items", lead=lead)
    return Section(title="Numbers from the items", rows=tuple(_answer(answer) for answer in answers))


def _answer(answer: FlowAnswer) -> Row:
    asked = answer.asked
    under = []
    for name, before, now in answer.figures:
        if before is not None:
            under.append(f"{name} before the cycle: {_figure(before, answer.unit)}")
        if now is not None:
            under.append(f"{name} now: {_figure(now, answer.unit)}")
    under += answer.said
    only = f", of the type {asked.type} only" if asked.type else ""
    under.append(
        f"\u201c{asked.words}\u201d is taken as {asked.metric}{only}; see \u201cWhat is counted\u201d."
    )
    if answer.sentence:
        under.append(f"With its starting point: {answer.sentence}")
    elif asked.sentence:
        under.append(f"Still blank: {asked.sentence}")
    return Row(label=asked.about, text=asked.text, yours=True, under=tuple(under), ask=" ".join(asked.asks))


def _figure(reading: Reading, unit: str) -> str:
    space = "" if unit == "%" else " "
    return (
        f"{shown(reading.value)}{space}{unit} ({reading.first} to {reading.last}, "
        f"{_count(reading.count, 'item', 'items')})"
    )


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _period(period: FlowPeriod) -> Row:
    kinds = ", ".join(f"{kind} {n:,}" for kind, n in period.finished_by_type.items() if n)
    under = []
    if period.time is not None:
        times = period.time
        under.append(
            f"time: on average {times.mean:.1f} days, P85 {times.p85:.1f}, for "
            f"{_count(times.count, 'item', 'items')}"
        )
    if period.efficiency is not None:
        under.append(f"efficiency: {period.efficiency:.0%} of the time was work, the rest waiting")
    under.append(f"load: {period.load:,} in progress at the end, {period.average_load:,.1f} on average")
    return Row(
        text=f"{period.first} to {period.last}: {period.finished:,} finished{f' ({kinds})' if kinds else ''}",
        under=tuple(under),
    )


def flow_record(report: FlowReport) -> dict[str, Any]:
    """Return the report as JSON values; what is unknown is null."""
    effects = report.effects
    return {
        "schema": SCHEMA,
        "clock": report.items.clock,
        "definitions": definitions(report.items.clock),
        "notes": list(report.items.notes),
        "periods": [_plain(period) for period in report.periods],
        "says": [{"about": title, "says": says} for title, says in report.sentences],
        "okrs": None
        if effects is None
        else {
            "key_results": [_effect(one) for one in effects.key_results],
            "new_items": [{"owner": owner, "count": count} for owner, count in effects.new_items],
            "load": report.load_said,
            "numbers": [_answer_record(answer) for answer in report.answers],
        },
    }


def _effect(one: FlowEffect) -> dict[str, Any]:
    return {
        "id": one.id, "text": one.text, "owner": one.owner, "effect": one.effect.name.lower(), "why": one.why,
        "source": _plain(one.source),
    }  # fmt: skip


def _answer_record(answer: FlowAnswer) -> dict[str, Any]:
    return {
        "id": answer.asked.about,
        "text": answer.asked.text,
        "words": answer.asked.words,
        "metric": answer.asked.metric.value,
        "type": answer.asked.type,
        "unit": answer.unit,
        "definition": answer.definition,
        "figures": [
            {"name": str(name), "before": _plain(before), "now": _plain(now)}
            for name, before, now in answer.figures
        ],
        "asks": list(answer.asked.asks),
        "said": list(answer.said),
        "sentence": answer.sentence or answer.asked.sentence,
        "current": _plain(answer.current),
    }


def _plain(value: Any) -> Any:
    """Take values apart down to what JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
