"""Rules about an objective with its key results, and about the whole set."""

from __future__ import annotations

from okrcoach.judgement.rule import SKIPPED, Example, Hit, Outcome, Rule, SeenGroup, SeenSet
from okrcoach.judgement.sources import cite
from okrcoach.model import Severity

_NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def _count(n: int) -> str:
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)


def _few(group: SeenGroup) -> Outcome:
    n = len(group.key_results)
    if n >= group.profile.fewest_key_results or group.aim is None:
        return None
    noun = "key result" if n == 1 else "key results"
    # Two are enough for some schools, so two are only worth knowing.
    return Hit(more=f"{_count(n)} {noun}", severity=Severity.NOTE if n == 2 else None)


def _many(group: SeenGroup) -> Outcome:
    n = len(group.key_results)
    return Hit(more=f"{_count(n)} key results") if n > group.profile.most_key_results else None


def _objectives(whole: SeenSet) -> Outcome:
    n = len(whole.groups)
    if n == 0:
        return SKIPPED
    noun = "objective" if n == 1 else "objectives"
    return Hit(more=f"{_count(n)} {noun}") if n > whole.profile.most_objectives else None


def _sample(objectives: int, key_results: int) -> str:
    lines = []
    for o in range(1, objectives + 1):
        lines.append(f"Objective {o}: Neighbours of ward {o} feel at home")
        lines += [
            f"KR{o}.{k}: Raise visits to meeting point {k} from 10 to 20 by May"
            for k in range(1, key_results + 1)
        ]
    return "\n".join(lines)


SET_RULES = (
    Rule(
        code="SET-FEW-KEY-RESULTS",
        family="set",
        severity=Severity.WARNING,
        title="Too little to tell whether the objective is met",
        what="{quote} rests on {more}.",
        why=(
            "A single number can be reached while the objective is missed; three to five look at it "
            "from more than one side."
        ),
        ask="Could all of these come true and the objective still fail?",
        before="Objective with one key result",
        after="Objective with three: an effect, an early sign, and a guard against harm",
        sources=(
            cite("kersten-2021", "Three to five key results."),
            cite("wfm-okr", "Typically three to five key results prove the objective."),
            cite(
                "google-playbook",
                "If all could score 1.0 and the objective still fail, key results are missing.",
            ),
        ),
        disagrees="About two, a measure and a backstop, are enough for Marty Cagan.",
        dissent=("cagan-2020",),
        fires_on=(Example(text=_sample(1, 1), role=None), Example(text=_sample(2, 2), role=None)),
        silent_on=(Example(text=_sample(1, 3), role=None),),
        group=_few,
    ),
    Rule(
        code="SET-MANY-KEY-RESULTS",
        family="set",
        severity=Severity.WARNING,
        title="More than anyone can keep in mind",
        what="{quote} carries {more}.",
        why=(
            "What is watched by everyone is watched by no one; a long list usually holds tasks and "
            "heartbeats."
        ),
        ask="If you had to cross out all but three, which would prove that the objective is met?",
        before="Objective with eight key results",
        after="Objective with the three that prove it; the others become actions or heartbeats",
        sources=(
            cite("kersten-2021", "Three to five key results."),
            cite("doerr-2018", "Five key results or fewer."),
            cite("wodtke-rf", "Three key results."),
        ),
        disagrees="Google says to add where much of the effort is uncovered.",
        dissent=("google-playbook",),
        fires_on=(Example(text=_sample(1, 6), role=None),),
        silent_on=(Example(text=_sample(1, 5), role=None),),
        group=_many,
    ),
    Rule(
        code="SET-MANY-OBJECTIVES",
        family="set",
        severity=Severity.WARNING,
        title="Too many objectives for one cycle",
        what="The set holds {more}.",
        why="Five aims at once already ask for five times the attention. Choosing is the point.",
        ask="Which of these could wait a quarter without anybody noticing?",
        before="Seven objectives for one quarter",
        after="The two or three that must be different by the end of it",
        sources=(
            cite("ley-2022", "At most five objectives at a level."),
            cite("wodtke-rf", "One OKR for a company."),
        ),
        disagrees="Google says to add OKRs where much effort is uncovered.",
        dissent=("google-playbook",),
        fires_on=(Example(text=_sample(6, 3), role=None),),
        silent_on=(Example(text=_sample(5, 3), role=None),),
        whole=_objectives,
    ),
)
