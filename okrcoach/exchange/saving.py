"""Write a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def save(path: str | os.PathLike[str], write: Callable[[BinaryIO], object], *, private: bool = False) -> None:
    """Write to a temporary file beside ``path`` and put it in its place once it is complete.

    A link is followed. ``private``: from its first byte on, only its owner may read the file.
    Raises ``OSError`` when the folder cannot be written to; the old file stays as it was then.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():  # a device or a pipe: nothing can be put in its place
        with target.open("wb") as stream:
            write(stream)
        return
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        with open(part, "xb", opener=_private if private else None) as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists() and not private:
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
