"""Marks answers that are picked, not written: kinds, piles, and rules on the lines of a set."""

from __future__ import annotations

from functools import lru_cache

from okrcoach.classroom.exercise import Classify, Critique, Fault, Sort
from okrcoach.classroom.marked import Marked, Point, marked, not_attempted
from okrcoach.classroom.parts import Pile
from okrcoach.classroom.requirements import MISSED_KIND
from okrcoach.judgement.critic import review
from okrcoach.judgement.rules import RULES, rule
from okrcoach.model import Action, Heartbeat, KeyResult, Kind, Objective, OKRSet, Role, Statement

_OPEN = "Still open."
_CODES = frozenset(rule.code for rule in RULES)


def check_classify(exercise: Classify, answer: object) -> Marked:
    """One point a statement; another reading that the pack accepts earns it, too."""
    given = _aligned(answer, len(exercise.statements), [kind.value for kind in Kind])
    if given is None:
        return not_attempted(exercise.id)
    points = []
    for n, (statement, picked) in enumerate(zip(exercise.statements, given, strict=True), 1):
        name = "The line" if len(exercise.statements) == 1 else f"Line {n}"
        right = Kind(statement.is_)
        if picked is None:
            code = statement.rule or ""
            points.append(Point(name=name, earned=0, says=_OPEN, rule=code, quote=statement.text))
            continue
        kind = Kind(picked)
        if kind is right:
            points.append(
                Point(name=name, earned=1, says=f"{_cap(right.words)}. {statement.why}", quote=statement.text)
            )
        elif kind in statement.accept:
            says = f"{_cap(kind.words)} can be argued; we read it as {right.words}. {statement.why}"
            points.append(Point(name=name, earned=1, says=says, quote=statement.text))
        else:
            code = statement.rule or MISSED_KIND.get((right, kind), "")
            says = f"You read it as {kind.words}. {rule(code).ask if code else statement.why}"
            points.append(Point(name=name, earned=0, says=says, rule=code, quote=statement.text))
    return marked(exercise.id, points, exercise.praise)


_PILE_RULE = {Pile.OKR: "KR-HEARTBEAT", Pile.HEARTBEAT: "KR-HEARTBEAT", Pile.GUARDRAIL: "SET-NO-GUARDRAIL"}
_PILE_ASK = {
    Pile.OKR: "Is something meant to be different at the end of the cycle, and worth the push?",
    Pile.HEARTBEAT: "If nothing changes here, is all well?",
    Pile.GUARDRAIL: "Does it keep the push elsewhere from doing harm?",
}


def check_sort(exercise: Sort, answer: object) -> Marked:
    """One point a card."""
    given = _aligned(answer, len(exercise.cards), [pile.value for pile in Pile])
    if given is None:
        return not_attempted(exercise.id)
    points = []
    for n, (card, picked) in enumerate(zip(exercise.cards, given, strict=True), 1):
        earned, says = 0, _OPEN
        if picked == card.to:
            earned, says = 1, f"{_cap(card.to.words)}. {card.why}"
        elif picked in card.accept:
            earned, says = (
                1,
                f"{_cap(Pile(picked).words)} can be argued; we would say {card.to.words}. {card.why}",
            )
        elif picked is not None:
            says = f"You put it to {Pile(picked).words}. {_PILE_ASK[Pile(picked)]}"
        code = "" if earned else _PILE_RULE[card.to]
        points.append(Point(name=f"Card {n}", earned=earned, says=says, rule=code, quote=card.text))
    return marked(exercise.id, points, exercise.praise)


