"""The sample sets that stand in for a client's draft."""

from __future__ import annotations

from pathlib import Path

from okrcoach.data import shipped

#: The answers to the sample sets, for trainers.
_ANSWERS = "expected.csv"


def samples() -> dict[str, Path]:
    """Return the sample sets by the words a page shows: "Flawed school (xlsx)"."""
    files = sorted(path for path in (shipped("datasets") / "sets").iterdir() if path.name != _ANSWERS)
    return {
        f"{path.stem.replace('-', ' ').capitalize()} ({path.suffix[1:]})": path
        for path in files
        if path.suffix in (".yaml", ".md", ".csv", ".xlsx")
    }
