"""Further rules about one objective: its words, and whom they speak to."""

from __future__ import annotations

from okrcoach.judgement.checks import objective_words as check
from okrcoach.judgement.rule import Example, Rule
from okrcoach.judgement.sources import cite
from okrcoach.model import Role, Severity


def _aims(*texts: str) -> tuple[Example, ...]:
    return tuple(Example(text=text, role=Role.OBJECTIVE) for text in texts)


OBJECTIVE_WORD_RULES = (
    Rule(
        code="OBJ-LABEL",
        family="objective",
        severity=Severity.WARNING,
        title="The name of a department is not an aim",
        what="{quote} says whose plan this is, and not yet what for.",
        why="Departments rarely win anything alone. An aim that several can work for brings them together.",
        ask="Who outside the department would notice if this quarter went well, and what would they notice?",
        before="Sales objective",
        after="Small shops reorder from us without a second thought",
        sources=(
            cite("ley-2022", "Objectives for sales, marketing, operations hinder work across functions."),
            cite("cagan-2020", "Objectives by function, handed down, undercut the teams that serve users."),
        ),
        disagrees="Google lists each group\u2019s part in that group\u2019s own OKRs.",
        dissent=("google-playbook",),
        fires_on=_aims("Sales objective", "Marketing OKRs Q3", "Human resources"),
        silent_on=_aims("Sales and service speak with one voice", "Finance answers within a day"),
        line=check.is_label,
    ),
    Rule(
        code="OBJ-TOPIC",
        family="objective",
        severity=Severity.NOTE,
        title="A heading, not yet an aim",
        what="{quote} names a topic; what should become of it is open.",
        why="A topic can be worked on for ever. A state can be reached, and people can disagree with it.",
        ask="Finish the sentence: at the end of the cycle, it is true that \u2026 what?",
        before="Digital transformation",
        after="Tenants settle everything with us from their sofa",
        sources=(
            cite("google-playbook", "Tangible and unambiguous, with clear value if achieved."),
            cite("orca-method", "Name a specific customer and scope, else it could be anybody\u2019s."),
        ),
        fires_on=_aims("Digital transformation", "Community engagement"),
        silent_on=_aims("Calm mornings in every classroom", "A warehouse without shouting", "Happier nurses"),
        line=check.is_topic,
    ),
    Rule(
        code="OBJ-LONG",
        family="objective",
        severity=Severity.NOTE,
        title="Too long to remember",
        what="{more} are hard to keep in mind.",
        why=(
            "People steer by what they can say without looking it up. Where to draw the line is our own "
            "choice; no author counts the words."
        ),
        ask="How would you say it to a colleague in the lift?",
        before=(
            "Provide every one of our families with a dependable and warm welcome that lasts from the "
            "first telephone call until well after the end of their stay"
        ),
        after="Families feel expected from the first call on",
        sources=(
            cite("google-playbook", "An objective fits on one line."),
            cite("gtmhub-score", "A good objective stays below 70 characters."),
        ),
        fires_on=_aims(
            "Provide every one of our families with a dependable and warm welcome that lasts from the "
            "first telephone call until well after the end of their stay",
            "Become the yard that drivers of every age and background recommend to their friends because the "
            "tours are fair and the dispatchers are kind to them",
        ),
        silent_on=_aims(
            "Families feel expected from the first call on",
            "Win back the trust of the small bakeries that left us after the delays of last winter",
        ),
        line=check.too_long,
    ),
    Rule(
        code="OBJ-NOBODY",
        family="objective",
        severity=Severity.NOTE,
        title="Who is better off?",
        what="{quote} names nobody who would notice.",
        why="With somebody in mind a team can ask them, and choose between two ways of getting there.",
        ask="Who is the first person whose day gets better, and how would they say it?",
        before="Enhance laboratory efficiency and turnaround",
        after="Doctors have the result before the patient is back in the room",
        sources=(
            cite("gothelf-2021", "Every team, finance and legal too, makes something for somebody."),
            cite("orca-method", "Name a specific customer and scope, else it could be anybody\u2019s."),
            cite("google-playbook", "It should bring users, or the business, a direct benefit."),
        ),
        disagrees="Jeff Gothelf grants that some teams find this hard; for Google an economic gain will do.",
        dissent=("gothelf-reply", "google-playbook"),
        fires_on=_aims("Enhance laboratory efficiency and turnaround", "Modernise the data infrastructure"),
        silent_on=_aims(
            "Suppliers never have to ask where their money is",
            "Calm mornings in every classroom",
            "Be the favourite bakery of the north side",
        ),
        line=check.names_nobody,
    ),
    Rule(
        code="OBJ-JARGON",
        family="objective",
        severity=Severity.NOTE,
        title="Words from the meeting room",
        what="{quote} sounds important, and each reader fills it differently.",
        why="Plain words can be checked against what one sees. That is also why they are easier to follow.",
        ask="How would you say this to a customer, or to your neighbour?",
        before="Leverage synergies across the depots",
        after="One driver, one van, one round: depots lend each other a hand",
        sources=(
            cite("google-playbook", "Lines in terms that only the team understands are poor OKRs."),
            cite("incose", "Avoid vague terms: two readers understand them differently."),
        ),
        fires_on=_aims("Leverage synergies across the depots", "A holistic welcome for every guest"),
        silent_on=_aims(
            "Depots lend each other a hand", "Patients need one appointment where they needed three"
        ),
        line=check.has_jargon,
    ),
)
