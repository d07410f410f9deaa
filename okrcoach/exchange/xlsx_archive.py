"""A look at the archive of a workbook before anything of it is unpacked: no bombs, no entities."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from okrcoach.exchange.opening import in_words
from okrcoach.model.limits import in_force

#: Parts smaller than this may unpack to as many times their size as they like.
_SMALL = 1_000_000
#: What is read of a part to see how it begins.
_HEAD = 65_536


class NotRead(ValueError):  # noqa: N818
    """Why a workbook is not unpacked; goes on after "this workbook"."""


def check_parts(data: bytes) -> None:
    """Raise :class:`NotRead` for an archive larger than the limits when unpacked, or XML with entities.

    Nothing is ever written to a disk, so the names of the parts cannot lead anywhere. Raises all that
    ``zipfile`` and ``expat`` raise for damaged archives.
    """
    most = in_force()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > most.workbook_parts:
            raise NotRead(f"consists of more than {most.workbook_parts:,} parts")
        size = sum(part.file_size for part in parts)
        if size > most.workbook_bytes:
            raise NotRead(f"unpacks to {in_words(size)}; up to {in_words(most.workbook_bytes)} can be read")
        for part in parts:
            if part.file_size > max(_SMALL, most.workbook_ratio * part.compress_size):
                raise NotRead(f"holds a part, {part.filename!r}, that unpacks to far more than its size")
            name = part.filename.casefold()
            if not name.endswith((".xml", ".rels")):
                continue
            if part.file_size > most.workbook_part_bytes and "worksheets/" not in name:
                raise NotRead(f"holds a part, {part.filename!r}, that is too large to be read")
            with archive.open(part) as stream:
                _check_head(stream.read(_HEAD))


def _check_head(head: bytes) -> None:
    """Look at an XML part up to its first element; no spreadsheet program writes a document type there."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise NotRead("defines entities, which no spreadsheet program does")

    def enough(*_: object) -> None:
        parser.StartElementHandler = None
        raise StopIteration

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = enough
    try:
        parser.Parse(head, False)
    except StopIteration:
        return
