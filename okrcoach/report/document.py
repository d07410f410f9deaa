"""The report itself: a critique that knows its renderings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from okrcoach.model import Critique, OKRSet, Statement
from okrcoach.report import records
from okrcoach.report.view import View, make_view

if TYPE_CHECKING:
    from okrcoach.judgement.house import House


@dataclass(frozen=True, repr=False)
class Report:
    """A critique and its renderings; all of them show the same values, none needs a network."""

    critique: Critique

    @cached_property
    def view(self) -> View:
        """What the report shows, worked out once."""
        return make_view(self.critique)

    def html(self, pictures: Sequence[str] = ()) -> str:
        """Return a page of its own: no script, nothing fetched, light, dark and for paper.

        ``pictures`` are the drawings of ``okrcoach.charts.set_pictures``; without them the page lists the
        lines of each side. Raises ``ValueError`` for one that is no SVG.
        """
        from okrcoach.report.html import as_page

        return as_page(self.view, pictures)

    def markdown(self) -> str:
        """Return the report as Markdown; nothing in the author's words can become markup."""
        from okrcoach.report.markdown import as_markdown

        return as_markdown(self.view)

    def text(self, width: int = 80) -> str:
        """Return the report as plain text, at most ``width`` columns wide, without colour."""
        from okrcoach.report.terminal import as_text

        return as_text(self.view, width)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values, as ``docs/schema/critique.schema.json`` describes them."""
        return records.critique_record(self.critique, self.view.summary)

    def json(self) -> str:
        """Return :meth:`to_dict` as JSON text, indented."""
        return records.dumps(self.to_dict(), indent=2)

    def docx(self) -> bytes:
        """Return the report as a Word document; raises ``NoWord`` when python-docx is not installed."""
        from okrcoach.report.docx_file import as_document

        return as_document(self.view)

    def xlsx(self) -> bytes:
        """Return the report as a workbook, one row a line; nothing in it is calculated."""
        from okrcoach.report.xlsx_file import as_workbook

        return as_workbook(self.view)

    def cell_notes(self) -> tuple[tuple[Statement, str], ...]:
        """Return what there is to say about each statement, for ``okrcoach.exchange.commented``."""
        from okrcoach.report.cell_notes import cell_notes

        return cell_notes(self.critique, self.view)

    def sarif(self, path: str | None = None) -> str:
        """Return the findings as SARIF 2.1.0; ``path`` is the draft as seen from the repository's root."""
        from okrcoach.report.code_formats import as_sarif

        return as_sarif(self.critique, path)

    def checkstyle(self, path: str | None = None) -> str:
        """Return the findings in checkstyle's XML; ``path`` as for :meth:`sarif`."""
        from okrcoach.report.code_formats import as_checkstyle

        return as_checkstyle(self.critique, path)

    def _repr_html_(self) -> str:
        from okrcoach.report.html import as_fragment

        return as_fragment(self.view)

    def __repr__(self) -> str:
        found = len(self.critique.findings())
        return f"<Report: {len(self.critique.lines)} lines, {found} findings; .text(), .html(), .markdown()>"


def critique(okr_set: OKRSet, house: House | None = None) -> Report:
    """Judge every line of ``okr_set`` and the set as a whole, with the words and school of ``house``."""
    from okrcoach.judgement import review

    return Report(review(okr_set, house))
