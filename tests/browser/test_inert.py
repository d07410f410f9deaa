"""Reports and a board with hostile words in a real Chromium: no script runs, no request leaves, no dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from okrcoach.model import Benefit, KeyResult, Objective, OKRSet, Role, Statement
from okrcoach.model.activity import Activity
from okrcoach.progress.stop_list import stop_list
from okrcoach.report import critique
from okrcoach.report.benefits import BenefitsReport, benefits_sheet
from okrcoach.report.sheet import as_html
from okrcoach.report.stop_list import stop_sheet

# ruff: noqa: E501 hostile words are easier to compare in one row
pytestmark = pytest.mark.browser

WORDS = (
    "Cut waits <script>window.ran=1;alert(1)</script>\"><img src=https://evil.example/x.png onerror='window.ran=1'>"
    "</style></title><base href=https://evil.example><meta http-equiv=refresh content='0;url=https://evil.example'>"
    "<svg onload='window.ran=1'><a href=javascript:alert(2)>x</a></svg><iframe srcdoc='<script>parent.ran=1</script>'>"
    "</iframe><link rel=stylesheet href=https://evil.example/c.css><style>@import url(https://evil.example/a)</style>"
    " {{7*7}} \u202e =HYPERLINK(\"https://evil.example\") from 9 to 4"
)  # fmt: skip


def whole() -> OKRSet:
    key_result = KeyResult(
        statement=Statement(text=WORDS, role=Role.KEY_RESULT, id="1.1"),
        measure=WORDS, baseline=WORDS, target=WORDS, owner=WORDS, note=WORDS,
    )  # fmt: skip
    objective = Objective(
        statement=Statement(text=WORDS, role=Role.OBJECTIVE, id="1"), key_results=(key_result,), owner=WORDS
    )
    return OKRSet(title=WORDS, objectives=(objective,), note=WORDS)


def of_benefits() -> str:
    benefit = Benefit(statement=Statement(text=WORDS, id="B1"), owner=WORDS, measure=WORDS, outcome=WORDS)
    return as_html(benefits_sheet(BenefitsReport(register=(benefit,), at=date(2026, 7, 1))))


def of_stops() -> str:
    return as_html(stop_sheet(stop_list((Activity(name=WORDS, hours=2.0, required_by=WORDS),))))


PAGES: dict[str, Callable[[], str]] = {
    "critique": lambda: critique(whole()).html(),
    "benefits": of_benefits,
    "stop list": of_stops,
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_does_nothing_with_hostile_words(kind: str, chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(PAGES[kind]().encode("utf-8", "replace"))
    page = chromium.new_page()
    happened: list[str] = []

    def dialog(box: Dialog) -> None:
        happened.append(box.message)
        box.dismiss()

    page.on("dialog", dialog)
    page.on("request", lambda request: None if request.url == file.as_uri() else happened.append(request.url))
    page.on("popup", lambda popup: happened.append(popup.url))
    page.on("console", lambda message: happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert happened == []
    assert page.url == file.as_uri()
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "<script>window.ran=1" in page.locator("body").inner_text()
    page.close()
