"""Short sets for the examples of rules about sets."""

from __future__ import annotations

from okrcoach.judgement.rule import Example

_LABELS = {"O ": "Objective: ", "H ": "Heartbeat: "}


def pasted(*lines: str) -> Example:
    """Return a pasted set: "O ..." opens an objective, "H ..." is a heartbeat, all else are key results."""
    return Example(
        text="\n".join(_LABELS[x[:2]] + x[2:] if x[:2] in _LABELS else f"KR: {x}" for x in lines), role=None
    )
