"""Rules about how the lines of a set stand to each other."""

from __future__ import annotations

from okrcoach.judgement.checks import set_alignment as check
from okrcoach.judgement.rule import Rule
from okrcoach.judgement.samples import pasted
from okrcoach.judgement.sources import cite
from okrcoach.model import Severity

SET_ALIGNMENT_RULES = (
    Rule(
        code="SET-NOT-COVERED",
        family="set",
        severity=Severity.NOTE,
        title="The key results speak of something else",
        what="No key result takes up a word of {quote}, or anything close to it.",
        why="All of them could come true and the objective would be no nearer.",
        ask="If all key results were reached, what of the objective would still be missing?",
        before="Nurses are safe on every ward, with key results about orders in the web shop",
        after="Nurses are safe on every ward, with a key result about injuries on the wards",
        sources=(
            cite(
                "google-playbook",
                "If all could score 1.0 and the objective still fail, key results are missing.",
            ),
        ),
        fires_on=(
            pasted(
                "O Safety comes first in every warehouse",
                "Raise website conversion rate from 2% to 4%",
                "Raise email open rate from 20% to 30%",
            ),
        ),
        silent_on=(
            pasted(
                "O Safety comes first in every warehouse",
                "Cut recordable injury rate from 6% to 3%",
                "Raise email open rate from 20% to 30%",
            ),
            pasted(
                "O Safety comes first in every warehouse",
                "Raise website conversion rate from 2% to 4%",
                "Raise drivers who would work here again from 60% to 80%",
            ),
            pasted(
                "O Callers are helped at the first try",
                "Raise first-contact resolution from 61% to 70%",
                "Cut repeat contact rate from 20% to 12%",
            ),
        ),
        group=check.not_covered,
    ),
    Rule(
        code="SET-NEAR-DUPLICATE",
        family="set",
        severity=Severity.WARNING,
        title="The same thing twice",
        what="{more}.",
        why="It is counted twice and owned by nobody, and takes the place of something else.",
        ask="Which of the two says it better, and could the other one go?",
        before="Two objectives that both hold \u201cCut repeat calls from 30% to 20%\u201d",
        after="One key result with one owner; the other objective points to it",
        sources=(cite("niven-owner", "If everybody is in charge of a key result, nobody is."),),
        disagrees="Google lists each group\u2019s part of a shared aim in that group\u2019s OKRs.",
        dissent=("google-playbook",),
        fires_on=(
            pasted(
                "O Callers are helped at once",
                "Cut repeat calls about the same bill from 30% to 20%",
                "O Bills that explain themselves",
                "Reduce repeat calls about the same bill to 20%",
            ),
            pasted(
                "O Teachers want to stay",
                "Teachers who stay a third year rise from 60% to 75%",
                "O Teachers want to stay",
                "Cut teachers\u2019 evenings at school from 3 to 1 a week",
            ),
        ),
        silent_on=(
            pasted(
                "O Neighbours feel at home",
                "Raise visits to meeting point 1 from 10 to 20",
                "Raise visits to meeting point 2 from 10 to 20",
                "Raise visits by children to meeting point 2 from 10 to 20",
            ),
            pasted(
                "O Callers are helped at once",
                "Cut calls picked up late from 30% to 20%",
                "Cut calls picked up late at night from 30% to 20%",
            ),
        ),
        whole=check.near_duplicates,
    ),
    Rule(
        code="SET-TWO-TARGETS",
        family="set",
        severity=Severity.FIX,
        title="One measure, two targets",
        what="Different levels for the same measure are set by {more}.",
        why="Two teams will aim at two numbers, and at the end both will be right.",
        ask="Which of the two numbers is the one you want to be judged by?",
        before="Churn to 3% in one objective, churn to 4% in another",
        after="Churn from <baseline> to <target>, in one place",
        sources=(
            cite("google-playbook", "Tangible and unambiguous; name the measure so that all read it alike."),
            cite("incose", "Avoid what two readers understand differently."),
        ),
        fires_on=(
            pasted(
                "O Callers are helped at once",
                "Cut repeat calls about the same bill to 20%",
                "O Bills that explain themselves",
                "Cut repeat calls about the same bill to 15%",
            ),
            pasted(
                "O Customers stay",
                "Cut churn to 3%",
                "Raise customers who recommend us to 40%",
                "O The team earns its keep",
                "Reduce churn to 4%",
            ),
        ),
        silent_on=(
            pasted(
                "O Callers are helped at once",
                "Cut repeat calls about the same bill from 30% to 25% by March",
                "Cut repeat calls about the same bill from 25% to 20% by June",
            ),
            pasted(
                "O Callers are helped at once",
                "Raise calls picked up within 30 seconds to 80%",
                "Raise calls picked up within 60 seconds to 95%",
            ),
        ),
        whole=check.two_targets,
    ),
    Rule(
        code="SET-CONFLICT",
        family="set",
        severity=Severity.WARNING,
        title="Two lines that pull against each other",
        what="{more}",
        why=(
            "Watched by two people, each fights for a number of their own. Seen together, "
            "somebody can decide."
        ),
        ask="When both cannot be had, which gives way, and who decides?",
        before="Key result: more mails a week. Heartbeat, with another team: unsubscribes below 0.5%",
        after="Both with one owner, looked at side by side every week",
        sources=(
            cite(
                "gothelf-2021",
                "Two sets of measures compete daily, as mail against churn from too much mail.",
            ),
            cite("grove-1983", "Pair indicators, so that effect and counter-effect are both measured."),
        ),
        disagrees="Christina Wodtke keeps what is to be protected apart from the OKR.",
        dissent=("wodtke-rf",),
        fires_on=(
            pasted(
                "O Members hear from us in time",
                "Raise newsletters a month from 2 to 6",
                "H Unsubscribes stay below 0.5%",
            ),
            pasted(
                "O Shopping here is easy",
                "Raise conversion rate from 2% to 4%",
                "H Keep return rate under 8%",
            ),
        ),
        silent_on=(
            pasted(
                "O Members hear from us in time",
                "Cut newsletters a month from 6 to 2",
                "H Unsubscribes stay below 0.5%",
            ),
            pasted(
                "O Members hear from us in time",
                "Raise members who answer a newsletter from 2% to 6%",
                "H Hall rent for three months stays in the bank",
            ),
        ),
        whole=check.pulls_apart,
    ),
)
