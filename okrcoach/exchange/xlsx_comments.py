"""The parts of a workbook's archive that comments need; nothing else of it is touched.

Loading and saving a workbook would lose what a library does not know: pictures, charts, computed
values, extensions. So parts are added to the archive, and to each sheet the one element that points at
them; all other bytes stay.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from xml.etree import ElementTree as Xml
from xml.parsers import expat
from xml.sax.saxutils import escape

from okrcoach.exchange.sheet_text import escape_cell

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
#: What may follow ``legacyDrawing`` in a sheet: it has to stand before the first of these.
_AFTER = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
}  # fmt: skip
AUTHOR = "okrcoach"
#: A comment longer than this is cut: nobody reads it in a yellow box. Excel's own limit is 32,767.
LONGEST = 4000
#: (row, column), both from 1.
Cell = tuple[int, int]


def sheets(data: bytes) -> Iterator[tuple[str, str, list[Cell]]]:
    """Yield name, part and commented cells of each sheet, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: info for info in archive.infolist()}

        def read(name: str) -> bytes:
            return archive.read(parts[name])

        book = next(
            target for kind, target in _relations(read, "", parts).values() if kind == "officeDocument"
        )
        targets = _relations(read, book, parts)
        for node in Xml.fromstring(read(book)).iter(f"{{{_MAIN}}}sheet"):
            kind, part = targets[node.attrib[f"{{{_OFFICE}}}id"]]
            if kind == "worksheet":
                yield node.attrib["name"], part, list(_taken(read, part, parts))


def with_comments(data: bytes, placed: Mapping[str, Mapping[Cell, str]]) -> bytes:
    """Return the archive with comments; ``placed`` is part of a sheet -> cell -> text.

    The cells must not have a comment yet. Raises ``ValueError``, ``KeyError`` or an error of XML for an
    archive that cannot be understood.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        parts = {info.filename: archive.read(info) for info in infos}
    types: dict[str, str] = {}
    for number, (part, cells) in enumerate(placed.items(), _first_free(parts)):
        relations = _relations(parts.__getitem__, part, parts)
        known = next((target for kind, target in relations.values() if kind == "comments"), None)
        if known is not None:
            parts[known] = _more_comments(parts[known], cells)
        else:
            path = f"xl/comments{number}.xml"
            parts[path] = _comments(cells)
            types[f"/{path}"] = _COMMENTS
            _relate(parts, part, f"/{path}", "comments")
        identity = _legacy_drawing(parts[part])
        if identity is not None:
            drawing = relations[identity][1]
            # Not parsed: what spreadsheets write here is not always XML.
            before, end, after = parts[drawing].rpartition(b"</xml>")
            if not end:
                raise ValueError("the drawing of the comments has no end")
            parts[drawing] = before + "".join(map(_shape, cells)).encode() + end + after
        else:
            drawing = f"xl/drawings/okrcoachComments{number}.vml"
            parts[drawing] = _drawing(cells)
            relation = _relate(parts, part, f"/{drawing}", "vmlDrawing")
            element = f'<legacyDrawing xmlns="{_MAIN}" xmlns:okr="{_OFFICE}" okr:id="{relation}"/>'
            parts[part] = _before(parts[part], element, _AFTER)
    types_part = "[Content_Types].xml"
    parts[types_part] = _typed(parts[types_part], types)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in infos:
            copy.writestr(info, parts.pop(info.filename), info.compress_type)
        for name, content in parts.items():
            copy.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(read: Callable[[str], bytes], part: str, names: Container[str]) -> dict[str, tuple[str, str]]:
    """Return id -> (last word of the type, part) for what a part points at inside the archive."""
    path, found = _rels_of(part), {}
    if path in names:
        for node in Xml.fromstring(read(path)).iter(f"{{{_PACKAGE}}}Relationship"):
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(
                    posixpath.join("/", posixpath.dirname(part), node.attrib["Target"])
                )
                kind = node.attrib["Type"].rpartition("/")[2]
                found[node.attrib["Id"]] = (kind, target.lstrip("/"))
    return found


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _taken(read: Callable[[str], bytes], part: str, names: Container[str]) -> Iterator[Cell]:
    """Yield the cells that carry a comment already."""
    for kind, target in _relations(read, part, names).values():
        if kind == "comments":
            for node in Xml.fromstring(read(target)).iter(f"{{{_MAIN}}}comment"):
                yield _position(node.attrib["ref"])


def _first_free(parts: Iterable[str]) -> int:
    """Return a number from which on no part of the archive is called as ours will be."""
    used = [int(n) for name in parts for n in re.findall(r"(?i)comments(\d+)\.(?:xml|vml)$", name)]
    return max(used, default=0) + 1


def _relate(parts: dict[str, bytes], part: str, target: str, kind: str) -> str:
    """Add a relation to a part and return its id."""
    path = _rels_of(part)
    empty = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}"></Relationships>'
    old = parts.get(path, empty.encode())
    number = 1
    while f'"okrcoach{number}"'.encode() in old:
        number += 1
    element = (
        f'<Relationship xmlns="{_PACKAGE}" Id="okrcoach{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    )
    parts[path] = _at_end(old, element)
    return f"okrcoach{number}"


def _typed(old: bytes, types: Mapping[str, str]) -> bytes:
    known = {node.get("Extension", "").lower() for node in Xml.fromstring(old)}
    more = "" if "vml" in known else f'<Default xmlns="{_TYPES}" Extension="vml" ContentType="{_VML}"/>'
    more += "".join(
        f'<Override xmlns="{_TYPES}" PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return _at_end(old, more) if more else old


def _comments(cells: Mapping[Cell, str]) -> bytes:
    body = "".join(_comment(at, text, 0) for at, text in cells.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
        f"<authors><author>{AUTHOR}</author></authors><commentList>{body}</commentList></comments>"
    ).encode()


def _more_comments(old: bytes, cells: Mapping[Cell, str]) -> bytes:
    """Add comments behind those that are there; they count as ours, by a new author."""
    authors = sum(1 for _ in Xml.fromstring(old).iter(f"{{{_MAIN}}}author"))
    new = _at_end(old, f'<author xmlns="{_MAIN}">{AUTHOR}</author>', "authors")
    body = "".join(_comment(at, text, authors) for at, text in cells.items())
    return _at_end(new, body, "commentList")


def _comment(at: Cell, text: str, author: int) -> str:
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}\u2026"
    words = escape(escape_cell(short))
    return (
        f'<comment xmlns="{_MAIN}" ref="{cell_name(*at)}" authorId="{author}"><text><r>'
        f'<t xml:space="preserve">{words}</t></r></text></comment>'
    )


def _drawing(cells: Iterable[Cell]) -> bytes:
    kind = (
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )
    names = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"'
    )
    return f"<xml {names}>{kind}{''.join(map(_shape, cells))}</xml>".encode()


def _shape(at: Cell) -> str:
    """A box of about 400 by 220 pixels beside its cell, hidden until one points at it."""
    row, column = at[0] - 1, at[1] - 1
    anchor = f"{column + 1}, 15, {max(0, row - 1)}, 10, {column + 6}, 40, {row + 10}, 4"
    return (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel" id="okrcoach_{row}_{column}" type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden;z-index:1" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _legacy_drawing(sheet: bytes) -> str | None:
    """Return the id of the relation to the drawing that holds the boxes of a sheet's comments."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == f"{_MAIN} legacyDrawing":
            found.append(attributes[f"{_OFFICE} id"])

    parser.StartElementHandler = start
    parser.Parse(sheet, True)
    return found[0] if found else None


