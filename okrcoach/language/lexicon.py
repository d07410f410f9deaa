"""Word lists: which classes of words a word or phrase belongs to, and what its base form is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from okrcoach.data import HERE

#: Folder of the lists -> the letter that its classes start with: "v:deliver", "n:measure", "w:praise".
_FOLDERS = {"verbs": "v", "nouns": "n", "words": "w"}
_SPLIT = re.compile(r"[\s\-/]+")
_NO_TAGS: frozenset[str] = frozenset()
#: Function words: never lemmatised, never phrases' heads.
FUNCTION = frozenset(
    """
    a an the this that these those our we us i my your their its his her of to in on at for from by with
    without within into onto over under above below between during per via through across after before
    until till since than as and or but nor so if when while where which who whose whom what how why not
    no never all any each every both more most less fewer least few many much other such only just also
    too very it they them he she you there here be is are was were been being am have has had having do
    does did can could will would shall should may might must up down out off about around against among
    upon towards toward instead because due thus then them themselves ourselves
    """.split()
)
_BE = {
    **dict.fromkeys(("is", "are", "was", "were", "been", "being", "am", "'s", "'re", "be"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "have"), "have"),
    **dict.fromkeys(("does", "did", "doing", "done"), "do"),
}

#: How a word ends tells what an unknown word is likely to be.
_ENDINGS = (
    ("s:person", ("ers", "ors", "ists", "ians", "ees", "ants", "ents")),
    ("s:quality", ("ity", "ness", "ship", "ism", "hood", "ence", "ance", "cy")),
    ("s:act", ("tion", "sion", "ment", "ations", "ments", "ings", "al")),
    ("s:praise", ("able", "ible", "ful", "ous", "ive", "less")),
)


@dataclass(frozen=True, slots=True)
class Word:
    """What the lists know about one word form."""

    lower: str
    lemma: str
    #: "base", "s", "ed" or "ing": how the form was made from the lemma.
    form: str
    tags: frozenset[str]

    @property
    def verb_classes(self) -> tuple[str, ...]:
        """Classes of verbs this may belong to, without their letter, sorted."""
        return tuple(sorted(t[2:] for t in self.tags if t[0] == "v"))


@dataclass(slots=True)
class Lexicon:
    """All word lists; looked up by word form, with a cache that stays bounded."""

    #: lemma -> tags
    single: dict[str, frozenset[str]] = field(default_factory=dict)
    #: first lemma -> second lemma -> ((lemmas from the third on, tags), ...), longest first
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]] = field(
        default_factory=dict
    )
    irregular: dict[str, str] = field(default_factory=dict)
    _words: dict[str, Word] = field(default_factory=dict)

    def word(self, text: str) -> Word:
        """Look one word form up."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) > 10_000:
                self._words.clear()
            known = self._words[text] = self._make(text.lower())
        return known

    def _make(self, lower: str) -> Word:
        lemma, form = self.lemma(lower)
        tags = self.single.get(lower, _NO_TAGS) | self.single.get(lemma, _NO_TAGS)
        if not tags and len(lower) > 4 and lower.isalpha() and lower not in FUNCTION:
            tags = frozenset(tag for tag, ends in _ENDINGS if lower.endswith(ends))
        return Word(lower, lemma, form, tags)

    def lemma(self, lower: str) -> tuple[str, str]:
        """Return base form and kind of inflection; unknown words are stripped by rule."""
        if lower in _BE:
            return _BE[lower], "base" if lower in ("be", "have") else "s"
        if lower in FUNCTION:
            return lower, "base"
        if lower in self.irregular:
            lemma = self.irregular[lower]
            classes = self.single.get(lemma, _NO_TAGS)
            plural = lower.endswith("s") or (classes and not any(tag[0] == "v" for tag in classes))
            return lemma, "ing" if lower.endswith("ing") else "s" if plural else "ed"
        if lower in self.single and not lower.endswith(("ed", "ing")):
            return lower, "base"
        options = _strip(lower)
        for lemma, form in options:
            if lemma in self.single:
                return lemma, form
        if lower in self.single:
            return lower, "base"
        return options[-1] if options else (lower, "base")


