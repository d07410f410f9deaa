"""Finds what pulls against each other in a set: a heartbeat that pays for what a key result pushes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from okrcoach.data import HERE
from okrcoach.judgement.gist import bound, gist, goal, measured, measures_in, quantity_of, way
from okrcoach.judgement.rule import Seen, SeenSet
from okrcoach.language.lexicon import lexicon
from okrcoach.language.reading import Reading
from okrcoach.model import AmountRole, Better, Direction, Kind

_Terms = tuple[tuple[str, ...], ...]
#: Conflicts told for one pushed line.
_MOST = 10
_SHARES = frozenset(("share", "percentage", "proportion", "percent"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two lines of a set that pull against each other."""

    #: Id of the line that is pushed, usually a key result.
    pushed: str
    #: Id of the line that is to hold meanwhile, usually a heartbeat.
    guarded: str
    #: Who feels both, or what both are about.
    audience: str
    #: One sentence.
    why: str
    #: Both cannot come true, whatever anybody does: the range ends before the target.
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class _Pull:
    pushed: _Terms
    way: Direction
    #: The pushed word has to be counted; a share of it ("visitors under forty") is something else.
    counted: bool
    guarded: _Terms
    audience: str
    why: str


@lru_cache(maxsize=1)
def _pulls() -> tuple[_Pull, ...]:
    """Return the table of opposing measures; raises ``ValueError`` for a faulty row."""
    pulls = []
    for number, line in enumerate((HERE / "conflicts.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != 6:
            raise ValueError(f"conflicts.tsv, line {number}: six columns are needed, there are {len(cells)}")
        pushed, to, of, guarded, audience, why = cells
        pulls.append(_Pull(_terms(pushed), Direction(to), of == "count", _terms(guarded), audience, why))
    return tuple(pulls)


def _terms(cell: str) -> _Terms:
    lemma = lexicon().lemma
    terms = [tuple(_bare(lemma(w)[0]) for w in term.replace("-", " ").split()) for term in cell.split(",")]
    return tuple(sorted((term for term in terms if term), key=len, reverse=True))


def _bare(lemma: str) -> str:
    """A lemma without its plural, which some words keep: "customers" is in the lists as it stands."""
    return lemma[:-1] if len(lemma) > 2 and lemma.endswith("s") and not lemma.endswith("ss") else lemma


def _names(lemmas: list[str], terms: _Terms) -> bool:
    """Whether one of the terms stands in a row of lemmas, its words side by side."""
    return any(
        tuple(lemmas[k : k + len(term)]) == term
        for term in terms
        for k in range(len(lemmas) - len(term) + 1)
        if lemmas[k] == term[0]
    )


def _lemmas(reading: Reading, begin: int, end: int) -> list[str]:
    return [_bare(item.lemma) for item in reading.items[begin:end] if not item.aside]


def _moved(seen: Seen) -> list[str]:
    """Lemmas of what a line is to move: its measure where one was read, else its main clause."""
    reading = seen.reading
    part = reading.quantity.measure if reading.quantity is not None else None
    if part is None:
        return _lemmas(reading, reading.clause.begin, reading.clause.end)
    inside = [
        k
        for k in range(len(reading.items))
        if reading.span(k, k + 1).start < part.span.end and reading.span(k, k + 1).end > part.span.start
    ]
    return _lemmas(reading, inside[0], inside[-1] + 1) if inside else []


def _is_share(seen: Seen) -> bool:
    quantity = quantity_of(seen)
    target = quantity.target if quantity is not None else None
    percent = target is not None and target.unit == "%" and target.role is not AmountRole.CHANGE
    return percent or any(item.lemma in _SHARES for item in seen.reading.items)


@dataclass(frozen=True, slots=True)
class _Held:
    """The lines to be held, by what they can be found under; so that a portfolio is gone through once."""

    by_pull: dict[int, list[Seen]]
    by_measure: dict[str, list[Seen]]
    by_words: dict[frozenset[str], list[Seen]]


def _held(lines: Iterable[Seen]) -> _Held:
    held = _Held({}, {}, {})
    for seen in lines:
        lemmas = _lemmas(seen.reading, 0, len(seen.reading.items))
        for k, pull in enumerate(_pulls()):
            if _names(lemmas, pull.guarded):
                held.by_pull.setdefault(k, []).append(seen)
        for found in measures_in(seen.reading):
            for name in (found.measure.name, *found.measure.aliases):
                held.by_measure.setdefault(name, []).append(seen)
        if bound(seen) is not None:
            held.by_words.setdefault(gist(seen).words, []).append(seen)
    return held


def _same_measure(pushed: Seen, to: Direction, held: _Held) -> Iterator[Conflict]:
    """Ranges that end before the target of the same measure is reached."""
    target = goal(pushed)
    if target is None or target.role is AmountRole.CHANGE or target.value is None:
        return
    words = gist(pushed).words
    for guarded in held.by_words.get(words, ()) if words else ():
        limit = bound(guarded)
        if limit is None or limit[1].value is None or limit[1].unit != target.unit:
            continue
        side, amount = limit
        beyond = target.value > limit[1].value if side == "below" else target.value < limit[1].value
        if beyond and to is (Direction.UP if side == "below" else Direction.DOWN):
            why = f"One is to get to {target.text}, the other ends at {amount.text}: both cannot be kept."
            audience = " ".join(_moved(pushed))
            yield _conflict(pushed, guarded, audience, why, excluded=True)


def _from_table(pushed: Seen, to: Direction, held: _Held) -> Iterator[Conflict]:
    """Pulls of our table."""
    moved, share = _moved(pushed), _is_share(pushed)
    for k, pull in enumerate(_pulls()):
        if pull.way is to and k in held.by_pull and not (pull.counted and share):
            if _names(moved, pull.pushed):
                yield from (_conflict(pushed, g, pull.audience, pull.why) for g in held.by_pull[k])


def _from_catalogue(pushed: Seen, to: Direction, held: _Held) -> Iterator[Conflict]:
    """Measures that the catalogue names as the ones to keep an eye on."""
    measure = measured(pushed)
    if measure is None or measure.better not in (Better(to.value), Better.RANGE):
        return
    verb = "raises" if to is Direction.UP else "brings down"
    why = f"What {verb} the one can be paid for by the other: {measure.name} and {measure.counter}."
    for guarded in held.by_measure.get(measure.counter, ()):
        yield _conflict(pushed, guarded, measure.topics[0] if measure.topics else measure.name, why)


def _conflict(pushed: Seen, guarded: Seen, audience: str, why: str, *, excluded: bool = False) -> Conflict:
    return Conflict(
        pushed=pushed.statement.id,
        guarded=guarded.statement.id,
        audience=audience,
        why=why,
        excluded=excluded,
    )


def conflicts(whole: SeenSet) -> tuple[Conflict, ...]:
    """Return every pair of a pushed line and a line to be held that pull against each other.

    Pushed are key results, counted tasks among them; held are heartbeats, and objectives and key results
    that are heartbeats in fact. One conflict a pair: a plain contradiction first, then our table of
    opposing measures, then the measure that the catalogue names as counter-measure. Ten for a pushed
    line at most: more would not be read.
    """
    aims = [group.aim for group in whole.groups if group.aim is not None]
    facts = [seen for seen in (*aims, *whole.key_results) if seen.sure_of(Kind.HEARTBEAT)]
    if not (whole.heartbeats or facts):
        return ()
    held = _held((*whole.heartbeats, *facts))
    found: dict[tuple[str, str], Conflict] = {}
    for pushed in whole.key_results:
        to = way(pushed)
        if to is None:
            continue
        pulls = (find(pushed, to, held) for find in (_same_measure, _from_table, _from_catalogue))
        mine: dict[str, Conflict] = {}
        for conflict in chain.from_iterable(pulls):
            mine.setdefault(conflict.guarded, conflict)
            if len(mine) == _MOST:
                break
        found.update(((c.pushed, c.guarded), c) for c in mine.values())
    return tuple(found.values())
