"""The front door for drafts: a file or pasted text in, one OKR set out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from okrcoach.exchange.building import Builder
from okrcoach.exchange.columns import Field, Heading
from okrcoach.exchange.csv_file import find_separator, read_delimited, split_rows
from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.html_file import looks_like_html, read_html
from okrcoach.exchange.layout import Layout, find_headings
from okrcoach.exchange.mapping import Mapping, mapping_of
from okrcoach.exchange.markdown_file import looks_like_markdown, read_markdown
from okrcoach.exchange.marks import cycle_in, take_marks
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.plain_text import lines_of, read_plain
from okrcoach.model import OKRSet
from okrcoach.model.limits import in_force

#: What is looked at of pasted text to tell its format.
_SAMPLE = 100_000

_WORKBOOKS = (".xlsx", ".xlsm")
_READERS = {
    ".csv": read_delimited, ".tsv": read_delimited, ".tab": read_delimited,
    ".md": read_markdown, ".markdown": read_markdown, ".html": read_html, ".htm": read_html,
}  # fmt: skip
_TEXTS = (*_READERS, ".txt", ".yaml", ".yml")
_ADVICE = {
    ".xls": "save it as .xlsx", ".xlsb": "save it as .xlsx", ".ods": "save it as .xlsx",
    ".numbers": "export it as .xlsx", ".pdf": "copy its text into a .txt file",
    ".docx": "save it as .txt, or copy its table into a .xlsx workbook",
    ".doc": "save it as .txt, or copy its table into a .xlsx workbook", ".odt": "save it as .txt",
    ".rtf": "save it as .txt", ".pptx": "copy its text into a .txt file",
    ".mht": "save it as .html", ".mhtml": "save it as .html",
    ".json": "save it as .yaml in the shape that the documentation shows",
}  # fmt: skip
_MAGIC = {
    b"PK\x03\x04": "a workbook or an archive; if it is a workbook, name it .xlsx",
    b"%PDF": "a PDF document; copy its text into a .txt file",
    b"\xd0\xcf\x11\xe0": "an old Office document; save it as .xlsx or .txt",
}


def read_okrs(
    path: str | os.PathLike[str], mapping: Mapping | None = None, *, remembered: Iterable[Mapping] = ()
) -> OKRSet:
    """Read a CSV, Excel, Markdown, HTML, YAML or plain-text file of drafts.

    ``mapping`` says how to read the table with its headings; ``remembered`` ones apply where they fit.
    Raises ``UnusableFile``, which names the file and if possible row and column, for whatever
    cannot be used: a missing, empty or broken file, another format, no statements, a mapping that
    fits no table.
    """
    builder = Builder(Path(path).name)
    builder.mappings = (*([mapping] if mapping else []), *remembered)
    _read(Path(path), builder)
    if mapping and not any(used.headings() == mapping.headings() for used in builder.used):
        where = f' on the sheet "{mapping.sheet}"' if mapping.sheet else ""
        names = ", ".join(column.heading for column in mapping.columns)
        raise UnusableFile(f"no table{where} has the headings of the mapping: {names}", file=builder.file)
    return builder.build()


def guess_mappings(
    path: str | os.PathLike[str], *, remembered: Iterable[Mapping] = ()
) -> tuple[Mapping, ...]:
    """Return how each table of a file is read, or would be: sheet by sheet, from the top.

    A table whose headings say nothing comes with all columns unknown, if there is no other.
    Raises ``UnusableFile`` for a file that cannot be opened, or has no table.
    """
    builder = Builder(Path(path).name)
    builder.mappings = tuple(remembered)
    problem: UnusableFile | None = None
    try:
        _read(Path(path), builder)
    except UnusableFile as error:  # a statement that cannot be read does not hide the headings
        problem = error
    found = [mapping for mapping in (*builder.used, *builder.guessed) if mapping.heading_row]
    if found:
        return tuple(found)
    for sheet, rows in builder.unread:
        headings = rows[0][1]
        if len([cell for cell in headings if cell.strip()]) > 1:
            unknown = Layout(tuple(Heading(text=cell, field=Field.OTHER) for cell in headings))
            return (mapping_of(unknown, headings, sheet=sheet, heading_row=rows[0][0]),)
    raise problem or UnusableFile("there is no table whose columns could be mapped", file=builder.file)


def guess_mapping(path: str | os.PathLike[str], *, remembered: Iterable[Mapping] = ()) -> Mapping:
    """Return how the first table of a file is read, or would be. Raises like ``guess_mappings``."""
    return guess_mappings(path, remembered=remembered)[0]


def _read(path: Path, builder: Builder) -> None:
    """Read a file into the builder."""
    suffix = path.suffix.lower()
    data = _bytes(path, suffix)
    if suffix in _WORKBOOKS:
        from okrcoach.exchange.xlsx_file import read_xlsx

        read_xlsx(data, builder)
        return
    for start, what in _MAGIC.items():
        if data.startswith(start):
            raise UnusableFile(f"this is not text but {what}", file=path.name)
    text = decode(data, file=path.name)
    if not text.strip():
        raise UnusableFile("the file is empty", file=path.name)
    if suffix in (".yaml", ".yml"):
        from okrcoach.exchange.yaml_file import read_yaml

        read_yaml(text, builder)
    elif suffix in _READERS:
        _READERS[suffix](text, builder)
    else:
        _read_pasted(text, builder)


def parse_okrs(text: str, title: str = "") -> OKRSet:
    """Read pasted text: YAML, HTML, cells copied from a spreadsheet, CSV, Markdown or plain lines.

    ``title`` takes the place of the title that the text gives. Raises ``UnusableFile`` when the
    text has no statements or cannot be read.
    """
    builder = Builder()
    text = text.removeprefix("\ufeff")
    if len(text) > (most := in_force().file_bytes):
        raise UnusableFile(f"the text is longer than {most:,} characters")
    if not text.strip():
        raise UnusableFile("there is no text to read yet")
    _read_pasted(text, builder)
    if title:
        if builder.title != title:
            builder.remark(builder.title)
        builder.title = title
        builder.cycle = builder.cycle or cycle_in(title)
    return builder.build()


def _bytes(path: Path, suffix: str) -> bytes:
    name = path.name or str(path)
    if path.is_dir():
        raise UnusableFile("this is a folder; please name a file in it", file=name)
    if not path.exists():
        raise UnusableFile(f"there is no such file ({path})", file=name)
    if suffix not in (*_WORKBOOKS, *_TEXTS):
        advice = _ADVICE.get(suffix, "save it as one of these")
        raise UnusableFile(
            f"{suffix or 'this kind of'} files cannot be read; please {advice} (readable: "
            f"{', '.join((*_WORKBOOKS, *_TEXTS))})",
            file=name,
        )
    try:
        data = read_limited(path, in_force().file_bytes)
    except OSError as error:
        raise UnusableFile(f"the file cannot be opened ({error.strerror})", file=name) from error
    if not data.strip():
        raise UnusableFile("the file is empty", file=name)
    return data


def _read_pasted(text: str, builder: Builder) -> None:
    if _is_yaml(text):
        from okrcoach.exchange.yaml_file import read_yaml

        read_yaml(text, builder)
    elif looks_like_html(text):
        read_html(text, builder)
    elif _is_table(text):
        read_delimited(text, builder)
    elif looks_like_markdown(text):
        read_markdown(text, builder)
    else:
        read_plain(text, builder)


def _is_yaml(text: str) -> bool:
    """Whether text is our own YAML, or has an "objectives:" list of mappings."""
    lines = [line.rstrip() for line in lines_of(text[:_SAMPLE]) if line.strip() and not line.startswith("#")]
    lines = lines[1:] if lines and lines[0] == "---" else lines
    if lines and lines[0].startswith("schema: okrcoach/"):
        return True
    keys = ("text:", "objective:", "title:", "name:", "key_results:", "krs:", "owner:")
    return "objectives:" in lines and any(
        line.lstrip(" -").startswith(keys) for line in lines if line[0] in " -"
    )


def _is_table(text: str) -> bool:
    """Whether text has a row of headings, or tabs between cells in most lines."""
    sample = text[:_SAMPLE]
    lines = [line for line in lines_of(sample) if line.strip()]
    if any(line.lstrip().startswith(("|", "# ", "## ", "### ", "**")) for line in lines[:3]):
        return False
    if not lines:
        return False
    if lines[0].strip().casefold() in ("statement", "statements"):
        return True
    rows = split_rows(sample, find_separator(sample))
    headings = find_headings(rows[:3])
    if headings and sum(1 for cell in rows[headings[0]][1] if cell.strip()) > 1:
        return True
    # a tab after a bullet or before the first word is layout, one between words parts cells
    between = sum("\t" in take_marks(line).text for line in lines)
    return between * 2 > len(lines) > 1 or (between > 0 and all("\t" in line for line in lines))
