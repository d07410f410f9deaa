"""What a check-in is read from and tells: a number as typed, what changed, and what takes an entry back."""

from __future__ import annotations

import re
from dataclasses import replace

from okrcoach.charts.board import day_said, value_said
from okrcoach.model import CheckIn, Graded, LogEntry, TargetMoved
from okrcoach.progress.four_square import bounds_of
from okrcoach.progress.pace import Notice
from okrcoach.progress.scorecard import START_CONFIDENCE, Scorecard, Scored
from okrcoach.progress.standing import standing
from okrcoach.widgets.desk import NotPossible
from okrcoach.widgets.quarter.shelf import TeamQuarter

_NUMBER = re.compile(r"[-+\u2212]?\d[\d.,' \u00a0]*")


def lines_of(card: Scorecard) -> tuple[Scored, ...]:
    """Return all that can be checked in, in reading order."""
    return (*card.key_results, *card.heartbeats)


def number_in(text: str, what: str) -> float:
    """Return the one number in what was typed: "41%", "27 days", "1,200", "3,5"; raises ``NotPossible``."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        raise NotPossible(f"{what[:1].upper()}{what[1:]} is to be one number, such as 41 or 3.5.")
    digits = re.sub(r"[' \u00a0]", "", found[0]).replace("\u2212", "-")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    try:
        return float(digits.rstrip(".,").replace(",", "."))
    except ValueError as error:
        raise NotPossible(f"{text.strip()} cannot be read as a number. Try 1200 or 3.5.") from error


def movable(one: Scored) -> bool:
    """Whether it has one target, or one bound, that could move."""
    low, high = bounds_of(one)
    return one.target is not None or (low is None) is not (high is None)


def target_in_force(one: Scored) -> float:
    """Return the target in force, or the one bound of a level to hold; raises ``NotPossible`` without."""
    low, high = bounds_of(one)
    found = [bound for bound in (one.target, low, high) if bound is not None]
    if not movable(one):
        raise NotPossible("This has no single target that could move. Change it in the file itself.")
    return found[0]


def undoing(entry: LogEntry, quarter: TeamQuarter) -> LogEntry:
    """Return the entry that brings back what was so before ``entry``.

    Raises ``NotPossible`` where that would have to be made up.
    """
    if isinstance(entry, TargetMoved):
        why = "Taken back: the move was a mistake."
        return replace(entry, before=entry.after, after=entry.before, why=why, recorded=None)
    if isinstance(entry, Graded):
        raise NotPossible("A grade is put right by another grade.")
    then = replace(quarter, entries=tuple(e for e in quarter.entries if e != entry)).card(entry.day)
    old = next(one for one in lines_of(then) if one.id == entry.about)
    if entry.blockers and entry.check_in.value is None and not old.blockers:
        raise NotPossible(
            "What is in the way stands until the next value is written. Write one when it is gone."
        )
    seen, said = entry.check_in, [c.confidence for c in old.check_ins if c.confidence is not None]
    if seen.value is not None and old.value is None:
        raise NotPossible(
            "There is no value before this one to go back to. Write the right one for the same day."
        )
    sure = None if seen.confidence is None else said[-1] if said else START_CONFIDENCE
    value = None if seen.value is None else old.value
    note = "Taken back: the entry before was a mistake."
    check_in = CheckIn(day=entry.day, value=value, confidence=sure, note=note, who=seen.who)
    return replace(entry, check_in=check_in, blockers=old.blockers, recorded=None)


def changes(old: Scored, new: Scored) -> tuple[str, ...]:
    """Say what an entry changed, a sentence each."""
    unit, says = new.plan.unit, []
    pairs = (("Value", old.value, new.value), ("Target", old.target, new.target))
    for name, before, after in pairs:
        if after is not None and before != after:
            was = f"{value_said(before, unit)} \u2192 " if before is not None else ""
            says.append(f"{name}: {was}{value_said(after, unit)}.")
    if new.progress is not None and new.progress != old.progress and not new.plan.guardrail:
        was = f"{old.progress:.0%} \u2192 " if old.progress is not None else ""
        says.append(f"Of the way: {was}{new.progress:.0%}.")
    if new.confidence != old.confidence:
        says.append(f"Confidence: {old.confidence:g} \u2192 {new.confidence:g} of 10.")
    if standing(old) is not standing(new):
        says.append(f"Standing: {standing(old)} \u2192 {standing(new)}.")
    if new.against_first is not None and new.against_first != old.against_first:
        says.append(f"Against the first target: {new.against_first:.0%}. Both scores are shown.")
    known = {Notice.TARGET_MOVED, *(told.notice for told in old.notices)}
    says += [f"{told.says} {told.ask}" for told in new.notices if told.notice not in known]
    return tuple(says) or ("The words are in the log; no figure changed.",)


def told(entry: LogEntry, one: Scored) -> dict[str, str]:
    """Return an entry of the log for people: its day, what it says, its words and who."""
    unit = one.plan.unit
    if isinstance(entry, TargetMoved):
        what = f"target {value_said(entry.before, unit)} \u2192 {value_said(entry.after, unit)}"
        return {"day": day_said(entry.day), "what": what, "words": entry.why, "block": "", "who": entry.who}
    if isinstance(entry, Graded):
        what = f"grade {entry.given:.1f}" if entry.given is not None else "graded as the numbers"
        return {
            "day": day_said(entry.day),
            "what": what,
            "words": entry.reason,
            "block": "",
            "who": entry.who,
        }
    seen = entry.check_in
    parts = [value_said(seen.value, unit)] if seen.value is not None else []
    parts += [f"confidence {seen.confidence:g}"] if seen.confidence is not None else []
    return {
        "day": day_said(entry.day), "what": ", ".join(parts) or "a note", "words": seen.note,
        "block": entry.blockers, "who": seen.who,
    }  # fmt: skip
