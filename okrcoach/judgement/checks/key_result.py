"""The tests that the rules about one key result make."""

from __future__ import annotations

from itertools import pairwise

from okrcoach.judgement import questions, rewrites, rewrites_heartbeat
from okrcoach.judgement.cues import thing_class
from okrcoach.judgement.in_role import any_team, close_to, result_is_heartbeat, result_is_task
from okrcoach.judgement.rule import SKIPPED, Hit, Outcome, Seen
from okrcoach.judgement.texts import compound_span, elusive_span, main_number, vague_span
from okrcoach.language.catalogue import find_measures
from okrcoach.model import AmountRole, Direction, Kind, Lens, MeasureRole, Role, Severity, Span

_NOT_JUDGED = (Role.OBJECTIVE, Role.TASK, Role.HEARTBEAT)


def _verb(seen: Seen) -> Span:
    """The verb that gives a task away, with the words it is done to; the whole when there is none."""
    clause = seen.reading.clause
    if clause.verb is None:
        return seen.whole
    width = 1 if clause.passive else max(1, seen.reading.items[clause.verb].phrase)
    end = max(clause.verb + width, (clause.head or 0) + 1)
    begin = min(clause.verb, clause.head if clause.head is not None else clause.verb)
    return seen.reading.span(begin, end)


def is_task(seen: Seen) -> Outcome:
    """An output or an activity where a result should stand."""
    if seen.role in _NOT_JUDGED:
        return SKIPPED
    if not result_is_task(seen):
        return None
    mild = not seen.sure_of(Kind.TASK)
    return Hit(
        span=_verb(seen),
        rewrites=rewrites.of_task(seen.reading),
        ask=seen.verdict.settle if mild else questions.of_task(seen.reading),
        severity=Severity.NOTE if close_to(seen, Kind.OUTCOME_KR) else Severity.WARNING if mild else None,
    )


def is_heartbeat(seen: Seen) -> Outcome:
    """A level to hold or a measure to watch."""
    if seen.role in _NOT_JUDGED:
        return SKIPPED
    if not result_is_heartbeat(seen):
        return None
    mild = not seen.sure_of(Kind.HEARTBEAT, 0.65)
    return Hit(
        span=seen.whole,
        rewrites=rewrites_heartbeat.of_heartbeat(seen.reading),
        ask=seen.verdict.settle if mild else "",
        severity=Severity.NOTE if mild else None,
    )


def _has_result_columns(seen: Seen) -> bool:
    return bool(
        seen.column("target") and (seen.column("measure") or seen.column("baseline") or seen.column("unit"))
    )


def lacks_measure(seen: Seen) -> Outcome:
    """Nothing in it could be counted."""
    if seen.role in _NOT_JUDGED or seen.verdict.kind in (Kind.TASK, Kind.HEARTBEAT):
        return SKIPPED
    if not seen.sure_of(Kind.OBJECTIVE, 0.5) or _has_result_columns(seen):
        return None
    if result_is_task(seen) or result_is_heartbeat(seen):
        return SKIPPED
    return Hit(span=seen.whole, rewrites=rewrites.of_topic(seen.reading))


def lacks_target(seen: Seen) -> Outcome:
    """A measure or a direction, but no level to reach."""
    if seen.role in _NOT_JUDGED or seen.verdict.kind is not Kind.OUTCOME_KR or result_is_task(seen):
        return SKIPPED
    if seen.column("target"):
        return None
    if any(a.value is not None and a.role is not AmountRole.OTHER for a in seen.reading.amounts):
        return None
    if any(item.lemma in ("zero", "nil", "eliminate", "no") for item in seen.reading.items):
        return None  # "Reduce errors to zero" has a level to reach
    quantity = seen.reading.quantity
    blanks = [a.span for a in seen.reading.amounts if a.value is None and a.role is not AmountRole.OTHER]
    span = (
        blanks[-1]
        if blanks
        else quantity.measure.span
        if quantity is not None and quantity.measure is not None
        else seen.whole
    )
    return Hit(span=span, rewrites=rewrites.with_target(seen.reading))


def lacks_baseline(seen: Seen) -> Outcome:
    """A target or a change whose starting point is not told."""
    if seen.role in _NOT_JUDGED or seen.verdict.kind is not Kind.OUTCOME_KR or result_is_task(seen):
        return SKIPPED
    if seen.column("baseline") or seen.column("current"):
        return None
    quantity = seen.reading.quantity
    number = main_number(seen.reading)
    if quantity is None or number is None or number.value is None:
        return SKIPPED
    if quantity.baseline is not None or quantity.reference is not None or starts_at_zero(seen):
        return None
    return Hit(span=number.span, rewrites=rewrites.with_baseline(seen.reading))


