"""The report pack of a critique in every format, on a client's own workbook, without names if wished."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from okrcoach.exchange import Key as NameKey
from okrcoach.exchange import anonymise
from okrcoach.exchange.amounts import in_money
from okrcoach.judgement import House, review
from okrcoach.model import Action, Critique, Finding, SetAside, Statement
from okrcoach.report import Report
from okrcoach.widgets.client.decisions import Decision, Key, decided
from okrcoach.widgets.client.draft import Draft
from okrcoach.widgets.desk import NotPossible

#: Ending -> (what it is for, its type), in the order of a page.
FORMATS = {
    "html": ("A page to read and print", "text/html"),
    "docx": ("A Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": ("Text for a wiki", "text/markdown"),
    "xlsx": ("A workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("Data for another program", "application/json"),
}


def rendered(report: Report, form: str, draft: Draft | None = None) -> bytes:
    """Return a report as one of ``FORMATS``.

    With a ``draft`` that is a workbook, "xlsx" is this very workbook with comments on its cells. Raises
    ``UnusableFile`` when it takes none, and ``NotPossible`` where python-docx is missing.
    """
    if form == "html":
        from okrcoach.charts import set_pictures

        return report.html(set_pictures(report.critique)).encode()
    if form == "docx":
        from okrcoach.report.docx_file import NoWord

        try:
            return report.docx()
        except NoWord as error:
            raise NotPossible(str(error)) from error
    if form == "xlsx":
        if draft is None or not draft.workbook:
            return report.xlsx()
        from okrcoach.exchange.commented import commented

        return commented(draft.content, report.cell_notes(), draft.name)
    return (report.markdown() if form == "md" else report.json() + "\n").encode()


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return files, by name, as one ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def without_names(
    critique: Critique,
    decisions: Mapping[Key, Decision],
    keys: Mapping[int, Key],
    house: House | None,
    *,
    also: Sequence[str] = (),
    amounts: float | None = None,
) -> tuple[Critique, NameKey]:
    """Return the decided critique with placeholders for names, and the key that brings them back.

    What the coach wrote is hidden with the draft, so that a name is the same person everywhere; the lines
    are judged again as they read then, and said about them is what was said before. ``also`` are more
    words to hide, ``amounts`` a factor for sums of money. Raises ``ValueError`` for a factor that is none.
    """
    words = [
        text
        for one in decisions.values()
        for text in (one.reason, one.ask, one.rewrite)
        if text is not None and text.strip()
    ]
    words += [one.reason for one in critique.set_aside]
    okr_set = critique.okr_set
    carried = tuple(Action(statement=Statement(text=text)) for text in dict.fromkeys(words))
    hidden, key = anonymise(replace(okr_set, coming=(*okr_set.coming, *carried)), also=also, amounts=amounts)
    own = len(okr_set.coming)
    said = {
        was.statement.text: now.statement.text for was, now in zip(carried, hidden.coming[own:], strict=True)
    }
    again = review(replace(hidden, coming=hidden.coming[:own]), house)
    hide = _hider(key)
    twin = _twins(critique, again, hide)
    lines = tuple(
        replace(now, findings=tuple(twin(f) for f in was.findings), praise=hide(was.praise))
        for was, now in zip(critique.lines, again.lines, strict=True)
    )
    made = replace(
        again,
        lines=lines,
        set_findings=tuple(twin(f) for f in critique.set_findings),
        set_aside=tuple(
            SetAside(finding=twin(one.finding), reason=said.get(one.reason, one.reason))
            for one in critique.set_aside
        ),
    )
    its_keys = {id(twin(finding)): keys[id(finding)] for finding in critique.findings()}
    its_decisions = {
        k: replace(
            one,
            reason=said.get(one.reason, one.reason),
            ask=None if one.ask is None else said.get(one.ask, one.ask),
            rewrite=None if one.rewrite is None else said.get(one.rewrite, one.rewrite),
        )
        for k, one in decisions.items()
    }
    return decided(made, its_decisions, its_keys), key


def _twins(was: Critique, now: Critique, hide: Callable[[str], str]) -> Callable[[Finding], Finding]:
    """Return what finds the same finding about the hidden words, and makes it where none was found again."""
    there: dict[tuple[str, str], list[Finding]] = {}
    for finding in (*now.findings(), *(one.finding for one in now.set_aside)):
        there.setdefault((finding.code, finding.about), []).append(finding)
    made: dict[int, Finding] = {}
    for finding in (*was.findings(), *(one.finding for one in was.set_aside)):
        same = there.get((finding.code, finding.about))
        made[id(finding)] = same.pop(0) if same else _hidden(finding, hide)
    return lambda finding: made[id(finding)]


def _hidden(finding: Finding, hide: Callable[[str], str]) -> Finding:
    """Return a finding without names; it points at no words any more, since they have moved."""
    return replace(
        finding,
        span=None,
        quote=hide(finding.quote),
        what=hide(finding.what),
        ask=hide(finding.ask),
        rewrites=tuple(map(hide, finding.rewrites)),
    )


def _hider(key: NameKey) -> Callable[[str], str]:
    """Return what puts the placeholders of a key into a text."""
    names = {one.original: one.placeholder for one in key.replaced}
    sums = dict(key.amounts)
    longest = sorted(map(re.escape, names), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)") if longest else None

    def hide(text: str) -> str:
        text = in_money(text, lambda n: sums.get(n, n)) if sums else text
        return pattern.sub(lambda found: names[found.group()], text) if pattern else text

    return hide
