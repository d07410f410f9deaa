"""Verdicts and rules as they are listed in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Ruler
from rich.table import Table
from rich.text import Text

from okrcoach.report.inert import visible
from okrcoach.report.terminal import KIND_STYLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrcoach.judgement import Example, Rule
    from okrcoach.model import Evidence, Verdict

#: Below this width columns would be slivers: the parts of a row stand below one another.
_ROOM = 72
_KIND_WIDTH = 20


def print_verdict_head(console: Console) -> None:
    """Print the column heads for :func:`print_verdict`."""
    if console.width >= _ROOM:
        console.print(_row(console, *(Text(t, "bold") for t in ("Statement", "Reads as", "Because"))))
    console.print(Ruler(style="dim"))


def print_verdict(verdict: Verdict, console: Console) -> None:
    """Print one verdict as a row, with the words that decided it.

    Row by row, so that a list of any length needs no more memory than one row.
    """
    words, kind, because = Text(visible(verdict.text).strip()), _kind(verdict), _because(verdict)
    for evidence in _decisive(verdict):
        quoted = visible(evidence.text)
        at = words.plain.find(quoted)
        if at >= 0:
            words.stylize("bold", at, at + len(quoted))
    if console.width >= _ROOM:
        console.print(_row(console, words, kind, because))
    else:
        console.print(words)
        told = Text.assemble(Text(", ").join(kind.split("\n")), ". ", Text(" ").join(because.split("\n")))
        console.print(Padding(told, (0, 0, 0, 4), expand=False))
    console.print()


def print_rules(rules: Iterable[Rule], console: Console) -> None:
    """Print one row for each rule: code, how soon to look at it, title."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for rule in rules:
        table.add_row(Text(rule.code, "bold"), Text(rule.severity.words, "dim"), Text(rule.title))
    console.print(table)


def print_rule(rule: Rule, console: Console) -> None:
    """Print one rule in full."""
    console.print(Text.assemble((rule.code, "bold"), f"  {rule.title}"))
    console.print(Text(rule.severity.words, "dim"))
    parts = [
        ("What", rule.what.format(quote="“…”", more="…").replace("….", "…")),
        ("Why", rule.why),
        ("Ask", rule.ask),
    ]
    if rule.before:
        parts += [("Instead of", rule.before), ("Say", rule.after)]
    parts += [("Follows", f"{source.work}: {source.claim}") for source in rule.sources]
    parts += [("Sees it differently", rule.disagrees)] if rule.disagrees else []
    parts += [("Fires on", _example(e, rule)) for e in rule.fires_on]
    parts += [("Silent on", _example(e, rule)) for e in rule.silent_on]
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(width=19 if console.width >= _ROOM else 11)
    table.add_column()
    before = ""
    for name, text in parts:
        table.add_row(Text("" if name == before else name, "dim"), Text(text))
        before = name
    console.print(Padding(table, (1, 0, 0, 0)))


def _row(console: Console, words: Text, kind: Text, because: Text) -> Table:
    rest = console.width - _KIND_WIDTH - 4
    table = Table.grid(padding=(0, 2, 0, 0))
    for width in (rest // 2, _KIND_WIDTH, rest - rest // 2):
        table.add_column(width=width, overflow="fold")
    table.add_row(words, kind, because)
    return table


def _kind(verdict: Verdict) -> Text:
    if verdict.unsure:
        return Text("not judged", "dim")
    text = Text(verdict.kind.words, KIND_STYLE[verdict.kind.value])
    text.append(f"\n{verdict.how_sure}", "dim")
    return text.append(f"\nor {verdict.second.words}", "dim") if verdict.second else text


def _because(verdict: Verdict) -> Text:
    if verdict.unsure:
        return Text(visible(verdict.unsure))
    rows = [Text(visible(_reason(e))) for e in _decisive(verdict)]
    if verdict.settle:
        rows.append(Text(visible(verdict.settle), "italic"))
    return Text("\n").join(rows)


def _decisive(verdict: Verdict) -> list[Evidence]:
    return [e for e in verdict.evidence if e.weight > 0 and e.text][:2]


def _reason(evidence: Evidence) -> str:
    return evidence.says if evidence.text in evidence.says else f"“{evidence.text}”: {evidence.says}"


def _example(example: Example, rule: Rule) -> str:
    text = " / ".join(row.strip() for row in example.text.splitlines() if row.strip())
    if example.role is None or example.role.value == rule.family:
        return text
    return f"{text} (filed as {example.role.value.replace('_', ' ')})"
