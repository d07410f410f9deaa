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

from okrcoach.cli_app import serve_app
from okrcoach.cli_benefits import benefits
from okrcoach.cli_class import class_, pack
from okrcoach.cli_files import anonymise, mapping, restore
from okrcoach.cli_flow import flow
from okrcoach.cli_heartbeat import fit, heartbeats
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
    mappings_of,
    profiles,
)
from okrcoach.cli_house import stop as _stop
from okrcoach.cli_lab import lab
from okrcoach.cli_progress import checkin, score
from okrcoach.cli_reports import ReportFormat, format_of, quiet_pipe, read, rendered, show, write
from okrcoach.cli_simulate import simulate
from okrcoach.cli_stand_up import standup
from okrcoach.cli_stop_list import stoplist
from okrcoach.cli_tracking import track

if TYPE_CHECKING:
    from okrcoach.judgement.house import House

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
    with _open(source) as stream, quiet_pipe():
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
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Drafts: .csv, .xlsx, .md, .html, .yaml or pasted text."),
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
        if form or out or baseline or draw_baseline or len(sources or []) > 1:
            _stop(
                "--lines prints JSON Lines to the screen; it goes with one FILE, no --format, -o or baseline."
            )
        _critique_lines((sources or ["-"])[0], house_of(config, no_config, verbose, profile))
        return
    if not sources:
        _stop("Say which draft to read, for instance: okrcoach critique drafts.xlsx")
    if len(sources) > 1 and (out or draw_baseline):
        _stop("Several drafts go to the screen only; give -o and --draw-baseline one FILE at a time.")
    from okrcoach.judgement import review
    from okrcoach.model import Severity
    from okrcoach.report import Report
    from okrcoach.report.view import worst

    house, known = house_of(config, no_config, verbose, profile), known_in(baseline)
    mappings = mappings_of(config, no_config)
    asked = False
    for source in map(Path, sources):
        report = Report(review(read(source, mappings), house, known))
        if draw_baseline is not None:
            draw(report.critique, draw_baseline)
            return
        if out is None:
            show(report, form or ReportFormat.TEXT, source)
        else:
            if out.resolve() == source.resolve():
                _stop(f"{out} is the draft itself. Choose another file to write to.")
            write(out, rendered(report, form or format_of(out), source))
        severity = worst(report.critique)
        asked = asked or (severity is not None and severity.rank <= Severity.WARNING.rank)
    if asked:
        raise typer.Exit(FINDINGS)


app.command()(correct)
app.command()(corrections)
app.command()(profiles)
app.command()(heartbeats)
app.command()(fit)
app.command()(mapping)
app.command()(anonymise)
app.command()(restore)
app.command()(flow)
app.command()(benefits)
app.command()(stoplist)
app.command()(simulate)
app.command()(score)
app.command()(checkin)
app.command()(standup)
app.add_typer(pack, name="pack")
app.command(name="class")(class_)
app.command()(track)


@app.command()
def rules(code: Annotated[str | None, typer.Argument(help="A code such as KR-TASK.")] = None) -> None:
    """List the rules, or explain one of them in full."""
    from okrcoach.judgement import RULES
    from okrcoach.report.tables import print_rule, print_rules
    from okrcoach.report.terminal import terminal

    if code is None:
        with quiet_pipe():
            print_rules(RULES, terminal())
        return
    by_code = {rule.code: rule for rule in RULES}
    if code.upper() not in by_code:
        from difflib import get_close_matches

        near = get_close_matches(code.upper(), by_code, n=3, cutoff=0.4)
        hint = f"Did you mean {', '.join(near)}?" if near else "See the list: okrcoach rules"
        _stop(f"There is no rule {code}. {hint}")
    with quiet_pipe():
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
    report = judge(read(sample))
    write(out, rendered(report, ReportFormat.HTML, sample))
    show(report, ReportFormat.TEXT, sample)
    typer.echo(f"\nThe same as a page: {out.resolve()}")


app.command()(lab)
app.command(name="app")(serve_app)


def _critique_lines(source: str, house: House | None) -> None:
    from okrcoach.judgement import judge_line
    from okrcoach.report import line_record
    from okrcoach.report.records import UnusableLine, asked_line

    _invite(source, 'Type one JSON object a line: {"id": "1.1", "role": "key_result", "text": "..."}')
    with _open(source) as stream, quiet_pipe():
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


def _print_record(record: dict[str, Any]) -> None:
    """Print one JSON line and hand it on at once: whoever waits for it must not wait for the next."""
    from okrcoach.report.records import dumps

    sys.stdout.buffer.write(dumps(record).encode() + b"\n")
    sys.stdout.buffer.flush()


def _name(source: str) -> str:
    return "standard input" if source == "-" else source


if __name__ == "__main__":
    main()