def _before(old: bytes, new: str, names: set[str]) -> bytes:
    """Put an element before the first child of the root that has one of these names, or at its end."""
    places: list[int] = []
    depth = 0
    parser = _parser(old)

    def start(name: str, _: object) -> None:
        nonlocal depth
        depth += 1
        if depth == 2 and name.rpartition(":")[2] in names:
            places.append(parser.CurrentByteIndex)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(old, True)
    return old[: places[0]] + new.encode() + old[places[0] :] if places else _at_end(old, new)


def _at_end(old: bytes, new: str, name: str = "") -> bytes:
    """Put elements at the end of the first element of that name, of the root when there is no name."""
    places: list[tuple[int, str]] = []
    depth = 0
    parser = _parser(old)

    def start(_: str, __: object) -> None:
        nonlocal depth
        depth += 1

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if (tag.rpartition(":")[2] == name) if name else (depth == 0):
            places.append((parser.CurrentByteIndex, tag))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(old, True)
    if not places:
        raise ValueError(f"there is no {name}")
    at, tag = places[0]
    if old.startswith(f"</{tag}".encode(), at):
        return old[:at] + new.encode() + old[at:]
    # "<authors/>" has no end tag, and its position is the one behind it
    slash = old.rindex(b"/", 0, at)
    return old[:slash] + b">" + new.encode() + f"</{tag}>".encode() + old[slash + 2 :]


def _parser(old: bytes) -> expat.XMLParserType:
    if old[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ValueError("a part is not UTF-8")
    return expat.ParserCreate()


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell: (5, 4) is D5."""
    return f"{letters(column)}{row}"


def _position(name: str) -> Cell:
    named = name.replace("$", "").rstrip("0123456789").upper()
    column = 0
    for letter in named:
        column = column * 26 + ord(letter) - 64
    return int(name.replace("$", "")[len(named) :]), column
