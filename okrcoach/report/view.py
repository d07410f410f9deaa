"""What a report shows, worked out once: every rendering draws the same values."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from okrcoach.model import Critique, Finding, Kind, Line, Role, Severity, Statement
from okrcoach.report import appendix, words
from okrcoach.report.inert import visible
from okrcoach.report.marks import Mark, MarkName, Run, mark_name, parts, runs

#: A blank in a rewrite that only the author can fill: ``<baseline>``.
_BLANK = re.compile(r"(<[A-Za-z][A-Za-z0-9 ,'’/%-]{0,48}>)")

_COLUMNS = (
    (Kind.OUTCOME_KR, "To move: results", ""),
    (Kind.HEARTBEAT, "To hold: heartbeats", "Keep beside the OKRs"),
    (Kind.TASK, "To do: tasks", "Move under a result"),
    (Kind.OBJECTIVE, "To wish for: objectives", "Needs something to count"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a rewrite; a blank is for the author to fill."""

    text: str
    blank: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A finding, as it stands beside the words it is about."""

    #: Its number beside the words; None when it points at no words.
    number: int | None
    #: Position among the fixes where it is told in full, else None.
    see_fix: int | None
    mark: MarkName
    severity: str
    about: str
    title: str
    what: str
    why: str
    ask: str
    rewrites: tuple[tuple[Piece, ...], ...]
    #: Ids of what it is about, as in the draft; empty for the whole set.
    ids: tuple[str, ...] = ()
    #: The lines a finding about several names, as a phrase: "Lines 1.1 and 2.3", or "".
    lines: str = ""

    @property
    def headed(self) -> str:
        """The title as a sentence."""
        return self.title if self.title.endswith(("?", ".")) else f"{self.title}."


@dataclass(frozen=True, slots=True)
class LineView:
    """A statement with what it is and its notes."""

    label: str
    objective: bool
    kind: str
    kind_words: str
    #: Why no kind can be given, else "".
    unsure: str
    how_sure: str
    #: The second reading in words, or "".
    second: str
    #: The question that settles a close call, unless a note asks it anyway.
    settle: str
    #: What stood in columns beside the words: "baseline 22%, target 45%".
    beside: str
    runs: tuple[Run, ...]
    notes: tuple[Note, ...]
    praise: str
    ready: bool

    @property
    def text(self) -> str:
        """The author's words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Fix:
    """One of the points to act on first."""

    note: Note
    #: The author's words; empty for a finding about the whole.
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of one kind in the picture of the kinds."""

    kind: str
    title: str
    labels: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule that fired, and whom it follows."""

    code: str
    title: str
    why: str
    about: tuple[str, ...]
    #: (work, what it claims) of each source.
    sources: tuple[tuple[str, str], ...]
    disagrees: str


@dataclass(frozen=True, slots=True)
class View:
    """A whole report. Every text in it went through :func:`okrcoach.report.inert.visible`."""

    #: Tells this report's anchors from those of other reports on one page.
    key: str
    title: str
    cycle: str
    summary: str
    goods: tuple[LineView, ...]
    fixes_title: str
    fixes: tuple[Fix, ...]
    lines: tuple[LineView, ...]
    set_notes: tuple[Note, ...]
    kinds_title: str
    kinds_caption: str
    columns: tuple[Column, ...]
    #: By what the results look at and when they move; empty when too few measures are known.
    pictures: tuple[appendix.SidesPicture, ...]
    rules: tuple[RuleRow, ...]
    set_aside: tuple[appendix.Aside, ...]
    #: How many findings a baseline left out, as a sentence, or "".
    known: str
    school: appendix.School
    #: None when there is no key result to count.
    score: appendix.ScoreView | None


def make_view(critique: Critique) -> View:
    """Work out everything that a report of ``critique`` shows."""
    fixes = critique.first_fixes()
    lines, number = [], 0
    for place, line in enumerate(critique.lines, 1):
        view = _line(critique, line, str(place), fixes, number)
        number += sum(note.number is not None for note in view.notes)
        lines.append(view)
    fix_views = tuple(_fix(critique, lines, finding, n) for n, finding in enumerate(fixes, 1))
    asked = words.filed(critique, Role.KEY_RESULT)
    noun = "key result" if asked else "line"
    asked = asked or list(critique.lines)
    title = visible(critique.okr_set.title).strip()
    summary = words.summary(critique)
    return View(
        key=_key(title, summary, *(line.statement.text for line in critique.lines)),
        title=title or "Draft OKRs",
        cycle=visible(critique.okr_set.cycle.name).strip(),
        summary=summary,
        goods=_goods(lines),
        fixes_title=words.fixes_title(len(fixes)),
        fixes=fix_views,
        lines=tuple(lines),
        set_notes=_set_notes(critique, fixes),
        kinds_title=words.kinds_title(asked, noun) if asked else "",
        kinds_caption=f"{words.sentence(noun)}s as written, sorted by what they are",
        columns=_columns(critique, asked, lines),
        pictures=appendix.pictures(critique),
        rules=_rules(critique),
        set_aside=appendix.set_aside(critique),
        known=appendix.known(critique.known),
        school=appendix.school(critique.profile),
        score=appendix.score_view(critique),
    )


