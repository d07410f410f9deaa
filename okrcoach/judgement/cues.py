"""Turns a reading into named cues: signs that a coach would point at.

A cue says *that* something is there; how much it weighs for which kind is learned and lies in
``data/weights``. The name carries what the sign is about ("count of own output", "target on a
measure"), because a sum of weights cannot know that a number on one's own activity proves nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from okrcoach.language import Reading
from okrcoach.language.tokens import Item
from okrcoach.model import AmountRole

#: Classes a thing can have, the most telling first.
_THINGS = (
    "own_activity", "vanity_measure", "routine_measure", "time_measure", "measure", "problem", "deliverable",
    "quality", "outsider", "insider", "theme",
)  # fmt: skip
_SHAPES = (("s:person", "person"), ("s:quality", "state"), ("s:act", "act"), ("s:praise", "adjective"))
#: Verb classes that a team can do by itself, that move a level, that reach or are granted, ...
_GROUPS = (
    ("keep", ("maintain", "watch", "conduct")),
    ("move", ("up", "down", "avoid")),
    ("soft", ("soft",)),
    ("grant", ("counterparty", "obtain", "reach")),
    ("output", ("deliver", "activity", "decide", "complete", "staff")),
    ("aspire", ("aspire",)),
    ("light", ("light",)),
    ("choice", ("respond",)),
)
#: Praise and qualities beside one of these describe a thing; they make no aspiration of it.
_MUTING = ("deliverable", "own_activity", "like_deliverable", "like_own_activity")
_STANDING_LEMMAS = frozenset(["never", "always", "every", "each", "daily", "weekly", "monthly"])


#: Signs by name, each with the items it rests on; begin and end are equal when no single word carries it.
Signs = dict[str, tuple[int, int]]


class Add(Protocol):
    """Collects a cue."""

    def __call__(self, name: str, begin: int = 0, end: int = 0) -> None:
        """Note the cue unless one of that name is there."""


@lru_cache(maxsize=4096)
def thing_class(tags: frozenset[str]) -> str:
    """Return the most telling class of a noun phrase's classes."""
    for name in _THINGS:
        if "n:" + name in tags:
            return name
    for name in _THINGS:
        if "h:" + name in tags:
            return "like_" + name
    for tag, name in _SHAPES:
        if tag in tags:
            return name
    return "unknown"


def _verb_classes(item: Item, voice: str) -> tuple[str, ...]:
    """Classes of a verb where it stands; "respond" is what others do, so it needs a subject."""
    if item.lemma in ("be", "have", "do"):
        return (item.lemma if item.word is not None and item.form != "s" else item.lemma + "_s",)
    classes = [t[2:] for t in item.tags if t[0] == "v"]
    if voice == "do" and len(classes) > 1 and "respond" in classes:
        classes.remove("respond")
    return tuple(sorted(classes)) or ("unknown",)


def _voice(reading: Reading) -> str:
    return "passive" if reading.clause.passive else "said" if reading.clause.form == "sentence" else "do"


def verb_group(reading: Reading) -> str:
    """Return what sort of doing the statement is about; its form where it has no verb."""
    clause = reading.clause
    if clause.verb is None:
        return clause.form
    voice = _voice(reading)
    classes = _verb_classes(reading.items[clause.verb], voice)
    if voice != "do":
        return f"{voice}_{'choice' if 'respond' in classes else 'other'}"
    # Of several classes the one that several lists agree on least ambiguously decides: output before move.
    if "deliver" in classes or "activity" in classes:
        return "output"
    return next(
        (group for group, members in _GROUPS if any(c in members for c in classes)),
        "be" if classes[0] == "be" else "unknown",
    )


def find_cues(reading: Reading) -> Signs:
    """Return the cues of a reading in a stable order."""
    items, clause = reading.items, reading.clause
    cues: Signs = {}

    def add(name: str, begin: int = 0, end: int = 0) -> None:
        if name not in cues:
            cues[name] = (begin, end)

    n = len(items)
    form = clause.form
    add("form:" + form)
    for lead in clause.leads:
        add("lead:" + lead, 0, min(clause.begin, n))
    group = verb_group(reading)
    verb = clause.verb
    add("does:" + group, *((verb, verb + max(1, items[verb].phrase)) if verb is not None else (0, 0)))
    thing_tags = frozenset[str]()
    if clause.head is not None:
        thing_tags = items[clause.head].tags
    thing = thing_class(thing_tags) if clause.head is not None else "none"
    whole = thing
    if clause.thing is not None:
        begin, end = clause.thing
        tags = reading.tags_in(begin, end)
        whole = thing_class(tags)
        add(f"thing:{thing}", *((clause.head, clause.head + 1) if clause.head is not None else (begin, end)))
        add(
            f"{group}>{thing}", *((clause.head, clause.head + 1) if clause.head is not None else (begin, end))
        )
        if whole != thing:
            add("in_thing:" + whole, begin, end)
        for tag in ("w:praise", "w:vague"):
            if tag in tags:
                add(f"{tag[2:]}@{thing}", begin, end)
    _verb_cues(reading, thing, add)
    _number_cues(reading, thing, group, add)
    _word_cues(reading, thing, group, add)
    for name, span in (("purpose", clause.purpose), ("means", clause.means)):
        if span is not None:
            add(f"{name}@{form if form in ('imperative', 'noun_phrase') else 'other'}", *span)
            if any(items[k].sighting is not None and items[k].sort != "date" for k in range(*span)):
                add(name + ":number", *span)
    if reading.quantity is not None and reading.quantity.deadline is not None:
        add("deadline@" + form)
    words = sum(1 for item in items if item.word is not None)
    add("length:" + ("1-3" if words < 4 else "4-7" if words < 8 else "8-14" if words < 15 else "15+"))
    return cues


