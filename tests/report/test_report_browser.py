"""The page in a real Chromium: hostile drafts do nothing, our own style applies, nothing overflows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

from okrcoach.model import KeyResult, Objective, OKRSet, Role, Statement
from okrcoach.report import Report, critique

pytestmark = pytest.mark.browser

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOSTILE = [
    "Cut churn <script>window.ran = 1; alert(1)</script> from 9% to 6%",
    'Launch "><img src=https://evil.example/x.png onerror="window.ran = 1; alert(2)"> by June',
    "Train </style><style>@import url(https://evil.example/a.css); * { background: url(https://evil.example/b)",
    "Publish <svg onload='window.ran = 1'><a href=javascript:alert(3)>x</a></svg> and hire staff",
    "Improve <iframe srcdoc='<script>parent.ran = 1</script>'></iframe><base href=https://evil.example>",
    "Keep </title><meta http-equiv=refresh content='0;url=https://evil.example'><form action=x>",
    "Raise <link rel=stylesheet href=https://evil.example/c.css><object data=https://evil.example> to 40%",
    "Deliver {{ 7*7 }} \u202e gnp.exe \u0000 " + "verylongword" * 40,
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield chromium
        chromium.close()


def hostile_report() -> Report:
    objectives = tuple(
        Objective(
            statement=Statement(text=text, role=Role.OBJECTIVE, id=str(n)),
            key_results=(KeyResult(statement=Statement(text=text, role=Role.KEY_RESULT, id=f"{n}.1")),),
        )
        for n, text in enumerate(HOSTILE, 1)
    )
    return critique(OKRSet(title=" / ".join(HOSTILE), objectives=objectives))


class Watched:
    """A page that writes down everything a hostile draft could make it do."""

    def __init__(self, browser: Browser, file: Path, width: int = 1200, dark: bool = False) -> None:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        self.page: Page = context.new_page()
        self.own = file.as_uri()
        self.happened: list[str] = []
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("popup", lambda popup: self.happened.append(popup.url))
        self.page.on("console", lambda message: self.happened.append(message.text))
        self.page.on("pageerror", lambda error: self.happened.append(str(error)))
        self.page.goto(self.own)
        self.page.wait_for_timeout(300)

    def _dialog(self, dialog: Dialog) -> None:
        self.happened.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if request.url != self.own:
            self.happened.append(request.url)


def test_a_hostile_draft_does_nothing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(hostile_report().html().encode())
    watched = Watched(browser, file)
    assert watched.page.evaluate("window.ran") is None
    assert watched.happened == []
    assert watched.page.url == file.as_uri()
    shown = watched.page.locator(".okr-lines").inner_text()
    assert "<script>window.ran = 1; alert(1)</script>" in shown
    assert "{{ 7*7 }} ⟨U+202E⟩ gnp.exe ␀" in shown


def test_a_hostile_draft_does_nothing_in_a_notebook_either(browser: Browser, tmp_path: Path) -> None:
    """A trusted output has no policy round it: escaping alone has to hold."""
    file = tmp_path / "notebook.html"
    host = "<!doctype html><title>x</title><h1 id=host>Host</h1><table><tr><td id=cell>1</td></tr></table>"
    file.write_bytes(f"{host}{hostile_report()._repr_html_()}".encode())
    watched = Watched(browser, file)
    assert watched.page.evaluate("window.ran") is None
    assert watched.happened == []
    style = "e => ['fontFamily', 'margin', 'padding', 'colorScheme'].map(name => getComputedStyle(e)[name])"
    words = watched.page.locator(".okr-lines .okr-yours").first
    assert "serif" in words.evaluate("e => getComputedStyle(e).fontFamily")
    alone = tmp_path / "alone.html"
    alone.write_text(host)
    for css in ("#host", "#cell"):
        bare = Watched(browser, alone).page.locator(css).evaluate(style)
        assert watched.page.locator(css).evaluate(style) == bare


def test_our_own_style_applies_under_the_policy(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(hostile_report().html().encode())
    seen = {}
    for dark in (False, True):
        page = Watched(browser, file, dark=dark).page
        words = page.locator(".okr-lines .okr-yours").first
        assert "serif" in words.evaluate("e => getComputedStyle(e).fontFamily")
        assert page.locator("main").evaluate("e => getComputedStyle(e).maxWidth") == "980px"
        seen[dark] = page.locator("main").evaluate("e => getComputedStyle(e).backgroundColor")
    assert seen[False] != seen[True]


@pytest.mark.parametrize("width", [320, 520, 1200])
def test_nothing_sticks_out(browser: Browser, tmp_path: Path, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(hostile_report().html().encode())
    page = Watched(browser, file, width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_prints_light_and_without_the_desk(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(hostile_report().html().encode())
    page = Watched(browser, file, dark=True).page
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".okr-lead").evaluate("e => getComputedStyle(e).color") == "rgb(28, 30, 34)"
