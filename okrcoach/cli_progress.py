"""The commands for running the quarter: score a team's cycle, and check in.

``okrcoach.cli`` puts them beside the others. Everything heavy is imported inside them.
"""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from okrcoach.cli_house import Config, NoConfig, Verbose, house_of, mappings_of, say, scoring_of, stop
from okrcoach.cli_reports import quiet_pipe, read, write

if TYPE_CHECKING:
    from okrcoach.model import LogEntry, OKRSet
    from okrcoach.progress.scorecard import Scorecard, Scored


class ScoreFormat(StrEnum):
    """How ``score`` prints."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"


_Form = TypeVar("_Form", bound=StrEnum)
Source = Annotated[Path, typer.Argument(metavar="FILE", help="The team's file; its log is beside it.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="OUT", help="Write to this file.")]
At = Annotated[str | None, typer.Option("--at", metavar="DATE", help="Such as 2026-07-01; default: today.")]


def score(
    source: Source,
    at: At = None,
    form: Annotated[
        ScoreFormat | None, typer.Option("--format", help="Default: text, or what OUT ends in.")
    ] = None,
    out: Out = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Say how every key result stands: progress, pace, forecast and grade."""
    form = form or format_from(out, ScoreFormat, ScoreFormat.TEXT)
    _, card = card_of(source, at, config, no_config, verbose)
    if out is not None:
        write_beside(source, out, _rendered(card, form))
        return
    with quiet_pipe():
        if form is ScoreFormat.TEXT:
            from okrcoach.report.scorecard import print_scorecard
            from okrcoach.report.terminal import terminal

            print_scorecard(card, terminal())
        else:
            sys.stdout.buffer.write(_rendered(card, form))


def _rendered(card: Scorecard, form: ScoreFormat) -> bytes:
    if form is ScoreFormat.JSON:
        from okrcoach.report.records import dumps
        from okrcoach.report.scorecard import scorecard_record

        return dumps(scorecard_record(card)).encode() + b"\n"
    if form is ScoreFormat.TEXT:
        from okrcoach.report.scorecard import scorecard_text

        return scorecard_text(card).encode("utf-8", "replace")
    from okrcoach.report.score_page import scorecard_html, scorecard_markdown

    if form is ScoreFormat.MD:
        return scorecard_markdown(card).encode("utf-8", "replace")
    return scorecard_html(card, _pictures(card)).encode("utf-8", "replace")


def _pictures(card: Scorecard) -> dict[str, str]:
    """Draw the pace of every key result and heartbeat that has values, in the colours of the page."""
    from okrcoach.charts.drawing import draw
    from okrcoach.charts.pace import pace_chart
    from okrcoach.charts.pace_said import pace_in_words

    return {
        row.id: draw(pace_chart(row, card, "page"), pace_in_words(row, card))
        for row in (*card.key_results, *card.heartbeats)
        if not row.undefined and any(c.value is not None for c in row.check_ins)
    }


def card_of(
    source: Path, at: str | None, config: Path | None, no_config: bool, verbose: bool = False
) -> tuple[OKRSet, Scorecard]:
    """Read a team's file and its log, and score them on a day; ends the program when that cannot be."""
    from okrcoach.judgement.plans import plans_of
    from okrcoach.progress.arithmetic import Undefined
    from okrcoach.progress.scorecard import score as scored

    house = house_of(config, no_config, verbose)
    okr_set = read(source, mappings_of(config, no_config))
    settings = scoring_of(config, no_config)
    try:
        return okr_set, scored(okr_set, log_of(source), day_of(at), plans_of(okr_set, house), settings)
    except Undefined as error:
        stop(f"{source}: {error}")


def format_from(out: Path | None, forms: type[_Form], otherwise: _Form) -> _Form:
    """Return the format that a file name asks for."""
    ending = out.suffix.lower() if out is not None else ""
    return next((form for form in forms if ending == f".{form}"), otherwise)


def write_beside(source: Path, out: Path, data: bytes) -> None:
    """Write a file, whole or not at all, and never over the team's file or its log."""
    from okrcoach.exchange.check_in_log import log_beside

    if out.resolve() in (source.resolve(), log_beside(source).resolve()):
        stop(f"{out} is the team's own file. Choose another to write to.")
    write(out, data)
    say(f"Written to {out}.")


