"""Offers the author's next words for a key result: visible blanks, never an invented number, else nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from okrcoach.judgement.offers import Suggestion, suggestions
from okrcoach.judgement.texts import compound_span
from okrcoach.judgement.wording import (
    BASELINE,
    DATE,
    FROM_TO,
    body,
    deadline_words,
    from_to,
    join,
    measure_words,
    plain,
    upper_first,
)
from okrcoach.language import Reading
from okrcoach.language.catalogue import find_measures
from okrcoach.language.verbs import has_class
from okrcoach.model import AmountRole, Better, Direction, Span

_MOST = 3
#: So many words name a topic; more tell a story.
_SHORT = 14
#: What stands between a task and the words of its purpose.
_OPENERS = frozenset("to in order so that as we can will which thereby thus for help they".split())
_MOVES = frozenset(("v:up", "v:down", "v:reach", "v:avoid"))
_COUNTED = frozenset(("n:measure", "n:routine_measure", "n:time_measure", "n:problem"))
_PEOPLE = frozenset(("n:outsider", "n:insider", "h:outsider", "h:insider", "s:person"))
#: They point to what stands elsewhere, so the words around them do not stand alone.
_POINTING = frozenset("it this these those them its their they both also same".split())


def of_task(reading: Reading) -> tuple[str, ...]:
    """Rewrite a task as results that it may bring about; () when nothing fits."""
    if growing := _growing(reading):
        return (growing,)
    promoted = of_purpose(reading)
    made = [promoted] if promoted else []
    made += [_in_time(s, reading) for s in suggestions(reading)]
    return tuple(dict.fromkeys(made))[:_MOST]


#: What shows long after the work is done will not be seen by the day the work is due.
_LATE = re.compile(r"\b(?:years?|months? later|another season)\b|<(?:months|period|weeks)>")


def _in_time(offer: Suggestion, reading: Reading) -> str:
    words = from_to(offer.measure, offer.up, reading)
    late = _LATE.search(offer.measure)
    return words.replace(deadline_words(reading), f" by {DATE}") if late else words


def of_topic(reading: Reading) -> tuple[str, ...]:
    """Rewrite what cannot be counted as what can be counted about its topic; () when nothing fits."""
    clause, items = reading.clause, reading.items
    head = items[clause.head] if clause.head is not None else None
    about_people = head is not None and bool(head.tags & _PEOPLE)
    # A longer sentence says what it wants in its own way; of people we don't know what they are to do.
    asking = any(item.lemma in ("what", "how", "who", "why") for item in items)
    if asking or clause.form == "sentence" or "we" in clause.leads or about_people or len(items) > _SHORT:
        return ()
    return tuple(from_to(s.measure, s.up, reading) for s in suggestions(reading)[:2])


def for_attention(reading: Reading) -> tuple[str, ...]:
    """Offer, for attention or volume, what people do next; () when the channel is not known."""
    return tuple(from_to(s.measure, s.up, reading) for s in suggestions(reading)[:2])


def purpose_span(reading: Reading) -> Span | None:
    """Return the span of the purpose clause, its opener included."""
    if reading.clause.purpose is None:
        return None
    begin, end = reading.clause.purpose
    while end > begin and reading.items[end - 1].is_mark:
        end -= 1
    return reading.span(begin, end) if end > begin else None


def purpose_people(reading: Reading) -> tuple[str, str]:
    """Return who is to do what: "so that drivers feel respected" -> ("drivers", "feel respected")."""
    if reading.clause.purpose is None:
        return "", ""
    begin, end = reading.clause.purpose
    items = reading.items
    if items[begin].lemma != "so":
        return "", ""
    while begin < end and items[begin].lemma in (*_OPENERS, "the", "our"):
        begin += 1
    if end - begin < 2 or not items[begin].tags & _PEOPLE:
        return "", ""
    stop = begin + max(1, items[begin].phrase)
    who = reading.span(begin, stop).of(reading.raw)
    if stop >= end or not who.lower().endswith(("s", "people", "staff", "children")):
        return "", ""
    # "Their" are the people's own; "it" is the thing that the rewrite leaves out.
    if any(item.lemma in _POINTING - {"their", "them"} for item in items[stop:end]):
        return "", ""
    what = plain(reading.span(stop, end).of(reading.raw))
    # One word is a verb without what it is done to: the sentence goes on elsewhere.
    return (who, what) if " " in what else ("", "")


def of_purpose(reading: Reading) -> str:
    """Promote the purpose of a task to the statement itself.

    "to cut churn by 5%" -> "Cut churn by 5% ..."; "so that drivers feel respected" -> "Raise the
    share of drivers who feel respected from <baseline> to <target> ...". "" where neither fits.
    """
    if reading.clause.purpose is None:
        return ""
    who, what = purpose_people(reading)
    if who and what:
        return from_to(f"the share of {who} who {what}", True, reading)
    begin, end = reading.clause.purpose
    items = reading.items
    while begin < end and items[begin].lemma in _OPENERS:
        begin += 1
    while end > begin and items[end - 1].is_mark and items[end - 1].text not in ("%", ")"):
        end -= 1
    if end - begin < 2:
        return ""
    verb, rest = items[begin], items[begin + 1 : end]
    counted = any(item.tags & _COUNTED for item in rest) or any(
        item.sort not in ("", "date") for item in rest
    )
    # "to bring attendance from 8% to 20%" moves as well.
    reaches = verb.lemma in ("get", "bring", "push", "take") and any(i.sort == "pct" for i in rest)
    people = any(item.tags & _PEOPLE and item.form == "s" for item in rest)
    moves = reaches or (verb.tags & (_MOVES | {"v:soft"}) and counted) or (verb.tags & _MOVES and people)
    several = any(has_class(b, "v") and a.lemma in ("and", "or", ",") for a, b in pairwise(rest))
    if not moves or verb.form != "base" or several or any(item.lemma in (*_POINTING, ",") for item in rest):
        return ""
    words = upper_first(plain(reading.span(begin, end).of(reading.raw)))
    if not words:
        return ""
    sorts = {item.sort for item in items[begin:end] if item.sort}
    if not sorts - {"date"}:
        if "date" in sorts:
            return ""
        words += f" {FROM_TO}"
    return words if "date" in sorts else words + deadline_words(reading)


def _growing(reading: Reading) -> str:
    """Promote what a plan is for: "a strategy for growing attendance" -> "Raise attendance from ..."."""
    items = reading.items
    for k in range(reading.clause.begin, len(items) - 2):
        verb = items[k + 1]
        if items[k].lemma != "for" or verb.form != "ing" or not verb.tags & {"v:up", "v:down"}:
            continue
        words = plain(reading.span(k + 2, len(items)).of(reading.raw))
        rest = items[k + 2 :]
        if (
            not words
            or len(rest) > 8
            or any(i.sighting or i.lemma in (*_POINTING, "and", "or") for i in rest)
        ):
            return ""
        return from_to(words, "v:up" in verb.tags, reading)
    return ""


def with_target(reading: Reading) -> tuple[str, ...]:
    """Complete a direction without numbers: of two aims the first."""
    if compound_span(reading) is not None and (parts := halves(reading)):
        return (f"{parts[0]} {FROM_TO}{deadline_words(reading)}",) if _moves(reading) else ()
    measure = measure_words(reading)
    if measure and reading.quantity is not None:
        verb = _verb(reading)
        opening = f"{verb} {measure}" if verb else f"{upper_first(measure)}:"
        return (f"{opening} {FROM_TO}{deadline_words(reading)}",)
    words = body(reading)
    alone = (
        reading.clause.second_verb is None and reading.clause.purpose is None and reading.clause.means is None
    )
    if (
        words
        and alone
        and _moves(reading)
        and not any(item.sighting for item in reading.items)
        and "," not in words
    ):
        return (f"{upper_first(words)} {FROM_TO}{deadline_words(reading)}",)
    return ()


def _moves(reading: Reading) -> bool:
    """Whether it is an order to move something."""
    clause = reading.clause
    return (
        clause.form == "imperative"
        and clause.verb is not None
        and bool(reading.items[clause.verb].tags & {"v:up", "v:down"})
        and not any(item.lemma == "from" for item in reading.items)
    )


def _verb(reading: Reading) -> str:
    """Raise or cut: as the author says, else as is better for the measure in the catalogue, else ""."""
    direction = reading.quantity.direction if reading.quantity is not None else None
    if direction in (None, Direction.REACH) and (found := find_measures(reading)):
        return {Better.UP: "Raise", Better.DOWN: "Cut", Better.RANGE: ""}[found[0].measure.better]
    return {Direction.DOWN: "Cut", Direction.UP: "Raise"}.get(direction or Direction.REACH, "")


def _is_list(words: str) -> bool:
    """Whether several things stand in a row: one starting point would not serve them all."""
    return re.sub(r"\([^)]*\)|\d,\d", "", words).count(",") > 1


def _all_gone(reading: Reading) -> bool:
    """Whether all of it is to go: "eliminate 100% of bottlenecks" has no level to start from."""
    verb = reading.clause.verb
    whole = any(a.unit == "%" and a.value == 100 for a in reading.amounts)
    return whole and verb is not None and bool(reading.items[verb].tags & {"v:down", "v:avoid"})


def _is_step(text: str, change: Span, moved: bool) -> bool:
    """Whether a change is told as a step: "by 20%", "a 20% increase"."""
    before, after = text[: change.start].rstrip().lower(), text[change.end :].lstrip().lower()
    steps = ("increase", "decrease", "reduction", "rise", "drop", "growth", "improvement")
    return (moved and before.endswith((" by", " by at least", " by around", " by over"))) or after.startswith(
        steps
    )


_STARTS = re.compile(
    r"\b(?:from|was|up from|down from)\b[^.;]*\d|\b20\d\d: ?\d|\u2192|->"
    r"|\b(?:currently|today|now|baseline|last (?:time|year|quarter|month)|becomes?)\b",
    re.I,
)


def with_baseline(reading: Reading) -> tuple[str, ...]:
    """Add a visible blank for the starting point to the author's own sentence."""
    quantity, words = reading.quantity, body(reading)
    if quantity is None or not words or _STARTS.search(words) or compound_span(reading) is not None:
        return ()
    words = upper_first(words)
    levels = (AmountRole.TARGET, AmountRole.THRESHOLD)
    results = [a.unit for a in reading.amounts if a.role in levels or a.comparator]
    if len(results) > len(set(results)) or _all_gone(reading) or _is_list(words):
        return ()
    moved = quantity.direction in (Direction.UP, Direction.DOWN)
    if quantity.change and not quantity.target and _is_step(reading.raw, quantity.change.span, moved):
        return (f"{words}, {FROM_TO}",)
    if quantity.target is not None and quantity.direction in (Direction.UP, Direction.DOWN):
        begin = reading.span(0, 1).start
        at = quantity.target.span.start
        before, after = reading.raw[begin:at].rstrip(), plain(reading.raw[at:])
        if before.endswith(" to") and after:
            return (f"{upper_first(before[:-3])} from {BASELINE} to {after}",)
    return (join(words, f"today: {BASELINE}"),)


def halves(reading: Reading) -> tuple[str, ...]:
    """Split two aims in two statements; () when one of them would not stand alone."""
    span = compound_span(reading)
    whole = body(reading)
    if span is None or not whole or not reading.items:
        return ()
    begin = reading.span(0, 1).start
    # The joint itself ("and", "while", a full stop) goes, the verb behind it stays.
    joint = span.start + len(span.of(reading.raw).split()[0])
    made = (plain(reading.raw[begin : span.start]), plain(reading.raw[joint:]))
    second = [item for item in reading.items if reading.cleaned.back(item.start, item.end).start >= joint]
    pointing = any(item.lemma in _POINTING for item in second)
    # In a title, what looks like a second verb may be a noun: "API Reliability and Request Performance".
    title = bool(second) and second[0].text[:1].isupper() and span.of(reading.raw)[0] not in ".;"
    if pointing or title or any(len(half.split()) < 2 for half in made):
        return ()
    return tuple(upper_first(half) for half in made)
