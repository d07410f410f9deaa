"""Lays out a folder to work in: notebooks and sample sets, never over somebody's own edits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from okrcoach.data import shipped
from okrcoach.exchange.saving import save

START = "00_start_here.ipynb"
#: What we put into the folder, and how it looked then; hidden, and safe to delete.
MANIFEST = ".okrcoach.json"


class UnusableFolder(ValueError):  # noqa: N818
    """The chosen folder cannot be worked in; the message names it and says why."""


def prepare(folder: Path) -> Path:
    """Fill ``folder`` with the notebooks and ``datasets/``, and return the path of the start notebook.

    The folder is made when it is not there. A file that was not edited since we put it there is
    brought up to date; an edited one is kept, and the new version is placed beside it as
    "name (new)". Running a notebook is no edit: only its cells count. Files that are missing
    are put back. Every file appears whole or not at all.

    Raises ``UnusableFolder`` when the folder is a file or cannot be written to, and
    ``FileNotFoundError`` when okrcoach was installed without its notebooks.
    """
    folder = Path(folder)
    files = dict(_shipped_files())
    if START not in files:
        raise FileNotFoundError(f"okrcoach was installed without {START}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        manifest = _read_manifest(folder)
        for name, source in files.items():
            _place(folder, name, source.read_bytes(), manifest)
        _save(folder / MANIFEST, json.dumps({"placed": manifest}, indent=1, sort_keys=True).encode())
    except (FileExistsError, NotADirectoryError) as error:
        raise UnusableFolder(f"{error.filename} is a file where a folder is needed.") from error
    except IsADirectoryError as error:
        raise UnusableFolder(f"{error.filename} is a folder, and a file of ours has to go there.") from error
    except OSError as error:
        raise UnusableFolder(
            f"{folder} cannot be written to ({error.strerror}). Choose another folder."
        ) from error
    return folder / START


def _shipped_files() -> Iterator[tuple[str, Path]]:
    """Yield (name in the folder, file) for everything that belongs there; names use ``/``."""
    for notebook in sorted(shipped("notebooks").glob("*.ipynb")):
        yield notebook.name, notebook
    datasets = shipped("datasets")
    for file in sorted(datasets.rglob("*")):
        inside = file.relative_to(datasets)
        if file.is_file() and not any(part.startswith((".", "__")) for part in inside.parts):
            yield f"datasets/{inside.as_posix()}", file


def _place(folder: Path, name: str, content: bytes, manifest: dict[str, str]) -> None:
    """Put ``content`` under ``name``, or beside it when the file there is somebody's own by now."""
    wanted = _fingerprint(name, content)
    for candidate in _candidates(name):
        target = folder / candidate
        placed = manifest.get(candidate)
        if target.exists():
            found = _fingerprint(candidate, target.read_bytes())
            if found == wanted:
                manifest[candidate] = wanted
                return
            if found != placed:  # theirs
                if placed == wanted:  # and they have seen this version of ours
                    return
                continue
        elif candidate != name and placed == wanted:  # they have thrown this copy away
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _save(target, content)
        manifest[candidate] = wanted
        return


def _candidates(name: str) -> Iterator[str]:
    path = Path(name)
    yield name
    yield path.with_name(f"{path.stem} (new){path.suffix}").as_posix()
    n = 2
    while True:
        yield path.with_name(f"{path.stem} (new {n}){path.suffix}").as_posix()
        n += 1


def _fingerprint(name: str, content: bytes) -> str:
    """Return a hash of what its author wrote: of a notebook the cells, without what running them adds."""
    if name.endswith(".ipynb"):
        try:
            cells = [[cell["cell_type"], "".join(cell["source"])] for cell in json.loads(content)["cells"]]
            content = json.dumps(cells).encode()
        except (ValueError, KeyError, TypeError):
            pass  # not a notebook we can read: then every byte counts
    return hashlib.sha256(content).hexdigest()


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return name -> fingerprint of what we placed; empty when there is no readable manifest.

    Without it every file counts as edited, so nothing is lost.
    """
    try:
        placed = json.loads((folder / MANIFEST).read_bytes())["placed"]
        return {str(name): str(mark) for name, mark in placed.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _save(target: Path, content: bytes) -> None:
    save(target, lambda stream: stream.write(content))
