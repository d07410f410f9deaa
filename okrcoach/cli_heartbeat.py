"""The commands about heartbeats: sort the measures of a draft, and ask whether an OKR is right at all.

``okrcoach.cli`` puts them beside the others. Everything heavy is imported inside them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Profiled, Verbose, house_of, mappings_of, stop
from okrcoach.cli_reports import read, write


def heartbeats(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A draft: .csv, .xlsx, .md, .yaml or pasted text.")
    ],
    drawing: Annotated[
        Path | None,
        typer.Option("--drawing", metavar="OUT.svg", help="Also draw both lists and what pulls apart."),
    ] = None,
    profile: Profiled = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Sort a draft into what is to change and what is to hold, and show it in both schools."""
    from okrcoach.judgement.critic import see
    from okrcoach.judgement.heartbeats import sort_measures
    from okrcoach.judgement.two_schools import separate, unified
    from okrcoach.report.heartbeats import print_sorting, print_view
    from okrcoach.report.terminal import terminal

    if drawing is not None and drawing.suffix.lower() != ".svg":
        stop(f"{drawing} is to end in .svg.")
    house = house_of(config, no_config, verbose, profile)
    sorting = sort_measures(see(read(source, mappings_of(config, no_config)), house), house)
    console = terminal()
    print_sorting(sorting, console)
    print_view(separate(sorting), console)
    print_view(unified(sorting), console)
    if drawing is not None:
        from okrcoach.charts.conflicts import conflicts_chart, conflicts_in_words
        from okrcoach.charts.drawing import draw

        write(drawing, draw(conflicts_chart(sorting), conflicts_in_words(sorting)).encode())


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
