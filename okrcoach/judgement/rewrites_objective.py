"""Offers the author's next words for an objective: the aim without the number, people without the project."""

from __future__ import annotations

from okrcoach.judgement.offers import suggestions
from okrcoach.judgement.rewrites import purpose_people, with_baseline, with_target
from okrcoach.judgement.rewrites_heartbeat import is_kept, of_heartbeat
from okrcoach.judgement.wording import body, upper_first
from okrcoach.language import Reading
from okrcoach.language.catalogue import find_measures

_MOST = 2
#: The catalogue says what a measure shows; only a sentence about people is an aim.
_PEOPLE = frozenset(
    "people users customers callers visitors guests patients members students pupils readers staff buyers "
    "teams donors volunteers residents passengers families employees colleagues clients shoppers".split()
)


def of_measure(reading: Reading) -> tuple[str, ...]:
    """Part an objective that is a measure: the aim without the number, the number as a key result."""
    words = upper_first(body(reading))
    if not words:
        return ()
    if any(a.value is not None for a in reading.amounts):
        result = (with_baseline(reading) or (words,))[0]
    elif completed := with_target(reading):
        result = completed[0]
    else:
        return ()
    aim = _aim(reading)
    return (f"Objective: {aim}. Key result: {result}",) if aim else (f"As a key result: {result}",)


def _aim(reading: Reading) -> str:
    """What the measure shows about people, as a sentence; "" when the catalogue names nobody."""
    found = find_measures(reading)
    shows = found[0].measure.behaviour if found else ""
    first = shows.split(" ")[0]
    return upper_first(shows) if first in _PEOPLE and not any(ch.isdigit() for ch in shows) else ""


def of_work(reading: Reading) -> tuple[str, ...]:
    """Turn a piece of work into the state that people are to be in: its purpose, else what it may bring."""
    who, what = purpose_people(reading)
    if who and what:
        return (upper_first(f"{who} {what}"),)
    if any(item.lemma in ("and", "&", "+") for item in reading.items):
        return ()
    made = [upper_first(" ".join(s.people)) for s in suggestions(reading) if s.up and s.people[0]]
    return tuple(m for m in made if "<" not in m)[:_MOST]


def of_standing(reading: Reading) -> tuple[str, ...]:
    """Move an objective that keeps things as they are to the heartbeats."""
    return of_heartbeat(reading)[:1] if is_kept(reading) else ()
