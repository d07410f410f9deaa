"""A set as a reader has laid it out: piles, ranges and values of their own over what the coach sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from okrcoach.judgement.critic import see
from okrcoach.judgement.heartbeats import Belongs, Sorted, Sorting, sort_measures
from okrcoach.judgement.rule import Seen
from okrcoach.model import Heartbeat, KeyResult, Objective, OKRSet, Role, Statement

#: How the current value stands beside a heartbeat; the reader of ranges knows it.
_NOW = re.compile(r"(?im)^(?:current(?: value)?|actual(?: value)?|latest|now|today|to date)\s*:.*\n?")


@dataclass
class Choices:
    """What a reader decided about lines, by their words."""

    piles: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)

    def as_json(self, source: str) -> str:
        """Return them as the text of a file, with the set they were made on."""
        made = {"set": source, "piles": self.piles, "ranges": self.ranges, "now": self.now}
        return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def choices_in(text: str) -> tuple[Choices, str]:
    """Return the choices of a file and the set they were made on; raises ``ValueError`` for another file."""
    kept = json.loads(text) if text.strip() else {}
    if not isinstance(kept, dict):
        raise ValueError("these are no choices")  # noqa: TRY004 - it is the file that is wrong
    found = Choices(_texts(kept.get("piles")), _texts(kept.get("ranges")), _texts(kept.get("now")))
    known = {pile.value for pile in Belongs}
    found.piles = {words: pile for words, pile in found.piles.items() if pile in known}
    return found, str(kept.get("set", ""))


@dataclass(frozen=True)
class LaidOut:
    """A set with the coach's sorting of it, and the sorting as the reader has laid it out."""

    coach: Sorting
    okr_set: OKRSet
    mine: Sorting

    def pairs(self) -> list[tuple[Sorted, Sorted]]:
        """Return every measure as (the coach's, the reader's), in reading order."""
        by_id = {_key(one.seen.statement): one for one in self.mine.measures}
        return [(one, by_id[_key(one.seen.statement)]) for one in self.coach.measures]


def lay_out(okr_set: OKRSet, choices: Choices) -> LaidOut:
    """File every measure where the reader wants it, else where the coach would, and sort once more."""
    coach = sort_measures(see(okr_set))
    wanted = {_key(one.seen.statement): _pile(one, choices) for one in coach.measures}
    aims = {_key(objective.statement) for objective in okr_set.objectives}
    made = _filed(okr_set, {key: pile for key, pile in wanted.items() if key not in aims}, choices)
    whole = see(made)
    again = sort_measures(whole)
    sorted_ = {_key(one.seen.statement): one for one in again.measures}
    lines = {_key(seen.statement): seen for seen in whole.lines}
    mine = tuple(
        _as_wanted(one, sorted_.get(_key(one.seen.statement)), lines, wanted) for one in coach.measures
    )
    return LaidOut(coach, made, replace(again, measures=mine, left_out=coach.left_out))


def range_words(one: Sorted, choices: Choices) -> str:
    """Return the range as it stands in its field: the reader's, else the author's."""
    text = one.seen.statement.text
    if text in choices.ranges:
        return choices.ranges[text]
    return one.accepted.words.removeprefix("at ") if one.accepted is not None else ""


def now_words(one: Sorted, choices: Choices) -> str:
    """Return the current value as it stands in its field."""
    text = one.seen.statement.text
    return choices.now.get(text, one.current.text if one.current is not None else "")


def _as_wanted(
    coach: Sorted,
    again: Sorted | None,
    lines: Mapping[tuple[str, str], Seen],
    wanted: Mapping[tuple[str, str], Belongs],
) -> Sorted:
    key = _key(coach.seen.statement)
    one = again if again is not None else replace(coach, seen=lines[key], move=None, guards=())
    pile = wanted[key]
    held = pile is not Belongs.OKR
    return replace(one, belongs=pile, accepted=one.accepted if held else None)


def _pile(one: Sorted, choices: Choices) -> Belongs:
    return Belongs(choices.piles.get(one.seen.statement.text, one.belongs))


def _filed(okr_set: OKRSet, wanted: Mapping[tuple[str, str], Belongs], choices: Choices) -> OKRSet:
    """Return the set with every line in its list; what is no measure stays where it is."""
    heartbeats, pushed = list[Heartbeat](), list[KeyResult]()

    def held(statement: Statement) -> bool | None:
        pile = wanted.get(_key(statement))
        return None if pile is None else pile is not Belongs.OKR

    objectives = []
    for objective in okr_set.objectives:
        stays = []
        for kr in objective.key_results:
            if held(kr.statement):
                beside = f"Current: {kr.current}" if kr.current else ""
                moved = Heartbeat(statement=kr.statement, owner=kr.owner, note=beside)
                heartbeats.append(_heartbeat(moved, choices))
            else:
                stays.append(_key_result(kr, choices))
        objectives.append(replace(objective, key_results=tuple(stays)))
    own = []
    for heartbeat in okr_set.heartbeats:
        if held(heartbeat.statement) is False:
            pushed.append(
                _key_result(KeyResult(statement=heartbeat.statement, owner=heartbeat.owner), choices)
            )
        else:
            own.append(_heartbeat(heartbeat, choices))
    loose = []
    for statement in okr_set.loose:
        if held(statement) is None:
            loose.append(statement)
        elif held(statement):
            own.append(_heartbeat(Heartbeat(statement=statement), choices))
        else:
            pushed.append(_key_result(KeyResult(statement=statement), choices))
    if pushed and objectives:
        first = objectives[0]
        objectives[0] = replace(first, key_results=(*first.key_results, *pushed))
    elif pushed:
        objectives = [Objective(statement=Statement(text=""), key_results=tuple(pushed))]
    return replace(okr_set, objectives=tuple(objectives), heartbeats=(*own, *heartbeats), loose=tuple(loose))


def _heartbeat(heartbeat: Heartbeat, choices: Choices) -> Heartbeat:
    text, note = heartbeat.statement.text, heartbeat.note
    if text in choices.now:
        rest = _NOW.sub("", note).strip()
        now = f"Current: {choices.now[text]}" if choices.now[text].strip() else ""
        note = "\n".join(part for part in (rest, now) if part)
    return replace(
        heartbeat,
        statement=replace(heartbeat.statement, role=Role.HEARTBEAT),
        accepted=choices.ranges.get(text, heartbeat.accepted),
        note=note,
    )


def _key_result(kr: KeyResult, choices: Choices) -> KeyResult:
    now = choices.now.get(kr.statement.text, kr.current)
    return replace(kr, statement=replace(kr.statement, role=Role.KEY_RESULT), current=now)


def _key(statement: Statement) -> tuple[str, str]:
    return statement.id, statement.text


def _texts(kept: Any) -> dict[str, str]:
    found = kept if isinstance(kept, dict) else {}
    return {str(words): value for words, value in found.items() if isinstance(value, str)}
