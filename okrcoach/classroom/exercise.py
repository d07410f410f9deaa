"""What an exercise is: a frozen value for each of the seven kinds, as a trainer writes it in a pack.

The fields of these values are the keys of the YAML file; ``docs/exercise-packs.md`` explains them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from okrcoach.classroom.marked import Marked
from okrcoach.classroom.parts import Part, Pile
from okrcoach.judgement.rules import RULES
from okrcoach.model import Kind, Role

_CODES = frozenset(rule.code for rule in RULES)


def _known(code: str) -> str:
    code = code.upper()
    if code not in _CODES:
        from difflib import get_close_matches

        near = get_close_matches(code, _CODES, n=2, cutoff=0.5)
        raise ValueError(
            f"there is no rule {code}; {f'did you mean {near[0]}' if near else 'see: okrcoach rules'}"
        )
    return code


def _listed(value: Any) -> Any:
    """Let one word stand for a list of one."""
    return [value] if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Code = Annotated[str, AfterValidator(_known)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_listed)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]


class Frozen(BaseModel):
    """A value that knows its fields and takes no others."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Statement(Frozen):
    """A line to classify."""

    text: Text
    is_: Kind = Field(alias="is")
    accept: Annotated[tuple[Kind, ...], BeforeValidator(_listed)] = ()
    why: Text
    rule: Code | None = None


class Marking(Frozen):
    """Words of a statement, and what they are."""

    words: Text
    nth: int = Field(default=1, ge=1, le=20)
    as_: Part = Field(alias="as")
    accept: Annotated[tuple[Part, ...], BeforeValidator(_listed)] = ()
    why: Text


class Card(Frozen):
    """A card to sort."""

    text: Text
    to: Pile
    accept: Annotated[tuple[Pile, ...], BeforeValidator(_listed)] = ()
    why: Text


class Requirement(Frozen):
    """One thing that a free text is asked for: exactly one of the tests is set."""

    is_: Annotated[tuple[Kind, ...], BeforeValidator(_listed)] = Field(default=(), alias="is")
    has: Literal["baseline", "target", "change", "measure", "deadline", "number"] | None = None
    measures: Words = ()
    keeps: Words = ()
    mentions: Words = ()
    avoids: Words = ()
    number: Text | None = None
    as_: Literal["baseline", "target"] | None = Field(default=None, alias="as")
    silent: Literal["fix"] | Codes = ()
    words: int | None = Field(default=None, ge=3, le=60)
    #: Said when it is missing.
    why: str = ""
    #: Its short heading.
    name: str = ""

    @property
    def tests(self) -> tuple[str, ...]:
        """Names of the tests that are set; a valid requirement has one."""
        values = {
            "is": self.is_, "has": self.has, "measures": self.measures, "keeps": self.keeps,
            "mentions": self.mentions, "avoids": self.avoids, "number": self.number,
            "silent": self.silent, "words": self.words,
        }  # fmt: skip
        return tuple(name for name, value in values.items() if value)


Requirements = Annotated[tuple[Requirement, ...], Field(min_length=1, max_length=12)]


class Asked(Frozen):
    """What an objective is asked for."""

    requirements: Requirements


class AskedLines(Asked):
    """What each of some key results is asked for."""

    count: int = Field(default=1, ge=1, le=5)


class Numbers(Frozen):
    """What a grade is worked out from; which of them are there says how."""

    baseline: float | None = None
    target: float | None = None
    lowest: float | None = None
    highest: float | None = None
    final: float


class PlainSet(Frozen):
    """A set to critique: plain texts."""

    objective: Text
    key_results: Annotated[tuple[Text, ...], Field(min_length=1, max_length=9)]
    heartbeats: Words = ()
    actions: Words = ()

    def lines(self) -> dict[str, str]:
        """Return every line by its name: O, KR1, KR2, H1, A1."""
        found = {"O": self.objective}
        for letter, texts in (("KR", self.key_results), ("H", self.heartbeats), ("A", self.actions)):
            found |= {f"{letter}{n}": text for n, text in enumerate(texts, 1)}
        return found


class Fault(Frozen):
    """A planted fault; ``line`` is a name of :meth:`PlainSet.lines`, or ``set``."""

    line: str
    rule: Code
    accept: Codes = ()
    why: Text


class Exercise(Frozen):
    """What all exercises share. ``check``, ``hint`` and ``solution`` are the same for every kind."""

    id: Id
    kind: str
    title: Text
    sector: Text
    who: Text
    level: int = Field(ge=1, le=3)
    case: str = ""
    hints: Annotated[Words, Field(max_length=3)] = ()
    good: Words = Field(default=(), alias="solution")
    praise: str = ""
    note: str = ""

    def check(self, answer: object) -> Marked:
        """Mark an answer at once; whatever it is, no error is raised (see ``checking`` for the shapes)."""
        from okrcoach.classroom.checking import check

        return check(self, answer)

    def hints_for(self, marked: Marked | None = None) -> tuple[str, ...]:
        """Return the whole ladder, softest first; the last rung is the solution.

        With the marks of an answer, hints that the pack does not give start at the first rule missed.
        """
        from okrcoach.classroom.hints import ladder

        return ladder(self, marked)

    def hint(self, n: int = 1, marked: Marked | None = None) -> str | None:
        """Return the ``n``-th hint from 1, or None when the ladder has no such rung."""
        rungs = self.hints_for(marked)
        return rungs[n - 1] if 1 <= n <= len(rungs) else None

    def solution(self) -> str:
        """Return one good answer, or several, one a paragraph."""
        from okrcoach.classroom.solutions import solution

        return solution(self)


class Classify(Exercise):
    """Say what each statement is."""

    kind: Literal["classify"]
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=12)]


class Mark(Exercise):
    """Mark words of a statement."""

    kind: Literal["mark"]
    statement: Text
    marks: Annotated[tuple[Marking, ...], Field(min_length=1, max_length=12)]


class Sort(Exercise):
    """Sort cards into OKR, heartbeat and guardrail."""

    kind: Literal["sort"]
    cards: Annotated[tuple[Card, ...], Field(min_length=2, max_length=20)]


class Repair(Exercise):
    """Repair a flawed line."""

    kind: Literal["repair"]
    statement: Text
    role: Role = Role.KEY_RESULT
    requirements: Requirements
    good: Words = Field(alias="solution", min_length=1)


class Write(Exercise):
    """Write an objective, key results or both from a case."""

    kind: Literal["write"]
    case: Text
    objective: Asked | None = None
    key_results: AskedLines | None = None
    together: Annotated[tuple[Requirement, ...], Field(max_length=6)] = Field(default=(), alias="set")
    good: Words = Field(alias="solution", min_length=1)


class Score(Exercise):
    """Grade a finished key result."""

    kind: Literal["score"]
    statement: Text
    numbers: Numbers
    grade: float = Field(ge=0, le=1)
    working: Text


class Critique(Exercise):
    """Find the faults planted in a set."""

    kind: Literal["critique"]
    set: PlainSet
    faults: Annotated[tuple[Fault, ...], Field(min_length=1, max_length=10)]
    choices: Codes = ()

    def offered(self) -> tuple[str, ...]:
        """Return the codes to choose from, in an order that tells nothing."""
        from okrcoach.classroom.solutions import offered

        return offered(self)


KINDS: dict[str, type[Exercise]] = {
    "classify": Classify, "mark": Mark, "sort": Sort, "repair": Repair, "write": Write, "score": Score,
    "critique": Critique,
}  # fmt: skip
