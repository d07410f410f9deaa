"""Names and addresses leave a set, come back with the key, and nothing else is touched."""

from __future__ import annotations

import json
import re
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.exchange import (
    UnusableFile,
    anonymise,
    load_key,
    parse_okrs,
    read_okrs,
    restore,
    restore_text,
    save_key,
)
from okrcoach.model import (
    Action,
    CheckIn,
    Cycle,
    Heartbeat,
    KeyResult,
    Objective,
    OKRSet,
    Place,
    Role,
    Statement,
)

DRAFT = """# Acme tram team OKRs Q3 2026
Contact: Ana Beck, ana.beck@acme.example, +49 30 1234567

## Objective 1: Riders of Globex GmbH trust our trams
We told Ana that Globex is slow, and Mark wants a bigger market share.
- KR1: Revenue from $1,250,000 to $2.5m by May
  - Owner: Mark Stone
  - [ ] Call Dieter van der Berg at Initech about GitHub
- KR2: Market share from 3% to 5%
  - Owner: Head of Sales
- KR3: Riders in Lisbon wait 4 minutes, see https://wiki.acme.example/x?y=1.
  - Owner: ana beck
"""


def words_of(okr_set: OKRSet) -> str:
    return str(okr_set)


def one(text: str, **columns: str) -> OKRSet:
    key_result = KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id="1.1"), **columns)  # type: ignore[arg-type]
    objective = Statement(text="", role=Role.OBJECTIVE, id="1")
    return OKRSet(objectives=(Objective(statement=objective, key_results=(key_result,)),))


def text_of(okr_set: OKRSet) -> str:
    return okr_set.objectives[0].key_results[0].statement.text


def test_names_leave_and_come_back() -> None:
    okr_set = parse_okrs(DRAFT)
    hidden, key = anonymise(okr_set, also=["Acme"])
    shared = words_of(hidden)
    for name in (
        "Acme",
        "Ana",
        "Beck",
        "Mark ",
        "Stone",
        "Dieter",
        "Berg",
        "Initech",
        "Globex",
        "Lisbon",
        "1234567",
    ):
        assert name not in shared
    assert "acme.example" not in shared
    assert "bigger market share" in shared
    assert "Market share from 3% to 5%" in shared
    assert "$1,250,000 to $2.5m by May" in shared
    assert restore(hidden, key) == okr_set


def test_one_person_keeps_one_number() -> None:
    _, key = anonymise(parse_okrs(DRAFT))
    numbers = {r.original: re.sub(r"\D", "", r.placeholder) for r in key.replaced if r.kind == "person"}
    assert numbers["Ana Beck"] == numbers["ana beck"] == numbers["Ana"]
    assert numbers["Mark Stone"] == numbers["Mark"] != numbers["Ana"]
    assert len({r.placeholder for r in key.replaced}) == len(key.replaced)
    assert any("Globex GmbH -> Organisation 1 (company suffix)" in line for line in key.listing())


@pytest.mark.parametrize(
    "text",
    [
        "Median wait at the desk from 9 to 3 minutes",
        "Increase Customer Retention From 40% To 60% In The Second Quarter",
        "NPS of our app in English rises to 40 by Friday, 2026-09-30",
        "Cut costs by 01.07.2026 from 1,200,000 to 900,000 a year",
        "Supermarket checkouts: remark, bookmark and Market share",
    ],
)
def test_what_names_nobody_stays(text: str) -> None:
    hidden, _ = anonymise(one(text, owner="Mark"))
    assert text_of(hidden) == text


def test_roles_as_owners_leave_the_statements_alone() -> None:
    hidden, key = anonymise(one("Sales calls answered from 3 to 9", owner="Sales"))
    assert text_of(hidden) == "Sales calls answered from 3 to 9"
    assert hidden.objectives[0].key_results[0].owner == "Person 1"
    assert "owner columns only" in next(key.listing())


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (
            "Ana's riders and McDonald's love Müller & Sons GmbH",
            "Person 1's riders and Name 1's love Organisation 1",
        ),
        ("Call +1 (555) 123-4567 or 030 1234567", "Call Phone 1 or Phone 2"),
        (
            "Ask @ana.beck about www.acme.example/a, then O’Brien",
            "Ask Person 1 about https://example.org/1, then Name 1",
        ),
        ("Ask Dieter van der Berg at Initech", "Ask Person 1 at Name 1"),
    ],
)
def test_names_in_many_spellings(text: str, hidden: str) -> None:
    okr_set = one(text)
    made, key = anonymise(okr_set)
    assert text_of(made) == hidden
    assert restore(made, key) == okr_set


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "A" * 20_000, "a@" * 10_000, "Aa " * 8_000, "+49 " * 8_000, "$1," * 9_000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    okr_set = one(text)
    started = perf_counter()
    hidden, key = anonymise(okr_set, amounts=0.5)
    assert restore(hidden, key) == okr_set
    assert perf_counter() - started < 5


