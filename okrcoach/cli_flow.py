"""The command about work items: how work flows, where it waits, and what a set of OKRs does to it.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Verbose, house_of, keep_limits, mappings_of, say, stop
from okrcoach.cli_reports import quiet_pipe, read, write

if TYPE_CHECKING:
    from okrcoach.progress.flow_answers import FlowAnswer
    from okrcoach.report.flow import FlowReport


class FlowFormat(StrEnum):
    """How ``flow`` prints."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def flow(
    source: Annotated[
        Path, typer.Argument(metavar="ITEMS.csv", help="Work items, one row an item or one a state change.")
    ],
    okrs: Annotated[
        Path | None,
        typer.Option("--okrs", metavar="FILE", help="A draft: what it does to flow, and its numbers."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--write", help="Check the current values in, to the log beside the draft.")
    ] = False,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATE", help="First day of the cycle, if not in the draft."),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The last day that the items tell about.")
    ] = None,
    monthly: Annotated[bool, typer.Option("--monthly", help="By month instead of by week.")] = False,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="TYPE", help="Don't count this type, e.g. Epic."),
    ] = None,
    form: Annotated[
        FlowFormat | None, typer.Option("--format", help="Default: text, or what OUT ends in.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write to this file.")] = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Say how work flows: velocity, time, efficiency, load, distribution, and where it waits."""
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.work_items import read_work_items
    from okrcoach.judgement.flow_asked import flow_asked
    from okrcoach.judgement.flow_effects import flow_effects
    from okrcoach.progress.arithmetic import Undefined
    from okrcoach.progress.flow import Every, flow_periods
    from okrcoach.progress.flow_answers import flow_answers
    from okrcoach.report.flow import FlowReport

    if okrs is None and (keep or start):
        stop("--write and --start go with a draft: --okrs FILE.")
    every, until = Every.MONTH if monthly else Every.WEEK, _day(at)
    draft = read(okrs, mappings_of(config, no_config)) if okrs is not None else None
    keep_limits(config, no_config)
    try:
        items = read_work_items(source, leave_out=leave_out or ())
        periods = flow_periods(items, every, until)
        if not periods:
            stop(f"{source}: no {every} is over yet.")
        if draft is None:
            report = FlowReport(items=items, periods=periods)
        else:
            house = house_of(config, no_config, verbose)
            asked = flow_asked(draft, items.types, house)
            cycle = replace(draft.cycle, start=_day(start) or draft.cycle.start)
            answers = flow_answers(asked, items, every, cycle, until)
            report = FlowReport(
                items=items, periods=periods, effects=flow_effects(draft, house), answers=answers
            )
    except UnusableFile as error:
        stop(str(error))
    except Undefined as error:
        stop(f"{source}: {error}")
    except OSError as error:
        stop(f"{source}: {error.strerror}.")
    form = form or _format_of(out)
    data = _rendered(report, form)
    if out is not None:
        if out.resolve() in [path.resolve() for path in (source, okrs) if path is not None]:
            stop(f"{out} is one of the files that were read. Choose another to write to.")
        write(out, data)
    else:
        with quiet_pipe():
            typer.echo(data, nl=False)
    if keep and okrs is not None:
        _check_in(report.answers, okrs, source.name, to_error=form is not FlowFormat.TEXT)


def _format_of(out: Path | None) -> FlowFormat:
    endings = {".json": FlowFormat.JSON, ".html": FlowFormat.HTML, ".htm": FlowFormat.HTML}
    return endings.get(out.suffix.lower(), FlowFormat.TEXT) if out is not None else FlowFormat.TEXT


def _rendered(report: FlowReport, form: FlowFormat) -> bytes:
    from okrcoach.report.flow import flow_record, flow_sheet

    if form is FlowFormat.JSON:
        from okrcoach.report.records import dumps

        return (dumps(flow_record(report), indent=2) + "\n").encode()
    if form is FlowFormat.TEXT:
        from okrcoach.report.sheet import as_text

        return as_text(flow_sheet(report)).encode()
    from okrcoach.report.sheet import as_html

    return as_html(flow_sheet(report), _drawings(report)).encode()


def _drawings(report: FlowReport) -> list[str]:
    """Draw the five metrics and the cumulative flow; without a known start the last is left out."""
    from okrcoach.charts.cumulative_flow import cumulative_chart, cumulative_in_words
    from okrcoach.charts.drawing import draw
    from okrcoach.charts.flow_panels import five_panels
    from okrcoach.progress.arithmetic import Undefined
    from okrcoach.progress.flow_cumulative import cumulative_flow

    panels = five_panels(report.items, report.periods, "page")
    drawings = [draw(panel.chart, panel.words) for panel in panels]
    try:
        found = cumulative_flow(report.items, last=report.periods[-1].last)
    except Undefined:
        return drawings
    return [*drawings, draw(cumulative_chart(found, "page"), cumulative_in_words(found))]


def _check_in(answers: tuple[FlowAnswer, ...], okrs: Path, items: str, *, to_error: bool) -> None:
    """Append the current values that nothing is open about to the log beside the draft."""
    from okrcoach.exchange.check_in_log import append, log_beside
    from okrcoach.model import CheckIn, LoggedCheckIn
    from okrcoach.progress.flow_answers import shown

    log = log_beside(okrs)
    for answer in answers:
        asked, now = answer.asked, answer.current
        if now is None:
            say(
                f"Not checked in: {asked.about}, {'something is still open' if asked.asks else 'no value'}.",
                err=to_error,
            )
            continue
        note = f"From {items}, {now.first} to {now.last}: {answer.definition}"
        seen = CheckIn(day=now.last, value=round(now.value, 1), note=note)
        try:
            append(log, LoggedCheckIn(about=asked.about, check_in=seen, text=asked.text))
        except OSError as error:
            stop(f"{log} cannot be written: {error.strerror or error}.")
        say(
            f"Checked in for {now.last}, in {log}: {asked.about} at {shown(now.value)} {answer.unit}.",
            err=to_error,
        )
    if not answers:
        say("Nothing to check in: no key result has a measure that these items give.", err=to_error)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(f"{text} is no day such as 2026-07-01.")
