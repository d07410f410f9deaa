"""The attempts of one or many learners in one local SQLite file; what was answered is never changed.

Nothing in here updates or deletes, and triggers in the file refuse both to other programs. Several
processes may write at once; each attempt is on the disk when ``record`` returns.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from okrcoach.classroom.exercise import Exercise
from okrcoach.classroom.marked import Marked, State
from okrcoach.classroom.pack_file import Pack
from okrcoach.classroom.records import Attempt, PointKept, kept_points
from okrcoach.classroom.standing import Progress, progress

#: "okrc": the file says whose it is.
_APPLICATION = 0x6F6B7263
_VERSION = 1
#: Seconds to wait while another process writes.
_PATIENCE = 10.0
#: Without letters and digits that look alike when they are read out.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class UnusableStore(ValueError):  # noqa: N818 - it is the file that is in trouble, not the program
    """The file of attempts cannot be used; the message says what is safe, what happened and what to do."""


class _Base(DeclarativeBase):
    pass


class _Learner(_Base):
    __tablename__ = "learners"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class _Row(_Base):
    __tablename__ = "attempts"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    uid: Mapped[str] = mapped_column(unique=True)
    learner: Mapped[str] = mapped_column(ForeignKey("learners.code"), index=True)
    when: Mapped[str]
    pack: Mapped[str]
    exercise: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    earned: Mapped[float]
    worth: Mapped[float]
    hints: Mapped[int]
    answer: Mapped[str]
    points: Mapped[str]


class Attempts:
    """The store. Opening it makes the file when there is none; there is nothing to close."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._prepare()
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)

    def learner(self, name: str = "") -> str:
        """Return the code of a learner: random, so that no name can be found out from it.

        The same name has the same code in one file; "" is whoever sits there without giving a name.
        """
        name = " ".join(name.encode("utf-8", "replace").decode().split())
        with self._session() as session:
            code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
            session.execute(insert(_Learner).values(code=code, name=name).on_conflict_do_nothing())
            return session.scalars(select(_Learner.code).where(_Learner.name == name)).one()

    def learners(self) -> dict[str, str]:
        """Return code and name of everybody in the file."""
        with self._session() as session:
            return {row.code: row.name for row in session.scalars(select(_Learner))}

    def record(
        self, learner: str, pack: str, exercise: Exercise, answer: object, marked: Marked, hints: int = 0
    ) -> Attempt | None:
        """Keep an answer with its marks; return what was kept, or None for one that was no attempt.

        ``learner`` is a code, ``pack`` the id of a pack. Raises ``KeyError`` for a code that
        :meth:`learner` has not given, and
        :class:`UnusableStore` when it cannot be written: the answer is still the caller's then.
        """
        if marked.state is State.NOT_ATTEMPTED:
            return None
        attempt = Attempt(
            uid=secrets.token_hex(12),
            learner=learner,
            when=datetime.now(UTC).isoformat(timespec="milliseconds"),
            pack=pack,
            exercise=exercise.id,
            kind=exercise.kind,
            state=marked.state,
            earned=marked.earned,
            worth=marked.worth,
            hints=hints,
            answer=_plain(answer),
            points=kept_points(marked),
        )
        points = [[p.name, p.earned, p.worth, p.rule] for p in attempt.points]
        with self._session() as session:
            session.add(
                _Row(
                    uid=attempt.uid,
                    learner=learner,
                    when=attempt.when,
                    pack=pack,
                    exercise=attempt.exercise,
                    kind=attempt.kind,
                    state=attempt.state.value,
                    earned=attempt.earned,
                    worth=attempt.worth,
                    hints=hints,
                    answer=json.dumps(attempt.answer),
                    points=json.dumps(points),
                )
            )
        return attempt

    def attempts(self, learner: str | None = None, pack: str | None = None) -> tuple[Attempt, ...]:
        """Return attempts in the order in which they were made, of one learner and pack or of all."""
        asked = select(_Row).order_by(_Row.number)
        if learner is not None:
            asked = asked.where(_Row.learner == learner)
        if pack is not None:
            asked = asked.where(_Row.pack == pack)
        with self._session() as session:
            return tuple(_attempt(row) for row in session.scalars(asked))

    def progress(self, learner: str, pack: Pack) -> Progress:
        """Return where a learner is with a pack."""
        return progress(pack, self.attempts(learner, pack.id))

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_PATIENCE)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except IntegrityError as error:
            raise KeyError("there is no learner of that code") from error
        except DBAPIError as error:
            raise self._trouble(error.orig) from error

    def _prepare(self) -> None:
        """Make the tables of a new file; leave any other file as it is unless it is one of ours."""
        try:
            head = b""
            if self.path.exists():
                with self.path.open("rb") as stream:
                    head = stream.read(16)
        except OSError as error:
            raise UnusableStore(f"{self.path} cannot be opened: {error.strerror}.") from error
        if head and head != b"SQLite format 3\x00":
            raise UnusableStore(
                f"{self.path} is no file of attempts, or it was damaged. It was left as it is. Give another"
                " file, or take a copy of this one from a backup."
            )
        try:
            connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            try:
                self._make(connection)
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise self._trouble(error) from error

    def _make(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if owner != _APPLICATION and not empty:
            raise UnusableStore(
                f"{self.path} belongs to another program. It was left as it is. Give another file."
            )
        if version > _VERSION:
            raise UnusableStore(
                f"{self.path} was written by a newer okrcoach (format {version}; this one knows {_VERSION})."
                " Nothing in it was changed. Update okrcoach, or give another file."
            )
        if version == _VERSION:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("it does not agree with itself")
            return
        connection.execute("BEGIN IMMEDIATE")
        for table in _Base.metadata.sorted_tables:
            made = CreateTable(table, if_not_exists=True)
            connection.execute(str(made.compile(dialect=dialect())))
            name = table.name
            for deed in ("UPDATE", "DELETE"):
                connection.execute(
                    f"CREATE TRIGGER IF NOT EXISTS no_{deed}_{name} BEFORE {deed} ON {name}"
                    " BEGIN SELECT RAISE(ABORT, 'attempts are only added'); END"
                )
        connection.execute(f"PRAGMA application_id={_APPLICATION}")
        connection.execute(f"PRAGMA user_version={_VERSION}")
        connection.execute("COMMIT")

    def _trouble(self, error: BaseException | None) -> UnusableStore:
        words = str(error)
        if "locked" in words or "busy" in words:
            says = "is being written by another program. Nothing was lost; try again in a moment."
        elif any(sign in words for sign in ("unable to open", "readonly", "full", "I/O")):
            says = f"cannot be written ({words}). What is in it is safe. Give a file in another folder."
        else:
            says = f"was damaged ({words}). It was left as it is. Keep a copy, and go on with another file."
        return UnusableStore(f"{self.path} {says}")


def _plain(answer: object) -> Any:
    """Return an answer as JSON can hold it."""
    try:
        return json.loads(json.dumps(answer, default=str, skipkeys=True), parse_constant=str)
    except (ValueError, RecursionError):
        return str(type(answer))


def _attempt(row: _Row) -> Attempt:
    return Attempt(
        uid=row.uid,
        learner=row.learner,
        when=row.when,
        pack=row.pack,
        exercise=row.exercise,
        kind=row.kind,
        state=State(row.state),
        earned=row.earned,
        worth=row.worth,
        hints=row.hints,
        answer=json.loads(row.answer),
        points=tuple(PointKept(name=n, earned=e, worth=w, rule=r) for n, e, w, r in json.loads(row.points)),
    )
