"""Which goals suit a product where it stands: explore, expand, exploit or exit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from okrcoach.judgement.sources import cite
from okrcoach.model import Source


class Stage(StrEnum):
    """Where a product stands."""

    EXPLORE = "explore"
    EXPAND = "expand"
    EXPLOIT = "exploit"
    EXIT = "exit"


class Goals(StrEnum):
    """What kind of goals to set."""

    HYPOTHESIS = "hypothesis OKRs"
    ORDINARY = "ordinary OKRs"
    STATUS = "status metrics only"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAdvice:
    """What to set for a product at one stage, and who says so."""

    stage: Stage
    #: How to tell that a product stands there.
    where: str
    goals: Goals
    says: str
    #: How such a goal reads, with visible blanks; "" where there is none to write.
    pattern: str
    #: The coaching question.
    ask: str
    sources: tuple[Source, ...]
    #: Who sees it otherwise; "" when nobody was found to.
    disagrees: str = ""


STAGES = (
    StageAdvice(
        stage=Stage.EXPLORE,
        where="Nobody knows yet who wants it, or why.",
        goals=Goals.HYPOTHESIS,
        says="Write the objective as a guess and the key results as what would prove or refute it.",
        pattern=(
            "We believe that <who> will <do what> because <why>. We know more when <measure> has moved from "
            "<baseline> to <target>, or has not, by <date>."
        ),
        ask="What would you have to see to give the idea up?",
        sources=(
            cite("wodtke-4e", "What is being explored gets OKRs that state hypotheses."),
            cite("locke-latham-2019", "On new ground a learning goal serves better than a performance goal."),
            cite("torres-wille", "Not every outcome needs its measure on the first day."),
        ),
        disagrees="The requirement of a baseline and a target from the start (OKR Orca) leaves less room.",
    ),
    StageAdvice(
        stage=Stage.EXPAND,
        where="It works for some, and more could have it.",
        goals=Goals.ORDINARY,
        says="Set ordinary OKRs: an objective worth wanting, and results with a start and a target.",
        pattern="Raise <measure> from <baseline> to <target> by <date>",
        ask="What will more people do once this has worked?",
        sources=(cite("wodtke-4e", "What is being expanded gets ordinary OKRs."),),
    ),
    StageAdvice(
        stage=Stage.EXPLOIT,
        where="It earns its living and is to go on doing so.",
        goals=Goals.STATUS,
        says="Watch a few heartbeats with ranges; write an OKR when one of them leaves its range.",
        pattern="Keep <measure> between <lowest> and <highest>",
        ask="Which number would tell you first that something is wrong?",
        sources=(
            cite("wodtke-4e", "What is being exploited gets status metrics only."),
            cite("productculture-health", "When a health metric plummets, make an OKR to get back on track."),
        ),
        disagrees=(
            "Gothelf would still set OKRs wherever there are users, in small steps; Google counts meeting a "
            "service level as a committed OKR."
        ),
    ),
    StageAdvice(
        stage=Stage.EXIT,
        where="It is being given up.",
        goals=Goals.NONE,
        says="Set no goals for it: what it takes in time and money is wanted elsewhere.",
        pattern="",
        ask="Who still relies on it, and what will they use instead?",
        sources=(cite("wodtke-4e", "What is on its way out gets no goals and no more money."),),
    ),
)
_BY_STAGE = {advice.stage: advice for advice in STAGES}


def for_stage(stage: Stage | str) -> StageAdvice:
    """Return what to set for a product at ``stage``; ``ValueError`` names the stages there are."""
    name = stage.strip().lower()
    if name not in _BY_STAGE:
        raise ValueError(f"There is no stage {stage!r}. Known: {', '.join(Stage)}.")
    return _BY_STAGE[Stage(name)]
