"""Rules about one objective."""

from __future__ import annotations

from okrcoach.judgement import questions, rewrites, rewrites_objective
from okrcoach.judgement.checks.objective_words import is_department_label
from okrcoach.judgement.in_role import any_team, close_to, objective_is_heartbeat, objective_is_task, solution
from okrcoach.judgement.rule import SKIPPED, Example, Hit, Outcome, Rule, Seen
from okrcoach.judgement.sources import cite
from okrcoach.judgement.texts import compound_span
from okrcoach.model import Kind, Role, Severity


def _measure(seen: Seen) -> Outcome:
    if seen.role is not Role.OBJECTIVE:
        return SKIPPED
    if not seen.sure_of(Kind.OUTCOME_KR, 0.55):
        return None
    quantity = seen.reading.quantity
    span = quantity.measure.span if quantity is not None and quantity.measure is not None else seen.whole
    return Hit(span=span, rewrites=rewrites_objective.of_measure(seen.reading))


def _task(seen: Seen) -> Outcome:
    if seen.role is not Role.OBJECTIVE:
        return SKIPPED
    if not objective_is_task(seen):
        return None
    mild = Severity.NOTE if close_to(seen, Kind.OBJECTIVE) else None
    return Hit(span=seen.whole, rewrites=rewrites_objective.of_work(seen.reading), severity=mild)


def _deliverable(seen: Seen) -> Outcome:
    if seen.role is not Role.OBJECTIVE:
        return SKIPPED
    span = solution(seen)
    if span is None:
        return None
    return Hit(span=span, ask=questions.of_deliverable(seen.reading))


def _heartbeat(seen: Seen) -> Outcome:
    if seen.role is not Role.OBJECTIVE:
        return SKIPPED
    # The bare name of a department reads like a measure; that it is a label says more.
    if not objective_is_heartbeat(seen) or is_department_label(seen):
        return None
    return Hit(span=seen.whole, rewrites=rewrites_objective.of_standing(seen.reading))


def _vague(seen: Seen) -> Outcome:
    """So general that any team could have written it: a stock verb, general words, nothing else."""
    if seen.role is not Role.OBJECTIVE:
        return SKIPPED
    return Hit(span=seen.whole) if any_team(seen) else None


def _compound(seen: Seen) -> Outcome:
    if seen.role is not Role.OBJECTIVE:
        return SKIPPED
    span = compound_span(seen.reading)
    return Hit(span=span, rewrites=rewrites.halves(seen.reading)) if span is not None else None


