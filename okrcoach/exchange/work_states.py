"""Changes of state into work items: when work began and ended, and where it waited."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from okrcoach.exchange.errors import UnusableFile
from okrcoach.model.work_items import Items, Visits

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_BEFORE = frozenset(
    "to do, todo, new, open, backlog, product backlog, created, proposed, requested, funnel, inbox, idea,"
    " ideas, selected for development, approved, triage".split(", ")
)
_DONE = frozenset(
    "done, closed, resolved, released, completed, complete, finished, deployed, shipped".split(", ")
)
_DROPPED = frozenset(
    "cancelled, canceled, dropped, abandoned, rejected, removed, withdrawn, won't do, wont do,"
    " duplicate".split(", ")
)
_WAITING = re.compile(
    r"\b(?:wait\w*|await\w*|queue\w*|block\w*|on hold|hold|paused|parked|pending|ready|stuck|impeded|to be)\b"
)
#: More states than this is a column that holds something else.
MOST_STATES = 100


def items_of_states(
    ids: pd.Series[str],
    states: pd.Series[str],
    entered: pd.Series[pd.Timestamp],
    type_of: NDArray[np.intp],
    types: tuple[str, ...],
    waiting: Collection[str] | None,
    file: str,
) -> Items:
    """Return the items whose changes of state these are, one row each, in any order.

    Work begins with the first state that is neither a backlog nor an end, and is done with the last
    entry into an end; an item reopened was under way in between. From begin to end it waits in
    ``waiting`` states, and wherever it is put back to a backlog or taken back from done. The type
    is that of the item's first row. Raises ``UnusableFile`` for too many states, for states that
    ``waiting`` names and the file does not hold, and when no item was ever begun.
    """
    import numpy as np
    import pandas as pd

    state, found = pd.factorize(states)
    names = tuple(str(name) for name in found)
    if len(names) > MOST_STATES:
        raise UnusableFile(f"{len(names):,} different states are too many to be states", file=file)
    before, done, dropped, rests = _sorted_out(names, waiting, file)
    item, keys = pd.factorize(ids)
    when = entered.to_numpy(dtype="datetime64[s]")
    kind = np.empty(len(keys), dtype=np.intp)
    kind[item[::-1]] = type_of[::-1]  # the first row of an item has the last word
    order = np.lexsort((when, item))
    item, state, when = item[order], state[order], when[order]
    last = np.append(item[1:] != item[:-1], True)
    left = np.append(when[1:], np.datetime64("NaT", "s"))
    left[last] = np.datetime64("NaT", "s")
    nothing = np.full(len(keys), "NaT", dtype="datetime64[s]")
    started = nothing.copy()
    working = ~(before | done | dropped)[state]
    _first(started, item[working], when[working])
    over = _end(item, state, when, done, last, nothing)
    lost = _end(item, state, when, dropped, last, nothing)
    if np.isnat(started).all():
        raise UnusableFile("no item ever enters a state of work", file=file, column=str(states.name))
    end = np.where(np.isnat(over), lost, over)[item]
    # No end (NaT) leaves nothing out. A stay of no time just before the start is not part of the work.
    begun = np.maximum.accumulate(np.where(working, item, -1)) == item
    inside = begun & ~(when >= end)
    known = bool(rests.any())
    still = inside & (rests | before | done | dropped)[state] & ~np.isnat(left)
    days = (left - when)[still].astype(np.int64) / 86_400
    waited = np.bincount(item[still], weights=days, minlength=len(keys)).astype(np.float64)
    stays = Visits(
        item=item[inside], state=state[inside], entered=when[inside], left=left[inside], states=names,
        waiting=tuple((rests | before | done | dropped).tolist()) if known else (False,) * len(names),
    )  # fmt: skip
    early = names[int(np.bincount(state[working & (when == started[item])]).argmax())]
    missing = int((np.isnat(started) & ~np.isnat(over)).sum())
    return Items(
        ids=np.asarray(keys, dtype=object),
        type_of=kind,
        types=types,
        started=started,
        done=over,
        dropped=lost,
        waiting=waited if known else np.full(len(keys), np.nan),
        clock=f"start of work (mostly “{early}”)",
        visits=stays,
        notes=_notes(names, rests, missing),
    )


def _sorted_out(
    names: Sequence[str], waiting: Collection[str] | None, file: str
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Say for each state whether it is a backlog, an end, a dropping, or a place of waiting in between."""
    import numpy as np

    plain = [" ".join(name.casefold().replace("_", " ").split()) for name in names]
    listed = ", ".join(names[:8]) + ", …" * (len(names) > 8)
    said = None if waiting is None else {" ".join(name.casefold().split()) for name in waiting}
    unknown = sorted(said - set(plain)) if said else []
    if unknown:
        raise UnusableFile(f"there is no state “{unknown[0]}”; the states are {listed}", file=file)
    ends = [name in _DONE for name in plain]
    if not any(ends):
        raise UnusableFile(f"no state says that work is done; the states are {listed}", file=file)
    rests = [bool(_WAITING.search(name)) if said is None else name in said for name in plain]
    before, dropped = [name in _BEFORE for name in plain], [name in _DROPPED for name in plain]
    marks = np.array([before, ends, dropped, rests])
    marks[3] &= ~(marks[0] | marks[1] | marks[2])
    return marks[0], marks[1], marks[2], marks[3]


def _first(into: NDArray[np.datetime64], item: NDArray[np.intp], when: NDArray[np.datetime64]) -> None:
    """Set the earliest moment of each item; the rows are in the order of time."""
    into[item[::-1]] = when[::-1]


def _end(
    item: NDArray[np.intp],
    state: NDArray[np.intp],
    when: NDArray[np.datetime64],
    ends: NDArray[np.bool_],
    last: NDArray[np.bool_],
    nothing: NDArray[np.datetime64],
) -> NDArray[np.datetime64]:
    """Return when each item entered the run of end states that it is still in, NaT for the others."""
    import numpy as np

    ended = ends[state]
    final = np.zeros(len(nothing), dtype=np.bool_)
    final[item[last]] = ended[last]
    begins = ended & ~np.append(False, ended[:-1] & (item[1:] == item[:-1]))
    begins &= final[item]
    result = nothing.copy()
    result[item[begins]] = when[begins]  # the last run has the last word
    return result


def _notes(names: Sequence[str], rests: NDArray[np.bool_], missing: int) -> tuple[str, ...]:
    queues = [name for name, rest in zip(names, rests, strict=True) if rest]
    notes = ["No state is known as a place of waiting."]
    if queues:
        notes = [f"Taken for waiting: {', '.join(queues)}."]
    if missing:
        notes.append(f"Done without a known start: {missing}; they count in velocity only.")
    return tuple(notes)
