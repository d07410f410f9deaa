"""The tracking workbook, recalculated by LibreOffice, scores like the package; also after people type."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from okrcoach.data import shipped
from okrcoach.exchange import read_okrs
from okrcoach.exchange.check_in_log import log_beside, read_log
from okrcoach.exchange.tracking_in import new_entries, read_tracking
from okrcoach.exchange.tracking_out import write_tracking
from okrcoach.judgement.plans import plans_of
from okrcoach.model import (
    CheckIn,
    Cycle,
    Graded,
    Heartbeat,
    KeyResult,
    LogEntry,
    LoggedCheckIn,
    Look,
    Milestone,
    Objective,
    OKRSet,
    Plan,
    Shape,
    Statement,
    TargetMoved,
)
from okrcoach.progress.scorecard import Scored, score

START, END = date(2026, 7, 1), date(2026, 9, 30)
QUARTERS = sorted((shipped("datasets") / "quarters").glob("*.yaml"))


@dataclass
class Team:
    okr_set: OKRSet
    plans: Mapping[str, Plan]
    entries: tuple[LogEntry, ...]
    at: date


def recalculated(paths: Iterable[Path], out: Path) -> None:
    """Open the workbooks in LibreOffice, let it work them out and save them into a folder."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("soffice is missing: please install libreoffice-calc")
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    done = subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *map(str, paths)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    missing = [path.name for path in paths if not (out / path.name).exists()]
    assert not missing, f"{missing} {done.stdout} {done.stderr}"


def sample(path: Path, day: int) -> Team:
    """A sample set so many days after its cycle began."""
    okr_set = read_okrs(path)
    assert okr_set.cycle.start is not None
    at = okr_set.cycle.start + timedelta(day)
    entries, problems = read_log(log_beside(path))
    assert not problems
    return Team(okr_set, plans_of(okr_set), entries, at)


