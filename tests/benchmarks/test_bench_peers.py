"""The peers on toy rows: fair where they can be, trained only on what they are given."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.peers import Peer, Tell, afresh, by_patterns, by_verb_list, embeddings, held_out, tfidf
from okrcoach.model import Kind

PLAIN = [
    ("Be the bakery our street is proud of", Kind.OBJECTIVE),
    ("Increase repeat visits from 20% to 35%", Kind.OUTCOME_KR),
    ("Launch the loyalty card in the north branch", Kind.TASK),
    ("Keep oven downtime below 2 hours per month", Kind.HEARTBEAT),
]
#: Words of one kind occur in no other, so that whoever learns from half can tell the other half.
TOY = [
    (f"{word} number {i}", kind)
    for i in range(6)
    for word, kind in zip(("dream", "rise", "build", "keep"), Kind, strict=True)
]


@pytest.mark.parametrize(("text", "kind"), PLAIN)
def test_rules_get_the_plain_cases_right(text: str, kind: Kind) -> None:
    assert by_verb_list(text) is kind
    assert by_patterns(text) is kind


@pytest.mark.parametrize("text", ["", " ", "12", "🙂", "(" * 500])
def test_rules_answer_whatever_comes(text: str) -> None:
    assert by_verb_list(text) in Kind
    assert by_patterns(text) in Kind


def test_the_verb_list_asks_for_the_first_word() -> None:
    assert by_verb_list("Customers launch 20 apps") is Kind.OUTCOME_KR


def test_held_out_never_shows_a_peer_the_sector_it_is_asked_about() -> None:
    pytest.importorskip("sklearn", reason="the build group is not installed")
    texts, sectors = [f"{s}{i}" for s in "abcd" for i in range(3)], [s for s in "abcd" for _ in range(3)]

    def learn(seen: Sequence[str], kinds: Sequence[Kind]) -> Tell:
        known = {text[0] for text in seen}
        return lambda asked: [Kind.TASK if text[0] in known else Kind.OBJECTIVE for text in asked]

    figures = held_out(Peer("spy", learn, trained=True), texts, [Kind.OBJECTIVE] * 12, sectors, folds=4)
    assert figures.accuracy == 1
    assert figures.n == 12


def test_trained_peers_learn_from_toy_rows() -> None:
    pytest.importorskip("sklearn", reason="the build group is not installed")
    texts, kinds = [t for t, _ in TOY], [k for _, k in TOY]
    asked = ["we dream", "a rise", "to build", "to keep"]
    letters = "aeimud"
    by_letters = embeddings(lambda some: [[float(text.count(c)) for c in letters] for text in some])
    for peer in (tfidf(), by_letters):
        tell = peer.learn(texts, kinds)
        assert tell(texts) == kinds
        assert len(tell(asked)) == 4
    assert tfidf().learn(texts, kinds)(asked) == list(Kind)


def test_a_timing_encodes_anew_and_an_evaluation_does_not() -> None:
    pytest.importorskip("sklearn", reason="the build group is not installed")
    calls: list[int] = []

    def encode(texts: Sequence[str]) -> list[list[float]]:
        calls.append(len(texts))
        return [[float(len(text)), float("build" in text)] for text in texts]

    peer = embeddings(encode)
    texts, kinds = [t for t, _ in TOY], [k for _, k in TOY]
    tell = peer.learn(texts, kinds)
    tell(texts)
    assert calls == [len(texts)]
    work = afresh(peer, tell)
    work(texts[:3])
    work(texts[:3])
    assert calls == [len(texts), 3, 3]
