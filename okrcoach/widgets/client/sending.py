"""Sending a critique back: which formats, with names or without, and the key that brings names back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from okrcoach.exchange import Key as NameKey
from okrcoach.exchange import UnusableFile, save_key
from okrcoach.model import Critique
from okrcoach.report import Report
from okrcoach.widgets.client.draft import Draft
from okrcoach.widgets.client.pack import FORMATS, packed, rendered, without_names
from okrcoach.widgets.desk import NotPossible

if TYPE_CHECKING:
    from okrcoach.widgets.client.desk import ClientDesk

KEY_FILE = "critique-names-key.json"


class Sending:
    """What a coach wants to send."""

    def __init__(self) -> None:
        #: Whether names are left out.
        self.hidden = False
        #: More words to leave out, and the factor for sums of money, as typed.
        self.also, self.factor = "", ""
        self.done = ""
        self._made: tuple[Critique, NameKey] | None = None
        self._key_given: NameKey | None = None

    def stale(self) -> None:
        """Something has changed that is sent: names are looked for anew."""
        self._made = None

    def hide(self, wanted: bool) -> None:
        """Leave names out, or not."""
        self.hidden = wanted

    def say(self, name: str, words: str) -> None:
        """Take words to leave out ("also") or the factor ("factor"); raises ``ValueError`` for others."""
        if name not in ("also", "factor"):
            raise ValueError(name)
        setattr(self, name, words)
        self.stale()

    def made(self, desk: ClientDesk) -> tuple[Critique, NameKey]:
        """Return the critique without names and its key; raises ``NotPossible`` for a factor that is none."""
        if self._made is None:
            if desk.critique is None:
                raise NotPossible("There is no draft here yet.")
            also = [part.strip() for part in self.also.replace("\n", ",").split(",") if part.strip()]
            try:
                factor = float(self.factor.replace(",", ".")) if self.factor.strip() else None
                self._made = without_names(
                    desk.critique, desk.review.decisions, desk.keys, desk.current_house(),
                    also=also, amounts=factor,
                )  # fmt: skip
            except ValueError as error:
                raise NotPossible(
                    "The factor for amounts is a number above 0, such as 1.3. Leave it empty to keep amounts."
                ) from error
        return self._made

    def files(self, desk: ClientDesk, form: str) -> Iterator[tuple[str, str, bytes]]:
        """Yield name, type and content of what is to be handed over for ``form``, "zip" for all of it.

        The key of the names is never in the archive: it goes to the coach, once for each state.
        """
        draft = desk.draft
        if draft is None or (form != "zip" and form not in FORMATS):
            raise NotPossible("There is nothing to send yet.")
        key = None
        if self.hidden:
            critique, key = self.made(desk)
            report, draft, stem = Report(critique), None, "critique"
        else:
            report, stem = Report(desk.judged), f"{Path(draft.name).stem}-critique"
        missing = ""
        if form == "zip":
            pack, missing = _pack(report, stem, draft)
            yield f"{stem}-pack.zip", "application/zip", packed(pack)
        else:
            yield f"{stem}{_ending(form, draft)}", FORMATS[form][1], rendered(report, form, draft)
        self.done = f"Handed over. Your browser has put it where it puts downloads.{missing}"
        if key is not None and key != self._key_given:
            yield KEY_FILE, "application/json", _as_bytes(key)
            self._key_given = key
            self.done = (
                f"Handed over, and {KEY_FILE} with it. Keep that one: it brings the names back.{missing}"
            )


def _pack(report: Report, stem: str, draft: Draft | None) -> tuple[list[tuple[str, bytes]], str]:
    """Return the files of the pack, and what could not be made as wished, in words."""
    files, missing = [], ""
    for form in FORMATS:
        try:
            files.append((f"{stem}{_ending(form, draft)}", rendered(report, form, draft)))
        except (NotPossible, UnusableFile) as error:
            missing += f" {error}"
            if form == "xlsx":
                files.append((f"{stem}.xlsx", rendered(report, form)))
                missing += " The pack has a workbook of ours instead."
    return files, missing


def _ending(form: str, draft: Draft | None) -> str:
    """Return the ending of a file's name; a client's own workbook keeps its own."""
    return Path(draft.name).suffix if form == "xlsx" and draft is not None and draft.workbook else f".{form}"


def _as_bytes(key: NameKey) -> bytes:
    with tempfile.TemporaryDirectory(prefix="okrcoach-") as folder:
        path = Path(folder) / KEY_FILE
        save_key(key, path)
        return path.read_bytes()
