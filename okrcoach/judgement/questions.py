"""The coach's question, made from the author's own words; "" where the rule's own question says it better."""

from __future__ import annotations

import re

from okrcoach.judgement.offers import audience, suggestions
from okrcoach.judgement.wording import plain
from okrcoach.language import Reading
from okrcoach.language.lexicon import FUNCTION

#: Verb -> what can be said of the thing afterwards.
_DONE: dict[str, str] = {
    **dict.fromkeys("launch release deploy ship activate relaunch go-live roll-out".split(), "live"),
    **dict.fromkeys("publish issue send distribute post submit".split(), "out"),
    **dict.fromkeys(
        "implement introduce establish install adopt formalise formalize set-up integrate".split(), "in place"
    ),
    **dict.fromkeys("create build develop design make open add start deliver produce".split(), "there"),
    **dict.fromkeys("write draft document".split(), "written"),
    **dict.fromkeys("prepare".split(), "ready"),
    **dict.fromkeys("complete finish finalise finalize".split(), "finished"),
    **dict.fromkeys("translate".split(), "translated"),
}
_AFTER = frozenset("host hold run organise organize conduct facilitate pilot test".split())
_HIRED = frozenset("hire recruit onboard".split())
#: Things that take place: they are not simply "there".
_EVENTS = frozenset(
    "meetup event conference webinar workshop session podcast call meeting festival course".split()
)
_STRIPPED = ("a", "an", "the", "our", "new")
_AWKWARD = re.compile(
    r"[,;:/&()\[\]\"\u201c\u201d]|\b(?:and|or|each|every|some|any|this|these|their|its|it|instead|that)\b|[<>]",
    re.I,
)
_LONGEST_THING = 6
#: Beside them the words are part of something longer.
_QUOTES = "\"'\u2018\u2019\u201c\u201d()[]-/"
#: "15 tests a month": the words tell how often, not what.
_PER = re.compile(r"\b(?:a|per|each|every)\s+(?:day|week|month|quarter|year|shift|sprint)\b", re.I)


def thing_words(reading: Reading) -> tuple[str, bool]:
    """Return the author's words for what is made, with "the", and whether it is plural.

    ("", False) when it is not sure where the words for it end.
    """
    clause, items = reading.clause, reading.items
    if clause.thing is None or clause.head is None or clause.verb is None:
        return "", False
    if clause.form not in ("imperative", "gerund") or clause.passive or clause.second_verb is not None:
        return "", False
    begin, end = clause.thing
    begin = max(begin, clause.verb + 1)
    own = False
    while begin < end and (
        items[begin].is_mark or items[begin].sighting or items[begin].lemma in _STRIPPED[:4]
    ):
        own = own or items[begin].lemma == "our"
        begin += 1
    if begin < end and items[begin].lemma in FUNCTION:
        return "", False
    # "the application" is not the whole of "the application and renewal process".
    following = items[end].text if end < len(items) else ""
    if (
        following in ("of", "and", "or", "&", "/", "+", ",")
        or not begin <= clause.head < end
        or any(item.sighting for item in items[begin:end])
    ):
        return "", False
    span = reading.span(begin, end)
    words = plain(span.of(reading.raw))
    around = (reading.raw[max(0, span.start - 1) : span.start], reading.raw[span.end : span.end + 1])
    quoted = any(mark and mark in _QUOTES for mark in around)
    if (
        quoted
        or not words
        or _AWKWARD.search(words)
        or _PER.search(words)
        or len(words.split()) > _LONGEST_THING
    ):
        return "", False
    head = items[clause.head]
    low = head.text.lower()
    plural = low.endswith(("people", "men")) or (
        low.endswith("s") and not low.endswith(("ss", "us", "is", "news"))
    )
    one_name = len(words.split()) == 1 and words[:1].isupper() and not plural
    return words if one_name else f"{'your' if own else 'the'} {words}", plural


def _once(reading: Reading) -> str:
    """Return "once the voice menu is live", "after the open evenings"; "" when the words are not clear."""
    thing, plural = thing_words(reading)
    if not thing or reading.clause.verb is None:
        return ""
    at = reading.clause.verb
    width = max(1, reading.items[at].phrase)
    verb = "-".join(item.lemma for item in reading.items[at : at + width])
    if verb in _AFTER:
        return f"after {thing}"
    if verb in _HIRED:
        return f"once {thing} {'are' if plural else 'is'} on board"
    head = reading.clause.head
    if head is not None and reading.items[head].lemma in _EVENTS:
        return ""
    state = _DONE.get(verb)
    return f"once {thing} {'are' if plural else 'is'} {state}" if state else ""


_OURS = frozenset(
    "customers clients users members staff managers employees visitors readers guests donors".split()
)


def who_words(reading: Reading) -> str:
    """Return who is to do something differently: as the author says, else as is usual for the topic."""
    who = audience(reading)
    if not who:
        for offer in suggestions(reading):
            people = offer.people[0].strip("<>")
            if (
                people
                and "<" not in people
                and len(people.split()) <= 3
                and people.split()[-1].endswith(("s", "people"))
            ):
                who = people
                break
    first, *others = who.split() or [""]
    if others and first != "new" and first in thing_words(reading)[0].split():
        who = others[-1]
    return f"your {who}" if who in _OURS else who


def of_task(reading: Reading) -> str:
    """Ask what people will do differently, in the author's words; "" when the words are not clear.

    "Launch the voice menu for tenants" -> "What will tenants do differently once the voice menu is live?"
    """
    once, who = _once(reading), who_words(reading)
    if once.endswith(" on board"):
        return f"What will go better {once}, and for whom?"
    if once and who:
        return f"What will {who} do differently {once}?"
    offers = suggestions(reading)
    if offers and offers[0].question:
        return offers[0].question
    return f"Who will do what differently {once}?" if once else ""


def of_deliverable(reading: Reading) -> str:
    """Ask for the aim behind a solution: "If the voice menu were not the answer, what would be?"."""
    thing, _ = thing_words(reading)
    return f"What should {thing} make possible, and for whom?" if thing else ""
