"""How fast and how large, beside bare tokenisation and the peers on the same machine in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from okrcoach.judgement import classify
from okrcoach.language.tokens import pipeline

#: Takes statements, all at once, and does its work on them.
Work = Callable[[Sequence[str]], object]

#: The names under which the race lists what is not a peer.
OURS, BARE, TOKENISER = "okrcoach classify", 'spacy.blank("en"), nlp(text)', "its tokeniser alone"
#: What `import okrcoach` must not load.
HEAVY = (
    "IPython altair anywidget ipywidgets jinja2 jupyterlab numpy openpyxl pandas rich sklearn spacy thinc "
    "typer vl_convert yaml"
).split()
#: Torch comes with the embedding peer, no user has it from us; spaCy loads it where it is found, which takes
#: seconds and hundreds of megabytes and would make every ratio look good. Fresh processes do without.
NO_TORCH = "import sys; sys.modules['torch'] = None; "
#: What the installed command `okrcoach` runs, in whatever interpreter runs us.
COMMAND = [sys.executable, "-c", NO_TORCH + "from okrcoach.cli import main; main()"]
ONE_LINE = "Raise the share of tickets solved at first contact from 61% to 75% by June\n"


def one_by_one(work: Callable[[str], object]) -> Work:
    """Return ``work`` on one statement made into work on many, without batches."""

    def many(texts: Sequence[str]) -> None:
        for text in texts:
            work(text)

    return many


def race(
    works: Mapping[str, Work], texts: Sequence[str], rounds: int = 3, seconds: float = 0.5
) -> dict[str, float]:
    """Return statements per second of each, warm, best of some rounds.

    The rounds take turns, so that a busy moment of the machine slows all of them. Each round lasts for
    ``seconds`` at least and goes through all texts at least once.
    """
    best = dict.fromkeys(works, 0.0)
    for work in works.values():
        work(texts)
    for _ in range(rounds):
        for name, work in works.items():
            done, start = 0, time.perf_counter()
            while done == 0 or time.perf_counter() - start < seconds:
                work(texts)
                done += len(texts)
            best[name] = max(best[name], done / (time.perf_counter() - start))
    return best


def ours_and_bare() -> dict[str, Work]:
    """Return our work and that of spaCy's blank English pipeline, one statement at a time."""
    nlp = pipeline()
    return {OURS: one_by_one(classify), BARE: one_by_one(nlp), TOKENISER: one_by_one(nlp.tokenizer)}


def run_seconds(command: Sequence[str], fed: str = "") -> float:
    """Return the seconds a process takes from start to exit; raises CalledProcessError when it fails."""
    start = time.perf_counter()
    subprocess.run(command, input=fed.encode(), check=True, capture_output=True)
    return time.perf_counter() - start


@dataclass(frozen=True)
class StartUp:
    """Least seconds of fresh processes; the first two without the interpreter's own start."""

    import_alone: float
    first_verdict: float
    one_line: float
    one_line_jsonl: float
    blank_pipeline: float

    @property
    def ratio(self) -> float:
        """How much longer `okrcoach classify` of one line takes than a blank pipeline."""
        return self.one_line / self.blank_pipeline


def start_up(rounds: int = 7) -> StartUp:
    """Time fresh processes, taking turns."""
    python = [sys.executable, "-c"]
    commands = {
        "bare": ([*python, NO_TORCH], ""),
        "import": ([*python, NO_TORCH + "import okrcoach"], ""),
        "first": ([*python, f"{NO_TORCH}import okrcoach; okrcoach.classify({ONE_LINE!r})"], ""),
        "line": ([*COMMAND, "classify", "-"], ONE_LINE),
        "jsonl": ([*COMMAND, "classify", "--format", "jsonl", "-"], ONE_LINE),
        "blank": ([*python, NO_TORCH + "import spacy; spacy.blank('en')"], ""),
    }
    least = dict.fromkeys(commands, float("inf"))
    for _ in range(rounds):
        for name, (command, fed) in commands.items():
            least[name] = min(least[name], run_seconds(command, fed))
    bare = least["bare"]
    return StartUp(
        import_alone=max(0.0, least["import"] - bare),
        first_verdict=max(0.0, least["first"] - bare),
        one_line=least["line"],
        one_line_jsonl=least["jsonl"],
        blank_pipeline=least["blank"],
    )


def heavy_loaded() -> list[str]:
    """Return which heavy packages `import okrcoach` loads in a fresh interpreter."""
    code = f"import okrcoach, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return [name for name in HEAVY if repr(name) in done.stdout]


@dataclass(frozen=True)
class Memory:
    """Peak resident memory of a command over a stream of lines."""

    lines: int
    peak_bytes: int
    seconds: float


def memory(lines: int, command: Sequence[str] = (*COMMAND, "classify", "--format", "jsonl", "-")) -> Memory:
    """Feed a command with made-up lines, by a small helper process; CalledProcessError when it fails."""
    helper = [sys.executable, str(Path(__file__).with_name("memory.py")), str(lines), *command]
    done = subprocess.run(helper, check=True, stdout=subprocess.PIPE)
    told = json.loads(done.stdout)
    return Memory(lines, told["peak_bytes"], told["seconds"])
