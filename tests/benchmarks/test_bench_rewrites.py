"""The draw of rewrites is repeatable, and shows each wording once beside its original."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import rewrites

SET = """# Callers reach the right team
- KR1: Launch the new voice menu by June
- KR2: Increase repeat visits by 40%
- KR3: Increase repeat visits by 40%
"""


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    (tmp_path / "calls.md").write_text(SET, encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    return tmp_path


def test_a_seed_draws_the_same_again(sets: Path) -> None:
    assert rewrites.draw(sets, 3, 2) == rewrites.draw(sets, 3, 2)
    assert len(rewrites.draw(sets, 3, 2)) == 2


def test_each_wording_is_drawn_once_and_beside_its_original(sets: Path) -> None:
    drawn = rewrites.draw(sets, 1, 100)
    assert len({(d.original, d.rewrite) for d in drawn}) == len(drawn)
    assert {d.original for d in drawn} == {
        "Launch the new voice menu by June",
        "Increase repeat visits by 40%",
    }


def test_what_is_printed_for_reading(
    sets: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["rewrites", "--sets", str(sets), "--seed", "2", "--number", "1"])
    rewrites.main()
    shown = capsys.readouterr().out
    assert shown.count("was  ") == shown.count("ask  ") == shown.count("new  ") == 1
