"""What is written reads back the same."""

from __future__ import annotations

import stat
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrcoach.exchange import UnusableFile, read_okrs, write_xlsx, write_yaml
from okrcoach.exchange.building import numbered
from okrcoach.model import (
    Action,
    CheckIn,
    Cycle,
    Heartbeat,
    KeyResult,
    Objective,
    OKRSet,
    Place,
    Role,
    Statement,
)

AWKWARD = [
    "=1+1", "@SUM(A1)", "+5", "-3 %", "\t=a", "\r=b", "_x0041_", "_x005F_", "x005F_", "KR1: a label",
    "#N/A", "null", "yes", "2026-07-01", "1e3", "0012", "a\r\nb", "a\nb", "\x01\x0b", "Objective",
    "- a\n- b", "a: b", "|x", "'q'", "\ufeff", "  a ", "\x85", "\u2028", "&amp;", "\n a", "# x", "*a",
    "&b", "!t", "☐ x", "**bold**",
]  # fmt: skip
TEXT = st.text(min_size=1, max_size=20) | st.sampled_from(AWKWARD)
MAYBE = st.just("") | TEXT
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def said(role: Role | None) -> st.SearchStrategy[Statement]:
    return st.builds(Statement, text=TEXT, role=st.just(role))


PLANNED = {"statement": said(Role.TASK), "effort": MAYBE, "due": MAYBE, "owner": MAYBE, "note": MAYBE}
ACTION = st.builds(Action, done=st.booleans(), **PLANNED) | st.builds(
    Action, done=st.just(True), done_on=st.dates(), **PLANNED
)
CHECK_IN = st.builds(CheckIn, day=st.dates(), value=NUMBER, confidence=NUMBER, note=MAYBE, who=MAYBE)
KEY_RESULT = st.builds(
    KeyResult,
    statement=said(Role.KEY_RESULT),
    actions=several(ACTION),
    check_ins=several(CHECK_IN),
    **dict.fromkeys(
        (
            "measure",
            "baseline",
            "target",
            "current",
            "unit",
            "deadline",
            "owner",
            "confidence",
            "score",
            "note",
        ),
        MAYBE,
    ),
)
OBJECTIVE = st.builds(
    Objective,
    statement=said(Role.OBJECTIVE) | st.just(Statement(text="", role=Role.OBJECTIVE)),
    key_results=several(KEY_RESULT),
    actions=several(ACTION),
    owner=TEXT,
    note=MAYBE,
)
HEARTBEAT = st.builds(Heartbeat, statement=said(Role.HEARTBEAT), owner=MAYBE, accepted=MAYBE, note=MAYBE)
CYCLE = st.builds(Cycle, name=MAYBE, start=st.none() | st.dates(), end=st.none() | st.dates())
OKR_SETS = (
    st.builds(
        OKRSet,
        title=MAYBE,
        cycle=CYCLE,
        objectives=several(OBJECTIVE),
        heartbeats=several(HEARTBEAT),
        actions=several(ACTION),
        loose=several(said(None)),
        this_week=several(ACTION),
        coming=several(ACTION),
        note=MAYBE,
    )
    .map(numbered)
    .filter(lambda okr_set: any(okr_set.statements()))
)
THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def without_places(okr_set: OKRSet) -> OKRSet:
    def bare(statement: Statement) -> Statement:
        return replace(statement, place=Place())

    def act(actions: tuple[Action, ...]) -> tuple[Action, ...]:
        return tuple(replace(a, statement=bare(a.statement)) for a in actions)

    objectives = tuple(
        replace(
            o,
            statement=bare(o.statement),
            actions=act(o.actions),
            key_results=tuple(
                replace(k, statement=bare(k.statement), actions=act(k.actions)) for k in o.key_results
            ),
        )
        for o in okr_set.objectives
    )
    return replace(
        okr_set,
        objectives=objectives,
        heartbeats=tuple(replace(h, statement=bare(h.statement)) for h in okr_set.heartbeats),
        actions=act(okr_set.actions),
        loose=tuple(map(bare, okr_set.loose)),
        this_week=act(okr_set.this_week),
        coming=act(okr_set.coming),
    )


