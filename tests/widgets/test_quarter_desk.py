"""The simulator's board: effort within its limit, weeks, the reveal, the same quarter again, nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrcoach.widgets.desk import Event
from okrcoach.widgets.quarter.simulator_desk import QuarterDesk


def _started(folder: Path, name: str = "push-and-strain", seed: str = "7") -> QuarterDesk:
    desk = QuarterDesk(folder)
    desk.act("choose", Event(name))
    desk.act("pick_seed", Event(seed))
    desk.act("start")
    assert desk.trouble == ()
    return desk


def _words(desk: QuarterDesk) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", desk.parts()["game"]).split())


def _play(desk: QuarterDesk, weeks: int) -> None:
    for _ in range(weeks):
        desk.act("play")
        assert desk.trouble == ()


def test_the_story_tells_and_the_truth_does_not_show_before_the_end(tmp_path: Path) -> None:
    desk = QuarterDesk(tmp_path, seed=7)
    assert "The late harvest" in _words(desk)
    desk = _started(tmp_path)
    desk.act("effort", Event("5", "slider", "short"))
    _play(desk, 3)
    words = _words(desk)
    assert "Week 4 of 12" in words
    assert "what was true" not in words
    assert "It shows after" not in words


def test_effort_beyond_the_limit_is_told_and_not_played(tmp_path: Path) -> None:
    desk = _started(tmp_path)
    desk.act("effort", Event("9", "units", "short"))
    desk.act("effort", Event("5", "slider", "causes"))
    words = _words(desk)
    assert "That is 2 more than the team has." in words
    assert 'id="qu-play" data-do="play" data-default aria-disabled="true"' in desk.parts()["game"]
    desk.act("play")
    assert "the team has 12 a week" in " ".join(desk.trouble)
    assert desk.quarter is not None
    assert desk.quarter.efforts == []


@pytest.mark.parametrize("typed", ["-1", "much", "nan", "inf"])
def test_effort_that_is_no_number_is_told(tmp_path: Path, typed: str) -> None:
    desk = _started(tmp_path)
    desk.act("effort", Event(typed, "units", "short"))
    desk.act("play")
    assert desk.trouble
    assert desk.trouble[0] == "Your words are safe."
    assert "stumbled" not in " ".join(desk.trouble)
    assert desk.quarter is not None
    assert desk.quarter.efforts == []


def test_the_reveal_shows_what_was_signal(tmp_path: Path) -> None:
    desk = _started(tmp_path)
    desk.act("effort", Event("5", "slider", "short"))
    _play(desk, 4)
    desk.act("effort", Event("0", "slider", "short"))
    desk.act("effort", Event("6", "slider", "causes"))
    desk.act("remember", Event("<i>Slow</i> at first"))
    _play(desk, 8)
    words = _words(desk)
    assert "what was true" in words
    assert "truly out of bounds in weeks" in words
    assert "You changed course in week 5." in words
    assert "It shows after 3 weeks" in words
    assert "<i>Slow" not in desk.parts()["game"]
    assert "The quarter is over." in desk.said
    assert desk.moves == 2, "the focus goes to what was revealed"
    desk.act("play")
    assert "over after 12 weeks" in " ".join(desk.trouble)


def test_the_same_seed_is_the_same_quarter(tmp_path: Path) -> None:
    desk = _started(tmp_path)
    _play(desk, 12)
    first = [desk.quarter.reveal().weeks["kind"][n].noise for n in range(12)] if desk.quarter else []
    desk.act("again")
    assert desk.quarter is not None
    assert desk.quarter.efforts == []
    _play(desk, 12)
    assert [one.noise for one in desk.quarter.reveal().weeks["kind"]] == first


def test_the_game_is_back_after_a_restart(tmp_path: Path) -> None:
    desk = _started(tmp_path)
    desk.act("effort", Event("5", "slider", "short"))
    desk.act("remember", Event("It helps at once"))
    _play(desk, 2)
    desk.act("effort", Event("2.5", "units", "causes"))
    desk.act("remember", Event("half a thou"))
    again = QuarterDesk(tmp_path)
    assert _words(again) == _words(desk)
    assert "half a thou" in again.parts()["game"]
    assert "It helps at once" in again.parts()["game"]
    _play(again, 10)
    assert _words(QuarterDesk(tmp_path)) == _words(again), "the reveal, too"


def test_a_quarter_that_was_left_can_be_taken_up_again(tmp_path: Path) -> None:
    desk = _started(tmp_path)
    desk.act("effort", Event("5", "slider", "short"))
    _play(desk, 3)
    desk.act("leave")
    assert "Push and strain, seed 7, 3 weeks played" in _words(desk)
    again = QuarterDesk(tmp_path)
    again.act("back", Event("0"))
    assert again.quarter is not None
    assert len(again.quarter.efforts) == 3
    assert again.efforts["short"] == "5"
    again.act("back", Event("4"))
    assert "no longer kept" in " ".join(again.trouble)


@pytest.mark.parametrize(
    "kept", ["", "[1]", '{"game": {"scenario": "gone"}, "before": []}', '{"before": [3]}']
)
def test_a_kept_game_that_does_not_fit_is_passed_over(tmp_path: Path, kept: str) -> None:
    (tmp_path / "quarters").mkdir()
    (tmp_path / "quarters" / "simulator.json").write_text(kept, encoding="utf-8")
    desk = QuarterDesk(tmp_path)
    assert "A quarter to practise on" in _words(desk)


@pytest.mark.parametrize("seed", ["", "seven", "-3", "1" * 30])
def test_a_seed_is_a_whole_number(tmp_path: Path, seed: str) -> None:
    desk = QuarterDesk(tmp_path)
    desk.act("pick_seed", Event(seed))
    desk.act("start")
    assert "whole number" in " ".join(desk.trouble)
    assert desk.quarter is None
