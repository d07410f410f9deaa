"""What lines beside a key result add to its plan: "weight: 2", "commit: 15", "curve: 4 weeks 10%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from okrcoach.judgement.ranges import amount_in
from okrcoach.model import Cycle, Look, Milestone, Plan, Shape

REACHED_OR_NOT = "A task or milestone: reached or not, 1 or 0."
#: What stood beside a key result is kept as "Heading: value", one a line.
_BESIDE = re.compile(
    r"(?i)^\s*(weight|lag|ambition|curve|commit|stretch|look|milestones)\s*:\s*(.*?)\s*$",
)
_DAYS = {"day": 1, "week": 7, "month": 30}
#: Nobody means more digits than that.
_NUMBER = r"\d{1,4}(?:\.\d{1,9})?"
_WEIGHT = re.compile(_NUMBER)
_SPAN = re.compile(rf"({_NUMBER})\s*(day|week|month)s?")
#: "4 weeks 10%", "30% 10%", "0 0", "0.5 0.2".
_POINT = re.compile(rf"({_NUMBER})\s*(%|days?|weeks?|months?)?\s*[: ]\s*({_NUMBER})\s*(%)?", re.IGNORECASE)
#: "First clinic live (3), done 2026-08-14".
_MILESTONE = re.compile(
    r"(?P<text>.*?\w.*?)(?:\s*\((?P<weight>"
    + _NUMBER
    + r")\))?(?:\s*[,:]?\s+(?P<done>done)(?:\s+(?P<day>\d{4}-\d\d-\d\d))?)?",
    re.IGNORECASE | re.DOTALL,
)
_LEVEL = re.compile(r"[-\u2212]?\s*[^\s\d.-]?\s*\d[\d.,]*(?:\s*\S+){0,2}")
_MOST_LETTERS = 40
_Points = tuple[tuple[float, float], ...]


def with_lines(plan: Plan, note: str, cycle: Cycle) -> Plan:
    """Return the plan with what the lines of a note say about it; what is not understood is said.

    - ``weight: 2``; ``lag: 6 weeks`` (days, weeks, months); ``ambition: committed`` or ``aspirational``
    - ``curve: late``, ``linear`` or points, ``4 weeks 10%, 8 weeks 40%``: time since the start of the
      cycle, or as a share of the time, and the share of the way expected by then
    - ``commit: 15`` with ``stretch: 30``, around the target
    - ``look: worst`` (or latest, average, share): which check-ins decide about a level to hold
    - ``milestones: Agreed (1), done 2026-07-20; First clinic live (3)``: weight in brackets (1 without),
      ``done`` with or without its day; or one a line, each with its weight or ``done``
    """
    said: list[str] = []
    levels: dict[str, float] = {}
    curve = ""
    for name, value in _lines(note, said):
        words = value.lower()
        change: Plan | None = None
        before = len(said)
        if name == "weight" and _WEIGHT.fullmatch(words):
            change = replace(plan, weight=float(words))
        elif name == "lag" and (span := _SPAN.fullmatch(words)):
            change = replace(plan, lag=round(float(span[1]) * _DAYS[span[2]]))
        elif name == "lag":
            said.append(f"The lag \u201c{value}\u201d is not understood: say days, weeks or months.")
        elif name == "ambition" and words in ("committed", "aspirational"):
            change = replace(plan, committed=words == "committed")
        elif name == "look" and words in tuple(Look):
            change = _looked_at(plan, Look(words), said)
        elif name == "milestones" and (found := _milestones(value)):
            change = _by_milestones(plan, found, said)
        elif name == "curve" and words in ("late", "linear"):
            change = replace(plan, late=words == "late")
        elif name == "curve":
            curve, change = value, plan  # its points are laid over the lag, which may come later
        elif name in ("commit", "stretch") and (level := _level(value, plan, said)) is not None:
            levels[name], change = level, plan
        if change is None and len(said) == before:
            said.append(f"\u201c{name}: {value}\u201d is not understood.")
        plan = change or plan
    plan = _zoned(plan, levels, said)
    if curve:
        plan = _curved(plan, curve, cycle, said)
    return replace(plan, said=(*plan.said, *said)) if said else plan


def _lines(note: str, said: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each heading in lower case with its value; a list of milestones goes on over lines."""
    lines = note.split("\n")
    n = 0
    while n < len(lines):
        found = _BESIDE.match(lines[n])
        n += 1
        if not found:
            continue
        name, value = found[1].lower(), found[2]
        if name == "milestones" and ";" not in value:
            rows = [value] if value else []
            while n < len(lines) and lines[n].strip() and not re.match(r"\s*\w[\w ]*:\s", lines[n]):
                rows.append(lines[n].strip())
                n += 1
            odd = next((row for row in rows[1:] if not _marked(row)), None)
            if odd is not None:  # a milestone, or a remark that stands below them?
                said.append(
                    f"\u201c{odd}\u201d stands below the milestones, which do not count: "
                    "say its weight in brackets, such as (1), or move it."
                )
            value = "; ".join(rows) if odd is None else ""
        if value:
            yield name, value


