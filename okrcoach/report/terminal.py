"""A view in a terminal, with or without colour: marks are drawn as lines below the words.

Everything is printed as rich ``Text``, never as a string, so that ``[bold]`` in a draft stays
what it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from okrcoach.report.marks import MarkName, Run
from okrcoach.report.view import LineView, Note, Piece, View

#: How a mark is drawn under the words, and in which style where there is colour.
_DRAWN: dict[MarkName | None, str] = {
    "fix": "~",
    "later": "~",
    "look": "-",
    "note": ".",
    "part": " ",
    None: " ",
}
_STYLE: dict[MarkName | None, str] = {
    "fix": "red",
    "later": "",
    "look": "cyan",
    "note": "dim",
    "part": "",
    None: "",
}
#: Style of a kind; the word always stands beside it.
KIND_STYLE = {"objective": "blue", "outcome_kr": "green", "task": "yellow", "heartbeat": "magenta"}
#: Longer rows are hard to read; the rest of a wide terminal stays empty.
WIDEST = 100
NARROWEST = 40


def terminal(stream: IO[str] | None = None, *, width: int | None = None) -> Console:
    """Return a console for ``stream`` (standard output by default) that interprets nothing in a text.

    Colour only where the stream is a terminal and ``NO_COLOR`` is not set. ``width`` in columns;
    by default that of the terminal, within what can be read.
    """
    console = _Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
    console.width = max(NARROWEST, min(console.width, WIDEST))
    return console


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command to end quietly, with its own exit code."""
        raise


def as_text(view: View, width: int) -> str:
    """Return the report as plain text at most ``width`` columns wide (but 40 at least), without colour."""
    out = io.StringIO()
    console = Console(file=out, width=max(width, NARROWEST), color_system=None, force_terminal=False)
    print_report(view, console)
    return "\n".join(row.rstrip() for row in out.getvalue().split("\n"))


def print_report(view: View, console: Console) -> None:
    """Print the whole report."""
    say = _Speaker(console)
    say(view.title, "bold")
    if view.cycle:
        say(view.cycle, "dim")
    say.gap()
    say(view.summary)
    if view.lines:
        _goods(view, say)
        _fixes(view, say)
        _lines(view, say)
        _whole(view, say)
        _rules(view, say)
        _left_out(view, say)
        _score(view, say)
    say.gap()
    say("Read by rules, on one computer, without sending your words anywhere.", "dim")
    say(f"School followed: {view.school.title}. {view.school.says}".strip(), "dim")


class _Speaker:
    """Prints paragraphs with an indent."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def __call__(self, text: str | Text, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """Print a paragraph; ``hang`` is the extra indent of its second and later rows."""
        body = text if isinstance(text, Text) else Text(text, style)
        rows = body.wrap(self.console, self.console.width - indent - hang, overflow="fold")
        for n, row in enumerate(rows):
            row.rstrip()
            self.console.print(Padding(row, (0, 0, 0, indent + (hang if n else 0)), expand=False))

    def gap(self) -> None:
        self.console.print()

    def head(self, text: str) -> None:
        self.gap()
        self(text, "bold")

    def words(self, runs: tuple[Run, ...], indent: int, style: str = "") -> None:
        """Print the author's words, with a row of marks below each row that has any."""
        for row in _rows(runs, self.console.width - indent):
            self.console.print(
                Padding(Text("".join(c for c, _ in row).rstrip(), style), (0, 0, 0, indent), expand=False)
            )
            below = Text()
            for char, mark in row:
                below.append(_DRAWN[mark] * cell_len(char), _STYLE[mark])
            if below.plain.strip():
                below.rstrip()
                self.console.print(Padding(below, (0, 0, 0, indent), expand=False))

    def advice(self, note: Note, indent: int) -> None:
        self(Text.assemble(("Ask: ", "dim"), note.ask), indent=indent, hang=2)
        for pieces in note.rewrites:
            self(Text.assemble(("Say instead: ", "dim"), _rewrite(pieces)), indent=indent, hang=2)


def _goods(view: View, say: _Speaker) -> None:
    say.head("What is good")
    if not view.goods:
        say("No line stands without a question yet, which is usual for a first draft.")
    for line in view.goods:
        say(Text.assemble(("+ ", "green"), f"“{line.text.strip()}”"), hang=2)
        say(line.praise, indent=2)


def _fixes(view: View, say: _Speaker) -> None:
    say.head(view.fixes_title)
    for n, fix in enumerate(view.fixes, 1):
        if n > 1:
            say.gap()
        say(Text.assemble((f"{n}  ", "bold red"), (f"{fix.note.about}: {fix.note.title}", "bold")), hang=3)
        say.words(fix.runs, indent=3)
        say(f"{fix.note.what} {fix.note.why}", indent=3)
        say.advice(fix.note, indent=3)


