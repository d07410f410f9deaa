r"""Takes off what real drafts carry around a statement, and keeps every character's place.

Cleaning never moves a character: what is taken off becomes blanks, what is written in a fancy
way ("“", "\u00a0", "２") becomes its plain twin of the same length. A span in the cleaned text is
therefore a span in the author's own text. Only invisible characters inside words have to be
dropped for good; for texts that hold some, :meth:`Cleaned.back` maps spans home.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from okrcoach.model import Role, Span, split_label

#: Longer statements are read up to here: nobody's key result is a book, and time must stay bounded.
MOST_CHARACTERS = 5_000

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\t\r\n\x0b\x0c\u2028\u2029\u0085", " "),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032`\u00b4", "'"),
        **dict.fromkeys('\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033', '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u25a0\u25a1\u2610", " "),
        **dict.fromkeys("\u2611\u2612\u2705\u2713\u2714", " "),
        **dict.fromkeys("\u2794\u279c\u279d\u279e\u27a1\u21d2\u27f6\u25b6\u25ba", "\u2192"),
        **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if i != 12},
        "\u2265": "\u2265",
        "\u2a7e": "\u2265",
        "\u2a7d": "\u2264",
        # Halves of characters cannot be written to any file; they come from broken conversions.
        **{chr(c): " " for c in range(0xD800, 0xE000)},
        **{chr(c): " " for c in (*range(9), *range(14, 32), *range(127, 160)) if c != 0x85},
    }
)  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufe0e\ufe0f\u180e]")
_ASCII_ARROW = re.compile(r"(?:-{1,2}|=)>")

#: Before the statement: bullets, numbering, checkboxes, quotation.
_LEAD = re.compile(
    r"\s*(?:(?:[-*+>#~|]|\u2013|\u2014)+\s+|(?P<box>\[[ xX\u2713-]?\])\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+"
    r"|\(?[a-hA-H][.)]\s+)"
)
_BOLD = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((?:https?:|mailto:|/|#|\.)[^()\s]{0,500}\)")
_ADDRESS = re.compile(r"\(?<?\b(?:https?://|www\.)[^\s<>()]+>?\)?|(?<![\w.])@[A-Za-z][\w.\-]{1,40}\b")
_OWNER = re.compile(
    r"[\s,;\-\u2013\u2014|]*[\[({]?\b(?:owner|dri|lead|responsible|accountable|assignee)\s*[:=]\s*"
    r"(?P<who>@?[A-Z][\w.'\-]*(?:\s+(?:&\s+|and\s+)?[A-Z][\w.'\-]*){0,3})\s*[\])}]?",
    re.IGNORECASE,
)
#: After the statement: "(0.7)", "[0.65]", "score: 0.7", "- 70% done", "(45% complete)", "status: amber".
_SCORE = re.compile(
    r"[\s,;\-\u2013\u2014|]*(?:[\[(]\s*(?:score|grade)?\s*[:=]?\s*(?P<a>[01](?:\.\d{1,2}))\s*[\])]"
    r"|\b(?:score|grade)\s*[:=]\s*(?P<b>[01](?:\.\d{1,2})?)\b)\s*$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:\s*[\-\u2013\u2014|:,;]+\s*|\s*[\[(]\s*)(?P<n>\d{1,3})\s?%\s*(?:done|complete[d]?|progress"
    r"|achieved|finished|ready)?"
    r"\s*[\])]?\s*$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:\s*[\-\u2013\u2014|:,;]+\s*|\s*[\[(]\s*)(?:status\s*[:=]\s*)?(?:on track|off track|at risk"
    r"|not started|in progress|done|wip"
    r"|(?:status\s*[:=]\s*)(?:red|amber|green|yellow))\s*[\])]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A statement without its trimmings."""

    #: As long as the text it was made from (without invisible characters).
    text: str
    role: Role | None = None
    owner: str = ""
    score: str = ""
    #: "70" when the line ended in "- 70% done".
    percent_done: str = ""
    #: A ticked box stood before it; None when there was no box.
    ticked: bool | None = None
    #: Old place of each character and of the end, only for texts with invisible characters.
    offsets: tuple[int, ...] = ()
    #: Length of the author's text.
    length: int = 0

    def back(self, start: int, end: int) -> Span:
        """Return the span in the author's own text for a range of the cleaned text."""
        if self.offsets:
            return Span(
                self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]
            )
        return Span(start, end)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def clean(raw: str) -> Cleaned:
    """Clean one statement; time grows linearly with its length, up to ``MOST_CHARACTERS``."""
    length = len(raw)
    text = raw[:MOST_CHARACTERS]
    offsets: tuple[int, ...] = ()
    if not text.isascii():
        if any(unicodedata.combining(c) for c in text) or _INVISIBLE.search(text):
            kept = [(i, c) for i, c in enumerate(text) if not _INVISIBLE.match(c)]
            text = "".join(c for _, c in kept)
            offsets = (*(i for i, _ in kept), length)
        text = text.translate(_PLAIN)
    elif not text.isprintable():
        text = text.translate(_PLAIN)
    ticked: bool | None = None
    at = 0
    role: Role | None = None
    if text[:1] in " \t-*+>#~|[(" or text[:1].isdigit() or text[1:2] in ".)" or not text[:1].isascii():
        while found := _LEAD.match(text, at):
            if found["box"]:
                ticked = found["box"][1:2] not in (" ", "]", "-")
            at = found.end()
        lead = len(text) - len(text.lstrip())
        at = max(at, lead)
    for _ in range(2):
        label, past = split_label(text[at : at + 60])
        if not past:
            break
        role = role or label
        at += past
    if at:
        text = _blank(text, 0, at)
    if not any(c in text for c in "[(*_@:=/->%|\u2013\u2014") and not offsets:
        return Cleaned(text=text, role=role, ticked=ticked, length=length)
    return _trim(text, role, ticked, offsets, length)


