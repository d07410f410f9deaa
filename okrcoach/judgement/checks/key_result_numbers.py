"""The tests of the rules about one key result's numbers: size, units, direction, absolutes."""

from __future__ import annotations

import re
from itertools import pairwise

from okrcoach.judgement.rule import SKIPPED, Hit, Outcome, Seen
from okrcoach.language import read
from okrcoach.language.catalogue import Found, find_measures
from okrcoach.language.grammar import PREPOSITIONS
from okrcoach.model import Amount, AmountRole, Better, Direction, Kind, Role, Span

#: No author gives a number for a move that is too small or too large: these bounds are our own.
TINY_MOVE, HUGE_MOVE, HUGE_CUT = 0.02, 10.0, 20.0
#: Below so many of something a tenfold rise is how things begin: "from 2 to 20 customers".
_SMALL_COUNT = 20

_SECONDS = {
    "ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0, "week": 604800.0,
    "fortnight": 1209600.0, "month": 2629800.0, "quarter": 7889400.0, "year": 31557600.0,
}  # fmt: skip
_COINS = frozenset(
    "$ \u20ac \u00a3 \u00a5 \u20b9 usd eur gbp chf aud cad nzd sek nok dkk inr zar jpy sgd pln czk".split()
)
_SHARE = re.compile(r"\b(?:share|proportion|percentage|fraction) of\b", re.IGNORECASE)
#: What may well be more than all of it.
_MAY_EXCEED = re.compile(
    r"\b(?:quota|target|plan|budget|goal|forecast|capacity|revenue|retention|baseline|last|previous|prior|growth"
    r"|expected|requirement|demand|coverage|year)\b",
    re.IGNORECASE,
)
#: Where an absolute needs no reason because it is a reason itself.
_SAFETY = re.compile(
    r"\b(?:injur\w+|accidents?|fatal\w+|harm\w*|deaths?|die|died|safe\w*|legal\w*|laws?|lawful|complian\w+"
    r"|regulat\w+|audit\w*|breach\w*|secur\w+|vaccin\w+|medicat\w+|medicine|drugs?|abuse|violen\w+|falls?"
    r"|infection\w*|fire|emergency|gdpr|data loss|lost data|fraud|bribe\w*|because|required by"
    r"|certif\w+|encrypt\w+|backup\w*|patched|vulnerabilit\w+|consent)\b",
    re.IGNORECASE,
)
_ABSOLUTE_WORDS = re.compile(r"\b(?:to|with|at|reach|achieve) (zero)\b|^\W*(zero)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:about |around |currently |today'?s |~ ?)?$", re.IGNORECASE)
#: What stands between the two ends: "from 12 working days down to 8".
_TO = re.compile(
    r"\s*(?:[a-z%/.]+ ){0,3}?(?:down |up )?(?:to|\u2192|->|=>)(?: at least| under| below)?\s*", re.I
)
#: Faster is up and the time is down.
_HURRY = frozenset(("speed", "accelerate", "quicken", "hasten", "expedite"))
_TURNED_ROUND = re.compile(
    r"\b(?:rank\w*|place|position|frequency|cadence|deficit|loss\w*|negative|minus|gap)\b|\u00b1",
    re.IGNORECASE,
)


def _judged(seen: Seen) -> bool:
    """Whether it is a result: tasks and heartbeats are told what they are, and nothing about numbers."""
    return (
        seen.role not in (Role.OBJECTIVE, Role.TASK, Role.HEARTBEAT) and seen.verdict.kind is Kind.OUTCOME_KR
    )


def _from_column(text: str) -> Amount | None:
    amounts = read(text).amounts if text else ()
    return amounts[0] if len(amounts) == 1 and amounts[0].value is not None else None


def ends_of(seen: Seen) -> tuple[Amount, Amount, bool] | None:
    """Start, target and whether both stand in the line itself; None unless both are single numbers.

    In the line only "from 12 to 8" counts, one straight after the other: elsewhere a number in
    between ("checked within 24 hours, from 47% to 80%") is too easily taken for an end.
    """
    text = seen.statement.text
    for start, target in pairwise(seen.reading.amounts):
        roles = (start.role, target.role)
        joined = _TO.fullmatch(text, start.span.end, target.span.start)
        arrow = joined and joined.group().strip() in ("\u2192", "->", "=>")
        joined = joined if arrow or _FROM.search(text[: start.span.start]) else None
        if roles == (AmountRole.BASELINE, AmountRole.TARGET) and joined and _single(start, target):
            return start, target, True
    if any(a.role in (AmountRole.BASELINE, AmountRole.TARGET) for a in seen.reading.amounts):
        return None
    first, last = _from_column(seen.column("baseline")), _from_column(seen.column("target"))
    return (first, last, False) if first is not None and last is not None and _single(first, last) else None


