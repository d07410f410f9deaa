"""Benefits registers: what is read, and what is said about files that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from okrcoach.cli_benefits import benefits
from okrcoach.data import shipped
from okrcoach.exchange import UnusableFile
from okrcoach.exchange.benefits_file import read_benefits
from okrcoach.judgement import review_benefits
from okrcoach.model import Benefit, CheckIn, Timing
from okrcoach.progress.benefits import Standing, register_status

Read = Callable[[str, str], tuple[Benefit, ...]]
SAMPLE = shipped("datasets") / "benefits-contact-centre.yaml"

CSV = """ID;Benefit;Benefit owner;Baseline;Target;In use from;Lag (days);Due date;Leading or lagging;\
Early signs;Enabling outputs;Measurements;Room
B7;Fewer repeat calls;Ana;2,400;1,500;2026-03-01;90;2026-09-15;Lagging;B2, 1.3;One screen; ;4.12
;"They look; first";Bo;12%;80%;;;;;;"One screen; Plain letters";"2026-04-10: 41;";
"""


@pytest.fixture
def filed(tmp_path: Path) -> Read:
    def read(name: str, text: str) -> tuple[Benefit, ...]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return read_benefits(path)

    return read


def test_a_table_with_the_headings_people_write(filed: Read) -> None:
    first, second = filed("r.csv", CSV)
    assert (first.statement.id, first.statement.text, first.owner) == ("B7", "Fewer repeat calls", "Ana")
    assert (first.baseline, first.target, first.lag) == ("2,400", "1,500", 90)
    assert (first.delivered, first.due) == (date(2026, 3, 1), date(2026, 9, 15))
    assert (first.timing, first.leads, first.note) == (Timing.LAGGING, ("B2", "1.3"), "Room: 4.12")
    assert (first.statement.place.row, first.statement.place.column) == (2, "Benefit")
    assert (second.statement.id, second.statement.text) == ("B1", "They look; first")
    assert (second.timing, second.lag, second.note) == (None, None, "")
    assert second.enabled_by == ("One screen", "Plain letters")
    assert second.measurements == (CheckIn(day=date(2026, 4, 10), value=41.0),)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator(filed: Read, separator: str) -> None:
    text = "Benefit,Owner,Lag\nFewer calls,Ana,9 days\n".replace(",", separator)
    (found,) = filed("r.csv", "\ufeff" + text)
    assert (found.owner, found.lag) == ("Ana", 9)


def test_yaml_and_the_ways_to_write_a_measurement(filed: Read) -> None:
    text = """
- benefit: Fewer repeat calls
  owner: ~
  follows from: [1.1, "2.1"]
  measurements:
    - 2026-09-01: 1900
    - {day: 2026-10-01, value: 1.5e3, note: "after; the holidays"}
    - "2026-11-01: -2 snow"
