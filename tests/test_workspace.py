"""The folder people work in: ours is kept up to date, theirs is left alone."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest

from okrcoach.data import shipped
from okrcoach.exchange import workspace
from okrcoach.exchange.workspace import MANIFEST, START, UnusableFolder, prepare


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shipped tree of our own, so that tests can bring out a new version of it."""
    root = tmp_path / "shipped"
    (root / "notebooks").mkdir(parents=True)
    (root / "datasets" / "sets").mkdir(parents=True)
    _notebook(root / "notebooks" / START, "version 1")
    (root / "datasets" / "sets" / "library.yaml").write_text("objectives: []\n", encoding="utf-8")
    monkeypatch.setattr(workspace, "shipped", root.joinpath)
    return root


def _notebook(path: Path, source: str, outputs: tuple[str, ...] = ()) -> None:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": source, "outputs": list(outputs)}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}), encoding="utf-8")


def _source(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])


def _names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {MANIFEST}


def test_the_shipped_files_arrive_as_they_are(tmp_path: Path) -> None:
    start = prepare(tmp_path / "not" / "there" / "yet")
    assert start == tmp_path / "not" / "there" / "yet" / START
    assert start.read_bytes() == (shipped("notebooks") / START).read_bytes()
    sources = [file for file in shipped("datasets").rglob("*") if file.is_file() and file.name[0] != "."]
    for source in sources:
        copy = start.parent / "datasets" / source.relative_to(shipped("datasets"))
        assert copy.read_bytes() == source.read_bytes()


def test_nothing_moves_the_second_time(ours: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    prepare(work)
    before = {file: file.stat().st_mtime_ns for file in work.rglob("*") if file.name != MANIFEST}
    prepare(work)
    assert before == {file: file.stat().st_mtime_ns for file in work.rglob("*") if file.name != MANIFEST}


def test_an_unedited_copy_is_brought_up_to_date_even_when_it_was_run(ours: Path, tmp_path: Path) -> None:
    start = prepare(tmp_path / "work")
    _notebook(start, "version 1", outputs=("a picture",))
    _notebook(ours / "notebooks" / START, "version 2")
    assert _source(prepare(tmp_path / "work")) == "version 2"
    assert _names(tmp_path / "work") == {START, "datasets/sets/library.yaml"}


def test_an_edited_copy_stays_and_the_new_version_comes_beside_it(ours: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    start = prepare(work)
    _notebook(start, "mine")
    (work / "datasets/sets/library.yaml").write_text("mine\n", encoding="utf-8")
    prepare(work)
    assert _names(work) == {START, "datasets/sets/library.yaml"}, "nothing new, so nothing to place"

    _notebook(ours / "notebooks" / START, "version 2")
    (ours / "datasets/sets/library.yaml").write_text("version 2\n", encoding="utf-8")
    assert prepare(work) == start
    assert _source(start) == "mine"
    assert (work / "datasets/sets/library.yaml").read_text(encoding="utf-8") == "mine\n"
    assert _source(work / "00_start_here (new).ipynb") == "version 2"
    assert (work / "datasets/sets/library (new).yaml").read_text(encoding="utf-8") == "version 2\n"

    _notebook(ours / "notebooks" / START, "version 3")
    prepare(work)
    assert _source(work / "00_start_here (new).ipynb") == "version 3", "an unedited (new) is refreshed"
    _notebook(work / "00_start_here (new).ipynb", "mine too")
    _notebook(ours / "notebooks" / START, "version 4")
    prepare(work)
    assert _source(work / "00_start_here (new).ipynb") == "mine too"
    assert _source(work / "00_start_here (new 2).ipynb") == "version 4"


def test_a_new_version_that_was_thrown_away_does_not_come_back(ours: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    _notebook(prepare(work), "mine")
    _notebook(ours / "notebooks" / START, "version 2")
    prepare(work)
    (work / "00_start_here (new).ipynb").unlink()
    prepare(work)
    assert _names(work) == {START, "datasets/sets/library.yaml"}


def test_a_file_that_was_never_ours_is_kept(ours: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / START).write_text("not even a notebook", encoding="utf-8")
    prepare(work)
    assert (work / START).read_text(encoding="utf-8") == "not even a notebook"
    assert _source(work / "00_start_here (new).ipynb") == "version 1"


def test_a_lost_or_broken_manifest_costs_nobody_an_edit(ours: Path, tmp_path: Path) -> None:
    start = prepare(tmp_path / "work")
    _notebook(start, "mine")
    (start.parent / MANIFEST).write_text('{"placed": 7', encoding="utf-8")
    _notebook(ours / "notebooks" / START, "version 2")
    prepare(tmp_path / "work")
    assert _source(start) == "mine"
    assert _source(start.with_name("00_start_here (new).ipynb")) == "version 2"


def test_a_missing_file_is_put_back(ours: Path, tmp_path: Path) -> None:
    start = prepare(tmp_path / "work")
    start.unlink()
    assert _source(prepare(tmp_path / "work")) == "version 1"


def test_a_copy_is_as_readable_as_any_new_file(ours: Path, tmp_path: Path) -> None:
    start = prepare(tmp_path / "work")
    usual = tmp_path / "usual"
    usual.touch()
    assert start.stat().st_mode == usual.stat().st_mode


def test_a_file_where_the_folder_should_be_is_named(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "work").write_text("", encoding="utf-8")
    with pytest.raises(UnusableFolder, match=r"work is a file where a folder is needed"):
        prepare(tmp_path / "work")
    with pytest.raises(UnusableFolder, match=r"work"):
        prepare(tmp_path / "work" / "deeper")


def test_a_folder_where_a_file_should_be_is_named(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "work" / START).mkdir(parents=True)
    with pytest.raises(UnusableFolder, match=r"00_start_here\.ipynb is a folder"):
        prepare(tmp_path / "work")


def test_a_folder_that_cannot_be_written_to_is_named() -> None:
    with pytest.raises(UnusableFolder, match=r"/proc/okrcoach cannot be written to"):
        prepare(Path("/proc/okrcoach"))


def test_no_half_written_file_stays_behind(ours: Path, tmp_path: Path) -> None:
    start = prepare(tmp_path / "work")
    _notebook(ours / "notebooks" / START, "version 2" * 1000)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))  # as if the disk were full
    try:
        with pytest.raises(UnusableFolder, match="cannot be written to"):
            prepare(tmp_path / "work")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert _source(start) == "version 1"
    assert _names(tmp_path / "work") == {START, "datasets/sets/library.yaml"}
