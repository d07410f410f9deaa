"""Bytes of a file, never more than the limit that stands for its kind."""

from __future__ import annotations

from pathlib import Path

from okrcoach.exchange.errors import UnusableFile


def read_limited(path: Path, most: int, *, file: str | None = None) -> bytes:
    """Return the bytes of a regular file of at most ``most`` bytes; ``file`` is what errors call it.

    Pipes and devices are not waited for. Raises ``UnusableFile`` for them and for larger files, and
    ``OSError`` for a file that cannot be opened.
    """
    name = file or path.name
    # a path that is not there, or a folder, says so itself when it is opened
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnusableFile("this is not a regular file", file=name)
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise UnusableFile(f"the file is larger than {in_words(most)}", file=name)
    return data


def in_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{size // 1_000_000:,} MB" if size >= 2_000_000 else f"{size:,} bytes"
