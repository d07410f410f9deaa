"""The style sheets of the widgets: the design tokens, kept to our own boxes, and ``static/``."""

from __future__ import annotations

import re
from importlib.resources import files

#: A rule, or one selector of a list, that would reach the notebook's own page.
_PAGE_RULE = re.compile(r"(?:^|(?<=[{}\s])):root(?:\[[^\]]*\])?\s*\{[^{}]*\}")
_PAGE_SELECTOR = re.compile(r":root(?:\[[^\]]*\])?\s*,\s*")


def static(name: str) -> str:
    """Return the text of a file in ``static/``."""
    return (files("okrcoach.widgets") / "static" / name).read_text(encoding="utf-8")


def styles(name: str) -> str:
    """Return the tokens, then the style sheet ``name``.

    The tokens are written for pages of our own, where ``:root`` is ours to set; in a notebook
    it is not, so those selectors are left out and ``.okr`` alone carries the tokens.
    """
    tokens = (files("okrcoach.report") / "templates" / "tokens.css").read_text(encoding="utf-8")
    return _PAGE_RULE.sub("", _PAGE_SELECTOR.sub("", tokens)) + "\n" + static(name)