def _marked(row: str) -> bool:
    found = _MILESTONE.fullmatch(row)
    return found is not None and bool(found["weight"] or found["done"])


def _milestones(value: str) -> tuple[Milestone, ...]:
    """Return the milestones of a line; none at all where one of them cannot be read."""
    found = []
    for part in value.split(";"):
        if not part.strip():
            continue
        one = _MILESTONE.fullmatch(part.strip())
        if one is None:
            return ()
        try:
            day = date.fromisoformat(one["day"]) if one["day"] else None
        except ValueError:
            return ()
        weight = float(one["weight"]) if one["weight"] else 1.0
        found.append(Milestone(text=one["text"].strip(), weight=weight, done=bool(one["done"]), done_on=day))
    return tuple(found)


def _by_milestones(plan: Plan, found: tuple[Milestone, ...], said: list[str]) -> Plan:
    if plan.shape not in (None, Shape.MILESTONE):
        said.append("Its milestones do not count: the key result has numbers of its own.")
        return plan
    return replace(
        plan,
        shape=Shape.MILESTONE,
        undefined="",
        target=None,
        unit="",
        milestones=found,
        said=tuple(one for one in plan.said if one != REACHED_OR_NOT),
    )


def _looked_at(plan: Plan, look: Look, said: list[str]) -> Plan:
    if plan.shape is not Shape.HOLD:
        said.append(f"\u201clook: {look}\u201d is for a level to hold.")
        return plan
    return replace(plan, look=look)


def _level(value: str, plan: Plan, said: list[str]) -> float | None:
    """Return the number of a commit or stretch level; one in another unit is said and not taken."""
    if len(value) > _MOST_LETTERS or not _LEVEL.fullmatch(value):
        return None
    amount = amount_in(value, plan.unit)
    if amount is None or amount.value is None:
        return None
    if amount.unit not in ("count", plan.unit) and plan.unit != "count":
        said.append(
            f"\u201c{value}\u201d is in {amount.unit}, the target in {plan.unit}: say both in one unit."
        )
        return None
    minus = value.lstrip()[:1] in ("-", "\u2212") and amount.value > 0
    return -amount.value if minus else amount.value


def _zoned(plan: Plan, levels: dict[str, float], said: list[str]) -> Plan:
    if not levels:
        return plan
    if plan.shape not in (Shape.FROM_TO, Shape.COUNT):
        said.append("Commit and stretch do not count: they stand around a target that is moved to.")
        return plan
    if len(levels) < 2:
        missing = "stretch" if "commit" in levels else "commit"
        said.append(f"{next(iter(levels)).capitalize()} does not count without <{missing}>.")
        return plan
    return replace(plan, commit=levels["commit"], stretch=levels["stretch"])


def _curved(plan: Plan, value: str, cycle: Cycle, said: list[str]) -> Plan:
    """Lay the points of a curve over the time in which something is expected."""
    points: list[tuple[float, float]] = []
    for part in re.split(r"[,;]", value):
        point = _POINT.fullmatch(part.strip())
        if point is None:
            said.append(f"\u201ccurve: {value}\u201d is not understood.")
            return plan
        gone = _gone(float(point[1]), (point[2] or "").lower(), plan, cycle)
        share = float(point[3]) / (100 if point[4] else 1)
        if gone is None:
            said.append(f"The curve \u201c{value}\u201d needs the first and last day of the cycle.")
            return plan
        points.append((gone, share))
    whole: _Points = (
        *([] if points[0][0] == 0 else [(0.0, 0.0)]),
        *points,
        *([] if points[-1][0] == 1 else [(1.0, 1.0)]),
    )
    rises = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(whole))
    if not rises or whole[0] != (0.0, 0.0) or whole[-1] != (1.0, 1.0):
        said.append(
            f"The curve \u201c{value}\u201d does not rise from nothing at its start to all at its end."
        )
        return plan
    return replace(plan, curve=whole)


def _gone(number: float, unit: str, plan: Plan, cycle: Cycle) -> float | None:
    """Return the share of the time at a point; None where the days of the cycle are not known."""
    if unit == "%":
        return number / 100
    if not unit:
        return number
    if cycle.start is None or cycle.end is None:
        return None
    first = cycle.start + timedelta(days=plan.lag)
    days = ((plan.due or cycle.end) - first).days + 1
    passed = number * _DAYS[unit.removesuffix("s")] - plan.lag
    return passed / days if days > 0 else None