def made_up(seed: int) -> Team:
    """Every shape with every oddity: missing ends, contradictions, moves, late entries, twins of a day."""
    draw = random.Random(seed)

    def number() -> float:
        return draw.choice([0.0, draw.randint(-20, 40), draw.uniform(-100, 900), draw.randint(1, 99) / 100])

    def maybe(value: Any, chance: float = 0.85) -> Any:
        return value if draw.random() < chance else None

    def plan() -> Plan:
        shape = draw.choice([*Shape, Shape.FROM_TO, Shape.FROM_TO, Shape.HOLD, Shape.COUNT, None])
        common: dict[str, Any] = {
            "shape": shape, "undefined": "" if shape else "=Nobody has said", "current": maybe(number(), 0.3),
            "guardrail": draw.random() < 0.2, "weight": draw.choice([1.0, 1.0, 0.5, 2.0, 3.25]),
            "lag": draw.choice([0, 0, 14, 60, 200]), "late": draw.random() < 0.3,
            "due": maybe(START + timedelta(draw.randint(5, 90)), 0.2), "unit": "=%",
        }  # fmt: skip
        if draw.random() < 0.15:
            common["curve"] = ((0.0, 0.0), (0.25, 0.1), (0.3, 0.1), (0.8, 0.9), (1.0, 1.0))
        if shape in (Shape.FROM_TO, Shape.COUNT):
            ends = {"baseline": maybe(number(), 0.95), "target": maybe(number(), 0.95)}
            if draw.random() < 0.3:
                levels = sorted({number() for _ in range(6)})[:4]
                levels = levels[:: draw.choice([1, -1])]
                if len(levels) == 4:
                    ends = dict(zip(("baseline", "commit", "target", "stretch"), levels, strict=True))
            return Plan(**common, **ends)
        if shape is Shape.HOLD:
            low, high = maybe(number(), 0.6), maybe(number(), 0.6)
            return Plan(**common, lowest=low, highest=high, look=maybe(draw.choice(list(Look)), 0.6))
        if shape is Shape.MILESTONE and draw.random() < 0.6:
            marks = tuple(
                Milestone(
                    text="=cmd", weight=draw.choice([0.0, 1.0, 2.5]), done=draw.random() < 0.6,
                    done_on=maybe(START + timedelta(draw.randint(0, 90)), 0.5),
                )
                for _ in range(draw.randint(1, 5))
            )  # fmt: skip
            marks = tuple(replace(mark, done=True) if mark.done_on else mark for mark in marks)
            return Plan(**common, milestones=marks)
        return Plan(**common)

    objectives, plans, entries = [], {}, list[LogEntry]()
    for o in range(1, 15):
        rows = []
        for k in range(1, draw.choice([2, 5, 12])):
            name = f"{o}.{k}"
            plans[name] = plan()
            statement = Statement(text=f"+Key result {name}", id=name)
            own = (CheckIn(day=START, value=number(), note="=1+1"),) if draw.random() < 0.1 else ()
            rows.append(KeyResult(statement=statement, check_ins=own))
        objectives.append(Objective(statement=Statement(text=f"@O {o}", id=str(o)), key_results=tuple(rows)))
    hearts = []
    for n in range(1, 5):
        plans[f"h{n}"] = Plan(shape=Shape.HOLD, lowest=number(), guardrail=True)
        hearts.append(Heartbeat(statement=Statement(text=f"-Heartbeat {n}", id=f"h{n}")))
    tick = datetime(2026, 7, 1, 8, tzinfo=UTC)
    for name in plans:
        for n in range(draw.randint(0, 4)):
            day = START + timedelta(draw.randint(-3, 20) * 4)
            value = draw.choice([number(), number(), draw.random(), 1.0, None])
            seen = CheckIn(
                day=day,
                value=value,
                confidence=maybe(draw.randint(0, 20) / 2, 0.6),
                note="=HYPERLINK(1)",
            )
            when = maybe(tick + timedelta(minutes=draw.randint(0, 10**6)), 0.8)
            entries.append(LoggedCheckIn(about=name, check_in=seen, recorded=when))
            if draw.random() < 0.12:
                entries.append(
                    TargetMoved(about=name, day=day, before=number(), after=number(), why="@", recorded=when)
                )
            if n == 0 and draw.random() < 0.2:
                given = draw.choice([None, 0.25, 0.35, 0.65, 1.0])
                entries.append(Graded(about=name, day=day, computed=None, given=given, reason="\tTab"))
    okr_set = OKRSet(
        title="=cmd|' /C calc'!A0", cycle=Cycle(name="Q3", start=START, end=END),
        objectives=tuple(objectives), heartbeats=tuple(hearts),
    )  # fmt: skip
    return Team(okr_set, plans, tuple(entries), START + timedelta(draw.randint(20, 80)))


def every_grade() -> Team:
    """Shares of all kinds, for the rounding of grades."""
    lines = [Plan(shape=Shape.COUNT, target=1000.0, current=float(n)) for n in range(-20, 1021, 5)]
    lines += [Plan(shape=Shape.FROM_TO, baseline=0.1, target=0.7, current=n / 100) for n in range(80)]
    ids = [f"1.{n}" for n in range(1, len(lines) + 1)]
    rows = tuple(KeyResult(statement=Statement(text=f"Line {name}", id=name)) for name in ids)
    okr_set = OKRSet(objectives=(Objective(statement=Statement(text="O", id="1"), key_results=rows),))
    return Team(okr_set, dict(zip(ids, lines, strict=True)), (), START)


def written(team: Team, path: Path) -> Path:
    write_tracking(team.okr_set, team.entries, team.plans, team.at, path)
    return path


def table(path: Path, sheet: str, heading_row: int) -> dict[str, dict[str, Any]]:
    """Return the rows of a sheet by id and heading."""
    rows = list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))
    headings = [str(h) for h in rows[heading_row - 1]]
    return {str(row[0]): dict(zip(headings, row, strict=True)) for row in rows[heading_row:] if row[0]}


def near(found: object, meant: float | None) -> bool:
    if meant is None or found is None or found == "":
        return meant is None and found in (None, "")
    assert isinstance(found, int | float), found
    return found == pytest.approx(meant, rel=1e-9, abs=1e-9)


