"""SARIF and checkstyle of real files: valid, at the right lines, inert; and the hook runs."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import yaml

from okrcoach.exchange import read_okrs
from okrcoach.judgement import House, known_of, review
from okrcoach.model import KeyResult, Objective, OKRSet, Place, Role, Severity, Statement, Suppression
from okrcoach.report import Report, critique

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "datasets" / "sets"
#: What the standard (SARIF 2.1.0, sections 3.13 to 3.49) demands of what we write.
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_PLACE = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "message": _TEXT,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {"required": ["uri"], "properties": {"uri": {"format": "uri-reference"}}},
                "region": {
                    "properties": {"startLine": {"type": "integer", "minimum": 1}},
                    "required": ["startLine"],
                },
            },
        },
    },
}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "version", "rules"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id", "shortDescription", "fullDescription", "help"],
                                            "properties": {
                                                "shortDescription": _TEXT,
                                                "fullDescription": _TEXT,
                                                "help": _TEXT,
                                                "defaultConfiguration": {"properties": {"level": _LEVEL}},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {
                                "level": _LEVEL,
                                "message": _TEXT,
                                "locations": {"type": "array", "minItems": 1, "items": _PLACE},
                                "relatedLocations": {"type": "array", "items": _PLACE},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                            },
                        }
                    },
                },
            },
        },
    },
}
DRAFTS = sorted(path for path in SETS.iterdir() if path.suffix in (".md", ".yaml", ".xlsx", ".csv"))
DRAFTS = [path for path in DRAFTS if path.stem != "expected"]


def log_of(report: Report, path: str | None = None) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(report.sarif(path))
    jsonschema.Draft202012Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(log)
    return log


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.name)
def test_sarif_of_a_draft(draft: Path) -> None:
    report = critique(read_okrs(draft))
    run = log_of(report)["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert len(results) == len(report.critique.findings())
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == draft.name
    assert {rule["id"] for rule in rules} == {finding.code for finding in report.critique.findings()}


def test_findings_point_at_the_line_of_the_file() -> None:
    draft = SETS / "flawed-contact-centre.md"
    rows = draft.read_text(encoding="utf-8").splitlines()
    report = critique(read_okrs(draft))
    of_lines = [f for line in report.critique.lines for f in line.findings]
    results = log_of(report)["runs"][0]["results"]
    errors = Xml.fromstring(report.checkstyle()).findall("./file/error")
    assert of_lines
    for finding, result, error in zip(of_lines, results, errors, strict=False):
        row = result["locations"][0]["physicalLocation"]["region"]["startLine"]
        assert finding.quote.split()[0] in rows[row - 1] if finding.quote else rows[row - 1]
        assert int(error.attrib["line"]) == row
        assert (
            result["level"] == {"fix": "error", "warning": "warning", "note": "note"}[finding.severity.value]
        )
        assert (
            error.attrib["severity"]
            == {"fix": "error", "warning": "warning", "note": "info"}[finding.severity.value]
        )
        assert error.attrib["source"] == f"okrcoach.{finding.code}"


def test_the_path_is_the_repositorys_and_a_moved_line_keeps_its_fingerprint(tmp_path: Path) -> None:
    text = "# Objective: Callers reach somebody who can help\n\n- KR: Launch the voice menu by June\n"
    prints = []
    for n, name in enumerate(("a b#1.md", "moved.md")):
        (tmp_path / name).write_text("\n" * n + text, encoding="utf-8")
        results = log_of(critique(read_okrs(tmp_path / name)), f"teams/{name}")["runs"][0]["results"]
        prints.append([result["partialFingerprints"]["okrcoach/v1"] for result in results])
        uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == ("teams/moved.md" if n else "teams/a%20b%231.md")
    assert prints[0] == prints[1] != []


def test_what_is_set_aside_or_known_is_left_out() -> None:
    okr_set = read_okrs(SETS / "flawed-contact-centre.md")
    findings = review(okr_set).findings()
    house = House(suppressions=(Suppression(rule=findings[0].code, reason="Agreed."),))
    codes = {r["ruleId"] for r in log_of(Report(review(okr_set, house)))["runs"][0]["results"]}
    assert findings[0].code not in codes
    known = Report(review(okr_set, None, known_of(review(okr_set))))
    assert log_of(known)["runs"][0]["results"] == []
    assert not Xml.fromstring(known.checkstyle()).findall("./file/error")


def test_findings_of_the_set_name_their_lines() -> None:
    report = critique(read_okrs(SETS / "flawed-contact-centre.md"))
    about_two = replace(report.critique.findings()[0], about="", lines=("1.1", "1.2"), severity=Severity.NOTE)
    changed = Report(replace(report.critique, set_findings=(about_two,)))
    result = log_of(changed)["runs"][0]["results"][-1]
    assert [other["message"]["text"] for other in result["relatedLocations"]] == ["Line 1.1", "Line 1.2"]
    note = changed.view.set_notes[-1]
    assert note.lines == "Lines 1.1 and 1.2"
    for shown in (changed.html(), changed.text(), changed.markdown().replace("\\", "")):
        assert "Lines 1.1 and 1.2" in shown
    assert changed.to_dict()["set_findings"][-1]["lines"] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    "text",
    [
        '"/><error x="',
        "]]> &amp; <!--",
        "a\x00\x1b[2J\ud800\ufffe\u202e b",
        "Launch ${{ secrets.X }} ::error::",
    ],
)
def test_hostile_words_stay_words(text: str) -> None:
    place = Place(file=text, row=3)
    key_result = KeyResult(
        statement=Statement(text=f"Launch {text}", role=Role.KEY_RESULT, id="1.1", place=place)
    )
    objective = Statement(text="Callers are helped", role=Role.OBJECTIVE, id="1", place=place)
    report = critique(OKRSet(objectives=(Objective(statement=objective, key_results=(key_result,)),)))
    log_of(report)
    root = Xml.fromstring(report.checkstyle())
    assert {node.tag for node in root.iter()} == {"checkstyle", "file", "error"}
    assert {name for node in root.iter("error") for name in node.attrib} == {
        "line",
        "severity",
        "message",
        "source",
    }
    for written in (report.sarif(), report.checkstyle()):
        assert not [
            c for c in written if c != "\n" and (ord(c) < 32 or c == "\u202e" or "\ud800" <= c <= "\udfff")
        ]


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("okrs.md", True), ("team/OKR-2027-q1.yaml", True), ("okrs/platform/q1.csv", True),
        ("OKRs 2027.xlsx", True),
        ("notes/okra-soup.md", False), ("src/okrs.py", False), ("bookrs.md", False), ("README.md", False),
    ],
)  # fmt: skip
def test_the_hook_takes_okr_files_only(name: str, meant: bool) -> None:
    assert bool(re.search(hook()["files"], name)) is meant


def test_the_hook_reads_every_file_and_fails_when_one_needs_a_look(tmp_path: Path) -> None:
    (tmp_path / "okrs.md").write_text(
        "# Objective: Callers get help\n- KR: Launch the voice menu\n", encoding="utf-8"
    )
    good = (SETS / "good-repair-cafe.yaml").read_bytes()
    (tmp_path / "okrs-good.yaml").write_bytes(good)
    entry = shlex.split(hook()["entry"])
    assert entry[0] == "okrcoach"
    for files, code in ((["okrs-good.yaml", "okrs.md"], 1), (["okrs-good.yaml"], 0)):
        done = subprocess.run(
            [sys.executable, "-m", "okrcoach.cli", *entry[1:], *files],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert ("voice menu" in done.stdout) == (code == 1)
