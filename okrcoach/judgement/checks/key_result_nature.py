"""The tests of the rules about what sort of thing a key result counts or says."""

from __future__ import annotations

import re

from okrcoach.judgement.checks import key_result as usual
from okrcoach.judgement.checks.key_result_numbers import ends_of
from okrcoach.judgement.cues import thing_class
from okrcoach.judgement.rewrites import of_task
from okrcoach.judgement.rule import SKIPPED, Hit, Outcome, Seen
from okrcoach.model import Direction, Kind, Role, Span

#: What looks at how a team works, and at nothing it brings about.
_TELEMETRY = re.compile(
    r"\b(?:(?:sprint|team) velocity|story points?|burn[- ]?down|lines of code|commits? per"
    r"|pull requests? per|(?:code|test) coverage|mutation score|build success rate|sprint goals?)\b",
    re.IGNORECASE,
)
_PROXY = re.compile(
    r"\b(?:(?:training|course|e-?learning|module)s? (?:completions?|completed)(?: rate)?"
    r"|completion (?:rate )?of (?:the )?(?:training|course|e-?learning)s?|survey (?:response|participation)s?"
    r"(?: rate)?"
    r"|(?:response|participation) rates? (?:of|to|in|for) (?:the |our )?[a-z -]{0,20}surveys?"
    r"|(?:training|workshop|webinar|meeting|town[- ]hall) attendance|certificates? (?:issued|earned)"
    r"|licen[cs]es? (?:assigned|activated)|accounts? (?:created|activated)|seats? assigned)\b",
    re.IGNORECASE,
)
_LOGINS = re.compile(
    r"(?:the |number of |weekly |monthly |daily |total |average |user |users.? )*log[- ]?ins"
    r"(?: (?:per|a) \w+)?",
    re.IGNORECASE,
)
_DONE = r"(?:complete|completed|done|finished|implemented|migrated|rolled out|delivered|built|deployed|live)"
_SHARE_DONE = re.compile(
    rf"\b(?:complete|finish|implement|deliver|migrate|roll out|build|deploy|execute) "
    rf"(?:at least |over |up to |the first )?(\d{{1,3}} ?%) (?:of|completion)\b"
    rf"|^\W*(\d{{1,3}} ?%) of (?:the |our )?[\w -]{{1,40}}? (?:is |are |has been |have been )?{_DONE}\b"
    rf"|\b(?:is|are) (\d{{1,3}} ?%) (?:complete|done|finished)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:migration|roll[- ]?out|implementation|project|programme|program|plan|roadmap|backlog|redesign"
    r"|design|build|development|documentation|tasks?|milestones?|initiatives?|features?|work|integration|upgrade"
    r"|relaunch|launch|move|transition|phase|scope|stories|deliverables?|platform|system|website|app)\b",
    re.IGNORECASE,
)
_ESCAPE = re.compile(
    r"\b(?:(?:where(?:ver)?|if|when|as far as) (?:it is )?(?:possible|feasible|practicable|practical"
    r"|appropriate|applicable|needed|necessary)|as (?:appropriate|needed|necessary|applicable)"
    r"|(?:if )?(?:time|budget|resources?|capacity) (?:allows?|permits?|permitting|allowing)"
    r"|ideally|hopefully|try(?:ing)? to|attempt to|strive (?:to|for)|make every effort to"
    r"|on a best[- ]efforts? basis)\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:certif\w+|accredit\w+|tender|award|grant|licen[cs]e|patent|approval|permit|inspection|audit|bid|contract"
    r"|sponsor(?:ship)?|seed round|series [a-d]|funding round|promotion)\b",
    re.IGNORECASE,
)
_GRANT_VERBS = frozenset("win pass obtain secure earn gain receive get achieve land attain acquire".split())
_KEEPING = frozenset(("maintain", "keep", "hold", "sustain", "preserve"))
_NAME_GOES_ON = re.compile(r"-| rates?\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\W*((?:continue|keep)(?: on| to)? (?:increas|rais|grow|reduc|cut|improv|lower|decreas)\w*)",
    re.IGNORECASE,
)


def _not_key_result(seen: Seen) -> bool:
    return seen.role in (Role.OBJECTIVE, Role.TASK, Role.HEARTBEAT)


def _result(seen: Seen) -> bool:
    return not _not_key_result(seen) and seen.verdict.kind is Kind.OUTCOME_KR


