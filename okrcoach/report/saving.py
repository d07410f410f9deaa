"""Writes a report to a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def save(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 to ``path``; raises ``OSError`` and leaves what was there when that fails."""
    if path.exists() and not path.is_file():  # a device or a pipe: nothing can be put in its place
        path.write_text(text, encoding="utf-8")
        return
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=".okrcoach-", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text.encode())
            file.close()
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)  # as any new file, not for its owner only
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
