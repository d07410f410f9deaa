"""Work items as columns: when each was started and done, how long it waited, which states it went through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Moments = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Visits:
    """One entry for each stay of an item in a state, from the start of its work to its end.

    Arrays of one length; ``item`` points into :class:`Items`, ``state`` into ``states``. Raises
    ``ValueError`` for other lengths and for a stay that ends before it begins.
    """

    item: NDArray[np.intp]
    state: NDArray[np.intp]
    #: ``datetime64[s]``.
    entered: Moments
    #: ``datetime64[s]``, NaT while the item is still there.
    left: Moments
    #: Names of the states.
    states: tuple[str, ...]
    #: For each state, whether nobody works on what is there; all False when that is not known.
    waiting: tuple[bool, ...]

    def __post_init__(self) -> None:
        if len({len(self.item), len(self.state), len(self.entered), len(self.left)}) > 1:
            raise ValueError("The columns of the visits differ in length.")
        if len(self.states) != len(self.waiting):
            raise ValueError("Each state needs a word on whether work waits there.")
        if bool((self.left < self.entered).any()):
            raise ValueError("A visit ends before it begins.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Items:
    """Work items, one entry each in arrays of one length.

    Moments are ``datetime64[s]``, NaT where there is none; a plain date is its first second, so an item
    started and done on one date took 0 days. Raises ``ValueError`` for other lengths, negative
    waiting, and an item done or dropped before its start.
    """

    ids: NDArray[np.object_]
    #: Points into ``types``.
    type_of: NDArray[np.intp]
    #: Names of the types, such as feature, defect, risk, debt.
    types: tuple[str, ...]
    started: Moments
    done: Moments
    #: Left the work without being done.
    dropped: Moments
    #: Days of waiting between start and end, NaN where nobody counted.
    waiting: NDArray[np.float64]
    #: What the start of the clock is, in words; printed beside each time.
    clock: str = "start of work"
    visits: Visits | None = None
    #: What the reader left out or took for granted, in plain sentences.
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        columns = (self.ids, self.type_of, self.started, self.done, self.dropped, self.waiting)
        if len({len(column) for column in columns}) > 1:
            raise ValueError("The columns of the items differ in length.")
        for word, end in (("done", self.done), ("dropped", self.dropped)):
            early = end < self.started
            if bool(early.any()):
                raise ValueError(f"Item {self.ids[early.argmax()]} was {word} before it was started.")
        if bool((self.waiting < 0).any()):
            raise ValueError(f"Item {self.ids[(self.waiting < 0).argmax()]} waited less than no time.")

    def __len__(self) -> int:
        return len(self.ids)
