"""Roll-ups and grades, hand-worked and by properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrcoach.progress.arithmetic import Undefined
from okrcoach.progress.grades import Ambition, Band, Grade, Scale, band, grade, meaning, sandbagging
from okrcoach.progress.roll_up import Part, roll_up


def test_a_roll_up_worked_by_hand() -> None:
    found = roll_up(
        [
            Part(id="1.1", progress=0.5, weight=2),
            Part(id="1.2", progress=-0.5),  # counts as 0
            Part(id="1.3", progress=1.5),  # counts as 1
            Part(id="1.4", progress=0.0, guardrail=True),
            Part(id="1.5", progress=1.0, guardrail=True),
            Part(id="1.6", progress=0.9, deferred="too early to judge until 2027-03-01"),
        ]
    )
    assert found.mean == pytest.approx((2 * 0.5 + 0 + 1) / 4)
    assert found.weakest == ("1.2", 0.0)
    assert found.broken_guardrails == ("1.4",)
    assert found.deferred == (("1.6", "too early to judge until 2027-03-01"),)
    assert len(found.said) == 2
    assert "counts as 0" in found.said[0]


@given(
    st.lists(
        st.tuples(st.floats(-3, 3), st.floats(0, 10), st.booleans(), st.booleans()), min_size=1, max_size=12
    )
)
def test_a_roll_up_lies_within_its_parts(rows: list[tuple[float, float, bool, bool]]) -> None:
    parts = [
        Part(id=str(n), progress=p, weight=w + 0.1, guardrail=g, deferred="later" if d else "")
        for n, (p, w, g, d) in enumerate(rows)
    ]
    counted = [min(1.0, max(0.0, p)) for p, _, g, d in rows if not g and not d]
    found = roll_up(parts)
    if not counted:
        assert found.mean is None
    else:
        assert found.mean is not None
        assert min(counted) - 1e-12 <= found.mean <= max(counted) + 1e-12
    assert roll_up(parts[::-1]).mean == pytest.approx(found.mean)


def test_weights_that_cannot_be_meant() -> None:
    with pytest.raises(Undefined, match="zero or more"):
        roll_up([Part(id="1.1", progress=0.5, weight=-1)])
    with pytest.raises(Undefined, match="are zero"):
        roll_up([Part(id="1.1", progress=0.5, weight=0)])


@pytest.mark.parametrize(
    ("progress", "rounded", "colour"),
    [
        (0.34, 0.3, Band.RED),
        (0.35, 0.4, Band.YELLOW),  # rounded first: no gap between 0.3 and 0.4
        (0.64, 0.6, Band.YELLOW),
        (0.65, 0.7, Band.GREEN),  # half up, as by hand; floats would give 0.6
        (0.25, 0.3, Band.RED),
        (-0.2, 0.0, Band.RED),
        (1.4, 1.0, Band.GREEN),
        (0.1 + 0.2 + 0.05, 0.4, Band.YELLOW),  # 0.35000000000000003
    ],
)
def test_round_before_banding(progress: float, rounded: float, colour: Band) -> None:
    assert grade(progress) == rounded
    assert band(progress) is colour


def test_bands_are_configuration() -> None:
    assert band(0.5, Scale(yellow=0.5, green=0.9)) is Band.YELLOW
    with pytest.raises(ValueError, match="yellow < green"):
        Scale(yellow=0.8, green=0.7)


def test_the_same_grade_means_something_else_to_a_promise() -> None:
    assert "promise missed" in meaning(0.7, Ambition.COMMITTED)
    assert "Good" in meaning(0.7, Ambition.ASPIRATIONAL)
    assert "hard enough?" in meaning(1.0, Ambition.ASPIRATIONAL)
    assert meaning(0.7, None).endswith("?")
    assert sandbagging([0.7, 1.0, 1.0, 0.97], Ambition.ASPIRATIONAL)
    assert not sandbagging([1.0, 1.0], Ambition.ASPIRATIONAL)
    assert not sandbagging([1.0, 1.0, 1.0], Ambition.COMMITTED)


def test_a_grade_of_ones_own_stands_beside_the_computed_one() -> None:
    own = Grade(computed=0.4, given=0.7, reason="The pilot ran on the quietest ward")
    assert (own.final, own.computed) == (0.7, 0.4)
    with pytest.raises(ValueError, match="needs a reason"):
        Grade(computed=0.4, given=0.7)
    with pytest.raises(ValueError, match=r"between 0\.0 and 1\.0"):
        Grade(computed=1.2)
