"""One set of OKRs that a reader takes from the samples, pastes or uploads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from okrcoach.exchange import UnusableFile, parse_okrs, read_okrs
from okrcoach.model import OKRSet
from okrcoach.widgets.desk import NotPossible, Upload
from okrcoach.widgets.own_files import Kept, on_disk

#: The choice that stands for what the reader wrote.
OWN = "own"
#: The choice that stands for the file they gave.
FILE = "file"


class SetChoice:
    """A sample, own words or a file, and the set that was read from it.

    Own words are kept in a file while they are typed, and stay there whatever else is chosen.
    """

    def __init__(self, kept: Kept, samples: Mapping[str, Path], start: str = "") -> None:
        self.kept = kept
        self.samples = samples
        self.words = kept.load()
        #: Name of a sample, ``OWN`` or ``FILE``; "" for nothing yet.
        self.source = OWN if self.words.strip() else start
        self.file = ""
        #: Raised when Python puts other words into the field.
        self.set_words = 0
        self._uploaded = OKRSet()
        self.okr_set: OKRSet | None = None
        #: Why there is no set, in a sentence.
        self.trouble = ""
        self._read()

    @property
    def options(self) -> list[tuple[str, str]]:
        """Value and words of everything there is to choose from."""
        file = [(FILE, self.file)] if self.file else []
        return [*((name, name) for name in self.samples), (OWN, "My own words"), *file]

    def choose(self, source: str) -> None:
        """Take another of ``options``; raises ``ValueError`` for what is none."""
        if source not in (value for value, _ in self.options):
            raise ValueError(f"no such set: {source!r}")
        self.source = source
        self._read()

    def type(self, words: str) -> None:
        """Take what was typed or pasted."""
        self.words, self.source = words, OWN
        self.kept.keep(words)
        self._read()

    def edit_sample(self) -> None:
        """Take the words of the sample as one's own; raises ``NotPossible`` where own words would be lost."""
        if self.words.strip():
            raise NotPossible("You have words of your own here already. Choose “My own words” to go on.")
        path = self.samples[self.source]
        self.set_words += 1
        self.type(path.read_text(encoding="utf-8"))

    def take(self, upload: Upload) -> None:
        """Read an uploaded file; raises ``UnusableFile`` and leaves everything as it was."""
        with on_disk(upload) as path:
            self._uploaded = read_okrs(path)
            self.file = path.name
        self.source = FILE
        self._read()

    def _read(self) -> None:
        self.okr_set, self.trouble = None, ""
        try:
            if self.source in self.samples:
                self.okr_set = read_okrs(self.samples[self.source])
            elif self.source == FILE:
                self.okr_set = self._uploaded
            elif self.words.strip():
                self.okr_set = parse_okrs(self.words)
        except UnusableFile as error:
            self.trouble = str(error)
