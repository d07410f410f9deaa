"""Blocks of a handout as Markdown and as HTML that prints; all words are made harmless."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

#: What Markdown would take for marks, links or a list at the start of a line.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&]|:(?=//)|(?<=\bwww)\.|^[+-])", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)([.)])")
#: Control, direction and invisible characters have no place on paper.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem;
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: light-dark(#1c1e22, #eceae5); background: light-dark(#fff, #16171a); }
h1 { font-size: 32px; line-height: 1.25; } h2 { font-size: 19px; line-height: 1.25; margin: 0; }
section { margin-top: 3rem; break-inside: avoid; }
p { margin: 0.6rem 0; } .where, .choices, .label { color: light-dark(#55585e, #b3b1ac); font-size: 13px; }
.line { font: 21px/1.5 Charter, Palatino, "Noto Serif", Georgia, serif; margin: 0.75rem 0; }
.label { display: inline-block; min-width: 2.5rem; font-family: system-ui, sans-serif; }
.space { border-bottom: 1px solid light-dark(#8a8c90, #85878b); height: 2.2rem; }
.warning { font-weight: 600; border: 2px solid; border-radius: 3px; padding: 0.4rem 0.75rem; }
h3 { font-size: 13px; margin: 1.25rem 0 0.25rem; } ul { margin: 0.25rem 0; padding-left: 1.25rem; }
@media print { body { margin: 0; max-width: none; color: #000; background: #fff; } }
"""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a handout."""

    #: title, text, warning, head, where, line, choices, entry, space or answer.
    kind: str
    text: str
    #: Lines of room to write, for ``space``.
    room: int = 0
    #: Name of a line in a set.
    label: str = ""


def as_markdown(_title: str, blocks: list[Block]) -> str:
    """Return the handout as Markdown."""
    made: list[str] = []
    for n, block in enumerate(blocks):
        text = _markdown(block.text)
        if block.kind != "head":  # at the start of a line, a number with a dot begins a list
            text = _NUMBERED.sub(r"\1\\\2", text)
        match block.kind:
            case "title":
                made.append(f"# {text}\n")
            case "head":
                made.append(f"\n## {text}\n")
            case "where" | "choices":
                made.append(f"*{text}*\n")
            case "warning" | "answer":
                made.append(f"**{text}**\n")
            case "line":
                made.append(f"> {'**' + block.label + '** ' if block.label else ''}{text}\n")
            case "entry":
                last = n + 1 == len(blocks) or blocks[n + 1].kind != "entry"
                made.append(f"- {text}" + ("\n" if last else ""))
            case "space":
                made.append(
                    (f"{text}\n\n" if text else "") + "\n\n".join(["\u2026" * 30] * block.room) + "\n"
                )
            case _:
                made.append(f"{text}\n")
    return "\n".join(made)


def as_html(title: str, blocks: list[Block]) -> str:
    """Return the handout as a page of its own: no script, nothing fetched."""
    made = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
    ]
    section = listed = False
    for block in blocks:
        text = _html(block.text)
        if listed and block.kind != "entry":
            made.append("</ul>")
            listed = False
        match block.kind:
            case "title":
                made.append(f"<h1>{text}</h1>")
            case "head":
                made.append(f"{'</section>' if section else ''}\n<section>\n<h2>{text}</h2>")
                section = True
            case "answer":
                made.append(f"<h3>{text}</h3>")
            case "line":
                label = f'<span class="label">{_html(block.label)}</span>' if block.label else ""
                made.append(f'<p class="line">{label}{text}</p>')
            case "entry":
                made.append(("" if listed else "<ul>") + f"<li>{text}</li>")
                listed = True
            case "space":
                made.append(f'<p class="where">{text}</p>' if text else "")
                made.append('<div class="space"></div>' * block.room)
            case kind:
                made.append(f'<p class="{kind}">{text}</p>')
    made.append(
        ("</ul>" if listed else "") + ("</section>" if section else "") + "\n</main>\n</body>\n</html>\n"
    )
    return "\n".join(part for part in made if part)


def _plain(text: str) -> str:
    return _HIDDEN.sub("", " ".join(text.split()))


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _plain(text))


def _html(text: str) -> str:
    return escape(_plain(text))
