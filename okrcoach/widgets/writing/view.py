"""What the steps of the writing path show: judged lines, marks under words, findings about the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from okrcoach.judgement.heartbeats import Belongs, sort_measures
from okrcoach.language import read
from okrcoach.language.catalogue import find_measures
from okrcoach.model import Critique, Finding, Kind, OKRSet, Role, Severity, Statement
from okrcoach.report.words import count, listed, sentence
from okrcoach.widgets.editor.showing import rewrite
from okrcoach.widgets.writing.draft_set import addresses, at, statement_of

_BLANK = re.compile(r"<[^<>\n]{1,50}>")
_MARKS = {Severity.FIX: "fix", Severity.WARNING: "look", Severity.NOTE: "note"}
_URGENT = ("fix", "look", "note", "part", "blank")
_MEANT = {
    Role.OBJECTIVE: Kind.OBJECTIVE,
    Role.KEY_RESULT: Kind.OUTCOME_KR,
    Role.TASK: Kind.TASK,
    Role.HEARTBEAT: Kind.HEARTBEAT,
}
_WATCHED = 4


def runs(text: str, marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cut a text into runs for its mirror; ``marks`` count UTF-16 units and do not overlap.

    Blanks are marked, too, so that they can be seen in the sentence.
    """
    spans = [(mark["start"], mark["end"], mark["mark"]) for mark in marks]
    spans += [(_units(text, m.start()), _units(text, m.end()), "blank") for m in _BLANK.finditer(text)]
    units = text.encode("utf-16-le", "surrogatepass")
    last = len(units) // 2
    cuts = sorted({0, last, *(min(cut, last) for start, end, _ in spans for cut in (start, end))})
    found = []
    for start, end in pairwise(cuts):
        here = [mark for a, b, mark in spans if a <= start < b]
        # a blank is shown as one even where a part was read: it is what is missing
        mark = "blank" if "blank" in here else min(here, key=_URGENT.index, default="")
        found.append({"text": units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass"), "mark": mark})
    return found


def _units(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def blanks_of(text: str) -> list[str]:
    """Return the blanks that stand in a text."""
    return _BLANK.findall(text)


def pieces(text: str) -> list[dict[str, Any]]:
    """Return a text cut at its blanks, as templates draw it."""
    made: list[dict[str, Any]] = rewrite(text)["pieces"]
    return made


def whole(critique: Critique) -> dict[str, Any]:
    """Return what there is to say about the set: which lines stand, then what to look at, with its lines."""
    good = [line.statement.id for line in critique.lines if line.praise]
    return {
        "good": _good(good),
        "findings": [_finding(finding) for finding in critique.set_findings],
    }


def _good(ids: list[str]) -> str:
    if not ids:
        return ""
    return sentence(
        f"{count(len(ids), 'line')} can stand as {'it is' if len(ids) == 1 else 'they are'}: {listed(ids)}."
    )


def _finding(finding: Finding) -> dict[str, Any]:
    ids = [one for one in finding.lines or (finding.about,) if one]
    return {
        "mark": _MARKS[finding.severity],
        "words": finding.severity.words,
        "title": finding.title,
        "what": finding.what,
        "why": finding.why,
        "ask": finding.ask,
        "code": finding.code,
        "where": f"About {listed(ids[:8])}" if ids else "",
    }


def guards(critique: Critique, house: Any) -> dict[str, dict[str, Any]]:
    """Return what to say beside each heartbeat, by its id: what it guards, its range, what pulls."""
    sorting = sort_measures(critique, house)
    texts = {line.statement.id: line.statement.text for line in critique.lines}
    said: dict[str, dict[str, Any]] = {
        heartbeat.statement.id: {"guards": [], "range": "", "ask": "", "conflicts": [], "note": ""}
        for heartbeat in critique.okr_set.heartbeats
    }
    for one in sorting.measures:
        if one.id not in said:
            continue
        own = said[one.id]
        own["guards"] = [{"id": about, "text": texts.get(about, "")} for about in one.guards]
        own["range"] = one.accepted.words if one.accepted else ""
        own["ask"] = one.ask
        if one.belongs is Belongs.OKR:
            own["note"] = one.reason
    for left in sorting.left_out:
        if left.seen.statement.id in said:
            said[left.seen.statement.id]["note"] = left.reason
    for pair in sorting.conflicts:
        if pair.guarded in said:
            said[pair.guarded]["conflicts"].append(
                {"id": pair.pushed, "text": texts.get(pair.pushed, ""), "why": pair.why, "fix": pair.excluded}
            )
    return said


def to_watch(okr_set: OKRSet) -> list[dict[str, str]]:
    """Return what the catalogue would keep an eye on while the key results are pushed."""
    there = {
        found.measure.name
        for heartbeat in okr_set.heartbeats
        for found in find_measures(read(heartbeat.statement.text))
    }
    offered: dict[str, dict[str, str]] = {}
    for objective in okr_set.objectives:
        for key_result in objective.key_results:
            statement = key_result.statement
            for found in find_measures(read(statement.text)):
                counter = found.measure.counter
                if counter and counter not in there:
                    offered.setdefault(
                        counter, {"name": sentence(counter), "id": statement.id, "of": found.measure.name}
                    )
    return list(offered.values())[:_WATCHED]


def open_blanks(okr_set: OKRSet) -> list[dict[str, Any]]:
    """Return the statements in which blanks still stand."""
    return [
        {"id": statement.id, "blanks": listed(found)}
        for statement in okr_set.statements()
        if (found := list(dict.fromkeys(blanks_of(statement.text))))
    ]


def listed_lines(critique: Critique) -> list[tuple[str, Statement, bool]]:
    """Return (address, statement, whether it reads as what its author filed it as) in reading order."""
    judged = {line.statement.id: line.verdict for line in critique.lines}
    found = []
    for address in addresses(critique.okr_set):
        statement = statement_of(at(critique.okr_set, address))
        verdict = judged.get(statement.id)
        meant = _MEANT.get(statement.role) if statement.role else None
        fits = verdict is None or bool(verdict.unsure) or meant in (None, verdict.kind)
        found.append((address, statement, fits))
    return found
