"""The works that rules cite: one place for their names."""

from __future__ import annotations

from okrcoach.model import Source

WORKS = {
    "gothelf-2021": "Jeff Gothelf, \u201cShould We Use OKRs for Everything?\u201d, 2021",
    "gothelf-reply": "Jeff Gothelf, reply to a reader, 2021",
    "gothelf-seiden-2024": "Jeff Gothelf and Josh Seiden on \u201cWho Does What By How Much?\u201d, 2024",
    "kersten-2021": "Mik Kersten, \u201cOKRs & DevOps: From Micromanagement Misery to Finding "
    "Flow\u201d, 2021",
    "ley-2022": "Carsten Ley, CX Goalkeeper podcast, 2022",
    "wfm-okr": "WFM Labs, \u201cOKRs and Benefit Realization\u201d",
    "google-playbook": "Google, \u201cGoogle\u2019s OKR Playbook\u201d",
    "rework-guide": "Google re:Work, \u201cSet goals with OKRs\u201d",
    "rework-grade": "Google re:Work, \u201cGrade OKRs\u201d",
    "doerr-2018": "John Doerr, \u201cMeasure What Matters\u201d, 2018 (as reported by readers)",
    "wodtke-rf": "Christina Wodtke, \u201cRadical Focus\u201d (as reported by readers)",
    "wodtke-square": "Christina Wodtke, weekly four-square and worksheet (as reported)",
    "castro-types": "Felipe Castro, \u201cSuccess criteria and types of Key Results\u201d",
    "castro-migrate": "Lean Performance, \u201cMigrating from Activities to Value-based OKRs\u201d",
    "cagan-2020": "Marty Cagan, \u201cTeam Objectives\u201d, 2020",
    "lamorte-krtypes": "Ben Lamorte, \u201cBen on OKRs\u201d, on types of key results, 2026",
    "lamorte-kpi": "Ben Lamorte, \u201cBen on OKRs\u201d, on KPIs, 2026",
    "orca-anti": "OKR Orca, \u201cThe 12 anti-patterns\u201d",
    "orca-method": "OKR Orca, methodology",
    "incose": "INCOSE, \u201cGuide for Writing Requirements\u201d",
    "ries-2009": "Eric Ries, \u201cVanity Metrics vs. Actionable Metrics\u201d, 2009",
    "gitlab-okr": "GitLab handbook, OKRs",
    "herbig-mehta": "Tim Herbig after Ravi Mehta, \u201cMake OKRs Drive Decisions\u201d",
    "torres-wille": "Teresa Torres with Petra Wille, on measurable outcomes",
    "gtmhub-score": "Gtmhub, OKR-design score",
}


def cite(work: str, claim: str) -> Source:
    """Return a source; raises ``KeyError`` for a work that is not in the register."""
    return Source(id=work, work=WORKS[work], claim=claim)
