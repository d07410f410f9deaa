"""The same set in both schools of heartbeat: kept apart as health metrics, or folded into the goals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from okrcoach.judgement.heartbeats import Belongs, Sorted, Sorting
from okrcoach.judgement.ranges import HIGHEST, LOWEST, measure_of
from okrcoach.judgement.rule import Seen, SeenGroup
from okrcoach.judgement.sources import cite
from okrcoach.language.lexicon import FUNCTION
from okrcoach.language.tokens import Item
from okrcoach.model import Source

_TO_HOLD = (Belongs.HEARTBEAT, Belongs.GUARDRAIL)
#: Words too common in goals to say that two lines are about the same thing.
_COMMON = frozenset(
    """
    rate time number share level score percent average day week month quarter year customer user team
    first right person people current good well high low more less most least page show make
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a view."""

    #: How people refer to it.
    id: str
    #: The author's words.
    text: str
    #: What this view adds to them: the range of a heartbeat, or a guardrail clause that begins with "while".
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An objective with what this view puts under it; no words where the author wrote no objective."""

    id: str
    text: str
    rows: tuple[Row, ...]
    #: Guardrail clauses that hold for the goal as a whole.
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole set as one school would write it."""

    title: str
    #: Why this school writes it so, what it costs, and who sees it otherwise.
    argument: str
    price: str
    goals: tuple[Goal, ...]
    #: Heading of what stands beside the goals, and that.
    apart_title: str
    apart: tuple[Row, ...]
    sources: tuple[Source, ...]


def separate(sorting: Sorting) -> View:
    """Return the set after Wodtke and GitLab: what is to change, and apart from it what must stay healthy."""
    okrs = {id(m.seen): m for m in sorting.of(Belongs.OKR)}
    held = sorting.of(*_TO_HOLD)
    return View(
        title="Apart: key results, and health metrics beside them",
        argument=(
            "Key results say what is to be different at the end of the cycle; what recurs is watched in a "
            "short list of its own. The goals stay few, and the routine keeps its dignity and its alarm."
        ),
        price="Two lists compete for the same day: say which one wins when they pull apart.",
        goals=tuple(
            Goal(
                id=_id(group),
                text=_text(group),
                rows=tuple(_row(s) for s in group.key_results if id(s) in okrs),
            )
            for group in sorting.whole.groups
        ),
        apart_title="Health metrics",
        apart=tuple(
            Row(
                id=m.id,
                text=_flat(m.seen.statement.text),
                added=(_range_words(m),) if _range_words(m) else (),
            )
            for m in held
        ),
        sources=(
            cite("wodtke-square", "Keep a few health metrics to protect while the OKR is pushed."),
            cite("wodtke-rf", "Health metrics are few, and shown as red, yellow or green."),
            cite("gitlab-okr", "OKRs are what is different this quarter; what recurs is a KPI."),
        ),
    )


def unified(sorting: Sorting) -> View:
    """Return the set after Gothelf: what is to be held becomes a clause of the goal that it serves."""
    okrs = {id(m.seen) for m in sorting.of(Belongs.OKR)}
    by_line: dict[int, list[str]] = {}
    by_group: dict[int, list[str]] = {}
    apart: list[Row] = []
    aims = {id(group.aim) for group in sorting.whole.groups}
    for measure in sorting.of(*_TO_HOLD):
        if id(measure.seen) in aims:
            continue  # it stands there as the goal already
        line, group = _home(measure, sorting, okrs)
        if line is not None:
            by_line.setdefault(id(line), []).append(clause(measure))
        elif group is not None:
            by_group.setdefault(id(group), []).append(clause(measure))
        else:
            apart.append(Row(id=measure.id, text=_flat(measure.seen.statement.text)))
    return View(
        title="Together: what is held becomes a clause of the goal",
        argument=(
            "A team with two sets of numbers has to choose between them every day, and two halves of it may "
            "each win at the other's cost. What is held is a feature of the goal, so it is said in the goal."
        ),
        price="Goals grow longer, and steady work without a goal of its own finds no home here.",
        goals=tuple(
            Goal(
                id=_id(group),
                text=_text(group),
                rows=tuple(_row(s, by_line.get(id(s), ())) for s in group.key_results if id(s) in okrs),
                added=tuple(by_group.get(id(group), ())),
            )
            for group in sorting.whole.groups
        ),
        apart_title="Which of the goals do these serve?",
        apart=tuple(apart),
        sources=(
            cite(
                "gothelf-2021", "Two sets of success metrics compete; routine goals are features of the OKR."
            ),
            cite(
                "gothelf-reply",
                "Heartbeats do fit stability work; everybody with key results is too much salt.",
            ),
        ),
    )


def clause(measure: Sorted) -> str:
    """Return "while keeping first-response time at 2 hours or less", in the author's words as far as they go.

    Ends that the author left open are the blanks ``<lowest>`` and ``<highest>``.
    """
    seen = measure.seen
    reading, built = seen.reading, seen.reading.clause
    items = reading.items
    verb = items[built.verb] if built.verb is not None else None
    tail = _tail(measure)
    if (
        verb is not None
        and built.form == "imperative"
        and "v:maintain" in verb.tags
        and built.verb is not None
    ):
        if built.verb + 1 < len(items):
            rest = reading.span(built.verb + 1, len(items)).of(reading.raw)
            return f"while {_gerund(verb.lemma)} {_flat(rest)}{tail}"
    if "ensure" in built.leads and items:
        return f"while ensuring {_lower(seen, reading.span(built.begin, len(items)).of(reading.raw))}{tail}"
    if built.form == "sentence" and verb is not None and not built.passive and _is_finite(verb):
        return f"while {_lower(seen, reading.span(built.begin, len(items)).of(reading.raw))}{tail}"
    if built.form == "noun_phrase" and (held := _held(measure)):
        return f"while keeping {_lower(seen, held)}"
    return f"while this holds: \u201c{_flat(seen.statement.text)}\u201d{tail}"


def _tail(measure: Sorted) -> str:
    """Return the range in brackets where the words themselves hold none and there is something to measure."""
    if any(a.value is not None for a in measure.seen.reading.amounts):
        return ""
    if measure.accepted is not None:
        return f" ({measure.accepted.words})"
    if measure_of(measure.seen) is not None:
        return f" (between {LOWEST} and {HIGHEST})"
    return ""


def _is_finite(verb: Item) -> bool:
    """Whether it is surely the verb of a sentence: "newsletters read per user" is none."""
    return verb.text.lower().endswith("s") or verb.lemma in ("be", "have") or "v:maintain" in verb.tags


def _held(measure: Sorted) -> str:
    """Return a noun phrase with its range as it follows "keeping"; "" where that would not be English."""
    reading = measure.seen.reading
    items, begin = reading.items, reading.clause.begin
    number = next((k for k in range(begin, len(items)) if items[k].sighting is not None), len(items))
    end = number
    while end > begin and (
        items[end - 1].is_mark or items[end - 1].lemma in FUNCTION or items[end - 1].lemma in _BOUNDS
    ):
        end -= 1
    if end == begin:
        return ""
    if end < number < len(items) and not any(item.is_mark for item in items[end:number]):
        # "Complaints below 20 a month": the author's own words say it all.
        return _flat(reading.span(begin, len(items)).of(reading.raw))
    if measure.accepted is None and measure_of(measure.seen) is None and end - begin > _SHORT:
        return ""  # "The till balances at every count" looks like a noun phrase, and is none
    words = measure.accepted.words if measure.accepted is not None else f"between {LOWEST} and {HIGHEST}"
    return f"{_flat(reading.span(begin, end).of(reading.raw))} {words}"


#: So many words are surely a noun phrase.
_SHORT = 4
_BOUNDS = frozenset(
    """
    at least most more less than above below under over between from to up no max min higher lower fewer
    longer later
    """.split()
)


def _gerund(lemma: str) -> str:
    return f"{lemma[:-1]}ing" if lemma.endswith("e") and not lemma.endswith("ee") else f"{lemma}ing"


def _lower(seen: Seen, text: str) -> str:
    """Begin small where the first word is a word of the language, not a name or an abbreviation."""
    flat = _flat(text)
    first = seen.reading.items[seen.reading.clause.begin]
    known = bool(first.tags) or first.lemma in FUNCTION
    return flat[:1].lower() + flat[1:] if known and not flat[1:2].isupper() else flat


def _home(measure: Sorted, sorting: Sorting, okrs: set[int]) -> tuple[Seen | None, SeenGroup | None]:
    """Return the key result that a held measure is to be said with, or else the goal it serves."""
    groups = sorting.whole.groups
    for group in groups:
        for line in group.key_results:
            if id(line) in okrs and line.statement.id and line.statement.id in measure.guards:
                return line, None
    for group in groups:
        if any(line is measure.seen for line in group.key_results):
            return None, group
    if len(groups) == 1:
        return None, groups[0]
    nearness = [len(_topics(measure.seen) & _group_topics(group)) for group in groups]
    most = max(nearness, default=0)
    if most == 0 or nearness.count(most) > 1:
        return None, None
    return None, groups[nearness.index(most)]


def _topics(seen: Seen) -> frozenset[str]:
    """Return the words that a line is about, and the topics that the catalogue knows its measure by."""
    measure = measure_of(seen)
    words = {
        item.lemma
        for k, item in enumerate(seen.reading.items)
        if item.word is not None and item.sighting is None and len(item.lemma) > 3
        and k != seen.reading.clause.verb
    }  # fmt: skip
    return frozenset(words | set(measure.topics if measure is not None else ())) - FUNCTION - _COMMON


def _group_topics(group: SeenGroup) -> frozenset[str]:
    lines: Sequence[Seen] = (*((group.aim,) if group.aim is not None else ()), *group.key_results)
    return frozenset().union(*(_topics(line) for line in lines))


def _range_words(measure: Sorted) -> str:
    """Return the range of a health metric where its words hold none, with blanks for open ends."""
    if measure.accepted is None:
        return f"{LOWEST} to {HIGHEST}"
    has_number = any(a.value is not None for a in measure.seen.reading.amounts)
    return "" if has_number else measure.accepted.words


def _row(seen: Seen, added: Sequence[str] = ()) -> Row:
    return Row(id=seen.statement.id, text=_flat(seen.statement.text), added=tuple(added))


def _id(group: SeenGroup) -> str:
    return group.objective.statement.id


def _text(group: SeenGroup) -> str:
    return _flat(group.objective.statement.text)


def _flat(text: str) -> str:
    return re.sub(r"[\s.;,:]+$", "", " ".join(text.split()))
