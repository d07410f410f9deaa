"""What a rule is, and what it gets to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from okrcoach.language import Reading
from okrcoach.model import (
    KeyResult,
    Kind,
    Objective,
    OKRSet,
    Role,
    Severity,
    Source,
    Span,
    Statement,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A statement, or a small pasted set for rules about sets, that a rule must or must not fire on."""

    text: str
    role: Role | None = Role.KEY_RESULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One line with everything a rule may look at; nothing here is computed by rules."""

    statement: Statement
    reading: Reading
    verdict: Verdict
    #: The columns beside a key result, where it came from a table.
    key_result: KeyResult | None = None

    @property
    def role(self) -> Role | None:
        """The role its author gave it."""
        return self.statement.role or self.reading.cleaned.role

    @property
    def whole(self) -> Span:
        """The statement without what stands around it."""
        items = self.reading.items
        return self.reading.span(0, len(items)) if items else Span(0, 0)

    def sure_of(self, kind: Kind, least: float = 0.6) -> bool:
        """Whether the verdict is that kind with at least that probability."""
        return self.verdict.kind is kind and self.verdict.confidence >= least

    def column(self, name: str) -> str:
        """What stood in a column beside the key result, "" when nothing did."""
        return str(getattr(self.key_result, name)).strip() if self.key_result is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule has fired: the words in question and what is special about this case."""

    span: Span | None = None
    rewrites: tuple[str, ...] = ()
    #: A better question than the rule's own, made from the author's words.
    ask: str = ""
    #: Milder or sharper than the rule's usual severity.
    severity: Severity | None = None
    #: Fills ``{more}`` in the rule's ``what``.
    more: str = ""


class Skipped:
    """The rule could not be applied: what it needs is missing, or another rule has said the essential."""


SKIPPED = Skipped()
Outcome = Hit | Skipped | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One piece of a coach's knowledge, as a value.

    ``what`` may hold ``{quote}``, the author's words, and ``{more}``. The check looks at one line;
    it returns a :class:`Hit`, None when all is well, or ``SKIPPED``.
    """

    code: str
    #: "objective", "key_result" or "set".
    family: str
    severity: Severity
    title: str
    what: str
    why: str
    ask: str
    before: str
    after: str
    sources: tuple[Source, ...]
    #: Who sees it otherwise, in a sentence; their ids in the register follow.
    disagrees: str = ""
    dissent: tuple[str, ...] = ()
    #: The mark of a coach that the rule stands for.
    flag: str | None = None
    fires_on: tuple[Example, ...] = ()
    silent_on: tuple[Example, ...] = ()
    line: Callable[[Seen], Outcome] | None = None
    #: For rules about one objective with its key results.
    group: Callable[[Objective], Outcome] | None = None
    whole: Callable[[OKRSet], Outcome] | None = None
