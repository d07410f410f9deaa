"""What a coach decided about each finding, and the critique as it is after that."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from okrcoach.model import Critique, Finding, SetAside
from okrcoach.widgets.client.roles import line_keys


class State(StrEnum):
    """What was decided about a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EDITED = "edited"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, and the words that belong to it; an open one may hold words that are still typed."""

    state: State = State.OPEN
    #: Why it was dismissed.
    reason: str = ""
    #: The coach's own question and rewrite, None while nobody has touched them.
    ask: str | None = None
    rewrite: str | None = None


OPEN = Decision()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A finding, whatever else changes in the draft: its rule and the words it is about."""

    code: str
    #: Words of the line as they are compared, "" for the whole set; and which of several with these words.
    line: str = ""
    number: int = 0
    #: For what is said about several lines: what is said, since it is another finding when they change.
    what: str = ""

    @property
    def token(self) -> str:
        """A short name for pages."""
        parts = "\0".join((self.code, self.line, str(self.number), self.what))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def keys_of(critique: Critique) -> dict[int, Key]:
    """Return ``id`` of each finding -> its key; the findings live as long as the critique."""
    lines = line_keys(line.statement for line in critique.lines)
    keys = {
        id(finding): Key(code=finding.code, line=same, number=number)
        for line, (same, number) in zip(critique.lines, lines, strict=True)
        for finding in line.findings
    }
    by_id = {line.statement.id: key for line, key in zip(critique.lines, lines, strict=True)}
    for finding in critique.set_findings:
        same, number = by_id.get(finding.about, ("", 0))
        keys[id(finding)] = Key(code=finding.code, line=same, number=number, what=finding.what)
    return keys


def decided(critique: Critique, decisions: Mapping[Key, Decision], keys: Mapping[int, Key]) -> Critique:
    """Return the critique that goes to the client: edited words in, what was dismissed set aside."""
    aside: list[SetAside] = []

    def kept(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        stay = []
        for finding in findings:
            decision = decisions.get(keys[id(finding)], OPEN)
            if decision.state is State.DISMISSED:
                aside.append(SetAside(finding=finding, reason=decision.reason))
            else:
                stay.append(_worded(finding, decision))
        return tuple(stay)

    lines = tuple(replace(line, findings=kept(line.findings)) for line in critique.lines)
    set_findings = kept(critique.set_findings)
    return replace(critique, lines=lines, set_findings=set_findings, set_aside=(*critique.set_aside, *aside))


def _worded(finding: Finding, decision: Decision) -> Finding:
    """Put the coach's own words into a finding."""
    if decision.state is not State.EDITED:
        return finding
    ask = finding.ask if decision.ask is None else decision.ask.strip()
    if decision.rewrite is None or decision.rewrite.strip() == "".join(finding.rewrites[:1]):
        return replace(finding, ask=ask)
    rewrite = decision.rewrite.strip()
    return replace(finding, ask=ask, rewrites=(rewrite,) if rewrite else ())
