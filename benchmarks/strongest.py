"""The signs that speak most strongly for each kind: the weights are few enough to be read."""

from __future__ import annotations

from okrcoach.judgement.weights import KINDS, Weights


def strongest(table: Weights, n: int = 20) -> dict[str, list[tuple[str, float]]]:
    """Return for each kind the ``n`` signs that add most to it, with the log-odds they add."""
    signs = table.all()
    return {
        kind.value: [
            (name, row[i]) for name, row in sorted(signs.items(), key=lambda s: (-s[1][i], s[0]))[:n]
        ]
        for i, kind in enumerate(KINDS)
    }
