"""The command that writes the two pages of a week: the stand-up and the four squares.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from okrcoach.cli_house import Config, NoConfig, Verbose
from okrcoach.cli_progress import At, Out, Source, card_of, format_from, write_beside
from okrcoach.cli_reports import quiet_pipe


class PageFormat(StrEnum):
    """How ``standup`` prints."""

    TEXT = "text"
    MD = "md"
    HTML = "html"


def standup(
    source: Source,
    at: At = None,
    form: Annotated[
        PageFormat | None, typer.Option("--format", help="Default: text, or what OUT ends in.")
    ] = None,
    out: Out = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Write the pages of the week: what works, what doesn't, what to change, and the four squares."""
    from okrcoach.progress.four_square import four_square
    from okrcoach.progress.stand_up import stand_up
    from okrcoach.report.stand_up import week_html, week_markdown, week_text

    form = form or format_from(out, PageFormat, PageFormat.TEXT)
    okr_set, card = card_of(source, at, config, no_config, verbose)
    pages = stand_up(okr_set, card), four_square(okr_set, card)
    views = {PageFormat.TEXT: week_text, PageFormat.MD: week_markdown, PageFormat.HTML: week_html}
    data = views[form](*pages).encode("utf-8", "replace")
    if out is not None:
        write_beside(source, out, data)
        return
    with quiet_pipe():
        sys.stdout.buffer.write(data)
