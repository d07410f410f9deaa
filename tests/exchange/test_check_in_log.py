"""The check-in log: what is acknowledged is kept, and what is damaged is said."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okrcoach.exchange.check_in_log import append, log_beside, read_log
from okrcoach.model import CheckIn, Graded, LogEntry, LoggedCheckIn, TargetMoved

DAY = date(2027, 2, 1)
THEN = datetime(2027, 2, 1, 9, 30, 15, 123456, tzinfo=UTC)
ENTRIES: tuple[LogEntry, ...] = (
    LoggedCheckIn(
        about="1.2",
        check_in=CheckIn(
            day=DAY, value=0.0, confidence=0.0, note="Zwölf \u2028 \n lines, \u202e", who="=Ana"
        ),
        blockers="the bridge",
        text="Cut waiting from 9 to 4",
        recorded=THEN,
    ),
    LoggedCheckIn(about="1.1", check_in=CheckIn(day=DAY), recorded=THEN),
    TargetMoved(about="1.1", day=DAY, before=10, after=-2.5, why="We learned", who="Bo", recorded=THEN),
    Graded(about="1.1", day=DAY, computed=0.4, given=0.7, reason="A hard quarter", recorded=THEN),
    Graded(about="1.1", day=DAY, computed=None, recorded=THEN),
)

WRITER = """
import random, sys
from datetime import date, timedelta
from okrcoach.exchange.check_in_log import append
from okrcoach.model import CheckIn, LoggedCheckIn
dice = random.Random(int(sys.argv[2]))
for n in range(int(sys.argv[3]), 200):
    note = "".join(dice.choice("ab\\u00e9\\u4e2d\\n\\"") for _ in range(dice.randrange(4000)))
    seen = CheckIn(day=date(2027, 1, 1) + timedelta(dice.randrange(90)), value=float(n), note=note)
    append(sys.argv[1], LoggedCheckIn(about="1.1", check_in=seen))
    print(n, flush=True)
"""


def test_the_log_stands_beside_the_teams_file() -> None:
    assert log_beside("okrs/team.yaml") == Path("okrs/team.checkins.jsonl")


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    log = tmp_path / "team.checkins.jsonl"
    assert read_log(log) == ((), ())
    for entry in ENTRIES:
        assert append(log, entry) == entry
    assert read_log(log) == (ENTRIES, ())
    assert log.read_bytes().count(b"\n") == len(ENTRIES)


def test_the_time_of_writing_is_noted(tmp_path: Path) -> None:
    log, before = tmp_path / "log", datetime.now(UTC)
    written = append(log, replace(ENTRIES[1], recorded=None))
    assert written.recorded is not None
    assert before <= written.recorded <= datetime.now(UTC)
    assert read_log(log)[0] == (written,)


def test_a_line_cut_short_is_said_and_the_next_one_is_whole(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for entry in ENTRIES[:3]:
        append(log, entry)
    whole = log.read_bytes()
    last = whole.rstrip(b"\n").rindex(b"\n") + 1
    for cut in (last + 1, last + 40, len(whole) - 2):
        log.write_bytes(whole[:cut])
        entries, problems = read_log(log)
        assert entries == ENTRIES[:2]
        assert [(p.line, "after a crash" in p.says) for p in problems] == [(3, True)]
        append(log, ENTRIES[3])
        assert log.read_bytes().startswith(whole[:cut])  # nothing is deleted
        entries, problems = read_log(log)
        assert entries == (*ENTRIES[:2], ENTRIES[3])
        assert [p.line for p in problems] == [3]


def test_a_last_line_without_its_line_break_counts(tmp_path: Path) -> None:
    log = tmp_path / "log"
    append(log, ENTRIES[0])
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    append(log, ENTRIES[2])
    assert read_log(log) == ((ENTRIES[0], ENTRIES[2]), ())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"\x00\x00\x00", "damaged"),
        (b"\xff\xfe{", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[1]", "curly brackets"),
        (b'{"day": "2027-02-01", "event": "check-in"}', "which key result"),
        (b'{"id": "1.1", "day": "1 May", "event": "check-in"}', "a day such as"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "check-in", "value": NaN}', "no number"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "check-in", "value": 1e999}', "reckon"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "check-in", "value": true}', "to be a number"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "check-in", "confidence": 11}', "between 0 and 10"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "check-in", "note": 3}', "to be a text"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "target moved", "before": 1}', "before and after"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "graded", "computed": 0.4, "given": 1}', "a reason"),
        (b'{"id": "1.1", "day": "2027-02-01", "event": "party"}', "'party'"),
    ],
)
def test_a_damaged_line_in_the_middle_is_named_and_the_rest_loads(
    line: bytes, says: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    append(log, ENTRIES[0])
    with log.open("ab") as stream:
        stream.write(line + b"\n")
    append(log, ENTRIES[2])
    entries, problems = read_log(log)
    assert entries == (ENTRIES[0], ENTRIES[2])
    assert [p.line for p in problems] == [2]
    assert says in str(problems[0])
    assert line in log.read_bytes()


def test_what_cannot_be_meant_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="between 0 and 10"):
        LoggedCheckIn(about="1.1", check_in=CheckIn(day=DAY, confidence=11))
    with pytest.raises(ValueError, match="reckon"):
        TargetMoved(about="1.1", day=DAY, before=1, after=float("nan"))
    with pytest.raises(UnicodeEncodeError):
        append(
            tmp_path / "log",
            LoggedCheckIn(about="1", check_in=CheckIn(day=DAY, note="\ud800"), recorded=THEN),
        )
    assert not (tmp_path / "log").exists()


def test_writers_at_the_same_time_do_not_mix(tmp_path: Path) -> None:
    log = tmp_path / "log"
    notes = [str(n) * 5000 for n in range(40)]

    def write(note: str) -> None:
        append(log, LoggedCheckIn(about="1.1", check_in=CheckIn(day=DAY, note=note)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, notes))
    entries, problems = read_log(log)
    assert not problems
    kept = [e.check_in.note for e in entries if isinstance(e, LoggedCheckIn)]
    assert sorted(kept) == sorted(notes)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_nothing_acknowledged_is_lost_to_kill_9(tmp_path: Path) -> None:
    # 200 random check-ins by a process that is killed again and again, in the middle of its work.
    log, dice = tmp_path / "team.checkins.jsonl", random.Random(5)
    acknowledged: set[int] = set()
    kills = 0
    attempt = 0
    while (begin := max(acknowledged, default=-1) + 1) < 200:
        attempt += 1
        command = [sys.executable, "-c", WRITER, str(log), str(attempt), str(begin)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            told = writer.stdout.readline()  # it is at work now
            if attempt <= 20:
                time.sleep(dice.uniform(0, 0.03))
                os.kill(writer.pid, signal.SIGKILL)
            told += writer.stdout.read()
            kills += writer.wait() == -signal.SIGKILL
        acknowledged |= {int(n) for n in told.split(b"\n")[:-1] if n}
        entries, problems = read_log(log)
        kept = {int(e.check_in.value or 0) for e in entries if isinstance(e, LoggedCheckIn)}
        assert acknowledged <= kept
        assert len(problems) <= attempt  # at most the line at which each was killed
    assert acknowledged == set(range(200))
    assert kills >= 3
