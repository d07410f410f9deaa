"""Opens the exercises of a pack, all or some, and says in words why a pack cannot be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from okrcoach.classroom import Exercise, Pack, UnusablePack, packs, read_pack
from okrcoach.widgets.desk import Desk
from okrcoach.widgets.practice.desk import ExerciseDesk
from okrcoach.widgets.practice.record import record_of


class ClosedDesk(Desk):
    """What stands there when a pack cannot be used: why, in words."""

    templates: ClassVar = {"card": "exercise_closed.html.j2"}

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__()
        self._problems = problems

    def values(self) -> dict[str, Any]:
        """Return what the template is drawn with."""
        return {"problems": self._problems}


def desk_for(
    pack: str | Path, folder: Path | None = None, only: Iterable[str | int] | None = None
) -> ExerciseDesk | ClosedDesk:
    """Return a desk with a pack of okrcoach (by its id) or of a trainer (by its file).

    ``only`` names ids, kinds or levels (1 to 3): kinds and levels narrow each other down, ids come on top.
    What is wrong with a pack is said on the desk.
    """
    try:
        file = Path(pack)
        if file.suffix.lower() in (".yaml", ".yml"):
            found = read_pack(file)
        else:
            found = next((one for one in packs() if one.id == pack), None) or _missing(str(pack))
        some = replace(found, exercises=_narrowed(found, only))
        return ExerciseDesk(some, record_of(Path.cwd() if folder is None else Path(folder)))
    except UnusablePack as error:
        return ClosedDesk(tuple(str(error).splitlines()))
    except LookupError as error:
        return ClosedDesk((str(error.args[0]),))
    except OSError as error:
        return ClosedDesk((f"{pack}: {error.strerror}.",))


def _missing(name: str) -> Pack:
    raise LookupError(f"There is no pack \u201c{name}\u201d. Packs here: {', '.join(p.id for p in packs())}.")


def _narrowed(pack: Pack, only: Iterable[str | int] | None) -> tuple[Exercise, ...]:
    """Return the exercises that are wanted; raises ``LookupError`` when there is none."""
    if only is None:
        return pack.exercises
    wanted = {only} if isinstance(only, str | int) else set(only)
    ids, kinds, levels = (
        {getattr(e, name) for e in pack.exercises} & wanted for name in ("id", "kind", "level")
    )
    found = tuple(
        e
        for e in pack.exercises
        if e.id in ids
        or ((kinds or levels) and (not kinds or e.kind in kinds) and (not levels or e.level in levels))
    )
    if not found:
        raise LookupError(f"The pack \u201c{pack.title}\u201d has no such exercises.")
    return found
