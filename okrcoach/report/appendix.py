"""What stands at the end of a report: balance, what was left out and why, the school, and one number."""

from __future__ import annotations

from dataclasses import dataclass

from okrcoach.judgement import profile
from okrcoach.judgement.balance import UNLISTED, Share, balance, lenses_said, timings_said
from okrcoach.judgement.score import score
from okrcoach.model import Critique, Finding, Lens, Timing
from okrcoach.report import words
from okrcoach.report.inert import visible

#: Side -> how it is called, and what it is about.
_SIDES: dict[str, tuple[str, str]] = {
    Lens.BUSINESS: ("Business", "What it is worth"),
    Lens.FLOW: ("Flow", "How work moves"),
    Lens.TEAM: ("Team", "How we work"),
    Timing.LEADING: ("Early", "To steer by"),
    Timing.LAGGING: ("Late", "To prove it"),
    UNLISTED: ("Not in our list", "Measures we do not know"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """Results on one side of a picture."""

    title: str
    hint: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SidesPicture:
    """A picture of the results by their sides."""

    #: The finding, as a sentence.
    title: str
    caption: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding that was set aside, with the reason."""

    code: str
    title: str
    #: The line it is about, or "".
    about: str
    #: The words of that line, or "".
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class School:
    """The profile that was followed."""

    name: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of the number."""

    title: str
    got: int
    most: int
    says: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One number, with its parts and its caveat."""

    title: str
    total: int
    parts: tuple[ScorePart, ...]
    caveat: str


def pictures(critique: Critique) -> tuple[SidesPicture, ...]:
    """Return what the results look at and when they move; nothing where too few measures are known."""
    found = balance(critique)
    label = {line.statement: str(n) for n, line in enumerate(critique.lines, 1)}

    def sides(shares: tuple[Share, ...]) -> tuple[Side, ...]:
        return tuple(
            Side(
                *_SIDES[share.side],
                tuple(visible(line.statement.id) or label[line.statement] for line in share.lines),
            )
            for share in shares
        )

    drawn = (
        (lenses_said(found), "Results by what their measures look at", found.lenses),
        (timings_said(found), "Results by when their measures move", found.timings),
    )
    return tuple(SidesPicture(said, caption, sides(shares)) for said, caption, shares in drawn if said)


def set_aside(critique: Critique) -> tuple[Aside, ...]:
    """Return what the team has set aside, with its reasons."""
    texts = {line.statement.id: line.statement.text for line in critique.lines if line.statement.id}
    return tuple(
        Aside(
            code=visible(one.finding.code),
            title=visible(one.finding.title),
            about=visible(one.finding.about),
            text=visible(texts.get(one.finding.about, "")).strip(),
            reason=visible(one.reason).strip(),
        )
        for one in critique.set_aside
    )


def known(findings: tuple[Finding, ...]) -> str:
    """Return how many findings were left out because they were known, as a sentence, or ""."""
    if not findings:
        return ""
    verb = "was" if len(findings) == 1 else "were"
    told = "is" if len(findings) == 1 else "are"
    return words.sentence(
        f"{words.count(len(findings), 'finding')} {verb} known from the baseline and {told} not told again."
    )


def school(name: str) -> School:
    """Return the profile of that name; one that a workspace made for itself is known by its name only."""
    try:
        found = profile(name)
    except KeyError:
        return School(visible(name), visible(name), "")
    return School(visible(found.name), visible(found.title), visible(found.says))


def score_view(critique: Critique) -> ScoreView | None:
    """Return the number with its parts, or None when there is nothing to count."""
    found = score(critique)
    if found is None:
        return None
    return ScoreView(
        title=f"In one number, if you must: {found.total} of 100",
        total=found.total,
        parts=tuple(ScorePart(part.title, part.got, part.most, part.says) for part in found.parts),
        caveat=found.caveat,
    )
