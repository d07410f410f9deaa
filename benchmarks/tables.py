"""Figures as tables for a terminal, and for RESULTS.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.bars import Bar
from benchmarks.figures import KINDS, Calibration, Figures
from benchmarks.marks import FlagFigures, PartFigures, precision, recall
from benchmarks.speed import BARE, OURS, TOKENISER, Memory, StartUp

console = Console(width=110, record=True)


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title, title_justify="left")
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i else "left")
    return table


def show_accuracy(results: Mapping[str, tuple[Figures, Calibration]]) -> None:
    """Print accuracy, macro-F1, kappa and calibration, one line a set of statements."""
    heads = "n,accuracy,macro-F1,kappa,calibration error,sure (0.9+),of these right".split(",")
    table = _table("Verdicts", "statements", *heads)
    for name, (f, c) in results.items():
        shares = (f"{x:.3f}" for x in (f.accuracy, f.macro_f1, f.kappa, c.error))
        table.add_row(name, str(f.n), *shares, f"{c.sure_share:.0%}", f"{c.sure_right:.1%}")
    console.print(table)


def show_confusion(name: str, f: Figures) -> None:
    """Print who was taken for whom."""
    table = _table(f"{name}: label (row) against verdict (column)", "", *KINDS, "precision", "recall")
    for kind, row in zip(KINDS, f.confusion, strict=True):
        table.add_row(kind, *map(str, row), f"{f.precision[kind]:.2f}", f"{f.recall[kind]:.2f}")
    console.print(table)


def show_marks(put: FlagFigures, read: Mapping[str, PartFigures]) -> None:
    """Print how findings and quantities match a coach's marks."""
    heads = "cases,right,in vain,missed,precision,recall".split(",")
    table = _table("Findings against a coach's marks (looked-at rows)", "flag", *heads)
    for flag, counts in put.flags.items():
        hit, vain, missed = counts
        shares = (f"{share(counts):.2f}" for share in (precision, recall))
        table.add_row(flag, str(hit + missed), str(hit), str(vain), str(missed), *shares)
    console.print(table)
    if put.micro_f1 is not None:
        console.print(f"Micro-F1 over all marks: {put.micro_f1:.3f}")
    if put.alarm_share is not None:
        console.print(
            f"False alarms (a finding that is more than a note) on statements without any mark: "
            f"{put.alarms} of {put.unmarked} ({put.alarm_share:.1%})"
        )
    heads = "rows read exactly,of these rows,of those with a mark,rows with a mark".split(",")
    table = _table(
        "Quantities (looked-at rows; nothing marked and nothing read counts as exact)", "part", *heads
    )
    for part, p in read.items():
        table.add_row(part, str(p.right), str(p.n), str(p.right_of_marked), str(p.marked))
    console.print(table)


def show_peers(results: Mapping[str, Mapping[str, Figures]], speeds: Mapping[str, float]) -> None:
    """Print accuracy and macro-F1 of us and of each peer on the same rows, and statements per second."""
    groups = list(results[OURS])
    table = _table("Beside others: accuracy / macro-F1", "", *groups, "statements/s", "ours is")
    for name, found in results.items():
        cells = [f"{found[g].accuracy:.3f} / {found[g].macro_f1:.3f}" for g in groups]
        table.add_row(name, *cells, f"{speeds[name]:,.0f}", _times(speeds[OURS] / speeds[name]))
    console.print(table)


def _times(ratio: float) -> str:
    if ratio == 1:
        return ""
    return f"{ratio:,.1f} x as fast" if ratio > 1 else f"1/{1 / ratio:,.1f} as fast"


def show_speed(
    speeds: Mapping[str, float], start: StartUp, heavy: Sequence[str], memory: Sequence[Memory]
) -> None:
    """Print throughput beside bare tokenisation, the times of fresh processes, and peak memory."""
    console.print(f"classify: {speeds[OURS]:,.0f} statements/s on one core, warm")
    for name in (BARE, TOKENISER):
        console.print(
            f"  {escape(name)}: {speeds[name]:,.0f}/s; classify is 1/{speeds[name] / speeds[OURS]:.1f} of it"
        )
    console.print(
        f"import okrcoach: {start.import_alone * 1000:.0f} ms; heavy modules loaded by it: "
        f"{', '.join(heavy) or 'none'}\n"
        f"import and first verdict in a fresh process: {start.first_verdict * 1000:.0f} ms\n"
        f"okrcoach classify of one line, start to exit: {start.one_line * 1000:.0f} ms "
        f"(--format jsonl: {start.one_line_jsonl * 1000:.0f} ms); "
        f"importing spaCy and making a blank pipeline: {start.blank_pipeline * 1000:.0f} ms; "
        f"ratio {start.ratio:.2f}"
    )
    for m in memory:
        console.print(
            f"okrcoach classify --format jsonl, {m.lines:,} lines through a pipe: peak "
            f"{m.peak_bytes / 2**20:.1f} MiB, {m.seconds:.1f} s"
        )
    console.print(f"  ratio {memory[-1].peak_bytes / memory[0].peak_bytes:.2f}")


def show_weights(strongest: Mapping[str, Sequence[tuple[str, float]]]) -> None:
    """Print the strongest signs, one column a kind."""
    table = _table("Log-odds the strongest signs add", "rank")
    for kind in strongest:
        table.add_column(kind, justify="left")
    for i, row in enumerate(zip(*strongest.values(), strict=True), 1):
        table.add_row(str(i), *(f"{weight:+.2f} {escape(name)}" for name, weight in row))
    console.print(table)


def show_bars(bars: Sequence[Bar]) -> None:
    """Print each bar, what was measured, and whether it is met."""
    table = _table("Bars", "bar", "bound", "measured", "met")
    for bar in bars:
        bound = ("at most " if bar.at_most else "at least ") + bar.form.format(bar.bound)
        measured = "not measured" if bar.measured is None else bar.form.format(bar.measured)
        met = {None: "-", True: "yes", False: "NO"}[bar.met]
        table.add_row(bar.name, bound, measured, met)
    console.print(table)
