"""Balance and score of a set: counted by hand here, shown in every rendering, never shown on thin ice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from okrcoach.charts import lens_chart, set_pictures, timing_chart
from okrcoach.exchange import parse_okrs, read_okrs
from okrcoach.judgement import House, known_of, review
from okrcoach.judgement.balance import UNLISTED, balance, lenses_said, timings_said
from okrcoach.judgement.score import score
from okrcoach.model import Critique, OKRSet, Suppression
from okrcoach.report import Report
from okrcoach.report.svg import inert

SETS = Path(__file__).resolve().parents[2] / "datasets" / "sets"
MIXED = """Objective: Parcels arrive when people are at home
- KR: Reduce lead time from 9 to 5 days by 30 June
- KR: Raise the retention rate from 71% to 80% by 30 June
- KR: Reduce employee turnover from 20% to 12% by 30 June
- KR: Launch the courier app by May
"""
BUSINESS = """Objective: Shops earn what they need
- KR: Raise the retention rate from 71% to 80% by 30 June
- KR: Raise monthly recurring revenue from $2M to $3M by 30 June
"""


def judged(text: str) -> Critique:
    return review(parse_okrs(text))


def ids(critique: Critique) -> dict[str, list[str]]:
    found = balance(critique)
    return {s.side: [line.statement.id for line in s.lines] for s in (*found.lenses, *found.timings)}


def test_results_are_sorted_by_what_their_measures_look_at() -> None:
    found = ids(judged(MIXED))
    assert (found["flow"], found["business"], found["team"]) == (["1.1"], ["1.2"], ["1.3"])
    assert "1.4" not in [one for lines in found.values() for one in lines], "a task measures nothing"
    assert sorted(found["leading"] + found["lagging"]) == ["1.1", "1.2", "1.3"]


def test_the_finding_names_what_is_missing_and_how_sure_it_is() -> None:
    assert lenses_said(balance(judged(MIXED))) == "The results look at the work from all three sides"
    assert lenses_said(balance(judged(BUSINESS))) == "No result looks at flow or at the team"
    more = judged(BUSINESS + "- KR: Raise gribbles that snorf from 4 to 9 by 30 June\n")
    assert ids(more)[UNLISTED] == ["1.3"]
    assert lenses_said(balance(more)) == "No result we could place looks at flow or at the team"
    assert timings_said(balance(more)).startswith("Every result we could place ")


def test_nothing_is_said_when_most_measures_are_unknown() -> None:
    unknown = "".join(f"- KR: Raise gribbles{n} that snorf from 4 to 9 by 30 June\n" for n in range(4))
    critique = judged(BUSINESS + unknown)
    assert lenses_said(balance(critique)) == timings_said(balance(critique)) == ""
    assert set_pictures(critique) == ()
    assert Report(critique).view.pictures == ()
    assert set_pictures(judged("Objective: Callers get help\n- KR: Launch the voice menu\n")) == ()


def test_a_mark_for_each_result_and_the_finding_as_title() -> None:
    critique = judged(MIXED)
    for chart in (lens_chart(critique), timing_chart(critique)):
        spec = chart.to_dict()
        values = [row for rows in spec["datasets"].values() for row in rows if "id" in row]
        assert {row["id"] for row in values} == {"1.1", "1.2", "1.3"}
        assert spec["title"]["text"] in (lenses_said(balance(critique)), timings_said(balance(critique)))
        assert len({(row["x"], row["y"]) for row in values}) == 3


def test_the_page_shows_pictures_when_it_gets_them_and_lists_the_lines_else() -> None:
    critique = judged(BUSINESS)
    report = Report(critique)
    drawn, listed = report.html(set_pictures(critique)), report.html()
    assert 'role="img"' in drawn
    assert 'role="img"' not in listed
    for page in (drawn, listed):
        assert "No result looks at flow or at the team" in page
        assert "no line yet" in page
        assert " style=" not in page, "the page's policy would block it"
    assert report.html(["<svg xmlns='http://www.w3.org/2000/svg'/>"]) == listed, "a picture for each, or none"


def test_a_drawing_can_do_nothing_but_be_seen() -> None:
    hostile = """<svg xmlns="http://www.w3.org/2000/svg" onload="x()" style="x" width="9" viewBox="0 0 1 1">
    <script>x()</script><a href="javascript:x()"><text>t</text></a><foreignObject><b/></foreignObject>
    <path d="M0 0" fill="url(https://evil.example)" onclick="x()"/><image href="https://evil.example"/>
    <style>*{}</style><text>&lt;script&gt;</text></svg>"""
    root = Xml.fromstring(str(inert(hostile)))
    assert [node.tag for node in root.iter()] == ["svg", "path", "text"]
    assert {name for node in root.iter() for name in node.attrib} == {"viewBox", "d"}
    assert "&lt;script&gt;" in inert(hostile)
    for text in ("<p/>", "no", ""):
        with pytest.raises(ValueError, match="no SVG"):
            inert(text)


def test_hostile_words_in_a_picture_stay_words() -> None:
    text = BUSINESS.replace("retention rate", "retention rate </svg><script>alert(1)</script>")
    critique = judged(text)
    for svg in set_pictures(critique):
        assert {node.tag for node in Xml.fromstring(str(inert(svg))).iter()} <= {
            "svg",
            "g",
            "path",
            "text",
            "title",
        }


def test_the_score_is_what_one_counts_by_hand() -> None:
    critique = replace(judged(MIXED), set_findings=())
    found = score(critique)
    assert found is not None
    assert [(part.got, part.most) for part in found.parts] == [
        (26, 35),
        (26, 35),
        (30, 30),
    ]  # 3 of 4; 12 of 16
    assert found.total == 82
    assert {source.id for source in found.sources} == {"gtmhub-score", "okrdash-vanity"}
    task = judged("Objective: Callers get help\n- KR: Launch the voice menu\n")
    assert [part.got for part in score(replace(task, set_findings=())).parts] == [0, 0, 30]  # type: ignore[union-attr]
    assert score(review(OKRSet())) is None


def test_a_baseline_does_not_raise_the_score_and_a_reason_does() -> None:
    okr_set = read_okrs(SETS / "flawed-logistics.csv")
    critique = review(okr_set)
    known = review(okr_set, None, known_of(critique))
    assert critique.set_findings
    assert known.set_findings == ()
    before, after = score(critique), score(known)
    assert before is not None
    assert after is not None
    assert after.total == before.total
    reasons = tuple(Suppression(rule=f.code, reason="Agreed.") for f in critique.set_findings)
    aside = score(review(okr_set, House(suppressions=reasons)))
    assert aside is not None
    assert aside.parts[2].got == 30 > before.parts[2].got


def test_every_rendering_tells_the_same_at_the_end() -> None:
    okr_set = read_okrs(SETS / "flawed-logistics.csv")
    first, *_ = review(okr_set).findings()
    text = next(s.text for s in okr_set.statements() if s.id == first.about)
    house = House(suppressions=(Suppression(rule=first.code, reason="It stays until October.", text=text),))
    all_known = known_of(review(okr_set, house))
    report = Report(review(okr_set, house, frozenset(sorted(all_known)[:2])))
    assert report.view.score is not None
    assert report.view.known
    for shown in (report.html(), report.markdown().replace("\\", ""), report.text(100)):
        flat = " ".join(shown.split())
        for said in (
            report.view.score.title,
            report.view.known,
            "It stays until October.",
            report.view.school.title,
        ):
            assert said in flat
        assert flat.rindex(report.view.score.title) > flat.rindex("Rules used, and whom they follow")
    record = json.loads(report.json())
    assert (
        record["score"]["total"] == report.view.score.total == sum(p["got"] for p in record["score"]["parts"])
    )
    assert record["set_aside"][0]["reason"] == "It stays until October."
    assert len(record["known"]) == len(report.critique.known)
    assert [side["side"] for side in record["balance"]["lenses"]][:3] == ["business", "flow", "team"]


def test_a_school_of_ones_own_is_named() -> None:
    assert Report(replace(judged(MIXED), profile="our <own>")).view.school.title == "our <own>"
