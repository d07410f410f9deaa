"""A judged line as plain values for a view: every word is chosen here, the view only draws."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from okrcoach.model import Finding, Kind, Line, Role, Severity, Span, Verdict
from okrcoach.report.words import count, sentence
from okrcoach.widgets.editor.parts import PARTS, parts_of, without_lead

#: What a kind means for the one who wrote the line.
_MEANS = {
    Kind.OBJECTIVE: "A direction to want. It says where to go; key results say how you will know.",
    Kind.OUTCOME_KR: "It names a change one can see, and it could still fail when all your work is done.",
    Kind.TASK: "Your team can tick this off by its own effort, whatever happens afterwards.",
    Kind.HEARTBEAT: "The aim is that nothing gets worse. Watch it beside your key results, not among them.",
}
_CLOSE = "Both readings are fair. Your answer to the question decides between them."
_MARKS = {Severity.FIX: "fix", Severity.WARNING: "look", Severity.NOTE: "note"}
#: Where marks overlap, the first of these is drawn.
_URGENCY = ("fix", "look", "note", "part")
#: What a key result is made of, and the invitation that stands where a part is missing.
_INVITES = {
    "measure": "What would you count?",
    "baseline": "From",
    "target": "To",
    "deadline": "By when",
}
#: What the opened mark of a part says.
_PART_MEANS = {
    "measure": "What you count. It is read from your words as they stand.",
    "baseline": "Where it stands today.",
    "compared with": "What the change is held against, in place of a starting figure.",
    "change": "How much it is to move.",
    "target": "Where you want it to be.",
    "deadline": "By when it is to be there.",
}
#: A second reading is worth a word from here on.
_ALSO = 0.08
_BLANK = re.compile(r"(<[^<>\n]{1,50}>)")
#: Reasons that are read at a glance; the others open on request.
_FIRST = 4


def show(line: Line) -> dict[str, Any]:
    """Return everything a view shows about ``line``, as values that JSON can hold.

    Offsets count UTF-16 units, as a browser's text fields do.
    """
    verdict, text = line.verdict, line.statement.text
    if verdict.unsure:
        return {"unsure": sentence(verdict.unsure), "announce": sentence(verdict.unsure)}
    listed = _listed_marks(text, line)
    question, offered = _question(line), _rewrites(line)
    return {
        "verdict": _verdict(line),
        "second": None if verdict.second is None else _reading(verdict, verdict.second),
        "also": _also(verdict),
        "short": _short(line),
        "question": question,
        "marks": _flat_marks(text, line),
        "mark_list": listed,
        "parts": _parts(line),
        "evidence": _evidence(verdict),
        "rewrites": [rewrite(words) for words in offered],
        "findings": [_finding(finding, question, offered) for finding in line.findings],
        "announce": _announce(verdict, len(listed), question),
    }


def rewrite(words: str) -> dict[str, Any]:
    """Return a rewrite with its blanks, and the range that its first blank (or its end) takes."""
    pieces = [{"text": text, "blank": bool(i % 2)} for i, text in enumerate(_BLANK.split(words)) if text]
    first = _BLANK.search(words)
    start, end = first.span() if first else (len(words), len(words))
    return {"text": words, "pieces": pieces, "select": [_units(words, start), _units(words, end)]}


def _reading(verdict: Verdict, kind: Kind) -> dict[str, Any]:
    # Nobody is ever a hundred in a hundred sure about somebody else's words.
    hundred = min(99, max(1, round(100 * verdict.probabilities[kind])))
    return {"kind": kind.value, "words": sentence(kind.words), "hundred": f"{hundred} in 100"}


def _also(verdict: Verdict) -> dict[str, Any] | None:
    """Return the other reading that somebody might fairly have, where the call is not a close one."""
    kind, probability = verdict.ranking[1]
    return _reading(verdict, kind) if verdict.second is None and probability >= _ALSO else None


def _short(line: Line) -> dict[str, str] | None:
    """Return how urgent the most urgent finding is, for the margin of a set."""
    first = min(line.findings, key=lambda finding: finding.severity.rank, default=None)
    return None if first is None else {"mark": _MARKS[first.severity], "words": first.severity.words}


def _verdict(line: Line) -> dict[str, Any]:
    verdict = line.verdict
    # Five steps for the meter; a close call never fills more than half of it.
    steps = 1 + sum(verdict.confidence >= bound for bound in (0.5, 0.6, 0.75, 0.9))
    return {
        **_reading(verdict, verdict.kind),
        "sure": verdict.how_sure,
        "steps": steps,
        "means": _CLOSE if verdict.second else line.praise or _MEANS[verdict.kind],
        "clear": _clear(line),
    }


def _clear(line: Line) -> bool:
    """Whether there is nothing to fix: what it was meant to be, and nothing above a note."""
    meant = {None: line.verdict.kind, Role.KEY_RESULT: Kind.OUTCOME_KR, Role.OBJECTIVE: Kind.OBJECTIVE}
    return (
        line.verdict.second is None
        and meant.get(line.statement.role) is line.verdict.kind
        and line.severity in (None, Severity.NOTE)
    )


def _question(line: Line) -> dict[str, str] | None:
    """Return the one question to put first: what settles a close call, else what the first finding asks."""
    if line.verdict.second is not None and line.verdict.settle:
        return {"lead": "This would settle it", "text": line.verdict.settle}
    asks = [finding.ask for finding in line.findings if finding.ask]
    return {"lead": "Ask yourself", "text": asks[0]} if asks else None


def _parts(line: Line) -> list[dict[str, Any]]:
    """Return the parts as labelled fields; for a key result also what is missing, as an invitation."""
    found = {name: words for name, words, _ in parts_of(line)}
    kind, role = line.verdict.kind, line.statement.role
    wanted = kind is Kind.OUTCOME_KR or (role is Role.KEY_RESULT and kind is not Kind.HEARTBEAT)
    names = [*_INVITES] if wanted else [name for name in _INVITES if name in found]
    if "compared with" in found and "baseline" not in found and wanted:
        names[names.index("baseline")] = "compared with"
    if not found and "deadline" in names:
        names.remove("deadline")  # nothing was read, so we cannot say that a date is missing
    names += [name for name in found if name not in names]
    return [
        {
            "name": name,
            "label": sentence(name),
            "text": without_lead(found.get(name, "")),
            "invite": _INVITES.get(name, ""),
            "field": name in PARTS,
        }
        for name in names
    ]


def _spans(line: Line) -> list[tuple[str, str, Span]]:
    """Return (mark, gloss, span) for all marks of the line, most urgent first."""
    marks = [(_MARKS[f.severity], "", f.span) for f in line.findings if f.span is not None]
    marks += [("part", name, span) for name, _, span in parts_of(line)]
    return sorted(marks, key=lambda mark: _URGENCY.index(mark[0]))


def _flat_marks(text: str, line: Line) -> list[dict[str, Any]]:
    """Cut overlapping marks into a row of marks that do not overlap; a part keeps its gloss."""
    spans = _spans(line)
    cuts = sorted({cut for _, _, span in spans for cut in (span.start, span.end) if cut <= len(text)})
    flat = []
    for start, end in pairwise(cuts):
        here = [(mark, gloss, span) for mark, gloss, span in spans if span.start <= start < span.end]
        if here:
            gloss = next((gloss for _, gloss, span in here if gloss and span.start == start), "")
            flat.append(
                {"start": _units(text, start), "end": _units(text, end), "mark": here[0][0], "gloss": gloss}
            )
    return flat


def _listed_marks(text: str, line: Line) -> list[dict[str, Any]]:
    """Return the marks in words, for readers who cannot see them and to walk from one to the next.

    ``finding`` is the number of the finding that a mark belongs to, ``part`` the name of the part.
    """
    listed: list[tuple[Span, dict[str, Any]]] = [
        (
            f.span,
            {
                "says": f"{f.span.of(text)}: {f.severity.words.lower()}, {f.title}",
                "mark": _MARKS[f.severity],
                "finding": i,
            },
        )
        for i, f in enumerate(line.findings)
        if f.span is not None
    ]
    listed += [
        (span, {"says": f"{words}: {name}", "mark": "part", "part": name, "means": _PART_MEANS[name]})
        for name, words, span in parts_of(line)
    ]
    return [
        {"start": _units(text, span.start), "end": _units(text, span.end), **mark}
        for span, mark in sorted(listed, key=lambda mark: mark[0])
    ]


def _evidence(verdict: Verdict) -> dict[str, Any]:
    """Return the reasons, with weights in tenths that add up as they are shown."""
    weights = [piece.weight for piece in verdict.evidence]
    tenths = _tenths(weights)
    top = max(map(abs, weights), default=0) or 1
    signs = [
        {
            "quote": piece.text,
            "says": piece.says,
            "weight": _signed(tenth),
            "share": round(100 * abs(piece.weight) / top),
            "against": piece.weight < 0,
        }
        for piece, tenth in zip(verdict.evidence, tenths, strict=True)
    ]
    return {
        "signs": signs[:_FIRST],
        "more": signs[_FIRST:],
        "more_words": sentence(count(len(signs[_FIRST:]), "more reason")),
        "total": _signed(sum(tenths)),
        "adds_up": f"Adds up to, {verdict.kind.words} rather than {verdict.ranking[1][0].words}",
    }


def _tenths(weights: list[float]) -> list[int]:
    """Round to tenths so that the rounded weights add up to the rounded sum (largest remainders)."""
    lower = [int(weight * 10 // 1) for weight in weights]
    missing = round(sum(weights) * 10) - sum(lower)
    by_rest = sorted(range(len(weights)), key=lambda i: lower[i] - weights[i] * 10)
    for i in by_rest[:missing]:
        lower[i] += 1
    return lower


def _signed(tenths: int) -> str:
    return f"{'−' if tenths < 0 else '+'}{abs(tenths) / 10:.1f}"


def _rewrites(line: Line) -> list[str]:
    """Every rewrite that is offered, once, those of the most urgent finding first."""
    return list(dict.fromkeys(words for finding in line.findings for words in finding.rewrites))[:4]


def _finding(finding: Finding, question: dict[str, str] | None, offered: list[str]) -> dict[str, Any]:
    """Return a finding; ``offer`` is the number of its first rewrite among those that are offered."""
    own = finding.rewrites[:1]
    asked = question is not None and question["text"] == finding.ask
    return {
        "severity": _MARKS[finding.severity],
        "words": finding.severity.words,
        "code": finding.code,
        "title": finding.title,
        "what": finding.what,
        "why": finding.why,
        "ask": "" if asked else finding.ask,  # never the same question twice
        "sources": [f"{source.work}: {source.claim}" for source in finding.sources],
        "disagrees": finding.disagrees,
        "offer": offered.index(own[0]) if own and own[0] in offered else None,
    }


def _announce(verdict: Verdict, marks: int, question: dict[str, str] | None) -> str:
    kinds = (
        verdict.kind.words if verdict.second is None else f"{verdict.kind.words} or {verdict.second.words}"
    )
    said = [f"{kinds}, {verdict.how_sure}", count(marks, "mark")]
    if question:
        said.append(f"Question: {question['text']}")
    return " ".join(part if part.endswith("?") else f"{sentence(part)}." for part in said)


def _units(text: str, offset: int) -> int:
    """Return an offset in code points as one in UTF-16 units."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
