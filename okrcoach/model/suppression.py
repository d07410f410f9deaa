"""A finding that a team has set aside, with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Do not tell this of that line, because. Kept in ``okrcoach.toml``; shown in a report's appendix."""

    #: Code of the rule.
    rule: str
    reason: str
    #: The statement it is about; "" for every line.
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A finding that was set aside, and why."""

    finding: Finding
    reason: str
