"""What this version promised to reach, and whether the figures of this run reach it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.figures import Calibration, Figures
from benchmarks.speed import BARE, OURS, Memory, StartUp


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
    #: What the figure was found on, when the name does not say.
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the figure, unrounded, keeps the bound; None when it was not measured."""
        if self.measured is None:
            return None
        return self.measured <= self.bound if self.at_most else self.measured >= self.bound


def verdict_bars(verdicts: Mapping[str, tuple[Figures, Calibration]]) -> list[Bar]:
    """Return the bars about verdicts on unread statements; ``verdicts`` as :mod:`benchmarks.bench` names them."""
    agreed, author = verdicts.get("unread, agreed"), verdicts.get("unread, author says")
    f, c = agreed if agreed else (None, None)
    worst_p = min(f.precision.items(), key=lambda pair: pair[1]) if f else None
    worst_r = min(f.recall.items(), key=lambda pair: pair[1]) if f else None
    return [
        Bar("macro-F1, unread agreed rows", 0.88, f.macro_f1 if f else None),
        Bar("kappa with what authors say, unread", 0.80, author[0].kappa if author else None),
        Bar("precision of every kind, unread agreed", 0.80, *_least(worst_p)),
        Bar("recall of every kind, unread agreed", 0.80, *_least(worst_r)),
        Bar("sure (0.9+) and right, unread agreed", 0.93, c.sure_right if c else None, form="{:.1%}"),
        Bar("sure (0.9+) among all, unread agreed", 0.70, c.sure_share if c else None, form="{:.1%}"),
    ]


def _least(pair: tuple[str, float] | None) -> tuple[float | None]:
    return (pair[1] if pair else None,)
