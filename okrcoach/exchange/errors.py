"""What is said when a file cannot be used."""

from __future__ import annotations

from okrcoach.model import Place


class UnusableFile(ValueError):  # noqa: N818 - it is the file that is in trouble, not the program
    """A file or pasted text that cannot be read as OKRs.

    The message names the file, the row and the column as far as they are known, and says
    what to do. ``row`` counts as the program that shows the file counts, from 1.
    """

    def __init__(
        self, problem: str, *, file: str | None = None, row: int | None = None, column: str | None = None
    ) -> None:
        self.problem = problem
        self.file = file
        self.row = row
        self.column = column
        where = str(Place(file=file, row=row, column=column))
        super().__init__(f"{where}: {problem}" if where else problem[:1].upper() + problem[1:])
