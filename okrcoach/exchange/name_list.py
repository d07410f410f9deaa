"""What is to be replaced in one set: names in all their spellings, addresses and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from okrcoach.exchange.names import (
    capitals,
    companies,
    everyday,
    known_words,
    labelled,
    people_in,
)

_MAIL = r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
_URL = r"(?:https?://|www\.)[^\s<>\"'|]+(?<![.,;:!?)\]])"
_PHONE = (
    r"(?<![\w.,/-])(?:(?:\+|00)\d{1,3}[ ./-]?(?:\(0?\d{1,5}\)[ ./-]?)?\d[\d ./-]{4,16}\d"
    r"|\(?0\d{1,5}\)?[ /-]\d[\d -]{3,12}\d|\(\d{3}\)[ -]?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w-])"
)
_LABELLED_PHONE = re.compile(
    r"(?i:\b(?:phone|tel|telephone|mobile|fax|cell)\b\.?:?)[ \t]*(\+?[\d(][\d ()./-]{3,18}\d)"
)
_HANDLE = r"(?<![\w.@/])@[A-Za-z][\w.-]*\w"
_PATTERNS = rf"(?P<url>{_URL})|(?P<mail>{_MAIL})|(?P<phone>{_PHONE})|(?P<handle>{_HANDLE})"
_KINDS = re.compile(_PATTERNS)


class NameList:
    """Names found in a set's texts: which kind each is, whose spelling, and why."""

    def __init__(
        self, *, texts: Iterable[str], owners: Iterable[str], also: Iterable[str], known: Iterable[str]
    ) -> None:
        texts = list(texts)
        #: name in lower case -> (kind, group, why)
        self.found: dict[str, tuple[str, str, str]] = {}
        #: Names as written that stand for themselves in texts; the others in owner columns only.
        everywhere: dict[str, None] = {}
        columns: dict[str, None] = {}
        for word in also:
            if word.strip():
                self._add("word", word.strip(), "asked for")
                everywhere[word.strip()] = None
        asked = list(everywhere)
        for cell in owners:
            for name in people_in(_KINDS.sub(",", cell)):
                common = everyday(name)
                why = "owner; in owner columns only, the words are everyday ones" if common else "owner"
                self._add("person", name, why)
                (columns if common else everywhere)[name] = None
        phones: dict[str, None] = {}
        words = known_words(texts, known)
        for text in texts:
            phones |= dict.fromkeys(number[1] for number in _LABELLED_PHONE.finditer(text))
            plain = _KINDS.sub(lambda hit: "\n" if hit.lastgroup != "handle" else hit.group(), text)
            for kind, name, why in (*labelled(plain), *companies(plain, words), *capitals(plain, words)):
                if name and not (why.startswith("stands") and everyday(name)):
                    self._add(kind, name, why)
                    everywhere[name] = None
        for number in phones:
            self.found[_plain(number)] = ("phone", number, "phone number")
        self._add_parts(everywhere)
        loose = [
            _spelt(name, whole=name in asked or " " in name)
            for name in sorted(everywhere, key=len, reverse=True)
        ]
        numbers = [re.escape(number) for number in sorted(phones, key=len, reverse=True)]
        more = [_spelt(name, whole=True) for name in sorted(columns, key=len, reverse=True)]
        self.in_texts = re.compile("|".join([_PATTERNS, *numbers, *loose]))
        self.in_owners = re.compile("|".join([_PATTERNS, *numbers, *loose, *more]))

    def _add(self, kind: str, name: str, why: str) -> None:
        self.found.setdefault(_plain(name), (kind, _plain(name), why))

    def _add_parts(self, everywhere: dict[str, None]) -> None:
        """Let "Ana" and "Beck" stand for the same person as "Ana Beck", unless two people share the part."""
        claims: dict[str, set[str]] = {}
        for name in list(everywhere):
            kind, group, _ = self.found[_plain(name)]
            parts = name.split()
            if kind != "person" or not 2 <= len(parts) <= 4 or any(map(everyday, parts)):
                continue
            for part in parts:
                if part[0].isupper() and len(part) > 1 and part[-1] != ".":
                    claims.setdefault(part, set()).add(group)
        for part, groups in claims.items():
            if _plain(part) not in self.found:
                group = groups.pop() if len(groups) == 1 else _plain(part)
                self.found[_plain(part)] = ("person", group, "part of a name")
            everywhere[part] = None

    def sort_of(self, text: str) -> tuple[str, str, str]:
        """Return kind, group and reason of a text that ``in_texts`` or ``in_owners`` found."""
        known = self.found.get(_plain(text))
        if known:
            return known
        hit = _KINDS.fullmatch(text)
        kind = (hit.lastgroup if hit else None) or "name"
        if kind == "handle":
            return "person", text, "starts with @"
        return kind, text, {"mail": "mail address", "url": "link", "phone": "phone number"}.get(kind, "")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _spelt(name: str, *, whole: bool) -> str:
    """Return a pattern: phrases in any case; a single word as written, with a capital, or all in capitals."""
    if whole:
        pattern = "(?i:" + r"\s+".join(map(re.escape, name.split())) + ")"
    else:
        forms = dict.fromkeys((name, name[:1].upper() + name[1:], name.upper()))
        pattern = f"(?:{'|'.join(map(re.escape, forms))})"
    start = r"(?<!\w)" if re.match(r"\w", name) else ""
    return start + pattern + (r"(?!\w)" if re.search(r"\w\Z", name) else "")
