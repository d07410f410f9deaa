"""Reading a draft and writing its report, in every format; shared by the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from okrcoach.cli_house import stop

if TYPE_CHECKING:
    from okrcoach.exchange import Mapping
    from okrcoach.model import OKRSet
    from okrcoach.report import Report


class ReportFormat(StrEnum):
    """How ``critique`` prints."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MD = "md"
    DOCX = "docx"
    XLSX = "xlsx"
    SARIF = "sarif"
    CHECKSTYLE = "checkstyle"


_ENDINGS = {f".{form}": form for form in ReportFormat if form.value not in ("text", "checkstyle")}
_ENDINGS[".htm"] = ReportFormat.HTML
#: What no screen can show.
_FILES_ONLY = (ReportFormat.DOCX, ReportFormat.XLSX)


def read(source: Path, mappings: Iterable[Mapping] = ()) -> OKRSet:
    """Read a draft; ends the program when it cannot be used."""
    from okrcoach.exchange import UnusableFile, read_okrs

    try:
        return read_okrs(source, remembered=mappings)
    except UnusableFile as error:
        stop(str(error))
    except OSError as error:
        stop(f"{source}: {error.strerror}.")


def format_of(out: Path) -> ReportFormat:
    """Return the format that a file name asks for; plain text for any other ending."""
    return _ENDINGS.get(out.suffix.lower(), ReportFormat.TEXT)


def rendered(report: Report, form: ReportFormat, source: Path) -> bytes:
    """Return the report in a format; ends the program when that cannot be made here."""
    if form is ReportFormat.HTML:
        from okrcoach.charts import set_pictures

        return report.html(set_pictures(report.critique)).encode()
    if form is ReportFormat.DOCX:
        from okrcoach.report.docx_file import NoWord

        try:
            return report.docx()
        except NoWord as error:
            stop(str(error))
    if form is ReportFormat.XLSX:
        return _workbook(report, source)
    if form is ReportFormat.SARIF:
        return report.sarif(str(source)).encode()
    if form is ReportFormat.CHECKSTYLE:
        return report.checkstyle(str(source)).encode()
    if form is ReportFormat.JSON:
        return (report.json() + "\n").encode()
    return (report.markdown() if form is ReportFormat.MD else report.text()).encode()


def _workbook(report: Report, source: Path) -> bytes:
    """The client's own workbook with comments on its cells, or one of ours for other drafts."""
    if source.suffix.lower() not in (".xlsx", ".xlsm"):
        return report.xlsx()
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.commented import commented

    try:
        return commented(source.read_bytes(), report.cell_notes(), source.name)
    except UnusableFile as error:
        stop(str(error))


def show(report: Report, form: ReportFormat, source: Path) -> None:
    """Print the report."""
    if form in _FILES_ONLY:
        stop(f"A {form.value} file cannot be shown on the screen: add -o critique.{form.value}")
    with quiet_pipe():
        if form is ReportFormat.TEXT:
            from okrcoach.report.terminal import print_report, terminal

            print_report(report.view, terminal())
        else:
            sys.stdout.buffer.write(rendered(report, form, source))


def write(out: Path, data: bytes) -> None:
    """Write a file whole or not at all; ends the program when it cannot be written."""
    from okrcoach.exchange.saving import save

    try:
        save(out, lambda stream: stream.write(data))
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.")


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """Whoever reads us may stop early (``| head``): that is no error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try to flush once more at the end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
