"""Markdown and plain text, from tidy to sloppy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from okrcoach.exchange import parse_okrs
from okrcoach.model import OKRSet

File = Callable[[str, str], OKRSet]
Paste = Callable[[str], list[str]]
Show = Callable[[OKRSet], list[str]]

TWO = ["O: Calm mornings", "  KR: 4 of 5 on time", "  KR: Queues below 6"]
MARKDOWN = {
    "headings and labelled bullets": (
        "# OKRs\n\n## Objective 1: Calm mornings\n\n- KR1: 4 of 5 on time\n- **KR2:** Queues below 6\n",
        TWO,
    ),
    "bold labels and numbers": (
        "# OKRs\n\n**O1.** Calm mornings\n\n1. 4 of 5 on time\n2. Queues below 6\n",
        TWO,
    ),
    "unlabelled headings": (
        "# Trams\n\n## Calm mornings\n\n* 4 of 5 on time\n* Queues below 6\n\n"
        "## Warm halls\n\n* 19 degrees\n",
        [*TWO, "O: Warm halls", "  KR: 19 degrees"],
    ),
    "one heading": ("# Calm mornings\n- 4 of 5 on time\n- Queues below 6\n", TWO),
    "nested bullets": (
        "# Q3 2026 OKRs\n- Calm mornings\n  - 4 of 5 on time\n    - Repaint the doors\n  - Queues below 6\n",
        [*TWO[:2], "    action: Repaint the doors", TWO[2]],
    ),
    "nested bullets below a team": (
        "# Tram team\n- Calm mornings\n  - 4 of 5 on time\n  - Queues below 6\n"
        "- Warm halls\n  - 19 degrees\n",
        [*TWO, "O: Warm halls", "  KR: 19 degrees"],
    ),
    "actions below key results": (
        "## Calm mornings\n- 4 of 5 on time\n  - Repaint the doors\n- Queues below 6\n  - [x] Reroute\n",
        [*TWO[:2], "    action: Repaint the doors", TWO[2], "    done: Reroute"],
    ),
    "checkboxes beside key results": (
        "## Objective: Calm mornings\n- KR: 4 of 5 on time\n- [x] KR: Queues below 6\n- [ ] Reroute\n",
        [*TWO, "  action: Reroute"],
    ),
    "sections": (
        "# OKRs\n## Calm mornings\n### Key Results\n- 4 of 5 on time\n- Queues below 6\n"
        "### Initiatives\n- Reroute\n## Health metrics\n- Heating bill\n## Next steps\n- Talk to Bo\n",
        [*TWO, "  action: Reroute", "heartbeat: Heating bill", "action: Talk to Bo"],
    ),
    "sections beside their objective": (
        "## Objective\nCalm mornings\n## Key Results\n1. 4 of 5 on time\n1. Queues below 6\n"
        "## Initiatives\n- Reroute\n",
        [*TWO, "  action: Reroute"],
    ),
    "sections as bullets": (
        "- Objective: Calm mornings\n  - Key results:\n    - 4 of 5 on time\n    - Queues below 6\n"
        "  - Initiatives:\n    - Reroute\n",
        [*TWO, "  action: Reroute"],
    ),
    "key results as headings": (
        "# Trams\n## Objective 1: Calm mornings\n### KR1: 4 of 5 on time\n- Repaint\n"
        "### KR2: Queues below 6\n",
        [*TWO[:2], "    action: Repaint", TWO[2]],
    ),
    "an objective without key results among others": (
        "# Trams\n## Calm mornings\n- 4 of 5 on time\n- Queues below 6\n## Warm halls\n",
        [*TWO, "O: Warm halls"],
    ),
    "labels alone in headings": (
        "# Trams\n## Objective 1\nCalm mornings\n### KR 1\n4 of 5 on time\n- Repaint\n"
        "### KR 2\nQueues below 6\n",
        [*TWO[:2], "    action: Repaint", TWO[2]],
    ),
    "icons before labels": (
        "# 🎯 Goals\n## 🎯 Objective: Calm mornings\n"
        "🔑 KR1: 4 of 5 on time\n\n- 🔑 **KR2:** Queues below 6\n",
        TWO,
    ),
    "a bold line and its list": ("**Calm mornings**\n- 4 of 5 on time\n- Queues below 6\n", TWO),
    "a table": (
        "# Trams\n\n| Objective | Key result |\n|---|---|\n| Calm mornings | 4 of 5 on time |\n"
        "| | Queues below 6 |\n",
        TWO,
    ),
    "tables below objectives": (
        "## Objective 1: Calm mornings\n\n| Key result | Target |\n|---|--:|\n| 4 of 5 on time | 80% |\n"
        "| Queues below 6 | 6 |\n\n## KPIs\n\nMetric | Target\n--- | ---\nHeating bill | 900\n",
        [*TWO, "heartbeat: Heating bill"],
    ),
    "underlined headings": (
        "Trams\n=====\n\nCalm mornings\n-------------\n\n- 4 of 5 on time\n- Queues below 6\n",
        TWO,
    ),
}


@pytest.mark.parametrize("shape", MARKDOWN)
def test_markdown_reads_as_its_author_meant_it(shape: str, filed: File, tree: Show) -> None:
    text, expected = MARKDOWN[shape]
    assert tree(filed("drafts.md", text)) == expected


PLAIN = {
    "labels": (
        "Objective: Calm mornings\nKR1: 4 of 5 on time\nKR2 Queues below 6\nInitiative: Reroute\n",
        [*TWO, "    action: Reroute"],
    ),
    "a line and its bullets": (
        "Calm mornings\n• 4 of 5 on time\n• Queues below 6\n\nWarm halls:\n• 19 degrees\n",
        [*TWO, "O: Warm halls", "  KR: 19 degrees"],
    ),
    "indentation": (
        "Calm mornings\n\t4 of 5 on time\n\t\tRepaint\n\tQueues below 6\nWarm halls\n\t19 degrees\n",
        [*TWO[:2], "    action: Repaint", TWO[2], "O: Warm halls", "  KR: 19 degrees"],
    ),
    "groups": (
        "Calm mornings\n4 of 5 on time\nQueues below 6\n\nWarm halls\n19 degrees\n",
        [*TWO, "O: Warm halls", "  KR: 19 degrees"],
    ),
    "numbers": (
        "1 Calm mornings\n1.1 4 of 5 on time\n1.2 Queues below 6\n2 Warm halls\n2.1 1.5 degrees more\n",
        [*TWO, "O: Warm halls", "  KR: 1.5 degrees more"],
    ),
    "announcements": (
        "Objective 1\nCalm mornings\nKey Results:\n4 of 5 on time\nQueues below 6\n\nActions:\nReroute\n",
        [*TWO, "  action: Reroute"],
    ),
    "an objective, then bare lines": (
        "O1: Calm mornings\n4 of 5 on time\nQueues below 6\n",
        TWO,
    ),
    "bare lines": (
        "Calm mornings\n4 of 5 on time\n",
        ["loose: Calm mornings", "loose: 4 of 5 on time"],
    ),
    "bare lines with blank lines between": (
        "Calm mornings\n\n4 of 5 on time\n",
        ["loose: Calm mornings", "loose: 4 of 5 on time"],
    ),
    "one bullet list": (
        "- Calm mornings\n- 4 of 5 on time\n",
        ["loose: Calm mornings", "loose: 4 of 5 on time"],
    ),
    "letters and numbers": (
        "1. Calm mornings\n   a. 4 of 5 on time\n   b. Queues below 6\n2. Warm halls\n   a) 19 degrees\n",
        [*TWO, "O: Warm halls", "  KR: 19 degrees"],
    ),
    "a letter around it": (
        "Hi Ana,\n\nhere they are:\n\n"
        "Objective 1: Calm mornings\nKR1: 4 of 5 on time\nKR2: Queues below 6\n\nBye, Bo\n",
        TWO,
    ),
    "objectives together, key results together": (
        "Objectives:\n- Calm mornings\n- Warm halls\n\nKey results:\n- 4 of 5 on time\n",
        ["O: Calm mornings", "O: Warm halls", "O: ", "  KR: 4 of 5 on time"],
    ),
    "an unfinished sentence before a list": (
        "This spring we want to:\n- calm the mornings\n- warm the halls\n",
        ["loose: calm the mornings", "loose: warm the halls"],
    ),
    "an introduction": (
        "Our goals for spring:\n- Calm mornings\n- Warm halls\n",
        ["O: Calm mornings", "O: Warm halls"],
    ),
    "key results without objective": (
        "KR1: On time\nKR2: Queues\n",
        ["O: ", "  KR: On time", "  KR: Queues"],
    ),
    "measures": ("KPI: Heating bill\nTask: Reroute\n", ["heartbeat: Heating bill", "action: Reroute"]),
    "cells from a spreadsheet": (
        "Objective\tKey result\tTarget\nCalm mornings\t4 of 5 on time\t80%\n\tQueues below 6\t6\n",
        TWO,
    ),
    "cells without headings": ("Calm mornings\t4 of 5 on time\n\tQueues below 6\n", TWO),
    "comma separated": (
        "Objective,KR1,KR2\nCalm mornings,4 of 5 on time,Queues below 6\n",
        TWO,
    ),
    "markdown": ("**O1.** Calm mornings\n\n1. 4 of 5 on time\n2. Queues below 6\n", TWO),
    "numbered lists pasted from a word processor": (
        "1.\tCalm mornings\n2.\tWarm halls\n",
        ["loose: Calm mornings", "loose: Warm halls"],
    ),
}


@pytest.mark.parametrize("shape", PLAIN)
def test_pasted_text_reads_as_its_author_meant_it(shape: str, pasted: Paste) -> None:
    text, expected = PLAIN[shape]
    assert pasted(text) == expected


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- [ ] **KR1:** On time", "On time"),
        ("**KR1: On time**", "On time"),
        ("KR1: **On** time", "**On** time"),
        ("1) KR 1.2 – On  time (0.7)", "On  time (0.7)"),
        ("* KR: “On time” @ana", "“On time” @ana"),
        ("KR2: -5% delay", "-5% delay"),
        ("KR: 1.5 million riders", "1.5 million riders"),
        ("O1.KR2 On time", "On time"),
        ("KR: under 5 \\* 2 minutes", "under 5 * 2 minutes"),
    ],
)
def test_marks_come_off_and_words_stay_to_the_letter(line: str, words: str, filed: File) -> None:
    okr_set = filed("drafts.md", f"# OKRs\n\n**O1.** Calm\n\n{line}\n")
    assert okr_set.objectives[0].key_results[0].statement.text == words


def test_titles_cycles_and_front_matter(filed: File) -> None:
    heading = filed("a.md", "# Trams – Q3 2026 OKRs\n\n## Objective 1: Calm\n- On time\n")
    assert (heading.title, heading.cycle.name) == ("Trams – Q3 2026 OKRs", "Q3 2026")
    front = filed(
        "b.md", "---\ntitle: Trams\nquarter: Q3 2026\ntags: public\n---\n\n**O1.** Calm\n\n- On time\n"
    )
    assert (front.title, front.cycle.name, front.note) == ("Trams", "Q3 2026", "tags: public")
    assert front.objectives[0].statement.place.row == 7
    given = parse_okrs("# Trams\n## Objective: Calm\n- On time\n", title="Spring FY26")
    assert (given.title, given.cycle.name, given.note) == ("Spring FY26", "FY26", "Trams")


def test_commentary_is_kept_where_it_stands(filed: File) -> None:
    okr_set = filed(
        "a.md",
        "# OKRs\n\nRead this first.\n\n## Team: Night shift\n\n### Objective 1: Calm\n\n"
        "People told us so. Often.\n\n"
        "- KR1: On time\n\n  Counted at the gate.\n- KR2: Queues\n  - Owner: Ana\n  - Target: 6 min\n\n"
        "> Said Bo.\n\n"
        "```\nSELECT 1\n```\n\n## Notes\nAsk again.\n",
    )
    objective = okr_set.objectives[0]
    assert okr_set.note == "Read this first."
    assert objective.note.splitlines() == [
        "Section: Team: Night shift", "People told us so. Often.", "Said Bo.", "SELECT 1", "Ask again.",
    ]  # fmt: skip
    assert objective.key_results[0].note == "Counted at the gate."
    assert (objective.key_results[1].owner, objective.key_results[1].target) == ("Ana", "6 min")


def test_wrapped_lines_belong_together(filed: File, pasted: Paste) -> None:
    okr_set = filed("a.md", "## Objective: Calm\n- KR1: Trains leave\n  on time\n- KR2: Queues\n")
    assert okr_set.objectives[0].key_results[0].statement.text == "Trains leave on time"
    assert pasted("- KR1: Trains leave\n  on time\n") == ["O: ", "  KR: Trains leave on time"]


def test_values_below_a_statement_go_to_their_fields() -> None:
    okr_set = parse_okrs(
        "Objective: Calm\nOwner: Ana\nKR1: On time\nBaseline: 60%\nTarget: 80%\nConfidence: 5/10\n"
    )
    objective = okr_set.objectives[0]
    assert objective.owner == "Ana"
    key_result = objective.key_results[0]
    assert (key_result.baseline, key_result.target, key_result.confidence) == ("60%", "80%", "5/10")


def test_rows_are_lines_of_the_file(filed: File) -> None:
    okr_set = filed("a.md", "# OKRs\r\n\r\n## Objective 1: Calm\r\n\r\n- KR1: On time\r\n")
    assert [s.place.row for s in okr_set.statements()] == [3, 5]
    assert okr_set.objectives[0].statement.place.file == "a.md"