def is_telemetry(seen: Seen) -> Outcome:
    """How a team works, shown as what it brings about."""
    if not _result(seen):
        return SKIPPED
    found = _TELEMETRY.search(seen.statement.text)
    return Hit(span=Span(*found.span())) if found else None


def is_proxy(seen: Seen) -> Outcome:
    """What is easy to count stands in for what is meant."""
    if not _result(seen):
        return SKIPPED
    quantity = seen.reading.quantity
    if quantity is None or quantity.measure is None or quantity.direction is Direction.DOWN:
        return None
    found = _PROXY.search(seen.statement.text)
    if found is None:
        found = _LOGINS.fullmatch(seen.statement.text, quantity.measure.span.start, quantity.measure.span.end)
    if found is None:
        return None
    return SKIPPED if isinstance(usual.is_vanity(seen), Hit) else Hit(span=Span(*found.span()))


def is_share_done(seen: Seen) -> Outcome:
    """So much of the work is done: a progress bar."""
    if _not_key_result(seen) or seen.verdict.kind is Kind.HEARTBEAT:
        return SKIPPED
    found = _SHARE_DONE.search(seen.statement.text)
    if found is None or not _WORK.search(seen.statement.text):
        return None
    group = next(n for n in (1, 2, 3) if found[n])
    told = isinstance(usual.is_task(seen), Hit)
    return Hit(span=Span(*found.span(group)), rewrites=() if told else of_task(seen.reading))


def counts_own_doing(seen: Seen) -> Outcome:
    """A result in form that counts what the team itself does; silent where it is told as a task."""
    if not _result(seen):
        return SKIPPED
    reading = seen.reading
    clause, quantity = reading.clause, reading.quantity
    if clause.head is None or quantity is None or clause.form == "sentence":
        return None
    if thing_class(reading.items[clause.head].tags) != "own_activity":
        return None
    # What others decide about our doing is theirs: "rating of the workshops", "calls that end in an order".
    others = any(item.tags & {"n:outsider", "v:respond"} for item in reading.items)
    others = others or quantity.direction is Direction.DOWN
    if others or any(a.unit in ("%", "rating", "points") for a in reading.amounts):
        return None
    if isinstance(usual.is_task(seen), Hit) or isinstance(usual.is_vanity(seen), Hit):
        return SKIPPED
    return Hit(span=reading.span(clause.head, clause.head + 1), rewrites=of_task(reading))


def is_yes_or_no(seen: Seen) -> Outcome:
    """What others grant, once, without anything to count; silent where it is surely told as a task."""
    if _not_key_result(seen) or seen.column("target"):
        return SKIPPED
    reading = seen.reading
    clause = reading.clause
    if clause.verb is None or clause.form not in ("imperative", "gerund") or clause.thing is None:
        return None
    if any(a.value not in (None, 1) and a.unit != "" for a in reading.amounts):
        return None
    thing = reading.span(*clause.thing).of(seen.statement.text)
    if reading.items[clause.verb].lemma not in _GRANT_VERBS or not _GRANTED.search(thing):
        return None
    task = usual.is_task(seen)
    told = isinstance(task, Hit) and task.severity is None
    return SKIPPED if told else Hit(span=seen.whole)


def keeps_and_moves(seen: Seen) -> Outcome:
    """A word of keeping before numbers that move."""
    if not _result(seen):
        return SKIPPED
    reading, ends = seen.reading, ends_of(seen)
    going = _GOES_ON.match(seen.statement.text, seen.whole.start)
    if going:
        return Hit(span=Span(*going.span(1)))
    verb = reading.clause.verb
    if ends is None or verb is None or reading.clause.form not in ("imperative", "gerund"):
        return None
    if reading.items[verb].lemma not in _KEEPING or ends[0].value == ends[1].value:
        return None
    span = reading.span(verb, verb + 1)
    # "Keep-going rate", "retain rate": a name, no verb.
    return None if _NAME_GOES_ON.match(seen.statement.text, span.end) else Hit(span=span)


def leaves_a_door(seen: Seen) -> Outcome:
    """Words by which it can be met without being met."""
    if _not_key_result(seen) or seen.verdict.kind is Kind.TASK:
        return SKIPPED
    found = _ESCAPE.search(seen.statement.text)
    return Hit(span=Span(*found.span())) if found else None
