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
    "cxright-stupid": "Doing CX Right, \u201cStopping the Stupid: Leveraging OKRs For Better "
    "CX Results\u201d",
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
    "wodtke-4e": "Christina Wodtke, portfolio of four E\u2019s (as described by CFO Bookshelf)",
    "wodtke-2023": "Christina Wodtke on Lenny\u2019s Podcast, 2023 (as reported)",
    "productculture-health": "Product Culture, \u201cONE THING on Health Metrics\u201d, 2022",
    "perdoo-kpi": "Perdoo, on companies and KPIs",
    "perdoo-first": "Perdoo, \u201cWhen implementing OKR, get your KPIs in place first\u201d",
    "grove-1983": "Andrew S. Grove, \u201cHigh Output Management\u201d, 1983 (as quoted by readers)",
    "kohavi-guardrail": "Kohavi et al., \u201cTrustworthy Online Controlled Experiments\u201d (as reported)",
    "viva-krtypes": "Microsoft Viva Goals, key result types",
    "wheeler-xmr": "Donald Wheeler, on XmR charts (as summarised)",
    "locke-latham-2019": "Locke and Latham, half-century retrospective on goal setting, 2019",
    "lamorte-qa": "Ben Lamorte, questions and answers at Profit.co",
    "sitkin-2011": "Sitkin, See, Miller, Lawless, Carton, \u201cThe Paradox of Stretch Goals\u201d, 2011",
    "okrdash-vanity": "OKR Dash, \u201cOKR scoring is a vanity metric\u201d",
    "kaplan-norton-1996": "Kaplan and Norton, \u201cLinking the Balanced Scorecard to Strategy\u201d, 1996",
    "seiden-2019": "Josh Seiden, \u201cOutcomes Over Output\u201d, 2019 (as summarised)",
    "cagan-empowered": "Marty Cagan, \u201cEmpowered\u201d (as reported by readers)",
    "little-2011": "John D. C. Little, \u201cLittle\u2019s Law as Viewed on Its 50th Anniversary\u201d, 2011",
    "niven-owner": "OKRs Training, on who owns a key result, 2022",
    "castro-cascade": "Felipe Castro, \u201cOKRs do not cascade\u201d",
    "castro-pay": "Felipe Castro, \u201cWhy you should separate goals and compensation\u201d",
    "gtmhub-settings": "Gtmhub, methodology settings",
    "jensen-2003": "Michael Jensen, \u201cPaying People to Lie\u201d, 2003",
    "ley-quantive": "Carsten Ley, podcast \u201cOn OKRs+As\u201d (as noted)",
    "finance-ni": "Department of Finance NI, on realising and tracking benefits",
    "ipa-2017": "UK Infrastructure and Projects Authority, guide to benefits management, 2017 (as reported)",
    "pgmp-notes": "Education Edge, notes on programme benefit management",
    "castro-pod": "Felipe Castro, AgileThought podcast 78 (show notes)",
    "sre-book": "Google, \u201cSite Reliability Engineering\u201d, on error budgets",
    "perdoo-init": "Perdoo, on initiatives",
    "niven-milestones": "OKRs Training, \u201cCourting OKRs Controversy\u201d, on milestones, 2024",
    "spotify-2016": "Spotify HR blog, \u201cWhy individual OKRs don\u2019t work for us\u201d, 2016",
    "lamorte-maymin": "Ben Lamorte, interviewed by Senia Maymin",
}


def cite(work: str, claim: str) -> Source:
    """Return a source; raises ``KeyError`` for a work that is not in the register."""
    return Source(id=work, work=WORKS[work], claim=claim)
