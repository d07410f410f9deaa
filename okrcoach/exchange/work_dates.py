"""Dates and times as trackers write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrcoach.exchange.errors import UnusableFile

if TYPE_CHECKING:
    import pandas as pd

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?")
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_DAY_FIRST = tuple(f"%d/%m/%Y{time}" for time in _TIMES)
_MONTH_FIRST = tuple(f"%m/%d/%Y{time}" for time in _TIMES)
_WORDS = ("%d.%m.%Y", "%d/%b/%y", "%d %b %Y", "%b %d, %Y")
_OTHERS = tuple(f"{day}{time}" for day in _WORDS for time in _TIMES)
_ASK = "please write dates as 2026-01-31"


def read_moments(
    frame: pd.DataFrame, columns: Sequence[str], file: str, day_first: bool | None = None
) -> dict[str, pd.Series[pd.Timestamp]]:
    """Return the columns as moments without zone (UTC where an offset was given), NaT for empty cells.

    One file writes its dates one way: ISO, or one of the usual others. Raises ``UnusableFile`` for the
    first cell that is no date between 1970 and 2199, and where 03/04/2026 may be read two ways and
    ``day_first`` does not tell.
    """
    import pandas as pd

    cells = pd.concat([frame[column] for column in columns], keys=range(len(columns)))
    filled = cells[cells != ""]
    moments = _read(filled, day_first, file, columns)
    bad = moments.isna() | (moments.dt.year < 1970) | (moments.dt.year > 2199)
    if bad.any():
        _complain(filled, bad, file, columns)
    whole = moments.reindex(cells.index)
    return {column: whole.xs(n) for n, column in enumerate(columns)}


def _read(
    cells: pd.Series[str], day_first: bool | None, file: str, columns: Sequence[str]
) -> pd.Series[pd.Timestamp]:
    import pandas as pd

    # A plain loop: with a million items pandas' string methods take several times as long.
    iso = [cell.replace(",", ".") if _ISO.fullmatch(cell) else None for cell in cells.tolist()]
    if any(iso):
        text = pd.Series(iso, index=cells.index, dtype=str)
        return pd.to_datetime(text, format="ISO8601", utc=True, errors="coerce").dt.tz_localize(None)
    by_day, by_month = _best(cells, _DAY_FIRST), _best(cells, _MONTH_FIRST)
    if day_first is not None:
        return by_day if day_first else by_month
    if by_day.notna().all() and by_month.notna().all():
        differ = by_day != by_month
        if differ.any():
            n, row = cells.index[int(differ.to_numpy().argmax())]
            raise UnusableFile(
                f"day and month cannot be told apart; {_ASK}, or say whether the day comes first",
                file=file, row=int(row), column=columns[n],
            )  # fmt: skip
    return max((by_day, by_month, _best(cells, _OTHERS)), key=lambda found: int(found.notna().sum()))


def _best(cells: pd.Series[str], formats: Sequence[str]) -> pd.Series[pd.Timestamp]:
    """Return the moments by whichever formats fit: some trackers leave the time out at midnight."""
    import pandas as pd

    found = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[us]")
    for form in formats:
        rest = found.isna()
        if not rest.any():
            break
        found[rest] = pd.to_datetime(cells[rest], format=form, errors="coerce").astype("datetime64[us]")
    return found


def _complain(cells: pd.Series[str], bad: pd.Series[bool], file: str, columns: Sequence[str]) -> None:
    n, row = cells.index[int(bad.to_numpy().argmax())]
    problem = f"“{cells[(n, row)][:40]}” is no date that can be read; {_ASK}"
    raise UnusableFile(problem, file=file, row=int(row), column=columns[n])
