"""The quarters a reader can open: the samples, which stay whole, and their own in the working folder."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from okrcoach.data import shipped
from okrcoach.exchange import UnusableFile, read_okrs
from okrcoach.exchange.check_in_log import LogProblem, log_beside, read_log
from okrcoach.exchange.saving import save
from okrcoach.exchange.settings import read_settings
from okrcoach.judgement.house import House
from okrcoach.judgement.plans import plans_of
from okrcoach.model import LogEntry, OKRSet, Plan
from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.scorecard import SETTINGS, Scorecard, Settings, score
from okrcoach.progress.standing import score_weeks
from okrcoach.progress.team_settings import settings_from
from okrcoach.widgets.desk import NotPossible, Upload
from okrcoach.widgets.workspace_house import house_here

#: The folder, in the working folder, that copies and uploads go to.
HOME = "quarters"
_LOG = ".checkins.jsonl"
_YAML = (".yaml", ".yml")
#: Of a quarter that is over, this share is gone when it is opened: there is something left to steer.
_INTO = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A quarter on offer; ``own`` is False for a sample."""

    key: str
    words: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamQuarter:
    """A team's file and its log as they were when it was opened."""

    key: str
    path: Path
    own: bool
    okr_set: OKRSet
    plans: Mapping[str, Plan]
    settings: Settings = SETTINGS
    entries: tuple[LogEntry, ...] = ()
    problems: tuple[LogProblem, ...] = ()
    #: What is wrong with the settings of the working folder, "" when nothing is.
    complaint: str = ""

    @property
    def log(self) -> Path:
        """Where its log is, whether or not the file is there yet."""
        return log_beside(self.path)

    def card(self, at: date) -> Scorecard:
        """Return the scorecard of a day. Raises ``NotPossible`` for a file that cannot be scored."""
        try:
            return score(self.okr_set, self.entries, at, self.plans, self.settings)
        except Undefined as error:
            raise NotPossible(f"{self.path.name}: {error}") from error

    def weeks(self, at: date) -> tuple[Scorecard, ...]:
        """Return the scorecards of every week up to a day; raises as ``card`` does."""
        try:
            return score_weeks(self.okr_set, self.entries, at, self.plans, self.settings)
        except Undefined as error:
            raise NotPossible(f"{self.path.name}: {error}") from error

    def opening_day(self, today: date) -> date:
        """Return the day to look at first: today within the cycle, else a check-in after its middle."""
        start, end = self.okr_set.cycle.start, self.okr_set.cycle.end
        days = sorted({entry.day for entry in self.entries})
        if start is not None and end is not None and start <= end:
            if start <= today <= end and not (days and days[-1] > today):
                return today
            wanted = start + timedelta(days=int((end - start).days * _INTO))
            return max((day for day in days if start <= day <= wanted), default=wanted if days else start)
        return min(today, days[-1]) if days else today


@dataclass
class Shelf:
    """The samples and the reader's own quarters; opened ones are kept until their files change."""

    folder: Path = field(default_factory=Path.cwd)
    samples: Path = field(default_factory=lambda: shipped("datasets") / "quarters")
    _read: dict[Path, tuple[tuple[object, ...], TeamQuarter]] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """Where copies and uploads are kept."""
        return self.folder / HOME

    def offered(self) -> tuple[Choice, ...]:
        """Return the reader's own quarters, then the samples."""
        own = [(f"own/{file.name}", file, True) for file in _quarters_in(self.home)]
        samples = [(f"sample/{file.name}", file, False) for file in _quarters_in(self.samples)]
        return tuple(Choice(key=key, words=_title(file), own=mine) for key, file, mine in (*own, *samples))

    def open(self, key: str) -> TeamQuarter:
        """Read a quarter that is on offer; what has not changed is not read again.

        Raises ``NotPossible`` and ``UnusableFile`` in words for the reader.
        """
        if key not in {choice.key for choice in self.offered()}:
            raise NotPossible("That quarter is no longer there. Choose another one from the list.")
        where, _, name = key.partition("/")
        path = (self.home if where == "own" else self.samples) / name
        house, complaint = house_here()
        settings, wrong = _settings()
        marks = (*_mark(path), *_mark(log_beside(path)), complaint, wrong, house, settings)
        known = self._read.get(path)
        if known is not None and known[0] == marks:
            return known[1]
        same = known is not None and known[0][:2] == marks[:2] and known[0][4:] == marks[4:]
        okr_set = known[1].okr_set if known is not None and same else read_okrs(path)
        plans = known[1].plans if known is not None and same else _plans(okr_set, house)
        try:
            entries, problems = read_log(log_beside(path))
        except OSError as error:
            raise NotPossible(f"{log_beside(path).name} cannot be read: {error.strerror}.") from error
        quarter = TeamQuarter(
            key=key,
            path=path,
            own=where == "own",
            okr_set=okr_set,
            plans=plans,
            settings=settings,
            entries=entries,
            problems=problems,
            complaint=complaint or wrong,
        )
        self._read[path] = (marks, quarter)
        return quarter

    def copy(self, quarter: TeamQuarter, until: date | None = None) -> TeamQuarter:
        """Copy a quarter into the working folder and open the copy; nothing there is overwritten.

        ``until``: only lines of the log up to this day come along, and those that say no day.
        Raises ``NotPossible`` when the folder cannot be written to.
        """
        log = quarter.log.read_bytes() if quarter.log.is_file() else b""
        if until is not None:
            log = b"".join(line for line in log.splitlines(keepends=True) if _up_to(line, until))
        return self._put(quarter.path.name, quarter.path.read_bytes(), log)

    def take_in(self, files: Sequence[Upload]) -> TeamQuarter:
        """Keep uploaded files in the working folder and open them: a YAML, and its log if there is one.

        Raises ``NotPossible`` for other files, ``UnusableFile`` for a YAML that cannot be read.
        """
        plans = [file for file in files if Path(file.name).suffix.lower() in _YAML]
        logs = [file for file in files if file.name.lower().endswith(".jsonl")]
        if len(plans) != 1 or len(logs) > 1 or len(plans) + len(logs) != len(files):
            raise NotPossible(
                "Choose one team\u2019s .yaml file, and together with it its .checkins.jsonl if there is one."
            )
        name = re.sub(r"[^\w .()-]", "_", Path(plans[0].name).name).lstrip(". ") or "quarter.yaml"
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder) / name
            trial.write_bytes(plans[0].content)
            okr_set = read_okrs(trial)
        if not any(objective.key_results for objective in okr_set.objectives):
            raise UnusableFile("there is no key result in it", file=name)
        return self._put(name, plans[0].content, logs[0].content if logs else b"")

    def _put(self, name: str, plan: bytes, log: bytes) -> TeamQuarter:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            target = _free(self.home / name)
            if log:
                save(log_beside(target), lambda stream: stream.write(log))
            save(target, lambda stream: stream.write(plan))
        except OSError as error:
            raise NotPossible(
                f"{self.home} cannot be written to: {error.strerror}. "
                "Start the notebook in a folder of your own."
            ) from error
        return self.open(f"own/{target.name}")


