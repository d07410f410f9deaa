"""Checks a line of free text against what was asked for; the rule book and the reader decide, not a key."""

from __future__ import annotations

import re

from okrcoach.classroom.exercise import Requirement
from okrcoach.classroom.lines import Heard, amounts_in, find_words, same_amount
from okrcoach.classroom.marked import Point
from okrcoach.judgement.rules import rule
from okrcoach.model import AmountRole, Finding, Kind, Part, Severity, Span

#: What a line is short of when it is read as another kind: (wanted, read as) -> rule.
MISSED_KIND = {
    (Kind.OUTCOME_KR, Kind.TASK): "KR-TASK", (Kind.OUTCOME_KR, Kind.HEARTBEAT): "KR-HEARTBEAT",
    (Kind.OUTCOME_KR, Kind.OBJECTIVE): "KR-NO-MEASURE", (Kind.OBJECTIVE, Kind.TASK): "OBJ-TASK",
    (Kind.OBJECTIVE, Kind.OUTCOME_KR): "OBJ-MEASURE", (Kind.OBJECTIVE, Kind.HEARTBEAT): "OBJ-HEARTBEAT",
    (Kind.TASK, Kind.OUTCOME_KR): "KR-TASK", (Kind.TASK, Kind.OBJECTIVE): "OBJ-TASK",
    (Kind.TASK, Kind.HEARTBEAT): "KR-TASK", (Kind.HEARTBEAT, Kind.OUTCOME_KR): "KR-HEARTBEAT",
    (Kind.HEARTBEAT, Kind.OBJECTIVE): "OBJ-HEARTBEAT", (Kind.HEARTBEAT, Kind.TASK): "KR-TASK",
}  # fmt: skip
_KIND_NAMES = {
    Kind.OUTCOME_KR: "A result, not work", Kind.OBJECTIVE: "An aim worth wanting",
    Kind.TASK: "A piece of work", Kind.HEARTBEAT: "A level to hold",
}  # fmt: skip
_HAS = {
    "baseline": ("Baseline", "KR-NO-BASELINE", "How far is there to go? Say where they stand today."),
    "target": ("Target", "KR-NO-TARGET", "Nothing says how far. Which number would be enough?"),
    "change": ("Size of the change", "KR-NO-TARGET", "Nothing says by how much it should move."),
    "deadline": ("Deadline", "KR-NO-DEADLINE", "By when? Without a day nobody knows when to look."),
    "measure": ("Measure", "KR-NO-MEASURE", "There is nothing yet that one could count or look up."),
    "number": ("A number", "KR-NO-MEASURE", "There is no number in it yet."),
}  # fmt: skip
_SAID = {
    "baseline": "You start from \u201c{}\u201d.", "target": "\u201c{}\u201d is where it should be.",
    "change": "\u201c{}\u201d says how far it moves.", "deadline": "\u201c{}\u201d says when to look.",
    "measure": "\u201c{}\u201d is something one can look up.", "number": "\u201c{}\u201d is there.",
}  # fmt: skip

_BY = re.compile(
    r"\b(?:by|until|till|before)\s+(?:\d{1,2}\s?[/.-]\s?\d{1,2}(?:[/.-]\d{2,4})?\b|(?:[a-z']+\s+){0,4}?(?:term|holidays?"
    r"|vacation|season|christmas|easter|summer|winter|spring|autumn|semester|year|month|quarter|week|weekend)\b)",
    re.IGNORECASE,
)


def check_requirement(asked: Requirement, heard: Heard) -> Point:
    """Say whether one line of an answer has what was asked for, and why."""
    if asked.is_:
        return _is(asked, heard)
    if asked.has:
        return _has(asked, heard)
    if asked.number:
        return _number(asked, heard)
    if asked.silent:
        return silent(asked, heard.line.findings)
    if asked.words:
        return _short(asked, asked.words, heard)
    return _words(asked, heard)


def silent(asked: Requirement, findings: tuple[Finding, ...]) -> Point:
    """Say whether none of the rules that were named has fired."""
    fired = [
        finding
        for finding in findings
        if (finding.severity is Severity.FIX if asked.silent == "fix" else finding.code in asked.silent)
    ]
    if not fired:
        return _point(asked, "No known trap", 1, "The rule book has nothing to say against it here.")
    first = fired[0]
    says = f"{first.what} {first.ask}"
    return _point(asked, first.title, 0, says, rule=first.code, quote=first.quote)


