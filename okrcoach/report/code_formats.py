"""Findings for people who keep OKRs in git: SARIF for code hosts, checkstyle for build servers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from okrcoach.judgement import RULES
from okrcoach.model import Critique, Finding, Severity, Statement
from okrcoach.report.inert import visible
from okrcoach.report.records import dumps

_LEVEL = {Severity.FIX: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_CHECKSTYLE = {Severity.FIX: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}

_Located = tuple[Finding, Statement | None]


def as_sarif(critique: Critique, path: str | None = None) -> str:
    """Return the findings as a SARIF 2.1.0 log.

    ``path`` is the draft as seen from the root of the repository; without it the name of the file counts.
    What was set aside is left out: not every reader of SARIF knows suppressions.
    """
    located = list(_located(critique))
    by_code = {finding.code: finding for finding, _ in located}
    codes = sorted(by_code)
    results = []
    for finding, statement in located:
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": codes.index(finding.code),
            "level": _LEVEL[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [_location(statement, critique, path)],
            "partialFingerprints": {"okrcoach/v1": _fingerprint(finding, statement)},
        }
        others = [s for s in _statements(critique) if s.id and s.id in finding.lines]
        if others:
            result["relatedLocations"] = [
                {
                    **_location(other, critique, path),
                    "id": n,
                    "message": {"text": f"Line {visible(other.id)}"},
                }
                for n, other in enumerate(others, 1)
            ]
        results.append(result)
    from okrcoach import __version__

    driver = {"name": "okrcoach", "version": __version__, "rules": [_rule(by_code[code]) for code in codes]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return dumps(log, indent=2) + "\n"


def as_checkstyle(critique: Critique, path: str | None = None) -> str:
    """Return the findings in checkstyle's XML; ``path`` as for :func:`as_sarif`."""
    root = Xml.Element("checkstyle", version="8.0")
    file = Xml.SubElement(root, "file", name=visible(path or _file(critique)))
    for finding, statement in _located(critique):
        Xml.SubElement(
            file,
            "error",
            line=str(_row(statement)),
            severity=_CHECKSTYLE[finding.severity],
            message=_message(finding),
            source=f"okrcoach.{visible(finding.code)}",
        )
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _located(critique: Critique) -> Iterator[_Located]:
    """Yield each finding with the statement at which it is shown: its own, or the first of the set."""
    by_id = {s.id: s for s in reversed(list(_statements(critique))) if s.id}
    first = next(_statements(critique), None)
    for line in critique.lines:
        yield from ((finding, line.statement) for finding in line.findings)
    for finding in critique.set_findings:
        at = [by_id[one] for one in (finding.about, *finding.lines) if one in by_id]
        yield finding, at[0] if at else first


def _statements(critique: Critique) -> Iterator[Statement]:
    return (line.statement for line in critique.lines)


def _message(finding: Finding) -> str:
    about = f"Line {visible(finding.about)}: " if finding.about else ""
    title = visible(finding.title)
    title = title if title.endswith(("?", ".")) else f"{title}."
    return f"{about}{title} {visible(finding.what)} {visible(finding.ask)}"


def _row(statement: Statement | None) -> int:
    """Line of the file; the first where it is not known, for readers that need one."""
    return statement.place.row if statement is not None and statement.place.row else 1


def _file(critique: Critique) -> str:
    files = (statement.place.file for statement in _statements(critique))
    return next((file.rpartition(", sheet ")[0] or file for file in files if file), "draft")


def _location(statement: Statement | None, critique: Critique, path: str | None) -> dict[str, Any]:
    uri = _uri(path or _file(critique))
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": _row(statement)}}}


def _uri(path: str) -> str:
    """Return a path as a relative reference, an absolute one as a ``file:`` address."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="replace")


def _fingerprint(finding: Finding, statement: Statement | None) -> str:
    """What stays the same when a line only moves in its file."""
    text = statement.text if statement is not None else ""
    joined = f"{finding.code}\x00{finding.quote}\x00{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:32]


def _rule(finding: Finding) -> dict[str, Any]:
    known = {rule.code: rule.severity for rule in RULES}
    follows = [f"Follows {visible(s.work)}: {visible(s.claim)}" for s in finding.sources]
    differs = [f"Sees it differently: {visible(finding.disagrees)}"] if finding.disagrees else []
    help_text = "\n".join([visible(finding.why), *follows, *differs, f"More: okrcoach rules {finding.code}"])
    return {
        "id": finding.code,
        "shortDescription": {"text": visible(finding.title)},
        "fullDescription": {"text": visible(finding.why)},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVEL[known.get(finding.code, finding.severity)]},
    }
