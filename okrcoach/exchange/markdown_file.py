"""Markdown: headings, lists, checkboxes, tables, front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from okrcoach.exchange.building import Builder, check_length, check_lines
from okrcoach.exchange.columns import line_field
from okrcoach.exchange.headlines import read_name
from okrcoach.exchange.layout import Row
from okrcoach.exchange.lookahead import Item
from okrcoach.exchange.marks import section_of, take_label, take_marks
from okrcoach.exchange.outline import read_outline
from okrcoach.exchange.plain_text import indent_of, lines_of, read_plain

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_FRONT_MATTER = 100


def read_markdown(text: str, builder: Builder) -> None:
    """File the statements of Markdown; without headings, lists or tables it is read as plain text."""
    lines = lines_of(text)
    check_lines(sum(map(bool, map(str.strip, lines))), builder.file)
    for row, line in enumerate(lines, 1):
        check_length(line.strip(), builder.file, row)
    start = _front_matter(lines, builder)
    items = _items(lines, start)
    if any(item.kind in ("heading", "bullet", "table") for item in items):
        read_outline(items, builder, markdown=True)
    else:
        read_plain("\n" * start + "\n".join(lines[start:]), builder)


def looks_like_markdown(text: str) -> bool:
    """Whether pasted text has headings, bold labels or table rows of Markdown."""
    return any(
        _HEADING.match(line) or line.lstrip().startswith(("**", "__", "- [", "* [")) or _is_table_row(line)
        for line in lines_of(text)
    )


def _front_matter(lines: Sequence[str], builder: Builder) -> int:
    """Read "title: ..." lines between two "---" at the top; return where the text begins."""
    if not lines or lines[0].strip("\ufeff \t") != "---":
        return 0
    end = next((i for i, line in enumerate(lines[1:_FRONT_MATTER], 1) if line.strip() in ("---", "...")), 0)
    for line in lines[1:end]:
        if line.strip():
            key, colon, value = line.partition(":")
            read_name(
                f"{key.strip()}: {value.strip().strip(chr(34) + chr(39))}" if colon else line.strip(), builder
            )
    return end + 1 if end else 0


def _items(lines: Sequence[str], start: int) -> list[Item]:
    items: list[Item] = []
    gap, fenced, comment = True, "", False
    at = start
    while at < len(lines):
        line, row = lines[at], at + 1
        stripped = line.strip()
        at += 1
        if fenced or stripped.startswith(("```", "~~~")):
            if fenced and stripped.startswith(fenced):
                fenced = ""
            elif fenced:
                items.append(Item(kind="prose", key=0, text=stripped, row=row)) if stripped else None
            else:
                fenced = stripped[:3]
            gap = True
        elif comment or stripped.startswith("<!--"):
            comment = "-->" not in stripped
            words = stripped.removeprefix("<!--").removesuffix("-->").strip()
            if words:
                items.append(Item(kind="prose", key=0, text=words, row=row))
        elif not gap and items and items[-1].kind == "line" and set(stripped) in ({"="}, {"-"}):
            items[-1] = replace(items[-1], kind="heading", key=1 if stripped[0] == "=" else 2)
            gap = True
        elif not stripped or (not stripped.strip("-_* \t") and len(stripped) > 2):
            gap = True
        elif _is_table(lines, at - 1):
            end = next((i for i in range(at, len(lines)) if "|" not in lines[i]), len(lines))
            items.append(Item(kind="table", key=0, text="", row=row, rows=_table(lines, at - 1, end)))
            at, gap = end, True
        elif found := _HEADING.match(line):
            words = _clean(re.sub(r"(?:^|[ \t])#{1,100}[ \t]*$", "", stripped[len(found[1]) :].strip()))
            items.append(
                Item(kind="heading", key=len(found[1]), text=take_marks(words).text, row=row, gap=gap)
            )
            gap = False
        else:
            _text_line(line, row, gap, items)
            gap = False
    return items


def _text_line(line: str, row: int, gap: bool, items: list[Item]) -> None:
    """Append a paragraph or list line, or carry on the one above it."""
    quoted = line.lstrip().removeprefix("> ") if line.lstrip().startswith(">") else line
    marked = take_marks(quoted)
    before = items[-1] if items else None
    new = marked.listed or take_label(marked.text)[0] or line_field(marked.text) or section_of(marked.text)
    indent = 2 * indent_of(quoted)
    words = _clean(marked.text)
    if before and not gap and not new and before.kind in ("bullet", "line", "prose"):
        # a line break inside a paragraph is a space in Markdown, except after two spaces
        items[-1] = replace(before, text=f"{before.text.removesuffix(chr(92))} {words}")
    elif marked.listed:
        key = indent + max(marked.number_depth, 1)
        items.append(Item(kind="bullet", key=key, text=words, row=row, gap=gap, checked=marked.checked))
    elif words:
        inside = indent > 0 and any(item.kind == "bullet" for item in items[-1:]) and not new
        items.append(Item(kind="prose" if inside else "line", key=indent, text=words, row=row, gap=gap))


def _clean(text: str) -> str:
    """Take the backslash off escaped punctuation."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _is_table_row(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|")


def _is_ruler(line: str) -> bool:
    return "-" in line and "|" in line and not line.strip("|:- \t")


def _is_table(lines: Sequence[str], at: int) -> bool:
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return "|" in lines[at] and (
        _is_ruler(following) or (_is_table_row(lines[at]) and _is_table_row(following))
    )


def _table(lines: Sequence[str], start: int, end: int) -> list[Row]:
    rows: list[Row] = []
    for i in range(start, end):
        if not _is_ruler(lines[i]):
            inner = lines[i].strip().removeprefix("|")
            inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
            cells = re.split(r"(?<!\\)\|", inner)
            rows.append((i + 1, [_clean(_BREAK.sub("\n", cell)).strip() for cell in cells]))
    return rows
