"""Prints every figure: ``python -m benchmarks.bench [--real DIR] [--json FILE] [--quick] [--full]``.

``DIR`` may hold real statements (look.jsonl, unread.jsonl.gz, flags_dev.jsonl). Of the unread ones
only figures are ever printed, never texts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import accuracy, growth, marks, peers, portfolio, progress, speed, tables
from benchmarks.bars import (
    Bar,
    flag_bars,
    portfolio_bars,
    progress_bars,
    quantity_bars,
    speed_bars,
    verdict_bars,
)
from benchmarks.figures import Calibration, Figures, compare
from benchmarks.strongest import strongest
from benchmarks.tables import console
from okrcoach.judgement.weights import weights
from okrcoach.model import Kind

#: Between these lines of RESULTS.md stands what the last recorded run printed.
BEGIN, END = "<!-- printed by make bench -->", "<!-- end -->"
#: What our own statements are called in the tables.
OWN = "datasets, held out by sector"
#: Pages by other writers from which no weight was learned.
FRESH = "datasets, other writers"
#: So many statements are timed, taken evenly from all of ours.
TIMED = 400
FEW, MANY, FULL = 1_000, 50_000, 1_000_000


@dataclass
class Run:
    """What has been measured so far."""

    verdicts: dict[str, tuple[Figures, Calibration]] = field(default_factory=dict)
    flags: marks.FlagFigures | None = None
    quantities: dict[str, marks.PartFigures] = field(default_factory=dict)
    peers: dict[str, dict[str, Figures]] = field(default_factory=dict)
    #: Statements per second, by name.
    speeds: dict[str, float] = field(default_factory=dict)
    start: speed.StartUp | None = None
    heavy: list[str] = field(default_factory=list)
    #: Of few lines and of many.
    memory: tuple[speed.Memory, speed.Memory] | None = None
    portfolio: portfolio.Portfolio | None = None
    #: Of a key press, as a JSON file keeps it.
    keys: dict[str, object] | None = None
    progress: progress.Progress | None = None
    growth: growth.Growth | None = None

    def bars(self) -> list[Bar]:
        """Hold the figures against what was promised."""
        return [
            *verdict_bars(self.verdicts),
            *flag_bars(self.flags),
            *quantity_bars(self.quantities),
            *speed_bars(self.speeds, self.start, self.memory, peers.EMBEDDINGS),
            *portfolio_bars(self.portfolio),
            *growth.bars(self.growth),
            *(self.progress.bars() if self.progress else progress_bars(None, None, None)),
        ]

    def record(self) -> dict[str, Any]:
        """Return everything for a JSON file."""
        return {
            "machine": machine(),
            "verdicts": {
                name: {"figures": asdict(f), "calibration": asdict(c)}
                for name, (f, c) in self.verdicts.items()
            },
            "marks": {
                "flags": asdict(self.flags) if self.flags else None,
                "quantities": {p: asdict(f) for p, f in self.quantities.items()},
            },
            "peers": {
                name: {group: asdict(f) for group, f in found.items()} for name, found in self.peers.items()
            },
            "statements_per_second": self.speeds,
            "start_up_seconds": asdict(self.start) if self.start else None,
            "heavy_modules_loaded_by_import": self.heavy if self.start else None,
            "memory": [asdict(m) for m in self.memory or ()],
            "portfolio": asdict(self.portfolio) if self.portfolio else None,
            "keys": self.keys,
            "progress": asdict(self.progress) if self.progress else None,
            "growth": asdict(self.growth) if self.growth else None,
            "bars": [asdict(bar) | {"met": bar.met} for bar in self.bars()],
            "weights": strongest(weights()),
        }


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


def measure_real(run: Run, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Judge the real statements; return the agreed rows by the name of their set."""
    agreed = {}
    for name, file in (("look", "look.jsonl"), ("unread", "unread.jsonl.gz")):
        rows = accuracy.load_real(folder / file)
        found = accuracy.real_statements(rows)
        run.verdicts |= {f"{name}, {view}": figures for view, figures in found.items()}
        agreed[f"{name}, agreed"] = [row for row in rows if row["agreed"]]
    marked = marks.load_marks(folder / "flags_dev.jsonl")
    lines = marks.judged(marked)
    run.flags, run.quantities = marks.flags(marked, lines), marks.quantities(marked, lines)
    tables.show_marks(run.flags, run.quantities)
    return agreed


