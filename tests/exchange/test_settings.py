"""The workspace's own files: found, understood or refused by name, and written whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrcoach.data import HERE
from okrcoach.exchange import UnusableFile
from okrcoach.exchange.settings import (
    CONFIG,
    CORRECTIONS,
    read_config,
    read_corrections,
    read_settings,
    write_corrections,
)
from okrcoach.model import Correction, Kind

WORDS = """
[words]
measures = ["care score", "bed  days"]
deliverables = ["ward passport"]
vanity = ["page impressions"]
people = ["residents"]
verbs.deliver = ["zonk"]
verbs.down = ["reef"]

[words.nouns]
insider = ["hobblers"]

[words.words]
praise = ["ace"]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / CONFIG
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_words_come_with_their_classes(config: Path) -> None:
    assert read_config(config)[0] == (
        ("n:measure", "care score"),
        ("n:measure", "bed days"),
        ("n:deliverable", "ward passport"),
        ("n:vanity_measure", "page impressions"),
        ("n:outsider", "residents"),
        ("v:deliver", "zonk"),
        ("v:down", "reef"),
        ("n:insider", "hobblers"),
        ("w:praise", "ace"),
    )


def test_every_list_of_words_can_be_extended(tmp_path: Path) -> None:
    lists = [p for p in sorted((HERE / "lexicons").glob("*/*.txt")) if p.stem != "irregular"]
    path = tmp_path / CONFIG
    rows = [f'{p.parent.name}.{p.stem} = ["zonk"]' for p in lists]
    path.write_text("[words]\n" + "\n".join(rows), encoding="utf-8")
    assert {name for name, _ in read_config(path)[0]} == {f"{p.parent.name[0]}:{p.stem}" for p in lists}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[word]\n", "the key word is unknown. Did you mean words"),
        ("profiel = 1\n", "the key profiel is unknown. Did you mean profile"),
        ("[words]\nmeasure = []\n", "the key words.measure is unknown. Did you mean words.measures"),
        ("[words]\nverbs.delivers = []\n", "words.verbs.delivers is unknown. Did you mean words.verbs.del"),
        ("[words]\nwords.irregular = []\n", "words.words.irregular is unknown"),
        ("[words]\nmeasures = 'care score'\n", "words.measures is to be a list such as .*, not a text"),
        ("[words]\npeople = true\n", "words.people is to be a list .* not true or false"),
        ("[words]\nverbs = ['cut']\n", "words.verbs is to be a table of lists, not a list"),
        ("words = 3\n", "words is to be a table of lists, not a number"),
        ("[words]\nmeasures = ['a', 3]\n", "words.measures, entry 2 is to be a text, not a number"),
        ("[words]\nmeasures = [1979-05-27]\n", "entry 1 is to be a text, not a date"),
        ("[words]\nverbs.up = ['']\n", "words.verbs.up, entry 1 is to be a word"),
        ("[words]\nverbs.up = ['%%%']\n", "words.verbs.up, entry 1 is to be a word"),
        (f"[words]\nverbs.up = ['{'x' * 200}']\n", "entry 1 is to be a word or a short phrase of at most 80"),
        ("[words\n", "this is no valid TOML: .*line 1"),
        ("[words]\nmeasures = []\nmeasures = []\n", "this is no valid TOML"),
        ("a = " + "9" * 5_000, "this is no valid TOML"),
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("x" * (2 << 20), "larger than"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / CONFIG
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableFile, match=message) as caught:
        read_config(path)[0]
    assert str(caught.value).startswith(f"{path}: ")


def test_a_file_from_a_plain_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / CONFIG
    path.write_bytes('[words]\r\nmeasures = ["r\u00e9sum\u00e9 count"]\r\n'.encode("utf-8-sig"))
    assert read_config(path)[0] == (("n:measure", "r\u00e9sum\u00e9 count"),)
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(UnusableFile, match="not a text file"):
        read_config(path)[0]


# -- where


def test_the_nearest_folder_with_one_of_the_files_is_the_workspace(config: Path) -> None:
    home = config.parent
    deep = home / "client" / "q3"
    deep.mkdir(parents=True)
    found = read_settings(start=deep)
    assert (found.config_file, found.corrections_file) == (config, home / CORRECTIONS)
    assert len(found.words) == 9
    assert found.corrections == ()
    one = Correction(text="Create a blog", kind=Kind.TASK)
    write_corrections([one], deep.parent / CORRECTIONS)
    found = read_settings(start=deep)
    assert (found.config_file, found.words, found.corrections) == (None, (), (one,))
    assert read_settings(start=home).corrections == ()


