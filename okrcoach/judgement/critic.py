"""Judges whole sets: a verdict and findings for every line, then findings about the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from okrcoach.judgement.corrections import sameness
from okrcoach.judgement.judge import judge
from okrcoach.judgement.profiles import COACH, Profile
from okrcoach.judgement.rule import Hit, Rule, Seen, SeenBenefit, SeenGroup, SeenSet
from okrcoach.judgement.rules import RULES
from okrcoach.language import read
from okrcoach.model import (
    Benefit,
    Critique,
    Cycle,
    Finding,
    KeyResult,
    Kind,
    Line,
    OKRSet,
    Role,
    SetAside,
    Severity,
    Statement,
    Verdict,
)  # fmt: skip

if TYPE_CHECKING:
    from okrcoach.judgement.house import House

_LINE_RULES = tuple(rule for rule in RULES if rule.line is not None)
#: A finding that was known before: code of the rule, and the statement it is about without case and blanks.
Known = tuple[str, str]


def judge_line(statement: Statement, key_result: KeyResult | None = None, house: House | None = None) -> Line:
    """Judge one statement in the role its author gave it, with the columns beside it if there are any.

    ``house`` are a workspace's own words, corrections, profile and what it has set aside.
    """
    line, _ = _line(_seen(statement, key_result, house), house)
    return line


def review(
    okr_set: OKRSet,
    house: House | None = None,
    known: frozenset[Known] = frozenset(),
    on_line: Callable[[int], object] | None = None,
) -> Critique:
    """Judge every statement of a set and the set as a whole.

    ``house`` are a workspace's own words, corrections, profile and what it has set aside; ``known`` are
    findings to leave out because they were there before (see :func:`known_of`). ``on_line`` hears how
    many lines have been read: long sets take seconds.
    """
    whole = see(okr_set, house, on_line)
    lines, aside = [], []
    for seen in whole.lines:
        line, set_aside = _line(seen, house)
        lines.append(line)
        aside += set_aside
    found: list[Finding] = []
    profile = whole.profile
    for rule in RULES:
        if not profile.counts(rule.code):
            continue
        if rule.group is not None:
            for group in whole.groups:
                outcome = rule.group(group)
                if isinstance(outcome, Hit):
                    top = group.objective.statement
                    found.append(_finding(rule, outcome, profile, top.id, top.text, whole=True))
        elif rule.whole is not None:
            outcome = rule.whole(whole)
            if isinstance(outcome, Hit):
                found.append(_finding(rule, outcome, profile, "", ""))
    texts = {seen.statement.id: seen.statement.text for seen in whole.lines}
    kept, more_aside = _sorted_out(found, texts, house)
    lines, kept, old = _without_known(lines, kept, texts, known)
    return Critique(
        okr_set=okr_set,
        lines=tuple(lines),
        set_findings=tuple(kept),
        profile=profile.name,
        set_aside=(*aside, *more_aside),
        known=tuple(old),
    )


def review_benefits(register: Sequence[Benefit], house: House | None = None) -> tuple[Finding, ...]:
    """Return what there is to say about the benefits of a register, most urgent first."""
    profile = house.profile if house is not None else COACH
    benefits = tuple(register)
    found = []
    for rule in RULES:
        if rule.benefit is None or not profile.counts(rule.code):
            continue
        for benefit in benefits:
            outcome = rule.benefit(SeenBenefit(benefit=benefit, register=benefits))
            if isinstance(outcome, Hit):
                about = benefit.statement
                found.append(_finding(rule, outcome, profile, about.id, about.text, whole=True))
    texts = {benefit.statement.id: benefit.statement.text for benefit in benefits}
    kept, _ = _sorted_out(found, texts, house)
    kept.sort(key=_urgency)
    return tuple(kept)


def known_of(critique: Critique) -> frozenset[Known]:
    """Return every finding of a critique as a baseline: next time only others will be told."""
    texts = {line.statement.id: line.statement.text for line in critique.lines}
    return frozenset(_known(finding, texts) for finding in (*critique.findings(), *critique.known))


def _known(finding: Finding, texts: Mapping[str, str]) -> Known:
    return finding.code, sameness(texts.get(finding.about, ""))


def _without_known(
    lines: Sequence[Line], found: Sequence[Finding], texts: Mapping[str, str], known: frozenset[Known]
) -> tuple[list[Line], list[Finding], list[Finding]]:
    """Return lines and findings of the set without the known ones, and these."""
    if not known:
        return list(lines), list(found), []
    old = [f for line in lines for f in line.findings if _known(f, texts) in known]
    old += [f for f in found if _known(f, texts) in known]
    gone = {id(f) for f in old}
    kept = [replace(line, findings=tuple(f for f in line.findings if id(f) not in gone)) for line in lines]
    return kept, [f for f in found if id(f) not in gone], old


def _urgency(finding: Finding) -> int:
    return finding.severity.rank


def see(
    okr_set: OKRSet, house: House | None = None, on_line: Callable[[int], object] | None = None
) -> SeenSet:
    """Read and judge every line once, and say where each stands."""
    profile = house.profile if house is not None else COACH
    lines: list[Seen] = []

    def note(statement: Statement, key_result: KeyResult | None = None, aim: Seen | None = None) -> Seen:
        seen = _seen(statement, key_result, house, aim, okr_set.cycle)
        lines.append(seen)
        if on_line is not None:
            on_line(len(lines))
        return seen

    groups = []
    for objective in okr_set.objectives:
        aim = note(objective.statement) if objective.statement.text else None
        key_results = []
        for key_result in objective.key_results:
            of_role = key_result.statement.role is Role.KEY_RESULT
            key_results.append(note(key_result.statement, key_result if of_role else None, aim))
            for action in key_result.actions:
                note(action.statement)
        for action in objective.actions:
            note(action.statement)
        groups.append(
            SeenGroup(objective=objective, aim=aim, key_results=tuple(key_results), profile=profile)
        )
    heartbeats = tuple(note(heartbeat.statement) for heartbeat in okr_set.heartbeats)
    for statement in (*(action.statement for action in okr_set.actions), *okr_set.loose):
        note(statement)
    return SeenSet(
        okr_set=okr_set, groups=tuple(groups), heartbeats=heartbeats, lines=tuple(lines), profile=profile
    )


def _seen(
    statement: Statement,
    key_result: KeyResult | None,
    house: House | None,
    aim: Seen | None = None,
    cycle: Cycle | None = None,
) -> Seen:
    reading = read(statement.text) if house is None else read(statement.text, house.lexicon)
    verdict = judge(reading, house)
    if not verdict.unsure:
        verdict = _with_columns(verdict, statement, key_result, house)
    return Seen(
        statement=statement,
        reading=reading,
        verdict=verdict,
        key_result=key_result,
        objective=aim,
        cycle=cycle,
        profile=house.profile if house is not None else COACH,
    )


def _line(seen: Seen, house: House | None) -> tuple[Line, list[SetAside]]:
    """Apply the rules to one line; return it, and what its workspace has set aside."""
    findings = []
    statement = seen.statement
    if not seen.verdict.unsure:
        for rule in _LINE_RULES:
            if rule.line is None or not seen.profile.counts(rule.code):
                continue
            outcome = rule.line(seen)
            if isinstance(outcome, Hit):
                findings.append(_finding(rule, outcome, seen.profile, statement.id, statement.text))
    kept, aside = _sorted_out(findings, {statement.id: statement.text}, house)
    line = Line(statement=statement, verdict=seen.verdict, findings=tuple(kept), praise=_praise(seen, kept))
    return line, aside


def _sorted_out(
    findings: list[Finding], texts: Mapping[str, str], house: House | None
) -> tuple[list[Finding], list[SetAside]]:
    """Return the findings that count, most urgent first, and those that were set aside with a reason."""
    kept, aside = [], []
    for finding in sorted(findings, key=_urgency):
        reason = house.reason_against(finding.code, texts.get(finding.about, "")) if house else None
        if reason is None:
            kept.append(finding)
        else:
            aside.append(SetAside(finding=finding, reason=reason))
    return kept, aside


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


def _finding(
    rule: Rule, hit: Hit, profile: Profile, about: str, text: str, *, whole: bool = False
) -> Finding:
    quote = hit.span.of(text) if hit.span is not None else text if whole else ""
    shown = f"\u201c{_shorten(quote)}\u201d" if quote else "The line"
    # A milder hit stays milder than its rule whatever a school thinks of the rule.
    usual = profile.severity_of(rule.code, rule.severity)
    severity = usual if hit.severity is None else max(usual, hit.severity, key=lambda s: s.rank)
    sources = rule.sources
    if profile.follows:
        sources = tuple(sorted(sources, key=lambda source: source.id not in profile.follows))
    return Finding(
        code=rule.code,
        severity=severity,
        title=rule.title,
        about=about,
        span=hit.span,
        quote=quote,
        what=rule.what.replace("{more}", hit.more).replace("{quote}", shown),
        why=rule.why,
        ask=hit.ask or rule.ask,
        rewrites=hit.rewrites,
        sources=sources,
        disagrees=rule.disagrees,
        lines=hit.lines,
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
