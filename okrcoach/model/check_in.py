"""A look at a key result during the cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One weekly entry: value, confidence from 0 to 10, and a note."""

    day: date
    value: float | None = None
    confidence: float | None = None
    note: str = ""
    who: str = ""
