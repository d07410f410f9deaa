"""Cuts a statement into runs of equally marked words, so that overlapping marks can be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from okrcoach.model import Quantity, Severity, Span
from okrcoach.report.inert import visible

#: ``later`` is a fix as well, but not among the few to begin with: red is kept for those.
MarkName = Literal["fix", "later", "look", "note", "part"]

_MARK_OF: dict[Severity, MarkName] = {Severity.FIX: "later", Severity.WARNING: "look", Severity.NOTE: "note"}
#: Where marks overlap, the first of these is drawn.
_ORDER: tuple[MarkName, ...] = ("fix", "later", "look", "note", "part")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark under some of the author's words."""

    span: Span
    name: MarkName
    #: Number of the note that belongs to it; None when there is none.
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that carry the same mark."""

    #: Safe to show (see :func:`okrcoach.report.inert.visible`).
    text: str
    mark: MarkName | None
    #: Numbers of the notes whose words end with this run.
    notes: tuple[int, ...]


def mark_name(severity: Severity, *, first: bool) -> MarkName:
    """Return the mark of a finding; ``first`` when it is among the few to begin with."""
    return "fix" if first and severity is Severity.FIX else _MARK_OF[severity]


def runs(text: str, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """Cut ``text`` at the ends of all marks; the most urgent mark wins where several overlap.

    The texts of the runs, joined, are the whole of ``text`` made visible.
    """
    kept = [m for m in marks if m.span.start < min(m.span.end, len(text))]
    cuts = sorted({0, len(text), *(min(c, len(text)) for m in kept for c in (m.span.start, m.span.end))})
    result = []
    for start, end in pairwise(cuts):
        here = {m.name for m in kept if m.span.start <= start < m.span.end}
        ending = {m.note for m in kept if m.note is not None and min(m.span.end, len(text)) == end}
        mark = next((name for name in _ORDER if name in here), None)
        result.append(Run(visible(text[start:end]), mark, tuple(sorted(ending))))
    return tuple(result)


def parts(quantity: Quantity | None) -> list[Mark]:
    """Return a mark for each part of a quantity that could be read."""
    if quantity is None:
        return []
    read = (quantity.measure, quantity.baseline, quantity.target, quantity.change, quantity.deadline)
    return [Mark(part.span, "part") for part in read if part is not None]
