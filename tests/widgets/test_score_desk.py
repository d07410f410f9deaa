"""The score board: a sample on any day, every view, own files, and grades that erase nothing."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from okrcoach.data import shipped
from okrcoach.exchange.check_in_log import read_log
from okrcoach.model import Graded
from okrcoach.widgets.desk import Event, Upload
from okrcoach.widgets.quarter.score_desk import VIEWS, ScoreDesk
from okrcoach.widgets.quarter.shelf import Drafts, Shelf

SAMPLES = shipped("datasets") / "quarters"
PARCEL = "sample/parcel-service-desk.yaml"
TODAY = date(2027, 2, 1)
HOSTILE = '<img src=x onerror="alert(1)"> & co'


def _desk(folder: Path, key: str = PARCEL) -> ScoreDesk:
    desk = ScoreDesk(Shelf(folder), TODAY)
    desk.act("choose", Event(key))
    assert desk.trouble == ()
    return desk


def _words(desk: ScoreDesk) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", "".join(desk.parts().values())).split())


def _untouched() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in SAMPLES.iterdir()}


def test_three_teams_are_on_offer(tmp_path: Path) -> None:
    choices = ScoreDesk(Shelf(tmp_path), TODAY).shelf.offered()
    assert [c.words for c in choices] == ["Coast libraries", "Parcel service desk", "Renal outpatients"]
    assert not any(c.own for c in choices)


def test_a_quarter_that_is_over_opens_where_something_is_left_to_steer(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    assert desk.at == date(2026, 8, 24)
    assert desk.opened == "1.3", "the key result that is off pace"
    words = _words(desk)
    assert "off pace" in words
    assert "Which action will you change this week?" in words
    assert "in 8 of 10 such cases" in words, "the forecast"
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in desk.parts()["main"]


def test_the_day_is_chosen_by_date_or_by_week(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.act("look", Event("2026-07-1"))
    assert desk.at == date(2026, 8, 24), "half a date changes nothing"
    desk.act("look", Event("2026-07-20"))
    assert desk.at == date(2026, 7, 20)
    assert "On 2026-07-20" in _words(desk)
    desk.act("week", Event("12"))
    assert desk.at == date(2026, 9, 29)
    desk.act("week", Event("99"))
    assert desk.at == date(2026, 9, 29)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("krs", "Key result The quarter Now Expected Standing Confidence"),
        ("weeks", "1.3 is off pace, for 4 weeks now"),
        ("stand_up", "What doesn\u2019t"),
        ("four", "Priorities this week"),
        ("lessons", "What actions and results tell together"),
        ("grades", "As if the quarter ended on this day"),
    ],
)
@pytest.mark.parametrize("sample", ["coast-libraries", "parcel-service-desk", "renal-outpatients"])
def test_every_view_of_every_sample_can_be_drawn(
    tmp_path: Path, view: str, expected: str, sample: str
) -> None:
    desk = _desk(tmp_path, f"sample/{sample}.yaml")
    desk.act("see", Event(view))
    assert desk.trouble == ()
    assert desk.view == view
    if sample == "parcel-service-desk" or view != "weeks":
        assert expected in _words(desk)


def test_a_moved_target_shows_both_scores_and_why(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.act("open", Event("1.2"))
    words = _words(desk)
    assert "against the first target" in words
    assert "Why it moved" in words
    assert "until 10 Aug" in words or "target moved" in words
    assert desk.moves == 1
    assert "1.2" in desk.said


def test_opening_what_is_not_there_changes_nothing(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.act("open", Event("9.9"))
    assert desk.opened == "1.3"
    desk.act("see", Event("nothing"))
    assert desk.view == "krs"
    desk.act("choose", Event("sample/../../secret.yaml"))
    assert "no longer there" in " ".join(desk.trouble)


def test_a_grade_needs_a_reason_and_leaves_the_sample_whole(tmp_path: Path) -> None:
    before = _untouched()
    desk = _desk(tmp_path)
    desk.act("finish")
    assert desk.at == date(2026, 9, 30)
    assert desk.view == "grades"
    desk.act("grade", Event("1.1"))
    desk.act("type_grade", Event("0.4", "given", "1.1"))
    assert "A reason is needed." in _words(desk)
    assert "Aspirational: Short of the aspiration" in _words(desk), "what the grade would mean"
    desk.act("keep_grade", Event("1.1"))
    assert "What do you know that they don\u2019t?" in " ".join(desk.trouble)
    desk.act("type_grade", Event(HOSTILE, "reason", "1.1"))
    desk.act("keep_grade", Event("1.1"))
    assert desk.trouble == ()
    assert "You work on a copy" in desk.said
    assert desk.quarter is not None
    assert desk.quarter.path == tmp_path / "quarters" / "parcel-service-desk.yaml"
    main = desk.parts()["main"]
    assert "<img" not in main
    assert "&lt;img src=x" in main
    assert _untouched() == before


def test_a_second_grade_erases_none(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.act("finish")
    for given, reason in (("0.4", "Half of them rang another number"), ("0.6", "We asked them")):
        desk.act("grade", Event("1.1"))
        desk.act("type_grade", Event(given, "given", "1.1"))
        desk.act("type_grade", Event(reason, "reason", "1.1"))
        desk.act("keep_grade", Event("1.1"))
        assert desk.trouble == ()
    assert desk.quarter is not None
    entries, problems = read_log(desk.quarter.log)
    mine = [e.given for e in entries if isinstance(e, Graded) and e.about == "1.1" and e.given is not None]
    assert mine == [0.4, 0.6]
    assert problems == ()
    words = _words(desk)
    assert "Half of them rang another number" in words
    assert "We asked them" in words
    assert len([c for c in desk.shelf.offered() if c.own]) == 1, "one copy, not one for each grade"


def test_a_grade_as_the_numbers_needs_no_reason(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.act("finish")
    desk.act("grade", Event("2.1"))
    desk.act("keep_grade", Event("2.1"))
    assert desk.trouble == ()
    desk.act("keep_grade", Event("2.4"))
    assert "nothing to grade" in " ".join(desk.trouble), "it has no starting point"


def test_a_reason_that_was_typed_is_back_after_a_restart(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.act("finish")
    desk.act("type_grade", Event("Half a reason", "reason", "1.1"))
    again = _desk(tmp_path)
    again.act("finish")
    again.act("grade", Event("1.1"))
    assert "Half a reason" in again.parts()["main"]


def test_own_files_are_read_kept_and_their_bad_lines_named(tmp_path: Path) -> None:
    plan = (SAMPLES / "parcel-service-desk.yaml").read_bytes()
    log = (SAMPLES / "parcel-service-desk.checkins.jsonl").read_bytes() + b'{"day": "2026-0\n'
    lines = log.count(b"\n")
    desk = _desk(tmp_path)
    desk.act(
        "upload", Event(files=(Upload("../our <b>team</b>.yaml", plan), Upload("x.checkins.jsonl", log)))
    )
    assert desk.trouble == ()
    assert desk.quarter is not None
    assert desk.quarter.path.parent == tmp_path / "quarters"
    words = _words(desk)
    assert "One line of" in words
    assert f"Line {lines}: it is damaged" in words
    assert "<b>team" not in "".join(desk.parts().values())
    desk.act("upload", Event(files=(Upload("../our <b>team</b>.yaml", plan),)))
    assert desk.quarter.path.stem.endswith("-2"), "the first one was not overwritten"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((Upload("team.checkins.jsonl", b"{}"),), "one team\u2019s .yaml"),
        ((Upload("team.docx", b"PK"),), "one team\u2019s .yaml"),
        ((Upload("team.yaml", b"objectives: ["),), "team.yaml"),
        ((Upload("team.yaml", b"objectives:\n  - text: Happy guests\n"),), "no key result"),
    ],
)
def test_files_that_cannot_be_used_are_told_and_not_kept(
    tmp_path: Path, files: tuple[Upload, ...], expected: str
) -> None:
    desk = _desk(tmp_path)
    desk.act("upload", Event(files=files))
    assert expected in " ".join(desk.trouble)
    assert desk.quarter is not None
    assert desk.quarter.key == PARCEL, "what was open stays open"
    assert not (tmp_path / "quarters" / "team.yaml").exists()


def test_what_others_wrote_into_the_log_is_seen_after_reading_again(tmp_path: Path) -> None:
    home = tmp_path / "quarters"
    home.mkdir()
    for name in ("parcel-service-desk.yaml", "parcel-service-desk.checkins.jsonl"):
        shutil.copy(SAMPLES / name, home / name)
    desk = _desk(tmp_path, "own/parcel-service-desk.yaml")
    line = '{"day": "2026-08-24", "id": "1.3", "event": "check-in", "value": 12.25, "confidence": 9, '
    line += '"recorded": "2026-08-25T08:00:00+00:00"}\n'
    with (home / "parcel-service-desk.checkins.jsonl").open("a", encoding="utf-8") as log:
        log.write(line)
    desk.act("again")
    assert "12.25%" in _words(desk)
    (home / "parcel-service-desk.yaml").unlink()
    desk.act("again")
    assert "no longer there" in " ".join(desk.trouble)


def test_settings_of_the_working_folder_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = _desk(tmp_path)
    assert "a little behind" in _words(desk)
    (tmp_path / "okrcoach.toml").write_text("[pace]\noff_pace = 0.9\n", encoding="utf-8")
    desk.act("again")
    assert "Of 1.1" not in _words(desk)
    assert desk.card is not None
    assert [str(n.notice) for n in desk.card.key_results[0].notices] == ["off pace"]
    (tmp_path / "okrcoach.toml").write_text("[pace]\noff_pace = 9\n", encoding="utf-8")
    desk.act("again")
    assert "off_pace" in _words(desk)
    assert "The usual settings are used." in _words(desk)


@pytest.mark.parametrize("page", ["score", "week"])
def test_pages_can_be_taken_along(tmp_path: Path, page: str) -> None:
    desk = _desk(tmp_path)
    desk.act("save_page", Event(page))
    (file,) = desk.take_downloads()
    assert file.name.startswith("parcel-service-desk-")
    assert b"Harrow" in file.content
    assert b"<!doctype html>" in file.content[:40].lower()


def test_no_quarter_at_all_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    desk = ScoreDesk(Shelf(tmp_path, tmp_path / "none"), TODAY)
    assert "There is no quarter here yet" in _words(desk)
    for name in ("again", "finish", "save_page", "week", "keep_grade"):
        desk.act(name, Event("0"))
        assert "Choose a quarter first." in " ".join(desk.trouble)


def test_every_control_has_a_name_of_its_own(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    for view in VIEWS:
        desk.act("see", Event(view))
        ids = re.findall(r'\sid="([^"]+)"', "".join(desk.parts().values()))
        ours = [one for one in ids if one.startswith("sc-")]
        assert len(ours) == len(set(ours)), view


def test_drafts_survive_a_file_that_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.draft.json"
    path.write_text("[1, 2", encoding="utf-8")
    drafts = Drafts(path)
    assert drafts.of("a") == {}
    drafts.keep("a", "note", "half \ud800 a character")
    assert Drafts(path).of("a")["note"].startswith("half")
    drafts.drop("a")
    assert Drafts(path).of("a") == {}
