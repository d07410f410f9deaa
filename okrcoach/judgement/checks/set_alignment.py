"""The tests behind the rules about how the lines of a set stand to each other and to those in charge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from okrcoach.judgement.conflicts import conflicts
from okrcoach.judgement.gist import Gist, gist, goal, measured, quantity_of, shown, way
from okrcoach.judgement.rule import SKIPPED, Hit, Outcome, Seen, SeenGroup, SeenSet
from okrcoach.language.catalogue import measures
from okrcoach.language.lexicon import lexicon
from okrcoach.model import Direction, Kind, Measure, Severity

_BOSSES = (
    r"(?:(?:the|our|top|senior|upper) )*(?:management|leadership(?: team)?|board(?: of directors)?"
    r"|c[efot]o|head ?office|headquarters|hq|executive (?:team|board)|executives|boss|bosses)"
)
_TOLD = r"(?:instructed|ordered|directed|demanded|dictated|decreed|mandated|decided|required)"
_ALL_OF_US = (
    r"(?:you|everyone|everybody|(?:all|every|each|the) (?:staff|employees?|team members?|colleagues?"
    r"|teams?|developers?|engineers?|agents?|managers?|departments?|salespeople|reps?))"
)
_DICTATES = re.compile(
    rf"\b{_BOSSES} (?:has |have |had )?(?:decided|decreed|ordered|instructed|mandated|dictated|demanded"
    r"|demands|told us|wants us to|expects us to|requires us to)\b"
    rf"|\bas {_TOLD} by {_BOSSES}\b"
    rf"|\b(?:mandated|imposed|handed down|dictated|decreed|ordered) by {_BOSSES}\b"
    r"|\bby order of\b|\bhanded down from above\b"
    rf"|\b{_ALL_OF_US} (?:must|shall|(?:is|are) (?:required|obliged|ordered) to)\b"
    r"(?! (?:not|never|feel|be|know|find|see|have|want)\b)",
    re.IGNORECASE,
)
_REWARD = (
    r"(?:bonus(?:es)?|salar(?:y|ies)|pay(?: rise| raise)?|compensation|remuneration|variable pay"
    r"|(?:annual |performance |yearly )?appraisals?|performance reviews?|performance ratings?)"
)
_WHOSE = r"(?:(?:the|your|our|their|his|her|yearly|annual|individual|team) )*"
_OF_US = (
    r"(?:this|these|those|the|our|your|all) (?:\w+ )?"
    r"(?:okrs?|goals?|targets?|key results?|objectives?|results)"
)
_PAYS = re.compile(
    r"\b(?:linked to|tied to|coupled to|counts? (?:in|into|to|towards?|for)|relevant (?:to|for)|feeds? into)"
    rf" {_WHOSE}{_REWARD}\b"
    rf"|\b{_REWARD}[ -]relevant\b"
    rf"|\b{_REWARD} (?:is |are |will be )?(?:linked to|tied to|coupled to|depends? on|dependent on)"
    rf" {_OF_US}\b"
    r"|\b(?:bonus|pay rise|pay raise)(?: \S+){0,3} (?:if|when|once)"
    r" (?:reached|achieved|met|we|you|all|the target)\b"
    r"|\bbonus(?:es)? (?:of \S+ )?(?:is |are |will be )?paid (?:out )?(?:if|when|on|for|once|according)\b"
    r"|^(?:bonus|pay|appraisal|salary)(?: (?:weight|share|relevant|relevance))?: *\S",
    re.IGNORECASE | re.MULTILINE,
)
_NOT = re.compile(
    r"\b(?:no|not|never|nor|without|don\u2019?'?t|doesn\u2019?'?t|isn\u2019?'?t|aren\u2019?'?t)\b"
)
_DEPARTMENT = (
    r"sales|marketing|finance|hr|human resources|it|operations|ops|engineering|legal|procurement|purchasing"
    r"|customer (?:support|service|success)|support|production|logistics|r&d|development|controlling"
    r"|accounting|communications|administration"
)
#: "Sales: ...", "Marketing objectives", "HR"; a sentence about a department only where no other
#: meaning is near: "Support is there at night" may well be about customers.
_NAMED = re.compile(
    rf"(?:the |our )?({_DEPARTMENT})(?:\s+(?:department|team|division|function))?"
    r"(?:\s+(?:objectives?|goals?|okrs?|targets?)\b|\s*[:|]|\s+[\-\u2013\u2014]\s|\s*$)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(sales|marketing|finance|hr|it|operations|engineering|legal|procurement|purchasing)"
    r" (?:department |team )?(?:generates|delivers|supports|hits|becomes|runs|provides|meets|achieves)\b",
    re.IGNORECASE,
)


def _promise(seen: Seen) -> frozenset[str]:
    """Words of an objective that measures are suggested under, shortened to their stem."""
    return frozenset(_stem(word) for word in gist(seen).words) & _topics()


def _stem(word: str) -> str:
    return word[:5]


@lru_cache(maxsize=1)
def _topics() -> frozenset[str]:
    return frozenset(_stem(w) for m in measures() for topic in m.topics for w in topic.split() if len(w) > 3)


def _about(measure: Measure) -> set[str]:
    lemma = lexicon().lemma
    texts = (measure.name, *measure.aliases, *measure.topics, measure.behaviour)
    return {_stem(lemma(word)[0]) for text in texts for word in text.lower().replace("-", " ").split()}


def not_covered(group: SeenGroup) -> Outcome:
    """No word of the promise, and none of its topics, in any key result, all of whose measures are known."""
    if group.aim is None or len(group.key_results) < 2:
        return SKIPPED
    promise = _promise(group.aim)
    if len(promise) < 2 or group.aim.verdict.unsure:
        return SKIPPED
    seen_words: set[str] = set()
    for seen in group.key_results:
        measure = measured(seen)
        if measure is None or seen.verdict.kind is not Kind.OUTCOME_KR:
            return SKIPPED
        seen_words |= _about(measure) | {_stem(word) for word in gist(seen).words}
    every = {_stem(word) for word in gist(group.aim).words}
    return Hit() if not every & seen_words else None


def _texts(seen: Seen) -> str:
    return " ".join(seen.statement.text.lower().split())


def _alike(one: Seen, other: Seen) -> bool:
    """Whether two lines are about the same thing, the same way round, for the same time."""
    if _texts(one) == _texts(other):
        return True
    first, second = gist(one), gist(other)
    if first != second or not first.words:
        return False
    if len(first.words) == 1 and (measured(one) is None or measured(one) != measured(other)):
        return False  # one word in common is enough where it names a measure
    ways = {way(one), way(other)}
    if {Direction.UP, Direction.DOWN} <= ways:
        return False
    q, p = quantity_of(one), quantity_of(other)
    if q is None or p is None:
        return True
    if q.deadline and p.deadline and q.deadline.text.lower() != p.deadline.text.lower():
        return False
    return not (q.baseline and p.baseline and q.baseline.value != p.baseline.value)


def _two_goals(one: Seen, other: Seen) -> bool:
    first, second = goal(one), goal(other)
    if first is None or second is None:
        return False
    return first.role is second.role and first.unit == second.unit and first.value != second.value


def _held_or_work(seen: Seen) -> bool:
    return seen.verdict.kind in (Kind.HEARTBEAT, Kind.TASK)


def _pairs(lines: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Pairs that may be about the same: each line with the first of its words, and with the one before.

    Not every line with every other: a portfolio has thousands.
    """
    firsts: dict[frozenset[str] | str, Seen] = {}
    lasts: dict[frozenset[str] | str, Seen] = {}
    for seen in lines:
        key = gist(seen).words or _texts(seen)
        if key in firsts:
            yield firsts[key], seen
            if lasts[key] is not firsts[key]:
                yield lasts[key], seen
        firsts.setdefault(key, seen)
        lasts[key] = seen


