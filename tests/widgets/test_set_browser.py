"""The set browser: it offers the sample sets, shows the chosen one, and says when one cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrcoach.data import shipped
from okrcoach.widgets import set_browser
from okrcoach.widgets.sets import SetPresenter

_SET = "# Winter\n\n## Objective: Guests love our winter\n\n- KR: {}\n- KR: Print the winter menu\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good-old_inn.md").write_text(
        _SET.format("Raise repeat guests from 12% to 20%"), encoding="utf-8"
    )
    (tmp_path / "flawed-kiosk.md").write_text(_SET.format("Paint the kiosk"), encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"not a workbook")
    (tmp_path / "expected.csv").write_text("file,line\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".~lock.csv").write_text("", encoding="utf-8")
    return tmp_path


def test_the_sets_are_offered_by_name_and_the_first_is_shown(folder: Path) -> None:
    state = SetPresenter(folder).state
    assert [option["words"] for option in state["options"]] == [
        "Broken (xlsx)",
        "Kiosk, for practice (md)",
        "Old inn, a good set (md)",
    ]
    assert state["chosen"] == "broken.xlsx"


def test_a_choice_brings_its_chart_and_its_critique(folder: Path) -> None:
    presenter = SetPresenter(folder)
    presenter.choose("good-old_inn.md")
    assert "One of two key results is not a result yet" in presenter.state["chart"]
    assert "Print the winter menu" in presenter.state["html"]
    presenter.choose("flawed-kiosk.md")
    assert "Print the winter menu" in presenter.state["html"]
    assert "Paint the kiosk" in presenter.state["html"]
    assert presenter.state["trouble"] == ""


def test_a_file_that_cannot_be_read_is_named_and_nothing_old_stays(folder: Path) -> None:
    presenter = SetPresenter(folder)
    presenter.choose("good-old_inn.md")
    presenter.choose("broken.xlsx")
    assert "broken.xlsx" in presenter.state["trouble"]
    assert presenter.state["html"] == presenter.state["chart"] == ""


def test_only_what_is_offered_can_be_chosen(folder: Path) -> None:
    with pytest.raises(ValueError, match="no such set"):
        SetPresenter(folder).choose("../../etc/passwd")


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    state = SetPresenter(tmp_path).state
    assert state["options"] == []
    assert state["trouble"] == "There are no sample sets here."


@pytest.mark.parametrize("path", sorted((shipped("datasets") / "sets").glob("[fg]*-*")), ids=lambda p: p.name)
def test_every_shipped_set_can_be_shown(path: Path) -> None:
    presenter = SetPresenter()
    presenter.choose(path.name)
    assert presenter.state["trouble"] == ""
    assert "<svg" in presenter.state["chart"]


def test_the_view_shows_what_was_chosen() -> None:
    browser = set_browser()
    assert len(browser.choice.options) == 6
    before = browser.chart.value
    browser.choice.value = "good-repair-cafe.yaml"
    assert browser.presenter.state["chosen"] == "good-repair-cafe.yaml"
    assert browser.chart.value != before
    assert browser.report.value == browser.presenter.state["html"]


def test_hostile_words_in_a_set_stay_words(tmp_path: Path) -> None:
    text = _SET.format("Launch <img src=x onerror=alert(1)> and <script>alert(2)</script>")
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    state = SetPresenter(tmp_path).state
    for html in (state["chart"], state["html"]):
        assert "<img" not in html
        assert "<script" not in html