OBJECTIVE_RULES = (
    Rule(
        code="OBJ-TASK",
        family="objective",
        severity=Severity.FIX,
        title="An objective is not a to-do",
        what="{quote} is a piece of work. It can be finished and nobody be better off.",
        why="An objective names the state worth wanting; the work that leads there changes as you learn.",
        ask="When this is done, what will be better, and for whom?",
        before="Relaunch the loyalty card",
        after="Regulars feel known in every shop",
        sources=(
            cite("cagan-2020", "Give a team a problem to solve, not a feature to build."),
            cite("wfm-okr", "An output may exist without its outcome, so existing is not done."),
        ),
        disagrees="Google accepts dated deliveries as committed OKRs.",
        dissent=("google-playbook",),
        flag="task",
        fires_on=(
            Example(text="Relaunch the loyalty card", role=Role.OBJECTIVE),
            Example(text="Move all branches to the new till system", role=Role.OBJECTIVE),
            Example(text="We have built an archive of all parish maps", role=Role.OBJECTIVE),
        ),
        silent_on=(
            Example(text="Regulars feel known in every shop", role=Role.OBJECTIVE),
            Example(text="Relaunch the loyalty card", role=Role.KEY_RESULT),
            Example(text="We show how small clinics can share their night duty", role=Role.OBJECTIVE),
            Example(text="Improve planning and reporting", role=Role.OBJECTIVE),
        ),
        line=_task,
    ),
    Rule(
        code="OBJ-DELIVERABLE",
        family="objective",
        severity=Severity.WARNING,
        title="The solution stands where the aim should be",
        what="{quote} is one way to get somewhere; the line does not say where.",
        why="If a better way turns up in week five, the objective should still hold.",
        ask="If you found another way in week five, would this objective still be true?",
        before="Ship the new parents\u2019 portal",
        after="Parents always know how their child is doing",
        sources=(
            cite(
                "orca-anti",
                "State the problem: if the solution changes in week five, is the OKR still valid?",
            ),
            cite("gothelf-reply", "Done well, OKRs contain no features."),
        ),
        disagrees="Google\u2019s committed OKRs may name a delivery.",
        dissent=("google-playbook",),
        flag="solution_in_objective",
        fires_on=(
            Example(text="Ship the new parents\u2019 portal", role=Role.OBJECTIVE),
            Example(text="Implement a new ticketing platform", role=Role.OBJECTIVE),
            Example(text="Create a structured approach to handling complaints", role=Role.OBJECTIVE),
            Example(text="We have a working handbook for all branches", role=Role.OBJECTIVE),
            Example(text="Roll out Quillbase in all five depots", role=Role.OBJECTIVE),
        ),
        silent_on=(
            Example(text="Parents always know how their child is doing", role=Role.OBJECTIVE),
            Example(text="Build a culture in which everybody speaks up", role=Role.OBJECTIVE),
            Example(text="We have a shared language for risk", role=Role.OBJECTIVE),
            Example(text="Build a team that players trust", role=Role.OBJECTIVE),
            Example(text="Improve planning and reporting", role=Role.OBJECTIVE),
        ),
        line=_deliverable,
    ),
    Rule(
        code="OBJ-MEASURE",
        family="objective",
        severity=Severity.WARNING,
        title="This objective is really a measure",
        what="{quote} is something to measure: a good key result in the wrong place.",
        why="A number says how far; an objective says where to, and why anybody should care.",
        ask="What would be true for people if this number moved?",
        before="Increase online sales by 20%",
        after="Buying from us online is the easy choice",
        sources=(
            cite("wfm-okr", "An objective gives direction and is not a metric."),
            cite("wodtke-rf", "Keep metrics out of the objective: it inspires."),
        ),
        disagrees=(
            "Google wants an observer to see whether an objective is reached and shows one that "
            "holds a number."
        ),
        dissent=("google-playbook",),
        flag="metric_in_objective",
        fires_on=(
            Example(text="Increase online sales by 20%", role=Role.OBJECTIVE),
            Example(text="Reduce sickness absence from 7% to 5%", role=Role.OBJECTIVE),
        ),
        silent_on=(
            Example(text="Buying from us online is the easy choice", role=Role.OBJECTIVE),
            Example(text="Be the number one choice of night-shift nurses", role=Role.OBJECTIVE),
            Example(text="Increase online sales by 20%", role=Role.KEY_RESULT),
        ),
        line=_measure,
    ),
    Rule(
        code="OBJ-HEARTBEAT",
        family="objective",
        severity=Severity.WARNING,
        title="An objective that keeps things as they are",
        what="{quote} holds what you have; nothing is meant to be different at the end.",
        why="Worth protecting, and better kept as a heartbeat beside the objective you push.",
        ask="What do you want to be different at the end of the cycle?",
        before="Maintain our service levels",
        after="Callers get through before they lose patience",
        sources=(
            cite("google-playbook", "An OKR that changes nothing is business as usual."),
            cite("wodtke-rf", "Health metrics protect what must not suffer; they stand apart."),
        ),
        disagrees="Jeff Gothelf would fold it into the goal.",
        dissent=("gothelf-2021",),
        flag="heartbeat",
        fires_on=(
            Example(text="Maintain our service levels", role=Role.OBJECTIVE),
            Example(text="Preserve our friendly atmosphere", role=Role.OBJECTIVE),
        ),
        silent_on=(
            Example(text="Callers get through before they lose patience", role=Role.OBJECTIVE),
            Example(text="Callers are helped the first time", role=Role.OBJECTIVE),
            Example(text="Maintain our service levels", role=Role.HEARTBEAT),
        ),
        line=_heartbeat,
    ),
    Rule(
        code="OBJ-VAGUE",
        family="objective",
        severity=Severity.WARNING,
        title="Any team could have written this",
        what="{quote} would fit on the wall of almost any team.",
        why="Nobody can tell from it whom it is for or what it leaves out, so it cannot guide a choice.",
        ask="Whom do you have in mind, and what will they notice first?",
        before="Improve the customer experience",
        after="First-time guests find their way without asking",
        sources=(
            cite("orca-method", "Name a specific customer and scope, else it could be anybody\u2019s."),
            cite("google-playbook", "Tangible and unambiguous, with clear value if achieved."),
        ),
        disagrees="Others want an objective memorable and inspiring before all else.",
        dissent=("wodtke-rf", "doerr-2018"),
        flag="vague",
        fires_on=(
            Example(text="Improve the customer experience", role=Role.OBJECTIVE),
            Example(text="Enhance operational efficiency", role=Role.OBJECTIVE),
            Example(text="Become the market leader", role=Role.OBJECTIVE),
            Example(text="Make progress with our partners", role=Role.OBJECTIVE),
            Example(text="Achieve world-class quality through kiln audits", role=Role.OBJECTIVE),
            Example(text="Improve planning and reporting", role=Role.OBJECTIVE),
        ),
        silent_on=(
            Example(text="First-time guests find their way without asking", role=Role.OBJECTIVE),
            Example(text="Make booking a bed feel effortless", role=Role.OBJECTIVE),
            Example(text="Improve ferry punctuality and ticket handling", role=Role.OBJECTIVE),
            Example(
                text="Improve the experience of first-time guests at the Kiel hostel", role=Role.OBJECTIVE
            ),
        ),
        line=_vague,
    ),
    Rule(
        code="OBJ-COMPOUND",
        family="objective",
        severity=Severity.NOTE,
        title="Two aims in one objective",
        what="At {quote} a second aim begins.",
        why="Two aims pull at the same people. One that all can remember is worth two that they can\u2019t.",
        ask="If only one of the two came true, which would you keep?",
        before="Win back former members and modernise the clubhouse",
        after="Win back former members",
        sources=(
            cite("incose", "One thought to a statement."),
            cite("wodtke-rf", "One objective is enough to focus on."),
        ),
        flag="compound",
        fires_on=(
            Example(text="Win back former members and modernise the clubhouse", role=Role.OBJECTIVE),
            Example(text="Rebuild the harbour stage. Invite local bands.", role=Role.OBJECTIVE),
        ),
        silent_on=(
            Example(text="Patients and carers trust every handover", role=Role.OBJECTIVE),
            Example(text="Attract, train and keep volunteers", role=Role.OBJECTIVE),
            Example(text="Create a page that lets walkers plan and share a route", role=Role.OBJECTIVE),
            Example(text="Design and launch the members\u2019 area", role=Role.OBJECTIVE),
        ),
        line=_compound,
    ),
)
