"""The desk of the weekly check-in: one form at a time, every word of it kept, the log only ever added to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from okrcoach.charts.board import day_said
from okrcoach.exchange.check_in_log import append
from okrcoach.model import CheckIn, LogEntry, LoggedCheckIn, TargetMoved
from okrcoach.progress.scorecard import START_CONFIDENCE, Scorecard, Scored
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.quarter.check_in_words import (
    changes,
    lines_of,
    movable,
    number_in,
    target_in_force,
    told,
    undoing,
)
from okrcoach.widgets.quarter.score_rows import row_of
from okrcoach.widgets.quarter.shelf import Drafts, Shelf, TeamQuarter, weekly_days

#: Fields of the form; the last two move a target.
FIELDS = ("value", "confidence", "note", "blockers", "who", "target", "why")
#: Entries of the log that are shown under a key result.
_PAST = 8


class CheckInDesk(Desk):
    """A working copy of a quarter, a day, and the key result that is being checked in."""

    templates = {"head": "check_in_head.html.j2", "main": "check_in.html.j2"}  # noqa: RUF012

    def __init__(self, shelf: Shelf | None = None, today: date | None = None) -> None:
        super().__init__()
        self.shelf = shelf or Shelf()
        self.today = today or date.today()
        self.quarter: TeamQuarter | None = None
        self.day = self.today
        self.opened = ""
        #: The log of a new copy reaches to this day.
        self.until = self.today
        #: What the last entry changed: (about, sentences, the entry that can be taken back).
        self.changed: tuple[str, tuple[str, ...], LogEntry | None] | None = None
        #: Called after every entry with the key of the quarter and the day: another board may follow.
        self.on_kept: Callable[[str, date], object] = lambda _key, _day: None
        #: Raised when fields are emptied that may have the focus.
        self.sets = 0
        self.drafts = Drafts(self.shelf.home / "check-ins.draft.json")
        offered = self.shelf.offered()
        if offered:
            self.act("choose", Event(value=offered[0].key))

    @action
    def choose(self, event: Event) -> None:
        """Open a quarter: one's own to check in, a sample to begin a copy of it."""
        self.on_progress("Reading the quarter", None)
        self._show(self.shelf.open(event.value))

    @action
    def upload(self, event: Event) -> None:
        """Keep the reader's own files in the working folder and open them."""
        self._show(self.shelf.take_in(event.files))

    @action
    def reach(self, event: Event) -> None:
        """Choose up to which day a copy of a sample brings its log along."""
        self.until = _day(event.value)

    @action
    def start(self, event: Event) -> None:
        """Copy the sample into the working folder, with its log up to the chosen day, and open the copy."""
        self._show(self.shelf.copy(self._here(), self.until))
        self.said = f"Your copy is {self._here().path}. The sample stays as it is."
        self.move_focus()

    @action
    def on(self, event: Event) -> None:
        """Choose the day that is checked in for; half a date changes nothing."""
        try:
            self.day = date.fromisoformat(event.value)
        except ValueError:
            return
        self.changed = None

    @action
    def open(self, event: Event) -> None:
        """Open the form of a key result or heartbeat; what was typed into others stays."""
        self._row(event.value)
        self.opened = event.value
        self.changed = None
        self.move_focus()

    @action
    def type(self, event: Event) -> None:
        """Keep a field while it is typed."""
        if event.name in FIELDS:
            self.drafts.keep(self._key(event.item), event.name, event.value)

    @action
    def keep(self, event: Event) -> None:
        """Write the check-in into the log."""
        quarter, before = self._mine(), self._row(event.value)
        form = self._form(before)
        value = number_in(form["value"], "the value") if form["value"].strip() else None
        typed = self.drafts.of(self._key(before.id))
        said = "confidence" in typed or value is not None
        if value is None and not said and not form["note"].strip() and not form["blockers"].strip():
            raise NotPossible("Give at least a value, a confidence or a note.")
        sure = None if before.plan.guardrail or not said else float(form["confidence"])
        seen = CheckIn(
            day=self.day, value=value, confidence=sure, note=form["note"].strip(), who=form["who"].strip()
        )
        entry = LoggedCheckIn(
            about=before.id, check_in=seen, blockers=form["blockers"].strip(), text=before.text
        )
        self._write(quarter, entry, before)
        self.drafts.drop(self._key(before.id), "value", "confidence", "note", "blockers")

    @action
    def move_target(self, event: Event) -> None:
        """Write a moved target with its why into the log; both scores are shown from then on."""
        quarter, before = self._mine(), self._row(event.value)
        form = self._form(before)
        now, new = target_in_force(before), number_in(form["target"], "the new target")
        if not form["why"].strip():
            raise NotPossible("A moved target goes with what moved it. What did you learn?")
        if new == now:
            raise NotPossible(f"The target is {now:g} already.")
        if new == before.plan.baseline:
            raise NotPossible("That is where you started from: nothing would be left to move.")
        entry = TargetMoved(
            about=before.id, day=self.day, before=now, after=new, why=form["why"].strip(),
            who=form["who"].strip(), text=before.text,
        )  # fmt: skip
        self._write(quarter, entry, before)
        self.drafts.drop(self._key(before.id), "target", "why")

    @action
    def take_back(self, event: Event) -> None:
        """Undo the last entry by another one: the log keeps both."""
        if self.changed is None or self.changed[2] is None:
            raise NotPossible("There is nothing to take back here.")
        quarter, entry = self._mine(), self.changed[2]
        self._write(quarter, undoing(entry, quarter), self._row(entry.about), undone=True)

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        quarter = self.quarter
        common: dict[str, Any] = {
            "choices": self.shelf.offered(),
            "quarter": quarter,
            "home": self.shelf.home,
            "day": self.day,
            "day_said": day_said,
            "until": self.until,
            "days": weekly_days(quarter) if quarter is not None else (),
            "changed": self.changed,
            "sets": self.sets,
            "drafts": self.drafts.path,
        }
        if quarter is None or not quarter.own:
            return common
        card = quarter.card(self.day)
        one = next((one for one in lines_of(card) if one.id == self.opened), None)
        return common | {
            "card": card,
            "groups": [
                (o.id, o.text, [self._line(row, card) for row in o.key_results]) for o in card.objectives
            ],
            "hearts": [self._line(row, card) for row in card.heartbeats],
            "opened": self.opened,
            "form": self._form(one) if one is not None else {},
            "movable": one is not None and movable(one),
            "past": [told(entry, one) for entry in self._past(one)] if one is not None else [],
            "next": self._next(card),
        }

    def _line(self, one: Scored, card: Scorecard) -> dict[str, Any]:
        today = next((c for c in reversed(one.check_ins) if c.day == self.day), None)
        last = next((c for c in reversed(one.check_ins) if c.value is not None), None)
        typed = {k: v for k, v in self.drafts.of(self._key(one.id)).items() if k != "who" and v.strip()}
        return {"row": row_of(one, card), "today": today, "last": last, "typed": bool(typed)}

    def _form(self, one: Scored) -> dict[str, str]:
        """Return the fields: as typed, else confidence as said last, or even chances."""
        said = [c.confidence for c in one.check_ins if c.confidence is not None]
        start = dict.fromkeys(FIELDS, "") | {"confidence": f"{said[-1] if said else START_CONFIDENCE:g}"}
        return start | self.drafts.of(self._key(one.id))

    def _past(self, one: Scored) -> list[LogEntry]:
        mine = [e for e in self._here().entries if e.about == one.id or (e.text and e.text == one.text)]
        return mine[: -_PAST - 1 : -1]

    def _next(self, card: Scorecard) -> str:
        """Return the id of the line after the opened one that has no check-in for the day, "" for none."""
        lines = lines_of(card)
        at = next((n for n, one in enumerate(lines) if one.id == self.opened), -1)
        rest = [*lines[at + 1 :], *lines[: max(0, at)]]
        return next((one.id for one in rest if all(c.day != self.day for c in one.check_ins)), "")

    def _write(self, quarter: TeamQuarter, entry: LogEntry, before: Scored, undone: bool = False) -> None:
        try:
            kept = append(quarter.log, entry)
        except OSError as error:
            raise NotPossible(f"{quarter.log} cannot be written: {error.strerror or error}.") from error
        except UnicodeEncodeError as error:
            raise NotPossible("The note holds half a character. Please type it again.") from error
        self.quarter = self.shelf.open(quarter.key)
        says = changes(before, self._row(before.id))
        if undone:
            says = ("Taken back by a new entry; both stay in the log.", *says)
        self.changed = (before.id, says, None if undone else kept)
        self.said = " ".join(("Kept.", *says))
        self.sets += 1
        self.move_focus()
        self.on_kept(quarter.key, self.day)

    def _show(self, quarter: TeamQuarter) -> None:
        self.quarter, self.changed, self.opened = quarter, None, ""
        self.until = quarter.opening_day(self.today)
        self.day = self._next_day(quarter)
        if quarter.own:
            lines = lines_of(quarter.card(self.day))
            self.opened = lines[0].id if lines else ""

    def _next_day(self, quarter: TeamQuarter) -> date:
        """Return the day to check in for: today within the cycle, else a week after the last one."""
        start, end = quarter.okr_set.cycle.start, quarter.okr_set.cycle.end
        last = max((entry.day for entry in quarter.entries), default=None)
        if last is None:
            return min(max(self.today, start or self.today), end or self.today)
        if (
            last <= self.today
            and (end is None or self.today <= end)
            and (start is None or start <= self.today)
        ):
            return self.today
        return min(last + timedelta(days=7), end or date.max)

    def _key(self, about: str) -> str:
        return f"{self._here().path.name} {about}"

    def _here(self) -> TeamQuarter:
        if self.quarter is None:
            raise NotPossible("Choose a quarter first.")
        return self.quarter

    def _mine(self) -> TeamQuarter:
        if not self._here().own:
            raise NotPossible("This is a sample, which stays as it is. Start your copy first.")
        return self._here()

    def _row(self, about: str) -> Scored:
        found = next((one for one in lines_of(self._here().card(self.day)) if one.id == about), None)
        if found is None:
            raise NotPossible("This key result is no longer in the file. Choose another one.")
        return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotPossible(f"{text} is no day.") from error
