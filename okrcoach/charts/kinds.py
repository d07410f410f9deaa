"""What the key results of a set are: one mark for each, sorted by kind, the finding as the title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from okrcoach.charts.drawing import framed, records
from okrcoach.charts.look import LOOKS, NOT_JUDGED, SHAPES, Theme, plain
from okrcoach.model import Critique, Kind, Line, Role

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
#: From what a key result should be to what is furthest from it; what we cannot judge comes last.
_ORDER = (Kind.OUTCOME_KR, Kind.TASK, Kind.HEARTBEAT, Kind.OBJECTIVE, NOT_JUDGED)
#: Layout in pixels: the words on the left, then so many marks in a row.
_WORDS, _STEP, _ROW, _PER_ROW = 156, 64, 42, 6


def kinds_title(critique: Critique) -> str:
    """Return the finding, as a sentence: "Four of eight key results are not results yet"."""
    kinds = [_kind(line) for line in _key_results(critique)]
    unread = kinds.count(NOT_JUDGED)
    total = len(kinds) - unread
    off = total - kinds.count(Kind.OUTCOME_KR)
    rest = f"; {_number(unread)} more could not be judged" if unread else ""
    if not total:
        return "No key result here could be judged" if unread else "There are no key results here yet"
    if total == 1:
        return "The one key result is " + ("not a result yet" if off else "a result") + rest
    if off in (0, total):
        return f"All {_number(total)} key results are {'still to become results' if off else 'results'}{rest}"
    verb, noun = ("is", "a result") if off == 1 else ("are", "results")
    return f"{_number(off).capitalize()} of {_number(total)} key results {verb} not {noun} yet{rest}"


def kinds_in_words(critique: Critique) -> str:
    """Return the text alternative: the title, then each kind with the ids of its lines."""
    found = [f"{_words(kind)}: {', '.join(map(_label, lines))}." for kind, lines in _rows(critique)]
    return " ".join([f"{kinds_title(critique)}.", *found])


def kinds_chart(critique: Critique, theme: Theme = "any") -> alt.LayerChart:
    """Return a chart with one mark for each key result of ``critique``, labelled with its id.

    The words of the author reach the chart as data only, never as an expression, a link or a
    field's name. A dashed outline is a close call. ``theme`` is ``any`` for charts shown or
    saved on their own, ``page`` for an SVG inside an ``.okr`` page (see ``okrcoach.charts.look``).
    """
    look = LOOKS[theme]
    marks: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    row = 0
    for kind, lines in _rows(critique):
        heads.append({"y": row, "words": _words(kind)})
        for i, line in enumerate(lines):
            marks.append(_mark(line, kind, i % _PER_ROW, row + i // _PER_ROW))
        row += 1 + (len(lines) - 1) // _PER_ROW
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WORDS + _PER_ROW * _STEP], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.5, max(row, 1) - 0.5], reverse=True, nice=False))
    signs = (
        alt.Chart(records(marks))
        .mark_point(size=360, strokeWidth=2, opacity=1, filled=False, strokeJoin="round", strokeCap="round")
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("kind:N", legend=None, scale=_scale(SHAPES)),
            color=alt.Color("kind:N", legend=None, scale=_scale(look.kinds)),
            strokeDash=alt.condition("datum.close", alt.value([4, 3]), alt.value([1, 0])),
            description="says:N",
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in _TOOLTIP.items()],
        )
    )
    ids = signs.mark_text(align="left", dx=16, fontSize=13, limit=_STEP - 28, aria=False).encode(
        x=x, y=y, text="id:N", color=alt.value(look.ink), shape=alt.Undefined, strokeDash=alt.Undefined,
        description=alt.Undefined,
    )  # fmt: skip
    words = (
        alt.Chart(records(heads))
        .mark_text(align="left", fontSize=13, aria=False)
        .encode(x=alt.value(0), y=y, text="words:N", color=alt.value(look.label))
    )
    return framed(
        alt.layer(words, signs, ids),
        look,
        size=(_WORDS + _PER_ROW * _STEP, max(row, 1) * _ROW),
        title=kinds_title(critique),
        subtitle=["A dashed outline is a close call."] if any(m["close"] for m in marks) else [],
        words=kinds_in_words(critique),
    )


def _scale(by_kind: Mapping[str, str]) -> alt.Scale:
    kinds = [str(kind) for kind in _ORDER]
    return alt.Scale(domain=kinds, range=[by_kind[kind] for kind in kinds])


#: Field -> heading in the tooltip.
_TOOLTIP = {"id": "Line", "text": "Words", "words": "Read as", "sure": "How sure"}


def _mark(line: Line, kind: str, column: int, row: int) -> dict[str, Any]:
    verdict = line.verdict
    sure = verdict.how_sure if verdict.unsure else f"{verdict.how_sure}, {_hundred(line)} in 100"
    words, name, text = _words(kind), _label(line), plain(line.statement.text)
    return {
        "x": _WORDS + column * _STEP + 12,
        "y": row,
        "kind": str(kind),
        "close": verdict.second is not None and not verdict.unsure,
        "id": name,
        "text": text,
        "words": words,
        "sure": sure,
        "says": f"{name} {text} ({words}, {sure})",
    }


def _key_results(critique: Critique) -> list[Line]:
    """Return the lines that their author filed as key results."""
    filed = {kr.statement for objective in critique.okr_set.objectives for kr in objective.key_results}
    return [
        line
        for line in critique.lines
        if line.statement in filed or (line.statement.role is Role.KEY_RESULT and line.statement.text)
    ]


def _rows(critique: Critique) -> list[tuple[str, list[Line]]]:
    lines = _key_results(critique)
    rows = [(str(kind), [line for line in lines if _kind(line) == kind]) for kind in _ORDER]
    return [(kind, found) for kind, found in rows if found]


def _kind(line: Line) -> str:
    return NOT_JUDGED if line.verdict.unsure else line.verdict.kind


def _words(kind: str) -> str:
    return (NOT_JUDGED if kind == NOT_JUDGED else Kind(kind).words).capitalize()


def _label(line: Line) -> str:
    return plain(line.statement.id) or "?"


def _hundred(line: Line) -> int:
    return min(99, round(100 * line.verdict.confidence))


def _number(n: int) -> str:
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)
