"""Where drafts of the writing path are kept: readable YAML files in a folder, one of them open."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from okrcoach.exchange import UnusableFile, read_okrs, write_yaml
from okrcoach.model import OKRSet
from okrcoach.widgets.writing.draft_set import from_file, pruned, to_file

#: The folder of the drafts, in the folder in which the notebook runs.
DRAFTS = "my-drafts"
_FIRST = "my-okrs"
_NUMBERED = re.compile(r"-\d+$")
#: Files that the list of drafts shows.
_MOST = 40


class Store:
    """The drafts of a folder, and the file into which the words of the open one go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / DRAFTS
        #: Where the next words go; it need not be there yet.
        self.file = self._free(_FIRST)
        self._known: tuple[int, int] | None = None

    @property
    def shown(self) -> str:
        """The file as a reader finds it from the folder of the notebook."""
        return f"{DRAFTS}/{self.file.name}"

    def files(self) -> list[tuple[str, str]]:
        """Return (name, when it was written last) of the drafts, the newest first."""
        return [
            (
                file.name,
                datetime.fromtimestamp(when, UTC).astimezone().strftime("%d %B %Y, %H:%M").lstrip("0"),
            )
            for file, when in self._newest()[:_MOST]
        ]

    def resume(self) -> tuple[OKRSet, str]:
        """Open the draft that was written last: the set, and what its author should know; "" for nothing."""
        newest = self._newest()
        return self.open(newest[0][0].name) if newest else (OKRSet(), "")

    def open(self, name: str) -> tuple[OKRSet, str]:
        """Open a draft of the folder: the set, and what its author should know; "" for nothing.

        A file that cannot be read, or that has more in it than we would write, is kept as it is; what is
        written from now on goes to a new file beside it. Raises ``LookupError`` for a name that is no draft.
        """
        file = next((file for file, _ in self._newest() if file.name == name), None)
        if file is None:
            raise LookupError(name)
        try:
            content = file.read_bytes()
            read = read_okrs(file)
        except (UnusableFile, OSError) as error:
            self.start(file.stem)
            why = str(error) if isinstance(error, UnusableFile) else f"{name}: {error.strerror}"
            return OKRSet(), (f"{why}. The file is kept as it is. What you write now goes to {self.shown}.")
        self.file, self._known = file, _stamp(file)
        okr_set = from_file(read)
        if as_bytes(to_file(okr_set), ".yaml", write_yaml) == content.replace(b"\r\n", b"\n"):
            return okr_set, ""
        self.start(file.stem)
        return okr_set, (
            f"{name} was also written by hand or by another program. It is kept as it is;"
            f" its words are here, and what you write now goes to {self.shown}."
        )

    def start(self, stem: str = _FIRST) -> None:
        """Let the next words go to a new file; nothing is written yet."""
        self.file, self._known = self._free(stem), None

    def save(self, okr_set: OKRSet) -> str:
        """Write the set, and return what its author should know; "" for nothing.

        When somebody else has written to the file meanwhile, theirs is kept and ours goes to a new one.
        Raises ``OSError`` when nothing can be written.
        """
        said = ""
        if not self.file.exists() and pruned(okr_set) == OKRSet():
            return said
        if _stamp(self.file) not in (None, self._known):
            theirs = self.file.name
            self.start(self.file.stem)
            said = f"{theirs} has changed outside this page. It is kept; your words go to {self.shown}."
        self.folder.mkdir(parents=True, exist_ok=True)
        write_yaml(to_file(okr_set), self.file)
        self._known = _stamp(self.file)
        return said

    def _newest(self) -> list[tuple[Path, float]]:
        try:
            found = [
                (file, file.stat().st_mtime)
                for file in self.folder.iterdir()
                if file.suffix in (".yaml", ".yml") and not file.name.startswith(".") and file.is_file()
            ]
        except OSError:
            return []
        return sorted(found, key=lambda entry: (-entry[1], entry[0].name))

    def _free(self, stem: str) -> Path:
        stem, number = _NUMBERED.sub("", stem), 1
        file = self.folder / f"{stem}.yaml"
        while os.path.lexists(file):
            number += 1
            file = self.folder / f"{stem}-{number}.yaml"
        return file


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def as_bytes(okr_set: OKRSet, ending: str, write: Callable[[OKRSet, Path], None]) -> bytes:
    """Return what ``write`` puts into a file with that ending."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"okrs{ending}"
        write(okr_set, file)
        return file.read_bytes()


def from_bytes(name: str, content: bytes) -> OKRSet:
    """Read a file that somebody brings along, of any format that is read; raises ``UnusableFile``."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (re.sub(r"[^\w .()-]", "_", Path(name.replace("\\", "/")).name)[-80:] or "file")
        file.write_bytes(content)
        return from_file(read_okrs(file))