def any_line(asked: Requirement, lines: list[Heard]) -> Point:
    """Return the best point that one of several lines earns."""
    return max((check_requirement(asked, line) for line in lines), key=lambda point: point.earned)


def _is(asked: Requirement, heard: Heard) -> Point:
    verdict = heard.line.verdict
    name = _KIND_NAMES[asked.is_[0]]
    # A single word that was merely frequent in the statements we learned from explains nothing.
    named = (
        e for e in verdict.evidence if e.span is not None and e.weight > 0 and not e.cue.startswith("word:")
    )
    reason = next(named, None)
    says = reason.says if reason else ""
    if verdict.kind in asked.is_:
        return _point(asked, name, 1, says or f"It reads as {_a(verdict.kind)}.")
    code = MISSED_KIND.get((asked.is_[0], verdict.kind), "")
    if verdict.second in asked.is_:
        half = f"A close call: it could also be read as {_a(verdict.kind)}. {verdict.settle}"
        return _point(asked, name, 0.5, half, rule=code)
    quote = reason.text if reason else ""
    said = f"It reads as {_a(verdict.kind)}. {says} {rule(code).ask if code else ''}"
    return _point(asked, name, 0, said, rule=code, quote=quote)


def _has(asked: Requirement, heard: Heard) -> Point:
    assert asked.has is not None
    name, code, why = _HAS[asked.has]
    reading = heard.seen.reading
    quantity = reading.quantity
    if asked.has == "number":
        numbers = [amount for amount in reading.amounts if amount.value is not None]
        if numbers:
            return _point(asked, name, 1, _SAID["number"].format(numbers[0].text), quote=numbers[0].text)
        return _point(asked, name, 0, why, rule=code)
    found = getattr(quantity, asked.has) if quantity is not None else None
    if quantity is not None and asked.has == "target" and found is None and quantity.baseline:
        # "Down by 6 points from 18%": the target follows.
        found = quantity.change
    if found is not None and getattr(found, "value", 0) is None:
        blank = f"\u201c{found.text}\u201d is a blank that is still to be filled."
        return _point(asked, name, 0, blank, rule=code, quote=found.text)
    if asked.has == "deadline" and found is None:
        found = _day(heard)
    task = heard.line.verdict.kind is Kind.TASK
    work = task and asked.has == "target" and quantity is not None and quantity.baseline is None
    if found is not None and (work or getattr(found, "role", None) is AmountRole.OWN_COUNT):
        own = f"\u201c{found.text}\u201d counts what the team does. What changes by it, and how far?"
        return _point(asked, name, 0, own, rule="KR-OWN-COUNT", quote=found.text)
    if found is not None:
        return _point(asked, name, 1, _SAID[asked.has].format(found.text), quote=found.text)
    if quantity is not None and asked.has == "baseline" and quantity.reference is not None:
        words = quantity.reference.text
        half = f"\u201c{words}\u201d names what to compare with. The figure itself would say how far it is."
        return _point(asked, name, 0.5, half, rule=code, quote=words)
    if quantity is not None and asked.has == "target" and quantity.change is not None and not task:
        words = quantity.change.text
        half = f"\u201c{words}\u201d says how much it moves. Without the start nobody knows where it ends."
        return _point(asked, name, 0.5, half, rule=code, quote=words)
    loose = [
        a for a in reading.amounts if a.role is AmountRole.OTHER and a.unit == "%" and a.value is not None
    ]
    if asked.has == "target" and loose:
        half = (
            f"\u201c{loose[0].text}\u201d could be one. The line does not yet say that you want to get there."
        )
        return _point(asked, name, 0.5, half, rule=code, quote=loose[0].text)
    return _point(asked, name, 0, why, rule=code)


def _number(asked: Requirement, heard: Heard) -> Point:
    wanted = amounts_in(asked.number or "")
    quantity = heard.seen.reading.quantity
    if asked.as_:
        role = getattr(quantity, asked.as_) if quantity is not None else None
        have = [role] if role is not None else []
    else:
        have = list(heard.seen.reading.amounts)
    name = {"baseline": "Start from the case", "target": "Target from the case"}.get(
        asked.as_ or "", "Number from the case"
    )
    for amount in have:
        if any(same_amount(one, amount) for one in wanted):
            return _point(asked, name, 1, _SAID["number"].format(amount.text), quote=amount.text)
    code = {"baseline": "KR-NO-BASELINE", "target": "KR-NO-TARGET"}.get(asked.as_ or "", "")
    other = any(same_amount(one, a) for a in heard.seen.reading.amounts for one in wanted)
    why = (
        "The number is there, but it plays another part." if other else "The case gives you a number for it."
    )
    return _point(asked, name, 0.5 if other else 0, why, rule=code)