def assert_row(row: Mapping[str, Any], one: Scored) -> None:
    says = f"{one.id} {one.plan} {row} {one.progress} {one.undefined}"
    assert near(row["Progress"], one.progress), says
    assert near(row["Now"], one.value), says
    assert near(row["Expected by now"], one.expected), says
    assert row["Confidence"] == one.confidence, says
    assert row["Weight"] == one.plan.weight, says
    assert near(row["First target"], one.moves[0].before if one.moves else None), says
    if one.plan.shape is not Shape.HOLD:
        assert near(row["Target"], one.target), says
    graded = None if one.plan.guardrail else one.grade
    assert row["Grade"] == (graded.final if graded else None), says
    assert row["By the numbers"] == (graded.computed if graded else None), says
    assert row["Reads as"] == (one.band.words if graded and one.band else None), says
    held = "no" if one.progress is not None and one.progress < 1 else "yes"
    judged = one.plan.guardrail and one.progress is not None and not one.deferred
    assert row["Held"] == (held if judged else None), says
    remark = row["What to know"] or ""
    if one.undefined:
        assert remark[:24] == one.undefined[:24] or one.plan.milestones, says
    elif one.deferred:
        assert remark == one.deferred.split(":")[0] + ".", says


def assert_same(path: Path, team: Team) -> None:
    """Compare every number of the front sheet with the package."""
    card = score(team.okr_set, team.entries, team.at, team.plans)
    rows = table(path, "Scores", 6)
    for one in (*card.key_results, *card.heartbeats):
        assert_row(rows[one.id], one)
    for objective in card.objectives:
        row, rolled = rows[objective.id], objective.roll_up
        assert near(row["Progress"], rolled.mean), objective
        assert row["Grade"] == objective.grade, objective
        assert row["Reads as"] == (objective.band.words if objective.band else None)
        weakest = f"Furthest behind: {rolled.weakest[0]}" if rolled.weakest else "No grade yet"
        assert row["What to know"].startswith(weakest), (row, objective)
        assert (row["Held"] == "no") is bool(rolled.broken_guardrails)


def typed(path: Path, sheet: str, *rows: tuple[object, ...]) -> None:
    """Type rows below what is there, as people do."""
    workbook = openpyxl.load_workbook(path)
    page = workbook[sheet]
    free = next(n for n in range(2, 10**4) if page.cell(n, 1).value is None)
    for number, row in enumerate(rows, free):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column)
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                cell.data_type = "s"  # typed as text, as the cell's format says
    workbook.save(path)


@pytest.fixture(scope="module")
def teams() -> dict[str, Team]:
    found = {f"{path.stem}-62": sample(path, 62) for path in QUARTERS}
    return found | {f"made-up-{seed}": made_up(seed) for seed in (1, 2)} | {"grades": every_grade()}


