"""The day a deadline names; what could be another day is not guessed."""

from __future__ import annotations

import calendar
import re
from datetime import date

from okrcoach.model import Cycle

_NAMES = [name.lower() for name in calendar.month_name[1:]]
_MONTHS = {short: n for n, name in enumerate(_NAMES, 1) for short in (name, name[:3])} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?(?!\d)"
_TH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ENDS = r"\bend\s+(?:of\s+)?(?:the\s+)?"
#: Each names a day; the first that fits is taken out, so that no part of it is read a second time.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})-(?P<nr>\d{1,2})-(?P<day>\d{1,2})\b",
        r"\b(?P<day>\d{1,2})\.(?P<nr>\d{1,2})\.(?P<year>\d{4})\b",
        r"\b(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})\b",
        _ENDS + _MONTH + _YEAR,
        r"\b" + _TH + r"\s+(?:of\s+)?" + _MONTH + _YEAR,
        r"\b" + _MONTH + r"\s+" + _TH + r"(?!\d)" + _YEAR,
    )
)
_QUARTER = re.compile(r"\bQ([1-4])\b(?:\s*(\d{4}))?", re.IGNORECASE)
#: The cycle itself, by another name.
_CYCLE = re.compile(r"\b(?:this|the|end of|end)\s+(?:the\s+)?(?:quarter|cycle)\b", re.IGNORECASE)


def due_day(text: str, cycle: Cycle) -> date | None:
    """Return the last day that a deadline allows: "31 August", "Aug 31, 2026", "2026-08-31", "end of August".

    A day without a year is the first one from the start of the cycle on. "The quarter", or the cycle's
    own name, is its end. None for all else: "by launch", "August", "05/06/2026", and for several days.
    """
    days: set[date | None] = set()
    for form in _FORMS:
        days |= {_day(found.groupdict(), cycle) for found in form.finditer(text)}
        text = form.sub(" ", text)
    if not days and _names_cycle(text, cycle):
        days.add(cycle.end)
    return days.pop() if len(days) == 1 else None


def _names_cycle(text: str, cycle: Cycle) -> bool:
    if _CYCLE.search(text):
        return True
    named, own = _QUARTER.search(text), _QUARTER.search(cycle.name)
    return bool(named and own and named[1] == own[1] and (not named[2] or named[2] in cycle.name))


def _day(parts: dict[str, str | None], cycle: Cycle) -> date | None:
    number, day = parts.get("nr"), parts.get("day")
    wanted: int | None
    if parts.get("one"):
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        if one != two and max(one, two) <= 12:  # which of them is the month?
            return None
        month, wanted = (two, one) if one > 12 else (one, two)
    else:
        month = int(number) if number else _MONTHS[(parts.get("month") or "").lower()]
        wanted = int(day) if day else None
    year = parts.get("year")
    if year:
        return _made(int(year), month, wanted)
    if cycle.start is None:
        return None
    found = (_made(cycle.start.year + n, month, wanted) for n in (0, 1))
    return next((one for one in found if one is not None and one >= cycle.start), None)


def _made(year: int, month: int, day: int | None) -> date | None:
    """Return the day, the last of the month for none; None where the calendar has no such day."""
    try:
        return date(year, month, calendar.monthrange(year, month)[1] if day is None else day)
    except ValueError:
        return None
