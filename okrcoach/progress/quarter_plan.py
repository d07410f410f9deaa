"""A way through a simulated quarter, written down beforehand: week -> action -> effort."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

Plan = Mapping[int, Mapping[str, float]]


class UnusablePlan(ValueError):  # noqa: N818 it is the plan that is in trouble
    """A plan that cannot be read; the message names the week."""


def read_plan(text: str, name: str) -> Plan:
    """Return the plan of a TOML text: under ``[weeks]``, ``1 = { calls = 4, van = 2 }``.

    A week that is left out goes on like the one before. Raises :class:`UnusablePlan`.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also for numbers of thousands of digits, lists in lists
        raise UnusablePlan(f"{name}: this is not valid TOML ({error})") from error
    if set(data) != {"weeks"} or not isinstance(data["weeks"], dict):
        raise UnusablePlan(f"{name}: a plan has one table, [weeks], with rows such as 1 = {{ calls = 4 }}")
    plan = {}
    for key, efforts in data["weeks"].items():
        if not key.isdecimal() or len(key) > 4 or int(key) < 1:
            raise UnusablePlan(f"{name}: {key:.60} is no week; weeks are 1, 2, 3 ...")
        if not isinstance(efforts, dict):
            raise UnusablePlan(f"{name}, week {key}: actions and their effort were expected, {{ calls = 4 }}")
        for action, effort in efforts.items():
            usable = isinstance(effort, int | float) and not isinstance(effort, bool) and abs(effort) < 1e100
            if not usable:
                raise UnusablePlan(f"{name}, week {key}: effort for {action} is a number, not {effort!r:.60}")
        if int(key) in plan:
            raise UnusablePlan(f"{name}: week {int(key)} stands there twice")
        plan[int(key)] = {action: float(effort) for action, effort in efforts.items()}
    return plan
