"""The page about files says what the code does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from okrcoach.exchange import parse_okrs, read_okrs, write_yaml
from okrcoach.exchange.columns import Field, read_heading
from okrcoach.model import OKRSet

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "files.md").read_text(encoding="utf-8")


def rows() -> list[tuple[Field, str]]:
    table = PAGE.split("### Headings")[1].split("\n\n- **")[0]
    found = []
    for what, headings in re.findall(r"^\| ([a-z ]+?)(?: \(.*?\))? \| (.*) \|$", table, re.MULTILINE):
        if what != "what":
            names = re.split(r", ", re.sub(r" \(.*?\)", "", headings.split(";")[0]))
            found += [(Field(what.replace(" ", "_")), name) for name in names]
    return found


def test_the_page_lists_the_fields() -> None:
    listed = {field for field, _ in rows()}
    assert set(Field) - listed == {Field.NAME, Field.RESULT, Field.OTHER}


@pytest.mark.parametrize(("field", "heading"), rows())
def test_each_heading_on_the_page_is_understood(field: Field, heading: str) -> None:
    assert read_heading(heading).field is field


def test_the_yaml_example_is_what_we_write(filed: Callable[[str, str], OKRSet], tmp_path: Path) -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    okr_set = filed("example.yaml", example)
    write_yaml(okr_set, tmp_path / "again.yaml")
    assert read_okrs(tmp_path / "again.yaml").note == okr_set.note == "first draft"
    keys = set(re.findall(r"^[ -]*([a-z_]+):", example, re.MULTILINE))
    written = set(re.findall(r"^[ -]*([a-z_]+):", (tmp_path / "again.yaml").read_text(), re.MULTILINE))
    assert keys <= written


def test_the_markdown_example_reads_as_shown(tree: Callable[[OKRSet], list[str]]) -> None:
    example = PAGE.split("## Markdown and plain text")[1].split("```")[1]
    okr_set = parse_okrs(example)
    assert tree(okr_set) == [
        "O: Mornings on our trams are calm",
        "  KR: Trains on time from 78% to 90%",
        "    action: Repaint the doors",
        "  KR: Queue at Central below 6 minutes",
        "  done: Reroute line 4",
        "heartbeat: Accidents per month",
    ]
    assert (okr_set.cycle.name, okr_set.objectives[0].key_results[0].owner) == ("Q3 2026", "Ana")
    assert okr_set.objectives[0].note == "Riders told us that they are not."
