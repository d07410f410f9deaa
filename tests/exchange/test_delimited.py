"""Separators, quotation marks and encodings of delimited text."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.exchange import parse_okrs, read_okrs
from okrcoach.exchange.csv_file import find_separator, split_rows
from okrcoach.model import OKRSet


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_usual_separator_is_found(separator: str) -> None:
    rows = [("Objective", "Key result"), ("Calm", '"a; b, c | d, e; f"'), ("", "On time")]
    assert find_separator("\n".join(separator.join(row) for row in rows)) == separator


def test_separators_inside_texts_do_not_mislead() -> None:
    text = "name;KR1;KR2\nCalm;On time, on track, on rails;x, y, z\nWarm;a, b, c;d, e, f\n"
    assert find_separator(text) == ";"
    assert find_separator("Statement\nCut cost, time\nAdd light, air\n") not in ",;\t|"


@pytest.mark.parametrize(
    ("encoding", "letters"),
    [
        ("utf-8", "größer → ≥ 5 “x”"),
        ("utf-8-sig", "größer → ≥ 5 “x”"),
        ("utf-16", "größer → ≥ 5 “x”"),
        ("cp1252", "größer – 5 € “x”"),
    ],
)
def test_each_usual_encoding_is_read(encoding: str, letters: str, tmp_path: Path) -> None:
    path = tmp_path / "drafts.csv"
    path.write_bytes(f"Objective;Key result\nCalm;{letters}\n".encode(encoding))
    okr_set = read_okrs(path)
    assert okr_set.objectives[0].statement.text == "Calm"
    assert okr_set.objectives[0].key_results[0].statement.text == letters


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_quotation_marks(line_end: str, tree: Callable[[OKRSet], list[str]], tmp_path: Path) -> None:
    lines = ['"Objective","Key result"', '"Calm, at last","Say ""yes"" to 5"', '"Wow" effect,On time', ""]
    path = tmp_path / "drafts.csv"
    path.write_bytes(line_end.join(lines).encode())
    assert tree(read_okrs(path)) == [
        "O: Calm, at last",
        '  KR: Say "yes" to 5',
        'O: "Wow" effect',
        "  KR: On time",
    ]


def test_an_unclosed_quotation_mark_swallows_nothing() -> None:
    rows = split_rows('a,"b\nc,d\n', ",")
    assert rows == [(1, ["a", '"b']), (2, ["c", "d"])]


def test_a_line_that_names_the_separator_is_obeyed() -> None:
    okr_set = parse_okrs("sep=;\nObjective;Key result\nCalm;On time\n")
    assert okr_set.objectives[0].key_results[0].statement.text == "On time"


CELLS = st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=5)


@given(CELLS, st.sampled_from(",;\t|"))
def test_quoted_cells_come_back_to_the_letter(rows: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    expected = [(n, row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    assert split_rows(text, separator) == expected


@given(st.text(alphabet='ab",;\t\r\n '), st.sampled_from(",;\t|"))
def test_any_text_splits_without_loss(text: str, separator: str) -> None:
    kept = "".join(cell for _, cells in split_rows(text, separator) for cell in cells)
    assert sum(kept.count(letter) for letter in "ab") == sum(text.count(letter) for letter in "ab")


@pytest.mark.parametrize("unit", ['"a,', '"a""b,', '"', '""', ",", ";a", "(", "1.", "**", "- ", "| ", "\\"])
def test_five_megabytes_in_one_line_end_soon(unit: str) -> None:
    text = unit * (5_000_000 // len(unit))
    started = time.perf_counter()
    with pytest.raises(ValueError, match=r"characters stand here|no headings|no statements"):
        parse_okrs(text)
    assert time.perf_counter() - started < 20
