"""The commands about heartbeats: sort the measures of a draft, and ask whether an OKR is right at all.

``okrcoach.cli`` puts them beside the others. Everything heavy is imported inside them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Verbose, house_of, stop

if TYPE_CHECKING:
    from okrcoach.model import OKRSet


def heartbeats(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A draft: .csv, .xlsx, .md, .yaml or pasted text.")
    ],
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Sort a draft into what is to change and what is to hold, and show it in both schools."""
    from okrcoach.judgement.critic import review
    from okrcoach.judgement.heartbeats import sort_measures
    from okrcoach.judgement.two_schools import separate, unified
    from okrcoach.report.heartbeats import print_sorting, print_view
    from okrcoach.report.terminal import terminal

    house = house_of(config, no_config, verbose)
    sorting = sort_measures(review(_read(source), house), house)
    console = terminal()
    print_sorting(sorting, console)
    print_view(separate(sorting), console)
    print_view(unified(sorting), console)


def fit(
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="NAME=N", help="Answer without being asked; once for each question."
        ),
    ] = None,
    stage: Annotated[
        str | None, typer.Option("--stage", help="Where a product stands: explore, expand, exploit or exit.")
    ] = None,
) -> None:
    """Ask whether OKRs, KPIs or both suit a team; with --stage, which goals suit a product."""
    from okrcoach.judgement.fit import recommend
    from okrcoach.judgement.stages import for_stage
    from okrcoach.report.heartbeats import print_fit, print_stage
    from okrcoach.report.terminal import terminal

    try:
        if stage is not None:
            print_stage(for_stage(stage), terminal())
            if not answer:
                return
        found = recommend(_given(answer) if answer else _asked())
    except ValueError as error:
        stop(str(error))
    print_fit(found, terminal())


def _given(answers: list[str]) -> dict[str, int]:
    """Take "pace=2" apart; ``ValueError`` names what is no answer."""
    given = {}
    for text in answers:
        name, _, number = text.partition("=")
        if not number.strip().isdecimal():
            raise ValueError(f"{text}: say which question and which answer, for instance pace=2.")
        given[name.strip().lower()] = int(number)
    return given


def _asked() -> dict[str, int]:
    """Ask one question after the other; Enter leaves one open."""
    from okrcoach.judgement.fit import QUESTIONS

    typer.echo("Type the number of your answer; Enter leaves a question open.")
    given = {}
    for question in QUESTIONS:
        typer.echo(f"\n{question.text}")
        for number, choice in enumerate(question.answers, 1):
            typer.echo(f"  {number}  {choice.text}")
        while True:
            try:
                text = typer.prompt("Answer", default="", show_default=False).strip()
            except typer.Abort:
                stop("\nStopped, nothing is kept.")
            if not text:
                break
            if text.isdecimal() and 1 <= int(text) <= len(question.answers):
                given[question.name] = int(text)
                break
            typer.echo(f"A number from 1 to {len(question.answers)}, please, or just Enter.")
    return given


def _read(source: Path) -> OKRSet:
    from okrcoach.exchange import UnusableFile, read_okrs

    try:
        return read_okrs(source)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{source}: {error.strerror}.")
