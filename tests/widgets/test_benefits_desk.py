"""The desk of the benefits board: the day one looks from, what came of it, the chain there and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrcoach.widgets.desk import Event, Upload
from okrcoach.widgets.value.benefits_desk import KEPT, BenefitsDesk
from okrcoach.widgets.value.customer_line import customer_house


@pytest.fixture
def desk(tmp_path: Path) -> BenefitsDesk:
    return BenefitsDesk(folder=tmp_path)


@pytest.fixture
def sampled(desk: BenefitsDesk) -> BenefitsDesk:
    desk.act("sample")
    assert desk.trouble == ()
    return desk


def test_an_empty_board_invites(desk: BenefitsDesk) -> None:
    assert "Which benefits were promised?" in desk.parts()["register"]
    assert desk.parts()["status"].strip() == ""


def test_what_has_no_owner_or_baseline_comes_first(sampled: BenefitsDesk) -> None:
    page = sampled.parts()["status"]
    assert page.index("Happier customers") < page.index("Callers do not have to ring twice")
    assert page.index("First of all") < page.index("Happier customers")
    assert "an aspiration so far" in page


def test_the_day_decides_what_can_be_judged(sampled: BenefitsDesk) -> None:
    assert "too early to judge until 2026-11-26" in sampled.parts()["status"]
    assert "€ 71,760" in sampled.parts()["status"]
    before = sampled.parts()["pictures"]
    sampled.act("look_from", Event(value="2026-04-15"))
    page = sampled.parts()
    assert "Nothing can be judged on this day." in page["status"] or "too early to judge" in page["status"]
    assert "€ 71,760" not in page["status"]
    assert page["pictures"] != before
    sampled.act("look_from", Event(value=""))
    assert "whole day" in sampled.trouble[1]
    assert sampled.at.isoformat() == "2026-04-15"


def test_the_map_and_each_early_sign_have_a_picture_and_a_table(sampled: BenefitsDesk) -> None:
    page = sampled.parts()["pictures"]
    assert page.count('class="pic"') == 3
    assert page.count("<details>") == 3
    assert "B4 names 2.2 as an early sign; the register has no figures for it." in page
    sampled.act("table", Event(value="be-pair-1"))
    (file,) = sampled.take_downloads()
    assert b"2026-06-30" in file.content
    sampled.act("table", Event(value="x"))
    assert sampled.trouble


def test_what_to_ask_names_its_rule(sampled: BenefitsDesk) -> None:
    page = sampled.parts()["status"]
    assert "BEN-NO-OWNER" in page
    assert "Who will still be here when it shows" in page


def test_a_benefit_is_followed_to_the_work_that_makes_it_possible(sampled: BenefitsDesk) -> None:
    page = sampled.parts()["chain"]
    work, benefit = page.index("Letters in plain words"), page.index("<h4>Benefit</h4>")
    assert work < page.index("Agents settle the matter in one call") < benefit
    assert "Raise the share of calls settled in one call" in page
    sampled.act("follow", Event(value="7"))
    page = sampled.parts()["chain"]
    assert "The register names no output." in page
    assert "It follows from no key result." in page
    for wrong in ("99", "x", "-1"):
        sampled.act("follow", Event(value=wrong))
        assert sampled.trouble
    assert sampled.benefit == 7


def test_work_is_followed_to_what_it_is_there_for(sampled: BenefitsDesk) -> None:
    def listed(work: str) -> str:
        sampled.act("trace_back", Event(value=work))
        return sampled.parts()["chain"].split('id="be-back"')[1].split("</select>")[1]

    there = listed("output:Case history on one screen")
    assert {name for name in ("B1", "B2", "B3", "B9") if f">{name}<" in there} == {"B1", "B2", "B9"}
    assert ">B3<" in listed("line:2.1.a")
    assert "No benefit of the register follows from it" in listed("line:2.2")
    assert "<li" not in listed("output:nonsense")


def test_own_okrs_take_part_in_the_chain_and_are_kept(sampled: BenefitsDesk, tmp_path: Path) -> None:
    sampled.act("type_set", Event(value="Objective: One\nKR: Cut repeat calls from 30% to 20%"))
    assert "Cut repeat calls" in sampled.parts()["chain"]
    assert "Cut repeat calls" in (tmp_path / KEPT).read_text(encoding="utf-8")
    assert "These OKRs have no 2.1." in _chain_of(sampled, "2")
    again = BenefitsDesk(folder=tmp_path)
    again.act("sample")
    assert "Cut repeat calls" in again.parts()["chain"], "the sample does not take the place of own words"
    again.act("edit_set")
    again.act("choose_set", Event(value="nonsense"))
    assert again.trouble
    again.act("upload_set", Event(files=(Upload("d.md", b"## Objective: Two\n- KR1: Launch it\n"),)))
    assert "Launch it" in again.parts()["chain"]


def _chain_of(desk: BenefitsDesk, place: str) -> str:
    desk.act("follow", Event(value=place))
    return desk.parts()["chain"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("r.csv", "Benefit,In use\nLess waiting,soon\n", "row 2, column In use"),
        ("r.csv", "x,y\n1,2\n", "heading Benefit"),
        ("r.yaml", "benefits:\n  - owner: me\n", "r.yaml"),
        ("r.xlsx", "x", "a .csv or a .yaml file"),
    ],
)
def test_a_wrong_register_is_named_and_changes_nothing(
    sampled: BenefitsDesk, name: str, text: str, says: str
) -> None:
    before = sampled.parts()["status"]
    sampled.act("upload", Event(files=(Upload(name, text.encode()),)))
    assert says in " ".join(sampled.trouble)
    assert sampled.parts()["status"] == before


def test_no_words_of_others_run(desk: BenefitsDesk) -> None:
    evil = "<script>alert(1)</script>"
    heads = "Id,Benefit,Owner,Outputs,Outcome,Status,Disbenefit"
    rows = f"{heads}\n{','.join([evil] * 7)}\n"
    desk.act("upload", Event(files=(Upload(f"{evil}.csv", rows.encode()),)))
    assert desk.trouble == ()
    desk.act("trace_back", Event(value=f"output:{evil}"))
    page = "".join(desk.parts().values())
    assert "<script" not in page
    assert "&lt;script" in page


def test_the_customers_line_follows_the_customer_first_school(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert customer_house().profile.name == "cx"
