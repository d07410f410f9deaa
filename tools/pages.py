"""Writes RULES.md from the rules and docs/measures.md from the catalogue: ``python -m tools.pages``."""

from __future__ import annotations

from pathlib import Path

from okrcoach.judgement import RULES, Example, Rule
from okrcoach.language.catalogue import measures
from okrcoach.model import Lens, Measure

MEASURES = Path(__file__).resolve().parent.parent / "docs" / "measures.md"
PAGE = Path(__file__).resolve().parent.parent / "RULES.md"
_FAMILIES = {
    "objective": "About one objective",
    "key_result": "About one key result",
    "set": "About an objective with its key results, and about the set",
    "benefit": "About a benefit in a register",
}
_HEAD = """# The rules

Made from the rules in `okrcoach/judgement` by `python -m tools.pages`; a test fails when this page is
stale. A rule fires, is silent, or is skipped when what it needs is missing or another rule has said
the essential. *Flag* is the mark that a coach would put: `okrcoach critique --lines` prints it.
"""


def _example(example: Example) -> str:
    lines = example.text.splitlines()
    if len(lines) > 8:
        objectives = sum(line.startswith("Objective") for line in lines)
        return f"- a set of {len(lines)} lines with {objectives} objective{'s' * (objectives > 1)}"
    if len(lines) > 1:
        return "- a set:\n\n  ```text\n" + "\n".join("  " + line for line in lines) + "\n  ```"
    role = f" (as {example.role.value.replace('_', ' ')})" if example.role else ""
    return f"- {example.text}{role}"


def _section(rule: Rule) -> str:
    parts = [
        f"### {rule.code}: {rule.title}",
        f"*{rule.severity.words}*" + (f" · flag `{rule.flag}`" if rule.flag else ""),
        f"**What.** {rule.what.replace('{quote}', '“…”').replace('{more}', '…')}",
        f"**Why.** {rule.why}",
        f"**Ask.** {rule.ask}",
        f"**Instead.** {rule.before} → `{rule.after}`",
        "**Follows.** " + " ".join(f"{s.work}: {s.claim}" for s in rule.sources),
    ]
    if rule.disagrees:
        parts.append(f"**Sees it differently.** {rule.disagrees}")
    parts.append("Fires on:\n\n" + "\n".join(map(_example, rule.fires_on)))
    parts.append("Silent on:\n\n" + "\n".join(map(_example, rule.silent_on)))
    return "\n\n".join(parts)


def rules_page() -> str:
    """Return the page as it should be."""
    parts = [_HEAD]
    for family, title in _FAMILIES.items():
        parts.append(f"## {title}\n")
        parts += [_section(rule) + "\n" for rule in RULES if rule.family == family]
    return "\n".join(parts)


_LENSES = {
    Lens.BUSINESS: "Business: what it is worth",
    Lens.FLOW: "Flow: how work moves",
    Lens.TEAM: "Team: how we work",
}
_MEASURES_HEAD = """# The measure catalogue

Made from `okrcoach/data/measures` by `python -m tools.pages`; a test fails when this page is stale. A measure
is found in a line whatever the order of its words, and by its other names, which are left out here. *Early*
moves before the result, *late* with or after it; *routine* is usually watched rather than pushed, *attention*
counts looks rather than effects, a *guardrail* keeps another measure honest. To add one:
[CONTRIBUTING.md](../CONTRIBUTING.md).
"""
_ROLES = {"result": "result", "heartbeat": "routine", "vanity": "attention", "guardrail": "guardrail"}


def _row(measure: Measure) -> str:
    timing = "early" if measure.timing == "leading" else "late"
    cells = (measure.name, measure.unit, measure.better, timing, _ROLES[measure.role], measure.behaviour)
    return f"| {' | '.join(cells)} |"


def measures_page() -> str:
    """Return the page as it should be."""
    parts = [_MEASURES_HEAD]
    for lens, title in _LENSES.items():
        found = sorted((m for m in measures() if m.lens is lens), key=lambda m: m.name)
        head = "| measure | in | better | shows | usually | what it reflects |"
        rows = [head, "|---" * 6 + "|", *map(_row, found)]
        parts.append(f"## {title} ({len(found)})\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8")
    MEASURES.write_text(measures_page(), encoding="utf-8")
    print(PAGE)
