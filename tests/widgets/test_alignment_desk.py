"""The desk of two sets side by side: copies, contributions, and what the authors answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrcoach.widgets.desk import Event, Upload
from okrcoach.widgets.value.alignment_desk import ABOVE, BELOW, KEPT, AlignmentDesk

COMPANY = (
    "Objective: Callers are helped at once\nKR: Cut repeat calls from 30% to 20%\nKR: Raise renewals to 80%"
)
STREAM = (
    "Objective: Cut repeat calls\nKR: Cut repeat calls from 30% to 20%\n"
    "KR: Cut flow time (P85) from 9 to 5 days\nKR: Repeat calls about letters fall from 12% to 5%"
)


@pytest.fixture
def desk(tmp_path: Path) -> AlignmentDesk:
    found = AlignmentDesk(folder=tmp_path)
    found.act("type_set", Event(item=ABOVE, value=COMPANY))
    found.act("type_set", Event(item=BELOW, value=STREAM))
    assert found.trouble == ()
    return found


def _under(desk: AlignmentDesk, title: str) -> str:
    """Return what stands under a heading, up to the next one."""
    page = desk.parts()["ties"]
    return page.split(title, 1)[1].split("<h3", 1)[0] if title in page else ""


def test_the_samples_show_each_kind_of_tie(tmp_path: Path) -> None:
    page = AlignmentDesk(folder=tmp_path).parts()["ties"]
    for title in (
        "Copied word for word",
        "Nearly a copy",
        "Contributes in words of its own",
        "Shares no word",
    ):
        assert title in page
    assert "SET-CASCADE-COPY" in page
    assert "Felipe Castro" in page
    assert "<svg" in page


def test_a_copy_is_told_from_a_contribution(desk: AlignmentDesk) -> None:
    assert "V1.1" in _under(desk, "Copied word for word")
    assert "V1.3" in _under(desk, "Contributes in words of its own")
    assert "Both speak of “Repeat calls”" in _under(desk, "Contributes in words of its own")
    assert "V1.2" in _under(desk, "Shares no word: ask its authors")
    assert "flow: an early sign" in _under(desk, "Shares no word: ask its authors")
    assert "C1.2" in _under(desk, "Nothing here speaks of these yet")


def test_an_answer_counts_and_is_kept(desk: AlignmentDesk, tmp_path: Path) -> None:
    desk.act("serves", Event(item="V1.2", value="C1.2"))
    assert desk.trouble == ()
    assert "C1.2" not in _under(desk, "Nothing here speaks of these yet")
    again = AlignmentDesk(folder=tmp_path)
    assert "C1.2" not in _under(again, "Nothing here speaks of these yet")
    assert KEPT in again.parts()["ties"]
    again.act("serves", Event(item="V1.2", value=""))
    assert "C1.2" in _under(again, "Nothing here speaks of these yet")
    again.act("serves", Event(item="V9", value="C1"))
    assert "not here any more" in again.trouble[1]


def test_none_of_them_is_an_answer(desk: AlignmentDesk) -> None:
    desk.act("serves", Event(item="V1.1", value="nothing"))
    desk.act("serves", Event(item="V1", value="nothing"))
    desk.act("serves", Event(item="V1.3", value="nothing"))
    assert "C1.1" in _under(desk, "Nothing here speaks of these yet")


def test_answers_follow_the_words_not_the_place(desk: AlignmentDesk) -> None:
    desk.act("serves", Event(item="V1.2", value="C1.2"))
    desk.act(
        "type_set", Event(item=BELOW, value=STREAM.replace("KR: Cut repeat calls from 30% to 20%\n", ""))
    )
    assert "C1.2" not in _under(desk, "Nothing here speaks of these yet")


def test_both_sides_are_kept_apart(desk: AlignmentDesk, tmp_path: Path) -> None:
    again = AlignmentDesk(folder=tmp_path)
    assert again.sets[ABOVE].words == COMPANY
    assert again.sets[BELOW].words == STREAM
    again.act("edit_set", Event(value=ABOVE))
    assert again.trouble == () or "own" in again.trouble[1]
    again.act("choose_set", Event(item="nowhere", value="own"))
    assert again.trouble
    assert again.sets[ABOVE].words == COMPANY


def test_a_file_on_one_side(desk: AlignmentDesk) -> None:
    desk.act(
        "upload_set", Event(item=ABOVE, files=(Upload("c.md", b"## Objective: Help\n- KR1: Raise it\n"),))
    )
    assert "Raise it" in desk.parts()["sets"]
    desk.act("upload_set", Event(item=ABOVE, files=(Upload("c.pdf", b"%PDF-1.4"),)))
    assert "c.pdf" in desk.trouble[1]
    assert "Raise it" in desk.parts()["sets"]


def test_an_empty_side_waits(desk: AlignmentDesk) -> None:
    desk.act("type_set", Event(item=ABOVE, value=""))
    assert "the two sets are compared" in desk.parts()["sets"]
    assert "<h3" not in desk.parts()["ties"]


def test_no_words_of_others_run(desk: AlignmentDesk) -> None:
    evil = (
        "Objective: Calls <img src=x onerror=alert(1)>\nKR: Cut repeat calls <script>x</script> from 3% to 2%"
    )
    desk.act("type_set", Event(item=ABOVE, value=evil))
    desk.act("type_set", Event(item=BELOW, value=evil))
    page = "".join(desk.parts().values())
    assert "<img" not in page
    assert "<script" not in page
