"""How the charts look: one shape and one colour for each kind, readable on light and on dark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from okrcoach.model import Kind

#: ``any``: plain colours in the middle, legible on white and on JupyterLab's black alike, for
#: charts that are shown or saved on their own. ``page``: the colours of the page around an
#: SVG, through the ``--okr-`` variables, so that it follows the reader's theme.
Theme = Literal["any", "page"]

#: What stands for a line that no honest judgement could be made of.
NOT_JUDGED = "not judged"

#: What an SVG cannot hold: control characters, halves of surrogate pairs, non-characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return ``text`` on one line, without the characters that would break an SVG."""
    return " ".join(_NOT_XML.sub(" ", text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of one theme, as CSS colours."""

    ink: str
    label: str
    #: The one alarm colour: off pace, out of range.
    fix: str
    #: Hairlines: decoration only.
    line: str
    #: The font of the author's words; ours is the page's.
    yours: str
    kinds: dict[str, str] = field(default_factory=dict)


#: A pulse between two rails, in the unit square that Vega draws shapes in.
_PULSE = "M-1,-0.9H1M-1,0.9H1M-1,0.1H-0.45L-0.2,-0.45L0.15,0.5L0.4,0.1H1"

#: Shape comes before colour: it alone must tell the kinds apart, in print and for colour-blind readers.
SHAPES: dict[str, str] = {
    Kind.OUTCOME_KR: "circle",
    Kind.TASK: "square",
    Kind.HEARTBEAT: _PULSE,
    Kind.OBJECTIVE: "triangle-up",
    NOT_JUDGED: "cross",
}

LOOKS: dict[Theme, Look] = {
    "any": Look(
        ink="#7a7a7a",
        label="#7a7a7a",
        fix="#d5473f",
        line="#9a9a9a55",
        yours='"Noto Serif", Georgia, serif',
        kinds={
            Kind.OUTCOME_KR: "#1b8a75",
            Kind.TASK: "#a67a10",
            Kind.HEARTBEAT: "#b0568f",
            Kind.OBJECTIVE: "#7378cc",
            NOT_JUDGED: "#7a7a7a",
        },
    ),
    "page": Look(
        ink="var(--okr-ink)",
        label="var(--okr-ink-2)",
        fix="var(--okr-fix)",
        line="var(--okr-line)",
        yours="var(--okr-font-yours)",
        kinds={
            Kind.OUTCOME_KR: "var(--okr-result)",
            Kind.TASK: "var(--okr-task)",
            Kind.HEARTBEAT: "var(--okr-heartbeat)",
            Kind.OBJECTIVE: "var(--okr-objective)",
            NOT_JUDGED: "var(--okr-ink-3)",
        },
    ),
}
