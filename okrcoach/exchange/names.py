"""Find names of people and organisations in the texts of a set: few, and each with a reason.

No model of language is at work here, only capitals, owner columns, company suffixes and word lists.
A run of capitals counts as a name when it does not start a sentence and no list, and no other text
of the set in lower case, knows its words. Texts that capitalise most words say nothing about names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from okrcoach.data import HERE

#: (kind, name as written, why).
Found = tuple[str, str, str]

_WORD = r"[^\W\d_][\w’'&-]*(?<![’'&-])"
_CAPITAL = re.compile(
    rf"(?<![\w@./]){_WORD}(?:[ \u00a0]+(?:(?:van|von|de|da|der|den|del|di|la|le|bin|al)[ \u00a0]+)*{_WORD})*"
)
_SUFFIX = (
    r"(?:GmbH & Co\.? KG|GmbH|gGmbH|mbH|AG|KG|KGaA|UG|e\.?V\.?|Ltd\.?|Limited|Inc\.?|Incorporated|LLC|LLP"
    r"|Corp\.?|Corporation|PLC|plc|B\.?V\.?|N\.?V\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|S\.?A\.?S\.?|S\.A\.|A/S|ApS"
    r"|Oyj?|Pty|SARL|Kft)"
)
_COMPANY = re.compile(
    rf"(?<![\w.’'&+-])((?:[^\W\d_a-z][\w.’'&+-]*[ \u00a0]+(?:&[ \u00a0]+)?){{1,4}}){_SUFFIX}(?!\w)"
)
_LABELLED = re.compile(
    r"^[ \t]*(?:\w+ )?(owner|assignee|reporter|creator|lead|contact|sponsor|responsible|dri|accountable"
    r"|author|client|company|organi[sz]ation|account|employer)(?: name)?:[ \t]*(\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_COMPANIES = frozenset({"client", "company", "organisation", "organization", "account", "employer"})
_PARTS = re.compile(r"\s*(?:[,;/|+&\n\t<>()\[\]]|\s(?:and|und|et|y|with)\s)\s*")
_STARTS = re.compile(r"(?:^|[.!?:;•\n\r\t|(\[\"“„»]|(?:^|\s)[-–—*])[\s\"“„'‘(]*$")
_HEADING = re.compile(r"^[^:\n]{1,40}:(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Words:
    """What is known not to name anybody, in lower case: lists, and the set's own small words."""

    known: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word, or its singular, is known."""
        low = word.casefold().replace("’s", "").replace("'s", "")
        forms = [
            low,
            low.removesuffix("s"),
            low.removesuffix("es"),
            low.removesuffix("d"),
            low.removesuffix("ed"),
        ]
        return any(
            f in self.known for f in [*forms, low.removesuffix("ing"), f"{low.removesuffix('ing')}e"]
        ) or ("-" in low and all(part in self.known for part in low.split("-")))


def known_words(texts: Iterable[str], more: Iterable[str] = ()) -> Words:
    """Collect the words that are no names: lists, ``more``, and all that the texts have in lower case."""
    small = {
        word for text in texts for word in re.findall(r"(?<![\w@./-])[a-zà-öø-ÿ][\w’'-]*(?![\w@])", text)
    }
    return Words(_own_words() | small | {w.casefold() for phrase in more for w in phrase.split()})


def people_in(cell: str) -> Iterator[str]:
    """Yield the names in a cell of an owner column: one, or several parted by commas, slashes, "and"."""
    for part in _PARTS.split(cell):
        name = part.strip(" .:*_\"'“”")
        if name.startswith("@"):
            name = name[1:]
        if any(c.isalpha() for c in name) and "@" not in name:
            yield name


def everyday(name: str) -> bool:
    """Whether all words of a name are those of roles, departments, months and the like: "Head of Sales"."""
    return all(word in _no_names() for word in re.findall(r"[^\W_]+", name.casefold()))


def labelled(text: str) -> Iterator[Found]:
    """Yield names behind labels in notes, such as "Reporter: Ana Beck"."""
    for found in _LABELLED.finditer(text):
        kind = "organisation" if found[1].casefold() in _COMPANIES else "person"
        names = people_in(found[2]) if kind == "person" else iter([found[2].strip()])
        yield from ((kind, name, f"stands behind “{found[1]}:”") for name in names)


def companies(text: str, words: Words) -> Iterator[Found]:
    """Yield names with a company suffix, and the same without it."""
    for found in _COMPANY.finditer(text):
        parts = found[1].split()
        while len(parts) > 1 and words.has(parts[0]):
            del parts[0]
        core = " ".join(parts).rstrip(",")
        at = found.start() + found[1].index(parts[0])
        yield "organisation", text[at : found.end()], "company suffix"
        if not all(map(words.has, parts)):
            yield "organisation", core, "company suffix elsewhere"


def capitals(text: str, words: Words) -> Iterator[Found]:
    """Yield runs of capitalised words that nothing else explains."""
    text = _HEADING.sub(lambda found: " " * (len(found.group()) - 1) + ":", text)
    for run in _CAPITAL.finditer(text):
        yield from _names_of(
            run.group(), bool(_STARTS.search(text[: run.start()][-60:])), _in_title_case(text, words), words
        )


def _names_of(run: str, opens: bool, titled: bool, words: Words) -> Iterator[Found]:
    group: list[str] = []
    first = True
    parts = run.split()
    for i, part in enumerate([*parts, ""]):
        following = next((p for p in parts[i:] if p not in _JOINTS), "")
        joins = bool(group and part in _JOINTS and following and _is_name(following, words))
        if joins or (part and _is_name(part, words)):
            first = first if group else i == 0 and opens
            group.append(part)
            continue
        if group:
            yield from _judged(group, first, titled)
        group = []


def _judged(group: list[str], first: bool, titled: bool) -> Iterator[Found]:
    name = re.sub(r"[’']s$", "", " ".join(group))
    if re.split(r"[-’']", group[0].casefold())[0] in _given_names():
        yield "person", name, "starts with a given name"
    elif not titled and not (first and len(group) == 1):
        yield "name", name, "capitals within a sentence"


_JOINTS = frozenset("van von de da der den del di la le bin al".split())


def _is_name(word: str, words: Words) -> bool:
    """Whether a word is capitalised, no acronym, and unknown: camel case (GitHub) counts as a name too."""
    letters = word.replace("-", "").replace("’", "").replace("'", "").replace("&", "")
    if not word[0].isupper() or len(letters) < 2 or (letters.isupper() and len(letters) < 6):
        return False
    return not words.has(word)


def _in_title_case(text: str, words: Words) -> bool:
    """Whether most ordinary words within a text are capitalised: then capitals say nothing."""
    within = re.findall(r"(?<=[\w,] )[^\W\d_]{3,}", text)
    count = Counter(word[0].isupper() for word in within if words.has(word) and not word.isupper())
    return count[True] > 1 and count[True] > count[False]


@cache
def _own_words() -> frozenset[str]:
    files = sorted((HERE / "lexicons").glob("*/*.txt"))
    return _no_names() | {word for file in files for word in _words_of(file.read_text(encoding="utf-8"))}


@cache
def _no_names() -> frozenset[str]:
    return frozenset(_words_of((HERE / "names" / "no_names.txt").read_text(encoding="utf-8")))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(_words_of((HERE / "names" / "given_names.txt").read_text(encoding="utf-8")))


def _words_of(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            yield from line.casefold().split()
