"""Critiques a whole portfolio in a process of its own, and a small set while somebody waits.

    python -m benchmarks.portfolio

The portfolio is an XLSX file of 10,000 lines from our own statements; the process writes the report as
a page and as a workbook.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.accuracy import load_own
from benchmarks.speed import NO_TORCH
from okrcoach.exchange import parse_okrs
from okrcoach.judgement import review
from okrcoach.model import Kind

LINES, SMALL = 10_000, 25
#: One objective with four key results, as long as there are lines.
KEY_RESULTS = 4
_WORK = """
from pathlib import Path
from okrcoach.exchange import read_okrs
from okrcoach.exchange.commented import commented
from okrcoach.judgement import review
from okrcoach.report import Report
source, page, book = map(Path, sys.argv[1:])
report = Report(review(read_okrs(source)))
page.write_text(report.html(), encoding="utf-8")
book.write_bytes(commented(source.read_bytes(), report.cell_notes(), source.name))
"""


@dataclass(frozen=True)
class Portfolio:
    """Seconds and peak bytes of the process, and milliseconds for the small set."""

    lines: int
    seconds: float
    peak_bytes: int
    small_ms: float


def draft(lines: int) -> list[tuple[str, str]]:
    """Return (objective, key result) rows: a fifth objectives, the rest as people mix them."""
    rows = load_own()
    aims = cycle([row["text"] for row in rows if row["kind"] == Kind.OBJECTIVE])
    others = cycle([row["text"] for row in rows if row["kind"] != Kind.OBJECTIVE])
    made = []
    for _ in range(lines // (KEY_RESULTS + 1)):
        aim = next(aims)
        made += [(aim, next(others)) for _ in range(KEY_RESULTS)]
    return made


def measure(folder: Path, lines: int = LINES) -> Portfolio:
    """Write the workbook, run the process, and time the small set warm."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("OKRs")
    sheet.append(["Objective", "Key result"])
    for number, (aim, result) in enumerate(draft(lines)):
        sheet.append([f"{aim} ({number // KEY_RESULTS + 1})", result])
    source = folder / "portfolio.xlsx"
    book.save(source)
    start = time.perf_counter()
    command = [
        sys.executable,
        "-c",
        NO_TORCH + _WORK,
        str(source),
        str(folder / "out.html"),
        str(folder / "out.xlsx"),
    ]
    with subprocess.Popen(command) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise OSError(f"the critique of the portfolio ended with {process.returncode}")
    seconds = time.perf_counter() - start
    return Portfolio(lines, seconds, usage.ru_maxrss * 1024, small_ms())


def small_ms() -> float:
    """Return milliseconds for the critique of 25 lines, warm, best of twenty."""
    rows = draft(SMALL)
    text = "".join(
        (f"Objective: {aim}\n" if i % KEY_RESULTS == 0 else "") + f"KR: {result}\n"
        for i, (aim, result) in enumerate(rows)
    )
    okr_set = parse_okrs(text)
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        review(okr_set)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def measured() -> Portfolio:
    """Measure from a small process of its own: Linux counts in what the parent held when it started another.

    Raises ``CalledProcessError`` when it fails.
    """
    command = [sys.executable, "-c", NO_TORCH + "from benchmarks.portfolio import told; told()"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Portfolio(**json.loads(done.stdout))


def told() -> None:
    """Measure in a folder that is gone afterwards, and write the figures as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(json.dumps(asdict(measure(Path(folder)))))


def in_words(found: Portfolio) -> str:
    """Return the figures in a sentence."""
    return (
        f"{found.lines:,} lines, XLSX to HTML and XLSX with comments: {found.seconds:.1f} s, "
        f"peak {found.peak_bytes / 2**20:.0f} MiB; critique of {SMALL} lines, warm: {found.small_ms:.1f} ms"
    )


def main() -> None:
    """Print the figures."""
    sys.stdout.write(in_words(measured()) + "\n")


if __name__ == "__main__":
    main()
