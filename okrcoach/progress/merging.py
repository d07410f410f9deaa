"""Several check-ins for one day become one: the later entry puts the earlier right."""

from __future__ import annotations

from collections.abc import Sequence

from okrcoach.model import CheckIn, LoggedCheckIn


def merged(logged: Sequence[LoggedCheckIn]) -> tuple[CheckIn, ...]:
    """Return one check-in a day, oldest first; ``logged`` is in the order of time.

    What a later entry leaves open stays as the earlier one of that day has it.
    """
    days: list[CheckIn] = []
    for entry in logged:
        new = entry.check_in
        if not days or days[-1].day != new.day:
            days.append(new)
            continue
        old = days[-1]
        days[-1] = CheckIn(
            day=new.day,
            value=old.value if new.value is None else new.value,
            confidence=old.confidence if new.confidence is None else new.confidence,
            note=new.note or old.note,
            who=new.who or old.who,
        )
    return tuple(days)
