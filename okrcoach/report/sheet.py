"""A plain sheet of sections and rows, and its renderings; flow, benefits and stop list are shown on it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from okrcoach.report.html import whole_page
from okrcoach.report.inert import visible
from okrcoach.report.markdown import escape
from okrcoach.report.svg import inert

#: Columns of the plain text.
WIDTH = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing to say, and what belongs under it."""

    text: str
    #: Id, printed before it.
    label: str = ""
    #: The words are the author's, not ours.
    yours: bool = False
    under: tuple[str, ...] = ()
    #: The coaching question.
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with rows."""

    title: str
    lead: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What there is to show, without a word of how."""

    title: str
    #: Day or days it speaks of.
    when: str = ""
    lead: str = ""
    sections: tuple[Section, ...] = ()


def as_text(sheet: Sheet) -> str:
    """Return the sheet as plain text, at most :data:`WIDTH` columns wide; nothing steers a terminal."""
    lines = [_wrapped(" \u00b7 ".join(part for part in (sheet.title, sheet.when) if part))]
    lines += [_wrapped(sheet.lead)] if sheet.lead else []
    for section in sheet.sections:
        lines += ["", _wrapped(section.title)]
        lines += [_wrapped(section.lead, 2)] if section.lead else []
        for row in section.rows:
            label = f"{row.label}  " if row.label else ""
            lines.append(_wrapped(f"{label}{row.text}", 2, hang=min(len(visible(label)), 12)))
            lines += [_wrapped(line, 6) for line in row.under]
            lines += [_wrapped(f"? {row.ask}", 6)] if row.ask else []
    return "\n".join(lines) + "\n"


def as_markdown(sheet: Sheet) -> str:
    """Return the sheet as Markdown; no word in it can become markup."""

    def plain(text: str) -> str:
        return escape(visible(text))

    parts = [f"# {plain(sheet.title)}", plain(sheet.when), plain(sheet.lead)]
    for section in sheet.sections:
        parts += [f"## {plain(section.title)}", plain(section.lead)]
        rows = []
        for row in section.rows:
            label = f"**{plain(row.label)}** " if row.label else ""
            rows.append(f"- {label}{plain(row.text)}")
            rows += [f"  {plain(line)}" for line in row.under if line]
            rows += [f"  *{plain(row.ask)}*"] if row.ask else []
        parts.append("\n".join(rows))
    return "\n\n".join(part for part in parts if part) + "\n"


def as_html(sheet: Sheet, drawings: Sequence[str] = ()) -> str:
    """Return a complete page that needs nothing but itself: no script, nothing fetched.

    ``drawings`` are SVGs with a title and a text alternative of their own, shown above the sections.
    Raises ``ValueError`` for one that is no SVG.
    """
    return whole_page("sheet.html.j2", sheet=sheet, drawings=[inert(drawing) for drawing in drawings])


def _wrapped(text: str, indent: int = 0, hang: int = 0) -> str:
    return textwrap.fill(
        visible(text), WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hang),
        break_long_words=True, break_on_hyphens=False,
    )  # fmt: skip
