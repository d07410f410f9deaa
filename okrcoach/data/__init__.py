"""Where the files lie that the code reads at run time: word lists, weights, templates, samples."""

from __future__ import annotations

from pathlib import Path

#: Word lists, weights, rule texts: always inside the package.
HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the folder ``notebooks`` or ``datasets``: inside the wheel, or beside it in a checkout.

    Raises ``FileNotFoundError`` when neither is there.
    """
    package = HERE.parent
    for folder in (package / "_shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"okrcoach was installed without its {name}")
