"""What a desk of drafts keeps: the open set, its file, what can be taken back, and what is taken along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from okrcoach.exchange import UnusableFile
from okrcoach.exchange.building import LONGEST
from okrcoach.judgement import House
from okrcoach.model import OKRSet
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.writing.draft_set import pruned
from okrcoach.widgets.writing.keep import KINDS, kept
from okrcoach.widgets.writing.reading import Readings
from okrcoach.widgets.writing.store import Store, from_bytes

#: So many steps can be taken back.
_REMEMBERED = 100


class DraftsDesk(Desk):
    """A set that is saved whenever an action has changed it."""

    def __init__(self, folder: Path | None, house: House | None, complaint: str) -> None:
        super().__init__()
        self.readings = Readings(house)
        self.store = Store(folder or Path.cwd())
        self.okr_set, self.notice = self.store.resume()
        if complaint:
            left_out = f"Your own words and settings are left out: {complaint}"
            self.notice = f"{self.notice} {left_out}".strip()
        #: Why the words could not be saved; "" when they are.
        self.unsaved = ""
        self.panel = False
        #: Raised when Python replaces words of a field.
        self.sets = 0
        #: Which field gets the focus, and what is selected in it.
        self.focus_at = self.select = ""
        self._before: list[OKRSet] = []

    def act(self, do: str, event: Event | None = None) -> None:
        """Do an action and save what it changed; see :meth:`Desk.act`."""
        before = self.okr_set
        self.focus_at = self.select = ""
        super().act(do, event)
        if self.okr_set != before or self.unsaved:
            self._save()

    @action
    def drafts(self, event: Event) -> None:
        """Show the list of drafts, or put it away."""
        self.panel = not self.panel

    @action
    def open(self, event: Event) -> None:
        """Open the draft ``value``; the one that was open stays in its file."""
        try:
            okr_set, said = self.store.open(event.value)
        except LookupError:
            raise NotPossible(f"{event.value} is no longer there. Choose another draft.") from None
        self._take(okr_set, said)

    @action
    def fresh(self, event: Event) -> None:
        """Begin a new draft in a file of its own."""
        self.store.start()
        self._take(OKRSet(), "")
        self.said = "A new draft. The others stay in their files."

    @action
    def bring(self, event: Event) -> None:
        """Go on with a file that the reader brings along, in a new draft; the file itself is not changed."""
        if not event.files:
            raise NotPossible("No file came.")
        file = event.files[0]
        okr_set = from_bytes(file.name, file.content)
        self.store.start()
        self._take(okr_set, f"The words of {file.name} are here. The file itself stays as it is.")
        self._save()

    @action
    def describe(self, event: Event) -> None:
        """Take ``value`` as the ``title`` of the set or the name of its ``cycle``."""
        words = self._words(event.value)
        if event.name == "cycle":
            self.okr_set = replace(self.okr_set, cycle=replace(self.okr_set.cycle, name=words))
        else:
            self.okr_set = replace(self.okr_set, title=words)

    @action
    def keep(self, event: Event) -> None:
        """Hand over the draft as ``value``: ``html``, ``xlsx``, ``yaml`` or ``tracking``."""
        if event.value not in KINDS:
            raise NotPossible("There is no such file to take along.")
        okr_set = pruned(self.okr_set)
        if not any(statement.text.strip() for statement in okr_set.statements()):
            raise NotPossible("There is nothing to take along yet. Write a line first, or borrow a draft.")
        try:
            file = kept(event.value, okr_set, self.store.file.stem, self.readings.house)
        except OSError as error:
            raise NotPossible(f"The file could not be made: {error.strerror or error}.") from error
        self.download(*file)
        self.said = f"{file[0]} is ready."

    def _take(self, okr_set: OKRSet, said: str) -> None:
        self.okr_set, self.notice = okr_set, said
        self._before, self.unsaved, self.panel = [], "", False
        self.taken()
        self._replaced("step")
        self.said = said or f"{self.store.file.name} is open."

    def taken(self) -> None:
        """Find a place in a set that has just been opened; for a subclass to say where."""

    def _save(self) -> None:
        try:
            said = self.store.save(self.okr_set)
        except (OSError, UnusableFile) as error:
            self.unsaved = str(getattr(error, "strerror", None) or error)
            return
        self.unsaved, self.notice = "", said or self.notice

    def _words(self, value: str) -> str:
        """Return typed words on one line; half a character, which no file holds, as the sign for unknown."""
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return " ".join(value.splitlines())[:LONGEST]

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def _remember(self) -> None:
        self._before = [*self._before, self.okr_set][-_REMEMBERED:]

    def _replaced(self, focus_at: str, select: str = "") -> None:
        """Let pages take new words into fields that may have the focus."""
        self.sets += 1
        self.focus_at, self.select = focus_at, select
        if focus_at:
            self.move_focus()
