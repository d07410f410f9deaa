"""From which sides a set's results look at the work: business, flow, team; early and late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from okrcoach.language import read
from okrcoach.language.catalogue import find_measures
from okrcoach.model import Critique, Kind, Lens, Line, Measure, Role, Timing

#: What stands for a result whose measure is not in the catalogue.
UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The lines on one side."""

    #: A value of ``Lens``, ``Timing`` or ``Kind``, or :data:`UNLISTED`.
    side: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Every side with its lines, also the sides that have none; unlisted results come last.

    Lenses and timing are those of the first measure that a result names, as the catalogue has them.
    """

    #: The key results that were judged to be results; only they are sorted by lens and timing.
    results: tuple[Line, ...]
    lenses: tuple[Share, ...]
    timings: tuple[Share, ...]
    #: All key results by what they are; those that could not be judged are left out.
    kinds: tuple[Share, ...]


def balance(critique: Critique) -> Balance:
    """Return how the key results of a critique are spread; of all lines where none was filed as one."""
    asked = key_results(critique)
    judged = [line for line in asked if not line.verdict.unsure]
    results = tuple(line for line in judged if line.verdict.kind is Kind.OUTCOME_KR)
    beside = {
        kr.statement: kr.measure for objective in critique.okr_set.objectives for kr in objective.key_results
    }
    named = [_measure(line, beside.get(line.statement, "")) for line in results]
    return Balance(
        results=results,
        lenses=_shares(Lens, results, [m.lens if m else UNLISTED for m in named]),
        timings=_shares(Timing, results, [m.timing if m else UNLISTED for m in named]),
        kinds=_shares(Kind, judged, [line.verdict.kind for line in judged]),
    )


def key_results(critique: Critique) -> tuple[Line, ...]:
    """Return the lines filed as key results, or all lines where none was."""
    filed = tuple(line for line in critique.lines if line.statement.role is Role.KEY_RESULT)
    return filed or critique.lines


def _measure(line: Line, column: str) -> Measure | None:
    """The measure a line names; the column beside it is asked first, for it holds nothing else."""
    for text in (column, line.statement.text):
        found = find_measures(read(text)) if text.strip() else ()
        if found:
            return found[0].measure
    return None


def _shares(sides: type[StrEnum], lines: Sequence[Line], found: Sequence[str]) -> tuple[Share, ...]:
    order = [*(side.value for side in sides), *([UNLISTED] if UNLISTED in found else [])]
    pairs = list(zip(lines, found, strict=True))
    return tuple(Share(side=side, lines=tuple(line for line, at in pairs if at == side)) for side in order)


def lenses_said(found: Balance) -> str:
    """Return what the lenses show, as a sentence, or "" when too few measures are in the catalogue."""
    if not _known_enough(found.lenses):
        return ""
    missing = [_SIDES[share.side] for share in found.lenses if not share.lines]
    if not missing:
        return "The results look at the work from all three sides"
    which = "No result we could place" if _unlisted(found.lenses) else "No result"
    return f"{which} looks at {' or at '.join(missing)}"


def timings_said(found: Balance) -> str:
    """Return what the timing shows, as a sentence, or "" when too few measures are in the catalogue."""
    if not _known_enough(found.timings):
        return ""
    early, late = (len(share.lines) for share in found.timings[:2])
    which = "result we could place" if _unlisted(found.timings) else "result"
    if early and late:
        return "Some results move early enough to steer by, some prove it afterwards"
    if early:
        return f"Every {which} moves early; none proves afterwards that it was worth it"
    return f"Every {which} shows only afterwards; none moves early enough to steer by"


_SIDES = {Lens.BUSINESS.value: "the business", Lens.FLOW.value: "flow", Lens.TEAM.value: "the team"}


def _unlisted(shares: Sequence[Share]) -> int:
    return sum(len(share.lines) for share in shares if share.side == UNLISTED)


def _known_enough(shares: Sequence[Share]) -> bool:
    """Two results with a known measure, and at least as many of them as of the others."""
    unlisted = _unlisted(shares)
    known = sum(len(share.lines) for share in shares) - unlisted
    return known >= 2 and known >= unlisted
