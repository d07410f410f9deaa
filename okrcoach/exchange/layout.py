"""Work out what the columns of one table hold, from its headings and a look at its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from okrcoach.exchange.building import letters
from okrcoach.exchange.columns import STATEMENTS, Field, Heading, read_heading, role_of_type

#: Number of the row as the spreadsheet shows it, and its cells from column A on.
Row = tuple[int, Sequence[str]]

#: Rows above the headings that are looked at: titles, logos, instructions.
_SEARCHED = 40
#: Headings in one row; a longer row is something else.
_WIDEST = 300
#: Numbers such as 3, 1.2, O1, KR1.2: where a statement stands, not what it says.
NUMBERING = re.compile(r"#?\d{1,4}(?:\.\d{1,3}){0,3}\.?|(?:[Oo]|[Kk][Rr])-?\d{1,3}(?:\.\d{1,3}){0,2}")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_PER_KEY_RESULT = frozenset(
    {
        Field.MEASURE, Field.BASELINE, Field.TARGET, Field.CURRENT, Field.UNIT, Field.DEADLINE, Field.OWNER,
        Field.CONFIDENCE, Field.SCORE, Field.STATUS, Field.NOTE,
    }
)  # fmt: skip


class Unread(str):
    """A cell that has words but no value, such as a formula without a saved result."""

    #: What is wrong and what to do, for the case that the cell should hold a statement.
    problem: str

    @classmethod
    def of(cls, text: str, problem: str) -> Unread:
        """Return the words of the cell with the problem attached."""
        cell = cls(text)
        cell.problem = problem
        return cell


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, left to right, and how its rows are to be read."""

    columns: tuple[Heading, ...]
    #: Several key results in one row.
    wide: bool = False
    #: Position and text of a team or cycle that every row has the same: it is the whole set's.
    shared: tuple[tuple[int, str], ...] = ()


def find_headings(rows: Sequence[Row]) -> list[int]:
    """Return the indices of the rows that are headings; a table may start anew further down."""
    top = range(min(len(rows), _SEARCHED))
    first = next((i for i in top if _score(rows[i][1], whole=True) > 1), -1)
    if first < 0:
        best = 0
        for i in top[: len(rows) - 1]:
            score = _score(rows[i][1])
            if score > best and not (score == 1 and _is_data(rows, i)):
                first, best = i, score
    if first < 0:
        return []
    headings = rows[first][1]
    return [first] + [i for i in range(first + 1, len(rows)) if _repeats(rows[i][1], headings)]


