"""Offers the author's next words for a heartbeat: kept with its range, or turned into a result."""

from __future__ import annotations

import re

from okrcoach.judgement.rewrites import with_baseline
from okrcoach.judgement.texts import compound_span
from okrcoach.judgement.wording import body, from_to, lower_first, measure_words
from okrcoach.language import Reading
from okrcoach.language.catalogue import find_measures
from okrcoach.model import AmountRole

#: Rules of conduct speak to people; they are agreed, not measured.
_CONDUCT = re.compile(
    r"\b(?:must|should|shall|don't|don\u2019t|do not|never|always|have to|has to|need to)\b", re.I
)
_HOLDING = re.compile(
    r"^(?:we\s+)?(?:will\s+)?(?:maintain|keep|hold|sustain|preserve|protect|retain|stay|remain|ensure|"
    r"make sure|guarantee|monitor|track|watch|continue)"
    r"(?:\s+(?:that|to|on))?\s+(?:an?\s+|the\s+|our\s+)?(?:current\s+)?",
    re.I,
)
_ABSOLUTE = re.compile(r"^(?:no(?![.-])|zero|all|every|each|any)\b", re.I)


def is_kept(reading: Reading) -> bool:
    """Whether the words themselves say that something is to be kept, or what must always hold."""
    words = body(reading)
    return bool(_HOLDING.match(words) or _CONDUCT.search(words))


def of_heartbeat(reading: Reading) -> tuple[str, ...]:
    """Keep it as a heartbeat with its range, and offer it as a result where it has yet to be reached."""
    words = body(reading)
    if not words or compound_span(reading) is not None:
        return ()
    if _CONDUCT.search(words):
        return (f"Standard, kept beside the OKRs: {lower_first(words)}",)
    held = _HOLDING.sub("", words, count=1)
    opening = held != words
    quantity = reading.quantity
    bounded = any(a.value is not None and a.role is not AmountRole.OTHER for a in reading.amounts)
    verb = reading.clause.verb
    orders = reading.clause.form in ("imperative", "gerund") and verb is not None
    if (orders and not opening) or len(held.split()) < 2 or (opening and _ABSURD.match(held)):
        return ()
    # Inside the sentence a capital is a name, at its start only the custom.
    held = held if opening else lower_first(held)
    if _ABSOLUTE.match(held) and not bounded and not held.lower().startswith(("zero ", "no ")):
        return (f"Heartbeat, watched weekly: {held} (exceptions: at most <number> a month)",)
    if bounded or re.search(
        r"^zero\b|\b(?:within|below|above) (?:the |our )?(?:agreed|target|set|legal|budget)", held, re.I
    ):
        made = [f"Heartbeat, watched weekly: {held}"]
    else:
        measured = quantity is not None or find_measures(reading)
        # "Remain debt free" is a state, and no measure that has two ends.
        state = re.match(r"(?:we\s+)?(?:stay|remain|continue)\b", words, re.I)
        if not measured or state or re.search(r"\b(?:and|without)\b", held):
            return ()
        made = [f"Heartbeat, watched weekly: {held}, acceptable between <lowest> and <highest>"]
    measure = measure_words(reading)
    if measure and opening and quantity is not None and find_measures(reading):
        bound = quantity.target
        up = bound is None or bound.comparator not in ("<", "<=")
        if bound is not None and bound.comparator:
            made.append(from_to(measure, up, reading))
    # What nobody says is held today may be meant as a step.
    step = bounded and not opening and not _ABSOLUTE.match(held)
    return (*made, *with_baseline(reading)) if step else tuple(made)


#: After "keep" and the like stands something else than a state: "keep improving", "keep up with".
_ABSURD = re.compile(r"^(?:\w+ing\s|up\s|in\s|on\s|with\s|an eye\b|us\b|it\b|and\b|right\b)", re.I)
