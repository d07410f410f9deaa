"""Work items from a tracker's CSV: one row an item, or one row for each change of its state."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from okrcoach.exchange.decoding import decode
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.opening import read_limited
from okrcoach.exchange.work_dates import read_moments
from okrcoach.exchange.work_states import items_of_states
from okrcoach.model.limits import in_force
from okrcoach.model.work_items import Items

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

#: Headings in small letters, the better one first when a file holds several.
_HEADINGS = {
    "id": "id, key, issue key, work item id, item id, ticket id, ticket, case number, issue id, number, item,"
    " #",
    "type": "type, issue type, work item type, item type, kind, tracker, category",
    "started": "started, work started, started at, start, start date, start time, actual start, in progress,"
    " in progress date, first in progress, activated date",
    "asked": "asked, requested, requested at, submitted, created, created at, created date, date created,"
    " opened, opened at",
    "done": "done, done date, finished, finished at, completed, completed at, completed date, completion"
    " date, finish, end, end date, closed, closed at, closed date, resolved, resolved at, resolution date,"
    " released",
    "dropped": "dropped, cancelled, canceled, abandoned, withdrawn",
    "waiting_days": "waiting days, days waiting, waiting (days), waiting, waited, wait days, blocked days,"
    " days blocked",
    "waiting_hours": "waiting hours, hours waiting, waiting (hours), waiting (h), blocked hours",
    "state": "state, to state, new state, status, to status, new status, stage, column",
    "entered": "entered, entered at, entered on, since, changed, changed at, changed date, transition date,"
    " moved, moved at, timestamp, when, date, time",
}
#: The four types of flow items, and what trackers call them.
_TYPES = {
    "feature": "feature, story, user story, new feature, enhancement, improvement, product backlog item,"
    " request",
    "defect": "defect, bug, incident, problem, error, fault",
    "risk": "risk, security, vulnerability, compliance",
    "debt": "debt, technical debt, tech debt, refactoring, maintenance, chore",
}
_KNOWN_TYPES = {name: four for four, names in _TYPES.items() for name in names.split(", ")}
#: More types than this is a column that holds something else.
MOST_TYPES = 50
_NO_TYPE = "item"


def read_work_items(
    path: Path | str,
    *,
    leave_out: Collection[str] = (),
    waiting: Collection[str] | None = None,
    day_first: bool | None = None,
) -> Items:
    """Return the work items of a CSV file with headings, any usual separator.

    Either one row an item (id, type, started, done, and if there, dropped and waiting days or hours), or
    one row for each change (id, state, entered). Types are put under feature, defect, risk or debt where
    their name is known. ``leave_out`` names types not to count, so that an epic is not counted beside
    its stories. ``waiting`` names the states in which nobody works on an item, else their names tell.
    ``day_first`` says how to read 03/04/2026. Moments with an offset are put into UTC. Without a start
    of work the clock starts with the request, and ``Items.clock`` says so.
    Raises ``UnusableFile`` that names file, row and column; OSError when the file cannot be opened.
    """
    path = Path(path)
    file = path.name
    frame = _table(decode(read_limited(path, in_force().export_bytes), file=file), file)
    columns = _columns(list(frame.columns))
    if "id" not in columns:
        raise UnusableFile("there is no column of ids; please name one “id”", file=file, row=1)
    ids = frame[columns["id"]]
    _refuse(ids == "", "the item has no id", file, columns["id"])
    kinds = frame[columns["type"]] if "type" in columns else None
    if leave_out and kinds is not None:
        unwanted = {name.casefold() for name in leave_out}
        frame = frame[~kinds.str.casefold().isin(unwanted)]
        if frame.empty:
            raise UnusableFile(
                "nothing is left once these types are left out", file=file, column=columns["type"]
            )
        ids, kinds = frame[columns["id"]], frame[columns["type"]]
    type_of, types = _types(kinds, len(frame), file, columns.get("type"))
    if "state" in columns and "entered" in columns:
        entered = read_moments(frame, [columns["entered"]], file, day_first)[columns["entered"]]
        _refuse(entered.isna(), "the change of state has no date", file, columns["entered"])
        states = frame[columns["state"]]
        _refuse(states == "", "the change has no state", file, columns["state"])
        return items_of_states(ids, states, entered, type_of, types, waiting, file)
    return _items(frame, columns, type_of, types, day_first, file)


def _table(text: str, file: str) -> pd.DataFrame:
    """Return the cells as trimmed text; the index is the row as the spreadsheet counts it."""
    import pandas as pd

    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"\"?sep=(.)\"?\r?", first)
    if named:
        text, first = rest, rest.partition("\n")[0]
    separator = named[1] if named else max(",;\t|", key=first.count)
    headings = [heading.strip().strip('"') for heading in first.split(separator)]
    if not any(headings):
        raise UnusableFile("the first row holds no headings", file=file, row=1)
    if len(headings) > (most := in_force().columns):
        raise UnusableFile(f"the first row has more than {most:,} headings", file=file, row=1)
    try:
        with warnings.catch_warnings():
            # a first row that is too long only warns, and is cut
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.StringIO(text), sep=separator, header=None, names=range(len(headings)), skiprows=1,
                dtype=str, keep_default_na=False, skip_blank_lines=False, index_col=False,
            )  # fmt: skip
    except pd.errors.EmptyDataError:
        frame = pd.DataFrame(columns=range(len(headings)), dtype=str)
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        raise _torn(text, separator, len(headings), file) from error
    names: list[str] = []
    for number, heading in enumerate(headings, 1):
        shown = " ".join(heading.split())
        names.append(shown if shown and shown not in names else f"{shown} (column {number})".strip())
    frame.columns = pd.Index(names)
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    frame = frame.fillna("").apply(_trimmed)
    filled: pd.DataFrame = frame[(frame != "").any(axis=1)]
    if filled.empty:
        raise UnusableFile("there are headings but no work items below them", file=file)
    return filled


def _trimmed(column: pd.Series[str]) -> pd.Series[str]:
    """Return the cells without white space around them; a plain loop is the fast way for a million."""
    import pandas as pd

    return pd.Series([cell.strip() for cell in column.tolist()], index=column.index, dtype=str)


def _torn(text: str, separator: str, width: int, file: str) -> UnusableFile:
    """Say which row does not fit below the headings."""
    row = 0
    with contextlib.suppress(csv.Error):  # a cell too long for it: the row is the one before
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if len(cells) > width:
                return UnusableFile("the row holds more cells than there are headings", file=file, row=row)
    return UnusableFile("a quotation mark is not closed", file=file, row=row or None)


def _columns(names: list[str]) -> dict[str, str]:
    plain = {re.sub(r"[\s_\-]+", " ", name).casefold().strip(): name for name in reversed(names)}
    found = {}
    for field, headings in _HEADINGS.items():
        known = [plain[heading] for heading in headings.split(", ") if heading in plain]
        if known:
            found[field] = known[0]
    return found


def _refuse(bad: pd.Series[bool], problem: str, file: str, column: str) -> None:
    """Raise ``UnusableFile`` for the first row where ``bad``."""
    if bad.any():
        raise UnusableFile(
            problem, file=file, row=int(bad.index[int(bad.to_numpy().argmax())]), column=column
        )


def _types(
    kinds: pd.Series[str] | None, size: int, file: str, column: str | None
) -> tuple[NDArray[np.intp], tuple[str, ...]]:
    import numpy as np
    import pandas as pd

    if kinds is None:
        return np.zeros(size, dtype=np.intp), (_NO_TYPE,)
    codes, names = pd.factorize(kinds)
    if len(names) > MOST_TYPES:
        problem = f"the column holds {len(names):,} different types; at most {MOST_TYPES} make a picture"
        raise UnusableFile(problem, file=file, column=column)
    plain = [_KNOWN_TYPES.get(name.casefold(), name) or _NO_TYPE for name in names]
    types = tuple(dict.fromkeys(plain))
    return np.array([types.index(name) for name in plain], dtype=np.intp)[codes], types


def _items(
    frame: pd.DataFrame,
    columns: dict[str, str],
    type_of: NDArray[np.intp],
    types: tuple[str, ...],
    day_first: bool | None,
    file: str,
) -> Items:
    import numpy as np
    import pandas as pd

    if "done" not in columns or not {"started", "asked"} & set(columns):
        raise UnusableFile(
            "the table needs a column with the start and one with the end of the work, such as “started” "
            "and “done”, or “state” and “entered” with one row for each change",
            file=file,
            row=1,
        )
    begin = columns.get("started") or columns["asked"]
    ids = frame[columns["id"]]
    _refuse(ids.duplicated(), "the id is there already; each item has one row", file, columns["id"])
    dates = [begin, columns["done"], *([columns["dropped"]] if "dropped" in columns else [])]
    moments = read_moments(frame, dates, file, day_first)
    started = moments[begin]
    for name in dates[1:]:
        _refuse(moments[name] < started, f"this is before “{begin}” of the item", file, name)
    waiting = pd.Series(np.nan, index=frame.index)
    for field, per_day in (("waiting_hours", 24.0), ("waiting_days", 1.0)):
        if field in columns:
            waiting = _numbers(frame[columns[field]], file, columns[field]) / per_day
            took = (moments[columns["done"]] - started).dt.total_seconds() / 86_400
            # Whole days of waiting may round up within the times of a day.
            _refuse(waiting > took + 1, "the item waited longer than it took", file, columns[field])
    none = np.full(len(frame), "NaT", dtype="datetime64[s]")
    missing = int((started.isna() & moments[columns["done"]].notna()).sum())
    note = f"Done without a known start: {missing}; they count in velocity only."
    return Items(
        ids=ids.to_numpy(dtype=object),
        type_of=type_of,
        types=types,
        started=started.to_numpy(dtype="datetime64[s]"),
        done=moments[columns["done"]].to_numpy(dtype="datetime64[s]"),
        dropped=moments[dates[2]].to_numpy(dtype="datetime64[s]") if len(dates) > 2 else none,
        waiting=np.asarray(waiting, dtype=np.float64),
        clock="start of work" if "started" in columns else f"request (“{begin}”)",
        notes=(note,) if missing else (),
    )


def _numbers(cells: pd.Series[str], file: str, column: str) -> pd.Series[float]:
    import numpy as np
    import pandas as pd

    numbers = pd.to_numeric(cells.str.replace(",", ".", regex=False), errors="coerce")
    bad = (cells != "") & ~(np.isfinite(numbers) & (numbers >= 0))
    _refuse(bad, "this is no length of time: a number, zero or more, is expected", file, column)
    return numbers
