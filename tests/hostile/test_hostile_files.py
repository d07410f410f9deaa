"""One table of files made to harm a reader: each is read well or refused in plain words, quickly, in little
memory. The readers run in a process of their own, with limits on its time and memory."""

from __future__ import annotations

import io
import json
import resource
import signal
import subprocess
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

MB = 1_000_000
#: What the readers may use: the modules they load are some 300 MB of address space.
MEMORY, SECONDS = 1500 * MB, 2.0
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


class Hostile(NamedTuple):
    """A row: the file, what makes its bytes, who reads it, and what is said (a part of it)."""

    name: str
    make: Callable[[], bytes]
    says: str
    reader: str = "okrs"


def book(
    cells: bytes = b"", parts: tuple[tuple[str, bytes], ...] = (), before: bytes = b"", after: bytes = b""
) -> bytes:
    """A workbook with a small set of OKRs, or with ``cells`` as its sheet; ``parts`` are put in or added."""
    import openpyxl

    plain, out = io.BytesIO(), io.BytesIO()
    workbook = openpyxl.Workbook()
    for row in (["Objective", "Key result"], ["Calm mornings", "Median wait from 9 to 4"]):
        workbook["Sheet"].append(row)
    workbook.save(plain)
    given = dict(parts)
    if cells:
        given["xl/worksheets/sheet1.xml"] = (
            before
            + b"<worksheet "
            + _MAIN
            + b"><sheetData>"
            + cells
            + b"</sheetData>"
            + after
            + b"</worksheet>"
        )
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, given.pop(name) if name in given else old.read(name))
        for name, data in given.items():
            new.writestr(name, data)
    return out.getvalue()


def text_cell(place: bytes, text: bytes) -> bytes:
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place, text)


def many(line: bytes, size: int = MB) -> bytes:
    return line * (size // len(line))


def varied(size: int) -> bytes:
    """Numbered cells, which no ratio of packing gives away."""
    rows = (
        b"<row>%s</row>" % b"".join(b"<c><v>%d</v></c>" % (n * c) for c in range(50)) for n in range(size)
    )
    return b"".join(rows)


_HEADS = text_cell(b"A1", b"Objective") + text_cell(b"B1", b"Key result")
_SET = b"<row>" + _HEADS + b"</row>"
_LAUGH = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"ha" * 5000 + b'"><!ENTITY b "' + b"&a;" * 1000
    + b'"><!ENTITY c "' + b"&b;" * 1000 + b'">]>'
)  # fmt: skip
_OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
_LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
    b' Target="https://evil.example/book.xlsx" TargetMode="External"/></Relationships>'
)
_PACK = b"pack: %s\ntitle: T\nabout: A\nexercises:\n- id: e\n"
_SCENE = b'title="T"\nstory="S"\nstart=%s\neffort=1\nweeks=%s\n[[key_results]]\nid="k"\ntext="K"\nbaseline=1\ntarget=%s\n[[actions]]\nid="a"\ntext="A"\nmoves={k=1}\n'
_OLD = b"Objective;Key result\r\n\xc4rger sinkt;Von 9 auf 4 %\r\n"
_ITEMS = b"id,started,done\n"
_LOG = b'{"event":"check-in","id":"1.1","day":"2026-07-01","value":%s}\n'

