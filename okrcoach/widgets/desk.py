"""What stands behind a board: state, named actions, and the page that shows them; no widget library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, TypeVar

import jinja2

from okrcoach.exchange import UnusableFile

_log = logging.getLogger(__name__)
_M = TypeVar("_M", bound=Callable[..., None])

#: What is safe, what happened, what to do: in this order.
STUMBLED = (
    "Your words are safe.",
    "The coach stumbled over this step and did not finish it.",
    "Try again with other words or another file; everything else still works.",
)


class NotPossible(ValueError):  # noqa: N818 it is said to a reader, who did nothing wrong
    """A step that cannot be done now; the message says why and what to do, in a reader's words."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a reader gave: its name on their computer and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the reader to keep."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Event:
    """What came with an action: the words or choice, the field's name, the card or row it is about."""

    value: str = ""
    name: str = ""
    item: str = ""
    files: tuple[Upload, ...] = ()


def action(method: _M) -> _M:
    """Make a method an action that a page may ask for by the method's name."""
    method.is_action = True  # type: ignore[attr-defined]
    return method


class Desk:
    """State and actions of one board.

    A page asks for an action by name, ``act`` does it, ``parts`` draws what there is afterwards.
    Subclasses name their templates and give them values; an action raises :class:`NotPossible` (or
    ``UnusableFile``) for what the reader has to hear, and nothing else reaches them unworded.
    """

    #: Name of a part -> template file in ``templates/``; only parts that changed are sent and drawn.
    templates: ClassVar[Mapping[str, str]] = {}

    def __init__(self) -> None:
        #: Said to screen readers after the last action.
        self.said = ""
        #: What went wrong with the last action, as (what is safe, what happened, what to do).
        self.trouble: tuple[str, ...] = ()
        #: Raised to move the focus; pages put it into ``data-focus``.
        self.moves = 0
        #: Where progress of long work is told: (words, share done or None).
        self.on_progress: Callable[[str, float | None], None] = lambda _words, _share: None
        self._downloads: list[Download] = []

    def wake(self) -> None:
        """Read files anew: a page has come to a desk that nobody used yet; it may have stood for long."""

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        return {}

    def act(self, do: str, event: Event | None = None) -> None:
        """Do the action called ``do``; raises ``ValueError`` for a name that is none."""
        method = getattr(self, do, None)
        if method is None or not getattr(method, "is_action", False):
            raise ValueError(f"no such action: {do!r}")
        self.said, self.trouble = "", ()
        try:
            method(event or Event())
        except (NotPossible, UnusableFile) as told:
            self.trouble = ("Your words are safe.", str(told))
        except Exception:  # the reader must get an answer whatever went wrong
            _log.debug("an action failed", exc_info=True)
            self.trouble = STUMBLED
        if self.trouble:
            self.said = " ".join(self.trouble)

    def parts(self) -> dict[str, str]:
        """Return the HTML of every part; whatever others wrote is escaped by the templates."""
        values = {"trouble": self.trouble, "moves": self.moves, **self.values()}
        return {name: pages().get_template(file).render(values) for name, file in self.templates.items()}

    def download(self, name: str, mime: str, content: bytes) -> None:
        """Hand a file to the reader when the action is done."""
        self._downloads.append(Download(name, mime, content))

    def take_downloads(self) -> tuple[Download, ...]:
        """Return the files that wait to be handed over, once."""
        waiting, self._downloads = tuple(self._downloads), []
        return waiting

    def move_focus(self) -> None:
        """Let the element that the page marks with ``data-focus`` get the focus."""
        self.moves += 1


@cache
def pages() -> jinja2.Environment:
    """Return the templates of the boards; everything is escaped and a missing value is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("okrcoach.widgets", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
