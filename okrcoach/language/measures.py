"""Names what is measured, and builds the :class:`Quantity` of a statement."""

from __future__ import annotations

from dataclasses import replace

from okrcoach.language.clauses import Clause
from okrcoach.language.grammar import (
    AFTER_A_NUMBER,
    DOWN_NOUNS,
    ENDS_A_NOUN,
    FALLS,
    HOLD_WORDS,
    LEADING,
    RISES,
    STOPPING_MARKS,
    TRAILING,
    UP_NOUNS,
)
from okrcoach.language.pairs import Placed
from okrcoach.language.roles import Roles
from okrcoach.language.tokens import Item
from okrcoach.model import Amount, AmountRole, Direction, Part, Quantity, Span

#: Lengths of time, so that "800 ms" is less than "2.1 s".
_SECONDS = {
    "ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0, "week": 604800.0,
    "fortnight": 1209600.0, "month": 2629800.0, "quarter": 7889400.0, "year": 31557600.0,
}  # fmt: skip
_DOWNWARD = frozenset(("n:problem", "n:time_measure"))


def amounts_of(items: list[Item], roles: Roles) -> tuple[Amount, ...]:
    """Return the placed numbers as model values, in reading order; spans in the cleaned text."""
    made = []
    for p in roles.placed:
        seen = items[p.index].sighting
        assert seen is not None
        made.append(
            Amount(
                text=seen.text,
                span=Span(seen.start, seen.end),
                value=seen.value,
                high=seen.high,
                unit=seen.unit or "count",
                role=p.role,
                comparator=p.comparator,
            )
        )
    return tuple(made)


def _first(roles: Roles, *wanted: AmountRole) -> Placed | None:
    return next((p for p in roles.placed if p.role in wanted), None)


def quantity_of(
    text: str, items: list[Item], clause: Clause, roles: Roles, amounts: tuple[Amount, ...]
) -> Quantity | None:
    """Put measure, direction, numbers and deadline together; None when there is none of the first three."""
    by_index = {p.index: amount for p, amount in zip(roles.placed, amounts, strict=True)}
    picked = {
        "baseline": _first(roles, AmountRole.BASELINE),
        "target": _first(roles, AmountRole.TARGET, AmountRole.THRESHOLD, AmountRole.OWN_COUNT),
        "change": _first(roles, AmountRole.CHANGE),
    }
    if (
        picked["baseline"]
        and picked["target"]
        and picked["change"]
        and picked["change"].index > picked["target"].index
    ):
        picked["change"] = None
    parts = {name: by_index[p.index] if p else None for name, p in picked.items()}
    lower, at = parts["target"], picked["target"]
    if lower is not None and at is not None and items[at.index - 1].lemma == "between":
        upper = by_index.get(at.index + 2)
        if upper is not None:
            span = Span(lower.span.start, upper.span.end)
            parts["target"] = replace(lower, text=span.of(text), span=span, high=upper.value, unit=upper.unit)
    main = picked["target"] or picked["change"] or picked["baseline"]
    measure = _measure(text, items, clause, roles, main)
    direction = _direction(items, clause, parts["baseline"], parts["target"], parts["change"], measure)
    deadline = _part(text, roles.deadline)
    if main is None and measure is None:
        return None
    return Quantity(
        measure=measure,
        direction=direction,
        baseline=parts["baseline"],
        target=parts["target"],
        change=parts["change"],
        deadline=deadline,
        reference=_part(text, roles.reference),
    )


def _part(text: str, span: Span | None) -> Part | None:
    return Part(text=span.of(text), span=span) if span is not None else None


def _words(text: str, items: list[Item], begin: int, end: int) -> Part | None:
    """The words from item ``begin`` up to ``end`` without leading articles and trailing marks."""
    while begin < end and (items[begin].is_mark or items[begin].lemma in LEADING):
        begin += 1
    while end - begin > 2 and items[begin].lemma in ("number", "amount") and items[begin + 1].lemma == "of":
        begin += 2
        while begin < end and items[begin].lemma in LEADING:
            begin += 1
    while end > begin and (items[end - 1].is_mark or items[end - 1].lemma in TRAILING):
        end -= 1
    if begin >= end:
        return None
    span = Span(items[begin].start, items[end - 1].end)
    return Part(text=span.of(text), span=span)


def _stop(text: str, items: list[Item], begin: int, end: int, roles: Roles) -> int:
    """Where a measure's words end at the latest: the first number's marking, the deadline, a bracket."""
    opens = [p.opens for p in roles.placed if p.opens >= begin and p.role is not AmountRole.OTHER]
    stop = min([end, *opens])
    for k in range(begin, stop):
        item = items[k]
        if roles.deadline is not None and item.start >= roles.deadline.start:
            return k
        if roles.reference is not None and item.start >= roles.reference.start:
            return k
        if item.is_mark and item.text in STOPPING_MARKS:
            return k
        if (
            item.word is not None
            and item.lemma in ("while", "without", "so", "where", "which", "when")
            and k > begin
        ):
            return k
    return stop


