"""A coach's path from a client's draft to the report pack: bring, check, decide line by line, send back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from okrcoach.judgement import profiles
from okrcoach.model import Finding
from okrcoach.report.words import count
from okrcoach.widgets.client import view
from okrcoach.widgets.client.decisions import OPEN, Decision, Key, State
from okrcoach.widgets.client.intake import Intake
from okrcoach.widgets.desk import Event, NotPossible, action

STEPS = ("bring", "check", "lines", "set", "send")
FILTERS = ("all", "open", "fix", "warning", "note")


class ClientDesk(Intake):
    """One draft of a client, what the rules say about it, and what the coach decides about that.

    Everything decided is kept in ``reviews/`` of the working folder, and is there again when the same
    draft, or one with lines of it, is opened. The first page tells nothing of any client: a notebook
    keeps it.
    """

    templates: ClassVar[Mapping[str, str]] = {"head": "client_head.html.j2", "main": "client.html.j2"}

    def values(self) -> dict[str, Any]:
        """Return what the page of this step shows."""
        return view.values(self)

    def whole(self) -> dict[str, Any]:
        """What the page about the set shows, worked out once."""
        if self._whole is None:
            self._whole = view.whole(self.judged, self.current_house())
        return self._whole

    # Decide

    @action
    def go(self, event: Event) -> None:
        """Show a step; only the first one, and checking, work without a draft that was read."""
        if event.value not in STEPS:
            raise ValueError(event.value)
        if event.value == "check":
            self._on_desk()
        elif event.value != "bring" and self.critique is None:
            self._no_draft()
        self._leave_line()
        self.step, self.page, self.done, self.to_forget = event.value, 0, "", ""
        if self.step == "lines":
            self._turn_to(self.at)
        self._focus_on("step")

    @action
    def school(self, event: Event) -> None:
        """Judge as another school does; decisions stay, for whatever it finds as well."""
        if event.value not in {*profiles(), self.profile.name, self.house.profile.name if self.house else ""}:
            raise NotPossible("There is no such school.")
        self.review.profile = event.value
        self._judge()
        self._save()
        self.said = f"Judged as {self.profile.title}: {count(len(self.judged.findings()), 'point')}."

    @action
    def show(self, event: Event) -> None:
        """List all lines, those with open points, or those with points of a severity."""
        if event.value not in FILTERS:
            raise ValueError(event.value)
        self.filter = event.value
        listed = self.listed()
        if listed and self.at not in listed:
            self._leave_line()
            self.at = listed[0]
        self._turn_to(self.at)
        self.said = f"{count(len(listed), 'line')} listed."

    @action
    def line(self, event: Event) -> None:
        """Look at a line."""
        place = int(event.value)
        if self.critique is None or not 0 <= place < len(self.critique.lines):
            raise ValueError(event.value)
        self._leave_line()
        self._turn_to(place)
        self.said = view.line_said(self)

    @action
    def next(self, _event: Event) -> None:
        """Look at the next listed line."""
        self._walk(1)

    @action
    def back(self, _event: Event) -> None:
        """Look at the listed line before."""
        self._walk(-1)

    @action
    def turn(self, event: Event) -> None:
        """Turn to a page of the list."""
        self.page = max(0, int(event.value))

    def _walk(self, way: int) -> None:
        if self.critique is None:
            self._no_draft()
        listed = self.listed()
        ahead = [n for n in listed if (n > self.at if way > 0 else n < self.at)]
        self._leave_line()
        if not ahead:
            self.said = "This is the last line." if way > 0 else "This is the first line."
            return
        self._turn_to(ahead[0] if way > 0 else ahead[-1])
        self.said = view.line_said(self)

    def _leave_line(self) -> None:
        """A line that was on the page and is left has been looked at."""
        if self.step == "lines" and self.critique is not None and self.draft is not None:
            key = self.draft.keys[self.at]
            if key not in self.review.looked:
                self.review.looked.add(key)
                self._save()

    @action
    def accept(self, event: Event) -> None:
        """Let a finding go to the client as it is; once more takes that back."""
        key, old = self._of(event.item)
        accepted = old.state is not State.ACCEPTED
        self._decide(key, replace(old, state=State.ACCEPTED if accepted else State.OPEN))
        self.said = "Accepted." if accepted else "Open again."

    @action
    def write(self, event: Event) -> None:
        """Open the field for the coach's own words ("edit") or for a reason ("dismiss")."""
        key, old = self._of(event.item)
        if event.value not in ("edit", "dismiss"):
            raise ValueError(event.value)
        self.writing = (key.token, event.value)
        if event.value == "edit" and old.ask is None:
            finding = self._finding(key)
            old = replace(old, ask=finding.ask, rewrite="".join(finding.rewrites[:1]))
            self._decide(key, old)
        self._focus_on(key.token)

    @action
    def typed(self, event: Event) -> None:
        """Keep words while they are typed: a reason, a question or a rewrite."""
        key, old = self._of(event.item)
        match event.name:
            case "reason":
                new = replace(old, reason=event.value)
            case "ask":
                new = replace(old, ask=event.value)
            case "rewrite":
                new = replace(old, rewrite=event.value)
            case _:
                raise ValueError(event.name)
        self._decide(key, new)

    @action
    def put_in(self, event: Event) -> None:
        """Let the coach's own words stand in place of ours."""
        key, old = self._of(event.item)
        if not (old.ask or "").strip():
            raise NotPossible("The question is empty. Write one, or dismiss the point with a reason.")
        self._decide(key, replace(old, state=State.EDITED))
        self._written(key, "Your words stand in the report.")

    @action
    def dismiss(self, event: Event) -> None:
        """Leave a finding out, with the reason that was written."""
        key, old = self._of(event.item)
        if not old.reason.strip():
            self._focus_on(key.token)
            raise NotPossible("Say in a few words why: the reason stands at the end of the report.")
        self._decide(key, replace(old, state=State.DISMISSED))
        self._written(key, "Dismissed, with your reason.")

    @action
    def cancel(self, event: Event) -> None:
        """Close the field; what was typed is kept."""
        self._written(self._of(event.item)[0], "")

    @action
    def reopen(self, event: Event) -> None:
        """Take a decision back; its words stay at hand."""
        key, old = self._of(event.item)
        self._decide(key, replace(old, state=State.OPEN))
        self._written(key, "Open again.")

    def _written(self, key: Key, said: str) -> None:
        self.writing, self.said = ("", ""), said
        self._focus_on(key.token)

    def _of(self, token: str) -> tuple[Key, Decision]:
        for key in self.keys.values():
            if key.token == token:
                return key, self.review.decisions.get(key, OPEN)
        raise NotPossible("This point is not in the draft any more.")

    def _finding(self, key: Key) -> Finding:
        findings = self.critique.findings() if self.critique else ()
        return next(finding for finding in findings if self.keys[id(finding)] == key)

    def _decide(self, key: Key, decision: Decision) -> None:
        if decision == OPEN:
            self.review.decisions.pop(key, None)
        else:
            self.review.decisions[key] = decision
        self._decided = self._whole = None
        self.sending.stale()
        self._save()

    # Send back

    @action
    def hide(self, event: Event) -> None:
        """Leave names out of what is sent, or not."""
        self.sending.hide(event.value == "true")
        self.done = ""

    @action
    def hide_also(self, event: Event) -> None:
        """More words to leave out, parted by commas or lines; or the factor for amounts."""
        self.sending.say(event.name, event.value)

    @action
    def send(self, event: Event) -> None:
        """Hand over one format, or the whole pack as "zip"; the names' key comes apart from it."""
        self.on_progress("Writing the report", None)
        for name, mime, content in self.sending.files(self, event.value):
            self.download(name, mime, content)
        self.done = self.said = self.sending.done
