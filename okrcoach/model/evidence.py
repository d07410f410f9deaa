"""One reason for a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A named sign in the text, how much it weighed, and what it says in plain words.

    ``weight`` is in log-odds of the chosen kind against the runner-up: positive speaks for
    the verdict, negative against it. The weights of a verdict's evidence add up to exactly
    the margin by which it was reached, so what is shown is what decided.
    """

    #: Stable name of the cue, for instance ``verb:deliver``.
    cue: str
    #: The author's words that carry the cue; None for what no single word carries.
    span: Span | None
    #: Those words.
    text: str
    weight: float
    #: One plain sentence for a reader who has never seen the code.
    says: str
