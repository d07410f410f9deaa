"""A workspace's own files: ``okrcoach.toml`` with its words, ``okrcoach-corrections.csv`` beside it."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from okrcoach.data import HERE
from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.preferences import Preferences, preferences_in
from okrcoach.exchange.saving import save
from okrcoach.exchange.sheet_text import is_formula_like
from okrcoach.model import Correction, Kind
from okrcoach.model.limits import in_force

CONFIG = "okrcoach.toml"
CORRECTIONS = "okrcoach-corrections.csv"
COLUMNS = ("text", "kind", "why", "date")
#: A (class, word or phrase) pair, such as ("n:measure", "care score").
HouseWord = tuple[str, str]

#: Keys of [words] with a name of their own -> the class they stand for.
_SHORT = {
    "measures": "n:measure",
    "deliverables": "n:deliverable",
    "vanity": "n:vanity_measure",
    "people": "n:outsider",
}
#: Tables in [words] -> letter of their classes; each holds one key for each list of that folder.
_FOLDERS = {"verbs": "v", "nouns": "n", "words": "w"}
#: Everything a config file may hold.
_TOP = ("words", "profile", "profiles", "rules", "suppress", "grades", "pace", "limits")
#: A table of forms, not a class of words.
_NO_CLASS = "irregular"
#: Nobody keeps more by hand; what is larger is some other file.
_MOST_LETTERS, _MOST_ROWS = 80, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was found in a workspace."""

    #: Where new corrections go, whether or not the file is there yet.
    corrections_file: Path
    #: None when there is none.
    config_file: Path | None = None
    words: tuple[HouseWord, ...] = ()
    corrections: tuple[Correction, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)

    @property
    def said(self) -> str:
        """What is used, in one sentence for people."""
        words = (
            f"{len(self.words)} words from {self.config_file}" if self.config_file else f"no {CONFIG} found"
        )
        return f"House words and corrections: {words}; {len(self.corrections)} from {self.corrections_file}."


def read_settings(config: Path | None = None, start: Path | None = None) -> Settings:
    """Read the settings of a workspace.

    The workspace is the folder of ``config``, or else the nearest of ``start`` (by default the working
    folder) and its parents that holds one of the two files, or else ``start`` itself.
    Raises ``UnusableFile`` for a file that cannot be used, ``OSError`` for one that cannot be opened.
    """
    start = (start or Path.cwd()).resolve()
    if config is None:
        folder = next((f for f in (start, *start.parents) if _is_file(f, CONFIG, CORRECTIONS)), start)
        config = folder / CONFIG if _is_file(folder, CONFIG) else None
    else:
        folder = config.parent
    corrections = folder / CORRECTIONS
    words, preferences = read_config(config) if config else ((), Preferences())
    return Settings(
        corrections_file=corrections,
        config_file=config,
        words=words,
        preferences=preferences,
        corrections=read_corrections(corrections) if _is_file(folder, CORRECTIONS) else (),
    )


def _is_file(folder: Path, *names: str) -> bool:
    try:
        return any((folder / name).is_file() for name in names)
    except OSError:  # a parent that we may not look into holds nothing for us
        return False


def read_config(path: Path) -> tuple[tuple[HouseWord, ...], Preferences]:
    """Return the words in an ``okrcoach.toml``, in its order, each pair once, and the school it names.

    Raises ``UnusableFile`` naming file and key for what it does not know or cannot use, and ``OSError``.
    """
    text = _text_of(path)
    try:
        values = tomllib.loads(text)
    except ValueError as error:  # tomllib's own, and Python's for numbers of thousands of digits
        raise UnusableFile(f"this is no valid TOML: {error}", file=str(path)) from error
    except RecursionError as error:
        raise UnusableFile("its lists or tables are nested too deeply", file=str(path)) from error
    for key in values:
        if key not in _TOP:
            raise UnusableFile(_unknown(key, _TOP, ""), file=str(path))
    words = tuple(dict.fromkeys(_words_in(values.get("words", {}), str(path))))
    return words, preferences_in(values, str(path))


def _words_in(table: object, file: str) -> Iterator[HouseWord]:
    for key, value in _table(table, "words", file).items():
        if key in _SHORT:
            yield from _entries(value, _SHORT[key], f"words.{key}", file)
        elif key in _FOLDERS:
            classes = sorted(p.stem for p in (HERE / "lexicons" / key).glob("*.txt") if p.stem != _NO_CLASS)
            for name, entries in _table(value, f"words.{key}", file).items():
                if name not in classes:
                    raise UnusableFile(_unknown(name, classes, f"words.{key}."), file=file)
                yield from _entries(entries, f"{_FOLDERS[key]}:{name}", f"words.{key}.{name}", file)
        else:
            raise UnusableFile(_unknown(key, [*_SHORT, *_FOLDERS], "words."), file=file)


