"""The spaCy component: ``nlp.add_pipe("okrcoach")`` marks what a statement is, and why.

spaCy imports this module whenever a pipeline is made anywhere on the computer, because the entry
point ``spacy_factories`` names it. So it imports nothing beyond spaCy itself, and unlike elsewhere
spaCy is imported at the top: it only learns of a factory while the module is being imported.

Judging lives in another room. The component is given its judge by spaCy's own registry: a function
from text to verdict, ours unless the pipeline's config names another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass
from enum import Enum
from functools import lru_cache
from importlib import import_module
from itertools import repeat
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_same_func, registry

if TYPE_CHECKING:
    from okrcoach.model import Span, Verdict

#: Where everything is kept: ``doc.spans[KEY]`` and ``doc.user_data[KEY]``.
KEY = "okrcoach"
#: The attribute: ``doc._.okr``.
ATTRIBUTE = "okr"
#: The judge that is used unless the config names another.
JUDGE = "okrcoach.classify.v1"
#: Evidence is decisive when by itself it makes one reading e = 2.7 times as likely against the other.
DECISIVE = 1.0


def make_judge() -> Callable[[str], Verdict]:
    """Return okrcoach's own judge; only now is the room that judges imported."""
    judge: Callable[[str], Verdict] = import_module("okrcoach.judgement").classify
    return judge


registry.misc.register(JUDGE, func=make_judge)


@Language.factory(
    KEY,
    default_config={"judge": {"@misc": JUDGE}},
    assigns=["doc.spans", "doc.cats", f"doc._.{ATTRIBUTE}"],
)
def make_component(nlp: Language, name: str, judge: Callable[[str], Any]) -> Component:
    """Return the component; spaCy calls this for ``nlp.add_pipe("okrcoach")``.

    ``judge`` takes the text of a Doc and returns its ``Verdict``.
    Raises ValueError when another package keeps something else in ``doc._.okr``.
    """
    return Component(name, judge)


class Component:
    """Judges each Doc as one statement and notes the verdict on it."""

    def __init__(self, name: str, judge: Callable[[str], Verdict]) -> None:
        self.name = name
        self.judge = judge
        known = Doc.has_extension(ATTRIBUTE) and Doc.get_extension(ATTRIBUTE)[2]
        if not (known and is_same_func(known, verdict_of)):
            Doc.set_extension(ATTRIBUTE, getter=verdict_of)

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans["okrcoach"]``, ``doc.cats`` and ``doc._.okr``; other entries stay."""
        verdict = self.judge(doc.text)
        # As plain data, because a Doc travels between processes and into files as msgpack.
        doc.user_data[KEY] = asdict(verdict)
        doc.cats.update({kind.value: share for kind, share in verdict.probabilities.items()})
        marks = [
            doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
            for span, label in _marks(verdict)
            if span.of(doc.text).strip()
        ]
        doc.spans[KEY] = list(dict.fromkeys(mark for mark in marks if mark is not None))
        return doc


def verdict_of(doc: Doc) -> Verdict | None:
    """Return the verdict on a Doc, or None when no component of ours has seen it.

    Works wherever the Doc has been since it was judged: other processes, ``DocBin``, a file.
    """
    from okrcoach.model import Verdict

    verdict: Verdict | None = _revived(Verdict, doc.user_data.get(KEY))
    return verdict


def _marks(verdict: Verdict) -> Iterator[tuple[Span, str]]:
    """Yield what is worth marking: the parts of the quantity, then the decisive words."""
    if verdict.quantity is not None:
        for part in ("measure", "baseline", "target", "change", "deadline"):
            found = getattr(verdict.quantity, part)
            if found is not None:
                yield found.span, part.upper()
    if verdict.evidence:
        (first, _), (second, _) = verdict.ranking[:2]
        for piece in verdict.evidence:
            if piece.span is not None and abs(piece.weight) >= DECISIVE:
                yield piece.span, (first if piece.weight > 0 else second).value


def _revived(shape: Any, kept: Any) -> Any:
    """Make a value of the model from plain data; ``shape`` is the type its field is declared with."""
    if kept is None:
        return None
    if isinstance(shape, type) and is_dataclass(shape):
        fields = _fields(shape)
        return shape(**{name: _revived(fields[name], value) for name, value in kept.items()})
    options = get_args(shape)
    if get_origin(shape) is tuple:
        shapes = repeat(options[0]) if options[-1] is Ellipsis else options
        return tuple(_revived(*pair) for pair in zip(shapes, kept, strict=False))
    if options:  # "X | None", and None has been dealt with
        return _revived(options[0], kept)
    return shape(kept) if issubclass(shape, Enum) else kept


@lru_cache(maxsize=64)
def _fields(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)