def _single(start: Amount, target: Amount) -> bool:
    """Whether both are one number each, and no ratios or times of day ("1 in 5", "1:40")."""
    if "part" in (start.unit, target.unit) or ":" in start.text + target.text:
        return False
    return start.value is not None is not target.value and start.high is None is target.high


def _sort(unit: str) -> str:
    if unit in ("%", "points"):
        return "share"
    if unit in _SECONDS:
        return "time"
    return "money" if unit in _COINS else "count" if unit in ("count", "") else "other"


def _values(seen: Seen) -> tuple[float, float, str] | None:
    """Start and target in one unit with its sort; None where they cannot be compared."""
    ends = ends_of(seen)
    if ends is None:
        return None
    start, target, _ = ends
    assert start.value is not None
    assert target.value is not None
    a, b = start.unit, target.unit
    # "From 12 to 8 days", "from 12% to 8": the unit is said once.
    a, b = (b if a == "count" else a), (a if b == "count" else b)
    sort = _sort(a)
    if sort != _sort(b) or sort == "other" or (sort == "money" and a != b):
        return None
    if sort == "time":
        return start.value * _SECONDS[a], target.value * _SECONDS[b], sort
    return start.value, target.value, sort


def mixes_units(seen: Seen) -> Outcome:
    """Start and target are of different sorts, so nothing lies between them."""
    if not _judged(seen):
        return SKIPPED
    ends = ends_of(seen)
    if ends is None:
        return None
    start, target, inside = ends
    sorts = {_sort(start.unit), _sort(target.unit)}
    coins = {start.unit, target.unit} & {"$", "\u20ac", "\u00a3"}
    if (len(sorts) == 2 and sorts <= {"share", "time", "money"}) or len(coins) == 2:
        more = f"{start.text.strip()} and {target.text.strip()}"
        return Hit(span=_hull(start, target) if inside else None, more=more)
    return None


def _hull(start: Amount, target: Amount) -> Span:
    return Span(min(start.span.start, target.span.start), max(start.span.end, target.span.end))


def _verb_moves(seen: Seen) -> Direction | None:
    """Up or down as the verb says, None for verbs that say neither or both."""
    clause = seen.reading.clause
    if clause.verb is None or clause.form not in ("imperative", "gerund"):
        return None
    verb = seen.reading.items[clause.verb]
    tags = verb.tags
    if verb.lemma in _HURRY:
        return None
    if "v:up" in tags and "v:down" not in tags:
        return Direction.UP
    return Direction.DOWN if "v:down" in tags and "v:up" not in tags else None


def contradicts_itself(seen: Seen) -> Outcome:
    """The verb says one way, the numbers go the other."""
    if not _judged(seen):
        return SKIPPED
    ends, values, moves = ends_of(seen), _values(seen), _verb_moves(seen)
    if ends is None or values is None or moves is None or not ends[2]:
        return None
    span = _hull(ends[0], ends[1])
    signed = any(seen.statement.text[max(0, a.span.start - 1) : a.span.start] in "-\u2212+" for a in ends[:2])
    if signed or _TURNED_ROUND.search(seen.statement.text):
        return None
    down = values[1] < values[0]
    if values[0] == values[1] or down is (moves is Direction.DOWN):
        return None
    words = ("up", "down") if down else ("down", "up")
    return Hit(span=span, more=f"The verb goes {words[0]}, the numbers go {words[1]}")


def _named_measure(seen: Seen) -> Found | None:
    """The one measure of the catalogue that the line is about, where it is nothing but that measure."""
    quantity = seen.reading.quantity
    if quantity is None or quantity.measure is None:
        return None
    found = find_measures(seen.reading)
    if len(found) != 1 or not found[0].span.overlaps(quantity.measure.span):
        return None
    plain = {"the", "our", "overall", "average", "total", "monthly", "annual", "rate", "score", "customer"}
    words = set(re.findall(r"[a-z]+", quantity.measure.text.lower()))
    named = set(re.findall(r"[a-z]+", found[0].span.of(seen.statement.text).lower()))
    return found[0] if words - named - plain <= PREPOSITIONS else None


