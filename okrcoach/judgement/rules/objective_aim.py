"""Further rules about one objective: what sort of aim it is."""

from __future__ import annotations

from okrcoach.judgement.checks import objective_aim as check
from okrcoach.judgement.rule import Example, Rule
from okrcoach.judgement.sources import cite
from okrcoach.model import Role, Severity


def _aims(*texts: str) -> tuple[Example, ...]:
    return tuple(Example(text=text, role=Role.OBJECTIVE) for text in texts)


OBJECTIVE_AIM_RULES = (
    Rule(
        code="OBJ-NUMBER-ONE",
        family="objective",
        severity=Severity.NOTE,
        title="The top, and no step that leads there",
        what="{quote} is the end of a long road; the line does not say which stretch is this cycle\u2019s.",
        why="If you are far from it, people stop believing; if you are close, the next step says more.",
        ask="From where you stand, what is the next place you could honestly reach, and in whose eyes?",
        before="Become the market leader in hearing aids",
        after="People who try our hearing aid no longer look at others",
        sources=(
            cite("ley-2022", "\u201cNumber one\u201d from far behind: give the next step within reach."),
            cite("sitkin-2011", "Stretch goals tempt those who can least afford them."),
        ),
        disagrees="Google\u2019s aspirational OKRs and Christina Wodtke\u2019s objectives want to inspire.",
        dissent=("google-playbook", "wodtke-rf"),
        fires_on=_aims("Become the market leader in hearing aids", "Be the number one bakery in town"),
        silent_on=_aims(
            "People who try our hearing aid no longer look at others", "Give new parents the best of our week"
        ),
        line=check.is_number_one,
    ),
    Rule(
        code="OBJ-ACTIVITY",
        family="objective",
        severity=Severity.NOTE,
        title="Effort instead of arrival",
        what="{quote} promises effort, and effort never arrives.",
        why="At the end of the cycle you will have done it, whatever came of it.",
        ask="Suppose all that effort paid off: what would be true then?",
        before="Try to be a neighbour people trust",
        after="People on our street trust us",
        sources=(
            cite("google-playbook", "Words such as consult, help, analyse, participate betray activities."),
            cite("castro-types", "Ask whether effort is measured, or result."),
        ),
        fires_on=_aims("Start to feel like one company", "Try to be a neighbour people trust"),
        silent_on=_aims("Nurses call the rota fair", "Parents work with us as partners"),
        line=check.is_effort,
    ),
    Rule(
        code="OBJ-CONTINUE",
        family="objective",
        severity=Severity.NOTE,
        title="More of the same?",
        what="{quote} says that things go on; what will be different stays open.",
        why="What you would do anyway needs no objective, and one that asks nothing new gets no attention.",
        ask="What should be true at the end that is not true today?",
        before="Continue to grow our community of repairers",
        after="Repairers bring the next repairer along",
        sources=(
            cite("google-playbook", "An OKR that changes nothing is business as usual."),
            cite("gitlab-okr", "OKRs are what is different this quarter; what recurs is a KPI."),
        ),
        disagrees="Jeff Gothelf would fold what goes on into the goal.",
        dissent=("gothelf-2021",),
        fires_on=_aims("Continue to grow our community of repairers", "Keep growing as a place to learn"),
        silent_on=_aims("Repairers bring the next repairer along", "Keepers and volunteers feel as one team"),
        line=check.goes_on,
    ),
    Rule(
        code="OBJ-MEANS",
        family="objective",
        severity=Severity.NOTE,
        title="The way is written into the aim",
        what="{quote} is one way to get there, and it stands in the aim itself.",
        why="The aim in front of it is good without it, and leaves room for a better idea.",
        ask="If this way turned out wrong in week five, would you still want the first half?",
        before="Delight guests by launching a new booking app",
        after="Delight guests",
        sources=(
            cite(
                "orca-anti",
                "State the problem: if the solution changes in week five, is the OKR still valid?",
            ),
            cite("cagan-2020", "Give a team a problem to solve, not a feature to build."),
        ),
        disagrees="Google\u2019s committed OKRs may name a delivery.",
        dissent=("google-playbook",),
        fires_on=_aims(
            "Delight guests by launching a new booking app",
            "Earn the trust of tenants by publishing every repair report",
        ),
        silent_on=_aims(
            "Delight guests by the time they leave", "Prepare pupils for the world by making lessons livelier"
        ),
        line=check.tells_the_way,
    ),
    Rule(
        code="OBJ-NUMBER",
        family="objective",
        severity=Severity.NOTE,
        title="A number inside the aim",
        what="{quote} would do better as a key result below.",
        why="The number will be argued about and may change; the aim should outlive it.",
        ask="What is the sentence without the number, and which key result carries the number then?",
        before="Become the place where 80% of nurses want to stay",
        after="Become the place where nurses want to stay",
        sources=(
            cite("wodtke-rf", "Keep metrics out of the objective: it inspires."),
            cite("wfm-okr", "An objective gives direction and is not a metric."),
        ),
        disagrees=(
            "Google wants an observer to see whether an objective is reached and shows one that "
            "holds a number."
        ),
        dissent=("google-playbook",),
        fires_on=_aims(
            "Become the place where 80% of nurses want to stay",
            "Inspire small bakeries so that 30% more of them bake by night with us",
        ),
        silent_on=_aims(
            "Become the place where nurses want to stay", "One front door for all questions of the 4 wards"
        ),
        line=check.holds_number,
    ),
)
