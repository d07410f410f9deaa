"""A view's advice as plain texts, one for each line: what a comment beside a cell says."""

from __future__ import annotations

from okrcoach.model import Critique, Statement
from okrcoach.report.view import Note, View


def cell_notes(critique: Critique, view: View) -> tuple[tuple[Statement, str], ...]:
    """Return pairs of a statement and what is said about it; lines with nothing to say are left out.

    What is said about an objective with its key results stands at the objective, what is said about the
    whole set at its first line.
    """
    lines = list(zip(critique.lines, view.lines, strict=True))
    notes: list[tuple[Statement, str]] = []
    groups = {line.statement.id for line in critique.lines}
    for number, (line, shown) in enumerate(lines):
        told = [_told(note) for note in shown.notes]
        about = [n for n in view.set_notes if line.statement.id and line.statement.id in n.ids]
        if number == 0:
            about += [n for n in view.set_notes if not groups.intersection(n.ids)]
        told += [f"{note.about}. {_told(note)}" for note in about]
        head = (
            f"Not judged. {shown.unsure}"
            if shown.unsure
            else f"Reads as: {shown.kind_words}, {shown.how_sure}."
        )
        if shown.settle:
            told.insert(0, shown.settle)
        if shown.ready:
            told.insert(0, "Ready to agree on.")
        if shown.praise and not told:
            told.append(shown.praise)
        if told:
            notes.append((line.statement, "\n\n".join([head, *told])))
    return tuple(notes)


def _told(note: Note) -> str:
    rows = [f"{note.severity}: {note.headed}", note.what, f"Ask: {note.ask}"]
    rows += [f"Say instead: {''.join(piece.text for piece in pieces)}" for pieces in note.rewrites]
    return "\n".join(row for row in rows if row)