def starts_at_zero(seen: Seen) -> bool:
    """Whether the count plainly starts at nothing: "sign 10 new customers", "12 schools take part"."""
    reading = seen.reading
    quantity, number = reading.quantity, main_number(reading)
    if quantity is None or number is None or number.role is AmountRole.CHANGE:
        return False
    if "there" in reading.clause.leads:
        return False
    around = reading.items
    lemmas = {item.lemma for item in around}
    if number.unit in ("%", "points"):
        # "60% of changes are recorded in the new system": what is new starts at nothing.
        return any(a.lemma == "the" and b.lemma == "new" for a, b in pairwise(around))
    if (
        number.unit == "count"
        or number.unit[:1] in "$\u20ac\u00a3"
        or number.unit in ("usd", "eur", "gbp", "chf")
    ):
        if quantity.direction in (Direction.UP, Direction.DOWN) or lemmas & {
            "monthly",
            "daily",
            "weekly",
            "annual",
            "average",
            "per",
        }:
            return False
        verb = around[reading.clause.verb].tags if reading.clause.verb is not None else frozenset()
        counted = (
            bool(verb & {"v:obtain", "v:counterparty", "v:respond", "v:deliver", "v:staff"})
            or "new" in lemmas
            or "first" in lemmas
        )
        return counted or reading.clause.form in ("number_first", "sentence")
    return False


def is_compound(seen: Seen) -> Outcome:
    """A second aim that could succeed alone."""
    if seen.role in (Role.OBJECTIVE, Role.TASK):
        return SKIPPED
    span = compound_span(seen.reading)
    if span is None:
        return None
    # Half a task is a task still: the question is enough.
    made = () if seen.verdict.kind is Kind.TASK else rewrites.halves(seen.reading)
    return Hit(span=span, rewrites=made)


def is_vague(seen: Seen) -> Outcome:
    """Key words that nothing in the line settles."""
    if seen.role in _NOT_JUDGED:
        return SKIPPED
    if seen.verdict.kind not in (Kind.OBJECTIVE, Kind.OUTCOME_KR):
        return None
    elusive = elusive_span(seen.reading)
    if elusive is not None:
        return Hit(span=elusive)
    if seen.column("target") or any(a.value is not None for a in seen.reading.amounts):
        return None
    if result_is_task(seen):
        return SKIPPED
    span = vague_span(seen.reading, praise=seen.verdict.kind is Kind.OBJECTIVE)
    if span is None and any_team(seen):
        span = seen.whole
    return Hit(span=span) if span is not None else None


def is_vanity(seen: Seen) -> Outcome:
    """Attention or volume instead of effect."""
    if seen.role in _NOT_JUDGED or seen.verdict.kind is not Kind.OUTCOME_KR:
        return SKIPPED
    number = main_number(seen.reading)
    if number is not None and number.unit == "%" and number.role is not AmountRole.CHANGE:
        # A share ("30% of registrations ...") does not grow with attention alone.
        return None
    found = find_measures(seen.reading)
    if found and found[0].measure.lens is Lens.TEAM:
        return None  # telemetry: a rule of its own says what is wrong with it
    items = seen.reading.items
    clause = seen.reading.clause
    for k in range(clause.begin, clause.end):
        if (
            k == clause.verb
            or items[k].form in ("ed", "ing")
            or (items[k].lemma == "reach" and k == clause.begin)
        ):
            continue  # "Reach 40 clubs": the verb
        if items[k].tags & {"n:vanity_measure"} and not items[k].aside:
            tail = {item.lemma for item in items[k : k + 3]}
            if tail & {"rate", "conversion", "convert", "retention", "revenue", "cost", "per"}:
                return None
            return Hit(
                span=seen.reading.span(k, k + max(1, items[k].phrase)),
                rewrites=rewrites.for_attention(seen.reading),
            )
    if found and found[0].measure.role is MeasureRole.VANITY:
        return Hit(span=found[0].span, rewrites=rewrites.for_attention(seen.reading))
    return None


def hides_outcome(seen: Seen) -> Outcome:
    """A task that carries its purpose with it."""
    if seen.role in (Role.OBJECTIVE, Role.HEARTBEAT):
        return SKIPPED
    if not seen.sure_of(Kind.TASK, 0.5):
        return SKIPPED
    span = rewrites.purpose_span(seen.reading)
    if span is None or seen.reading.clause.purpose is None:
        return None
    begin, end = seen.reading.clause.purpose
    tags = seen.reading.tags_in(begin, end)
    if seen.reading.items[begin].lemma == "so":
        promoted = rewrites.of_purpose(seen.reading)
        return Hit(span=span, rewrites=(promoted,) if promoted else ())
    moves = tags & {"v:up", "v:down", "v:soft", "v:avoid", "v:reach", "v:respond"}
    about = thing_class(tags) in (
        "measure",
        "routine_measure",
        "time_measure",
        "problem",
        "outsider",
        "person",
        "quality",
        "vanity_measure",
    )
    if not (moves and (about or any(items.sighting for items in seen.reading.items[begin:end]))):
        return None
    promoted = rewrites.of_purpose(seen.reading)
    return Hit(span=span, rewrites=(promoted,) if promoted else ())
