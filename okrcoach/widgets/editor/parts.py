"""Writes a part of a key result (measure, baseline, target, deadline) back into its sentence."""

from __future__ import annotations

import re

from okrcoach.model import Kind, Line, Quantity, Span

#: The parts that have a field of their own, in the order of a key result.
PARTS = ("measure", "baseline", "target", "deadline")
#: More than any part needs: somebody pasted a page into a field.
_LONGEST = 200
_BY = re.compile(
    r"(?:by|until|till|before|within|during|in|at|on|from|throughout|through|over|next|this|every|each"
    r"|no later)\b",
    re.IGNORECASE,
)
#: What may stand before a part and goes when the part goes.
_LEADS = {
    "baseline": re.compile(r"[ ,]*\bfrom\s+$", re.IGNORECASE),
    "target": re.compile(r"[ ,]*\bto\s+$", re.IGNORECASE),
    "deadline": re.compile(r"[ ,]+$"),
}
_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:to\s+)?(?:at least|at most|no more than|no less than|not more than|more than|less than|fewer than"
    r"|up to|under|over|below|above)\s+$",
    re.IGNORECASE,
)
_LAST_DATE = re.compile(r"[ ,]+by\s+[^,;.]{2,40}$", re.IGNORECASE)
_END = re.compile(r"[\s.!?;,]*$")
#: A result as our rewrites begin it: with no figure there is nothing yet that could be read as a quantity.
_BLANK_FORM = re.compile(
    r"\s*\w+ (?P<measure>\S.*?) from (?P<baseline><baseline>) to (?P<target><target>)"
    r"(?:(?=.* by )(?:.*?) (?P<deadline>by .+?))?[\s.]*$",
    re.IGNORECASE,
)


def parts_of(line: Line) -> list[tuple[str, str, Span]]:
    """Return (name, words, span) of each part that could be read, in the order of a key result."""
    quantity, text = line.verdict.quantity, line.statement.text
    if quantity is None:
        form = _BLANK_FORM.match(text) if line.verdict.kind is Kind.OUTCOME_KR else None
        return [(name, form[name], Span(*form.span(name))) for name in PARTS if form[name]] if form else []
    parts = {
        "measure": quantity.measure,
        "baseline": quantity.baseline,
        "compared with": quantity.reference,
        "change": quantity.change,
        "target": quantity.target,
        "deadline": quantity.deadline,
    }
    return [(name, part.text, part.span) for name, part in parts.items() if part is not None]


def without_lead(words: str) -> str:
    """Return a deadline as one would write it into a field: "by June" is "June"."""
    return re.sub(r"^by\s+", "", words, flags=re.IGNORECASE)


def with_part(line: Line, name: str, words: str) -> str:
    """Return the sentence of ``line`` with ``words`` as its part ``name`` (one of ``PARTS``).

    A part that was read is replaced; one that is missing is added where it usually stands
    ("from <baseline>" before "to"); with no words it is taken out, or leaves its blank behind where
    the sentence cannot do without it. No figure is made up: what is still missing stays a blank.
    Raises ``ValueError`` for another name.
    """
    if name not in PARTS:
        raise ValueError(f"no such part: {name!r}")
    text, quantity = line.statement.text, line.verdict.quantity
    words = " ".join(words.split())[:_LONGEST]
    there = {part: span for part, _, span in parts_of(line)}
    if name in there:
        return _replaced(text, there[name], name, words)
    blank = "<date>" if name == "deadline" else f"<{name}>"
    if not words:
        return text
    if blank in text:
        return text.replace(blank, words, 1)
    if name == "deadline":
        date = _LAST_DATE.search(_END.sub("", text)) if quantity is None else None
        return _at_end(text, _dated(words)) if date is None else f"{text[: date.start()]} {_dated(words)}"
    if quantity is None:
        return _begun(line, name, words)
    return _added(text, quantity, name, words)


def _replaced(text: str, span: Span, name: str, words: str) -> str:
    before, after = text[: span.start], text[span.end :]
    if words:
        if name == "deadline":
            old = span.of(text)
            lead = _BY.match(old)
            words = words if _BY.match(words) or not lead else f"{lead.group()} {words}"
            words += "." if old.endswith(".") and not words.endswith(".") else ""
        return before + words + after
    lead = _LEADS[name].search(before) if name in _LEADS else None
    if name == "measure" or lead is None or (name == "target" and re.search(r"\bfrom\b", before)):
        return f"{before}<{name}>{after}"
    return before[: lead.start()] + after


def _added(text: str, quantity: Quantity, name: str, words: str) -> str:
    """Add a part to a sentence in which others were read."""
    baseline, target, change = quantity.baseline, quantity.target, quantity.change
    if name == "target":
        beside = baseline or change
        return _after(text, beside.span if beside else _measured(quantity), f"to {words}")
    if name == "baseline":
        if target is None:
            if change is not None:
                return _after(text, change.span, f"from {words}")
            return _after(text, _measured(quantity), f"from {words} to <target>")
        lead = _BOUND.search(text[: target.span.start]) or _TO.search(text[: target.span.start])
        start = lead.start() if lead else target.span.start
        if not text[:start].strip():  # "At least 70% of parents reply"
            return _at_end(text, f", up from {words}", before_date=True)
        bridge = "" if lead and lead.group().lower().startswith("to") else "to "
        return f"{text[:start]}from {words} {bridge}{text[start:]}"
    # The measure: before its numbers, as in "Raise <measure> from 3 to 5".
    first = min(part.span.start for part in (baseline, target, change) if part is not None)
    lead = re.search(r"\b(?:from|to|by)\s+$", text[:first], re.IGNORECASE)
    start = lead.start() if lead else first
    return f"{text[:start]}{words} {text[start:]}"


def _begun(line: Line, name: str, words: str) -> str:
    """Make the beginning of a result of a sentence in which nothing to measure was read."""
    text = line.statement.text
    if line.verdict.kind is not Kind.TASK and name != "measure":
        tail = f"from {words} to <target>" if name == "baseline" else f"from <baseline> to {words}"
        return _at_end(text, tail, before_date=True)
    offered = next((r for f in line.findings for r in f.rewrites if f"<{name}>" in r), "")
    if offered:
        return offered.replace(f"<{name}>", words, 1)
    date = _LAST_DATE.search(_END.sub("", text))
    parts = {part: f"<{part}>" for part in PARTS} | {name: words}
    ending = date.group().strip(" ,") if date else "by <date>"
    return f"Get {parts['measure']} from {parts['baseline']} to {parts['target']} {ending}"


def _measured(quantity: Quantity) -> Span | None:
    return quantity.measure.span if quantity.measure else None


def _after(text: str, span: Span | None, words: str) -> str:
    if span is None:
        return _at_end(text, words, before_date=True)
    return f"{text[: span.end]} {words}{text[span.end :]}"


def _at_end(text: str, words: str, *, before_date: bool = False) -> str:
    """Add words behind the sentence, before its full stop and, if asked, before a date that ends it."""
    end = _END.search(text)
    at = end.start() if end else len(text)
    if before_date and (date := _LAST_DATE.search(text[:at])):
        at = date.start()
    gap = "" if words.startswith(",") else " "
    return f"{text[:at].rstrip()}{gap}{words}{text[at:]}"


def _dated(words: str) -> str:
    return words if _BY.match(words) else f"by {words}"
