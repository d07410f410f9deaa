"""Judges whole sets: a verdict and findings for every line, then findings about the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrcoach.judgement.catalogue import RULES
from okrcoach.judgement.judge import judge
from okrcoach.judgement.rule import Hit, Rule, Seen, Skipped
from okrcoach.language import read
from okrcoach.model import (
    Critique,
    Finding,
    KeyResult,
    Kind,
    Line,
    OKRSet,
    Role,
    Severity,
    Statement,
    Verdict,
)  # fmt: skip

if TYPE_CHECKING:
    from okrcoach.judgement.house import House

_LINE_RULES = tuple(rule for rule in RULES if rule.line is not None)


def judge_line(statement: Statement, key_result: KeyResult | None = None, house: House | None = None) -> Line:
    """Judge one statement in the role its author gave it, with the columns beside it if there are any.

    ``house`` are a workspace's own words and corrections.
    """
    reading = read(statement.text) if house is None else read(statement.text, house.lexicon)
    verdict = judge(reading, house)
    if not verdict.unsure:
        verdict = _with_columns(verdict, statement, key_result, house)
    seen = Seen(statement=statement, reading=reading, verdict=verdict, key_result=key_result)
    findings = []
    if not verdict.unsure:
        for rule in _LINE_RULES:
            outcome = rule.line(seen) if rule.line is not None else None
            if outcome is not None and not isinstance(outcome, Skipped):
                findings.append(_finding(rule, outcome, statement.id, statement.text))
    findings.sort(key=lambda f: f.severity.rank)
    return Line(
        statement=statement, verdict=verdict, findings=tuple(findings), praise=_praise(seen, findings)
    )


def review(okr_set: OKRSet, house: House | None = None) -> Critique:
    """Judge every statement of a set and the set as a whole, with the words and corrections of ``house``."""
    columns = {kr.statement.id: kr for o in okr_set.objectives for kr in o.key_results}
    lines = tuple(
        judge_line(s, columns.get(s.id) if s.role is Role.KEY_RESULT else None, house)
        for s in okr_set.statements()
    )
    found: list[Finding] = []
    for rule in RULES:
        if rule.group is not None:
            for objective in okr_set.objectives:
                outcome = rule.group(objective)
                if isinstance(outcome, Hit):
                    found.append(
                        _finding(rule, outcome, objective.statement.id, objective.statement.text, whole=True)
                    )
        elif rule.whole is not None:
            outcome = rule.whole(okr_set)
            if isinstance(outcome, Hit):
                found.append(_finding(rule, outcome, "", ""))
    found.sort(key=lambda f: f.severity.rank)
    return Critique(okr_set=okr_set, lines=lines, set_findings=tuple(found))


def _with_columns(
    verdict: Verdict, statement: Statement, key_result: KeyResult | None, house: House | None
) -> Verdict:
    """Read the numbers of a table's columns as part of the line they stand beside.

    "Net promoter score" with Start 30 and Target 50 is a result, though the words alone only name a
    measure. The evidence keeps to the author's words: what came from a column has no span.
    """
    if key_result is None or not key_result.target or verdict.kind is Kind.TASK:
        return verdict
    if verdict.quantity is not None and verdict.quantity.target is not None:
        return verdict
    if house is not None and house.settles(statement.text):
        return verdict
    unit = key_result.unit if key_result.unit in ("%",) and not key_result.target.endswith("%") else ""
    start = f" from {key_result.baseline}{unit}" if key_result.baseline else ""
    text = statement.text.rstrip(" .")
    whole = f"{text}{start} to {key_result.target}{unit}"
    joined = judge(read(whole) if house is None else read(whole, house.lexicon), house)
    if joined.unsure:
        return verdict
    end = len(text)
    evidence = tuple(
        e if e.span is None or e.span.end <= end else replace(e, span=None) for e in joined.evidence
    )
    return replace(joined, text=statement.text, evidence=evidence, quantity=verdict.quantity)


def _finding(rule: Rule, hit: Hit, about: str, text: str, *, whole: bool = False) -> Finding:
    quote = hit.span.of(text) if hit.span is not None else text if whole else ""
    shown = f"\u201c{_shorten(quote)}\u201d" if quote else "The line"
    return Finding(
        code=rule.code,
        severity=hit.severity or rule.severity,
        title=rule.title,
        about=about,
        span=hit.span,
        quote=quote,
        what=rule.what.replace("{more}", hit.more).replace("{quote}", shown),
        why=rule.why,
        ask=hit.ask or rule.ask,
        rewrites=hit.rewrites,
        sources=rule.sources,
        disagrees=rule.disagrees,
        flag=rule.flag,
    )


def _shorten(quote: str, most: int = 120) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "\u2026"


def _praise(seen: Seen, findings: list[Finding]) -> str:
    """One true sentence about a line that needs no fixing, else ""."""
    if (
        seen.verdict.unsure
        or any(f.severity is not Severity.NOTE for f in findings)
        or seen.verdict.confidence < 0.7
    ):
        return ""
    quantity = seen.verdict.quantity
    if seen.role in (Role.KEY_RESULT, None) and seen.verdict.kind is Kind.OUTCOME_KR and quantity is not None:
        if quantity.baseline is not None and quantity.target is not None:
            return (
                "You know where you stand and where you want to be, "
                "and it can fail after all the work is done."
            )
        others = any(item.tags & {"n:outsider", "n:insider"} for item in seen.reading.items)
        if not findings and others and quantity.target is not None and seen.verdict.confidence >= 0.85:
            return "It counts what others do or get, not what you put in."
    if seen.role is Role.OBJECTIVE and seen.verdict.kind is Kind.OBJECTIVE and not findings:
        words = sum(item.word is not None for item in seen.reading.items)
        named = [i for i, item in enumerate(seen.reading.items) if "n:outsider" in item.tags]
        if words <= 14 and named:
            who = seen.reading.span(named[0], named[0] + max(1, seen.reading.items[named[0]].phrase)).of(
                seen.statement.text
            )
            return f"It can be said from memory, and it names whom it is for: \u201c{who}\u201d."
        if words <= 10:
            return "It can be said from memory."
    if seen.role is Role.HEARTBEAT and seen.verdict.kind is Kind.HEARTBEAT:
        return "A heartbeat, kept where it belongs: beside the key results."
    return ""
