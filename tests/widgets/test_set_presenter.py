"""The editor of a whole set without a screen: type, use a rewrite, fill a field, take it back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrcoach.judgement import House
from okrcoach.model import Correction, Kind, Line
from okrcoach.widgets import live_box, set_editor
from okrcoach.widgets.editor import drafting
from okrcoach.widgets.editor.presenter import LivePresenter
from okrcoach.widgets.editor.set_presenter import EXAMPLE, LinesPresenter
from okrcoach.widgets.editor.showing import show

TEXT = """# Food bank

O1: Families leave with food they want to cook
- KR1: Raise visits with a free choice from 35% to 80% by December
- KR2: Launch the new voice menu in Millfield
- KR3: Cut the food
  thrown away from 14% to 8%
"""


def _covered(text: str, mark: dict[str, Any]) -> str:
    return text.encode("utf-16-le")[2 * mark["start"] : 2 * mark["end"]].decode("utf-16-le")


def _kinds(presenter: LinesPresenter) -> list[str]:
    return [entry["verdict"]["kind"] if entry and entry.get("verdict") else "" for entry in presenter.rows]


def test_every_row_is_read_where_it_stands() -> None:
    presenter = LinesPresenter(TEXT)
    assert _kinds(presenter) == ["", "", "objective", "outcome_kr", "task", "outcome_kr", "", ""]
    assert [one["words"] for one in presenter.page()["tally"]] == ["1 objective", "2 results", "1 task"]
    row = TEXT.split("\n")[3]
    marks = [_covered(row, mark) for mark in (presenter.rows[3] or {})["marks"]]
    assert {"35%", "80%"} <= set(marks)
    assert presenter.okr_set is not None
    assert len(presenter.okr_set.objectives[0].key_results) == 3


def test_a_statement_on_two_rows_has_its_marks_on_both() -> None:
    presenter = LinesPresenter(TEXT)
    first, second = presenter.rows[5], presenter.rows[6]
    assert first is not None
    assert second is not None
    assert second["above"] == 1
    assert "14%" in [_covered(TEXT.split("\n")[6], mark) for mark in second["marks"]]
    whole = "\n".join(TEXT.split("\n")[5:])
    assert "8%" in [_covered(whole, mark) for mark in first["mark_list"]]


def test_only_the_row_that_changed_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    presenter = LinesPresenter(TEXT)
    judged = []

    def noted(line: Line) -> dict[str, Any]:
        judged.append(line.statement.text)
        return show(line)

    monkeypatch.setattr(drafting, "show", noted)
    before = presenter.rows[3]
    presenter.type(TEXT.replace("Millfield", "Millfields"))
    assert judged == ["Launch the new voice menu in Millfields"]
    assert presenter.rows[3] is before
    presenter.type(TEXT.replace("Millfield", "Millfields").replace("# Food bank", "# Food bank\n"))
    assert len(judged) == 1, "rows that only move are not judged again"


def test_the_set_is_judged_when_asked_and_names_the_lines_it_means() -> None:
    presenter = LinesPresenter()
    presenter.type(
        "O1: Families leave with food they want\n- KR1: Cut food thrown away from 14% to 8% by May\n"
        "O2: Neighbours hear of us in time\n- KR1: Cut food thrown away from 14% to 5% by May"
    )
    assert presenter.page()["about"] is None
    presenter.look_at_set(seq=4)
    about = presenter.page()["about"]
    assert presenter.seq == 4
    found = {finding["code"]: finding for finding in about["findings"]}
    assert found["SET-TWO-TARGETS"]["lines"]
    assert max(line for finding in about["findings"] for line in finding["lines"]) <= 4
    presenter.type("")
    assert presenter.page()["about"] is None
    assert presenter.page()["tally"] == []


def test_a_rewrite_and_a_field_change_only_their_line_and_can_be_taken_back() -> None:
    presenter = LinesPresenter(TEXT)
    presenter.edit_part(3, "baseline", "40%")
    assert presenter.text == TEXT.replace("35%", "40%")
    presenter.use_rewrite(4, 0)
    rewritten = presenter.text.split("\n")[4]
    assert rewritten.startswith("- KR2: ")
    assert "<baseline>" in rewritten
    presenter.undo()
    presenter.undo()
    assert presenter.text == TEXT
    presenter.undo()
    assert presenter.text == TEXT


def test_what_cannot_be_done_changes_nothing() -> None:
    presenter = LinesPresenter(TEXT)
    presenter.use_rewrite(4, 99)
    presenter.use_rewrite(400, 0)
    presenter.edit_part(0, "baseline", "4")
    assert presenter.text == TEXT
    with pytest.raises(ValueError, match="no such part"):
        presenter.edit_part(3, "colour", "red")


def test_a_field_writes_into_a_statement_that_runs_over_two_rows() -> None:
    presenter = LinesPresenter(TEXT)
    presenter.edit_part(5, "baseline", "15%")
    assert "- KR3: Cut the food thrown away from 15% to 8%" in presenter.text


def test_every_change_is_handed_on_once_and_a_failure_is_told() -> None:
    kept: list[str] = []
    presenter = LinesPresenter(on_change=kept.append)
    presenter.type("O1: A")
    presenter.type("O1: A")
    presenter.type("O1: AB")
    assert kept == ["O1: A", "O1: AB"]

    def full(_text: str) -> None:
        raise OSError("disk full")

    presenter = LinesPresenter(on_change=full)
    presenter.type(TEXT)
    assert presenter.text == TEXT
    assert "could not be saved" in presenter.page()["trouble"]["what"]
    line = LivePresenter(on_change=full)
    line.type("Launch the new voice menu by June")
    assert "could not be saved" in line.state["trouble"]["what"]
    assert line.state["verdict"]["kind"] == "task"


def test_a_house_counts_in_both_editors() -> None:
    text = "Open the second pick-up point in Millfield"
    house = House(corrections=(Correction(text=text, kind=Kind.OBJECTIVE),))
    many = LinesPresenter(f"- KR1: {text}", house=house)
    assert _kinds(many) == ["objective"]
    line = LivePresenter(house=house)
    line.type(text)
    assert line.state["verdict"]["kind"] == "objective"


def test_the_settings_of_the_folder_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "okrcoach-corrections.csv").write_text(
        "text,kind\nOpen the second pick-up point,heartbeat\n", encoding="utf-8"
    )
    presenter = set_editor("- KR1: Open the second pick-up point").presenter
    assert isinstance(presenter, LinesPresenter)
    assert _kinds(presenter) == ["heartbeat"]
    (tmp_path / "okrcoach.toml").write_text("profile = 3\n", encoding="utf-8")
    for widget in (set_editor(), live_box()):
        assert "okrcoach.toml" in widget.presenter.page()["trouble"]["what"]


def test_text_that_cannot_be_read_is_kept_and_the_reason_told() -> None:
    presenter = LinesPresenter()
    presenter.type("# Only a heading")
    assert presenter.text == "# Only a heading"
    assert presenter.page()["trouble"]["safe"] == "Your words are safe."
    assert presenter.rows == [None]
    presenter.type("x" * 70_000)
    assert "too long" in presenter.page()["trouble"]["what"]


def test_the_line_to_borrow_is_a_set_with_a_fault() -> None:
    presenter = LinesPresenter(EXAMPLE)
    assert _kinds(presenter)[:3] == ["objective", "outcome_kr", "task"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.sampled_from("\n -:%OKR18fromto|,#\t"), st.characters()), max_size=120))
def test_any_text_gets_a_page_that_can_be_sent(text: str) -> None:
    presenter = LinesPresenter()
    presenter.type(text)
    presenter.look_at_set()
    page = presenter.page()
    json.dumps(page, ensure_ascii=False).encode("utf-8")
    rows = page["text"].split("\n")
    assert len(page["rows"]) == len(rows)
    for row, entry in zip(rows, page["rows"], strict=True):
        for mark in (entry or {}).get("marks", []):
            assert 0 <= mark["start"] <= mark["end"] <= len(row.encode("utf-16-le")) // 2
