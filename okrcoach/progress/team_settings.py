"""What a team has set in ``okrcoach.toml``, ``[grades]`` and ``[pace]``, as settings of the scorecard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from okrcoach.model import Look
from okrcoach.progress.grades import SCALE, Scale
from okrcoach.progress.pace import Thresholds
from okrcoach.progress.scorecard import SETTINGS, THRESHOLDS, Settings

#: Key of each table -> the lowest and highest that can be meant.
_GRADES = {"yellow": (0.0, 1.0), "green": (0.0, 1.0), "good": (0.0, 1.0)}
_PACE = {"off_pace": (0.0, 1.0), "stalled_weeks": (1.0, 52.0), "doubt": (0.0, 10.0)}


def settings_from(grades: Mapping[str, Any], pace: Mapping[str, Any]) -> Settings:
    """Return the settings that two tables ask for; what they leave out stays as it is.

    ``grades``: ``yellow``, ``green`` (where these bands begin, from 0 to 1), ``good`` (an aspirational
    grade from here on is good) and ``look`` (which check-ins decide about a level to hold: latest, worst,
    average, share). ``pace``: ``off_pace`` (share of what is expected, 0 to 1), ``stalled_weeks``
    (whole weeks) and ``doubt`` (points of confidence). Raises ``ValueError`` naming the key.
    """
    looks = [look.value for look in Look]
    wanted = grades.get("look", SETTINGS.look.value)
    if wanted not in looks:
        raise ValueError(f"grades.look is to be one of {', '.join(looks)}, not {wanted!r}")
    numbers = _numbers({k: v for k, v in grades.items() if k != "look"}, "grades", _GRADES, ["look"])
    whole = {"yellow": SCALE.yellow, "green": SCALE.green, "good": SCALE.good} | numbers
    try:
        scale = Scale(**whole)
    except ValueError as error:
        raise ValueError(f"grades: {error}") from error
    found = _numbers(pace, "pace", _PACE, [])
    if found.get("stalled_weeks", 1.0) % 1:
        raise ValueError(f"pace.stalled_weeks is to be whole weeks, not {pace['stalled_weeks']}")
    return Settings(
        scale=scale,
        look=Look(wanted),
        thresholds=Thresholds(
            off_pace=found.get("off_pace", THRESHOLDS.off_pace),
            stalled_weeks=int(found.get("stalled_weeks", THRESHOLDS.stalled_weeks)),
            doubt=found.get("doubt", THRESHOLDS.doubt),
        ),
    )


def _numbers(
    table: Mapping[str, Any], name: str, known: Mapping[str, tuple[float, float]], others: list[str]
) -> dict[str, float]:
    for key, value in table.items():
        if key not in known:
            raise ValueError(f"the key {name}.{key} is unknown. Known: {', '.join([*known, *others])}.")
        low, high = known[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError(f"{name}.{key} is to be a number from {low:g} to {high:g}, not {value!r}")
    return {key: float(value) for key, value in table.items()}
