"""Amounts of money in a text, multiplied by a factor: units, spelling and proportions stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext

#: What currencies are written as, before or after the number.
_SIGN = (
    r"(?:(?:US|A|C|NZ|HK|S)?\$|[€£¥₹₽₩]|\b(?:USD|EUR|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|AUD|CAD|NZD|BRL|ZAR"
    r"|SGD|HKD|Rs)\b\.?|\b(?:euros?|dollars?|francs?|yen|rupees|kroner|kronor)\b)"
)
_SCALE = r"(?:[ \u00a0]?(?:[kKmM]|bn|BN|Bn|mn|MM|thousand|million|billion|Mio\.?|Mrd\.?)(?!\w))"
_GAP = r"[ \u00a0]?"
#: 1,250,000.50 and 1.250.000,50 and 1250000.5
_DIGIT_RUN = r"\d{1,3}(?:[.,' \u00a0]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_ONE = rf"(?:{_SIGN}{_GAP})?(?<![\w.,])(?:{_DIGIT_RUN})(?:{_SCALE}|(?!\w))(?:{_GAP}{_SIGN}(?!{_GAP}\d))?"
#: Several with "to" or a dash between them are one range: the sign may stand at either end.
_MONEY = re.compile(
    rf"{_ONE}(?:(?:[ \u00a0]*(?:to|→|->|–|—|-)[ \u00a0]*){_ONE}(?![ \u00a0]*(?:%|percent|[a-z]{{4,}})))*"
)
_HAS_SIGN = re.compile(_SIGN)
_DIGITS = re.compile(_DIGIT_RUN)
#: Digits of a factor and of an amount together; sums of money have fewer.
_PRECISION = 80


def is_money(text: str) -> bool:
    """Whether a text has a sign or the name of a currency."""
    return bool(_HAS_SIGN.search(text))


def in_money(text: str, change: Callable[[str], str], *, bare: bool = False) -> str:
    """Return the text with ``change`` applied to the digits of each amount of money.

    ``bare``: numbers without a currency are amounts too, because the column beside them says so.
    """

    def amount(found: re.Match[str]) -> str:
        whole = found.group()
        return _DIGITS.sub(lambda n: change(n.group()), whole) if bare or _HAS_SIGN.search(whole) else whole

    if bare and not _HAS_SIGN.search(text) and "%" in text:
        return text
    return _MONEY.sub(amount, text)


def scaled(digits: str, factor: Decimal) -> Iterator[str]:
    """Yield the number times the factor as it was written, then with more and more zeros behind it.

    All of them have the same value: the later ones serve when another amount already reads like the first.
    """
    mark, point = _marks(digits)
    plain = digits.replace(mark, "") if mark else digits
    plain = plain.replace(point, ".") if point else plain
    with localcontext(prec=_PRECISION):
        value = Decimal(plain) * factor
    text = f"{value:,f}" if mark else f"{value:f}"
    if "." in text:
        decimals = len(plain.partition(".")[2])
        whole, _, rest = text.partition(".")
        rest = rest.rstrip("0").ljust(decimals, "0")
        text = f"{whole}.{rest}" if rest else whole
    point = point or ("," if mark == "." else ".")
    table = {",": mark or ",", ".": point}
    text = "".join(table.get(c, c) for c in text)
    yield text
    text += "" if point in text else point
    while True:
        text += "0" if len(text.rpartition(point)[2]) != 2 else "00"
        yield text


def _marks(digits: str) -> tuple[str, str]:
    """Return the mark between thousands and the decimal point of a number; "" for what it has not."""
    grouped = re.fullmatch(r"\d{1,3}(?:([.,' \u00a0])\d{3})+(?:([.,])(\d+))?", digits)
    if grouped and grouped[1] != grouped[2]:
        return grouped[1], grouped[2] or ""
    single = re.search(r"[.,]", digits)
    return "", single.group() if single else ""
