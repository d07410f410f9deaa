"""A scenario of the quarter simulator: what is true in it, as data."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from okrcoach.model.limits import in_force

#: No figure of a team is larger; products of three such numbers are still numbers.
_LARGEST = 1e100
#: Years of a quarter that calendars can count on from.
_FIRST_YEAR, _LAST_YEAR = 1900, 2900


class UnusableScenario(ValueError):  # noqa: N818 it is the scenario that is in trouble
    """A scenario that cannot be played; the message names the part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """A key result or a heartbeat: what can be measured every week."""

    id: str
    text: str
    baseline: float
    #: Of a key result; None for a heartbeat.
    target: float | None = None
    #: Bounds of a heartbeat, both included; None is no bound.
    low: float | None = None
    high: float | None = None
    #: Standard deviation of one reading, in units of the measure.
    noise: float = 0.0
    #: What it moves by in a week with nobody doing anything.
    drift: float = 0.0
    #: Share of the strain that is gone after a week, for heartbeats.
    recovery: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """An action that effort can be put into."""

    id: str
    text: str
    #: Gauge -> units moved for good by one unit of effort: a heartbeat's share is the conflict.
    moves: Mapping[str, float]
    #: Weeks until an effect shows.
    lag: int = 0
    #: Effort in one week beyond which more brings nothing.
    limit: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Twelve weeks of one team, and the truth that its check-ins only hint at."""

    name: str
    title: str
    story: str
    start: date
    #: Units of effort the team has in a week.
    effort: float
    key_results: tuple[Gauge, ...]
    heartbeats: tuple[Gauge, ...]
    actions: tuple[Lever, ...]
    weeks: int = 12
    #: Share of the effort newly put into an action that is lost in that week: changing course has its price.
    switching: float = 0.0

    @property
    def gauges(self) -> tuple[Gauge, ...]:
        """Everything that is measured, key results first."""
        return self.key_results + self.heartbeats


def read_scenario(text: str, name: str) -> Scenario:
    """Return the scenario that a TOML text describes; the shipped ones show the shape.

    Raises :class:`UnusableScenario`, which names the scenario and the part of it.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also for numbers of thousands of digits, lists in lists
        raise UnusableScenario(f"{name}: this is not valid TOML ({error})") from error
    top = _Part(name, data)
    scenario = Scenario(
        name=name,
        title=top.text("title"),
        story=top.text("story"),
        start=top.day("start"),
        weeks=top.whole("weeks", 12, least=1, most=in_force().scenario_weeks),
        effort=top.number("effort", least=0),
        switching=top.number("switching", 0.0, least=0, most=1),
        key_results=tuple(_gauge(part, aim=True) for part in top.parts("key_results")),
        heartbeats=tuple(_gauge(part, aim=False) for part in top.parts("heartbeats", needed=False)),
        actions=tuple(_lever(part) for part in top.parts("actions")),
    )
    top.done()
    ids = [gauge.id for gauge in scenario.gauges]
    for kind in (ids, [action.id for action in scenario.actions]):
        if twice := sorted({i for i in kind if kind.count(i) > 1}):
            raise UnusableScenario(f"{name}: the id {twice[0]} stands there twice")
    for action in scenario.actions:
        if strange := sorted(set(action.moves) - set(ids)):
            raise UnusableScenario(f"{name}: action {action.id} moves {strange[0]}, which is not there")
    return scenario


def _gauge(part: _Part, *, aim: bool) -> Gauge:
    gauge = Gauge(
        id=part.text("id"),
        text=part.text("text"),
        baseline=part.number("baseline"),
        target=part.number("target") if aim else None,
        low=None if aim else part.maybe("low"),
        high=None if aim else part.maybe("high"),
        noise=part.number("noise", 0.0, least=0),
        drift=part.number("drift", 0.0),
        recovery=0.0 if aim else part.number("recovery", 0.0, least=0, most=1),
    )
    if aim and gauge.target == gauge.baseline:
        raise UnusableScenario(f"{part.where}: the target equals the baseline")
    if not aim and gauge.low is None and gauge.high is None:
        raise UnusableScenario(f"{part.where}: a heartbeat needs low or high")
    part.done()
    return gauge


def _lever(part: _Part) -> Lever:
    moves = part.take("moves", {})
    if not isinstance(moves, dict):
        raise UnusableScenario(f"{part.where}: moves is a table of ids and numbers")
    effects = _Part(f"{part.where}, moves", moves)
    lever = Lever(
        id=part.text("id"),
        text=part.text("text"),
        moves={key: effects.number(key) for key in list(moves)},
        lag=part.whole("lag", 0, least=0, most=in_force().scenario_weeks),
        limit=part.number("limit", math.inf, least=0),
    )
    part.done()
    return lever


class _Part:
    """One table of the file; what is left over when it is done is a misspelt key."""

    def __init__(self, where: str, data: Mapping[str, Any]) -> None:
        self.where = where
        self.left = dict(data)

    def take(self, key: str, default: Any = None) -> Any:
        value = self.left.pop(key, default)
        if value is None:
            raise UnusableScenario(f"{self.where}: {key} is missing")
        return value

    def text(self, key: str) -> str:
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise UnusableScenario(f"{self.where}: {key} is a text")
        return value.strip()

    def number(
        self, key: str, default: float | None = None, *, least: float = -math.inf, most: float = math.inf
    ) -> float:
        if key not in self.left and default is not None:
            return default
        value = self.take(key)
        usable = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST
        if not usable or not least <= value <= most:
            raise UnusableScenario(f"{self.where}: {key} cannot be {value!r:.60}")
        return float(value)

    def whole(self, key: str, default: int, *, least: int, most: int) -> int:
        value = self.number(key, default, least=least, most=most)
        if value != int(value):
            raise UnusableScenario(f"{self.where}: {key} is a whole number of weeks")
        return int(value)

    def maybe(self, key: str) -> float | None:
        return self.number(key) if key in self.left else None

    def day(self, key: str) -> date:
        value = self.take(key)
        if type(value) is not date:
            raise UnusableScenario(f"{self.where}: {key} is a day such as 2027-01-04")
        if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
            raise UnusableScenario(f"{self.where}: {key} is a day between {_FIRST_YEAR} and {_LAST_YEAR}")
        return value

    def parts(self, key: str, *, needed: bool = True) -> list[_Part]:
        tables = self.take(key, None if needed else [])
        if (
            not isinstance(tables, list)
            or (needed and not tables)
            or not all(isinstance(t, dict) for t in tables)
        ):
            raise UnusableScenario(f"{self.where}: {key} is a list of tables, [[{key}]]")
        return [
            _Part(f"{self.where}, {key} {table.get('id', n)}", table) for n, table in enumerate(tables, 1)
        ]

    def done(self) -> None:
        if self.left:
            raise UnusableScenario(f"{self.where}: {next(iter(self.left))} is not known here")
