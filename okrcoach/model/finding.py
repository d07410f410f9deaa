"""One piece of advice about a statement or a set."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from okrcoach.model.span import Span


class Severity(StrEnum):
    """How soon to look at a finding: ``fix`` first, ``warning`` worth a look, ``note`` good to know."""

    FIX = "fix"
    WARNING = "warning"
    NOTE = "note"

    @property
    def words(self) -> str:
        """The severity as we say it to people."""
        return {"fix": "Fix first", "warning": "Worth a look", "note": "Good to know"}[self.value]

    @property
    def rank(self) -> int:
        """0 for ``fix``, 1 for ``warning``, 2 for ``note``: lower is more urgent."""
        return ("fix", "warning", "note").index(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says so: the id and the claim, paraphrased from a checked register of sources."""

    #: Id in the register, for instance ``wfm-okr``.
    id: str
    #: Author and work as a reader would look it up.
    work: str
    #: What that work claims, in our words.
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule has to say about one statement, or about the whole set."""

    #: Stable code of the rule, for instance ``KR-TASK``.
    code: str
    severity: Severity
    title: str
    #: Id of the statement ("1.2"), of an objective for findings about its key results, or "".
    about: str
    #: The words in question; None when the finding is about what is missing or about the set.
    span: Span | None
    #: Those words.
    quote: str
    #: What was found, in a sentence that quotes the author.
    what: str
    why: str
    #: The coaching question.
    ask: str
    #: Rewrites to choose from, with visible blanks such as ``<baseline>``.
    rewrites: tuple[str, ...] = ()
    sources: tuple[Source, ...] = field(default_factory=tuple)
    #: Who sees it otherwise, and how; "" when nobody was found to.
    disagrees: str = ""
    #: Ids of the statements it is about, for findings about several lines of a set.
    lines: tuple[str, ...] = ()
    #: The coach's mark that the rule stands for (see ``RULES.md``), or None.
    flag: str | None = None
