"""What cannot be read says what is wrong and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from okrcoach.exchange import UnusableFile, parse_okrs, read_okrs
from okrcoach.model.limits import in_force

OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 600
CASES = {
    "empty.csv": (b"", "empty"),
    "blank.md": (b" \n\n\t", "empty"),
    "binary.csv": (b"Objective,\0\0KR", "not a text file"),
    "noise.txt": (bytes(range(1, 9)) * 50, "not a text file"),
    "really.csv": (b"PK\x03\x04....", "name it .xlsx"),
    "really.md": (b"%PDF-1.7 ...", "PDF"),
    "half.csv": (b"\xff\xfea", "damaged"),
    "letters.csv": (b"Objective\n\x81\x8d\xff", "UTF-8"),
    "broken.xlsx": (b"PK\x03\x04....", "damaged"),
    "text.xlsx": (b"Objective,KR\nCalm,On time\n", "name it .csv"),
    "secret.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old.xlsx": (OLE, r"old \.xls"),
    "old.xls": (OLE, r"save it as \.xlsx"),
    "sheet.ods": (b"PK", r"save it as \.xlsx"),
    "paper.pdf": (b"%PDF", r"\.txt"),
    "letter.docx": (b"PK", r"\.txt"),
    "what.ever": (b"Objective", "cannot be read"),
    "nosuffix": (b"Objective", "cannot be read"),
    "headings.csv": (b"Objective,KR\n,\n", "no statements"),
    "prose.md": (b"# OKRs\n\n## Notes\nNothing yet.\n", "no statements"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_message_names_the_file_and_the_way_out(name: str, tmp_path: Path) -> None:
    data, problem = CASES[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnusableFile, match=problem) as caught:
        read_okrs(path)
    assert caught.value.file == name
    assert str(caught.value).startswith(f"{name}")


def test_missing_files_folders_and_pipes(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="no such file"):
        read_okrs(tmp_path / "missing.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UnusableFile, match="folder"):
        read_okrs(str(tmp_path / "folder.csv"))
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UnusableFile, match="regular file"):
        read_okrs(tmp_path / "pipe.csv")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(in_force().file_bytes + 1)
    with pytest.raises(UnusableFile, match="larger than 50 MB"):
        read_okrs(path)


@pytest.mark.parametrize("text", ["", "  \n", "\ufeff"])
def test_nothing_pasted_is_said_kindly(text: str) -> None:
    with pytest.raises(UnusableFile, match="There is no text to read yet"):
        parse_okrs(text)


def test_an_overlong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Calm mornings\n" + "x" * 5_000_000)
    with pytest.raises(UnusableFile, match=r"a\.txt, row 2: 5,000,000 characters"):
        read_okrs(path)
