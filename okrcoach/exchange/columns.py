"""What a column is for, from its heading: names are read loosely, as people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from okrcoach.model import Role, split_label


class Field(StrEnum):
    """What a column, a line such as "Owner: Ana" or a YAML key can hold."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    ACTION = "action"
    HEARTBEAT = "heartbeat"
    #: A statement whose role another column, a label or nothing tells.
    STATEMENT = "statement"
    #: "Name", "Title", "Description": a statement when nothing better is there.
    NAME = "name"
    #: "Result", "Outcome": a key result when nothing better is there.
    RESULT = "result"
    MEASURE = "measure"
    BASELINE = "baseline"
    TARGET = "target"
    CURRENT = "current"
    UNIT = "unit"
    DEADLINE = "deadline"
    OWNER = "owner"
    CONFIDENCE = "confidence"
    SCORE = "score"
    NOTE = "note"
    ACCEPTED = "accepted"
    EFFORT = "effort"
    DONE = "done"
    #: The day on which an action was done.
    DONE_ON = "done_on"
    STATUS = "status"
    TYPE = "type"
    TEAM = "team"
    CYCLE = "cycle"
    ID = "id"
    #: Id or words of the row that this one stands below.
    PARENT = "parent"
    #: How deep in a tree: 1, 2, 3.
    LEVEL = "level"
    #: Anything else: kept in the note, with its heading.
    OTHER = "other"


