"""One good answer in words, and what is offered to choose from."""

from __future__ import annotations

import hashlib

from okrcoach.classroom.exercise import Card, Classify, Critique, Exercise, Mark, Repair, Score, Sort, Write
from okrcoach.judgement.rules import RULES, rule

#: So many rules stand to choice when a pack names none.
_OFFERED = 6


def solution(exercise: Exercise) -> str:
    """Return one good answer, or several, one a paragraph; of closed kinds the answers with their reasons."""
    if exercise.good:
        return "\n".join(exercise.good)
    lines: list[str] = []
    match exercise:
        case Classify():
            alone = len(exercise.statements) == 1
            for statement in exercise.statements:
                kind = statement.is_.words
                head = f"\u201c{statement.text}\u201d: "
                lines.append(f"{kind[:1].upper() + kind[1:] if alone else head + kind}. {statement.why}")
        case Mark():
            lines += [f"\u201c{mark.words}\u201d: {mark.as_.words}. {mark.why}" for mark in exercise.marks]
        case Sort():
            lines += [f"\u201c{card.text}\u201d: {card.to.words}. {card.why}" for card in exercise.cards]
        case Score():
            lines.append(f"{exercise.grade:.1f}. {exercise.working}")
        case Critique():
            for fault in exercise.faults:
                where = "The whole set" if fault.line == "set" else fault.line
                lines.append(f"{where}: {rule(fault.rule).title}. {fault.why}")
    return "\n".join(lines)


def model_answer(exercise: Exercise) -> list[object]:
    """Return answers that must get full marks, in the shapes that ``check`` takes."""
    match exercise:
        case Classify():
            return [[statement.is_.value for statement in exercise.statements]]
        case Mark():
            made = []
            for mark in exercise.marks:
                from okrcoach.classroom.marking import find

                span = find(exercise.statement, mark)
                made.append(
                    {"start": span.start if span else 0, "end": span.end if span else 0, "as": mark.as_.value}
                )
            return [made]
        case Sort():
            return [[card.to.value for card in exercise.cards]]
        case Score():
            return [exercise.grade]
        case Critique():
            return [[{"line": fault.line, "rule": fault.rule} for fault in exercise.faults]]
        case Repair() | Write():
            return list(exercise.good)
    return []


def offered(exercise: Critique) -> tuple[str, ...]:
    """Return the codes of the rules to choose from, by title, so that their order tells nothing.

    Without ``choices`` in the pack: the planted ones, and others that are about the same kind of line.
    """
    codes = list(exercise.choices)
    if not codes:
        codes = [fault.rule for fault in exercise.faults]
        families = {rule(code).family for code in codes}
        rest = [r.code for r in RULES if r.family in families and r.code not in codes]
        rest.sort(key=lambda code: _shuffled(exercise.id, code))
        codes += rest[: max(2, _OFFERED - len(codes))]
    return tuple(sorted(set(codes), key=lambda code: rule(code).title))


def dealt(exercise: Sort) -> tuple[tuple[int, Card], ...]:
    """Return the cards with their numbers in the pack (from 0), shuffled the same way every time.

    Trainers write packs pile by pile; that order would be the answer.
    """
    return tuple(sorted(enumerate(exercise.cards), key=lambda card: _shuffled(exercise.id, card[1].text)))


def _shuffled(seed: str, text: str) -> str:
    return hashlib.sha256(f"{seed}\n{text}".encode()).hexdigest()