def _line(critique: Critique, line: Line, place: str, fixes: tuple[Finding, ...], number: int) -> LineView:
    verdict, notes, marks = line.verdict, [], parts(line.verdict.quantity)
    for finding in sorted(line.findings, key=_reading_order):
        told = any(f is finding for f in fixes)
        numbered = finding.span is not None and not told
        number += numbered
        notes.append(_note(critique, finding, fixes, number if numbered else None))
        if finding.span is not None:
            mark = mark_name(finding.severity, first=told)
            marks.append(Mark(finding.span, mark, number if numbered else None))
    return LineView(
        label=visible(line.statement.id) or place,
        objective=line.statement.role is Role.OBJECTIVE,
        kind=verdict.kind.value,
        kind_words=verdict.kind.words,
        unsure=visible(verdict.unsure),
        how_sure=verdict.how_sure,
        second=verdict.second.words if verdict.second else "",
        settle="" if any(note.ask == verdict.settle for note in notes) else visible(verdict.settle),
        beside=_beside(critique, line.statement),
        runs=runs(line.statement.text, marks),
        notes=tuple(notes),
        praise=visible(line.praise),
        ready=line.statement.role is Role.KEY_RESULT and words.ready(line),
    )


def _reading_order(finding: Finding) -> tuple[bool, int]:
    """Where the words of a finding begin; a finding without words comes after all others."""
    return (False, finding.span.start) if finding.span else (True, 0)


def _beside(critique: Critique, statement: Statement) -> str:
    for objective in critique.okr_set.objectives:
        for kr in objective.key_results:
            if kr.statement is statement:
                columns = (
                    ("measure", kr.measure),
                    ("baseline", kr.baseline),
                    ("target", kr.target),
                    ("deadline", kr.deadline),
                )
                return ", ".join(
                    f"{name} {visible(value).strip()}" for name, value in columns if value.strip()
                )
    return ""


def _note(critique: Critique, finding: Finding, fixes: tuple[Finding, ...], number: int | None) -> Note:
    see_fix = next((n for n, f in enumerate(fixes, 1) if f is finding), None)
    return Note(
        number=number,
        see_fix=see_fix,
        mark=mark_name(finding.severity, first=see_fix is not None),
        severity=finding.severity.words,
        about=visible(words.about_words(critique, [finding])),
        title=visible(finding.title),
        what=visible(finding.what),
        why=visible(finding.why),
        ask=visible(finding.ask),
        rewrites=tuple(_pieces(rewrite) for rewrite in finding.rewrites),
        ids=(finding.about,) if finding.about else (),
        lines=visible(words.lines_named(finding.lines)),
    )


def _goods(lines: list[LineView]) -> tuple[LineView, ...]:
    """Up to three lines with praise; praise said twice would sound like a machine's."""
    different = {line.praise: line for line in reversed(lines) if line.praise}
    return tuple(line for line in lines if line in different.values())[:3]


def _set_notes(critique: Critique, fixes: tuple[Finding, ...]) -> tuple[Note, ...]:
    """One note for all that a rule found in the set, told together unless it is told among the fixes."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in critique.set_findings:
        fix = next((n for n, f in enumerate(fixes) if f is finding), None)
        alike.setdefault((finding.code, finding.ask, finding.rewrites, fix), []).append(finding)
    notes = []
    for found in alike.values():
        about = visible(words.about_words(critique, found))
        what = " ".join(dict.fromkeys(visible(f.what) for f in found))
        ids = tuple(dict.fromkeys(f.about for f in found if f.about))
        named = visible(words.lines_named(tuple(dict.fromkeys(one for f in found for one in f.lines))))
        note = _note(critique, found[0], fixes, None)
        notes.append(replace(note, about=about, what=what, ids=ids, lines=named))
    return tuple(notes)


def _fix(critique: Critique, lines: list[LineView], finding: Finding, n: int) -> Fix:
    note = _note(critique, finding, (), None)
    for line, view in zip(critique.lines, lines, strict=True):
        if any(f is finding for f in line.findings):
            return Fix(note, tuple(Run(r.text, r.mark, ()) for r in view.runs))
    return Fix(note, ())


def _pieces(rewrite: str) -> tuple[Piece, ...]:
    split = _BLANK.split(visible(rewrite))
    return tuple(Piece(text, blank=bool(i % 2)) for i, text in enumerate(split) if text)


def _columns(critique: Critique, asked: list[Line], lines: list[LineView]) -> tuple[Column, ...]:
    label = {id(line): view.label for line, view in zip(critique.lines, lines, strict=True)}
    columns = []
    for kind, title, hint in _COLUMNS:
        here = [line for line in asked if words.kind_of(line) is kind]
        if not here:
            continue
        if kind is Kind.OUTCOME_KR:
            good = sum(map(words.ready, here))
            hint = f"{words.share(good, len(here))} ready to agree on"
            if good in (0, len(here)):
                hint = "Ready to agree on" if good else "None ready to agree on yet"
        columns.append(Column(kind.value, title, tuple(label[id(line)] for line in here), hint))
    unread = tuple(label[id(line)] for line in asked if words.kind_of(line) is None)
    if unread:
        columns.append(Column("unread", "Not judged", unread, "See the line for the reason"))
    return tuple(columns)


def _rules(critique: Critique) -> tuple[RuleRow, ...]:
    by_code: dict[str, list[Finding]] = {}
    for finding in sorted(critique.findings(), key=lambda f: f.severity.rank):
        by_code.setdefault(finding.code, []).append(finding)
    return tuple(
        RuleRow(
            code=visible(code),
            title=visible(found[0].title),
            why=visible(found[0].why),
            about=tuple(dict.fromkeys(visible(f.about) or "the set" for f in found)),
            sources=tuple((visible(source.work), visible(source.claim)) for source in found[0].sources),
            disagrees=visible(found[0].disagrees),
        )
        for code, found in by_code.items()
    )


def _key(*texts: str) -> str:
    joined = "\x00".join(texts).encode("utf-8", "surrogatepass")
    return "okr-" + hashlib.sha256(joined).hexdigest()[:8]


def worst(critique: Critique) -> Severity | None:
    """Return the most urgent severity among all findings, or None when there is none."""
    return min((f.severity for f in critique.findings()), key=lambda s: s.rank, default=None)
