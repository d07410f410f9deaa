"""What an exercise looks like to whoever answers it: seven forms, made of what learners may see."""

from __future__ import annotations

import re
from typing import Any

from okrcoach.classroom.editions import Sheet, sheet_of
from okrcoach.classroom.exercise import Classify, Critique, Exercise, Mark, Sort, Write
from okrcoach.classroom.parts import Part, Pile
from okrcoach.classroom.solutions import dealt
from okrcoach.judgement.rules import rule
from okrcoach.model import Kind

#: What the four kinds mean, in five or six words.
MEANS = {
    Kind.OBJECTIVE: "A direction worth wanting",
    Kind.OUTCOME_KR: "A change in what people do or get",
    Kind.TASK: "Work the team can tick off",
    Kind.HEARTBEAT: "A level to hold, a thing to watch",
}
PILES = {
    Pile.OKR: ("OKR", "outcome_kr", "It is to change in this cycle"),
    Pile.HEARTBEAT: ("Heartbeat", "heartbeat", "It runs, and it is watched"),
    Pile.GUARDRAIL: ("Guardrail", "guardrail", "It keeps the push from doing harm"),
}
#: Longer answers are no statement; so many faults on one line are enough.
LONGEST, MOST_FAULTS = 4000, 3
_WORD = re.compile(r"[^\s\u2192]+")
_EDGES = ".,;:!?()[]\u201c\u201d\"'\u2018\u2019"
_LONE = re.compile("[\ud800-\udfff]")


def typed(text: object) -> str:
    """Return words as they can be kept and sent back; "" for what are no words."""
    return _LONE.sub("\ufffd", text)[:LONGEST] if isinstance(text, str) else ""


def fitted(exercise: Exercise, answer: object) -> Any:
    """Return an answer in the shape of the exercise, whatever came in: what does not fit is left open."""
    match exercise:
        case Classify():
            given = answer if isinstance(answer, list) else [answer]
            return _listed(given, len(exercise.statements), [kind.value for kind in Kind])
        case Sort():
            given = answer if isinstance(answer, list) else []
            return _listed(given, len(exercise.cards), [pile.value for pile in Pile])
        case Mark():
            return [pick for pick in _dicts(answer) if _is_pick(pick, exercise)][:40]
        case Critique():
            known = {"set", *exercise.set.lines()}
            codes = exercise.offered()
            kept = [(p.get("line"), p.get("rule")) for p in _dicts(answer)]
            return [{"line": at, "rule": code} for at, code in kept if at in known and code in codes][:40]
        case Write():
            fields = answer if isinstance(answer, dict) else {}
            lines = fields.get("key_results")
            texts = [typed(text) for text in lines] if isinstance(lines, list) else []
            count = exercise.key_results.count if exercise.key_results else 0
            padded = [*texts, *[""] * count][:count]
            return {"objective": typed(fields.get("objective")), "key_results": padded}
    return typed(answer)


def is_open(answer: Any) -> bool:
    """Whether nothing was answered yet."""
    if isinstance(answer, dict):
        return not (answer["objective"].strip() or any(text.strip() for text in answer["key_results"]))
    if isinstance(answer, list):
        return not any(answer)
    return not str(answer).strip()


