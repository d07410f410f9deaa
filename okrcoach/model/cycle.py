"""The time an OKR set is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """Usually a quarter: a name, and first and last day where they are known."""

    name: str = ""
    start: date | None = None
    end: date | None = None