# ruff: noqa: E501 one row a file
TABLE = (
    # -- workbooks
    Hostile("bomb.xlsx", lambda: book(many(b" ", 210 * MB)), "unpacks to 210 MB"),
    Hostile("packed.xlsx", lambda: book(many(b"<row/>", 60 * MB)), "far more than its size"),
    Hostile("styles.xlsx", lambda: book(parts=(("xl/styles.xml", many(b"<font/>", 50 * MB)),)), "far more"),
    Hostile("parts.xlsx", lambda: book(parts=tuple((f"p{n}", b"") for n in range(6000))), "5,000 parts"),
    Hostile("cells.xlsx", lambda: book(varied(4100)), "more than 200,000 cells"),
    Hostile("rows.xlsx", lambda: book(_SET + b'<row r="1048576">' + text_cell(b"A1048576", b"Calm") + b"</row>"), "read: 1"),
    Hostile("wide.xlsx", lambda: book(b"".join(b'<row r="%d">%s</row>' % (n, text_cell(b"XFD%d" % n, b"x")) for n in range(1, 90))), "too far apart"),
    Hostile("cell.xlsx", lambda: book(b"<row>" + text_cell(b"A1", many(b"ab c%d ", 10 * MB)) + b"</row>"), "far more|characters stand"),
    Hostile("laughs.xlsx", lambda: book(b"<row>" + text_cell(b"A1", b"&c;") + b"</row>", before=_LAUGH), "defines entities"),
    Hostile("outside.xlsx", lambda: book(b"<row>" + text_cell(b"A1", b"&c;") + b"</row>", before=_OUTSIDE), "defines entities"),
    Hostile("links.xlsx", lambda: book(parts=(("xl/externalLinks/externalLink1.xml", b"<externalLink " + _MAIN + b"/>"), ("xl/externalLinks/_rels/externalLink1.xml.rels", _LINK))), "read: 2"),
    Hostile("names.xlsx", lambda: book(parts=(("../../evil.txt", b"x"), ("/etc/evil", b"y"))), "read: 2"),
    Hostile("formula.xlsx", lambda: book(_SET + b"<row><c r=\"A2\"><f>cmd|' /C calc'!A0</f></c><c r=\"B2\"><v>1</v></c></row>"), "row 2"),
    Hostile("torn.xlsx", lambda: book()[:2000], "damaged"),
    Hostile("broken.xlsx", lambda: book(b"<row><c><v>1"), "damaged|no statements"),
    Hostile("empty.xlsx", lambda: b"PK\x05\x06" + b"\0" * 18, "damaged"),
    Hostile("far.xlsx", lambda: book(b'<row r="1048576">' + text_cell(b"XFD1048576", b"x") + b"</row>"), "tracking|too far apart", "tracking"),
    # -- encodings and characters
    Hostile("marked.csv", lambda: b"\xef\xbb\xbfObjective,KR\nCalm,Wait from 9 to 4\n", "read: 2"),
    Hostile("utf16.csv", lambda: "\ufeffObjective\tKR\r\nCalm\tWait\r\n".encode("utf-16-le"), "read: 2"),
    Hostile("utf32.csv", lambda: "\ufeffObjective,KR\n".encode("utf-32-le"), "not a text file"),
    Hostile("unmarked16.csv", lambda: "Objective,KR\n".encode("utf-16-le"), "not a text file"),
    Hostile("latin.csv", lambda: _OLD, "read: 2"),
    Hostile("odd.txt", lambda: b"Calm \xff\xfe\x81\n", "letters cannot be told apart|read: 1"),
    Hostile("nul.csv", lambda: b"Objective,KR\nCal\0m,x\n", "not a text file"),
    Hostile("nul.md", lambda: b"\xef\xbb\xbf- Calm\0\n", "not a text file"),
    Hostile("ends.csv", lambda: b"Objective,KR\rCalm,a\nBusy,b\r\nKind,c", "read: 6"),
    Hostile("bidi.md", lambda: "- KR1: \u202eCut waits\u2066 to\u200b 4\u2069 \u0430dmin\n".encode(), "read: "),
    Hostile("screen.txt", lambda: b"Calm \x1b]0;x\x07mornings\n" * 40, "read: 40"),
    # -- tables
    Hostile("commas.csv", lambda: b"Objective,KR\n" + many(b","), "more than 200,000 cells"),
    Hostile("lines.csv", lambda: many(b"a\n"), "more than 200,000 cells"),
    Hostile("open.csv", lambda: b"Objective,KR\n" + many(b'"a,b\n'), "more than 200,000 cells"),
    Hostile("marks.csv", lambda: many(b'"'), "characters stand here"),
    Hostile("doubled.csv", lambda: b"Objective,KR\n" + many(b'""""""""",a\n'), "more than 20,000 statements"),
    Hostile("cell.csv", lambda: b"Objective,KR\nCalm," + b"x" * 10 * MB, "row 2: 10,000,000 characters"),
    Hostile("ragged.csv", lambda: b"Objective,KR\nCalm,a\nBusy,b,c,d,e\n", "row 3"),
    Hostile("semis.csv", lambda: b"Objective;KR;Target\nCalm;Wait;4,5\n", "read: 2"),
    Hostile("formulas.csv", lambda: b'Objective,KR\n=1+1,@SUM(A1)\n+x,"=HYPERLINK(""https://evil.example"")"\n', "read: 4"),
    # -- Markdown, text, pages
    Hostile("lines.txt", lambda: many(b"a\n"), "more than 40,000 lines"),
    Hostile("bullets.md", lambda: many(b"- a\n"), "more than 40,000 lines"),
    Hostile("headings.md", lambda: many(b"# a\n", MB // 8), "no statements"),
    Hostile("statements.md", lambda: many(b"- KR: a\n", MB // 4), "more than 20,000 statements"),
    Hostile("stars.md", lambda: many(many(b"*[_`", 30_000) + b"\n"), "read: "),
    Hostile("blank.md", lambda: b"# a\n" + many(b"\n") + b"- b", "read: "),
    Hostile("indents.md", lambda: b"".join(b" " * (n % 1000) + b"- a\n" for n in range(2000)), "read: 2000"),
    Hostile("tags.html", lambda: many(b"<b>"), "more than 50,000 tags"),
    Hostile("nested.html", lambda: b"<ul>" + many(b"<li><ul>", 200_000), "nested too deeply"),
    Hostile("tables.html", lambda: many(b"<table><tr><td>", 30_000) + b"a", "nested too deeply"),
    Hostile("spans.html", lambda: b"<table>" + b"<tr><td colspan=300 rowspan=10000>a</td></tr>" * 3300, "more than 200,000 cells"),
    Hostile("unclosed.html", lambda: b"<table>" + b"<tr><td>a" * 20_000, "nested too deeply"),
    Hostile("attributes.html", lambda: b"<p " + many(b"a ") + b">", "no statements"),
    Hostile("comments.html", lambda: b"<p>" + many(b"<!--", 300_000), "no statements"),
    Hostile("quotes.html", lambda: b"<p>" + many(b'<a href="', 800_000), "characters stand here"),
    Hostile("marked.html", lambda: b"<p>" + many(b"<![CDATA[>", 300_000), "no statements|read: "),
    Hostile("script.html", lambda: b"<ul><li><script>alert(1)</script>Calm<li><img src=x onerror=alert(1)>Kind</ul>", "read: 2"),
    # -- YAML
    Hostile("bomb.yaml", lambda: b"a: &a [x, x]\nobjectives: [*a, *a]\n", "row 2: \\*a repeats"),
    Hostile("tag.yaml", lambda: b'objectives: !!python/object/apply:os.system ["touch evil"]\n', "is a tag of YAML"),
    Hostile("own.yaml", lambda: b"- !Important ship it\n", "is a tag of YAML"),
    Hostile("deep.yaml", lambda: many(b"["), "nested too deeply"),
    Hostile("list.yaml", lambda: many(b"- a\n"), "more than 200,000 values"),
    Hostile("anchors.yaml", lambda: many(b"a: &a [x]\n"), "more than 200,000 values"),
    Hostile("cell.yaml", lambda: b'objectives:\n- "' + many(b"a", 10 * MB) + b'"\n', "characters stand here"),
    Hostile("controls.yaml", lambda: b"objectives:\n- Calm mornings for everybody\x01 at the counter\n", "not valid YAML"),
    # -- the other readers
    Hostile("blank.csv", lambda: b"\n" * 20_000 + b"Benefit,Owner\nCalm,Bo\n", "read: 1", "benefits"),
    Hostile("commas.csv", lambda: b",,,\n,,\n", "empty", "benefits"),
    Hostile("ragged.csv", lambda: b"Benefit,Owner\nCalm,Bo,x\n", "row 2", "benefits"),
    Hostile("many.csv", lambda: b"Benefit,Owner\n" + many(b",,"), "more than 200,000 cells|cells", "benefits"),
    Hostile("infinite.csv", lambda: b"Benefit,Lag\nCalm,1e999\n", "row 2, column Lag", "benefits"),
    Hostile("nested.yaml", lambda: b"benefits:\n- text: [[[[a]]]]\n  ? [x, y]\n  : z\n", "read: |row", "benefits"),
    Hostile("bomb.yaml", lambda: b"benefits: &a\n- *a\n", "repeats", "benefits"),
    Hostile("commas.csv", lambda: b",,,\n,,\n", "empty", "activities"),
    Hostile("infinite.csv", lambda: b"Activity,Hours\nMeet,1e999\n", "row 2, column Hours", "activities"),
    Hostile("keys.yaml", lambda: b"activities:\n- [a, b]: c\n", "row 2", "activities"),
    Hostile("wide.csv", lambda: many(b"id,"), "more than 2,000 headings", "items"),
    Hostile("rows.csv", lambda: _ITEMS + many(b"%d,2026-01-01,2026-01-02\n" % 1), "row 3", "items"),
    Hostile("open.csv", lambda: _ITEMS + b'1,"2026-01-01,2026-01-02\n', "row 2|quotation", "items"),
    Hostile("dates.csv", lambda: _ITEMS + b"1,99999-99-99,0001-01-01\n", "row 2", "items"),
    Hostile("nul.csv", lambda: _ITEMS + b"1,\0,\n", "not a text file", "items"),
    Hostile("digits.jsonl", lambda: _LOG % (b"9" * 5000), "1 problem", "log"),
    Hostile("large.jsonl", lambda: _LOG % b"1e400", "1 problem", "log"),
    Hostile("deep.jsonl", lambda: many(b"["), "1 problem", "log"),
    Hostile("year.jsonl", lambda: b'{"event":"check-in","id":"1","day":"2026-07-01","recorded":"0001-01-01T00:00:00+14:00"}', "1 problem|read: 1", "log"),
    Hostile("name.yaml", lambda: _PACK % b"../../evil", "line 1: pack", "pack"),
    Hostile("bomb.yaml", lambda: _PACK % b"&a a" + b"  why: *a\n", "repeats", "pack"),
    Hostile("tag.yaml", lambda: _PACK % b"!!python/name:os.system a", "is a tag", "pack"),
    Hostile("list.yaml", lambda: many(b"- a\n"), "more than 200,000 values", "pack"),
    Hostile("large.yaml", lambda: many(b"#", 5 * MB), "too large", "pack"),
    Hostile("bytes.yaml", lambda: b"pack: \xff\n", "line 1", "pack"),
    Hostile("deep.json", lambda: many(b"["), "no valid JSON", "mappings"),
    Hostile("large.json", lambda: many(b" ", 2 * MB), "larger than", "mappings"),
    Hostile("deep.json", lambda: many(b"["), "no key file", "key"),
    Hostile("digits.json", lambda: b"9" * 6000, "no key file", "key"),
    Hostile("deep.json", lambda: many(b'{"a":'), "no baseline", "known"),
    Hostile("bytes.json", lambda: b"\xff\xfe", "no baseline", "known"),
    Hostile("deep.jsonl", lambda: b'{"a":' * 5000, "line 1", "records"),
    Hostile("cell.csv", lambda: b"uid,learner\n" + b"x" * 200_000, "line|column", "records"),
    Hostile("deep.toml", lambda: b"a=" + many(b"[", 50_000), "not valid TOML", "scenario"),
    Hostile("digits.toml", lambda: b"weeks=" + b"9" * 6000, "not valid TOML", "scenario"),
    Hostile("weeks.toml", lambda: _SCENE % (b"2027-01-04", b"999999999", b"2"), "weeks cannot be", "scenario"),
    Hostile("huge.toml", lambda: _SCENE % (b"2027-01-04", b"12", b"9" * 400), "target cannot be", "scenario"),
    Hostile("year.toml", lambda: _SCENE % (b"9999-12-31", b"12", b"2"), "start is a day", "scenario"),
    Hostile("digits.toml", lambda: b"[weeks]\n" + b"9" * 6000 + b" = {a=1}", "is no week", "plan"),
    Hostile("huge.toml", lambda: b"[weeks]\n1 = {a=" + b"9" * 400 + b"}", "is a number", "plan"),
    Hostile("deep.toml", lambda: b"[words]\nmeasures=" + many(b"[", 50_000), "nested too deeply|no valid", "settings"),
    Hostile("limits.toml", lambda: b"[limits]\nfile_bytes=-1\n", "limits.file_bytes", "settings"),
    Hostile("large.toml", lambda: many(b"#", 2 * MB), "larger than", "settings"),
    Hostile("cell.csv", lambda: b"text,kind\n" + b"x" * 200_000 + b",task\n", "CSV|row", "corrections"),
)  # fmt: skip


def read(reader: str, path: Path) -> object:
    """Read a file as its reader does, and return what has a length: statements, entries, exercises."""
    from okrcoach.classroom import read_pack
    from okrcoach.classroom.records import read_records
    from okrcoach.exchange import load_key, read_mappings, read_okrs, settings
    from okrcoach.exchange.activities_file import read_activities
    from okrcoach.exchange.benefits_file import read_benefits
    from okrcoach.exchange.check_in_log import read_log
    from okrcoach.exchange.known import read_known
    from okrcoach.exchange.tracking_in import read_tracking
    from okrcoach.exchange.work_items import read_work_items
    from okrcoach.progress.quarter_plan import read_plan
    from okrcoach.progress.scenario import read_scenario

    readers: dict[str, Callable[[Path], Any]] = {
        "okrs": lambda file: list(read_okrs(file).statements()),
        "benefits": read_benefits,
        "activities": read_activities,
        "items": lambda file: read_work_items(file).ids,
        "log": read_log,
        "pack": lambda file: read_pack(file).exercises,
        "mappings": read_mappings,
        "key": lambda file: load_key(file).replaced,
        "known": read_known,
        "records": read_records,
        "scenario": lambda file: read_scenario(file.read_text("utf-8"), file.name).actions,
        "plan": lambda file: read_plan(file.read_text("utf-8"), file.name),
        "settings": lambda file: settings.read_config(file)[0],
        "corrections": settings.read_corrections,
        "tracking": lambda file: read_tracking(file).rows,
    }
    found = readers[reader](path)
    if reader == "log":
        entries, problems = found
        return f"{len(problems)} problem" if problems else f"read: {len(entries)}"
    return f"read: {len(found)}"


def too_long(*_: object) -> None:
    """Break off a reader that hangs, so that the rows below it are still read."""
    raise TimeoutError("it hangs")


def told(reader: str, path: Path) -> dict[str, object]:
    """What a reader says of a file, how long it took, and the traceback if it crashed."""
    crash, said, begin = "", "", time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 5 * SECONDS)
    try:
        said = str(read(reader, path))
    except (ValueError, OSError) as error:
        said = str(error)
        if not type(error).__name__.startswith("Unusable"):
            crash = traceback.format_exc()
    except BaseException:
        crash = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return {"said": said, "crash": crash, "seconds": time.process_time() - begin}


def main(folder: Path) -> None:
    """Read every file of the table and print a row of JSON for each: the process of its own."""
    signal.signal(signal.SIGVTALRM, too_long)
    for warm in ("okrs", "items"):
        told(warm, folder / "none.csv")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number, row in enumerate(TABLE):
        print(json.dumps(told(row.reader, folder / str(number) / row.name)), flush=True)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("hostile")
    for number, row in enumerate(TABLE):
        (folder / str(number)).mkdir()
        (folder / str(number) / row.name).write_bytes(row.make())
    before = set(folder.rglob("*"))
    limit = int(SECONDS * len(TABLE))
    done = subprocess.run(
        [sys.executable, __file__, str(folder)], capture_output=True, text=True, timeout=limit, check=False,
        cwd=folder,
    )  # fmt: skip
    found = dict(enumerate(map(json.loads, done.stdout.splitlines())))
    assert len(found) == len(TABLE), f"it ended at {TABLE[len(found)]}: {done.stderr[-2000:]}"
    assert set(folder.rglob("*")) == before, "a file was written"
    assert not (folder.parent / "evil.txt").exists()
    return found


@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda n: f"{TABLE[n].reader}-{TABLE[n].name}")
def test_hostile_file(number: int, results: dict[int, dict[str, Any]]) -> None:
    import re

    row, found = TABLE[number], results[number]
    assert not found["crash"], found["crash"][-3000:]
    assert re.search(row.says, found["said"]), found["said"][:500]
    if not found["said"].startswith(("read: ", "1 problem")):
        assert row.name in found["said"], "the message names the file"
    assert len(found["said"]) < 2_000
    size = len(row.make()) / MB
    assert found["seconds"] <= SECONDS * max(1.0, size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
