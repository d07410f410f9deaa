"""What the set browser knows and can do: the sample sets, and the critique of the chosen one."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from okrcoach.charts import draw, kinds_chart, kinds_in_words
from okrcoach.data import shipped
from okrcoach.exchange import UnusableFile, read_okrs
from okrcoach.report import critique

_log = logging.getLogger(__name__)

_FORMATS = (".yaml", ".yml", ".md", ".csv", ".xlsx")
#: The answers to the sample sets: for trainers and tests, not for the one who practises.
_ANSWERS = "expected.csv"


class SetPresenter:
    """The OKR sets in a folder, one of them chosen, with its report and chart as HTML.

    ``state`` is a plain dict for a view to draw, replaced as a whole by every action.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = shipped("datasets") / "sets" if folder is None else folder
        files = sorted(
            file
            for file in self._folder.iterdir()
            if file.suffix.lower() in _FORMATS and file.name != _ANSWERS and not file.name.startswith(".")
        )
        self._options = [{"words": _title(file), "value": file.name} for file in files]
        self.state: dict[str, Any] = self._state("")
        if files:
            self.choose(files[0].name)

    def choose(self, name: str) -> None:
        """Read and judge the set in the file ``name``; raises ``ValueError`` when it is not on offer."""
        if name not in (option["value"] for option in self._options):
            raise ValueError(f"no such set: {name!r}")
        try:
            report = critique(read_okrs(self._folder / name))
            chart = draw(kinds_chart(report.critique, "page"), kinds_in_words(report.critique))
            self.state = self._state(name, html=report._repr_html_(), chart=chart)
        except UnusableFile as error:
            self.state = self._state(name, trouble=str(error))
        except Exception:  # the reader must get an answer whatever went wrong
            _log.debug("a set could not be read", exc_info=True)
            self.state = self._state(name, trouble="The coach stumbled over this set. The others still work.")

    def _state(self, name: str, html: str = "", chart: str = "", trouble: str = "") -> dict[str, Any]:
        if not self._options:
            trouble = "There are no sample sets here."
        return {"options": self._options, "chosen": name, "html": html, "chart": chart, "trouble": trouble}


def _title(file: Path) -> str:
    """Return a file's name as words, with its format: "Contact centre, for practice (md)"."""
    worth, _, name = file.stem.partition("-")
    hint = {"good": ", a good set", "flawed": ", for practice"}.get(worth)
    words = (name if hint else file.stem).replace("_", " ").replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}{hint or ''} ({file.suffix[1:].lower()})"
