"""Prints every figure: ``python -m benchmarks.bench [--real DIR] [--json FILE] [--quick]``.

``DIR`` may hold real statements (look.jsonl, unread.jsonl.gz, flags_dev.jsonl). Of the unread ones
only figures are ever printed, never texts.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import accuracy, marks, speed
from benchmarks.figures import KINDS, Calibration, Figures
from okrcoach.data import shipped

console = Console(width=110, record=True)
#: Between these lines of RESULTS.md stands what the last recorded run printed.
BEGIN, END = "<!-- printed by make bench -->", "<!-- end -->"


def machine() -> str:
    """Name the machine as far as it tells its name."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        cpu = names[0] if names else cpu
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def show_accuracy(results: dict[str, tuple[Figures, Calibration]]) -> None:
    """Print accuracy, macro-F1, kappa and calibration, one line a set of statements."""
    table = Table(title="Verdicts", title_justify="left")
    for head in (
        "statements",
        "n",
        "accuracy",
        "macro-F1",
        "kappa",
        "calibration error",
        "sure (0.9+)",
        "of these right",
    ):
        table.add_column(head, justify="left" if head == "statements" else "right")
    for name, (f, c) in results.items():
        table.add_row(
            name,
            str(f.n),
            f"{f.accuracy:.3f}",
            f"{f.macro_f1:.3f}",
            f"{f.kappa:.3f}",
            f"{c.error:.3f}",
            f"{c.sure_share:.0%}",
            f"{c.sure_right:.1%}",
        )
    console.print(table)


def show_confusion(name: str, f: Figures) -> None:
    """Print who was taken for whom."""
    table = Table(title=f"{name}: label (row) against verdict (column)", title_justify="left")
    for head in ("", *KINDS, "precision", "recall"):
        table.add_column(head, justify="right" if head else "left")
    for kind, row in zip(KINDS, f.confusion, strict=True):
        table.add_row(kind, *map(str, row), f"{f.precision[kind]:.2f}", f"{f.recall[kind]:.2f}")
    console.print(table)


def show_marks(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Print how findings and quantities match a coach's marks."""
    put = marks.flags(rows)
    table = Table(title="Findings against a coach's marks (looked-at rows)", title_justify="left")
    for head in ("flag", "right", "in vain", "missed", "precision", "recall"):
        table.add_column(head, justify="left" if head == "flag" else "right")
    for flag, (hit, vain, missed) in put.items():
        precision, recall = hit / max(1, hit + vain), hit / max(1, hit + missed)
        table.add_row(flag, str(hit), str(vain), str(missed), f"{precision:.2f}", f"{recall:.2f}")
    console.print(table)
    read = marks.quantities(rows)
    console.print("Quantities read exactly: " + ", ".join(f"{p} {r}/{n}" for p, (r, n) in read.items()))
    return {"flags": put, "quantities": read}


def main() -> None:
    """Run what was asked for and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--real", type=Path, help="folder with real statements")
    options.add_argument("--json", type=Path, help="also write the figures there")
    options.add_argument("--record", type=Path, help="put what is printed between the marks of this page")
    options.add_argument("--quick", action="store_true", help="leave out cross-validation and timing")
    chosen = options.parse_args()
    console.print(f"[b]okrcoach bench[/b] on {machine()}")
    results: dict[str, tuple[Figures, Calibration]] = {}
    if not chosen.quick:
        results["datasets, held out by sector"] = accuracy.own_statements()
    extra: dict[str, Any] = {}
    real = chosen.real if chosen.real and chosen.real.is_dir() else None
    if real:
        for name, file in (("look", "look.jsonl"), ("unread", "unread.jsonl.gz")):
            found = accuracy.real_statements(accuracy.load_real(real / file))
            results |= {f"{name}, {view}": figures for view, figures in found.items()}
        extra = show_marks(marks.load_marks(real / "flags_dev.jsonl"))
    else:
        console.print("No folder with real statements given: figures on our own statements only.")
    show_accuracy(results)
    for name in ("look, agreed", "unread, agreed") if real else list(results):
        show_confusion(name, results[name][0])
    timing: dict[str, float] = {}
    if not chosen.quick:
        with (shipped("datasets") / "statements.csv").open(encoding="utf-8", newline="") as lines:
            texts = [row["text"] for row in csv.DictReader(lines)][:600]
        ours, bare = speed.throughput(texts)
        light = speed.start_up("import okrcoach")
        timing = {"classify_per_second": ours, "tokenise_per_second": bare, "import_seconds": light}
        console.print(
            f"classify: {ours:,.0f} statements/s on one core; "
            f"bare tokenisation {bare:,.0f}/s: ratio 1/{bare / ours:.1f}"
        )
        console.print(f"import okrcoach: {light * 1000:.0f} ms")
    if chosen.record:
        head, _, rest = chosen.record.read_text(encoding="utf-8").partition(BEGIN)
        printed = console.export_text(clear=False).rstrip()
        tail = rest.partition(END)[2]
        page = f"{head}{BEGIN}\n\n```text\n{printed}\n```\n\n{END}{tail}"
        chosen.record.write_text(page, encoding="utf-8")
    if chosen.json:
        verdicts = {
            name: {"figures": asdict(f), "calibration": asdict(c)} for name, (f, c) in results.items()
        }
        record = {"machine": machine(), "verdicts": verdicts, "marks": extra, "timing": timing}
        chosen.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
