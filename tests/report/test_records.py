"""The JSON contract: real verdicts and critiques against the published schemas."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from okrcoach.judgement import classify, judge_line
from okrcoach.model import Cycle, KeyResult, Kind, Objective, OKRSet, Place, Role, Statement
from okrcoach.report import critique, line_record, verdict_record
from okrcoach.report.records import UnusableLine, asked_line, dumps

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"
TEXTS = [
    "Launch the new voice menu by June",
    "Raise first-visit repairs from 68% to 82% by 30 September",
    "Cut waiting by a third",
    "Keep the pharmacy queue under ten minutes",
    "Be the workshop that cyclists recommend to strangers",
    "Better updates",
    "",
    "\u6771\u4eac\u3067\u4e00\u756a\u306b\u306a\u308b",
    "from X% to Y%",
]


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("text", TEXTS)
def test_verdict_record_is_what_the_schema_says(text: str) -> None:
    record = json.loads(dumps(verdict_record(classify(text))))
    validator("classify").validate(record)
    assert record["text"] == text
    assert sum(record["probabilities"].values()) == pytest.approx(1, abs=3e-4)
    assert record["confidence"] == record["probabilities"][record["kind"]]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("role", [None, *Role])
def test_line_record_is_what_the_schema_says(text: str, role: Role | None) -> None:
    record = json.loads(dumps(line_record(judge_line(Statement(text=text, role=role, id="7")))))
    validator("lines").validate(record)
    assert record["id"] == "7"
    for found in record["findings"]:
        assert (found["start"] is None) == (found["end"] is None)
        if found["start"] is not None:
            assert text[found["start"] : found["end"]] == found["quote"]


def test_quantity_is_given_as_written() -> None:
    record = verdict_record(classify("Raise first-visit repairs from 68% to 82% by 30 September"))["quantity"]
    assert record
    assert (record["direction"], record["baseline"], record["target"], record["change"]) == (
        "up",
        "68%",
        "82%",
        None,
    )
    assert "30 September" in record["deadline"]


def sample() -> OKRSet:
    place = Place(file="drafts.csv", row=4, column="Key result")
    key_results = tuple(
        KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id=f"1.{n}", place=place))
        for n, text in enumerate(TEXTS, 1)
    )
    objective = Statement(text="Tenants come home to a dry flat", role=Role.OBJECTIVE, id="1")
    return OKRSet(
        title="Repairs",
        cycle=Cycle(name="Q3", start=date(2026, 7, 1)),
        objectives=(Objective(statement=objective, key_results=key_results),),
        loose=(Statement(text="Launch the portal"),),
    )


def test_critique_record_is_what_the_schema_says() -> None:
    record = json.loads(critique(sample()).json())
    validator("critique").validate(record)
    assert record["cycle"] == {"name": "Q3", "start": "2026-07-01", "end": None}
    assert record["lines"][1]["place"] == {"file": "drafts.csv", "row": 4, "column": "Key result"}
    assert record["counts"]["lines"] == len(record["lines"]) == len(TEXTS) + 2
    assert sum(record["counts"]["kinds"].values()) + record["counts"]["unsure"] == len(record["lines"])
    found = [f for line in record["lines"] for f in line["findings"]] + record["set_findings"]
    assert sum(record["counts"]["findings"].values()) == len(found)
    known = {(f["code"], f["about"]) for f in found}
    assert {(f["code"], f["about"]) for f in record["first_fixes"]} <= known


def test_a_schema_notices_a_key_too_many_and_one_too_few() -> None:
    examples: dict[str, dict[str, Any]] = {
        "classify": verdict_record(classify(TEXTS[0])),
        "lines": line_record(judge_line(Statement(text=TEXTS[0], role=Role.KEY_RESULT, id="1"))),
        "critique": critique(sample()).to_dict(),
    }
    for name, record in examples.items():
        validator(name).validate(record)
        assert not validator(name).is_valid({**record, "more": 1})
        for key in record:
            assert not validator(name).is_valid({k: v for k, v in record.items() if k != key}), key


def test_same_draft_same_bytes() -> None:
    first, second = critique(sample()), critique(sample())
    assert first.json() == second.json()
    assert first.html() == second.html()
    assert first.markdown() == second.markdown()


def test_asked_line_reads_what_was_asked() -> None:
    assert asked_line('{"id": 7, "role": "task", "text": "Launch", "more": []}') == (
        7,
        Statement(text="Launch", role=Role.TASK, id="7"),
    )
    assert asked_line('{"id": "a", "role": null, "text": ""}')[1].role is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", ": this is not JSON"),
        ("[" * 100_000, ": this is not JSON"),
        ("[1]", ": a JSON object"),
        ('{"id": "x"}', ", key text:"),
        ('{"id": "x", "text": 3}', ", key text:"),
        ('{"id": "x", "text": "half \\ud800"}', ", key text:"),
        ('{"text": "Launch"}', ", key id:"),
        ('{"id": true, "text": "Launch"}', ", key id:"),
        ('{"id": "\\udfff", "text": "Launch"}', ", key id:"),
        ('{"id": "x", "role": "kr", "text": "Launch"}', ", key role:"),
        ('{"id": "x", "role": ["task"], "text": "Launch"}', ", key role:"),
    ],
)
def test_asked_line_names_the_key_that_is_in_trouble(row: str, message: str) -> None:
    with pytest.raises(UnusableLine) as caught:
        asked_line(row)
    assert str(caught.value).startswith(message)


def test_kinds_in_the_schema_are_the_kinds_of_the_model() -> None:
    schema = validator("classify").schema
    assert isinstance(schema, dict)
    assert schema["$defs"]["kind"]["enum"] == [kind.value for kind in Kind]