def test_words_asked_for_and_words_known() -> None:
    okr_set = one("Move the PROJECT heron to Porto with Kafka")
    hidden, key = anonymise(okr_set, also=["Project Heron"], known=["kafka"])
    assert text_of(hidden) == "Move the Word 1 to Name 1 with Kafka"
    assert restore(hidden, key) == okr_set


def test_placeholders_that_stand_in_the_text_already_are_not_used() -> None:
    okr_set = one("Person 1 and mail-1@example.org are samples, Ana Beck is not", owner="Ana Beck; Bo")
    hidden, key = anonymise(okr_set)
    assert restore(hidden, key) == okr_set
    assert text_of(hidden).startswith("Person 1 and mail-")


@pytest.mark.parametrize(
    ("text", "scaled"),
    [
        ("Revenue from $1,250,000 to $2.5m", "Revenue from $500,000 to $1.0m"),
        ("Cost per visit from €5–8 to 4 EUR", "Cost per visit from €2–3.2 to 1.6 EUR"),
        ("Umsatz 1.250.000,50 €", "Umsatz 500.000,20 €"),
        ("In 2026 $7 a ride", "In 2026 $2.8 a ride"),
        ("From 9 to 3 minutes, 40% in Q3", "From 9 to 3 minutes, 40% in Q3"),
    ],
)
def test_amounts_are_scaled_with_their_units(text: str, scaled: str) -> None:
    okr_set = one(text)
    hidden, key = anonymise(okr_set, amounts=0.4)
    assert text_of(hidden) == scaled
    assert restore(hidden, key) == okr_set


def test_columns_of_money_are_scaled_with_their_check_ins() -> None:
    okr_set = one("Revenue", baseline="1,000", target="4000", current="25%", unit="EUR")
    objective = okr_set.objectives[0]
    seen = CheckIn(day=date(2026, 7, 6), value=1100.1, confidence=6)
    key_result = replace(objective.key_results[0], check_ins=(seen,))
    okr_set = replace(okr_set, objectives=(replace(objective, key_results=(key_result,)),))
    hidden, key = anonymise(okr_set, amounts=0.3)
    shown = hidden.objectives[0].key_results[0]
    assert (shown.baseline, shown.target, shown.current) == ("300", "1200", "25%")
    assert shown.check_ins[0].value == pytest.approx(330.03)
    assert shown.check_ins[0].confidence == 6
    assert restore(hidden, key) == okr_set


