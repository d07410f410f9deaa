"""okrcoach reads draft OKRs and coaches them, offline and explained.

>>> import okrcoach
>>> verdict = okrcoach.classify("Launch the new voice menu by June")
>>> verdict.kind
<Kind.TASK: 'task'>
>>> report = okrcoach.critique(okrcoach.read_okrs("drafts.xlsx"))  # doctest: +SKIP
>>> report.html()                                                  # doctest: +SKIP

The names below load what they need when they are first used, so that importing the
package stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from okrcoach.exchange import read_okrs
    from okrcoach.judgement import RULES, classify
    from okrcoach.model import Finding, Kind, OKRSet, Verdict
    from okrcoach.report import Report, critique

__version__ = "0.1.0"
__all__ = ["RULES", "Finding", "Kind", "OKRSet", "Report", "Verdict", "classify", "critique", "read_okrs"]

#: Public name -> the room it lives in. No public name is also a module's name: importing
#: such a module would silently replace the function.
_HOME = {
    "classify": "okrcoach.judgement",
    "RULES": "okrcoach.judgement",
    "critique": "okrcoach.report",
    "Report": "okrcoach.report",
    "read_okrs": "okrcoach.exchange",
    "Finding": "okrcoach.model",
    "Kind": "okrcoach.model",
    "OKRSet": "okrcoach.model",
    "Verdict": "okrcoach.model",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'okrcoach' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
