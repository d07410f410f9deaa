"""Rules about the benefits of a register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from okrcoach.judgement.rule import SKIPPED, Example, Hit, Outcome, Rule, SeenBenefit
from okrcoach.judgement.sources import cite
from okrcoach.language import read
from okrcoach.language.catalogue import find_measures
from okrcoach.model import Benefit, Severity, Statement, Timing


def _no_owner(seen: SeenBenefit) -> Outcome:
    return None if seen.benefit.owner.strip() else Hit()


def _no_baseline(seen: SeenBenefit) -> Outcome:
    return None if seen.benefit.baseline.strip() else Hit()


def _no_date(seen: SeenBenefit) -> Outcome:
    return Hit() if seen.benefit.measured is None else None


def _too_early(seen: SeenBenefit) -> Outcome:
    benefit = seen.benefit
    if benefit.delivered is None or benefit.measured is None:
        return SKIPPED
    try:
        shows = benefit.delivered + timedelta(days=max(benefit.lag or 0, 0))
    except OverflowError:  # a lag beyond the end of the calendar
        shows = date.max
    if benefit.measured >= shows:
        return None
    return Hit(
        more=f"on {benefit.measured.isoformat()}, and it can show from {shows.isoformat()} at the soonest"
    )


def _timing(benefit: Benefit) -> Timing | None:
    """When it moves: as the register says, else as the catalogue knows the measure it names."""
    if benefit.timing is not None or not benefit.measure.strip():
        return benefit.timing
    found = find_measures(read(benefit.measure))
    return found[0].measure.timing if found else None


def _no_leading(seen: SeenBenefit) -> Outcome:
    timing = _timing(seen.benefit)
    if timing is None:
        return SKIPPED
    if timing is not Timing.LAGGING:
        return None
    known = {benefit.statement.id: benefit for benefit in seen.register if benefit.statement.id}
    # An id from elsewhere, of a key result for instance, gets the benefit of the doubt.
    early = [i for i in seen.benefit.leads if i not in known or _timing(known[i]) is not Timing.LAGGING]
    return None if early else Hit()


_GOOD = Benefit(
    statement=Statement(text="Patients leave with all their medicines", id="B1"),
    owner="Head of pharmacy",
    measure="share of patients who leave without their medicines",
    baseline="17%",
    target="6%",
    delivered=date(2026, 3, 1),
    measured=date(2026, 9, 1),
    lag=120,
    timing=Timing.LAGGING,
    leads=("2.1",),
)


def _with(label: str, **changes: Any) -> Example:
    values = {name: getattr(_GOOD, name) for name in Benefit.__slots__}
    return Example(text=label, role=None, register=(Benefit(**{**values, **changes}),))


_COMPLETE = Example(text="nothing is missing", role=None, register=(_GOOD,))

BENEFIT_RULES = (
    Rule(
        code="BEN-NO-OWNER",
        family="benefit",
        severity=Severity.FIX,
        title="Nobody answers for this benefit",
        what="{quote} has no owner.",
        why="When the project team has moved on, somebody has to care whether the gain came and stayed.",
        ask="Who will still be here when it shows, and would be sorry if it did not?",
        before="Fewer repeat calls. Owner: (empty)",
        after="Fewer repeat calls. Owner: <name of the head of customer service>",
        sources=(
            cite(
                "wfm-okr", "Owner and baseline are named up front; without them a benefit is an aspiration."
            ),
            cite("finance-ni", "Each benefit has a senior owner and is tracked."),
        ),
        fires_on=(_with("no owner", owner=""), _with("a blank for an owner", owner="  ")),
        silent_on=(_COMPLETE, _with("no baseline, but an owner", baseline="")),
        benefit=_no_owner,
    ),
    Rule(
        code="BEN-NO-BASELINE",
        family="benefit",
        severity=Severity.FIX,
        title="Better than what?",
        what="{quote} has no figure from before.",
        why="Once the change is in use, the old figure can no longer be taken, and no gain can be shown.",
        ask="What is the figure today, while things are still as they were?",
        before="Fewer repeat calls. Baseline: (empty)",
        after="Fewer repeat calls. Baseline: <repeat calls a month, before the change>",
        sources=(
            cite(
                "wfm-okr", "Owner and baseline are named up front; without them a benefit is an aspiration."
            ),
            cite("ipa-2017", "What cannot be measured cannot be claimed."),
        ),
        disagrees=(
            "Programme-management practice also admits benefits that are described rather than counted."
        ),
        dissent=("pgmp-notes",),
        fires_on=(_with("no baseline", baseline=""), _with("a blank for a baseline", baseline=" ")),
        silent_on=(_COMPLETE, _with("a baseline in words", baseline="about one in six")),
        benefit=_no_baseline,
    ),
    Rule(
        code="BEN-NO-DATE",
        family="benefit",
        severity=Severity.WARNING,
        title="No day on which to look",
        what="{quote} has no date for measuring it.",
        why=(
            "A benefit comes after the work, when everybody is busy with the next thing. A date "
            "brings it back."
        ),
        ask="When could it first show, and who puts that day into the calendar?",
        before="Fewer repeat calls. Measured: (empty)",
        after="Fewer repeat calls. Measured: <date>, and once more on <a later date>",
        sources=(
            cite("wfm-okr", "Benefits lag delivery; confirm that they came, and that they last."),
            cite("finance-ni", "Realisation often takes years and is tracked."),
        ),
        fires_on=(
            _with("no date", measured=None),
            _with("no date and no delivery", measured=None, delivered=None),
        ),
        silent_on=(_COMPLETE, _with("a date, delivery unknown", delivered=None)),
        benefit=_no_date,
    ),
    Rule(
        code="BEN-TOO-EARLY",
        family="benefit",
        severity=Severity.WARNING,
        title="Measured before it can show",
        what="{quote} is to be measured {more}.",
        why="Looked at too soon, a good change seems to have failed, and gets stopped.",
        ask="What would you see earlier that tells you it is on its way?",
        before="In use in March, shows after four months, measured in April",
        after="In use in March, early sign looked at in April, measured in August",
        sources=(cite("wfm-okr", "Benefits lag delivery, so measuring early misjudges them."),),
        disagrees="How long a benefit takes nobody can say in general; the lag is the one in your register.",
        fires_on=(
            _with("measured after two of four months", measured=date(2026, 5, 1)),
            _with("measured before it is delivered", measured=date(2026, 2, 1), lag=None),
        ),
        silent_on=(
            _COMPLETE,
            _with("on the first day it can show", measured=date(2026, 6, 29)),
            _with("no lag known, after delivery", measured=date(2026, 3, 2), lag=None),
        ),
        benefit=_too_early,
    ),
    Rule(
        code="BEN-NO-LEADING",
        family="benefit",
        severity=Severity.NOTE,
        title="Nothing tells you sooner",
        what="{quote} shows late, and no early sign is named beside it.",
        why=(
            "Until it shows you can only hope. An early sign, such as who uses the new way, can "
            "still be acted on."
        ),
        ask="What has to move first if this is to come true?",
        before="Fewer readmissions, measured after a year",
        after="Fewer readmissions, with an early sign: patients who can say what each medicine is for",
        sources=(
            cite("wfm-okr", "Pair leading with lagging measures; adoption is the early sign."),
            cite("kaplan-norton-1996", "Show current performance and the drivers of future performance."),
        ),
        fires_on=(
            _with("late, no early sign", leads=()),
            _with("late by the catalogue", leads=(), timing=None, measure="customer churn rate"),
            _with("its early sign is late itself", leads=("B1",)),
        ),
        silent_on=(
            _COMPLETE,
            _with("an early sign itself", leads=(), timing=Timing.LEADING),
            _with("nobody knows when it shows", leads=(), timing=None),
        ),
        benefit=_no_leading,
    ),
)
