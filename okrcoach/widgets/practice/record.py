"""Where a learner's answers go: the attempts of a folder, and drafts that were not checked yet."""

from __future__ import annotations

import json
import os
import secrets
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from okrcoach.classroom import Attempt, Attempts, Exercise, Marked, Pack, UnusableStore
from okrcoach.classroom.records import kept_points, to_jsonl
from okrcoach.classroom.standing import Progress, progress
from okrcoach.exchange.saving import save

#: The attempts of everybody who learns in a folder.
STORE = "attempts.sqlite"
#: Beside it, what was typed and not checked yet: a small file for each exercise.
DRAFTS = "attempts-drafts"
_WHO = "learner.json"
#: A name is a name, not a novel.
_LONGEST_NAME = 80
_NO_DRAFTS = "What you type cannot be saved in this folder ({why}). It stays on this page until you check it."


class Record:
    """Attempts and drafts of the learner who sits there. Nothing in here raises for a file's sake.

    What could not be kept in the file is kept here for the session, counts as progress and goes into the
    exported record; ``trouble`` says what the learner should know, "" for nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trouble = ""
        self.name = str(_read(folder / DRAFTS / _WHO).get("name", ""))[:_LONGEST_NAME]
        self._loose: list[Attempt] = []
        self._store: Attempts | None = None
        self.code = "NOBODY"
        try:
            self._store = Attempts(folder / STORE)
            self.code = self._store.learner(self.name)
        except UnusableStore as error:
            self._unusable(error)

    def call(self, name: str) -> None:
        """Let the learner of that name or pseudonym go on from here; "" for whoever gives none."""
        self.name = " ".join(name.split())[:_LONGEST_NAME]
        if self._store is not None:
            try:
                self.code = self._store.learner(self.name)
            except UnusableStore as error:
                self._unusable(error)
        self._write(self.folder / DRAFTS / _WHO, {"name": self.name})

    def progress(self, pack: Pack) -> Progress:
        """Return where the learner is with a pack."""
        return progress(pack, self._attempts())

    def last_at(self, pack: Pack) -> float:
        """Return when the learner answered something of a pack last, in seconds since 1970; 0 for never."""
        times = [datetime.fromisoformat(a.when).timestamp() for a in self._attempts() if a.pack == pack.id]
        return max(times, default=0.0)

    def keep(self, pack: Pack, exercise: Exercise, answer: object, marked: Marked, hints: int) -> None:
        """Keep an answer with its marks; its draft is not needed any more then."""
        if self._store is not None:
            try:
                self._store.record(self.code, pack.id, exercise, answer, marked, hints)
            except UnusableStore as error:
                self._unusable(error)
            else:
                self.drop(pack, exercise)
                return
        self._loose.append(
            Attempt(
                uid=secrets.token_hex(12),
                learner=self.code,
                when=datetime.now(UTC).isoformat(timespec="milliseconds"),
                pack=pack.id,
                exercise=exercise.id,
                kind=exercise.kind,
                state=marked.state,
                earned=marked.earned,
                worth=marked.worth,
                hints=hints,
                answer=answer,
                points=kept_points(marked),
            )
        )

    def attempts_jsonl(self) -> str:
        """Return every attempt of this learner as JSON Lines, with the code and without the name."""
        return to_jsonl(self._attempts())

    def drafts(self, pack: Pack) -> dict[str, tuple[dict[str, Any], float]]:
        """Return exercise -> (what was typed and the hints open by then, when) of what was not checked."""
        found = {}
        for exercise in pack.exercises:
            file = self._draft(pack, exercise)
            if kept := _read(file):
                found[exercise.id] = (kept, file.stat().st_mtime)
        return found

    def save_draft(self, pack: Pack, exercise: Exercise, answer: object, hints: int) -> None:
        """Keep what was typed so far; it is written whole before this returns."""
        kept = {"pack": pack.id, "exercise": exercise.id, "answer": answer, "hints": hints}
        self._write(self._draft(pack, exercise), kept)

    def drop(self, pack: Pack, exercise: Exercise) -> None:
        """Forget a draft that has become an attempt."""
        try:
            self._draft(pack, exercise).unlink(missing_ok=True)
        except OSError:
            return  # it only says again what the attempt says

    def _draft(self, pack: Pack, exercise: Exercise) -> Path:
        return self.folder / DRAFTS / self.code / f"{pack.id}.{exercise.id}.json"

    def _attempts(self) -> tuple[Attempt, ...]:
        kept: tuple[Attempt, ...] = ()
        if self._store is not None:
            try:
                kept = self._store.attempts(self.code)
            except UnusableStore as error:
                self._unusable(error)
        return (*kept, *(attempt for attempt in self._loose if attempt.learner == self.code))

    def _unusable(self, error: UnusableStore) -> None:
        self.trouble = (
            f"{error} You can go on: your answers are marked all the same, and \u201cSave my record\u201d"
            " holds those of this session."
        )

    def _write(self, file: Path, kept: dict[str, Any]) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            save(file, lambda stream: stream.write(json.dumps(kept, indent=1).encode()), private=True)
        except OSError as error:
            self.trouble = self.trouble or _NO_DRAFTS.format(why=error.strerror)


def _read(file: Path) -> dict[str, Any]:
    """Return a small file of ours, or {} for none, or one that somebody else has written into."""
    try:
        kept = json.loads(file.read_bytes()[:200_000])
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


@lru_cache(maxsize=16)
def _shared(folder: str) -> Record:
    return Record(Path(folder))


def record_of(folder: Path) -> Record:
    """Return the record of a folder: one for all boards of a notebook, so that all know who sits there."""
    return _shared(os.path.realpath(folder))
