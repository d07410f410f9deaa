"""From one pack two editions: the learner's holds nothing of what only the trainer may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from okrcoach.classroom import Pack, handout, packs, parse_pack
from okrcoach.classroom.editions import Edition, Form
from okrcoach.classroom.exercise import (
    Classify,
    Critique,
    Exercise,
    Mark,
    Repair,
    Requirement,
    Score,
    Sort,
    Write,
)  # fmt: skip
from okrcoach.classroom.parts import Pile
from okrcoach.classroom.solutions import model_answer
from okrcoach.cli import app
from okrcoach.data import shipped
from okrcoach.model import Kind

FIRST = shipped("datasets") / "packs" / "first-steps.yaml"
#: Fields with sentences that only the trainer may see.
SECRET = ("why", "note", "praise", "hints", "working", "solution")


def secrets(value: Any, name: str = "") -> Iterator[str]:
    """Yield every text at or below a secret field."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from secrets(inside, key if name not in SECRET else name)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from secrets(inside, name)
    elif isinstance(value, str) and name in SECRET:
        yield from (line.strip() for line in value.splitlines())


def hidden(exercise: Exercise) -> set[str]:
    texts = set(secrets(exercise.model_dump(by_alias=True, mode="json")))
    return {text for text in texts | set(exercise.solution().splitlines()) if len(text) > 14}


ALL = [(pack, form) for pack in packs() for form in Form]


@pytest.mark.parametrize(("pack", "form"), ALL, ids=lambda v: getattr(v, "id", v))
def test_nothing_leaks_into_the_learners_edition(pack: Pack, form: Form) -> None:
    page = plain(handout(pack, Edition.LEARNER, form))
    trainer = plain(handout(pack, Edition.TRAINER, form))
    count = 0
    for exercise in pack.exercises:
        for text in hidden(exercise):
            count += 1
            assert flat(text) not in page, f"{exercise.id}: {text}"
        assert flat(exercise.title) in page
        assert flat(exercise.solution().splitlines()[0]) in trainer
        if exercise.note:
            assert flat(exercise.note) in trainer
    assert count >= len(pack.exercises), "the test looks at something"


def plain(page: str) -> str:
    return flat(unescape(page).replace("\\", ""))


def flat(text: str) -> str:
    return " ".join(text.split())


def changed(*pairs: tuple[str, str]) -> Pack:
    text = FIRST.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_pack(text, "mine.yaml")


def otherwise(exercise: Exercise) -> Exercise:
    """Return an exercise that looks the same to learners and has other answers, hints and notes."""
    new: dict[str, Any] = {
        "hints": ("Another hint",), "praise": "Another praise", "note": "Another note",
        "good": ("Another good line",),
    }  # fmt: skip
    only = (Requirement.model_validate({"words": 33}),)
    match exercise:
        case Classify():
            turned = {kind: list(Kind)[n - 1] for n, kind in enumerate(Kind)}
            new["statements"] = tuple(
                s.model_copy(
                    update={"is_": turned[s.is_], "accept": (s.is_,), "why": "Another why", "rule": None}
                )
                for s in exercise.statements
            )
        case Mark():
            parts = [mark.as_ for mark in exercise.marks]
            new["marks"] = tuple(
                m.model_copy(update={"as_": part, "why": "Another why", "words": m.words[:1]})
                for m, part in zip(exercise.marks, parts[1:] + parts[:1], strict=True)
            )
        case Sort():
            new["cards"] = tuple(
                c.model_copy(update={"to": Pile.OKR, "accept": (), "why": "Another why"})
                for c in exercise.cards
            )
        case Repair():
            new["requirements"] = only
        case Write():
            if exercise.objective:
                new["objective"] = exercise.objective.model_copy(update={"requirements": only})
            if exercise.key_results:
                new["key_results"] = exercise.key_results.model_copy(update={"requirements": only})
            new["together"] = only
        case Score():
            numbers = exercise.numbers.model_copy(update={"baseline": 1.25, "final": 7.5})
            new |= {"grade": 0.3, "working": "Another working", "numbers": numbers}
        case Critique():
            new["faults"] = tuple(
                f.model_copy(
                    update={"line": "O", "rule": exercise.offered()[0], "accept": (), "why": "Another why"}
                )
                for f in exercise.faults[:1]
            )
            new["choices"] = exercise.offered()
    return exercise.model_copy(update=new)


