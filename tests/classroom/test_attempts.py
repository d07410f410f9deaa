"""The file of attempts: many learners, several processes, power cuts, other programs' files, newer ones."""

from __future__ import annotations

import math
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from okrcoach.classroom import Attempts, Pack, State, UnusableStore, read_pack
from okrcoach.classroom.records import UnusableRecords, read_records, to_csv, to_jsonl
from okrcoach.data import shipped

PACK: Pack = read_pack(shipped("datasets") / "packs" / "first-steps.yaml")
SCORE = PACK.exercise("bakery-queue")


def answer(store: Attempts, code: str, exercise: str, given: object, hints: int = 0) -> None:
    one = PACK.exercise(exercise)
    store.record(code, PACK.id, one, given, one.check(given), hints)


def test_one_goes_on_where_one_left_off(tmp_path: Path) -> None:
    path = tmp_path / "attempts.sqlite"
    store = Attempts(path)
    ada, bo = store.learner("Ada"), store.learner("Bo")
    assert store.progress(ada, PACK).says == "7 to go."
    answer(store, ada, "bus-announcements", ["task"])
    answer(store, ada, "bakery-queue", "0.8", hints=1)
    answer(store, bo, "bus-announcements", ["objective"])
    again = Attempts(path)
    assert again.learner(" Ada ") == ada
    found = again.progress(ada, PACK)
    assert found.says == "1 right, 1 partly, 5 to go. You left off at 6."
    assert [step.state for step in found.steps][5] is State.PARTLY
    assert (found.steps[5].answer, found.steps[5].hints, found.steps[5].tries) == ("0.8", 1, 1)
    answer(again, ada, "bakery-queue", "0.9")
    answer(again, ada, "bakery-queue", "0.1")
    after = again.progress(ada, PACK)
    assert after.steps[5].state is State.RIGHT, "right once is right for good"
    assert (after.steps[5].tries, after.steps[5].answer, after.at) == (3, "0.1", 6)
    assert again.progress(bo, PACK).steps[5].state is State.NOT_ATTEMPTED


def test_what_is_no_attempt_is_not_kept(tmp_path: Path) -> None:
    store = Attempts(tmp_path / "a")
    code = store.learner()
    assert store.record(code, PACK.id, SCORE, "", SCORE.check("")) is None
    assert store.attempts() == ()
    with pytest.raises(KeyError):
        store.record("NOBODY", PACK.id, SCORE, "1", SCORE.check("1"))


def test_attempts_are_only_added(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    store = Attempts(path)
    answer(store, store.learner(), "bakery-queue", "0.9")
    with sqlite3.connect(path) as connection:
        for deed in ("UPDATE attempts SET earned=0", "DELETE FROM attempts", "DELETE FROM learners"):
            with pytest.raises(sqlite3.IntegrityError, match="only added"):
                connection.execute(deed)
    connection.close()
    assert not [name for name in dir(store) if name.startswith(("update", "delete", "remove", "clear"))]


WRITER = """
import sys
from okrcoach.classroom import Attempts, read_pack
from okrcoach.data import shipped
pack = read_pack(shipped("datasets") / "packs" / "first-steps.yaml")
one = pack.exercise("bakery-queue")
store = Attempts(sys.argv[1])
code = store.learner(sys.argv[2])
for n in range(int(sys.argv[3])):
    answer = f"0.{n % 10}"
    store.record(code, pack.id, one, answer, one.check(answer))
    print(n, flush=True)
"""


def test_two_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "class.sqlite"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name, "15"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ("Ada", "Ada", "Bo")
    ]
    for process in started:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
    store = Attempts(path)
    names = store.learners()
    assert sorted(names.values()) == ["Ada", "Bo"], "the same name in two processes is one learner"
    counts = {names[code]: len(store.attempts(code)) for code in names}
    assert counts == {"Ada": 30, "Bo": 15}


def test_a_process_killed_in_the_middle_loses_nothing_it_had_told_of(tmp_path: Path) -> None:
    path = tmp_path / "class.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), "Ada", "100000"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(15)]
    os.kill(process.pid, signal.SIGKILL)
    told += process.stdout.read().splitlines()
    process.stdout.close()
    process.wait(timeout=10)
    store = Attempts(path)
    assert len(told) <= len(store.attempts()) <= len(told) + 1
    answer(store, store.learner("Ada"), "bakery-queue", "0.9")


def test_whoever_waits_too_long_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okrcoach.classroom.attempts._PATIENCE", 0.2)
    path = tmp_path / "a.sqlite"
    store = Attempts(path)
    code = store.learner()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    with pytest.raises(UnusableStore, match="another program"):
        answer(store, code, "bakery-queue", "0.9")
    assert 0.1 < time.monotonic() - started < 5
    other.execute("ROLLBACK")
    other.close()
    answer(store, code, "bakery-queue", "0.9")
    assert len(store.attempts()) == 1


