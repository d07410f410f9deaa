"""One critique, many renderings: HTML, Markdown, JSON, terminal."""

from okrcoach.report.document import Report, critique
from okrcoach.report.records import line_record, verdict_record

__all__ = ["Report", "critique", "line_record", "verdict_record"]
