"""Rules about who is behind a set: departments, those above, pay."""

from __future__ import annotations

from okrcoach.judgement.checks import set_alignment as check
from okrcoach.judgement.rule import Rule
from okrcoach.judgement.samples import pasted
from okrcoach.judgement.sources import cite
from okrcoach.model import Severity

SET_PEOPLE_RULES = (
    Rule(
        code="SET-CASCADE-COPY",
        family="set",
        severity=Severity.NOTE,
        title="Handed down word for word",
        what="{more}.",
        why="What one level measures, the next has only been told. Its own part in it is still to be found.",
        ask="What can this team change so that the number above it moves?",
        before="Key result above: raise repeat visits. Objective below: raise repeat visits",
        after="Objective below: first-time guests find their way without asking",
        sources=(
            cite("castro-cascade", "OKRs do not cascade: it is slow and one-way; align in both directions."),
            cite("kersten-2021", "Cascades over many levels are waterfall planning."),
        ),
        disagrees="WFM Labs wants OKRs to cascade traceably, and Google keeps a hierarchy for large groups.",
        dissent=("wfm-okr", "google-playbook"),
        fires_on=(
            pasted(
                "O Guests come back",
                "Raise repeat visits of families from 20% to 30%",
                "O Raise repeat visits of families",
                "Raise families who greet a keeper by name from 5% to 15%",
            ),
        ),
        silent_on=(
            pasted(
                "O Guests come back",
                "Raise repeat visits of families from 20% to 30%",
                "O Families feel expected",
                "Raise families who greet a keeper by name from 5% to 15%",
            ),
            pasted(
                "O Raise repeat visits of families",
                "Raise repeat visits of families from 20% to 30%",
            ),
        ),
        whole=check.cascade_copy,
    ),
    Rule(
        code="SET-DEPARTMENTS",
        family="set",
        severity=Severity.WARNING,
        title="One objective for each department",
        what="These objectives are named after departments: {more}.",
        why=(
            "A customer\u2019s way leads through all of them. Each can reach its own aim and the "
            "customer wait between."
        ),
        ask="Which path of a customer crosses these departments, and what should be better at its end?",
        before="Sales objective, Marketing objective, Operations objective",
        after="New customers are up and running in their first week, with key results from all three",
        sources=(
            cite("ley-2022", "Objectives by value stream; the teams share its key results."),
            cite("cagan-2020", "Objectives by function, cascaded, undercut product teams."),
            cite("kersten-2021", "Let value streams set their own OKRs."),
        ),
        disagrees=(
            "Google lists each group\u2019s part in that group\u2019s OKRs; Gtmhub recommends "
            "department OKRs."
        ),
        dissent=("google-playbook", "gtmhub-settings"),
        fires_on=(
            pasted(
                "O Sales: win bigger deals",
                "Raise average deal size from 10k to 20k",
                "O Marketing: more leads",
                "Raise leads a month from 200 to 300",
            ),
            pasted(
                "O HR objectives",
                "Cut staff turnover from 18% to 12%",
                "O IT department",
                "Cut tickets that wait over a week from 30% to 10%",
            ),
        ),
        silent_on=(
            pasted(
                "O New customers are up and running in their first week",
                "Raise new customers who send an invoice in week one from 30% to 60%",
                "O Marketing and sales win customers who stay",
                "Cut customers who leave in their first year from 20% to 12%",
            ),
            pasted(
                "O It is a pleasure to shop here",
                "Raise visitors who come back from 20% to 30%",
                "O Operations on children are free of fear",
                "Raise children who fall asleep without tears from 50% to 80%",
            ),
        ),
        whole=check.departments,
    ),
    Rule(
        code="SET-PAY",
        family="set",
        severity=Severity.FIX,
        title="Pay hangs on it",
        what="{more} ties these numbers to pay or appraisal.",
        why=(
            "Whoever is paid by a target asks for a low one. You lose the honest number that you "
            "need to learn."
        ),
        ask="What would people aim for if nothing but learning hung on it?",
        before="Reaching 80% counts towards the bonus",
        after="OKRs are reviewed together every week; pay is talked about elsewhere",
        sources=(
            cite("wfm-okr", "Stretch tied to a bonus corrupts honesty."),
            cite("castro-pay", "Pay by formula rewards the easy goal."),
            cite("jensen-2003", "Targets in pay make people game them."),
        ),
        disagrees=(
            "Carsten Ley advises against a bonus only at first, and later for teams; for Jensen pay "
            "may follow results, without a target."
        ),
        dissent=("ley-2022", "ley-quantive"),
        fires_on=(
            pasted(
                "O Guests come back",
                "Raise repeat visits from 20% to 30% (counts towards the yearly bonus)",
                "Raise guests who book for friends from 5% to 10%",
            ),
            pasted(
                "O Guests come back",
                "Raise repeat visits from 20% to 30%, linked to individual appraisal",
            ),
        ),
        silent_on=(
            pasted(
                "O Guests come back",
                "Raise repeat visits from 20% to 30%, not linked to any bonus",
                "Raise players who collect the daily bonus from 20% to 30%",
            ),
            pasted(
                "O Pay is fair and people know it",
                "Raise colleagues who can explain their salary from 40% to 80%",
                "Cut appraisals that take place late from 30% to 5%",
                "Raise the share of staff whose pay is linked to experience from 20% to 60%",
            ),
        ),
        whole=check.pays,
    ),
    Rule(
        code="SET-DICTATE",
        family="set",
        severity=Severity.NOTE,
        title="Handed down rather than agreed",
        what="{more} sounds like an order.",
        why=(
            "People give their best for a goal they could argue about. The why comes from above, "
            "the what from both."
        ),
        ask="What did the team change in this when it was talked through?",
        before="As decided by management, all agents must use the new script",
        after="Callers are helped at the first try, with key results that the agents proposed",
        sources=(
            cite("ley-2022", "The team must be able to challenge an objective; it is a deal."),
            cite("cxright-stupid", "Leaders guide; the teams nearest to the customer set."),
            cite("wodtke-square", "Set together, not handed down."),
        ),
        disagrees="Marty Cagan: leaders decide which problem goes to which team.",
        dissent=("cagan-empowered",),
        fires_on=(
            pasted("O Management has decided to double revenue", "Raise revenue from 2M to 4M"),
            pasted("O Callers are helped at once", "All agents must use the new script"),
        ),
        silent_on=(
            pasted(
                "O Patients must not have to wait in the corridor",
                "Every employee must feel safe to speak up",
            ),
            pasted("O Callers are helped at once", "Board approval for the new script by May"),
        ),
        whole=check.dictates,
    ),
)
