"""What a rule is, and what it gets to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from okrcoach.judgement.profiles import COACH, Profile
from okrcoach.language import Reading
from okrcoach.model import (
    Benefit,
    Cycle,
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
    #: For rules about benefits: the register.
    register: tuple[Benefit, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One line with everything a rule may look at; nothing here is computed by rules."""

    statement: Statement
    reading: Reading
    verdict: Verdict
    #: The columns beside a key result, where it came from a table.
    key_result: KeyResult | None = None
    #: The objective it stands under; None for a line on its own.
    objective: Seen | None = None
    #: The time the set is for; None for a line on its own.
    cycle: Cycle | None = None
    #: The school that is followed: its limits are for rules to ask.
    profile: Profile = COACH

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
class SeenGroup:
    """An objective with its key results, all read and judged."""

    objective: Objective
    #: None where key results stand under no objective's words.
    aim: Seen | None
    key_results: tuple[Seen, ...]
    profile: Profile = COACH


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSet:
    """A whole set, every line read and judged."""

    okr_set: OKRSet
    groups: tuple[SeenGroup, ...]
    heartbeats: tuple[Seen, ...]
    #: Every line once, in the order of ``okr_set.statements()``.
    lines: tuple[Seen, ...]
    profile: Profile = COACH

    @property
    def key_results(self) -> tuple[Seen, ...]:
        """The key results of all objectives."""
        return tuple(seen for group in self.groups for seen in group.key_results)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBenefit:
    """One benefit of a register, beside the others."""

    benefit: Benefit
    register: tuple[Benefit, ...]


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
    #: Ids of the statements it is about, for findings about several lines of a set.
    lines: tuple[str, ...] = ()


class Skipped:
    """The rule could not be applied: what it needs is missing, or another rule has said the essential."""


SKIPPED = Skipped()
Outcome = Hit | Skipped | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One piece of a coach's knowledge, as a value.

    ``what`` may hold ``{quote}``, the author's words, and ``{more}``. One of the four checks is there: it
    looks at a line, at an objective with its key results, at a set, or at a benefit, and returns a
    :class:`Hit`, None when all is well, or ``SKIPPED``.
    """

    code: str
    #: "objective", "key_result", "set" or "benefit".
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
    group: Callable[[SeenGroup], Outcome] | None = None
    whole: Callable[[SeenSet], Outcome] | None = None
    benefit: Callable[[SeenBenefit], Outcome] | None = None
