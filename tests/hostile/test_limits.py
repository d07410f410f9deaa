"""Limits stand in one place, a workspace can change them, and names lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from okrcoach.cli_house import keep_limits
from okrcoach.exchange import UnusableFile, read_okrs
from okrcoach.exchange.settings import read_config
from okrcoach.model.limits import NAMES, Limits, in_force, keep_to, limits_from
from okrcoach.widgets.own_files import safe_name


@pytest.fixture(autouse=True)
def usual_limits() -> Iterator[None]:
    yield
    keep_to(Limits())


def test_a_workspace_changes_a_limit(tmp_path: Path) -> None:
    config, draft = tmp_path / "okrcoach.toml", tmp_path / "a.csv"
    draft.write_text("Objective,KR\nCalm,Wait\nKind,Hear\n")
    assert len(list(read_okrs(draft).statements())) == 4
    config.write_text("[limits]\nstatements = 3\ncells = 1_000\n")
    keep_limits(config)
    assert in_force() == Limits(statements=3, cells=1_000)
    with pytest.raises(UnusableFile, match=r"a\.csv, row 3: there are more than 3 statements"):
        read_okrs(draft)
    keep_to(Limits(file_bytes=10))
    with pytest.raises(UnusableFile, match=r"a\.csv: the file is larger than 10 bytes"):
        read_okrs(draft)


@pytest.mark.parametrize("text", ["cell = 1", "cells = 0", "cells = true", 'cells = "many"', "cells = 1.5"])
def test_what_is_no_limit_is_named(tmp_path: Path, text: str) -> None:
    config = tmp_path / "okrcoach.toml"
    config.write_text(f"[limits]\n{text}\n")
    with pytest.raises(UnusableFile, match=r"okrcoach\.toml: .*limits\.cell"):
        read_config(config)


def test_every_limit_can_be_set_and_has_its_reason() -> None:
    import inspect

    from okrcoach.model import limits

    assert limits_from(dict.fromkeys(NAMES, 7)) == Limits(**dict.fromkeys(NAMES, 7))
    lines = inspect.getsource(limits.Limits).splitlines()
    for number, line in enumerate(lines):
        if line.strip().partition(":")[0] in NAMES:
            assert lines[number - 1].strip().startswith("#")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\a.csv",
        "/etc/passwd",
        "..",
        ".",
        "",
        "a/../..",
        "\0\x1b]0;x\x07",
        "C:evil",
        ".ssh",
    ],
)
def test_names_of_uploads_stay_in_their_folder(tmp_path: Path, name: str) -> None:
    safe = safe_name(name)
    assert safe.isprintable()
    assert (tmp_path / safe).resolve().parent == tmp_path.resolve()
