"""The base of all boards: actions by name, troubles in words, nothing of a reader's run as markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jinja2
import pytest

from okrcoach.exchange import UnusableFile
from okrcoach.widgets import desk as room
from okrcoach.widgets.board import Board
from okrcoach.widgets.desk import STUMBLED, Desk, Event, NotPossible, Upload, action

PAGE = (
    '{% from "parts.html.j2" import trouble_box, draft %}{{ trouble_box(trouble) }}'
    '{{ draft("t-d", "type", words, [{"text": words, "mark": "fix"}], "Draft") }}'
)


class Notes(Desk):
    templates = {"top": "t-top", "rest": "t-rest"}  # noqa: RUF012 as a class of ours declares it

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def values(self) -> dict[str, Any]:
        return {"words": self.words}

    @action
    def type(self, event: Event) -> None:
        self.words = event.value

    @action
    def refuse(self, event: Event) -> None:
        raise NotPossible("Not before <b>Tuesday</b>.")

    @action
    def read(self, event: Event) -> None:
        if not event.files:
            raise UnusableFile("the file is empty", file="x.csv", row=3)
        self.words = event.files[0].content.decode()

    @action
    def stumble(self, event: Event) -> None:
        raise ZeroDivisionError

    @action
    def keep(self, event: Event) -> None:
        self.download("notes.txt", "text/plain", self.words.encode())

    def hidden(self) -> None:
        self.words = "gone"


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Notes]:
    loader = room.pages().loader
    assert loader is not None
    own = jinja2.DictLoader({"t-top": PAGE, "t-rest": "<p>always the same</p>"})
    monkeypatch.setattr(room.pages(), "loader", jinja2.ChoiceLoader([own, loader]))
    yield Notes()
    room.pages().cache.clear()  # type: ignore[union-attr]


def test_an_action_is_done_by_its_name(notes: Notes) -> None:
    notes.act("type", Event("Fewer <script>alert(1)</script> calls"))
    top = notes.parts()["top"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in top
    assert "<script" not in top


@pytest.mark.parametrize("name", ["hidden", "values", "words", "__init__", "nothing"])
def test_only_actions_can_be_asked_for(notes: Notes, name: str) -> None:
    with pytest.raises(ValueError, match="no such action"):
        notes.act(name)
    assert notes.words == ""


def test_what_went_wrong_is_said_in_words_and_goes_with_the_next_action(notes: Notes) -> None:
    notes.act("type", Event("my words"))
    notes.act("refuse")
    assert notes.trouble == ("Your words are safe.", "Not before <b>Tuesday</b>.")
    assert "Not before &lt;b&gt;Tuesday" in notes.parts()["top"]
    assert "Tuesday" in notes.said
    notes.act("read")
    assert "x.csv" in notes.trouble[1]
    assert "row 3" in notes.trouble[1]
    notes.act("stumble")
    assert list(notes.trouble) == list(STUMBLED)
    notes.act("type", Event("more"))
    assert not notes.trouble
    assert notes.words == "more"


def test_a_board_sends_only_what_changed_and_everything_to_a_late_view(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = Board(notes)
    sent: list[tuple[dict[str, Any], list[bytes]]] = []
    monkeypatch.setattr(board, "send", lambda content, buffers=(): sent.append((content, list(buffers))))
    board._heard(board, {"do": "type", "value": "new", "seq": 7}, [])
    content = sent[-1][0]
    assert list(content["changed"]) == ["top"]
    assert content["seq"] == 7
    assert content["order"] == ["top", "rest"]
    board._heard(board, {"do": "hello", "seq": 1}, [])
    assert set(sent[-1][0]["changed"]) == {"top", "rest"}
    assert "new" in sent[-1][0]["changed"]["top"]
    board._heard(board, {"do": "read", "seq": 8, "files": ["a.txt"]}, [memoryview(b"from a file")])
    assert notes.words == "from a file"
    board._heard(board, {"do": "keep", "seq": 9}, [])
    assert sent[-1] == ({"download": {"name": "notes.txt", "mime": "text/plain"}}, [b"from a file"])
    before = len(sent)
    board._heard(board, {"do": "keep", "seq": 10}, [])
    assert len(sent) == before + 2, "one answer and one file; nothing is handed over twice"


def test_a_page_that_cannot_be_drawn_is_answered_too(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board(notes)
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(board, "send", lambda content, buffers=(): sent.append(content))
    monkeypatch.setattr(notes, "values", lambda: 1 / 0)
    board._heard(board, {"do": "type", "value": "kept", "seq": 3}, [])
    assert sent[-1]["seq"] == 3
    assert sent[-1]["alarm"] == list(STUMBLED)
    assert notes.words == "kept"


def test_an_upload_is_name_and_bytes() -> None:
    assert Upload("a.csv", b"x").content == b"x"
