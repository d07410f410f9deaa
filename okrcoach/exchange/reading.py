"""The front door for drafts: a file or pasted text in, one OKR set out."""

from __future__ import annotations

import os
from pathlib import Path

from okrcoach.exchange.building import Builder
from okrcoach.exchange.csv_file import find_separator, read_delimited, split_rows
from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.layout import find_headings
from okrcoach.exchange.markdown_file import looks_like_markdown, read_markdown
from okrcoach.exchange.marks import cycle_in, take_marks
from okrcoach.exchange.plain_text import lines_of, read_plain
from okrcoach.model import OKRSet

#: Bytes of a file that is read.
MOST_BYTES = 50_000_000
#: What is looked at of pasted text to tell its format.
_SAMPLE = 100_000

_WORKBOOKS = (".xlsx", ".xlsm")
_READERS = {
    ".csv": read_delimited, ".tsv": read_delimited, ".tab": read_delimited,
    ".md": read_markdown, ".markdown": read_markdown,
}  # fmt: skip
_TEXTS = (*_READERS, ".txt", ".yaml", ".yml")
_ADVICE = {
    ".xls": "save it as .xlsx", ".xlsb": "save it as .xlsx", ".ods": "save it as .xlsx",
    ".numbers": "export it as .xlsx", ".pdf": "copy its text into a .txt file",
    ".docx": "save it as .txt, or copy its table into a .xlsx workbook",
    ".doc": "save it as .txt, or copy its table into a .xlsx workbook", ".odt": "save it as .txt",
    ".rtf": "save it as .txt", ".pptx": "copy its text into a .txt file",
    ".html": "copy its text into a .txt file",
    ".json": "save it as .yaml in the shape that the documentation shows",
}  # fmt: skip
_MAGIC = {
    b"PK\x03\x04": "a workbook or an archive; if it is a workbook, name it .xlsx",
    b"%PDF": "a PDF document; copy its text into a .txt file",
    b"\xd0\xcf\x11\xe0": "an old Office document; save it as .xlsx or .txt",
}


def read_okrs(path: str | os.PathLike[str]) -> OKRSet:
    """Read a CSV, Excel, Markdown, YAML or plain-text file of drafts.

    Raises ``UnusableFile``, which names the file and if possible row and column, for whatever
    cannot be used: a missing, empty or broken file, another format, no statements.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    data = _bytes(path, suffix)
    builder = Builder(path.name)
    if suffix in _WORKBOOKS:
        from okrcoach.exchange.xlsx_file import read_xlsx

        read_xlsx(data, builder)
        return builder.build()
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
    return builder.build()


def parse_okrs(text: str, title: str = "") -> OKRSet:
    """Read pasted text: YAML, cells copied from a spreadsheet, CSV, Markdown or plain lines.

    ``title`` takes the place of the title that the text gives. Raises ``UnusableFile`` when the
    text has no statements or cannot be read.
    """
    builder = Builder()
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_BYTES:
        raise UnusableFile(f"the text is longer than {MOST_BYTES:,} characters")
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
        if not path.is_file():
            raise UnusableFile("this is not a regular file", file=name)
        if path.stat().st_size > MOST_BYTES:
            raise UnusableFile(f"the file is larger than {MOST_BYTES // 1_000_000} MB", file=name)
        data = path.read_bytes()
    except OSError as error:
        raise UnusableFile(f"the file cannot be opened ({error.strerror})", file=name) from error
    if not data.strip():
        raise UnusableFile("the file is empty", file=name)
    return data


def _read_pasted(text: str, builder: Builder) -> None:
    if _is_yaml(text):
        from okrcoach.exchange.yaml_file import read_yaml

        read_yaml(text, builder)
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
