"""The trainer's desk without a browser: packs that are written, read, tried and kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrcoach.classroom import parse_pack
from okrcoach.classroom.proof import prove
from okrcoach.data import HERE, shipped
from okrcoach.widgets import trainer_board
from okrcoach.widgets.desk import Event, Upload
from okrcoach.widgets.trainer.desk import TrainerDesk
from okrcoach.widgets.trainer.shelf import EMPTY, skeletons, with_skeleton

HOSTILE = "<img src=x onerror=alert(1)>"
PACK = """pack: mine
title: My pack
about: One exercise.
exercises:
  - id: buses
    kind: classify
    title: What is this line?
    sector: transport
    who: a bus company
    level: 1
    statements:
      - text: Fit all 212 buses with announcements by spring
        is: task
        why: The company can finish it by its own effort.
    note: Ask who has to say yes.
"""


@pytest.fixture
def desk(tmp_path: Path) -> TrainerDesk:
    return TrainerDesk(tmp_path)


def _typed(desk: TrainerDesk, text: str) -> None:
    desk.act("edit", Event(text))
    desk.act("rest")


def _opened(desk: TrainerDesk, text: str = PACK) -> TrainerDesk:
    desk.act("bring", Event(files=(Upload("mine.yaml", text.encode()),)))
    assert desk.trouble == ()
    return desk


def test_without_a_pack_the_desk_invites_and_writes_nothing(desk: TrainerDesk, tmp_path: Path) -> None:
    page = desk.parts()
    assert "Which pack do you want to work on?" in page["open"]
    assert page["edit"] == page["card"] == page["behind"] == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", sorted((shipped("datasets") / "packs").glob("*.yaml")), ids=lambda f: f.stem)
def test_a_copy_of_ours_gets_an_id_of_its_own_and_can_be_read(desk: TrainerDesk, file: Path) -> None:
    desk.act("pick", Event(f"ours:{file.name}"))
    desk.act("open")
    assert desk.trouble == ()
    assert desk.problems == ()
    assert desk.pack is not None
    assert desk.pack.id == f"my-{file.stem}" == desk.shelf.file.stem
    assert not desk.shelf.file.exists(), "nothing was changed, so nothing is written"


def test_words_are_in_the_file_as_they_are_typed_even_wrong_ones(desk: TrainerDesk, tmp_path: Path) -> None:
    _opened(desk)
    desk.act("edit", Event("pack: [half\n"))
    assert (tmp_path / "my-packs" / "mine.yaml").read_text(encoding="utf-8") == "pack: [half\n"


def test_the_pack_written_last_lies_on_the_desk_again(desk: TrainerDesk, tmp_path: Path) -> None:
    _opened(desk)
    changed = PACK.replace("My pack", "Better")
    _typed(desk, changed)
    later = TrainerDesk(tmp_path)
    assert later.text == changed
    assert "Better" in later.parts()["strip"]
    desk.act("edit", Event(changed + "# more\n"))
    later.wake()
    assert later.text == changed + "# more\n", "a desk that stood ready shows what was typed since"


def test_what_another_program_wrote_is_kept(desk: TrainerDesk, tmp_path: Path) -> None:
    _opened(desk)
    theirs = tmp_path / "my-packs" / "mine.yaml"
    theirs.write_text("pack: theirs and longer\n", encoding="utf-8")
    desk.act("edit", Event(PACK + "\n"))
    assert theirs.read_text(encoding="utf-8") == "pack: theirs and longer\n"
    assert (tmp_path / "my-packs" / "mine-2.yaml").read_text(encoding="utf-8") == PACK + "\n"
    desk.act("edit", Event(PACK))
    assert "mine.yaml has changed outside this page" in desk.parts()["edit"]


def test_a_folder_that_cannot_be_written_says_so_and_the_words_stay(
    desk: TrainerDesk, tmp_path: Path
) -> None:
    (tmp_path / "my-packs").write_text("a file in the way", encoding="utf-8")
    desk.act("open", Event("new"))
    desk.act("edit", Event(PACK))
    assert desk.text == PACK
    assert "cannot be written" in desk.parts()["edit"]
    desk.act("take", Event("yaml"))
    assert [file.content for file in desk.take_downloads()] == [PACK.encode()]


@pytest.mark.parametrize(
    "name", ["../../evil.yaml", "..\\evil.yaml", "C:evil.yaml", ".hidden.yaml", "ä ö.yaml", ""]
)
def test_a_brought_pack_stays_in_the_folder(desk: TrainerDesk, tmp_path: Path, name: str) -> None:
    desk.act("bring", Event(files=(Upload(name, PACK.encode()),)))
    assert desk.trouble == ()
    assert [path.parent for path in tmp_path.rglob("*.yaml")] == [tmp_path / "my-packs"]


def test_a_pack_of_the_same_name_is_never_written_over(desk: TrainerDesk, tmp_path: Path) -> None:
    _opened(desk)
    _opened(desk, PACK.replace("My pack", "Other"))
    names = sorted(path.name for path in (tmp_path / "my-packs").iterdir())
    assert names == ["mine-2.yaml", "mine.yaml"]
    assert (tmp_path / "my-packs" / "mine.yaml").read_text(encoding="utf-8") == PACK


def test_bytes_that_are_no_text_are_refused_with_their_line(desk: TrainerDesk) -> None:
    _opened(desk)
    desk.act("bring", Event(files=(Upload("old.yaml", b"pack: x\ntitle: \xe4\n"),)))
    assert "old.yaml, line 2" in " ".join(desk.trouble)
    assert desk.text == PACK, "what was open stays open"


def test_only_packs_of_the_folder_can_be_opened(desk: TrainerDesk, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("pack: x\n", encoding="utf-8")
    for value in ("own:../secret.yaml", "ours:../sets/good.yaml", "nonsense", ""):
        desk.act("open", Event(value))
        assert desk.trouble, value
        assert desk.text is None


def test_problems_stand_beside_the_text_by_line_and_lead_there(desk: TrainerDesk) -> None:
    _opened(desk)
    wrong = PACK.replace("is: task", "is: tsk").replace("    level: 1\n", "    level: 7\n    colour: red\n")
    _typed(desk, wrong)
    assert [(p.line, p.field) for p in desk.problems] == [
        (10, "buses, level"), (11, "buses, colour"), (14, "buses, statements 1, is"),
    ]  # fmt: skip
    page = desk.parts()["edit"]
    assert "3 things to put right" in page
    assert re.search(r'class="g-fix"[^>]*>14<', page)
    desk.act("line", Event("14"))
    start, end = desk._select
    assert wrong[start:end] == "is: tsk"
    assert f'data-focus="t{desk.moves}"' in desk.parts()["edit"]


def test_the_last_pack_that_could_be_read_stays_to_try(desk: TrainerDesk) -> None:
    _opened(desk)
    _typed(desk, PACK.replace("kind: classify", "kind: clasify"))
    assert "As it was before" in desk.parts()["strip"]
    assert "Fit all 212 buses" in desk.parts()["card"]
    _typed(desk, PACK.replace("212", "99"))
    assert "Fit all 99 buses" in desk.parts()["card"]
    assert "As it was before" not in desk.parts()["strip"]


def test_a_line_that_is_not_there_is_refused(desk: TrainerDesk) -> None:
    _opened(desk)
    for value in ("0", "999", "x", ""):
        desk.act("line", Event(value))
        assert desk.trouble == ("Your words are safe.", "That line is not there any more.")


def test_solutions_that_would_wrong_learners_are_remarked(desk: TrainerDesk) -> None:
    text, *_ = with_skeleton("repair", EMPTY.format(id="mine"))
    _opened(
        desk,
        text.replace(
            "solution: Pupils who borrow a book every week rise from 40% to", "solution: Pupils rise to"
        ),
    )
    assert desk.problems == ()
    assert "1 would wrong its learners" in desk.parts()["edit"]
    assert "Wrongs learners" in desk.parts()["behind"]


def test_a_selection_behind_wide_characters_is_counted_as_pages_count(desk: TrainerDesk) -> None:
    _opened(desk, PACK.replace("My pack", "My \U0001f600 pack").replace("is: task", "is: tsk"))
    desk.act("line", Event("13"))
    start, end = (int(at) for at in str(desk.values()["select"]).split(","))
    assert desk.text is not None
    assert desk.text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "is: tsk"


def test_every_skeleton_passes_its_own_proof() -> None:
    pack = parse_pack((HERE / "pack_skeletons.yaml").read_text(encoding="utf-8"))
    assert prove(pack) == ()
    assert set(skeletons()) == {"classify", "mark", "sort", "repair", "write", "score", "critique"}


@pytest.mark.parametrize("kind", sorted(skeletons()))
def test_a_skeleton_goes_to_the_end_and_is_shown(desk: TrainerDesk, kind: str) -> None:
    _opened(desk)
    desk.act("insert", Event(kind))
    desk.act("insert", Event(kind))
    assert desk.problems == ()
    assert desk.pack is not None
    assert [one.id for one in desk.pack.exercises] == ["buses", f"new-{kind}", f"new-{kind}-2"]
    start, end = desk._select
    assert (desk.text or "")[start:end] == f"new-{kind}-2"
    assert "Exercise 3 of 3" in desk.parts()["card"]
    assert desk.shelf.file.read_text(encoding="utf-8") == desk.text


def test_an_exercise_is_tried_as_learners_meet_it_and_leaves_no_record(
    desk: TrainerDesk, tmp_path: Path
) -> None:
    _opened(desk)
    card = desk.parts()["card"]
    assert "Fit all 212 buses" in card
    for secret in ("by its own effort", "who has to say yes"):
        assert secret not in card
        assert secret in desk.parts()["behind"]
    desk.act("choose", Event("outcome_kr", item="0"))
    desk.act("check")
    assert desk.said.startswith("Not right yet")
    desk.act("choose", Event("task", item="0"))
    desk.act("check")
    assert desk.said.startswith("Right")
    assert [path.name for path in tmp_path.iterdir()] == ["my-packs"]


def test_an_answer_on_trial_survives_an_edit(desk: TrainerDesk) -> None:
    text, *_ = with_skeleton("repair", PACK)
    _opened(desk, text)
    desk.act("go", Event("1"))
    desk.act("write", Event("Pupils read more"))
    _typed(desk, text.replace("a primary school", "a village school"))
    card = desk.parts()["card"]
    assert "a village school" in card
    assert "Pupils read more" in card


@pytest.mark.parametrize("edition", ["learner", "trainer"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_handouts(desk: TrainerDesk, edition: str, form: str) -> None:
    _opened(desk)
    desk.act("take", Event(f"{edition}.{form}"))
    (file,) = desk.take_downloads()
    assert file.name == f"mine-{edition}.{form}"
    words = file.content.decode()
    assert "Fit all 212 buses" in words
    assert ("Ask who has to say yes" in words) == (edition == "trainer")


def test_no_handout_is_made_of_a_pack_that_cannot_be_read(desk: TrainerDesk) -> None:
    _opened(desk)
    desk.act("edit", Event(PACK.replace("is: task", "is: tsk")))
    desk.act("take", Event("learner.html"))
    assert "First: line 13" in " ".join(desk.trouble)
    assert desk.take_downloads() == ()
    desk.act("take", Event("boss.pdf"))
    assert desk.trouble


def test_hostile_words_are_only_words(desk: TrainerDesk) -> None:
    _opened(desk, PACK.replace("My pack", HOSTILE).replace("Fit all", HOSTILE).replace("Ask who", HOSTILE))
    _typed(desk, (desk.text or "").replace("kind: classify", f"kind: classify\n    '{HOSTILE}': x"))
    page = "".join(desk.parts().values())
    assert "<img" not in page
    assert "&lt;img" in page


def test_names_of_other_things_are_no_actions(desk: TrainerDesk) -> None:
    for name in ("_read", "values", "wake", "check"):  # nothing lies there to be checked yet
        with pytest.raises(ValueError, match="no such action"):
            desk.act(name)


def test_the_board_comes_up(tmp_path: Path) -> None:
    assert set(trainer_board(str(tmp_path)).parts) == {"open", "edit", "strip", "card", "behind"}
