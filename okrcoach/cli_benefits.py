"""The command about a benefits register: where each benefit stands, and what to ask.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Profiled, Verbose, house_of, mappings_of, stop
from okrcoach.cli_reports import quiet_pipe, read, write

if TYPE_CHECKING:
    from okrcoach.report.benefits import BenefitsReport


class SheetFormat(StrEnum):
    """How ``benefits`` prints."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"


_ENDINGS = {
    ".json": SheetFormat.JSON,
    ".md": SheetFormat.MD,
    ".html": SheetFormat.HTML,
    ".htm": SheetFormat.HTML,
}


def benefits(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A benefits register: .csv or .yaml.", show_default=False)
    ],
    okrs: Annotated[
        Path | None,
        typer.Option("--okrs", metavar="FILE", help="The draft that the benefits follow from."),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The day to look from, 2026-09-30; else today.")
    ] = None,
    form: Annotated[
        SheetFormat | None, typer.Option("--format", help="Default: text, or what OUT ends in.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write to this file.")] = None,
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
    from okrcoach.report.benefits import BenefitsReport

    try:
        day = date.fromisoformat(at) if at else date.today()
    except ValueError:
        stop(f"{at} is no day; please write it as 2026-09-30.")
    house = house_of(config, no_config, verbose, profile)
    draft = read(okrs, mappings_of(config, no_config)) if okrs is not None else None
    try:
        register = read_benefits(source)
    except UnusableFile as error:
        stop(str(error))
    report = BenefitsReport(
        register=register, at=day, findings=review_benefits(register, house), okr_set=draft
    )
    if out is None:
        with quiet_pipe():
            typer.echo(_rendered(report, form or SheetFormat.TEXT), nl=False)
        return
    if out.resolve() in [path.resolve() for path in (source, okrs) if path is not None]:
        stop(f"{out} is one of the files that were read. Choose another to write to.")
    write(out, _rendered(report, form or _ENDINGS.get(out.suffix.lower(), SheetFormat.TEXT)))


def _rendered(report: BenefitsReport, form: SheetFormat) -> bytes:
    from okrcoach.report.benefits import benefits_record, benefits_sheet

    if form is SheetFormat.JSON:
        from okrcoach.report.records import dumps

        return (dumps(benefits_record(report), indent=2) + "\n").encode()
    from okrcoach.report import sheet

    shown = benefits_sheet(report)
    if form is SheetFormat.HTML:
        return sheet.as_html(shown, _drawings(report)).encode()
    return (sheet.as_markdown if form is SheetFormat.MD else sheet.as_text)(shown).encode()


def _drawings(report: BenefitsReport) -> list[str]:
    """Draw the benefit map, and each early sign above the benefit it leads to."""
    from okrcoach.charts.benefit_map import benefit_map_chart, benefit_map_in_words
    from okrcoach.charts.drawing import draw
    from okrcoach.charts.lead_lag import lead_lag_chart, lead_lag_in_words
    from okrcoach.progress.benefit_map import benefit_map

    found = benefit_map(report.register, report.okr_set)
    drawings = [draw(benefit_map_chart(found, "page"), benefit_map_in_words(found))]
    by_id = {status.benefit.statement.id: status for status in report.statuses}
    for status in report.statuses:
        for early in (by_id[one] for one in status.benefit.leads if one in by_id):
            words = lead_lag_in_words(early, status, report.at)
            drawings.append(draw(lead_lag_chart(early, status, report.at, "page"), words))
    return drawings
