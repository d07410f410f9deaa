"""A client's draft: what came in, how its columns are read, what its lines were meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from okrcoach.exchange import Mapping, UnusableFile, guess_mappings, read_okrs
from okrcoach.exchange.columns import Field
from okrcoach.exchange.mapping import Column, Sure
from okrcoach.model import OKRSet, Role
from okrcoach.widgets.client.roles import LineKey, line_keys, refiled
from okrcoach.widgets.desk import Upload
from okrcoach.widgets.own_files import on_disk, safe_name

#: What pasted words are called where a file would be named; read like a text file.
PASTED = "pasted words.txt"
#: Sheet, number and heading of a column that somebody has settled.
ColumnKey = tuple[str, int, str]


class Draft:
    """One draft: the bytes that came, what a coach said about them, and the set that is read from both."""

    def __init__(self, upload: Upload, known: Iterable[Mapping] = ()) -> None:
        #: Without what a file system would act on.
        self.name = safe_name(upload.name)
        self.content = upload.content
        self._known = tuple(known)
        #: Columns that the coach has settled, and what they hold.
        self.columns: dict[ColumnKey, Field] = {}
        #: Lines that the coach has filed elsewhere; None for "not known".
        self.roles: dict[LineKey, Role | None] = {}
        #: The tables of the draft as they are read; none in text without tables.
        self.tables: tuple[Mapping, ...] = ()
        #: None while the draft cannot be read.
        self.okr_set: OKRSet | None = None
        #: Why it cannot, as the reader says it: with file, row and column.
        self.trouble = ""

    @property
    def pasted(self) -> bool:
        """Whether it is no file."""
        return self.name == PASTED

    @property
    def workbook(self) -> bool:
        """Whether comments can stand on its own cells."""
        return self.name.lower().endswith((".xlsx", ".xlsm"))

    @property
    def keys(self) -> tuple[LineKey, ...]:
        """The keys of its lines, in reading order."""
        return line_keys(self.okr_set.statements()) if self.okr_set else ()

    def read(self) -> None:
        """Read the draft with all that was said about it; where that fails ``trouble`` says why."""
        self.okr_set, self.trouble = None, ""
        with on_disk(Upload(self.name, self.content)) as path:
            try:
                found = guess_mappings(path, remembered=self._known)
            except UnusableFile:  # text without tables, or what the next step says better
                found = ()
            self.tables = tuple(self._settled(table) for table in found)
            settled = [table for table, was in zip(self.tables, found, strict=True) if table != was]
            try:
                read = read_okrs(path, remembered=(*settled, *self._known))
                self.okr_set = refiled(read, self.roles)
            except UnusableFile as error:
                self.trouble = str(error)

    def settle(self, table: int, column: int, held: Field) -> None:
        """Read a column as ``held`` and the draft again; raises ``IndexError`` for a column that is none."""
        one = self.tables[table]
        self.columns[one.sheet, column, one.columns[column].heading] = held
        self.read()

    def file_as(self, line: int, role: Role | None) -> None:
        """File a line elsewhere; raises ``IndexError`` where there is no such line."""
        self.roles[self.keys[line]] = role
        self.read()

    def _settled(self, table: Mapping) -> Mapping:
        columns = list(table.columns)
        for (sheet, number, heading), held in self.columns.items():
            if sheet == table.sheet and number < len(columns) and columns[number].heading == heading:
                columns[number] = Column(heading=heading, field=held, sure=Sure.SAID, why="you said so")
        return replace(table, columns=tuple(columns))
