"""What we say in JSON: one explicit function for each noun, as ``docs/schema`` writes it down."""

from __future__ import annotations

import json
from typing import Any

from okrcoach.judgement.balance import balance
from okrcoach.judgement.score import score
from okrcoach.model import (
    Amount,
    Critique,
    Evidence,
    Finding,
    Kind,
    Line,
    Part,
    Quantity,
    Role,
    Severity,
    Source,
    Span,
    Statement,
    Verdict,
)
from okrcoach.report.inert import visible_json

#: Name and version of the whole critique's JSON; a change that breaks readers raises the number.
SCHEMA = "okrcoach.critique/1"
#: Decimals of probabilities and weights: enough to compare, few enough to be the same everywhere.
DIGITS = 4

Record = dict[str, Any]


class UnusableLine(ValueError):  # noqa: N818 - it is the line that is in trouble, not the program
    """A line of JSON that asks for nothing we can answer."""


def verdict_record(verdict: Verdict) -> Record:
    """Return what ``okrcoach classify`` prints for one statement; ``text`` is the text as it came."""
    return {
        "text": verdict.text,
        "kind": verdict.kind.value,
        "confidence": round(verdict.confidence, DIGITS),
        "probabilities": {kind.value: round(p, DIGITS) for kind, p in verdict.probabilities.items()},
        "second": verdict.second.value if verdict.second else None,
        "evidence": [evidence_record(e) for e in verdict.evidence],
        "quantity": quantity_record(verdict.quantity),
    }


def line_record(line: Line) -> Record:
    """Return what ``okrcoach critique --lines`` prints for one statement."""
    return {
        "id": line.statement.id,
        "kind": line.verdict.kind.value,
        "confidence": round(line.verdict.confidence, DIGITS),
        "quantity": quantity_record(line.verdict.quantity),
        "findings": [_short_finding(f) for f in line.findings],
    }


def critique_record(critique: Critique, summary: str) -> Record:
    """Return the whole critique; ``summary`` is the paragraph that every rendering opens with."""
    cycle = critique.okr_set.cycle
    findings = critique.findings()
    verdicts = [line.verdict for line in critique.lines]
    return {
        "schema": SCHEMA,
        "title": critique.okr_set.title,
        "cycle": {
            "name": cycle.name,
            "start": cycle.start.isoformat() if cycle.start else None,
            "end": cycle.end.isoformat() if cycle.end else None,
        },
        "profile": critique.profile,
        "summary": summary,
        "counts": {
            "lines": len(critique.lines),
            "kinds": {k.value: sum(v.kind is k and not v.unsure for v in verdicts) for k in Kind},
            "unsure": sum(bool(v.unsure) for v in verdicts),
            "findings": {s.value: sum(f.severity is s for f in findings) for s in Severity},
        },
        "first_fixes": [{"code": f.code, "about": f.about} for f in critique.first_fixes()],
        "lines": [_full_line(line) for line in critique.lines],
        "set_findings": [finding_record(f) for f in critique.set_findings],
        "set_aside": [
            {"reason": one.reason, "finding": finding_record(one.finding)} for one in critique.set_aside
        ],
        "known": [{"code": f.code, "about": f.about} for f in critique.known],
        "balance": balance_record(critique),
        "score": score_record(critique),
    }


def balance_record(critique: Critique) -> Record:
    """Return the ids of the results by lens and by timing, and of the key results by kind."""
    found = balance(critique)
    shares = {"lenses": found.lenses, "timings": found.timings, "kinds": found.kinds}
    return {
        name: [{"side": share.side, "lines": [line.statement.id for line in share.lines]} for share in sides]
        for name, sides in shares.items()
    }


def score_record(critique: Critique) -> Record | None:
    """Return the number with its parts and caveat, or None when no key result could be judged."""
    found = score(critique)
    if found is None:
        return None
    return {
        "total": found.total,
        "parts": [
            {"title": part.title, "got": part.got, "most": part.most, "says": part.says}
            for part in found.parts
        ],
        "caveat": found.caveat,
        "sources": [_source(source) for source in found.sources],
    }


def finding_record(finding: Finding) -> Record:
    """Return a finding with everything it knows."""
    return {
        **_short_finding(finding),
        "title": finding.title,
        "about": finding.about,
        "why": finding.why,
        "sources": [_source(s) for s in finding.sources],
        "disagrees": finding.disagrees,
        "lines": list(finding.lines),
    }


def evidence_record(evidence: Evidence) -> Record:
    """Return one piece of evidence; ``start`` and ``end`` are null when no single word carries it."""
    return {
        "cue": evidence.cue,
        **_range(evidence.span),
        "text": evidence.text,
        "weight": round(evidence.weight, DIGITS),
        "says": evidence.says,
    }


def quantity_record(quantity: Quantity | None) -> Record | None:
    """Return the parts of a quantity as their author wrote them, or None when there is no quantity."""
    if quantity is None:
        return None
    return {
        "measure": _written(quantity.measure),
        "direction": quantity.direction.value if quantity.direction else None,
        "baseline": _written(quantity.baseline),
        "target": _written(quantity.target),
        "change": _written(quantity.change),
        "deadline": _written(quantity.deadline),
    }


def asked_line(row: str) -> tuple[str | int, Statement]:
    """Return the id as given, and the statement, of a line that asks for a critique.

    Raises ``UnusableLine``, whose message is the end of a sentence that begins with file and line.
    """
    try:
        given = json.loads(row)
    except (ValueError, RecursionError):
        raise UnusableLine(": this is not JSON.") from None
    if not isinstance(given, dict):
        raise UnusableLine(": a JSON object with id, role and text belongs here.")
    identity, role, text = given.get("id"), given.get("role"), given.get("text")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise UnusableLine(", key id: a text or a whole number belongs here.")
    if role is not None and role not in list(Role):
        raise UnusableLine(f", key role: it is one of {', '.join(Role)}, or null.")
    if not isinstance(text, str):
        raise UnusableLine(", key text: the statement belongs here, as a text.")
    for key, value in (("id", str(identity)), ("text", text)):
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise UnusableLine(f", key {key}: a character is cut in half (a lone surrogate).")
    return identity, Statement(text=text, role=Role(role) if role else None, id=str(identity))


def dumps(record: Record, *, indent: int | None = None) -> str:
    """Return a record as JSON text, readable in any script, without characters that steer a terminal."""
    text = json.dumps(record, ensure_ascii=False, indent=indent, allow_nan=False)
    return "\n".join(visible_json(row) for row in text.split("\n"))


def _full_line(line: Line) -> Record:
    statement, verdict = line.statement, line.verdict
    return {
        "id": statement.id,
        "role": statement.role.value if statement.role else None,
        "place": _place(statement),
        **verdict_record(verdict),
        "text": statement.text,
        "how_sure": verdict.how_sure,
        "settle": verdict.settle,
        "unsure": verdict.unsure,
        "praise": line.praise,
        "findings": [finding_record(f) for f in line.findings],
    }


def _short_finding(finding: Finding) -> Record:
    return {
        "code": finding.code,
        "flag": finding.flag,
        "severity": finding.severity.value,
        **_range(finding.span),
        "quote": finding.quote,
        "message": finding.what,
        "ask": finding.ask,
        "rewrites": list(finding.rewrites),
    }


def _place(statement: Statement) -> Record:
    place = statement.place
    return {"file": place.file, "row": place.row, "column": place.column}


def _source(source: Source) -> Record:
    return {"id": source.id, "work": source.work, "claim": source.claim}


def _range(span: Span | None) -> Record:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _written(part: Amount | Part | None) -> str | None:
    return part.text if part else None
