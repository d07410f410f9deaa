"""Flow time: one dot for each item finished, and the lines below which half and 85 of 100 of them lie."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import altair as alt

from okrcoach.charts.drawing import records
from okrcoach.charts.look import LOOKS, Theme, plain
from okrcoach.charts.periods import in_frame
from okrcoach.charts.scales import WIDTH, amounts_up, days_across, still_empty
from okrcoach.model.work_items import Items
from okrcoach.progress.flow import DAY, Times, as_seconds, definitions, flow_between, seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Items beyond which a dot for each is a blot; then every so-manieth is drawn, by the day it was done.
MOST_DOTS = 2500
#: With times further apart than this the short ones would lie on the floor of an even scale.
_SPREAD = 8
_HEIGHT = 220

Days = tuple[date, date] | None


def time_title(items: Items, days: Days) -> str:
    """Return the finding: how long half and 85 of 100 of the items took.

    ``days`` are the first and last day looked at, both included; None where no period is over yet.
    """
    return _title(_times(items, days))


def _title(times: Times | None) -> str:
    if times is None:
        return "No item with a known start is finished yet"
    if times.count == 1:
        return f"The one item finished took {_short(times.p50)}"
    return f"Half of the items took {_short(times.p50)} or less, 85 of 100 at most {_short(times.p85)}"


def time_in_words(items: Items, days: Days) -> str:
    """Return the text alternative of the time panel."""
    return _in_words(items, days, _times(items, days))


def _in_words(items: Items, days: Days, times: Times | None) -> str:
    title = _title(times)
    if times is None or days is None:
        return f"{title}."
    number = f"{times.count:,} items" if times.count > 1 else "1 item"
    return (
        f"{title}. {number} finished {days[0]} to {days[1]}; on average {_short(times.mean)}, 95 of 100 at"
        f" most {_short(times.p95)}. {plain(definitions(items.clock)['time'])}"
    )


def time_rows(items: Items, days: Days) -> list[list[str]]:
    """Return the dots as a table: item, type, done, days; the longest first."""
    drawn, _ = _drawn(items, days)
    took = _took(items)
    rows = [
        [
            plain(str(items.ids[n])),
            plain(items.types[items.type_of[n]]),
            _day(items.done[n]),
            f"{took[n]:.1f}",
        ]
        for n in sorted(drawn.tolist(), key=lambda n: (-took[n], n))
    ]
    return [["Item", "Type", "Done", "Days"], *rows]


def time_chart(items: Items, days: Days, theme: Theme = "any") -> alt.LayerChart:
    """Return flow time: a dot for each item finished between ``days``, and the 50th and 85th percentile.

    Of more than :data:`MOST_DOTS` items every so-manieth is drawn, in the order in which they were done: the
    same ones each time, and the subtitle says so. The percentiles are always those of all items.
    """
    look, times = LOOKS[theme], _times(items, days)
    title, words = _title(times), _in_words(items, days, times)
    if times is None or days is None:
        return still_empty(look, title, words)
    drawn, every = _drawn(items, days)
    took = _took(items)
    dots: list[dict[str, Any]] = [
        {
            "at": int(moment) * 1000,
            "amount": round(float(took[n]), 3),
            "says": f"{plain(str(items.ids[n]))}, {plain(items.types[items.type_of[n]])}:"
            f" {_short(float(took[n]))}, done {_day(items.done[n])}",
        }
        for n, moment in zip(drawn.tolist(), as_seconds(items.done[drawn]), strict=True)
    ]
    most = max(dot["amount"] for dot in dots)
    root = most > _SPREAD * max(times.p50, 0.5)
    subtitle = ["Days from start to done, one dot for each item."]
    if every > 1:
        subtitle = [f"Days from start to done, one dot for every {every} items; the lines are those of all"
                    f" {times.count:,}."]  # fmt: skip
    subtitle += ["The scale is a root scale: long times are drawn closer together."] * root
    x = days_across(look, *days)
    y = amounts_up(look, max(most, times.p85), power=0.5 if root else 1.0)
    signs = (
        alt.Chart(records(dots))
        .mark_point(size=16, filled=True, opacity=0.4, color=look.ink)
        .encode(x=x, y=y, description="says:N", tooltip=[alt.Tooltip("says:N", title="Item")])
    )
    layers = [signs]
    for amount, said, dash, dy in ((times.p50, "50 of 100", [6, 4], 9), (times.p85, "85 of 100", [1, 0], -9)):
        data = alt.Chart(records([{"amount": amount, "words": f"{_short(amount)}: {said}"}]))
        layers.append(data.mark_rule(strokeWidth=2, strokeDash=dash, color=look.ink, aria=False).encode(y=y))
        name = data.mark_text(align="left", dx=8, dy=dy, fontSize=12, aria=False, color=look.label)
        layers.append(name.encode(x=alt.value(WIDTH), y=y, text="words:N"))
    return in_frame(alt.layer(*layers), look, title, subtitle, words, _HEIGHT)


def _times(items: Items, days: Days) -> Times | None:
    return flow_between(items, *days).time if days else None


def _took(items: Items) -> NDArray[np.float64]:
    """Return the days from start to done; without meaning where one of them is not known."""
    return (as_seconds(items.done) - as_seconds(items.started)) / DAY


def _drawn(items: Items, days: Days) -> tuple[NDArray[np.intp], int]:
    """Return which items are drawn, in the order done, and how many items each dot stands for."""
    import numpy as np

    if days is None:
        return np.array([], dtype=np.intp), 1
    done = as_seconds(items.done)
    inside = (done >= seconds(days[0])) & (done < seconds(days[1]) + DAY) & ~np.isnat(items.started)
    found = np.flatnonzero(inside)
    found = found[np.argsort(done[found], kind="stable")]
    every = -(-len(found) // MOST_DOTS) or 1
    return found[::every], every


def _day(moment: np.datetime64) -> str:
    return str(moment.astype("datetime64[D]"))


def _short(days: float) -> str:
    return "1.0 day" if round(days, 1) == 1 else f"{days:.1f} days"
