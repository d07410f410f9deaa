"""A view as Markdown that no word of the author's can break out of."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from okrcoach.report.view import Piece, View

_TEMPLATES = Path(__file__).resolve().parent / "templates"

#: Characters that start or end markup anywhere in a line ($ starts a formula in notebooks).
_MARKUP = re.compile(r"[\\`*_\[\]|~$^]")
#: What turns the beginning of a line into a heading, list, quote or rule.
_AT_START = re.compile(r"^(\s*)([#+\-=:]|\d+(?=[.)](?:\s|$)))")
#: Addresses that are linked without any markup, by some renderers even after a backslash.
_LINKED = re.compile(r"(?<=[A-Za-z]):(?=/|[A-Za-z])|(?<=\w)\.(?=[A-Za-z])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    """Return one line of text such that Markdown shows exactly these characters.

    An at sign is put into a code span: nothing else keeps every renderer from making a mail
    link of what stands around it.
    """
    text = re.sub(r"[&<>]", lambda m: _ENTITIES[m[0]], _MARKUP.sub(r"\\\g<0>", text))
    text = _LINKED.sub(r"\\\g<0>", text)
    text = _AT_START.sub(_unstart, text)
    return text.replace("@", "`@`")


def as_markdown(view: View) -> str:
    """Return the report as Markdown, one blank line between its parts."""
    text = _environment().get_template("report.md.j2").render(view=view)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _unstart(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


class _Ready(str):
    """Text that is Markdown already."""

    __slots__ = ()


def _rewrite(pieces: tuple[Piece, ...]) -> _Ready:
    return _Ready("".join(f"`{p.text}`" if p.blank else escape(p.text) for p in pieces))


def _finalize(value: object) -> str:
    return value if isinstance(value, _Ready) else escape(str(value))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        finalize=_finalize,  # every value is escaped, whatever the template says
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rewrite"] = _rewrite
    return environment
