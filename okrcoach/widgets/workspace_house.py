"""The words, corrections and school of the folder in which a notebook runs, for its widgets."""

from __future__ import annotations

from pathlib import Path

from okrcoach.exchange import UnusableFile
from okrcoach.exchange.settings import read_settings
from okrcoach.judgement.house import House, furnished
from okrcoach.model.limits import keep_to


def house_here(start: Path | None = None) -> tuple[House | None, str]:
    """Return the house of a folder (by default the working folder) and "", or None and what is wrong there.

    None and "" when nothing is special in it.
    """
    try:
        found = read_settings(start=start)
        wanted = found.preferences
        keep_to(wanted.limits)
        if not (found.words or found.corrections or wanted != type(wanted)()):
            return None, ""
        return furnished(found.words, found.corrections, wanted), ""
    except (UnusableFile, ValueError) as error:
        return None, str(error)
    except OSError as error:
        return None, f"{error.filename}: {error.strerror}."
