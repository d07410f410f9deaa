"""The commands for running the quarter: score a team's cycle, and check in.

``okrcoach.cli`` puts them beside the others. Everything heavy is imported inside them.
"""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Verbose, house_of, mappings_of, say, stop
from okrcoach.cli_reports import quiet_pipe, read

if TYPE_CHECKING:
    from okrcoach.model import LogEntry, OKRSet


class ScoreFormat(StrEnum):
    """How ``score`` prints."""

    TEXT = "text"
    JSON = "json"


Source = Annotated[Path, typer.Argument(metavar="FILE", help="The team's file; its log is beside it.")]


def score(
    source: Source,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="Such as 2026-07-01; default: today.")
    ] = None,
    form: Annotated[ScoreFormat, typer.Option("--format", help="For people or programs.")] = ScoreFormat.TEXT,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Say how every key result stands: progress, pace, forecast and grade."""
    from okrcoach.judgement.plans import plans_of
    from okrcoach.progress.arithmetic import Undefined
    from okrcoach.progress.scorecard import score as scored

    house = house_of(config, no_config, verbose)
    okr_set = read(source, mappings_of(config, no_config))
    try:
        card = scored(okr_set, _log(source), _day(at), plans_of(okr_set, house))
    except Undefined as error:
        stop(f"{source}: {error}")
    with quiet_pipe():
        if form is ScoreFormat.JSON:
            from okrcoach.report.records import dumps
            from okrcoach.report.scorecard import scorecard_record

            sys.stdout.buffer.write(dumps(scorecard_record(card)).encode() + b"\n")
            return
        from okrcoach.report.scorecard import print_scorecard
        from okrcoach.report.terminal import terminal

        print_scorecard(card, terminal())


def checkin(
    source: Source,
    about: Annotated[str, typer.Argument(metavar="ID", help="Which key result or heartbeat, such as 1.2.")],
    value: Annotated[float | None, typer.Option("--value", help="Where it stands now.")] = None,
    confidence: Annotated[
        float | None, typer.Option("--confidence", help="That the target will be reached: 0 to 10.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="What happened.")] = "",
    blockers: Annotated[str, typer.Option("--blockers", help="What is in the way.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who says so.")] = "",
    day: Annotated[
        str | None, typer.Option("--day", metavar="DATE", help="The day it is for; default: today.")
    ] = None,
    config: Config = None,
    no_config: NoConfig = False,
) -> None:
    """Write a check-in to the log beside the team's file; nothing that is there is changed."""
    from okrcoach.exchange.check_in_log import append, log_beside
    from okrcoach.model import CheckIn, LoggedCheckIn

    if value is None and confidence is None and not (note or blockers):
        stop("Say at least one thing: --value 12, --confidence 6, --note or --blockers.")
    text = _words_of(read(source, mappings_of(config, no_config)), about, source)
    seen = CheckIn(day=_day(day), value=value, confidence=confidence, note=note, who=who)
    log = log_beside(source)
    try:
        append(log, LoggedCheckIn(about=about, check_in=seen, blockers=blockers, text=text))
    except UnicodeEncodeError:
        stop("The note holds half a character, which no file can keep. Please type it again.")
    except ValueError as error:
        stop(f"This cannot be kept: {error}.")
    except OSError as error:
        stop(f"{log} cannot be written: {error.strerror or error}.")
    say(f"Kept in {log}: {about}  {text.strip()}")


def _words_of(okr_set: OKRSet, about: str, source: Path) -> str:
    lines = [kr.statement for objective in okr_set.objectives for kr in objective.key_results]
    lines += [heartbeat.statement for heartbeat in okr_set.heartbeats]
    texts = {line.id: line.text for line in lines}
    if not texts:
        stop(f"{source} has no key results yet.")
    if about not in texts:
        stop(f"{source} has no key result {about}. It has: {', '.join(texts)}.")
    return texts[about]


def _log(source: Path) -> tuple[LogEntry, ...]:
    """Read the log; what cannot be used is said, and the rest counts."""
    from okrcoach.exchange.check_in_log import log_beside, read_log

    log = log_beside(source)
    try:
        entries, problems = read_log(log)
    except OSError as error:
        stop(f"{log}: {error.strerror}.")
    for problem in problems:
        say(f"{log}, {problem}. It is left out here and stays in the file.", err=True)
    return entries


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        stop(f"{text} is no day such as 2026-07-01.")
