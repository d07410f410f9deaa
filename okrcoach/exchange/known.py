"""The baseline file: findings that were there when it was drawn, so that only new ones are told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.saving import save
from okrcoach.model.limits import in_force

#: Code of the rule and the statement it is about, without case and blanks; "" for the whole set.
Known = tuple[str, str]
VERSION = 1


def read_known(path: Path) -> frozenset[Known]:
    """Return what a baseline file holds. Raises ``UnusableFile`` naming file and entry, and ``OSError``."""
    try:
        values = json.loads(read_limited(path, in_force().key_bytes, file=str(path)))
    except UnusableFile:
        raise
    except (ValueError, RecursionError) as error:  # no JSON, or no UTF-8
        raise UnusableFile(f"this is no baseline: {error}", file=str(path)) from error
    if not isinstance(values, dict) or values.get("okrcoach baseline") != VERSION:
        raise UnusableFile(f"this is no baseline of version {VERSION}; draw it again", file=str(path))
    entries = values.get("known")
    if not isinstance(entries, list):
        raise UnusableFile("known is to be a list", file=str(path))
    found = set()
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not all(isinstance(entry.get(k), str) for k in ("rule", "about")):
            raise UnusableFile(f"known, entry {number} is to hold rule and about, both texts", file=str(path))
        found.add((entry["rule"], entry["about"]))
    return frozenset(found)


def write_known(known: Iterable[Known], path: Path) -> None:
    """Write a baseline file, whole or not at all, sorted so that changes can be compared."""
    entries = [{"rule": rule, "about": about} for rule, about in sorted(known)]
    text = json.dumps({"okrcoach baseline": VERSION, "known": entries}, indent=1, ensure_ascii=False) + "\n"
    save(path, lambda stream: stream.write(text.encode("utf-8", "replace")))
