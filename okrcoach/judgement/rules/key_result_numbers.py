"""Rules about one key result's numbers: size, units, direction, absolutes."""

from __future__ import annotations

from okrcoach.judgement.checks import key_result_numbers as check
from okrcoach.judgement.rule import Example, Rule
from okrcoach.judgement.sources import cite
from okrcoach.model import Severity


def _lines(*texts: str) -> tuple[Example, ...]:
    return tuple(Example(text=text) for text in texts)


NUMBER_RULES = (
    Rule(
        code="KR-UNITS",
        family="key_result",
        severity=Severity.WARNING,
        title="Start and target are in different units",
        what="{more} cannot be laid on one scale, so nobody can say what lies half-way.",
        why="Progress is the way from one number to the other; there has to be a way.",
        ask="In which of the two units do you read it today, and what is the other end in that unit?",
        before="Cut waiting time from 12 days to 40%",
        after="Cut waiting time from 12 days to <target> days",
        sources=(
            cite("lamorte-krtypes", "A metric key result moves one measure from X to Y."),
            cite("google-playbook", "Name the metric without ambiguity, so that it can be graded."),
        ),
        fires_on=_lines(
            "Cut waiting time from 12 days to 40%", "Lower the cost of a return from \u20ac14 to 2 minutes"
        ),
        silent_on=_lines(
            "Cut waiting time from 12 to 8 days",
            "Cut waiting time from 3 days to 20 hours",
            "Raise the share of returns in time from 60 to 80%",
        ),
        line=check.mixes_units,
    ),
    Rule(
        code="KR-ARROW",
        family="key_result",
        severity=Severity.WARNING,
        title="Verb and numbers point different ways",
        what="{more}: {quote}.",
        why="One of the two is a slip, and a reader cannot know which.",
        ask="Which way is it meant to go?",
        before="Reduce handling time from 4 to 6 minutes",
        after="Reduce handling time from 6 to 4 minutes",
        sources=(
            cite("incose", "Avoid wording that two readers understand differently."),
            cite("google-playbook", "Tangible and unambiguous."),
        ),
        fires_on=_lines("Reduce handling time from 4 to 6 minutes", "Increase repeat guests from 45% to 32%"),
        silent_on=_lines(
            "Reduce handling time from 6 to 4 minutes",
            "Reduce handling time from 2 hours to 50 minutes",
            "Improve our place in the ranking from 9 to 4",
        ),
        line=check.contradicts_itself,
    ),
    Rule(
        code="KR-DIRECTION",
        family="key_result",
        severity=Severity.WARNING,
        title="Is that the better direction?",
        what="For {quote}, {more} is usually better; the line goes the other way.",
        why="There can be a good reason. Then it belongs beside the number, or readers take it for a slip.",
        ask="Who is better off when it goes this way?",
        before="Increase churn from 3% to 5%",
        after="Cut churn from 5% to 3%",
        sources=(
            cite("castro-migrate", "If it succeeds, what will there be more of, or less of?"),
            cite("google-playbook", "Key results show the impact on those who use it."),
        ),
        fires_on=_lines(
            "Increase churn from 3% to 5%", "Reduce net promoter score from 30 to 20", "Raise churn to 6%"
        ),
        silent_on=_lines(
            "Cut churn from 5% to 3%",
            "Increase the share of churned customers who return from 3% to 5%",
            "Raise net promoter score from 20 to 30",
        ),
        line=check.goes_wrong_way,
    ),
    Rule(
        code="KR-IMPOSSIBLE",
        family="key_result",
        severity=Severity.WARNING,
        title="More than there is",
        what="{quote} goes beyond all there can be.",
        why="A share ends at everybody, and a fall ends at nothing. Perhaps something else is meant.",
        ask="Of what is this the percentage?",
        before="Raise the share of repeat guests from 40% to 140%",
        after="Raise the share of repeat guests from 40% to <target>",
        sources=(
            cite("google-playbook", "Name the metric without ambiguity, so that it can be graded."),
            cite("incose", "Avoid wording that two readers understand differently."),
        ),
        fires_on=_lines("Raise the share of repeat guests from 40% to 140%", "Reduce complaints by 120%"),
        silent_on=_lines(
            "Grow repeat visits by 120%",
            "Raise net revenue retention from 98% to 110%",
            "Raise the share of the sales plan that is met from 80% to 110%",
        ),
        line=check.is_impossible,
    ),
    Rule(
        code="KR-ABSOLUTE",
        family="key_result",
        severity=Severity.NOTE,
        title="All or nothing",
        what="{quote} is met by everything and missed by almost everything.",
        why=(
            "The last few cases often cost more than all the others. Where nothing less will do, say why; "
            "elsewhere choose what people really need."
        ),
        ask="What would happen at a little less, and who would notice?",
        before="Raise orders answered on the same day from 71% to 100%",
        after="Raise orders answered on the same day from 71% to <what callers need>",
        sources=(
            cite("sre-book", "100% is the wrong reliability target: choose what users need, spend the rest."),
        ),
        disagrees="No author on OKRs was found to speak about absolutes; the source is about reliability.",
        fires_on=_lines(
            "Raise orders answered on the same day from 71% to 100%", "Cut wrong deliveries from 40 to 0"
        ),
        silent_on=_lines(
            "Raise orders answered on the same day from 71% to 90%",
            "Cut medication errors from 40 to 0",
            "Cut open complaints from 4 to 0",
        ),
        line=check.is_absolute,
    ),
    Rule(
        code="KR-TINY",
        family="key_result",
        severity=Severity.NOTE,
        title="A very small move",
        what="{quote} is a move of less than two in a hundred.",
        why=(
            "It may drift there by itself, and the drawing will look flat. Where small begins is our own "
            "choice: no author gives a number."
        ),
        ask="How much does it move by itself from one month to the next?",
        before="Raise monthly revenue from $10M to $10.1M",
        after="Raise monthly revenue from $10M to <target>",
        sources=(
            cite(
                "google-playbook", "Meeting everything without needing all one\u2019s means is sandbagging."
            ),
            cite("rework-guide", "Who always meets everything does not aim high enough."),
        ),
        disagrees="Felipe Castro would start with what is hard but within reach.",
        dissent=("castro-pod",),
        fires_on=_lines(
            "Raise monthly revenue from $10M to $10.1M",
            "Cut the average delivery time from 100 hours to 99 hours",
        ),
        silent_on=_lines(
            "Raise monthly revenue from $10M to $11M",
            "Raise uptime from 99.5% to 99.9%",
            "Raise the guests\u2019 rating from 4.50 to 4.55 of 5 stars",
        ),
        line=check.moves_little,
    ),
    Rule(
        code="KR-HUGE",
        family="key_result",
        severity=Severity.NOTE,
        title="A very large move",
        what="{quote} is ten times as far, or more, in one cycle.",
        why=(
            "It can be done, mostly when something was barely begun. Else people see early that it will not "
            "be met, and stop looking. Where large begins is our own choice: no author gives a number."
        ),
        ask="What is different this time that makes it possible, and what would be a first stretch?",
        before="Grow paying members from 200 to 5,000",
        after="Grow paying members from 200 to <next stretch>",
        sources=(
            cite("ley-2022", "Always \u201cMars\u201d tires people: give what is within reach, then more."),
            cite("sitkin-2011", "Stretch goals tempt those who can least afford them."),
        ),
        disagrees="Google\u2019s aspirational OKRs reach on purpose further than anybody knows how to.",
        dissent=("google-playbook",),
        fires_on=_lines(
            "Grow paying members from 200 to 5,000", "Cut the wait for a permit from 90 days to 1 day"
        ),
        silent_on=_lines(
            "Grow paying members from 200 to 500",
            "Grow paying members from 2 to 40",
            "Raise use of the new rota from 5% to 60%",
            "Cut the wait for a permit from 90 days to 30 days",
        ),
        line=check.moves_hugely,
    ),
)
