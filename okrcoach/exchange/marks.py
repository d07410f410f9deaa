"""Take structural marks off a statement: bullets, numbers, checkboxes, labels, bold around the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from okrcoach.exchange.columns import Field, read_heading
from okrcoach.model import Role, split_label

_BULLETS = "-*+•◦▪▫●○‣⁃·–—→➢➤❖■□"
_BULLET = re.compile(rf"[{re.escape(_BULLETS)}][ \t\u00a0]+|o\t+|[•◦▪▫●○‣⁃➢➤❖■](?=\S)")
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)][ \t\u00a0]+|\(?[a-z][.)][ \t\u00a0]+(?![a-z]\.)")
_CHECKBOX = re.compile(r"\[([ xX✓✔]?)\][ \t\u00a0]+|([☐☑☒])[ \t\u00a0]*")
_BOLD = ("**", "__")
#: "🎯 Objective: ..."
_ICON = re.compile(r"[^\w\s\"'“‘(\[*<>=≥≤~$€£+-]{1,3}\s*")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line without its marks, its label still on."""

    text: str
    #: It had a bullet, a number or a checkbox.
    listed: bool
    #: None without a checkbox.
    checked: bool | None
    #: 2 for "1.3.", 1 for "4)", 0 without a number.
    number_depth: int


def take_marks(line: str) -> Marked:
    """Take bullets, list numbers and checkboxes off the start of a line, and whitespace off both ends."""
    text, listed, checked, depth = line.strip(), False, None, 0
    for _ in range(3):  # "- [ ] 1. ..." has three
        if found := _BULLET.match(text):
            listed = True
        elif found := _NUMBER.match(text):
            listed, depth = True, found.group().strip(" .()\t\u00a0").count(".") + 1
        elif found := _CHECKBOX.match(text):
            listed, checked = True, (found[1] or found[2] or " ") in "xX✓✔☑☒"
        else:
            break
        text = text[found.end() :].lstrip()
    return Marked(text, listed, checked, depth)


def take_label(text: str) -> tuple[Role | None, str]:
    """Return the role that the label claims, and the author's words: no label, no bold around all."""
    text = text.strip()
    bold = next((mark for mark in _BOLD if text.startswith(mark)), "")
    role, start = split_label(text)
    if role is None and (icon := _ICON.match(text)) and split_label(text[icon.end() :])[0]:
        text = text[icon.end() :]
        role, start = split_label(text)
    words = text[start:].strip()
    if bold and role is None and words.endswith(bold) and words.count(bold) == 2 and len(words) > 4:
        words = words[2:-2].strip()
        if _NUMBER.match(words):  # "**1. Grow**"
            words = take_marks(words).text
        role, start = split_label(words)
        words = words[start:].strip()
    elif bold and words.endswith(bold) and words.count(bold) == 1:
        words = words[:-2].strip()  # "**KR1: Grow**"
    elif role and words.count("**") == 2 and words.startswith("**") and words.endswith("**"):
        words = words[2:-2].strip()  # "KR1: **Grow**"
    return role, words


def take_all(text: str) -> tuple[Role | None, str]:
    """Return role and words of a cell: marks and label taken off."""
    return take_label(take_marks(text).text)


@dataclass(frozen=True, slots=True)
class Section:
    """A line that only says what the following ones are: "Key Results:", "Initiatives"."""

    #: None: remarks ("Notes", "Why this matters").
    role: Role | None
    #: "Objective 2" alone announces one statement, "Objectives" several.
    single: bool = False


_REMARKS = frozenset(
    {
        "note", "comment", "context", "background", "why", "risk", "dependency", "assumption", "summary",
        "mission", "vision", "link", "resource", "appendix", "rationale", "motivation", "retrospective",
        "review", "reflection", "learning",
    }
)  # fmt: skip
_MORE_REMARKS = frozenset({"notes & comments", "notes and comments", "why this matters", "why it matters"})
_ROLES = {
    Field.OBJECTIVE: Role.OBJECTIVE, Field.KEY_RESULT: Role.KEY_RESULT, Field.ACTION: Role.TASK,
    Field.HEARTBEAT: Role.HEARTBEAT, Field.MEASURE: Role.KEY_RESULT, Field.RESULT: Role.KEY_RESULT,
}  # fmt: skip


def section_of(text: str) -> Section | None:
    """Return what a line announces for the lines below it, or None when it is no such line."""
    bare = text.strip().strip("*_").strip().rstrip(":").strip()
    if not bare or len(bare) > 60:
        return None
    role, end = split_label(f"{bare}:")
    if role and end == len(bare) + 1:
        numbered = bare[-1].isdigit()
        return Section(
            role, single=numbered or (role is Role.OBJECTIVE and not bare.casefold().endswith("s"))
        )
    words = [word.strip("?!,.").removesuffix("s") for word in bare.casefold().split()]
    if len(words) > 5:
        return None
    asks = text.rstrip(" *_").endswith((":", "?"))
    if words[0] in _REMARKS and (len(words) == 1 or asks or bare.casefold() in _MORE_REMARKS):
        return Section(None)
    heading = read_heading(bare)
    if heading.exact and heading.field in _ROLES and heading.of is None and heading.index is None:
        return Section(_ROLES[heading.field])
    return None


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_CYCLE = re.compile(
    r"(?:FY ?'?\d{2,4}[ /-]{0,3})?\b[QH][1-4](?: ?[-–/&] ?[QH][1-4])?\b(?:[ ,/'’-]{0,3}(?:FY ?)?'?\d{2,4}\b)?"
    r"|\b(?:FY ?)?20\d\d ?[-/–]? ?[QH][1-4]\b"
    rf"|\b{_MONTH} ?(?:20\d\d)? ?(?:[-–]|to) ?{_MONTH} ?20\d\d\b"
    r"|\bFY ?'?\d{2,4}\b|\b20\d\d(?: ?[-/–] ?(?:20)?\d\d)?\b",
    re.IGNORECASE,
)


def cycle_in(text: str) -> str:
    """Return the cycle that a title names ("Q3 2026", "FY26", "Jan-Mar 2026"), or ""."""
    found = _CYCLE.search(text[:200])
    return found.group().strip() if found else ""


def looks_like_title(text: str) -> bool:
    """Whether a short unlabelled line names the whole: "Support team OKRs Q3 2026"."""
    if len(text) > 100 or split_label(text)[0]:
        return False
    words = {w.strip("#:,.()").casefold() for w in text.split()}
    if words & {"okr", "okrs", "okr's"} or {"objectives", "key", "results"} <= words:
        return True
    return is_cycle(text) or (bool(cycle_in(text)) and bool(words & {"goals", "objectives", "plan"}))


def is_cycle(text: str) -> bool:
    """Whether a text names a cycle and nothing else."""
    cycle = cycle_in(text)
    return bool(cycle) and len(text) - len(cycle) < 4
