"""The command that plays a quarter to practise on: week by week, then what was signal.

``okrcoach.cli`` puts it beside the others. Everything heavy is imported inside it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from okrcoach.cli_house import keep_limits, say, stop
from okrcoach.cli_reports import quiet_pipe

if TYPE_CHECKING:
    from okrcoach.model import CheckIn
    from okrcoach.progress.scenario import Gauge, Scenario
    from okrcoach.progress.simulator import Quarter

#: Seeds that are drawn when none is given: short enough to be told to a neighbour.
_SEEDS = 10_000
_PAIR = re.compile(r"([\w-]+)\s*=\s*(\S+)")
_HELP = "Enter goes on as before; calls=4 van=0 moves effort; ? shows the actions; q leaves."


def simulate(
    scenario: Annotated[
        str | None, typer.Argument(metavar="[SCENARIO]", help="Its name, or a .toml file; none lists them.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="N", help="The same seed is the same quarter.")
    ] = None,
    plan: Annotated[
        Path | None, typer.Option("--plan", metavar="FILE", help="Play this plan (.toml) without asking.")
    ] = None,
) -> None:
    """Play a quarter: read check-ins, move effort, decide when to change course; then see what was signal."""
    import secrets

    from okrcoach.progress.simulator import Quarter

    if scenario is None:
        if seed is not None or plan is not None:
            stop("Say which scenario; the list: okrcoach simulate")
        with quiet_pipe():
            _list()
        return
    found = _scenario(scenario)
    quarter = Quarter.start(found, seed if seed is not None else secrets.randbelow(_SEEDS))
    with quiet_pipe():
        _begin(found, quarter.seed)
        played = _by_plan(quarter, plan) if plan is not None else _by_hand(quarter)
        if played:
            _reveal(quarter)


def _shipped() -> dict[str, Path]:
    from okrcoach.data import HERE

    return {path.stem: path for path in sorted((HERE / "scenarios").glob("*.toml"))}


def _list() -> None:
    from okrcoach.progress.scenario import read_scenario

    for name, path in _shipped().items():
        found = read_scenario(path.read_text(encoding="utf-8"), name)
        say(f"{name}: {found.title}")
        say(f"    {' '.join(found.story.split())}")
    say("")
    say("Play one: okrcoach simulate late-harvest --seed 7")


def _scenario(name: str) -> Scenario:
    from okrcoach.exchange import UnusableFile
    from okrcoach.progress.scenario import UnusableScenario, read_scenario

    keep_limits()
    shipped = _shipped()
    path = shipped.get(name)
    if path is None and not name.lower().endswith(".toml"):
        stop(f"There is no scenario {name}. There are: {', '.join(shipped)}. Or name a .toml file.")
    try:
        return read_scenario(_text_of(path or Path(name)), Path(name).name)
    except UnicodeDecodeError:  # before the others: it is a ValueError, too
        stop(f"{name}: these bytes are no UTF-8 text.")
    except (UnusableFile, UnusableScenario) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{name}: {error.strerror}.")


def _text_of(path: Path) -> str:
    """Return the text of a file that somebody wrote by hand. Raises like :func:`read_limited`."""
    from okrcoach.exchange.opening import read_limited
    from okrcoach.model.limits import in_force

    # like reading as text: a mark at the start and the line ends of other systems do not matter
    return read_limited(path, in_force().settings_bytes).decode("utf-8-sig").replace("\r\n", "\n")


def _begin(scenario: Scenario, seed: int) -> None:
    say(f"{scenario.title} (seed {seed})")
    say(" ".join(scenario.story.split()))
    say("")
    for gauge in scenario.key_results:
        say(f"  {gauge.id}: {gauge.text}")
    for gauge in scenario.heartbeats:
        say(f"  {gauge.id} (to hold): {gauge.text}")
    say("")
    _actions(scenario)


def _actions(scenario: Scenario) -> None:
    """Print what the team can do; what each does to the figures is for the learner to find out."""
    say(f"The team has {scenario.effort:g} units of effort a week for:")
    for action in scenario.actions:
        say(f"  {action.id}: {action.text}")
    if scenario.switching:
        say(
            f"Changing course costs something: of effort newly put into an action, {scenario.switching:.0%}"
            " is lost in that week."
        )


def _by_plan(quarter: Quarter, path: Path) -> bool:
    from okrcoach.exchange import UnusableFile
    from okrcoach.progress.quarter_plan import UnusablePlan, read_plan
    from okrcoach.progress.simulator import NotNow

    try:
        plan = read_plan(_text_of(path), path.name)
    except UnicodeDecodeError:
        stop(f"{path}: these bytes are no UTF-8 text.")
    except (UnusableFile, UnusablePlan) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{path}: {error.strerror}.")
    if late := sorted(week for week in plan if week > quarter.scenario.weeks):
        stop(f"{path}: week {late[0]} is after the last; the quarter has {quarter.scenario.weeks}.")
    efforts: Mapping[str, float] = {}
    before: dict[str, CheckIn] = {}
    for week in range(1, quarter.scenario.weeks + 1):
        efforts = plan.get(week, efforts)
        try:
            found = quarter.week(efforts)
        except NotNow as error:
            stop(f"{path}, week {week}: {error}")
        _week(quarter, found, before)
        before = found
    return True


def _by_hand(quarter: Quarter) -> bool:
    """Play on prompts; False when the learner leaves before the end."""
    from okrcoach.progress.simulator import NotNow

    efforts: dict[str, float] = {}
    before: dict[str, CheckIn] = {}
    say(_HELP)
    while quarter.weeks_left:
        week = len(quarter.efforts) + 1
        now = (
            " ".join(f"{action}={effort:g}" for action, effort in efforts.items() if effort) or "nothing yet"
        )
        typer.echo(f"\nWeek {week} of {quarter.scenario.weeks}, effort now: {now}\n> ", nl=False)
        line = sys.stdin.readline()
        answer = line.strip()
        if not line or answer.casefold() in ("q", "quit"):
            say(f"You left before week {week}. The same quarter again: --seed {quarter.seed}")
            return False
        if answer == "?":
            _actions(quarter.scenario)
            say(_HELP)
            continue
        try:
            wanted = efforts | _moves(answer)
            found = quarter.week(wanted)
        except (NotNow, ValueError) as error:
            say(str(error))
            continue
        efforts = wanted
        _week(quarter, found, before)
        before = found
    return True


def _moves(answer: str) -> dict[str, float]:
    """Return the effort that "calls=4, van=0" asks for. Raises ``ValueError`` for anything else."""
    pairs = _PAIR.findall(answer.replace(",", " "))
    if _PAIR.sub("", answer.replace(",", " ")).strip():
        raise ValueError(f"This was not understood: {answer}. {_HELP}")
    moves = {}
    for action, effort in pairs:
        try:
            moves[action] = float(effort)
        except ValueError:
            raise ValueError(f"{effort} is no number of units for {action}.") from None
    return moves


def _week(quarter: Quarter, found: Mapping[str, CheckIn], before: Mapping[str, CheckIn]) -> None:
    day = next(iter(found.values())).day
    say(f"Week {len(quarter.efforts)}, check-ins of {day}")
    for gauge in quarter.scenario.gauges:
        value = found[gauge.id].value or 0.0
        last = before[gauge.id].value if gauge.id in before else gauge.baseline
        note = f"  {found[gauge.id].note}" if found[gauge.id].note else ""
        say(f"  {gauge.id:<12} {value:8.4g}  ({value - (last or 0.0):+.2g} in the week; {_aim(gauge)}){note}")


def _aim(gauge: Gauge) -> str:
    if gauge.target is not None:
        return f"from {gauge.baseline:g} to {gauge.target:g}"
    if gauge.low is not None and gauge.high is not None:
        return f"hold between {gauge.low:g} and {gauge.high:g}"
    return f"hold at {gauge.low:g} or more" if gauge.low is not None else f"hold at {gauge.high:g} or less"


def _reveal(quarter: Quarter) -> None:
    found = quarter.reveal()
    say("")
    say("What was signal")
    for sentence in found.says:
        say(f"  {sentence}")
    for gauge in quarter.scenario.gauges:
        say("")
        say(f"{gauge.id}: week, read, true, noise")
        for truth in found.weeks[gauge.id]:
            say(f"  {truth.week:>2}  {truth.seen:8.4g}  {truth.true:8.4g}  {truth.noise:+8.2g}")