def _trim(
    text: str, role: Role | None, ticked: bool | None, offsets: tuple[int, ...], length: int
) -> Cleaned:
    """Blank links, emphasis, and what people add behind a statement."""
    owner = score = percent_done = ""
    if "](" in text:
        for m in list(_LINK.finditer(text)):
            text = _blank(text, m.start(), m.start() + 1)
            text = _blank(text, m.end(1), m.end())
    if "/" in text or "@" in text or "www." in text:
        for m in list(_ADDRESS.finditer(text)):
            if not re.search(r"\b(?:to|on|from|of|at)\s+$", text[: m.start()]):
                text = _blank(text, m.start(), m.end())
    if "*" in text or "_" in text:
        text = _BOLD.sub(lambda m: " " * len(m.group()), text)
    if ">" in text:
        text = _ASCII_ARROW.sub(lambda m: "\u2192".rjust(len(m.group())), text)
    if (":" in text or "=" in text) and (found := _OWNER.search(text)):
        owner = found["who"].strip().lstrip("@")
        text = _blank(text, found.start(), found.end())
    for _ in range(3):
        tail = max(0, len(text) - 60)
        if found := _SCORE.search(text, tail):
            score = found["a"] or found["b"]
        elif (found := _STATUS.search(text, tail)) and found.start() > 0:
            pass
        elif (found := _DONE.search(text, tail)) and _is_progress(text, found):
            percent_done = found["n"]
        else:
            break
        text = _blank(text, found.start(), len(text))
    return Cleaned(
        text=text,
        role=role,
        owner=owner,
        score=score,
        percent_done=percent_done,
        ticked=ticked,
        offsets=offsets,
        length=length,
    )


def _is_progress(text: str, found: re.Match[str]) -> bool:
    """A trailing percentage is progress when it says so, never when it may be a target."""
    return bool(
        re.search(r"done|complete|progress|finished|ready|achieved", found.group(), re.IGNORECASE)
    ) and (found.start() > 0 and not text[: found.start()].rstrip().endswith(("to", "of", "than", "least")))
