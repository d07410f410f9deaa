"""Packs that trainers write: every error is told at once, with its line and its field."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrcoach.classroom import UnusablePack, packs, parse_pack, read_pack
from okrcoach.classroom.exercise import Score
from okrcoach.classroom.proof import prove
from okrcoach.classroom.solutions import model_answer
from okrcoach.data import shipped
from okrcoach.progress.arithmetic import from_to, held, reach
from okrcoach.progress.grades import grade

FIRST = shipped("datasets") / "packs" / "first-steps.yaml"
HEAD = "pack: mine\ntitle: Mine\nabout: About.\nexercises:\n"
COMMON = "    title: What is it?\n    sector: retail\n    who: a shop\n    level: 1\n"


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(UnusablePack) as caught:
        parse_pack(text, "mine.yaml")
    return [(problem.line, problem.field, problem.what) for problem in caught.value.problems]


def test_everything_wrong_is_told_at_once_by_line_and_field() -> None:
    text = (
        HEAD
        + (
            "  - id: One Two\n"  # 5
            "    kind: classify\n" + COMMON + "    statments: []\n"  # 11
            "    statements:\n"
            "      - text: Launch the app\n"
            "        is: todo\n"  # 14
            "        why: Because.\n"
            "        rule: KR-TSAK\n"  # 16
            "      - text: Second\n"
            "        is: task\n"  # 17: no why
            "  - id: two\n"
            "    kind: quiz\n"  # 20
            "  - id: three\n"
            "    kind: score\n" + COMMON + "    statement: From 1 to 2\n"
            "    numbers: {baseline: one, target: 2, final: 2}\n"  # 28
            "    grade: 1.5\n"  # 29
            "    working: So.\n"
        )
    )
    found = problems(text)
    assert [(line, field) for line, field, _ in found] == [
        (5, "One Two, id"),
        (11, "One Two, statments"),
        (14, "One Two, statements 1, is"),
        (16, "One Two, statements 1, rule"),
        (17, "One Two, statements 2, why"),
        (20, "two, kind"),
        (28, "three, numbers, baseline"),
        (29, "three, grade"),
    ]
    said = {line: what for line, _, what in found}
    assert "statements" in said[11]
    assert said[14] == "should be one of objective, outcome_kr, task, heartbeat"
    assert "KR-TASK" in said[16]
    assert said[17] == "is missing"
    assert "at most 1" in said[29]


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("  - &a {id: x}\n  - *a\n", 6, "repeats another part"),
        ("  - !!python/object:os.system {id: x}\n", 5, "is a tag"),
        ("  - !secret x\n", 5, "is a tag"),
        ("  - " + "[" * 40 + "]" * 40 + "\n", 5, "too deeply"),
        ("  - id: x\n   kind: y\n", 6, "not valid YAML"),
        ("  - id: x: y\n", 5, "not valid YAML"),
        ("  - just words\n", 5, "should hold fields"),
        ("  - id: x\n    id: y\n    kind: classify\n", 6, "stands here twice"),
    ],
)
def test_yaml_tricks_and_slips_are_refused_with_their_line(body: str, line: int, what: str) -> None:
    assert any(at == line and what in said for at, _, said in problems(HEAD + body))


@pytest.mark.parametrize(
    "text", ["", "# only a comment\n", "- a\n", "just words", "pack: x\n", "\x00", "a: b\n---\nc: d\n"]
)
def test_what_is_no_pack_is_refused(text: str) -> None:
    assert problems(text)


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(HEAD.encode() + b"  - id: caf\xe9\n")
    with pytest.raises(UnusablePack, match="line 5: these bytes are no UTF-8"):
        read_pack(path)


def changed(old: str, new: str) -> str:
    text = FIRST.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "what"),
    [
        ('words: "18"', 'words: "19"', 'words: "19"', "does not stand in the statement"),
        ('words: "18"', 'words: "1"', 'words: "1"', "does not stand in the statement"),
        ("line: KR3", "line: KR4", "line: KR4", "should be one of O, KR1, KR2, KR3, set"),
        ("choices: [KR-TASK, ", "choices: [", "choices: [", "leave out KR-TASK"),
        ("- has: target\n", "- has: target\n        is: task\n", "has: target\n        is", "names 2 tests"),
        ("grade: 0.9", "grade: 0.875", "grade: 0.875", "one decimal"),
        ("target: 4, final: 5", "target: 12, final: 5", "numbers: {", "equals the baseline"),
        (
            "id: refuse-parts",
            "id: bus-announcements",
            "id: bus-announcements\n    kind: mark",
            "is the id of",
        ),
        ("silent: [SET-NEAR", "silent: [KR-TASK, SET-NEAR", "silent: [KR-TASK, SET", "looks at one line"),
    ],
)
def test_contradictions_are_told_where_they_stand(old: str, new: str, at: str, what: str) -> None:
    text = changed(old, new)
    found = problems(text)
    assert [(line, what in said) for line, _, said in found] == [(line_of(text, at), True)], found


def test_the_message_names_the_file_and_every_line() -> None:
    with pytest.raises(UnusablePack) as caught:
        parse_pack(HEAD + "  - id: x\n    kind: quiz\n  - id: y\n", "mine.yaml")
    assert str(caught.value).splitlines() == [
        "mine.yaml, line 6: x, kind should be one of classify, mark, sort, repair, write, score, critique",
        "mine.yaml, line 7: y, kind is missing",
    ]


def test_words_stay_as_they_were_written() -> None:
    pack = parse_pack(changed("who: a bus company", "who: no"), "mine.yaml")
    assert pack.exercises[0].who == "no"


def test_proof_finds_solutions_that_fail_and_requirements_that_ask_for_nothing() -> None:
    short = parse_pack(changed("rise from 40% to 60%", "rise to 60%"), "mine.yaml")
    assert any(remark.wrong and "KR" not in remark.exercise for remark in prove(short))
    assert [remark.exercise for remark in prove(short)] == ["reading-hour"]
    idle = changed(
        "statement: Run a reading hour every Friday", "statement: Pupils borrow from 40% to 55% by 12 July"
    )
    assert any("every requirement" in remark.says for remark in prove(parse_pack(idle, "mine.yaml")))
    line = "Pupils who borrow a book every week rise from 40% to 60% by 12 July"
    told = changed(f"    solution: {line}", f"    hints: [Think of pupils, {line}]\n    solution: {line}")
    assert ["holds the solution" in remark.says for remark in prove(parse_pack(told, "mine.yaml"))] == [True]
    assert prove(read_pack(FIRST)) == ()


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_shipped_packs_pass_their_own_proof(pack: object) -> None:
    assert [remark for remark in prove(pack) if remark.wrong] == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "exercise",
    [e for pack in packs() for e in pack.exercises if isinstance(e, Score)],
    ids=lambda e: e.id,
)
def test_shipped_grades_are_what_the_arithmetic_gives(exercise: Score) -> None:
    n = exercise.numbers
    if n.lowest is not None or n.highest is not None:
        worth = held([n.final], n.lowest, n.highest)
    elif n.target is None:
        worth = n.final
    elif n.baseline is None:
        worth = reach(n.target, n.final)
    else:
        worth = from_to(n.baseline, n.target, n.final)
    assert grade(worth) == exercise.grade
    assert exercise.check(model_answer(exercise)[0]).credit == 1
