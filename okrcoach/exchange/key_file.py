"""The key of an anonymised set: what stands for what, kept in a file of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.saving import save
from okrcoach.model.limits import in_force

SCHEMA = "okrcoach-key/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """One text that was replaced wherever it stood."""

    #: "person", "organisation", "name" (either), "word" (asked for), "mail", "phone", "url" or "file".
    kind: str
    original: str
    placeholder: str
    #: Why it was taken for a name, in words for people.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """All that turns an anonymised set back; whoever has it knows the names."""

    replaced: tuple[Replaced, ...] = ()
    #: (digits as written, digits as scaled) of amounts of money.
    amounts: tuple[tuple[str, str], ...] = ()
    #: (number of the field in reading order, what it holds now, what it held) where the rest is not enough.
    kept: tuple[tuple[int, str | float, str | float], ...] = ()

    def listing(self) -> Iterator[str]:
        """Yield a line for each text that was replaced, for a person to check before sharing."""
        for one in self.replaced:
            why = f" ({one.why})" if one.why else ""
            yield f"{one.original} -> {one.placeholder}{why}"
        for original, scaled in self.amounts:
            yield f"{original} -> {scaled} (amount of money)"


def save_key(key: Key, path: str | os.PathLike[str]) -> None:
    """Write the key as JSON, whole or not at all, readable for its owner only. Raises ``OSError``."""
    values = {
        "schema": SCHEMA,
        "replaced": [
            {"kind": r.kind, "original": r.original, "placeholder": r.placeholder, "why": r.why}
            for r in key.replaced
        ],
        "amounts": [list(pair) for pair in key.amounts],
        "kept": [list(entry) for entry in key.kept],
    }
    # half characters from broken terminals survive as escapes
    data = json.dumps(values, ensure_ascii=True, indent=1).encode("ascii")
    save(path, lambda stream: stream.write(data), private=True)


def load_key(path: str | os.PathLike[str]) -> Key:
    """Read a key file. Raises ``UnusableFile`` naming file and entry, and ``OSError``."""
    path = Path(path)
    data = read_limited(path, in_force().key_bytes, file=str(path))
    try:
        values = json.loads(decode(data, file=str(path)))
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnusableFile):
            raise
        raise UnusableFile(f"this is no key file: {error}", file=str(path)) from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise UnusableFile(f'this is no key file of an anonymised set ("schema": "{SCHEMA}")', file=str(path))
    return Key(
        replaced=tuple(_replaced(v, n, path) for n, v in _entries(values, "replaced", path)),
        amounts=tuple(_pair(v, n, path) for n, v in _entries(values, "amounts", path)),
        kept=tuple(_kept(v, n, path) for n, v in _entries(values, "kept", path)),
    )


def _entries(values: dict[str, Any], name: str, path: Path) -> Iterator[tuple[int, Any]]:
    entries = values.get(name, [])
    if not isinstance(entries, list):
        raise UnusableFile(f'"{name}" is to be a list', file=str(path))
    return enumerate(entries, 1)


def _replaced(value: object, number: int, path: Path) -> Replaced:
    names = ("kind", "original", "placeholder")
    if not isinstance(value, dict) or not all(isinstance(value.get(n), str) and value[n] for n in names):
        raise UnusableFile(f'"replaced", entry {number} needs the texts {", ".join(names)}', file=str(path))
    return Replaced(**{n: value[n] for n in names}, why=str(value.get("why", "")))


def _pair(value: object, number: int, path: Path) -> tuple[str, str]:
    if isinstance(value, list) and len(value) == 2:
        first, second = value
        if isinstance(first, str) and isinstance(second, str) and first and second:
            return first, second
    raise UnusableFile(f'"amounts", entry {number} is to be a pair of texts', file=str(path))


def _kept(value: object, number: int, path: Path) -> tuple[int, str | float, str | float]:
    if isinstance(value, list) and len(value) == 3 and isinstance(value[0], int):
        _, now, before = value
        if isinstance(now, str) and isinstance(before, str):
            return value[0], now, before
        if isinstance(now, int | float) and isinstance(before, int | float):
            return value[0], now, before
    raise UnusableFile(f'"kept", entry {number} is to be a number and two values', file=str(path))
