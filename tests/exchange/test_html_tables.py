"""Pages as wikis and document editors export them, and pasted HTML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from okrcoach.exchange import UnusableFile, parse_okrs
from okrcoach.model import OKRSet

File = Callable[[str, str], OKRSet]
Show = Callable[[OKRSet], list[str]]
Paste = Callable[[str], list[str]]

CONFLUENCE = """<!DOCTYPE html><html><head><title>Space</title><style>p {color: red}</style></head><body>
<h1>Tram team OKRs Q3 2026</h1><p>Riders asked for it.</p>
<div class="table-wrap"><table class="confluenceTable"><tbody>
<tr><th><p>Objective</p></th><th>Key results</th><th>Owner</th><th>Target</th></tr>
<tr><td rowspan="2"><p><strong>Calm mornings</strong></p></td><td><p>On time from 78% to 90%</p></td>
<td>Ana</td><td>90%</td></tr>
<tr><td>Queue at <em>Central</em> below 6</td><td colspan="2">Bo</td></tr>
<tr><td>Warm halls</td><td><ul><li><p>19 degrees</p></li><li>Complaints &lt; 10</li></ul></td>
<td>Cy<br>Di</td><td/></tr>
</tbody></table></div><script>alert("KR: no")</script></body></html>"""


def test_a_table_of_a_wiki_page(filed: File, tree: Show) -> None:
    okr_set = filed("page.html", CONFLUENCE)
    assert tree(okr_set) == [
        "O: Calm mornings", "  KR: On time from 78% to 90%", "  KR: Queue at Central below 6",
        "O: Warm halls", "  KR: 19 degrees", "  KR: Complaints < 10",
    ]  # fmt: skip
    assert (okr_set.title, okr_set.cycle.name) == ("Tram team OKRs Q3 2026", "Q3 2026")
    assert okr_set.note == "Riders asked for it."
    owners = [k.owner for o in okr_set.objectives for k in o.key_results]
    assert owners == ["Ana", "Bo", "Cy", "Di"]
    # title, paragraph and headings are rows 1 to 3
    assert str(okr_set.objectives[0].key_results[1].statement.place) == "page.html, row 5, column Key results"


def test_a_document_of_headings_and_lists(pasted: Paste) -> None:
    text = """<meta charset="utf-8"><b style="font-weight:normal" id="docs"><h2><span>Objective 1:
    Calm mornings</span></h2><ul><li><p>KR1: On time</p><ul><li>Reroute line 4</li></ul></li>
    <li>Queue below 6</li></ul>
    <h2>Initiatives</h2><ul class="to-do-list">
    <li><div class="checkbox checkbox-on"></div> <span>Ask the depot</span></li>
    <li><input type="checkbox"> Count riders</li></ul></b>"""
    assert pasted(text) == [
        "O: Calm mornings", "  KR: On time", "    action: Reroute line 4", "  KR: Queue below 6",
        "done: Ask the depot", "action: Count riders",
    ]  # fmt: skip


def test_cells_pasted_from_an_online_sheet(pasted: Paste) -> None:
    text = (
        "<google-sheets-html-origin><style>td {}</style><table><colgroup><col></colgroup>"
        "<tr><td>Objective</td><td>KR</td>"
        "</tr><tr><td>Calm mornings</td><td>On time</td></tr><tr><td></td><td>Queue below 6</td></tr></table>"
    )
    assert pasted(text) == ["O: Calm mornings", "  KR: On time", "  KR: Queue below 6"]


def test_a_table_that_only_arranges_others_is_read_through(pasted: Paste) -> None:
    text = (
        "<table><tr><td>Menu</td><td><table><tr><th>Objective</th><th>Key result</th></tr>"
        "<tr><td>Calm mornings</td><td>On time</td></tr></table></td></tr></table>"
    )
    assert pasted(text)[:2] == ["O: Calm mornings", "  KR: On time"]


def test_a_table_within_a_cell_stays_in_that_cell(filed: File, tree: Show) -> None:
    okr_set = filed(
        "a.htm",
        "<table><tr><th>Objective</th><th>Key result</th><th>Notes</th></tr>"
        "<tr><td>Calm mornings</td><td>On time</td>"
        "<td><table><tr><td>May</td><td>78%</td></tr><tr><td>June</td><td>80%</td></tr></table></td></tr></table>",
    )
    assert tree(okr_set) == ["O: Calm mornings", "  KR: On time"]
    assert okr_set.objectives[0].key_results[0].note == "May 78%\nJune 80%"


def test_marks_of_a_draft_are_no_tags(pasted: Paste) -> None:
    assert pasted("O: Calm mornings\nKR: On time from <baseline> to 90%") == [
        "O: Calm mornings", "  KR: On time from <baseline> to 90%",
    ]  # fmt: skip
    assert parse_okrs("<baseline> to 90% on time").loose[0].text == "<baseline> to 90% on time"


def test_absurd_spans_cost_nothing(filed: File, tree: Show) -> None:
    okr_set = filed(
        "a.html",
        "<table><tr><th>Objective</th><th colspan='99999999999'>KR</th></tr>"
        "<tr><td rowspan='99999999999'>Calm mornings</td><td rowspan=x>On time</td></tr></table>",
    )
    assert tree(okr_set) == ["O: Calm mornings", "  KR: On time"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<div>" * 5000 + "Objective", "nested too deeply"),
        ("<p> </p>", "no statements"),
        ("<p>" + "x" * 40000, "characters"),
    ],
)
def test_pages_that_cannot_be_read(text: str, problem: str, filed: File) -> None:
    with pytest.raises(UnusableFile, match=problem) as caught:
        filed("a.html", text)
    assert caught.value.file == "a.html"