def goes_wrong_way(seen: Seen) -> Outcome:
    """A measure pushed to where it is worse."""
    if not _judged(seen) or isinstance(contradicts_itself(seen), Hit):
        return SKIPPED
    moves, values = _verb_moves(seen), _values(seen)
    if values is not None and values[0] != values[1]:
        moves = Direction.UP if values[1] > values[0] else Direction.DOWN
    found = _named_measure(seen) if moves is not None else None
    if found is None or _TURNED_ROUND.search(seen.statement.text):
        return None
    wrong = {Better.UP: Direction.DOWN, Better.DOWN: Direction.UP}.get(found.measure.better)
    if wrong is not moves:
        return None
    return Hit(span=found.span, more="higher" if wrong is Direction.UP else "lower")


def moves_little(seen: Seen) -> Outcome:
    """A move of less than two in a hundred, or none; near the top of a scale what is missing counts."""
    if not _judged(seen):
        return SKIPPED
    ends, values = ends_of(seen), _values(seen)
    if ends is None or values is None:
        return None
    start, target, sort = values
    room = min(start, 100 - start) if sort == "share" and 0 < start < 100 else start
    if room <= 0 or (sort == "count" and start <= 100) or abs(target - start) / room >= TINY_MOVE:
        return None
    return Hit(span=_hull(ends[0], ends[1]) if ends[2] else None)


def moves_hugely(seen: Seen) -> Outcome:
    """Ten times and more, or down to a twentieth."""
    if not _judged(seen):
        return SKIPPED
    for amount in seen.reading.amounts:
        big = (amount.unit == "x" and (amount.value or 0) >= HUGE_MOVE) or (
            amount.unit == "%" and (amount.value or 0) >= (HUGE_MOVE - 1) * 100
        )
        if amount.role is AmountRole.CHANGE and big:
            return Hit(span=amount.span)
    ends, values = ends_of(seen), _values(seen)
    if ends is None or values is None or values[2] == "share":
        return None
    start, target, sort = values
    if start <= 0 or target <= 0 or (sort == "count" and max(start, target) < _SMALL_COUNT):
        return None
    grown = target / start >= HUGE_MOVE and (sort != "count" or start >= _SMALL_COUNT)
    if not grown and start / target < HUGE_CUT:
        return None
    return Hit(span=_hull(ends[0], ends[1]) if ends[2] else None)


def is_impossible(seen: Seen) -> Outcome:
    """More than all of something, or a fall by more than there is."""
    if not _judged(seen):
        return SKIPPED
    quantity = seen.reading.quantity
    text = seen.statement.text
    for amount in seen.reading.amounts:
        if amount.unit != "%" or (amount.value or 0) <= 100:
            continue
        if amount.role is AmountRole.CHANGE and _verb_moves(seen) is Direction.DOWN:
            return Hit(span=amount.span)
        measure = quantity.measure.text if quantity is not None and quantity.measure is not None else ""
        level = amount.role in (AmountRole.TARGET, AmountRole.THRESHOLD, AmountRole.BASELINE)
        if level and _SHARE.search(measure) and not _MAY_EXCEED.search(text):
            return Hit(span=amount.span)
    return None


def is_absolute(seen: Seen) -> Outcome:
    """All or nothing, and no word of why nothing less will do."""
    if not _judged(seen) or _SAFETY.search(seen.statement.text):
        return SKIPPED
    ends, values = ends_of(seen), _values(seen)
    # Of a handful the last one can be met: "from 4 to 0".
    if ends is not None and values is not None and values[0] > 10 and values[1:] == (0, "count"):
        return Hit(span=ends[1].span if ends[2] else None)
    for amount in seen.reading.amounts:
        if amount.role not in (AmountRole.TARGET, AmountRole.THRESHOLD) or amount.comparator in ("<", ">"):
            continue
        if amount.unit == "%" and amount.value in (0, 100):
            return Hit(span=amount.span)
    found = _ABSOLUTE_WORDS.search(seen.statement.text)
    if found is None:
        return None
    return Hit(span=Span(*found.span(1 if found[1] else 2)))
