"""A view as a workbook of our own: one row a line, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from okrcoach.report.view import LineView, Note, View

if TYPE_CHECKING:
    from openpyxl import Workbook

_Row = tuple[str, ...]
#: What a cell can hold; the rest of a longer text is cut, with a sign.
LONGEST = 32_767
#: Would be read as an escaped character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_LINES = (
    ("Line", 8), ("Words", 60), ("Reads as", 20), ("How sure", 16), ("How soon", 14), ("What was found", 60),
    ("Ask", 44), ("Say instead", 60), ("What is good", 40),
)  # fmt: skip
_POINTS = (
    ("How soon", 14), ("About", 30), ("Lines", 20), ("Title", 36), ("What was found", 60), ("Why", 50),
    ("Ask", 44), ("Say instead", 60),
)  # fmt: skip
_RULES = (("Rule", 20), ("Title", 40), ("Lines", 20), ("Follows", 80), ("Sees it differently", 60))
_ABOUT = (("Part", 32), ("Says", 100))


def as_workbook(view: View) -> bytes:
    """Return the report as an .xlsx file: lines, findings about the set, rules, and the rest."""
    from openpyxl import Workbook

    workbook = Workbook()
    if workbook.active is not None:
        workbook.remove(workbook.active)
    _sheet(workbook, "Lines", _LINES, map(_line, view.lines))
    _sheet(workbook, "First", _POINTS, (_point(fix.note) for fix in view.fixes))
    _sheet(workbook, "Whole set", _POINTS, map(_point, view.set_notes))
    _sheet(workbook, "Rules", _RULES, _rules(view))
    _sheet(workbook, "About", _ABOUT, _about(view))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _line(line: LineView) -> _Row:
    notes = line.notes
    return (
        line.label,
        line.text,
        "not judged" if line.unsure else line.kind_words,
        "" if line.unsure else line.how_sure,
        notes[0].severity if notes else "Ready to agree on" if line.ready else "",
        "\n".join([*([line.unsure] if line.unsure else []), *(f"{n.headed} {n.what}" for n in notes)]),
        "\n".join([*([line.settle] if line.settle else []), *(n.ask for n in notes)]),
        "\n".join(text for note in notes for text in _rewrites(note)),
        line.praise,
    )


def _point(note: Note) -> _Row:
    rewrites = "\n".join(_rewrites(note))
    return (note.severity, note.about, note.lines, note.title, note.what, note.why, note.ask, rewrites)


def _rewrites(note: Note) -> list[str]:
    return ["".join(piece.text for piece in pieces) for pieces in note.rewrites]


def _rules(view: View) -> Iterable[_Row]:
    for rule in view.rules:
        follows = "\n".join(f"{work}: {claim}" for work, claim in rule.sources)
        yield rule.code, rule.title, ", ".join(rule.about), follows, rule.disagrees


def _about(view: View) -> Iterable[_Row]:
    yield "Draft", view.title
    yield "For", view.cycle
    yield "Summary", view.summary
    for picture in view.pictures:
        for side in picture.sides:
            yield f"{side.title}: {side.hint.lower()}", ", ".join(side.labels) or "no line yet"
    for aside in view.set_aside:
        yield f"Set aside: {aside.code} {aside.about}".strip(), aside.reason
    if view.known:
        yield "Baseline", view.known
    if view.score is not None:
        for part in view.score.parts:
            yield part.title, f"{part.got} of {part.most}. {part.says}"
        yield view.score.title, view.score.caveat
    yield "School followed", f"{view.school.title}. {view.school.says}".strip()


def _sheet(
    workbook: Workbook, title: str, columns: tuple[tuple[str, int], ...], rows: Iterable[_Row]
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(title)
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for number, row in enumerate([tuple(name for name, _ in columns), *rows], 1):
        for column, text in enumerate(row, 1):
            if not text:
                continue
            cell = sheet.cell(number, column)
            shown = _ESCAPE.sub("_x005F_", text)
            cell.value = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
            # A text, whatever it begins with: said to the file, and to the person who edits the cell.
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(tuple("=+-@\t＝＋－＠"))
            cell.alignment = wrapped
            if number == 1:
                cell.font = bold
    for column, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
