"""One number for those who need one, in parts that can be checked by hand, with its caveat.

No published rule ties the wording of OKRs to results. Gtmhub gives a set such a score; OKR Dash holds
that rubrics make teams polish words. So the score comes last, and is for drafts of one set only.
"""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.judgement.balance import key_results
from okrcoach.judgement.rules import RULES
from okrcoach.judgement.sources import cite
from okrcoach.model import Critique, Finding, KeyResult, Kind, Line, Severity, Source

#: Points for: results rather than to-dos, completeness, the set as a whole.
RESULTS, COMPLETE, WHOLE = 35, 35, 30
#: What a finding about the set costs, once for each rule, however often it fired.
_COSTS = {Severity.FIX: 10, Severity.WARNING: 6, Severity.NOTE: 2}

CAVEAT = (
    "Polished words are not yet a strategy: the number says how a draft is written, not whether it is the "
    "right thing to aim for. Use it to compare drafts of this set, never teams."
)
SOURCES: tuple[Source, ...] = (
    cite(
        "gtmhub-score", "The design of a set of OKRs can be scored, by how many key results it has and more."
    ),
    cite("okrdash-vanity", "A rubric makes teams polish words; such a score is a vanity metric itself."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the score."""

    title: str
    got: int
    most: int
    #: How it was counted, in a sentence.
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """0 to 100 with its parts, which add up to it."""

    parts: tuple[Part, ...]
    caveat: str = CAVEAT
    sources: tuple[Source, ...] = SOURCES

    @property
    def total(self) -> int:
        """The sum of the parts, 0 to 100."""
        return sum(part.got for part in self.parts)


def score(critique: Critique) -> Score | None:
    """Return the score of a critique, or None when no key result of it could be judged.

    Findings known from a baseline count as before: drawing one must not raise the number. What was set
    aside with a reason does not count.
    """
    lines = [line for line in key_results(critique) if not line.verdict.unsure]
    if not lines:
        return None
    columns = {kr.statement: kr for o in critique.okr_set.objectives for kr in o.key_results}
    results = [line for line in lines if line.verdict.kind is Kind.OUTCOME_KR]
    cycle = critique.okr_set.cycle
    dated = bool(cycle.name.strip() or cycle.end)
    told = sum(_told(line, columns.get(line.statement), dated=dated) for line in results)
    costs = _costs(critique)
    cost = sum(costs.values())
    return Score(
        parts=(
            Part(
                title="Results rather than to-dos",
                got=round(RESULTS * len(results) / len(lines)),
                most=RESULTS,
                says=f"{len(results)} of {len(lines)} key results are results.",
            ),
            Part(
                title="Measure, baseline, target, date",
                got=round(COMPLETE * told / (4 * len(lines))),
                most=COMPLETE,
                says=f"{told} of {4 * len(lines)}: four parts for each of the {len(lines)} key results.",
            ),
            Part(
                title="The set as a whole",
                got=max(0, WHOLE - cost),
                most=WHOLE,
                says=(
                    f"{cost} points off for what {len(costs)} "
                    f"{'rule' if len(costs) == 1 else 'rules'} found in the set."
                    if costs
                    else "No rule found anything in the set."
                ),
            ),
        )
    )


def _told(line: Line, beside: KeyResult | None, *, dated: bool) -> int:
    """How many of measure, baseline, target and date a result states, in its words or columns: 0 to 4."""
    quantity = line.verdict.quantity
    measure = quantity is not None and quantity.measure is not None
    start = quantity is not None and (quantity.baseline is not None or quantity.reference is not None)
    aim = quantity is not None and (quantity.target is not None or quantity.change is not None)
    date = dated or (quantity is not None and quantity.deadline is not None)
    if beside is not None:
        measure, start = measure or bool(beside.measure.strip()), start or bool(beside.baseline.strip())
        aim, date = aim or bool(beside.target.strip()), date or bool(beside.deadline.strip())
    return measure + start + aim + date


def _costs(critique: Critique) -> dict[str, int]:
    """Code -> points off, for the rules that found something in the set."""
    of_lines = {rule.code for rule in RULES if rule.line is not None}
    known: list[Finding] = [f for f in critique.known if f.code not in of_lines]
    costs: dict[str, int] = {}
    for finding in (*critique.set_findings, *known):
        costs[finding.code] = max(costs.get(finding.code, 0), _COSTS[finding.severity])
    return costs