def _words(asked: Requirement, heard: Heard) -> Point:
    if asked.avoids:
        found = find_words(heard, asked.avoids)
        if not found:
            return _point(
                asked, "Concrete words", 1, "None of the words that mean something else to everyone."
            )
        says = f"\u201c{found}\u201d means one thing to you and another to the next reader."
        return _point(asked, "Concrete words", 0, says, rule="KR-VAGUE", quote=found)
    found = find_words(heard, asked.measures or asked.keeps or asked.mentions)
    if asked.measures:
        quantity = heard.seen.reading.quantity
        if not found:
            return _point(
                asked,
                "Measures what the case is about",
                0,
                "It measures something else than the case asks about.",
            )
        if quantity is None or (quantity.measure is None and not heard.seen.reading.amounts):
            says = f"\u201c{found}\u201d is the right thing to look at. What exactly would you count?"
            return _point(
                asked, "Measures what the case is about", 0.5, says, rule="KR-NO-MEASURE", quote=found
            )
        return _point(
            asked, "Measures what the case is about", 1, _SAID["measure"].format(found), quote=found
        )
    name = "Keeps the meaning" if asked.keeps else "Speaks of the case"
    if found:
        says = (
            f"\u201c{found}\u201d is still in it."
            if asked.keeps
            else f"\u201c{found}\u201d comes from the case."
        )
        return _point(asked, name, 1, says, quote=found)
    why = (
        "It has become another subject than the line we began with."
        if asked.keeps
        else "It does not take up what the case tells."
    )
    return _point(asked, name, 0, why)


def _short(asked: Requirement, most: int, heard: Heard) -> Point:
    count = sum(item.word is not None or item.sighting is not None for item in heard.seen.reading.items)
    if count <= most:
        return _point(asked, "Short enough", 1, "It can be said from memory.")
    says = f"It has {count} words; {most} would be remembered."
    return _point(asked, "Short enough", 0, says, rule="OBJ-LONG")


def _day(heard: Heard) -> Part | None:
    """Return what a learner means by a day where the reader of sentences finds none.

    It looks for no deadline in a line without numbers, and leaves "12/07" and "the summer holidays" alone.
    """
    for n, item in enumerate(heard.seen.reading.items):
        if item.sort == "date":
            span = heard.seen.reading.span(n, n + 1)
            return Part(text=span.of(heard.text), span=span)
    found = _BY.search(heard.text)
    return Part(text=found[0], span=Span(*found.span())) if found else None


def _point(
    asked: Requirement, name: str, earned: float, says: str, *, rule: str = "", quote: str = ""
) -> Point:
    if earned < 1 and asked.why:
        says = asked.why if not earned else f"{says} {asked.why}"
    return Point(
        name=asked.name or name,
        earned=earned,
        says=" ".join(says.split()),
        rule=rule if earned < 1 else "",
        quote=quote,
    )


def _one_of(kinds: tuple[Kind, ...]) -> str:
    return " or ".join(_a(kind) for kind in kinds)


def _a(kind: Kind) -> str:
    return f"{'an' if kind.words[0] in 'aeiou' else 'a'} {kind.words}"


def requirement_words(asked: Requirement) -> str:
    """Say what a requirement asks for, to a trainer."""
    if asked.is_:
        return f"it reads as {_one_of(asked.is_)}"
    if asked.has:
        return f"it has a {asked.has}"
    if asked.number:
        return f"it has {asked.number}{f' as {asked.as_}' if asked.as_ else ''}"
    if asked.silent:
        return (
            "no rule \u201cfix first\u201d speaks"
            if asked.silent == "fix"
            else f"silent: {', '.join(asked.silent)}"
        )
    if asked.words:
        return f"at most {asked.words} words"
    if asked.avoids:
        return f"none of: {', '.join(asked.avoids)}"
    what = "measures" if asked.measures else "keeps" if asked.keeps else "mentions"
    return f"{what} one of: {', '.join(asked.measures or asked.keeps or asked.mentions)}"
