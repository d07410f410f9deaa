"""The steps of the writing path: what each asks, why, and lines of other trades to borrow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name in the row of steps, its one question, a hint, and why it is asked."""

    key: str
    name: str
    question: str
    hint: str
    why: str


STEPS = (
    Step(
        "who",
        "Who",
        "Who is it for, and what should they do differently?",
        "Name people outside your team, and something one could see them do.",
        "An objective that begins with our own work tends to end with a list of work. Beginning with people,"
        " and with what they do, keeps one question open through the quarter: has anything changed for them?",
    ),
    Step(
        "objective",
        "Objective",
        "Where do you want them to be?",
        "One sentence that one could want, without a number. Numbers come next.",
        "The objective says which way is forward. People keep it in their heads when it is short, plain and"
        " about someone; the key results then say how you will know.",
    ),
    Step(
        "results",
        "Key results",
        "What would you see change if it worked?",
        "Choose what to count. Leave a blank where you do not know the figure yet: a blank is honest.",
        "A key result can fail after all the work is done. That is what makes it worth watching: it tells you"
        " whether the work was the right work. Two to four for an objective are enough.",
    ),
    Step(
        "guards",
        "Guardrails",
        "What must not get worse meanwhile?",
        "Write down what you watch, and the range in which all is well.",
        "Every push has a price somewhere. A guardrail names it before it is paid; a heartbeat is the daily"
        " running that one only notices when it stops. Neither is to be raised: both are to stay in a range.",
    ),
    Step(
        "actions",
        "Actions",
        "What will you try first?",
        "Work, with a name beside it. It may change every week; the key result stays.",
        "Actions are bets on a key result. Kept under it and not among the results, they can be dropped"
        " without anybody having failed.",
    ),
    Step(
        "review",
        "Review",
        "Does it hold together?",
        "Every line as the coach reads it. Change words here; the reading follows.",
        "Lines that are fine alone can still pull apart together: too many, all late, or one paid for by"
        " another. You decide; the coach asks.",
    ),
    Step(
        "keep",
        "Keep",
        "What would you like to take with you?",
        "Every file holds the same words. Blanks stay blanks.",
        "A draft that stays in a notebook is read by nobody. Send the page round, or put the sheet where the"
        " team looks on Mondays.",
    ),
)


@dataclass(frozen=True, slots=True)
class Loan:
    """Something of another trade to borrow: ``parts`` are what it fills in, in the order of the fields."""

    sector: str
    parts: tuple[str, ...]


#: How a borrowed key result ends.
_BLANKS = "from <baseline> to <target> by <date>"

LOANS: dict[str, tuple[Loan, ...]] = {
    "who": (
        Loan("Health", ("Parents of newborns", "call the night line before they drive to the clinic")),
        Loan("Farming", ("Small growers", "book their own delivery slot")),
        Loan("Housing", ("New tenants", "report a fault on the day they see it")),
    ),
    "objective": (
        Loan("Health", ("Parents of newborns know whom to call at night",)),
        Loan("Farming", ("Small growers feel in charge of their harvest again",)),
        Loan("Housing", ("New tenants feel heard from their first day",)),
    ),
    "results": (
        Loan(
            "Health",
            (f"Cut the share of night visits that a call could have settled {_BLANKS}",),
        ),
        Loan(
            "Farming",
            (f"Raise the share of delivery slots that growers book themselves {_BLANKS}",),
        ),
        Loan(
            "Housing",
            (f"Cut the days from a reported fault to its repair {_BLANKS}",),
        ),
    ),
    "guards": (
        Loan("Health", ("Calls answered within two minutes", "<lowest> or higher")),
        Loan("Farming", ("Spoilage rate of the harvest", "<highest> or lower")),
        Loan("Housing", ("Overtime of the repair crew", "between <lowest> and <highest>")),
    ),
    "actions": (
        Loan("Health", ("Sit with two night nurses and note why parents drive in",)),
        Loan("Farming", ("Let five growers try the booking page for one week",)),
        Loan("Housing", ("Put the fault line's number on every new front door",)),
    ),
}

#: Whole drafts to borrow where there is nothing to review yet: trade and words.
SETS = (
    (
        "Library",
        "O: People who never came in feel the library is theirs\n"
        "- KR: Raise new members who borrow again within a month from <baseline> to <target> by <date>\n"
        "- KR: Cut the days a reader waits for a wanted book from <baseline> to <target> by <date>\n",
    ),
    (
        "Repair shop",
        "O: Cyclists trust us with the bike they need tomorrow\n"
        "- KR: Raise the share of repairs ready on the promised day from <baseline> to <target> by <date>\n"
        "- KR: Cut repairs that come back within a month from <baseline> to <target> by <date>\n",
    ),
    (
        "School kitchen",
        "O: Pupils look forward to lunch\n"
        "- KR: Raise pupils who eat with us three days a week from <baseline> to <target> by <date>\n"
        "- KR: Cut the share of lunches that come back half eaten from <baseline> to <target> by <date>\n",
    ),
)
#: The blanks of an example of a range: shown in the field until something is written.
RANGE_INVITE = "for instance: 95% or higher"
