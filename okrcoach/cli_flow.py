"""The command about work items: how work flows, where it waits, and what the numbers mean.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import say, stop

if TYPE_CHECKING:
    from okrcoach.model.work_items import Items
    from okrcoach.progress.flow import FlowPeriod

#: Periods that are shown; all of them count for the trend.
SHOWN = 6


def flow(
    source: Annotated[
        Path, typer.Argument(metavar="ITEMS.csv", help="Work items, one row an item or one a state change.")
    ],
    monthly: Annotated[bool, typer.Option("--monthly", help="By month instead of by week.")] = False,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="TYPE", help="Don't count this type, e.g. Epic."),
    ] = None,
) -> None:
    """Say how work flows: velocity, time, efficiency, load, distribution, and where it waits."""
    from okrcoach.exchange import UnusableFile
    from okrcoach.exchange.work_items import read_work_items
    from okrcoach.progress.arithmetic import Undefined
    from okrcoach.progress.flow import Every, definitions, flow_periods

    try:
        items = read_work_items(source, leave_out=leave_out or ())
        periods = flow_periods(items, Every.MONTH if monthly else Every.WEEK)
    except UnusableFile as error:
        stop(str(error))
    except Undefined as error:
        stop(f"{source}: {error}")
    except OSError as error:
        stop(f"{source}: {error.strerror}.")
    if not periods:
        stop(f"{source}: no {'month' if monthly else 'week'} is over yet.")
    for period in periods[-SHOWN:]:
        _print_period(period)
    _print_whole(items, periods)
    say("")
    say("What is counted")
    for name, words in definitions(items.clock).items():
        say(f"  {name}: {words}")
    for note in items.notes:
        say(f"  {note}")


def _print_period(period: FlowPeriod) -> None:
    kinds = ", ".join(f"{kind} {n}" for kind, n in period.finished_by_type.items() if n)
    say(f"{period.first} to {period.last}: {period.finished} finished{f' ({kinds})' if kinds else ''}")
    if period.time is not None:
        say(f"    time: on average {period.time.mean:.1f} days, for {period.time.count} items")
    if period.efficiency is not None:
        say(f"    efficiency: {period.efficiency:.0%} of the time was work, the rest waiting")
    say(f"    load: {period.load} in progress at the end, {period.average_load:.1f} on average")


def _print_whole(items: Items, periods: tuple[FlowPeriod, ...]) -> None:
    """Bottleneck, Little's law, capacity and trend; what cannot be said is said, too."""
    from okrcoach.progress.arithmetic import Undefined
    from okrcoach.progress.flow_bottleneck import bottleneck, littles_law
    from okrcoach.progress.flow_history import capacity, trend

    first, last = periods[0].first, periods[-1].last
    say("")
    sentences: tuple[tuple[str, Callable[[], str]], ...] = (
        ("Where it waits", lambda: bottleneck(items, first, last).says),
        ("Capacity", lambda: capacity(periods).says),
        ("Finished, trend", lambda: trend([float(p.finished) for p in periods]).says),
        ("Little\u2019s law", lambda: littles_law(items, first, last).says),
    )
    for title, work in sentences:
        try:
            say(f"{title}: {work()}")
        except Undefined as error:
            say(f"{title}: {error}")
