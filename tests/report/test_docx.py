"""The Word document, opened again: the same content in the same order, and nothing hostile in it."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as Xml

import docx
import pytest
from docx.enum.text import WD_UNDERLINE

from okrcoach.exchange import read_okrs
from okrcoach.judgement import House, known_of, review
from okrcoach.model import KeyResult, Objective, OKRSet, Role, Statement, Suppression
from okrcoach.report import Report, critique
from okrcoach.report.docx_file import NoWord
from okrcoach.report.inert import visible

SETS = Path(__file__).resolve().parents[2] / "datasets" / "sets"
HOSTILE = [
    "Launch <w:p>&amp;</w:p> ]]> by May",
    "Raise \x00\x1b[2J \ud800 \ufffe \u202e use from 4% to 9%",
    "line\u2028separator\ttab\r\nrow\x0bend",
    '=HYPERLINK("https://evil.example")',
    "{ HYPERLINK https://evil.example } {{ 7*7 }}",
]


def opened(report: Report) -> docx.document.Document:
    return docx.Document(io.BytesIO(report.docx()))


def said(document: docx.document.Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_good_first_then_fixes_then_lines_then_the_rest() -> None:
    report = critique(read_okrs(SETS / "flawed-logistics.csv"))
    document = opened(report)
    heads = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert heads[:3] == ["What is good", "Three things to fix first", "Line by line"]
    assert heads[-2] == "Rules used, and whom they follow"
    assert heads[-1].startswith("In one number, if you must: ")
    text = said(document)
    for line in report.view.lines:
        assert line.text.strip() in text
        assert all(note.see_fix or note.what in text for note in line.notes)
    for rule in report.view.rules:
        assert all(claim in text for _, claim in rule.sources)
    assert report.view.score is not None
    assert report.view.score.caveat in text


def test_marks_are_lines_under_the_authors_words() -> None:
    document = opened(critique(read_okrs(SETS / "flawed-contact-centre.md")))
    drawn = {run.underline for paragraph in document.paragraphs for run in paragraph.runs if run.underline}
    assert {WD_UNDERLINE.WAVY, WD_UNDERLINE.DASH} <= drawn
    wavy = [r for p in document.paragraphs for r in p.runs if r.underline == WD_UNDERLINE.WAVY]
    assert all(run.font.name == "Georgia" for run in wavy)


def test_what_was_set_aside_and_what_was_known_is_told() -> None:
    okr_set = read_okrs(SETS / "flawed-contact-centre.md")
    first, second, *_ = review(okr_set).findings()
    text = next(s.text for s in okr_set.statements() if s.id == first.about)
    house = House(suppressions=(Suppression(rule=first.code, reason="The <board> asked for it.", text=text),))
    known = known_of(review(okr_set, house))
    told = said(opened(Report(review(okr_set, house, known))))
    assert "Set aside: The <board> asked for it." in told
    assert "known from the baseline" in told
    assert second.what not in told


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    key_result = KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id=text))
    objective = Statement(text=text, role=Role.OBJECTIVE, id="1")
    report = critique(
        OKRSet(title=text, objectives=(Objective(statement=objective, key_results=(key_result,)),))
    )
    data = report.docx()
    assert visible(text).strip() in said(docx.Document(io.BytesIO(data)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        body = Xml.fromstring(archive.read("word/document.xml"))
        targets = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    assert not [name for name in names if "vba" in name.lower()]
    assert b"evil.example" not in targets
    tags = {node.tag.rpartition("}")[2] for node in body.iter()}
    assert not tags & {"hyperlink", "instrText", "fldSimple", "object"}


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)  # what an import finds when it is not installed
    with pytest.raises(NoWord, match=r"pip install 'okrcoach\[docx\]'"):
        critique(read_okrs(SETS / "good-repair-cafe.yaml")).docx()
