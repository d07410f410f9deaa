"""Files of a reader: words kept while they are typed, and uploads as files that our readers can open."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrcoach.exchange.saving import save
from okrcoach.widgets.desk import NotPossible, Upload

#: Longer names are cut from the left, so that the ending stays.
_LONGEST_NAME = 120


@contextmanager
def on_disk(upload: Upload) -> Iterator[Path]:
    """Put an upload into a folder that is gone afterwards, under its own name, so that errors name it."""
    with tempfile.TemporaryDirectory(prefix="okrcoach-") as folder:
        path = Path(folder) / safe_name(upload.name)
        path.write_bytes(upload.content)
        yield path


def safe_name(name: str) -> str:
    """Return the last part of a name, without what a file system or a terminal would act on."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(character for character in last if character.isprintable() and character not in ':*?"<>|')
    return plain[-_LONGEST_NAME:].strip().lstrip(".") or "upload"


def the_file(files: tuple[Upload, ...]) -> Upload:
    """Return the one file of an event; raises :class:`NotPossible` when none came."""
    if not files:
        raise NotPossible("No file came with this. Choose one, please.")
    return files[0]


class Kept:
    """Words that lie in a file of the working folder while somebody types them, and come back from it."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self._folder = Path.cwd() if folder is None else folder
        #: The file's name, for the page to say.
        self.name = name
        #: What is wrong with the file, in a sentence; "" while all is well.
        self.trouble = ""

    @property
    def path(self) -> Path:
        """Where the words lie."""
        return self._folder / self.name

    def load(self) -> str:
        """Return the words of last time; "" without any. What cannot be read is never written over."""
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            old, stem, number = self.name, Path(self.name), 2
            while (self._folder / f"{stem.stem}-{number}{stem.suffix}").exists():
                number += 1
            self.name = f"{stem.stem}-{number}{stem.suffix}"
            self.trouble = f"{old} could not be read and stays as it is; what you write goes to {self.name}."
            return ""

    def keep(self, words: str) -> None:
        """Write the words; where that fails, ``trouble`` says so and the page still has them."""
        try:
            save(self.path, lambda stream: stream.write(words.encode("utf-8", "replace")))
            self.trouble = ""
        except OSError as error:
            why = error.strerror or "no reason given"
            self.trouble = f"{self.name} cannot be written ({why}): what you type is on this page only."