@pytest.mark.parametrize(("pack", "form"), ALL, ids=lambda v: getattr(v, "id", v))
def test_the_learners_edition_of_every_pack_depends_on_no_answer(pack: Pack, form: Form) -> None:
    """Stronger than looking for words: change every answer, and not one character of the page changes."""
    other = replace(pack, exercises=tuple(otherwise(exercise) for exercise in pack.exercises))
    assert handout(other, Edition.LEARNER, form) == handout(pack, Edition.LEARNER, form)
    for n, exercise in enumerate(pack.exercises):
        single, changed_too = (
            replace(pack, exercises=(exercise,)),
            replace(pack, exercises=(other.exercises[n],)),
        )
        assert handout(single, Edition.TRAINER, form) != handout(changed_too, Edition.TRAINER, form)


@pytest.mark.parametrize("form", list(Form))
def test_nothing_else_of_the_file_comes_through(form: Form) -> None:
    """From the file on: neither comments nor hidden fields of the YAML come through."""
    other = changed(
        ("        is: task ", "        is: objective "),
        ("        to: okr ", "        to: guardrail "),
        ("        to: heartbeat", "        to: okr"),
        ("      - has: baseline", "      - has: change"),
        ("grade: 0.9", "grade: 0.2"),
        ("final: 5}", "final: 11}"),
        ("- line: KR2", "- line: KR1"),
        ("rule: KR-NO-TARGET", "rule: KR-HEARTBEAT"),
        ("solution: Pupils", "solution: Nobody"),
        ("note: Most take", "note: None take"),
        ("pack: first-steps", "pack: first-steps  # a comment that is nobody's business"),
        (
            "    level: 3\n    case: >",
            "    level: 3\n    hints: [Secret hint]\n    praise: Secret praise\n    case: >",
        ),
    )
    first = parse_pack(FIRST.read_text(encoding="utf-8"), "mine.yaml")
    assert handout(other, Edition.LEARNER, form) == handout(first, Edition.LEARNER, form)
    assert handout(other, Edition.TRAINER, form) != handout(first, Edition.TRAINER, form)


def test_the_page_has_no_metadata_script_or_comment() -> None:
    page = handout(changed(), Edition.LEARNER, Form.HTML)
    for sign in (
        "<script",
        "<!--",
        "data-",
        "generator",
        'name="author',
        "http:",
        "https:",
        "first-steps.yaml",
    ):
        assert sign not in page
    assert page.count("<meta") == 2


@pytest.mark.parametrize("form", list(Form))
def test_hostile_words_stay_words(form: Form) -> None:
    evil = "<script>alert(1)</script> ![x](http://e.vil) \\u202e | `x`"
    pack = changed(("title: First steps", f'title: "{evil}"'))
    page = handout(pack, Edition.LEARNER, form)
    assert "<script>" not in page
    assert form is Form.HTML or "![x](" not in page
    assert "\u202e" not in page


def test_the_commands_check_and_print_a_pack(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert "Every solution passes." in run(app, ["pack", "check", str(FIRST)]).output
    shown = run(app, ["pack", "handout", str(FIRST)])
    assert shown.output.startswith("# First steps")
    assert "Trainer edition" not in shown.output
    out = tmp_path / "page.html"
    done = run(app, ["pack", "handout", str(FIRST), "--edition", "trainer", "-o", str(out)])
    assert done.exit_code == 0
    assert "Trainer edition" in out.read_text(encoding="utf-8")
    assert run(app, ["pack", "handout", str(FIRST), "-o", str(tmp_path / "x.pdf")]).exit_code == 2
    bad = tmp_path / "bad.yaml"
    bad.write_text("pack: bad\nexercises:\n  - id: x\n    kind: quiz\n")
    got = run(app, ["pack", "check", str(bad)])
    assert got.exit_code == 2
    assert "bad.yaml, line 4: x, kind should be one of" in got.output
    assert "bad.yaml, line 1: title is missing" in got.output
    assert "3 things to put right." in got.output
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(FIRST.read_text(encoding="utf-8").replace("from 40% to 60%", "to 60%"), encoding="utf-8")
    tried = run(app, ["pack", "check", str(wrong)])
    assert tried.exit_code == 1
    assert "Wrong: reading-hour" in tried.output
    assert model_answer(changed().exercise("reading-hour"))