@pytest.mark.parametrize("factor", [0, -1, float("nan"), float("inf")])
def test_a_factor_that_scales_nothing_is_refused(factor: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        anonymise(parse_okrs(DRAFT), amounts=factor)


def test_the_key_file_is_private_and_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    okr_set = parse_okrs(DRAFT)
    hidden, key = anonymise(okr_set, amounts=0.37)
    path = tmp_path / "trams.key.json"
    path.write_text("old")
    path.chmod(0o644)
    save_key(key, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_key(path) == key
    assert restore(hidden, load_key(path)) == okr_set
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    for text, problem in {
        "{": "no key file",
        "[]": "no key file",
        json.dumps({"schema": "okrcoach-key/1", "replaced": [{"kind": 3}]}): r'"replaced", entry 1',
        json.dumps({"schema": "okrcoach-key/1", "amounts": [["1"]]}): r'"amounts", entry 1',
        json.dumps({"schema": "okrcoach-key/1", "kept": 1}): r'"kept" is to be a list',
    }.items():
        path.write_text(text)
        with pytest.raises(UnusableFile, match=problem) as caught:
            load_key(path)
        assert caught.value.file == str(path)


def test_reports_get_the_names_back_escaped() -> None:
    hidden, key = anonymise(one("Riders wait", owner="Ana <Beck"))
    assert (
        restore_text("Ask Person 1, Person 10 and Person 1's team", key)
        == "Ask Ana, Person 10 and Ana's team"
    )
    hostile = replace(key, replaced=(replace(key.replaced[0], original="<b>A&B"),))
    assert restore_text("<p>Person 1</p>", hostile, html=True) == "<p>&lt;b&gt;A&amp;B</p>"
    assert hidden.objectives[0].key_results[0].owner == "Person 1 <Person 2"


def test_file_names_do_not_give_the_client_away(tmp_path: Path) -> None:
    path = tmp_path / "acme-okrs.csv"
    path.write_text("Objective,Key result\nCalm mornings,On time\n")
    okr_set = read_okrs(path)
    hidden, key = anonymise(okr_set)
    assert hidden.objectives[0].statement.place == Place(file="File 1.csv", row=2, column="Objective")
    assert restore(hidden, key) == okr_set


def test_what_is_edited_in_between_stays_edited() -> None:
    hidden, key = anonymise(one("Riders wait", owner="Ana Beck"))
    objective = hidden.objectives[0]
    statement = replace(objective.statement, text="Ask Person 1 why")
    back = restore(replace(hidden, objectives=(replace(objective, statement=statement),)), key)
    assert back.objectives[0].statement.text == "Ask Ana Beck why"


NAMES = st.from_regex(r"\A[A-Z][a-z]{3,8}(?: [A-Z][a-z]{4,9})?\Z").filter(
    lambda n: not re.search(r"(?i)person|mail|phone|name|file|organi|example|word|https", n)
)
MAILS = st.from_regex(r"\A[a-z]{2,8}[.][a-z]{2,8}@[a-z]{3,9}[.](com|de)\Z")
PHONES = st.from_regex(r"\A[+][1-9][0-9] [0-9]{3} [0-9]{6}\Z")
BITS = st.one_of(
    st.text(max_size=12), st.sampled_from(["Person 1", "$5", "€1,200 to 3k", "Win ", "GmbH", " 7 EUR ", "\n"])
)


@st.composite
def sets(draw: st.DrawFn) -> tuple[OKRSet, str, str, str]:
    name, mail, phone = draw(NAMES), draw(MAILS), draw(PHONES)

    def text() -> str:
        parts = draw(st.lists(st.one_of(BITS, st.sampled_from([name, mail, phone])), max_size=5))
        return " ".join(parts)

    def said(role: Role | None) -> Statement:
        return Statement(
            text=text(),
            role=role,
            place=Place(file=draw(st.sampled_from(["a.csv", ""])), row=1, column=text()),
        )

    check_in = CheckIn(day=date(2026, 7, 1), value=draw(st.floats(allow_nan=False)), note=text(), who=name)
    key_result = KeyResult(
        statement=said(Role.KEY_RESULT), owner=name, note=text(), unit=draw(st.sampled_from(["", "EUR"])),
        target=text(), baseline=draw(BITS), check_ins=(check_in,),
        actions=(Action(statement=said(Role.TASK), owner=text(), effort=text(), due=text(), note=text()),),
    )  # fmt: skip
    okr_set = OKRSet(
        title=text(), note=text(), cycle=Cycle(name=text()), loose=(said(None),),
        objectives=(Objective(statement=said(Role.OBJECTIVE), key_results=(key_result,), owner=name),),
        heartbeats=(Heartbeat(statement=said(Role.HEARTBEAT), accepted=text()),),
    )  # fmt: skip
    return okr_set, name, mail, phone


@given(sets(), st.one_of(st.none(), st.floats(0.01, 100)))
def test_restoring_is_the_exact_way_back_and_nothing_leaks(
    made: tuple[OKRSet, str, str, str], factor: float | None
) -> None:
    okr_set, name, mail, phone = made
    hidden, key = anonymise(okr_set, amounts=factor)
    assert restore(hidden, key) == okr_set
    for value in texts_in(hidden):
        assert not re.search(rf"(?<![\w@]){re.escape(name)}(?!\w)", re.sub(r"\s+", " ", value)) or everyday(
            name
        )
        assert not re.search(rf"(?<![\w.+%-]){re.escape(mail)}(?![\w-])", value)
        assert not re.search(rf"(?<![\w.,/+-]){re.escape(phone)}(?![\w-])", value)


def everyday(name: str) -> bool:
    from okrcoach.exchange.names import everyday

    return everyday(name)


def texts_in(okr_set: OKRSet) -> list[str]:
    objective = okr_set.objectives[0]
    key_result = objective.key_results[0]
    action, heartbeat = key_result.actions[0], okr_set.heartbeats[0]
    statements = [
        objective.statement,
        key_result.statement,
        action.statement,
        heartbeat.statement,
        *okr_set.loose,
    ]
    return [
        okr_set.title, okr_set.note, okr_set.cycle.name, objective.owner, key_result.owner, key_result.note,
        key_result.target, action.owner, action.note, heartbeat.accepted, key_result.check_ins[0].note,
        key_result.check_ins[0].who, *(s.text for s in statements),
        *(s.place.column or "" for s in statements),
    ]  # fmt: skip
