"""The part of the command line that knows the workspace: its options, and correcting verdicts.

``okrcoach.cli`` puts these commands beside the others. Everything heavy is imported inside them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from okrcoach.model import Kind

if TYPE_CHECKING:
    from okrcoach.exchange import Mapping
    from okrcoach.exchange.settings import Settings
    from okrcoach.judgement.house import House
    from okrcoach.model import Correction, Critique
    from okrcoach.progress.scorecard import Settings as Scoring

#: The input, or the way we were called, cannot be used.
UNUSABLE = 2

Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The okrcoach.toml to use.", show_default=False),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Ignore house words and corrections.")]
Profiled = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="The school to follow; see: okrcoach profiles."),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say which house words and corrections are used.")]


def house_of(config: Path | None, no_config: bool, verbose: bool, profile: str | None = None) -> House | None:
    """Return the words, corrections and school of the workspace; None when nothing is special in it.

    ``profile`` wins over the one in the file. Ends the program when ``okrcoach.toml`` or the
    corrections cannot be used.
    """
    if no_config:
        from okrcoach.exchange.settings import Settings

        return _house(Settings(corrections_file=Path()), profile) if profile else None
    found = settings(config)
    if verbose:
        say(found.said, err=True)
    plain = not (found.words or found.corrections or found.preferences != type(found.preferences)())
    return None if plain and not profile else _house(found, profile)


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

    found = settings(config)
    before = classify(text, _house(found))
    if before.unsure:
        stop(f"This cannot be corrected. {before.unsure}")
    new = Correction(text=text, kind=kind, why=why, date=date.today().isoformat())
    _keep((*found.corrections, new), found.corrections_file)
    say(f"It read as {before.kind.words} ({before.how_sure}), and counts as {kind.words} from now on.")
    number = len(found.corrections) + 1
    say(f"Kept in {found.corrections_file}. To take it back: okrcoach correct --undo {number}")


def corrections(config: Config = None) -> None:
    """List the corrections of this workspace, with the numbers that --undo takes."""
    from okrcoach.judgement.corrections import in_force

    found = settings(config)
    counting = {id(correction) for correction in in_force(found.corrections)}
    for number, c in enumerate(found.corrections, 1):
        about = "; ".join(part for part in (c.why, c.date) if part)
        later = "" if id(c) in counting else " A later one counts."
        say(f"{number:>3}  \u201c{c.text}\u201d is: {c.kind.words}.{f' ({about})' if about else ''}{later}")
    if not found.corrections:
        say(f"There are no corrections in {found.corrections_file.parent}.")


def profiles() -> None:
    """List the schools that can be followed, and whom each follows."""
    from okrcoach.judgement import profiles as shipped
    from okrcoach.judgement.sources import WORKS

    for one in shipped().values():
        say(f"{one.name:<10} {one.title}. {one.says}")
        if one.follows:
            say(" " * 11 + "After: " + "; ".join(WORKS[work] for work in one.follows))


def known_in(baseline: Path | None) -> frozenset[tuple[str, str]]:
    """Return what a baseline file knows, nothing without one; ends the program when it cannot be used."""
    if baseline is None:
        return frozenset()
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.known import read_known

    try:
        return read_known(baseline)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{baseline}: {error.strerror}.")


def draw(critique: Critique, baseline: Path) -> None:
    """Write everything found to a baseline file and say so."""
    from okrcoach.exchange.known import write_known
    from okrcoach.judgement import known_of

    known = known_of(critique)
    try:
        write_known(known, baseline)
    except OSError as error:
        stop(f"{baseline} cannot be written: {error.strerror}.")
    say(f"{len(known)} findings are known from now on: {baseline}")
    say(f"Next time: okrcoach critique FILE --baseline {baseline}")


def _undo(which: str, config: Path | None) -> None:
    from okrcoach.judgement.corrections import undone

    found = settings(config)
    try:
        left, taken = undone(found.corrections, which)
    except LookupError as error:
        stop(str(error.args[0]))
    _keep(left, found.corrections_file)
    say(f"Taken back: \u201c{taken.text}\u201d is: {taken.kind.words}.")


def _keep(kept: tuple[Correction, ...], path: Path) -> None:
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.settings import write_corrections

    try:
        write_corrections(kept, path)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{path} cannot be written: {error.strerror}.")


def mappings_of(config: Path | None, no_config: bool = False) -> tuple[Mapping, ...]:
    """Return how tables are read in this workspace, as somebody said; ends the program like the others."""
    if no_config:
        return ()
    from okrcoach.exchange import UnusableFile, read_mappings

    path = mappings_file(config)
    try:
        return read_mappings(path)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{path}: {error.strerror}.")


def scoring_of(config: Path | None, no_config: bool = False) -> Scoring:
    """Return where colours begin and when notices are given in this workspace; ends the program likewise."""
    from okrcoach.progress.scorecard import SETTINGS
    from okrcoach.progress.team_settings import settings_from

    if no_config:
        return SETTINGS
    found = settings(config)
    try:
        return settings_from(found.preferences.grades, found.preferences.pace)
    except ValueError as error:
        stop(f"{found.config_file}: {error}")


def mappings_file(config: Path | None) -> Path:
    """Return where this workspace keeps its mappings, whether or not the file is there yet."""
    from okrcoach.exchange.mapping_file import MAPPINGS

    return settings(config).corrections_file.parent / MAPPINGS


def settings(config: Path | None) -> Settings:
    """Return what the workspace has set; ends the program when its files cannot be used."""
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.settings import read_settings
    from okrcoach.model.limits import keep_to

    try:
        found = read_settings(config)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or config}: {error.strerror}.")
    keep_to(found.preferences.limits)
    return found


def keep_limits(config: Path | None = None, no_config: bool = False) -> None:
    """Put the limits of this workspace in force, for a command that asks for nothing else of it."""
    if not no_config:
        settings(config)


def _house(found: Settings, profile: str | None = None) -> House:
    from okrcoach.judgement.house import furnished

    try:
        return furnished(found.words, found.corrections, found.preferences, profile)
    except ValueError as error:
        stop(f"{found.config_file}: {error}" if found.config_file else str(error))


def say(message: str, *, err: bool = False) -> None:
    """Print a line in which nothing can act on the terminal."""
    from okrcoach.report.inert import visible

    typer.echo(visible(message), err=err)


def stop(message: str) -> NoReturn:
    """Say what is wrong on standard error and end the program with ``UNUSABLE``."""
    say(message, err=True)
    raise typer.Exit(UNUSABLE)
