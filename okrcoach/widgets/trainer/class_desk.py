"""What a class gets wrong: the records that learners exported, by rule and by exercise, without names."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.classroom import Attempt, Cohort, Pack, UnusablePack, cohort_of, read_pack
from okrcoach.classroom.cohort import ExerciseSeen, RuleMissed
from okrcoach.classroom.records import UnusableRecords, read_records
from okrcoach.data import shipped
from okrcoach.exchange.sheet_text import is_formula_like
from okrcoach.widgets.desk import Desk, Event, NotPossible, action, pages
from okrcoach.widgets.own_files import on_disk
from okrcoach.widgets.style import static, styles
from okrcoach.widgets.trainer.shelf import HOME

#: A class of more learners than this is told in numbers: nobody counts so many signs.
_MOST_SIGNS = 120
#: Exercises that a sentence names.
_NAMED = 2


class ClassDesk(Desk):
    """The records of a class. Nothing of them is written anywhere; they are gone with the page."""

    templates: ClassVar = {"files": "class_files.html.j2", "found": "class_found.html.j2"}

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self._folder = Path.cwd() if folder is None else folder
        #: Name of a file -> what was read from it.
        self.records: dict[str, tuple[Attempt, ...]] = {}
        #: Files that could not be read, each with the reason.
        self.refused: tuple[str, ...] = ()
        #: The pack that is looked at, "" for all.
        self.only = ""
        self.invented = False

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        return {
            "files": [{"name": name, "says": _answers(found)} for name, found in self.records.items()],
            "refused": self.refused,
            "only": self.only,
            "packs": self._packs(),
            "invented": self.invented,
            **self._found(),
        }

    # What comes in

    @action
    def bring(self, event: Event) -> None:
        """Take the records of learners; a file of the same name takes the place of the earlier one."""
        if not event.files:
            raise NotPossible("No file came with this. Choose one or more, please.")
        if self.invented:
            self.records, self.invented = {}, False
        refused = []
        for n, upload in enumerate(event.files, 1):
            self.on_progress(f"Reading file {n} of {len(event.files)}", n / len(event.files))
            try:
                with on_disk(upload) as path:
                    found = read_records(path)
                    if found:
                        self.records[path.name] = found
                    else:
                        refused.append(f"{path.name}: there is no answer in it.")
            except UnusableRecords as error:
                refused.append(str(error))
        self._settle(tuple(refused))

    @action
    def sample(self, event: Event) -> None:
        """Take the records of an invented class, to look around."""
        files = sorted((shipped("datasets") / "classes").glob("*.jsonl"))
        self.records = {file.name: read_records(file) for file in files}
        self.invented = True
        self._settle(())
        self.move_focus()

    @action
    def drop(self, event: Event) -> None:
        """Leave a file out again."""
        self.records.pop(event.value, None)
        self._settle(())

    @action
    def clear(self, event: Event) -> None:
        """Begin again."""
        self.records, self.invented = {}, False
        self._settle(())
        self.said = "All records are gone from this page."

    @action
    def choose(self, event: Event) -> None:
        """Look at one pack, or at all ("")."""
        self.only = event.value if event.value in [pack["id"] for pack in self._packs()] else ""
        self.said = self._head(self._cohort())

    def _settle(self, refused: tuple[str, ...]) -> None:
        self.refused = refused
        if self.only not in [pack["id"] for pack in self._packs()]:
            self.only = ""
        self.said = " ".join([*refused, self._head(self._cohort()) if self.records else ""]).strip()

    # What is found

    def _attempts(self) -> list[Attempt]:
        every = [attempt for found in self.records.values() for attempt in found]
        return [attempt for attempt in every if self.only in ("", attempt.pack)]

    def _cohort(self) -> Cohort:
        return cohort_of(self._attempts())

    def _found(self) -> dict[str, Any]:
        """Return the class as plain values: the head, the rules missed and the exercises."""
        attempts = self._attempts()
        cohort = cohort_of(attempts)
        names = self._names()
        return {
            "head": self._head(cohort) if cohort.answers else "",
            "when": _when(attempts),
            "learners": cohort.learners,
            "answers": cohort.answers,
            "signs": cohort.learners <= _MOST_SIGNS,
            "rules": [_rule(one, cohort.learners, names) for one in cohort.rules],
            "exercises": [_exercise(one, names) for one in cohort.exercises],
        }

    def _head(self, cohort: Cohort) -> str:
        count, answers = cohort.learners, cohort.answers
        if not answers:
            return "No answers yet"
        return f"{count} learner{'s'[: count != 1]}, {answers} answer{'s'[: answers != 1]}"

    def _packs(self) -> list[dict[str, str]]:
        ids = dict.fromkeys(attempt.pack for found in self.records.values() for attempt in found)
        known = self._known()
        return [{"id": one, "title": known[one].title if one in known else one} for one in sorted(ids)]

    def _known(self) -> dict[str, Pack]:
        """Return the packs of the attempts by id, as far as they are here: ours, and the trainer's own."""
        wanted = {attempt.pack for found in self.records.values() for attempt in found}
        found: dict[str, Pack] = {}
        for name in sorted(wanted):
            for folder in (self._folder / HOME, shipped("datasets") / "packs"):
                try:
                    found[name] = read_pack(folder / f"{_plain(name)}.yaml")
                    break
                except (OSError, UnusablePack):
                    continue
        return found

    def _names(self) -> dict[tuple[str, str], str]:
        """Return (pack, exercise) -> "exercise 6"; packs that are not here have none."""
        known = self._known()
        several = len({attempt.pack for attempt in self._attempts()}) > 1
        return {
            (pack.id, one.id): f"exercise {n}" + (f" of {pack.title}" if several else "")
            for pack in known.values()
            for n, one in enumerate(pack.exercises, 1)
        }

    # Taking it along

    @action
    def save_csv(self, event: Event) -> None:
        """Hand over what was found as one table."""
        self._need_records()
        self.download("what-the-class-gets-wrong.csv", "text/csv", self._csv().encode())

    @action
    def save_page(self, event: Event) -> None:
        """Hand over what was found as a page to print."""
        self._need_records()
        values = {**self.values(), "style": styles("board.css") + static("class.css")}
        made = pages().get_template("class_page.html.j2").render(values)
        self.download("what-the-class-gets-wrong.html", "text/html", made.encode("utf-8", "replace"))

    def _need_records(self) -> None:
        if not self._attempts():
            raise NotPossible("There is nothing to take along yet: bring records first.")

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        cohort = self._cohort()
        for rule in cohort.rules:
            where = "; ".join(f"{pack}/{exercise}" for pack, exercise in rule.exercises)
            quote = rule.quotes[0] if rule.quotes else None
            row = [
                "rule",
                rule.code,
                rule.title,
                cohort.learners,
                rule.met,
                rule.missed,
                rule.found,
                "",
                "",
                where,
            ]
            writer.writerow(
                [_cell(one) for one in [*row, quote.text if quote else "", quote.count if quote else ""]]
            )
        for one in cohort.exercises:
            where = f"{one.pack}/{one.exercise}"
            missed = one.tried - one.right
            row = [
                "exercise",
                where,
                self._names().get((one.pack, one.exercise), ""),
                cohort.learners,
                one.tried,
            ]
            row += [missed, "", "" if one.tries is None else one.tries, one.hinted, where, "", ""]
            writer.writerow([_cell(cell) for cell in row])
        return out.getvalue()


