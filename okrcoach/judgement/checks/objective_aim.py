"""The tests of the further rules about one objective's aim: its height, its way, its number."""

from __future__ import annotations

import re

from okrcoach.judgement.checks.objective_words import not_an_aim
from okrcoach.judgement.in_role import any_team
from okrcoach.judgement.rule import SKIPPED, Hit, Outcome, Seen
from okrcoach.model import AmountRole, Span

_NUMBER_ONE = re.compile(
    r"(?:\b(?:number one|number 1|no\. ?1|nr\. ?1)|#1)(?![\w%])"
    r"|\b(?:market|industry|world|category|global|national|regional|technology) leader(?:ship)?\b"
    r"|\b(?:market|industry|world)[- ]leading\b|\bworld[- ]class\b|\bbest[- ]in[- ]class\b"
    r"|\bthe (?:global |national |regional )?leading\b|\bsecond to none\b|\bunrivall?ed\b|\bdominate the\b"
    r"|\b(?:be|become|being|becoming) the (?:very )?best\b(?!-in)",
    re.IGNORECASE,
)
_EFFORT = re.compile(
    r"(?:we (?:will |want to |aim to )?)?"
    r"((?:keep |continue to )?(?:work(?:ing)? (?:on|towards?)|focus(?:ing)? on|concentrat(?:e|ing) on"
    r"|look(?:ing)? into|try(?:ing)? to|participat(?:e|ing) in|tak(?:e|ing) part in"
    r"|contribut(?:e|ing) to|collaborat(?:e|ing) on|get(?:ting)? started with|start(?:ing)? to"
    r"|begin(?:ning)? to|assist(?:ing)? (?:in|with)|consult(?:ing)?|analy[sz](?:e|ing)|consider(?:ing)?"
    r"|think(?:ing)? about|push(?:ing)? for|mak(?:e|ing) (?:progress (?:on|towards?|in)|an effort to)))\b",
    re.IGNORECASE,
)
_CONTINUE = re.compile(
    r"(?:we (?:will )?)?((?:continue|continuing)\b(?: to| with)?|keep(?:ing)? (?:on )?[a-z]+ing\b"
    r"|carry(?:ing)? on\b|remain(?:ing)?\b|stay(?:ing)?\b)",
    re.IGNORECASE,
)


_NO_MAKING = ("make", "give", "offer", "provide")


def is_number_one(seen: Seen) -> Outcome:
    """The top of a ranking, and no step that leads there."""
    if not_an_aim(seen):
        return SKIPPED
    found = _NUMBER_ONE.search(seen.statement.text)
    return Hit(span=Span(*found.span())) if found else None


def is_effort(seen: Seen) -> Outcome:
    """Trying, working on, looking into; what is told of a task is not told again."""
    if not_an_aim(seen):
        return SKIPPED
    found = _EFFORT.match(seen.statement.text, seen.whole.start)
    return Hit(span=Span(*found.span(1))) if found else None


def goes_on(seen: Seen) -> Outcome:
    """Going on as before, though not read as a level to hold."""
    if not_an_aim(seen):
        return SKIPPED
    text, begin = seen.statement.text, seen.whole.start
    found = None if _EFFORT.match(text, begin) else _CONTINUE.match(text, begin)
    return Hit(span=Span(*found.span(1))) if found else None


def tells_the_way(seen: Seen) -> Outcome:
    """The aim carries the means with it: "... by launching a new app"."""
    reading = seen.reading
    if not_an_aim(seen) or any_team(seen) or reading.clause.means is None:
        return SKIPPED
    begin, end = reading.clause.means
    inside = reading.items[begin:end]
    # "By making lessons livelier" is no thing that is made.
    if not any(i.form == "ing" and "v:deliver" in i.tags and i.lemma not in _NO_MAKING for i in inside):
        return None
    while end > begin and reading.items[end - 1].is_mark:
        end -= 1
    aim = reading.span(0, begin).of(seen.statement.text).strip(" ,;") if begin > 1 else ""
    return Hit(span=reading.span(begin, end), rewrites=(aim,) if aim else ())


def holds_number(seen: Seen) -> Outcome:
    """An aim in words with a number of success inside."""
    if not_an_aim(seen):
        return SKIPPED
    told = (AmountRole.TARGET, AmountRole.CHANGE, AmountRole.THRESHOLD, AmountRole.OWN_COUNT)
    for amount in seen.reading.amounts:
        # Counts mostly belong to the words ("all 14 offices"), and "100%" is a manner of speaking.
        if amount.role in told and amount.unit in ("%", "points") and 0 < (amount.value or 0) < 100:
            return Hit(span=amount.span)
    return None
