"""The heartbeat desk and the questionnaire: sorting, moving, ranges, conflicts, schools, and what is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from okrcoach.exchange import read_okrs
from okrcoach.judgement.heartbeats import Belongs
from okrcoach.widgets.desk import Event, Upload
from okrcoach.widgets.heartbeats.desk import CHOICES, WORDS, HeartbeatDesk
from okrcoach.widgets.heartbeats.fit_desk import FitDesk

OWN = """O: Parcels arrive when people are at home
KR: Cut delivery time from 9 to 4 days by June
KR: Keep the depot open on 99% of days

Heartbeats
Complaints stay below 25 a week
Cost per parcel
"""


@pytest.fixture
def desk(tmp_path: Path) -> HeartbeatDesk:
    return HeartbeatDesk(tmp_path)


@pytest.fixture
def own(desk: HeartbeatDesk) -> HeartbeatDesk:
    desk.act("type", Event(OWN))
    return desk


def _pile(desk: HeartbeatDesk, text: str) -> Belongs:
    assert desk.laid is not None
    return next(mine.belongs for coach, mine in desk.laid.pairs() if text in coach.seen.statement.text)


def _n(desk: HeartbeatDesk, text: str) -> str:
    assert desk.laid is not None
    texts = [coach.seen.statement.text for coach, _ in desk.laid.pairs()]
    return str(next(n for n, one in enumerate(texts) if text in one))


def _main(desk: HeartbeatDesk) -> str:
    return re.sub(r"\s+", " ", desk.parts()["main"])


def test_a_sample_is_sorted_with_its_reasons_at_once(desk: HeartbeatDesk) -> None:
    page = _main(desk)
    assert "Its author filed it in the other list." in page, "the uptime is among the key results"
    assert "Out of range: above 25" in page
    assert '<span class="blank">&lt;date&gt;</span>' in page
    assert "In range" in page
    assert "2 pairs pull apart" in page


@pytest.mark.parametrize("name", ["A kidney clinic", "Libraries on the coast", "Logistics, for practice"])
def test_every_sample_has_something_in_every_view(desk: HeartbeatDesk, name: str) -> None:
    desk.act("source", Event(name))
    for view in ("lists", "pulls", "where", "schools"):
        desk.act("show", Event(view))
        assert not desk.trouble
        assert len(_main(desk)) > 1500


def test_own_words_are_sorted_while_they_are_typed_and_kept(own: HeartbeatDesk, tmp_path: Path) -> None:
    assert _pile(own, "delivery time") is Belongs.OKR
    assert _pile(own, "depot") is Belongs.HEARTBEAT
    assert _pile(own, "Complaints") is Belongs.GUARDRAIL
    assert (tmp_path / WORDS).read_text() == OWN
    again = HeartbeatDesk(tmp_path)
    assert again.choice.words == OWN
    assert _pile(again, "Complaints") is Belongs.GUARDRAIL


def test_a_line_goes_where_the_reader_wants_it_and_the_coach_says_otherwise(
    own: HeartbeatDesk, tmp_path: Path
) -> None:
    own.act("put", Event("okr", item=_n(own, "Complaints")))
    assert own.said.startswith("Put to the OKRs.")
    assert "The coach would put it to the guardrails. It may suffer" in _main(own)
    assert _pile(HeartbeatDesk(tmp_path), "Complaints") is Belongs.OKR
    own.act("again")
    assert _pile(own, "Complaints") is Belongs.GUARDRAIL
    own.act("put", Event("nowhere", item="0"))
    assert "no such pile" in own.trouble[1]
    own.act("put", Event("okr", item="77"))
    assert "another set" in own.trouble[1]


def test_putting_a_line_back_leaves_no_trace(own: HeartbeatDesk) -> None:
    own.act("put", Event("heartbeat", item=_n(own, "delivery")))
    assert own.choices.piles
    own.act("put", Event("okr", item=_n(own, "delivery")))
    assert own.choices.piles == {}
    assert "Back to the coach" not in _main(own)


def test_a_range_is_read_and_its_breach_is_said(own: HeartbeatDesk, tmp_path: Path) -> None:
    item = _n(own, "Cost per parcel")
    assert "How low may it go, and how high" in _main(own)
    own.act("range", Event("as low as one can", item=item))
    assert "not read as a range yet" in _main(own)
    own.act("range", Event("2 to 4 euros", item=item))
    own.act("now", Event("3 euros", item=item))
    assert "not read as a range" not in _main(own)
    assert "In range" in _main(own)
    own.act("now", Event("5.20 euros", item=item))
    assert "Out of range: above 4 euros" in _main(own)
    again = HeartbeatDesk(tmp_path)
    assert "Out of range: above 4 euros" in _main(again)
    own.act("now", Event("", item=item))
    assert "Out of range" not in _main(own)


def test_a_key_result_that_only_holds_can_get_a_range(own: HeartbeatDesk) -> None:
    item = _n(own, "depot")
    own.act("range", Event("at least 99%", item=item))
    own.act("now", Event("97%", item=item))
    assert "Out of range: below 99%" in _main(own)


def test_what_pulls_apart_is_drawn_and_said(own: HeartbeatDesk) -> None:
    own.act("show", Event("pulls"))
    assert own.said == "One pair pulls against each other."
    page = _main(own)
    assert "<svg" in page
    assert 'role="img"' in page
    assert "Speed is easily bought with mistakes" in page


def test_the_four_fields_follow_the_readers_piles_and_values(own: HeartbeatDesk) -> None:
    own.act("show", Event("where"))
    assert "Nobody has said yet where the measures stand" in _main(own)
    own.act("now", Event("31", item=_n(own, "Complaints")))
    own.act("range", Event("below 25", item=_n(own, "Complaints")))
    assert "has left its range and calls for an OKR" in _main(own)
    assert "<td>Complaints stay below 25 a week</td>" in _main(own)


def test_both_schools_stand_side_by_side(own: HeartbeatDesk) -> None:
    own.act("show", Event("schools"))
    page = _main(own)
    assert page.index("Health metrics") < page.index("Together: what is held")
    assert "while complaints stay below 25 a week" in page
    assert "Gothelf" in page
    assert "Wodtke" in page
    own.act("put", Event("okr", item=_n(own, "Complaints")))
    assert "while complaints" not in _main(own), "the schools show the reader's piles"


def test_the_set_can_be_taken_along_as_it_is_laid_out(own: HeartbeatDesk, tmp_path: Path) -> None:
    own.act("range", Event("at least 99%", item=_n(own, "depot")))
    own.act("now", Event("31", item=_n(own, "Complaints")))
    own.act("put", Event("okr", item=_n(own, "Cost per parcel")))
    own.act("save")
    (file,) = own.take_downloads()
    (tmp_path / file.name).write_bytes(file.content)
    made = read_okrs(tmp_path / file.name)
    held = {h.statement.text: (h.accepted, h.note) for h in made.heartbeats}
    assert held == {
        "Complaints stay below 25 a week": ("", "Current: 31"),
        "Keep the depot open on 99% of days": ("at least 99%", ""),
    }
    assert [kr.statement.text for kr in made.objectives[0].key_results] == [
        "Cut delivery time from 9 to 4 days by June",
        "Cost per parcel",
    ]


def test_words_without_an_objective_can_be_moved_too(desk: HeartbeatDesk) -> None:
    desk.act(
        "type", Event("Heartbeats\nComplaints stay below 25 a week\nAnswer 90% of calls within a minute")
    )
    desk.act("put", Event("okr", item="0"))
    assert _pile(desk, "Complaints") is Belongs.OKR
    for view in ("pulls", "where", "schools", "lists"):
        desk.act("show", Event(view))
        assert _main(desk)


def test_a_file_is_taken_and_one_that_cannot_be_read_is_refused(desk: HeartbeatDesk) -> None:
    desk.act("upload", Event(files=(Upload("mine.md", OWN.encode()),)))
    assert _pile(desk, "depot") is Belongs.HEARTBEAT
    desk.act("upload", Event(files=(Upload("x.xlsx", b"no workbook"),)))
    assert "x.xlsx" in desk.trouble[1]
    assert _pile(desk, "depot") is Belongs.HEARTBEAT


def test_the_words_of_a_sample_can_be_edited(desk: HeartbeatDesk) -> None:
    desk.act("edit")
    assert "Regulars come back" in desk.choice.words
    assert _pile(desk, "Rider overtime") is Belongs.GUARDRAIL


def test_choices_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / CHOICES).write_text("not ours")
    desk = HeartbeatDesk(tmp_path)
    desk.act("put", Event("guardrail", item="0"))
    assert (tmp_path / CHOICES).read_text() == "not ours"
    assert json.loads((tmp_path / "my-heartbeats-2.json").read_text())["piles"]


def test_choices_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    (tmp_path / CHOICES).write_text('{"piles": {"x": "heap", "y": 3}, "ranges": [1], "set": {"a": 1}}')
    desk = HeartbeatDesk(tmp_path)
    assert desk.choices.piles == {}
    assert desk.parts()["main"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    desk = HeartbeatDesk(tmp_path / "file")
    desk.act("put", Event("guardrail", item="0"))
    assert "cannot be written" in desk.parts()["choice"]


def test_hostile_words_are_words_in_every_view(desk: HeartbeatDesk) -> None:
    bad = '<img src=x onerror=alert(1)>"><script>'
    desk.act(
        "type",
        Event(f"O: {bad}\nKR: Cut delivery time {bad} from 9 to 4 days\n\nHeartbeats\nComplaints {bad}"),
    )
    desk.act("range", Event(bad, item="0"))
    for view in ("lists", "pulls", "where", "schools"):
        desk.act("show", Event(view))
        page = "".join(desk.parts().values())
        assert "<img" not in page
        assert "<script" not in page


def test_nothing_typed_yet_invites(desk: HeartbeatDesk) -> None:
    desk.act("source", Event("own"))
    assert "Nothing is sorted yet" in _main(desk)
    desk.act("save")
    assert "no set to save" in desk.trouble[1]


def test_the_questionnaire_answers_with_the_first_answer() -> None:
    desk = FitDesk()
    assert "Too little is answered" in desk.parts()["answer"]
    desk.act("answer", Event("3", item="predictable"))
    assert desk.said == "OKRs suit this team: its work is to change something."
    page = desk.parts()["answer"]
    assert "Little of it" in page
    assert "5 still open" in page
    assert "Ley" in page
    desk.act("answer", Event("1", item="pace"))
    assert "Go slowly" in desk.parts()["answer"]
    desk.act("answer", Event("9", item="pace"))
    assert "number from 1 to 3" in desk.trouble[1]
    assert desk.answers["pace"] == 1
    desk.act("clear")
    assert desk.answers == {}