@pytest.fixture(scope="module")
def books(teams: dict[str, Team], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook of every team as LibreOffice has saved it; as written: below "raw"."""
    out = tmp_path_factory.mktemp("books")
    (out / "raw").mkdir()
    recalculated([written(team, out / "raw" / f"{name}.xlsx") for name, team in teams.items()], out)
    return out


def test_sheets_score_like_the_package(books: Path, teams: dict[str, Team]) -> None:
    assert len(QUARTERS) >= 3
    for name, team in teams.items():
        assert_same(books / f"{name}.xlsx", team)


def test_made_up_teams_reach_every_branch(teams: dict[str, Team]) -> None:
    cards = [score(t.okr_set, t.entries, t.at, t.plans) for n, t in teams.items() if n.startswith("made-up")]
    rows = [row for card in cards for row in card.key_results]
    assert {(row.plan.shape, row.progress is None) for row in rows} >= {(s, False) for s in Shape}
    assert {row.plan.look for row in rows if row.progress is not None} >= set(Look)
    assert len({row.undefined[:20] for row in rows}) >= 7
    for kind in (
        [r for r in rows if r.deferred], [r for r in rows if r.plan.commit is not None and r.progress],
        [r for r in rows if r.plan.milestones and r.progress], [r for r in rows if r.moves and r.progress],
        [r for r in rows if r.plan.curve and r.expected], [r for r in rows if r.grade and r.grade.given],
    ):  # fmt: skip
        assert len(kind) >= 5


def test_what_people_type_counts_as_in_the_package(
    books: Path, teams: dict[str, Team], tmp_path: Path
) -> None:
    name = "parcel-service-desk-62"
    path = Path(shutil.copy(books / f"{name}.xlsx", tmp_path / "typed.xlsx"))
    today = datetime(2026, 9, 1)
    typed(
        path, "Check-ins",
        ("1.1", today, 300, 8, "=A note", "Ana", "-blocked"), ("1.1", today, 310.5, None, "counted again"),
        ("2.4", today, 4), ("h1", today, 79), ("1.3", datetime(2026, 7, 5), 17.9, 2),
    )  # fmt: skip
    typed(path, "Moved targets", ("2.1", today, 18, 20, "Two left", "Kofi"))
    typed(path, "Grades", ("2.2", today, 0.9, 0.6, "Three of them have stopped", "Kofi"))
    (tmp_path / "out").mkdir()
    recalculated([path], tmp_path / "out")
    tracking = read_tracking(tmp_path / "out" / "typed.xlsx")
    assert tracking.recalculated
    assert tracking.at == date(2026, 9, 1)
    team = replace(teams[name], entries=tracking.entries)
    assert_same(tmp_path / "out" / "typed.xlsx", team)
    new = new_entries(tracking, teams[name].entries)
    assert [(e.about, e.day.isoformat()) for e in new] == [
        ("1.1", "2026-09-01"), ("1.1", "2026-09-01"), ("2.4", "2026-09-01"), ("h1", "2026-09-01"),
        ("1.3", "2026-07-05"), ("2.1", "2026-09-01"), ("2.2", "2026-09-01"),
    ]  # fmt: skip
    first = new[0]
    assert isinstance(first, LoggedCheckIn)
    assert (first.check_in.note, first.check_in.who, first.blockers) == ("=A note", "Ana", "-blocked")
    assert first.text.startswith("Cut calls that ask")
    rows = {row.id: row for row in score(team.okr_set, team.entries, team.at, team.plans).key_results}
    assert (rows["1.1"].value, rows["1.1"].confidence, rows["2.1"].progress) == (310.5, 8, 0.5)
    grade = rows["2.2"].grade
    assert grade is not None
    assert grade.final == 0.6
    # taken once, there is nothing left to take
    assert new_entries(tracking, (*teams[name].entries, *new)) == ()


def test_nothing_is_lost(books: Path, teams: dict[str, Team]) -> None:
    for name in ("parcel-service-desk-62", "made-up-1"):
        team = teams[name]
        for place in (books / "raw", books):
            tracking = read_tracking(place / f"{name}.xlsx")
            assert sorted(map(told, tracking.entries)) == sorted(map(told, team.entries))
            assert new_entries(tracking, team.entries) == ()
            assert bare(tracking.okr_set) == bare(team.okr_set)
            assert bare(read_okrs(place / f"{name}.xlsx")) == bare(team.okr_set)
            assert tracking.recalculated is (place == books)


def told(entry: LogEntry) -> str:
    """All of an entry, its numbers to ten digits: spreadsheets keep 15."""
    return re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):.10g}", repr(entry))


def bare(okr_set: OKRSet) -> OKRSet:
    """The set without the places and roles of its lines, its numbers to ten digits."""

    def line(one: Any) -> Any:
        if isinstance(one, tuple):
            return tuple(map(line, one))
        if isinstance(one, float):
            return float(f"{one:.10g}")
        if isinstance(one, Statement):
            return Statement(text=one.text, id=one.id)
        if is_dataclass(one) and not isinstance(one, type):
            return replace(one, **{f.name: line(getattr(one, f.name)) for f in fields(one)})
        return one

    found = line(okr_set)
    assert isinstance(found, OKRSet)
    return found


def test_hostile_texts_stay_texts(books: Path) -> None:
    for path in (books / "raw" / "made-up-1.xlsx", books / "made-up-1.xlsx"):
        workbook = openpyxl.load_workbook(path)
        formulas = [
            str(getattr(cell.value, "text", cell.value))
            for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row
            if cell.data_type == "f"
        ]  # fmt: skip
        assert len(formulas) > 1000
        assert not [text for text in formulas if "cmd" in text or "HYPERLINK" in text or "Nobody" in text]
        assert workbook["Scores"]["A1"].data_type == "s"
