"""How fast, beside bare tokenisation on the same machine in the same run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from okrcoach.judgement import classify
from okrcoach.language.tokens import pipeline


def per_second(work: Callable[[str], object], texts: Sequence[str], seconds: float = 2.0) -> float:
    """Return statements per second on one core, warm, best of three rounds."""
    for text in texts:
        work(text)
    best = 0.0
    for _ in range(3):
        done, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds / 3:
            for text in texts:
                work(text)
            done += len(texts)
        best = max(best, done / (time.perf_counter() - start))
    return best


def throughput(texts: Sequence[str]) -> tuple[float, float]:
    """Return statements per second of classify, and of spaCy's blank English tokeniser alone."""
    return per_second(classify, texts), per_second(pipeline().tokenizer, texts)


def start_up(code: str, rounds: int = 5) -> float:
    """Return the least seconds a fresh interpreter needs for ``code``, its own start subtracted."""

    def once(source: str) -> float:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", source], check=True, stdin=subprocess.DEVNULL, capture_output=True
        )
        return time.perf_counter() - start

    bare = min(once("pass") for _ in range(rounds))
    return max(0.0, min(once(code) for _ in range(rounds)) - bare)
