"""A coach's work on clients' drafts, kept in files of the working folder: ``reviews/*.review.json``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from okrcoach.exchange.columns import Field
from okrcoach.exchange.saving import save
from okrcoach.model import Role
from okrcoach.widgets.client.decisions import Decision, Key, State
from okrcoach.widgets.client.draft import ColumnKey
from okrcoach.widgets.client.roles import LineKey

SCHEMA = "okrcoach-review/1"
FOLDER, ENDING = "reviews", ".review.json"
#: What is longer was not written by us.
_MOST_BYTES = 50_000_000


@dataclass
class Review:
    """All that a coach has said about one draft."""

    name: str = ""
    profile: str = ""
    #: Digests of the draft's lines: enough to know it again.
    lines: list[str] = field(default_factory=list)
    columns: dict[ColumnKey, Field] = field(default_factory=dict)
    roles: dict[LineKey, Role | None] = field(default_factory=dict)
    decisions: dict[Key, Decision] = field(default_factory=dict)
    looked: set[LineKey] = field(default_factory=set)
    #: The words themselves where they were pasted, since there is no file of them elsewhere.
    words: str = ""

    def shares(self, digests: Iterable[str]) -> int:
        """Return how many lines it has in common with a draft."""
        return len(set(self.lines) & set(digests))


class Reviews:
    """The files of a folder; a file that we cannot read is never touched."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (Path.cwd() if folder is None else folder) / FOLDER
        #: The file of the draft on the desk, None while there is none.
        self.file: Path | None = None
        #: Why the last words could not be written, "" while all is well.
        self.trouble = ""

    @property
    def shown(self) -> str:
        """The file as one finds it from the folder of the notebook."""
        return f"{FOLDER}/{self.file.name}" if self.file else ""

    def all(self) -> list[tuple[Path, Review, str]]:
        """Return file, review and when it was written of all work there is, the latest first."""
        try:
            files = sorted(self.folder.glob(f"*{ENDING}"), key=lambda f: (-f.stat().st_mtime, f.name))
        except OSError:
            return []
        read = ((file, _read(file)) for file in files)
        return [(file, review, _when(file)) for file, review in read if review is not None]

    def find(self, name: str, digests: list[str]) -> Review:
        """Return the work on this draft or an earlier state of it, and write to its file from now on.

        A draft is known again by its lines: half of them, or any of them under the same name.
        """
        best: tuple[int, Path, Review] | None = None
        for file, review, _ in self.all():
            shared = review.shares(digests)
            enough = shared * 2 >= max(1, min(len(set(digests)), len(set(review.lines))))
            if shared and (enough or review.name == name) and (best is None or shared > best[0]):
                best = shared, file, review
        if best:
            self.file = best[1]
            return best[2]
        self.file = self._free(Path(name).stem)
        return Review(name=name)

    def save(self, review: Review) -> None:
        """Write a review to the file of the draft, readable for its owner only."""
        if self.file is None:
            return
        data = json.dumps(_record(review), indent=1).encode("ascii")  # half characters become escapes
        try:
            self.make_folder()
            save(self.file, lambda stream: stream.write(data), private=True)
            self.trouble = ""
        except OSError as error:
            why = error.strerror or "no reason given"
            self.trouble = f"{self.shown} cannot be written ({why}): your decisions are on this page only."

    def make_folder(self) -> None:
        """Make the folder, left out of git: a client's words are nothing to share by accident."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")

    def forget(self, file: Path) -> None:
        """Delete the work on a draft. Raises ``OSError`` when that fails."""
        file.unlink(missing_ok=True)
        if file == self.file:
            self.file = None

    def _free(self, stem: str) -> Path:
        number = 1
        plain = stem[:60].strip() or "draft"
        file = self.folder / f"{plain}{ENDING}"
        while file.exists():
            number += 1
            file = self.folder / f"{plain}-{number}{ENDING}"
        return file


def digest(key: LineKey) -> str:
    """Return what a line is known by without telling it."""
    return hashlib.sha256(f"{key[1]}\0{key[0]}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _when(file: Path) -> str:
    try:
        when = datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone()
    except OSError:
        return ""
    return when.strftime("%d %B %Y, %H:%M").lstrip("0")


def _record(review: Review) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "name": review.name,
        "profile": review.profile,
        "lines": review.lines,
        "columns": [[*key, held.value] for key, held in review.columns.items()],
        "roles": [[*key, role.value if role else None] for key, role in review.roles.items()],
        "looked": sorted(list(key) for key in review.looked),
        "decisions": [
            {
                "rule": key.code, "line": key.line, "number": key.number, "what": key.what,
                "state": one.state.value, "reason": one.reason, "ask": one.ask, "rewrite": one.rewrite,
            }
            for key, one in review.decisions.items()
        ],
        "words": review.words,
    }  # fmt: skip


def _read(file: Path) -> Review | None:
    """Return the review in a file, None when it is not one of ours or was changed beyond reading."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        values = json.loads(file.read_bytes())
        if values["schema"] != SCHEMA:
            return None
        return Review(
            name=_text(values["name"]),
            profile=_text(values["profile"]),
            lines=[_text(line) for line in values["lines"]],
            columns={(_text(s), int(n), _text(h)): Field(held) for s, n, h, held in values["columns"]},
            roles={(_text(w), int(n)): Role(role) if role else None for w, n, role in values["roles"]},
            looked={(_text(w), int(n)) for w, n in values["looked"]},
            decisions={_key(one): _decision(one) for one in values["decisions"]},
            words=_text(values["words"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _key(one: dict[str, Any]) -> Key:
    return Key(
        code=_text(one["rule"]), line=_text(one["line"]), number=int(one["number"]), what=_text(one["what"])
    )


def _decision(one: dict[str, Any]) -> Decision:
    ask, rewrite = (None if one[name] is None else _text(one[name]) for name in ("ask", "rewrite"))
    return Decision(state=State(one["state"]), reason=_text(one["reason"]), ask=ask, rewrite=rewrite)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value
