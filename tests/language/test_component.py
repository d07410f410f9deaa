"""The component works in real pipelines, and what it notes on a Doc survives every journey a Doc makes."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.util import load_model_from_config, registry

import okrcoach
from okrcoach.language.component import DECISIVE, Component
from okrcoach.model import Evidence, Kind, Part, Quantity, Verdict
from okrcoach.model import Span as Place

PAGE = Path(__file__).resolve().parents[2] / "docs" / "spacy.md"
MOVED = "Cut mis-routed calls from 18% to 9% by Q3"
TEXTS = (
    MOVED,
    "Launch the new voice menu by June",
    "Our callers feel at home",
    "Keep uptime at 99.9%",
    "Grow weekly active teams by 40%",
    "",
    "   ",
    "\u200bKR1:\u00a0**Raise** caf\u00e9 visits\tfrom 3 to 5\U0001f600 a week",
    "Die Wartezeit der Kunden soll deutlich k\u00fcrzer werden",
    '=HYPERLINK("http://x","<script>alert(\'x\')</script>")',
    "Ship " + "x" * 6000,
)


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("okrcoach")
    return made


@pytest.fixture
def plain_extensions() -> Iterator[None]:
    kept = Doc.get_extension("okr") if Doc.has_extension("okr") else None
    if kept:
        Doc.remove_extension("okr")
    yield
    if Doc.has_extension("okr"):
        Doc.remove_extension("okr")
    if kept:
        Doc.set_extension("okr", getter=kept[2])


def marks(doc: Doc) -> list[tuple[str, str]]:
    return [(span.label_, span.text) for span in doc.spans["okrcoach"]]


def same(left: Doc, right: Doc) -> bool:
    return (marks(left), left.cats, left._.okr) == (marks(right), right.cats, right._.okr)


def script(path: Path, code: str) -> str:
    path.write_text(code, encoding="utf-8")
    run = [sys.executable, "-W", "error", path.name]
    done = subprocess.run(run, cwd=path.parent, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("text", TEXTS)
def test_it_says_what_the_package_says(nlp: Language, text: str) -> None:
    doc = nlp(text)
    verdict = okrcoach.classify(text)
    assert doc._.okr == verdict
    assert type(doc._.okr.kind) is Kind
    assert doc.cats == {str(kind): share for kind, share in verdict.ranking}
    assert doc.spans["okrcoach"].name == "okrcoach"


def test_the_parts_of_a_quantity_are_labelled(nlp: Language) -> None:
    parts = [mark for mark in marks(nlp(MOVED)) if mark[0].isupper()]
    assert parts == [
        ("MEASURE", "mis-routed calls"),
        ("BASELINE", "18%"),
        ("TARGET", "9%"),
        ("DEADLINE", "by Q3"),
    ]
    assert ("CHANGE", "40%") in marks(nlp("Grow weekly active teams by 40%"))


def fixed(text: str) -> Verdict:
    """A verdict whose every mark is known; some point at nothing that can be marked."""

    def sign(start: int, end: int, weight: float) -> Evidence:
        return Evidence(cue="c", span=Place(start, end), text=text[start:end], weight=weight, says="s")

    return Verdict(
        text=text,
        kind=Kind.TASK,
        ranking=((Kind.TASK, 0.6), (Kind.HEARTBEAT, 0.3), (Kind.OBJECTIVE, 0.1), (Kind.OUTCOME_KR, 0.0)),
        second=Kind.HEARTBEAT,
        settle="?",
        evidence=(
            sign(0, 4, 3.0),  # half of "Run/host"
            sign(4, 8, 2.0),  # the other half: the same token, the same label
            sign(9, 15, -DECISIVE),
            sign(16, 21, DECISIVE - 0.01),
            sign(8, 9, 5.0),  # a blank
            sign(3, 3, 5.0),  # nothing
            sign(90, 95, 5.0),  # beyond the end
            Evidence(cue="usual", span=None, text="", weight=9.0, says="s"),
        ),
        quantity=Quantity(deadline=Part(text="daily", span=Place(16, 21))),
    )


def test_decisive_words_carry_the_kind_they_speak_for() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Run/host", "clinic", "daily"], spaces=[True, True, False])
    Component("okrcoach", fixed)(doc)
    assert marks(doc) == [("DEADLINE", "daily"), ("task", "Run/host"), ("heartbeat", "clinic")]


def test_entries_of_others_stay(nlp: Language) -> None:
    doc = nlp.make_doc(MOVED)
    doc.cats = {"urgent": 0.7}
    doc.spans["sc"] = [Span(doc, 0, 2, label="X")]
    doc.user_data["note"] = "mine"
    for name, pipe in nlp.pipeline * 2:
        doc = pipe(doc)
        assert name == "okrcoach"
    assert doc.cats["urgent"] == 0.7
    assert len(doc.cats) == 5
    assert [span.label_ for span in doc.spans["sc"]] == ["X"]
    assert doc.user_data["note"] == "mine"
    assert same(doc, nlp(MOVED)) is False  # the other category
    assert marks(doc) == marks(nlp(MOVED))


def test_a_doc_we_have_not_seen_has_no_verdict(nlp: Language) -> None:
    assert nlp.make_doc(MOVED)._.okr is None
    assert nlp(MOVED)[:3].as_doc()._.okr is None


def test_pipe_keeps_order_and_context(nlp: Language) -> None:
    pairs = list(nlp.pipe(((text, at) for at, text in enumerate(TEXTS)), as_tuples=True, batch_size=3))
    assert [at for _, at in pairs] == list(range(len(TEXTS)))
    assert [doc._.okr for doc, _ in pairs] == [okrcoach.classify(text) for text in TEXTS]


def test_docs_come_home_from_other_processes(nlp: Language) -> None:
    home = list(nlp.pipe(TEXTS, n_process=2, batch_size=2))
    assert [doc.text for doc in home] == list(TEXTS)
    for doc in home:
        assert same(doc, nlp(doc.text))
    assert same(Doc(nlp.vocab).from_bytes(home[0].to_bytes()), home[0])


def test_processes_may_be_spawned(tmp_path: Path) -> None:
    code = f"""
