"""The tests behind the rules about the mix of a set: early and late, money and people, push and guard."""

from __future__ import annotations

from okrcoach.judgement.gist import found_measure, measured, measures_in, outcomes, shown, way
from okrcoach.judgement.rule import SKIPPED, Hit, Outcome, Seen, SeenSet
from okrcoach.language import Reading, read
from okrcoach.language.catalogue import Found
from okrcoach.model import Kind, Lens, Measure, MeasureRole, Timing

#: So many measures have to be known, and so much of the set, before its mix is spoken of.
_LEAST = 3
_MOST_OF_IT = 0.75
_MONEY = frozenset(
    """
    revenue profit margin cost sale turnover cash budget spend expense income ebitda ebit mrr arr earnings
    price payable receivable fee
    """.split()
)
#: Among the team's measures, those about people: for them they are results, not telemetry.
_ABOUT_PEOPLE = frozenset(
    """
    hr people staff employee employees culture wellbeing hiring recruiting recruitment engagement safety
    health learning training volunteers care satisfaction
    """.split()
)
_OUTSIDE = frozenset("n:outsider n:vanity_measure".split())
_ANYBODY = frozenset("people everyone everybody anybody anyone somebody".split())
#: Outsiders who may as well be the firm itself or a thing.
_NOBODY = frozenset(("company", "account", "organisation", "organization"))
_KEEPS = frozenset("without while whilst unless".split())


def _known(whole: SeenSet) -> dict[str, tuple[Seen, Found]]:
    """The measures of a set by name, where enough of them are known to speak about all; else {}."""
    lines = outcomes(whole.key_results)
    known = {f.measure.name: (seen, f) for seen in lines if (f := found_measure(seen)) is not None}
    return {} if len(known) < _LEAST or len(known) < _MOST_OF_IT * len(lines) else known


def _hit(known: dict[str, tuple[Seen, Found]], most: int = 3) -> Hit:
    """A finding that names the first measures in their author's words."""
    words = [found.span.of(seen.statement.text) for seen, found in known.values()][:most]
    return Hit(
        more=", ".join(words) + (" and others" if len(known) > most else ""),
        lines=_ids(tuple(seen for seen, _ in known.values())),
    )


def _one_timing(whole: SeenSet, timing: Timing) -> Outcome:
    known = _known(whole)
    if not known:
        return SKIPPED
    watched = [f.measure for seen in whole.heartbeats for f in measures_in(seen.reading)]
    if any(m.timing is not timing for m in (*(found.measure for _, found in known.values()), *watched)):
        return None
    return _hit(known)


def all_late(whole: SeenSet) -> Outcome:
    """Every known measure shows only afterwards."""
    return _one_timing(whole, Timing.LAGGING)


def all_early(whole: SeenSet) -> Outcome:
    """Every known measure is an early sign; none proves."""
    return _one_timing(whole, Timing.LEADING)


def _is_money(seen: Seen) -> bool:
    measure = measured(seen)
    if measure is not None and measure.unit == "currency":
        return True
    if measure is not None and set(measure.name.split()) & _MONEY:
        return True
    lemmas = {item.lemma for item in seen.reading.items}
    return any(item.sort == "money" for item in seen.reading.items) or bool(lemmas & _MONEY)


def only_money(whole: SeenSet) -> Outcome:
    """Three results and more, all of them in money."""
    lines = outcomes(whole.key_results)
    if len(lines) < _LEAST:
        return SKIPPED
    if not all(_is_money(seen) for seen in (*lines, *whole.heartbeats)):
        return None
    return Hit(lines=_ids(lines))


def only_team(whole: SeenSet) -> Outcome:
    """Every known measure tells how the team works, none what comes of it."""
    known = _known(whole)
    if not known:
        return SKIPPED
    measures = [found.measure for _, found in known.values()]
    if any(m.lens is not Lens.TEAM or _ABOUT_PEOPLE & _topic_words(m) for m in measures):
        return None
    return _hit(known)


def _topic_words(measure: Measure) -> set[str]:
    return {word for topic in measure.topics for word in topic.split()}


def no_guardrail(whole: SeenSet) -> Outcome:
    """Something is pushed whose cost the catalogue knows, and nothing in the set looks at any cost."""
    lines = outcomes(whole.key_results)
    if len(lines) < _LEAST or whole.heartbeats:
        return SKIPPED if len(lines) < _LEAST else None
    if any(_guards(seen) for seen in whole.lines):
        return None
    named = {f.measure.name for seen in whole.lines for f in measures_in(seen.reading)}
    if named & {m.counter for seen in lines if (m := measured(seen)) is not None}:
        return None
    for seen in lines:
        measure = measured(seen)
        to = way(seen)
        if measure is None or to is None or not measure.counter:
            continue
        if measure.role is MeasureRole.RESULT and measure.better.value == to.value:
            return Hit(
                more=f"{shown(seen)} is pushed, and nothing in the set watches what that may cost",
                ask=f"What must not get worse meanwhile: {measure.counter}, or something else?",
                lines=(seen.statement.id,),
            )
    return None


def _guards(seen: Seen) -> bool:
    if seen.verdict.kind is Kind.HEARTBEAT:
        return True
    if any(item.lemma in _KEEPS for item in seen.reading.items):
        return True
    quiet = (MeasureRole.GUARDRAIL, MeasureRole.HEARTBEAT)
    return any(found.measure.role in quiet for found in measures_in(seen.reading))


def no_customer(whole: SeenSet) -> Outcome:
    """A set of some size in which nobody appears whom the work is for."""
    if len(whole.groups) < 3 and len(whole.key_results) < 6:
        return SKIPPED
    if any(_someone_outside(seen) for seen in whole.lines):
        return None
    inside = any("n:insider" in item.tags for seen in whole.lines for item in seen.reading.items)
    more = "no customer, user or other person it is for"
    return Hit(more=more if inside else f"{more}, and no colleague either")


def _someone_outside(seen: Seen) -> bool:
    if _names_someone(seen.reading):
        return True
    # "Uptime" is for somebody, too, but who reads it thinks of a machine.
    return any(
        found.measure.role is not MeasureRole.HEARTBEAT and _names_someone(read(found.measure.behaviour))
        for found in measures_in(seen.reading)
    )


def _names_someone(reading: Reading) -> bool:
    return any(
        (item.tags & _OUTSIDE and item.lemma not in _NOBODY) or item.lemma in _ANYBODY
        for item in reading.items
    )


def is_roadmap(whole: SeenSet) -> Outcome:
    """Most key results are things to deliver."""
    if whole.profile.dated_launches:
        return SKIPPED
    tasks = tuple(seen for seen in whole.key_results if seen.sure_of(Kind.TASK))
    n = len(whole.key_results)
    if len(tasks) < 4 or len(tasks) < 0.6 * n:
        return None
    of = f"All {n}" if len(tasks) == n else f"{len(tasks)} of {n}"
    return Hit(more=f"{of} key results are things to deliver", lines=_ids(tasks))


def too_much(whole: SeenSet) -> Outcome:
    """More key results at once than a set can carry."""
    n = len(whole.key_results)
    return Hit(more=f"{n} key results") if n > whole.profile.most_in_progress else None


def _ids(lines: tuple[Seen, ...]) -> tuple[str, ...]:
    return tuple(seen.statement.id for seen in lines)
