"""The part of the command line that knows the workspace: its options, and correcting verdicts.

``okrcoach.cli`` puts these commands beside the others. Everything heavy is imported inside them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from okrcoach.model import Kind

if TYPE_CHECKING:
    from okrcoach.exchange.settings import Settings
    from okrcoach.judgement.house import House
    from okrcoach.model import Correction

#: The input, or the way we were called, cannot be used.
UNUSABLE = 2

Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The okrcoach.toml to use.", show_default=False),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Ignore house words and corrections.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say which house words and corrections are used.")]


def house_of(config: Path | None, no_config: bool, verbose: bool) -> House | None:
    """Return the words and corrections of the workspace; None when there are none or none are wanted.

    Ends the program when ``okrcoach.toml`` or the corrections cannot be used.
    """
    if no_config:
        return None
    found = _settings(config)
    if verbose:
        _say(found.said, err=True)
    return _house(found) if found.words or found.corrections else None


def correct(
    text: Annotated[str | None, typer.Argument(help="The statement, in quotation marks.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="What it is.")] = None,
    why: Annotated[str, typer.Option("--why", help="Your reason, for whoever reads the list.")] = "",
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="N|TEXT", help="Take this correction back.")
    ] = None,
    config: Config = None,
) -> None:
    """Say what a statement is. It counts for like statements of this workspace, too."""
    if undo is not None and text is None and kind is None and not why:
        _undo(undo, config)
        return
    if undo is not None or text is None or kind is None:
        stop('Say what is what: okrcoach correct "Create company blog" --kind task. Or: --undo 1')
    from datetime import date

    from okrcoach.judgement import classify
    from okrcoach.model import Correction

    found = _settings(config)
    before = classify(text, _house(found))
    if before.unsure:
        stop(f"This cannot be corrected. {before.unsure}")
    new = Correction(text=text, kind=kind, why=why, date=date.today().isoformat())
    _keep((*found.corrections, new), found.corrections_file)
    _say(f"It read as {before.kind.words} ({before.how_sure}), and counts as {kind.words} from now on.")
    number = len(found.corrections) + 1
    _say(f"Kept in {found.corrections_file}. To take it back: okrcoach correct --undo {number}")


def corrections(config: Config = None) -> None:
    """List the corrections of this workspace, with the numbers that --undo takes."""
    from okrcoach.judgement.corrections import in_force

    found = _settings(config)
    counting = {id(correction) for correction in in_force(found.corrections)}
    for number, c in enumerate(found.corrections, 1):
        about = "; ".join(part for part in (c.why, c.date) if part)
        later = "" if id(c) in counting else " A later one counts."
        _say(f"{number:>3}  \u201c{c.text}\u201d is: {c.kind.words}.{f' ({about})' if about else ''}{later}")
    if not found.corrections:
        _say(f"There are no corrections in {found.corrections_file.parent}.")


def _undo(which: str, config: Path | None) -> None:
    from okrcoach.judgement.corrections import undone

    found = _settings(config)
    try:
        left, taken = undone(found.corrections, which)
    except LookupError as error:
        stop(str(error.args[0]))
    _keep(left, found.corrections_file)
    _say(f"Taken back: \u201c{taken.text}\u201d is: {taken.kind.words}.")


def _keep(kept: tuple[Correction, ...], path: Path) -> None:
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.settings import write_corrections

    try:
        write_corrections(kept, path)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{path} cannot be written: {error.strerror}.")


def _settings(config: Path | None) -> Settings:
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.settings import read_settings

    try:
        return read_settings(config)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or config}: {error.strerror}.")


def _house(found: Settings) -> House:
    from okrcoach.judgement.house import House

    return House(words=found.words, corrections=found.corrections)


def _say(message: str, *, err: bool = False) -> None:
    from okrcoach.report.inert import visible

    typer.echo(visible(message), err=err)


def stop(message: str) -> NoReturn:
    """Say what is wrong on standard error and end the program with ``UNUSABLE``."""
    _say(message, err=True)
    raise typer.Exit(UNUSABLE)
