"""What the live box knows and can do; views bind to it, tests drive it."""

from __future__ import annotations

from typing import Any

from okrcoach.judgement import House
from okrcoach.model import Role, Statement, split_label
from okrcoach.widgets.editor.drafting import NOT_SAVED, Drafting, Judge, OnChange
from okrcoach.widgets.editor.parts import with_part
from okrcoach.widgets.editor.placing import laid_out
from okrcoach.widgets.editor.showing import rewrite

#: What an author can say that a line is meant to be; the last leaves it to us.
ROLES = (("key_result", "Key result"), ("objective", "Objective"), ("unsure", "Not sure"))
EXAMPLES = (
    "Publish the parents' handbook by October",
    "Raise winter guests who come back from 12% to 20%",
    "Every new colleague feels at home in the first week",
)
#: Longer than any statement: somebody pasted a page.
_LONGEST = 600


class LivePresenter(Drafting):
    """One draft line, the role its author gives it, and the reading of both.

    ``state`` is a plain dict for a view to draw, replaced as a whole by every action. Its
    ``seq`` is the number that came with the text it answers, so that a view can tell an
    answer to older words from the one it waits for. ``on_change`` gets the text whenever it
    has changed; ``complaint`` is shown while the line is empty.
    """

    def __init__(
        self,
        judge: Judge | None = None,
        *,
        text: str = "",
        house: House | None = None,
        on_change: OnChange | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(judge, house, on_change)
        self._role = "key_result"
        self._label: Role | None = None
        #: The role from before a label said another, to go back to when the label goes.
        self._unlabelled: str | None = None
        self._complaint = complaint
        # The first reading loads word lists; let that happen before the first key.
        self._shown(Statement(text=EXAMPLES[0], role=Role.KEY_RESULT))
        self.text = text
        self.state: dict[str, Any] = self._state()

    def type(self, text: str, seq: int = 0) -> None:
        """Take ``text`` as the draft and read it; ``seq`` comes back in the state.

        A label that its author has just put before the words ("O1:") says what they are meant to be.
        """
        self._take(text, seq)
        label, _ = split_label(self.text)
        if label is not self._label:
            self._label = label
            usual = self._unlabelled or self._role
            labelled = label is not None and label.value in dict(ROLES)
            self._role = label.value if label is not None and labelled else usual
            self._unlabelled = usual if labelled else None
        self.state = self._state()

    def choose_role(self, role: str, seq: int = 0) -> None:
        """Take ``role`` (``key_result``, ``objective`` or ``unsure``) as what the line is meant to be.

        Raises ``ValueError`` for any other.
        """
        if role not in dict(ROLES):
            raise ValueError(f"no such role: {role!r}")
        self._role, self._unlabelled, self.seq = role, None, seq
        self.state = self._state()

    def use_rewrite(self, i: int, seq: int = 0) -> None:
        """Make the ``i``-th offered rewrite the draft; a number that is not on offer changes nothing."""
        offered = self.state.get("rewrites", [])
        if 0 <= i < len(offered):
            self._remember()
            self.type(self._labelled(offered[i]["text"]), seq)

    def edit_part(self, name: str, words: str, seq: int = 0) -> None:
        """Write ``words`` into the sentence as its measure, baseline, target or deadline.

        Raises ``ValueError`` for another part. With nothing to read, nothing changes.
        """
        line = None if "verdict" not in self.state else self._judge(self._statement(), None, self._house)
        new = self.text if line is None else self._labelled(with_part(line, name, words))
        if new != self.text:
            self._remember()
        self.type(new, seq)

    def undo(self, seq: int = 0) -> None:
        """Bring back the words from before the last rewrite or field that was written in; else nothing."""
        self.type(self._before.pop() if self._before else self.text, seq)

    def page(self) -> dict[str, Any]:
        """Return the state as rows of an editor: one, which holds all there is to say about the line."""
        state = dict(self.state)
        keys = ("text", "role", "roles", "examples", "announce", "trouble")
        page = {"mode": "line", "trouble": None} | {key: state[key] for key in keys if key in state}
        entry = {key: value for key, value in state.items() if key not in (*keys, "seq")}
        return page | {"rows": [entry | {"announce": state["announce"]} if entry else None]}

    def _statement(self) -> Statement:
        role = None if self._role == "unsure" else Role(self._role)
        return Statement(text=self.text[split_label(self.text)[1] :], role=role)

    def _labelled(self, words: str) -> str:
        return self.text[: split_label(self.text)[1]] + words

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {
            "seq": self.seq,
            "text": self.text,
            "role": self._role,
            "roles": [{"value": value, "words": words} for value, words in ROLES],
            "examples": [rewrite(words) for words in EXAMPLES],
            "announce": "",
        }
        if self._unsaved:
            state["trouble"] = NOT_SAVED
        if not self.text.strip():
            return state | ({"trouble": _unread_house(self._complaint)} if self._complaint else {})
        if len(self.text) > _LONGEST:
            return state | {"trouble": _TOO_LONG, "announce": " ".join(_TOO_LONG.values())}
        statement = self._statement()
        return state | laid_out(self._shown(statement), self.text, statement.text)[0]


def _unread_house(complaint: str) -> dict[str, str]:
    return {
        "safe": "You can write here as usual.",
        "what": f"Your own words and settings are left out: {complaint}",
        "do": "Put that right, then run the notebook again.",
    }


#: What is safe, what happened, what to do: in this order.
_TOO_LONG = {
    "safe": "Your words are safe.",
    "what": "This is longer than one statement, so it was not read.",
    "do": "Keep one line here; whole sets are read further down.",
}
