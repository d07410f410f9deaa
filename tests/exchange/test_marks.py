"""Labels and marks as people type them come off; words that only look so stay."""

from __future__ import annotations

import pytest

from okrcoach.exchange.marks import cycle_in, section_of, take_all
from okrcoach.model import Role

OBJ, KR, TASK, BEAT = Role.OBJECTIVE, Role.KEY_RESULT, Role.TASK, Role.HEARTBEAT


@pytest.mark.parametrize(
    ("line", "role", "words"),
    [
        ("KR-1: On time", KR, "On time"),
        ("[KR2] On time", KR, "On time"),
        ("(O1) Calm", OBJ, "Calm"),
        ("O1 KR2: On time", KR, "On time"),
        ("Obj. 1: Calm", OBJ, "Calm"),
        ("*KR1:* On time", KR, "On time"),
        ("Heartbeat 1: Heating bill", BEAT, "Heating bill"),
        ("Action item: Repaint", TASK, "Repaint"),
        ("To do: Repaint", TASK, "Repaint"),
        ("🎯 Objective: Calm", OBJ, "Calm"),
        ("**1. Calm**", None, "Calm"),
        ("☑ Repaint", None, "Repaint"),
        ("o\tCalm", None, "Calm"),
        ("KR-10% fewer delays", None, "KR-10% fewer delays"),
        ("(objective 2 is hard) try", None, "(objective 2 is hard) try"),
        ("Action-packed weekends", None, "Action-packed weekends"),
        ("**Calm** mornings in **May**", None, "**Calm** mornings in **May**"),
        ("e.g. calm mornings", None, "e.g. calm mornings"),
        ("10 calm mornings", None, "10 calm mornings"),
        ("1.5 million riders", None, "1.5 million riders"),
        ("-5% delays", None, "-5% delays"),
        ("≥ 90% on time", None, "≥ 90% on time"),
    ],
)
def test_marks_and_labels(line: str, role: Role | None, words: str) -> None:
    assert take_all(line) == (role, words)


@pytest.mark.parametrize(
    ("line", "role", "single"),
    [
        ("**Key Results:**", KR, False),
        ("Our key results (Q3)", KR, False),
        ("Objective 2", OBJ, True),
        ("Objective", OBJ, True),
        ("Goals", OBJ, False),
        ("KR 1", KR, True),
        ("Initiatives / Actions", TASK, False),
        ("Next steps", TASK, False),
        ("Health Metrics", BEAT, False),
        ("Why this matters", None, False),
        ("Notes", None, False),
    ],
)
def test_announcements(line: str, role: Role | None, single: bool) -> None:
    section = section_of(line)
    assert section
    assert (section.role, section.single) == (role, single)


@pytest.mark.parametrize(
    "line", ["Calm mornings", "Goals are met early", "Note the delays", "", "**", "Team: Trams"]
)
def test_statements_announce_nothing(line: str) -> None:
    assert section_of(line) is None


@pytest.mark.parametrize(
    ("title", "cycle"),
    [
        ("Trams – Q3 2026 OKRs", "Q3 2026"),
        ("2026 Q1 goals", "2026 Q1"),
        ("OKRs H2/26", "H2/26"),
        ("Plan Jan – Mar 2026", "Jan – Mar 2026"),
        ("FY26 OKRs", "FY26"),
        ("Q1-Q2 2026", "Q1-Q2 2026"),
        ("Tram OKRs", ""),
    ],
)
def test_cycles_in_titles(title: str, cycle: str) -> None:
    assert cycle_in(title) == cycle
