"""Rules about one key result."""

from __future__ import annotations

from okrcoach.judgement.checks import key_result as check
from okrcoach.judgement.rule import Example, Rule
from okrcoach.judgement.sources import cite
from okrcoach.model import Role, Severity

KEY_RESULT_RULES = (
    Rule(
        code="KR-TASK",
        family="key_result",
        severity=Severity.FIX,
        title="A key result is not a to-do",
        what="{quote} is work your team can tick off, whatever anybody else then does.",
        why=(
            "You could finish it and nothing might change. It belongs in the list of actions; what "
            "it changes is the key result."
        ),
        ask="Once this is done, who does what differently, and where would you see it?",
        before="Launch the new voice menu by June",
        after="Raise callers who reach the right team at the first try from <baseline> to <target> by June",
        sources=(
            cite("wfm-okr", "If completing it does not move a number, it is not a key result."),
            cite("gothelf-seiden-2024", "Key results are measurable changes in what people do."),
            cite("google-playbook", "Key results describe outcomes, not activities."),
        ),
        disagrees=(
            "Google accepts a feature by a set date as a committed OKR; after Herbig and Mehta, "
            "where the risk is a dependency, an output measure makes sense."
        ),
        dissent=("google-playbook", "herbig-mehta"),
        flag="task",
        fires_on=(
            Example(text="Launch the new voice menu by June"),
            Example(text="Write onboarding guides for all twelve clinics"),
            Example(text="Hold 15 interviews with branch managers"),
            Example(text="Supplier handbook translated and published"),
            Example(text="Align our leaflets with the new house style"),
            Example(text="Ensure every shop has a first-aid officer"),
            Example(text="Add 2 account executives"),
        ),
        silent_on=(
            Example(text="Cut mis-routed calls from 18% to 9% by Q3"),
            Example(text="15 branch managers use the new rota tool every week"),
            Example(text="Sign 10 new wholesale customers"),
            Example(text="Add order intake worth 2x our yearly plan"),
            Example(text="Renegotiate terms with the 8 largest suppliers"),
            Example(text="Launch the new voice menu by June", role=Role.TASK),
        ),
        line=check.is_task,
    ),
    Rule(
        code="KR-HEARTBEAT",
        family="key_result",
        severity=Severity.WARNING,
        title="A heartbeat, not a change",
        what="{quote} holds a level or watches a measure; nothing is meant to move this cycle.",
        why="Worth watching every week, beside the key results. An OKR says what will be different.",
        ask="Is this a level you already have and want to keep, or one you have yet to reach?",
        before="Maintain first-response time under 4 hours",
        after="Heartbeat, watched weekly: first-response time between <lowest> and <highest> acceptable",
        sources=(
            cite("wodtke-square", "A few health metrics are protected while the OKR is pushed."),
            cite("gitlab-okr", "OKRs are what is different this quarter; what recurs is a KPI."),
            cite("google-playbook", "An OKR that changes nothing is business as usual."),
        ),
        disagrees=(
            "Jeff Gothelf would not keep two lists: he makes such standards features of the goal. "
            "Google counts meeting a service level as a committed OKR."
        ),
        dissent=("gothelf-2021", "google-playbook"),
        flag="heartbeat",
        fires_on=(
            Example(text="Maintain first-response time under 4 hours"),
            Example(text="Number of open vacancies"),
            Example(text="Keep the till difference below 0.1% at all times"),
            Example(text="Maintain a friendly tone"),
        ),
        silent_on=(
            Example(text="Cut first-response time from 9 hours to 4 hours"),
            Example(text="Raise on-time departures from 81% to 92%"),
            Example(text="Ensure that more than half of the bookings are made in the new app"),
            Example(text="Ensure every shop has a first-aid officer"),
            Example(text="Maintain first-response time under 4 hours", role=Role.HEARTBEAT),
        ),
        line=check.is_heartbeat,
    ),
    Rule(
        code="KR-NO-MEASURE",
        family="key_result",
        severity=Severity.FIX,
        title="Nothing to count yet",
        what="From {quote} two people could not agree at the end whether it happened.",
        why="A key result settles the question of success with a number, so that nobody has to argue.",
        ask="What would you count, and where does that number live today?",
        before="Better updates for tenants waiting for a repair",
        after="Cut tenants who call to ask where their repair is from <baseline> to <target> by <date>",
        sources=(
            cite("google-playbook", "A key result is measurable and can be graded."),
            cite("incose", "Avoid vague terms: two readers understand them differently."),
        ),
        disagrees="Teresa Torres: not every outcome needs its measure on day one.",
        dissent=("torres-wille",),
        flag="no_measure",
        fires_on=(
            Example(text="Better updates for tenants waiting for a repair"),
            Example(text="Strengthen our culture of trust"),
        ),
        silent_on=(
            Example(text="Cut repeat repairs from 12% to 6%"),
            Example(text="Implement an improved returns process for online orders"),
            Example(text="Strengthen our culture of trust", role=Role.OBJECTIVE),
            Example(text="Reduce staff turnover"),
        ),
        line=check.lacks_measure,
    ),
    Rule(
        code="KR-NO-TARGET",
        family="key_result",
        severity=Severity.FIX,
        title="A direction without a destination",
        what="{quote} says what to move, but not how far.",
        why="Without a level to reach, any small move counts as success and no one knows when to stop.",
        ask="What number would make you say at the end: yes, that was it?",
        before="Reduce staff turnover",
        after="Cut staff turnover from <baseline> to <target> by <date>",
        sources=(
            cite("google-playbook", "\u201cImprove sign-ups\u201d cannot be graded: say how much, by when."),
            cite("lamorte-krtypes", "A metric key result moves a measure from X to Y."),
        ),
        disagrees="On new ground a first key result may be to find the baseline.",
        dissent=("lamorte-krtypes",),
        flag="no_target",
        fires_on=(
            Example(text="Reduce staff turnover"),
            Example(text="Increase the share of repeat guests from X% to Y%"),
        ),
        silent_on=(
            Example(text="Reduce staff turnover from 18% to 12%"),
            Example(text="Launch the staff survey"),
        ),
        line=check.lacks_target,
    ),
    Rule(
        code="KR-NO-BASELINE",
        family="key_result",
        severity=Severity.NOTE,
        title="Where do you stand today?",
        what="{quote} is stated without where you start.",
        why="The reader cannot tell a small step from a leap, and progress cannot be drawn.",
        ask="What is the figure today?",
        before="Increase repeat visits by 40%",
        after="Raise repeat visits from <baseline> to <target> by <date>",
        sources=(
            cite("wfm-okr", "Without a baseline and an owner a benefit is an aspiration."),
            cite("orca-method", "A key result needs both baseline and target."),
        ),
        disagrees=(
            "Google\u2019s, Kersten\u2019s and Gothelf\u2019s own examples often carry no "
            "baseline, so this is a reminder and no fault."
        ),
        dissent=("google-playbook", "kersten-2021", "gothelf-2021"),
        flag="no_baseline",
        fires_on=(
            Example(text="Increase repeat visits by 40%"),
            Example(text="Raise parent-evening attendance to 75%"),
        ),
        silent_on=(
            Example(text="Raise parent-evening attendance from 52% to 75%"),
            Example(text="Sign 10 new wholesale customers"),
            Example(text="Grow repeat visits by 40% compared to last quarter"),
            Example(text="Reduce staff turnover"),
        ),
        line=check.lacks_baseline,
    ),
    Rule(
        code="KR-COMPOUND",
        family="key_result",
        severity=Severity.WARNING,
        title="Two results in one line",
        what="At {quote} a second aim begins, and each could succeed alone.",
        why="When one half moves and the other does not, nobody can say what the score is.",
        ask="If only one of the two came true, which would you keep?",
        before="Grow active members to 400 and train new board members",
        after="Grow active members to 400",
        sources=(cite("incose", "One thought to a statement."),),
        flag="compound",
        fires_on=(
            Example(text="Grow active members to 400 and train new board members"),
            Example(text="Missed bins fall below 2% while recycled waste exceeds 45%"),
            Example(text="Publish the price list. Brief all resellers."),
            Example(text="Raise attendance from 60% to 80%, cut no-shows from 12% to 6%"),
            Example(text="40% of guests book online and 30% of guests return within a year"),
        ),
        silent_on=(
            Example(text="Design and launch the new booking page"),
            Example(text="Build an app that lets coaches plan and share sessions"),
            Example(text="Run the staff survey and publish the results"),
            Example(text="Recruit, train and retain 20 volunteers"),
            Example(text="Cut delivery time from 6 to 4 days without raising returns above 5%"),
            Example(text="Raise trust among patients and carers from 61% to 75%"),
        ),
        line=check.is_compound,
    ),
    Rule(
        code="KR-VAGUE",
        family="key_result",
        severity=Severity.WARNING,
        title="Two readers, two meanings",
        what="{quote} may mean one thing to you and another to the next reader.",
        why="Nothing else in the line settles it, so the discussion comes back at the end of the cycle.",
        ask="What would a visitor see that tells them it is so?",
        before="Optimise overall performance",
        after="Cut the time until a page answers from <baseline> to <target> by <date>",
        sources=(
            cite("incose", "Avoid vague terms: two readers understand them differently."),
            cite("google-playbook", "Tangible and unambiguous."),
        ),
        flag="vague",
        fires_on=(
            Example(text="Optimise overall performance"),
            Example(text="More efficient handovers across the wards"),
            Example(text="Remove 80% of blockers in the sales process"),
            Example(text="World-class service for our guests"),
        ),
        silent_on=(
            Example(text="Cut handover time from 25 to 15 minutes"),
            Example(text="Implement an improved returns process for online orders"),
            Example(text="Reduce staff turnover"),
        ),
        line=check.is_vague,
    ),
    Rule(
        code="KR-VANITY",
        family="key_result",
        severity=Severity.WARNING,
        title="Attention, not use",
        what="{quote} may rise while nothing of value happens.",
        why="It counts who looked, not who gained. A good day in the press moves it, and your work may not.",
        ask="If this number doubled, who would be better off, and what would they do next?",
        before="Reach 5,000 followers by December",
        after="Raise readers who book a first visit from <baseline> to <target> by December",
        sources=(
            cite("ries-2009", "Vanity metrics feel good and do not help to decide."),
            cite("orca-anti", "Ask who gains if the number doubles."),
        ),
        disagrees="Carsten Ley lists engagement and likes among acceptable results of posting.",
        dissent=("ley-2022",),
        flag="vanity",
        fires_on=(
            Example(text="Reach 5,000 followers by December"),
            Example(text="Increase page views by 30%"),
        ),
        silent_on=(
            Example(text="Raise visitors who ask for a quote from 2% to 4%"),
            Example(text="30% of registrations lead to a first order"),
            Example(text="Publish four posts a week"),
        ),
        line=check.is_vanity,
    ),
    Rule(
        code="KR-HIDDEN-OUTCOME",
        family="key_result",
        severity=Severity.NOTE,
        title="The result is already in your sentence",
        what="{quote} is the reason for the task, and the better key result.",
        why="Put it first and the team stays free to find another way when the first one fails.",
        ask="If the work were done and this did not happen, would you call it a success?",
        before="Introduce text reminders to cut missed appointments by 20%",
        after="Cut missed appointments by 20% by <date>",
        sources=(
            cite(
                "google-playbook", "Name the improvement that the launch is for, or simply the improvement."
            ),
            cite("castro-migrate", "If it succeeds, what will there be more of, or less of?"),
        ),
        disagrees="Google offers \u201claunch X to improve Y\u201d as an acceptable half-way.",
        dissent=("google-playbook",),
        flag="hidden_outcome",
        fires_on=(
            Example(text="Introduce text reminders to cut missed appointments by 20%"),
            Example(text="Redesign the claims form in order to reduce errors"),
        ),
        silent_on=(
            Example(text="Cut missed appointments by 20% by introducing text reminders"),
            Example(text="Introduce text reminders in all clinics"),
        ),
        line=check.hides_outcome,
    ),
)