_COLUMNS = (
    "about", "code", "title", "learners", "met_it", "miss_it_still", "found_it_later", "usual_attempt",
    "took_a_hint", "exercises", "typical_answer", "gave_it",
)  # fmt: skip


def _rule(one: RuleMissed, learners: int, names: dict[tuple[str, str], str]) -> dict[str, Any]:
    total = one.missed + one.found
    where = [names.get(place, place[1]) for place in one.exercises]
    quote = one.quotes[0] if one.quotes else None
    mostly = "all in" if len(where) == 1 else "mostly in" if len(where) > _NAMED else "in"
    says = f"{total} of {learners}, {mostly} {_and(where[:_NAMED])}"
    if one.found:
        says += f"; {one.found} found it after another look"
    return {
        "code": one.code,
        "title": one.title,
        "missed": one.missed,
        "found": one.found,
        "rest": learners - total,
        "heard": f"{total} of {learners} missed it, {one.found} of them only at first",
        "says": says + ".",
        "quote": {"text": quote.text, "says": f"Typical answer, {quote.count} gave it"} if quote else None,
        **_advice(one, where),
    }


def _advice(one: RuleMissed, where: Sequence[str]) -> dict[str, str]:
    """Return what to do before the break: ask the room, or leave it to the hint."""
    if one.missed * 2 <= one.found:
        return {
            "do": "No need to stop. Another look does the work.",
            "more": f"Say it once when you sum up: {one.ask}" if one.ask else "",
        }
    more = f"Put up {_and(where[:_NAMED])}{' side by side' if len(where) > 1 else ''}."
    return {
        "do": f"Ask the room: {one.ask[:1].lower() + one.ask[1:]}" if one.ask else "Read the line aloud.",
        "more": more,
    }


def _exercise(one: ExerciseSeen, names: dict[tuple[str, str], str]) -> dict[str, Any]:
    name = names.get((one.pack, one.exercise), "")
    return {
        "name": (name[:1].upper() + name[1:]) or one.pack,
        "id": one.exercise,
        "right": one.right,
        "tried": one.tried,
        "not_yet": one.tried - one.right,
        "tries": "" if one.tries is None else str(one.tries),
        "hinted": one.hinted,
        "heard": f"{one.right} of {one.tried} right",
    }


def _answers(found: Sequence[Attempt]) -> str:
    people = len({attempt.learner for attempt in found})
    return f"{people} learner{'s'[: people != 1]}, {len(found)} answer{'s'[: len(found) != 1]}"


def _when(attempts: Sequence[Attempt]) -> str:
    """Return from when to when they answered, "" when no time can be read."""
    times = []
    for attempt in attempts:
        try:
            times.append(datetime.fromisoformat(attempt.when).astimezone())
        except (ValueError, OverflowError):
            continue
    if not times:
        return ""
    first, last = min(times), max(times)
    if first.date() == last.date():
        return f"{_day(first)}, {first:%H:%M} to {last:%H:%M}"
    return f"{_day(first)} to {_day(last)}"


def _day(when: datetime) -> str:
    return f"{when.day} {when:%B %Y}"


def _and(names: Sequence[str]) -> str:
    head = "exercise "
    numbers = [name.removeprefix(head) for name in names]
    if (
        len(names) > 1
        and all(name.startswith(head) for name in names)
        and all(n.isdecimal() for n in numbers)
    ):
        return "exercises " + " and ".join(sorted(numbers, key=int))
    return " and ".join(names)


def _plain(name: str) -> str:
    """Return an id as the name of a file can be; "-" for what is no id of a pack."""
    return name if name.replace("-", "").isalnum() and name.isascii() else "-"


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if is_formula_like(text) else text
