"""What measures speed, memory and weights measures what it says."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import bench
from benchmarks.memory import made_up
from benchmarks.speed import heavy_loaded, memory, one_by_one, race, run_seconds
from benchmarks.strongest import strongest
from okrcoach.judgement.weights import USUAL, Weights, weights
from okrcoach.model import Kind


def test_made_up_lines_vary_and_repeat_for_a_seed() -> None:
    lines = list(made_up(2000))
    assert lines == list(made_up(2000))
    assert len(set(lines)) > 1990
    assert len({word for line in lines for word in line.split()}) > 3000
    assert not any("\n" in line for line in lines)


def test_memory_is_that_of_the_command_and_a_failure_is_no_figure() -> None:
    hold = "import sys; held = b'x' * {n}; sys.stdin.read()"
    small = memory(5, [sys.executable, "-c", hold.format(n=1)])
    large = memory(5, [sys.executable, "-c", hold.format(n=80_000_000)])
    assert small.peak_bytes < 40_000_000
    assert 70_000_000 < large.peak_bytes - small.peak_bytes < 90_000_000
    with pytest.raises(subprocess.CalledProcessError):
        memory(5, [sys.executable, "-c", "import sys; sys.stdin.read(); sys.exit(3)"])


def test_the_race_ranks_by_speed_and_hands_over_every_text() -> None:
    seen: list[str] = []

    def slow(texts: Sequence[str]) -> None:
        time.sleep(0.02)

    found = race({"slow": slow, "quick": one_by_one(seen.append)}, ["a", "b"], rounds=1, seconds=0.02)
    assert set(seen) == {"a", "b"}
    assert found["quick"] > found["slow"]
    assert 20 < found["slow"] < 101  # two texts in 20 ms at the quickest


def test_a_process_that_fails_is_not_timed() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_seconds([sys.executable, "-c", "raise SystemExit(1)"])


def test_import_loads_nothing_heavy() -> None:
    assert heavy_loaded() == []


def test_strongest_signs_are_sorted_and_name_words_apart() -> None:
    table = Weights(
        {"a": (1.0, 0.0, 0.0, -1.0), USUAL: "0\t0\t0\t0"},
        {"a": "2.0\t0.5\t0.0\t0.0"},
    )
    found = strongest(table, 1)
    assert found["objective"] == [("word:a", 2.0)]
    assert found["heartbeat"] == [("word:a", 0.0)]
    ours = strongest(weights())
    assert set(ours) == {kind.value for kind in Kind}
    for signs in ours.values():
        assert len(signs) == 20
        assert [w for _, w in signs] == sorted((w for _, w in signs), reverse=True)
        assert min(w for _, w in signs) > 0


def test_of_unread_rows_nothing_but_figures_is_printed_or_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"agreed": True, "author_says": "task", "label": "task", "written_as": "key_result"}
    secret = "Zanzibar quokka launch"
    (tmp_path / "look.jsonl").write_text(json.dumps(row | {"text": "Launch the site"}) + "\n")
    with gzip.open(tmp_path / "unread.jsonl.gz", "wt") as file:
        file.write(json.dumps(row | {"text": secret}) + "\n")
    marked: dict[str, object] = {
        "text": "Raise sales to 5%",
        "role": "key_result",
        "flags": [],
        "maybe": [],
        "quantity": None,
    }
    (tmp_path / "flags_dev.jsonl").write_text(json.dumps(marked) + "\n")
    page = tmp_path / "page.md"
    page.write_text(f"before\n{bench.BEGIN}\nold\n{bench.END}\nafter\n")
    out = tmp_path / "figures.json"
    told = ["bench", "--quick", "--real", str(tmp_path), "--json", str(out), "--record", str(page)]
    monkeypatch.setattr(sys, "argv", told)
    bench.main()
    printed = capsys.readouterr().out
    record = json.loads(out.read_text())
    assert record["verdicts"]["unread, agreed"]["figures"]["n"] == 1
    assert {"bars", "weights", "peers", "memory", "statements_per_second"} <= set(record)
    recorded = page.read_text()
    assert recorded.startswith("before\n")
    assert recorded.endswith("after\n")
    assert "old" not in recorded
    assert "unread, agreed" in recorded
    for word in secret.split()[:2]:
        assert word not in printed + out.read_text() + recorded
