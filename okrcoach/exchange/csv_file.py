"""Delimited text: CSV with any usual separator, and cells pasted from a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from okrcoach.exchange.building import Builder, check_length, letters
from okrcoach.exchange.columns import role_of_type
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.layout import NUMBERING, Row, find_headings
from okrcoach.exchange.lookahead import Item
from okrcoach.exchange.outline import read_outline
from okrcoach.exchange.table import read_table
from okrcoach.model.limits import in_force

_SEPARATORS = (",", ";", "\t", "|")
#: A character no text has: splits nothing, but quotation marks are still understood.
_NONE = "\x1f"
#: What is looked at to find the separator.
_SAMPLE = 100_000


def read_delimited(text: str, builder: Builder) -> None:
    """File the statements of delimited text, whatever its separator.

    Raises ``UnusableFile`` for rows with more cells than headings, and for a table of several
    columns without headings that say what is what.
    """
    text, separator = _said(text)
    separator = separator or find_separator(text)
    rows = split_rows(text, separator, builder.file)
    for number, cells in rows:
        check_length(max(cells, key=len), builder.file, number)
    if not read_table(rows, builder, strict=True):
        read_headless(rows, builder)


def find_separator(text: str) -> str:
    """Return the character between the cells, or one that splits nothing for a single column."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE and "\n" in sample:
        sample = sample[: sample.rindex("\n")]
    best, best_score = _NONE, (0, 0)
    for separator in _SEPARATORS:
        if separator not in sample:
            continue
        rows = split_rows(sample, separator)
        found = find_headings(rows)
        headings = len([cell for cell in rows[found[0]][1] if cell.strip()]) if found else 0
        even = _is_even(rows, sample, separator)
        score = (headings if headings > 1 else 0, even)
        if score > best_score:
            best, best_score = separator, score
    return best


def _is_even(rows: Sequence[Row], sample: str, separator: str) -> int:
    """The number of columns where every row has as many; 0 when the separator may just be prose."""
    widths = {len(cells) for _, cells in rows if any(cell.strip() for cell in cells)}
    if len(widths) != 1 or widths == {1} or (separator in ",;" and re.search(r"[^\"][,;][ ]", sample)):
        return 0
    return widths.pop()


def split_rows(text: str, separator: str, file: str | None = None) -> list[Row]:
    """Split delimited text into numbered rows of cells, blank rows counted but left out.

    A cell in quotation marks may hold separators, line breaks and doubled quotation marks. When
    words follow the closing mark ('"Wow" factor'), the marks belong to the text. Raises
    ``UnusableFile`` for more cells than the limit.
    """
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    rows: list[Row] = []
    cells: list[str] = []
    number, at, size = 1, 0, len(text)
    left = in_force().cells
    while at <= size:
        cell, end = _quoted(text, at, separator) if text.startswith('"', at) else (None, at)
        if cell is None:
            end = plain.match(text, at).end()  # type: ignore[union-attr]  # matches always
            cell = text[at:end]
        cells.append(cell)
        left -= 1
        if left < 0:
            raise UnusableFile(
                f"the table has more than {in_force().cells:,} cells; please take the OKRs into a file of"
                " their own",
                file=file, row=number,
            )  # fmt: skip
        at = end + 1
        if end >= size or text[end] in "\r\n":
            if any(map(str.strip, cells)):
                rows.append((number, cells))
            cells, number = [], number + 1
            if text.startswith("\r\n", end):
                at += 1
    return rows


def _quoted(text: str, start: int, separator: str) -> tuple[str | None, int]:
    """Return the cell in quotation marks at ``start`` and its end, or None when it is none."""
    at = start + 1
    while (at := text.find('"', at)) >= 0:
        following = text[at + 1 : at + 2]
        if following == '"':
            at += 2
        elif following in ("", separator, "\r", "\n"):
            return text[start + 1 : at].replace('""', '"'), at + 1
        else:
            return None, start
    return None, start


def _said(text: str) -> tuple[str, str]:
    """Return the text without a first line such as "sep=;", and the separator that it names."""
    line, _, rest = text.partition("\n")
    found = re.fullmatch(r"\"?sep=(.)\"?\r?", line[:12])
    # the line counts as row 1 in the text, not in the spreadsheet that shows it
    return (rest, found[1]) if found else (text, "")


def read_headless(rows: Sequence[Row], builder: Builder) -> None:
    """File rows without headings: one column of statements, or objective and key result side by side.

    Raises ``UnusableFile`` for more columns than two.
    """
    builder.unread.append((builder.sheet, rows))
    used = sorted({i for _, cells in rows for i, cell in enumerate(cells) if cell.strip()})
    if len(used) > 2:
        raise UnusableFile(
            "the columns have no headings that say what they hold; please name them, for instance"
            " Objective, Key result, Target, Owner",
            file=builder.file, row=rows[0][0],
        )  # fmt: skip
    columns = [[row[i] if i < len(row) else "" for _, row in rows] for i in used]
    if len(used) == 1:
        letter = letters(used[0] + 1).upper()
        items = [
            Item(kind="line", key=0, text=cell, row=row, gap=False)
            for (row, _), cell in zip(rows, columns[0], strict=True)
            if cell.strip()
        ]
        read_outline(items, builder, column=letter)
    elif len(used) == 2:
        headings = ("Objective", "Key result")
        if all(role_of_type(cell)[0] for cell in columns[0]):
            headings = ("Type", "Statement")
        elif all(NUMBERING.fullmatch(cell.strip()) for cell in columns[0] if cell.strip()):
            headings = ("No.", "Statement")
        padded = [(row, pair) for (row, _), pair in zip(rows, zip(*columns, strict=True), strict=True)]
        read_table([(0, headings), *padded], builder)