def _table(value: object, key: str, file: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnusableFile(f"{key} is to be a table of lists, not {_sort_of(value)}", file=file)
    return value


def _entries(value: object, name: str, key: str, file: str) -> Iterator[HouseWord]:
    if not isinstance(value, list):
        raise UnusableFile(f'{key} is to be a list such as ["care score"], not {_sort_of(value)}', file=file)
    for number, entry in enumerate(value, 1):
        if not isinstance(entry, str):
            raise UnusableFile(f"{key}, entry {number} is to be a text, not {_sort_of(entry)}", file=file)
        if not any(c.isalpha() for c in entry) or len(entry) > _MOST_LETTERS:
            raise UnusableFile(
                f"{key}, entry {number} is to be a word or a short phrase of at most {_MOST_LETTERS} letters",
                file=file,
            )
        yield name, " ".join(entry.split())


def _sort_of(value: object) -> str:
    sorts: dict[type, str] = {str: "a text", bool: "true or false", list: "a list", dict: "a table"}
    return sorts.get(type(value), "a number" if isinstance(value, int | float) else "a date")


def _unknown(name: str, known: Iterable[str], before: str) -> str:
    known = list(known)
    near = get_close_matches(name.lower(), known, n=2, cutoff=0.5)
    hint = f"Did you mean {' or '.join(before + n for n in near)}?" if near else f"Known: {', '.join(known)}."
    return f"the key {before}{name} is unknown. {hint}"


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections in a CSV file with the columns text, kind and, if there are, why and date.

    Spreadsheets may have saved it: another separator or encoding is understood. Raises
    ``UnusableFile`` naming file, row and column, and ``OSError``.
    """
    text = _text_of(path)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[Correction] = []
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        for wanted in COLUMNS[:2]:
            if names.count(wanted) != 1:
                raise UnusableFile(
                    f"the first row is to name the columns {', '.join(COLUMNS)}", file=str(path), row=1
                )
        for name in names:
            if name and name not in COLUMNS:
                raise UnusableFile(_unknown(name, COLUMNS, ""), file=str(path), row=1, column=name)
        for row, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                found.append(_correction(names, cells, str(path), row))
    except csv.Error as error:
        raise UnusableFile(f"this is no readable CSV: {error}", file=str(path)) from error
    _check_size(len(found), len(text), path)
    return tuple(found)


def _check_size(rows: int, size: int, path: Path) -> None:
    most = in_force().settings_bytes
    if rows > _MOST_ROWS or size > most:
        limits = f"{_MOST_ROWS:,} corrections and {most:,} bytes"
        raise UnusableFile(f"at most {limits} are kept; please take some out", file=str(path))


def _correction(names: list[str], cells: list[str], file: str, row: int) -> Correction:
    if any(cell.strip() for name, cell in zip(names, cells, strict=False) if not name) or any(
        cell.strip() for cell in cells[len(names) :]
    ):
        raise UnusableFile("there is a cell without a heading above it", file=file, row=row)
    values = {name: _unguarded(cell) for name, cell in zip(names, cells, strict=False)}
    text, named = values.get("text", "").strip(), values.get("kind", "").strip().casefold()
    if not text:
        raise UnusableFile("there is no statement", file=file, row=row, column="text")
    kinds = {form: kind for kind in Kind for form in (kind.value, kind.words)}
    if named not in kinds:
        near = get_close_matches(named, kinds, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(kind.value for kind in Kind)}."
        raise UnusableFile(f"the kind {named!r} is unknown. {hint}", file=file, row=row, column="kind")
    return Correction(text=text, kind=kinds[named], why=values.get("why", ""), date=values.get("date", ""))


def write_corrections(corrections: Iterable[Correction], path: Path) -> None:
    """Write the corrections to a CSV file, whole or not at all; no spreadsheet calculates with its cells.

    Raises ``UnusableFile`` when they are more than could be read again, and ``OSError`` when the
    file cannot be written.
    """
    corrections = tuple(corrections)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for c in corrections:
        writer.writerow([_guarded(cell) for cell in (c.text, c.kind.value, c.why, c.date)])
    # The mark lets spreadsheets know that it is UTF-8; half characters from broken terminals become "?".
    data = out.getvalue().encode("utf-8-sig", "replace")
    _check_size(len(corrections), len(data), path)
    save(path, lambda stream: stream.write(data))


def _guarded(text: str) -> str:
    """One line that no spreadsheet takes for a formula; an apostrophe before it is how they mark text."""
    flat = " ".join(text.replace("\0", " ").split())
    return "'" + flat if is_formula_like(flat.lstrip("'")) else flat


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and is_formula_like(cell.lstrip("'")) else cell


def _text_of(path: Path) -> str:
    return decode(read_limited(path, in_force().settings_bytes, file=str(path)), file=str(path))