def shelf_in(folder: str | None) -> Shelf:
    """Return the shelf of a folder, of the working folder without one."""
    return Shelf() if folder is None else Shelf(Path(folder))


class Drafts:
    """What has been typed and not sent, in a file of the working folder that its reader can see."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[str, dict[str, str]] = {}
        try:
            found = json.loads(path.read_bytes())
            self._kept = {str(k): {str(n): str(v) for n, v in each.items()} for k, each in found.items()}
        except (OSError, ValueError, AttributeError):
            pass  # nothing typed yet, or a file that is none of ours: typing starts it anew

    def of(self, key: str) -> dict[str, str]:
        """Return the fields of one form, empty when nothing has been typed there."""
        return dict(self._kept.get(key, {}))

    def keep(self, key: str, name: str, value: str) -> None:
        """Keep the words of one field on the disk. Raises ``NotPossible`` when they cannot be saved."""
        self._kept.setdefault(key, {})[name] = value
        self._save()

    def drop(self, key: str, *names: str) -> None:
        """Forget what has been sent: these fields of a form, or all of it."""
        form = self._kept.pop(key, {})
        if left := {name: value for name, value in form.items() if names and name not in names}:
            self._kept[key] = left
        if left != form:
            self._save()

    def _save(self) -> None:
        text = json.dumps(self._kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            save(self.path, lambda stream: stream.write(text))
        except OSError as error:
            raise NotPossible(f"What you type cannot be saved in {self.path}: {error.strerror}.") from error


def weekly_days(quarter: TeamQuarter, until: date | None = None) -> tuple[date, ...]:
    """Return the days one may want to look at: weekly from the start of the cycle, and its last day."""
    start, end = quarter.okr_set.cycle.start, quarter.okr_set.cycle.end
    if start is None or end is None or end < start or (end - start).days > 800:
        return tuple(sorted({entry.day for entry in quarter.entries if until is None or entry.day <= until}))
    days = [start + timedelta(days=n) for n in range(6, (end - start).days + 1, 7)]
    return tuple(dict.fromkeys([*days, end]))


def _plans(okr_set: OKRSet, house: House | None) -> dict[str, Plan]:
    return _plain_plans(okr_set) if house is None else plans_of(okr_set, house)


@lru_cache(maxsize=16)
def _plain_plans(okr_set: OKRSet) -> dict[str, Plan]:
    """Reading words takes a second: several boards, and copies with the same words, share it."""
    return plans_of(okr_set)


def _settings() -> tuple[Settings, str]:
    """Return the scoring settings of the working folder; its defaults and what is wrong with them, if so."""
    try:
        found = read_settings()
        return settings_from(found.preferences.grades, found.preferences.pace), ""
    except (UnusableFile, ValueError) as error:
        return SETTINGS, str(error)
    except OSError as error:
        return SETTINGS, f"{error.filename}: {error.strerror}."


def _quarters_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in _YAML and file.name[0] != ".")


def _mark(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _title(file: Path) -> str:
    words = file.stem.replace("_", " ").replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


def _free(path: Path) -> Path:
    n, found = 2, path
    while found.exists() or log_beside(found).exists():
        found, n = path.with_name(f"{path.stem}-{n}{path.suffix}"), n + 1
    return found


def _up_to(line: bytes, until: date) -> bool:
    try:
        return str(json.loads(line)["day"]) <= until.isoformat()
    except (ValueError, KeyError, TypeError):
        return True  # no day that could be read: it stays in the copy, and is reported there