def _repeats(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row has at least two of the headings, where they stood before."""
    same = (
        a.strip().casefold() == b.strip().casefold()
        for a, b in zip(cells, headings, strict=False)
        if b.strip()
    )
    return sum(same) > 1


def _score(cells: Sequence[str], *, whole: bool = False) -> int:
    """How many cells of a row are understood as headings; 0 when it cannot be a heading row."""
    shown = [cell for cell in cells if cell.strip()]
    if not 0 < len(shown) <= _WIDEST or any(len(cell) > 80 for cell in shown):
        return 0
    headings = [read_heading(cell) for cell in shown]
    known = [h for h in headings if h.exact and h.field is not Field.OTHER]
    if not any(h.field in STATEMENTS or h.field is Field.MEASURE for h in known):
        # "Success metric for the team | Target": words around it, but a second heading to confirm it
        if len({h.field for h in headings} - {Field.OTHER}) < 2 or whole:
            return 0
        known = [h for h in headings if h.field is not Field.OTHER]
        if not any(h.field in STATEMENTS or h.field is Field.MEASURE for h in known):
            return 0
    if whole and len(known) < len(shown):
        return 0
    return len(known)


def _is_data(rows: Sequence[Row], i: int) -> bool:
    """Whether a row with one word understood is data: it is not the first, or stands in a Type column."""
    cells = rows[i][1]
    if _filled(cells) == 1:
        return False
    if any(_filled(above) > 1 for _, above in rows[:i]):
        return True
    column = next(c for c, cell in enumerate(cells) if read_heading(cell).field is not Field.OTHER)
    below = [row[column] for _, row in rows[i + 1 :] if column < len(row) and row[column].strip()]
    return all(role_of_type(cell)[0] for cell in below)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def lay_out(headings: Sequence[str], rows: Sequence[Row]) -> Layout:
    """Decide what each column holds; ``rows`` are the rows below the headings."""
    width = max([len(headings), *(len(cells) for _, cells in rows)])
    columns = [read_heading(headings[i] if i < len(headings) else "") for i in range(width)]
    columns = [
        column if column.text else replace(column, text=f"Column {letters(i + 1).upper()}")
        for i, column in enumerate(columns)
    ]

    def cells(i: int) -> list[str]:
        return [row[i] for _, row in rows if i < len(row) and row[i].strip()]

    shared = shared_values(columns, rows)
    for i, column in enumerate(columns):
        if column.field is Field.TYPE and not any(role_of_type(cell)[0] for cell in cells(i)):
            depths = len(set(cells(i))) > 1 and all(re.fullmatch(r"\d", cell.strip()) for cell in cells(i))
            columns[i] = replace(column, field=Field.LEVEL if depths else Field.OTHER)
        elif column.field is Field.BASELINE and _mostly(cells(i), _DATE.fullmatch):
            columns[i] = replace(column, field=Field.OTHER)  # "Start | End" are days, not values
    _settle_goals(columns, cells)
    for i, column in enumerate(columns):
        if column.field in STATEMENTS and cells(i) and all(NUMBERING.fullmatch(c.strip()) for c in cells(i)):
            columns[i] = replace(column, field=Field.ID)  # "KR #"
    _settle_statements(columns)
    _settle_doubles(columns)
    wide = sum(c.field is Field.KEY_RESULT for c in columns) > 1
    if wide:
        settle_wide(columns)
    return Layout(tuple(columns), wide, shared)


def shared_values(columns: Sequence[Heading], rows: Sequence[Row]) -> tuple[tuple[int, str], ...]:
    """Return position and text of each team and cycle that all rows have the same."""
    found = []
    for i, column in enumerate(columns):
        if column.field in (Field.TEAM, Field.CYCLE) and column.of is None:
            values = {row[i] for _, row in rows if i < len(row) and row[i].strip()}
            found += [(i, value) for value in values if len(values) == 1]
    return tuple(found)


def _mostly(cells: Sequence[str], says: Callable[[str], object]) -> bool:
    return bool(cells) and sum(bool(says(cell.strip())) for cell in cells) * 2 > len(cells)


def _have(columns: Sequence[Heading], *fields: Field) -> bool:
    return any(column.field in fields and column.of is None for column in columns)


def _settle_goals(columns: list[Heading], cells: Callable[[int], list[str]]) -> None:
    """Beside "Objective", a "Goal" is a target when it holds values, else a key result or a remark."""
    goals = [i for i, c in enumerate(columns) if c.field is Field.OBJECTIVE and "goal" in c.text.casefold()]
    others = [i for i, c in enumerate(columns) if c.field is Field.OBJECTIVE and i not in goals]
    if not goals or not others:
        return
    for i in goals:
        values = _mostly(cells(i), lambda cell: len(cell) < 25 and any(c.isdigit() for c in cell))
        if values and columns[i].index is None:
            field = Field.TARGET
        elif columns[i].index or (i > others[0] and not _have(columns, Field.KEY_RESULT, Field.STATEMENT)):
            field = Field.KEY_RESULT
        else:
            field = Field.OTHER
        columns[i] = replace(columns[i], field=field, of=Field.OBJECTIVE if field is Field.OTHER else None)


def _settle_statements(columns: list[Heading]) -> None:
    """Find the columns that hold the statements, and make remarks of what only looked like it."""

    def turn(old: Field, new: Field, *, once: bool = False) -> None:
        for i, column in enumerate(columns):
            if column.field is old and column.of is None:
                columns[i] = replace(column, field=new)
                if once:
                    return

    if not _have(columns, Field.KEY_RESULT) and _have(columns, Field.TYPE, Field.PARENT, Field.LEVEL):
        if not _have(columns, Field.STATEMENT):
            turn(
                Field.OBJECTIVE if _have(columns, Field.OBJECTIVE) else Field.NAME, Field.STATEMENT, once=True
            )
    elif _have(columns, Field.KEY_RESULT) and not _have(columns, Field.OBJECTIVE):
        found = next((f for f in (Field.STATEMENT, Field.NAME) if _have(columns, f)), None)
        if found and not _have(columns, Field.TYPE):
            turn(found, Field.OBJECTIVE, once=True)
    if _have(columns, Field.OBJECTIVE) and not _have(columns, Field.KEY_RESULT):
        for field in (Field.STATEMENT, Field.RESULT, Field.MEASURE):
            if _have(columns, field):
                turn(field, Field.KEY_RESULT, once=True)
                break
    if not _have(columns, Field.OBJECTIVE, Field.KEY_RESULT, Field.STATEMENT):
        for field in (Field.NAME, Field.RESULT, Field.MEASURE):
            if _have(columns, Field.ACTION, Field.HEARTBEAT):
                break
            if _have(columns, field):
                kpi = field is Field.MEASURE and any("kpi" in c.text.casefold() for c in columns)
                new = {Field.NAME: Field.STATEMENT}.get(field, Field.HEARTBEAT if kpi else Field.KEY_RESULT)
                turn(field, new, once=True)
                break
    if _have(columns, Field.OBJECTIVE) and _have(columns, Field.KEY_RESULT):
        turn(Field.STATEMENT, Field.OTHER)
    turn(Field.NAME, Field.OTHER)
    turn(Field.RESULT, Field.OTHER)


def _settle_doubles(columns: list[Heading]) -> None:
    """Where two columns claim the same field, the plainer heading has it: "Objective", not "Parent goal"."""
    for field in (Field.OBJECTIVE, Field.STATEMENT, Field.TYPE, Field.TARGET, Field.CURRENT, Field.BASELINE):
        same = [i for i, c in enumerate(columns) if c.field is field and c.of is None and c.index is None]
        if len(same) > 1 and len({columns[i].text.casefold() for i in same}) > 1:
            kept = min(
                same,
                # a percentage of progress gives way to the value itself
                key=lambda i: (
                    not columns[i].exact,
                    "progress" in columns[i].text.casefold(),
                    columns[i].spare,
                    -i,
                ),
            )
            for i in same:
                if i != kept:
                    of = Field.OBJECTIVE if field is Field.OBJECTIVE else None
                    columns[i] = replace(columns[i], field=Field.OTHER, of=of)


def settle_wide(columns: list[Heading]) -> None:
    """Number the key results of a row, and give each value beside them its number or the objective."""
    texts = [c.text.casefold() for c in columns]
    number, seen = 0, set[int]()
    for i, column in enumerate(columns):
        if column.field is Field.KEY_RESULT:
            number = column.index if column.index and column.index not in seen else max(seen, default=0) + 1
            seen.add(number)
            columns[i] = replace(column, index=number)
        elif column.field in _PER_KEY_RESULT and column.index is None and column.of is not Field.OBJECTIVE:
            if number and (texts.count(texts[i]) > 1 or column.of is Field.KEY_RESULT):
                columns[i] = replace(column, index=number, of=Field.KEY_RESULT)
            else:
                columns[i] = replace(column, of=Field.OBJECTIVE)