"""
    (found,) = filed("r.yml", text)
    assert (found.owner, found.follows_from) == ("", ("1.1", "2.1"))
    assert found.measurements == (
        CheckIn(day=date(2026, 9, 1), value=1900),
        CheckIn(day=date(2026, 10, 1), value=1500, note="after, the holidays"),
        CheckIn(day=date(2026, 11, 1), value=-2, note="snow"),
    )


@pytest.mark.parametrize(
    ("name", "text", "row", "column", "says"),
    [
        ("r.csv", "Benefit,Due\nA,soon\n", 2, "Due", "day"),
        ("r.csv", "Benefit,Lag\nA,9\nB,-3\n", 3, "Lag", "number of days"),
        ("r.csv", "Benefit,Lag\nA,1.5\n", 2, "Lag", "number of days"),
        ("r.csv", "Benefit,Timing\nA,early\n", 2, "Timing", "leading"),
        ("r.csv", "Benefit,Realised\nA,1900\n", 2, "Realised", "measurement"),
        ("r.csv", "Benefit,Realised\nA,2026-01-01: lots\n", 2, "Realised", "number"),
        ("r.csv", "Benefit,Owner\n,Ana\n", 2, "Benefit", "no words"),
        ("r.csv", "Id,Benefit\nB1,A\nB1,B\n", 3, "Id", "row 2"),
        ("r.csv", "Benefit,Owner\nA,Ana,x\n", 2, None, "3 cells"),
        ("r.csv", "Owner,Target\nAna,3\n", 1, None, "heading Benefit"),
        ("r.csv", "Benefit,Owner,Responsible\nA,Ana,Bo\n", 2, "Responsible", "twice"),
        ("r.csv", "Benefit,Owner\n", None, None, "no benefits"),
        ("r.csv", " \n", None, None, "empty"),
        ("r.yaml", "benefits:\n  - text: A\n    due: soon\n", 3, "due", "day"),
        ("r.yaml", "benefits:\n  - owner: Ana\n", 2, "text", "no words"),
        ("r.yaml", "benefits:\n  - A\n", 2, None, "expected"),
        ("r.yaml", "benefits:\n  - text: A\n    owner: {a: b}\n", 3, "owner", "words"),
        ("r.yaml", "benefits: x\n", None, None, "no list"),
        ("r.yaml", "benefit:\n  - text: A\n", 1, "benefit", "not known"),
        ("r.yaml", "- text: A\n  measurements:\n    - {day: 2026-01-01, amount: 3}\n", 3, "measurements",
         "amount"),
        ("r.yaml", "- text: &a A\n- text: *a\n", 2, None, "repeats"),
        ("r.yaml", "- text: [\n", 2, None, "YAML"),
        ("r.docx", "x", None, None, ".csv"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(
    filed: Read, name: str, text: str, row: int | None, column: str | None, says: str
) -> None:
    with pytest.raises(UnusableFile, match=says) as caught:
        filed(name, text)
    assert (caught.value.file, caught.value.row, caught.value.column) == (name, row, column)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"none\.csv"):
        read_benefits(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UnusableFile, match="cannot be opened"):
        read_benefits(tmp_path / "folder.csv")


def test_the_sample_register_has_good_ones_and_others() -> None:
    register = read_benefits(SAMPLE)
    assert [b.statement.id for b in register] == [f"B{n}" for n in range(1, 10)]
    assert not any(b.note for b in register)
    found = {(f.about, f.code) for f in review_benefits(register)}
    assert not {about for about, _ in found} & {"B1", "B2", "B3", "B4", "B5"}
    assert {code for _, code in found} == {
        "BEN-NO-OWNER", "BEN-NO-BASELINE", "BEN-NO-DATE", "BEN-TOO-EARLY", "BEN-NO-LEADING",
    }  # fmt: skip
    standings = {s.benefit.statement.id: s.standing for s in register_status(register, date(2026, 9, 30))}
    assert standings == {
        "B6": Standing.ASPIRATION, "B7": Standing.ASPIRATION, "B1": Standing.REALISED,
        "B2": Standing.REALISED, "B3": Standing.TOO_EARLY, "B4": Standing.PARTLY, "B5": Standing.PLANNED,
        "B8": Standing.WORSE, "B9": Standing.UNCLEAR,
    }  # fmt: skip


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(benefits)
    return made


def test_the_command_shows_status_value_and_findings(app: typer.Typer) -> None:
    done = CliRunner().invoke(app, [str(SAMPLE), "--at", "2026-09-30"])
    assert done.exit_code == 0
    for words in (
        "B3  Experienced agents stay", "too early to judge until 2026-11-26", "€ 71,760", "BEN-NO-BASELINE",
        "B8  gets worse for somebody: Callers feel hurried",
    ):  # fmt: skip
        assert words in done.stdout
    assert done.stdout.index("Happier customers") < done.stdout.index("Callers do not have to ring twice")


def test_the_command_lets_nothing_act_on_the_terminal(app: typer.Typer, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Benefit,Disbenefit,Status\n\x1b[31mred,[bold]\x07,\u202egreen\n", encoding="utf-8")
    done = CliRunner().invoke(app, [str(path), "--at", "2026-09-30"])
    assert done.exit_code == 0
    assert "[bold]" in done.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)


@pytest.mark.parametrize("arguments", [["none.csv"], [str(SAMPLE), "--at", "soon"]])
def test_the_command_ends_with_2_for_what_it_cannot_use(app: typer.Typer, arguments: list[str]) -> None:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert arguments[-1] in done.stderr
