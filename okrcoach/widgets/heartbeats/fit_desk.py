"""Is an OKR right for this team? Six questions, and what the answers speak for."""

from __future__ import annotations

import itertools
from typing import Any, ClassVar

from okrcoach.judgement.fit import QUESTIONS, recommend
from okrcoach.widgets.desk import Desk, Event, NotPossible, action

_numbers = itertools.count(1)


class FitDesk(Desk):
    """The questionnaire; the recommendation follows every answer."""

    templates: ClassVar = {"questions": "fit_questions.html.j2", "answer": "fit_answer.html.j2"}

    def __init__(self) -> None:
        super().__init__()
        self.uid = f"fit{next(_numbers)}"
        #: Name of a question -> number of the answer, from 1.
        self.answers: dict[str, int] = {}

    def values(self) -> dict[str, Any]:
        """Return what the templates are drawn with."""
        fit = recommend(self.answers)
        works = "; ".join(dict.fromkeys(source.work for source in fit.sources))
        return {
            "uid": self.uid,
            "questions": QUESTIONS,
            "answers": self.answers,
            "fit": fit,
            "sources": works,
            "open": len(fit.open),
        }

    @action
    def answer(self, event: Event) -> None:
        """Answer a question: ``item`` is its name, ``value`` the number of the answer."""
        try:
            chosen = {**self.answers, event.item: int(event.value)}
            self.said = recommend(chosen).says
        except ValueError as error:
            raise NotPossible(str(error)) from error
        self.answers = chosen

    @action
    def clear(self, event: Event) -> None:
        """Begin anew, for another team."""
        self.answers = {}
        self.move_focus()