def checkin(
    source: Source,
    about: Annotated[str, typer.Argument(metavar="ID", help="Which key result or heartbeat, such as 1.2.")],
    value: Annotated[float | None, typer.Option("--value", help="Where it stands now.")] = None,
    confidence: Annotated[
        float | None, typer.Option("--confidence", help="That the target will be reached: 0 to 10.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="What happened.")] = "",
    blockers: Annotated[str, typer.Option("--blockers", help="What is in the way.")] = "",
    target: Annotated[
        float | None, typer.Option("--target", help="The target has moved to this; goes with --why.")
    ] = None,
    why: Annotated[str, typer.Option("--why", help="What you learned that moved the target.")] = "",
    grade: Annotated[
        float | None, typer.Option("--grade", help="The team's own grade, 0.0 to 1.0; goes with --reason.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it differs from what the numbers give.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who says so.")] = "",
    day: Annotated[
        str | None, typer.Option("--day", metavar="DATE", help="The day it is for; default: today.")
    ] = None,
    config: Config = None,
    no_config: NoConfig = False,
) -> None:
    """Write a check-in, a moved target or a grade to the log beside the file; nothing there is changed."""
    from okrcoach.model import CheckIn, Graded, LoggedCheckIn, TargetMoved

    seen = value is not None or confidence is not None or bool(note or blockers)
    asked = [seen, target is not None, grade is not None]
    if not any(asked):
        stop("Say at least one thing: --value 12, --confidence 6, --note, --blockers, --target or --grade.")
    if sum(asked) > 1:
        stop("One thing at a time: a check-in, --target or --grade. Please use two calls.")
    if (target is not None) is not bool(why.strip()):
        stop("A moved target goes with what moved it: --target 250 --why TEXT.")
    if reason and grade is None:
        stop("--reason goes with --grade.")
    when = day_of(day)
    text = _words_of(read(source, mappings_of(config, no_config)), about, source)
    try:
        entry: LogEntry
        if target is not None:
            before = _target_of(_row_of(source, about, day, config, no_config))
            if before == target:
                stop(f"The target of {about} is {target:g} already.")
            entry = TargetMoved(
                about=about, day=when, before=before, after=target, why=why, who=who, text=text
            )
        elif grade is not None:
            row = _row_of(source, about, day, config, no_config)
            computed = row.grade.computed if row.grade is not None else None
            entry = Graded(
                about=about, day=when, computed=computed, given=grade, reason=reason, who=who, text=text
            )
        else:
            kept = CheckIn(day=when, value=value, confidence=confidence, note=note, who=who)
            entry = LoggedCheckIn(about=about, check_in=kept, blockers=blockers, text=text)
    except ValueError as error:
        stop(f"This cannot be kept: {error}.")
    _keep(source, entry)
    if isinstance(entry, TargetMoved):
        say(f"The target was {entry.before:g} and is {entry.after:g} from {when} on. Both scores are shown.")
    if isinstance(entry, Graded) and entry.computed is not None:
        say(f"The numbers give {entry.computed:.1f}; both grades stay.")


def _keep(source: Path, entry: LogEntry) -> None:
    from okrcoach.exchange.check_in_log import append, log_beside

    log = log_beside(source)
    try:
        append(log, entry)
    except UnicodeEncodeError:
        stop("The note holds half a character, which no file can keep. Please type it again.")
    except OSError as error:
        stop(f"{log} cannot be written: {error.strerror or error}.")
    say(f"Kept in {log}: {entry.about}  {entry.text.strip()}")


def _row_of(source: Path, about: str, day: str | None, config: Path | None, no_config: bool) -> Scored:
    _, card = card_of(source, day, config, no_config)
    return next(row for row in (*card.key_results, *card.heartbeats) if row.id == about)


def _target_of(row: Scored) -> float:
    """Return the target in force, or the one bound of a level to hold; ends the program without one."""
    from okrcoach.progress.four_square import bounds_of

    low, high = bounds_of(row)
    if low is not None and high is not None:
        stop(f"{row.id} is to stay between {low:g} and {high:g}. Please change the range in the file itself.")
    found = next((bound for bound in (row.target, low, high) if bound is not None), None)
    if found is None:
        stop(f"{row.id} has no target that could move: {row.undefined or 'it is reached or not.'}")
    return found


def _words_of(okr_set: OKRSet, about: str, source: Path) -> str:
    lines = [kr.statement for objective in okr_set.objectives for kr in objective.key_results]
    lines += [heartbeat.statement for heartbeat in okr_set.heartbeats]
    texts = {line.id: line.text for line in lines}
    if not texts:
        stop(f"{source} has no key results yet.")
    if about not in texts:
        stop(f"{source} has no key result {about}. It has: {', '.join(texts)}.")
    return texts[about]


def log_of(source: Path) -> tuple[LogEntry, ...]:
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


def day_of(text: str | None) -> date:
    """Return the day that was written, today where none was; ends the program for what is no day."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        stop(f"{text} is no day such as 2026-07-01.")
