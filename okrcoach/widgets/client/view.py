"""What the pages of the client desk show, step by step; every choice of words is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from okrcoach.charts import set_pictures
from okrcoach.judgement import House, profiles
from okrcoach.judgement.heartbeats import Belongs, sort_measures
from okrcoach.model import Critique, Finding, Line, Role, Severity
from okrcoach.report import words
from okrcoach.report.inert import visible
from okrcoach.report.marks import Mark, mark_name, parts, runs
from okrcoach.widgets.client.decisions import State
from okrcoach.widgets.client.intake import LINES_A_PAGE
from okrcoach.widgets.client.pack import FORMATS
from okrcoach.widgets.client.view_in import FILED, bring, check
from okrcoach.widgets.editor.showing import rewrite

if TYPE_CHECKING:
    from okrcoach.widgets.client.desk import ClientDesk

_STEPS = (
    ("bring", "Bring"), ("check", "Check the reading"), ("lines", "Line by line"), ("set", "The set"),
    ("send", "Send back"),
)  # fmt: skip
_FILTERS = (
    ("all", "All lines"), ("open", "Not decided"), ("fix", "Fix first"), ("warning", "Worth a look"),
    ("note", "Good to know"),
)  # fmt: skip
_MARK = {Severity.FIX: "fix", Severity.WARNING: "look", Severity.NOTE: "note"}
_LISTS = (
    (Belongs.OKR, "To change: OKRs", "outcome_kr"),
    (Belongs.HEARTBEAT, "To hold: heartbeats", "heartbeat"),
    (Belongs.GUARDRAIL, "To hold, so that the push does no harm: guardrails", "guardrail"),
)


def values(desk: ClientDesk) -> dict[str, Any]:
    """Return what the templates are drawn with: what is common, and what the step needs."""
    made = {"bring": bring, "check": check, "lines": lines, "set": about_set, "send": send}[desk.step]
    return {
        "step": desk.step,
        "steps": _STEPS,
        "name": ""
        if desk.draft is None
        else "Pasted words"
        if desk.draft.pasted
        else visible(desk.draft.name),
        "ready": desk.critique is not None,
        "saved": desk.reviews.shown if desk.draft is not None else "",
        "save_trouble": desk.reviews.trouble or desk.kept.trouble,
        "complaint": desk.complaint,
        "to_forget": desk.to_forget,
        "done": desk.done,
        "focus": desk.focus,
        "progress": _progress(desk),
        **made(desk),
    }


def _progress(desk: ClientDesk) -> dict[str, Any]:
    if desk.critique is None or desk.draft is None:
        return {"looked": 0, "lines": 0, "open": 0, "points": 0}
    found = desk.critique.findings()
    return {
        "looked": sum(key in desk.review.looked for key in desk.draft.keys),
        "lines": len(desk.critique.lines),
        "open": sum(desk.decision(finding).state is State.OPEN for finding in found),
        "points": len(found),
    }


def lines(desk: ClientDesk) -> dict[str, Any]:
    """The list of lines and the one that is looked at."""
    critique = desk.critique
    if critique is None or desk.draft is None:
        raise LookupError("a step without a draft")
    listed = desk.listed()
    pages = -(-len(listed) // LINES_A_PAGE)
    page = min(desk.page, max(0, pages - 1))
    shown = listed[page * LINES_A_PAGE : (page + 1) * LINES_A_PAGE]
    schools = {p.name: p for p in (desk.current_house().profile, *profiles().values())}
    if desk.house:
        schools.setdefault(desk.house.profile.name, desk.house.profile)
    return {
        "schools": [(p.name, p.title) for p in sorted(schools.values(), key=lambda p: p.name != "coach")],
        "school": desk.profile.name,
        "school_says": desk.profile.says,
        "filters": [(value, title, value == desk.filter) for value, title in _FILTERS],
        "listed": [_entry(desk, critique.lines[n], n) for n in shown],
        "pages": pages,
        "page": page,
        "line": _line(desk, critique.lines[desk.at], desk.at) if listed else None,
        "place": listed.index(desk.at) + 1 if desk.at in listed else 0,
        "total": len(listed),
    }


def _entry(desk: ClientDesk, line: Line, n: int) -> dict[str, Any]:
    states = [desk.decision(finding).state for finding in line.findings]
    still = sum(state is State.OPEN for state in states)
    severity = line.severity
    looked = desk.draft is not None and desk.draft.keys[n] in desk.review.looked
    return {
        "place": n,
        "label": visible(line.statement.id),
        "kind": "unsure" if line.verdict.unsure else line.verdict.kind.value,
        "kind_words": "not judged" if line.verdict.unsure else line.verdict.kind.words,
        "text": visible(line.statement.text),
        "mark": _MARK[severity] if severity and still else "",
        "severity": severity.words if severity and still else "",
        "says": words.count(still, "open point")
        if still
        else "decided"
        if states
        else "good"
        if line.praise
        else "nothing to say",
        "looked": looked,
        "current": n == desk.at,
    }


def _line(desk: ClientDesk, line: Line, n: int) -> dict[str, Any]:
    statement, verdict = line.statement, line.verdict
    firsts = desk.judged.first_fixes()
    first_keys = {(f.code, f.about) for f in firsts}
    marks = parts(verdict.quantity)
    for finding in line.findings:
        if finding.span is not None and desk.decision(finding).state is not State.DISMISSED:
            told = (finding.code, finding.about) in first_keys
            marks.append(Mark(finding.span, mark_name(finding.severity, first=told)))
    role = dict(FILED)[statement.role.value if statement.role else ""]
    where = f"row {statement.place.row}" if statement.place.row else ""
    after = desk.judged.lines[n]
    ready = statement.role is Role.KEY_RESULT and words.ready(after)
    return {
        "id": f"cl-line-{n}",
        "label": visible(statement.id),
        "filed": f"Filed as: {role.lower()}" + (f", {where}" if where else ""),
        "runs": [
            (run.text, "fix" if run.mark == "later" else run.mark) for run in runs(statement.text, marks)
        ],
        "kind": verdict.kind.value,
        "kind_words": words.sentence(verdict.kind.words),
        "unsure": visible(verdict.unsure),
        "how_sure": verdict.how_sure,
        "sure_in": f"{round(verdict.confidence * 100)} in 100",
        "close": verdict.how_sure == "a close call",
        "second": verdict.second.value if verdict.second else "",
        "second_words": verdict.second.words if verdict.second else "",
        "settle": visible(verdict.settle),
        "good": visible(line.praise) or ("Ready to agree on." if ready else ""),
        "points": points(desk, line.findings, statement.id),
    }


def points(desk: ClientDesk, findings: tuple[Finding, ...], line: str = "") -> list[dict[str, Any]]:
    """Return findings as a page shows them, with what was decided; the first open one answers to keys.

    What is about ``line`` alone does not say so again.
    """
    shown = []
    keyed = False
    for finding in findings:
        key, decision = desk.keys[id(finding)], desk.decision(finding)
        is_open = decision.state is State.OPEN
        edited = decision.state is State.EDITED
        rewrites = finding.rewrites
        if edited and decision.rewrite is not None and decision.rewrite.strip() != "".join(rewrites[:1]):
            rewrites = (decision.rewrite.strip(),) if decision.rewrite.strip() else ()
        shown.append(
            {
                "token": key.token,
                "code": finding.code,
                "mark": _MARK[finding.severity],
                "severity": finding.severity.words,
                "title": visible(finding.title),
                "what": visible(finding.what),
                "why": visible(finding.why),
                "ask": visible((decision.ask or "").strip() if edited else finding.ask),
                "rewrites": [rewrite(visible(one))["pieces"] for one in rewrites],
                "sources": [f"{visible(s.work)}: {visible(s.claim)}" for s in finding.sources],
                "disagrees": visible(finding.disagrees),
                "about": visible(words.lines_named(finding.lines) or _about(finding, line)),
                "state": decision.state.value,
                "reason": decision.reason,
                "own_ask": visible(finding.ask) if decision.ask is None else decision.ask,
                "own_rewrite": visible("".join(rewrites[:1]))
                if decision.rewrite is None
                else decision.rewrite,
                "writing": desk.writing[1] if desk.writing[0] == key.token else "",
                "keyed": is_open and not keyed,
            }
        )
        keyed = keyed or is_open
    return shown


def _about(finding: Finding, line: str) -> str:
    return f"Line {finding.about}" if finding.about and finding.about != line else ""


def line_said(desk: ClientDesk) -> str:
    """Return what a screen reader hears of the line that is looked at."""
    if desk.critique is None:
        return ""
    line = desk.critique.lines[desk.at]
    kind = "not judged" if line.verdict.unsure else f"{line.verdict.kind.words}, {line.verdict.how_sure}"
    found = words.count(len(line.findings), "point")
    return (
        f"Line {visible(line.statement.id)}: {visible(line.statement.text)} {words.sentence(kind)}. {found}."
    )


def whole(critique: Critique, house: House) -> dict[str, Any]:
    """Return what is worked out of the decided set: good lines, first fixes, pictures, what to hold."""
    texts = {line.statement.id: line.statement.text for line in critique.lines}
    sorting = sort_measures(critique, house)
    lists = [
        {
            "title": title,
            "kind": kind,
            "rows": [
                {
                    "id": visible(one.id),
                    "text": visible(one.seen.statement.text),
                    "reason": visible(one.reason),
                    "moves": one.move is not None or one.misfiled,
                }
                for one in sorting.of(belongs)
            ],
        }
        for belongs, title, kind in _LISTS
    ]
    return {
        "summary": words.summary(critique),
        "goods": [
            {
                "label": visible(line.statement.id),
                "text": visible(line.statement.text),
                "says": visible(line.praise),
            }
            for line in {line.praise: line for line in reversed(critique.lines) if line.praise}.values()
        ][::-1][:3],
        "firsts_title": words.fixes_title(len(critique.first_fixes())),
        "firsts": [
            {
                "label": visible(finding.about),
                "text": visible(texts.get(finding.about, "")),
                "title": visible(finding.title),
                "ask": visible(finding.ask),
            }
            for finding in critique.first_fixes()
        ],
        "pictures": set_pictures(critique),
        "lists": lists,
        "left_out": [
            {
                "id": visible(one.seen.statement.id),
                "text": visible(one.seen.statement.text),
                "reason": visible(one.reason),
            }
            for one in sorting.left_out
        ],
        "conflicts": [
            {"pushed": visible(one.pushed), "guarded": visible(one.guarded), "why": visible(one.why)}
            for one in sorting.conflicts
        ],
    }


def about_set(desk: ClientDesk) -> dict[str, Any]:
    """The set as a whole."""
    critique = desk.critique
    found = critique.set_findings if critique else ()
    return {**desk.whole(), "points": points(desk, found), "school_title": desk.profile.title}


def send(desk: ClientDesk) -> dict[str, Any]:
    """What goes back to the client."""
    critique, sending = desk.judged, desk.sending
    states = [one.state for one in desk.review.decisions.values()]
    workbook = desk.draft is not None and desk.draft.workbook and not sending.hidden
    says = {form: what for form, (what, _) in FORMATS.items()}
    if workbook:
        says["xlsx"] = "Their workbook, with comments on its cells"
    listing: list[str] = []
    problem = ""
    if sending.hidden:
        try:
            listing = [visible(line) for line in sending.made(desk)[1].listing()]
        except ValueError as error:
            problem = str(error)
    return {
        "formats": [(form, form.upper(), what) for form, what in says.items()],
        "told": len(critique.findings()),
        "edited": sum(state is State.EDITED for state in states),
        "aside": [
            {
                "title": visible(one.finding.title),
                "about": visible(one.finding.about),
                "reason": visible(one.reason),
            }
            for one in critique.set_aside
        ],
        "hidden": sending.hidden,
        "also": sending.also,
        "factor": sending.factor,
        "listing": listing,
        "problem": problem,
    }
