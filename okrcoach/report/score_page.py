"""A scorecard as a page and as Markdown; the sentences are those of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from okrcoach.progress.standing import Standing, standing
from okrcoach.report.html import whole_page
from okrcoach.report.scorecard import objective_sentences, sentences, strays_said, when_said
from okrcoach.report.sheet import Row, Section, Sheet, as_markdown
from okrcoach.report.svg import inert

if TYPE_CHECKING:
    from okrcoach.progress.scorecard import Scorecard, Scored

_RED = (Standing.OFF_PACE, Standing.NOT_HELD)


def scorecard_html(card: Scorecard, pictures: Mapping[str, str] | None = None) -> str:
    """Return the scorecard as a page that needs nothing but itself: no script, nothing fetched.

    ``pictures`` are SVG drawings by the id of a key result or heartbeat. Raises ``ValueError`` for one
    that is no SVG.
    """
    return whole_page(
        "scorecard.html.j2",
        ("scorecard",),
        card=card,
        when=when_said(card),
        over=_over(card),
        pictures={name: inert(svg) for name, svg in (pictures or {}).items()},
        sentences=sentences,
        of_objective=objective_sentences,
        standing=standing,
        red=_RED,
        strays=strays_said(card),
    )


def scorecard_markdown(card: Scorecard) -> str:
    """Return the scorecard as Markdown; no word in it can become markup."""
    over = _over(card)
    sections = []
    for objective in card.objectives:
        lead = " ".join(said.text for said in objective_sentences(objective))
        rows = tuple(_row(row, over) for row in objective.key_results)
        title = f"{objective.id} {objective.text}".strip()
        sections.append(Section(title=title, lead=lead, rows=rows))
    if card.heartbeats:
        rows = tuple(_row(row, False) for row in card.heartbeats)
        sections.append(Section(title="Heartbeats", rows=rows))
    if strays_said(card):
        sections.append(Section(title="Left over", lead=strays_said(card)))
    return as_markdown(Sheet(title=card.title or "Scorecard", when=when_said(card), sections=tuple(sections)))


def _row(row: Scored, over: bool) -> Row:
    under = tuple(f"{said.text} {said.ask}".strip() for said in sentences(row, over=over))
    return Row(text=row.text, label=row.id, yours=True, under=under)


def _over(card: Scorecard) -> bool:
    return card.gone is not None and card.gone >= 1
