"""Is an OKR right here? A short questionnaire about a team, and what it speaks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from okrcoach.judgement.sources import cite
from okrcoach.model import Source


class Suits(StrEnum):
    """What suits a team."""

    OKR = "OKR"
    KPI = "KPI"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the answers to choose from."""

    text: str
    #: 1 speaks for OKRs, -1 for KPIs, 0 for neither.
    lean: int
    #: What follows from it, a sentence without its capital: it comes after the answer.
    because: str = ""
    #: What to take care of first, when this is the answer.
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its answers; they are numbered from 1."""

    #: Short name, for instance ``predictable``.
    name: str
    text: str
    answers: tuple[Answer, ...]
    #: How much it counts: what the work is like counts twice. 0: it only brings cautions.
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What the answers speak for."""

    #: None when too little was answered to recommend anything.
    suits: Suits | None
    says: str
    #: One sentence each, with the answer in quotation marks.
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    #: Texts of the questions that were left open.
    open: tuple[str, ...]
    sources: tuple[Source, ...]
    disagrees: str


QUESTIONS = (
    Question(
        name="predictable",
        text="On the first day of a quarter, how much of its work can you foresee?",
        answers=(
            Answer(text="Nearly all of it", lean=-1, because="what can be foreseen can be watched by a KPI."),
            Answer(text="About half", lean=0, because="this leaves room for both."),
            Answer(text="Little of it", lean=1, because="a goal leaves the way open where plans break."),
        ),
        weight=2,
    ),
    Question(
        name="repetitive",
        text="How much of a usual week is the same work as the week before?",
        answers=(
            Answer(text="Nearly all of it", lean=-1, because="steady work is run well by steady numbers."),
            Answer(text="About half", lean=0, because="one half can be watched, the other can have a goal."),
            Answer(text="Little of it", lean=1, because="OKRs are made for work that is new and changes."),
        ),
        weight=2,
    ),
    Question(
        name="feedback",
        text="What happens when somebody says that a goal makes no sense?",
        answers=(
            Answer(
                text="Nobody would say so",
                lean=-1,
                because="an OKR that cannot be questioned is only a number handed down.",
                caution="Begin with one goal that the team may question and change; without that, OKRs turn "
                "into orders.",
            ),
            Answer(text="It depends on who is in the room", lean=0, because="this speaks for neither."),
            Answer(text="We talk about it, and goals have changed", lean=1, because="OKRs live on this."),
        ),
    ),
    Question(
        name="align",
        text="How often do you need other teams to get where you want to be?",
        answers=(
            Answer(text="Hardly ever", lean=-1, because="nothing is to be forced together that runs apart."),
            Answer(text="Now and then", lean=0, because="this speaks for neither."),
            Answer(text="All the time", lean=1, because="a shared objective says what they do together."),
        ),
    ),
    Question(
        name="strategy",
        text="Is it clear where the organisation wants to be in two or three years?",
        answers=(
            Answer(
                text="No",
                lean=0,
                caution="Before any OKR comes a strategy: goals for three months need something longer to "
                "serve.",
            ),
            Answer(
                text="Roughly",
                lean=0,
                caution="Write the direction down in a few sentences before you draft objectives for it.",
            ),
            Answer(text="Yes, and people can say it", lean=0),
        ),
        weight=0,
    ),
    Question(
        name="pace",
        text="How much else is changing for these people at the moment?",
        answers=(
            Answer(
                text="Very much",
                lean=0,
                caution="Go slowly: begin small, with one willing team, and wait until it is "
                "digested. Nobody is helped by one more change than people can take.",
            ),
            Answer(
                text="Some things",
                lean=0,
                caution="Start with one team and add others once a full cycle has gone well.",
            ),
            Answer(text="Little", lean=0),
        ),
        weight=0,
    ),
)  # fmt: skip
_BY_NAME = {question.name: question for question in QUESTIONS}
#: From this share of all possible weight on, one side has it.
_CLEAR = 0.5
_SAYS = {
    Suits.OKR: "OKRs suit this team: its work is to change something.",
    Suits.KPI: "KPIs suit this team: its work is to be kept running well.",
    Suits.BOTH: "Both: OKRs for what is to change, KPIs as heartbeats for what is to run.",
    None: "Too little is answered to recommend anything yet: what is the work like?",
}
_SOURCES = (
    cite("ley-2022", "OKRs for new, changing work across teams with engaged people, KPIs for what repeats or "
         "can be foreseen; both may stand side by side, and a strategy comes first."),
    cite("lamorte-kpi", "KPIs monitor, OKRs focus."),
    cite("cagan-2020", "Where teams are only handed features, OKRs are a waste of effort."),
)  # fmt: skip
_PACE = (
    cite("ley-2022", "Measure the pace of change that people can digest, and go slowly."),
    cite("lamorte-qa", "Get it right on a small scale before it grows."),
    cite("wodtke-2023", "Pilot with the best team; most failures come from going too fast."),
)
_DISAGREES = (
    "Gothelf would have OKRs in every team that has users, HR and finance included, though he grants that "
    "heartbeats fit steady work. Perdoo would introduce KPIs and OKRs together, not one after the other."
)


def recommend(answers: Mapping[str, int]) -> Fit:
    """Return what suits a team, with reasons that quote its answers.

    ``answers``: name of a question -> number of the answer, from 1; questions may be left out. Raises
    ``ValueError`` that names the question for a number out of range, or the name that is unknown. The
    weights are ours: no author gives any.
    """
    chosen = {name: _answer(name, number) for name, number in answers.items()}
    given = [(q, chosen[q.name]) for q in QUESTIONS if q.name in chosen]
    suits = _suits(given)
    reasons = tuple(
        f"{question.text} \u201c{answer.text}\u201d: {answer.because}"
        for question, answer in given
        if answer.because
    )
    cautions = tuple(answer.caution for _, answer in given if answer.caution)
    at_pace = any(question.name == "pace" and answer.caution for question, answer in given)
    return Fit(
        suits=suits,
        says=_SAYS[suits],
        reasons=reasons,
        cautions=cautions,
        open=tuple(question.text for question in QUESTIONS if question.name not in chosen),
        sources=_SOURCES + (_PACE if at_pace else ()),
        disagrees=_DISAGREES,
    )


def _answer(name: str, number: int) -> Answer:
    question = _BY_NAME.get(name)
    if question is None:
        raise ValueError(f"There is no question {name!r}. Known: {', '.join(_BY_NAME)}.")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= len(question.answers):
        raise ValueError(f"{name}: the answer is a number from 1 to {len(question.answers)}, not {number!r}.")
    return question.answers[number - 1]


def _suits(given: list[tuple[Question, Answer]]) -> Suits | None:
    """Weigh the answers; None unless something is known about the work itself."""
    if not any(question.weight > 1 for question, _ in given):
        return None
    total = sum(question.weight * answer.lean for question, answer in given)
    possible = sum(question.weight for question, _ in given)
    if total / possible >= _CLEAR:
        return Suits.OKR
    if total / possible <= -_CLEAR:
        return Suits.KPI
    return Suits.BOTH
