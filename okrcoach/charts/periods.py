"""What the panels of flow by week or month share: words for a period, a line of dots, the usual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from okrcoach.charts.drawing import framed, records
from okrcoach.charts.look import Look
from okrcoach.charts.scales import WIDTH, days_across, end_of, moment
from okrcoach.progress.flow import FlowPeriod, definitions
from okrcoach.progress.flow_history import Way, trend

#: Periods beyond which only the last are drawn: about two years of weeks.
MOST = 120
NOTHING = "No week or month is over yet, so there is nothing to compare"
_HEIGHT = 150

Value = Callable[[FlowPeriod], float | None]
Form = Callable[[float], str]


def shown(periods: Sequence[FlowPeriod]) -> Sequence[FlowPeriod]:
    """Return the periods that are drawn and spoken of: the last :data:`MOST`."""
    return periods[-MOST:]


def cut(periods: Sequence[FlowPeriod]) -> list[str]:
    """Return the line of the subtitle that says what was left out, if anything was."""
    if len(periods) <= MOST:
        return []
    return [f"The last {MOST} of {len(periods):,} {period_word(periods)}s."]


def period_word(periods: Sequence[FlowPeriod]) -> str:
    """Return "week", "month" or, for other lengths, "period"."""
    if all(p.days == 7 for p in periods):
        return "week"
    return "month" if all(p.first.day == 1 and 28 <= p.days <= 31 for p in periods) else "period"


def counted(number: float) -> str:
    """Return "1 item is", "12 items are" or "No items are"."""
    if not number:
        return "No items are"
    return f"{number:,g} item is" if number == 1 else f"{number:,g} items are"


def whole(value: float) -> str:
    """Return a count, thousands marked."""
    return f"{value:,g}"


def percent(value: float) -> str:
    """Return a share as whole per cent."""
    return f"{value:.0%}"


def days_of(period: FlowPeriod) -> list[str]:
    """Return first and last day, the first cells of each row."""
    return [str(period.first), str(period.last)]


def way(values: Sequence[float | None], what: str = "it") -> str:
    """Return which way a metric goes, as the trend has it; "" where there is too little to go by."""
    seen = trend(values)
    if seen.slope is None:
        return ""
    return "; no clear trend" if seen.way is Way.UNCLEAR else f"; {what} goes {seen.way}"


def marks(found: Sequence[FlowPeriod], value: Value, form: Form) -> list[dict[str, Any]]:
    """Return one record for each period: its moments, the amount (None where not known) and its words."""
    made = []
    for period in found:
        amount = value(period)
        figure = "not known" if amount is None else form(amount)
        says = f"{period.first} to {period.last}: {figure}"
        begin, end = moment(period.first), end_of(period.last)
        made.append({"at": begin, "to": end, "amount": amount, "figure": figure, "says": says})
    return made


def in_words(title: str, periods: Sequence[FlowPeriod], metric: str, value: Value, form: Form) -> str:
    """Return a text alternative: the title, the range and the last value, and what the metric means."""
    found = shown(periods)
    known = [(amount, period) for period in found if (amount := value(period)) is not None]
    if not known:
        return f"{title}."
    word = period_word(found)
    said = [f"{title}.", *cut(periods), f"{found[0].first} to {found[-1].last}, by {word}."]
    if len(known) > 1:
        (least, low), (most, high) = min(known, key=_amount), max(known, key=_amount)
        said.append(
            f"Least {form(least)} ({word} of {low.first}), most {form(most)} ({word} of {high.first})."
        )
    said.append(f"Last {form(known[-1][0])} ({word} of {known[-1][1].first}).")
    return " ".join([*said, definitions(found[0].clock)[metric]])


def _amount(pair: tuple[float, FlowPeriod]) -> float:
    return pair[0]


def line_chart(
    periods: Sequence[FlowPeriod],
    look: Look,
    y: alt.Y,
    value: Value,
    form: Form,
    *,
    title: str,
    subtitle: list[str],
    words: str,
    more: Sequence[alt.Chart] = (),
) -> alt.LayerChart:
    """Return one dot at the end of each period, joined where neighbours are known, the last in figures."""
    found = shown(periods)
    made = [{**mark, "at": mark["to"]} for mark in marks(found, value, form)]
    known = [mark for mark in made if mark["amount"] is not None]
    x = days_across(look, found[0].first, found[-1].last)
    joined = alt.Chart(records(made)).mark_line(strokeWidth=2, color=look.ink, aria=False).encode(x=x, y=y)
    dots = (
        alt.Chart(records(known))
        .mark_point(size=22, filled=True, opacity=1, color=look.ink)
        .encode(x=x, y=y, description="says:N", tooltip=[alt.Tooltip("says:N", title="Period")])
    )
    last = (
        alt.Chart(records(known[-1:]))
        .mark_text(align="left", dx=8, fontSize=13, fontWeight=600, aria=False, color=look.ink)
        .encode(x=x, y=y, text="figure:N")
    )
    return in_frame(alt.layer(joined, dots, last, *more), look, title, subtitle, words)


def usual_line(value: float, look: Look, y: alt.Y, form: Form) -> list[alt.Chart]:
    """Return the median as a dashed line across, named in the margin to the right."""
    data = alt.Chart(records([{"amount": value, "words": f"usual: {form(value)}"}]))
    rule = data.mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=look.ink, aria=False).encode(y=y)
    text = data.mark_text(align="left", dx=44, fontSize=12, aria=False, color=look.label)
    return [rule, text.encode(x=alt.value(WIDTH), y=y, text="words:N")]


def in_frame(
    chart: alt.LayerChart | alt.FacetChart,
    look: Look,
    title: str,
    subtitle: list[str],
    words: str,
    height: int = _HEIGHT,
) -> alt.LayerChart:
    """Return the chart framed at the width of all panels."""
    return framed(chart, look, size=(WIDTH, height), title=title, subtitle=subtitle, words=words)