def near_duplicates(whole: SeenSet) -> Outcome:
    """Two objectives, or two key results, in nearly the same words."""
    aims = [group.aim for group in whole.groups if group.aim is not None]
    pairs = [
        (one, other)
        for lines in (aims, whole.key_results)
        for one, other in _pairs(lines)
        if _alike(one, other) and not _two_goals(one, other)
    ]
    if not pairs:
        return None
    one, other = pairs[0]
    ids = dict.fromkeys(seen.statement.id for pair in pairs for seen in pair)
    twice = _texts(one) == _texts(other)
    more = f"{shown(one)} stands there twice" if twice else f"{shown(one)} is nearly {shown(other)}"
    return Hit(more=more, lines=tuple(ids))


def two_targets(whole: SeenSet) -> Outcome:
    """One measure, two levels to reach by the same time."""
    lines = [seen for seen in whole.key_results if not _held_or_work(seen)]
    lines += [g.aim for g in whole.groups if g.aim is not None and g.aim.verdict.kind is Kind.OUTCOME_KR]
    for one, other in _pairs(lines):
        if _alike(one, other) and _two_goals(one, other):
            ids = (one.statement.id, other.statement.id)
            return Hit(more=f"{shown(one)} and {shown(other)}", lines=ids)
    return None


def cascade_copy(whole: SeenSet) -> Outcome:
    """An objective that is a key result of another objective once more."""
    above: dict[Gist, list[tuple[SeenGroup, Seen]]] = {}
    for group in whole.groups:
        for seen in group.key_results:
            above.setdefault(gist(seen), []).append((group, seen))
    for group in whole.groups:
        aim = group.aim
        if aim is None or len(gist(aim).words) < 2:
            continue
        for other, seen in above.get(gist(aim), ()):
            if other is not group and not _opposite(aim, seen):
                ids = (aim.statement.id, seen.statement.id)
                return Hit(more=f"{shown(aim)} repeats the key result {shown(seen)}", lines=ids)
    return None


