"""The check-in log of a team: JSON Lines beside its file, only ever added to.

One line is one thing that happened: a check-in, a moved target, a grade. A mistyped value is put
right by another check-in for the same day; the later one counts, and both stay.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.opening import read_limited
from okrcoach.model import CheckIn, Graded, LogEntry, LoggedCheckIn, TargetMoved
from okrcoach.model.limits import in_force

_Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProblem:
    """A line of the log that cannot be used; it stays where it is."""

    #: From 1.
    line: int
    says: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.says}"


def log_beside(path: str | os.PathLike[str]) -> Path:
    """Return where the log of a team's file is: ``team.checkins.jsonl`` beside ``team.yaml``."""
    return Path(path).with_suffix(".checkins.jsonl")


def append(path: str | os.PathLike[str], entry: LogEntry) -> LogEntry:
    """Add one line to the log at ``path`` and return the entry as it was written.

    ``recorded`` is set to now where it is empty. Once this returns, the line is on the disk, whole:
    it is written in one go under a lock and synchronised. What a crash left half-written before it
    stays a line of its own. Raises ``OSError`` when it cannot be written, ``ValueError`` for half a
    character, which no text file can hold.
    """
    if entry.recorded is None:
        entry = replace(entry, recorded=datetime.now(UTC))
    line = json.dumps(_record(entry), ensure_ascii=False, allow_nan=False).encode() + b"\n"
    log = Path(path)
    handle = os.open(log, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with _locked(handle):
            size = os.lseek(handle, 0, os.SEEK_END)
            if size and os.lseek(handle, size - 1, os.SEEK_SET) >= 0 and os.read(handle, 1) != b"\n":
                line = b"\n" + line
            if os.write(handle, line) != len(line):
                raise OSError(f"only part of the check-in could be written to {log}")
            os.fsync(handle)
    finally:
        os.close(handle)
    _sync_folder(log.parent)
    return entry


def read_log(path: str | os.PathLike[str]) -> tuple[tuple[LogEntry, ...], tuple[LogProblem, ...]]:
    """Return the entries of a log in the order of writing, and the lines that cannot be used.

    A log that is not there yet is empty. Nothing in the file is changed. Raises ``OSError`` when it
    cannot be read, or is larger than the limit.
    """
    try:
        data = read_limited(Path(path), in_force().file_bytes)
    except FileNotFoundError:
        return (), ()
    except UnusableFile as error:
        raise OSError(errno.EFBIG, error.problem, str(path)) from error
    entries: list[LogEntry] = []
    problems: list[LogProblem] = []
    lines = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(line.decode("utf-8-sig" if number == 1 else "utf-8")))
        except (ValueError, OverflowError, RecursionError) as error:
            cut = number == len(lines)
            says = "it ends in the middle, as after a crash" if cut else _reason(error)
            problems.append(LogProblem(line=number, says=says))
    return tuple(entries), tuple(problems)


@contextmanager
def _locked(handle: int) -> Iterator[None]:
    """Let one writer in at a time; the lock goes with the process, so none is left by a crash.

    Windows has no such lock here: one writer at a time is then up to the people.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _sync_folder(folder: Path) -> None:
    """A new file is durable once its folder knows it; Windows does that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _record(entry: LogEntry) -> _Record:
    assert entry.recorded is not None
    head: _Record = {"day": entry.day.isoformat(), "id": entry.about}
    if isinstance(entry, LoggedCheckIn):
        seen = entry.check_in
        body: _Record = {
            "event": "check-in", "value": seen.value, "confidence": seen.confidence, "note": seen.note,
            "blockers": entry.blockers, "who": seen.who,
        }  # fmt: skip
    elif isinstance(entry, TargetMoved):
        body = {
            "event": "target moved", "before": entry.before, "after": entry.after, "why": entry.why,
            "who": entry.who,
        }  # fmt: skip
    else:
        body = {
            "event": "graded", "computed": entry.computed, "given": entry.given, "reason": entry.reason,
            "who": entry.who,
        }  # fmt: skip
    whole = head | body | {"text": entry.text, "recorded": entry.recorded.isoformat()}
    return {name: value for name, value in whole.items() if value not in ("", None)}


def _entry(line: str) -> LogEntry:
    record = json.loads(line, parse_constant=_no_number)
    if not isinstance(record, dict):
        raise ValueError("a check-in was expected here, in curly brackets")  # noqa: TRY004 a file, not a call
    about, text, who = _text(record, "id"), _text(record, "text"), _text(record, "who")
    if not about:
        raise ValueError("it does not say which key result it is about")
    day = _day(_text(record, "day"))
    recorded = _time(_text(record, "recorded"))
    event = _text(record, "event")
    if event == "check-in":
        seen = CheckIn(
            day=day, value=_number(record, "value"), confidence=_number(record, "confidence"),
            note=_text(record, "note"), who=who,
        )  # fmt: skip
        blockers = _text(record, "blockers")
        return LoggedCheckIn(about=about, check_in=seen, blockers=blockers, text=text, recorded=recorded)
    if event == "target moved":
        before, after = _number(record, "before"), _number(record, "after")
        if before is None or after is None:
            raise ValueError("a moved target needs the numbers before and after")
        return TargetMoved(
            about=about, day=day, before=before, after=after, why=_text(record, "why"), who=who, text=text,
            recorded=recorded,
        )  # fmt: skip
    if event == "graded":
        return Graded(
            about=about, day=day, computed=_number(record, "computed"), given=_number(record, "given"),
            reason=_text(record, "reason"), who=who, text=text, recorded=recorded,
        )  # fmt: skip
    raise ValueError(f"this version does not know the event {event!r}")


def _text(record: _Record, name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is to be a text, not {value!r}")  # noqa: TRY004 a file, not a call
    return value


def _number(record: _Record, name: str) -> float | None:
    value = record.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is to be a number, not {value!r}")  # noqa: TRY004 a file, not a call
    try:
        return float(value)
    except OverflowError as error:
        raise ValueError(f"{name} is beyond what one can reckon with") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"a day such as 2026-07-01 was expected, not {text!r}") from error


def _time(text: str) -> datetime | None:
    found = datetime.fromisoformat(text) if text else None
    return found.astimezone(UTC) if found is not None else None


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError | OverflowError | RecursionError | json.JSONDecodeError):
        return "it is damaged and cannot be read"
    return str(error)