def test_without_files_corrections_go_to_the_working_folder(tmp_path: Path) -> None:
    found = read_settings(start=tmp_path)
    assert (found.config_file, found.words, found.corrections) == (None, (), ())
    assert found.corrections_file == tmp_path / CORRECTIONS
    assert list(tmp_path.iterdir()) == []


def test_a_named_file_wins_and_must_be_there(config: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "ours.toml"
    other.parent.mkdir()
    other.write_text('[words]\nmeasures = ["moor count"]\n', encoding="utf-8")
    found = read_settings(other, start=tmp_path)
    assert found.words == (("n:measure", "moor count"),)
    assert found.corrections_file == other.parent / CORRECTIONS
    with pytest.raises(FileNotFoundError):
        read_settings(tmp_path / "none.toml")


# -- corrections


def test_corrections_come_back_as_they_were_noted(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    kept = (
        Correction(
            text='Publish "Ward, 5" by June', kind=Kind.TASK, why="we\u2019ll do it", date="2026-05-01"
        ),
        Correction(text="=1+1 new users", kind=Kind.OUTCOME_KR, why="@team said so"),
        Correction(text="'=quoted", kind=Kind.HEARTBEAT, why="'tis so"),
        Correction(text="-5% churn; more", kind=Kind.OBJECTIVE, why="+1"),
    )
    write_corrections(kept, path)
    assert read_corrections(path) == kept
    assert [p.name for p in tmp_path.iterdir()] == [CORRECTIONS]
    write_corrections((), path)
    assert read_corrections(path) == ()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text(max_size=30))
def test_whatever_was_said_no_cell_is_a_formula_and_the_words_stay(
    tmp_path: Path, text: str, why: str
) -> None:
    path = tmp_path / CORRECTIONS
    text = f"{text} x"
    write_corrections([Correction(text=text, kind=Kind.TASK, why=why)], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20"))]
    (back,) = read_corrections(path)

    def plain(words: str) -> str:
        return " ".join(words.replace("\0", " ").encode("utf-8", "replace").decode().split())

    assert (back.text, back.why) == (plain(text), plain(why))


@pytest.mark.parametrize(
    "data",
    [
        "text;kind;why;date\r\nCaf\u00e9 blog;Task;;21.11.2026\r\n".encode("cp1252"),
        "kind\ttext\ntask\tCaf\u00e9 blog\n".encode("utf-16"),
        "Text,Kind,,\nCaf\u00e9 blog,TASK,,\n\n,,,\n".encode("utf-8-sig"),
    ],
)
def test_what_a_spreadsheet_made_of_it_is_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / CORRECTIONS
    path.write_bytes(data)
    (found,) = read_corrections(path)
    assert (found.text, found.kind) == ("Caf\u00e9 blog", Kind.TASK)


def test_kinds_may_be_written_as_people_say_them(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    path.write_text("text,kind\n" + "".join(f"x,{kind.words}\n" for kind in Kind), encoding="utf-8")
    assert [c.kind for c in read_corrections(path)] == list(Kind)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "row 1: the first row is to name the columns text, kind"),
        ("Create a blog,task\n", "row 1: the first row is to name"),
        ("text,kind,reason\nx,task,y\n", "row 1, column reason: .* unknown"),
        ("text,kind\nx,taks\n", "row 2, column kind: the kind 'taks' is unknown. Did you mean task"),
        ("text,kind\nx,task\ny,\n", "row 3, column kind: .*Known: objective, outcome_kr"),
        ("text,kind\n,task\n", "row 2, column text: there is no statement"),
        ("kind,text\ntask\n", "row 2, column text: there is no statement"),
        ("text,kind\nx,task,more\n", "row 2: there is a cell without a heading"),
        ("text,kind\n" + "x,task\n" * 2_001, "at most 2,000 corrections"),
        ("text,kind\n" + "x" * 200_000, "no readable CSV"),
    ],
)
def test_unusable_corrections_are_named_with_file_row_and_column(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / CORRECTIONS
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableFile, match=message) as caught:
        read_corrections(path)
    assert str(caught.value).startswith(str(path))


def test_a_list_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    one = Correction(text="Create a blog", kind=Kind.TASK)
    write_corrections([one], path)
    for many in ([one] * 2_001, [Correction(text="x" * (2 << 20), kind=Kind.TASK)]):
        with pytest.raises(UnusableFile, match="at most"):
            write_corrections(many, path)
        assert read_corrections(path) == (one,)