def measure_others(run: Run, own: Sequence[dict[str, str]], real: dict[str, list[dict[str, Any]]]) -> None:
    """Measure the peers, and the speed of all in one race."""
    texts, kinds = [row["text"] for row in own], [Kind(row["kind"]) for row in own]
    sectors = [row["sector"] for row in own]
    run.peers[speed.OURS] = {name: run.verdicts[name][0] for name in (OWN, *real)}
    works = speed.ours_and_bare()
    for peer in peers.all_peers():
        found = {OWN: peers.held_out(peer, texts, kinds, sectors)}
        tell = peer.learn(texts, kinds)
        for name, rows in real.items():
            found[name] = compare([Kind(r["label"]) for r in rows], tell([r["text"] for r in rows]))
        run.peers[peer.name] = found
        works[peer.name] = peers.afresh(peer, tell)
    run.speeds = speed.race(works, texts[:: max(1, len(texts) // TIMED)])
    tables.show_peers(run.peers, run.speeds)
    if peers.EMBEDDINGS not in run.peers:
        console.print(f"Embeddings not measured: package {peers.EMBEDDING_PACKAGE} is not installed.")


def record_page(page: Path) -> None:
    """Put what was printed between the marks of a page."""
    head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    printed = console.export_text(clear=False).rstrip()
    tail = rest.partition(END)[2]
    page.write_text(f"{head}{BEGIN}\n\n```text\n{printed}\n```\n\n{END}{tail}", encoding="utf-8")


def measure_keys() -> dict[str, object] | None:
    """Time key presses in a browser and print it; None, and why, where that cannot be done."""
    try:
        from benchmarks import keystroke
    except ModuleNotFoundError as missing:
        console.print(f"Key to marks: not measured, the package {missing.name} is not installed.")
        return None
    try:
        found = keystroke.measured()
    except Exception as error:  # a browser that does not come must not cost all other figures
        console.print(f"Key to marks: not measured, {type(error).__name__}: {str(error).splitlines()[0]}")
        return None
    console.print(keystroke.in_words(found))
    return keystroke.record(found)


def main() -> None:
    """Run what was asked for and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--real", type=Path, help="folder with real statements")
    options.add_argument("--json", type=Path, help="also write the figures there")
    options.add_argument("--record", type=Path, help="put what is printed between the marks of this page")
    options.add_argument("--quick", action="store_true", help="leave out cross-validation, peers and timing")
    options.add_argument("--full", action="store_true", help=f"measure memory over {FULL:,} lines: minutes")
    options.add_argument("--keys", action="store_true", help="time key presses in a browser, and stop")
    options.add_argument("--weights", action="store_true", help="print the strongest weights, and stop")
    chosen = options.parse_args()
    if chosen.weights:
        tables.show_weights(strongest(weights()))
        return
    console.print(f"[b]okrcoach bench[/b] on {machine()}")
    if chosen.keys:
        measure_keys()
        return
    run = Run()
    if not chosen.quick:
        run.verdicts[OWN] = accuracy.own_statements()
    run.verdicts[FRESH] = accuracy.held_out_statements()
    agreed: dict[str, list[dict[str, Any]]] = {}
    if chosen.real and chosen.real.is_dir():
        agreed = measure_real(run, chosen.real)
    else:
        console.print("No folder with real statements given: figures on our own statements only.")
    tables.show_accuracy(run.verdicts)
    for name in agreed or run.verdicts:
        tables.show_confusion(name, run.verdicts[name][0])
    if not chosen.quick:
        measure_others(run, accuracy.load_own(), agreed)
        run.start, run.heavy = speed.start_up(), speed.heavy_loaded()
        run.memory = (speed.memory(FEW), speed.memory(FULL if chosen.full else MANY))
        tables.show_speed(run.speeds, run.start, run.heavy, run.memory)
        run.portfolio = portfolio.measured()
        console.print(portfolio.in_words(run.portfolio))
        run.keys = measure_keys()
        run.growth = growth.measured()
        console.print(growth.in_words(run.growth))
        run.progress = progress.measured()
    tables.show_bars(run.bars())
    if chosen.record:
        record_page(chosen.record)
    if chosen.json:
        chosen.json.write_text(json.dumps(run.record(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
