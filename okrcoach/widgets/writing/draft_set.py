"""Edits of a draft as values: lines by address, who an objective is for, and a sentence made of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from okrcoach.exchange.building import numbered
from okrcoach.model import Action, Better, Heartbeat, KeyResult, Line, Objective, OKRSet, Role, Statement
from okrcoach.widgets.editor.parts import PARTS, parts_of, with_part, without_lead
from okrcoach.widgets.writing.measures import named

#: Steps of an address such as ``o0.k1.a2``: the list of its owner in which a line stands.
_LISTS = {"o": "objectives", "k": "key_results", "a": "actions", "h": "heartbeats", "l": "loose"}
_NEW = {
    "objectives": Objective(statement=Statement(text="", role=Role.OBJECTIVE)),
    "key_results": KeyResult(statement=Statement(text="", role=Role.KEY_RESULT)),
    "actions": Action(statement=Statement(text="", role=Role.TASK)),
    "heartbeats": Heartbeat(statement=Statement(text="", role=Role.HEARTBEAT)),
    "loose": Statement(text=""),
}
#: How a note of an objective says who it is for and what they are to do differently.
_FOR, _WILL = "For: ", "They will: "
#: Stands in a file for an objective that is not written yet.
UNWRITTEN = "<objective>"
#: Behind a deadline that begins with one of these no "by" is needed.
_ALREADY = re.compile(
    r"(?:by|until|before|within|during|in|at|on|from|through|over|next|this|every|each)\b", re.I
)
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def at(okr_set: OKRSet, address: str) -> Any:
    """Return the line at an address; a new, empty one for the place behind the last.

    Raises ``LookupError`` when there is no such place.
    """
    owner: Any = okr_set
    for step in address.split("."):
        name, i = _step(step)
        items = getattr(owner, name, None)
        if items is None or i > len(items):
            raise LookupError(address)
        owner = items[i] if i < len(items) else _NEW[name]
    return owner


def put(owner: Any, address: str, line: Any) -> Any:
    """Return ``owner`` with a line in its place, behind the last if that is its place, or taken out for None.

    Raises ``LookupError`` when there is no such place.
    """
    step, _, rest = address.partition(".")
    name, i = _step(step)
    items = list(getattr(owner, name, ()))
    if i > len(items):
        raise LookupError(address)
    if rest:
        line = put(items[i] if i < len(items) else _NEW[name], rest, line)
    items[i : i + 1] = [] if line is None else [line]
    return replace(owner, **{name: tuple(items)})


def _step(step: str) -> tuple[str, int]:
    if step[:1] not in _LISTS or not step[1:].isdecimal():
        raise LookupError(step)
    return _LISTS[step[0]], int(step[1:])


def statement_of(line: Any) -> Statement:
    """Return the statement of a line, whatever kind of line it is."""
    return line if isinstance(line, Statement) else line.statement


def with_text(line: Any, text: str) -> Any:
    """Return a line with other words."""
    if isinstance(line, Statement):
        return replace(line, text=text)
    return replace(line, statement=replace(line.statement, text=text))


def addresses(okr_set: OKRSet) -> Iterator[str]:
    """Yield the address of every line in reading order."""
    for o, objective in enumerate(okr_set.objectives):
        yield f"o{o}"
        for k, key_result in enumerate(objective.key_results):
            yield f"o{o}.k{k}"
            yield from (f"o{o}.k{k}.a{a}" for a in range(len(key_result.actions)))
        yield from (f"o{o}.a{a}" for a in range(len(objective.actions)))
    yield from (f"h{h}" for h in range(len(okr_set.heartbeats)))
    yield from (f"a{a}" for a in range(len(okr_set.actions)))
    yield from (f"l{n}" for n in range(len(okr_set.loose)))


def pruned(okr_set: OKRSet) -> OKRSet:
    """Return the set with ids by position and without lines in which nothing was written."""
    objectives = []
    for objective in okr_set.objectives:
        key_results = [replace(kr, actions=_written(kr.actions)) for kr in objective.key_results]
        objectives.append(
            replace(objective, key_results=_written(key_results), actions=_written(objective.actions))
        )
    return numbered(
        replace(
            okr_set,
            objectives=_written(objectives),
            heartbeats=_written(okr_set.heartbeats),
            actions=_written(okr_set.actions),
            loose=_written(okr_set.loose),
        )
    )


def _written(lines: Any) -> tuple[Any, ...]:
    return tuple(line for line in lines if _bare(line) not in _NEW.values())


def _bare(line: Any) -> Any:
    """Return a line without what says where it stood: its place and id are nothing that was written."""
    statement = Statement(text=statement_of(line).text, role=statement_of(line).role)
    return statement if isinstance(line, Statement) else replace(line, statement=statement)


def aim_of(objective: Objective) -> tuple[str, str]:
    """Return who an objective is for and what they are to do differently, as its note says it."""
    rows = objective.note.split("\n")
    who = next((row[len(_FOR) :] for row in rows if row.startswith(_FOR)), "")
    return who, next((row[len(_WILL) :] for row in rows if row.startswith(_WILL)), "")


def with_aim(objective: Objective, who: str, will: str) -> Objective:
    """Return an objective whose note says who it is for; its other remarks stay."""
    others = [row for row in objective.note.split("\n") if row and not row.startswith((_FOR, _WILL))]
    own = [lead + words for lead, words in ((_FOR, who), (_WILL, will)) if words]
    return replace(objective, note="\n".join([*own, *others]))


def to_file(okr_set: OKRSet) -> OKRSet:
    """Return the set as it is kept in a file, where an objective without words shows its blank."""
    kept = pruned(okr_set)
    if not kept.objectives and not any(statement.text for statement in kept.statements()):
        kept = put(kept, "o0", _NEW["objectives"])  # a file without any statement is none
    return replace(
        kept, objectives=tuple(o if o.statement.text else with_text(o, UNWRITTEN) for o in kept.objectives)
    )


def from_file(okr_set: OKRSet) -> OKRSet:
    """Return the set as it is edited: the reverse of :func:`to_file`."""
    objectives = (with_text(o, "") if o.statement.text == UNWRITTEN else o for o in okr_set.objectives)
    return replace(okr_set, objectives=tuple(objectives))


def composed(key_result: KeyResult) -> str:
    """Return the sentence that the fields of a key result make, with blanks for what is missing.

    "" when all fields are empty.
    """
    fields = {name: getattr(key_result, name).strip() for name in PARTS}
    if not any(fields.values()):
        return ""
    measure, baseline, target = (fields[name] or f"<{name}>" for name in ("measure", "baseline", "target"))
    date = fields["deadline"] or "<date>"
    date = date if _ALREADY.match(date) else f"by {date}"
    return f"{_verb(**fields)} {measure} from {baseline} to {target} {date}"


def _verb(measure: str, baseline: str, target: str, **_others: str) -> str:
    """Which way the figures go says the verb; without figures, which way is better for a known measure."""
    start, end = _NUMBER.search(baseline), _NUMBER.search(target)
    if start and end:
        a, b = (float(found.group().replace(",", "")) for found in (start, end))
        if a != b:
            return "Raise" if b > a else "Cut"
    known = named(measure)
    return {Better.UP: "Raise", Better.DOWN: "Cut"}.get(known.better if known else Better.RANGE, "Get")


def own_words(key_result: KeyResult) -> bool:
    """Whether the sentence is one that its fields did not make."""
    text = key_result.statement.text
    return bool(text.strip()) and text != composed(key_result)


def with_field(key_result: KeyResult, name: str, words: str, line: Line) -> KeyResult:
    """Return a key result with ``words`` as its measure, baseline, target or deadline, told by its sentence.

    A sentence that its fields made is made anew; one in its author's own words gets the part written in.
    ``line`` is the key result as judged.
    """
    column: dict[str, Any] = {name: words}
    new = replace(key_result, **column)
    sentence = with_part(line, name, words) if own_words(key_result) else composed(new)
    return with_text(new, sentence)  # type: ignore[no-any-return]


def with_sentence(key_result: KeyResult, before: Line, after: Line) -> KeyResult:
    """Return a key result with the sentence of ``after``, and with the fields that can be read in it.

    A field that the sentence never told keeps its words; one that it told before (``before``) and tells no
    more is emptied, so that no figure stays behind that nobody stands for.
    """
    old, new = _told(before), _told(after)
    values: dict[str, Any] = {}
    for name in PARTS:
        value = getattr(key_result, name)
        if name in new:
            values[name] = new[name]
        elif value and (old.get(name) == value or value in before.statement.text):
            values[name] = ""
    return with_text(replace(key_result, **values), after.statement.text)  # type: ignore[no-any-return]


def _told(line: Line) -> dict[str, str]:
    parts = {name: words for name, words, _ in parts_of(line) if name in PARTS}
    if "deadline" in parts:
        parts["deadline"] = without_lead(parts["deadline"])
    return {name: "" if words.startswith("<") else words for name, words in parts.items()}
