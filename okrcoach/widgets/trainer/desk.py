"""The trainer's desk for packs: write one, see what is wrong by line, try it as a learner would."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.classroom import Exercise, Pack, UnusablePack, handout, parse_pack
from okrcoach.classroom.editions import Edition, Form
from okrcoach.classroom.exercise import Repair, Write
from okrcoach.classroom.pack_yaml import Problem
from okrcoach.classroom.proof import Remark, prove
from okrcoach.classroom.requirements import requirement_words
from okrcoach.classroom.solutions import solution
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.own_files import the_file
from okrcoach.widgets.practice.desk import ExerciseDesk
from okrcoach.widgets.practice.record import Record
from okrcoach.widgets.trainer.shelf import HOME, LONGEST, Shelf, skeletons, with_skeleton, words_of

#: What a reader does with the exercise on trial; the exercise desk answers.
_TRYING = frozenset("go next choose put word name unmark write borrow blame check hint".split())
_MIMES = {"html": "text/html", "md": "text/markdown", "yaml": "application/yaml"}
#: More things to put right than that are counted, not listed.
_LISTED = 30
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)


class TrainerDesk(Desk):
    """A pack as a trainer writes it: saved while it is typed, read when the typing rests."""

    templates: ClassVar = {
        "open": "trainer_open.html.j2",
        "edit": "trainer_edit.html.j2",
        "strip": "trainer_strip.html.j2",
        "behind": "trainer_behind.html.j2",
    }

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.shelf = Shelf(Path.cwd() if folder is None else folder)
        #: The words of the pack; None while none is open.
        self.text: str | None = None
        #: What the words are as a pack; the last that could be read while they cannot.
        self.pack: Pack | None = None
        self.problems: tuple[Problem, ...] = ()
        self.remarks: tuple[Remark, ...] = ()
        #: Why the words cannot be written, "" while they can, and what else to know about the file.
        self.kept_trouble = ""
        self.file_note = ""
        self._written = False
        self._put = 0
        self._select = (0, 0)
        self._focus_text = True
        self._choice = ""
        self._trial: ExerciseDesk | None = None
        # Answers on trial go to a folder that is gone afterwards, to no record of a class.
        self._trial_folder = Path(tempfile.mkdtemp(prefix="okrcoach-trial-"))
        weakref.finalize(self, shutil.rmtree, self._trial_folder, ignore_errors=True)
        self._record: Record | None = None
        self.wake()

    def wake(self) -> None:
        """Lay out the pack that was written last."""
        for name in self.shelf.own():
            try:
                text = self.shelf.open(name)
            except NotPossible as told:
                self.kept_trouble = str(told)
                continue
            if text != self.text:
                self._lay_out(text, written=True)
            return

    # What is seen

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        own = self.shelf.own()
        trial = self._trial
        shown = trial.exercise if trial else None
        return {
            "open": self.text is not None,
            "text": self.text or "",
            "put": self._put,
            "select": ",".join(str(self._units(at)) for at in self._select),
            "focus": f"t{self.moves}" if self._focus_text else "",
            "home": HOME,
            "file": self.shelf.shown,
            "written": self._written,
            "kept_trouble": self.kept_trouble or self.file_note,
            "own": own,
            "ours": [(name, _title(name)) for name in self.shelf.ours()],
            "choice": self._choice,
            "kinds": list(skeletons()),
            "gutter": self._gutter(),
            "at": str((self.text or "")[: self._select[0]].count("\n") + 1),
            "lines": (self.text or "").count("\n") + 1,
            "longest": 2 + max(len(line) for line in (self.text or "").split("\n")),
            "problems": [{"line": p.line, "field": p.field, "what": p.what} for p in self.problems[:_LISTED]],
            "more": max(0, len(self.problems) - _LISTED),
            "verdict": self._verdict(),
            "remarks": [] if self.problems else [_remark(one) for one in self.remarks],
            "stale": bool(self.problems),
            "pack": {"title": self.pack.title, "about": self.pack.about} if self.pack else None,
            "steps": [
                {"n": n, "title": one.title, "kind": one.kind, "current": trial is not None and n == trial.at}
                for n, one in enumerate(self.pack.exercises if self.pack else ())
            ],
            "behind": self._behind(shown) if shown else None,
        }

    def parts(self) -> dict[str, str]:
        """Return the HTML of every part; the exercise on trial stands between its strip and its answers."""
        made = super().parts()
        behind = made.pop("behind")
        return {**made, "card": self._trial.parts()["card"] if self._trial else "", "behind": behind}

    def act(self, do: str, event: Event | None = None) -> None:
        """Do an action; those of the exercise on trial are done by its desk."""
        if self._trial is None or do not in _TRYING:
            super().act(do, event)
            return
        moves, self.trouble = self._trial.moves, ()
        self._trial.act(do, event)
        self.said = self._trial.said
        self._focus_text = self._focus_text and moves == self._trial.moves

    # Which pack

    @action
    def pick(self, event: Event) -> None:
        """Take the choice of a pack; nothing is opened yet."""
        self._choice = event.value

    @action
    def open(self, event: Event) -> None:
        """Open a pack: "own:FILE", "ours:FILE" for a copy of ours, or "new"."""
        where, _, name = (event.value or self._choice).partition(":")
        match where:
            case "own":
                self._lay_out(self.shelf.open(name), written=True)
            case "ours":
                self._lay_out(self.shelf.copy(name), written=False)
            case "new":
                text, *chosen = with_skeleton("classify", self.shelf.new())
                self._lay_out(text, written=False)
                self._select = (chosen[0], chosen[1])
            case _:
                raise NotPossible("Choose a pack first.")
        self._choice = ""
        self.said = f"{self.shelf.file.name} is open. {self._verdict()}"
        self._move_to_text()

    @action
    def bring(self, event: Event) -> None:
        """Take a pack from the trainer's computer; it goes to a file of its own at once."""
        upload = the_file(event.files)
        self._lay_out(self.shelf.bring(upload.name, words_of(upload.name, upload.content)), written=False)
        self._keep()
        self.said = f"{upload.name} is open as {self.shelf.shown}. {self._verdict()}"
        self._move_to_text()

    def _lay_out(self, text: str, *, written: bool) -> None:
        self.text, self._written, self.kept_trouble, self.file_note = text, written, "", ""
        self.pack, self._trial, self._select = None, None, (0, 0)
        self._put += 1
        self._read()

    # Writing

    @action
    def edit(self, event: Event) -> None:
        """Take the words as they are typed, and keep them."""
        if self.text is None:
            raise NotPossible("Open a pack first.")
        if len(event.value) > LONGEST:
            raise NotPossible("That is too much for one pack. The words before it are kept.")
        if event.value != self.text:
            self.text = event.value
            self._keep()

    @action
    def rest(self, event: Event) -> None:
        """Read the words once the typing rests."""
        before = self._verdict()
        self._read()
        self.said = self._verdict() if self._verdict() != before else ""

    @action
    def insert(self, event: Event) -> None:
        """Put an exercise of a kind at the end, to write over."""
        if self.text is None or event.value not in skeletons():
            raise NotPossible("Open a pack first, then choose a kind.")
        self.text, *chosen = with_skeleton(event.value, self.text)
        self._put += 1
        self._keep()
        self._read()
        if self._trial is not None and not self.problems:
            self._trial.at = len(self._trial.pack.exercises) - 1
        self._select = (chosen[0], chosen[1])
        self._move_to_text()
        self.said = f"A new exercise at the end: {event.value}. Its id is selected; write your own."

    @action
    def line(self, event: Event) -> None:
        """Go to a line of the text."""
        lines = (self.text or "").split("\n")
        if not event.value.isdecimal() or not 1 <= int(event.value) <= len(lines):
            raise NotPossible("That line is not there any more.")
        at = int(event.value) - 1
        start = sum(len(line) + 1 for line in lines[:at])
        indent = len(lines[at]) - len(lines[at].lstrip())
        self._select = (start + indent, start + len(lines[at]))
        self._move_to_text()

    def _move_to_text(self) -> None:
        self._focus_text = True
        self.move_focus()

    def _keep(self) -> None:
        try:
            self.file_note = self.shelf.keep(self.text or "") or self.file_note
            self.kept_trouble, self._written = "", True
        except OSError as error:
            why = error.strerror or "no reason given"
            self.kept_trouble = (
                f"{self.shelf.shown} cannot be written ({why}). Your words are on this page: download them."
            )

    def _read(self) -> None:
        """Read and prove the words; a pack that can be read is laid out to try."""
        try:
            pack = parse_pack(self.text or "", self.shelf.file.name)
        except UnusablePack as error:
            self.problems, self.remarks = error.problems, ()
            return
        if self.pack == pack and not self.problems:
            return
        self.problems, self.remarks = (), prove(pack)
        current, place = (self._trial.exercise.id, self._trial.at) if self._trial else ("", 0)
        self.pack = pack
        if self._record is None:
            self._record = Record(self._trial_folder)
        self._trial = ExerciseDesk(pack, self._record)
        self._trial.uid = "tr-try"
        ids = [exercise.id for exercise in pack.exercises]
        # An exercise that gets another id stays where it was.
        self._trial.at = ids.index(current) if current in ids else min(place, len(ids) - 1)

    # Taking it along

    @action
    def take(self, event: Event) -> None:
        """Hand over the pack ("yaml") or a handout ("learner.html", "trainer.md")."""
        stem = self.shelf.file.stem
        if event.value == "yaml" and self.text is not None:
            self.download(f"{stem}.yaml", _MIMES["yaml"], self.text.encode("utf-8", "replace"))
            return
        edition, _, form = event.value.partition(".")
        if edition not in list(Edition) or form not in list(Form):
            raise NotPossible("There is no such handout.")
        self._read()
        if self.problems or self.pack is None:
            first = f" First: line {self.problems[0].line}." if self.problems else ""
            raise NotPossible(f"A handout can be made once the pack can be read.{first}")
        made = handout(self.pack, Edition(edition), Form(form))
        self.download(f"{stem}-{edition}.{form}", _MIMES[form], made.encode("utf-8", "replace"))
        self.said = f"The {edition}'s handout is on its way to you."

    # Words and numbers

    def _verdict(self) -> str:
        if self.text is None:
            return ""
        if self.problems:
            count = len(self.problems)
            return f"{count} thing{'s'[: count != 1]} to put right before learners can use it."
        count = len(self.pack.exercises) if self.pack else 0
        wrong = sum(one.wrong for one in self.remarks)
        says = f"{count} exercise{'s'[: count != 1]}, and the pack can be read. "
        if wrong:
            return f"{says}{wrong} would wrong {'its' if wrong == 1 else 'their'} learners as it stands."
        return says + "Every solution passes."

    def _gutter(self) -> list[tuple[str, str]]:
        """Return the numbers of the lines as (numbers, look) runs; lines with a look stand alone."""
        count = (self.text or "").count("\n") + 1
        looks = {one.line: "fix" if one.wrong else "look" for one in reversed(self.remarks)}
        looks |= {problem.line: "fix" for problem in self.problems}
        looks.setdefault((self.text or "")[: self._select[0]].count("\n") + 1, "at")
        runs: list[tuple[str, str]] = []
        plain: list[str] = []
        for number in range(1, count + 1):
            if number in looks:
                runs += [("\n".join(plain) + "\n", "")] if plain else []
                runs.append((str(number), looks[number]))
                plain = []
            else:
                plain.append(str(number))
        return [*runs, ("\n".join(plain), "")]

    def _units(self, at: int) -> int:
        """Return a place in the text as pages count it: in units of UTF-16."""
        return len((self.text or "")[:at].encode("utf-16-le", "surrogatepass")) // 2

    def _behind(self, exercise: Exercise) -> dict[str, Any]:
        assert self.pack is not None
        return {
            "title": exercise.title,
            "line": self.pack.lines[exercise.id],
            "about": f"{exercise.sector}, level {exercise.level}",
            "answer": [text for text in solution(exercise).split("\n") if text.strip()],
            "serif": isinstance(exercise, Repair | Write),
            "asked": _asked(exercise),
            "hints": exercise.hints,
            "praise": exercise.praise,
            "note": exercise.note,
            "remarks": [_remark(one) for one in self.remarks if one.exercise == exercise.id],
        }


def _asked(exercise: Exercise) -> list[str]:
    """Return what the points of a free text are given for."""
    match exercise:
        case Repair():
            return [requirement_words(one) for one in exercise.requirements]
        case Write():
            groups = (
                ("Objective", exercise.objective.requirements if exercise.objective else ()),
                ("Each key result", exercise.key_results.requirements if exercise.key_results else ()),
                ("All together", exercise.together),
            )
            return [f"{name}: {requirement_words(one)}" for name, ones in groups for one in ones]
    return []


def _remark(one: Remark) -> dict[str, Any]:
    severity = ("fix", "Wrongs learners") if one.wrong else ("look", "Worth a look")
    return {
        "line": one.line,
        "exercise": one.exercise,
        "look": severity[0],
        "name": severity[1],
        "says": one.says,
    }


def _title(name: str) -> str:
    from okrcoach.data import shipped

    text = (shipped("datasets") / "packs" / name).read_text(encoding="utf-8", errors="replace")
    found = _TITLE.search(text)
    return found[1] if found else name
