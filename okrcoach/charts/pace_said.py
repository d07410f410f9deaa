"""What the chart of one key result says: its finding, its text alternative, its table."""

from __future__ import annotations

from okrcoach.charts.board import day_said, share_said, value_said
from okrcoach.charts.look import plain
from okrcoach.model import Shape
from okrcoach.progress.four_square import bounds_of
from okrcoach.progress.scorecard import Scorecard, Scored
from okrcoach.progress.standing import Likely, Standing, due_on, likely, standing, target_on

_GOOD = (Standing.AHEAD, Standing.ON_PACE, Standing.REACHED)


def pace_title(one: Scored) -> str:
    """Return the finding: "Off pace and likely to end short: 40% of the way, 64% expected"."""
    word = standing(one)
    head = str(word).capitalize()
    if word is Standing.NOT_SCORED or one.progress is None:
        return f"Not scored yet. {plain(one.undefined)}".strip().rstrip(".")
    if one.plan.shape is Shape.HOLD:
        return f"{head}: {value_of(one, one.value)}; {_fine(one)}" if one.value is not None else head
    if one.plan.shape is Shape.BASELINE:
        found = one.value is not None and one.progress >= 1
        return (
            f"The starting point is found: {value_of(one, one.value)}" if found else "No starting point yet"
        )
    if one.plan.shape is Shape.MILESTONE:
        return head
    way = f"{share_said(one.progress)} of the way"
    if word is Standing.NO_PACE:
        return f"{way}; without the first and last day nothing is said about pace"
    if word is Standing.TOO_EARLY:
        return f"{head}: {way} so far"
    due = f", {share_said(one.expected)} expected" if one.expected is not None else ""
    return f"{head}{_likely_said(one, word)}: {way}{due}"


def pace_in_words(one: Scored, card: Scorecard) -> str:
    """Return the text alternative: the title, the key result, its values, and where it may end."""
    said = [f"{pace_title(one)}.", f"{named(one)}."]
    valued = [c for c in one.check_ins if c.value is not None]
    if valued:
        first, last = valued[0], valued[-1]
        said.append(f"{value_of(one, first.value)} on {day_said(first.day)}")
        said[-1] += f", {value_of(one, last.value)} on {day_said(last.day)}." if len(valued) > 1 else "."
    due = due_on(one, card.cycle, card.at)
    if due is not None:
        said.append(f"Expected by {day_said(card.at)}: {value_of(one, due, 3)}.")
    if one.target is not None:
        said.append(f"Target: {value_of(one, one.target)}.")
    said += [
        f"Until {day_said(m.day)} the target was {value_of(one, m.before)}, then {value_of(one, m.after)}."
        for m in one.moves
    ]
    if any(c.confidence is not None for c in one.check_ins):
        said.append(f"Confidence {one.confidence:g} of 10.")
    if one.forecast is not None and one.forecast.says:
        said.append(one.forecast.says)
    return " ".join(said)


def pace_rows(one: Scored, card: Scorecard) -> list[list[str]]:
    """Return the table behind the chart: a head, then a row for each check-in, all as words."""
    rows = [["Day", "Value", "Expected", "Target", "Confidence", "Note"]]
    for seen in one.check_ins:
        due = due_on(one, card.cycle, seen.day)
        rows.append(
            [
                seen.day.isoformat(),
                value_of(one, seen.value),
                value_of(one, due, 3),
                value_of(one, target_on(one, seen.day)),
                f"{seen.confidence:g}" if seen.confidence is not None else "",
                plain(seen.note),
            ]
        )
    return rows


def named(one: Scored) -> str:
    """Return the id and the author's words, on one line."""
    return f"{plain(one.id)} {plain(one.text)}".strip()


def value_of(one: Scored, value: float | None, digits: int = 12) -> str:
    """Return a value of the key result with its unit, "" where there is none."""
    return "" if value is None else value_said(value, one.plan.unit, digits)


def _fine(one: Scored) -> str:
    low, high = bounds_of(one)
    if low is not None and high is not None:
        return f"{value_of(one, low)} to {value_of(one, high)} is fine"
    if low is not None:
        return f"{value_of(one, low)} or more is fine"
    return f"{value_of(one, high)} or less is fine"


def _likely_said(one: Scored, word: Standing) -> str:
    end = likely(one)
    if end is None or (word is Standing.REACHED and end is not Likely.SHORT):
        return ""
    if end is Likely.WITHIN:
        return f", and {end}" if word in _GOOD else f", though {end}"
    return f" {'and' if (end is Likely.THERE) is (word in _GOOD) else 'but'} {end}"
