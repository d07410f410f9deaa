"""A view as a Word document, for those who answer in one: A4, no macros, no links."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from okrcoach.report.marks import MarkName, Run
from okrcoach.report.view import LineView, Note, Piece, View

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

#: The author's words are set in a book serif, ours in a sans, as on the page.
_YOURS, _OURS = "Georgia", "Calibri"
_FIX, _QUIET = "A3160F", "5C5F64"


class NoWord(RuntimeError):  # noqa: N818 - what is missing is said in the message
    """python-docx is not there."""


def as_document(view: View) -> bytes:
    """Return the report as a .docx file. Raises ``NoWord`` when python-docx is not installed."""
    try:
        import docx
    except ImportError as error:
        raise NoWord(
            "Word documents need the package python-docx. Install it with: pip install 'okrcoach[docx]'"
        ) from error
    document = docx.Document()
    _set_up(document, view)
    write = _Writer(document)
    write.head(view.title, 0)
    if view.cycle:
        write.say(view.cycle, quiet=True)
    write.say(view.summary)
    if view.lines:
        _goods(view, write)
        _fixes(view, write)
        _lines(view, write)
        _whole(view, write)
        _rules(view, write)
        _left_out(view, write)
        _score(view, write)
    write.say("Read by rules, on one computer, without sending your words anywhere.", quiet=True)
    write.say(f"School followed: {view.school.title}. {view.school.says}".strip(), quiet=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Document, view: View) -> None:
    from datetime import UTC, datetime

    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name in (
            "Normal",
            "Title",
            "Heading 1",
            "Heading 2",
        ):
            style.font.name = _OURS
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for name in list(fonts.attrib):
                if "Theme" in name:  # a theme's font would win over the named one
                    del fonts.attrib[name]
            fonts.set(qn("w:hAnsi"), _OURS)
            style.font.color.rgb = RGBColor.from_string("1C1E22")
    document.styles["Normal"].font.size = Pt(10.5)
    about = document.core_properties
    # The dates of the empty document that python-docx starts from would mislead.
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    about.author, about.title, about.comments = "okrcoach", view.title[:255], ""


class _Writer:
    """Adds paragraphs; every text in a view has no character that XML cannot hold."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def head(self, text: str, level: int = 1) -> None:
        self.document.add_heading(text, level)

    def say(self, text: str, style: str = "Normal", *, quiet: bool = False, lead: str = "") -> Paragraph:
        """Add a paragraph of ours; ``lead`` is set in bold before it."""
        paragraph = self.document.add_paragraph(style=style)
        if lead:
            paragraph.add_run(f"{lead} ").bold = True
        run = paragraph.add_run(text)
        if quiet:
            self.colour(run, _QUIET)
        return paragraph

    def words(self, runs: tuple[Run, ...], *, bold: bool = False) -> None:
        """Add the author's words with their marks drawn as lines under them."""
        from docx.enum.text import WD_UNDERLINE

        drawn: dict[MarkName | None, WD_UNDERLINE] = {
            "fix": WD_UNDERLINE.WAVY,
            "later": WD_UNDERLINE.WAVY,
            "look": WD_UNDERLINE.DASH,
            "note": WD_UNDERLINE.DOTTED,
            "part": WD_UNDERLINE.SINGLE,
        }
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        for run in runs:
            piece = paragraph.add_run(run.text)
            piece.font.name, piece.bold = _YOURS, bold
            if run.mark in drawn:
                piece.underline = drawn[run.mark]
            if run.mark == "fix":
                self.colour(piece, _FIX)

    def rewrite(self, pieces: tuple[Piece, ...]) -> None:
        paragraph = self.say("", "List Bullet", lead="Say instead:")
        for piece in pieces:
            run = paragraph.add_run(piece.text)
            run.font.name, run.italic = (_OURS, True) if piece.blank else (_YOURS, False)

    def note(self, note: Note) -> None:
        if note.see_fix:
            self.say(f"See point {note.see_fix} above.", lead=f"{note.severity}: {note.headed}")
            return
        self.say(note.what, lead=f"{note.severity}: {note.headed}")
        self.advice(note)

    def advice(self, note: Note) -> None:
        self.say(note.ask, "List Bullet", lead="Ask:")
        for pieces in note.rewrites:
            self.rewrite(pieces)

    def table(self, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        from docx.shared import Pt

        table = self.document.add_table(rows=1, cols=len(headings), style="Light List")
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            cell.text = text
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for cells in table.rows:
            for cell in cells.cells:
                for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                    run.font.size = Pt(8.5)

    @staticmethod
    def colour(run: object, hexadecimal: str) -> None:
        from docx.shared import RGBColor
        from docx.text.run import Run as WordRun

        if isinstance(run, WordRun):
            run.font.color.rgb = RGBColor.from_string(hexadecimal)


def _goods(view: View, write: _Writer) -> None:
    write.head("What is good")
    if not view.goods:
        write.say("No line stands without a question yet, which is usual for a first draft.")
    for line in view.goods:
        write.words((Run(line.text.strip(), None, ()),))
        write.say(line.praise)


def _fixes(view: View, write: _Writer) -> None:
    write.head(view.fixes_title)
    for n, fix in enumerate(view.fixes, 1):
        write.head(f"{n}. {fix.note.about}: {fix.note.title}", 2)
        if fix.runs:
            write.words(fix.runs)
        write.say(f"{fix.note.what} {fix.note.why}")
        write.advice(fix.note)


def _lines(view: View, write: _Writer) -> None:
    write.head("Line by line")
    write.say(
        "Wavy: fix first. Dashed: worth a look. Dotted: good to know. Solid: a part we could read.",
        quiet=True,
    )
    for line in view.lines:
        write.head(f"{line.label}  {_reading(line)}", 2)
        write.words(line.runs, bold=line.objective)
        if line.beside:
            write.say(f"Filed beside it: {line.beside}", quiet=True)
        if line.settle:
            write.say(line.settle)
        if line.ready:
            write.say("Ready to agree on.")
        for note in line.notes:
            write.note(note)


def _reading(line: LineView) -> str:
    if line.unsure:
        return f"Not judged. {line.unsure}"
    second = f"; could also be read as {line.second}" if line.second else ""
    return f"{line.kind_words}, {line.how_sure}{second}"


def _whole(view: View, write: _Writer) -> None:
    if view.set_notes:
        write.head("The set as a whole")
        for note in view.set_notes:
            write.head(f"{note.about}. {note.lines}".rstrip(". "), 2)
            write.note(note)
    write.head(view.kinds_title)
    for column in view.columns:
        hint = f" ({column.hint})" if column.hint else ""
        write.say(f"{', '.join(column.labels)}{hint}", "List Bullet", lead=f"{column.title}:")
    for picture in view.pictures:
        write.head(picture.title)
        for side in picture.sides:
            labels = ", ".join(side.labels) or "no line yet"
            write.say(labels, "List Bullet", lead=f"{side.title} ({side.hint.lower()}):")


def _rules(view: View, write: _Writer) -> None:
    if not view.rules:
        return
    write.head("Rules used, and whom they follow")
    rows: list[tuple[str, ...]] = [
        (
            f"{rule.title} ({rule.code})",
            ", ".join(rule.about),
            "\n".join(f"{work}: {claim}" for work, claim in rule.sources) or "–",
            rule.disagrees or "–",
        )
        for rule in view.rules
    ]
    write.table(("Rule", "Lines", "Follows", "Sees it differently"), rows)


def _left_out(view: View, write: _Writer) -> None:
    if view.set_aside or view.known:
        write.head("Left out")
    for aside in view.set_aside:
        about = f", line {aside.about}" if aside.about else ""
        if aside.text:
            write.words((Run(aside.text, None, ()),))
        write.say(f"Set aside: {aside.reason}", lead=f"{aside.title} ({aside.code}{about}).")
    if view.known:
        write.say(view.known)


def _score(view: View, write: _Writer) -> None:
    if view.score is None:
        return
    write.head(view.score.title)
    for part in view.score.parts:
        write.say(f"{part.got} of {part.most}. {part.says}", "List Bullet", lead=f"{part.title}:")
    write.say(view.score.caveat, quiet=True)
