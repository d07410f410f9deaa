"""Flow distribution: one strip for each type of item, told apart by place and name, never by colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from okrcoach.charts.drawing import records
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.charts.periods import NOTHING, cut, days_of, in_frame, percent, period_word, shown
from okrcoach.charts.scales import days_across, end_of, moment, still_empty
from okrcoach.progress.flow import FlowPeriod, definitions

#: Strips beyond which the rarest types share one.
MOST_TYPES = 6
OTHERS = "other types"
_ROW, _HIGH = 46, 0.8


def distribution_title(periods: Sequence[FlowPeriod]) -> str:
    """Return the finding: which types most of the finished items are of."""
    found = shown(periods)
    if not found:
        return NOTHING
    totals = _totals(found)
    whole = sum(totals.values())
    if not whole:
        return "Nothing is finished yet"
    ranked = [(_name(kind), number / whole) for kind, number in totals.most_common(2) if number]
    if len(ranked) == 1:
        return f"All of what was finished is “{ranked[0][0]}”"
    (first, most), (second, next_most) = ranked
    return f"“{first}” is {most:.0%} of what was finished, then “{second}” with {next_most:.0%}"


def distribution_in_words(periods: Sequence[FlowPeriod]) -> str:
    """Return the text alternative of the distribution panel: each type with its share of all."""
    found = shown(periods)
    totals = _totals(found)
    whole, title = sum(totals.values()), distribution_title(periods)
    if not whole:
        return f"{title}."
    parts = [f"{plain(kind)} {number / whole:.0%}" for kind, number in totals.most_common()]
    said = [f"{title}.", *cut(periods), f"{found[0].first} to {found[-1].last}, by {period_word(found)}."]
    return " ".join(
        [*said, f"Of all finished: {', '.join(parts)}.", definitions(found[0].clock)["distribution"]]
    )


def distribution_rows(periods: Sequence[FlowPeriod]) -> list[list[str]]:
    """Return the distribution panel as a table: the share of every type in each period."""
    found = shown(periods)
    types = [kind for kind, _ in _totals(found).most_common()]
    return [["From", "To", "Finished", *map(plain, types)]] + [
        [*days_of(p), str(p.finished),
         *(percent(p.distribution.get(kind, 0.0)) if p.finished else "nothing finished" for kind in types)]
        for p in found
    ]  # fmt: skip


def distribution_chart(periods: Sequence[FlowPeriod], theme: Theme = "any") -> alt.LayerChart:
    """Return flow distribution: a strip for each type, as high as its share of what the period finished.

    All strips have one scale. More than :data:`MOST_TYPES` types: the rarest share the last strip.
    """
    look, found = LOOKS[theme], shown(periods)
    title, words = distribution_title(periods), distribution_in_words(periods)
    totals = _totals(found)
    whole = sum(totals.values())
    if not whole:
        return still_empty(look, title, words)
    ranked = [kind for kind, _ in totals.most_common()]
    strips = [(plain(kind) or "?", [kind]) for kind in ranked]
    if len(strips) > MOST_TYPES:
        strips = [*strips[: MOST_TYPES - 1], (OTHERS, ranked[MOST_TYPES - 1 :])]
    shares = [[sum(p.distribution.get(kind, 0.0) for kind in kinds) for p in found] for _, kinds in strips]
    most = max(max(row) for row in shares)
    bars: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    for row, ((name, kinds), strip) in enumerate(zip(strips, shares, strict=True)):
        floor = row + 1
        share = sum(totals[kind] for kind in kinds) / whole
        heads.append({"y": floor, "name": name, "share": f"{share:.0%} of all", "middle": floor - _HIGH / 2})
        bars += [
            {"at": moment(p.first), "to": end_of(p.last), "y": floor, "y2": floor - _HIGH * part / most,
             "share": part, "type": name, "says": f"{name}, {p.first} to {p.last}: {part:.0%}"}
            for p, part in zip(found, strip, strict=True)
        ]  # fmt: skip
    x = days_across(look, found[0].first, found[-1].last)
    scale = alt.Scale(domain=[0, len(strips)], reverse=True, nice=False)
    y, middle = alt.Y("y:Q", axis=None, scale=scale), alt.Y("middle:Q", axis=None, scale=scale)
    drawn = (
        alt.Chart(records(bars))
        .mark_bar(x2Offset=-1, fillOpacity=0.55, color=look.ink)
        .encode(x=x, x2="to:T", y=y, y2="y2:Q", description="says:N",
                tooltip=[alt.Tooltip("says:N", title="Distribution")])
    )  # fmt: skip
    base = alt.Chart(records(heads))
    floors = base.mark_rule(strokeWidth=1, opacity=0.4, color=look.ink, aria=False).encode(y=y)
    names = base.mark_text(align="right", dx=-10, fontSize=13, limit=130, aria=False, color=look.ink)
    totals_said = base.mark_text(align="left", dx=10, fontSize=12, aria=False, color=look.label)
    layers = alt.layer(
        floors,
        drawn,
        names.encode(x=alt.value(0), y=middle, text="name:N"),
        totals_said.encode(x=alt.value("width"), y=middle, text="share:N"),
    )
    subtitle = [*cut(periods), f"Each strip is a share of what the {period_word(found)} finished; the highest"
                f" is {most:.0%}."]  # fmt: skip
    return in_frame(layers, look, title, subtitle, words, len(strips) * _ROW)


def _totals(found: Sequence[FlowPeriod]) -> Counter[str]:
    """Return the items finished of each type, over all periods."""
    totals: Counter[str] = Counter()
    for period in found:
        totals.update(period.finished_by_type)
    return totals


def _name(kind: str) -> str:
    """Return a type's name short enough for a title."""
    name = plain(kind) or "?"
    return name if len(name) <= 24 else name[:23].rstrip() + "…"
