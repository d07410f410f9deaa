"""From text to facts: the only room that knows spaCy.

Names load when they are first used: spaCy imports this package, for its component, with every
pipeline that anybody makes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from okrcoach.language.reader import read
    from okrcoach.language.reading import Reading

__all__ = ["Reading", "read"]
_HOME = {"Reading": "okrcoach.language.reading", "read": "okrcoach.language.reader"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
