"""What a spreadsheet cell shows, and control characters in a cell's text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: What XML cannot hold, the carriage return that XML would turn into a line feed, and an
#: underscore that would be read as the start of such an escape.
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x)")
#: Spreadsheets take a cell that starts so for a formula.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def escape_cell(text: str) -> str:
    """Write characters that a workbook cannot hold as ``_xHHHH_``, as spreadsheets do."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescape_cell(text: str) -> str:
    """Undo ``escape_cell``; other text that looks like an escape stays as it is."""

    def plain(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if character == "_" or _TO_ESCAPE.fullmatch(character) else found.group()

    return _ESCAPED.sub(plain, text) if "_x" in text else text


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might calculate with the text instead of showing it."""
    return text.startswith(_FORMULA_STARTS)


def shown(value: Any, number_format: str) -> str:
    """Return a cell's value as people see it: 0.18 in a percent format is "18%", days are ISO."""
    match value:
        case None:
            return ""
        case str():
            return unescape_cell(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case int() | float():
            return _number(value, number_format)
        case timedelta():
            return str(value)
        case _:
            return str(value)


def _number(value: float, number_format: str) -> str:
    """Format a number by the part of the format for positive numbers: digits, percent, signs, units."""
    section = number_format.split(";")[0]
    section = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', section)  # [$€-407]
    section = re.sub(r"\[[^\]]*\]|_.|\*.|\\(?=[ -])", "", section)  # colours, paddings
    found = re.search(r"[#0?][#0?,.]*", section)
    if not found or "E" in section.upper().replace('"', "") or "/" in section or "@" in section:
        return _general(value)
    digits = found.group()
    before, after = section[: found.start()], section[found.end() :]
    scale = len(digits) - len(digits.rstrip(","))
    whole, _, decimals = digits.rstrip(",").partition(".")
    percent = after.count("%") + before.count("%")
    with localcontext(prec=400):  # spreadsheets round half up, and by the digits they show
        number = Decimal(f"{abs(value):.15g}") * 100**percent / 1000**scale
        number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    grouped = "," if "," in whole else ""
    text = f"{number:{grouped}.{len(decimals)}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional:
        head, _, tail = text.partition(".")
        kept = tail[: len(tail) - optional] + tail[len(tail) - optional :].rstrip("0")
        text = f"{head}.{kept}" if kept else head
    sign = "-" if value < 0 and any(c in "123456789" for c in text) else ""
    return f"{sign}{_literal(before)}{text}{_literal(after)}".strip()


def _literal(text: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda found: found[1] or found[2] or "", text)


def _general(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    text = f"{value:.15g}"
    return text if "e" not in text else repr(value)
