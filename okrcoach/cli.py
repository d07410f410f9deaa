"""The commands. Everything heavy is imported inside the command that needs it.

Exit codes and JSON keys are a contract, written down in ``docs/command-line.md``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from okrcoach.cli_house import (
    Config,
    NoConfig,
    Profiled,
    Verbose,
    correct,
    corrections,
    draw,
    house_of,
    known_in,
    profiles,
)
from okrcoach.cli_house import stop as _stop

if TYPE_CHECKING:
    from okrcoach.judgement.house import House
    from okrcoach.model import OKRSet
    from okrcoach.report import Report

#: Something at or above "worth a look" was found.
FINDINGS = 1
#: No statement is that long, in bytes; whatever comes without line breaks is not a list of statements.
LONGEST = 1 << 20

app = typer.Typer(
    help="Read draft OKRs and coach: objective, outcome, task or heartbeat, and why. Offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class ListFormat(StrEnum):
    """How ``classify`` prints."""

    TABLE = "table"
    JSONL = "jsonl"


class ReportFormat(StrEnum):
    """How ``critique`` prints."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MD = "md"


def main() -> None:
    """Run the command line; the entry point of the ``okrcoach`` script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # an old terminal gets "?", not a crash
    app()


def _version(wanted: bool) -> None:
    if wanted:
        from okrcoach import __version__

        typer.echo(f"okrcoach {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def classify(
    source: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="One statement a line; - is standard input.")
    ] = "-",
    form: Annotated[
        ListFormat, typer.Option("--format", help="For people, or one JSON object a line.")
    ] = ListFormat.TABLE,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Say what each statement is, and which words decided it."""
    from okrcoach.judgement import classify_many

    house = house_of(config, no_config, verbose)
    _invite(source, "Type or paste one statement a line.")
    with _open(source) as stream, _quiet_pipe():
        verdicts = classify_many((row for _, row in _rows(stream, source) if row.strip()), house)
        if form is ListFormat.JSONL:
            from okrcoach.report import verdict_record

            for verdict in verdicts:
                _print_record(verdict_record(verdict))
            return
        from okrcoach.report.tables import print_verdict, print_verdict_head
        from okrcoach.report.terminal import terminal

        console = terminal()
        print_verdict_head(console)
        for verdict in verdicts:
            print_verdict(verdict, console)


@app.command()
def critique(
    source: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A draft: .csv, .xlsx, .md, .yaml or pasted text.")
    ] = None,
    form: Annotated[
        ReportFormat | None, typer.Option("--format", help="Default: text, or what OUT ends in.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Write to this file instead of the screen.")
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="FILE (or - for standard input) is JSON Lines: id, role, text.")
    ] = False,
    profile: Profiled = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Tell only what this file doesn't know.")
    ] = None,
    draw_baseline: Annotated[
        Path | None, typer.Option("--draw-baseline", metavar="FILE", help="Keep all findings as known.")
    ] = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
) -> None:
    """Critique a whole draft; exit with 0 when nothing asks for a change, 1 when something does."""
    if lines:
        if form or out or baseline or draw_baseline:
            _stop("--lines prints JSON Lines to the screen; it goes with no --format, -o or baseline.")
        _critique_lines(source or "-", house_of(config, no_config, verbose, profile))
        return
    if source is None:
        _stop("Say which draft to read, for instance: okrcoach critique drafts.xlsx")
    from okrcoach.judgement import review
    from okrcoach.model import Severity
    from okrcoach.report import Report
    from okrcoach.report.view import worst

    house = house_of(config, no_config, verbose, profile)
    report = Report(review(_read(Path(source)), house, known_in(baseline)))
    if draw_baseline is not None:
        draw(report.critique, draw_baseline)
        return
    if out is None:
        _show(report, form or ReportFormat.TEXT)
    else:
        if out.resolve() == Path(source).resolve():
            _stop(f"{out} is the draft itself. Choose another file to write to.")
        _write(out, _rendered(report, form or _format_of(out)))
    severity = worst(report.critique)
    if severity is not None and severity.rank <= Severity.WARNING.rank:
        raise typer.Exit(FINDINGS)


app.command()(correct)
app.command()(corrections)
app.command()(profiles)


@app.command()
def rules(code: Annotated[str | None, typer.Argument(help="A code such as KR-TASK.")] = None) -> None:
    """List the rules, or explain one of them in full."""
    from okrcoach.judgement import RULES
    from okrcoach.report.tables import print_rule, print_rules
    from okrcoach.report.terminal import terminal

    if code is None:
        with _quiet_pipe():
            print_rules(RULES, terminal())
        return
    by_code = {rule.code: rule for rule in RULES}
    if code.upper() not in by_code:
        from difflib import get_close_matches

        near = get_close_matches(code.upper(), by_code, n=3, cutoff=0.4)
        hint = f"Did you mean {', '.join(near)}?" if near else "See the list: okrcoach rules"
        _stop(f"There is no rule {code}. {hint}")
    with _quiet_pipe():
        print_rule(by_code[code.upper()], terminal())


@app.command()
def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="Where to write the page.")] = Path(
        "okrcoach-demo.html"
    ),
) -> None:
    """Critique a sample draft here in the terminal, and write the same as a page to open and print."""
    from okrcoach.data import shipped
    from okrcoach.report import critique as judge

    try:
        samples = sorted((shipped("datasets") / "sets").glob("flawed-*"))
    except FileNotFoundError as error:
        _stop(str(error))
    if not samples:
        _stop("okrcoach was installed without its sample drafts.")
    sample = next((s for s in samples if s.stem == "flawed-contact-centre"), samples[0])
    report = judge(_read(sample))
    _write(out, report.html())
    _show(report, ReportFormat.TEXT)
    typer.echo(f"\nThe same as a page: {out.resolve()}")


