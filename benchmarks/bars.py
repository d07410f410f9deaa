"""What this version promised to reach, and whether the figures of this run reach it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.figures import Calibration, Figures
from benchmarks.flow import ITEMS, MOST_BYTES, MOST_SECONDS, Flow
from benchmarks.forecasts import Coverage
from benchmarks.marks import FlagFigures, PartFigures, precision, recall
from benchmarks.portfolio import Portfolio
from benchmarks.scoring import KEY_RESULTS, MOST_SCORING, Scoring
from benchmarks.speed import BARE, OURS, Memory, StartUp
from okrcoach.model import Kind

#: The parts of a quantity that are held to a bar.
PARTS = ("baseline", "target", "change", "deadline")

#: A mark that the readers put less often than this says nothing by itself.
CASES = 10


@dataclass(frozen=True)
class Bar:
    """One promise: a figure, and the bound it is held against."""

    name: str
    bound: float
    #: None when this run did not measure it.
    measured: float | None
    #: The bound is the most allowed rather than the least.
    at_most: bool = False
    #: How figure and bound are written.
    form: str = "{:.3f}"

    @property
    def met(self) -> bool | None:
        """Whether the unrounded figure keeps the bound; None when it was not measured."""
        if self.measured is None:
            return None
        return self.measured <= self.bound if self.at_most else self.measured >= self.bound


def verdict_bars(verdicts: Mapping[str, tuple[Figures, Calibration]]) -> list[Bar]:
    """Return the bars about unread statements; ``verdicts`` has the names ``make bench`` prints."""
    f, c = verdicts.get("unread, agreed", (None, None))
    author, _ = verdicts.get("unread, author says", (None, None))
    return [
        Bar("macro-F1 (unread, agreed)", 0.88, f.macro_f1 if f else None),
        Bar("kappa with what authors say (unread)", 0.80, author.kappa if author else None),
        *(Bar(f"precision of {k} (unread, agreed)", 0.80, f.precision[k] if f else None) for k in Kind),
        *(Bar(f"recall of {k} (unread, agreed)", 0.80, f.recall[k] if f else None) for k in Kind),
        Bar("right among the sure, 0.9+ (unread, agreed)", 0.93, c.sure_right if c else None, form="{:.1%}"),
        Bar("sure among all, 0.9+ (unread, agreed)", 0.70, c.sure_share if c else None, form="{:.1%}"),
    ]


def quantity_bars(read: Mapping[str, PartFigures]) -> list[Bar]:
    """Return the bars about parts of quantities, over all rows."""
    shares = {part: p.right / p.n for part, p in read.items() if p.n}
    return [Bar(f"{part} read exactly (looked at)", 0.90, shares.get(part)) for part in PARTS]


def flag_bars(found: FlagFigures | None) -> list[Bar]:
    """Return the bars about a coach's marks; a single mark is held to one from ten cases on."""
    bars = [
        Bar("micro-F1 over all marks (looked at)", 0.85, found.micro_f1 if found else None),
        Bar(
            "false alarms on unmarked statements (looked at)",
            0.05,
            found.alarm_share if found else None,
            True,
            "{:.1%}",
        ),
    ]
    for flag, counts in found.flags.items() if found else ():
        hit, _, missed = counts
        if hit + missed >= CASES:
            bars.append(Bar(f"precision of {flag} (looked at)", 0.85, precision(counts)))
            bars.append(Bar(f"recall of {flag} (looked at)", 0.75, recall(counts)))
    return bars


def speed_bars(
    speeds: Mapping[str, float], start: StartUp | None, memory: tuple[Memory, Memory] | None, embeddings: str
) -> list[Bar]:
    """Return the bars about speed and memory.

    ``speeds`` are statements per second by name, ``memory`` that of few and of many lines,
    ``embeddings`` the name of the peer we should be faster than.
    """
    ours, bare, peer = speeds.get(OURS), speeds.get(BARE), speeds.get(embeddings)
    lines = f"{memory[1].lines:,} against {memory[0].lines:,} lines" if memory else "many against few lines"
    return [
        Bar("classify against bare nlp(text)", 1 / 6, ours / bare if ours and bare else None),
        Bar("classify against embeddings, times", 20, ours / peer if ours and peer else None, form="{:.1f}"),
        Bar("import okrcoach, ms", 60, start.import_alone * 1000 if start else None, True, "{:.0f}"),
        Bar("one line against a blank pipeline, times", 1.5, start.ratio if start else None, True, "{:.2f}"),
        Bar(
            f"memory, {lines}, times",
            1.2,
            memory[1].peak_bytes / memory[0].peak_bytes if memory else None,
            True,
            "{:.2f}",
        ),
    ]


def portfolio_bars(found: Portfolio | None) -> list[Bar]:
    """Return the bars about critiques: of a small set while somebody waits, and of a portfolio."""
    lines = f"{found.lines:,}" if found else "10,000"
    return [
        Bar("critique of 25 lines, warm, ms", 25, found.small_ms if found else None, True, "{:.1f}"),
        Bar(f"{lines} lines, XLSX to HTML and XLSX, s", 30, found.seconds if found else None, True, "{:.1f}"),
        Bar(
            f"{lines} lines, peak memory, MiB",
            600,
            found.peak_bytes / 2**20 if found else None,
            True,
            "{:.0f}",
        ),
    ]


def progress_bars(coverage: Coverage | None, scored: Scoring | None, flowed: Flow | None) -> list[Bar]:
    """Return the bars about numbers alone: forecasts that mean what they say, scoring and flow in time."""
    share = coverage.walk if coverage else None
    rows = f"{scored.key_results if scored else KEY_RESULTS:,} key results x 13 check-ins scored, s"
    items = f"{flowed.items if flowed else ITEMS:,} work items"
    return [
        Bar("outcome within the 80% forecast, least", 0.75, share, form="{:.1%}"),
        Bar("outcome within the 80% forecast, most", 0.85, share, True, "{:.1%}"),
        Bar(rows, MOST_SCORING, scored.seconds if scored else None, True, "{:.2f}"),
        Bar(f"{items}, flow metrics, s", MOST_SECONDS, flowed.seconds if flowed else None, True, "{:.1f}"),
        Bar(
            f"{items}, peak memory, GB",
            MOST_BYTES / 1e9,
            flowed.peak_bytes / 1e9 if flowed else None,
            True,
            "{:.2f}",
        ),
    ]
