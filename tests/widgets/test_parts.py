"""Parts of a key result written back into its sentence: what is filled in is read there again."""

from __future__ import annotations

import pytest

from okrcoach.judgement import judge_line
from okrcoach.model import Line, Role, Statement
from okrcoach.widgets.editor.parts import parts_of, with_part, without_lead
from okrcoach.widgets.editor.presenter import LivePresenter


def _line(text: str) -> Line:
    return judge_line(Statement(text=text, role=Role.KEY_RESULT))


@pytest.mark.parametrize(
    ("text", "name", "words", "expected"),
    [
        ("Cut late calls from 18% to 9% by Q3", "baseline", "31%", "Cut late calls from 31% to 9% by Q3"),
        ("Cut late calls from 18% to 9% by Q3", "measure", "no-shows", "Cut no-shows from 18% to 9% by Q3"),
        ("Cut late calls from 18% to 9% by Q3", "deadline", "May", "Cut late calls from 18% to 9% by May"),
        ("Cut late calls to 9% by Q3", "baseline", "31%", "Cut late calls from 31% to 9% by Q3"),
        ("Cut late calls from 18% to 9%.", "deadline", "May", "Cut late calls from 18% to 9% by May."),
        ("Cut calls from 18% to 9%", "deadline", "before May", "Cut calls from 18% to 9% before May"),
        ("Get late calls below 5% by May", "baseline", "9%", "Get late calls from 9% to below 5% by May"),
        ("Cut late calls by 30%", "baseline", "9%", "Cut late calls by 30% from 9%"),
        ("Cut late calls by 30%", "target", "6%", "Cut late calls by 30% to 6%"),
        ("Raise from 3 to 5", "measure", "visits", "Raise visits from 3 to 5"),
        ("Reduce late calls", "baseline", "9%", "Reduce late calls from 9% to <target>"),
        ("Reduce late calls by May", "target", "5%", "Reduce late calls from <baseline> to 5% by May"),
        ("Cut calls from <baseline> to <target>", "target", "5%", "Cut calls from <baseline> to 5%"),
        ("At least 70% of parents reply", "baseline", "31%", "At least 70% of parents reply, up from 31%"),
    ],
)  # fmt: skip
def test_a_part_goes_to_its_natural_place_and_is_read_there(
    text: str, name: str, words: str, expected: str
) -> None:
    new = with_part(_line(text), name, words)
    assert new == expected
    found = {part: without_lead(said) for part, said, _ in parts_of(_line(new))}
    assert found[name].rstrip(".") == words


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Cut late calls from 18% to 9% by Q3", "baseline", "Cut late calls to 9% by Q3"),
        ("Cut late calls from 18% to 9% by Q3", "deadline", "Cut late calls from 18% to 9%"),
        ("Cut late calls from 18% to 9% by Q3", "target", "Cut late calls from 18% to <target> by Q3"),
        ("Cut late calls from 18% to 9% by Q3", "measure", "Cut <measure> from 18% to 9% by Q3"),
        ("Reduce late calls", "baseline", "Reduce late calls"),
    ],
)
def test_a_part_that_is_emptied_goes_or_leaves_its_blank(text: str, name: str, expected: str) -> None:
    assert with_part(_line(text), name, "  ") == expected


def test_a_task_becomes_the_beginning_of_a_result_and_nothing_is_made_up() -> None:
    line = _line("Introduce a listening hour by June")
    new = with_part(line, "measure", "repeat calls")
    assert new == "Get repeat calls from <baseline> to <target> by June"
    assert parts_of(_line(new))[0][1] == "repeat calls"
    assert "31%" in with_part(_line("Launch the new voice menu by June"), "baseline", "31%")


def test_hostile_words_come_in_on_one_line_and_not_endlessly() -> None:
    new = with_part(_line("Cut late calls from 18% to 9%"), "measure", "a\nb\t<img src=x> " + "x" * 1000)
    assert "\n" not in new
    assert len(new) < 300


def test_no_other_part_can_be_written() -> None:
    with pytest.raises(ValueError, match="no such part"):
        with_part(_line("Cut late calls"), "colour", "red")


def test_a_field_of_the_live_box_keeps_the_label_and_can_be_taken_back() -> None:
    presenter = LivePresenter()
    presenter.type("KR1: Cut late calls from 18% to 9%")
    presenter.edit_part("baseline", "20%", seq=5)
    assert (presenter.text, presenter.seq) == ("KR1: Cut late calls from 20% to 9%", 5)
    presenter.undo()
    assert presenter.text == "KR1: Cut late calls from 18% to 9%"
    presenter.undo()
    assert presenter.text == "KR1: Cut late calls from 18% to 9%"


def test_a_label_says_what_the_line_is_meant_to_be_until_it_goes() -> None:
    presenter = LivePresenter()
    presenter.type("O1: Callers get help at once")
    assert presenter.state["role"] == "objective"
    assert presenter.state["span"][0] == 4
    presenter.choose_role("unsure")
    presenter.type("O1: Callers get help at once, always")
    assert presenter.state["role"] == "unsure"
    other = LivePresenter()
    other.type("O1: Callers")
    other.type("Callers")
    assert other.state["role"] == "key_result"
