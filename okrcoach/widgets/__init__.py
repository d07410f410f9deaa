"""Widgets for notebooks: presenters hold state and actions, views only draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from okrcoach.judgement import House
    from okrcoach.widgets.board import Board
    from okrcoach.widgets.client.board import ClientBoard
    from okrcoach.widgets.editor.live import Editor
    from okrcoach.widgets.editor.plain import PlainBox, PlainLines
    from okrcoach.widgets.set_view import SetBrowser
    from okrcoach.widgets.writing.board import WritingBoard

__all__ = [
    "alignment_board",
    "benefits_board",
    "check_in_board",
    "class_board",
    "client_board",
    "customer_box",
    "exercises",
    "fit_board",
    "flow_board",
    "heartbeat_board",
    "live_box",
    "quarter_board",
    "score_board",
    "set_browser",
    "set_editor",
    "stop_board",
    "trainer_board",
    "writing_path",
]  # fmt: skip


def live_box(
    text: str = "",
    on_change: Callable[[str], object] | None = None,
    house: House | None = None,
) -> Editor | PlainBox:
    """Return a box to type one line into and see, key by key, what it is and what would help it.

    ``on_change`` gets the words whenever they have changed. Without a ``house`` the words, corrections
    and school of the working folder count (see ``okrcoach.toml``). ``.presenter`` knows the words.
    Where anywidget is not installed the box is made of plain ipywidgets, with the same advice.
    """
    from okrcoach.widgets.editor.presenter import LivePresenter
    from okrcoach.widgets.workspace_house import house_here

    house, complaint = (house, "") if house is not None else house_here()
    presenter = LivePresenter(text=text, house=house, on_change=on_change, complaint=complaint)
    if _has_anywidget():
        from okrcoach.widgets.editor.live import Editor

        return Editor(presenter)
    from okrcoach.widgets.editor.plain import PlainBox

    return PlainBox(presenter)


def set_editor(
    text: str = "",
    on_change: Callable[[str], object] | None = None,
    house: House | None = None,
) -> Editor | PlainLines:
    """Return an editor for a whole set: each line is read as it is typed, the set when the typing rests.

    Everything else is as in ``live_box``; ``.presenter.okr_set`` is the set as it was read.
    """
    from okrcoach.widgets.editor.set_presenter import LinesPresenter
    from okrcoach.widgets.workspace_house import house_here

    house, complaint = (house, "") if house is not None else house_here()
    presenter = LinesPresenter(text, house=house, on_change=on_change, complaint=complaint)
    if _has_anywidget():
        from okrcoach.widgets.editor.live import Editor

        return Editor(presenter)
    from okrcoach.widgets.editor.plain import PlainLines

    return PlainLines(presenter)


def set_browser() -> SetBrowser:
    """Return a choice of the sample sets with a chart and the full critique of the chosen one."""
    from okrcoach.widgets.set_view import SetBrowser
    from okrcoach.widgets.sets import SetPresenter

    return SetBrowser(SetPresenter())


def exercises(
    pack: str = "foundations",
    folder: str | None = None,
    only: Iterable[str | int] | None = None,
) -> Board:
    """Return the exercises of a pack: its id, or the path of a trainer's YAML file.

    ``only`` names ids, kinds or levels (1 to 3): kinds and levels narrow each other down, ids come on top.
    Answers are kept in ``folder``, else in the folder in which the notebook runs.
    """
    from pathlib import Path

    from okrcoach.widgets.practice.opened import desk_for
    from okrcoach.widgets.practice.view import Exercises

    return Exercises(desk_for(pack, None if folder is None else Path(folder), only))


def flow_board() -> Board:
    """Return how work flows: items in, five metrics and what they say, and what OKRs do to the flow."""
    from okrcoach.widgets.value.board import shown
    from okrcoach.widgets.value.flow_desk import FlowDesk

    return shown(FlowDesk)


def alignment_board() -> Board:
    """Return a company's OKRs beside a value stream's: what serves which, and what is a copy."""
    from okrcoach.widgets.value.alignment_desk import AlignmentDesk
    from okrcoach.widgets.value.board import shown

    return shown(AlignmentDesk)


def benefits_board() -> Board:
    """Return a benefits register seen from a day: standing, what came of it, the map, the early signs."""
    from okrcoach.widgets.value.benefits_desk import BenefitsDesk
    from okrcoach.widgets.value.board import shown

    return shown(BenefitsDesk)


def customer_box() -> Editor | PlainBox:
    """Return a live box that looks at a line as the customer-first school does, and keeps its words."""
    from okrcoach.widgets.value.customer_line import customer_house, kept_line

    kept = kept_line()
    return live_box(kept.load(), on_change=kept.keep, house=customer_house())


def stop_board() -> Board:
    """Return the stop list: recurring activities to change, what to do with each, the draft that follows."""
    from okrcoach.widgets.value.board import NumbersBoard
    from okrcoach.widgets.value.stop_desk import StopDesk

    return NumbersBoard(StopDesk())


def heartbeat_board(folder: str | None = None) -> Board:
    """Return a set in three piles, with ranges, what pulls apart, where it stands, and both schools.

    Words and choices are kept in ``folder``, else in the folder in which the notebook runs.
    """
    from pathlib import Path

    from okrcoach.widgets.heartbeats.desk import HeartbeatDesk
    from okrcoach.widgets.heartbeats.view import HeartbeatBoard

    return HeartbeatBoard(HeartbeatDesk(None if folder is None else Path(folder)))


def fit_board() -> Board:
    """Return the questionnaire about whether an OKR is right for a team, with what its answers speak for."""
    from okrcoach.widgets.heartbeats.fit_desk import FitDesk
    from okrcoach.widgets.heartbeats.view import HeartbeatBoard

    return HeartbeatBoard(FitDesk())


def client_board(folder: str | None = None) -> ClientBoard:
    """Return the critique of a client's draft: bring, check, decide line by line, send back.

    What a coach decides is kept in ``reviews/`` of ``folder``, the working folder without one.
    """
    from pathlib import Path

    from okrcoach.widgets.client.board import ClientBoard
    from okrcoach.widgets.client.desk import ClientDesk

    return ClientBoard(ClientDesk(None if folder is None else Path(folder)))


def writing_path(folder: Path | str | None = None) -> WritingBoard:
    """Return the path from "who is it for" to a set of OKRs, saved in ``my-drafts`` while it is typed.

    ``folder`` is where ``my-drafts`` lies and whose words, corrections and school count; by default the
    working folder. What was written there last is opened again.
    """
    from pathlib import Path

    from okrcoach.widgets.workspace_house import house_here
    from okrcoach.widgets.writing.board import WritingBoard
    from okrcoach.widgets.writing.desk import WritingDesk

    start = Path(folder) if folder is not None else Path.cwd()
    return WritingBoard(WritingDesk(start, *house_here(start)))


def trainer_board(folder: str | None = None) -> Board:
    """Return the trainer's desk for packs of exercises; they are kept in ``my-packs`` in the folder."""
    from pathlib import Path

    from okrcoach.widgets.trainer.desk import TrainerDesk
    from okrcoach.widgets.trainer.view import TrainerBoard

    return TrainerBoard(TrainerDesk(None if folder is None else Path(folder)))


