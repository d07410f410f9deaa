"""A critique built by hand, through every rendering: the same content, and nothing hostile gets out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from okrcoach.model import (
    Amount,
    AmountRole,
    Critique,
    Cycle,
    Evidence,
    Finding,
    KeyResult,
    Kind,
    Line,
    Objective,
    OKRSet,
    Part,
    Place,
    Quantity,
    Role,
    Severity,
    Source,
    Span,
    Statement,
    Verdict,
)
from okrcoach.report import Report
from okrcoach.report.inert import visible
from okrcoach.report.markdown import escape
from okrcoach.report.marks import Mark, Run, runs

SOURCE = Source(id="radical-focus", work="Wodtke, Radical Focus", claim="Hold apart from move.")
HOSTILE = [
    "<script>alert(1)</script> Cut churn",
    '"><img src=https://evil.example/x.png onerror=alert(1)>',
    "</style></title></template><svg onload=alert(1)>",
    "<style>@import url(https://evil.example/x.css)</style>",
    "[click](javascript:alert(1)) now",
    "![pixel](https://evil.example/p.png)",
    "[x]: https://evil.example 'ref' [x]",
    "see https://evil.example/a, www.evil.example or mail boss@evil.example",
    "<https://evil.example> &lt;b&gt; &#60;i&#62;",
    '=HYPERLINK("https://evil.example";"open")',
    "# heading",
    "- item\n- item two\n\n# heading\n===",
    "1. numbered",
    "``` fence ~~~ `code` ~~gone~~",
    "a | b | c\n|---|---|\n| d | e |",
    "$\\frac{1}{2}$ from $65 to $85 and **bold** _it_ __b__",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b2J \x07",
    "safe \u202egnp.exe\u202c \u2066x\u2069 zero\u200bwidth \ufeff\u00ad end",
    "[bold red]rich[/bold red] [link=https://evil.example]x[/link] :warning:",
    "{{ 7*7 }} {% raw %} ${7*7} %(x)s {0}",
    "half \ud800 a character, \x00 and \U000e0041 tags",
    "line\u2028separator\u2029paragraph\x85next\x0btab\tend\r\nrow",
]


def finding(text: str, quote: str, severity: Severity = Severity.FIX, about: str = "1.1") -> Finding:
    start = text.find(quote) if quote else -1
    return Finding(
        code="KR-TASK",
        severity=severity,
        title=f"Not a result: {quote}" if quote else "Something is missing",
        about=about,
        span=Span(start, start + len(quote)) if start >= 0 else None,
        quote=quote,
        what=f"“{quote}” can be ticked off.",
        why="Nobody else has to change.",
        ask=f"What is different after {quote}?",
        rewrites=(f"{quote}: from <baseline> to <target> by <date>",),
        sources=(SOURCE,),
        disagrees="Google’s guide accepts dated launches.",
        flag="task",
    )


def verdict(text: str, kind: Kind = Kind.TASK, sure: float = 0.93, unsure: str = "") -> Verdict:
    others = [k for k in Kind if k is not kind]
    ranking = ((kind, sure), *((k, (1 - sure) / 3) for k in others))
    word = text.split(" ")[0]
    reason = Evidence(cue="verb:x", span=Span(0, len(word)), text=word, weight=2.0, says="Names an output.")
    second = others[0] if sure < 0.6 else None
    return Verdict(
        text=text, kind=kind, ranking=ranking, second=second, settle="Which is it?" if second else "",
        evidence=(reason,), quantity=None, unsure=unsure,
    )  # fmt: skip


def hostile_critique(text: str) -> Critique:
    """The text in every place where a client's words can come in."""
    kr = Statement(text=text, role=Role.KEY_RESULT, id="1.1", place=Place(file=text, row=3, column=text))
    objective = Statement(text=text, role=Role.OBJECTIVE, id=text)
    okr_set = OKRSet(
        title=text,
        cycle=Cycle(name=text),
        objectives=(Objective(statement=objective, key_results=(KeyResult(statement=kr, target=text),)),),
    )
    return Critique(
        okr_set=okr_set,
        lines=(
            Line(statement=objective, verdict=verdict(text, Kind.OBJECTIVE), praise=f"Good: {text}"),
            Line(
                statement=kr,
                verdict=verdict(text, sure=0.5),
                findings=(finding(text, text), finding(text, text[2:9], Severity.WARNING)),
            ),
            Line(statement=Statement(text=text), verdict=verdict(text, unsure=f"Not English: {text}")),
        ),
        set_findings=(finding(text, text, Severity.NOTE, about=text),),
    )


