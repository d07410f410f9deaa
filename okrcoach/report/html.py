"""A view as HTML: a page to send on, or a piece of a notebook."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from okrcoach.report.inert import visible
from okrcoach.report.svg import inert
from okrcoach.report.view import View

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def as_page(view: View, pictures: Sequence[str] = ()) -> str:
    """Return a complete page that needs nothing but itself.

    Its policy lets a browser run no script and fetch nothing; of styles it takes only ours,
    by their hash. ``pictures`` are drawings for ``view.pictures``, in their order; without them, or with
    another number of them, the page lists the lines itself. Raises ``ValueError`` for one that is no SVG.
    """
    svgs = [inert(picture) for picture in pictures] if len(pictures) == len(view.pictures) else []
    return whole_page("page.html.j2", view=view, svgs=svgs)


def whole_page(template: str, styles: Sequence[str] = (), **values: object) -> str:
    """Return a template of a complete page, filled in, with our styles and the policy's hash of them.

    ``styles`` are names of further CSS files of ours. Every value is escaped, and what would be
    invisible in it is shown, whatever the template says.
    """
    css = "\n".join(_css(name) for name in ("tokens", "report", "page", *styles))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    found = _environment().get_template(template)
    return found.render(css=Markup(css), style_hash=f"sha256-{digest}", **values)


def as_fragment(view: View) -> str:
    """Return the report for a notebook: its styles reach nothing outside it, and follow its theme."""
    css = f"{_css('tokens')}\n{_css('report')}".replace(":root", ".okr-report")
    template = _environment().get_template("fragment.html.j2")
    return template.render(view=view, svgs=[], css=Markup(css))


@cache
def _css(name: str) -> str:
    return (_TEMPLATES / f"{name}.css").read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
