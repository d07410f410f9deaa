"""The labels people put before a statement: "KR1:", "Objective 2 -", "**O1.**", "[KR2]"."""

from __future__ import annotations

import re

from okrcoach.model.kind import Role

_BOLD = r"(?:\*\*|__|\*)?"
_SPACE = r"[ \u00a0]"
_NUMBER = rf"(?:{_SPACE}*[#]?[ ]?|-)\d{{1,2}}(?:[.\-]\d{{1,2}}){{0,2}}[a-z]?"
_END = rf"{_SPACE}*(?:[:.)\]\-\u2013\u2014\u2192\uff1a])"
#: "O1 KR2: ..." names the objective first; what counts is the key result.
_ABOVE = r"(?:o(?:bj(?:ective)?)?[ ]?\d{1,2}[ .\-/]{0,3}(?=kr|key))?"
_NAMES = (
    rf"objectives?|goals?|obj\.?|o|key[ \u00a0\-]?results?|krs?|kpis?|heartbeats?(?:{_SPACE}metrics?)?"
    rf"|health{_SPACE}metrics?|guardrails?|initiatives?|tasks?|actions?(?:{_SPACE}items?)?|milestones?"
)

#: With a number the label may end in almost anything ("KR1 Cut ...", "O2. Be ..."); without one
#: it needs a colon or a dash, else "Goals are ..." and "O'Reilly" would be taken for labels.
_NUMBERED = re.compile(
    rf"\s*{_BOLD}{_ABOVE}({_NAMES}){_NUMBER}{_BOLD}(?:{_END}+{_BOLD}|(?=\s)){_BOLD}{_SPACE}*", re.IGNORECASE
)
_BARE = re.compile(
    rf"\s*{_BOLD}({_NAMES}|to[\- ]?dos?){_BOLD}{_SPACE}*"
    rf"(?:[:\uff1a]|[\-\u2013\u2014\u2192](?=\s)){_BOLD}{_SPACE}*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    rf"\s*{_BOLD}[(\[]{_ABOVE}({_NAMES})(?:{_NUMBER})?[)\]]{_BOLD}(?:{_END})?{_BOLD}{_SPACE}*", re.IGNORECASE
)
#: Names that may stand before a bare number and mean something else: "Goals 3 done", "O2 sensors".
_SHY = re.compile(r"(?:goals?|o|tasks?|actions?|milestones?|initiatives?)[ \u00a0]*\d+\s", re.IGNORECASE)


def split_label(text: str) -> tuple[Role | None, int]:
    """Return the role that a leading label claims, and where the statement itself begins.

    ``(None, 0)`` when the text starts with no label. A milestone is filed as a task.
    """
    found = _NUMBERED.match(text)
    if found and _SHY.fullmatch(found.group().lstrip()):
        found = None
    found = found or _BARE.match(text) or _BRACKETED.match(text)
    if not found:
        return None, 0
    name = found[1].lower()
    if name.startswith(("ob", "go")) or name == "o":
        return Role.OBJECTIVE, found.end()
    if name.startswith(("key", "kr")):
        return Role.KEY_RESULT, found.end()
    if name.startswith(("kpi", "he", "gu")):
        return Role.HEARTBEAT, found.end()
    return Role.TASK, found.end()
