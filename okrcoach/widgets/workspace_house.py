"""The words, corrections and school of the folder in which a notebook runs, for its widgets."""

from __future__ import annotations

from okrcoach.exchange import UnusableFile
from okrcoach.exchange.settings import read_settings
from okrcoach.judgement import RULES
from okrcoach.judgement.house import House, school


def house_here() -> tuple[House | None, str]:
    """Return the house of the working folder and "", or None and what is wrong with its files.

    None and "" when nothing is special in it.
    """
    try:
        found = read_settings()
        wanted = found.preferences
        if not (found.words or found.corrections or wanted != type(wanted)()):
            return None, ""
        codes = {rule.code for rule in RULES}
        for one in wanted.suppressions:
            if one.rule not in codes:
                return None, f"{found.config_file}: suppress: there is no rule {one.rule}."
        followed = school(wanted.profile, wanted.profiles, wanted.rules, codes)
    except (UnusableFile, ValueError) as error:
        return None, str(error)
    except OSError as error:
        return None, f"{error.filename}: {error.strerror}."
    house = House(
        words=found.words,
        corrections=found.corrections,
        profile=followed,
        suppressions=wanted.suppressions,
    )
    return house, ""
