"""Writes RULES.md from the rules themselves: ``python -m tools.pages``."""

from __future__ import annotations

from pathlib import Path

from okrcoach.judgement import RULES, Example, Rule

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


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8")
    print(PAGE)