def _measure(text: str, items: list[Item], clause: Clause, roles: Roles, main: Placed | None) -> Part | None:
    verb = clause.verb
    tags = items[verb].tags if verb is not None else frozenset()
    end = clause.end
    for k in range(clause.begin + 1, len(items) - 2):
        if items[k].lemma == "measure" and items[k + 1].lemma == "by" and main is not None and main.index > k:
            after = _after_number(items, main.index)
            return _words(
                text, items, after if main.index - k < 7 else k + 2, _noun_end(items, after, len(items))
            )
    if (
        main is not None
        and clause.form == "sentence"
        and clause.subject is not None
        and verb is not None
        and main.index >= verb
    ):
        return _words(
            text, items, clause.subject[0], _stop(text, items, clause.subject[0], clause.subject[1], roles)
        )
    if (
        main is not None
        and main.index < clause.begin + 5
        and clause.form in ("number_first", "sentence")
        and (verb is None or main.index < verb)
    ):
        after = _after_number(items, main.index)
        end = _long_end(items, after, max(end, after), verb)
        # "95% of new clients have a date within 5 days": the second number belongs to what is counted.
        return _words(text, items, after, _stop(text, items, after, end, replace(roles, placed=())))
    if verb is not None and clause.form in ("imperative", "gerund", "past"):
        begin = (
            clause.second_verb
            if clause.second_verb is not None
            and clause.second_verb < (clause.thing or (0, 0))[1]
            and clause.second_verb <= verb + 2
            else verb
        )
        begin += max(1, items[begin].phrase)
        stop = _stop(text, items, begin, max(end, begin), roles)
        found = _words(text, items, begin, stop)
        if (
            found is not None
            and items[begin].lemma == "within"
            and main is not None
            and main.index > begin + 1
        ):
            # "Answer within two days for 95% of letters": what is counted stands behind the share.
            found = None
        if found is None and main is not None and main.index >= begin:
            after = _after_number(items, main.index)
            phrase_end = _noun_end(items, after, max(end, after))
            found = _words(text, items, after, _stop(text, items, after, phrase_end, roles))
        if main is not None or found is None:
            return found
        if tags & {"v:up", "v:down", "v:soft", "v:avoid", "v:maintain", "v:watch"} and _has_measure(
            items, begin, stop
        ):
            return found
        return None
    if main is None and not _has_measure(items, clause.begin, end):
        return None
    stop = _stop(text, items, clause.begin, end, roles)
    if main is not None and stop <= clause.begin:
        after = _after_number(items, main.index)
        return _words(text, items, after, _stop(text, items, after, max(end, after), roles))
    return _words(text, items, clause.begin, stop)


def _has_measure(items: list[Item], begin: int, end: int) -> bool:
    return any(
        items[k].tags & {"n:measure", "n:routine_measure", "n:vanity_measure", "n:time_measure", "n:problem"}
        for k in range(begin, end)
    )


def _after_number(items: list[Item], i: int) -> int:
    k = i + 1
    while k < len(items) and (items[k].lemma in AFTER_A_NUMBER or items[k].text in ("+", "%", ")")):
        k += 1
    return k


def _noun_end(items: list[Item], begin: int, end: int) -> int:
    for k in range(begin, end):
        if k > begin and items[k].word is not None and items[k].lemma in ENDS_A_NOUN:
            return k
    return end


def _long_end(items: list[Item], begin: int, end: int, verb: int | None) -> int:
    """Stop at the preposition ("90% satisfaction on surveys"); a clause stays whole."""
    if verb is not None and verb >= begin:
        return end
    return _noun_end(items, begin, end)


def _rise(baseline: Amount, target: Amount) -> float:
    """How far the target lies above the baseline, in no unit to rely on; 0 where they can't be compared."""
    if baseline.value is None or target.value is None:
        return 0.0
    units = {baseline.unit, target.unit}
    if units <= set(_SECONDS):
        return target.value * _SECONDS[target.unit] - baseline.value * _SECONDS[baseline.unit]
    share = any(one.unit == "part" and one.value is not None and one.value < 1 for one in (baseline, target))
    alike = len(units) == 1 or ("count" in units and not share)
    return target.value - baseline.value if alike else 0.0


def _direction(
    items: list[Item],
    clause: Clause,
    baseline: Amount | None,
    target: Amount | None,
    change: Amount | None,
    measure: Part | None,
) -> Direction | None:
    tags = items[clause.verb].tags if clause.verb is not None else frozenset()
    lemmas = {item.lemma for item in items[clause.begin : clause.end]}
    if ("v:maintain" in tags and clause.verb is not None and items[clause.verb].lemma in HOLD_WORDS) or (
        "v:maintain" in tags and not tags & {"v:up", "v:down", "v:soft"} and baseline is None
    ):
        return Direction.HOLD
    if "v:down" in tags or "v:avoid" in tags:
        return Direction.DOWN
    if "v:up" in tags and "v:deliver" not in tags:
        return Direction.UP
    if baseline and target and (rise := _rise(baseline, target)):
        return Direction.UP if rise > 0 else Direction.DOWN
    if clause.verb is None and target is not None and measure is not None:
        told = {item.lemma for item in items if item.form == "s" and item.start >= measure.span.end}
        if told & (RISES | FALLS):
            return Direction.UP if told & RISES else Direction.DOWN
    if change is not None:
        if change.unit == "x" and change.value is not None and target is None:
            return Direction.DOWN if change.value < 1 else Direction.UP
        if change.text[:1] in "+-":
            return Direction.UP if change.text[0] == "+" else Direction.DOWN
        if lemmas & DOWN_NOUNS:
            return Direction.DOWN
        if lemmas & UP_NOUNS:
            return Direction.UP
    if "v:soft" in tags:
        falling = measure is not None and any(
            item.tags & _DOWNWARD for item in items if measure.span.start <= item.start < measure.span.end
        )
        return Direction.DOWN if falling else Direction.UP
    if target is not None:
        return Direction.REACH
    return None
