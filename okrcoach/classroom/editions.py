"""A pack on paper: the learner's edition to write on, and the trainer's with answers and notes.

The learner's edition holds no answer in any form, sealed ones included: of four kinds to choose from, a
sealed answer is guessed in four tries. Whoever wants answers at once uses the widget, which reads the
packs of the package; whoever hands out a pack of their own keeps its YAML file to themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from okrcoach.classroom.exercise import Classify, Critique, Exercise, Mark, Repair, Score, Sort, Write
from okrcoach.classroom.handout_forms import Block, as_html, as_markdown
from okrcoach.classroom.pack_file import Pack
from okrcoach.classroom.parts import Part, Pile
from okrcoach.classroom.requirements import requirement_words
from okrcoach.classroom.solutions import dealt, solution
from okrcoach.judgement.rules import rule
from okrcoach.model import Kind


class Edition(StrEnum):
    """Whom a handout is for."""

    LEARNER = "learner"
    TRAINER = "trainer"


class Form(StrEnum):
    """What a handout is written as."""

    MD = "md"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a learner gets to see of an exercise: built from nothing but these parts of it."""

    title: str
    where: str
    case: str
    blocks: tuple[Block, ...]


def handout(pack: Pack, edition: Edition = Edition.LEARNER, form: Form = Form.MD) -> str:
    """Return a pack as a page to print. The same pack always gives the same characters."""
    blocks = [Block("title", pack.title), Block("text", pack.about)]
    if edition is Edition.TRAINER:
        blocks.append(Block("warning", "Trainer edition, with answers and notes."))
    count = len(pack.exercises)
    for n, exercise in enumerate(pack.exercises, 1):
        sheet = sheet_of(exercise)
        blocks += [
            Block("head", f"{n}. {sheet.title}"),
            Block("where", f"Exercise {n} of {count}, {sheet.where}"),
        ]
        blocks += [Block("text", part) for part in sheet.case.split("\n\n") if part.strip()]
        blocks += sheet.blocks
        if edition is Edition.TRAINER:
            blocks += _for_the_trainer(exercise)
    write: Callable[[str, list[Block]], str] = as_html if form is Form.HTML else as_markdown
    return write(pack.title, blocks)


def sheet_of(exercise: Exercise) -> Sheet:
    """Return what a learner sees of an exercise before an answer."""
    return Sheet(exercise.title, exercise.who, exercise.case, tuple(_asked(exercise)))


def _asked(exercise: Exercise) -> Iterator[Block]:
    match exercise:
        case Classify():
            kinds = ", ".join(kind.words for kind in Kind)
            for statement in exercise.statements:
                yield Block("line", statement.text)
            alone = len(exercise.statements) == 1
            yield Block("choices", f"{'It' if alone else 'Each'} is one of: {kinds}.")
            yield Block("space", "", len(exercise.statements))
        case Mark():
            yield Block("line", exercise.statement)
            used = {mark.as_ for mark in exercise.marks}
            yield Block("choices", f"Mark: {', '.join(part.words for part in Part if part in used)}.")
        case Sort():
            for _, card in dealt(exercise):
                yield Block("line", card.text)
            yield Block("choices", f"Each goes to one of: {', '.join(pile.words for pile in Pile)}.")
        case Repair():
            yield Block("line", exercise.statement)
            yield Block("space", "Your line", 2)
        case Write():
            if exercise.objective:
                yield Block("space", "Objective", 2)
            count = exercise.key_results.count if exercise.key_results else 0
            for n in range(count):
                yield Block("space", f"Key result {n + 1}" if count > 1 else "Key result", 2)
        case Score():
            yield Block("line", exercise.statement)
            yield Block("space", "Your grade, 0.0 to 1.0, and how you worked it out", 2)
        case Critique():
            for name, text in exercise.set.lines().items():
                yield Block("line", text, label=name)
            yield Block("choices", "What could be wrong, and with which line?")
            yield from (Block("entry", rule(code).title) for code in exercise.offered())


def _for_the_trainer(exercise: Exercise) -> Iterator[Block]:
    yield Block("answer", "Answer")
    for text in solution(exercise).split("\n"):
        if text.strip():
            yield Block("entry", text)
    asked = _requirements(exercise)
    if asked:
        yield Block("answer", "Points are given for")
        yield from (Block("entry", words) for words in asked)
    if exercise.praise:
        yield Block("answer", "When all is right")
        yield Block("entry", exercise.praise)
    if exercise.hints:
        yield Block("answer", "Hints")
        yield from (Block("entry", text) for text in exercise.hints)
    if exercise.note:
        yield Block("answer", "Teaching note")
        yield Block("entry", exercise.note)


def _requirements(exercise: Exercise) -> list[str]:
    match exercise:
        case Repair():
            return [requirement_words(one) for one in exercise.requirements]
        case Write():
            found = [
                f"Objective: {requirement_words(one)}"
                for one in (exercise.objective.requirements if exercise.objective else ())
            ]
            lines = exercise.key_results.requirements if exercise.key_results else ()
            found += [f"Each key result: {requirement_words(one)}" for one in lines]
            return found + [f"All together: {requirement_words(one)}" for one in exercise.together]
    return []
