"""The part of ``okrcoach.toml`` that says which school counts, what was set aside and how is graded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from okrcoach.exchange.errors import UnusableFile
from okrcoach.model import Suppression
from okrcoach.model.limits import Limits, limits_from

#: Keys of an entry in [[suppress]]; all but ``text`` are needed.
_ENTRY = ("rule", "text", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The school as written: names and tables that :func:`okrcoach.judgement.house.school` makes sense of."""

    #: Name of the profile, "" where none is named.
    profile: str = ""
    #: Own profiles by name, as the tables they are.
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Changes to whatever profile counts: ``off``, ``on``, ``severity``, ``limits``.
    rules: Mapping[str, Any] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    #: Where colours begin and when a notice is given, as the tables they are;
    #: :func:`okrcoach.progress.team_settings.settings_from` makes sense of them.
    grades: Mapping[str, Any] = field(default_factory=dict)
    pace: Mapping[str, Any] = field(default_factory=dict)
    #: How much is read of a file.
    limits: Limits = field(default_factory=Limits)


def preferences_in(values: Mapping[str, Any], file: str) -> Preferences:
    """Return the preferences in a parsed ``okrcoach.toml``; ``UnusableFile`` names file and key."""
    name = values.get("profile", "")
    if not isinstance(name, str):
        raise UnusableFile('profile is to be a name such as "wodtke"', file=file)
    profiles = values.get("profiles", {})
    rules = values.get("rules", {})
    grades, pace, most = values.get("grades", {}), values.get("pace", {}), values.get("limits", {})
    tables = (
        ("profiles", profiles), ("rules", rules), ("grades", grades), ("pace", pace), ("limits", most)
    )  # fmt: skip
    for key, table in tables:
        if not isinstance(table, dict):
            raise UnusableFile(f"{key} is to be a table", file=file)
    for own, table in profiles.items():
        if not isinstance(table, dict):
            raise UnusableFile(f"profiles.{own} is to be a table", file=file)
    try:
        limits = limits_from(most)
    except ValueError as error:
        raise UnusableFile(str(error), file=file) from error
    return Preferences(
        profile=name,
        profiles=profiles,
        rules=rules,
        suppressions=tuple(_suppressions(values.get("suppress", []), file)),
        grades=grades,
        pace=pace,
        limits=limits,
    )


def _suppressions(entries: object, file: str) -> Iterator[Suppression]:
    if not isinstance(entries, list):
        raise UnusableFile("suppress is to be a list of entries: [[suppress]]", file=file)
    for number, entry in enumerate(entries, 1):
        where = f"suppress, entry {number}"
        if not isinstance(entry, dict):
            raise UnusableFile(f"{where} is to be a table with rule, text and reason", file=file)
        for key, value in entry.items():
            if key not in _ENTRY:
                known = ", ".join(_ENTRY)
                raise UnusableFile(f"{where}: the key {key} is unknown. Known: {known}.", file=file)
            if not isinstance(value, str):
                raise UnusableFile(f"{where}: {key} is to be a text", file=file)
        for key in ("rule", "reason"):
            if not entry.get(key, "").strip():
                raise UnusableFile(f"{where} needs a {key}, so that others can follow", file=file)
        yield Suppression(
            rule=entry["rule"].strip().upper(), reason=entry["reason"].strip(), text=entry.get("text", "")
        )
