"""The command about recurring activities: what to stop, fix and keep, and the draft that follows.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import keep_limits, say, stop
from okrcoach.cli_reports import quiet_pipe, write

if TYPE_CHECKING:
    from okrcoach.progress.stop_list import StopList


class StopFormat(StrEnum):
    """How ``stoplist`` prints."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    CSV = "csv"


_ENDINGS = {
    ".json": StopFormat.JSON,
    ".html": StopFormat.HTML,
    ".htm": StopFormat.HTML,
    ".csv": StopFormat.CSV,
}


def stoplist(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Meetings, reports, approvals: .csv or .yaml.", show_default=False
        ),
    ],
    form: Annotated[
        StopFormat | None, typer.Option("--format", help="Default: text, or what OUT ends in.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Write to this file; .yaml gets the draft OKR that follows."),
    ] = None,
) -> None:
    """Say which recurring activities to stop, fix or keep, the hours that frees, and the draft OKR."""
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.activities_file import read_activities
    from okrcoach.progress.stop_list import stop_list

    keep_limits()
    try:
        found = stop_list(read_activities(source))
    except UnusableFile as error:
        stop(str(error))
    if out is None:
        with quiet_pipe():
            typer.echo(_rendered(found, form or StopFormat.TEXT), nl=False)
        return
    if out.resolve() == source.resolve():
        stop(f"{out} is the list itself. Choose another file to write to.")
    if out.suffix.lower() in (".yaml", ".yml"):
        if form is not None:
            stop(f"{out} gets the draft OKR, so --format does not go with it.")
        _write_draft(found, out)
        return
    write(out, _rendered(found, form or _ENDINGS.get(out.suffix.lower(), StopFormat.TEXT)))


def _rendered(found: StopList, form: StopFormat) -> bytes:
    from okrcoach.report.sheet import as_html, as_text
    from okrcoach.report.stop_list import stop_record, stop_sheet, stop_table

    if form is StopFormat.JSON:
        from okrcoach.report.records import dumps

        return (dumps(stop_record(found), indent=2) + "\n").encode()
    if form is StopFormat.CSV:
        return stop_table(found).encode("utf-8-sig")
    if form is StopFormat.TEXT:
        return as_text(stop_sheet(found)).encode()
    from okrcoach.charts.drawing import draw
    from okrcoach.charts.stop_matrix import stop_matrix_chart, stop_matrix_in_words

    picture = draw(stop_matrix_chart(found, "page"), stop_matrix_in_words(found))
    return as_html(stop_sheet(found), [picture]).encode()


def _write_draft(found: StopList, out: Path) -> None:
    from okrcoach.exchange import UnusableFile, write_yaml
    from okrcoach.progress.stop_list import draft_okr

    draft = draft_okr(found)
    if not draft.objectives:
        stop("There is nothing to stop or fix, so no draft follows.")
    try:
        write_yaml(draft, out)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.")
    say(f"The draft is in {out}. Next: fill its blanks, then: okrcoach critique {out}")
