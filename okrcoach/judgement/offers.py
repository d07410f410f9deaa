"""What may change for whom when work on a topic goes well: the suggestions, chosen by topic and angle."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from okrcoach.data import HERE
from okrcoach.judgement.wording import lower_first
from okrcoach.language import Reading
from okrcoach.language.catalogue import measures
from okrcoach.language.lexicon import FUNCTION, lexicon
from okrcoach.language.verbs import has_class
from okrcoach.model import Better, Lens, Measure, MeasureRole

_MOST = 3
#: Who attends, reads or watches gets something; what the makers want from it is another matter.
_TAKING_PART = frozenset("attend visit join shadow watch listen speak sponsor exhibit".split())
#: Work that ends something: what is offered for beginning it would be upside down.
_ENDING = frozenset(
    "remove retire cancel stop close discontinue decommission delete sunset abandon drop replace cut trim "
    "reduce".split()
)
_VALUE = re.compile(
    r"\b(revenue|cost|costs|money|sales|orders?|spend|spending|price|pay|paid|gifts?|renew|profit|margin|value|"
    r"buy|won|income|budget|donat\w+)\b"
)
_FLOW = re.compile(
    r"^the (working )?(days|hours|minutes|weeks|months|seconds|time|gap)\b|\b(waits?|corrections?|"
    r"errors?|mistakes?|rework|first try|workarounds?|defects?|incidents?|in time|on time)\b"
)
_PEOPLE_BLANK = re.compile(r"<(?:users|customers|visitors|people|staff|target customers)>")
_WHO = re.compile(r"^the (?:share|number) of (.+?) who (.+)$")
#: Measures of the catalogue whose topic is common to many trades would often miss the point.
_FEW = 6


def ends_something(reading: Reading) -> bool:
    """Whether the main verb takes something away: "Retire the old form"."""
    verb = reading.clause.verb
    return verb is not None and reading.items[verb].lemma in _ENDING


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may change for people when a task of a certain topic is done well."""

    up: bool
    measure: str
    question: str = ""

    @property
    def angle(self) -> str:
        """From which side it looks: "value", "flow" (speed or quality) or "behaviour"."""
        if _FLOW.search(self.measure):
            return "flow"
        return "value" if _VALUE.search(self.measure) else "behaviour"

    @property
    def people(self) -> tuple[str, str]:
        """Who does what: ("visitors", "find what they came for"); ("", "") for other measures."""
        match = _WHO.match(self.measure)
        return (match.group(1), match.group(2)) if match else ("", "")


Topic = tuple[str, ...]


def _words(topic: str) -> Topic:
    lemma = lexicon().lemma
    return tuple(lemma(w)[0] for w in topic.lower().replace("-", " ").replace("/", " ").split())


@dataclass(frozen=True, slots=True)
class _Offers:
    """What is suggested for a topic."""

    words: Topic
    #: The topic's last word ends in "-ing": a "new booking" is no "new book".
    ing: bool
    offers: list[Suggestion]


