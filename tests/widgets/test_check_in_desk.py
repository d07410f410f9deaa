"""The weekly check-in: on a copy, everything typed is kept, the log only grows."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from okrcoach.data import shipped
from okrcoach.exchange.check_in_log import read_log
from okrcoach.model import LoggedCheckIn, TargetMoved
from okrcoach.widgets.desk import Event, NotPossible
from okrcoach.widgets.quarter.check_in_desk import CheckInDesk
from okrcoach.widgets.quarter.check_in_words import number_in
from okrcoach.widgets.quarter.shelf import Shelf

SAMPLES = shipped("datasets") / "quarters"
PARCEL = "sample/parcel-service-desk.yaml"
TODAY = date(2027, 2, 1)


def _desk(folder: Path, until: str = "2026-08-24") -> CheckInDesk:
    desk = CheckInDesk(Shelf(folder), TODAY)
    desk.act("choose", Event(PARCEL))
    desk.act("reach", Event(until))
    desk.act("start")
    assert desk.trouble == ()
    return desk


def _type(desk: CheckInDesk, about: str, **fields: str) -> None:
    for name, value in fields.items():
        desk.act("type", Event(value, name, about))
        assert desk.trouble == ()


def _lines(desk: CheckInDesk) -> list[dict[str, object]]:
    assert desk.quarter is not None
    return [json.loads(line) for line in desk.quarter.log.read_text(encoding="utf-8").splitlines()]


def _words(desk: CheckInDesk) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", "".join(desk.parts().values())).split())


def test_a_copy_takes_over_in_the_middle_and_the_sample_stays_whole(tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in SAMPLES.iterdir()}
    desk = _desk(tmp_path)
    assert desk.day == date(2026, 8, 31), "a week after the last check-in"
    assert max(str(line["day"]) for line in _lines(desk)) == "2026-08-24"
    _type(desk, "1.1", value="330")
    desk.act("keep", Event("1.1"))
    assert {file.name: file.read_bytes() for file in SAMPLES.iterdir()} == before


def test_a_sample_itself_cannot_be_written(tmp_path: Path) -> None:
    desk = CheckInDesk(Shelf(tmp_path), TODAY)
    desk.act("choose", Event(PARCEL))
    desk.act("type", Event("330", "value", "1.1"))
    desk.act("keep", Event("1.1"))
    assert "Start your copy first." in " ".join(desk.trouble)


def test_a_check_in_is_added_and_says_what_it_changed(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    seen: list[tuple[str, date]] = []
    desk.on_kept = lambda key, day: seen.append((key, day))
    size = len(_lines(desk))
    _type(
        desk, "1.1", value="330", confidence="5", note="<b>Fewer</b> ring", blockers="The app", who="Mirela"
    )
    desk.act("keep", Event("1.1"))
    assert desk.trouble == ()
    assert len(_lines(desk)) == size + 1
    new = _lines(desk)[-1]
    assert (new["value"], new["confidence"], new["blockers"], new["who"]) == (330.0, 5.0, "The app", "Mirela")
    words = _words(desk)
    assert "Value: 340 \u2192 330." in words
    assert "Confidence: 7 \u2192 5 of 10." in words
    assert "What do you know that the number does not show?" in words, "the new notice with its question"
    assert "checked in for 31 Aug" in words
    assert "<b>Fewer" not in desk.parts()["main"]
    assert seen == [("own/parcel-service-desk.yaml", date(2026, 8, 31))]


def test_taking_back_is_a_new_entry_that_brings_back_what_was(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    size = len(_lines(desk))
    _type(desk, "1.1", value="33", confidence="2")
    desk.act("keep", Event("1.1"))
    desk.act("take_back")
    assert desk.trouble == ()
    assert len(_lines(desk)) == size + 2, "nothing was erased"
    assert desk.quarter is not None
    row = desk.quarter.card(desk.day).key_results[0]
    assert (row.value, row.confidence) == (340.0, 7.0)
    assert "both stay in the log" in _words(desk)
    desk.act("take_back")
    assert "nothing to take back" in " ".join(desk.trouble)


def test_a_value_that_had_none_before_cannot_be_made_up(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    _type(desk, "2.4", value="40")
    desk.act("keep", Event("2.4"))
    assert desk.trouble == ()
    desk.act("take_back")
    assert "no value before this one" in " ".join(desk.trouble)


def test_confidence_starts_at_even_chances(tmp_path: Path) -> None:
    desk = _desk(tmp_path, until="2026-07-01")
    desk.act("open", Event("1.1"))
    assert "Confidence: 5 of 10" in _words(desk)
    _type(desk, "1.1", value="420")
    desk.act("keep", Event("1.1"))
    assert _lines(desk)[-1]["confidence"] == 5.0


def test_a_note_alone_says_nothing_of_confidence(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    _type(desk, "1.1", note="Holiday week")
    desk.act("keep", Event("1.1"))
    assert "confidence" not in _lines(desk)[-1]
    assert "value" not in _lines(desk)[-1]


def test_a_target_moves_with_a_why_and_both_scores_are_told(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    _type(desk, "1.1", target="280")
    desk.act("move_target", Event("1.1"))
    assert "What did you learn?" in " ".join(desk.trouble)
    assert "280" in desk.parts()["main"], "what was typed stays"
    _type(desk, "1.1", why="Two vans less")
    desk.act("move_target", Event("1.1"))
    assert desk.trouble == ()
    words = _words(desk)
    assert "Target: 260 \u2192 280." in words
    assert "Against the first target: 50%. Both scores are shown." in words
    desk.act("take_back")
    assert desk.quarter is not None
    moves = [e for e in read_log(desk.quarter.log)[0] if isinstance(e, TargetMoved) and e.about == "1.1"]
    assert [(m.before, m.after) for m in moves] == [(260, 280), (280, 260)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [("260", "is 260 already"), ("420", "nothing would be left"), ("soon", "one number"), ("", "one number")],
)
def test_a_target_that_makes_no_sense_is_told(tmp_path: Path, target: str, expected: str) -> None:
    desk = _desk(tmp_path)
    size = len(_lines(desk))
    _type(desk, "1.1", target=target, why="Because")
    desk.act("move_target", Event("1.1"))
    assert expected in " ".join(desk.trouble)
    assert len(_lines(desk)) == size


def test_everything_typed_is_back_after_a_restart(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    _type(desk, "1.3", value="16,5", note="Not sure yet", blockers="No driver")
    desk.act("open", Event("2.1"))
    again = CheckInDesk(Shelf(tmp_path), TODAY)
    assert again.quarter is not None
    assert again.quarter.own, "one's own quarter is opened first"
    assert "begun, not written yet" in _words(again)
    again.act("open", Event("1.3"))
    main = again.parts()["main"]
    for words in ("16,5", "Not sure yet", "No driver"):
        assert words in main
    again.act("keep", Event("1.3"))
    assert _lines(again)[-1]["value"] == 16.5
    assert "Not sure yet" not in json.dumps(json.loads(again.drafts.path.read_text(encoding="utf-8")))


def test_the_next_line_is_offered_until_all_are_checked_in(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    for about in ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "h1"):
        desk.act("open", Event(about))
        _type(desk, about, value="11")
        desk.act("keep", Event(about))
        assert desk.trouble == ()
    assert "Everything is checked in for 31 Aug." in _words(desk)


def test_nothing_at_all_is_no_check_in(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    desk.act("keep", Event("1.1"))
    assert "Give at least" in " ".join(desk.trouble)
    desk.act("keep", Event("7.7"))
    assert "no longer in the file" in " ".join(desk.trouble)
    desk.act("on", Event("2026-09-0"))
    assert desk.day == date(2026, 8, 31)
    desk.act("on", Event("2026-09-07"))
    assert desk.day == date(2026, 9, 7)


def test_a_damaged_line_of_the_log_is_named_and_the_rest_counts(tmp_path: Path) -> None:
    desk = _desk(tmp_path)
    assert desk.quarter is not None
    with desk.quarter.log.open("ab") as log:
        log.write(b'{"day": "2026-08-31", "id": "1.1", "event": "dance"}\n{"day": "2026-08')
    lines = desk.quarter.log.read_bytes().count(b"\n")
    desk.act("choose", Event("own/parcel-service-desk.yaml"))
    words = _words(desk)
    assert f"Line {lines}: this version does not know the event" in words
    assert f"Line {lines + 1}: it ends in the middle, as after a crash" in words
    _type(desk, "1.1", value="331")
    desk.act("keep", Event("1.1"))
    entries, problems = read_log(desk.quarter.log)
    assert len(problems) == 2
    last = entries[-1]
    assert isinstance(last, LoggedCheckIn)
    assert last.check_in.value == 331


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("41%", 41),
        ("27 days", 27),
        ("1,200", 1200),
        ("3,5", 3.5),
        ("\u22124", -4),
        (" 12. ", 12),
        ("1 200", 1200),
    ],
)
def test_numbers_as_people_type_them(typed: str, value: float) -> None:
    assert number_in(typed, "the value") == value


@pytest.mark.parametrize("typed", ["", "many", "3 of 4", "1.2.3"])
def test_what_is_no_single_number_is_asked_again(typed: str) -> None:
    with pytest.raises(NotPossible):
        number_in(typed, "the value")