def _strip(lower: str) -> list[tuple[str, str]]:
    """Possible base forms of an inflected word, the plainest last."""
    n = len(lower)
    if n < 4 or not lower.isalpha():
        return []
    if lower.endswith("ies") and n > 4:
        return [(lower[:-1], "s"), (lower[:-3] + "y", "s")]
    if lower.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return [(lower[:-1], "s"), (lower[:-2], "s")]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return [(lower[:-1], "s")]
    for ending, form in (("ied", "ed"), ("ed", "ed"), ("ing", "ing")):
        if lower.endswith(ending) and n > len(ending) + 2:
            stem = lower[: -len(ending)]
            if ending == "ied":
                return [(stem + "y", form)]
            if not re.search(r"[aeiouy]", stem):
                return []
            doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sleoz"
            plain = (
                stem + "e" if re.search(r"(?:[^aeiou][aeiou][cvsgzu]|at|iz|ur|rg|dg|nc|ut)$", stem) else stem
            )
            return [(stem + "e", form), (stem, form), (stem[:-1] if stem[-1] == stem[-2:-1] else stem, form),
                    (stem[:-1] if doubled else plain, form)]  # fmt: skip
    return []


def _entries(path: str) -> list[str]:
    lines = (HERE / "lexicons" / path).read_text(encoding="utf-8").splitlines()
    return [line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip()]


def _heads(rows: list[tuple[tuple[str, ...], str]]) -> dict[str, str]:
    """Learn what a noun names from the listed phrases that end in it.

    "Welcome guide", "style guide" and "user guide" are deliverables, so an unlisted "ward guide" is
    likely one too: the word gets the soft class ``h:deliverable``. Asked for are two phrases and a
    clear majority.
    """
    ends: dict[str, Counter[str]] = {}
    for words, tag in rows:
        if tag[0] == "n" and len(words) > 1 and words[-1] not in FUNCTION:
            ends.setdefault(words[-1], Counter())[tag] += 1
    found = {}
    for word, counts in ends.items():
        tag, most = counts.most_common(1)[0]
        if most >= 2 and most >= 0.6 * counts.total():
            found[word] = "h" + tag[1:]
    return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Load the lists once."""
    made = Lexicon()
    rows: list[tuple[tuple[str, ...], str]] = []
    single: dict[str, set[str]] = {}
    for folder, letter in _FOLDERS.items():
        for file in sorted((HERE / "lexicons" / folder).glob("*.txt")):
            if file.stem == "irregular":
                pairs = (line.partition("\t") for line in _entries(f"{folder}/{file.name}"))
                made.irregular = {form: lemma for form, _, lemma in pairs}
                continue
            for entry in _entries(f"{folder}/{file.name}"):
                words = tuple(w for w in _SPLIT.split(entry.lower()) if w)
                rows.append((words, f"{letter}:{file.stem}"))
                if len(words) == 1:
                    single.setdefault(words[0], set()).add(f"{letter}:{file.stem}")
    for word, tag in _heads(rows).items():
        single.setdefault(word, set()).add(tag)
    made.single = {word: frozenset(tags) for word, tags in single.items()}
    tags_of: dict[tuple[str, ...], set[str]] = {}
    for words, tag in rows:
        if len(words) > 1:
            tags_of.setdefault(tuple(made.lemma(w)[0] for w in words), set()).add(tag)
    grouped: dict[str, dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]] = {}
    for (first, second, *rest), tags in tags_of.items():
        grouped.setdefault(first, {}).setdefault(second, []).append((tuple(rest), frozenset(tags)))
    made.phrases = {
        first: {
            second: tuple(sorted(options, key=lambda o: (-len(o[0]), o[0])))
            for second, options in more.items()
        }
        for first, more in grouped.items()
    }
    return made
