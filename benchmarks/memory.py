"""Feeds made-up statements through a pipe to a command and prints the most memory it held.

    python benchmarks/memory.py LINES COMMAND ...

A process of its own because Linux counts what the parent held when it started the command: this one
imports next to nothing. Writes {"peak_bytes": ..., "seconds": ...}.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator

_SYLLABLES = (
    "ba ce di fo gu ka le mi no pu ra se ti vo zu ber con dal fer gin lor mas nel pon ris ten".split()
)
_SHAPES = (
    "Raise {a} {b} from {n}% to {m}% by {month}",
    "Launch the {a} {b} for {n} {c} teams",
    "Keep {a} {b} below {n}.{m} per {c}",
    "Become the {a} that {b} {c} people trust",
    "{n} of {m} {a} customers renew their {b} {c}",
    "Cut {a}-{b} time by {n}.{m} hours, {c} included",
)
_MONTHS = "January March May June September Q1 Q3 2031".split()


def made_up(lines: int, seed: int = 7) -> Iterator[str]:
    """Yield that many statements; their words and numbers hardly ever repeat, the same for each seed."""
    dice = random.Random(seed)

    def word() -> str:
        return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4)))

    for _ in range(lines):
        yield dice.choice(_SHAPES).format(
            a=word(),
            b=word(),
            c=word(),
            n=dice.randint(1, 9999),
            m=dice.randint(1, 99),
            month=dice.choice(_MONTHS),
        )


def measure(lines: int, command: list[str]) -> tuple[int, float]:
    """Return peak resident bytes and seconds of ``command`` fed with lines; OSError when it failed."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        for line in made_up(lines):
            process.stdin.write(line.encode() + b"\n")
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise OSError(f"{command} ended with {process.returncode}")
    # Linux counts in KiB, macOS in bytes.
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), time.perf_counter() - start


def main() -> None:
    """Measure what the arguments say."""
    peak, seconds = measure(int(sys.argv[1]), sys.argv[2:])
    print(json.dumps({"peak_bytes": peak, "seconds": round(seconds, 2)}))


if __name__ == "__main__":
    main()
