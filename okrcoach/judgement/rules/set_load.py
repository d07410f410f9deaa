"""Rules about what a set pushes at once: with no guard, as a plan of deliveries, too much of it."""

from __future__ import annotations

from okrcoach.judgement.checks import set_balance as check
from okrcoach.judgement.rule import Example, Rule
from okrcoach.judgement.samples import pasted
from okrcoach.judgement.sources import cite
from okrcoach.model import Severity


def _many(n: int) -> Example:
    wards = (f"Raise visits to meeting point {k} from 10 to 20" for k in range(1, n + 1))
    return pasted("O Neighbours feel at home", *wards)


SET_LOAD_RULES = (
    Rule(
        code="SET-NO-GUARDRAIL",
        family="set",
        severity=Severity.NOTE,
        title="A push without a guard",
        what="{more}.",
        why="What is pushed hard is often reached at the cost of something nobody looks at.",
        ask="What must not get worse while you push this?",
        before="Raise conversion rate from 2% to 4%",
        after=(
            "Raise conversion rate from 2% to 4%, and a heartbeat beside it: return rate stays below <limit>"
        ),
        sources=(
            cite("grove-1983", "Pair indicators, so that effect and counter-effect are both measured."),
            cite("kohavi-guardrail", "A guardrail must not get worse even if the main measure wins."),
            cite("wodtke-square", "A few health metrics are protected while the OKR is pushed."),
        ),
        disagrees="In Felipe Castro\u2019s frame no negative measure is needed beside the positive one.",
        dissent=("castro-migrate",),
        fires_on=(
            pasted(
                "O Shopping here is easy",
                "Raise conversion rate from 2% to 4%",
                "Raise customers who buy again from 12% to 20%",
                "Raise visitors who find their size from 60% to 80%",
            ),
        ),
        silent_on=(
            pasted(
                "O Shopping here is easy",
                "Raise conversion rate from 2% to 4%",
                "Raise customers who buy again from 12% to 20%",
                "Raise visitors who find their size from 60% to 80%",
                "H Parcels sent back stay below 8%",
            ),
            pasted(
                "O Shopping here is easy",
                "Raise conversion rate from 2% to 4% without raising discounts",
                "Raise customers who buy again from 12% to 20%",
                "Raise visitors who find their size from 60% to 80%",
            ),
        ),
        whole=check.no_guardrail,
    ),
    Rule(
        code="SET-ROADMAP",
        family="set",
        severity=Severity.WARNING,
        title="A roadmap in the clothes of OKRs",
        what="{more}.",
        why=(
            "A plan of deliveries can be kept to the day and the problem remain. Both are needed, "
            "but they answer different questions."
        ),
        ask="If all of this were delivered on time, which problem would be gone, and who would tell you?",
        before="Four launches with their dates",
        after=(
            "The launches in the list of actions; as key results what they are to change, from "
            "<baseline> to <target>"
        ),
        sources=(
            cite("kersten-2021", "Do not take a roadmap for OKRs: it says what is delivered in which order."),
            cite("cagan-2020", "A roadmap can be delivered and the problem remain."),
        ),
        disagrees="Google accepts dated deliveries as committed OKRs, Marty Cagan as exceptions.",
        dissent=("google-playbook", "cagan-empowered"),
        fires_on=(
            pasted(
                "O A modern contact centre",
                "Launch the new voice menu by June",
                "Migrate all queues to the new platform by August",
                "Roll out the new knowledge base by September",
                "Hire 18 agents before October",
            ),
        ),
        silent_on=(
            pasted(
                "O A modern contact centre",
                "Launch the new voice menu by June",
                "Migrate all queues to the new platform by August",
                "Roll out the new knowledge base by September",
                "Cut mis-routed calls from 18% to 9%",
                "Raise calls solved at the first try from 61% to 70%",
                "Cut callers who hang up from 12% to 6%",
            ),
            pasted(
                "O A modern contact centre",
                "Launch the new voice menu by June",
                "Migrate all queues to the new platform by August",
                "Hire 18 agents before October",
            ),
        ),
        whole=check.is_roadmap,
    ),
    Rule(
        code="SET-IN-PROGRESS",
        family="set",
        severity=Severity.WARNING,
        title="Too much at the same time",
        what="The set carries {more} at once.",
        why=(
            "The more is begun, the longer each thing takes. What waits costs nothing; what is "
            "half done does."
        ),
        ask="Which five would you start with if the others had to wait for them?",
        before="Thirty key results, all from the first day of the quarter",
        after="Six that are worked on; the others wait in a list, in order",
        sources=(
            cite("kersten-2021", "Bad OKRs ignore capacity and raise work in progress."),
            cite("little-2011", "On average, more items in a system take longer to pass through it."),
        ),
        disagrees="Google wants committed and aspirational OKRs together to exceed what can be done.",
        dissent=("google-playbook",),
        fires_on=(_many(21),),
        silent_on=(_many(20), _many(3)),
        whole=check.too_much,
    ),
)