def _verb_cues(reading: Reading, thing: str, add: Add) -> None:
    items, clause = reading.items, reading.clause
    if clause.verb is None:
        return
    v = clause.verb
    at = (v, v + max(1, items[v].phrase))
    voice = _voice(reading)
    for name in _verb_classes(items[v], voice):
        add(f"verb:{voice}:{name}", *at)
        add(
            f"verb:{voice}:{name}>{thing}",
            at[0],
            (clause.head or v) + 1 if (clause.head or v) >= v else at[1],
        )
    if clause.second_verb is not None:
        for name in _verb_classes(items[clause.second_verb], "do"):
            add("also:" + name, clause.second_verb, clause.second_verb + 1)
    if clause.subject is not None:
        begin, end = clause.subject
        who = thing_class(reading.tags_in(begin, end))
        add("who:" + who, begin, end)
        for name in _verb_classes(items[v], voice):
            add(f"who:{who}>{name}", begin, at[1])


def _number_cues(reading: Reading, thing: str, group: str, add: Add) -> None:
    items, clause = reading.items, reading.clause
    spots = [k for k, item in enumerate(items) if item.sighting is not None and item.sort != "date"]
    if not reading.amounts:
        add(f"number:none@{group}")
        return
    roles = []
    for k, amount in zip(spots, reading.amounts, strict=False):
        counted = thing
        if amount.role in (AmountRole.TARGET, AmountRole.THRESHOLD, AmountRole.OWN_COUNT):
            counted = _counted(items, k) or thing
        role = amount.role.value
        roles.append(role)
        if role == "other":
            add("number:other", k, k + 1)
            continue
        unit = "%" if amount.unit in ("%", "points") else "time" if items[k].sort == "time" else items[k].sort
        add(f"{role}:{unit}", k, k + 1)
        add(f"{role}@{counted}", k, k + 1)
        add(f"{role}@{group}", k, k + 1)
        if amount.comparator:
            add(f"bound:{amount.comparator[0]}@{clause.form}", max(0, k - 1), k + 1)
        if amount.value is None:
            add("number:blank", k, k + 1)
        if amount.unit == "%" and amount.value in (100.0, 0.0) and role != "change":
            add(f"absolute:{int(amount.value)}", k, k + 1)
    if "baseline" in roles and ("target" in roles or "threshold" in roles):
        add(f"from_to@{thing}")
    elif "baseline" not in roles and "change" not in roles and ("target" in roles or "threshold" in roles):
        add(f"level_only@{group}")


def _counted(items: tuple[Item, ...], i: int) -> str:
    """Class of what the number at ``i`` counts, "" when nothing follows it."""
    tags: set[str] = set()
    for k in range(i + 1, min(i + 7, len(items))):
        item = items[k]
        if item.word is None and item.sighting is None:
            if item.text in ("%", "+", '"'):
                continue
            break
        if item.sighting is not None:
            break
        if item.word is not None and item.word.lower in ("of", "the", "all", "our", "more") and not tags:
            continue
        if item.word is not None and item.word.lower in (
            "of",
            "in",
            "for",
            "to",
            "by",
            "with",
            "on",
            "at",
            "from",
            "that",
            "and",
            "or",
            "per",
            "who",
            "is",
            "are",
            "within",
        ):
            break
        tags |= {t for t in item.tags if t[0] in "nsh"}
    return thing_class(frozenset(tags)) if tags else ""


def _zone(reading: Reading, k: int) -> str:
    """Where a word stands: what is done or named itself, behind it, outside the main clause, in brackets."""
    clause = reading.clause
    if reading.items[k].aside:
        return "aside"
    if clause.thing is not None and clause.thing[0] <= k < clause.thing[1]:
        return "thing"
    if clause.subject is not None and clause.subject[0] <= k < clause.subject[1]:
        return "subject"
    return "main" if clause.begin <= k < clause.end else "rest"


def _word_cues(reading: Reading, thing: str, group: str, add: Add) -> None:
    items, clause = reading.items, reading.clause
    muted = thing in _MUTING
    for k, item in enumerate(items):
        if item.word is None:
            continue
        where = _zone(reading, k)
        for tag in item.tags:
            if tag[0] == "w" and tag not in ("w:purpose", "w:means"):
                add(f"{tag[2:]}:{'on_deliverable' if muted and tag == 'w:praise' else where}", k, k + 1)
            elif tag == "n:quality" or tag == "n:theme":
                add(f"{tag[2:]}:{'on_deliverable' if muted else where}", k, k + 1)
                add(f"{tag[2:]}@{group}", k, k + 1)
            elif tag in (
                "n:measure",
                "n:routine_measure",
                "n:vanity_measure",
                "n:time_measure",
                "n:problem",
                "n:outsider",
                "n:deliverable",
            ):
                add(f"has:{tag[2:]}:{where}", k, k + 1)
                add(f"has:{tag[2:]}@{group}", k, k + 1)
            elif tag == "v:conduct":
                add("conduct:" + where, k, k + 1)
            elif tag == "v:maintain" and k != clause.verb:
                add("keep:" + where, k, k + 1)
        if item.lemma in _STANDING_LEMMAS:
            add("every:" + where, k, k + 1)
        if (
            item.lemma in ("complete", "done", "live", "finish", "ready", "place")
            and item.form in ("base", "ed")
            and k == len(items) - 1
        ):
            add("ends:done", k, k + 1)
