"""OKR sets as tables, and what reading loads."""

from __future__ import annotations

import subprocess
import sys

from okrcoach.exchange import parse_okrs, to_frame


def test_a_frame_has_a_row_for_each_statement_in_reading_order() -> None:
    okr_set = parse_okrs(
        "Objective: Calm\nKR1: On time\nTarget: 80%\nTask: Repaint\n\nKPI: Heating bill\nTarget: 900\n"
    )
    frame = to_frame(okr_set)
    assert list(frame["id"]) == [s.id for s in okr_set.statements()] == ["1", "1.1", "1.1.a", "h1"]
    assert list(frame["role"]) == ["objective", "key_result", "task", "heartbeat"]
    assert list(frame["objective"]) == ["", "1", "1", ""]
    assert frame.loc[2, "key_result"] == "1.1"
    assert (frame.loc[1, "target"], frame.loc[3, "accepted"]) == ("80%", "900")
    assert frame["done"].isna().tolist() == [True, True, False, True]
    assert frame["row"].tolist() == [1, 2, 4, 6]


def test_an_objective_nobody_wrote_has_no_row() -> None:
    assert list(to_frame(parse_okrs("KR: On time"))["id"]) == ["1.1"]


def test_reading_text_loads_no_heavy_library() -> None:
    code = (
        "import sys; from okrcoach.exchange import parse_okrs; parse_okrs('O1: Calm\\n- KR1: On time');"
        "print(sorted({'pandas', 'openpyxl', 'yaml', 'spacy', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
