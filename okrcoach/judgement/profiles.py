"""Schools of thought as data: which rules count, how much, and their numbers.

A profile is a small TOML file. Its keys: ``title``, ``says`` (one sentence), ``follows`` (ids of
works), ``off`` (codes of rules that it does not share), ``severity`` (code -> fix, warning or note)
and ``limits`` (see :class:`Profile`). Rules that no profile names count as written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from okrcoach.data import HERE
from okrcoach.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A school: what it leaves out, stresses, and how many of everything it wants."""

    name: str = "coach"
    title: str = "Strict coach"
    says: str = ""
    #: Ids of the works it follows, in ``judgement.sources``; their claims are named first.
    follows: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()
    severity: tuple[tuple[str, Severity], ...] = ()
    #: Key results an objective should have, and objectives a set may have.
    fewest_key_results: int = 3
    most_key_results: int = 5
    most_objectives: int = 5
    #: Key results a whole set may carry before it is too much in progress.
    most_in_progress: int = 20
    #: Whether every key result needs an owner.
    needs_owner: bool = False
    #: Whether a launch by a date may be a (committed) key result.
    dated_launches: bool = False

    def counts(self, code: str) -> bool:
        """Whether a rule belongs to this school."""
        return code not in self.off

    def severity_of(self, code: str, usual: Severity) -> Severity:
        """Return how soon this school would look at a finding."""
        return dict(self.severity).get(code, usual)


COACH = Profile()
_LIMITS = {f.name: type(f.default) for f in fields(Profile) if type(f.default) in (int, bool)}


def profile_from(name: str, table: Mapping[str, Any], base: Profile = COACH) -> Profile:
    """Return ``base`` changed by a table as in a profile file; ``ValueError`` names the key that is wrong.

    Codes are not checked here: rules know profiles, not the other way round.
    """
    known = ["title", "says", "follows", "off", "on", "severity", "limits"]
    for key in table:
        if key not in known:
            raise ValueError(_unknown(key, known))
    changes: dict[str, Any] = {"name": name}
    for key in ("title", "says"):
        if key in table:
            changes[key] = _text(table[key], key)
    if "follows" in table:
        changes["follows"] = tuple(_texts(table["follows"], "follows"))
    off = set(base.off) | {code.upper() for code in _texts(table.get("off", []), "off")}
    changes["off"] = frozenset(off - {code.upper() for code in _texts(table.get("on", []), "on")})
    severity = dict(base.severity)
    for code, value in _table(table.get("severity", {}), "severity").items():
        if value not in list(Severity):
            raise ValueError(f"severity.{code} is to be one of {', '.join(Severity)}")
        severity[code.upper()] = Severity(value)
    changes["severity"] = tuple(sorted(severity.items()))
    for key, value in _table(table.get("limits", {}), "limits").items():
        if key not in _LIMITS:
            raise ValueError(_unknown(key, list(_LIMITS), "limits."))
        if type(value) is not _LIMITS[key] or (type(value) is int and not 0 < value < 1000):
            wanted = "true or false" if _LIMITS[key] is bool else "a whole number from 1 to 999"
            raise ValueError(f"limits.{key} is to be {wanted}")
        changes[key] = value
    return replace(base, **changes)


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{key} is to be a text")  # noqa: TRY004 a value in a file, not a call
    return value


def _texts(value: object, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ValueError(f"{key} is to be a list of texts")
    return value


def _table(value: object, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{key} is to be a table")  # noqa: TRY004 a value in a file, not a call
    return value


def _unknown(name: str, known: list[str], before: str = "") -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean {before}{near[0]}?" if near else f"Known: {', '.join(known)}."
    return f"the key {before}{name} is unknown. {hint}"


@lru_cache(maxsize=1)
def profiles() -> dict[str, Profile]:
    """Return the schools that come with okrcoach, by name, ``coach`` first."""
    found = {}
    for path in sorted((HERE / "profiles").glob("*.toml"), key=lambda p: (p.stem != "coach", p.stem)):
        found[path.stem] = profile_from(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    return found


def profile(name: str) -> Profile:
    """Return a school by name; raises ``KeyError`` with a hint when there is none."""
    found = profiles().get(name.strip().lower())
    if found is None:
        near = get_close_matches(name.lower(), profiles(), n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(profiles())}."
        raise KeyError(f"There is no profile {name!r}. {hint}")
    return found
