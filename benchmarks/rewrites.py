"""Draws rewrites at random for reading: `python -m benchmarks.rewrites --sets DIR --seed 3`.

A program cannot tell whether a coach would send a rewrite; a person has to read. This prints what to
read: the author's statement, the mark, the question and one rewrite for each number.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from okrcoach.exchange import UnusableFile, read_okrs
from okrcoach.judgement import review


@dataclass(frozen=True, slots=True)
class Offered:
    """A rewrite beside what it rewrites."""

    file: str
    original: str
    code: str
    ask: str
    rewrite: str


def offered(folder: Path) -> Iterator[Offered]:
    """Yield every rewrite for every statement of the sets in a folder, each wording once."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.iterdir()):
        try:
            critique = review(read_okrs(path))
        except UnusableFile:
            continue
        for line in critique.lines:
            for found in line.findings:
                for words in found.rewrites:
                    key = (line.statement.text, words)
                    if key not in seen:
                        seen.add(key)
                        yield Offered(path.name, line.statement.text, found.code, found.ask, words)


def draw(folder: Path, seed: int, number: int) -> list[Offered]:
    """Draw ``number`` rewrites, all where there are fewer; the same seed draws the same ones."""
    pool = list(offered(folder))
    return random.Random(seed).sample(pool, min(number, len(pool)))


def main() -> None:
    """Print a draw for reading."""
    parser = argparse.ArgumentParser(description="Draw rewrites at random, for reading one by one.")
    parser.add_argument("--sets", type=Path, required=True, help="folder with OKR sets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=100)
    chosen = parser.parse_args()
    for at, one in enumerate(draw(chosen.sets, chosen.seed, chosen.number), start=1):
        print(f"{at:3} {one.code} [{one.file}]\n    was  {one.original}")
        print(f"    ask  {one.ask}\n    new  {one.rewrite}\n")


if __name__ == "__main__":
    main()
