"""The portfolio that is timed is a real one."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from benchmarks.portfolio import draft, in_words, measure


def test_a_small_portfolio_goes_through_and_comes_out_commented(tmp_path: Path) -> None:
    found = measure(tmp_path, lines=50)
    assert len(draft(50)) == 40  # ten objectives with four key results
    assert "</html>" in (tmp_path / "out.html").read_text(encoding="utf-8")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    notes = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert len(notes) > 20
    assert found.peak_bytes > 10 * 2**20
    assert in_words(found).startswith("50 lines")
