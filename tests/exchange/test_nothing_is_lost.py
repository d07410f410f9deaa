"""Whatever the shape: every word of a draft is somewhere in the OKR set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from okrcoach.exchange import UnusableFile, parse_okrs
from okrcoach.exchange.building import Builder
from okrcoach.exchange.csv_file import read_delimited
from okrcoach.model import Place

HEADINGS = [
    "Objective", "Goal", "Name", "Title", "Key result", "KR1", "KR2", "Key Result 2 target", "Statement",
    "Type", "Metric", "KPI", "Baseline", "Target", "Current", "Owner", "Objective owner", "KR owner", "Team",
    "Quarter", "Initiative", "Initiative 2", "Action owner", "Health metric", "Notes", "Status", "Pillar",
    "Result", "Done", "ID", "Confidence", "Score", "", "Parent objective", "Start", "Company goal",
]  # fmt: skip
TYPES = ["Objective", "KR", "Initiative", "KPI", "Stretch KR", ""]
MARKS = [
    "",
    "",
    "- ",
    "* ",
    "1. ",
    "- [ ] ",
    "- [x] ",
    "# ",
    "## ",
    "### ",
    "> ",
    "  - ",
    "    - ",
    "\t",
    "| ",
]
LABELS = [
    "", "", "", "KR1: ", "O1: ", "**Objective 2:** ", "Task: ", "KPI: ", "Owner: ", "Target: ", "Team: ",
    "Note: ",
]  # fmt: skip
ALONE = [
    "", "", "Key Results:", "## Key Results", "Initiatives", "## Health metrics", "# OKRs", "Objective 3",
    "---", "## Notes", "```", "<!-- hidden -->", "| Key result | Target |", "|---|---|", "Our goals:", "===",
]  # fmt: skip


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from strings(entry)
    elif is_dataclass(value) and not isinstance(value, Place):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def words_of(value: object) -> set[str]:
    return set(re.findall(r"w\d+", " ".join(strings(value))))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of which each cell is one word of its own, blank, or a role where roles stand."""
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=7))
    lines = [";".join(headings)]
    number = 0
    for _ in range(draw(st.integers(1, 6))):
        cells = []
        for heading in headings:
            number += 1
            word = draw(st.sampled_from(TYPES)) if heading == "Type" else f"w{number}"
            cells.append(word if draw(st.booleans()) else "")
        lines.append(";".join(cells))
    return "\n".join(lines)


@st.composite
def outlines(draw: st.DrawFn) -> str:
    """Lines with marks and labels, each with a word of its own."""
    lines = []
    for number in range(draw(st.integers(1, 12))):
        if draw(st.integers(0, 3)) == 0:
            lines.append(draw(st.sampled_from(ALONE)))
        else:
            lines.append(f"{draw(st.sampled_from(MARKS))}{draw(st.sampled_from(LABELS))}w{number} thing")
    return "\n".join(lines)


@settings(max_examples=400, deadline=None)
@given(text=tables())
def test_every_cell_of_a_table_is_kept(text: str) -> None:
    builder = Builder("a.csv")
    try:
        read_delimited(text, builder)
        okr_set = builder.build()
    except UnusableFile as error:
        assume("no statements" in str(error) or "no headings" in str(error))
        return
    assert set(re.findall(r"w\d+", text)) <= words_of(okr_set)
    ids = [statement.id for statement in okr_set.statements()]
    assert len(ids) == len(set(ids))


@settings(max_examples=400, deadline=None)
@given(text=outlines())
def test_every_line_of_an_outline_is_kept(text: str) -> None:
    try:
        okr_set = parse_okrs(text)
    except UnusableFile as error:
        assert re.search("no statements|no text", str(error), re.IGNORECASE)  # noqa: PT017
        return
    assert set(re.findall(r"w\d+", text)) <= words_of(okr_set)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("aB1 \t\n\r#*-_|>[]x`~:;,.\"'()=+KRO!&\\")))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_okrs(text)
    except UnusableFile:
        return
