"""Two sets side by side, such as a company's and a value stream's: what serves which, what is a copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from okrcoach.judgement.critic import review, see
from okrcoach.judgement.flow_effects import named_measure
from okrcoach.judgement.gist import found_measure, gist, measured, way
from okrcoach.model import Direction, Finding, Lens, Objective, OKRSet, Role

if TYPE_CHECKING:
    from okrcoach.judgement.house import House
    from okrcoach.judgement.rule import Seen, SeenSet

#: Put before the ids of a set, so that both can be judged as one.
ABOVE, BELOW = "C", "V"
#: Rules that speak of the same line in two places.
RULES_BETWEEN = ("SET-CASCADE-COPY", "SET-NEAR-DUPLICATE", "SET-TWO-TARGETS")
#: Words that nearly every set holds, without a last s; one of them in common says nothing.
_COMMON = frozenset(
    "customer client user people team company busines share day week month quarter year time work".split()
)


class Tie(StrEnum):
    """How a line of the lower set stands to the one above that it is closest to."""

    COPY = "copied word for word"
    NEAR = "nearly the same"
    #: They speak of the same thing in words of their own.
    SHARES = "speaks of the same"
    #: No word that tells: it may still serve, and only its authors can say how.
    OWN = "stands on its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """One line of the lower set and what it is closest to above."""

    id: str
    text: str
    role: Role | None
    tie: Tie
    #: Id and words of the line above; "" where it stands on its own.
    above: str
    above_text: str
    #: One sentence that quotes what is shared.
    why: str
    #: How its measure looks at the work, where the catalogue knows it.
    lens: Lens | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Two sets side by side."""

    lines: tuple[Tied, ...]
    #: Id and words of the lines above that no line below speaks of.
    untouched: tuple[tuple[str, str], ...]
    #: What the rule book says about lines that stand in both.
    findings: tuple[Finding, ...]

    def of(self, tie: Tie) -> tuple[Tied, ...]:
        """Return the lines tied in that way, in their order."""
        return tuple(line for line in self.lines if line.tie is tie)


def alignment(above: OKRSet, below: OKRSet, house: House | None = None) -> Alignment:
    """Return how the objectives and key results of ``below`` stand to those of ``above``.

    Ids get a letter each, "C1.2" above and "V1.2" below. Only words are compared: a line that shares none
    may serve all the same, a line that shares some may not, so the sentences say what was seen and no more.
    """
    upper, lower = _lettered(above, ABOVE), _lettered(below, BELOW)
    tops, bottoms = _lines(see(upper, house)), _lines(see(lower, house))
    tied = tuple(_tied(seen, tops) for seen in bottoms)
    touched = {one.above for one in tied}
    both = replace(upper, objectives=upper.objectives + lower.objectives)
    found = review(both, house).set_findings if tops and bottoms else ()
    return Alignment(
        lines=tied,
        untouched=tuple(
            (top.statement.id, top.statement.text) for top in tops if top.statement.id not in touched
        ),
        findings=tuple(one for one in found if one.code in RULES_BETWEEN and _between(one)),
    )


def _between(finding: Finding) -> bool:
    return {line[:1] for line in finding.lines} >= {ABOVE, BELOW}


def _lettered(okr_set: OKRSet, letter: str) -> OKRSet:
    def named(objective: Objective) -> Objective:
        krs = tuple(
            replace(kr, statement=replace(kr.statement, id=f"{letter}{kr.statement.id}"))
            for kr in objective.key_results
        )
        line = replace(objective.statement, id=f"{letter}{objective.statement.id}")
        return replace(objective, statement=line, key_results=krs)

    return replace(okr_set, objectives=tuple(named(one) for one in okr_set.objectives), heartbeats=())


def _lines(whole: SeenSet) -> tuple[Seen, ...]:
    """Return the objectives that have words, each with its key results after it."""
    return tuple(
        seen for group in whole.groups for seen in (group.aim, *group.key_results) if seen is not None
    )


def _tied(seen: Seen, tops: tuple[Seen, ...]) -> Tied:
    best, tie, why = None, Tie.OWN, "No word that tells is shared with the set above."
    for rank in (_copy, _near, _shares):
        found = [(words, top) for top in tops if (words := rank(seen, top))]
        if found:
            # of several lines above, the one that shares most
            words, best = max(found, key=lambda pair: len(pair[0]))
            tie, why = _SAYS[rank][0], _SAYS[rank][1].format(words=_quoted(words))
            break
    known = named_measure(seen)
    return Tied(
        id=seen.statement.id,
        text=seen.statement.text,
        role=seen.statement.role,
        tie=tie,
        above=best.statement.id if best is not None else "",
        above_text=best.statement.text if best is not None else "",
        why=why,
        lens=known[0].lens if known is not None else None,
    )


def _copy(seen: Seen, top: Seen) -> tuple[str, ...]:
    same = _plain(seen) == _plain(top)
    return (seen.statement.text,) if same else ()


def _near(seen: Seen, top: Seen) -> tuple[str, ...]:
    one, other = gist(seen), gist(top)
    if one != other or len(one.words) < 2 or {way(seen), way(top)} >= {Direction.UP, Direction.DOWN}:
        return ()
    return tuple(sorted(one.words))


def _shares(seen: Seen, top: Seen) -> tuple[str, ...]:
    found = found_measure(seen)
    if found is not None and found.measure == measured(top):
        return (found.span.of(seen.statement.text),)
    words = gist(seen).words & gist(top).words
    return tuple(sorted(words)) if {word.removesuffix("s") for word in words} - _COMMON else ()


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"\u201c{word}\u201d" for word in words)


def _plain(seen: Seen) -> str:
    return " ".join(seen.statement.text.casefold().split()).rstrip(".")


_SAYS = {
    _copy: (Tie.COPY, "It stands above in the same words."),
    _near: (Tie.NEAR, "Apart from numbers and dates it is the line above: {words}."),
    _shares: (Tie.SHARES, "Both speak of {words}."),
}
