"""Rules about what a set looks at: early and late, money and people."""

from __future__ import annotations

from okrcoach.judgement.checks import set_balance as check
from okrcoach.judgement.rule import Rule
from okrcoach.judgement.samples import pasted
from okrcoach.judgement.sources import cite
from okrcoach.model import Severity

SET_BALANCE_RULES = (
    Rule(
        code="SET-ALL-LAGGING",
        family="set",
        severity=Severity.NOTE,
        title="All of it shows only afterwards",
        what="As far as we know these measures, all of them move late: {more}.",
        why=(
            "When a late number moves, the cycle is nearly over. An early one tells you weekly "
            "whether to go on."
        ),
        ask="What would move first, in week three, if you were on the right way?",
        before="Churn, renewals and net revenue retention",
        after="Churn, with an early sign beside it: customers who use a second feature in their first month",
        sources=(
            cite("wfm-okr", "Pair leading with lagging measures; lagging alone learns too late."),
            cite("kersten-2021", "Business metrics lag, flow metrics lead."),
            cite("kaplan-norton-1996", "Show current performance and the drivers of future performance."),
        ),
        disagrees="What counts as leading differs: adoption for some, flow or behaviour for others.",
        dissent=("gothelf-seiden-2024",),
        fires_on=(
            pasted(
                "O Customers stay because we are worth it",
                "Cut customer churn rate from 5% to 3%",
                "Raise net revenue retention from 101% to 110%",
                "Raise net promoter score from 20 to 35",
            ),
            pasted(
                "O Patients get well at home",
                "Cut 30-day readmission rate from 12% to 8%",
                "Raise patient satisfaction from 71% to 85%",
                "Cut complaint rate from 4% to 2%",
            ),
        ),
        silent_on=(
            pasted(
                "O Customers stay because we are worth it",
                "Cut customer churn rate from 5% to 3%",
                "Raise net promoter score from 20 to 35",
                "Raise onboarding completion rate from 40% to 70%",
            ),
            pasted(
                "O Customers stay because we are worth it",
                "Cut customer churn rate from 5% to 3%",
                "Raise net promoter score from 20 to 35",
            ),
        ),
        whole=check.all_late,
    ),
    Rule(
        code="SET-ALL-LEADING",
        family="set",
        severity=Severity.NOTE,
        title="Early signs, and no proof",
        what="As far as we know these measures, all of them are early signs: {more}.",
        why=(
            "Early signs help you steer; on their own they can all be reached without the effect "
            "they point to."
        ),
        ask="If all of these went up, which later number would show that it was worth it?",
        before="Activation, time to first value and onboarding completion",
        after="The same, with a proof beside them: customers who are still there after a year",
        sources=(
            cite("wfm-okr", "Leading measures alone optimise proxies; pair them with lagging ones."),
            cite("kaplan-norton-1996", "Show current performance and the drivers of future performance."),
        ),
        disagrees="What counts as leading differs: adoption for some, flow or behaviour for others.",
        dissent=("gothelf-seiden-2024", "kersten-2021"),
        fires_on=(
            pasted(
                "O Newcomers get going on their own",
                "Raise activation rate from 20% to 35%",
                "Cut time to first value from 9 days to 2 days",
                "Raise onboarding completion rate from 40% to 70%",
            ),
        ),
        silent_on=(
            pasted(
                "O Newcomers get going on their own",
                "Raise activation rate from 20% to 35%",
                "Cut time to first value from 9 days to 2 days",
                "Raise week-4 retention from 30% to 45%",
            ),
            pasted(
                "O Newcomers get going on their own",
                "Raise activation rate from 20% to 35%",
                "Cut time to first value from 9 days to 2 days",
                "Raise onboarding completion rate from 40% to 70%",
                "H Customer churn rate stays below 4%",
            ),
        ),
        whole=check.all_early,
    ),
    Rule(
        code="SET-ONLY-MONEY",
        family="set",
        severity=Severity.WARNING,
        title="Only money is measured",
        what="All results in this set are sums of money.",
        why=(
            "Money comes last: it tells whether it worked, not what to do. What customers do "
            "differently comes before it, and can be worked on."
        ),
        ask="Whose behaviour has to change so that these sums change?",
        before="Revenue, margin and operating cost",
        after=(
            "Revenue, with what leads there: customers who order a second time, days from order to delivery"
        ),
        sources=(
            cite("kersten-2021", "Only business or financial key results are a failure mode."),
            cite("kaplan-norton-1996", "Beside finance look at customers, processes and learning."),
            cite("seiden-2019", "Revenue is an impact; outcomes are what people do before it."),
        ),
        disagrees=(
            "For Google a direct economic benefit is enough; Carsten Ley allows for a quarter of pure sales."
        ),
        dissent=("google-playbook", "ley-2022"),
        fires_on=(
            pasted(
                "O A firm that stands on its own feet",
                "Raise monthly recurring revenue from 160k to 320k",
                "Raise gross margin from 45% to 60%",
                "Cut operating expenses from $1.5M to $1.3M",
            ),
        ),
        silent_on=(
            pasted(
                "O A firm that stands on its own feet",
                "Raise monthly recurring revenue from 160k to 320k",
                "Raise gross margin from 45% to 60%",
                "Raise customers who order a second time from 12% to 20%",
            ),
            pasted("O A firm that stands on its own feet", "Raise gross margin from 45% to 60%"),
        ),
        whole=check.only_money,
    ),
    Rule(
        code="SET-ONLY-TEAM",
        family="set",
        severity=Severity.WARNING,
        title="All measures look inwards",
        what="These measures tell how the team works, and none what comes of it: {more}.",
        why=(
            "Such numbers help a team find a fault quickly. As goals they are reached without "
            "anybody noticing."
        ),
        ask="Who outside the team would notice if all of these improved?",
        before="Code coverage, build success rate and flaky tests",
        after="Defects that users find, and days from an idea until users have it",
        sources=(
            cite("kersten-2021", "Team measures are telemetry; avoid them as top key results."),
            cite("google-playbook", "Could it score 1.0 without a direct benefit for users? Then reword it."),
        ),
        disagrees="Jeff Gothelf counts colleagues as users, too: for some teams the inside is the outside.",
        dissent=("gothelf-2021",),
        fires_on=(
            pasted(
                "O Code we are proud of",
                "Raise code coverage from 60% to 80%",
                "Cut flaky test rate from 9% to 2%",
                "Raise build success rate from 81% to 95%",
            ),
        ),
        silent_on=(
            pasted(
                "O Code we are proud of",
                "Raise code coverage from 60% to 80%",
                "Cut flaky test rate from 9% to 2%",
                "Cut escaped defects from 14 to 5 a month",
            ),
            pasted(
                "O Colleagues want to stay",
                "Raise employee engagement score from 61% to 75%",
                "Cut employee turnover from 18% to 12%",
                "Cut sickness absence from 7% to 5%",
            ),
        ),
        whole=check.only_team,
    ),
    Rule(
        code="SET-NO-CUSTOMER",
        family="set",
        severity=Severity.NOTE,
        title="Nobody appears whom it is for",
        what="In the whole set there is {more}.",
        why=(
            "Profit, productivity, customers and colleagues belong together; in the long run "
            "none of them can be out."
        ),
        ask="Who would be glad if all of this came true, and in which line can you see them?",
        before="Three objectives about cost, speed and systems",
        after="One of them begins with <who>: \u201cCallers get through before they lose patience\u201d",
        sources=(
            cite(
                "ley-2022", "Profit, productivity, customer and employee aims; customers never out for long."
            ),
            cite("kaplan-norton-1996", "Beside finance look at customers, processes and learning."),
            cite("gothelf-2021", "Everybody makes a product for somebody."),
        ),
        disagrees="To leave them out for one quarter is honest rather than wrong, says Carsten Ley.",
        dissent=("ley-2022",),
        fires_on=(
            pasted(
                "O Systems that hold under load",
                "Cut query time from 900 ms to 300 ms",
                "Cut failed nightly jobs from 40 to 5 a month",
                "O Lower cost of running",
                "Cut storage cost from 9k to 6k a month",
                "Cut idle servers from 30 to 8",
                "O Clean data",
                "Cut duplicate records from 12% to 3%",
                "Cut empty fields from 20% to 6%",
            ),
        ),
        silent_on=(
            pasted(
                "O Systems that hold under load",
                "Cut query time from 900 ms to 300 ms",
                "Cut failed nightly jobs from 40 to 5 a month",
                "O Lower cost of running",
                "Cut storage cost from 9k to 6k a month",
                "Cut idle servers from 30 to 8",
                "O Clean data",
                "Cut duplicate records from 12% to 3%",
                "Cut patients who are asked for their address twice from 20% to 6%",
            ),
            pasted("O Clean data", "Cut duplicate records from 12% to 3%"),
        ),
        whole=check.no_customer,
    ),
)
