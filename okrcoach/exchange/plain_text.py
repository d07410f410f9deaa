"""Plain text: labels, bullets, indentation, blank lines between groups."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from okrcoach.exchange.building import Builder, check_length, check_lines
from okrcoach.exchange.lookahead import Item
from okrcoach.exchange.marks import take_label, take_marks
from okrcoach.exchange.outline import read_outline

_TAB = 4
_LINE_END = re.compile(r"\r\n|\r|\n")
#: "1.2 Win ..." without a closing mark.
_DECIMAL = re.compile(r"(\d{1,2})\.(\d{1,2})[ \t]+(?=\S)")


def read_plain(text: str, builder: Builder) -> None:
    """File the statements of plain text; lines that nothing places are loose."""
    items: list[Item] = []
    gap = False
    expected = (1, 1)
    lines = lines_of(text)
    check_lines(sum(map(bool, map(str.strip, lines))), builder.file)
    for row, line in enumerate(lines, 1):
        check_length(line.strip(), builder.file, row)
        if not line.strip() or not line.strip("-=_*~ \t"):  # blank, or a ruler
            gap = True
            continue
        marked = take_marks(line)
        words, depth, listed = marked.text, marked.number_depth, marked.listed
        decimal = _DECIMAL.match(words) if not listed else None
        if decimal and (int(decimal[1]), int(decimal[2])) in (expected, (expected[0] + 1, 1)):
            # "1.1 Win ..." is a number in a row of numbers; "1.5 million users" is not
            expected = (int(decimal[1]), int(decimal[2]) + 1)
            words, depth, listed = words[decimal.end() :], 2, True
        elif not listed and (number := _opens_decimals(words, lines[row : row + 2])):
            words, depth, listed = words[number:].lstrip(), 1, True
        key = 2 * indent_of(line) + listed + max(depth - 1, 0)
        before = items[-1] if items else None
        if before and not gap and not listed and _goes_on(line, before):
            items[-1] = replace(before, text=f"{before.text} {words}")
        elif words:
            kind: Literal["bullet", "line"] = "bullet" if listed else "line"
            items.append(Item(kind=kind, key=key, text=words, row=row, gap=gap, checked=marked.checked))
        gap = False
    read_outline(items, builder)


def _opens_decimals(words: str, following: list[str]) -> int:
    """Return the length of the number of "2 Win ..." when "2.1 ..." comes next, else 0."""
    number = words[: words.find(" ")] if " " in words[:3] else ""
    below = next((line.strip() for line in following if line.strip()), "")
    return len(number) if number.isdigit() and below.startswith(f"{number}.1 ") else 0


def _goes_on(line: str, before: Item) -> bool:
    """Whether an indented line carries on the bullet above it: it hangs below its text, in lower case."""
    words = line.strip()
    hangs = 2 * indent_of(line) > before.key
    return before.kind == "bullet" and hangs and words[0].islower() and take_label(words)[0] is None


def lines_of(text: str) -> list[str]:
    """Split at line ends only; a form feed or line separator within a line stays in it."""
    return _LINE_END.split(text)


def indent_of(line: str) -> int:
    """Return how many columns a line is indented, a tab counting up to the next fourth column."""
    columns = 0
    for character in line:
        if character == "\t":
            columns += _TAB - columns % _TAB
        elif character in " \u00a0\u2003\u2002":
            columns += 1
        else:
            break
    return columns
