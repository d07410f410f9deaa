"""What a statement is, how sure we are, and why."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.model.evidence import Evidence
from okrcoach.model.kind import Kind
from okrcoach.model.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement of one statement."""

    text: str
    kind: Kind
    #: One (kind, probability) pair for each kind, most likely first; they add up to 1.
    ranking: tuple[tuple[Kind, float], ...]
    #: The second reading when the call is close, else None.
    second: Kind | None
    #: The question that would settle a close call, else "".
    settle: str
    #: Strongest first. The weights add up to the log-odds of the first kind over the second.
    evidence: tuple[Evidence, ...]
    #: What the statement says about its measure, or None when it holds no such thing.
    quantity: Quantity | None
    #: Why no honest judgement is possible (no words, not English), else "".
    unsure: str = ""

    @property
    def confidence(self) -> float:
        """Probability of the chosen kind, 0 to 1."""
        return self.ranking[0][1]

    @property
    def probabilities(self) -> dict[Kind, float]:
        """Probability of each kind, in the order in which the kinds are declared."""
        found = dict(self.ranking)
        return {kind: found[kind] for kind in Kind}

    @property
    def how_sure(self) -> str:
        """The confidence in words: sure, quite sure, leaning this way, a close call."""
        if self.unsure:
            return "not judged"
        for bound, words in ((0.9, "sure"), (0.75, "quite sure"), (0.6, "leaning this way")):
            if self.confidence >= bound:
                return words
        return "a close call"
