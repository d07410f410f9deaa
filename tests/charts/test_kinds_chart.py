"""The picture of a set's key results: one mark each, the finding in words, and nothing hostile in it."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from okrcoach.charts import draw, kinds_chart, kinds_in_words, kinds_title
from okrcoach.charts.look import LOOKS, NOT_JUDGED, SHAPES
from okrcoach.model import Critique, KeyResult, Kind, Line, Objective, OKRSet, Role, Statement, Verdict

RESULT, TASK, HEARTBEAT, OBJECTIVE = Kind.OUTCOME_KR, Kind.TASK, Kind.HEARTBEAT, Kind.OBJECTIVE


def _verdict(text: str, kind: Kind, second: Kind | None = None, unsure: str = "") -> Verdict:
    others = [k for k in Kind if k is not kind]
    first = 0.53 if second else 0.88
    ranking = ((kind, first), *((k, (1 - first) / 3) for k in others))
    return Verdict(
        text=text,
        kind=kind,
        ranking=ranking,
        second=second,
        settle="",
        evidence=(),
        quantity=None,
        unsure=unsure,
    )


def _critique(*kinds: Kind | None, text: str = "Words of line {id}", id_: str = "1.{i}") -> Critique:
    """A set with one objective and a key result for each kind; None for one that cannot be judged."""
    objective = Statement(text="Callers reach somebody who can help", role=Role.OBJECTIVE, id="1")
    lines = [Line(statement=objective, verdict=_verdict(objective.text, OBJECTIVE))]
    for i, kind in enumerate(kinds, 1):
        name = id_.format(i=i)
        words = text.format(id=name)
        statement = Statement(text=words, role=Role.KEY_RESULT, id=name)
        verdict = _verdict(words, kind or TASK, unsure="" if kind else "Not English.")
        lines.append(Line(statement=statement, verdict=verdict))
    key_results = tuple(KeyResult(statement=line.statement) for line in lines[1:])
    return Critique(
        okr_set=OKRSet(objectives=(Objective(statement=objective, key_results=key_results),)),
        lines=tuple(lines),
    )


def _marks(critique: Critique) -> list[dict[str, Any]]:
    spec = kinds_chart(critique).to_dict()
    return list(spec["datasets"][spec["layer"][1]["data"]["name"]])


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([], "There are no key results here yet"),
        ([RESULT], "The one key result is a result"),
        ([TASK], "The one key result is not a result yet"),
        ([RESULT, RESULT], "All two key results are results"),
        ([TASK, HEARTBEAT, OBJECTIVE], "All three key results are still to become results"),
        ([RESULT, TASK, RESULT], "One of three key results is not a result yet"),
        ([RESULT] * 4 + [TASK] * 2 + [HEARTBEAT, OBJECTIVE], "Four of eight key results are not results yet"),
        ([RESULT] * 9 + [TASK] * 5, "Five of 14 key results are not results yet"),
        ([RESULT, TASK, None], "One of two key results is not a result yet; one more could not be judged"),
        ([None, None], "No key result here could be judged"),
    ],
)
def test_the_title_is_the_finding(kinds: list[Kind | None], title: str) -> None:
    critique = _critique(*kinds)
    assert kinds_title(critique) == title
    assert kinds_chart(critique).to_dict()["title"]["text"] == title


def test_every_key_result_is_one_mark_sorted_by_what_it_is() -> None:
    critique = _critique(TASK, RESULT, OBJECTIVE, HEARTBEAT, None, RESULT)
    marks = _marks(critique)
    assert [(mark["id"], mark["kind"]) for mark in marks] == [
        ("1.2", "outcome_kr"),
        ("1.6", "outcome_kr"),
        ("1.1", "task"),
        ("1.4", "heartbeat"),
        ("1.3", "objective"),
        ("1.5", NOT_JUDGED),
    ]
    rows = [mark["y"] for mark in marks]
    assert rows == sorted(rows)
    assert len({(mark["x"], mark["y"]) for mark in marks}) == len(marks), "no mark hides another"


def test_many_of_a_kind_go_on_in_the_next_row() -> None:
    marks = _marks(_critique(*[TASK] * 15, RESULT))
    assert len({(mark["x"], mark["y"]) for mark in marks}) == 16
    spec = kinds_chart(_critique(*[TASK] * 15, RESULT)).to_dict()
    assert max(mark["x"] for mark in marks) < spec["width"]
    assert {mark["y"] for mark in marks if mark["kind"] == "outcome_kr"}.isdisjoint(
        mark["y"] for mark in marks if mark["kind"] == "task"
    )


def test_shapes_alone_tell_the_kinds_apart() -> None:
    assert SHAPES[OBJECTIVE] == "triangle-up"
    assert SHAPES[RESULT] == "circle"
    assert SHAPES[TASK] == "square"
    assert len(set(SHAPES.values())) == 5
    scale = kinds_chart(_critique(TASK)).to_dict()["layer"][1]["encoding"]["shape"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {str(k): v for k, v in SHAPES.items()}


def test_the_text_alternative_names_every_line_under_its_kind() -> None:
    words = kinds_in_words(_critique(TASK, RESULT, TASK, None))
    assert words == (
        "Two of three key results are not results yet; one more could not be judged. "
        "Outcome key result: 1.2. Task: 1.1, 1.3. Not judged: 1.4."
    )


def test_a_close_call_has_a_dashed_outline_and_says_so() -> None:
    sure, close = _critique(TASK), _critique(TASK)
    line = close.lines[1]
    verdict = _verdict(line.statement.text, TASK, second=RESULT)
    close = Critique(
        okr_set=close.okr_set, lines=(close.lines[0], Line(statement=line.statement, verdict=verdict))
    )
    assert 'stroke-dasharray="4,3"' in draw(kinds_chart(close), "")
    assert 'stroke-dasharray="4,3"' not in draw(kinds_chart(sure), "")
    assert "A dashed outline is a close call." in draw(kinds_chart(close), "")
    assert "53 in 100" in draw(kinds_chart(close), "")


HOSTILE = [
    "</svg><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "datum.x = alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "javascript:alert(1)",
    '" onload="alert(1)',
    "]]>&amp;<!-- \x00 \x1b[2J \ud800 \ufffe \u202e",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    braces = text.replace("{", "{{").replace("}", "}}")
    critique = _critique(TASK, text=braces, id_=braces)
    svg = draw(kinds_chart(critique), kinds_in_words(critique))
    root = Xml.fromstring(svg)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "text", "title", "defs", "clipPath", "rect", "line"}
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def test_no_words_of_the_author_reach_the_chart_outside_its_data() -> None:
    spec = kinds_chart(_critique(TASK, text="XYZZY {id}")).to_dict()
    assert "XYZZY" in str(spec.pop("datasets"))
    assert "XYZZY" not in str(spec)


def test_the_drawing_carries_its_text_and_a_tooltip_for_each_mark() -> None:
    critique = _critique(TASK, RESULT)
    root = Xml.fromstring(draw(kinds_chart(critique), kinds_in_words(critique)))
    assert root.get("role") == "img"
    assert root.get("aria-label") == kinds_in_words(critique)
    titles = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == [
        "1.2 Words of line 1.2 (Outcome key result, quite sure, 88 in 100)",
        "1.1 Words of line 1.1 (Task, quite sure, 88 in 100)",
    ]
    labels = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"1.1", "1.2", "Task", "Outcome key result"} <= set(labels)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("paper", ["#ffffff", "#111111"])
def test_the_plain_colours_are_legible_on_light_and_on_dark(paper: str) -> None:
    look = LOOKS["any"]
    # Nothing can have 4.5 to both white and near-black; 4.2 is what the middle gives.
    assert _contrast(look.ink, paper) > 4.2
    assert all(_contrast(colour, paper) > 3 for colour in look.kinds.values())


def test_the_page_theme_leaves_every_colour_to_the_page() -> None:
    svg = draw(kinds_chart(_critique(TASK, RESULT, HEARTBEAT, OBJECTIVE, None), theme="page"), "")
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
    assert colours
    assert all(colour.startswith("var(--okr-") for colour in colours), colours