def words_of(text: str) -> list[tuple[int, int]]:
    """Return where the words of a statement stand, without the punctuation around them."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if start < end:
            found.append((start, end))
    return found


def runs(chosen: set[int]) -> list[tuple[int, int]]:
    """Return (first, last) of neighbouring words: a phrase is several words side by side."""
    made: list[tuple[int, int]] = []
    for n in sorted(chosen):
        if made and made[-1][1] == n - 1:
            made[-1] = (made[-1][0], n)
        else:
            made.append((n, n))
    return made


def form_of(exercise: Exercise, answer: Any, chosen: set[int]) -> dict[str, Any]:
    """Return the form of an exercise with an answer in it, as plain values for a template."""
    sheet = sheet_of(exercise)
    form: dict[str, Any] = {
        "kind": exercise.kind,
        "title": sheet.title,
        "where": sheet.where,
        "case": [part for part in sheet.case.split("\n\n") if part.strip()],
        "lines": [block.text for block in sheet.blocks if block.kind == "line"],
        "answer": answer,
    }
    match exercise:
        case Classify():
            form["kinds"] = [
                {"value": kind.value, "words": _cap(kind.words), "means": MEANS[kind]} for kind in Kind
            ]
            form["now"] = next((n for n, kind in enumerate(answer) if kind is None), 0)
        case Mark():
            form |= _mark_form(exercise, answer, chosen)
        case Sort():
            cards = [{"id": n, "text": card.text, "pile": answer[n]} for n, card in dealt(exercise)]
            form["places"] = [
                {"value": pile.value, "words": words, "sign": sign, "means": means,
                 "cards": [card for card in cards if card["pile"] == pile.value]}
                for pile, (words, sign, means) in PILES.items()
            ]  # fmt: skip
            form["hand"] = [card for card in cards if card["pile"] is None]
        case Write():
            form["fields"] = _write_fields(sheet, answer, exercise)
        case Critique():
            form |= _critique_form(exercise, sheet, answer)
    return form


def _mark_form(exercise: Mark, answer: Any, chosen: set[int]) -> dict[str, Any]:
    text = exercise.statement
    pieces, at = [], 0
    for n, (start, end) in enumerate(words_of(text)):
        pick = next((i for i, p in enumerate(answer) if p["start"] < end and start < p["end"]), None)
        # A phrase is named once, below its first word.
        first = pick is not None and answer[pick]["start"] >= start
        part = Part(answer[pick]["as"]).words if pick is not None else ""
        pieces.append(
            {"n": n, "before": text[at:start], "text": text[start:end], "chosen": n in chosen,
             "part": part, "gloss": part if first else ""}
        )  # fmt: skip
        at = end
    used = {mark.as_ for mark in exercise.marks}
    return {
        "words": pieces,
        "rest": text[at:],
        "parts": [{"value": part.value, "words": _cap(part.words)} for part in Part if part in used],
        "picks": [
            {"n": n, "text": text[p["start"] : p["end"]], "part": Part(p["as"]).words}
            for n, p in enumerate(answer)
        ],
        "ready": bool(chosen),
    }


def _write_fields(sheet: Sheet, answer: Any, exercise: Write) -> list[dict[str, str]]:
    names = [block.text for block in sheet.blocks if block.kind == "space"]
    keys = (["objective"] if exercise.objective else []) + [str(n) for n in range(len(answer["key_results"]))]
    texts = ([answer["objective"]] if exercise.objective else []) + answer["key_results"]
    return [{"key": k, "label": name, "text": t} for k, name, t in zip(keys, names, texts, strict=True)]


def _critique_form(exercise: Critique, sheet: Sheet, answer: Any) -> dict[str, Any]:
    rules = [{"code": code, "title": rule(code).title, "ask": rule(code).ask} for code in exercise.offered()]
    lines = [(block.label, block.text) for block in sheet.blocks if block.kind == "line"]
    rows = []
    for name, text in [*lines, ("set", "The set as a whole")]:
        mine = [pick["rule"] for pick in answer if pick["line"] == name]
        rows.append({"name": name, "text": text, "picks": [*mine, ""][:MOST_FAULTS]})
    return {"rules": rules, "rows": rows}


def _listed(given: list[Any], count: int, known: list[str]) -> list[str | None]:
    kept = [value if isinstance(value, str) and value in known else None for value in given[:count]]
    return [*kept, *[None] * (count - len(kept))]


def _dicts(answer: object) -> list[dict[str, Any]]:
    return [entry for entry in answer if isinstance(entry, dict)] if isinstance(answer, list) else []


def _is_pick(pick: dict[str, Any], exercise: Mark) -> bool:
    start, end, part = pick.get("start"), pick.get("end"), pick.get("as")
    inside = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(exercise.statement)
    return inside and isinstance(part, str) and part in {mark.as_.value for mark in exercise.marks}


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
