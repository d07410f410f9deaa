"""Work items without some of their types, so that an epic is not counted beside its stories."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrcoach.model.work_items import Items


def count_by_type(items: Items) -> dict[str, int]:
    """Return how many items there are of each type."""
    import numpy as np

    counts = np.bincount(items.type_of, minlength=len(items.types)).tolist()
    return dict(zip(items.types, counts, strict=True))


def without(items: Items, types: Collection[str]) -> Items:
    """Return the items of all other types, with the states they went through.

    The same value comes back where no item is of these types.
    """
    import numpy as np

    unwanted = [n for n, name in enumerate(items.types) if name in types]
    keep = ~np.isin(items.type_of, unwanted)
    if keep.all():
        return items
    visits = items.visits
    if visits is not None:
        place = np.cumsum(keep) - 1
        stay = keep[visits.item]
        visits = replace(
            visits, item=place[visits.item[stay]], state=visits.state[stay],
            entered=visits.entered[stay], left=visits.left[stay],
        )  # fmt: skip
    kinds = [n for n in range(len(items.types)) if n not in unwanted]
    number = np.zeros(len(items.types), dtype=np.intp)
    number[kinds] = np.arange(len(kinds))
    return replace(
        items, ids=items.ids[keep], type_of=number[items.type_of[keep]],
        types=tuple(items.types[n] for n in kinds), started=items.started[keep], done=items.done[keep],
        dropped=items.dropped[keep], waiting=items.waiting[keep], visits=visits,
    )  # fmt: skip
