"""The commands of a trainer: check a pack, print it, and see what a class gets wrong.

``okrcoach.cli`` puts them beside the others. Everything heavy is imported inside them.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import keep_limits, say, stop
from okrcoach.cli_reports import quiet_pipe, write

if TYPE_CHECKING:
    from okrcoach.classroom import Cohort, Pack

#: The pack can be read, and learners would be wronged by it.
FINDINGS = 1

pack = typer.Typer(help="Check and print packs of exercises.", no_args_is_help=True)
_File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A pack of exercises: .yaml.", show_default=False)
]


class Edition(StrEnum):
    """Whom a handout is for."""

    LEARNER = "learner"
    TRAINER = "trainer"


@pack.command()
def check(source: _File) -> None:
    """Read a pack and try it: its solutions must pass, its flawed lines must not."""
    from okrcoach.classroom.proof import prove

    found = _read(source)
    kinds = sorted({exercise.kind for exercise in found.exercises})
    sectors = {exercise.sector for exercise in found.exercises}
    remarks = prove(found)
    for remark in remarks:
        word = "Wrong" if remark.wrong else "Worth a look"
        say(f"{source.name}, line {remark.line}: {word}: {remark.exercise}: {remark.says}")
    count = len(found.exercises)
    say(f"{found.title}: {count} exercise{'s'[: count != 1]}, kinds: {', '.join(kinds)}.")
    say(f"Sectors ({len(sectors)}): {', '.join(sorted(sectors))}.")
    if any(remark.wrong for remark in remarks):
        raise typer.Exit(FINDINGS)
    say("Every solution passes.")


@pack.command()
def handout(
    source: _File,
    edition: Annotated[
        Edition, typer.Option("--edition", help="The learner's holds no answers, the trainer's all of them.")
    ] = Edition.LEARNER,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Write here: .md or .html; else to the screen."),
    ] = None,
) -> None:
    """Print a pack for learners, or for the trainer with answers and notes."""
    from okrcoach.classroom import handout as made
    from okrcoach.classroom.editions import Edition as Whose
    from okrcoach.classroom.editions import Form

    found = _read(source)
    forms = {".md": Form.MD, ".html": Form.HTML, ".htm": Form.HTML}
    if out is not None and out.suffix.lower() not in forms:
        stop(f"{out} should end in .md or .html.")
    form = forms[out.suffix.lower()] if out is not None else Form.MD
    data = made(found, Whose(edition.value), form).encode()
    if out is None:
        with quiet_pipe():
            sys.stdout.buffer.write(data)
        return
    if out.resolve() == source.resolve():
        stop(f"{out} is the pack itself. Choose another file to write to.")
    write(out, data)
    say(f"{edition.value.capitalize()} edition: {out}")


def class_(
    records: Annotated[
        list[Path],
        typer.Argument(metavar="RECORDS...", help="Exported attempts: .jsonl or .csv.", show_default=False),
    ],
) -> None:
    """Say what a class gets wrong, by rule and by exercise, without names."""
    from okrcoach.classroom import cohort_of
    from okrcoach.classroom.records import UnusableRecords, read_records

    keep_limits()
    try:
        attempts = [attempt for path in records for attempt in read_records(path)]
    except UnusableRecords as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}.")
    with quiet_pipe():
        _print_class(cohort_of(attempts))


def _print_class(found: Cohort) -> None:
    if not found.answers:
        say("There is no answer in these records.")
        return
    say(f"{found.learners} learner{'s'[: found.learners != 1]}, {found.answers} answers")
    say("")
    say("What the class gets wrong, by rule" if found.rules else "No rule was missed.")
    for miss in found.rules:
        say(f"    {miss.missed + miss.found} of {miss.met}  {miss.title} ({miss.code})")
        say(f"        {miss.says}")
        for quote in miss.quotes:
            say(f"        \u201c{quote.text}\u201d, {quote.count} gave it")
        say(f"        ? {miss.ask}")
    say("")
    say("By exercise")
    for one in found.exercises:
        say(f"    {one.pack}, {one.exercise}: {one.says}")
    say("")
    say("Answers that fewer than three people gave are not quoted.")


def _read(source: Path) -> Pack:
    from okrcoach.classroom import UnusablePack, read_pack

    keep_limits()
    try:
        return read_pack(source)
    except UnusablePack as error:
        for problem in error.problems:
            say(f"{error.file}, {problem}", err=True)
        count = len(error.problems)
        stop(f"{count} thing{'s'[: count != 1]} to put right.")
    except OSError as error:
        stop(f"{source}: {error.strerror}.")
