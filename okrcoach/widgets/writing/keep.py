"""The files that a finished draft is taken along as."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from okrcoach.exchange import write_xlsx, write_yaml
from okrcoach.judgement import House
from okrcoach.model import OKRSet
from okrcoach.report import critique
from okrcoach.widgets.writing.draft_set import to_file
from okrcoach.widgets.writing.store import as_bytes

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What can be taken along: its name, what it is for, and how its button says it.
KINDS = {
    "html": ("One page", "The lines with the coach's reading, to send round or to print.", "Get the page"),
    "xlsx": ("Sheet", "One row a line, to go on with in a spreadsheet program.", "Get the sheet"),
    "yaml": ("Text file", "Readable as it is; every part of okrcoach opens it.", "Get the text file"),
    "tracking": (
        "Tracking workbook",
        "A sheet with formulas: check in every week and see pace and score.",
        "Get the workbook",
    ),
}


def kept(kind: str, okr_set: OKRSet, stem: str, house: House | None) -> tuple[str, str, bytes]:
    """Return name, media type and content of a file; ``okr_set`` has its ids.

    Raises ``KeyError`` for a kind that is none, ``UnusableFile`` for a text that the format cannot hold.
    """
    if kind == "html":
        return f"{stem}.html", "text/html", critique(okr_set, house).html().encode("utf-8")
    if kind == "xlsx":
        return f"{stem}.xlsx", _SHEET, as_bytes(okr_set, ".xlsx", write_xlsx)
    if kind == "yaml":
        return f"{stem}.yaml", "application/yaml", as_bytes(to_file(okr_set), ".yaml", write_yaml)
    if kind == "tracking":
        return (
            f"{stem}.tracking.xlsx",
            _SHEET,
            as_bytes(okr_set, ".xlsx", lambda s, p: _tracking(s, p, house)),
        )
    raise KeyError(kind)


def _tracking(okr_set: OKRSet, path: Path, house: House | None) -> None:
    from okrcoach.exchange.tracking_out import write_tracking
    from okrcoach.judgement.plans import plans_of

    write_tracking(okr_set, (), plans_of(okr_set, house), date.today(), path)
