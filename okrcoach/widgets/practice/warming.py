"""Gets ready to read sentences while the learner reads the first exercise: it takes a second, once."""

from __future__ import annotations

import logging
import threading
from functools import cache

from okrcoach.classroom.lines import hear
from okrcoach.model import Role

_log = logging.getLogger(__name__)
#: Kinds whose answers are held against what the rule book reads.
READ = ("repair", "write", "critique")


@cache
def warming() -> threading.Thread:
    """Return the one thread, for all boards, that reads a first sentence; who cannot wait joins it."""
    thread = threading.Thread(target=_read_one, daemon=True)
    thread.start()
    return thread


def _read_one() -> None:
    try:
        hear("Visits rise from 2 to 3 a week by May", Role.KEY_RESULT)
    except Exception:  # the check itself will tell if sentences cannot be read; this only saves time
        _log.debug("getting ready to read went wrong", exc_info=True)