def _opposite(one: Seen, other: Seen) -> bool:
    return {way(one), way(other)} >= {Direction.UP, Direction.DOWN}


def departments(whole: SeenSet) -> Outcome:
    """Half of the objectives and more are named after departments."""
    named: dict[str, Seen] = {}
    for group in whole.groups:
        if group.aim is None:
            continue
        words = group.aim.statement.text.strip()
        found = _NAMED.match(words) or _ACTS.match(words)
        if found and (found[1].lower() != "it" or found[1].isupper()):
            named.setdefault(found[1].lower(), group.aim)
    if len(named) < 2 or 2 * len(named) < len(whole.groups):
        return None
    aims = tuple(named.values())
    return Hit(
        more=" and ".join(shown(aim) for aim in aims[:2]), lines=tuple(aim.statement.id for aim in aims)
    )


def pulls_apart(whole: SeenSet) -> Outcome:
    """A heartbeat that pays for what a key result pushes."""
    found = conflicts(whole)
    if not found:
        return None
    first = next((c for c in found if c.excluded), found[0])
    texts = {seen.statement.id: seen for seen in whole.lines}
    ids = dict.fromkeys(i for c in found for i in (c.pushed, c.guarded))
    return Hit(
        more=f"{shown(texts[first.pushed])} pulls at {shown(texts[first.guarded])}. {first.why}",
        lines=tuple(ids),
        severity=None if first.excluded else Severity.NOTE,
    )


def _notes(whole: SeenSet) -> list[tuple[str, str]]:
    """Every text of a set with the id of its line, "" for what belongs to none."""
    okr_set = whole.okr_set
    texts = [(seen.statement.id, seen.statement.text) for seen in whole.lines]
    for objective in okr_set.objectives:
        texts.append((objective.statement.id, objective.note))
        texts += [(kr.statement.id, kr.note) for kr in objective.key_results]
    texts += [(heartbeat.statement.id, heartbeat.note) for heartbeat in okr_set.heartbeats]
    return [*texts, ("", okr_set.title), ("", okr_set.note)]


def _said(whole: SeenSet, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """The lines and notes in which a pattern is said and not denied: (id, the words)."""
    said = []
    for about, text in _notes(whole):
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 30) : found.start()]
            if not _NOT.search(before.lower()) and not _NOT.search(found[0].lower()):
                said.append((about, _in_context(text, found)))
                break
    return said


def _in_context(text: str, found: re.Match[str], most: int = 60) -> str:
    """The words found and a few that follow, cut between words."""
    end = text.find(" ", max(found.end(), found.start() + most))
    tail = text[found.start() : end if end > 0 else len(text)]
    return " ".join(tail.split()).rstrip(" .,;:)]") + ("\u2026" if end > 0 else "")


def _quoted(said: list[tuple[str, str]]) -> Outcome:
    if not said:
        return None
    ids = dict.fromkeys(about for about, _ in said if about)
    return Hit(more=f"\u201c{said[0][1]}\u201d", lines=tuple(ids))


def pays(whole: SeenSet) -> Outcome:
    """Words that tie the set to pay, a bonus or an appraisal."""
    return _quoted(_said(whole, _PAYS))


def dictates(whole: SeenSet) -> Outcome:
    """Words that hand the set down."""
    return _quoted(_said(whole, _DICTATES))
