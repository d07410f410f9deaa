"""What several rules ask of a reading: the main number, a second aim, vague words."""

from __future__ import annotations

from okrcoach.language import Reading
from okrcoach.language.verbs import has_class
from okrcoach.model import Amount, AmountRole, Span

_MOVERS = frozenset(("v:up", "v:down", "v:reach", "v:maintain", "v:soft", "v:avoid"))
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
    for k in range(clause.begin + 1, clause.end - 1):
        item, nxt = items[k], items[k + 1]
        if item.aside:
            continue
        joins = item.lemma in ("and", "while", "plus", "&") or item.text in (";", ".")
        if not joins:
            continue
        before = [r for i, r in roles.items() if i < k and r in _RESULTS]
        after = [
            r for i, r in roles.items() if i > k and (r in _RESULTS or items[i].sort in ("pct", "money"))
        ]
        if before and after and item.lemma in ("and", "while", "plus", "&") and not _same_measure(reading, k):
            return reading.span(k, min(k + 2, len(items)))
        if (
            nxt.word is not None
            and has_class(nxt, "v")
            and nxt.form == "base"
            and clause.verb is not None
            and k > clause.verb + max(1, items[clause.verb].phrase)
            and clause.form == "imperative"
            and _has_object(reading, k + 1)
            and not (has_class(nxt, "n") and not _has_determiner(reading, k + 2))
        ):
            return reading.span(k, k + 2)
    return None


def _same_measure(reading: Reading, k: int) -> bool:
    """Whether the number follows the joint at once: "between 10 and 20"."""
    nxt = reading.items[k + 1] if k + 1 < len(reading.items) else None
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


def _has_object(reading: Reading, verb: int) -> bool:
    rest = [item for item in reading.items[verb + 1 : reading.clause.end] if item.word is not None]
    return any(has_class(item, "n") or len(item.lemma) > 4 for item in rest)


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


def vague_span(reading: Reading) -> Span | None:
    """Return the first word of the main clause that two readers would judge differently."""
    items, clause = reading.items, reading.clause
    for k in range(clause.begin, clause.end):
        item = items[k]
        if item.word is not None and not item.aside and "w:vague" in item.tags:
            return reading.span(k, k + max(1, item.phrase))
    return None
