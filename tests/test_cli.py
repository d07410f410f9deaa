"""The command line as a process: exit codes, keys, streams and bad input are what scripts rely on."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import jsonschema
import pytest

SCHEMAS = Path(__file__).resolve().parent.parent / "docs" / "schema"
OKRCOACH = [sys.executable, "-m", "okrcoach.cli"]
PLAIN = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
FLAWED = """# Front desk

## Objective 1: Callers are glad they rang us

- KR1: Launch the new voice menu by June
- KR2: Raise calls solved the first time from 61% to 75% by 30 June
"""


def run(
    *args: str | Path, text: str | bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    data = text.encode() if isinstance(text, str) else text
    command = [*OKRCOACH, *map(str, args)]
    return subprocess.run(
        command, input=data, capture_output=True, env=PLAIN, cwd=cwd, timeout=120, check=False
    )


def valid(record: Any, name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(record)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(FLAWED, encoding="utf-8")
    return path


def test_version_and_help_load_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['okrcoach', sys.argv[1]]\n"
        "from okrcoach.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'spacy', 'pandas', 'altair', 'ipywidgets', 'jinja2', 'okrcoach.judgement'}\n"
        "loaded = heavy & set(sys.modules)\n"
        "assert not loaded, loaded"
    )
    for option, shown in (("--version", b"okrcoach 0."), ("--help", b"classify")):
        done = subprocess.run(
            [sys.executable, "-c", code, option], capture_output=True, env=PLAIN, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert shown in done.stdout


# -- classify


def test_classify_prints_one_valid_object_a_line_in_order(tmp_path: Path) -> None:
    texts = [
        "Launch the portal",
        "  Raise NPS from 20 to 35 ",
        "\u201cBe\u201d loved \u2013 in Z\u00fcrich",
        "=1+1",
        "\x1b[31m",
    ]
    file = tmp_path / "in.txt"
    file.write_bytes("\n\n".join(texts).encode("utf-8-sig") + b"\r\n   \n")
    done = run("classify", file, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, b"")
    records = [json.loads(row) for row in done.stdout.splitlines()]
    assert [r["text"] for r in records] == texts
    for record in records:
        valid(record, "classify")
        assert record["kind"] == max(record["probabilities"], key=record["probabilities"].get)
        for evidence in record["evidence"]:
            if evidence["start"] is not None:
                assert record["text"][evidence["start"] : evidence["end"]] == evidence["text"]
    assert b"\x1b" not in done.stdout
    assert run("classify", "--format", "jsonl", text=file.read_bytes()).stdout == done.stdout
    assert run("classify", "-", "--format", "jsonl", text=file.read_bytes()).stdout == done.stdout


def test_classify_answers_each_line_before_the_next_one_comes() -> None:
    command = [*OKRCOACH, "classify", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=PLAIN) as process:
        assert process.stdin
        assert process.stdout
        watchdog = threading.Timer(60, process.kill)  # else a missing answer would be waited for forever
        watchdog.start()
        for text in ("Launch the portal", "Keep uptime at 99.9%"):
            process.stdin.write(text.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == text
        process.stdin.close()
        assert process.wait(30) == 0
        watchdog.cancel()


def test_a_reader_that_leaves_early_is_no_error() -> None:
    endless = "import itertools\nfor n in itertools.count(): print('Launch portal', n)"
    for form in ("jsonl", "table"):
        source = subprocess.Popen(
            [sys.executable, "-c", endless], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        command = [*OKRCOACH, "classify", "--format", form]
        with subprocess.Popen(
            command, stdin=source.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN
        ) as process:
            assert source.stdout
            assert process.stdout
            assert process.stderr
            source.stdout.close()
            assert process.stdout.readline()
            process.stdout.close()
            assert process.wait(30) == 0
            assert process.stderr.read() == b""
        source.wait(30)


def test_classify_table_quotes_the_words_that_decided_and_obeys_nothing_in_them() -> None:
    done = run("classify", text="Launch the [bold red]portal[/] \x1b[31m :warning:\n")
    shown = re.sub(r"\s+", " ", done.stdout.decode())
    assert done.returncode == 0
    assert "task" in shown
    assert "red]portal[/]" in shown
    assert ":warning:" in shown
    assert re.search("“[^”]+”", shown)
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Launch the portal\nCaf\xe9 opens\n", r"line 2: .*UTF-8"),
        (b"Launch the portal\n\x00\x01\x02\n", r"line 2: .*binary"),
        (b"Launch\n" + b"x" * (2 << 20), r"line 2: .*does not end"),
    ],
)
def test_classify_stops_at_what_is_no_text_and_names_the_line(
    tmp_path: Path, data: bytes, message: str
) -> None:
    file = tmp_path / "in.txt"
    file.write_bytes(data)
    done = run("classify", file, "--format", "jsonl")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert re.search(message, done.stderr.decode())
    assert "in.txt" in done.stderr.decode()
    assert run("classify", "--format", "jsonl", text=data).returncode == 2


def test_classify_reads_utf_16(tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_bytes("Launch the portal\r\nZürich wins\r\n".encode("utf-16"))
    done = run("classify", file, "--format", "jsonl")
    assert [json.loads(row)["text"] for row in done.stdout.splitlines()] == [
        "Launch the portal",
        "Zürich wins",
    ]


def test_missing_files_and_bad_options_are_unusable(tmp_path: Path, draft: Path) -> None:
    for args in (
        ["classify", tmp_path / "none.txt"],
        ["classify", tmp_path],
        ["critique", tmp_path / "none.md"],
        ["critique"],
        ["critique", draft, "--format", "pdf"],
        ["critique", draft, "-o", draft],
        ["critique", draft, "-o", tmp_path / "no" / "out.html"],
        ["critique", "--lines", draft, "--format", "json"],
        ["rules", "KR-NONSENSE"],
        ["nonsense"],
    ):
        done = run(*args)
        assert (done.returncode, done.stdout) == (2, b""), args
        assert done.stderr
        assert b"Traceback" not in done.stderr
    assert draft.read_text(encoding="utf-8") == FLAWED


# -- critique


def test_critique_tells_findings_from_none_by_its_exit_code(tmp_path: Path, draft: Path) -> None:
    done = run("critique", draft)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "Launch the new voice menu by June" in done.stdout.decode()
    assert b"\x1b" not in done.stdout


def test_critique_in_json_is_what_the_schema_says(draft: Path) -> None:
    done = run("critique", draft, "--format", "json")
    record = json.loads(done.stdout)
    valid(record, "critique")
    assert done.returncode == 1
    assert record["schema"] == "okrcoach.critique/1"
    assert [line["role"] for line in record["lines"]] == ["objective", "key_result", "key_result"]
    for line in record["lines"]:
        for found in line["findings"]:
            if found["start"] is not None:
                assert line["text"][found["start"] : found["end"]] == found["quote"]


@pytest.mark.parametrize(
    ("form", "start"), [("html", "<!doctype html>"), ("md", "# "), ("json", "{"), ("text", "Front desk")]
)
def test_critique_writes_to_a_file_what_it_would_print(
    tmp_path: Path, draft: Path, form: str, start: str
) -> None:
    out = tmp_path / "out"
    done = run("critique", draft, "--format", form, "-o", out)
    assert (done.returncode, done.stdout) == (1, b"")
    assert out.read_text(encoding="utf-8").startswith(start)
    if form == "html":
        assert run("critique", draft, "--format", form).stdout == out.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["draft.md", "out"]


def test_critique_takes_the_format_from_the_file_name(tmp_path: Path, draft: Path) -> None:
    out = tmp_path / "report.HTML"
    run("critique", draft, "-o", out)
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_unusable_draft_leaves_the_old_report_alone(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.csv", tmp_path / "report.html"
    bad.write_bytes(b"\x00\x01\x02\xff" * 50)
    out.write_text("old")
    done = run("critique", bad, "-o", out)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"bad.csv" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert out.read_text() == "old"


# -- critique --lines


def test_lines_answer_in_order_with_the_keys_of_the_contract(tmp_path: Path) -> None:
    asked: list[dict[str, Any]] = [
        {"id": "a", "role": "key_result", "text": "Launch the new portal by June"},
        {"id": 7, "role": "objective", "text": "Increase revenue from $4M to $5M"},
        {"id": "c", "role": None, "text": "Keep uptime at 99.9%", "more": "is ignored"},
        {"id": "d", "text": "\u202e\u001b[31m <b>x</b>"},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n\n".join(json.dumps(a) for a in asked), encoding="utf-8-sig")
    done = run("critique", "--lines", file)
    assert (done.returncode, done.stderr) == (0, b"")
    answers = [json.loads(row) for row in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == [a["id"] for a in asked]
    for answer, question in zip(answers, asked, strict=True):
        valid(answer, "lines")
        for found in answer["findings"]:
            if found["start"] is not None:
                assert question["text"][found["start"] : found["end"]] == found["quote"]
    assert "task" in {found["flag"] for found in answers[0]["findings"]}
    assert run("critique", "--lines", text=file.read_bytes()).stdout == done.stdout


def test_a_bad_line_is_named_after_the_good_ones_are_out(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text('{"id": "ok", "text": "Launch the portal"}\n{"id": "x", "text": 3}\n', encoding="utf-8")
    for args, name in (([file], "lines.jsonl"), (["-"], "standard input")):
        done = run("critique", "--lines", *args, text=file.read_bytes())
        assert done.returncode == 2
        assert [json.loads(r)["id"] for r in done.stdout.splitlines()] == ["ok"]
        assert f"{name}, line 2, key text:" in done.stderr.decode()


# -- rules, demo, lab


def test_rules_are_listed_and_explained() -> None:
    listed = run("rules").stdout.decode()
    codes = re.findall(r"(?m)^([A-Z]+-[A-Z-]+) ", listed)
    assert len(codes) == len(set(codes)) > 10
    for code in (codes[0], codes[-1].lower()):
        done = run("rules", code)
        assert done.returncode == 0
        assert code.upper() in done.stdout.decode()
        assert "Ask" in done.stdout.decode()
    near = run("rules", codes[0][:-1])
    assert near.returncode == 2
    assert codes[0] in near.stderr.decode()


def test_demo_shows_a_critique_and_says_where_the_page_is(tmp_path: Path) -> None:
    done = run("demo", "-o", "page.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Three things to fix first" in done.stdout.decode()
    assert str(tmp_path / "page.html") in done.stdout.decode().replace("\n", "")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.fixture
def lab_home(tmp_path: Path) -> dict[str, str]:
    """A home of its own for the server."""
    return {
        **PLAIN,
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "run"),
        "HOME": str(tmp_path),
    }


def test_lab_lays_out_the_folder_prints_the_address_and_ends_with_us(
    tmp_path: Path, lab_home: dict[str, str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*OKRCOACH, "lab", str(tmp_path / "work"), "--no-browser", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=lab_home
    ) as process:
        assert process.stdout
        try:
            address = process.stdout.readline().decode()
        finally:
            process.send_signal(signal.SIGTERM)
    assert re.match(rf"JupyterLab: http://\S+:{port}/lab/tree/\S+\.ipynb\?token=\w+", address)
    assert list((tmp_path / "work").glob("*.ipynb"))
    assert not list((tmp_path / "run").glob("jpserver-*.json"))  # the server has ended, too
