"""How much is read: every limit on what a file may hold, with its reason, in one place.

Readers ask :func:`in_force`. ``[limits]`` in ``okrcoach.toml`` changes them by the names below;
:func:`keep_to` puts others in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits that keep reading within seconds and within some hundred megabytes of memory."""

    #: Bytes of a draft, a register, a list of activities or a log. A year of a large company has some 5 MB.
    file_bytes: int = 50_000_000
    #: Bytes of work items and of a class's attempts: exports of trackers run to a million rows.
    export_bytes: int = 200_000_000
    #: Bytes of files that people write by hand: settings, corrections, mappings, scenarios, plans.
    settings_bytes: int = 1 << 20
    #: Bytes of a pack; two hundred long exercises have half a megabyte.
    pack_bytes: int = 4_000_000
    #: Bytes of the key of an anonymised set, and of a baseline of known findings.
    key_bytes: int = 20_000_000
    #: Statements in one draft; a company of ten thousand people has about that many.
    statements: int = 20_000
    #: Lines with words, or rows of a table without headings, in one draft: statements and notes.
    lines: int = 40_000
    #: Characters in one statement: what a spreadsheet cell holds, so that all we read can be written.
    statement_letters: int = 32_767
    #: Cells of tables in one file, whether CSV, workbook or page.
    cells: int = 200_000
    #: Columns of a table; nobody reads a wider one.
    columns: int = 2_000
    #: Bytes that a workbook may unpack to, pictures included.
    workbook_bytes: int = 200_000_000
    #: Bytes of one part that is no sheet, such as the styles: these are held in memory as a whole.
    workbook_part_bytes: int = 20_000_000
    #: How many times its size a part may unpack to; repetitive sheets reach thirty.
    workbook_ratio: int = 50
    #: Parts in the archive of a workbook; a sheet has about five.
    workbook_parts: int = 5_000
    #: Rows of a sheet, empty ones included: what spreadsheets have.
    workbook_rows: int = 1_048_576
    #: Places for cells up to the last one of each row, empty ones included.
    workbook_places: int = 1_000_000
    #: Keys and values in a YAML file; our own draft has about twenty for a key result.
    yaml_values: int = 200_000
    #: Lists within lists in a YAML file; ours need eight.
    yaml_depth: int = 12
    #: Tags of a page; a long wiki page has some thousands.
    page_tags: int = 50_000
    #: Tags within tags of a page; people's pages have some dozens.
    page_depth: int = 200
    #: Weeks of a scenario to practise on; ten years.
    scenario_weeks: int = 520


NAMES = tuple(field.name for field in fields(Limits))
_in_force = Limits()


def in_force() -> Limits:
    """Return the limits in force."""
    return _in_force


def keep_to(wanted: Limits) -> None:
    """Put other limits in force, for every reader of this process."""
    global _in_force
    _in_force = wanted


def limits_from(table: Mapping[str, object]) -> Limits:
    """Return the limits of a ``[limits]`` table; what it does not name stays as it is.

    Raises ``ValueError`` that names the key for one that is unknown or no whole number above zero.
    """
    wanted: dict[str, int] = {}
    for name, value in table.items():
        if name not in NAMES:
            raise ValueError(f"the key limits.{name} is unknown. Known: {', '.join(NAMES)}.")
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ValueError(f"limits.{name} is to be a whole number above zero, not {value!r}")
        wanted[name] = value
    return Limits(**wanted)
