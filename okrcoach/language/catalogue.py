"""The measure catalogue: what can be measured, under all its names, found in any word order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from okrcoach.data import HERE
from okrcoach.language.lexicon import lexicon
from okrcoach.language.reading import Reading
from okrcoach.language.tokens import Item
from okrcoach.model import Better, Lens, Measure, MeasureRole, Span, Timing

#: So many items may lie between the words of one measure: "conversion of our free trials to paid".
_REACH = 7
#: Words that only hold a name together. "On" is none of them: "on-time delivery" is no "delivery time".
_GLUE = frozenset("of to for the a an by from with and our their its in at per that who among all".split())


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


def _split(name: str) -> list[str]:
    return name.lower().replace("-", " ").replace("/", " ").split()


def _content(name: str) -> tuple[str, ...]:
    """Lemmas of a name without the words that only hold it together, in their order."""
    lemma = lexicon().lemma
    return tuple(dict.fromkeys(lemma(w)[0] for w in _split(name) if w not in _GLUE))


@lru_cache(maxsize=1)
def _by_lemma() -> dict[str, tuple[tuple[tuple[str, ...], Measure], ...]]:
    """The rarest lemma of each name -> the name's lemmas and the measure, most lemmas first."""
    entries = [(_content(name), m) for m in measures() for name in (m.name, *m.aliases)]
    often = Counter(lemma for lemmas, _ in entries for lemma in lemmas)
    table: dict[str, list[tuple[tuple[str, ...], Measure]]] = {}
    for lemmas, measure in entries:
        if lemmas:
            rarest = min(lemmas, key=lambda lemma: (often[lemma], lemma))
            table.setdefault(rarest, []).append((lemmas, measure))
    return {
        lemma: tuple(sorted(found, key=lambda e: (-len(e[0]), e[1].name))) for lemma, found in table.items()
    }


def _place(items: tuple[Item, ...], i: int, lemmas: tuple[str, ...]) -> tuple[int, ...]:
    """Positions of a name's lemmas around ``i``, or () when it does not stand there.

    Three words and more may come in any order and loosely. Of two, "time to hire" must not be read
    out of "hire 3 full-time nurses": only glue may stand between them, and turned round they need
    an "of", "for" or "among" ("rate of conversion").
    """
    near = range(max(0, i - _REACH), min(len(items), i + _REACH + 1))
    at = {items[k].lemma: k for k in sorted(near, key=lambda k: -abs(k - i)) if items[k].lemma in lemmas}
    if len(at) < len(lemmas):
        return ()
    if len(lemmas) == 2:
        first, second = at[lemmas[0]], at[lemmas[1]]
        between = [items[k].lemma for k in range(min(first, second) + 1, max(first, second))]
        if any(lemma not in _GLUE for lemma in between):
            return ()
        if first > second and not set(between) & {"of", "for", "among"}:
            return ()
    return tuple(sorted(at.values()))


def find_measures(reading: Reading) -> tuple[Found, ...]:
    """Return the catalogue's measures that a statement names, the most words first.

    Inflection and word order are free ("conversion of trials to paid" is "trial-to-paid
    conversion"); words that belong to a longer measure are not counted for a shorter one.
    """
    items = reading.items
    table = _by_lemma()
    hits = [
        (-len(lemmas), at, measure)
        for i, item in enumerate(items)
        for lemmas, measure in table.get(item.lemma, ())
        if (at := _place(items, i, lemmas))
    ]
    taken: set[int] = set()
    found = []
    for _, at, measure in sorted(hits, key=lambda h: (h[0], h[1], h[2].name)):
        if taken.isdisjoint(at):
            taken.update(at)
            found.append(Found(measure, reading.span(at[0], at[-1] + 1)))
    return tuple(found)
