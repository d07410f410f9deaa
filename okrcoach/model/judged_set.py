"""The judged set: what every view renders."""

from __future__ import annotations

from dataclasses import dataclass, field

from okrcoach.model.finding import Finding, Severity
from okrcoach.model.okr_set import OKRSet
from okrcoach.model.statement import Statement
from okrcoach.model.suppression import SetAside
from okrcoach.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement, what it is, and what there is to say about it."""

    statement: Statement
    verdict: Verdict
    #: Most urgent first.
    findings: tuple[Finding, ...] = field(default_factory=tuple)
    #: What is good about it, one sentence, or "" when the findings come first.
    praise: str = ""

    @property
    def severity(self) -> Severity | None:
        """The most urgent severity among the findings, or None when there is none."""
        return min((f.severity for f in self.findings), key=lambda s: s.rank, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Critique:
    """An OKR set with a verdict and findings for every line, and findings about the whole."""

    okr_set: OKRSet
    #: In the order of ``okr_set.statements()``.
    lines: tuple[Line, ...]
    #: About an objective with its key results, or about the set; most urgent first.
    set_findings: tuple[Finding, ...] = field(default_factory=tuple)
    #: Name of the school that was followed.
    profile: str = "coach"
    #: Findings that the workspace has set aside, with its reasons.
    set_aside: tuple[SetAside, ...] = field(default_factory=tuple)
    #: Findings left out because they were known when the baseline was drawn.
    known: tuple[Finding, ...] = field(default_factory=tuple)

    def findings(self) -> tuple[Finding, ...]:
        """Return every finding, those of the lines in reading order, then those of the set."""
        return tuple(f for line in self.lines for f in line.findings) + self.set_findings

    def first_fixes(self, n: int = 3) -> tuple[Finding, ...]:
        """Return the ``n`` findings to act on first: by severity, then in reading order, one a line."""
        seen: set[str] = set()
        picked: list[Finding] = []
        for finding in sorted(self.findings(), key=lambda f: f.severity.rank):
            if finding.severity is Severity.NOTE or (finding.about and finding.about in seen):
                continue
            seen.add(finding.about)
            picked.append(finding)
        return tuple(picked[:n])
