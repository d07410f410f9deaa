"""The commands about a client's files: how their columns are read, and sharing them without names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import Config, mappings_file, mappings_of, say, stop

if TYPE_CHECKING:
    from okrcoach.exchange import Key
    from okrcoach.model import OKRSet

#: What a set can be written as, and what a finished report can be restored as.
_SETS, _TEXTS = (".yaml", ".yml", ".xlsx"), (".md", ".txt", ".html", ".htm", ".json")
KeyFile = Annotated[Path, typer.Option("--key", metavar="FILE", help="The key file. Keep it to yourself.")]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="Where to write.")]


def mapping(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A table: .csv, .xlsx, .md or .html.")],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="HEADING=FIELD", help="Read this column as that, e.g. Ziel=objective."),
    ] = None,
    keep: Annotated[bool, typer.Option("--remember", help="Keep it for files with these headings.")] = False,
    config: Config = None,
) -> None:
    """Show what each column of a file is read as, change it, and have it remembered."""
    from okrcoach.exchange import UnusableFile, guess_mappings, remember

    kept_in, known = mappings_file(config), mappings_of(config)
    try:
        found = guess_mappings(source, remembered=known)
        for change in changes or ():
            heading, sign, field = change.rpartition("=")
            if not sign:
                stop(f"--set {change}: say HEADING=FIELD, for instance --set Ziel=objective")
            found = tuple(
                one.changed(heading, field) if len(found) == 1 or _has(one.headings(), heading) else one
                for one in found
            )
    except UnusableFile as error:
        stop(str(error))
    except ValueError as error:
        stop(f"--set: {error}")
    except OSError as error:
        stop(f"{source}: {error.strerror}.")
    for one in found:
        sheet = f"Sheet {one.sheet}, headings" if one.sheet else "Headings"
        say(f"{sheet} in row {one.heading_row}")
        for column in one.columns:
            say(f"  {column.heading[:40]:<40} {column.field.value:<14} {column.sure.value}: {column.why}")
    if keep:
        try:
            for one in found:
                remember(one, kept_in)
        except UnusableFile as error:
            stop(str(error))
        except OSError as error:
            stop(f"{kept_in} cannot be written: {error.strerror}.")
        say(f"Kept in {kept_in} for every file with these headings.")


def _has(headings: tuple[str, ...], heading: str) -> bool:
    return " ".join(heading.split()).casefold() in headings


def anonymise(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The client's draft.")],
    out: Out,
    key: KeyFile,
    amounts: Annotated[
        float | None, typer.Option("--amounts", metavar="FACTOR", help="Also multiply amounts of money.")
    ] = None,
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="NAME", help="Also replace this; may be repeated.")
    ] = None,
) -> None:
    """Replace names, organisations, mail addresses and phone numbers; the key file brings them back."""
    from okrcoach.cli_reports import read
    from okrcoach.exchange import anonymise as hide
    from okrcoach.exchange import save_key

    _check(out, _SETS, source)
    if key.exists():
        stop(f"{key} is there already. A key is never overwritten: choose another name.")
    try:
        hidden, found = hide(read(source), amounts=amounts, also=also or ())
    except ValueError as error:
        stop(str(error))
    # The key first: names must not be gone when the disk is full.
    try:
        save_key(found, key)
    except OSError as error:
        stop(f"{key} cannot be written: {error.strerror}.")
    _write_set(hidden, out)
    for line in found.listing():
        say(line)
    say(f"Written to {out}. Please read it through before you share it: no list knows every name.")
    say(f"Whoever has {key} can bring the names back.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A set or a report without names.")],
    out: Out,
    key: KeyFile,
) -> None:
    """Bring the names back into a set (.yaml, .xlsx) or into a report (.md, .txt, .html, .json)."""
    from okrcoach.cli_reports import read, write
    from okrcoach.exchange import restore as bring_back
    from okrcoach.exchange import restore_text

    known = _load(key)
    _check(out, (*_SETS, *_TEXTS), source)
    if source.suffix.lower() in _SETS and out.suffix.lower() in _SETS:
        _write_set(bring_back(read(source), known), out)
    elif source.suffix.lower() == out.suffix.lower():
        try:
            text = source.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            stop(f"{source}: {getattr(error, 'strerror', None) or 'this is no UTF-8 text'}.")
        write(out, restore_text(text, known, html=out.suffix.lower() in (".html", ".htm")).encode())
    else:
        stop(f"{source} cannot become a {out.suffix} file. Give OUT the ending {source.suffix}.")
    say(f"Written to {out}.")


def _load(path: Path) -> Key:
    from okrcoach.exchange import UnusableFile, load_key

    try:
        return load_key(path)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{path}: {error.strerror}.")


def _check(out: Path, endings: tuple[str, ...], source: Path) -> None:
    if out.suffix.lower() not in endings:
        stop(f"{out} is to end in {', '.join(endings)}.")
    if out.resolve() == source.resolve():
        stop(f"{out} is the file itself. Choose another file to write to.")


def _write_set(okr_set: OKRSet, out: Path) -> None:
    from okrcoach.exchange import write_xlsx, write_yaml

    try:
        (write_xlsx if out.suffix.lower() == ".xlsx" else write_yaml)(okr_set, out)
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.")
