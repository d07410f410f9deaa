"""Bytes of a text file into text."""

from __future__ import annotations

import codecs

from okrcoach.exchange.errors import UnusableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Control characters that text files do hold: tab, line ends, form feed, escape.
_USUAL = frozenset(b"\t\n\r\x0c\x1b")


def decode(data: bytes, *, file: str | None = None) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its byte order mark, else Windows-1252.

    Raises ``UnusableFile`` when it is no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise UnusableFile("the text is damaged; please save it again as UTF-8", file=file) from error
            if "\0" in text:  # UTF-32 begins like UTF-16
                raise _no_text(file)
            return text
    head = data[:8192]
    if b"\0" in data or sum(byte < 32 and byte not in _USUAL for byte in head) * 20 > len(head):
        raise _no_text(file)
    for name in ("utf-8", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise UnusableFile("the letters cannot be told apart; please save the file as UTF-8", file=file)


def _no_text(file: str | None) -> UnusableFile:
    return UnusableFile("this is not a text file; please save it as UTF-8 text, CSV or .xlsx", file=file)