@lru_cache(maxsize=1)
def _topics() -> dict[str, list[_Offers]]:
    """First lemma of a topic -> the topics that begin with it, longest first.

    "attend ~ conference" holds for that verb done to that head word only.
    """
    table: dict[tuple[Topic, bool], list[Suggestion]] = {}
    for line in (HERE / "suggestions.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        topics, direction, measure, question = line.split("\t")
        made = Suggestion(direction == "up", measure.strip(), question.strip())
        for topic in topics.split(","):
            table.setdefault((_words(topic), topic.strip().endswith("ing")), []).append(made)
    by_first: dict[str, list[_Offers]] = {}
    for (words, ing), found in table.items():
        by_first.setdefault(words[0], []).append(_Offers(words, ing, found))
    for options in by_first.values():
        options.sort(key=lambda o: -len(o.words))
    return by_first


@lru_cache(maxsize=1)
def _catalogue() -> dict[Topic, list[Measure]]:
    """Topic -> the catalogue's results for it, early signs first."""
    table: dict[Topic, list[Measure]] = {}
    for measure in measures():
        for topic in measure.topics:
            table.setdefault(_words(topic), []).append(measure)
    return {
        topic: sorted((m for m in found if _usable(m)), key=lambda m: (m.timing.value != "leading", m.name))
        for topic, found in table.items()
        if len(found) <= _FEW
    }


def _usable(measure: Measure) -> bool:
    """A result with a plain name: "the number of" would need a plural that the catalogue has not."""
    return (
        measure.role is MeasureRole.RESULT
        and measure.lens is not Lens.TEAM
        and measure.better is not Better.RANGE
        and measure.unit != "count"
        and not any(ch.isdigit() for ch in measure.name)
    )


def _topic(reading: Reading) -> tuple[Topic, list[Suggestion]]:
    """The most specific topic of a statement with what is suggested for it."""
    items, clause = reading.items, reading.clause
    verb = items[clause.verb].lemma if clause.verb is not None else ""
    head = items[clause.head].lemma if clause.head is not None else ""
    for topic in _topics().get(verb, ()):
        if "~" in topic.words and topic.words[-1] == head:
            return topic.words, topic.offers
    off = clause.verb is not None and any(i.lemma == "off" for i in items[clause.verb : clause.verb + 2])
    if verb in _TAKING_PART or verb in _ENDING or off:
        return (), []
    lemmas = [item.lemma if item.sighting is None else item.text.lower() for item in items]
    begin, end = clause.thing or (clause.begin, clause.end)
    heads = _heads(reading, begin, end)
    found: list[tuple[bool, int, _Offers]] = []
    spots = [*range(begin, max([end, *(h + 1 for h in heads)]))]
    for i in spots + ([clause.verb] if clause.verb is not None else []):
        owner = i + 1 < len(items) and items[i + 1].text.lower() in ("'s", "\u2019s")
        if items[i].is_mark or items[i].aside or owner:
            continue
        acted = i == clause.verb
        for topic in _topics().get(lemmas[i], ()):
            words = topic.words
            stop = i + len(words)
            if tuple(lemmas[i:stop]) != words:
                continue
            if acted and len(words) == 1 and has_class(items[i], "n"):
                continue  # "audit the blog" is about the blog
            if topic.ing and not acted and not items[stop - 1].text.lower().endswith("ing"):
                continue
            if acted or len(words) > 1 or any(i <= h < stop for h in heads):
                found.append((acted, -len(words), topic))
                break
    if not found:
        return (), []
    best = min(found, key=lambda f: f[:2])[2]
    return best.words, best.offers


#: Words that say in which shape a thing comes: what it is stands before or behind them.
_SHAPE = frozenset(
    "version draft release implementation rollout introduction launch setup series set phase".split()
)


def _heads(reading: Reading, begin: int, end: int) -> tuple[int, ...]:
    """Where the words stand that name the thing: the head, seen through "first version of a ..."."""
    items, head = reading.items, reading.clause.head
    if head is None:
        return ()
    if items[head].lemma not in _SHAPE:
        return (head,)
    if head + 1 < len(items) and items[head + 1].lemma == "of":
        last = head + 2
        while last < len(items) and items[last].lemma in ("a", "an", "the", "our"):
            last += 1
        while (
            last + 1 < len(items)
            and items[last + 1].word is not None
            and items[last + 1].lemma not in FUNCTION
        ):
            last += 1
        return (head, last) if last < len(items) else (head,)
    return (head - 1, head) if head > begin else (head,)


def _from_catalogue(topic: Topic) -> list[Suggestion]:
    return [Suggestion(m.better is Better.UP, f"the {m.name}") for m in _catalogue().get(topic, ())]


def audience(reading: Reading) -> str:
    """Return whom the author does it for, "" when not told.

    "for all new clients" -> "new clients"; "member survey" -> "members".
    """
    items = reading.items
    for k in range(reading.clause.begin, len(items) - 1):
        if items[k].lemma != "for" or items[k].aside:
            continue
        at = k + 1
        while at < len(items) and items[at].lemma in ("the", "all", "our", "your", "a", "an", "both"):
            at += 1
        stop = at
        while stop < len(items) and items[stop].word is not None and stop - at < 3:
            item = items[stop]
            if item.lemma in FUNCTION:
                break
            if item.tags & _PERSONS and _plural(item.text, item.lemma):
                return lower_first(reading.span(at, stop + 1).of(reading.raw))
            stop += 1
    return _users_of_the_thing(reading)


_PERSONS = frozenset(("n:outsider", "n:insider", "h:outsider", "h:insider", "s:person"))
_REGULAR = frozenset(
    "customer client user member patient guest visitor student pupil tenant driver passenger donor volunteer "
    "supplier reader parent teacher resident seller buyer employee developer contributor nurse".split()
)


def _users_of_the_thing(reading: Reading) -> str:
    """Return "members" for "member survey": who uses the thing often stands before its name."""
    clause = reading.clause
    if clause.thing is None or clause.head is None:
        return ""
    before = [item.lemma for item in reading.items[clause.thing[0] : clause.head] if item.lemma in _REGULAR]
    return f"{before[-1]}s" if before else ""


def _plural(text: str, lemma: str) -> bool:
    low = text.lower()
    return low in ("people", "staff", "children", "women", "men") or (low.endswith("s") and low != lemma)


def suggestions(reading: Reading) -> list[Suggestion]:
    """Return at most three offers for the topic of a statement, each from another angle where possible.

    A topic counts only where the statement is about it: in what is done or made (around its head
    word, or as a phrase of several words), else in the verb itself ("recruit", "train").
    """
    topic, offers = _topic(reading)
    if not offers:
        return []
    angles = {offer.angle for offer in offers}
    more = [offer for offer in _from_catalogue(topic) if offer.angle not in angles]
    pool = [*offers, *more] if len(angles) < _MOST else offers
    chosen: list[Suggestion] = []
    for offer in pool:
        if offer.angle not in {c.angle for c in chosen}:
            chosen.append(offer)
    chosen += [offer for offer in pool if offer not in chosen]
    chosen = sorted(chosen[:_MOST], key=pool.index)
    who = audience(reading)
    return [_filled(offer, who) for offer in chosen] if who else chosen


def _filled(offer: Suggestion, who: str) -> Suggestion:
    """Put the author's own people into the blank for them."""
    return replace(offer, measure=_PEOPLE_BLANK.sub(lambda _: who, offer.measure, count=1))
