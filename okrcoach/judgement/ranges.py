"""The acceptable range of a measure, and where its value stands now: from its words or its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from okrcoach.judgement.rule import Seen
from okrcoach.language import read
from okrcoach.language.catalogue import find_measures
from okrcoach.model import Amount, AmountRole, Better, Heartbeat, Measure

LOWEST, HIGHEST = "<lowest>", "<highest>"
#: "No inquiry takes more than a day": the bound is turned round from afar.
_NONE = re.compile(
    r"\W*(?:no|none|never|nobody|don.?t|do not)\b(?!\s+(?:more|less|fewer|later|longer|lower|higher)\b)",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:max(?:imum)?|at most|up to|ceiling)\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?:min(?:imum)?|at least|floor)\b", re.IGNORECASE)
_TIMES = frozenset("ms s second min minute h hour day week month quarter year".split())
#: Units of which one says "higher", not "more".
_LEVELS = ("%", "rating")
#: "95% +/- 2%" is not taken apart, and of "2 in 10,000" only half would be compared.
_OTHER_FORM = re.compile(r"\u00b1|\+\s?/\s?[-\u2212]|\d in \d")
#: What stood beside a heartbeat is kept as "Heading: value".
_NOW = re.compile(r"(?im)^(?:current(?: value)?|actual(?: value)?|latest|now|today|to date)\s*:\s*(\S.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What is still fine, both ends included; an end that the author left open is None."""

    lowest: Amount | None = None
    highest: Amount | None = None

    @property
    def words(self) -> str:
        """The range as it follows "keep it": "at 95% or higher", "between 2 and 4 hours"."""
        if self.lowest is not None and self.highest is not None:
            return f"between {self.lowest.text} and {self.highest.text}"
        if self.lowest is not None:
            more = "higher" if self.lowest.unit in _LEVELS else "more"
            return f"at {self.lowest.text}" + ("" if _is_all(self.lowest) else f" or {more}")
        if self.highest is not None:
            less = "lower" if self.highest.unit in _LEVELS else "less"
            return f"at {self.highest.text} or {less}"
        return f"between {LOWEST} and {HIGHEST}"

    def left_by(self, now: Amount) -> str:
        """Return "below 95%" or "above 4 hours" when the value is outside, else "".

        "" also when the two cannot be compared: other units, a share written as 0.93.
        """
        if self.lowest is not None and _comparable(self.lowest, now) and _value(now) < _value(self.lowest):
            return f"below {self.lowest.text}"
        if self.highest is not None and _comparable(self.highest, now) and _value(now) > _value(self.highest):
            return f"above {self.highest.text}"
        return ""


def measure_of(seen: Seen) -> Measure | None:
    """Return the measure of the catalogue that a statement names, the longest name of several."""
    found = find_measures(seen.reading)
    return found[0].measure if found else None


def range_of(seen: Seen, heartbeat: Heartbeat | None = None) -> Range | None:
    """Return what is still fine: from the column for it, else from the words; None when neither says so.

    A single value without "at least" or "at most" is a bound only where the catalogue knows which way is
    better: nothing is guessed.
    """
    measure = measure_of(seen)
    if heartbeat is not None and heartbeat.accepted:
        reading = read(heartbeat.accepted)
        amounts = tuple(a for a in reading.amounts if a.value is not None)
        return _range(heartbeat.accepted, amounts, measure, column=True)
    if _NONE.match(seen.statement.text):
        return None
    built = seen.reading.clause
    verb = seen.reading.items[built.verb] if built.verb is not None else None
    if built.form == "imperative" and verb is not None and "v:maintain" not in verb.tags:
        # "Eliminate all long tasks (> 10 minutes)": what is done has a number, but no range.
        return None
    amounts = tuple(
        a
        for a in seen.reading.amounts
        if a.value is not None
        and a.role not in (AmountRole.OTHER, AmountRole.CHANGE, AmountRole.BASELINE)
        and (a.comparator or a.role is not AmountRole.OWN_COUNT or measure is not None)
    )
    return _range(seen.statement.text, amounts, measure, column=False)


def current_of(seen: Seen, heartbeat: Heartbeat | None = None) -> Amount | None:
    """Return where the value stands now, from the column for it; None where there is none to read."""
    if heartbeat is not None:
        found = _NOW.search(heartbeat.note)
        return amount_in(found[1]) if found else None
    return amount_in(seen.column("current"), seen.column("unit"))


