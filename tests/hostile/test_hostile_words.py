"""Whatever words stand in a draft: they are read, judged, written and read again; nothing crashes, and in
no report do they become markup, a formula or an order to a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as Xml

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrcoach.exchange import UnusableFile, parse_okrs, read_okrs, write_xlsx, write_yaml
from okrcoach.judgement import classify
from okrcoach.judgement.plans import plans_of
from okrcoach.model import Benefit, Cycle, KeyResult, Objective, OKRSet, Role, Statement
from okrcoach.model.activity import Activity
from okrcoach.progress.scorecard import score
from okrcoach.progress.stop_list import stop_list
from okrcoach.report import critique
from okrcoach.report.benefits import BenefitsReport, benefits_sheet
from okrcoach.report.score_page import scorecard_html, scorecard_markdown
from okrcoach.report.scorecard import scorecard_text
from okrcoach.report.sheet import as_html, as_markdown, as_text
from okrcoach.report.stop_list import stop_sheet, stop_table

# ruff: noqa: E501 a list of words
SEEDS = (
    "<script>window.ran=1</script>", '"><img src=x onerror=alert(1)>', "</style></title><base href=//e.example>",
    "=HYPERLINK(\"https://evil.example\")", "@SUM(A1)", "+1", "-2+3|cmd", "\t=1", "\x1b]0;x\x07", "\x1b[2J",
    "\u202egnp.exe", "\u2066", "\u200b\u200d", "\u0430dmin", "\ufeff", "\0", "\ud800", "\x85", "\u2028", "]]>",
    "{{ 7*7 }}", "{% raw %}", "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "`", "**", "|",
    "&lt;script&gt;", "<!--", "-->", "_x0000_", "from 9 to 4", "KR1:", "- ", "# ", "\r\n", "50%",
)  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(SEEDS), st.text(max_size=12)), max_size=6).map(" ".join)
MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
#: What acts on a terminal or hides: control characters, but for tab and line ends, and direction marks.
ACTS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: Elements and attributes that would do something.
FORBIDDEN = {"script", "iframe", "object", "embed", "base", "form", "link", "img", "video", "audio"}


def whole(words: str) -> OKRSet:
    """A set with the words in every field."""
    key_result = KeyResult(
        statement=Statement(text=words, role=Role.KEY_RESULT, id="1.1"),
        measure=words, baseline=words, target=words, current=words, owner=words, note=words, deadline=words,
    )  # fmt: skip
    objective = Objective(
        statement=Statement(text=words, role=Role.OBJECTIVE, id="1"),
        key_results=(key_result,),
        owner=words,
        note=words,
    )
    return OKRSet(title=words, objectives=(objective,), note=words)


class Tags(HTMLParser):
    """Collects what a page would do."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs if name.startswith("on")]
        places = [v for k, v in attrs if k in ("href", "src", "xlink:href", "action") and v]
        if tag in FORBIDDEN or names or any(not place.startswith(("#", "data:")) for place in places):
            self.bad.append(f"{tag} {attrs}")


def inert_page(page: str) -> None:
    assert "Content-Security-Policy" in page
    seen = Tags()
    seen.feed(page)
    assert not seen.bad
    # but for what an encoding cannot hold, which is replaced
    page.encode("utf-8", "replace")


@MANY
@given(WORDS)
def test_reading_judging_and_coming_back(words: str) -> None:
    classify(words)
    try:
        okr_set = parse_okrs(words)
    except UnusableFile:
        return
    critique(okr_set).text()


@MANY
@given(WORDS)
def test_files_come_back_or_are_refused(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("words")
    for write, name in ((write_yaml, "a.yaml"), (write_xlsx, "a.xlsx")):
        path = Path(folder) / name
        try:
            write(whole(words), path)
        except ValueError:  # half a character, or nothing to write
            continue
        if name.endswith("xlsx"):
            for sheet in openpyxl.load_workbook(path).worksheets:
                assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        if words.strip():
            again = read_okrs(path)
            assert again.objectives[0].key_results[0].statement.text == words


@FEW
@given(WORDS)
def test_every_report_is_inert(words: str) -> None:
    report = critique(whole(words))
    inert_page(report.html())
    assert not ACTS.search(report.text())
    assert not ACTS.search(report.markdown())
    assert not re.search(r"<(?:script|img|iframe|base)\b", re.sub(r"\\.|`[^`]*`|&lt;", "", report.markdown()))
    assert not ACTS.search(report.json())
    json.loads(report.json())
    json.loads(report.sarif("a.md"))
    Xml.fromstring(report.checkstyle("a.md").encode("utf-8", "replace"))
    for sheet in openpyxl.load_workbook(io.BytesIO(report.xlsx())).worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    from docx import Document

    Document(io.BytesIO(report.docx()))


@FEW
@given(WORDS.filter(lambda words: bool(words.strip())))
def test_pages_of_benefits_are_inert(words: str) -> None:
    benefit = Benefit(
        statement=Statement(text=words, id="B1"), owner=words, measure=words, method=words, outcome=words
    )
    sheet = benefits_sheet(BenefitsReport(register=(benefit,), at=date(2026, 7, 1)))
    inert_page(as_html(sheet))
    assert not ACTS.search(as_text(sheet))
    assert not ACTS.search(as_markdown(sheet))


@FEW
@given(WORDS.filter(lambda words: bool(words.strip())))
def test_pages_of_stop_lists_are_inert(words: str) -> None:
    found = stop_list((Activity(name=words, hours=2.0, required_by=words),))
    inert_page(as_html(stop_sheet(found)))
    assert not ACTS.search(as_text(stop_sheet(found)))
    for cell in next(iter(csv.reader(io.StringIO(stop_table(found).partition("\n")[2], newline=""))), [""]):
        assert not cell.startswith(("=", "+", "@", "\t"))


@FEW
@given(WORDS.filter(lambda words: bool(words.strip())))
def test_score_and_week_pages_are_inert(words: str) -> None:
    okr_set = whole(words)
    plans, start, end = plans_of(okr_set), date(2026, 4, 1), date(2026, 6, 30)
    okr_set = replace(okr_set, cycle=Cycle(name="Q2", start=start, end=end))
    card = score(okr_set, (), date(2026, 5, 1), plans)
    inert_page(scorecard_html(card))
    assert not ACTS.search(scorecard_text(card))
    assert not ACTS.search(scorecard_markdown(card))