def filled(path: Path) -> bytes:
    store = Attempts(path)
    code = store.learner("Ada")
    for _ in range(30):
        answer(store, code, "bakery-queue", "0.9")
    return path.read_bytes()


def test_files_that_cannot_be_used_are_left_as_they_are(tmp_path: Path) -> None:
    good = filled(tmp_path / "good.sqlite")
    newer = tmp_path / "newer.sqlite"
    newer.write_bytes(good)
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version=2")
    connection.close()
    foreign = tmp_path / "foreign.sqlite"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    torn = tmp_path / "torn.sqlite"
    torn.write_bytes(good[:4096] + os.urandom(len(good) - 4096))
    words = tmp_path / "notes.txt"
    words.write_text("These are my notes.")
    half = tmp_path / "half.sqlite"
    half.write_bytes(good[: len(good) // 2])
    for path, said in (
        (newer, "newer okrcoach .format 2; this one knows 1"),
        (foreign, "another program"),
        (torn, "damaged"),
        (words, "no file of attempts"),
        (half, "damaged"),
    ):
        before = path.read_bytes()
        with pytest.raises(UnusableStore, match=said) as caught:
            Attempts(path).attempts()
        assert str(path) in str(caught.value)
        assert path.read_bytes() == before
    with pytest.raises(UnusableStore, match="cannot be"):
        Attempts(tmp_path / "no" / "such" / "folder.sqlite")
    with pytest.raises(UnusableStore, match="cannot be opened"):
        Attempts(tmp_path)


def test_an_empty_file_left_by_a_crash_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.touch()
    assert Attempts(path).attempts() == ()


def test_odd_answers_and_names_come_back(tmp_path: Path) -> None:
    store = Attempts(tmp_path / "a#?%20 é.sqlite")
    code = store.learner("'); DROP TABLE attempts;-- \ud800 😀")
    one = PACK.exercise("bus-announcements")
    circle: list[object] = ["task"]
    circle.append(circle)
    for given in (["task", math.nan, b"x"], circle, ["task", "\ud800\x00 😀"]):
        store.record(code, PACK.id, one, given, one.check(given))
    assert len(store.attempts()) == 3
    assert read_back(to_jsonl(store.attempts()), tmp_path / "x.jsonl") == store.attempts()


def read_back(text: str, path: Path) -> object:
    path.write_text(text, encoding="utf-8", newline="")
    return read_records(path)


def test_exports_have_no_names_unless_asked_and_read_back_the_same(tmp_path: Path) -> None:
    store = Attempts(tmp_path / "a.sqlite")
    ada, bad = store.learner("Ada Lovelace"), store.learner("=cmd|' /C calc'!A0")
    answer(store, ada, "bakery-queue", "0.8", hints=2)
    answer(store, bad, "reading-hour", '=HYPERLINK("http://x","y") pupils\nline two, "quoted"')
    answer(store, ada, "refuse-parts", [{"words": "18", "as": "baseline"}])
    done = store.attempts()
    for text, path in ((to_jsonl(done), tmp_path / "x.jsonl"), (to_csv(done), tmp_path / "x.csv")):
        assert "Lovelace" not in text
        assert read_back(text, path) == done
    named = to_csv(done, store.learners())
    assert "Ada Lovelace" in named
    assert "'=cmd" in named
    assert ",=" not in named.replace(",'=", "")
    assert read_back(named, tmp_path / "y.csv") == done, "names are not taken in"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}\n", "line 1: this is no attempt"),
        ('{"format": "okrcoach/attempts/9"}\n', "line 1: this was written by a newer okrcoach"),
        ("{\n", "line 1: this is not what an export holds"),
        ("[" * 100_000, "no column uid"),
        ("a,b\n1,2\n", "line 1: this is no export of attempts: there is no column uid"),
    ],
)
def test_records_that_cannot_be_used_name_line_and_field(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text)
    with pytest.raises(UnusableRecords, match=said):
        read_records(path)


def test_a_damaged_record_names_its_line_and_field(tmp_path: Path) -> None:
    store = Attempts(tmp_path / "a.sqlite")
    code = store.learner()
    answer(store, code, "bakery-queue", "0.8")
    answer(store, code, "bakery-queue", "0.9")
    text = to_jsonl(store.attempts())
    path = tmp_path / "x.jsonl"
    first, second = text.splitlines()
    for old, new, said in (
        ('"state": "right"', '"state": "best"', "line 2: state"),
        ('"earned": 1', '"earned": -1', "line 2: earned"),
        ('"worth": 1,', '"worth": NaN,', "line 2"),
        ('"uid"', '"oid"', "line 2: uid"),
    ):
        assert old in second
        path.write_text(f"{first}\n{second.replace(old, new, 1)}\n")
        with pytest.raises(UnusableRecords, match=f"x.jsonl, {said}"):
            read_records(path)
