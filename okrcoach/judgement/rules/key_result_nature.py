"""Rules about what sort of thing a key result counts or says."""

from __future__ import annotations

from okrcoach.judgement.checks import key_result_nature as check
from okrcoach.judgement.rule import Example, Rule
from okrcoach.judgement.sources import cite
from okrcoach.model import Role, Severity


def _lines(*texts: str) -> tuple[Example, ...]:
    return tuple(Example(text=text) for text in texts)


NATURE_RULES = (
    Rule(
        code="KR-PERCENT-DONE",
        family="key_result",
        severity=Severity.NOTE,
        title="A progress bar",
        what="{quote} says how much of the work is done, and nothing of what it does for anybody.",
        why="Work that is half done may have changed nothing yet, and all of it may change nothing either.",
        ask="When the first part is done, what should already be better, and for whom?",
        before="Complete 80% of the migration",
        after="Raise orders that arrive through the new shop from <baseline> to <target>",
        sources=(
            cite("perdoo-init", "What runs from 0 to 100% of work done is an initiative (as reported)."),
            cite("castro-types", "Activity-based key results measure that tasks get finished."),
        ),
        disagrees="Google\u2019s grading guide counts three launches out of six as half the way.",
        dissent=("rework-grade",),
        fires_on=_lines("Complete 80% of the migration", "80% of the data migration completed by June"),
        silent_on=_lines(
            "80% of patients complete the questionnaire",
            "Raise orders completed without a call from 60% to 80%",
            "Complete the migration",
        ),
        line=check.is_share_done,
    ),
    Rule(
        code="KR-OWN-COUNT",
        family="key_result",
        severity=Severity.NOTE,
        title="Your own effort, counted",
        what="{quote} is what your team does; more of it need not mean more for anybody.",
        why="The number is yours to raise, so it cannot tell whether it helped.",
        ask="If you had done all of it and gone home: what result would you have wanted?",
        before="Grow workshops from 6 to 15 a month",
        after="Raise participants who use the method within a month from <baseline> to <target>",
        sources=(
            cite("ley-2022", "Having posted fifty times is no result: ask what was wanted from it."),
            cite("orca-anti", "Workshops held: what do people do differently afterwards?"),
            cite("castro-migrate", "Turn \u201cthree new pages\u201d into what the pages are to bring."),
        ),
        disagrees="Google\u2019s grading guide and Microsoft\u2019s Viva accept such counts.",
        dissent=("rework-grade", "viva-krtypes"),
        fires_on=_lines(
            "Average number of sales calls per week from 40 to 60", "Demos per month from 10 to 25"
        ),
        silent_on=_lines(
            "Raise sales calls from 40 to 120 a week",
            "Raise the rating of our workshops from 3.9 to 4.5",
            "Raise calls that end in an order from 12% to 20%",
        ),
        line=check.counts_own_doing,
    ),
    Rule(
        code="KR-MILESTONE",
        family="key_result",
        severity=Severity.NOTE,
        title="Yes or no, and nothing between",
        what="{quote} stays at nothing until the day it happens.",
        why="For weeks nobody can see whether you come closer. A count on the way would show it.",
        ask="What could you count on the way there that others decide?",
        before="Win the council tender",
        after="Raise council offices that order from us from <baseline> to <target>",
        sources=(
            cite("gtmhub-score", "A good set has no key result of the yes-or-no sort."),
            cite("lamorte-krtypes", "Milestones are binary, and notorious for being outputs."),
        ),
        disagrees=(
            "The author of \u201cOKRs For Dummies\u201d wants milestones first where the effect is new, "
            "though never only milestones; Google\u2019s guide grades a launch with nought or one."
        ),
        dissent=("niven-milestones", "rework-grade"),
        fires_on=_lines("Win the council tender", "Win the Mayfield award for school meals"),
        silent_on=_lines(
            "Win 3 council tenders", "Win back customers who left", "Obtain ISO 27001 certification"
        ),
        line=check.is_yes_or_no,
    ),
    Rule(
        code="KR-TELEMETRY",
        family="key_result",
        severity=Severity.NOTE,
        title="A look into the engine room",
        what="{quote} shows how the team works, and not what comes of it.",
        why=(
            "It helps a team to find problems fast. As a key result it invites people to polish the "
            "number: it is theirs to move."
        ),
        ask="What would people outside the team notice if this got better?",
        before="Raise code coverage from 60% to 80%",
        after="Cut faults that users report from <baseline> to <target>; watch code coverage in the team",
        sources=(
            cite("kersten-2021", "Team metrics are telemetry for solving problems fast: no top key results."),
        ),
        disagrees="The claim comes from software delivery; writers on behaviour do not use these lenses.",
        fires_on=_lines(
            "Raise code coverage from 60% to 80%", "Increase sprint velocity from 30 to 40 story points"
        ),
        silent_on=_lines(
            "Cut faults that users report from 40 to 15 a month",
            "Raise the employee engagement score from 61 to 70",
            "Cut the time from idea to use from 60 to 30 days",
        ),
        line=check.is_telemetry,
    ),
    Rule(
        code="KR-PROXY",
        family="key_result",
        severity=Severity.NOTE,
        title="It stands in for something",
        what="{quote} is easy to count; what you hope follows from it is not counted.",
        why="A stand-in can rise on its own, above all once it is a target.",
        ask="What do people do, or do well, once this has happened, and could you count that?",
        before="Raise training completion from 60% to 95%",
        after="Raise calls solved by newly trained agents from <baseline> to <target>",
        sources=(
            cite("wfm-okr", "Logins and available features are easy to count and no real outcome."),
            cite("kersten-2021", "Only team or proxy key results are a way to fail."),
        ),
        disagrees="WFM Labs welcomes adoption as an early sign: count use, rather than access.",
        dissent=("wfm-okr",),
        fires_on=_lines(
            "Raise training completion from 60% to 95%",
            "Increase the survey response rate from 40% to 70%",
        ),
        silent_on=_lines(
            "Raise calls solved by newly trained agents from 60% to 80%",
            "Cut login problems from 300 to 80 a week",
            "Cut login time from 9 to 2 seconds",
        ),
        line=check.is_proxy,
    ),
    Rule(
        code="KR-KEEP",
        family="key_result",
        severity=Severity.NOTE,
        title="Keep, or move?",
        what="{quote} sounds like holding on, the rest of the line like a change.",
        why="A reader may file it under what is watched anyway. A verb of change says that something is new.",
        ask="Is it to stay as it is, or to be different at the end?",
        before="Maintain churn from 5% to 3%",
        after="Cut churn from 5% to 3%",
        sources=(
            cite("gitlab-okr", "OKRs are what is different this quarter; what recurs is a KPI."),
            cite("google-playbook", "An OKR that changes nothing is business as usual."),
        ),
        disagrees="Jeff Gothelf would keep both in one goal.",
        dissent=("gothelf-2021",),
        fires_on=_lines("Maintain churn from 5% to 3%", "Continue to increase repeat guests from 32% to 45%"),
        silent_on=_lines(
            "Cut churn from 5% to 3%",
            "Raise repeat guests from 32% to 45% while keeping complaints below 2%",
            "Maintain churn below 3%",
        ),
        line=check.keeps_and_moves,
    ),
    Rule(
        code="KR-ESCAPE",
        family="key_result",
        severity=Severity.NOTE,
        title="A door left open",
        what="With {quote} the line can be met without being met.",
        why="At the end two people will differ on whether it was possible. The number is clearer alone.",
        ask="In which case would you not do it, and can that be said as part of the number?",
        before="Cut waiting time from 12 to 8 days where possible",
        after="Cut waiting time from 12 to 8 days",
        sources=(cite("incose", "No escape clauses and no open-ended clauses (titles of rules 8 and 9)."),),
        disagrees="No author on OKRs was found to speak about escape clauses.",
        fires_on=_lines(
            "Cut waiting time from 12 to 8 days where possible", "Try to raise repeat guests from 32% to 45%"
        ),
        silent_on=(
            *_lines(
                "Cut waiting time from 12 to 8 days",
                "Raise guests who book as soon as possible after the mail from 8% to 12%",
            ),
            Example(text="Where possible we say yes", role=Role.OBJECTIVE),
        ),
        line=check.leaves_a_door,
    ),
)