def check_critique(exercise: Critique, answer: object) -> Marked:
    """One point a fault; the right line with another rule earns a half.

    What was not planted costs a point only where the rule book has nothing of the kind to say, either.
    """
    if not isinstance(answer, list):
        return not_attempted(exercise.id)
    lines = exercise.set.lines()
    picks: list[tuple[str, str]] = []
    for entry in answer[:50]:
        line, code = (entry.get("line"), entry.get("rule")) if isinstance(entry, dict) else (None, None)
        if (
            isinstance(line, str)
            and isinstance(code, str)
            and code in _CODES
            and (line in lines or line == "set")
        ):
            if (line, code) not in picks:
                picks.append((line, code))
    if not picks:
        return not_attempted(exercise.id)
    points, used = [], set[tuple[str, str]]()
    # Whole hits are given away first, so that a half one does not use up the pick of another fault.
    for n, fault in enumerate(exercise.faults, 1):
        whole = [(fault.line, code) for code in (fault.rule, *fault.accept) if (fault.line, code) in picks]
        used |= set(whole)
        points.append(_fault(n, fault, lines, whole[0][1] if whole else ""))
    own = {fault.line for fault, point in zip(exercise.faults, points, strict=True) if not point.right}
    for i, fault in enumerate(exercise.faults):
        near = [pick for pick in picks if pick not in used and pick[0] == fault.line and fault.line in own]
        if not points[i].right and near:
            used.add(near[0])
            other = rule(near[0][1]).title
            says = f"Here, yes. Something else than \u201c{other}\u201d weighs more. {rule(fault.rule).ask}"
            points[i] = Point(
                name=points[i].name, earned=0.5, says=says, rule=fault.rule, quote=points[i].quote
            )
    true = _found(exercise)
    for line, code in picks:
        if (line, code) not in used and (line, code) not in true:
            says = f"\u201c{rule(code).title}\u201d is not what is wrong with {_called(line)}."
            points.append(
                Point(
                    name=f"{_cap(_called(line))}, not a fault",
                    earned=0,
                    says=says,
                    rule=code,
                    quote=lines.get(line, ""),
                )
            )
    return marked(exercise.id, points, exercise.praise)


def _fault(n: int, fault: Fault, lines: dict[str, str], found: str) -> Point:
    if found:
        says = f"{rule(found).title}. {fault.why}"
        return Point(name=_cap(_called(fault.line)), earned=1, says=says, quote=lines.get(fault.line, ""))
    return Point(name=f"Fault {n}", earned=0, says="One fault has not been found yet.", rule=fault.rule)


@lru_cache(maxsize=256)
def _found(exercise: Critique) -> frozenset[tuple[str, str]]:
    """Return what the rule book itself finds in the set, as (line, rule)."""
    made = as_set(exercise)
    critique = review(made)
    found = {(line.statement.id, finding.code) for line in critique.lines for finding in line.findings}
    for finding in critique.set_findings:
        found |= {(name, finding.code) for name in ("set", finding.about or "set", *finding.lines)}
    return frozenset(found)


def rule_book_on(exercise: Critique) -> frozenset[tuple[str, str]]:
    """Return every (line, rule) that the rule book finds in the set of an exercise."""
    return _found(exercise)


def as_set(exercise: Critique) -> OKRSet:
    """Return the set of an exercise as other rooms know it; ids are the names of the lines."""
    plain = exercise.set
    return OKRSet(
        objectives=(
            Objective(
                statement=Statement(text=plain.objective, role=Role.OBJECTIVE, id="O"),
                key_results=tuple(
                    KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id=f"KR{n}"))
                    for n, text in enumerate(plain.key_results, 1)
                ),
            ),
        ),
        heartbeats=tuple(
            Heartbeat(statement=Statement(text=text, role=Role.HEARTBEAT, id=f"H{n}"))
            for n, text in enumerate(plain.heartbeats, 1)
        ),
        actions=tuple(
            Action(statement=Statement(text=text, role=Role.TASK, id=f"A{n}"))
            for n, text in enumerate(plain.actions, 1)
        ),
    )


def _aligned(answer: object, count: int, known: list[str]) -> list[str | None] | None:
    """Return one choice or None for each question; None when nothing was chosen at all."""
    if isinstance(answer, str):
        answer = [answer]
    if not isinstance(answer, list | tuple):
        return None
    given: list[str | None] = [str(a) if isinstance(a, str) and a in known else None for a in answer[:count]]
    given += [None] * (count - len(given))
    return given if any(given) else None


def _called(line: str) -> str:
    return "the whole set" if line == "set" else line


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
