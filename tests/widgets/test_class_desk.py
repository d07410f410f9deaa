"""What a class gets wrong, without a browser: records read, counted in people, and never named."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from okrcoach.classroom import parse_pack
from okrcoach.data import shipped
from okrcoach.widgets import class_board
from okrcoach.widgets.desk import Event, Upload
from okrcoach.widgets.trainer.class_desk import ClassDesk

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def room(tmp_path: Path) -> ClassDesk:
    return ClassDesk(tmp_path)


def _files() -> tuple[Upload, ...]:
    return tuple(
        Upload(file.name, file.read_bytes())
        for file in sorted((shipped("datasets") / "classes").glob("*.jsonl"))
    )


def test_without_records_the_desk_invites(room: ClassDesk) -> None:
    assert "What does your class get wrong?" in room.parts()["files"]
    assert room.parts()["found"].strip() == ""
    for do in ("save_csv", "save_page", "bring"):
        room.act(do)
        assert room.trouble, do


def test_the_records_of_a_class_are_counted_in_people(room: ClassDesk) -> None:
    room.act("bring", Event(files=_files()))
    assert room.said.startswith("24 learners, ")
    found = room.parts()["found"]
    assert re.search(r'aria-label="\d+ of 24 missed it, \d+ of them only at first"', found)
    first = found.split("<li", 2)[1]
    assert first.count("<i") == 24, "one sign a learner"
    assert "Ask the room" in found
    assert "Put up exercises 4 and 5 side by side" in found


def test_no_code_and_no_name_of_a_learner_is_shown_or_handed_over(room: ClassDesk) -> None:
    named = tuple(
        Upload(file.name, file.content.replace(b'"uid":', b'"name": "Ada Lovelace", "uid":'))
        for file in _files()
    )
    room.act("bring", Event(files=named))
    codes = {attempt.learner for found in room.records.values() for attempt in found}
    assert len(codes) == 24
    room.act("save_csv")
    room.act("save_page")
    told = "".join(room.parts().values()) + "".join(f.content.decode() for f in room.take_downloads())
    assert not [code for code in codes if code in told]
    assert "Lovelace" not in told


def test_the_same_records_twice_count_once(room: ClassDesk) -> None:
    room.act("bring", Event(files=_files()))
    once = room.said
    again = tuple(Upload(f"copy-{file.name}", file.content) for file in _files())
    room.act("bring", Event(files=again))
    assert room.said == once


def test_an_answer_of_two_people_is_not_quoted(room: ClassDesk) -> None:
    line = next(
        line
        for file in _files()
        for line in file.content.decode().splitlines()
        if '"reading-hour"' in line and "Hold 30 reading hours" in line
    )

    def said_by(count: int) -> str:
        lines = [re.sub(r'"(uid|learner)": "\w+"', rf'"\1": "N{n}"', line) for n in range(count)]
        room.act("clear")
        room.act("bring", Event(files=(Upload("few.jsonl", "\n".join(lines).encode()),)))
        return room.parts()["found"]

    assert "Hold 30 reading hours" not in said_by(2)
    assert "Hold 30 reading hours" in said_by(3)


def test_files_that_cannot_be_read_are_named_and_the_others_are_in(room: ClassDesk) -> None:
    bad = (
        Upload("notes.jsonl", b'{"no": "attempt"}\n'),
        Upload("empty.jsonl", b""),
        Upload("x.csv", b"a,b\n1,2\n"),
    )
    room.act("bring", Event(files=(*bad, *_files())))
    page = room.parts()["files"]
    assert "The other files are in." in page
    for words in ("notes.jsonl, line 1", "empty.jsonl: there is no answer", "x.csv, line 1"):
        assert words in page
    assert len(room.records) == 3


def test_a_file_can_be_left_out_and_all_of_them(room: ClassDesk) -> None:
    room.act("bring", Event(files=_files()))
    room.act("drop", Event("table-1.jsonl"))
    assert room.said.startswith("16 learners")
    room.act("clear")
    assert room.records == {}
    assert room.parts()["found"].strip() == ""


def test_own_records_take_the_place_of_the_invented_class(room: ClassDesk) -> None:
    room.act("sample")
    assert "This class is invented" in room.parts()["files"]
    room.act("bring", Event(files=_files()[:1]))
    assert "invented" not in room.parts()["files"]
    assert room.said.startswith("8 learners")


def test_one_pack_can_be_looked_at_alone(room: ClassDesk) -> None:
    other = Upload(
        "other.jsonl",
        _files()[0].content.replace(b'"first-steps"', b'"pumps"').replace(b'"uid": "', b'"uid": "z'),
    )
    room.act("bring", Event(files=(*_files(), other)))
    assert "exercise 4 of First steps" in room.parts()["found"]
    room.act("choose", Event("pumps"))
    assert room.said.startswith("8 learners")
    assert "reading-hour" in room.parts()["found"], "of a pack that is not here, the ids are named"
    room.act("choose", Event("nothing of the kind"))
    assert room.only == ""


def test_the_table_is_no_formula_and_the_page_no_markup(room: ClassDesk) -> None:
    text = _files()[0].content.decode()
    for place, name in enumerate(("=HYPERLINK(1)", HOSTILE)):
        text = text.replace(("bakery-queue", "canteen-set")[place], name)
    room.act("bring", Event(files=(Upload(f"{HOSTILE}.jsonl", text.encode()),)))
    room.act("save_csv")
    room.act("save_page")
    table, page = room.take_downloads()
    rows = list(csv.reader(io.StringIO(table.content.decode())))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert "<img" not in page.content.decode() + "".join(room.parts().values())
    assert "http" not in re.sub(r"http-equiv", "", page.content.decode()), "nothing is fetched"


def test_the_invented_class_fits_the_pack_that_ships(room: ClassDesk) -> None:
    pack = parse_pack((shipped("datasets") / "packs" / "first-steps.yaml").read_text(encoding="utf-8"))
    room.act("sample")
    for attempt in (one for found in room.records.values() for one in found):
        marked = pack.exercise(attempt.exercise).check(attempt.answer)
        assert (marked.state, marked.worth) == (attempt.state, attempt.worth), attempt


def test_the_board_comes_up() -> None:
    assert set(class_board().parts) == {"files", "found"}