#: Headings in lower case and singular, longest phrase first when a heading holds several.
_WORDS: dict[Field, str] = {
    Field.OBJECTIVE: "objective, obj, o, goal, aim",
    Field.KEY_RESULT: "key result, keyresult, kr",
    Field.ACTION: "initiative, action, action item, task, to do, todo, activity, deliverable, next step",
    Field.HEARTBEAT: "heartbeat, heartbeat metric, health metric, health measure, guardrail,"
    " guardrail metric, bau, business as usual",
    Field.STATEMENT: "statement, item, okr, draft, objective and key result, objective or key result,"
    " objective key result, sentence",
    Field.NAME: "name, title, description, text, summary",
    Field.RESULT: "result, outcome",
    Field.MEASURE: "measure, metric, kpi, indicator, measurement, measured by, how measured, how we measure",
    Field.BASELINE: "baseline, base line, start, starting, starting value, starting point, start value, from,"
    " current baseline, initial, initial value, as is",
    Field.TARGET: "target, target value, goal value, goal target, to, end value, to be",
    Field.CURRENT: "current, current value, actual, actual value, progress, latest, to date, complete %,"
    " % complete, percent complete, completion, % done",
    Field.UNIT: "unit, unit of measure, unit of measurement",
    Field.DEADLINE: "deadline, due, due date, due by, due on, by when, by date, end date, target date,"
    " finish date, completion date, end, when",
    Field.OWNER: "owner, lead, responsible, responsible person, dri, accountable, assignee, assigned to, who,"
    " directly responsible individual",
    Field.CONFIDENCE: "confidence, confidence level, confidence score",
    Field.SCORE: "score, grade, final score, final grade, grading",
    Field.NOTE: "note, comment, remark",
    Field.ACCEPTED: "accepted, accepted range, acceptable range, healthy range, range, threshold",
    Field.EFFORT: "effort, estimated effort, effort estimate",
    Field.DONE: "done, completed, finished",
    Field.DONE_ON: "done on, done day, done date, date done, day done, completed on, finished on",
    Field.STATUS: "status, state, health, rag",
    Field.TYPE: "type, kind, level, issue type, work item type, item type",
    Field.TEAM: "team, department, squad",
    Field.CYCLE: "cycle, quarter, period, timeframe, time frame",
    Field.ID: "id, no, nr, number, ref, issue key, issue id, work item id, item id",
    Field.PARENT: "parent, parent id, parent key, parent link, parent issue, parent summary, parent item,"
    " parent ref, epic link, parent work item",
    Field.LEVEL: "depth, outline level, hierarchy level, indent, indent level",
    Field.OTHER: "start date, begin date, start on, date, stretch target, target audience, parent objective",
}
_PHRASES: dict[tuple[str, ...], Field] = {
    tuple(phrase.split()): field for field, phrases in _WORDS.items() for phrase in phrases.split(", ")
}
_LONGEST_PHRASE = max(map(len, _PHRASES))
#: Say nothing about what the column holds.
_FILLERS = frozenset(
    {
        "the", "our", "your", "my", "a", "an", "this", "each", "please", "measurable", "smart", "company",
        "individual", "quarterly", "annual", "strategic", "value", "main", "brief", "short", "new", "what",
        "is", "are", "&", "and", "or", "%", "#",
    }
)  # fmt: skip
#: After one of these comes what the heading is about, not what it holds: "owner of the key result".
_TURNS = frozenset({"of", "for", "by", "in", "on", "per", "at"})
#: Fields that hold a statement.
STATEMENTS = frozenset(
    {
        Field.OBJECTIVE, Field.KEY_RESULT, Field.ACTION, Field.HEARTBEAT, Field.STATEMENT, Field.NAME,
        Field.RESULT,
    }
)  # fmt: skip
_WEAK = frozenset({Field.NAME, Field.RESULT, Field.PARENT})
_OWNERS = frozenset({Field.OBJECTIVE, Field.KEY_RESULT, Field.ACTION, Field.HEARTBEAT})
#: Fields that a line of its own may give: "Owner: Ana" below a key result.
_LINES = frozenset(
    {
        Field.MEASURE, Field.BASELINE, Field.TARGET, Field.CURRENT, Field.UNIT, Field.DEADLINE, Field.OWNER,
        Field.CONFIDENCE, Field.SCORE, Field.NOTE, Field.ACCEPTED, Field.STATUS, Field.TEAM, Field.CYCLE,
        Field.EFFORT, Field.DONE_ON,
    }
)  # fmt: skip
_MORE_TYPES = {
    "activity": Role.TASK, "project": Role.TASK, "deliverable": Role.TASK, "bau": Role.HEARTBEAT,
    "epic": Role.TASK, "story": Role.TASK, "user story": Role.TASK, "bug": Role.TASK, "sub-task": Role.TASK,
    "subtask": Role.TASK, "feature": Role.TASK,
    "business as usual": Role.HEARTBEAT, "run": Role.HEARTBEAT, "health": Role.HEARTBEAT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column heading and what was understood of it."""

    text: str
    field: Field
    #: Whose value it is where the heading says so: "KR owner" is a key result's.
    of: Field | None = None
    #: 2 in "KR2 target".
    index: int | None = None
    #: Every word of it was understood.
    exact: bool = False
    #: How many words of it say something else than the field: "Objective" before "Objective title".
    spare: int = 0


def read_heading(text: str) -> Heading:
    """Return what a heading says; ``Field.OTHER`` when nothing was understood."""
    shown = " ".join(text.split())
    if custom := re.fullmatch(r"(?i)custom field \(([^()]+)\)", shown):  # as Jira exports fields of one's own
        return replace(read_heading(custom[1]), text=shown)
    if not shown or len(shown) > 80 or any(mark in shown for mark in ";|"):
        return Heading(text=shown, field=Field.OTHER)
    words = _words(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", shown)) or _words(shown)
    if words == ["#"]:
        return Heading(text=shown, field=Field.ID, exact=True)
    index = next((int(word) for word in words if word.isdigit() and len(word) < 3), None)
    found: list[Field] = []
    unknown, turned, at, spare = 0, False, 0, -1
    words = [word for word in words if not (word.isdigit() or re.fullmatch(r"[qh][1-4]|fy\d*", word))]
    while at < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            field = _PHRASES.get(tuple(words[at : at + size]))
            if field:
                found.insert(0, field) if turned else found.append(field)
                break
        else:
            size = 1
            turned = turned or (bool(found) and words[at] in _TURNS)
            unknown += words[at] not in _FILLERS | _TURNS
        at += size
        spare += 1
    strong = [field for field in found if field not in _WEAK] or found
    if not strong or unknown > 3:
        return Heading(text=shown, field=Field.OTHER)
    field = strong[-1]
    if {Field.OBJECTIVE, Field.KEY_RESULT} <= set(strong) and field in STATEMENTS:
        field = Field.STATEMENT
    of = None if field in STATEMENTS else next((f for f in strong if f in _OWNERS), None)
    return Heading(text=shown, field=field, of=of, index=index, exact=not unknown, spare=spare)


def line_field(text: str) -> tuple[Heading, str] | None:
    """Split a line such as "Target: 40" into its heading and value, or return None."""
    head, colon, value = text.partition(":")
    if not colon or not value.strip() or len(head) > 40:
        return None
    heading = read_heading(head.strip(" *_\u00a0"))
    if not heading.exact or heading.field not in _LINES:
        return None
    value = value.strip()
    return heading, value.removeprefix("**").strip() if head.lstrip().startswith("**") else value


def role_of_type(value: str) -> tuple[Role | None, bool]:
    """Return the role that a cell of a Type column names, and whether that is all it says.

    "KR" and "O2" say only that; "Stretch key result" and "KPI (weekly)" say more.
    """
    text = " ".join(value.split()).casefold()
    if not text or len(text) > 40:
        return None, False
    outside = re.sub(r"\([^()]*\)", " ", text).strip()
    words = outside.split(" ")
    for part in (text, outside, " ".join(words[1:]), words[-1], words[0]):
        role, end = split_label(f"{part}:")
        role = role if role and end == len(part) + 1 else _MORE_TYPES.get(part)
        if role:
            return role, part == text
    return None, False


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)  # keyResult
    text = re.sub(r"(?<=[a-zA-Z])(?=\d)", " ", re.sub(r"\b([QH][1-4]|FY\d+)\b", " ", text))  # KR1, Q3
    return [_singular(word) for word in re.findall(r"[^\W_]+|%|&|#", text.casefold())]


def _singular(word: str) -> str:
    if word in ("status", "progress", "as", "is", "this"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 2 else word