@app.command()
def lab(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Folder to work in; made when needed.")
    ] = Path("okrcoach-lab"),
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    port: Annotated[int | None, typer.Option(help="Port for JupyterLab.")] = None,
) -> None:
    """Lay out the notebooks in a folder and open them in JupyterLab."""
    from okrcoach.exchange.workspace import UnusableFolder, prepare

    try:
        start = prepare(folder)
    except (UnusableFolder, FileNotFoundError) as error:
        _stop(str(error))
    raise typer.Exit(_run_lab(start.resolve(), no_browser=no_browser, port=port))


def _run_lab(start: Path, *, no_browser: bool, port: int | None) -> int:
    """Run JupyterLab on ``start`` until it ends, and return its exit code."""
    import os
    import signal
    import subprocess
    import time

    from jupyter_server.serverapp import list_running_servers

    command = [sys.executable, "-m", "jupyterlab", str(start), f"--ServerApp.root_dir={start.parent}"]
    # JupyterLab would look for news, updates and extensions on the network; this one does not.
    command += ["--LabApp.news_url=None", "--LabApp.extension_manager=readonly"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate"]
    # In a container one is root; the server listens to this machine only and asks for its token.
    command += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    command += ["--no-browser"] if no_browser else []
    command += [f"--port={port}"] if port is not None else []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends with us
    server = subprocess.Popen(command)
    try:
        while server.poll() is None:
            running = [s for s in list_running_servers() if s["pid"] == server.pid]
            if running:
                typer.echo(
                    f"JupyterLab: {running[0]['url']}lab/tree/{start.name}?token={running[0]['token']}"
                )
                break
            time.sleep(0.2)
        return server.wait()
    except KeyboardInterrupt:
        return server.wait()  # the server got it too, and asks or ends by itself
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait()


def _critique_lines(source: str, house: House | None) -> None:
    from okrcoach.judgement import judge_line
    from okrcoach.report import line_record
    from okrcoach.report.records import UnusableLine, asked_line

    _invite(source, 'Type one JSON object a line: {"id": "1.1", "role": "key_result", "text": "..."}')
    with _open(source) as stream, _quiet_pipe():
        for number, row in _rows(stream, source):
            if row.strip():
                try:
                    identity, statement = asked_line(row)
                except UnusableLine as error:
                    _stop(f"{_name(source)}, line {number}{error}")
                _print_record({**line_record(judge_line(statement, house=house)), "id": identity})


def _invite(source: str, what: str) -> None:
    if source == "-" and sys.stdin.isatty():
        end = "Ctrl+Z and Enter" if os.name == "nt" else "Ctrl+D"
        typer.echo(f"{what} {end} ends. (Or name a file.)", err=True)


@contextmanager
def _open(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 closed below
    except OSError as error:
        _stop(f"{source}: {error.strerror}.")
    with stream:
        yield stream


def _rows(stream: BinaryIO, source: str) -> Iterator[tuple[int, str]]:
    """Yield (number from 1, line without its line break); ends the program at a line that is not text."""
    import codecs
    import io

    wide = stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # type: ignore[attr-defined]
    wide_rows = io.TextIOWrapper(stream, encoding="utf-16", newline="\n") if wide else None
    number = 0
    while True:
        number += 1
        where = f"{_name(source)}, line {number}"
        try:
            row: str | bytes = wide_rows.readline(LONGEST) if wide_rows else stream.readline(LONGEST)
            if len(row) >= LONGEST:
                _stop(f"{where}: it does not end within {LONGEST:,} bytes. One statement a line, please.")
            if isinstance(row, bytes):
                row = row.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeError:
            _stop(f"{where}: these bytes are no UTF-8 text. Save the file as UTF-8 and try again.")
        if "\0" in row:
            _stop(f"{where}: this looks like a binary file, not like text.")
        if not row:
            return
        yield number, row.removesuffix("\n").removesuffix("\r")


def _read(source: Path) -> OKRSet:
    from okrcoach.exchange import UnusableFile, read_okrs

    try:
        return read_okrs(source)
    except UnusableFile as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{source}: {error.strerror}.")


def _rendered(report: Report, form: ReportFormat) -> str:
    if form is ReportFormat.JSON:
        return report.json() + "\n"
    return {ReportFormat.HTML: report.html, ReportFormat.MD: report.markdown, ReportFormat.TEXT: report.text}[
        form
    ]()


def _format_of(out: Path) -> ReportFormat:
    endings = {
        ".json": ReportFormat.JSON,
        ".html": ReportFormat.HTML,
        ".htm": ReportFormat.HTML,
        ".md": ReportFormat.MD,
    }
    return endings.get(out.suffix.lower(), ReportFormat.TEXT)


def _show(report: Report, form: ReportFormat) -> None:
    with _quiet_pipe():
        if form is ReportFormat.TEXT:
            from okrcoach.report.terminal import print_report, terminal

            print_report(report.view, terminal())
        else:
            sys.stdout.buffer.write(_rendered(report, form).encode())


def _print_record(record: dict[str, Any]) -> None:
    """Print one JSON line and hand it on at once: whoever waits for it must not wait for the next."""
    from okrcoach.report.records import dumps

    sys.stdout.buffer.write(dumps(record).encode() + b"\n")
    sys.stdout.buffer.flush()


def _write(out: Path, text: str) -> None:
    from okrcoach.exchange.saving import save

    try:
        save(out, lambda stream: stream.write(text.encode()))
    except OSError as error:
        _stop(f"{out} cannot be written: {error.strerror}.")


@contextmanager
def _quiet_pipe() -> Iterator[None]:
    """Whoever reads us may stop early (``| head``): that is no error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try to flush once more at the end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


if __name__ == "__main__":
    main()
