"""The measure picker: the catalogue searched while somebody types, or by the words of an objective."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import Any

from okrcoach.judgement.offers import suggestions
from okrcoach.language import read
from okrcoach.language.catalogue import find_measures, measures
from okrcoach.language.lexicon import FUNCTION, lexicon
from okrcoach.model import Better, Lens, Measure, MeasureRole, Timing
from okrcoach.report.words import sentence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LENSES = {
    Lens.BUSINESS: "customers and business",
    Lens.FLOW: "flow of the work",
    Lens.TEAM: "the team itself",
}
_TIMINGS = {Timing.LEADING: "moves early", Timing.LAGGING: "moves late"}
_WAYS = {Better.UP: "more is better", Better.DOWN: "less is better", Better.RANGE: "best within a range"}
_ROLES = {
    MeasureRole.HEARTBEAT: "Usually a heartbeat: watched and held, seldom raised.",
    MeasureRole.GUARDRAIL: "Usually a guardrail: it keeps a push from doing harm.",
    MeasureRole.VANITY: "May rise with nothing of value happening.",
}
#: What a result moves comes first; attention that may rise with nothing of value happening comes last.
_ORDER = (MeasureRole.RESULT, MeasureRole.GUARDRAIL, MeasureRole.HEARTBEAT, MeasureRole.VANITY)
_MOST = 5
_FEW = 3
#: Comes behind every letter.
_LAST = "\U0010ffff"
#: What a measure has to share with an objective to be suggested.
_CLOSE = 9.0
#: Weight of a word that stands in the name, in another name, in a topic, in what it reflects.
_WEIGHTS = (4.0, 3.0, 2.0, 1.0)
_PLAIN_NAME = re.compile(r"(?:count|rate|score|share|size|backlog|load|size|index|headcount|factor)$")


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in FUNCTION]


@lru_cache(maxsize=1)
def _entries() -> tuple[tuple[Measure, tuple[frozenset[str], ...]], ...]:
    """Each measure with the words of its name, other names, topics, and what it reflects."""
    return tuple(
        (
            measure,
            tuple(
                frozenset(_words(text))
                for text in (
                    measure.name, " ".join(measure.aliases), " ".join(measure.topics), measure.behaviour
                )
            ),
        )
        for measure in measures()
    )  # fmt: skip


def _stem(word: str) -> str:
    """Return how other forms of a word begin, too: "call" for "calls"; a word half typed as it stands."""
    lemma = lexicon().lemma(word)[0]
    return lemma if word.startswith(lemma) else word


@lru_cache(maxsize=1)
def _by_word() -> tuple[list[str], dict[str, dict[int, float]]]:
    """All words in order, and for each of them the numbers of the measures with its weight in them."""
    table: dict[str, dict[int, float]] = {}
    for number, (_, fields) in enumerate(_entries()):
        for weight, field in zip(_WEIGHTS, fields, strict=True):
            for word in field:
                own = table.setdefault(word, {})
                own[number] = max(own.get(number, 0.0), weight)
    return sorted(table), table


def _beginning(word: str) -> dict[int, float]:
    """Return the measures in which a word begins a word, with its weight; a whole word counts more."""
    order, table = _by_word()
    best: dict[int, float] = {}
    for found in order[bisect_left(order, word) : bisect_left(order, word + _LAST)]:
        for number, weight in table[found].items():
            best[number] = max(best.get(number, 0.0), weight * (1.5 if found == word else 1.0))
    return best


@lru_cache(maxsize=256)
def search(query: str) -> tuple[Measure, ...]:
    """Return the measures in which every word of ``query`` begins a word, the closest first; at most five."""
    wanted = [_beginning(_stem(word)) for word in _words(query)[:8]]
    if not wanted:
        return ()
    numbers = set(wanted[0]).intersection(*wanted[1:])
    found = []
    for number in numbers:
        measure = _entries()[number][0]
        score = sum(best[number] for best in wanted)
        found.append((-score, _ORDER.index(measure.role), len(measure.name), measure.name, measure))
    return tuple(entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1])[:_MOST])


@lru_cache(maxsize=1)
def _by_lemma() -> tuple[dict[str, list[tuple[int, float]]], dict[str, float]]:
    """Lemma -> (number of the measure, weight), and how much a lemma tells by being rare."""
    lemma = lexicon().lemma
    table: dict[str, dict[int, float]] = {}
    for word, numbers in _by_word()[1].items():
        own = table.setdefault(lemma(word)[0], {})
        for number, weight in numbers.items():
            own[number] = max(own.get(number, 0.0), weight)
    often = Counter({word: len(own) for word, own in table.items()})
    rare = {word: math.log(len(_entries()) / n) for word, n in often.items()}
    return {word: list(own.items()) for word, own in table.items()}, rare


@lru_cache(maxsize=64)
def suggested(words: str) -> tuple[Measure, ...]:
    """Return the measures that the words of an objective bring to mind, the closest first; at most three."""
    table, rare = _by_lemma()
    lemma = lexicon().lemma
    scores: Counter[int] = Counter()
    for word in {lemma(word)[0] for word in _words(words)}:
        for number, weight in table.get(word, ()):
            scores[number] += weight * rare[word]  # type: ignore[assignment]
    results = [
        (-score, _entries()[number][0].name, _entries()[number][0])
        for number, score in scores.items()
        if _entries()[number][0].role is MeasureRole.RESULT and score >= _CLOSE
    ]
    return tuple(entry[-1] for entry in sorted(results, key=lambda entry: entry[:2])[:_FEW])


@lru_cache(maxsize=64)
def asked(objective: str) -> tuple[tuple[str, str], ...]:
    """Return (measure, question) for the topic of an objective, where our list of topics has it."""
    if not objective.strip():
        return ()
    return tuple((one.measure, one.question) for one in suggestions(read(objective)))


@lru_cache(maxsize=256)
def named(words: str) -> Measure | None:
    """Return the measure that these words name; None when the catalogue knows none that is all of them."""
    if not words.strip():
        return None
    whole = " ".join(_words(words))
    close = search(words)
    exact = [m for m in close if whole in {" ".join(_words(name)) for name in (m.name, *m.aliases)}]
    if exact:
        return exact[0]
    found = find_measures(read(words))
    return found[0].measure if found else None


def written(measure: Measure) -> str:
    """Return the name as it stands in a sentence: "the repeat contact rate", "app downloads"."""
    name = measure.name
    if (
        measure.unit != "count"
        or _PLAIN_NAME.search(name)
        or re.search(r"\b(?:per|in|on|to|of|with)\b", name)
    ):
        return f"the {name}"
    if name.endswith("s") or not name[-1].isalpha():
        return name
    return f"{name[:-1]}ies" if re.search(r"[^aeiou]y$", name) else f"{name}s"


def described(measure: Measure) -> dict[str, Any]:
    """Return what a picker shows of a measure."""
    return {
        "name": measure.name,
        "title": sentence(measure.name),
        "reflects": sentence(measure.behaviour),
        "facts": [_LENSES[measure.lens], _TIMINGS[measure.timing], _WAYS[measure.better]],
        "unit": measure.unit,
        "role": _ROLES.get(measure.role, ""),
        "counter": measure.counter,
        "aliases": ", ".join(measure.aliases[:3]),
    }