import multiprocessing, spacy
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    nlp = spacy.blank("en")
    nlp.add_pipe("okrcoach")
    for doc in nlp.pipe([{MOVED!r}, {TEXTS[1]!r}], n_process=2):
        print(doc._.okr.kind, len(doc.spans["okrcoach"]) > 0)
"""
    assert script(tmp_path / "spawned.py", code).split() == ["outcome_kr", "True", "task", "True"]


def test_docs_survive_copies_and_files(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(MOVED)
    assert same(doc.copy(), doc)
    assert same(pickle.loads(pickle.dumps(doc)), doc)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    (read,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank("en").vocab)
    assert same(read, doc)


def test_pipelines_pickle_and_serialise(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(MOVED)
    assert same(pickle.loads(pickle.dumps(nlp))(MOVED), doc)
    assert same(load_model_from_config(nlp.config).from_bytes(nlp.to_bytes())(MOVED), doc)
    nlp.to_disk(tmp_path / "saved")
    assert same(spacy.load(tmp_path / "saved")(MOVED), doc)
    # Elsewhere nobody has imported okrcoach: spaCy finds it by its entry point.
    code = f"import spacy; print(spacy.load('saved')({MOVED!r})._.okr.kind)"
    assert script(tmp_path / "elsewhere.py", code) == "outcome_kr\n"


@pytest.mark.parametrize("before", ["sentencizer", "tagger", None])
def test_it_lives_inside_a_trained_pipeline(before: str | None, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    nlp.add_pipe("tagger")
    nlp.add_pipe("textcat")
    nlp.add_pipe("okrcoach", before=before)
    told = (
        ("Callers wait", {"tags": ["N", "V"], "cats": {"calm": 0.0, "urgent": 1.0}}),
        ("Trains run", {"tags": ["N", "V"], "cats": {"calm": 1.0, "urgent": 0.0}}),
    )
    examples = [Example.from_dict(nlp.make_doc(text), gold) for text, gold in told]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(3):
        nlp.update(examples, sgd=optimizer, annotates=["okrcoach"])
    assert isinstance(ruler, EntityRuler)
    ruler.add_patterns([{"label": "TEAM", "pattern": "callers"}])
    doc = nlp("Our callers feel at home. Trains run.")
    alone = spacy.blank("en")
    alone.add_pipe("okrcoach")
    assert marks(doc) == marks(alone(doc.text))
    assert doc._.okr == okrcoach.classify(doc.text)
    assert set(doc.cats) == {"calm", "urgent", *Kind}
    assert [ent.text for ent in doc.ents] == ["callers"]
    assert len(list(doc.sents)) == 2
    assert all(token.tag_ for token in doc)
    assert nlp.evaluate(examples)["cats_score"] is not None
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"]["okrcoach"] == []
    nlp.to_disk(tmp_path / "saved")
    read = spacy.load(tmp_path / "saved")
    assert read.pipe_names == nlp.pipe_names
    assert same(read(doc.text), doc)
    assert [same(home, doc) for home in read.pipe([doc.text] * 2, n_process=2)] == [True, True]


def test_displacy_draws_and_escapes(nlp: Language) -> None:
    options = {"spans_key": "okrcoach"}
    html = displacy.render(nlp(MOVED), style="span", options=options, jupyter=False)
    assert all(label in html for label in ("MEASURE", "BASELINE", "TARGET", "DEADLINE", "outcome_kr"))
    hostile = nlp("Cut <script>alert(1)</script> calls from 18% to 9% by Q3")
    html = displacy.render(hostile, style="span", options=options, jupyter=False)
    assert "TARGET" in html
    assert "<script" not in html


def nobody_knows(text: str) -> Verdict:
    return fixed("Run/host clinic daily")


registry.misc.register("tests.nobody_knows.v1", func=lambda: nobody_knows)


def test_another_judge_can_be_named(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("okrcoach", config={"judge": {"@misc": "tests.nobody_knows.v1"}})
    nlp.to_disk(tmp_path / "saved")
    verdict = spacy.load(tmp_path / "saved")(MOVED)._.okr
    assert verdict == nobody_knows(MOVED)
    assert verdict.quantity.deadline.span == Place(16, 21)


@pytest.mark.usefixtures("plain_extensions")
def test_an_attribute_of_somebody_else_is_not_overwritten() -> None:
    Doc.set_extension("okr", default="theirs")
    with pytest.raises(ValueError, match="okr"):
        spacy.blank("en").add_pipe("okrcoach")
    assert Doc.get_extension("okr")[0] == "theirs"


def test_a_pipeline_without_us_pays_next_to_nothing(tmp_path: Path) -> None:
    code = """
import sys, spacy
nlp = spacy.blank("en")
assert nlp.has_factory("okrcoach")
heavy = {"okrcoach.judgement", "okrcoach.report", "pandas", "altair", "ipywidgets", "openpyxl", "yaml"}
print(sorted(heavy & set(sys.modules)))
lists = sys.modules.get("okrcoach.language.lexicon")
print(lists.lexicon.cache_info().currsize if lists else 0)
"""
    assert script(tmp_path / "blank.py", code).split() == ["[]", "0"]


def examples() -> list[tuple[str, str]]:
    found = re.findall(
        r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(found) >= 6
    return found


@pytest.mark.parametrize(("code", "shown"), examples())
def test_the_pages_examples_run_and_print_what_is_shown(code: str, shown: str, tmp_path: Path) -> None:
    printed = script(tmp_path / "example.py", code)
    assert not shown or printed == shown
