"""The command about a benefits register: where each benefit stands, and what to ask.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Profiled, Verbose, house_of, say, stop

if TYPE_CHECKING:
    from okrcoach.model import Finding
    from okrcoach.progress.benefits import Realised, Status


def benefits(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A benefits register: .csv or .yaml.", show_default=False)
    ],
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The day to look from, 2026-09-30; else today.")
    ] = None,
    config: Config = None,
    no_config: NoConfig = False,
    profile: Profiled = None,
    verbose: Verbose = False,
) -> None:
    """Say where each benefit of a register stands, what came of it, and what to ask."""
    from datetime import date

    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.benefits_file import read_benefits
    from okrcoach.judgement import review_benefits
    from okrcoach.progress.benefits import realised, register_status

    try:
        day = date.fromisoformat(at) if at else date.today()
    except ValueError:
        stop(f"{at} is no day; please write it as 2026-09-30.")
    house = house_of(config, no_config, verbose, profile)
    try:
        register = read_benefits(source)
    except UnusableFile as error:
        stop(str(error))
    say(f"Benefits on {day}")
    for status in register_status(register, day):
        _print_status(status)
    _print_realised(realised(register, day))
    _print_findings(review_benefits(register, house))


def _print_status(status: Status) -> None:
    benefit = status.benefit
    say("")
    say(f"{benefit.statement.id}  {benefit.statement.text}")
    say(f"    {status.phase}: {status.words}. {status.says}")
    if benefit.status:
        say(f"    The register calls it \u201c{benefit.status}\u201d.")
    if status.ask:
        say(f"    ? {status.ask}")


def _print_realised(found: Realised) -> None:
    say("")
    say("What came of it")
    for name, sentence in found.gains:
        say(f"    {name}  {sentence}")
    if not found.gains:
        say("    Nothing can be judged yet.")
    from okrcoach.progress.benefits import plain

    for unit, amount in found.worth:
        say(f"    Worth a year, where it is stated: {unit} {plain(amount)}")
    for sentence in found.said:
        say(f"    {sentence}")
    for name, words in found.disbenefits:
        say(f"    Against it, {name}: {words}")


def _print_findings(findings: tuple[Finding, ...]) -> None:
    say("")
    say("What to ask of the register" if findings else "The register itself leaves nothing to ask.")
    for finding in findings:
        say(f"    {finding.severity.words}  {finding.about}  {finding.title} ({finding.code})")
        say(f"        {finding.what}")
        say(f"        ? {finding.ask}")