@THOROUGH
@given(okr_set=OKR_SETS)
def test_yaml_keeps_everything(okr_set: OKRSet, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "round.yaml"
    write_yaml(okr_set, path)
    assert without_places(read_okrs(path)) == okr_set


@THOROUGH
@given(okr_set=OKR_SETS)
def test_a_workbook_keeps_everything(okr_set: OKRSet, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "round.xlsx"
    write_xlsx(okr_set, path)
    assert without_places(read_okrs(path)) == okr_set


def small(text: str = "Calm") -> OKRSet:
    statement = Statement(text=text, role=Role.OBJECTIVE, id="1")
    return OKRSet(title="Trams", objectives=(Objective(statement=statement, owner="@ana", note="=1+1"),))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=x", "\r=x", "=HYPERLINK(A1)", "#REF!"])
def test_a_text_is_never_a_formula_in_the_workbook(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(small(text), path)
    cell = openpyxl.load_workbook(path)["OKRs"]["C2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix is (text != "#REF!")
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert read_okrs(path).objectives[0].statement.text == text


def test_a_workbook_changed_by_hand_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(small(), path)
    workbook = openpyxl.load_workbook(path)
    workbook["OKRs"].append([None, "Key result", "On time", None, 0.6, 0.8])
    workbook["OKRs"]["E3"].number_format = "0%"
    workbook["About"]["B2"] = "Buses"
    workbook.save(path)
    okr_set = read_okrs(path)
    assert okr_set.title == "Buses"
    assert okr_set.objectives[0].key_results[0].baseline == "60%"


@pytest.mark.parametrize(
    ("cell", "value", "problem"),
    [
        ("A2", "9.9", "no key result"),
        ("B2", "soon", "not a day"),
        ("B2", None, "missing"),
        ("C2", "much", "number"),
    ],
)
def test_a_spoilt_check_in_says_where(cell: str, value: str | None, problem: str, tmp_path: Path) -> None:
    key_result = KeyResult(
        statement=Statement(text="On time", role=Role.KEY_RESULT),
        check_ins=(CheckIn(day=date(2026, 7, 6), value=3),),
    )
    objective = Objective(statement=Statement(text="Calm", role=Role.OBJECTIVE), key_results=(key_result,))
    path = tmp_path / "a.xlsx"
    write_xlsx(OKRSet(objectives=(objective,)), path)
    workbook = openpyxl.load_workbook(path)
    workbook["Check-ins"][cell] = value
    workbook.save(path)
    with pytest.raises(UnusableFile, match=problem) as caught:
        read_okrs(path)
    assert (caught.value.file, caught.value.row) == ("a.xlsx, sheet Check-ins", 2)


def test_a_text_too_long_for_a_cell_is_not_cut(tmp_path: Path) -> None:
    okr_set = small("x" * 40_000)
    with pytest.raises(UnusableFile, match="40,000 characters") as caught:
        write_xlsx(okr_set, tmp_path / "a.xlsx")
    assert (caught.value.row, caught.value.column) == (2, "Statement")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_xlsx, write_yaml])
def test_a_failed_write_leaves_the_old_file_alone(write: object, tmp_path: Path) -> None:
    path = tmp_path / ("a.xlsx" if write is write_xlsx else "a.yaml")
    path.write_bytes(b"old")
    path.chmod(0o640)
    broken = replace(small(), cycle=Cycle(start="today"))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        write(broken, path)  # type: ignore[operator]
    assert path.read_bytes() == b"old"
    write(small(), path)  # type: ignore[operator]
    assert read_okrs(path).title == "Trams"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_saving_stops_half_way_without_a_trace(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"missing"):
        write_yaml(small(), tmp_path / "missing" / "a.yaml")
    link, target = tmp_path / "link.yaml", tmp_path / "target.yaml"
    target.write_text("old")
    link.symlink_to(target)
    write_yaml(small(), link)
    assert link.is_symlink()
    assert read_okrs(target).title == "Trams"


def test_half_a_character_is_kept_or_refused(tmp_path: Path) -> None:
    write_xlsx(small("a\ud800b"), tmp_path / "a.xlsx")
    assert read_okrs(tmp_path / "a.xlsx").objectives[0].statement.text == "a\ud800b"
    with pytest.raises(UnusableFile, match="half a character"):
        write_yaml(small("a\ud800b"), tmp_path / "a.yaml")


def test_yaml_is_good_to_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_yaml(replace(small("Größer werden"), note="one\ntwo"), path)
    assert path.read_text(encoding="utf-8") == (
        "schema: okrcoach/1\ntitle: Trams\nnote: |-\n  one\n  two\nobjectives:\n- text: Größer werden\n"
        "  owner: '@ana'\n  note: =1+1\n"
    )