def class_board() -> Board:
    """Return what a class gets wrong, from the records that learners exported."""
    from okrcoach.widgets.trainer.class_desk import ClassDesk
    from okrcoach.widgets.trainer.view import ClassBoard

    return ClassBoard(ClassDesk())


def score_board(folder: str | None = None) -> Board:
    """Return a team's quarter on any day: standing, weeks, stand-up, four squares, lessons and grades.

    Copies and uploads are kept in ``quarters/`` of ``folder``, the working folder without one.
    """
    from okrcoach.widgets.quarter.score_desk import ScoreDesk
    from okrcoach.widgets.quarter.shelf import shelf_in
    from okrcoach.widgets.quarter.view import QuarterBoard

    return QuarterBoard(ScoreDesk(shelf_in(folder)))


def check_in_board(scores: Board | None = None, folder: str | None = None) -> Board:
    """Return the weekly check-in on a copy of a quarter; every entry is added to its log.

    ``scores`` is a score board that follows: it shows each entry at once. ``folder`` as in ``score_board``.
    """
    from okrcoach.widgets.quarter.check_in_desk import CheckInDesk
    from okrcoach.widgets.quarter.shelf import shelf_in
    from okrcoach.widgets.quarter.view import QuarterBoard, following

    desk = CheckInDesk(shelf_in(folder))
    if scores is not None:
        desk.on_kept = following(scores)
    return QuarterBoard(desk)


def quarter_board(folder: str | None = None) -> Board:
    """Return the quarter simulator; the game is kept in ``quarters/`` of ``folder``."""
    from okrcoach.widgets.quarter.shelf import shelf_in
    from okrcoach.widgets.quarter.simulator_desk import QuarterDesk
    from okrcoach.widgets.quarter.view import QuarterBoard

    return QuarterBoard(QuarterDesk(shelf_in(folder).folder))


def _has_anywidget() -> bool:
    try:
        import anywidget  # noqa: F401
    except ModuleNotFoundError as missing:
        if missing.name != "anywidget":
            raise
        return False
    return True
