"""From the work to what it is for, and back: the trace and the map of a benefits register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from okrcoach.model import Action, Benefit, KeyResult, Objective, OKRSet


class Stop(StrEnum):
    """The stops on the way, in their order (as in study notes on Managing Successful Programmes)."""

    OUTPUT = "output"
    CAPABILITY = "capability"
    OUTCOME = "outcome"
    BENEFIT = "benefit"
    OBJECTIVE = "objective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of the map."""

    id: str
    stop: Stop
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Boxes and arrows, each once; an arrow runs from what enables to what is enabled."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A benefit and the work it is traced to."""

    benefit: Benefit
    #: With the objective each stands under.
    key_results: tuple[tuple[Objective, KeyResult], ...]
    actions: tuple[Action, ...]
    #: Ids the register names and the OKR set does not have.
    unknown: tuple[str, ...] = ()


def trace(benefit: Benefit, okr_set: OKRSet) -> Trace:
    """Return the key results a benefit follows from, and the actions under them."""
    known = {kr.statement.id: (o, kr) for o in okr_set.objectives for kr in o.key_results}
    found = [known[i] for i in benefit.follows_from if i in known]
    return Trace(
        benefit=benefit,
        key_results=tuple(found),
        actions=tuple(action for _, kr in found for action in kr.actions),
        unknown=tuple(i for i in benefit.follows_from if i not in known),
    )


def serves(statement_id: str, register: Sequence[Benefit], okr_set: OKRSet) -> tuple[Benefit, ...]:
    """Return the benefits that an action, a key result or an objective is there for; () for none."""
    return tuple(benefit for benefit in register if statement_id in _work(trace(benefit, okr_set)))


def _work(traced: Trace) -> Iterator[str]:
    yield from (action.statement.id for action in traced.actions)
    for objective, key_result in traced.key_results:
        yield from (objective.statement.id, key_result.statement.id)


def benefit_map(register: Sequence[Benefit], okr_set: OKRSet | None = None) -> Map:
    """Return output -> capability -> outcome -> benefit -> objective for a whole register.

    What is not named is passed over, never made up. Boxes with the same words are one box. With an OKR set,
    the ids of actions, key results and objectives become their words, and an objective follows from its
    key results where the register names none.
    """
    drawing = _Drawing(okr_set or OKRSet())
    for number, benefit in enumerate(register, 1):
        drawing.add(benefit, number)
    return Map(nodes=tuple(drawing.nodes.values()), edges=tuple(drawing.edges))


class _Drawing:
    def __init__(self, okr_set: OKRSet) -> None:
        self.okr_set = okr_set
        self.words = {s.id: s.text for s in okr_set.statements() if s.id}
        #: (stop, words) -> node; dictionaries keep the order of the register.
        self.nodes: dict[tuple[Stop, str], Node] = {}
        self.edges: dict[tuple[str, str], None] = {}

    def add(self, benefit: Benefit, number: int) -> None:
        traced = trace(benefit, self.okr_set)
        outcomes = [benefit.outcome, *(kr.statement.text for _, kr in traced.key_results), *traced.unknown]
        aims = [benefit.objective] if benefit.objective.strip() else []
        aims = aims or [objective.statement.text for objective, _ in traced.key_results]
        layers = [
            self._layer(Stop.OUTPUT, benefit.enabled_by),
            self._layer(Stop.CAPABILITY, [benefit.capability]),
            self._layer(Stop.OUTCOME, outcomes),
            # Two benefits in the same words stay two: each has an owner of its own.
            [self._node(Stop.BENEFIT, benefit.statement.text, f"{benefit.statement.id}#{number}")],
            self._layer(Stop.OBJECTIVE, aims),
        ]
        before: list[str] = []
        for layer in layers:
            for here in layer:
                self.edges.update(dict.fromkeys((there, here) for there in before))
            before = layer or before

    def _layer(self, stop: Stop, texts: Sequence[str]) -> list[str]:
        words = [self.words.get(text.strip(), text.strip()) for text in texts]
        return list(dict.fromkeys(self._node(stop, text, text) for text in words if text))

    def _node(self, stop: Stop, text: str, same: str) -> str:
        key = (stop, " ".join(same.split()).casefold())
        if key not in self.nodes:
            number = sum(node.stop is stop for node in self.nodes.values()) + 1
            self.nodes[key] = Node(id=f"{stop}-{number}", stop=stop, text=text)
        return self.nodes[key].id
