"""Where a benefit stands: its phase, a status that waits for the lag, and what has been realised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from okrcoach.model import Benefit, CheckIn
from okrcoach.progress.arithmetic import Undefined, from_to

_NUMBER = re.compile(r"(?<![\w.,])([-\u2212]?)([1-9]\d{0,2}(?:[,'\u00a0]\d{3})+|\d+)(?:[.,](\d+))?")
#: 1.200 is a little more than one, or twelve hundred, depending on who wrote it.
_EITHER = re.compile(r"[-\u2212]?[1-9]\d{0,2}\.\d{3}")


class Phase(StrEnum):
    """Where a benefit is on its way from a wish to a habit."""

    IDENTIFY = "identify"
    PLAN = "plan"
    REALISE = "realise"
    SUSTAIN = "sustain"


class Standing(StrEnum):
    """How a benefit stands, in the words we use for it."""

    ASPIRATION = "an aspiration so far"
    PLANNED = "planned"
    TOO_EARLY = "too early to judge"
    NOT_MEASURED = "not measured yet"
    UNCLEAR = "cannot be worked out"
    WORSE = "worse than before"
    ON_THE_WAY = "on the way"
    SHORT = "short of what was hoped"
    PARTLY = "less than hoped, enough to count"
    REALISED = "realised"
    LOST = "gained and lost again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The one number of a text, and the words around it: "£", 4.2, "days"."""

    value: float
    before: str = ""
    after: str = ""

    def show(self, value: float) -> str:
        """Return another value in the words of this one."""
        space = " " if self.after and self.after[0].isalpha() else ""
        sign = "-" if value < 0 else ""
        return f"{sign}{self.before}{plain(abs(value))}{space}{self.after}"

    @property
    def unit(self) -> str:
        """What is counted, for telling whether two figures can be compared; "" when nobody says."""
        word = re.match(r"\W*\w*", self.after)
        return (self.before + (word.group() if word else "")).strip().casefold().rstrip("s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A benefit on one day."""

    benefit: Benefit
    phase: Phase
    standing: Standing
    #: One sentence that says why.
    says: str
    #: What to ask its owner; "" where there is nothing to ask.
    ask: str = ""
    #: For "too early to judge": the first day on which it can show.
    until: date | None = None
    #: Share of the way from baseline to target, signed and unclamped; None where it cannot be judged.
    share: float | None = None
    #: Units of the measure gained against the baseline; negative when it got worse.
    gained: float | None = None

    @property
    def words(self) -> str:
        """The standing as we say it to people."""
        return f"{self.standing} until {self.until}" if self.until else str(self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Realised:
    """A register rolled up: what came of it against the starting points."""

    #: Id and sentence of every benefit that can be judged.
    gains: tuple[tuple[str, str], ...]
    #: Unit (a currency) and amount a year, for the benefits whose worth is stated. Units are never mixed.
    worth: tuple[tuple[str, float], ...]
    #: Id and reason of those that count neither way yet.
    waiting: tuple[tuple[str, str], ...]
    #: Id and words of what gets worse for somebody; never netted against a gain.
    disbenefits: tuple[tuple[str, str], ...]
    #: What was left out of the sum, one sentence each.
    said: tuple[str, ...] = ()


def plain(value: float) -> str:
    """Return a number with thousands marked and no more than two decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def figure(text: str) -> Figure:
    """Return the one number in a text such as "17%", "£1,200" or "4.2 days".

    Raises :class:`Undefined` for none, for several, and for one that can be read in two ways.
    """
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        raise Undefined(f"\u201c{text}\u201d holds {'more than one' if found else 'no'} number.")
    number, start, end = found[0].group(), found[0].start(), found[0].end()
    if _EITHER.fullmatch(number) or re.match(r"[.,]\d", text[end:]):
        raise Undefined(f"\u201c{text}\u201d can be read in two ways; please write 1200 or 1.2.")
    sign, whole, rest = found[0].groups()
    value = float(f"{'-' if sign else ''}{re.sub(r'[^0-9]', '', whole)}.{rest or 0}")
    return Figure(value=value, before=text[:start].strip(), after=text[end:].strip())


def shows_from(benefit: Benefit) -> date | None:
    """Return the first day on which a benefit can be judged; None when nobody has said enough.

    Delivery and the lag of the register; without a lag the day on which it is to be measured, because no
    source gives a standard lag; without either the day of delivery.
    """
    if benefit.delivered is None:
        return None
    if benefit.lag is None:
        return max(benefit.delivered, benefit.measured or benefit.delivered)
    try:
        return benefit.delivered + timedelta(days=max(benefit.lag, 0))
    except OverflowError:  # a lag beyond the end of the calendar
        return date.max


def missing(benefit: Benefit) -> tuple[str, ...]:
    """Return what makes a benefit an aspiration when it is not there (WFM Labs): owner, baseline."""
    return tuple(name for name in ("owner", "baseline") if not getattr(benefit, name).strip())


def register_status(register: Sequence[Benefit], at: date) -> tuple[Status, ...]:
    """Return the status of every benefit, those without owner or baseline first, else in their order."""
    found = [status(benefit, at) for benefit in register]
    return tuple(sorted(found, key=lambda s: -len(missing(s.benefit))))


def status(benefit: Benefit, at: date) -> Status:
    """Return phase and standing of a benefit on a day.

    ``identify`` until it has an owner and a baseline, ``plan`` until what brings it about is in use,
    ``realise`` until its target has been reached once, ``sustain`` from then on: benefits lag behind
    delivery, and have to be confirmed to last (WFM Labs). A look before the lag is over never counts.
    """
    if gaps := missing(benefit):
        return Status(
            benefit=benefit,
            phase=Phase.IDENTIFY,
            standing=Standing.ASPIRATION,
            says=f"It has no {' and no '.join(gaps)}.",
            ask="Who would be sorry if it did not come?"
            if "owner" in gaps
            else "What is the figure today, before anything changes?",
        )
    shows = shows_from(benefit)
    if shows is None or (benefit.delivered and benefit.delivered > at):
        return Status(
            benefit=benefit,
            phase=Phase.PLAN,
            standing=Standing.PLANNED,
            says=f"What brings it about is in use from {benefit.delivered}."
            if benefit.delivered
            else "Nobody has said when what brings it about is in use.",
            ask="" if benefit.delivered else "When is it in use, and how long until it can show?",
        )
    if at < shows:
        return Status(
            benefit=benefit,
            phase=Phase.REALISE,
            standing=Standing.TOO_EARLY,
            until=shows,
            says=f"In use since {benefit.delivered}; it cannot be judged before {shows}.",
            ask="Which early sign could you look at until then?",
        )
    looks = sorted(
        (m for m in benefit.measurements if m.value is not None and shows <= m.day <= at), key=lambda m: m.day
    )
    if not looks:
        return Status(
            benefit=benefit,
            phase=Phase.REALISE,
            standing=Standing.NOT_MEASURED,
            says=f"It can show since {shows}, and nobody has looked.",
            ask="Who takes the figure, and on which day?",
        )
    return _judged(benefit, looks, at)


def _judged(benefit: Benefit, looks: Sequence[CheckIn], at: date) -> Status:
    """Return the status of a benefit that has been measured when it could show; ``looks`` by day."""
    try:
        baseline, target = figure(benefit.baseline), _like(benefit.target, benefit.baseline)
        least = _like(benefit.threshold, benefit.baseline) if benefit.threshold.strip() else target
        shares = [from_to(baseline.value, target.value, m.value or 0.0) for m in looks]
        enough = from_to(baseline.value, target.value, least.value)
    except Undefined as problem:
        return Status(
            benefit=benefit,
            phase=Phase.REALISE,
            standing=Standing.UNCLEAR,
            says=str(problem),
            ask="Which figures would two people read alike?",
        )
    now, share = looks[-1].value or 0.0, shares[-1]
    reached = max(shares) >= 1
    due = benefit.due or benefit.measured
    says = (
        f"From {baseline.show(baseline.value)} to {baseline.show(now)} on {looks[-1].day}: "
        f"{share:.0%} of the way to {target.show(target.value)}."
    )
    late = due is not None and due <= at
    if reached:
        standing = Standing.REALISED if share >= min(enough, 1.0) else Standing.LOST
    elif late and due is not None and looks[-1].day < due:
        standing, says = Standing.NOT_MEASURED, f"{says} It was due on {due}, and nobody has looked since."
    elif share < 0:
        standing = Standing.WORSE
    elif not late:
        standing = Standing.ON_THE_WAY
    else:
        standing = Standing.PARTLY if share >= enough else Standing.SHORT
    return Status(
        benefit=benefit,
        phase=Phase.SUSTAIN if reached else Phase.REALISE,
        standing=standing,
        says=says,
        ask=_ASKS.get(standing, ""),
        share=share,
        gained=(now - baseline.value) * (1 if target.value > baseline.value else -1),
    )


_ASKS = {
    Standing.NOT_MEASURED: "Who takes the figure, and on which day?",
    Standing.WORSE: "What else changed at the same time, and what would you stop?",
    Standing.SHORT: "What did we learn about how it comes about?",
    Standing.PARTLY: "Is the rest still worth its effort?",
    Standing.REALISED: "When do you look again, to see that it lasts?",
    Standing.LOST: "What held it up while it lasted?",
}


def _like(text: str, other: str) -> Figure:
    """Return the figure of a text; :class:`Undefined` when it is in another unit than the other one."""
    found, baseline = figure(text), figure(other)
    if found.unit and baseline.unit and found.unit != baseline.unit:
        raise Undefined(f"\u201c{other}\u201d and \u201c{text}\u201d are not in the same unit.")
    return found


def realised(register: Sequence[Benefit], at: date) -> Realised:
    """Return what a register has brought against its starting points.

    Worth is ``units gained * worth of one unit in a year``, added up per currency, losses included. A
    benefit that is too early to judge counts neither way. One's benefit may be another's disbenefit (IPA), so
    those stand beside the sum in words.
    """
    gains, waiting, said = [], [], []
    sums: dict[str, float] = {}
    for one in register_status(register, at):
        name = one.benefit.statement.id or one.benefit.statement.text
        if one.gained is None:
            waiting.append((name, f"{one.words}: {one.says}"))
            continue
        gains.append((name, one.says))
        if not one.benefit.worth.strip():
            said.append(f"{name} has no stated worth; it is in no sum.")
            continue
        try:
            each = figure(one.benefit.worth)
        except Undefined as problem:
            said.append(f"{name} is in no sum: {problem}")
            continue
        unit = each.before or each.after
        sums[unit] = sums.get(unit, 0.0) + one.gained * each.value
    return Realised(
        gains=tuple(gains),
        worth=tuple(sums.items()),
        waiting=tuple(waiting),
        disbenefits=tuple(
            (b.statement.id or b.statement.text, b.disbenefit) for b in register if b.disbenefit.strip()
        ),
        said=tuple(said),
    )
