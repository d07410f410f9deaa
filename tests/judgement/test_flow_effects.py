"""Which key results speed flow, which only add to the load, and which take their numbers from work items."""

from __future__ import annotations

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.judgement.flow_asked import flow_asked
from okrcoach.judgement.flow_effects import Effect, FlowEffects, flow_effects
from okrcoach.model import Action, KeyResult, Objective, OKRSet, Role, Statement
from okrcoach.model.flow_asked import FlowAsked, FlowMetric, Middle

TYPES = ("feature", "defect")


def effects(*lines: str) -> FlowEffects:
    return flow_effects(parse_okrs("\n".join(["Objective: Customers get what they asked for soon", *lines])))


def asked(line: str) -> tuple[FlowAsked, ...]:
    return flow_asked(parse_okrs(f"Objective: Customers get what they asked for soon\nKR1: {line}"), TYPES)


@pytest.mark.parametrize(
    ("line", "effect", "word"),
    [
        ("Cut median cycle time from 9 to 5 days", Effect.SPEEDS, "\u201ccycle time\u201d"),
        ("Work in progress drops from 30 to 12 items", Effect.SPEEDS, "goes down"),
        ("Flow load falls from 30 to 12 items", Effect.SPEEDS, "flow load"),
        ("Increase flow efficiency from 20% to 40%", Effect.SPEEDS, "goes up"),
        ("Cut hand-offs per item from 5 to 2", Effect.SPEEDS, "hand-offs"),
        ("Launch the new customer portal by November", Effect.ADDS, "something to do"),
        ("Run 8 workshops on agile", Effect.ADDS, "Run 8 workshops"),
        # near misses
        ("Throughput falls from 30 to 20 a week", Effect.OPEN, "is that meant?"),
        ("Cut calls that ask where a parcel is from 420 to 260 a week", Effect.OPEN, "not in the catalogue"),
        ("Retire the old order form", Effect.OPEN, "take work away"),
        ("Raise customer satisfaction from 70% to 80%", Effect.OPEN, "customers or money"),
        ("Cut change failure rate from 20% to 10%", Effect.OPEN, "keeps a push"),
        ("Raise pipeline velocity from 10 to 20 thousand euros a day", Effect.OPEN, "money"),
    ],
)
def test_what_a_key_result_does_to_flow(line: str, effect: Effect, word: str) -> None:
    (found,) = effects(f"KR1: {line}").key_results
    assert (found.effect, word in found.why) == (effect, True), found.why
    assert (found.source is None) == (effect is Effect.OPEN)


def test_new_items_are_counted_by_owner_and_done_ones_are_not() -> None:
    def action(text: str, owner: str = "", *, done: bool = False) -> Action:
        return Action(statement=Statement(text=text, role=Role.TASK), owner=owner, done=done)

    launch = KeyResult(
        statement=Statement(text="Launch the new portal", role=Role.KEY_RESULT, id="1.1"), owner="Bo",
        actions=(action("Write the texts"), action("Ask a designer", "Cy"), action("Plan it", done=True)),
    )  # fmt: skip
    aim = Statement(text="People find their way", role=Role.OBJECTIVE, id="1")
    found = flow_effects(
        OKRSet(objectives=(Objective(statement=aim, key_results=(launch,)),), actions=(action("Tidy up"),))
    )
    # Bo: the launch itself and the texts; Cy: the designer; nobody: tidying up.
    assert dict(found.new_items) == {"Bo": 2, "Cy": 1, "": 1}
    assert found.total == 4


@pytest.mark.parametrize(
    ("line", "metric", "middle", "unit"),
    [
        ("Cut median cycle time from 9 to 5 days", FlowMetric.TIME, Middle.P50, "day"),
        ("Cut the 85th percentile of flow time to 36 hours", FlowMetric.TIME, Middle.P85, "hour"),
        ("Raise throughput to 25 items per week", FlowMetric.VELOCITY, None, "week"),
        ("Raise throughput to 100 items a month", FlowMetric.VELOCITY, None, "month"),
        ("Cut work in progress to 12 items", FlowMetric.LOAD, None, ""),
        ("Increase flow efficiency to 60%", FlowMetric.EFFICIENCY, None, ""),
    ],
)
def test_what_is_clear_is_not_asked(line: str, metric: FlowMetric, middle: Middle | None, unit: str) -> None:
    (found,) = asked(line)
    assert (found.metric, found.middle, found.unit, found.asks) == (metric, middle, unit, ())


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Reduce cycle time to 5 days", "Mean, median (P50) or 85th percentile"),
        ("Cut median flow time to 9 working days", "Working days or calendar days"),
        ("Raise throughput to 25 items", "Per week or per month"),
        ("Cut work in progress per developer to 2 items", "Of how many people"),
    ],
)
def test_what_the_words_leave_open_is_asked(line: str, question: str) -> None:
    (found,) = asked(line)
    assert any(question in ask for ask in found.asks), found.asks


def test_the_target_is_in_the_unit_of_the_metric() -> None:
    (found,) = asked("Cut the 85th percentile of flow time to 36 hours")
    assert (found.target, found.down) == (36.0, True)  # not 85
    (found,) = asked("Increase flow efficiency to 60%")
    assert (found.target, found.down) == (60.0, False)


def test_only_measures_that_items_give() -> None:
    assert asked("Cut build time from 30 to 10 minutes") == ()
    assert asked("Raise customer satisfaction from 70% to 80%") == ()


def test_one_type_and_the_blank() -> None:
    (found,) = asked("Cut median cycle time of bugs to 5 days")
    assert found.type == "defect"
    assert "from <baseline> to 5 days" in found.sentence
    assert asked("Cut median cycle time of bugs and features from 9 to 5 days")[0].type == ""
    assert asked("Cut median cycle time from 9 to 5 days")[0].sentence == ""
