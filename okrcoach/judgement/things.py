"""What a statement makes, has or keeps, as far as its place as objective or key result decides about it."""

from __future__ import annotations

from okrcoach.judgement.cues import thing_class
from okrcoach.language import Reading
from okrcoach.language.grammar import PREPOSITIONS
from okrcoach.model import Span

#: Means to an end that the lists of things do not hold, as nouns.
_MEANS = frozenset(
    """
    app approach blueprint concept course dashboard framework guideline handbook mechanism method methodology
    model mvp plan platform playbook policy practice procedure process program programme project prototype
    roadmap routine rule scheme solution standard strategy system template tool toolkit
    """.split()
)
#: What these verbs bring is a thing of the team's own, known or not.
_LAUNCHES = frozenset(
    "launch relaunch ship release deploy install introduce implement publish rebrand pilot roll-out".split()
)
_NO_THINGS = ("own_activity", "outsider", "insider", "quality", "theme", "problem", "person")
_KEEPS = frozenset(["maintain", "keep", "sustain", "preserve", "uphold", "stay", "remain", "retain"])
#: Here the object ends and something is told about it.
_RELATIVE = frozenset(["that", "which", "who", "where", "when", "so", "can", "could", "will"])


def keeps(reading: Reading) -> bool:
    """Whether the main verb holds on to what there is: "Maintain ...", "Stay ..."."""
    items, clause = reading.items, reading.clause
    if clause.verb is None or clause.verb != clause.begin or clause.form not in ("imperative", "gerund"):
        return False
    following = items[clause.verb + 1 : clause.verb + 2]
    return items[clause.verb].lemma in _KEEPS and not any(item.form == "ing" for item in following)


def names_thing(reading: Reading) -> bool:
    """Whether the statement is only the name of a thing: "Members' portal"."""
    clause = reading.clause
    if clause.verb is not None or clause.head is None or clause.thing is None:
        return False
    kind = thing_class(reading.items[clause.head].tags)
    return "n:deliverable" in reading.tags_in(*clause.thing) and kind not in _NO_THINGS[:3]


def makes_thing(reading: Reading, *, sure: bool) -> bool:
    """Whether the statement is about making a thing one can point to.

    Whatever is launched is one. ``sure``: the statement has been judged a task, so a listed thing
    anywhere in its object is enough.
    """
    items, clause = reading.items, reading.clause
    if clause.verb is None or clause.head is None or clause.thing is None or clause.subject is not None:
        return False
    verb, head = items[clause.verb], items[clause.head]
    # "Open a shop" may be a task, "open minds" is none: light verbs count where the verdict is clear.
    if "v:deliver" not in verb.tags or "v:soft" in verb.tags or ("v:light" in verb.tags and not sure):
        return False
    kind = thing_class(head.tags)
    if head.lemma in _MEANS or kind == "deliverable":
        return True
    if kind in _NO_THINGS or items[clause.thing[0]].lemma in PREPOSITIONS:
        return False
    name = "-".join(item.lemma for item in items[clause.verb : clause.verb + max(1, verb.phrase)])
    return name in _LAUNCHES or (sure and "n:deliverable" in reading.tags_in(*clause.thing))


def has_made(reading: Reading) -> bool:
    """Whether it says "we have <made> ...", with a verb of making."""
    items, verb = reading.items, reading.clause.verb
    if verb is None or verb == 0 or items[verb].form != "ed" or "v:deliver" not in items[verb].tags:
        return False
    return any(item.lemma == "have" for item in items[max(0, verb - 2) : verb])


def owned_thing(reading: Reading) -> Span | None:
    """Return the thing that "we have (made)": a plan, a standard, a tool; None for a state."""
    items = reading.items
    for k in range(1, len(items) - 1):
        if items[k].lemma != "have" or items[k - 1].lemma != "we":
            continue
        for i in range(k + 1, len(items)):
            item = items[i]
            if item.lemma in _RELATIVE or item.text in (".", ";"):
                break
            if item.lemma in _MEANS or "n:deliverable" in item.tags:
                begin = k + 2 if has_made(reading) and i > k + 1 else k + 1
                return reading.span(begin, i + max(1, item.phrase))
    return None
