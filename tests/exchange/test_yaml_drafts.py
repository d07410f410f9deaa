"""YAML, ours and hand-written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from okrcoach.exchange import UnusableFile
from okrcoach.model import OKRSet

File = Callable[[str, str], OKRSet]
Show = Callable[[OKRSet], list[str]]

OURS = """\
schema: okrcoach/1
title: Trams
cycle: {name: Q3 2026, start: 2026-07-01, end: 2026-09-30}
note: in the works
objectives:
- text: Calm mornings
  owner: Ana
  key_results:
  - text: "KR1: On time"
    baseline: 0.60
    target: 1e2
    deadline: 2026-09-30
    owner: yes
    check_ins:
    - {day: 2026-07-06, value: 61.5, confidence: 5, note: rain, who: Bo}
    actions:
    - {text: Repaint, done: true}
  actions:
  - text: Reroute
heartbeats:
- {text: Heating bill, accepted: below 900}
actions:
- text: Talk to Bo
statements:
- text: "- Something"
"""


def test_our_format_is_read_to_the_letter(filed: File, tree: Show) -> None:
    okr_set = filed("a.yaml", OURS)
    assert tree(okr_set) == [
        "O: Calm mornings", "  KR: KR1: On time", "    done: Repaint", "  action: Reroute",
        "heartbeat: Heating bill", "action: Talk to Bo", "loose: - Something",
    ]  # fmt: skip
    assert (okr_set.title, okr_set.note) == ("Trams", "in the works")
    assert (okr_set.cycle.start, okr_set.cycle.end) == (date(2026, 7, 1), date(2026, 9, 30))
    key_result = okr_set.objectives[0].key_results[0]
    assert (key_result.baseline, key_result.target, key_result.owner) == ("0.60", "1e2", "yes")
    assert key_result.deadline == "2026-09-30"
    assert key_result.check_ins[0].value == 61.5
    assert key_result.statement.place.row == 9


@pytest.mark.parametrize(
    "text",
    [
        "objectives:\n- text: Calm\n  key_results:\n  - On time\n  - KR2: Queues\n",
        "objectives:\n- name: Calm\n  krs: [On time, Queues]\n",
        "- objective: Calm\n  key_results:\n    - key_result: On time\n    - {metric: Queues}\n",
        "objective: Calm\nkey_results:\n- On time\n- Queues\n",
        "objectives:\n  Calm:\n  - On time\n  - Queues\n",
        "goals:\n- Calm:\n  - On time\n  - Queues\n",
        "okrs:\n- title: 'Objective 1: Calm'\n  keyResults: ['KR1: On time', 'KR2: Queues']\n",
    ],
)
def test_hand_written_shapes(text: str, filed: File, tree: Show) -> None:
    assert tree(filed("a.yml", text)) == ["O: Calm", "  KR: On time", "  KR: Queues"]


def test_unknown_keys_are_kept(filed: File) -> None:
    okr_set = filed("a.yaml", "author: Ana\nobjectives:\n- text: Calm\n  pillar: Service\n  links: {a: 1}\n")
    assert okr_set.note == "author: Ana"
    assert okr_set.objectives[0].note == "pillar: Service\nlinks: {a: 1}"


@pytest.mark.parametrize(
    ("text", "row", "problem"),
    [
        ("a: &x [lol, lol]\nobjectives: [*x, *x]\n", 2, "repeats another part"),
        ("objectives:\n- text: Calm: and warm\n", 2, "not valid YAML"),
        ("objectives:\n- [a, b]\n", 2, "not a list"),
        ("[" * 5000, 1, "nested too deeply"),
        ("just words", 1, "no list"),
        ("schema: okrcoach/9\nobjectives: [a]\n", 1, "okrcoach/9"),
        ("# nothing\n", None, "empty"),
        (
            "objectives:\n- text: a\n  key_results:\n  - text: b\n    check_ins:\n    - day: soon\n",
            6,
            "not a day",
        ),
        (
            "objectives:\n- text: a\n  key_results:\n  - text: b\n    check_ins:\n    - value: 1\n",
            6,
            "needs a day",
        ),
        (
            "objectives:\n- text: a\n  key_results:\n  - text: b\n    check_ins:\n"
            "    - {day: 2026-07-06, value: much}\n",
            6,
            "not a number",
        ),
    ],
)
def test_what_cannot_be_read_says_where(text: str, row: int | None, problem: str, filed: File) -> None:
    with pytest.raises(UnusableFile, match=problem) as caught:
        filed("a.yaml", text)
    assert caught.value.row == row


def test_tags_build_nothing(filed: File) -> None:
    with pytest.raises(UnusableFile, match=r"a\.yaml, row 2: .* is a tag of YAML"):
        filed("a.yaml", "objectives:\n- !!python/name:os.getcwd ''\n")
    with pytest.raises(UnusableFile, match="is a tag of YAML"):
        filed("b.yaml", "objectives:\n- !!python/object/apply:os.getcwd []\n")
