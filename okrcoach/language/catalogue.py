"""The measure catalogue: what can be measured, under all its names, found in any word order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from okrcoach.data import HERE
from okrcoach.language.lexicon import FUNCTION, lexicon
from okrcoach.language.reading import Reading
from okrcoach.model import Better, Lens, Measure, MeasureRole, Span, Timing

#: So many items may lie between the words of one measure: "conversion of our free trials to paid".
_REACH = 7


@dataclass(frozen=True, slots=True)
class Found:
    """A measure named in a statement."""

    measure: Measure
    #: Where its words stand in the author's text, from the first to the last.
    span: Span


@lru_cache(maxsize=1)
def measures() -> tuple[Measure, ...]:
    """Return the whole catalogue, in alphabetical order. Raises ``ValueError`` for a faulty row."""
    made: dict[str, Measure] = {}
    for file in sorted((HERE / "measures").glob("*.tsv")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line and line[0] != "#":
                measure = _measure(line, f"{file.name}, line {number}")
                made.setdefault(measure.name, measure)
    return tuple(made[name] for name in sorted(made))


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


def _measure(line: str, where: str) -> Measure:
    cells = line.split("\t")
    if len(cells) != 10:
        raise ValueError(f"{where}: ten columns are needed, there are {len(cells)}")
    name, aliases, unit, better, lens, timing, role, behaviour, counter, topics = (c.strip() for c in cells)
    return Measure(
        name=name,
        aliases=_words(aliases),
        unit=unit,
        better=Better(better),
        lens=Lens(lens),
        timing=Timing(timing),
        role=MeasureRole(role),
        behaviour=behaviour,
        counter=counter,
        topics=_words(topics),
    )


def _content(words: Iterable[str]) -> frozenset[str]:
    lemma = lexicon().lemma
    return frozenset(lemma(w)[0] for w in words if w not in FUNCTION)


def _split(name: str) -> list[str]:
    return name.lower().replace("-", " ").replace("/", " ").split()


@lru_cache(maxsize=1)
def _by_lemma() -> dict[str, tuple[tuple[frozenset[str], Measure], ...]]:
    """One lemma of each name -> the name's lemmas and the measure, most lemmas first."""
    entries = [(_content(_split(name)), m) for m in measures() for name in (m.name, *m.aliases)]
    often: dict[str, int] = {}
    for lemmas, _ in entries:
        for lemma in lemmas:
            often[lemma] = often.get(lemma, 0) + 1
    table: dict[str, list[tuple[frozenset[str], Measure]]] = {}
    for lemmas, measure in entries:
        if lemmas:
            rarest = min(lemmas, key=lambda lemma: (often[lemma], lemma))
            table.setdefault(rarest, []).append((lemmas, measure))
    return {
        lemma: tuple(sorted(found, key=lambda e: (-len(e[0]), e[1].name))) for lemma, found in table.items()
    }


def find_measures(reading: Reading) -> tuple[Found, ...]:
    """Return the catalogue's measures that a statement names, the most words first.

    Inflection and word order are free ("conversion of trials to paid" is "trial-to-paid
    conversion"); words that belong to a longer measure are not counted for a shorter one.
    """
    items = reading.items
    taken: set[int] = set()
    hits: list[tuple[int, frozenset[int], Measure]] = []
    table = _by_lemma()
    for i, item in enumerate(items):
        for lemmas, measure in table.get(item.lemma, ()):
            near = range(max(0, i - _REACH), min(len(items), i + _REACH + 1))
            at = {
                items[k].lemma: k for k in sorted(near, key=lambda k: -abs(k - i)) if items[k].lemma in lemmas
            }
            if len(at) == len(lemmas):
                hits.append((-len(lemmas), frozenset(at.values()), measure))
    found = []
    for _, at_items, measure in sorted(hits, key=lambda h: (h[0], min(h[1]), h[2].name)):
        if not at_items & taken:
            taken |= at_items
            found.append(Found(measure, reading.span(min(at_items), max(at_items) + 1)))
    return tuple(found)
