"""What a class of 25 gets wrong: counted in people, without names, quoted from three on."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from okrcoach.classroom import Attempts, Cohort, Pack, cohort_of, read_pack
from okrcoach.classroom.records import read_records, to_csv, to_jsonl
from okrcoach.cli import app
from okrcoach.data import shipped

PACK: Pack = read_pack(shipped("datasets") / "packs" / "first-steps.yaml")
NO_BASELINE = "Pupils who borrow a book every week rise to 60% by 12 July"
RIGHT = "Pupils who borrow a book every week rise from 40% to 60% by 12 July"
TASK = "Launch a reading app with Bettina by 12 July"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """25 learners: 6 forget the baseline for good, 7 find it, 2 stay with a task, 10 are right at once."""
    folder = tmp_path_factory.mktemp("class")
    files = []
    for n in range(25):
        store = Attempts(folder / f"{n}.sqlite")
        code = store.learner(f"Learner Number {n}")
        given = (
            [NO_BASELINE]
            if n < 6
            else [NO_BASELINE.upper(), RIGHT]
            if n < 13
            else [TASK]
            if n < 15
            else [RIGHT]
        )
        for m, text in enumerate(given):
            one = PACK.exercise("reading-hour")
            store.record(code, PACK.id, one, text, one.check(text), hints=m)
        if n % 5 == 0:
            one = PACK.exercise("bakery-queue")
            store.record(code, PACK.id, one, "0.1", one.check("0.1"))
        path = folder / f"{n}.{'csv' if n % 2 else 'jsonl'}"
        made = (
            to_csv(store.attempts(), store.learners())
            if n % 2
            else to_jsonl(store.attempts(), store.learners())
        )
        path.write_text(made, encoding="utf-8", newline="")
        files.append(path)
    return files


def read(files: list[Path]) -> Cohort:
    return cohort_of(attempt for path in files for attempt in read_records(path))


def test_a_class_is_counted_in_people(exports: list[Path]) -> None:
    found = read(exports)
    assert (found.learners, found.answers) == (25, 37)
    first = found.rules[0]
    assert (first.code, first.missed, first.found, first.met) == ("KR-NO-BASELINE", 8, 7, 25)
    assert first.says == "8 still miss it, 7 found it after another look, mostly in reading-hour."
    by_code = {miss.code: miss for miss in found.rules}
    assert (by_code["KR-TASK"].missed, by_code["KR-TASK"].found) == (2, 0)
    worst, best = found.exercises
    assert (worst.exercise, worst.tried, worst.right, worst.tries) == ("bakery-queue", 5, 0, None)
    assert (best.tried, best.right, best.tries, best.hinted) == (25, 17, 1, 7)


def test_answers_are_quoted_from_three_people_on(exports: list[Path]) -> None:
    found = read(exports)
    quotes = {quote.text: quote.count for miss in found.rules for quote in miss.quotes}
    assert list(quotes.values()) == [13]
    assert "Bettina" not in str(found), "two people gave that answer"
    assert "Learner" not in str(found)
    three = read(exports[12:15])
    assert not [quote for miss in three.rules for quote in miss.quotes]


def test_one_person_who_says_the_same_three_times_is_not_quoted(tmp_path: Path) -> None:
    store = Attempts(tmp_path / "a.sqlite")
    code = store.learner()
    one = PACK.exercise("reading-hour")
    for _ in range(4):
        store.record(code, PACK.id, one, TASK, one.check(TASK))
    assert not [quote for miss in cohort_of(store.attempts()).rules for quote in miss.quotes]


def test_the_same_export_twice_counts_once(exports: list[Path]) -> None:
    assert read([*exports, *exports]) == read(exports)


def test_the_command_says_it_without_names(exports: list[Path]) -> None:
    got = CliRunner().invoke(app, ["class", *map(str, exports)])
    assert got.exit_code == 0, got.output
    assert got.output.startswith("25 learners, 37 answers")
    assert "15 of 25  Where do you stand today? (KR-NO-BASELINE)" in got.output
    assert "13 gave it" in got.output
    assert "Bettina" not in got.output
    assert "Learner" not in got.output


def test_the_command_names_file_and_line_of_what_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text('{"format": "x"}\n')
    got = CliRunner().invoke(app, ["class", str(path)])
    assert got.exit_code == 2
    assert "odd.jsonl, line 1" in got.output
    missing = CliRunner().invoke(app, ["class", str(tmp_path / "none.jsonl")])
    assert missing.exit_code == 2
    assert "none.jsonl" in missing.output
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert "no answer" in CliRunner().invoke(app, ["class", str(empty)]).output
