"""What the templates of the writing path are drawn with, step by step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from okrcoach.exchange.building import numbered
from okrcoach.model import KeyResult, Kind, Objective, Role
from okrcoach.report.words import count, sentence
from okrcoach.widgets.editor.parts import PARTS
from okrcoach.widgets.writing.draft_set import aim_of, at, pruned, statement_of
from okrcoach.widgets.writing.keep import KINDS
from okrcoach.widgets.writing.measures import asked, described, named, search, suggested, written
from okrcoach.widgets.writing.view import (
    guards,
    listed_lines,
    open_blanks,
    pieces,
    runs,
    to_watch,
    whole,
)
from okrcoach.widgets.writing.words import LOANS, RANGE_INVITE, SETS, STEPS

if TYPE_CHECKING:
    from okrcoach.widgets.writing.desk import WritingDesk

_STATES = {"full": "written", "part": "begun", "empty": "nothing written yet", "end": ""}
_SIGNS = {"full": "right", "part": "half", "empty": "none", "end": "none"}
_FIELDS = {
    "measure": ("Measure", "What would you count?"),
    "baseline": ("Baseline", "<baseline>"),
    "target": ("Target", "<target>"),
    "deadline": ("By when", "<date>"),
}
_FILED = {
    Role.OBJECTIVE: "Objective",
    Role.KEY_RESULT: "Key result",
    Role.TASK: "Action",
    Role.HEARTBEAT: "Heartbeat",
}
#: Letters of an objective that fit on its tab.
_TAB = 34


class StepValues:
    """Reads a desk and words what its templates show; changes nothing."""

    def __init__(self, desk: WritingDesk) -> None:
        self.desk = desk
        self.okr_set = desk.okr_set

    def all(self) -> dict[str, Any]:
        """Return the values of all three parts of the page."""
        desk = self.desk
        step = next(step for step in STEPS if step.key == desk.step)
        number = STEPS.index(step)
        own = getattr(self, f"_{step.key}")()
        return {
            "step": step,
            "steps": self._steps(),
            "number": number + 1,
            "total": len(STEPS),
            "after": STEPS[number + 1].name if number + 1 < len(STEPS) else "",
            "before": STEPS[number - 1].name if number else "",
            "store": desk.store.shown,
            "saved": desk.store.file.exists(),
            "unsaved": desk.unsaved,
            "notice": desk.notice,
            "can_undo": desk.can_undo(),
            "panel": desk.panel,
            "files": desk.store.files() if desk.panel else [],
            "file": desk.store.file.name,
            "title": self.okr_set.title,
            "cycle": self.okr_set.cycle.name,
            "sets": desk.sets,
            "focus_at": desk.focus_at,
            "select": desk.select,
            "tabs": self._tabs(),
            "o": desk.o,
            "there": len(self.okr_set.objectives),
            "loans": [
                {"sector": loan.sector, "parts": [pieces(part) for part in loan.parts]}
                for loan in LOANS.get(step.key, ())
            ],
            "own": own,
        }

    def states(self) -> dict[str, str]:
        """Return how far each step has come: ``full``, ``part``, ``empty`` or ``end`` for the last two."""
        objectives = self.okr_set.objectives
        results = [kr for objective in objectives for kr in objective.key_results]
        aims = [part for objective in objectives for part in aim_of(objective)]
        return {
            "who": _state(aims),
            "objective": _state([objective.statement.text for objective in objectives]),
            "results": _state([o.key_results[0].statement.text if o.key_results else "" for o in objectives]),
            "guards": _state([heartbeat.statement.text for heartbeat in self.okr_set.heartbeats]),
            "actions": _state([kr.actions[0].statement.text if kr.actions else "" for kr in results]),
            "review": "end",
            "keep": "end",
        }

    def own_objective(self) -> str:
        """Return a first objective made of the author's words about who it is for, or ""."""
        who, will = aim_of(at(self.okr_set, f"o{self.desk.o}"))
        return sentence(f"{who.strip()} {will.strip()}") if who.strip() and will.strip() else ""

    def _steps(self) -> list[dict[str, Any]]:
        states = self.states()
        return [
            {
                "key": step.key,
                "name": step.name,
                "sign": _SIGNS[states[step.key]] if states[step.key] != "end" else "",
                "state": _STATES[states[step.key]],
                "here": step.key == self.desk.step,
            }
            for step in STEPS
        ]

    def _tabs(self) -> list[dict[str, Any]]:
        objectives = self.okr_set.objectives
        made = [
            {"words": _short(objective.statement.text), "here": number == self.desk.o}
            for number, objective in enumerate(objectives)
        ]
        if self.desk.o >= len(objectives) > 0:
            made.append({"words": "", "here": True})
        return made

    def line(self, address: str) -> dict[str, Any]:
        """Return a line as templates draw it: its words, their marks, and its reading."""
        line = at(self.okr_set, address)
        text = statement_of(line).text
        shown = self.desk.readings.shown(line)
        if shown is not None:
            shown = {"trouble": (), "unsure": "", "verdict": None} | shown
        return {
            "at": address,
            "id": address.replace(".", "-"),
            "text": text,
            "pieces": pieces(text),
            "runs": runs(text, (shown or {}).get("marks", [])),
            "shown": shown,
            "offers": [
                {"i": i, **offer}
                for i, offer in enumerate((shown or {}).get("rewrites", ()))
                if offer["text"] != text
            ][:3],
        }

    def _who(self) -> dict[str, Any]:
        who, will = aim_of(at(self.okr_set, f"o{self.desk.o}"))
        return {"who": who, "will": will}

    def _objective(self) -> dict[str, Any]:
        address = f"o{self.desk.o}"
        who, will = aim_of(at(self.okr_set, address))
        return {
            "line": self.line(address),
            "there": self.desk.o < len(self.okr_set.objectives),
            "who": who,
            "will": will,
            "from_aim": self.own_objective(),
        }

    def _results(self) -> dict[str, Any]:
        desk = self.desk
        objective: Objective = at(self.okr_set, f"o{desk.o}")
        address = f"o{desk.o}.k{desk.k}"
        key_result: KeyResult = at(self.okr_set, address)
        there = len(objective.key_results)
        return {
            "objective": objective.statement.text,
            "others": [
                {
                    **self.line(f"o{desk.o}.k{k}"),
                    "number": f"{desk.o + 1}.{k + 1}",
                    "k": k,
                    "here": k == desk.k,
                }
                for k in range(there)
            ],
            "new": desk.k >= there,
            "there": there,
            "number": f"{desk.o + 1}.{desk.k + 1}",
            "line": self.line(address),
            "fields": [
                {
                    "name": name,
                    "label": _FIELDS[name][0],
                    "invite": _FIELDS[name][1],
                    "text": getattr(key_result, name),
                }
                for name in PARTS
            ],
            "owner": key_result.owner,
            "dates": quarter_ends(date.today()),
            "picker": self._picker(objective, key_result),
        }

    def _picker(self, objective: Objective, key_result: KeyResult) -> dict[str, Any]:
        query = key_result.measure.strip()
        chosen = named(query) if query else None
        found = [m for m in search(query) if m != chosen]
        if not query:
            found = list(suggested(" ".join((objective.statement.text, *aim_of(objective)))))
        return {
            "query": query,
            "chosen": described(chosen) if chosen else None,
            "asked": [] if query else [
                {"words": words, "question": question} for words, question in asked(objective.statement.text)
            ],
            "found": [{**described(m), "write": written(m)} for m in found],
        }  # fmt: skip

    def _guards(self) -> dict[str, Any]:
        okr_set = pruned(self.okr_set)
        said = guards(self.desk.readings.whole(okr_set), self.desk.readings.house)
        rows, number = [], 0
        for h in range(len(self.okr_set.heartbeats) + 1):
            heartbeat = at(self.okr_set, f"h{h}")
            row = self.line(f"h{h}")
            row |= {"accepted": heartbeat.accepted, "owner": heartbeat.owner, "said": None}
            if row["text"] or heartbeat.accepted or heartbeat.owner:
                number += 1
                row["said"] = said.get(f"h{number}") if row["text"].strip() else None
            rows.append(row | {"new": h == len(self.okr_set.heartbeats)})
        return {"rows": rows, "watch": to_watch(okr_set), "invite": RANGE_INVITE}

    def _actions(self) -> dict[str, Any]:
        groups = []
        for o, objective in enumerate(self.okr_set.objectives):
            for k, key_result in enumerate(objective.key_results):
                rows = [self._action(f"o{o}.k{k}.a{a}") for a in range(len(key_result.actions) + 1)]
                rows[-1]["new"] = True
                text = key_result.statement.text
                groups.append({"number": f"{o + 1}.{k + 1}", "pieces": pieces(text), "rows": rows})
        return {"groups": groups}

    def _action(self, address: str) -> dict[str, Any]:
        action = at(self.okr_set, address)
        row = self.line(address)
        shown = row["shown"] or {}
        verdict = shown.get("verdict")
        other = verdict is not None and verdict["kind"] != Kind.TASK.value and not shown["second"]
        return row | {"owner": action.owner, "effort": action.effort, "other": other, "new": False}

    def _review(self) -> dict[str, Any]:
        if not any(statement.text.strip() for statement in self.okr_set.statements()):
            return {"empty": True, "sets": _borrowed_sets()}
        critique = self.desk.readings.whole(numbered(self.okr_set))
        lines = [
            self.line(address)
            | {
                "number": statement.id,
                "filed": _FILED[statement.role] if statement.role else "",
                "fits": fits,
            }
            for address, statement, fits in listed_lines(critique)
        ]
        return {"empty": False, "lines": lines, "about": whole(critique)}

    def _keep(self) -> dict[str, Any]:
        okr_set = pruned(self.okr_set)
        results = sum(len(objective.key_results) for objective in okr_set.objectives)
        has_any = any(statement.text.strip() for statement in okr_set.statements())
        parts = [
            count(len(okr_set.objectives), "objective"),
            count(results, "key result"),
            count(len(okr_set.heartbeats), "heartbeat or guardrail").replace("guardrails", "guardrail"),
        ]
        return {
            "empty": not has_any,
            "sets": _borrowed_sets(),
            "has": sentence(f"{parts[0]}, {parts[1]}, {parts[2]}."),
            "blanks": open_blanks(okr_set),
            "kinds": [{"key": key, "name": n, "about": a, "button": b} for key, (n, a, b) in KINDS.items()],
        }


def quarter_ends(day: date) -> list[str]:
    """Return the last days of this quarter and the next, as one writes them: "31 March 2027"."""
    ends = []
    for later in (1, 2):
        month = 3 * ((day.month - 1) // 3 + later)
        after = date(day.year + month // 12, month % 12 + 1, 1)
        end = after - timedelta(days=1)
        ends.append(f"{end.day} {end:%B %Y}")
    return ends


def _borrowed_sets() -> list[dict[str, Any]]:
    return [
        {"sector": sector, "lines": [pieces(line.split(": ", 1)[1]) for line in text.splitlines()]}
        for sector, text in SETS
    ]


def _state(parts: list[str]) -> str:
    filled = [bool(part.strip()) for part in parts]
    if not any(filled):
        return "empty"
    return "full" if all(filled) else "part"


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _TAB else f"{text[: _TAB - 1].rstrip()}…"