def _lines(view: View, say: _Speaker) -> None:
    say.head("Line by line")
    say(
        Text.assemble(
            ("~~~", _STYLE["fix"]), " fix first   ", ("---", _STYLE["look"]), " worth a look   ",
            ("...", _STYLE["note"]), " good to know",
        )
    )  # fmt: skip
    indent = min(max(cell_len(line.label) for line in view.lines) + 2, 12)
    for line in view.lines:
        say.gap()
        say(_heading(line, indent), hang=indent)
        say.words(line.runs, indent, "bold" if line.objective else "")
        if line.beside:
            say(f"Filed beside it: {line.beside}", "dim", indent=indent)
        if line.settle:
            say(line.settle, indent=indent)
        if line.ready:
            say("+ Ready to agree on", "green", indent=indent)
        for note in line.notes:
            _aside(note, say, indent)


def _heading(line: LineView, indent: int) -> Text:
    head = Text(line.label.ljust(indent), "dim")
    if line.unsure:
        return head.append(f"not judged. {line.unsure}")
    head.append(line.kind_words, KIND_STYLE[line.kind]).append(f", {line.how_sure}", "dim")
    return head.append(f"; could also be read as {line.second}", "dim") if line.second else head


def _aside(note: Note, say: _Speaker, indent: int, before: str = "") -> None:
    bullet = (_DRAWN[note.mark] * 3 + " ", _STYLE[note.mark])
    head = Text.assemble(bullet, (f"{before}{note.title}", "bold"))
    if note.see_fix:
        say(head.append(f". See point {note.see_fix} above.", "not bold"), indent=indent, hang=4)
        return
    say(head, indent=indent, hang=4)
    say(note.what, indent=indent + 4)
    say.advice(note, indent + 4)


def _whole(view: View, say: _Speaker) -> None:
    if view.set_notes:
        say.head("The set as a whole")
        for note in view.set_notes:
            _aside(note, say, 0, f"{note.about}: ")
            if note.lines:
                say(note.lines, "dim", indent=4)
    say.head(view.kinds_title)
    for column in view.columns:
        hint = f" ({column.hint})" if column.hint else ""
        say(f"{column.title}: {', '.join(column.labels)}{hint}", indent=2, hang=2)
    for picture in view.pictures:
        say.head(picture.title)
        for side in picture.sides:
            labels = ", ".join(side.labels) or "no line yet"
            say(f"{side.title} ({side.hint[:1].lower()}{side.hint[1:]}): {labels}", indent=2, hang=2)


def _rules(view: View, say: _Speaker) -> None:
    if not view.rules:
        return
    say.head("Rules used, and whom they follow")
    for rule in view.rules:
        say(Text.assemble((rule.code, "bold"), f"  {rule.title} ({', '.join(rule.about)})"), indent=2, hang=2)
        for work, claim in rule.sources:
            say(f"Follows {work}: {claim}", "dim", indent=4, hang=2)
        if rule.disagrees:
            say(f"Sees it differently: {rule.disagrees}", "dim", indent=4)


def _left_out(view: View, say: _Speaker) -> None:
    if view.set_aside or view.known:
        say.head("Left out")
    for aside in view.set_aside:
        about = f" (line {aside.about})" if aside.about else ""
        say(Text.assemble((aside.code, "bold"), f"  {aside.title}{about}"), indent=2, hang=2)
        if aside.text:
            say(f"“{aside.text}”", indent=4)
        say(f"Set aside: {aside.reason}", "dim", indent=4)
    if view.known:
        say(view.known, indent=2)


def _score(view: View, say: _Speaker) -> None:
    if view.score is None:
        return
    say.head(view.score.title)
    for part in view.score.parts:
        say(f"{part.got} of {part.most}  {part.title}. {part.says}", indent=2, hang=10)
    say(view.score.caveat, "dim", indent=2)


def _rewrite(pieces: tuple[Piece, ...]) -> Text:
    text = Text()
    for piece in pieces:
        text.append(piece.text, "reverse" if piece.blank else "italic")
    return text


def _rows(runs: tuple[Run, ...], width: int) -> Iterator[list[tuple[str, MarkName | None]]]:
    """Break marked words into rows of at most ``width`` cells, at spaces where there are any."""
    row: list[tuple[str, MarkName | None]] = []
    used = 0
    for char, mark in ((c, run.mark) for run in runs for c in run.text):
        cells = cell_len(char)
        if used + cells > width and char != " ":
            cut = max((i + 1 for i, (c, _) in enumerate(row) if c == " "), default=len(row))
            yield row[:cut]
            row = row[cut:]
            used = sum(cell_len(c) for c, _ in row)
        row.append((char, mark))
        used += cells
    if row:
        yield row
