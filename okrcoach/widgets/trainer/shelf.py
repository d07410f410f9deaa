"""The packs that a trainer can open: their own in the working folder, copies of ours, skeletons."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from okrcoach.data import HERE, shipped
from okrcoach.exchange.saving import save
from okrcoach.widgets.desk import NotPossible
from okrcoach.widgets.own_files import safe_name

#: The folder of a trainer's own packs, in the folder in which the notebook runs.
HOME = "my-packs"
_ENDINGS = (".yaml", ".yml")
#: Files that the list shows.
_MOST = 60
#: No pack that people write by hand is larger, in characters.
LONGEST = 1_000_000
_PACK_ID = re.compile(r"^pack:[ \t]*([^\s#]*)", re.MULTILINE)

EMPTY = """pack: {id}
title: A pack of my own
about: One or two sentences to those who learn with it.
exercises:
"""


class Shelf:
    """The packs of a folder. One of them is open; its words go to ``file`` as they are typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / HOME
        self.file = self._free("my-pack")
        self._known: tuple[int, int] | None = None

    @property
    def shown(self) -> str:
        """The open file as a trainer finds it from the folder of the notebook."""
        return f"{HOME}/{self.file.name}"

    def own(self) -> list[str]:
        """Return the names of the trainer's own packs, the one written last first."""
        try:
            files = [
                (-file.stat().st_mtime, file.name)
                for file in self.folder.iterdir()
                if file.suffix.lower() in _ENDINGS and not file.name.startswith(".") and file.is_file()
            ]
        except OSError:
            return []
        return [name for _, name in sorted(files)[:_MOST]]

    def ours(self) -> list[str]:
        """Return the names of the packs that come with okrcoach."""
        return sorted(file.name for file in (shipped("datasets") / "packs").glob("*.yaml"))

    def open(self, name: str) -> str:
        """Open a pack of the trainer's and return its words; raises :class:`NotPossible`."""
        if name not in self.own():
            raise NotPossible(f"{name} is not in {HOME} any more.")
        file = self.folder / name
        try:
            text = words_of(name, file.read_bytes())
        except OSError as error:
            raise NotPossible(f"{name} cannot be opened: {error.strerror}.") from error
        self.file, self._known = file, _stamp(file)
        return text

    def copy(self, name: str) -> str:
        """Return the words of a pack of ours under an id of its own; raises :class:`NotPossible`."""
        if name not in self.ours():
            raise NotPossible("There is no such pack.")
        file = shipped("datasets") / "packs" / name
        return self.bring(f"my-{name}", words_of(name, file.read_bytes()), rename=True)

    def bring(self, name: str, text: str, *, rename: bool = False) -> str:
        """Let words from elsewhere go to a new file of about that name; nothing is written yet.

        ``rename`` gives the pack the id of its file, so that its attempts are filed apart.
        """
        self.file, self._known = self._free(Path(safe_name(name)).stem), None
        return _PACK_ID.sub(f"pack: {self.file.stem}", text, count=1) if rename else text

    def new(self) -> str:
        """Return the head of an empty pack for a new file."""
        self.file, self._known = self._free("my-pack"), None
        return EMPTY.format(id=self.file.stem)

    def keep(self, text: str) -> str:
        """Write the words; return what their author should know, "" for nothing. Raises ``OSError``.

        When somebody else has written to the file meanwhile, theirs is kept and ours goes to a new one.
        """
        said = ""
        if _stamp(self.file) not in (None, self._known):
            theirs, self.file = self.file.name, self._free(self.file.stem)
            said = f"{theirs} has changed outside this page. It is kept; your words go to {self.shown}."
        self.folder.mkdir(parents=True, exist_ok=True)
        save(self.file, lambda stream: stream.write(text.encode("utf-8", "replace")))
        self._known = _stamp(self.file)
        return said

    def _free(self, stem: str) -> Path:
        stem = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:50] or "my-pack"
        stem, number = re.sub(r"-\d+$", "", stem) or stem, 1
        file = self.folder / f"{stem}.yaml"
        while os.path.lexists(file):
            number += 1
            file = self.folder / f"{stem}-{number}.yaml"
        return file


@cache
def skeletons() -> dict[str, str]:
    """Return kind -> an exercise of that kind to write over, as it stands in a pack."""
    text = (HERE / "pack_skeletons.yaml").read_text(encoding="utf-8")
    entries = re.split(r"^(?=  - id:)", text, flags=re.MULTILINE)[1:]
    return {entry.split("kind:", 1)[1].split()[0]: entry.rstrip() + "\n" for entry in entries}


def with_skeleton(kind: str, text: str) -> tuple[str, int, int]:
    """Return a pack with one exercise more at its end, and where its id begins and ends to write it over."""
    number, name = 1, f"new-{kind}"
    while re.search(rf"\bid:[ \t]*[\"']?{name}[\"']?[ \t]*(#|$)", text, re.MULTILINE):
        number += 1
        name = f"new-{kind}-{number}"
    entry = skeletons()[kind].replace(f"id: new-{kind}", f"id: {name}", 1)
    head = text.rstrip()
    if not re.search(r"^exercises:", head, re.MULTILINE):
        head += "\nexercises:"
    made = f"{head}\n{'' if head.endswith('exercises:') else chr(10)}{entry}"
    start = made.rindex(f"id: {name}") + len("id: ")
    return made, start, start + len(name)


def words_of(name: str, content: bytes) -> str:
    """Return the words of a file that should be a pack; raises :class:`NotPossible` with the line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotPossible(
            f"{name}, line {line}: these bytes are no UTF-8 text. Save the file as UTF-8 and bring it again."
        ) from error
    if len(text) > LONGEST:
        raise NotPossible(f"{name} is too large for a pack of exercises.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
