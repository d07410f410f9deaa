"""The command that hands a team's cycle out as a workbook, and takes what was typed into it back.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Verbose, house_of, mappings_of, say, stop
from okrcoach.cli_progress import day_of, log_of
from okrcoach.cli_reports import read

if TYPE_CHECKING:
    from okrcoach.exchange.tracking_in import Tracking
    from okrcoach.model import LogEntry


def track(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The team's file; its log is beside it.")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT.xlsx", help="Default: beside FILE, .tracking.xlsx."),
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", metavar="BOOK.xlsx", help="Take new rows of it into the log.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The day it shows at first; default: today.")
    ] = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Write a workbook that scores itself while a team checks in, or take its new rows into the log."""
    if take is not None:
        if out is not None or at is not None:
            stop("--take reads a workbook; please write the next one with a second call, without --take.")
        _take(take, source)
        return
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.tracking_out import write_tracking
    from okrcoach.judgement.plans import plans_of

    day = day_of(at)
    out = out if out is not None else source.with_suffix(".tracking.xlsx")
    if out.suffix.lower() != ".xlsx":
        stop(f"A workbook is named .xlsx: {out.with_suffix('.xlsx').name}")
    if out.resolve() == source.resolve():
        stop(f"{out} is the team's file itself. Choose another file to write to.")
    house = house_of(config, no_config, verbose)
    okr_set, log = read(source, mappings_of(config, no_config)), log_of(source)
    _spare(out, source, log)
    try:
        write_tracking(okr_set, log, plans_of(okr_set, house), day, out)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror or error}.")
    say(f"Written to {out}. Its scores appear when a spreadsheet program opens it.")


def _spare(out: Path, source: Path, log: tuple[LogEntry, ...]) -> None:
    """Write over no workbook of ours with rows that nobody has taken yet."""
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.tracking_in import new_entries, read_tracking

    if not out.exists():
        return
    try:
        waiting = new_entries(read_tracking(out), log)
    except UnusableFile as error:
        stop(f"{error}. {out} is there already; choose another name, or put this right first.")
    if waiting:
        stop(
            f"{out} has new rows ({len(waiting)}) that are not in the log yet. Take them first:"
            f" okrcoach track {source} --take {out}"
        )


def _take(book: Path, source: Path) -> None:
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.check_in_log import append, log_beside
    from okrcoach.exchange.tracking_in import new_entries, read_tracking

    read(source)
    log = log_beside(source)
    try:
        tracking = read_tracking(book)
        found = new_entries(tracking, log_of(source))
    except UnusableFile as error:
        stop(f"{error}. Nothing was taken.")
    for number, entry in enumerate(found):
        try:
            append(log, entry)
        except (OSError, ValueError) as error:
            stop(f"{log} cannot be written: {error}. {number} of {len(found)} rows were kept before.")
        say(f"Kept: {entry.about}, {entry.day}  {entry.text.strip()}")
    _report(tracking, len(found), log)


def _report(tracking: Tracking, found: int, log: Path) -> None:
    if not found:
        say(f"{tracking.file} has nothing that is not in {log} already.")
    else:
        say(f"{found} new in {log}. Write the workbook again before more is typed into it.")
    if not tracking.recalculated:
        say(
            f"The formulas of {tracking.file} are not worked out yet; what was typed is read all the same.",
            err=True,
        )
