"""Marks marked words: the right words with the right name; small words at their edges don't matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from okrcoach.classroom.exercise import Mark, Marking
from okrcoach.classroom.marked import Marked, Point, marked, not_attempted
from okrcoach.classroom.parts import Part
from okrcoach.model import Span

_TOKEN = re.compile(r"\w+(?:[.,]\w+)*|[%$€£]")
#: Whether one marks "from 18%" or "18%" is the same answer.
_SMALL = frozenset(
    "a an the from to by of at in on is are be until till than and or for with per within".split()
)
_RULES = {
    Part.MEASURE: "KR-NO-MEASURE", Part.BASELINE: "KR-NO-BASELINE", Part.TARGET: "KR-NO-TARGET",
    Part.CHANGE: "KR-NO-TARGET", Part.DEADLINE: "KR-NO-DEADLINE", Part.BOUND: "KR-HEARTBEAT",
    Part.PEOPLE: "OBJ-NOBODY", Part.VAGUE: "KR-VAGUE", Part.OUTPUT: "KR-TASK", Part.ESCAPE: "KR-ESCAPE",
    Part.SOLUTION: "OBJ-DELIVERABLE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pick:
    span: Span
    part: Part
    tokens: frozenset[int]


_NONE: tuple[float, _Pick | None] = (0.0, None)


def check_mark(exercise: Mark, answer: object) -> Marked:
    """One point a mark; words that only overlap earn a half, marks that nobody asked for cost."""
    if not isinstance(answer, list):
        return not_attempted(exercise.id)
    text = exercise.statement
    picks = _picks(text, answer)
    if not picks:
        return not_attempted(exercise.id)
    wanted = [_tokens(text, find(text, mark)) for mark in exercise.marks]
    best: dict[int, tuple[float, _Pick | None]] = {}
    # Exact hits first, so that a loose mark never takes the place of a good one.
    pairs = [
        (_likeness(tokens, pick.tokens), n, pick)
        for n, tokens in enumerate(wanted)
        for pick in picks
        if pick.part is exercise.marks[n].as_ or pick.part in exercise.marks[n].accept
    ]
    used: list[_Pick] = []
    for close, n, one in sorted(pairs, key=lambda pair: -pair[0]):
        if close and n not in best and one not in used:
            best[n] = (close, one)
            used.append(one)
    points = []
    for n, mark in enumerate(exercise.marks):
        likeness, pick = best.get(n, _NONE)
        other = next((p for p in picks if p not in used and p.tokens == wanted[n]), None)
        if pick is None and other is not None:
            used.append(other)
        points.append(_point(text, mark, wanted[n], likeness, pick, other))
    for extra in picks:
        if extra not in used:
            words = extra.span.of(text)
            says = f"\u201c{words}\u201d is no {extra.part.words} here."
            points.append(Point(name="Marked too much", earned=0, says=says, quote=words))
    return marked(exercise.id, points, exercise.praise)


def find(text: str, mark: Marking) -> Span | None:
    """Return where the words of a mark stand in the statement, None when they don't."""
    at = -1
    for _ in range(mark.nth):
        at = _whole(text, mark.words, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(mark.words))


def _whole(text: str, words: str, start: int) -> int:
    """Find words that do not begin or end inside another word or number."""
    found = re.compile(rf"(?<![\w.]){re.escape(words)}(?!\w|[.,]\d)").search(text, start)
    return found.start() if found else -1


def _point(
    text: str, mark: Marking, wanted: frozenset[int], likeness: float, pick: _Pick | None, other: _Pick | None
) -> Point:
    name = mark.as_.words[:1].upper() + mark.as_.words[1:]
    code = _RULES[mark.as_]
    if pick is not None:
        words = pick.span.of(text)
        if likeness == 1:
            return Point(name=name, earned=1, says=mark.why, quote=words)
        more = len(pick.tokens) > len(wanted)
        how = "runs a little far" if more else "stops a little short"
        says = f"\u201c{words}\u201d is the place; the mark {how}."
        return Point(name=name, earned=0.5, says=says, rule=code, quote=words)
    if other is not None:
        words = other.span.of(text)
        says = f"You marked \u201c{words}\u201d as {other.part.words}. It plays another part here."
        return Point(name=name, earned=0, says=says, rule=code, quote=words)
    return Point(name=name, earned=0, says="There is one that has not been marked.", rule=code)


def _picks(text: str, answer: list[object]) -> list[_Pick]:
    found: list[_Pick] = []
    for entry in answer[:60]:
        if not isinstance(entry, dict):
            continue
        start, end, words, part = (entry.get(name) for name in ("start", "end", "words", "as"))
        if not isinstance(part, str) or part not in list(Part):
            continue
        if isinstance(words, str) and words.strip():
            at = _whole(text, words.strip(), 0)
            if at < 0:
                continue
            span = Span(at, at + len(words.strip()))
        elif type(start) is int and type(end) is int and 0 <= start < end <= len(text):
            span = Span(start, end)
        else:
            continue
        pick = _Pick(span, Part(part), _tokens(text, span))
        if pick.tokens and all((p.tokens, p.part) != (pick.tokens, pick.part) for p in found):
            found.append(pick)
    return found


def _tokens(text: str, span: Span | None) -> frozenset[int]:
    """Return where the words under a span begin, without the small ones (unless there are no others)."""
    if span is None:
        return frozenset()
    under = [m for m in _TOKEN.finditer(text) if m.start() < span.end and span.start < m.end()]
    big = [m.start() for m in under if m[0].casefold() not in _SMALL]
    return frozenset(big or [m.start() for m in under])


def _likeness(wanted: frozenset[int], given: frozenset[int]) -> float:
    return len(wanted & given) / len(wanted | given) if wanted | given else 0.0
