"""What several rules ask of a reading: the main number, a second aim, vague words."""

from __future__ import annotations

from collections.abc import Sequence

from okrcoach.language import Reading
from okrcoach.language.tokens import Item
from okrcoach.language.verbs import has_class
from okrcoach.model import Amount, AmountRole, Span

_MOVERS = frozenset(("v:up", "v:down", "v:reach", "v:maintain", "v:soft", "v:avoid"))
_JOINTS = ("and", "while", "plus", "&")
_RELATIVE = frozenset(["that", "which", "who", "where", "can", "could", "will", "so"])
#: Words for what the first half has brought: the second half is its last step.
_BACK = frozenset(["it", "them", "this", "these", "result", "results", "finding", "findings", "same"])
#: Verbs that open a remark on the statement and no second aim.
_REMARKS = frozenset(["measure", "see", "note", "track", "include", "count", "compare", "use"])
#: Things that no two people would count alike, whatever number stands beside them.
_ELUSIVE = frozenset(
    """
    bottleneck blocker friction hurdle inefficiency obstacle redundancy roadblock shortcoming silo weakness
    """.split()
)
_RESULTS = (AmountRole.TARGET, AmountRole.THRESHOLD, AmountRole.CHANGE)


def main_number(reading: Reading) -> Amount | None:
    """Return the number that says how far: target first, then change."""
    quantity = reading.quantity
    if quantity is None:
        return None
    return quantity.target or quantity.change


def compound_span(reading: Reading) -> Span | None:
    """Return the words at which a second, separate aim begins; None when there is one aim."""
    items, clause = reading.items, reading.clause
    results = [k for k, item in enumerate(items) if item.sighting is not None and item.sort != "date"]
    roles = dict(zip(results, (a.role for a in reading.amounts), strict=False))
    for k in range(clause.begin + 1, len(items) - 1):
        item = items[k]
        if item.aside:
            continue
        if item.text in (".", ";") and _new_sentence(reading, k):
            return reading.span(k, k + 2)
        if k >= clause.end - 1:
            continue
        joins = item.lemma in _JOINTS
        before = [r for i, r in roles.items() if i < k and r in _RESULTS]
        after = [
            r for i, r in roles.items() if i > k and (r in _RESULTS or items[i].sort in ("pct", "money"))
        ]
        if joins and before and after and not _same_measure(reading, k):
            return reading.span(k, min(k + 2, len(items)))
        comma = item.text == "," and bool(before and after)
        if (joins or comma or item.text == ";") and _new_verb(reading, k):
            return reading.span(k, k + 2)
    return None


def _new_verb(reading: Reading, k: int) -> bool:
    """Whether another thing to do begins behind the joint at ``k``."""
    items, clause = reading.items, reading.clause
    if clause.verb is None or clause.form != "imperative":
        return False
    object_begins = clause.verb + max(1, items[clause.verb].phrase)
    between = items[object_begins:k]
    if items[k - 1].text[:1].isupper() and items[k + 1].text[:1].isupper():
        # In a heading all words begin with a capital: nouns that are verbs as well can't be told apart.
        return False
    return (
        k > object_begins
        and _to_do(reading, k + 1)
        and not _helps(items[clause.verb].lemma, between)
        # "Attract, train and keep volunteers": verbs that share their object.
        and not all(
            item.is_mark or (item.form == "base" and has_class(item, "v") and not has_class(item, "n"))
            for item in between
        )
        # "A page on which guests can find and book rooms": what others do with the thing.
        and not any(item.lemma in _RELATIVE for item in between)
    )


def _helps(verb: str, between: Sequence[Item]) -> bool:
    """Whether somebody else does both: "Help teams plan and run ...", "Enable teams to plan and run ..."."""
    return verb in ("help", "let") or (
        verb in ("enable", "allow", "empower") and any(item.lemma == "to" for item in between)
    )


def _new_sentence(reading: Reading, k: int) -> bool:
    """Whether a second thing to do follows a full stop: "Publish the guide. Train all leads."."""
    items = reading.items
    nxt = items[k + 1]
    begins = nxt.text[:1].isupper() or items[k].text == ";"
    return k > 2 and begins and _to_do(reading, k + 1) and nxt.lemma not in _REMARKS


def _to_do(reading: Reading, k: int) -> bool:
    """Whether an imperative with an object of its own begins at ``k``; "and publish it" has none."""
    item = reading.items[k]
    after = [i.lemma for i in reading.items[k + 1 : k + 3] if i.word is not None]
    if after[:1] and (after[0] in _BACK or (after[0] == "the" and after[-1] in _BACK)):
        return False
    return (
        item.word is not None
        and has_class(item, "v")
        and item.form == "base"
        and _has_object(reading, k)
        and not (has_class(item, "n") and not _has_determiner(reading, k + 1))
    )


def _same_measure(reading: Reading, k: int) -> bool:
    """Whether the number follows the joint at once: "between 10 and 20"."""
    nxt = reading.items[k + 1] if k + 1 < len(reading.items) else None
    if _shares(reading, 0, k) and _shares(reading, k, len(reading.items)):
        return reading.items[k - 1].lemma == "between"
    return (
        nxt is None
        or nxt.sighting is not None
        or reading.items[k - 1].lemma in ("between",)
        or not any(
            item.tags
            & {
                "n:measure",
                "n:routine_measure",
                "n:time_measure",
                "n:problem",
                "n:vanity_measure",
                "n:outsider",
            }
            or item.tags & _MOVERS
            for item in reading.items[k + 1 :]
        )
    )


def _shares(reading: Reading, begin: int, end: int) -> bool:
    """Whether there is a share of something: "at least half of the guests", "30% of orders"."""
    items = reading.items
    return any(items[k].sort == "pct" and items[k + 1].lemma == "of" for k in range(begin, end - 1))


def _has_object(reading: Reading, verb: int) -> bool:
    after = verb + max(1, reading.items[verb].phrase)
    rest = [item for item in reading.items[after:] if item.word is not None]
    return any(has_class(item, "n") or len(item.lemma) > 3 for item in rest)


def _has_determiner(reading: Reading, k: int) -> bool:
    if k >= len(reading.items):
        return False
    item = reading.items[k]
    return item.sighting is not None or item.lemma in (
        "the",
        "a",
        "an",
        "our",
        "all",
        "new",
        "more",
        "every",
        "their",
        "at",
        "to",
    )


def vague_span(reading: Reading, *, praise: bool = False) -> Span | None:
    """Return the first word of the main clause that two readers would judge differently.

    ``praise`` counts as such a word where nothing is measured.
    """
    items, clause = reading.items, reading.clause
    tags = {"w:vague", "w:praise"} if praise else {"w:vague"}
    for k in range(clause.begin, clause.end):
        item = items[k]
        if item.word is not None and not item.aside and item.tags & tags:
            # "Call quality" alone names what is measured; "improve quality" promises something.
            if item.lemma != "quality" or clause.verb is not None:
                return reading.span(k, k + max(1, item.phrase))
    return None


def elusive_span(reading: Reading) -> Span | None:
    """Return the thing that is moved where no two people would count it alike ("bottlenecks")."""
    head = reading.clause.head
    if head is None:
        return None
    item = reading.items[head]
    return reading.span(head, head + 1) if item.lemma in _ELUSIVE else None
