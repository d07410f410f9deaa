"""The first half of a coach's path: a client's draft is brought, its reading checked, its work kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from okrcoach.exchange import Mapping, UnusableFile, read_mappings, remember
from okrcoach.exchange.columns import Field
from okrcoach.exchange.mapping_file import MAPPINGS
from okrcoach.exchange.settings import read_settings
from okrcoach.judgement import House, Profile, profiles, review
from okrcoach.model import Critique, Finding, Role
from okrcoach.report.words import count
from okrcoach.widgets.client.decisions import OPEN, Decision, Key, State, decided, keys_of
from okrcoach.widgets.client.draft import PASTED, Draft
from okrcoach.widgets.client.samples import samples
from okrcoach.widgets.client.sending import Sending
from okrcoach.widgets.client.store import Review, Reviews, digest
from okrcoach.widgets.desk import Desk, Event, NotPossible, Upload, action
from okrcoach.widgets.own_files import Kept, the_file
from okrcoach.widgets.workspace_house import house_here

#: Lines that stand in the list at once.
LINES_A_PAGE = 12
#: Pasted words that have not been read yet.
_TYPED = "being-pasted.txt"
_TOLD_EVERY = 20


class Intake(Desk):
    """A draft as it was brought and read, what the rules say about it, and the file its review lies in."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.folder = Path.cwd() if folder is None else folder
        self.reviews = Reviews(self.folder)
        self.house, self.complaint = house_here()
        self.kept = Kept(_TYPED, self.reviews.folder)
        self.step = "bring"
        self.words, self.set_words = "", 0
        #: Whether earlier work is listed; not before somebody asks, since it tells clients' names.
        self.looking_back = False
        #: The file of work, or "now", that waits for a second word before it is deleted.
        self.to_forget = ""
        self.done = ""
        #: Name of a sample in the choice of samples.
        self.picked = ""
        #: What gets the focus when it moves: "step" for the top of a step, or the token of a finding.
        self.focus = "step"
        self._close()

    def _close(self) -> None:
        self.draft: Draft | None = None
        self.review = Review()
        self.critique: Critique | None = None
        self.keys: dict[int, Key] = {}
        self.sending = Sending()
        #: Place of the line that is looked at, the page of lines, what is listed.
        self.at, self.page, self.filter = 0, 0, "all"
        #: The finding whose words or reason are being written: token, and "edit" or "dismiss".
        self.writing: tuple[str, str] = ("", "")
        self._decided: Critique | None = None
        self._whole: dict[str, Any] | None = None

    # What is on the desk

    @property
    def profile(self) -> Profile:
        """The school that judges."""
        own = self.house.profile if self.house else profiles()["coach"]
        wanted = self.review.profile
        return own if wanted in ("", own.name) else profiles().get(wanted, own)

    @property
    def judged(self) -> Critique:
        """The critique that goes to the client; raises ``NotPossible`` before a draft was read."""
        if self.critique is None:
            self._no_draft()
        if self._decided is None:
            self._decided = decided(self.critique, self.review.decisions, self.keys)
        return self._decided

    def current_house(self) -> House:
        """The words, corrections and school that count now."""
        return replace(self.house or House(), profile=self.profile)

    def decision(self, finding: Finding) -> Decision:
        """What was decided about a finding."""
        return self.review.decisions.get(self.keys[id(finding)], OPEN)

    def listed(self) -> list[int]:
        """The places of the lines that the filter lets through."""
        if self.critique is None:
            return []
        lines = enumerate(self.critique.lines)
        if self.filter == "all":
            return [n for n, _ in lines]
        if self.filter == "open":
            return [n for n, line in lines if any(self._is_open(f) for f in line.findings)]
        return [n for n, line in lines if any(f.severity == self.filter for f in line.findings)]

    def _is_open(self, finding: Finding) -> bool:
        return self.decision(finding).state is State.OPEN

    def _no_draft(self) -> NoReturn:
        raise NotPossible("There is no draft here yet. Upload one, paste one or take a sample first.")

    # Bring a draft

    @action
    def upload(self, event: Event) -> None:
        """Read a client's file."""
        self._open(Draft(the_file(event.files), self._remembered()))

    @action
    def type(self, event: Event) -> None:
        """Keep pasted words while they are typed."""
        self.words = event.value
        with suppress(OSError):  # what cannot be kept is said by the page
            self.reviews.make_folder()
        if self.words.strip():
            self.kept.keep(self.words)
        else:
            self.kept.path.unlink(missing_ok=True)

    @action
    def paste(self, _event: Event) -> None:
        """Read the pasted words."""
        if not self.words.strip():
            raise NotPossible("There are no words here yet. Paste the draft into the field first.")
        self._open(Draft(Upload(PASTED, self.words.encode("utf-8", "replace")), self._remembered()))

    @action
    def pick(self, event: Event) -> None:
        """Choose a sample, without opening it yet."""
        self.picked = event.value

    @action
    def sample(self, _event: Event) -> None:
        """Open the sample that was picked; raises ``NotPossible`` for none."""
        path = samples().get(self.picked)
        if path is None:
            raise NotPossible("Choose one of the samples first.")
        self._open(Draft(Upload(path.name, path.read_bytes()), self._remembered()))

    @action
    def look_back(self, _event: Event) -> None:
        """List the work that lies in the folder, and bring back words that were being pasted."""
        self.looking_back = True
        typed = self.kept.load()
        if typed and not self.words:
            self.words, self.set_words = typed, self.set_words + 1

    @action
    def go_on(self, event: Event) -> None:
        """Open pasted work again; for a file its coach has to choose the file."""
        review_ = next((r for file, r, _ in self.reviews.all() if file.name == event.item), None)
        if review_ is None:
            raise NotPossible("This work is not there any more.")
        if not review_.words:
            raise NotPossible(f"Choose {review_.name} above once more: its decisions come back with it.")
        self._open(Draft(Upload(PASTED, review_.words.encode("utf-8", "replace")), self._remembered()))

    @action
    def forget(self, event: Event) -> None:
        """Delete saved work: the first time asks, the second does it."""
        if self.to_forget != event.item:
            self.to_forget = event.item
            return
        self.to_forget = ""
        file = self.reviews.file if event.item == "now" else self.reviews.folder / Path(event.item).name
        try:
            if file is not None:
                self.reviews.forget(file)
            self.kept.path.unlink(missing_ok=True)
        except OSError as error:
            raise NotPossible(f"It could not be deleted: {error.strerror}.") from error
        if event.item == "now" or self.reviews.file is None:
            self._close()
            self.step, self.words, self.set_words = "bring", "", self.set_words + 1
        self.done = self.said = "Deleted. Nothing of this draft is left in the folder."

    @action
    def keep_it(self, _event: Event) -> None:
        """Leave saved work where it is."""
        self.to_forget = ""

    def _remembered(self) -> tuple[Mapping, ...]:
        """Mappings that this folder remembers; raises ``UnusableFile`` for a file that is none."""
        return read_mappings(self._mappings_file())

    def _mappings_file(self) -> Path:
        try:
            return read_settings(start=self.folder).corrections_file.parent / MAPPINGS
        except (UnusableFile, OSError):
            return self.folder / MAPPINGS

    def _open(self, draft: Draft) -> None:
        """Put a draft on the desk with what was decided about it before; stays where it was if unreadable."""
        draft.read()
        self._settle_as_before(draft)
        if draft.okr_set is None and not any(table.problem() for table in draft.tables):
            raise NotPossible(draft.trouble)
        self._close()
        self.draft, self.done, self.to_forget = draft, "", ""
        if draft.okr_set is None:
            self.step = "check"
            raise NotPossible(f"{draft.trouble.rstrip('.')}. Say below what each column holds.")
        found = self.reviews.find(draft.name, [digest(key) for key in draft.keys])
        self.review = found
        known = bool(found.decisions or found.roles or found.columns)
        if found.columns or found.roles:
            draft.columns, draft.roles = found.columns, found.roles
            draft.read()
        self._judge()
        if draft.pasted:
            self.kept.path.unlink(missing_ok=True)
        self._save()
        self.step = "lines" if known else "check"
        self._focus_on("step")
        lines = count(len(draft.keys), "line")
        self.done = f"Your decisions of last time are here again: {lines}." if known else ""
        self.said = self.done or f"Read {lines} of {draft.name}."

    def _settle_as_before(self, draft: Draft) -> None:
        """Read the columns as they were settled last time, if lines of that time are in the draft then."""
        there = {
            (table.sheet, n, column.heading)
            for table in draft.tables
            for n, column in enumerate(table.columns)
        }
        for _, review_, _ in self.reviews.all():
            if there & review_.columns.keys():
                draft.columns = dict(review_.columns)
                draft.read()
                if review_.shares(digest(key) for key in draft.keys):
                    return
        if draft.columns:
            draft.columns = {}
            draft.read()

    # Check how it is read

    @action
    def column(self, event: Event) -> None:
        """Read a column as something else; the item is "table.column"."""
        draft = self._on_desk()
        table, _, column = event.item.partition(".")
        draft.settle(int(table), int(column), Field(event.value))
        self._read_again()

    @action
    def role(self, event: Event) -> None:
        """File a line elsewhere; the item is its place, "" as value means not known."""
        self._on_desk().file_as(int(event.item), Role(event.value) if event.value else None)
        self._read_again()

    @action
    def remember(self, _event: Event) -> None:
        """Keep how the columns are read for every file with these headings."""
        draft, path = self._on_desk(), self._mappings_file()
        if not draft.tables or draft.okr_set is None:
            raise NotPossible("There is no table here that could be remembered yet.")
        try:
            for table in draft.tables:
                remember(replace(table, sheet=""), path)
        except OSError as error:
            raise NotPossible(f"{path.name} cannot be written: {error.strerror}.") from error
        self.done = self.said = f"Kept in {path.name} for every file with these headings."

    def _read_again(self) -> None:
        draft = self._on_desk()
        self.done = ""
        if draft.okr_set is None:
            self.critique, self._decided, self._whole = None, None, None
            raise NotPossible(draft.trouble)
        if self.reviews.file is None:
            self.review = self.reviews.find(draft.name, [digest(key) for key in draft.keys])
            draft.roles = {**self.review.roles, **draft.roles}
            draft.read()
        self._judge()
        self._save()
        self.said = f"Read again: {count(len(draft.keys), 'line')}."

    def _on_desk(self) -> Draft:
        if self.draft is None:
            self._no_draft()
        return self.draft

    def _turn_to(self, place: int) -> None:
        self.at, self.writing = place, ("", "")
        listed = self.listed()
        self.page = listed.index(place) // LINES_A_PAGE if place in listed else 0

    def _focus_on(self, what: str) -> None:
        self.focus = what
        self.move_focus()

    # Judge and keep

    def _judge(self) -> None:
        draft = self._on_desk()
        if draft.okr_set is None:
            return
        total = len(draft.keys)

        def told(done: int) -> None:
            if done % _TOLD_EVERY == 0:
                self.on_progress(f"Reading line {done} of {total}", done / total)

        self.critique = review(draft.okr_set, self.current_house(), on_line=told)
        self.keys = keys_of(self.critique)
        self._decided = self._whole = None
        self.sending.stale()
        self.at = min(self.at, total - 1)
        self._turn_to(self.at)

    def _save(self) -> None:
        draft = self._on_desk()
        self.review.name = draft.name
        self.review.profile = self.review.profile or self.profile.name
        self.review.columns, self.review.roles = draft.columns, draft.roles
        self.review.lines = [digest(key) for key in draft.keys]
        self.review.words = draft.content.decode("utf-8", "replace") if draft.pasted else ""
        self.reviews.save(self.review)
