"""What a learner is told about an answer: the headline, every point with its reason, and the open hints."""

from __future__ import annotations

from typing import Any

from okrcoach.classroom import Exercise, Marked, Point, State
from okrcoach.classroom.parts import Pile
from okrcoach.widgets.editor.showing import rewrite
from okrcoach.widgets.practice.forms import PILES

_COUNTED = ("first", "second", "third", "fourth", "fifth")
#: Kinds whose points are about words that stand elsewhere on the card: they are said again beside the reason.
_QUOTED = ("classify", "sort", "mark", "critique")


def step_of(n: int, state: State, current: bool) -> dict[str, Any]:
    """Return the sign of an exercise in the strip."""
    sign = {State.NOT_ATTEMPTED: "open", State.PARTLY: "half", State.RIGHT: "right"}[state]
    said = f"{n + 1}, {state.words.lower()}"
    return {"n": n, "sign": sign, "says": said, "current": current, "right": state is State.RIGHT}


def reply_of(
    exercise: Exercise, marked: Marked | None, checked: Any, *, changed: bool
) -> dict[str, Any] | None:
    """Return what is said about the answer that was checked, None before the first."""
    if marked is None:
        return None
    right = marked.state is State.RIGHT
    return {
        "right": right,
        "says": f"Right. {marked.says}" if right else marked.says,
        "points_words": f"{_number(marked.earned)} of {_points(marked.worth)}",
        "changed": changed,
        "points": [_point(exercise, point, n, checked) for n, point in enumerate(marked.points)],
    }


def ladder_of(rungs: tuple[str, ...], opened: int, *, serif: bool) -> dict[str, Any] | None:
    """Return the hint ladder: what is open in words, the next one to ask for, what comes after it.

    ``serif``: the last rung is somebody's words, not ours. None before the first hint.
    """
    if not opened:
        return None
    last = len(rungs) - 1
    made = []
    for n, text in enumerate(rungs):
        name = "One good answer" if n == last else f"The {_COUNTED[min(n, 4)]} hint"
        state = "open" if n < opened else "next" if n == opened else "later"
        texts = text.split("\n") if n < opened else []
        own = serif and n == last
        made.append(
            {
                "n": n + 1,
                "state": state,
                "own": own,
                "texts": [rewrite(t)["pieces"] for t in texts if t.strip()],
                "show": "Show one good answer" if n == last else f"Show the {_COUNTED[min(n, 4)]} hint",
                "later": f"{name}, after the {_COUNTED[min(n - 1, 4)]} hint",
            }
        )
    return {"rungs": made}


def _point(exercise: Exercise, point: Point, n: int, checked: Any) -> dict[str, Any]:
    name, quote = point.name, ""
    if exercise.kind in _QUOTED and len(_parts(exercise)) > 1 and point.quote not in point.says:
        quote = point.quote
    if exercise.kind == "sort":  # the numbers of the pack are not those on the table
        pile = checked[n] if isinstance(checked, list) and n < len(checked) else None
        name = PILES[Pile(pile)][0] if pile else "Not placed"
    sign, look = ("tick", "y") if point.right else ("half", "h") if point.earned else ("open", "n")
    worth = f" of {point.worth}" if point.worth > 1 else ""
    return {
        "sign": sign,
        "look": look,
        "name": name,
        "quote": quote,
        "says": point.says,
        "earned": f"{_number(point.earned)}{worth}",
        "heard": {"y": "right", "h": "half a point", "n": "not yet"}[look],
    }


def _parts(exercise: Exercise) -> tuple[Any, ...]:
    """Return the pieces that an answer has; one statement alone needs no repeating."""
    for name in ("statements", "cards", "marks"):
        found = getattr(exercise, name, None)
        if found is not None:
            return tuple(found)
    return (None, None)


def _points(worth: int) -> str:
    return f"{worth} point" if worth == 1 else f"{worth} points"


def _number(earned: float) -> str:
    whole, half = divmod(earned, 1)
    if half:
        return f"{whole:.0f}\u00bd" if whole else "\u00bd"
    return f"{whole:.0f}"
