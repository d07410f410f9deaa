"""The exercises of a pack: an answer, what it earned and why, hints, and where one left off."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any, ClassVar

from okrcoach.classroom import Exercise, Marked, Pack, State
from okrcoach.classroom.parts import Part, Pile
from okrcoach.widgets.desk import Desk, Event, NotPossible, action
from okrcoach.widgets.editor.showing import rewrite
from okrcoach.widgets.practice.forms import fitted, form_of, is_open, runs, typed, words_of
from okrcoach.widgets.practice.record import DRAFTS, STORE, Record
from okrcoach.widgets.practice.reply import ladder_of, reply_of, step_of
from okrcoach.widgets.practice.warming import READ, warming

#: Boards of one page need names of their own for their fields.
_numbers = itertools.count(1)
#: Kinds in which the learner writes.
_WRITTEN = ("repair", "write")


@dataclass
class _Work:
    """What the learner has done with one exercise since the page was opened."""

    answer: Any
    #: Words that are selected to be marked.
    chosen: set[int] = field(default_factory=set)
    marked: Marked | None = None
    #: The answer that ``marked`` is about.
    checked: Any = None
    ladder: tuple[str, ...] = ()
    #: Rungs that are open now, and the most that ever were.
    open: int = 0
    hints: int = 0
    #: Raised when other words than the typed ones come into the fields.
    put: int = 0


class ExerciseDesk(Desk):
    """A pack and the record of a folder: every answer goes there, drafts while they are typed."""

    templates: ClassVar = {
        "strip": "exercise_strip.html.j2",
        "card": "exercise.html.j2",
        "record": "exercise_record.html.j2",
    }

    def __init__(self, pack: Pack, record: Record) -> None:
        super().__init__()
        self.pack = pack
        self.record = record
        self.uid = f"ex{next(_numbers)}"
        self._code = ""
        self._name = record.name
        self._works: dict[str, _Work] = {}
        self.at = 0
        self._sit_down()
        if any(exercise.kind in READ for exercise in self.pack.exercises):
            warming()

    def wake(self) -> None:
        """Sit down again: the record may have grown meanwhile."""
        self._works.clear()
        self._sit_down()

    # What is seen

    @property
    def exercise(self) -> Exercise:
        """The exercise that lies on the desk."""
        return self.pack.exercises[self.at]

    @property
    def work(self) -> _Work:
        """What the learner has done with it."""
        return self._works[self.exercise.id]

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        work, exercise = self.work, self.exercise
        state = self._progress.steps[self.at].state
        now = work.marked.state if work.marked is not None else state
        words = work.marked.words if work.marked is not None else now.words
        sign = "open" if words != now.words else _SIGNS[now]
        return {
            "uid": self.uid,
            "pack": {"title": self.pack.title, "says": self._progress.says},
            "steps": [step_of(n, one.state, n == self.at) for n, one in enumerate(self._progress.steps)],
            "at": self.at,
            "count": len(self.pack.exercises),
            "id": f"{self.uid}-{exercise.id}",
            "form": form_of(exercise, work.answer, work.chosen),
            "put": work.put,
            "state": {"sign": sign, "words": words, "look": _LOOKS[now]},
            "reply": reply_of(exercise, work.marked, work.checked, changed=work.answer != work.checked),
            "ladder": ladder_of(work.ladder, work.open, serif=exercise.kind in _WRITTEN),
            "other": [rewrite(text)["pieces"] for text in self._other_ways()],
            "right": work.marked is not None and work.marked.state is State.RIGHT,
            "last": all(step.state is State.RIGHT for step in self._progress.steps),
            "learner": {"name": self._name, "code": self.record.code},
            "record_trouble": self.record.trouble,
            "files": {"store": STORE, "drafts": DRAFTS},
        }

    def _other_ways(self) -> tuple[str, ...]:
        """Return the pack's good answers once a written one is right."""
        work, exercise = self.work, self.exercise
        if work.marked is None or work.marked.state is not State.RIGHT or exercise.kind not in _WRITTEN:
            return ()
        return tuple(text for text in exercise.good if text != work.answer)

    # Going through the pack

    @action
    def go(self, event: Event) -> None:
        """Go to the exercise of that number, from 0."""
        if not event.value.isdecimal() or int(event.value) >= len(self.pack.exercises):
            raise NotPossible("There is no exercise of that number.")
        self._go(int(event.value))

    @action
    def next(self, event: Event) -> None:
        """Go on to the next that is not right yet; the next of all when everything is."""
        count = len(self.pack.exercises)
        after = [(self.at + n) % count for n in range(1, count + 1)]
        unfinished = [n for n in after if self._progress.steps[n].state is not State.RIGHT]
        self._go((unfinished or after)[0])

    def _go(self, at: int) -> None:
        self.at = at
        self.said = f"Exercise {at + 1} of {len(self.pack.exercises)}. {self.exercise.title}"
        self.move_focus()

    # Answering

    @action
    def choose(self, event: Event) -> None:
        """Say what a statement is: ``item`` is its number, ``value`` the kind."""
        self._place(event, "classify")

    @action
    def put(self, event: Event) -> None:
        """Put a card to a pile: ``item`` is its number in the pack, ``value`` the pile, "" for the hand."""
        self._place(event, "sort")
        cards = fitted(self.exercise, self.work.answer)
        where = Pile(event.value).words if event.value else "back"
        self.said = f"Put to {where}. {sum(card is None for card in cards)} left."

    def _place(self, event: Event, kind: str) -> None:
        answer = list(self.work.answer)
        if self.exercise.kind != kind or not event.item.isdecimal() or int(event.item) >= len(answer):
            raise NotPossible("That belongs to another exercise.")
        answer[int(event.item)] = event.value
        self._answer(answer)

    @action
    def word(self, event: Event) -> None:
        """Select a word of the statement, or let go of it."""
        words = words_of(getattr(self.exercise, "statement", ""))
        if self.exercise.kind != "mark" or not event.item.isdecimal() or int(event.item) >= len(words):
            raise NotPossible("That word is in another exercise.")
        self.work.chosen ^= {int(event.item)}

    @action
    def name(self, event: Event) -> None:
        """Say what the selected words are; words side by side are one phrase."""
        work, statement = self.work, getattr(self.exercise, "statement", "")
        if self.exercise.kind != "mark" or not work.chosen or event.value not in list(Part):
            raise NotPossible("Choose one word or more in the line first.")
        words = words_of(statement)
        answer = list(work.answer)
        for first, last in runs(work.chosen):
            start, end = words[first][0], words[last][1]
            answer = [pick for pick in answer if not (pick["start"] < end and start < pick["end"])]
            answer.append({"start": start, "end": end, "as": event.value})
        work.chosen = set()
        self._answer(sorted(answer, key=lambda pick: int(pick["start"])))
        self.said = f"Marked as {Part(event.value).words}."

    @action
    def unmark(self, event: Event) -> None:
        """Take a mark off again: ``item`` is its place in the list."""
        if self.exercise.kind == "mark" and event.item.isdecimal():
            self._answer([pick for n, pick in enumerate(self.work.answer) if n != int(event.item)])

    @action
    def write(self, event: Event) -> None:
        """Take the words of a field; in a set, ``item`` says which."""
        words = typed(event.value)
        if self.exercise.kind == "write":
            answer = {**self.work.answer, "key_results": list(self.work.answer["key_results"])}
            if event.item == "objective":
                answer["objective"] = words
            elif event.item.isdecimal() and int(event.item) < len(answer["key_results"]):
                answer["key_results"][int(event.item)] = words
            self._answer(answer)
        elif self.exercise.kind in ("repair", "score"):
            self._answer(words)

    @action
    def borrow(self, event: Event) -> None:
        """Begin with the words of the flawed line."""
        if self.exercise.kind == "repair":
            self._answer(getattr(self.exercise, "statement", ""))
            self.work.put += 1

    @action
    def blame(self, event: Event) -> None:
        """Name a fault: ``item`` is "KR1:0", the line and the place of the choice; "" takes it back."""
        line, _, place = event.item.partition(":")
        if self.exercise.kind != "critique" or not place.isdecimal():
            raise NotPossible("That line is in another exercise.")
        mine = [pick["rule"] for pick in self.work.answer if pick["line"] == line]
        mine[int(place) : int(place) + 1] = [event.value] if event.value else []
        others = [pick for pick in self.work.answer if pick["line"] != line]
        self._answer([*others, *({"line": line, "rule": code} for code in dict.fromkeys(mine))])

    def _answer(self, answer: Any) -> None:
        """Take an answer, and keep it before it is checked."""
        self.work.answer = fitted(self.exercise, answer)
        self.record.save_draft(self.pack, self.exercise, self.work.answer, self.work.hints)

    # Being answered

    @action
    def check(self, event: Event) -> None:
        """Mark the answer, keep it, and say what it earned."""
        work, exercise = self.work, self.exercise
        if is_open(work.answer):
            raise NotPossible(_NOTHING_YET.get(exercise.kind, "There is nothing to check yet."))
        if exercise.kind in READ:
            warming().join()
        found = exercise.check(work.answer)
        if found.state is State.NOT_ATTEMPTED:
            raise NotPossible(found.says)
        self.record.keep(self.pack, exercise, work.answer, found, work.hints)
        work.marked, work.checked = found, work.answer
        if work.open:
            self._climb(keep_open=work.open == len(work.ladder))
        self._progress = self.record.progress(self.pack)
        self.said = f"{found.words}, {found.earned:g} of {found.worth} points. {found.says}"

    @action
    def hint(self, event: Event) -> None:
        """Open the next rung; the last is a good answer."""
        work = self.work
        if not work.ladder:
            if self.exercise.kind in READ:
                warming().join()
            self._climb(keep_open=False)
        if work.open < len(work.ladder):
            work.open += 1
            work.hints = max(work.hints, work.open)
            self.record.save_draft(self.pack, self.exercise, work.answer, work.hints)
        self.said = work.ladder[work.open - 1]

    def _climb(self, *, keep_open: bool) -> None:
        """Lean the ladder against what was missed; a rung of another ladder is not open already."""
        work = self.work
        before, work.ladder = work.ladder, self.exercise.hints_for(work.marked)
        if keep_open:
            work.open = len(work.ladder)
        elif work.ladder != before:
            work.open = 0

    # Who sits there

    @action
    def who(self, event: Event) -> None:
        """Take the name or pseudonym as it is typed."""
        self._name = typed(event.value)

    @action
    def call(self, event: Event) -> None:
        """Let whoever has that name go on: from here the record is theirs."""
        self.record.call(self._name)
        self._sit_down()
        self.said = f"The record is {self.record.code}. {self._progress.says}"

    @action
    def save(self, event: Event) -> None:
        """Hand over the record: code and answers, no name."""
        made = self.record.attempts_jsonl()
        if not made:
            raise NotPossible("There is nothing in your record yet: check an answer first.")
        self.download(f"record-{self.record.code}.jsonl", "application/x-ndjson", made.encode())

    def act(self, do: str, event: Event | None = None) -> None:
        """Do an action; when another board has called somebody else to the desk, lay out their work first."""
        if self.record.code != self._code:
            self._sit_down()
        super().act(do, event)

    def _sit_down(self) -> None:
        """Lay out where this learner left off: the last answers, and drafts that were not checked."""
        self._code, self._name = self.record.code, self.record.name
        self._progress = self.record.progress(self.pack)
        drafts = self.record.drafts(self.pack)
        for exercise, step in zip(self.pack.exercises, self._progress.steps, strict=True):
            kept, _ = drafts.get(exercise.id, ({}, 0.0))
            answer = fitted(exercise, kept.get("answer", step.answer))
            hints = kept.get("hints")
            work = _Work(answer, hints=max(step.hints, hints if isinstance(hints, int) else 0))
            self._works[exercise.id] = work
        self.at = self._progress.at
        if drafts:
            newest = max(drafts, key=lambda name: drafts[name][1])
            if drafts[newest][1] > self.record.last_at(self.pack):
                self.at = next(n for n, e in enumerate(self.pack.exercises) if e.id == newest)


_SIGNS = {State.NOT_ATTEMPTED: "open", State.PARTLY: "half", State.RIGHT: "right"}
_LOOKS = {State.NOT_ATTEMPTED: "", State.PARTLY: "part", State.RIGHT: "right"}
_NOTHING_YET = {
    "classify": "Choose what the line is, then check.",
    "mark": "Choose words in the line and say what they are, then check.",
    "sort": "Put a card to a pile, then check.",
    "score": "Type a grade between 0.0 and 1.0, then check.",
    "critique": "Name a fault on one of the lines, then check.",
}
