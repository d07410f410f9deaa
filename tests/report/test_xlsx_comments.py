"""The client's own workbook comes back with comments, and otherwise byte for byte; and ours, inert."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from okrcoach.exchange import UnusableFile, read_okrs
from okrcoach.exchange.commented import commented
from okrcoach.model import KeyResult, Objective, OKRSet, Place, Role, Statement
from okrcoach.report import Report, critique
from okrcoach.report.inert import visible

ROWS = [
    ("Objective", "Key Result", "Baseline", "Target"),
    ("Parents trust the school", "Launch the parent app by May", None, None),
    (None, "Raise attendance at parents' evenings from 40% to 60%", 0.4, 0.6),
    (None, "Keep late marks below 25 a week", None, "=C3*2"),
]


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def client(tmp_path: Path, *, comment: str = "", sheet: str = "Plan & co") -> Path:
    workbook = Workbook()
    active = workbook.active
    assert active is not None
    active.title = sheet
    for row in ROWS:
        active.append(row)
    active["B2"].font = Font(bold=True, color="FF0000")
    active["C3"].number_format = "0%"
    workbook.create_sheet("Notes")["A1"] = "Launch the parent app by May"
    if comment:
        active["B2"].comment = Comment(comment, "The client")
    path = tmp_path / "draft.xlsx"
    path.write_bytes(saved(workbook))
    return path


def returned(path: Path) -> bytes:
    return commented(path.read_bytes(), critique(read_okrs(path)).cell_notes())


def comments(data: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (sheet.title, cell.coordinate): (cell.comment.text, cell.comment.author or "")
        for sheet in load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def everything(data: bytes) -> list[tuple[Any, ...]]:
    return [
        (
            sheet.title,
            cell.coordinate,
            cell.value,
            cell.number_format,
            cell.font.b,
            cell.font.color and cell.font.color.rgb,
        )
        for sheet in load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_statement_gets_its_comment_on_its_own_cell(tmp_path: Path) -> None:
    found = comments(returned(client(tmp_path)))
    assert {cell for _, cell in found} >= {"B2", "B4"}
    assert {sheet for sheet, _ in found} == {"Plan & co"}, "the same words on another sheet are left alone"
    task, author = found["Plan & co", "B2"]
    assert author == "okrcoach"
    assert task.startswith("Reads as: task")
    assert "Ask: " in task
    assert "heartbeat" in found["Plan & co", "B4"][0]


def test_everything_else_stays(tmp_path: Path) -> None:
    path = client(tmp_path)
    before, after = path.read_bytes(), returned(path)
    assert everything(after) == everything(before)
    old, new = parts(before), parts(after)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"[Content_Types].xml", "xl/worksheets/sheet1.xml"}
    # of the sheet itself only the pointer to the comments is new
    assert (
        re.sub(rb"<legacyDrawing[^>]*/>", b"", new["xl/worksheets/sheet1.xml"])
        == old["xl/worksheets/sheet1.xml"]
    )


def test_what_a_spreadsheet_library_would_lose_is_kept(tmp_path: Path) -> None:
    path = client(tmp_path)
    old = parts(path.read_bytes())
    sheet = old["xl/worksheets/sheet1.xml"]
    # a computed value, and an extension that openpyxl does not know
    sheet = re.sub(rb"<f>C3\*2</f><v\s*/?>(</v>)?", b"<f>C3*2</f><v>0.8</v>", sheet)
    tail = b'<extLst><ext uri="{X}"><a xmlns="urn:a">kept</a></ext></extLst></worksheet>'
    old["xl/worksheets/sheet1.xml"] = sheet.replace(b"</worksheet>", tail)
    old["xl/media/photo.png"] = b"not looked at"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in old.items():
            archive.writestr(name, content)
    path.write_bytes(out.getvalue())
    new = parts(returned(path))
    assert b"<v>0.8</v>" in new["xl/worksheets/sheet1.xml"]
    assert new["xl/media/photo.png"] == b"not looked at"
    assert re.search(rb"<legacyDrawing[^>]*/><extLst>.*kept", new["xl/worksheets/sheet1.xml"]), (
        "in the order of the schema"
    )


def test_the_clients_comment_stays_and_ours_stands_beside_it(tmp_path: Path) -> None:
    found = comments(returned(client(tmp_path, comment="Ask <Ann> & Bo")))
    assert found["Plan & co", "B2"] == ("Ask <Ann> & Bo", "The client")
    beside, author = found["Plan & co", "C2"]
    assert beside.startswith("About cell B2: Reads as: task")
    assert author == "okrcoach"


def test_commenting_twice_adds_beside_and_still_opens(tmp_path: Path) -> None:
    path = client(tmp_path)
    path.write_bytes(returned(path))
    beside = {
        cell: text[:14] for (_, cell), (text, _) in comments(returned(path)).items() if "About" in text[:6]
    }
    assert beside["C2"] == "About cell A2:", "not on B2, which is a statement as well"
    assert beside["D2"] == "About cell B2:"


@pytest.mark.parametrize(
    "text",
    [
        "</t></text><x>",
        '=HYPERLINK("https://evil.example")',
        "a\x00b\x1b[2J \ud800 _x0041_ \u202e",
        "&amp; ]]>",
        "x" * 9000,
    ],
)
def test_hostile_notes_stay_text(tmp_path: Path, text: str) -> None:
    path = client(tmp_path)
    statement = next(s for s in read_okrs(path).statements() if s.text.startswith("Launch"))
    shown = visible(text)
    told = comments(commented(path.read_bytes(), [(statement, shown)]))["Plan & co", "B2"][0]
    told = told.replace("_x005F_", "_")  # openpyxl leaves the escape, spreadsheets undo it
    assert told == shown if len(shown) < 4000 else (told[:3999] == shown[:3999] and len(told) == 4000)


def test_several_sheets_and_the_same_words_in_two_columns(tmp_path: Path) -> None:
    workbook = Workbook()
    for n, name in enumerate(("North", "South")):
        sheet = workbook.active if not n else workbook.create_sheet()
        assert sheet is not None
        sheet.title = name
        sheet.append(("Objective", "KR 1", "KR 2"))
        sheet.append((f"Shops {n} that people like to enter", "Launch the kiosk", "Launch the kiosk"))
    path = tmp_path / "two.xlsx"
    path.write_bytes(saved(workbook))
    cells = set(comments(returned(path)))
    assert {("North", "B2"), ("North", "C2"), ("South", "B2"), ("South", "C2")} <= cells


def test_what_cannot_be_commented_says_so(tmp_path: Path) -> None:
    lost = Statement(text="Not in there", place=Place(file="draft.xlsx", row=2, column="Key Result"))
    data = client(tmp_path).read_bytes()
    with pytest.raises(UnusableFile, match="none of the statements"):
        commented(data, [(lost, "?")], "draft.xlsx")
    with pytest.raises(UnusableFile, match="not an Excel workbook"):
        commented(b"text", [], "draft.xlsx")
    with pytest.raises(UnusableFile, match=r"draft\.xlsx"):
        commented(data[: len(data) // 2], [], "draft.xlsx")


def test_the_shipped_workbook(tmp_path: Path) -> None:
    path = Path(__file__).resolve().parents[2] / "datasets" / "sets" / "flawed-school.xlsx"
    before, after = path.read_bytes(), returned(path)
    assert everything(after) == everything(before)
    okr_set = read_okrs(path)
    sheet = load_workbook(io.BytesIO(after)).worksheets[0]
    texts = {statement.text for statement in okr_set.statements()}
    commented_cells = [c for row in sheet.iter_rows() for c in row if c.comment]
    assert len(commented_cells) >= 15
    assert all(str(cell.value).strip() in texts for cell in commented_cells)


def test_our_own_workbook_has_a_row_for_each_line_and_nothing_to_calculate() -> None:
    texts = ['=HYPERLINK("https://evil.example")', "@SUM(A1)", "-2+3 _x0041_ \x00", "+1", "Launch the app"]
    key_results = tuple(
        KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id=f"1.{n}"))
        for n, text in enumerate(texts, 1)
    )
    objective = Statement(text="=1+1", role=Role.OBJECTIVE, id="1")
    okr_set = OKRSet(title="=cmd()", objectives=(Objective(statement=objective, key_results=key_results),))
    report = critique(okr_set)
    assert isinstance(report, Report)
    workbook = load_workbook(io.BytesIO(report.xlsx()))
    rows = list(workbook["Lines"].iter_rows(min_row=2))
    assert len(rows) == len(texts) + 1
    assert all(
        cell.data_type in ("s", "n") for sheet in workbook for row in sheet.iter_rows() for cell in row
    )
    assert not [
        c for sheet in workbook for row in sheet.iter_rows() for c in row if c.data_type == "n" and c.value
    ]
    written = [str(row[1].value).replace("_x005F_", "_") for row in rows]
    assert written == [visible(text).strip() for text in ("=1+1", *texts)]
    assert rows[0][1].quotePrefix
    assert workbook["About"]["B2"].value == "=cmd()"
