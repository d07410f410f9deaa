"""Makes text that others wrote harmless to show: control, direction and invisible characters."""

from __future__ import annotations

import re

#: Characters that steer a terminal, turn the reading direction, show nothing, or cannot be encoded.
_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff"
)
#: Line breaks and tabs of every kind: they only separate words here.
_BREAK = "\t\n\x0b\x0c\r\x85\u2028\u2029"
#: Joiners stay where they do their work: inside emoji, and in scripts that shape letters with them.
_JOINED = "[\u0600-\u1fff\u2190-\uffef\U00010000-\U000dffff]"

_BREAKS = re.compile(f"[{_BREAK}]+")
_UNSAFE = re.compile(f"(?!(?<={_JOINED})[\u200c\u200d](?={_JOINED}))[{_HIDDEN}]")
_JSON_UNSAFE = re.compile(f"[{_HIDDEN}{_BREAK}]")


def visible(text: str) -> str:
    """Return ``text`` as one line in which nothing is hidden and nothing steers the screen.

    Line breaks and tabs become a space, control characters their picture (``␛``), everything
    else that would be invisible its code point (``⟨U+202E⟩``). Printable text stays as it is;
    escaping for HTML, Markdown or a terminal comes on top.
    """
    return _UNSAFE.sub(_picture, _BREAKS.sub(" ", text))


def visible_json(dumped: str) -> str:
    """Return one row of JSON text with its hidden characters written as escapes.

    Such characters can only stand inside its strings, so the meaning stays the same.
    """
    return _JSON_UNSAFE.sub(_escape, dumped)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\u27e8U+{code:04X}\u27e9"


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