class Skeleton(HTMLParser):
    """Tags in order, their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return squeeze("".join(self.texts))

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


PLAIN = "Plain words of somebody"


@pytest.mark.parametrize("text", HOSTILE)
def test_html_has_the_same_elements_whatever_the_author_wrote(text: str) -> None:
    page, plain = (
        Skeleton(Report(hostile_critique(text)).html()),
        Skeleton(Report(hostile_critique(PLAIN)).html()),
    )
    assert set(page.tags) <= set(plain.tags)
    assert page.tags.count("style") == 1
    assert {name for _, name, _ in page.attributes} == {name for _, name, _ in plain.attributes}
    assert not [
        n for _, n, _ in page.attributes if n.startswith("on") or n in ("src", "style", "srcset", "action")
    ]
    assert all(value.startswith("#") for value in page.values("href"))
    assert squeeze(visible(text)) in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_the_same_structure_whatever_the_author_wrote(text: str) -> None:
    written, plain = (Report(hostile_critique(t)).markdown() for t in (text, PLAIN))
    markdown_it = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    mistune_html = mistune.create_markdown(
        escape=False,
        plugins=["url", "table", "strikethrough", "footnotes", "task_lists", "def_list", "math", "abbr"],
    )
    for render in (markdown_it.render, mistune_html):
        shown, expected = Skeleton(str(render(written))), Skeleton(str(render(plain)))
        # An at sign is set as code, and rewrites hold the author's own "<...>" as blanks.
        assert [t for t in shown.tags if t != "code"] == [t for t in expected.tags if t != "code"]
        assert squeeze(visible(text)) in shown.text


@pytest.mark.parametrize("width", [40, 72, 100])
@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_inert_and_fits(text: str, width: int) -> None:
    shown = Report(hostile_critique(text)).text(width)
    assert not [c for c in shown if c != "\n" and visible(c) != c]
    assert max(cell_len(row) for row in shown.split("\n")) <= width
    assert squeeze(visible(text)) in squeeze(re.sub(r"(?m)^[ ~.-]+$", "", shown))


@pytest.mark.parametrize("text", HOSTILE)
def test_json_says_exactly_what_the_author_wrote(text: str) -> None:
    shown = Report(hostile_critique(text)).json()
    assert not [c for c in shown if c != "\n" and visible(c) != c]
    assert json.loads(shown)["lines"][0]["text"] == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\r\nc", "a b c"),
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J\x7f", "⟨U+009B⟩2J␡"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"),  # joiners that do their work
        ("Zürich – 40 → 55 %\u00a0“ok” 東京 é", "Zürich – 40 → 55 %\u00a0“ok” 東京 é"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_marks_that_overlap_are_cut_and_the_most_urgent_wins() -> None:
    marks = [
        Mark(Span(0, 18), "part"),
        Mark(Span(4, 12), "look", 2),
        Mark(Span(0, 6), "fix", 1),
        Mark(Span(12, 99), "note", 3),
        Mark(Span(5, 5), "fix", 4),
    ]
    assert runs("Launch the new tracker", marks) == (
        Run("Laun", "fix", ()),
        Run("ch", "fix", (1,)),
        Run(" the n", "look", (2,)),
        Run("ew tra", "note", ()),
        Run("cker", "note", (3,)),
    )


@given(st.text("abc ", max_size=20), st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=6))
def test_no_character_is_lost_or_doubled_by_marks(text: str, pairs: list[tuple[int, int]]) -> None:
    marks = [Mark(Span(min(p), max(p)), "look") for p in pairs]
    assert "".join(run.text for run in runs(text, marks)) == text


def marked_critique() -> Critique:
    text = "Launch the portal so that 40% of parents use it by May"
    quantity = Quantity(
        measure=Part(text="parents", span=Span(33, 40)),
        target=Amount(text="40%", span=Span(26, 29), value=40.0, unit="%", role=AmountRole.TARGET),
    )
    kr = Statement(text=text, role=Role.KEY_RESULT, id="1.1")
    objective = Statement(text="Parents trust us", role=Role.OBJECTIVE, id="1")
    okr_set = OKRSet(objectives=(Objective(statement=objective, key_results=(KeyResult(statement=kr),)),))
    findings = (finding(text, "Launch"), finding(text, "40% of parents", Severity.WARNING))
    return Critique(
        okr_set=okr_set,
        lines=(
            Line(
                statement=objective,
                verdict=verdict("Parents trust us", Kind.OBJECTIVE),
                praise="Short and warm.",
            ),
            Line(statement=kr, verdict=replace(verdict(text), quantity=quantity), findings=findings),
        ),
        set_findings=(
            replace(finding("", "", Severity.WARNING, about="1"), code="SET-X", title="Half is work"),
        ),
    )


def test_page_is_sound_html() -> None:
    html = Report(marked_critique()).html()
    page = Skeleton(html)
    assert html.startswith('<!doctype html>\n<html lang="en">')
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {v.removeprefix("#") for v in page.values("href")} <= set(ids)
    assert set(page.values("aria-labelledby")) <= set(ids)
    assert page.tags.count("th") == len(page.values("scope"))


def test_policy_lets_nothing_in_but_our_own_style() -> None:
    html = Report(marked_critique()).html()
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert style
    assert policy
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"url\(|@import|https?:", style[1])


def test_html_marks_the_author_s_own_words() -> None:
    html = Report(marked_critique()).html()
    marks = re.findall(r'<mark class="okr-m" data-mark="(\w+)">([^<]*)</mark>', html)
    assert marks.count(("fix", "Launch")) == 2  # among the fixes, and in its line
    assert ("look", "40%") in marks
    assert ("look", "parents") in marks
    assert '<span class="okr-blank">&lt;baseline&gt;</span>' in html


def test_a_fix_told_above_is_only_pointed_at_below() -> None:
    shown = Report(marked_critique()).text()
    assert shown.count("What is different after Launch?") == 1
    assert "See point 1 above." in shown
    assert "Two things to fix first" in shown
    assert "Objective 1 with its key results: Half is work" in shown


def test_terminal_draws_marks_below_the_words() -> None:
    rows = Report(marked_critique()).text(100).split("\n")
    at = next(i for i, row in enumerate(rows) if row.strip().startswith("Launch the portal"))
    start = rows[at].index("Launch")
    assert rows[at + 1] == " " * start + "~" * 6 + " " * 20 + "-" * 14


def test_columns_beside_a_key_result_are_shown() -> None:
    critique = marked_critique()
    key_result = replace(
        critique.okr_set.objectives[0].key_results[0], baseline="22%", target="45% <b>", unit="%"
    )
    objective = replace(critique.okr_set.objectives[0], key_results=(key_result,))
    report = Report(replace(critique, okr_set=OKRSet(objectives=(objective,))))
    assert "Filed beside it: baseline 22%, target 45% <b>" in report.text()
    assert "Filed beside it: baseline 22%, target 45% &lt;b&gt;" in report.html()
    assert "Filed beside it: baseline 22%, target 45% &lt;b&gt;" in report.markdown()


def test_notes_are_numbered_in_the_order_of_the_words() -> None:
    text = "Improve quality of marking"
    found = [finding(text, q, Severity.NOTE) for q in ("marking", "quality", "Improve")]
    line = Line(statement=Statement(text=text), verdict=verdict(text), findings=(*found, finding(text, "")))
    view = Report(Critique(okr_set=OKRSet(), lines=(line,))).view.lines[0]
    assert [(note.number, note.title) for note in view.notes] == [
        (1, "Not a result: Improve"),
        (2, "Not a result: quality"),
        (3, "Not a result: marking"),
        (None, "Something is missing"),
    ]
    assert [(run.text, run.notes) for run in view.runs if run.notes] == [
        ("Improve", (1,)),
        ("quality", (2,)),
        ("marking", (3,)),
    ]


def test_summary_counts_what_the_lines_are() -> None:
    view = Report(marked_critique()).view
    assert view.summary == (
        "Two lines: one objective and one key result. The key result is a to-do. "
        "None can be agreed on as it stands, which is usual for a first draft. "
        "Begin with the two points below; the rest can wait."
    )
    assert view.kinds_title == "One of one key result is not a result yet"


def test_empty_draft_is_said_in_every_rendering() -> None:
    report = Report(Critique(okr_set=OKRSet(), lines=()))
    for shown in (report.html(), report.markdown(), report.text(), report.json(), report._repr_html_()):
        assert "There is no line to read in this draft yet." in shown
        assert "What is good" not in shown


def test_notebook_piece_keeps_its_styles_to_itself() -> None:
    piece = Report(marked_critique())._repr_html_()
    style = re.search(r"<style>(.*?)</style>", piece, re.DOTALL)
    assert style
    flat = re.sub(r"/\*.*?\*/|@(media|container)[^{]*\{", "", style[1], flags=re.DOTALL)
    selectors = [
        part for group in re.findall(r"([^{}]+)\{", flat) for part in re.split(r",(?![^(]*\))", group)
    ]
    assert len(selectors) > 100
    assert [s for s in selectors if ".okr" not in s] == []
    assert not {"html", "body", "main", "meta", "script"} & set(Skeleton(piece).tags)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "mail boss@evil.example",
            "mail boss`@`evil\\.example",
        ),  # GitHub links mail addresses after escapes too
        ("Raise NPS from 3.8 to 4.6 (a+b), 50% & more", "Raise NPS from 3.8 to 4.6 (a+b), 50% &amp; more"),
        ("- 5% a week", "\\- 5% a week"),
        ("2026. A year", "2026\\. A year"),
        ("https://x.example", "https\\://x\\.example"),
    ],
)
def test_markdown_escapes_what_could_mean_something_and_leaves_the_rest(text: str, written: str) -> None:
    assert escape(text) == written
