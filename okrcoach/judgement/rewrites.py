"""Offers the author's next words: rewrites with visible blanks, never with invented numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from okrcoach.data import HERE
from okrcoach.language import Reading
from okrcoach.language.catalogue import find_measures
from okrcoach.language.lexicon import lexicon
from okrcoach.model import Better, Direction, Span

BASELINE, TARGET, DATE, MEASURE = "<baseline>", "<target>", "<date>", "<measure>"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may change for people when a task of a certain topic is done well."""

    up: bool
    measure: str
    question: str


@lru_cache(maxsize=1)
def _topics() -> dict[str, list[tuple[tuple[str, ...], list[Suggestion]]]]:
    """First lemma of a topic -> its lemmas and what is suggested for it."""
    lemma = lexicon().lemma
    table: dict[tuple[str, ...], list[Suggestion]] = {}
    for line in (HERE / "suggestions.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        topics, direction, measure, question = line.split("\t")
        for topic in topics.split(","):
            words = tuple(lemma(w)[0] for w in topic.lower().replace("-", " ").replace("/", " ").split())
            table.setdefault(words, []).append(
                Suggestion(direction == "up", measure.strip(), question.strip())
            )
    by_first: dict[str, list[tuple[tuple[str, ...], list[Suggestion]]]] = {}
    for words, found in table.items():
        by_first.setdefault(words[0], []).append((words, found))
    for options in by_first.values():
        options.sort(key=lambda o: -len(o[0]))
    return by_first


def suggestions(reading: Reading) -> list[Suggestion]:
    """Return what is on offer for the topic of a statement, the most specific topic first.

    A topic counts only where the statement is about it: in what is done or made (around its head
    word, or as a phrase of several words), else in the verb itself ("recruit", "train").
    """
    items, clause = reading.items, reading.clause
    lemmas = [item.lemma if item.sighting is None else item.text.lower() for item in items]
    begin, end = clause.thing or (clause.begin, clause.end)
    spots = [*range(begin, end)] + ([clause.verb] if clause.verb is not None else [])
    found: list[tuple[bool, int, list[Suggestion]]] = []
    for i in spots:
        if items[i].is_mark:
            continue
        for words, offers in _topics().get(lemmas[i], ()):
            stop = i + len(words)
            if tuple(lemmas[i:stop]) == words and (
                i == clause.verb or len(words) > 1 or (clause.head is not None and i <= clause.head < stop)
            ):
                found.append((i == clause.verb, -len(words), offers))
                break
    return min(found, key=lambda f: f[:2])[2] if found else []


def deadline_words(reading: Reading) -> str:
    """Return " by June" as the author wrote it, else a blank for it."""
    deadline = _deadline(reading)
    return f" {deadline}" if deadline else f" by {DATE}"


def _deadline(reading: Reading) -> str:
    if reading.quantity is not None and reading.quantity.deadline is not None:
        words = reading.quantity.deadline.text
    else:
        dates = [k for k, item in enumerate(reading.items) if item.sort == "date"]
        if not dates or dates[-1] == 0:
            return ""
        before = reading.items[dates[-1] - 1]
        first = dates[-1] - 1 if before.lemma in ("by", "in", "before", "until") else dates[-1]
        words = reading.span(first, dates[-1] + 1).of(reading.raw)
    return (
        words
        if words[:1].islower() or words.lower().startswith(("by ", "in ", "before ", "until ", "within "))
        else f"by {words}"
    )


def from_to(measure: str, up: bool, reading: Reading) -> str:
    """Return "Raise <measure> from <baseline> to <target> by ..."."""
    return f"{'Raise' if up else 'Cut'} {measure} from {BASELINE} to {TARGET}{deadline_words(reading)}"


def thing_words(reading: Reading) -> str:
    """Return the author's words for what is made or done, "" when unknown; an article becomes "the"."""
    clause = reading.clause
    if (
        clause.thing is None
        or clause.form not in ("imperative", "gerund", "past")
        or clause.second_verb is not None
    ):
        return ""
    begin, end = clause.thing
    items = reading.items
    article = ""
    while begin < end and (
        items[begin].is_mark
        or items[begin].sighting is not None
        or items[begin].lemma in ("a", "an", "the", "our", "all", "for", "to", "with", "on", "of", "in")
    ):
        article = "the " if items[begin].lemma in ("a", "an", "the", "our") else article
        begin += 1
    while end > begin and (items[end - 1].is_mark or items[end - 1].sighting is not None):
        end -= 1
    return article + reading.span(begin, end).of(reading.raw) if begin < end else ""


def of_task(reading: Reading) -> tuple[str, ...]:
    """Rewrite a task as results that it may bring about."""
    made = []
    purpose = of_purpose(reading)
    if purpose:
        made.append(purpose)
    made += [from_to(s.measure, s.up, reading) for s in suggestions(reading)]
    if not made:
        thing = thing_words(reading)
        about = f"because of {thing}" if thing and len(thing) < 60 else "because of it"
        made.append(
            f"<who> who <do what differently> {about}: from {BASELINE} to {TARGET}{deadline_words(reading)}"
        )
    return tuple(dict.fromkeys(made))[:3]


def purpose_span(reading: Reading) -> Span | None:
    """Return the span of the purpose clause, its opener included."""
    if reading.clause.purpose is None:
        return None
    begin, end = reading.clause.purpose
    while end > begin and reading.items[end - 1].is_mark:
        end -= 1
    return reading.span(begin, end) if end > begin else None


#: What stands between a task and the words of its purpose.
_OPENERS = frozenset("to in order so that as we can will which thereby thus for help they".split())
_PROMOTED = frozenset(("v:up", "v:down", "v:soft", "v:reach", "v:avoid"))


def of_purpose(reading: Reading) -> str:
    """Promote the purpose of a task to the statement itself.

    "to cut churn by 5%" -> "Cut churn by 5% ..."; "so that drivers feel respected" -> "Share of
    drivers who feel respected: from <baseline> to <target> ...". "" where neither fits.
    """
    if reading.clause.purpose is None:
        return ""
    begin, end = reading.clause.purpose
    items = reading.items
    somebody = items[begin].lemma == "so"
    while begin < end and items[begin].lemma in _OPENERS:
        begin += 1
    while end > begin and items[end - 1].is_mark:
        end -= 1
    if end - begin < 2:
        return ""
    verb = items[begin]
    if somebody and verb.tags & {"n:outsider", "n:insider", "s:person"}:
        who = reading.span(begin, begin + max(1, verb.phrase)).of(reading.raw)
        what = reading.span(begin + max(1, verb.phrase), end).of(reading.raw)
        return f"Share of {who} who {what}: from {BASELINE} to {TARGET}{deadline_words(reading)}"
    if not verb.tags & _PROMOTED or verb.form != "base":
        return ""
    words = reading.span(begin, end).of(reading.raw)
    words = words[:1].upper() + words[1:]
    sorts = {item.sort for item in items[begin:end] if item.sort}
    if not sorts - {"date"}:
        words += f" from {BASELINE} to {TARGET}"
    return words if "date" in sorts else words + deadline_words(reading)


def with_target(reading: Reading) -> tuple[str, ...]:
    """Complete a direction without numbers."""
    measure = plain_measure(reading)
    if reading.quantity is None or not measure:
        return (f"{MEASURE}: from {BASELINE} to {TARGET}{deadline_words(reading)}",)
    return (f"{_verb(reading)} {lower_first(measure)} from {BASELINE} to {TARGET}{deadline_words(reading)}",)


def _verb(reading: Reading) -> str:
    """Raise, cut or bring: as the author says, else as is better for the measure in the catalogue."""
    direction = reading.quantity.direction if reading.quantity is not None else None
    if direction in (None, Direction.REACH) and (found := find_measures(reading)):
        return {Better.UP: "Raise", Better.DOWN: "Cut", Better.RANGE: "Bring"}[found[0].measure.better]
    return {Direction.DOWN: "Cut", Direction.UP: "Raise"}.get(direction or Direction.REACH, "Bring")


def with_baseline(reading: Reading) -> tuple[str, ...]:
    """Add a visible blank for the starting point."""
    quantity = reading.quantity
    if quantity is None:
        return ()
    noted = f"{reading.raw.strip().rstrip('.')} (today: {BASELINE})"
    measure = plain_measure(reading)
    if not measure or quantity.direction not in (Direction.UP, Direction.DOWN):
        return (noted,)
    opening = f"{_verb(reading)} {lower_first(measure)} from {BASELINE} to "
    if quantity.target is not None:
        return (f"{opening}{quantity.target.text}{deadline_words(reading)}",)
    return (f"{opening}{TARGET}{deadline_words(reading)}", noted)


def of_heartbeat(reading: Reading) -> tuple[str, ...]:
    """Keep it as a heartbeat with a range, or make it a result."""
    if "no" in reading.clause.leads or reading.tags_in(0, len(reading.items)) & {"v:conduct"}:
        return ("Heartbeat, watched weekly: how often this was missed, at most <number> times a month",)
    measure = plain_measure(reading)
    if not measure:
        return (f"Heartbeat, watched weekly: {MEASURE} between <lowest> and <highest> acceptable",)
    low = lower_first(measure)
    return (
        f"Heartbeat, watched weekly: {low} between <lowest> and <highest> acceptable",
        f"Move {low} from {BASELINE} to {TARGET}{deadline_words(reading)}",
    )


def plain_measure(reading: Reading) -> str:
    """Return the measure where it is short and a noun phrase that fits into another sentence, else ""."""
    quantity = reading.quantity
    if quantity is None or quantity.measure is None or len(quantity.measure.text) > 70:
        return ""
    span = quantity.measure.span
    inside = [i for i in reading.items if span.start <= reading.cleaned.back(i.start, i.end).start < span.end]
    wordy = any(
        i.lemma in ("be", "have", "do", "that", "which", "who", "and", "or", ",", "not", "no")
        or i.form in ("ing", "ed")
        for i in inside[1:]
    )
    return "" if wordy or reading.clause.second_verb is not None else quantity.measure.text


def lower_first(words: str) -> str:
    """Lower the first letter unless the first word is a name or an abbreviation."""
    head = words.split(" ", 1)[0]
    return (
        words
        if head[1:] != head[1:].lower() or (len(head) == 1 and head != "A")
        else words[:1].lower() + words[1:]
    )
