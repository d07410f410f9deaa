"""From a reading to a verdict: which kind, how sure, and every reason with its weight."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from okrcoach.judgement.corrections import with_pull
from okrcoach.judgement.cues import find_cues
from okrcoach.judgement.grams import find_grams
from okrcoach.judgement.plain import not_readable
from okrcoach.judgement.sayings import say, settling_question
from okrcoach.judgement.weights import KINDS, USUAL, Row, weights
from okrcoach.language import Reading, read
from okrcoach.model import AmountRole, Evidence, Kind, Quantity, Verdict

if TYPE_CHECKING:
    from okrcoach.judgement.house import House

#: Below this probability a second reading is offered, if it has at least the other share.
CLOSE, SECOND = 0.8, 0.1
#: So many reasons are named one by one; the rest is added up into a last one.
REASONS = 8
_SHARE = itemgetter(1)


def _size(total: tuple[float, list[int]]) -> float:
    return abs(total[0])


#: A sign that spoke: its name, the items it rests on, and what it adds to each kind.
Heard = tuple[str, int, int, Row]


def classify(text: str, house: House | None = None) -> Verdict:
    """Say what one statement is: objective, outcome key result, task or heartbeat.

    Deterministic, offline, any string. The weights of the evidence add up to the log-odds of the
    first reading over the second. A text without words or plainly not in English comes back with
    ``unsure`` filled and equal probabilities. ``house`` are a workspace's own words and corrections.
    """
    return judge(read(text) if house is None else read(text, house.lexicon), house)


def classify_many(texts: Iterable[str], house: House | None = None) -> Iterator[Verdict]:
    """Yield a verdict for each text as it comes; nothing is kept, so a stream may be endless."""
    for text in texts:
        yield classify(text, house)


def judge(reading: Reading, house: House | None = None) -> Verdict:
    """Judge a text that has been read (with the words of ``house``, when there is one)."""
    excuse = not_readable(reading)
    if excuse:
        even = tuple((kind, 1 / len(KINDS)) for kind in KINDS)
        return Verdict(
            text=reading.raw,
            kind=KINDS[0],
            ranking=even,
            second=None,
            settle="",
            evidence=(),
            quantity=None,
            unsure=excuse,
        )
    table = weights()
    cue_row, gram_row = table.cue, table.gram
    signs: list[Heard] = [(USUAL, 0, 0, table.usual)]
    signs += [(name, a, b, row) for name, (a, b) in find_cues(reading).items() if (row := cue_row(name))]
    named = len(signs)
    signs += [(name, a, b, row) for name, (a, b) in find_grams(reading).items() if (row := gram_row(name))]
    scores = [math.fsum(column) for column in zip(*[sign[3] for sign in signs], strict=True)]
    pull = house.pull(reading, scores) if house is not None else None
    if pull is not None:
        scores = [score + more for score, more in zip(scores, pull.row, strict=True)]
    ranking = _ranking(scores)
    first, second = KINDS.index(ranking[0][0]), KINDS.index(ranking[1][0])
    evidence = _evidence(reading, signs, named, first, second)
    close = ranking[0][1] < CLOSE and ranking[1][1] >= SECOND
    return Verdict(
        text=reading.raw,
        kind=ranking[0][0],
        ranking=ranking,
        second=ranking[1][0] if close else None,
        settle=settling_question(ranking[0][0], ranking[1][0]) if close else "",
        evidence=with_pull(evidence, pull, reading, first, second) if pull is not None else evidence,
        quantity=_worth_telling(reading, ranking[0][0]),
    )


def _ranking(scores: list[float]) -> tuple[tuple[Kind, float], ...]:
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    pairs = [(kind, r / total) for kind, r in zip(KINDS, raised, strict=True)]
    pairs.sort(key=_SHARE, reverse=True)
    return tuple(pairs)


def _worth_telling(reading: Reading, kind: Kind) -> Quantity | None:
    """A verdict tells of a quantity when the statement holds a number about a result."""
    found = reading.quantity
    if found is None or (kind is Kind.TASK and not (found.baseline and found.target) and not found.change):
        return None
    numbers = [a for a in (found.baseline, found.target, found.change) if a is not None]
    if not any(a.value is not None or a.unit == "x" for a in numbers):
        return None
    if kind is Kind.TASK and all(a.role is AmountRole.OWN_COUNT for a in numbers):
        return None
    return found


def _evidence(
    reading: Reading, signs: list[Heard], named: int, first: int, second: int
) -> tuple[Evidence, ...]:
    """Join the signs that rest on the same words, name the strongest, and add up the rest.

    The first ``named`` signs are the usual start and the named cues, the others are words.
    """
    groups: dict[object, list[int]] = {}
    weights_of = []
    for i, (name, begin, end, row) in enumerate(signs):
        weights_of.append(row[first] - row[second])
        where = (begin, end) if end > begin else name
        if where in groups:
            groups[where].append(i)
        else:
            groups[where] = [i]
    totals = [
        (weights_of[of[0]] if len(of) == 1 else math.fsum([weights_of[i] for i in of]), of)
        for of in groups.values()
    ]
    totals.sort(key=_size, reverse=True)
    made = []
    for total, members in totals[:REASONS]:
        # A named cue explains better than a word alone, so it speaks when it pulls the same way.
        best = members[0]
        if len(members) > 1:
            best = max(members, key=lambda i: (weights_of[i] * total > 0, i < named, abs(weights_of[i])))
        name, begin, end, row = signs[best]
        span = reading.span(begin, end) if end > begin else None
        quote = span.of(reading.raw) if span else ""
        towards = None
        if best >= named:
            name, towards = "word:" + name, KINDS[row.index(max(row))]
        says = say("usual" if name == USUAL else name, quote, towards)
        made.append(Evidence(cue=name, span=span, text=quote, weight=total, says=says))
    rest = [total for total, _ in totals[REASONS:]]
    if rest:
        says = f"{len(rest)} smaller signs taken together."
        made.append(Evidence(cue="rest", span=None, text="", weight=math.fsum(rest), says=says))
    return tuple(made)
