"""A workspace's own words and corrections, as one value that is handed to whoever judges."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from okrcoach.judgement.corrections import Known, Pull, in_force, pull_of, sameness, traits
from okrcoach.judgement.profiles import COACH, Profile, profile, profile_from
from okrcoach.language import Reading, read
from okrcoach.language.lexicon import FUNCTION, Lexicon, lexicon
from okrcoach.language.tokens import cut
from okrcoach.model import Correction, Suppression

#: The shipped list of measures holds these as well.
_MEASURES = frozenset(("n:routine_measure", "n:time_measure"))


@dataclass(frozen=True)
class House:
    """What is special in one workspace. Without it everything is judged as shipped.

    Values are never changed: another vocabulary is another ``House``, and nothing is kept elsewhere.
    """

    #: (class, word or phrase) pairs such as ("n:measure", "care score"); classes are a letter for the
    #: folder (v, n, w) and a file of ``data/lexicons``.
    words: tuple[tuple[str, str], ...] = ()
    #: In the order in which they were noted; of several for the same statement the last one counts.
    corrections: tuple[Correction, ...] = ()
    #: The school that is followed.
    profile: Profile = COACH
    #: Findings that are not to be told, with the reasons.
    suppressions: tuple[Suppression, ...] = ()

    def reason_against(self, code: str, text: str) -> str | None:
        """Return why a finding of that rule about that statement was set aside, None when it was not."""
        if not self.suppressions:
            return None
        same = sameness(text)
        for one in self.suppressions:
            if one.rule == code and (not one.text or sameness(one.text) == same):
                return one.reason
        return None

    @cached_property
    def lexicon(self) -> Lexicon:
        """The shipped lists with the house's words."""
        return extended(lexicon(), self.words) if self.words else lexicon()

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """The corrections that count, read with the house's words."""
        return tuple(
            Known(c, sameness(c.text), traits(read(c.text, self.lexicon))) for c in in_force(self.corrections)
        )

    def pull(self, reading: Reading, scores: Sequence[float]) -> Pull | None:
        """Return what the corrections add to the scores (log-odds, one a kind) of a statement, or None."""
        return pull_of(self.known, reading, scores) if self.corrections else None

    def settles(self, text: str) -> bool:
        """Whether this very statement was corrected."""
        return bool(self.corrections) and sameness(text) in {one.same for one in self.known}


class Wishes(Protocol):
    """What a workspace's settings say about judging."""

    @property
    def profile(self) -> str: ...  # noqa: D102
    @property
    def profiles(self) -> Mapping[str, Mapping[str, Any]]: ...  # noqa: D102
    @property
    def rules(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def suppressions(self) -> tuple[Suppression, ...]: ...  # noqa: D102


def furnished(
    words: tuple[tuple[str, str], ...],
    corrections: tuple[Correction, ...],
    wishes: Wishes,
    profile: str | None = None,
) -> House:
    """Return the house that a workspace's files describe; ``profile`` wins over theirs.

    Raises ``ValueError`` for a rule or school that does not exist, naming the key.
    """
    from okrcoach.judgement.rules import RULES

    codes = {rule.code for rule in RULES}
    for one in wishes.suppressions:
        if one.rule not in codes:
            raise ValueError(f"suppress: there is no rule {one.rule}; see: okrcoach rules")
    followed = school(profile or wishes.profile, wishes.profiles, wishes.rules, codes)
    return House(words=words, corrections=corrections, profile=followed, suppressions=wishes.suppressions)


def school(
    name: str, own: Mapping[str, Mapping[str, Any]], changes: Mapping[str, Any], codes: Container[str]
) -> Profile:
    """Return the profile that a workspace follows.

    ``own`` are its own profiles by name (a table may say ``based_on``), ``changes`` what it switches in
    whichever counts, ``codes`` the rules there are. Raises ``ValueError`` naming the key that is wrong.
    """
    name = name.strip() or COACH.name
    found = _own(name, own, ()) if name in own else _shipped(name)
    try:
        found = profile_from(found.name, changes, found)
    except ValueError as error:
        raise ValueError(f"rules: {error}") from error
    for code in sorted({*found.off, *(code for code, _ in found.severity)}):
        if code not in codes:
            raise ValueError(f"there is no rule {code}; see the list: okrcoach rules")
    return found


def _own(name: str, own: Mapping[str, Mapping[str, Any]], above: tuple[str, ...]) -> Profile:
    if name in above:
        raise ValueError(f"profiles.{name}.based_on goes round in a circle")
    table = dict(own[name])
    base = table.pop("based_on", COACH.name)
    if not isinstance(base, str):
        raise ValueError(f"profiles.{name}.based_on is to be a name")  # noqa: TRY004 a value in a file
    below = _own(base, own, (*above, name)) if base in own else _shipped(base)
    try:
        return profile_from(name, table, below)
    except ValueError as error:
        raise ValueError(f"profiles.{name}: {error}") from error


def _shipped(name: str) -> Profile:
    try:
        return profile(name)
    except KeyError as error:
        raise ValueError(str(error.args[0])) from error


def extended(base: Lexicon, words: Iterable[tuple[str, str]]) -> Lexicon:
    """Return a lexicon that knows more words; ``base`` stays as it is.

    Where a word or phrase is listed already, the new class replaces its classes of the same letter:
    a dairy that says a "churn" is a deliverable means that it is no measure there.
    """
    ours: dict[tuple[str, ...], set[str]] = {}
    for name, entry in words:
        items = cut(" ".join(entry.split()), base)
        if len(items) == 1:
            key: tuple[str, ...] = (_headword(entry.strip().lower(), name[0], base),)
        else:
            key = tuple(item.lemma for item in items)
        if key:
            ours.setdefault(key, set()).update({name, "n:measure"} if name in _MEASURES else {name})
    single, phrases = dict(base.single), dict(base.phrases)
    for (first, *more), tags in ours.items():
        if not more:
            single[first] = _replaced(single.get(first, frozenset()), tags)
            continue
        seconds = phrases[first] = dict(phrases.get(first, {}))
        second, rest = more[0], tuple(more[1:])
        options = dict(seconds.get(second, ()))
        options[rest] = _replaced(options.get(rest, frozenset()), tags)
        seconds[second] = tuple(sorted(options.items(), key=lambda option: (-len(option[0]), option[0])))
    return Lexicon(single=single, phrases=phrases, irregular=base.irregular)


def _headword(lower: str, letter: str, base: Lexicon) -> str:
    """Return the form under which a single word is listed: nouns in singular, others as written."""
    lemma, form = base.lemma(lower)
    if letter != "n" or form != "s" or lemma in FUNCTION:
        return lower
    # "Goods" are no plural of "good": a base form known as something else is left alone.
    known = base.single.get(lemma)
    return lemma if not known or any(tag[0] in "nh" for tag in known) else lower


def _replaced(old: frozenset[str], new: set[str]) -> frozenset[str]:
    letters = {tag[0] for tag in new}
    if "n" in letters:
        letters.add("h")
    return frozenset(tag for tag in old if tag[0] not in letters) | new
