"""Small pieces of English that rewrites and questions are put together from, in the author's own words."""

from __future__ import annotations

import re

from okrcoach.language import Reading
from okrcoach.language.verbs import has_class

BASELINE, TARGET, DATE = "<baseline>", "<target>", "<date>"
FROM_TO = f"from {BASELINE} to {TARGET}"

#: Only these say "until when": "for 2023" and "every six weeks" are no deadlines.
_UNTIL = ("by", "before", "until", "till", "within", "in", "at the end", "this", "next", "end of", "during")
_JUST_BEFORE = re.compile(
    r"\b(?:by|before|until|till|within|in|during|at|this|next)\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?$",
    re.I,
)
_LONGEST_MEASURE = 70
_PAIRS = (("(", ")"), ("[", "]"), ("\u201c", "\u201d"))


def deadline_words(reading: Reading) -> str:
    """Return " by June" as the author wrote it, else a blank for it."""
    found = _deadline(reading)
    return f" {found}" if found else f" by {DATE}"


def _deadline(reading: Reading) -> str:
    if reading.quantity is not None and reading.quantity.deadline is not None:
        span = reading.quantity.deadline.span
    else:
        dates = [k for k, item in enumerate(reading.items) if item.sort == "date"]
        if not dates:
            return ""
        span = reading.span(dates[-1], dates[-1] + 1)
    words = span.of(reading.raw).strip(" ,.;")
    if words.lower().startswith(tuple(f"{word} " for word in _UNTIL)):
        words = words[:1].lower() + words[1:]
        return f"by the {words}" if words.startswith("end of ") else words
    before = _JUST_BEFORE.search(reading.raw[: span.start])
    return f"{before.group().lower()}{words}" if before else ""


def from_to(measure: str, up: bool, reading: Reading) -> str:
    """Return "Raise <measure> from <baseline> to <target> by ..."."""
    return f"{'Raise' if up else 'Cut'} {measure} {FROM_TO}{deadline_words(reading)}"


def plain(words: str) -> str:
    """Return the words on one line, without what closes a sentence; "" when brackets or quotes are open."""
    words = " ".join(words.split()).strip(" ,;:.\u2026!-\u2013\u2014")
    if any(words.count(left) != words.count(right) for left, right in _PAIRS) or words.count('"') % 2:
        return ""
    return words


def body(reading: Reading) -> str:
    """Return the whole statement without label and closing mark; "" when it is broken off."""
    if not reading.items:
        return ""
    begin = reading.span(0, 1).start
    return plain(reading.raw[begin:])


def join(words: str, more: str) -> str:
    """Append an aside: in brackets, or after a comma where the words end in brackets already."""
    return f"{words}, {more}" if words.endswith(")") else f"{words} ({more})"


def upper_first(words: str) -> str:
    """Begin with a capital, as a statement does."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """Lower the first letter unless the first word is a name or an abbreviation."""
    head = words.split(" ", 1)[0]
    if any(ch.isupper() or ch.isdigit() for ch in head[1:]) or (len(head) == 1 and head != "A"):
        return words
    return words[:1].lower() + words[1:]


def measure_words(reading: Reading) -> str:
    """Return the measure where it is short and a noun phrase that fits into another sentence, else ""."""
    quantity = reading.quantity
    if quantity is None or quantity.measure is None or len(quantity.measure.text) > _LONGEST_MEASURE:
        return ""
    span = quantity.measure.span
    inside = [i for i in reading.items if span.start <= reading.cleaned.back(i.start, i.end).start < span.end]
    wordy = any(
        i.lemma in ("be", "have", "do", "that", "which", "who", "and", "or", ",", "not", "no", "from", "to")
        or i.sighting is not None
        or i.form in ("ing", "ed")
        or (i.form == "s" and i.tags & {"v:up", "v:down"} and not has_class(i, "n"))
        for i in inside[1:]
    )
    text = re.sub(r" (?:up|down)$", "", plain(quantity.measure.text))
    if (
        wordy
        or reading.clause.second_verb is not None
        or text.lower() in ("increase", "decrease", "reduction")
    ):
        return ""
    # Inside the sentence a capital is a name, at its start only the custom.
    return lower_first(text) if inside and inside[0].start == reading.items[0].start else text