def amount_in(cell: str, unit: str = "") -> Amount | None:
    """Return the one number of a cell, None when there is none or more than one.

    ``unit`` is the cell for it beside: "%" counts for a bare number.
    """
    if not cell:
        return None
    text = f"{cell}%" if unit == "%" and cell[-1:].isdigit() else cell
    amounts = [a for a in read(text).amounts if a.value is not None]
    return amounts[0] if len(amounts) == 1 and amounts[0].high is None else None


def reached(now: Amount, target: Amount, *, up: bool) -> bool | None:
    """Whether ``now`` is at the target or past it; None when the two cannot be compared."""
    if not _comparable(target, now):
        return None
    return _value(now) >= _value(target) if up else _value(now) <= _value(target)


def _value(amount: Amount) -> float:
    return amount.value if amount.value is not None else float("nan")


def _comparable(bound: Amount, now: Amount) -> bool:
    """Whether two values can be held against each other: the same unit, or one of them bare."""
    if bound.value is None or now.value is None:
        return False
    if bound.unit != now.unit and "count" not in (bound.unit, now.unit):
        return False
    if bound.unit == now.unit:
        return True
    # "0.93" beside "95%", "2.1" beside "$2M": the same thing in another writing, perhaps.
    low, high = sorted((abs(bound.value), abs(now.value)))
    return high == 0 or (low > 0 and high / low <= 10)


def _is_all(amount: Amount) -> bool:
    return amount.unit == "%" and amount.value == 100


def _range(text: str, amounts: tuple[Amount, ...], measure: Measure | None, *, column: bool) -> Range | None:
    """Put the ends together; the first bound of each side counts."""
    if _OTHER_FORM.search(text):
        return None
    lowest: Amount | None = None
    highest: Amount | None = None
    for amount in amounts:
        if amount.high is not None:
            return _from_to(amount)
        side = _side(text, amount)
        if side == "low" and lowest is None:
            lowest = amount
        elif side == "high" and highest is None:
            highest = amount
    plain = [a for a in amounts if not _side(text, a)]
    if lowest is None and highest is None:
        # "4 to 6 days" in the column for the range; in a sentence it may be a way to go.
        if column and len(plain) == 2 and _value(plain[0]) < _value(plain[1]):
            lowest, highest = plain
        elif len(plain) == 1:
            better = _better(measure, plain[0])
            lowest = plain[0] if better is Better.UP else None
            highest = plain[0] if better is Better.DOWN else None
    if lowest is None and highest is None:
        return None
    if lowest is not None and highest is not None:
        if _value(lowest) > _value(highest):
            return None
        lowest = _with_unit_of(lowest, highest)
    return Range(lowest=lowest, highest=highest)


def _better(measure: Measure | None, amount: Amount) -> Better:
    """Which way is better for a value that stands alone; RANGE when that is not known.

    "Standard contracts close in 7 days": a time is no value of a measure that is counted.
    """
    if _is_all(amount):
        return Better.UP
    if measure is None or (amount.unit in _TIMES) is not (measure.unit in _TIMES):
        return Better.RANGE
    if (amount.unit == "%") is not (measure.unit == "%") and amount.unit != "count":
        return Better.RANGE
    return measure.better


def _side(text: str, amount: Amount) -> str:
    """Return "low" for a least value, "high" for a greatest one, "" when the words do not say."""
    before = text[: amount.span.start]
    side = {">": "low", "<": "high"}.get(amount.comparator[:1], "")
    if not side:
        near = before[-12:]
        side = "high" if _MOST.search(near) else "low" if _LEAST.search(near) else ""
    return side


def _from_to(amount: Amount) -> Range:
    """Take "90-95%" apart, in the author's own figures."""
    parts = re.split(r"\s*(?:-|\u2013|\u2014|\bto\b)\s*", amount.text, maxsplit=1)
    first, second = parts if len(parts) == 2 else (f"{amount.value:g}", f"{amount.high:g}")
    return Range(
        lowest=replace(amount, text=first, high=None),
        highest=replace(amount, text=second, value=amount.high, high=None),
    )


def _with_unit_of(bare: Amount, other: Amount) -> Amount:
    """In "between 2 and 4 hours" the 2 are hours as well."""
    if bare.unit != "count" or other.unit == "count":
        return bare
    return replace(bare, unit=other.unit)
